//! Who may act as landlord of a parcel: the nation's authority, or whoever holds the parcel's steward office at
//! this moment.

use crate::error::LandError;
use crate::state::Parcel;
use anchor_lang::prelude::*;
use membership::state::{Citizen, Nation, Office};

/// Accounts by which a landlord acts.
pub struct Landlord<'a> {
    /// Who signs.
    pub signer: &'a Address,
    /// The nation of the parcel.
    pub nation: &'a Account<Nation>,
    /// The parcel.
    pub parcel: &'a Parcel,
    /// The parcel's steward office; none for the authority.
    pub office: &'a Option<Account<Office>>,
    /// The signer's citizenship; none for the authority.
    pub citizen: &'a Option<Account<Citizen>>,
}

impl Landlord<'_> {
    /// Checks that the signer is the landlord at `now`. With office and citizen the signer must be the steward;
    /// without, the authority.
    ///
    /// # Errors
    /// `WrongNation`, `NotLandlord`; those of the nation and the office.
    #[inline(never)]
    pub fn check(&self, now: i64) -> Result<()> {
        require!(self.parcel.nation == *self.nation.address(), LandError::WrongNation);
        match (self.office, self.citizen) {
            (None, None) => self.nation.check_authority(self.signer, now),
            (Some(office), Some(citizen)) => {
                require!(self.parcel.facts.steward == *office.address(), LandError::NotLandlord);
                office.check_holder(&self.parcel.nation, citizen, self.signer, now)
            }
            _ => Err(LandError::NotLandlord.into()),
        }
    }
}
