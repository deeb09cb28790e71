use crate::error::GovernorError;
use crate::event::StakeChanged;
use crate::state::{Governor, MIN_STAKE_SECONDS, Stake};
use anchor_lang::prelude::*;
use anchor_spl::token_interface::{Mint, TokenAccount, TokenInterface};
use rules::ballot::MAX_WEIGHT;
use rules::stake as lots;
use support::asset::Asset;

/// Accounts of `stake` and `unstake`.
#[derive(Accounts)]
pub struct MoveStake {
    /// The wallet.
    pub wallet: Signer,
    /// The governor.
    #[account(mut)]
    pub governor: Account<Governor>,
    /// The wallet's stake.
    #[account(mut)]
    pub stake: Account<Stake>,
    /// The governor's stake mint.
    #[account(address = governor.stake_mint @ GovernorError::StakeMintMissing)]
    pub mint: InterfaceAccount<Mint>,
    /// The wallet's tokens.
    #[account(mut)]
    pub tokens: InterfaceAccount<TokenAccount>,
    /// The staked tokens.
    #[account(mut, seeds = [b"stake_vault", governor.address().as_ref()], bump)]
    pub vault: InterfaceAccount<TokenAccount>,
    /// The mint's program.
    pub token_program: Interface<'static, TokenInterface>,
}

impl MoveStake {
    /// Checks what staking and unstaking have in common.
    pub fn validate(&self, amount: u64) -> Result<()> {
        require!(amount > 0, GovernorError::AmountZero);
        require!(
            self.stake.governor == *self.governor.address() && self.stake.wallet == *self.wallet.address(),
            GovernorError::WrongStake
        );
        Ok(())
    }

    /// What is staked.
    pub fn asset(&self) -> Result<Asset<'_>> {
        Asset::new(self.mint.account(), self.token_program.account())
            .ok_or_else(|| GovernorError::MintRefused.into())
    }

    /// Stores lots and total, and announces them.
    pub fn store(&mut self, after: &lots::Lots, staked: u64) -> Result<()> {
        self.governor.staked = staked;
        self.stake.set_lots(after);
        let amount = lots::total(after).ok_or(GovernorError::ArithmeticOverflow)?;
        emit!(StakeChanged { stake: *self.stake.address(), amount });
        Ok(())
    }
}

/// See `governor::stake`.
pub fn stake(ctx: &mut Context<MoveStake>, amount: u64) -> Result<()> {
    let accounts = &mut ctx.accounts;
    accounts.validate(amount)?;
    let staked = accounts.governor.staked.checked_add(amount).ok_or(GovernorError::ArithmeticOverflow)?;
    let now = support::now()?;
    let after = lots::deposit(&accounts.stake.lots(), amount, accounts.governor.submissions)
        .ok_or(GovernorError::ArithmeticOverflow)?;
    // More than a ballot has room for could never vote.
    require!(lots::total(&after).is_some_and(|total| total <= MAX_WEIGHT), GovernorError::ArithmeticOverflow);
    accounts.stake.locked_until = accounts.stake.locked_until.max(now.saturating_add(MIN_STAKE_SECONDS));
    accounts.store(&after, staked)?;
    // Plain mints only (see `create_stake_vault`): what is sent arrives whole.
    accounts.asset()?.transfer(
        accounts.tokens.account(),
        accounts.vault.account(),
        accounts.wallet.account(),
        amount,
        &[],
    );
    Ok(())
}
