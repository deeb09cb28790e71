use crate::error::GovernorError;
use crate::event::ProposalMoved;
use crate::state::{DRAFT_SECONDS, Proposal, STATE_DRAFT, STATE_EXPIRED, STATE_QUEUED};
use anchor_lang::prelude::*;

/// Accounts of `expire`.
#[derive(Accounts)]
pub struct Expire {
    /// The proposal.
    #[account(mut)]
    pub proposal: Account<Proposal>,
}

/// See `governor::expire`.
pub fn expire(ctx: &mut Context<Expire>) -> Result<()> {
    let now = support::now()?;
    let proposal = &mut ctx.accounts.proposal;
    let expired = match proposal.state {
        STATE_DRAFT => now >= proposal.opened_at.saturating_add(DRAFT_SECONDS),
        STATE_QUEUED => now >= proposal.executes_until,
        _ => false,
    };
    require!(expired, GovernorError::NotExpired);
    proposal.state = STATE_EXPIRED;
    if proposal.decided_at == 0 {
        proposal.decided_at = now;
    }
    proposal.invariant()?;
    emit!(ProposalMoved::of(proposal, now));
    Ok(())
}
