//! What a command works on.

use crate::Error;
use clap::Args;
use client::GOVERNOR_ID;
use cluster::{Cluster, Rpc, Snapshot};
use std::path::PathBuf;

/// Where accounts are read: exactly one of these.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub struct Source {
    /// File that `civitas run --save` wrote.
    snapshot: Option<PathBuf>,

    /// Node to ask instead, by its JSON-RPC address, as http://127.0.0.1:8899.
    #[arg(long, value_name = "URL")]
    url: Option<String>,
}

impl Source {
    /// The cluster, to be read.
    ///
    /// # Errors
    /// The file cannot be read, is no snapshot, or holds other programs' accounts. Whether a node answers
    /// shows when it is asked.
    pub fn open(&self) -> Result<Box<dyn Cluster>, Error> {
        match (&self.snapshot, &self.url) {
            (Some(path), _) => {
                let snapshot = Snapshot::load(path)?;
                if !snapshot.programs.contains(&GOVERNOR_ID) {
                    return Err(Error::input(
                        path,
                        None,
                        "the snapshot does not hold the governor's accounts",
                    ));
                }
                Ok(Box::new(snapshot))
            }
            (None, Some(url)) => Ok(Box::new(Rpc::new(url))),
            // Excluded by the group.
            (None, None) => Err(Error::Usage("name a snapshot, or a node with --url".into())),
        }
    }
}
