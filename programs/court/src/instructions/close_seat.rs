use crate::error::CourtError;
use crate::state::{Case, Seat};
use anchor_lang::prelude::*;

/// Accounts of `close_seat`.
#[derive(Accounts)]
pub struct CloseSeat {
    /// The case.
    #[account(mut, address = seat.case @ CourtError::WrongCase)]
    pub case: Account<Case>,
    /// The seat.
    #[account(mut, close = rent_payer)]
    pub seat: Account<Seat>,
    /// Who paid the rent.
    #[account(mut, unsafe(dup), address = seat.rent_payer @ CourtError::WrongRentPayer)]
    pub rent_payer: UncheckedAccount,
}

impl CloseSeat {
    pub(crate) fn close_seat(&mut self) -> Result<()> {
        require!(self.seat.settled != 0, CourtError::NotSettled);
        let case = &mut self.case;
        case.seats_left = case.seats_left.checked_sub(1).ok_or(CourtError::ArithmeticOverflow)?;
        case.invariant()
    }
}
