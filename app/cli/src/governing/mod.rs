//! Proposals, for those who use them: where one stands, what it would do, who may vote on it.

mod action;
mod file;
mod standing;

pub use action::{actions, due, exported, metas, program_data};
pub use file::{Motion, ProposalArg, page_of};
pub use standing::{Choice, choice_named, deadline, may_vote, named_state, standing};
