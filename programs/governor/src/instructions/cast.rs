use crate::error::GovernorError;
use crate::state::{BallotPage, Ballots};
use anchor_lang::address_eq;
use anchor_lang::prelude::*;
use membership::state::Citizen;
use rules::ballot::Way;

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
        require!(address_eq(&self.citizen.wallet, self.voter.address()), GovernorError::NotVoter);
        self.page.voter_place(&self.citizen, now).ok_or_else(|| self.page.explain_voter(&self.citizen, now))
    }
}

/// See `governor::cast`.
#[inline(always)]
pub fn cast(ctx: &mut Context<Cast>, choice: u8) -> Result<()> {
    let place = ctx.accounts.validate(choice)?;
    let mut ballots = Ballots::of(&mut ctx.accounts.page, choice, Way::InPerson);
    require!(ballots.put(place), GovernorError::BallotStands);
    ballots.finish();
    Ok(())
}
