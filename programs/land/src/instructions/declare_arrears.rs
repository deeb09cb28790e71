use crate::error::LandError;
use crate::event::LeaseChanged;
use crate::state::{Lease, STATE_ACTIVE, STATE_ARREARS};
use anchor_lang::prelude::*;

/// Accounts of the instructions that anyone may call and that look at the lease alone: `declare_arrears`,
/// `declare_default`, `release_deposit`.
#[derive(Accounts)]
pub struct Observe {
    /// The lease.
    #[account(mut)]
    pub lease: Account<Lease>,
}

impl Observe {
    fn validate_arrears(&self, now: i64) -> Result<()> {
        self.lease.check_running()?;
        self.lease.check_fixed()?;
        require!(self.lease.state == STATE_ACTIVE, LandError::NotInOrder);
        require!(!self.lease.is_on_time(now), LandError::RentNotLate);
        Ok(())
    }

    pub(crate) fn declare_arrears(&mut self) -> Result<()> {
        let now = support::now()?;
        self.validate_arrears(now)?;
        self.lease.state = STATE_ARREARS;
        self.lease.invariant()?;
        emit!(LeaseChanged::of(&self.lease, now));
        Ok(())
    }
}
