use crate::error::GovernorError;
use crate::event::ProposalMoved;
use crate::state::{MAX_INJUNCTION_SECONDS, Proposal, STATE_ENJOINED, STATE_QUEUED, STATE_SUCCEEDED};
use anchor_lang::prelude::*;
use membership::state::Nation;

/// Accounts of `enjoin` and `release`.
#[derive(Accounts)]
pub struct Enjoin {
    /// The nation's court; for `release` after the injunction has lapsed, anyone.
    pub court: Signer,
    /// The nation.
    #[account(address = proposal.nation @ GovernorError::WrongNation)]
    pub nation: Account<Nation>,
    /// The proposal.
    #[account(mut)]
    pub proposal: Account<Proposal>,
}

impl Enjoin {
    /// Whether the signer is the nation's court. Before there is one, nobody is: the authority must not be
    /// able to hold back what the citizens decided.
    pub fn is_court(&self) -> bool {
        self.nation.court != support::NOBODY && self.nation.court == *self.court.address()
    }
}

/// See `governor::enjoin`.
pub fn enjoin(ctx: &mut Context<Enjoin>, until: i64) -> Result<()> {
    let now = support::now()?;
    require!(ctx.accounts.is_court(), GovernorError::NotCourt);
    let proposal = &mut ctx.accounts.proposal;
    require!(matches!(proposal.state, STATE_SUCCEEDED | STATE_QUEUED), GovernorError::ProposalNotQueued);
    require!(
        proposal.state != STATE_QUEUED || now < proposal.executes_until,
        GovernorError::ExecutionWindowOver
    );
    let held = until.saturating_sub(now).saturating_add(proposal.enjoined_seconds);
    require!(until > now && held <= MAX_INJUNCTION_SECONDS, GovernorError::InjunctionOutOfRange);
    proposal.enjoined_state = proposal.state;
    proposal.state = STATE_ENJOINED;
    proposal.enjoined_at = now;
    proposal.enjoined_until = until;
    proposal.invariant()?;
    emit!(ProposalMoved::of(proposal, now));
    Ok(())
}
