use serde_json::{Value, json};
use std::path::PathBuf;
use std::process::ExitCode;

/// Why a localnet cannot do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The arguments make no sense.
    #[error("{0}")]
    Usage(String),
    /// A port is taken.
    #[error("port {port} of this machine is in use")]
    PortTaken {
        /// The port.
        port: u16,
        /// The option that chooses another.
        option: &'static str,
    },
    /// A port cannot be listened on for another reason.
    #[error("cannot listen on port {port}: {source}")]
    Port {
        /// The port.
        port: u16,
        /// What the system says.
        source: std::io::Error,
    },
    /// What runs scenarios and reads programs failed.
    #[error(transparent)]
    Civitas(#[from] civitas::Error),
    /// A state cannot be read or written.
    #[error(transparent)]
    State(#[from] cluster::SnapshotError),
    /// A file cannot be read or written.
    #[error("{}: {source}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// The virtual machine under the localnet refuses something, or stops.
    #[error("the localnet fails: {0}")]
    Node(String),
    /// No localnet answers.
    #[error("no localnet answers at {url}: {reason}")]
    NotRunning {
        /// Its JSON-RPC address.
        url: String,
        /// What went wrong.
        reason: String,
    },
    /// A localnet answers with an error, or something does that is no localnet.
    #[error("{what} failed: {reason}")]
    Refused {
        /// What was asked.
        what: &'static str,
        /// What it says.
        reason: String,
    },
}

impl From<cluster::ClusterError> for Error {
    fn from(error: cluster::ClusterError) -> Self {
        Self::Civitas(error.into())
    }
}

impl Error {
    /// What to do about it, where there is something to say.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::PortTaken { option, .. } => Some(format!(
                "choose another with {option}, or stop the localnet that runs there with `civitas localnet stop`"
            )),
            Self::Port { .. } => Some("choose another with --rpc-port and --ws-port".into()),
            Self::NotRunning { .. } => {
                Some("start one with `civitas localnet`, or name its port with --rpc-port".into())
            }
            Self::Civitas(error) => error.hint(),
            _ => None,
        }
    }

    /// 2 when input or arguments are wrong, 1 when something fails.
    pub fn exit_code(&self) -> ExitCode {
        match self {
            Self::Usage(_) | Self::PortTaken { .. } | Self::Port { .. } | Self::State(_) => ExitCode::from(2),
            Self::Civitas(error) => ExitCode::from(error.exit_code()),
            _ => ExitCode::FAILURE,
        }
    }

    /// For programs.
    pub fn to_json(&self) -> Value {
        json!({ "error": { "message": self.to_string(), "hint": self.hint() } })
    }
}
