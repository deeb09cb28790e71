//! What a deployment of Civitas runs, in order: [`programs`], what is published about them ([`metadata`]), the first
//! [`nation`]. Each step looks first and does only what is missing, so that it can be repeated after any failure.

mod config;
pub mod metadata;
pub mod nation;
pub mod programs;

pub use config::{Key, NationPlan, Plan};

use cluster::{ClusterError, Rpc};
use std::path::PathBuf;

/// Why a deployment stops.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file cannot be read.
    #[error("{}: {reason}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// Why not.
        reason: String,
    },
    /// The cluster refuses or does not answer.
    #[error(transparent)]
    Cluster(#[from] ClusterError),
    /// A step cannot be taken as the cluster is.
    #[error("{0}")]
    Refused(String),
}

/// Takes all steps, or only says what they would be. `say` hears each.
///
/// # Errors
/// [`Error`]; what was done before stays done, and is found so the next time.
pub fn run(plan: &Plan, dry_run: bool, say: &mut dyn FnMut(String)) -> Result<(), Error> {
    let cluster = Rpc::new(&plan.url);
    say(format!("{} {}", if dry_run { "Looking at" } else { "Deploying to" }, plan.url));
    programs::deploy(&cluster, plan, dry_run, say)?;
    metadata::publish(&cluster, plan, say)?;
    nation::found(&cluster, plan, dry_run, say)
}
