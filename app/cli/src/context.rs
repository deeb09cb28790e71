//! What a command works on.

use crate::Error;
use crate::audit::Evidence;
use crate::programs::PROGRAMS;
use crate::sending::resolve;
use clap::Args;
use client::{COURT_ID, DIPLOMACY_ID, LAND_ID, TREASURY_ID};
use cluster::{Cluster, Rpc, Snapshot};
use solana_address::Address;
use std::path::{Path, PathBuf};

/// The programs whose accounts an audit looks at.
const AUDITED: [Address; 4] = [TREASURY_ID, LAND_ID, COURT_ID, DIPLOMACY_ID];

/// Where accounts are read: exactly one of these.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub struct Source {
    /// File that `civitas run --save` wrote.
    snapshot: Option<PathBuf>,

    /// Node to ask instead: the address of its JSON-RPC, as http://127.0.0.1:8899, or `localhost`, `devnet`, `testnet`,
    /// `mainnet-beta`, or the first letter of one of these.
    #[arg(short, long, value_name = "URL_OR_MONIKER")]
    url: Option<String>,
}

impl Source {
    /// The cluster, to be read, with the accounts of these programs.
    ///
    /// # Errors
    /// The file cannot be read, is no snapshot, or holds other programs' accounts. Whether a node answers
    /// shows when it is asked.
    pub fn open(&self, programs: &[Address]) -> Result<Box<dyn Cluster>, Error> {
        match (&self.snapshot, &self.url) {
            (Some(path), _) => Ok(Box::new(load(path, programs)?)),
            (None, Some(url)) => Ok(Box::new(Rpc::new(resolve(url)?))),
            // Excluded by the group.
            (None, None) => Err(Error::Usage("name a snapshot, or a node with --url".into())),
        }
    }

    /// Everything that an audit looks at.
    ///
    /// # Errors
    /// As [`open`](Self::open); a node does not answer.
    pub fn books(&self) -> Result<Evidence, Error> {
        match &self.snapshot {
            Some(path) => {
                let snapshot = load(path, &AUDITED)?;
                Evidence::gather(&snapshot, &snapshot.programs)
            }
            None => Evidence::gather(&*self.open(&AUDITED)?, &[]),
        }
    }
}

pub(crate) fn load(path: &Path, programs: &[Address]) -> Result<Snapshot, Error> {
    let snapshot = Snapshot::load(path)?;
    if let Some(missing) = programs.iter().find(|program| !snapshot.programs.contains(program)) {
        let name = PROGRAMS.iter().find(|(_, id)| id == missing).map_or("program", |(name, _)| name);
        return Err(Error::input(
            path,
            None,
            format!("the snapshot does not hold the accounts of the program `{name}`"),
        )
        .hinting("save it anew by `civitas run SCENARIO --save FILE`"));
    }
    Ok(snapshot)
}
