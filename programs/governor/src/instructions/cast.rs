use crate::error::GovernorError;
use crate::state::{BallotPage, CHAMBER_CITIZENS, ineligible};
use anchor_lang::prelude::*;
use membership::state::Citizen;
use rules::ballot::Way;
use rules::eligibility::may_vote;

/// Accounts of `cast`.
#[derive(Accounts)]
pub struct Cast {
    /// The citizen's wallet.
    pub voter: Signer,
    /// The voter.
    pub citizen: Account<Citizen>,
    /// The page that the citizen's serial lies on.
    #[account(mut)]
    pub page: Account<BallotPage>,
}

impl Cast {
    /// Everything that may refuse the vote, and the ballot's place on the page.
    #[inline(always)]
    fn validate(&self, choice: u8) -> Result<usize> {
        let now = support::now()?;
        self.page.check_choice(choice, now)?;
        require!(self.citizen.wallet == *self.voter.address(), GovernorError::NotVoter);
        check_voter(&self.page, &self.citizen, now)
    }
}

/// The rule of voting, for one citizen on one page; the one used by every way to cast. Returns the place
/// of the ballot.
#[inline(always)]
pub fn check_voter(page: &BallotPage, citizen: &Citizen, now: i64) -> Result<usize> {
    require!(page.chamber == CHAMBER_CITIZENS, GovernorError::WrongChamber);
    require!(citizen.nation == page.electorate, GovernorError::WrongNation);
    may_vote(&citizen.standing(), &page.requirement(), now).map_err(ineligible)?;
    page.place(citizen.serial)
}

/// See `governor::cast`.
#[inline(always)]
pub fn cast(ctx: &mut Context<Cast>, choice: u8) -> Result<()> {
    let place = ctx.accounts.validate(choice)?;
    let (page, ballots) = BallotPage::split(&mut ctx.accounts.page);
    require!(page.put(ballots, place, choice, Way::InPerson)?, GovernorError::BallotStands);
    Ok(())
}
