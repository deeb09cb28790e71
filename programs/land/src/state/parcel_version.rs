use super::Facts;
use anchor_lang::prelude::*;

/// What was known of a parcel until it changed (ISO 19152, VersionedObject). Written once; never changed, never
/// closed.
///
/// Seeds: `["version", parcel, number]`, the number in 4 little-endian bytes.
#[account]
#[derive(Debug)]
pub struct ParcelVersion {
    /// The parcel.
    pub parcel: Address,
    /// Who paid the rent. The account stays, so it is not returned.
    pub rent_payer: Address,
    /// From this second on it held.
    pub from: i64,
    /// At this second it was superseded.
    pub until: i64,
    /// The superseded facts, steward included.
    pub facts: Facts,
    /// Number of the version, from 1.
    pub number: u32,
    /// 1 when the parcel was retired during this time.
    pub retired: u8,
    /// Layout version, 1.
    pub version: u8,
    /// Bump of the address.
    pub bump: u8,
    /// Explicit padding; zero.
    pub padding: u8,
    /// Room to grow; zero.
    pub reserved: [u8; 32],
}

const _: () = assert!(
    size_of::<ParcelVersion>()
        == 32 // parcel
            + 32 // rent_payer
            + 8 // from
            + 8 // until
            + size_of::<Facts>()
            + 4 // number
            + 1 // retired
            + 1 // version
            + 1 // bump
            + 1 // padding
            + 32 // reserved
);

impl ParcelVersion {
    /// First seed of the address.
    pub const SEED: &'static [u8] = b"version";
    /// Layout version written by this program.
    pub const VERSION: u8 = 1;
}
