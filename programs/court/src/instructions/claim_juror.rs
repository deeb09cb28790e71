use crate::error::CourtError;
use crate::event::JurorChanged;
use crate::state::{Court, Juror};
use anchor_lang::prelude::*;
use membership::state::Citizen;

/// Accounts of `claim_juror`.
#[derive(Accounts)]
pub struct ClaimJuror {
    /// The citizen's present wallet.
    pub wallet: Signer,
    /// The court.
    #[account(address = juror.court @ CourtError::WrongCourt)]
    pub court: Account<Court>,
    /// The citizen.
    #[account(
        constraint = citizen.nation == court.nation @ CourtError::WrongNation,
        constraint = citizen.serial == juror.serial @ CourtError::WrongCitizen,
        constraint = citizen.wallet == *wallet.address() @ CourtError::WrongCitizen
    )]
    pub citizen: Account<Citizen>,
    /// The juror.
    #[account(mut)]
    pub juror: Account<Juror>,
}

impl ClaimJuror {
    pub(crate) fn claim_juror(&mut self) -> Result<()> {
        // Otherwise a juror could leave a draw whose hash is known by claiming again.
        require!(self.juror.citizen != *self.citizen.address(), CourtError::WalletOnRecord);
        // The serial is the citizen's for life, so standing does not matter: a bond is there.
        self.juror.wallet = *self.wallet.address();
        self.juror.claimed_at = support::now()?;
        self.juror.citizen = *self.citizen.address();
        emit!(JurorChanged::of(&self.juror, false));
        Ok(())
    }
}
