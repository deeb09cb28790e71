use super::ActAsLandlord;
use crate::error::LandError;
use crate::event::DepositChanged;
use anchor_lang::prelude::*;
use rules::deposit::Deposit;

impl ActAsLandlord {
    fn validate_waive_deductions(&self, items: u8, now: i64) -> Result<Deposit> {
        self.check_landlord(now)?;
        Ok(self.lease.deposit().waive(items).map_err(LandError::from)?)
    }

    pub(crate) fn waive_deductions(&mut self, items: u8) -> Result<()> {
        let deposit = self.validate_waive_deductions(items, support::now()?)?;
        let lease = &mut self.lease;
        lease.set_deposit(&deposit);
        lease.invariant()?;
        emit!(DepositChanged::of(lease));
        Ok(())
    }
}
