use crate::citizen;
use crate::error::LandError;
use crate::event::LeaseChanged;
use crate::state::{Lease, STATE_ACTIVE};
use anchor_lang::prelude::*;
use membership::state::Citizen;

/// Accounts of `renew_lease`.
#[derive(Accounts)]
pub struct RenewLease {
    /// The tenant.
    pub tenant: Signer,
    /// The tenant's citizenship.
    pub citizen: Account<Citizen>,
    /// The lease.
    #[account(mut)]
    pub lease: Account<Lease>,
}

impl RenewLease {
    fn validate(&self, now: i64) -> Result<()> {
        let lease = &self.lease;
        lease.check_tenant(self.tenant.address())?;
        lease.check_in_time(now)?;
        citizen::check_in_good_standing(&self.citizen, self.tenant.address(), &lease.nation, now)?;
        require!(lease.state == STATE_ACTIVE && lease.is_on_time(now), LandError::RentLate);
        require!(lease.renewals_left > 0, LandError::NoRenewalLeft);
        Ok(())
    }

    pub(crate) fn renew_lease(&mut self) -> Result<()> {
        let now = support::now()?;
        self.validate(now)?;
        let lease = &mut self.lease;
        lease.renewals_left = lease.renewals_left.checked_sub(1).ok_or(LandError::NoRenewalLeft)?;
        // Whole periods more: those paid, and the beginning of the next, stay what they were.
        lease.ends_at = lease
            .ends_at
            .checked_add(i64::from(lease.terms.duration))
            .ok_or(LandError::ArithmeticOverflow)?;
        lease.invariant()?;
        emit!(LeaseChanged::of(lease, now));
        Ok(())
    }
}
