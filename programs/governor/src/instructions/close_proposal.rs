use crate::error::GovernorError;
use crate::state::Proposal;
use anchor_lang::prelude::*;

/// Accounts of `close_proposal`.
#[derive(Accounts)]
pub struct CloseProposal {
    /// The proposer, who gets the rent back, and the deposit unless it is forfeit.
    #[account(mut, unsafe(dup), address = proposal.proposer @ GovernorError::WrongReceiver)]
    pub proposer: UncheckedAccount,
    /// Receives a forfeited deposit; only looked at when there is one. May be the proposer, as when the
    /// nation's treasury was the proposer's wallet: only lamports move, by the account's own header.
    #[account(mut, unsafe(dup))]
    pub forfeit_to: UncheckedAccount,
    /// The proposal.
    #[account(mut, close = proposer)]
    pub proposal: Account<Proposal>,
}

/// See `governor::close_proposal`.
pub fn close_proposal(ctx: &mut Context<CloseProposal>) -> Result<()> {
    let accounts = &mut ctx.accounts;
    let proposal = &accounts.proposal;
    require!(proposal.is_over(), GovernorError::ProposalNotOver);
    require!(proposal.pages_left == 0 && proposal.actions_left == 0, GovernorError::NotEmpty);
    // A draft's deposit was never taken.
    if proposal.deposit_forfeit != 0 && proposal.deposit > 0 {
        require!(*accounts.forfeit_to.address() == proposal.forfeit_to, GovernorError::WrongReceiver);
        let deposit = proposal.deposit;
        let mut from = *accounts.proposal.view();
        let mut to = *accounts.forfeit_to.account();
        let left = from.lamports().checked_sub(deposit).ok_or(GovernorError::ArithmeticOverflow)?;
        let held = to.lamports().checked_add(deposit).ok_or(GovernorError::ArithmeticOverflow)?;
        from.set_lamports(left);
        to.set_lamports(held);
    }
    Ok(())
}
