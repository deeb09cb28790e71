use crate::error::CourtError;
use crate::event::SeatSettled;
use crate::state::{Case, Court, Juror, Seat};
use anchor_lang::prelude::*;
use rules::verdict::{is_coherent, loses};

/// Accounts of `settle_seat`.
#[derive(Accounts)]
pub struct SettleSeat {
    /// The court.
    #[account(mut, address = case.court @ CourtError::WrongCourt)]
    pub court: Account<Court>,
    /// The case.
    #[account(mut, address = seat.case @ CourtError::WrongCase)]
    pub case: Account<Case>,
    /// The seat.
    #[account(mut)]
    pub seat: Account<Seat>,
    /// Its juror.
    #[account(mut, address = seat.juror @ CourtError::WrongJuror)]
    pub juror: Account<Juror>,
}

impl SettleSeat {
    fn validate(&self) -> Result<()> {
        self.case.check_final()?;
        require!(self.seat.settled == 0, CourtError::AlreadySettled);
        Ok(())
    }

    pub(crate) fn settle_seat(&mut self) -> Result<()> {
        self.validate()?;
        let (case, seat, juror) = (&mut self.case, &mut self.seat, &mut self.juror);
        let overflow = CourtError::ArithmeticOverflow;
        let (bond, ruling) = (case.params.bond, case.ruling);
        let round = case.round(seat.round)?;
        let reward = round.reward;
        let earned = round.counts().of(ruling) > 0;
        let lost = loses(seat.choice, ruling);
        juror.rise(case.id, bond, lost)?;
        if lost && earned {
            // Shared already, see `Case::share_out`.
            case.uncollected = case.uncollected.checked_sub(bond).ok_or(overflow)?;
        } else if lost {
            self.court.fine(bond)?;
        }
        if is_coherent(seat.choice, ruling) {
            case.held = case.held.checked_sub(reward).ok_or(overflow)?;
            juror.due = juror.due.checked_add(reward).ok_or(overflow)?;
        }
        seat.settled = 1;
        case.seats_open = case.seats_open.checked_sub(1).ok_or(overflow)?;
        juror.invariant()?;
        case.invariant()?;
        self.court.invariant()?;
        emit!(SeatSettled {
            case: seat.case,
            index: seat.index,
            round: seat.round,
            number: seat.number,
            choice: seat.choice,
            lost: lost.into(),
        });
        Ok(())
    }
}
