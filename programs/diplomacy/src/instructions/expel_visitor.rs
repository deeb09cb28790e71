use crate::error::DiplomacyError;
use crate::event::VisaChanged;
use crate::state::Visa;
use anchor_lang::prelude::*;
use membership::state::Nation;

/// Accounts of `expel_visitor`.
#[derive(Accounts)]
pub struct ExpelVisitor {
    /// The host nation's authority.
    pub authority: Signer,
    /// The host nation.
    #[account(address = visa.host @ DiplomacyError::WrongNation)]
    pub nation: Account<Nation>,
    /// The visa.
    #[account(mut)]
    pub visa: Account<Visa>,
}

impl ExpelVisitor {
    fn validate(&self, expelled: bool) -> Result<()> {
        self.nation.check_authority(self.authority.address(), support::now()?)?;
        require!(self.visa.is_expelled() != expelled, DiplomacyError::AlreadySo);
        Ok(())
    }

    pub(crate) fn expel_visitor(&mut self, expelled: bool) -> Result<()> {
        self.validate(expelled)?;
        self.visa.expelled = expelled.into();
        emit!(VisaChanged::of(&self.visa, false));
        Ok(())
    }
}
