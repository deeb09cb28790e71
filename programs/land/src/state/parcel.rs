use crate::error::LandError;
use anchor_lang::prelude::*;
use rules::cell;

/// The nation owns the land.
pub const TENURE_OWNED: u8 = 0;
/// The nation holds the land on lease from somebody outside.
pub const TENURE_LEASED_IN: u8 = 1;
/// The nation claims the land, and nobody outside has agreed.
pub const TENURE_CLAIMED: u8 = 2;
/// Kinds of tenure.
pub const TENURES: usize = 3;

/// Resolution of a parcel's cell: 12, hexagons of about 307 m² (H3's table of cell areas), fine enough to
/// tell one building plot from the next.
pub const CELL_RESOLUTION: u32 = 12;
/// Bytes that a boundary's or a title's URI may have.
pub const URI_LEN: usize = 96;
/// Largest latitude, in 1e-7 degrees.
const MAX_LATITUDE_E7: u32 = 90 * 10_000_000;
/// Largest longitude, in 1e-7 degrees.
const MAX_LONGITUDE_E7: u32 = 180 * 10_000_000;

/// What is known of a parcel at a time. A change supersedes all of it, see [`super::ParcelVersion`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, IdlType, bytemuck::Pod, bytemuck::Zeroable)]
#[repr(C)]
pub struct Facts {
    /// Area in square decimetres.
    pub area: u64,
    /// Latitude of the centroid (WGS 84), in 1e-7 degrees.
    pub latitude_e7: i32,
    /// Longitude of the centroid (WGS 84), in 1e-7 degrees.
    pub longitude_e7: i32,
    /// Whose law applies outside the nation: ISO 3166-1 alpha-2 or ISO 3166-2, padded with zeros.
    pub jurisdiction: [u8; 6],
    /// One of the `TENURE_` values.
    pub tenure: u8,
    /// Explicit padding; zero.
    pub padding: u8,
    /// The office whose holder may act as landlord, or zero for the nation's authority alone.
    pub steward: Address,
    /// SHA-256 of the boundary, a GeoJSON document.
    pub boundary_hash: [u8; 32],
    /// SHA-256 of the title document.
    pub title_hash: [u8; 32],
    /// Where the boundary can be read, padded with zeros.
    pub boundary_uri: [u8; 96],
    /// Where the title document can be read, padded with zeros.
    pub title_uri: [u8; 96],
}

const _: () = assert!(
    size_of::<Facts>()
        == 8 // area
            + 4 // latitude_e7
            + 4 // longitude_e7
            + 6 // jurisdiction
            + 1 // tenure
            + 1 // padding
            + 32 // steward
            + 32 // boundary_hash
            + 32 // title_hash
            + URI_LEN // boundary_uri
            + URI_LEN // title_uri
);

impl Facts {
    /// Checks whatever can be checked without a map. Hashes and URIs are stored, not interpreted; that the
    /// cell is the centroid's, and that the steward is an office of the nation, is looked at by whoever relies
    /// on it.
    ///
    /// # Errors
    /// `AreaZero`, `CoordinatesOutOfRange`, `JurisdictionMalformed`, `TenureUnknown`.
    pub fn check(&self) -> Result<()> {
        require!(self.area > 0, LandError::AreaZero);
        require!(
            self.latitude_e7.unsigned_abs() <= MAX_LATITUDE_E7
                && self.longitude_e7.unsigned_abs() <= MAX_LONGITUDE_E7,
            LandError::CoordinatesOutOfRange
        );
        require!(is_jurisdiction(&self.jurisdiction), LandError::JurisdictionMalformed);
        require!(usize::from(self.tenure) < TENURES, LandError::TenureUnknown);
        Ok(())
    }
}

/// Whether a code has the form of ISO 3166-1 alpha-2 (`PT`) or ISO 3166-2 (`PT-17`: a hyphen and one to three
/// letters or digits), padded with zeros. Which codes exist changes over the years, and is not checked.
pub fn is_jurisdiction(code: &[u8; 6]) -> bool {
    let [first, second, hyphen, part @ ..] = code;
    if !first.is_ascii_uppercase() || !second.is_ascii_uppercase() {
        return false;
    }
    let part_len = part.iter().position(|byte| *byte == 0).unwrap_or(part.len());
    let (part, padding) = part.split_at(part_len);
    padding.iter().all(|byte| *byte == 0)
        && match hyphen {
            0 => part.is_empty(),
            b'-' => {
                !part.is_empty() && part.iter().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
            }
            _ => false,
        }
}

