use crate::error::GovernorError;
use crate::state::{Governor, Stake};
use anchor_lang::prelude::*;

/// Accounts of `open_stake`.
#[derive(Accounts)]
pub struct OpenStake {
    /// The wallet; pays the rent.
    #[account(mut)]
    pub wallet: Signer,
    /// The governor.
    #[account(mut)]
    pub governor: Account<Governor>,
    /// The stake, created here, empty.
    #[account(
        init,
        payer = wallet,
        space = 8 + size_of::<Stake>(),
        seeds = [b"stake", governor.address().as_ref(), wallet.address().as_ref()],
        bump
    )]
    pub stake: Account<Stake>,
    /// Creates the account.
    pub system_program: Program<System>,
}

/// See `governor::open_stake`.
pub fn open_stake(ctx: &mut Context<OpenStake>) -> Result<()> {
    let accounts = &mut ctx.accounts;
    require!(accounts.governor.stake_mint != support::NOBODY, GovernorError::StakeMintMissing);
    let index = accounts.governor.next_stake;
    accounts.governor.next_stake = index.checked_add(1).ok_or(GovernorError::ArithmeticOverflow)?;
    let wallet = *accounts.wallet.address();
    accounts.stake.governor = *accounts.governor.address();
    accounts.stake.wallet = wallet;
    accounts.stake.rent_payer = wallet;
    accounts.stake.index = index;
    accounts.stake.version = Stake::VERSION;
    accounts.stake.bump = ctx.bumps.stake;
    Ok(())
}
