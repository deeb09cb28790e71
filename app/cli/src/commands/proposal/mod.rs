//! Proposals: making them, voting on them, deciding and executing them.

mod decide;
mod make;
mod show;
mod vote;

use crate::Error;
use crate::output::Output;
use clap::Subcommand;

/// The commands of `civitas proposal`.
#[derive(Debug, Subcommand)]
pub enum Proposal {
    /// List the proposals of a nation.
    List(show::List),
    /// Show a proposal: where it stands, until when, what it would do, who may vote.
    Show(show::Show),
    /// Open a draft, with the actions of transactions that commands have exported.
    Create(make::Create),
    /// Add actions to a draft.
    AddActions(make::AddActions),
    /// Submit a draft, which takes the deposit and fixes the electorate.
    Submit(make::Submit),
    /// Cancel a proposal: its proposer until voting opens, the guardian while in power.
    Cancel(make::Cancel),
    /// Vote, as a citizen. Opens the ballot page if nobody has.
    Vote(vote::Vote),
    /// Vote for all citizens who have named you their delegate and have not voted themselves.
    DelegateVote(vote::DelegateVote),
    /// Count the ballot pages and decide. Anyone may.
    Decide(decide::Step),
    /// Execute the actions of a carried proposal, one by one. Anyone may.
    Execute(decide::Step),
}

impl Proposal {
    pub(super) fn execute(&self) -> Result<Output, Error> {
        match self {
            Self::List(list) => list.execute(),
            Self::Show(show) => show.execute(),
            Self::Create(create) => create.execute(),
            Self::AddActions(add) => add.execute(),
            Self::Submit(submit) => submit.execute(),
            Self::Cancel(cancel) => cancel.execute(),
            Self::Vote(vote) => vote.execute(),
            Self::DelegateVote(vote) => vote.execute(),
            Self::Decide(step) => step.decide(),
            Self::Execute(step) => step.run(),
        }
    }
}
