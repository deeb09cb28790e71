//! Which cluster is asked.

use super::config::Config;
use crate::Error;
use crate::context;
use clap::{Args, ValueEnum};
use cluster::{Cluster, Rpc};
use solana_address::Address;
use solana_commitment_config::CommitmentConfig;
use std::path::PathBuf;

/// The node that is asked when nobody names one: the one on this machine, so that nothing reaches a public cluster by
/// accident.
const LOCALHOST: &str = "http://127.0.0.1:8899";

/// The cluster to talk to.
#[derive(Clone, Debug, Default, Args)]
#[command(next_help_heading = "Cluster")]
pub struct Connection {
    /// Node to talk to: the address of its JSON-RPC, or `localhost`, `devnet`, `testnet`, `mainnet-beta`, or the
    /// first letter of one of these. The Solana CLI's when not given, else `localhost`.
    #[arg(short, long, value_name = "URL_OR_MONIKER")]
    url: Option<String>,

    /// Configuration file of the Solana CLI [default: ~/.config/solana/cli/config.yml].
    #[arg(short = 'C', long, value_name = "FILE")]
    config: Option<PathBuf>,

    /// What counts as done. The Solana CLI's when not given, else `confirmed`.
    #[arg(long, value_enum)]
    commitment: Option<Commitment>,
}

/// How sure a node must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Commitment {
    /// The node has processed it.
    Processed,
    /// A majority has voted on it.
    Confirmed,
    /// It cannot be undone any more.
    Finalized,
}

impl From<Commitment> for CommitmentConfig {
    fn from(commitment: Commitment) -> Self {
        match commitment {
            Commitment::Processed => Self::processed(),
            Commitment::Confirmed => Self::confirmed(),
            Commitment::Finalized => Self::finalized(),
        }
    }
}

/// The address of a node from what a person calls it.
///
/// # Errors
/// [`Error::Usage`] for what is neither a moniker nor an address.
pub fn resolve(name: &str) -> Result<String, Error> {
    let url = match name {
        "l" | "localhost" => LOCALHOST,
        "d" | "devnet" => "https://api.devnet.solana.com",
        "t" | "testnet" => "https://api.testnet.solana.com",
        "m" | "mainnet-beta" => "https://api.mainnet-beta.solana.com",
        url if url.starts_with("http://") || url.starts_with("https://") => url,
        other => {
            return Err(Error::Usage(format!(
                "`{other}` is no cluster: name localhost, devnet, testnet, mainnet-beta, or an address that begins with http"
            )));
        }
    };
    Ok(url.to_owned())
}

impl Connection {
    /// What the Solana CLI's configuration says.
    pub(super) fn configured(&self) -> Result<Config, Error> {
        Config::load(self.config.as_deref())
    }

    /// The node's address.
    ///
    /// # Errors
    /// [`Error::Usage`] for no address; the configuration cannot be read.
    pub fn address(&self) -> Result<String, Error> {
        match &self.url {
            Some(url) => resolve(url),
            None => resolve(self.configured()?.json_rpc_url.as_deref().unwrap_or(LOCALHOST)),
        }
    }

    fn commitment(&self) -> Result<CommitmentConfig, Error> {
        if let Some(commitment) = self.commitment {
            return Ok(commitment.into());
        }
        match self.configured()?.commitment {
            None => Ok(CommitmentConfig::confirmed()),
            Some(text) => Commitment::from_str(&text, true).map(Into::into).map_err(|_| {
                Error::Usage(format!("the Solana CLI's configuration has an unknown commitment, `{text}`"))
            }),
        }
    }

    /// The node.
    ///
    /// # Errors
    /// As [`address`](Self::address). Whether it answers shows when it is asked.
    pub fn open(&self) -> Result<Rpc, Error> {
        Ok(Rpc::with_commitment(self.address()?, self.commitment()?))
    }
}

/// Where a command that only looks reads accounts: a snapshot, else a node.
#[derive(Debug, Args)]
pub struct Reading {
    /// File to read instead of a node, as `civitas run --save` writes it.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["url", "config", "commitment"])]
    snapshot: Option<PathBuf>,

    #[command(flatten)]
    connection: Connection,
}

impl Reading {
    /// The cluster, with the accounts of these programs.
    ///
    /// # Errors
    /// The snapshot cannot be read or holds other programs' accounts; else as [`Connection::open`].
    pub fn open(&self, programs: &[Address]) -> Result<Box<dyn Cluster>, Error> {
        match &self.snapshot {
            Some(path) => Ok(Box::new(context::load(path, programs)?)),
            None => Ok(Box::new(self.connection.open()?)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clusters_have_names_and_letters() {
        for (name, url) in [
            ("l", LOCALHOST),
            ("localhost", LOCALHOST),
            ("d", "https://api.devnet.solana.com"),
            ("testnet", "https://api.testnet.solana.com"),
            ("m", "https://api.mainnet-beta.solana.com"),
            ("http://127.0.0.1:9000", "http://127.0.0.1:9000"),
        ] {
            assert_eq!(resolve(name).unwrap(), url);
        }
        for wrong in ["", "mainnet", "ftp://x", "127.0.0.1:8899"] {
            assert!(matches!(resolve(wrong), Err(Error::Usage(_))), "{wrong}");
        }
    }
}
