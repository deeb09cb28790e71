use crate::error::GovernorError;
use crate::state::{BallotPage, CHAMBER_STAKERS, Stake};
use anchor_lang::prelude::*;
use rules::ballot;
use rules::stake::weight;

/// Accounts of `cast_stake`.
#[derive(Accounts)]
pub struct CastStake {
    /// The staker's wallet.
    pub voter: Signer,
    /// The stake, which the vote locks.
    #[account(mut)]
    pub stake: Account<Stake>,
    /// The page that the stake's index lies on.
    #[account(mut)]
    pub page: Account<BallotPage>,
}

impl CastStake {
    /// Everything that may refuse the vote; returns the ballot and its place on the page.
    #[inline(always)]
    fn validate(&self, choice: u8) -> Result<(u64, usize)> {
        let (page, stake) = (&self.page, &self.stake);
        require!(page.chamber == CHAMBER_STAKERS, GovernorError::WrongChamber);
        page.check_choice(choice, support::now()?)?;
        require!(
            stake.wallet == *self.voter.address() && stake.governor == page.electorate,
            GovernorError::WrongStake
        );
        let weight = weight(&stake.lots(), page.submission);
        require!(weight > 0, GovernorError::NoWeight);
        let ballot = ballot::pack_weighted(choice, weight).ok_or(GovernorError::ArithmeticOverflow)?;
        Ok((ballot, page.place(stake.index).ok_or(GovernorError::WrongPage)?))
    }
}

/// See `governor::cast_stake`.
pub fn cast_stake(ctx: &mut Context<CastStake>, choice: u8) -> Result<()> {
    let accounts = &mut ctx.accounts;
    let (ballot, place) = accounts.validate(choice)?;
    BallotPage::put_weighted(&mut accounts.page, place, ballot)?;
    // Until the last ballot is in, not only until this track's voting ends: objection ballots count too.
    accounts.stake.locked_until = accounts.stake.locked_until.max(accounts.page.objection_closes_at);
    Ok(())
}
