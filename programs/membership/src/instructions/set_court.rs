use crate::event::CourtSet;
use crate::state::Nation;
use anchor_lang::prelude::*;

/// Accounts of `set_court`.
#[derive(Accounts)]
pub struct SetCourt {
    /// The nation's authority.
    pub authority: Signer,
    /// The nation.
    #[account(mut)]
    pub nation: Account<Nation>,
}

impl SetCourt {
    fn validate(&self) -> Result<()> {
        // The court itself is not checked: this program does not know who calls it.
        self.nation.check_authority(self.authority.address(), support::now()?)
    }

    pub(crate) fn set_court(&mut self, court: Address) -> Result<()> {
        self.validate()?;
        self.nation.court = court;
        self.nation.invariant()?;
        emit!(CourtSet { nation: *self.nation.address(), court });
        Ok(())
    }
}
