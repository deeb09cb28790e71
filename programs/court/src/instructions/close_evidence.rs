use crate::error::CourtError;
use crate::event::CaseChanged;
use crate::state::{Case, Court, Seat};
use anchor_lang::prelude::*;
use anchor_lang::solana_program::clock::Clock;
use anchor_lang::solana_program::sysvar::Sysvar;
use rules::sortition;

/// Accounts of `close_evidence`.
#[derive(Accounts)]
pub struct CloseEvidence {
    /// The court, whose jurors are frozen.
    #[account(address = case.court @ CourtError::WrongCourt)]
    pub court: Account<Court>,
    /// The case.
    #[account(mut)]
    pub case: Account<Case>,
}

/// Freezes the jurors for the present round of a case, pins the slot that decides, and finds the addresses of its seats.
pub(crate) fn freeze(case: &mut Account<Case>, court: &Court, clock: &Clock) -> Result<()> {
    let (address, number) = (*case.address(), case.round);
    let round = case.present_mut()?;
    round.jurors = court.next_juror;
    round.frozen_at = clock.unix_timestamp;
    round.pinned_slot = sortition::pin(clock.slot);
    let panel = round.panel;
    for (seat, bump) in (0..panel).zip(case.seat_bumps.iter_mut()) {
        *bump = find_program_address(&[Seat::SEED, address.as_ref(), &[number], &[seat]], &crate::ID).1;
    }
    Ok(())
}

impl CloseEvidence {
    pub(crate) fn close_evidence(&mut self) -> Result<()> {
        let clock = Clock::get()?;
        let now = clock.unix_timestamp;
        let case = &mut self.case;
        let params = case.params;
        let trial = case.trial()?;
        let trial = trial.close_evidence(now, &params.times(), params.panel).map_err(CourtError::from)?;
        case.set_trial(&trial)?;
        freeze(case, &self.court, &clock)?;
        case.invariant()?;
        emit!(CaseChanged::of(case, now)?);
        Ok(())
    }
}
