use crate::error::LandError;
use crate::event::LeaseChanged;
use crate::landlord::Landlord;
use crate::state::{Lease, Parcel, Registry, STATE_DEFAULT, STATE_ENDED};
use anchor_lang::prelude::*;
use membership::state::{Citizen, Nation, Office};

/// Accounts of `end_lease`.
#[derive(Accounts)]
pub struct EndLease {
    /// The tenant or the landlord; anyone once the time is up or the lease is forfeit.
    pub signer: Signer,
    /// The nation.
    #[account(address = lease.nation @ LandError::WrongNation)]
    pub nation: Account<Nation>,
    /// The registry.
    #[account(mut, constraint = registry.nation == lease.nation @ LandError::WrongNation)]
    pub registry: Account<Registry>,
    /// The parcel.
    #[account(mut, address = lease.parcel @ LandError::WrongParcel)]
    pub parcel: Account<Parcel>,
    /// The parcel's steward office, when its holder acts.
    pub office: Option<Account<Office>>,
    /// The holder's citizenship.
    pub citizen: Option<Account<Citizen>>,
    /// The lease.
    #[account(mut)]
    pub lease: Account<Lease>,
}

impl EndLease {
    fn validate(&self, now: i64) -> Result<()> {
        let (lease, signer) = (&self.lease, self.signer.address());
        lease.check_running()?;
        if now >= lease.ends_at || lease.is_forfeit(now) {
            return Ok(());
        }
        if lease.check_tenant(signer).is_ok() {
            // A buyer who gave notice relies on the lease.
            require!(!lease.is_under_notice(now), LandError::UnderNotice);
            require!(lease.due(now) == 0, LandError::RentDue);
            return Ok(());
        }
        require!(lease.state == STATE_DEFAULT, LandError::NotAllowedToEnd);
        let landlord = Landlord {
            signer,
            nation: &self.nation,
            parcel: &self.parcel,
            office: &self.office,
            citizen: &self.citizen,
        };
        landlord.check(now)
    }

    pub(crate) fn end_lease(&mut self) -> Result<()> {
        let now = support::now()?;
        self.validate(now)?;
        self.lease.end(STATE_ENDED, now)?;
        self.parcel.free(self.lease.address())?;
        self.registry.lease_ended()?;
        self.lease.invariant()?;
        emit!(LeaseChanged::of(&self.lease, now));
        Ok(())
    }
}
