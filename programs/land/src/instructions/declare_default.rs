use super::Observe;
use crate::error::LandError;
use crate::event::LeaseChanged;
use crate::state::{STATE_ARREARS, STATE_DEFAULT};
use anchor_lang::prelude::*;
use rules::rent::Standing;

impl Observe {
    fn validate_default(&self, now: i64) -> Result<()> {
        let lease = &self.lease;
        require!(lease.state == STATE_ARREARS, LandError::NotInArrears);
        let standing = lease.rent_terms().standing(&lease.rent_account(), now);
        require!(standing == Standing::Default, LandError::CureRunning);
        Ok(())
    }

    pub(crate) fn declare_default(&mut self) -> Result<()> {
        let now = support::now()?;
        self.validate_default(now)?;
        self.lease.state = STATE_DEFAULT;
        self.lease.invariant()?;
        emit!(LeaseChanged::of(&self.lease, now));
        Ok(())
    }
}
