//! The commands, one file each.

mod land;
mod recount;
mod run;
mod scenario;

use crate::Error;
use crate::output::Output;
use clap::Subcommand;

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Hold recorded votes again: found the nation, cast every ballot, compare with what was published.
    Run(run::Run),
    /// Count the ballots of a snapshot or a live cluster anew, independently of the programs.
    Recount(recount::Recount),
    /// Work with scenarios.
    #[command(subcommand)]
    Scenario(scenario::Scenario),
    /// Work with land.
    #[command(subcommand)]
    Land(land::Land),
}

impl Command {
    /// Does it.
    ///
    /// # Errors
    /// Whatever keeps it from being done.
    pub fn execute(&self) -> Result<Output, Error> {
        match self {
            Self::Run(run) => run.execute(),
            Self::Recount(recount) => recount.execute(),
            Self::Scenario(scenario) => scenario.execute(),
            Self::Land(land) => land.execute(),
        }
    }
}
