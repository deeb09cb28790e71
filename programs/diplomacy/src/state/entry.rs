use super::URI_LEN;
use anchor_lang::prelude::*;

/// An act of recognition: granted.
pub const ACT_GRANTED: u8 = 0;
/// An act of recognition: revoked.
pub const ACT_REVOKED: u8 = 1;

/// One act in the history of a recognition. Written once; never changed, never closed.
///
/// Seeds: `["entry", recognition, number]`, the number in 4 little-endian bytes.
#[account]
#[derive(Debug)]
pub struct Entry {
    /// The recognition.
    pub recognition: Address,
    /// Who paid the rent. The account stays, so it is not returned.
    pub rent_payer: Address,
    /// When it was done.
    pub at: i64,
    /// SHA-256 of the statement; zero for none.
    pub statement_hash: [u8; 32],
    /// Where the statement can be read, padded with zeros.
    pub statement_uri: [u8; 96],
    /// Number of the act, from 0.
    pub number: u32,
    /// One of the `ACT_` values.
    pub act: u8,
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
    size_of::<Entry>()
        == 32 // recognition
            + 32 // rent_payer
            + 8 // at
            + 32 // statement_hash
            + URI_LEN // statement_uri
            + 4 // number
            + 1 // act
            + 1 // version
            + 1 // bump
            + 1 // padding
            + 32 // reserved
);

impl Entry {
    /// First seed of the address.
    pub const SEED: &'static [u8] = b"entry";
    /// Layout version written by this program.
    pub const VERSION: u8 = 1;
}
