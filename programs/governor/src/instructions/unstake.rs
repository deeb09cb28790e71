use super::MoveStake;
use crate::error::GovernorError;
use crate::state::Governor;
use anchor_lang::prelude::*;
use rules::stake as lots;

/// See `governor::unstake`.
pub fn unstake(ctx: &mut Context<MoveStake>, amount: u64) -> Result<()> {
    let now = support::now()?;
    let accounts = &mut ctx.accounts;
    accounts.validate(amount)?;
    require!(now >= accounts.stake.locked_until, GovernorError::StakeLocked);
    let after = lots::withdraw(&accounts.stake.lots(), amount).ok_or(GovernorError::StakeTooSmall)?;
    let staked = accounts.governor.staked.checked_sub(amount).ok_or(GovernorError::ArithmeticOverflow)?;
    accounts.store(&after, staked)?;
    let nation = accounts.governor.nation;
    let bump = [accounts.governor.bump];
    let seeds: &[&[u8]] = &[Governor::SEED, nation.as_ref(), &bump];
    accounts.asset()?.transfer(
        accounts.vault.account(),
        accounts.tokens.account(),
        accounts.governor.account(),
        amount,
        seeds,
    );
    Ok(())
}
