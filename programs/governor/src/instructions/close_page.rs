use crate::error::GovernorError;
use crate::state::{BallotPage, Proposal, RECOUNT_SECONDS};
use anchor_lang::prelude::*;

/// Accounts of `close_page`.
#[derive(Accounts)]
pub struct ClosePage {
    /// The proposal, which is over.
    #[account(mut)]
    pub proposal: Account<Proposal>,
    /// Who opened the page.
    #[account(mut, address = page.rent_payer @ GovernorError::WrongReceiver)]
    pub rent_payer: UncheckedAccount,
    /// The page.
    #[account(mut, close = rent_payer)]
    pub page: Account<BallotPage>,
}

/// See `governor::close_page`.
pub fn close_page(ctx: &mut Context<ClosePage>) -> Result<()> {
    let now = support::now()?;
    ctx.accounts.page.check_of(&ctx.accounts.proposal)?;
    let proposal = &mut ctx.accounts.proposal;
    require!(proposal.is_over(), GovernorError::ProposalNotOver);
    require!(now >= proposal.decided_at.saturating_add(RECOUNT_SECONDS), GovernorError::RecountPeriod);
    proposal.pages_left = proposal.pages_left.checked_sub(1).ok_or(GovernorError::ArithmeticOverflow)?;
    Ok(())
}
