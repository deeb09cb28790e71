use crate::error::CourtError;
use crate::event::JurorChanged;
use crate::state::{Court, Juror};
use anchor_lang::prelude::*;

/// Accounts of `leave_jury`.
#[derive(Accounts)]
pub struct LeaveJury {
    /// The juror's wallet.
    #[account(address = juror.wallet @ CourtError::NotJuror)]
    pub wallet: Signer,
    /// The court.
    #[account(mut, address = juror.court @ CourtError::WrongCourt)]
    pub court: Account<Court>,
    /// The juror.
    #[account(mut)]
    pub juror: Account<Juror>,
}

impl LeaveJury {
    pub(crate) fn leave_jury(&mut self) -> Result<()> {
        require!(self.juror.leaves_at == 0, CourtError::AlreadyLeaving);
        let court = &mut self.court;
        court.jurors = court.jurors.checked_sub(1).ok_or(CourtError::ArithmeticOverflow)?;
        court.invariant()?;
        self.juror.leaves_at = support::now()?.saturating_add(i64::from(court.unbonding()));
        emit!(JurorChanged::of(&self.juror, false));
        Ok(())
    }
}
