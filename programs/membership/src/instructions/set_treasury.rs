use crate::event::TreasurySet;
use crate::state::Nation;
use anchor_lang::prelude::*;

/// Accounts of `set_treasury`.
#[derive(Accounts)]
pub struct SetTreasury {
    /// The nation's authority.
    pub authority: Signer,
    /// The nation.
    #[account(mut)]
    pub nation: Account<Nation>,
}

impl SetTreasury {
    fn validate(&self) -> Result<()> {
        // The treasury itself is not checked: this program does not know who calls it.
        self.nation.check_authority(self.authority.address(), support::now()?)
    }

    pub(crate) fn set_treasury(&mut self, treasury: Address) -> Result<()> {
        self.validate()?;
        self.nation.treasury = treasury;
        self.nation.invariant()?;
        emit!(TreasurySet { nation: *self.nation.address(), treasury });
        Ok(())
    }
}
