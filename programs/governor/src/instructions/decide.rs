use crate::error::GovernorError;
use crate::event::ProposalMoved;
use crate::state::{
    CHAMBER_CITIZENS, CHAMBER_STAKERS, Governor, KIND_MOTION, Proposal, STATE_DEFEATED, STATE_QUEUED,
    STATE_SUCCEEDED,
};
use anchor_lang::prelude::*;
use rules::tally::{self, Verdict};
use rules::window::{Execution, Phase};

/// Accounts of `decide` and of other instructions that take a proposal off its track.
#[derive(Accounts)]
pub struct Decide {
    /// The governor, whose track gets a place free.
    #[account(mut, address = proposal.governor @ GovernorError::WrongNation)]
    pub governor: Account<Governor>,
    /// The proposal.
    #[account(mut)]
    pub proposal: Account<Proposal>,
}

/// The verdict, once every opened page is in.
fn verdict(p: &Proposal) -> Verdict {
    let bar = p.rules.bar();
    let of = if p.kind == KIND_MOTION { tally::motion } else { tally::poll };
    let citizens = p.rules.has_chamber(CHAMBER_CITIZENS).then(|| of(&p.citizen_tally, p.citizens, &bar));
    let stakers = p.rules.has_chamber(CHAMBER_STAKERS).then(|| of(&p.stake_tally, p.staked, &bar));
    together(citizens, stakers)
}

/// The verdict of a motion that no ballot still to come can change.
fn certain_verdict(p: &Proposal) -> Option<Verdict> {
    if p.kind != KIND_MOTION || p.rules.final_ballots == 0 {
        return None;
    }
    let bar = p.rules.bar();
    let citizens = match p.rules.has_chamber(CHAMBER_CITIZENS) {
        true => {
            // Seats, not the census, bound the ballots to come: a lapsed member may renew and vote.
            let cast = p.citizen_tally.iter().fold(0u64, |sum, n| sum.saturating_add(*n));
            let outstanding = p.citizen_seats.saturating_sub(cast);
            Some(tally::certain_motion_within(&p.citizen_tally, p.delegated, outstanding, p.citizens, &bar)?)
        }
        false => None,
    };
    let stakers = match p.rules.has_chamber(CHAMBER_STAKERS) {
        true => Some(tally::certain_motion(&p.stake_tally, 0, p.staked, &bar)?),
        false => None,
    };
    Some(together(citizens, stakers))
}

fn together(citizens: Option<Verdict>, stakers: Option<Verdict>) -> Verdict {
    match (citizens, stakers) {
        (Some(a), Some(b)) => tally::both(a, b),
        (Some(verdict), None) | (None, Some(verdict)) => verdict,
        (None, None) => Verdict::QuorumMissed, // no track has no chamber
    }
}

/// See `governor::decide`.
pub fn decide(ctx: &mut Context<Decide>) -> Result<()> {
    let now = support::now()?;
    let proposal = &mut ctx.accounts.proposal;
    let verdict = match proposal.phase(now)? {
        Phase::Review => return Err(GovernorError::VotingNotOpen.into()),
        Phase::Closed => {
            require!(
                proposal.citizen_pages_tallied == proposal.citizen_pages
                    && proposal.stake_pages_tallied == proposal.stake_pages,
                GovernorError::TallyIncomplete
            );
            verdict(proposal)
        }
        Phase::Voting | Phase::Objection => match certain_verdict(proposal) {
            Some(verdict) => verdict,
            None if proposal.rules.final_ballots == 0 => return Err(GovernorError::VotingNotClosed.into()),
            None => return Err(GovernorError::OutcomeOpen.into()),
        },
    };
    proposal.decided_at = now;
    match verdict {
        Verdict::Carried(choice) => {
            proposal.outcome = choice;
            proposal.state = if proposal.actions_to_run() > 0 { STATE_QUEUED } else { STATE_SUCCEEDED };
            let window = Execution::decided_at(now, &proposal.rules.durations())
                .ok_or(GovernorError::ArithmeticOverflow)?;
            proposal.executes_from = window.from;
            proposal.executes_until = window.until;
        }
        Verdict::Rejected => proposal.state = STATE_DEFEATED,
        Verdict::QuorumMissed => {
            proposal.state = STATE_DEFEATED;
            proposal.deposit_forfeit = 1;
        }
    }
    proposal.invariant()?;
    let track = proposal.track;
    emit!(ProposalMoved::of(proposal, now));
    ctx.accounts.governor.close_one(track)
}
