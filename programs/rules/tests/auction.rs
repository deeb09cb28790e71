//! `rules::auction`.

#[path = "checks/auction.rs"]
mod checks;
mod common;

use common::number;
use proptest::collection::vec;
use proptest::prelude::*;
use rules::auction::*;

const AUCTION: Auction = Auction {
    reserve: 100,
    raise_bps: 500,
    extension: 10,
    opens_at: 1_000,
    closes_at: 1_100,
    closes_at_last: 1_115,
    highest: 0,
    bids: 0,
};

#[test]
fn bids_start_at_the_reserve_and_rise_by_the_minimum() {
    assert_eq!(AUCTION.bid(1_000, 99), Err(AuctionError::BidTooLow));
    let Accepted { auction, outbid } = AUCTION.bid(1_000, 101).unwrap();
    assert_eq!((outbid, auction.minimum()), (0, Some(107)));
    assert_eq!(auction.bid(1_000, 106), Err(AuctionError::BidTooLow));
    let Accepted { auction, outbid } = auction.bid(1_000, 107).unwrap();
    assert_eq!((outbid, auction.highest, auction.bids), (101, 107, 2));
}

#[test]
fn a_raise_is_at_least_one_unit() {
    let auction = Auction { raise_bps: 0, ..AUCTION }.bid(1_000, 100).unwrap().auction;
    assert_eq!(auction.minimum(), Some(101));
    let highest = auction.bid(1_000, u64::MAX).unwrap().auction;
    assert_eq!((highest.minimum(), highest.bid(1_000, u64::MAX)), (None, Err(AuctionError::BidTooLow)));
}

#[test]
fn late_bids_move_the_close_but_not_beyond_the_last() {
    assert_eq!(AUCTION.bid(999, 100), Err(AuctionError::NotOpen));
    assert_eq!(AUCTION.bid(1_100, 100), Err(AuctionError::Closed));
    assert_eq!(AUCTION.bid(1_090, 100).unwrap().auction.closes_at, 1_100);
    let auction = AUCTION.bid(1_099, 100).unwrap().auction;
    assert_eq!(auction.closes_at, 1_109);
    let auction = auction.bid(1_108, 200).unwrap().auction;
    assert_eq!(auction.closes_at, 1_115);
    let outcomes = [1_114, 1_115].map(|at| auction.outcome(at));
    assert_eq!(outcomes, [Outcome::Open, Outcome::Sold(200)]);
    let outcomes = [1_114, 1_115].map(|at| auction.outcome(at + SETTLE_TIME));
    assert_eq!(outcomes, [Outcome::Sold(200), Outcome::Lapsed]);
    assert_eq!([1_100, i64::MAX].map(|at| AUCTION.outcome(at)), [Outcome::Unsold; 2]);
}

#[test]
fn soundness_and_edges() {
    assert!(AUCTION.is_sound());
    for unsound in [
        Auction { reserve: 0, ..AUCTION },
        Auction { raise_bps: 10_001, ..AUCTION },
        Auction { closes_at: 1_000, ..AUCTION },
        Auction { closes_at_last: 1_099, ..AUCTION },
        Auction { highest: 1, ..AUCTION },
        Auction { bids: 1, ..AUCTION },
    ] {
        assert!(!unsound.is_sound());
    }
    assert_eq!(Auction { reserve: 0, ..AUCTION }.bid(1_000, 0), Err(AuctionError::BidTooLow));
    let full = Auction { bids: u32::MAX, ..AUCTION };
    assert_eq!(full.bid(1_000, 100), Err(AuctionError::CountOutOfRange));
}

proptest! {
    #![proptest_config(regressions!("auction"))]

    #[test]
    fn bids(
        reserve in number(),
        raise_bps: u16,
        times: [u16; 3],
        steps in vec((any::<u16>(), number()), 0..60),
    ) {
        checks::life(reserve, raise_bps, times, &steps);
        checks::life(reserve % 100, raise_bps % 1_000, times.map(|n| n % 100), &steps);
    }

    #[test]
    fn hostile(
        amounts in [number(), number(), number()],
        times in [number(), number(), number(), number()],
        raise_bps: u16,
        extension: u32,
        bids: u32,
    ) {
        let [reserve, highest, amount] = amounts;
        let [opens_at, closes_at, closes_at_last, now] = times.map(|n| n as i64);
        let auction = Auction { reserve, raise_bps, extension, opens_at, closes_at, closes_at_last, highest, bids };
        checks::hostile(auction, now, amount);
        let open = Auction { opens_at: now, closes_at: now.saturating_add(5), bids: bids % 2, ..auction };
        checks::hostile(open, now, amount);
    }
}
