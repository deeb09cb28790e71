use crate::error::GovernorError;
use crate::state::{BallotPage, CHAMBER_CITIZENS, ineligible};
use anchor_lang::prelude::*;
use membership::state::Citizen;
use rules::ballot::Way;
use rules::eligibility::may_vote;
use support::remaining::Remaining;

/// Accounts of `cast_delegated`. The delegators' citizen accounts follow.
#[derive(Accounts)]
pub struct CastDelegated {
    /// The delegate's wallet.
    pub delegate: Signer,
    /// The delegate, who must be able to vote.
    pub citizen: Account<Citizen>,
    /// The page that the delegators' serials lie on. Last, so that what follows it can be walked.
    #[account(mut)]
    pub page: Account<BallotPage>,
}

impl CastDelegated {
    #[inline(always)]
    fn validate(&self, choice: u8, now: i64) -> Result<()> {
        let page = &self.page;
        page.check_choice(choice, now)?;
        require!(self.citizen.wallet == *self.delegate.address(), GovernorError::NotVoter);
        require!(page.chamber == CHAMBER_CITIZENS, GovernorError::WrongChamber);
        require!(self.citizen.nation == page.electorate, GovernorError::WrongNation);
        // Able to vote on this proposal, though the delegate's own ballot may lie on another page.
        may_vote(&self.citizen.standing(), &page.requirement(), now).map_err(ineligible)
    }
}

/// See `governor::cast_delegated`.
pub fn cast_delegated(ctx: &mut Context<CastDelegated>, choice: u8) -> Result<()> {
    let now = support::now()?;
    let accounts = &mut ctx.accounts;
    accounts.validate(choice, now)?;
    let delegate = accounts.citizen.serial;
    let (first, last) = (*accounts.delegate.account(), *accounts.page.account());
    // SAFETY: `delegate` is the first and `page` the last account declared, and `page` is not a duplicate:
    // Anchor refuses aliases of writable accounts.
    let remaining = unsafe { Remaining::after(&first, &last, 3) };
    let (page, ballots) = BallotPage::split(&mut accounts.page);
    let mut cast = 0u32;
    for account in remaining {
        // A repeated account was dealt with where it stood first.
        let Some(account) = account else { continue };
        let delegator = account.get::<Citizen>(&membership::ID).ok_or(GovernorError::DelegatorMalformed)?;
        require!(delegator.nation == page.electorate, GovernorError::DelegatorMalformed);
        // Whoever has since chosen another delegate, lapsed, or voted in person is passed over rather than
        // refused: one delegator must not be able to spoil the ballots of all others.
        if delegator.delegate != delegate {
            continue;
        }
        if may_vote(&delegator.standing(), &page.requirement(), now).is_err() {
            continue;
        }
        let place = page.place(delegator.serial)?;
        if page.put(ballots, place, choice, Way::Delegated)? {
            cast += 1;
        }
    }
    require!(cast > 0, GovernorError::NobodyRepresented);
    Ok(())
}
