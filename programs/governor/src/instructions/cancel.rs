use crate::error::GovernorError;
use crate::event::ProposalMoved;
use crate::state::{
    Governor, Proposal, STATE_CANCELLED, STATE_DRAFT, STATE_ENJOINED, STATE_QUEUED, STATE_SUBMITTED,
};
use anchor_lang::prelude::*;
use rules::window::Phase;

/// Accounts of `cancel`.
#[derive(Accounts)]
pub struct Cancel {
    /// The proposer, or the guardian.
    pub signer: Signer,
    /// The governor.
    #[account(mut, address = proposal.governor @ GovernorError::WrongNation)]
    pub governor: Account<Governor>,
    /// The proposal.
    #[account(mut)]
    pub proposal: Account<Proposal>,
}

impl Cancel {
    /// Checks who cancels and when; returns whether it is the guardian.
    fn validate(&self, now: i64) -> Result<bool> {
        let (governor, proposal, signer) = (&self.governor, &self.proposal, self.signer.address());
        require!(!proposal.is_over(), GovernorError::NotAllowedToCancel);
        let before_voting = match proposal.state {
            STATE_DRAFT => true,
            STATE_SUBMITTED => proposal.vote().phase(now) == Phase::Review,
            _ => false,
        };
        if *signer == proposal.proposer && before_voting {
            return Ok(false);
        }
        require!(
            *signer == governor.guardian
                && governor.guardian != support::NOBODY
                && now < governor.guardian_until
                && matches!(proposal.state, STATE_DRAFT | STATE_SUBMITTED | STATE_QUEUED | STATE_ENJOINED),
            GovernorError::NotAllowedToCancel
        );
        Ok(true)
    }
}

/// See `governor::cancel`.
pub fn cancel(ctx: &mut Context<Cancel>) -> Result<()> {
    let now = support::now()?;
    let by_guardian = ctx.accounts.validate(now)?;
    let proposal = &mut ctx.accounts.proposal;
    let was_open = proposal.state == STATE_SUBMITTED;
    proposal.state = STATE_CANCELLED;
    // A decided proposal keeps the time of its decision, from which the recount period runs.
    if proposal.decided_at == 0 {
        proposal.decided_at = now;
    }
    if by_guardian {
        proposal.deposit_forfeit = 1;
    }
    proposal.invariant()?;
    let track = proposal.track;
    emit!(ProposalMoved::of(proposal, now));
    if was_open {
        ctx.accounts.governor.close_one(track)?;
    }
    Ok(())
}
