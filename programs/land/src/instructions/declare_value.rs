use super::ActAsTenant;
use crate::error::LandError;
use crate::event::LeaseChanged;
use anchor_lang::prelude::*;

impl ActAsTenant {
    fn validate_declare(&self, now: i64) -> Result<()> {
        self.lease.check_tenant(self.tenant.address())?;
        self.lease.check_in_time(now)?;
        self.lease.check_harberger()
    }

    pub(crate) fn declare_value(&mut self, price: u64) -> Result<()> {
        let now = support::now()?;
        self.validate_declare(now)?;
        let lease = &mut self.lease;
        lease.drop_lapsed_notice(now);
        let holding =
            lease.harberger_terms().declare(&lease.holding(), now, price).map_err(LandError::from)?;
        lease.set_holding(&holding);
        lease.invariant()?;
        emit!(LeaseChanged::of(lease, now));
        Ok(())
    }
}
