//! The commands, one file each.

mod arguments;
mod audit;
mod case;
mod citizen;
mod court;
mod diplomacy;
mod juror;
mod land;
mod localnet;
mod nation;
mod proposal;
mod recount;
mod run;
mod scenario;
mod treasury;

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
    /// Audit the books of treasury and land of a snapshot or a live cluster, independently of the programs.
    Audit(audit::Audit),
    /// Work with scenarios.
    #[command(subcommand)]
    Scenario(scenario::Scenario),
    /// Look at treasuries, pay in, withdraw what is promised.
    #[command(subcommand)]
    Treasury(treasury::Treasury),
    /// Work with land.
    #[command(subcommand)]
    Land(land::Land),
    /// Run a cluster on this machine with Civitas deployed, and a nation in it if you like; or command one that runs.
    Localnet(localnet::Localnet),
    /// Found a nation, set how it decides, look at it.
    #[command(subcommand)]
    Nation(nation::Nation),
    /// Join a nation, renew a term, see how a citizen stands.
    #[command(subcommand)]
    Citizen(Box<citizen::Citizen>),
    /// Sign the charter.
    #[command(subcommand)]
    Charter(Box<citizen::Charter>),
    /// Name the citizen who may vote for you when you do not.
    Delegate(Box<citizen::Delegate>),
    /// Make proposals, vote on them, decide and execute them.
    #[command(subcommand)]
    Proposal(Box<proposal::Proposal>),
    /// Create a court, set its rules, look at it.
    #[command(subcommand)]
    Court(Box<court::Court>),
    /// Serve on a jury.
    #[command(subcommand)]
    Juror(juror::Juror),
    /// Bring cases, judge them, have rulings enforced.
    #[command(subcommand)]
    Case(case::Case),
    /// Relations with other nations: recognition, treaties, visits, census, stage.
    #[command(subcommand)]
    Diplomacy(Box<diplomacy::Diplomacy>),
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
            Self::Audit(audit) => audit.execute(),
            Self::Scenario(scenario) => scenario.execute(),
            Self::Treasury(treasury) => treasury.execute(),
            Self::Land(land) => land.execute(),
            Self::Localnet(localnet) => localnet.execute(),
            Self::Nation(nation) => nation.execute(),
            Self::Citizen(citizen) => citizen.execute(),
            Self::Charter(charter) => charter.execute(),
            Self::Delegate(delegate) => delegate.execute(),
            Self::Proposal(proposal) => proposal.execute(),
            Self::Court(court) => court.execute(),
            Self::Juror(juror) => juror.execute(),
            Self::Case(case) => case.execute(),
            Self::Diplomacy(diplomacy) => diplomacy.execute(),
        }
    }
}
