use crate::Error;
use crate::output::{Output, asks_for_json};
use clap::Args;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What to run.
const PROGRAM: &str = "civitas-localnet";
/// Where builds put it, from the repository's root.
const BUILT: [&str; 2] = ["app/target/debug", "app/target/release"];

/// Arguments of `civitas localnet`.
///
/// The cluster is a program of its own, `civitas-localnet`, because it takes long to build; this finds and runs it.
#[derive(Debug, Args)]
#[command(
    override_usage = "civitas localnet [OPTIONS] [COMMAND]",
    after_help = "Without a command, starts a cluster: --scenario FOLDER, --load FILE, --save FILE, --rpc-port, --ws-port.\n\
                  From another terminal: airdrop ADDRESS SOL, warp 3d, status, save FILE, stop, wallets.\n\
                  All of them: civitas localnet help. It is built by scripts/localnet."
)]
pub struct Localnet {
    /// Handed on to civitas-localnet.
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, hide = true)]
    arguments: Vec<OsString>,
}

impl Localnet {
    pub(super) fn execute(&self) -> Result<Output, Error> {
        let program = find().ok_or_else(|| {
            Error::Usage(format!(
                "{PROGRAM} is not built; build it with scripts/localnet, or with \
                 cargo build --manifest-path app/Cargo.toml --package {PROGRAM}"
            ))
        })?;
        let mut command = Command::new(&program);
        command.args(&self.arguments);
        // Taken by this program when it comes before all that is handed on.
        if asks_for_json(&std::env::args_os().collect::<Vec<_>>()) && !asks_for_json(&self.arguments) {
            command.args(["--output", "json"]);
        }
        Err(Error::Usage(format!("cannot run {}: {}", program.display(), become_it(command))))
    }
}

/// Replaces this program, so that signals reach the cluster itself. Returns only when that fails.
#[cfg(unix)]
fn become_it(mut command: Command) -> std::io::Error {
    std::os::unix::process::CommandExt::exec(&mut command)
}

#[cfg(not(unix))]
fn become_it(mut command: Command) -> std::io::Error {
    match command.status() {
        Ok(status) => std::process::exit(status.code().unwrap_or(1)),
        Err(error) => error,
    }
}

/// The program beside this one, or of the build around the current directory.
fn find() -> Option<PathBuf> {
    let name = format!("{PROGRAM}{}", std::env::consts::EXE_SUFFIX);
    let here = std::env::current_dir().unwrap_or_default();
    let itself = std::env::current_exe().ok();
    let beside = itself.iter().filter_map(|program| program.parent()).map(Path::to_owned);
    let built = here.ancestors().flat_map(|folder| BUILT.map(|build| folder.join(build)));
    beside.chain(built).map(|folder| folder.join(&name)).find(|program| program.is_file())
}
