use crate::error::GovernorError;
use crate::state::Stake;
use anchor_lang::prelude::*;

/// Accounts of `close_stake`.
#[derive(Accounts)]
pub struct CloseStake {
    /// The wallet.
    pub wallet: Signer,
    /// Who paid the rent; may be the wallet.
    #[account(mut, unsafe(dup), address = stake.rent_payer @ GovernorError::WrongReceiver)]
    pub rent_payer: UncheckedAccount,
    /// The stake, empty.
    #[account(mut, close = rent_payer)]
    pub stake: Account<Stake>,
}

/// See `governor::close_stake`.
pub fn close_stake(ctx: &mut Context<CloseStake>) -> Result<()> {
    let accounts = &ctx.accounts;
    require!(accounts.stake.wallet == *accounts.wallet.address(), GovernorError::WrongStake);
    require!(accounts.stake.amounts == [0; rules::stake::LOTS], GovernorError::NotEmpty);
    // The index is not used again, so a stake opened anew cannot take the place of an old ballot.
    Ok(())
}
