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
        // The serial is the citizen's for life, so standing does not matter: a bond is there.
        self.juror.wallet = *self.wallet.address();
        self.juror.citizen = *self.citizen.address();
        emit!(JurorChanged::of(&self.juror, false));
        Ok(())
    }
}
