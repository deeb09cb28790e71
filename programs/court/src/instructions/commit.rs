use crate::error::CourtError;
use crate::state::{Case, Juror, Seat};
use anchor_lang::prelude::*;

/// Accounts of `commit` and `reveal`.
#[derive(Accounts)]
pub struct Sit {
    /// The juror's wallet.
    #[account(address = juror.wallet @ CourtError::NotJuror)]
    pub wallet: Signer,
    /// The juror.
    #[account(address = seat.juror @ CourtError::WrongSeat)]
    pub juror: Account<Juror>,
    /// The case.
    #[account(mut, address = seat.case @ CourtError::WrongCase)]
    pub case: Account<Case>,
    /// The juror's seat in its present round.
    #[account(mut)]
    pub seat: Account<Seat>,
}

impl Sit {
    /// Checks that the seat is one of the present round.
    #[inline(always)]
    pub(crate) fn check_round(&self) -> Result<()> {
        require!(self.seat.round == self.case.round, CourtError::WrongSeat);
        Ok(())
    }

    pub(crate) fn commit(&mut self, commitment: [u8; 32]) -> Result<()> {
        let now = support::now()?;
        self.check_round()?;
        let case = &mut self.case;
        let trial = case.trial()?.commit(now, &case.params.times()).map_err(CourtError::from)?;
        require!(self.seat.commitment == [0; 32], CourtError::AlreadyCommitted);
        require!(commitment != [0; 32], CourtError::CommitmentEmpty);
        case.set_trial(&trial)?;
        self.seat.commitment = commitment;
        Ok(())
    }
}
