use crate::court;
use crate::error::LandError;
use crate::event::LeaseChanged;
use crate::state::{Lease, Parcel, Registry, STATE_EVICTED};
use anchor_lang::prelude::*;
use membership::state::Nation;

/// Accounts of `evict`.
#[derive(Accounts)]
pub struct Evict {
    /// The nation's court.
    pub court: Signer,
    /// The nation.
    #[account(address = lease.nation @ LandError::WrongNation)]
    pub nation: Account<Nation>,
    /// The registry.
    #[account(mut, constraint = registry.nation == lease.nation @ LandError::WrongNation)]
    pub registry: Account<Registry>,
    /// The parcel.
    #[account(mut, address = lease.parcel @ LandError::WrongParcel)]
    pub parcel: Account<Parcel>,
    /// The lease.
    #[account(mut)]
    pub lease: Account<Lease>,
}

impl Evict {
    fn validate(&self) -> Result<()> {
        court::check(&self.nation, self.court.address())?;
        self.lease.check_running()
    }

    pub(crate) fn evict(&mut self) -> Result<()> {
        let now = support::now()?;
        self.validate()?;
        self.lease.end(STATE_EVICTED, now)?;
        self.parcel.free(self.lease.address())?;
        self.registry.lease_ended()?;
        self.lease.invariant()?;
        emit!(LeaseChanged::of(&self.lease, now));
        Ok(())
    }
}
