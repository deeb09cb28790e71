use crate::error::LandError;
use crate::event::LeaseChanged;
use crate::landlord::Landlord;
use crate::state::{Lease, Parcel, STATE_ACTIVE, STATE_DEFAULT};
use anchor_lang::prelude::*;
use membership::state::{Citizen, Nation, Office};

/// Accounts of the instructions by which the landlord changes a lease alone: `waive_default`,
/// `propose_deductions`, `waive_deductions`.
#[derive(Accounts)]
pub struct ActAsLandlord {
    /// The landlord.
    pub landlord: Signer,
    /// The nation.
    #[account(address = lease.nation @ LandError::WrongNation)]
    pub nation: Account<Nation>,
    /// The parcel.
    #[account(address = lease.parcel @ LandError::WrongParcel)]
    pub parcel: Account<Parcel>,
    /// The parcel's steward office, when its holder acts.
    pub office: Option<Account<Office>>,
    /// The holder's citizenship.
    pub citizen: Option<Account<Citizen>>,
    /// The lease.
    #[account(mut)]
    pub lease: Account<Lease>,
}

impl ActAsLandlord {
    /// Checks that the signer is the landlord.
    pub(super) fn check_landlord(&self, now: i64) -> Result<()> {
        let landlord = Landlord {
            signer: self.landlord.address(),
            nation: &self.nation,
            parcel: &self.parcel,
            office: &self.office,
            citizen: &self.citizen,
        };
        landlord.check(now)
    }

    fn validate_waive_default(&self, now: i64) -> Result<()> {
        self.check_landlord(now)?;
        require!(self.lease.state == STATE_DEFAULT, LandError::NotInDefault);
        require!(self.lease.is_on_time(now), LandError::RentLate);
        Ok(())
    }

    pub(crate) fn waive_default(&mut self) -> Result<()> {
        let now = support::now()?;
        self.validate_waive_default(now)?;
        self.lease.state = STATE_ACTIVE;
        self.lease.invariant()?;
        emit!(LeaseChanged::of(&self.lease, now));
        Ok(())
    }
}
