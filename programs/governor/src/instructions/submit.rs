use super::check_proposer;
use crate::error::GovernorError;
use crate::event::ProposalMoved;
use crate::state::{
    CHAMBER_CITIZENS, CHAMBER_STAKERS, Governor, KIND_POLL, Proposal, STATE_DRAFT, STATE_SUBMITTED,
};
use anchor_lang::prelude::*;
use membership::state::{Citizen, Nation};
use rules::window::Vote;

/// Accounts of `submit`.
#[derive(Accounts)]
pub struct Submit {
    /// The proposer's wallet; pays the deposit.
    #[account(mut)]
    pub proposer: Signer,
    /// The proposer.
    pub citizen: Account<Citizen>,
    /// The nation, whose electorate and charter are recorded.
    #[account(address = governor.nation @ GovernorError::WrongNation)]
    pub nation: Account<Nation>,
    /// The governor.
    #[account(mut)]
    pub governor: Account<Governor>,
    /// The draft.
    #[account(mut)]
    pub proposal: Account<Proposal>,
    /// Moves the deposit.
    pub system_program: Program<System>,
}

impl Submit {
    fn validate(&self, now: i64) -> Result<()> {
        let proposal = &self.proposal;
        require!(proposal.governor == *self.governor.address(), GovernorError::WrongNation);
        require!(proposal.proposer == *self.proposer.address(), GovernorError::NotProposer);
        require!(proposal.state == STATE_DRAFT, GovernorError::ProposalNotDraft);
        check_proposer(&self.citizen, self.proposer.address(), &self.governor.nation, now)?;
        let track = self.governor.track(proposal.track)?;
        require!(track.version == proposal.track_version, GovernorError::TrackChanged);
        require!(track.open < track.rules.max_open, GovernorError::TrackFull);
        Ok(())
    }
}

/// See `governor::submit`.
pub fn submit(ctx: &mut Context<Submit>) -> Result<()> {
    let now = support::now()?;
    let accounts = &mut ctx.accounts;
    accounts.validate(now)?;
    let rules = accounts.proposal.rules;
    let mut durations = rules.durations();
    if accounts.proposal.kind == KIND_POLL {
        // To object is to vote against, which a poll has no option for: its second option must not be taken
        // for it.
        durations.objection = 0;
    }
    let vote = Vote::submitted_at(now, &durations).ok_or(GovernorError::ArithmeticOverflow)?;
    let citizens = accounts.nation.electorate(now);
    let citizen_seats = accounts.nation.next_serial;
    let charter_version = accounts.nation.charter_version;
    let treasury = accounts.nation.treasury;
    let executor = accounts.governor.executor;

    let governor = &mut accounts.governor;
    require!(
        (!rules.has_chamber(CHAMBER_CITIZENS) || citizens > 0)
            && (!rules.has_chamber(CHAMBER_STAKERS) || governor.staked > 0),
        GovernorError::ElectorateEmpty
    );
    governor.submissions = governor.submissions.checked_add(1).ok_or(GovernorError::ArithmeticOverflow)?;
    let (submission, staked, stake_seats) = (governor.submissions, governor.staked, governor.next_stake);
    let track = governor.track_mut(accounts.proposal.track)?;
    track.open = track.open.checked_add(1).ok_or(GovernorError::ArithmeticOverflow)?;

    let proposal = &mut accounts.proposal;
    proposal.forfeit_to = if treasury == support::NOBODY { executor } else { treasury };
    proposal.submission = submission;
    proposal.submitted_at = now;
    proposal.voting_opens_at = vote.opens_at;
    proposal.voting_closes_at = vote.closes_at;
    proposal.objection_closes_at = vote.objection_closes_at;
    proposal.citizens = citizens;
    proposal.citizen_seats = citizen_seats;
    proposal.staked = staked;
    proposal.stake_seats = stake_seats;
    proposal.charter_version = charter_version;
    proposal.deposit = rules.deposit;
    proposal.state = STATE_SUBMITTED;
    proposal.invariant()?;
    if rules.deposit > 0 {
        support::system::transfer(accounts.proposer.account(), accounts.proposal.account(), rules.deposit);
    }
    emit!(ProposalMoved::of(&accounts.proposal, now));
    Ok(())
}
