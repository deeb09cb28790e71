use crate::error::GovernorError;
use crate::state::{Action, Proposal};
use anchor_lang::prelude::*;

/// Accounts of `close_action`.
#[derive(Accounts)]
pub struct CloseAction {
    /// The proposal, which is over.
    #[account(mut)]
    pub proposal: Account<Proposal>,
    /// Who paid the action's rent.
    #[account(mut, address = action.rent_payer @ GovernorError::WrongReceiver)]
    pub rent_payer: UncheckedAccount,
    /// The action.
    #[account(mut, close = rent_payer)]
    pub action: Account<Action>,
}

/// See `governor::close_action`.
pub fn close_action(ctx: &mut Context<CloseAction>) -> Result<()> {
    let proposal = &mut ctx.accounts.proposal;
    require!(ctx.accounts.action.proposal == *proposal.address(), GovernorError::ActionOfAnotherProposal);
    require!(proposal.is_over(), GovernorError::ProposalNotOver);
    proposal.actions_left = proposal.actions_left.checked_sub(1).ok_or(GovernorError::ArithmeticOverflow)?;
    Ok(())
}
