//! An open ascending auction: reserve, minimum raise, extension, close.
//!
//! Amounts are in the token's smallest unit, points in time are Unix seconds, windows are half-open. The
//! minimum raise is a share of the highest bid in basis points, rounded up, so against the bidder, and at
//! least one unit. A bid in the last seconds moves the close on, so that it can be answered, but never
//! beyond the last close that was announced. Anyone can settle a sale; if for [`SETTLE_TIME`] after the close
//! nobody could, it has lapsed, so that the winner's money is not kept for nothing.

use crate::math::{BPS, mul_div_up};

/// How long after the close a sale can be settled: 30 days, in seconds. Settling takes one transaction of
/// anybody's, unless the receiver's account is frozen.
pub const SETTLE_TIME: i64 = 30 * 86_400;

/// Why a bid is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AuctionError {
    /// Bidding has not opened.
    NotOpen,
    /// Bidding has closed.
    Closed,
    /// Below the reserve, or less than the minimum raise above the highest bid.
    BidTooLow,
    /// The count of bids is full.
    CountOutOfRange,
}

/// An auction as it is stored. Its rules know no bidders: the winner is whoever made the last accepted bid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Auction {
    /// The least that a first bid may be.
    pub reserve: u64,
    /// Minimum raise, as a share of the highest bid.
    pub raise_bps: u16,
    /// How long before the close a bid moves it on, and by how much at least it is then open, in seconds.
    pub extension: u32,
    /// First second of bidding.
    pub opens_at: i64,
    /// First second after bidding, as it stands.
    pub closes_at: i64,
    /// The close never moves beyond this second.
    pub closes_at_last: i64,
    /// The highest bid.
    pub highest: u64,
    /// Bids accepted.
    pub bids: u32,
}

/// What an auction has come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Bidding has not closed.
    Open,
    /// Closed with no bid.
    Unsold,
    /// Closed: the last accepted bid wins, for this amount.
    Sold(u64),
    /// Sold, but not settled in time.
    Lapsed,
}

/// An accepted bid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Accepted {
    /// The auction after it.
    pub auction: Auction,
    /// What the bidder who led until now may take back.
    pub outbid: u64,
}

impl Auction {
    /// Whether an auction may be opened so: a reserve, at least a second of bidding, a raise of at most the
    /// whole, a last close not before the first, and no bids yet.
    #[inline]
    pub const fn is_sound(&self) -> bool {
        self.reserve > 0
            && self.raise_bps as u64 <= BPS
            && self.opens_at < self.closes_at
            && self.closes_at <= self.closes_at_last
            && self.highest == 0
            && self.bids == 0
    }

    /// The least that the next bid may be. `None` when no number is high enough.
    pub const fn minimum(&self) -> Option<u64> {
        if self.bids == 0 {
            // A bid of nothing is none.
            return Some(if self.reserve == 0 { 1 } else { self.reserve });
        }
        match mul_div_up(self.highest, self.raise_bps as u64, BPS) {
            Some(0) => self.highest.checked_add(1),
            Some(raise) => self.highest.checked_add(raise),
            None => None,
        }
    }

    /// The auction after a bid of `amount` at `now`, and what the former leader may take back.
    ///
    /// # Errors
    /// [`AuctionError::NotOpen`], [`AuctionError::Closed`], [`AuctionError::BidTooLow`],
    /// [`AuctionError::CountOutOfRange`].
    pub const fn bid(&self, now: i64, amount: u64) -> Result<Accepted, AuctionError> {
        if now < self.opens_at {
            return Err(AuctionError::NotOpen);
        }
        if now >= self.closes_at {
            return Err(AuctionError::Closed);
        }
        match self.minimum() {
            Some(minimum) if amount >= minimum => {}
            _ => return Err(AuctionError::BidTooLow),
        }
        let Some(bids) = self.bids.checked_add(1) else {
            return Err(AuctionError::CountOutOfRange);
        };
        let extended = now.saturating_add(self.extension as i64);
        let extended = if extended > self.closes_at_last { self.closes_at_last } else { extended };
        let closes_at = if extended > self.closes_at { extended } else { self.closes_at };
        let outbid = if self.bids == 0 { 0 } else { self.highest };
        Ok(Accepted { auction: Self { closes_at, highest: amount, bids, ..*self }, outbid })
    }

    /// What the auction has come to at `now`, if it was not settled before.
    #[inline]
    pub const fn outcome(&self, now: i64) -> Outcome {
        if now < self.closes_at {
            Outcome::Open
        } else if self.bids == 0 {
            Outcome::Unsold
        } else if now < self.closes_at.saturating_add(SETTLE_TIME) {
            Outcome::Sold(self.highest)
        } else {
            Outcome::Lapsed
        }
    }
}
