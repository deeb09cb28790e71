use super::Observe;
use crate::error::LandError;
use crate::event::DepositChanged;
use anchor_lang::prelude::*;

impl Observe {
    pub(crate) fn release_deposit(&mut self) -> Result<()> {
        let now = support::now()?;
        let lease = &mut self.lease;
        let deposit = lease.deposit().release(now).map_err(LandError::from)?;
        lease.set_deposit(&deposit);
        lease.invariant()?;
        emit!(DepositChanged::of(lease));
        Ok(())
    }
}
