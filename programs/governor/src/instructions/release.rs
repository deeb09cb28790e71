use super::Enjoin;
use crate::error::GovernorError;
use crate::event::ProposalMoved;
use crate::state::STATE_ENJOINED;
use anchor_lang::prelude::*;

/// See `governor::release`.
pub fn release(ctx: &mut Context<Enjoin>) -> Result<()> {
    let now = support::now()?;
    require!(ctx.accounts.proposal.state == STATE_ENJOINED, GovernorError::NotEnjoined);
    require!(
        ctx.accounts.is_court() || now >= ctx.accounts.proposal.enjoined_until,
        GovernorError::InjunctionRunning
    );
    let proposal = &mut ctx.accounts.proposal;
    let lifted = now.min(proposal.enjoined_until);
    let window = proposal
        .execution()
        .after_injunction(proposal.enjoined_at, lifted)
        .ok_or(GovernorError::ArithmeticOverflow)?;
    proposal.executes_from = window.from;
    proposal.executes_until = window.until;
    proposal.enjoined_seconds =
        proposal.enjoined_seconds.saturating_add(lifted.saturating_sub(proposal.enjoined_at).max(0));
    proposal.state = proposal.enjoined_state;
    proposal.enjoined_state = 0;
    proposal.enjoined_at = 0;
    proposal.enjoined_until = 0;
    proposal.invariant()?;
    emit!(ProposalMoved::of(proposal, now));
    Ok(())
}
