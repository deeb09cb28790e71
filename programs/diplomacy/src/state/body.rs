use super::URI_LEN;
use anchor_lang::prelude::*;

/// Bytes that a body's name may have.
pub const NAME_LEN: usize = 64;

/// Somebody outside who recognises nations: a state, a city, a company. What it says of itself nobody has checked.
/// Written once; never changed, never closed.
///
/// Seeds: `["body", key]`.
#[account]
#[derive(Debug)]
pub struct Body {
    /// The key that speaks for it.
    pub key: Address,
    /// Who paid the rent. The account stays, so it is not returned.
    pub rent_payer: Address,
    /// When it was registered.
    pub registered_at: i64,
    /// What it calls itself, padded with zeros.
    pub name: [u8; 64],
    /// Where it says so, and where the key should be found, padded with zeros.
    pub uri: [u8; 96],
    /// Layout version, 1.
    pub version: u8,
    /// Bump of the address.
    pub bump: u8,
    /// Explicit padding; zero.
    pub padding: [u8; 6],
    /// Room to grow; zero.
    pub reserved: [u8; 32],
}

const _: () = assert!(
    size_of::<Body>()
        == 32 // key
            + 32 // rent_payer
            + 8 // registered_at
            + NAME_LEN // name
            + URI_LEN // uri
            + 1 // version
            + 1 // bump
            + 6 // padding
            + 32 // reserved
);

impl Body {
    /// First seed of the address.
    pub const SEED: &'static [u8] = b"body";
    /// Layout version written by this program.
    pub const VERSION: u8 = 1;
}
