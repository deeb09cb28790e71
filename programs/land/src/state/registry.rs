use super::{Facts, TENURES};
use crate::error::LandError;
use anchor_lang::prelude::*;

/// The land of a nation: what is in its parcels, added up.
///
/// Seeds: `["registry", nation]`.
#[account]
#[derive(Debug)]
pub struct Registry {
    /// The nation.
    pub nation: Address,
    /// Area by tenure, in square decimetres; retired parcels do not count.
    pub areas: [u64; 3],
    /// Id of the next campaign: how many there have ever been.
    pub next_campaign: u64,
    /// Parcels by tenure; retired ones do not count.
    pub counts: [u32; 3],
    /// Parcels that are not retired.
    pub parcels: u32,
    /// Leases that run: active, in arrears or in default.
    pub leases: u32,
    /// Layout version, 1.
    pub version: u8,
    /// Bump of the address.
    pub bump: u8,
    /// Explicit padding; zero.
    pub padding: [u8; 2],
    /// Room to grow; zero.
    pub reserved: [u8; 32],
}

const _: () = assert!(
    size_of::<Registry>()
        == 32 // nation
            + 8 * TENURES // areas
            + 8 // next_campaign
            + 4 * TENURES // counts
            + 4 // parcels
            + 4 // leases
            + 1 // version
            + 1 // bump
            + 2 // padding
            + 32 // reserved
);

impl Registry {
    /// First seed of the address.
    pub const SEED: &'static [u8] = b"registry";
    /// Layout version written by this program.
    pub const VERSION: u8 = 1;

    /// Counts a parcel, new or brought back.
    ///
    /// # Errors
    /// `TenureUnknown`, `ArithmeticOverflow`.
    pub fn add(&mut self, facts: &Facts) -> Result<()> {
        let tenure = usize::from(facts.tenure);
        let area = self.areas.get_mut(tenure).ok_or(LandError::TenureUnknown)?;
        *area = area.checked_add(facts.area).ok_or(LandError::ArithmeticOverflow)?;
        let count = self.counts.get_mut(tenure).ok_or(LandError::TenureUnknown)?;
        *count = count.checked_add(1).ok_or(LandError::ArithmeticOverflow)?;
        self.parcels = self.parcels.checked_add(1).ok_or(LandError::ArithmeticOverflow)?;
        Ok(())
    }

    /// Counts a parcel no more: it is retired, or its facts change.
    ///
    /// # Errors
    /// `TenureUnknown`, `ArithmeticOverflow`.
    pub fn remove(&mut self, facts: &Facts) -> Result<()> {
        let tenure = usize::from(facts.tenure);
        let area = self.areas.get_mut(tenure).ok_or(LandError::TenureUnknown)?;
        *area = area.checked_sub(facts.area).ok_or(LandError::ArithmeticOverflow)?;
        let count = self.counts.get_mut(tenure).ok_or(LandError::TenureUnknown)?;
        *count = count.checked_sub(1).ok_or(LandError::ArithmeticOverflow)?;
        self.parcels = self.parcels.checked_sub(1).ok_or(LandError::ArithmeticOverflow)?;
        Ok(())
    }

    /// One lease more runs.
    ///
    /// # Errors
    /// `ArithmeticOverflow`.
    pub fn lease_began(&mut self) -> Result<()> {
        self.leases = self.leases.checked_add(1).ok_or(LandError::ArithmeticOverflow)?;
        self.invariant()
    }

    /// One lease fewer runs.
    ///
    /// # Errors
    /// `ArithmeticOverflow`.
    pub fn lease_ended(&mut self) -> Result<()> {
        self.leases = self.leases.checked_sub(1).ok_or(LandError::ArithmeticOverflow)?;
        self.invariant()
    }

    /// What must hold after every instruction.
    ///
    /// # Errors
    /// `RegistryInvariant`.
    pub fn invariant(&self) -> Result<()> {
        let counted = self.counts.iter().map(|count| u64::from(*count)).sum::<u64>();
        // A parcel has an area, and a lease a parcel, which cannot be retired while it runs.
        let each_has_area =
            self.areas.iter().zip(&self.counts).all(|(area, count)| *area >= u64::from(*count));
        require!(
            counted == u64::from(self.parcels) && each_has_area && self.leases <= self.parcels,
            LandError::RegistryInvariant
        );
        Ok(())
    }
}
