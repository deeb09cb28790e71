use crate::error::GovernorError;
use crate::state::{BallotPage, Ballots, CHAMBER_CITIZENS, ineligible};
use anchor_lang::address_eq;
use anchor_lang::prelude::*;
use membership::state::Citizen;
use rules::ballot::Way;
use rules::eligibility::{is_eligible, may_vote};
use support::remaining::{Record, Remaining};

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
        require!(address_eq(&self.citizen.wallet, self.delegate.address()), GovernorError::NotVoter);
        require!(page.chamber == CHAMBER_CITIZENS, GovernorError::WrongChamber);
        require!(address_eq(&self.citizen.nation, &page.electorate), GovernorError::WrongNation);
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
    let ballots = Ballots::of(&mut accounts.page, choice, Way::Delegated);
    let mut batch = Batch { ballots, delegate, now, replaced: 0 };
    batch.run(remaining)?;
    require!(batch.ballots.fresh() > 0 || batch.replaced > 0, GovernorError::NobodyRepresented);
    batch.ballots.finish();
    Ok(())
}

/// What the ballots of one call share.
struct Batch<'a> {
    ballots: Ballots<'a>,
    delegate: u64,
    now: i64,
    /// Ballots of the delegate's that this call changed.
    replaced: u64,
}

/// What became of one delegator's ballot. A byte, because a `Result` would go through memory.
#[derive(PartialEq, Eq)]
enum Outcome {
    Done,
    Malformed,
    WrongPage,
}

impl Batch<'_> {
    /// Casts the ballots of all delegators that follow.
    // Neither this nor `put` is inlined: with registers of their own, loop and body are a third shorter.
    #[inline(never)]
    fn run(&mut self, remaining: Remaining<'_>) -> Result<()> {
        for record in remaining {
            // A repeated account was dealt with where it stood first.
            let Some(record) = record else { continue };
            match self.put(record) {
                Outcome::Done => {}
                Outcome::Malformed => return Err(GovernorError::DelegatorMalformed.into()),
                Outcome::WrongPage => return Err(GovernorError::WrongPage.into()),
            }
        }
        Ok(())
    }

    /// Casts one delegator's ballot, or passes it over.
    ///
    /// Whoever has since chosen another delegate, lapsed, or voted in person is passed over rather than
    /// refused: one delegator must not be able to spoil the ballots of all others.
    #[inline(never)]
    fn put(&mut self, record: Record<'_>) -> Outcome {
        let page = &self.ballots.page;
        let Some(delegator) = record.get::<Citizen>(&membership::ID) else {
            return Outcome::Malformed;
        };
        if !address_eq(&delegator.nation, &page.electorate) {
            return Outcome::Malformed;
        }
        if delegator.delegate != self.delegate
            || !is_eligible(&delegator.standing(), &page.requirement(), self.now)
        {
            return Outcome::Done;
        }
        let Some(place) = page.place(delegator.serial) else {
            return Outcome::WrongPage;
        };
        let fresh = self.ballots.fresh();
        if self.ballots.put(place) && self.ballots.fresh() == fresh {
            self.replaced = self.replaced.wrapping_add(1);
        }
        Outcome::Done
    }
}