/// A piece of land. Its H3 cell makes it unique within the registry.
///
/// Seeds: `["parcel", registry, cell]`, the cell in 8 little-endian bytes.
#[account]
#[derive(Debug)]
pub struct Parcel {
    /// The registry.
    pub registry: Address,
    /// The nation.
    pub nation: Address,
    /// The lease that is offered or runs; zero while the parcel is free.
    pub current: Address,
    /// Who paid the rent. The account stays, so it is not returned.
    pub rent_payer: Address,
    /// H3 cell of the centroid, of resolution 12.
    pub cell: u64,
    /// When it was registered.
    pub registered_at: i64,
    /// Since when the present version holds.
    pub version_since: i64,
    /// Number of the present version, from 1.
    pub facts_version: u32,
    /// Number of the next lease: how many there have ever been.
    pub next_lease: u32,
    /// The present facts.
    pub facts: Facts,
    /// 1 when it is retired, since `version_since`.
    pub retired: u8,
    /// Layout version, 1.
    pub version: u8,
    /// Bump of the address.
    pub bump: u8,
    /// Explicit padding; zero.
    pub padding: [u8; 5],
    /// Room to grow; zero.
    pub reserved: [u8; 32],
}

const _: () = assert!(
    size_of::<Parcel>()
        == 32 // registry
            + 32 // nation
            + 32 // current
            + 32 // rent_payer
            + 8 // cell
            + 8 // registered_at
            + 8 // version_since
            + 4 // facts_version
            + 4 // next_lease
            + size_of::<Facts>()
            + 1 // retired
            + 1 // version
            + 1 // bump
            + 5 // padding
            + 32 // reserved
);

impl Parcel {
    /// First seed of the address.
    pub const SEED: &'static [u8] = b"parcel";
    /// Layout version written by this program.
    pub const VERSION: u8 = 1;

    /// Whether the parcel is no more.
    pub fn is_retired(&self) -> bool {
        self.retired != 0
    }

    /// Whether no lease of it is offered or runs.
    pub fn is_free(&self) -> bool {
        self.current == support::NOBODY
    }

    /// Takes the parcel for a lease.
    ///
    /// # Errors
    /// `ParcelRetired`, `ParcelTaken`.
    pub fn occupy(&mut self, lease: &Address) -> Result<()> {
        require!(!self.is_retired(), LandError::ParcelRetired);
        require!(self.is_free(), LandError::ParcelTaken);
        self.current = *lease;
        Ok(())
    }

    /// Frees the parcel of a lease that has ended or whose offer was withdrawn: once, because the lease has to
    /// be the present one.
    ///
    /// # Errors
    /// `WrongParcel`.
    pub fn free(&mut self, lease: &Address) -> Result<()> {
        require!(self.current == *lease, LandError::WrongParcel);
        self.current = support::NOBODY;
        Ok(())
    }

    /// What must hold after every instruction.
    ///
    /// # Errors
    /// `ParcelInvariant`.
    pub fn invariant(&self) -> Result<()> {
        require!(
            cell::is_cell(self.cell, CELL_RESOLUTION)
                && self.facts_version >= 1
                && self.registered_at <= self.version_since
                && (!self.is_retired() || self.is_free())
                && self.facts.area > 0,
            LandError::ParcelInvariant
        );
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn jurisdictions() {
        for good in [b"PT\0\0\0\0", b"PT-17\0", b"GB-ENG", b"US-1\0\0", b"ZZ\0\0\0\0"] {
            assert!(is_jurisdiction(good), "{good:?}");
        }
        for bad in [
            b"\0\0\0\0\0\0",
            b"P\0\0\0\0\0",
            b"pt\0\0\0\0",
            b"PT-\0\0\0",
            b"PT17\0\0",
            b"PT-a\0\0",
            b"PT-\x001\0",
            b"PT-1\x002",
            b"PT\0\0\x001",
            b"PT\x0017\0",
            b"PTX\0\0\0",
            b"PT-1 \0",
            b"1T\0\0\0\0",
        ] {
            assert!(!is_jurisdiction(bad), "{bad:?}");
        }
    }
}
