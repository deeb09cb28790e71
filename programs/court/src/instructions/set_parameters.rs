use crate::error::CourtError;
use crate::event::CourtChanged;
use crate::state::{Court, CourtParams};
use anchor_lang::prelude::*;
use membership::state::Nation;

/// Accounts of `set_parameters`.
#[derive(Accounts)]
pub struct SetParameters {
    /// The nation's authority.
    pub authority: Signer,
    /// The nation.
    #[account(address = court.nation @ CourtError::WrongNation)]
    pub nation: Account<Nation>,
    /// The court.
    #[account(mut)]
    pub court: Account<Court>,
}

impl SetParameters {
    pub(crate) fn set_parameters(&mut self, params: &CourtParams) -> Result<()> {
        self.nation.check_authority(self.authority.address(), support::now()?)?;
        self.court.adopt(params)?;
        self.court.invariant()?;
        emit!(CourtChanged::of(&self.court));
        Ok(())
    }
}
