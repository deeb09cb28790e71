use crate::event::AuthorityProposed;
use crate::state::Nation;
use anchor_lang::prelude::*;

/// Accounts of `propose_authority`.
#[derive(Accounts)]
pub struct ProposeAuthority {
    /// The nation's authority.
    pub authority: Signer,
    /// The nation.
    #[account(mut)]
    pub nation: Account<Nation>,
}

impl ProposeAuthority {
    fn validate(&self) -> Result<()> {
        // Whom is proposed is not checked: nothing happens until they accept, and zero withdraws.
        self.nation.check_authority(self.authority.address(), support::now()?)
    }

    pub(crate) fn propose_authority(&mut self, new_authority: Address) -> Result<()> {
        self.validate()?;
        self.nation.pending_authority = new_authority;
        self.nation.invariant()?;
        emit!(AuthorityProposed { nation: *self.nation.address(), authority: new_authority });
        Ok(())
    }
}
