//! Events: one small, fixed-size record for each change of state. Casting a ballot emits none; the page
//! is the record.

use anchor_lang::prelude::*;

/// A governor was created, or its guardian, tracks or stake mint changed.
#[event(bytemuck)]
#[repr(C)]
pub struct GovernorChanged {
    /// The governor.
    pub governor: Address,
    /// Index of the track that changed; `u64::MAX` for the governor itself.
    pub track: u64,
}

/// A proposal entered another state.
#[event(bytemuck)]
#[repr(C)]
pub struct ProposalMoved {
    /// The proposal.
    pub proposal: Address,
    /// Its number within the governor.
    pub id: u64,
    /// When, in Unix seconds.
    pub at: i64,
    /// The new state: one of the `STATE_` values.
    pub state: u8,
    /// Winning choice, 0 for none.
    pub outcome: u8,
    /// Actions that have run.
    pub executed: u8,
    /// Explicit padding; zero.
    pub padding: [u8; 5],
}

/// Tokens were staked or withdrawn.
#[event(bytemuck)]
#[repr(C)]
pub struct StakeChanged {
    /// The stake.
    pub stake: Address,
    /// Tokens in it now, in the mint's smallest unit.
    pub amount: u64,
}

impl ProposalMoved {
    /// The event for a proposal as it is now.
    pub fn of(proposal: &Account<crate::state::Proposal>, at: i64) -> Self {
        Self {
            proposal: *proposal.address(),
            id: proposal.id,
            at,
            state: proposal.state,
            outcome: proposal.outcome,
            executed: proposal.executed,
            padding: [0; 5],
        }
    }
}
