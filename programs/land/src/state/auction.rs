use crate::error::LandError;
use anchor_lang::prelude::*;
use rules::auction::{self, Outcome};

/// Not settled yet.
pub const OUTCOME_OPEN: u8 = 0;
/// The lease went to the leader.
pub const OUTCOME_SOLD: u8 = 1;
/// The lease went to nobody: no bid was made, or the sale was not settled in time.
pub const OUTCOME_UNSOLD: u8 = 2;

/// The open ascending auction of an offered lease. The bids are what the lease is bought for; the rent comes
/// on top.
///
/// Seeds: `["auction", lease]`.
#[account]
#[derive(Debug)]
pub struct Auction {
    /// The nation.
    pub nation: Address,
    /// The lease.
    pub lease: Address,
    /// Wallet of whoever made the highest bid; zero before the first.
    pub leader: Address,
    /// Who paid the rent, and gets it back.
    pub rent_payer: Address,
    /// Serial of the leader.
    pub leader_serial: u64,
    /// The least that a first bid may be.
    pub reserve: u64,
    /// The highest bid, the deposit not included; 0 before the first.
    pub highest: u64,
    /// First second of bidding.
    pub opens_at: i64,
    /// First second after bidding, as it stands.
    pub closes_at: i64,
    /// The close never moves beyond this second.
    pub closes_at_last: i64,
    /// A bid leaves at least so many seconds to answer it.
    pub extension: u32,
    /// Bids accepted.
    pub bids: u32,
    /// Bid accounts that are not closed.
    pub open_bids: u32,
    /// Minimum raise, as a share of the highest bid in basis points.
    pub raise_bps: u16,
    /// One of the `OUTCOME_` values.
    pub outcome: u8,
    /// Layout version, 1.
    pub version: u8,
    /// Bump of the address.
    pub bump: u8,
    /// Explicit padding; zero.
    pub padding: [u8; 7],
    /// Room to grow; zero.
    pub reserved: [u8; 32],
}

const _: () = assert!(
    size_of::<Auction>()
        == 32 // nation
            + 32 // lease
            + 32 // leader
            + 32 // rent_payer
            + 8 // leader_serial
            + 8 // reserve
            + 8 // highest
            + 8 // opens_at
            + 8 // closes_at
            + 8 // closes_at_last
            + 4 // extension
            + 4 // bids
            + 4 // open_bids
            + 2 // raise_bps
            + 1 // outcome
            + 1 // version
            + 1 // bump
            + 7 // padding
            + 32 // reserved
);

impl Auction {
    /// First seed of the address.
    pub const SEED: &'static [u8] = b"auction";
    /// Layout version written by this program.
    pub const VERSION: u8 = 1;

    /// The auction, for the rules.
    pub fn rules(&self) -> auction::Auction {
        auction::Auction {
            reserve: self.reserve,
            raise_bps: self.raise_bps,
            extension: self.extension,
            opens_at: self.opens_at,
            closes_at: self.closes_at,
            closes_at_last: self.closes_at_last,
            highest: self.highest,
            bids: self.bids,
        }
    }

    /// Stores what a bid changes.
    pub fn set_rules(&mut self, rules: &auction::Auction) {
        self.closes_at = rules.closes_at;
        self.highest = rules.highest;
        self.bids = rules.bids;
    }

    /// What the auction has come to.
    ///
    /// # Errors
    /// `AuctionSettled`.
    pub fn outcome_at(&self, now: i64) -> Result<Outcome> {
        require!(self.outcome == OUTCOME_OPEN, LandError::AuctionSettled);
        Ok(self.rules().outcome(now))
    }

    /// Whether the money of this wallet's bid may not be taken back: it leads, and the lease can still come to
    /// it.
    pub fn binds(&self, bidder: &Address, now: i64) -> bool {
        self.outcome == OUTCOME_OPEN
            && self.leader == *bidder
            && matches!(self.rules().outcome(now), Outcome::Open | Outcome::Sold(_))
    }

    /// One bid account fewer.
    ///
    /// # Errors
    /// `ArithmeticOverflow`.
    pub fn close_bid(&mut self) -> Result<()> {
        self.open_bids = self.open_bids.checked_sub(1).ok_or(LandError::ArithmeticOverflow)?;
        Ok(())
    }

    /// What must hold after every instruction.
    ///
    /// # Errors
    /// `AuctionInvariant`.
    pub fn invariant(&self) -> Result<()> {
        let led = self.bids > 0;
        require!(
            led == (self.leader != support::NOBODY)
                && led == (self.highest > 0)
                && (!led || self.highest >= self.reserve)
                && self.open_bids <= self.bids
                && self.opens_at < self.closes_at
                && self.closes_at <= self.closes_at_last
                && self.outcome <= OUTCOME_UNSOLD
                && (self.outcome != OUTCOME_SOLD || led),
            LandError::AuctionInvariant
        );
        Ok(())
    }
}
