use anchor_lang::prelude::*;

/// One wallet's money in an auction: what it would take to lead with its own highest bid, and the lease's
/// deposit. Whoever is outbid may bid again with it, or take it back.
///
/// Seeds: `["bid", auction, bidder]`.
#[account]
#[derive(Debug)]
pub struct Bid {
    /// The auction.
    pub auction: Address,
    /// The wallet that bids.
    pub bidder: Address,
    /// Who paid the rent, and gets it back.
    pub rent_payer: Address,
    /// Serial of the bidder.
    pub serial: u64,
    /// What lies in the lease's escrow: the bid and the deposit.
    pub escrowed: u64,
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
    size_of::<Bid>()
        == 32 // auction
            + 32 // bidder
            + 32 // rent_payer
            + 8 // serial
            + 8 // escrowed
            + 1 // version
            + 1 // bump
            + 6 // padding
            + 32 // reserved
);

impl Bid {
    /// First seed of the address.
    pub const SEED: &'static [u8] = b"bid";
    /// Layout version written by this program.
    pub const VERSION: u8 = 1;
}
