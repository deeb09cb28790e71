use crate::error::LandError;
use crate::event::DepositChanged;
use crate::state::Lease;
use anchor_lang::prelude::*;
use rules::deposit::Deposit;

/// Accounts of the instructions by which the tenant changes a lease alone: `accept_deductions`, `declare_value`.
#[derive(Accounts)]
pub struct ActAsTenant {
    /// The tenant.
    pub tenant: Signer,
    /// The lease.
    #[account(mut)]
    pub lease: Account<Lease>,
}

impl ActAsTenant {
    fn validate_accept(&self, items: u8) -> Result<Deposit> {
        self.lease.check_tenant(self.tenant.address())?;
        Ok(self.lease.deposit().accept(items).map_err(LandError::from)?)
    }

    pub(crate) fn accept_deductions(&mut self, items: u8) -> Result<()> {
        let deposit = self.validate_accept(items)?;
        let lease = &mut self.lease;
        lease.set_deposit(&deposit);
        lease.invariant()?;
        emit!(DepositChanged::of(lease));
        Ok(())
    }
}
