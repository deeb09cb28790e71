use anchor_lang::prelude::*;
use rules::campaign;

/// What one wallet pledged to a campaign.
///
/// Seeds: `["pledge", campaign, wallet]`.
#[account]
#[derive(Debug)]
pub struct Pledge {
    /// The campaign.
    pub campaign: Address,
    /// The wallet.
    pub wallet: Address,
    /// Who paid the rent, and gets it back.
    pub rent_payer: Address,
    /// All that the wallet pledged. A pledge that was taken back is closed.
    pub amount: u64,
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
    size_of::<Pledge>()
        == 32 // campaign
            + 32 // wallet
            + 32 // rent_payer
            + 8 // amount
            + 1 // version
            + 1 // bump
            + 6 // padding
            + 32 // reserved
);

impl Pledge {
    /// First seed of the address.
    pub const SEED: &'static [u8] = b"pledge";
    /// Layout version written by this program.
    pub const VERSION: u8 = 1;

    /// The pledge, for the rules.
    pub fn rules(&self) -> campaign::Pledge {
        campaign::Pledge { amount: self.amount, refunded: false }
    }
}
