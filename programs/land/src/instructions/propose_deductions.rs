use super::ActAsLandlord;
use crate::error::LandError;
use crate::event::DepositChanged;
use anchor_lang::prelude::*;
use rules::deposit::Deposit;

impl ActAsLandlord {
    fn validate_propose(&self, items: &[u64], reasons: &[[u8; 32]], now: i64) -> Result<Deposit> {
        self.check_landlord(now)?;
        require!(items.len() == reasons.len(), LandError::ItemsMalformed);
        Ok(self.lease.deposit().claim(now, items).map_err(LandError::from)?)
    }

    pub(crate) fn propose_deductions(&mut self, items: &[u64], reasons: &[[u8; 32]]) -> Result<()> {
        let deposit = self.validate_propose(items, reasons, support::now()?)?;
        let lease = &mut self.lease;
        lease.set_deposit(&deposit);
        for (slot, reason) in lease.reasons.iter_mut().zip(reasons) {
            *slot = *reason;
        }
        lease.invariant()?;
        emit!(DepositChanged::of(lease));
        Ok(())
    }
}
