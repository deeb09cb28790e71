use anchor_lang::prelude::*;

/// A piece of evidence: what a party wants the jurors to see.
///
/// Seeds: `["evidence", case, n]`, n in 4 little-endian bytes.
#[account]
#[derive(Debug)]
pub struct Evidence {
    /// The case.
    pub case: Address,
    /// Who brought it.
    pub by: Address,
    /// Who paid the rent, and gets it back.
    pub rent_payer: Address,
    /// SHA-256 of what the URI leads to.
    pub hash: [u8; 32],
    /// When it was brought.
    pub at: i64,
    /// Number within the case.
    pub n: u32,
    /// For whom: one of the `SIDE_` values.
    pub side: u8,
    /// Layout version, 1.
    pub version: u8,
    /// Bump of the address.
    pub bump: u8,
    /// Explicit padding; zero.
    pub padding: [u8; 1],
    /// Where it can be read, padded with zeros.
    pub uri: [u8; 128],
}

const _: () = assert!(
    size_of::<Evidence>()
        == 32 // case
            + 32 // by
            + 32 // rent_payer
            + 32 // hash
            + 8 // at
            + 4 // n
            + 1 // side
            + 1 // version
            + 1 // bump
            + 1 // padding
            + 128 // uri
);

impl Evidence {
    /// First seed of the address.
    pub const SEED: &'static [u8] = b"evidence";
    /// Layout version written by this program.
    pub const VERSION: u8 = 1;
}
