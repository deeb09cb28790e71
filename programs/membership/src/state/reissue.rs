use anchor_lang::prelude::*;

/// Seconds between a reissue being ordered and taking effect, in which the old wallet can veto it:
/// seven days, long enough for a holder on holiday whose wallet was not lost at all.
pub const REISSUE_DELAY: i64 = 7 * 86_400;

/// An ordered change of a citizen's wallet.
///
/// Seeds: `["reissue", citizen]`.
#[account]
#[derive(Debug)]
pub struct Reissue {
    /// The nation.
    pub nation: Address,
    /// The citizen account of the old wallet.
    pub citizen: Address,
    /// The wallet that shall hold the citizenship.
    pub new_wallet: Address,
    /// Who paid the rent, and gets it back.
    pub rent_payer: Address,
    /// From this second on it may be completed.
    pub ready_at: i64,
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
    size_of::<Reissue>()
        == 32 // nation
            + 32 // citizen
            + 32 // new_wallet
            + 32 // rent_payer
            + 8 // ready_at
            + 1 // version
            + 1 // bump
            + 6 // padding
            + 32 // reserved
);

impl Reissue {
    /// First seed of the address.
    pub const SEED: &'static [u8] = b"reissue";
    /// Layout version written by this program.
    pub const VERSION: u8 = 1;
}
