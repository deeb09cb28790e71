//! Checks of `rules::auction` against a list of bids; shared by the property tests and the fuzz targets.

use rules::auction::*;

/// An auction over a series of steps `(wait, bid)`. The model keeps every accepted bid, and all the money.
pub fn life(reserve: u64, raise_bps: u16, [length, extension, overtime]: [u16; 3], steps: &[(u16, u64)]) {
    let opens_at = -300i64;
    let close = opens_at + i64::from(length) + 1;
    let mut auction = Auction {
        reserve: reserve.max(1),
        raise_bps: raise_bps % 10_001,
        extension: extension.into(),
        opens_at,
        closes_at: close,
        closes_at_last: close + i64::from(overtime),
        highest: 0,
        bids: 0,
    };
    assert!(auction.is_sound());
    let mut now = opens_at - 10;
    let mut accepted: Vec<(i64, u64)> = Vec::new();
    let (mut paid_in, mut given_back) = (0u128, 0u128);

    for &(wait, amount) in steps {
        now += i64::from(wait) % (i64::from(length) / 4 + 2);
        // The close, from all the bids.
        let closes_at = accepted.iter().fold(close, |closes_at, (at, _)| {
            closes_at.max((at + i64::from(extension)).min(auction.closes_at_last))
        });
        assert_eq!(auction.closes_at, closes_at);
        let minimum = match accepted.last() {
            None => u128::from(auction.reserve),
            Some((_, highest)) => {
                let raise = (u128::from(*highest) * u128::from(auction.raise_bps)).div_ceil(10_000);
                u128::from(*highest) + raise.max(1)
            }
        };
        assert_eq!(auction.minimum(), u64::try_from(minimum).ok());
        // Often just enough, or one too little.
        let amount = match amount % 4 {
            0 => amount,
            1 => minimum.saturating_sub(1) as u64,
            _ => (minimum as u64).saturating_add(amount % 100),
        };
        match auction.bid(now, amount) {
            Ok(Accepted { auction: after, outbid }) => {
                assert!(now >= opens_at && now < closes_at && u128::from(amount) >= minimum);
                assert_eq!(outbid, accepted.last().map_or(0, |(_, amount)| *amount));
                paid_in += u128::from(amount);
                given_back += u128::from(outbid);
                accepted.push((now, amount));
                auction = after;
            }
            Err(AuctionError::NotOpen) => assert!(now < opens_at),
            Err(AuctionError::Closed) => assert!(now >= closes_at),
            Err(error) => assert!(error == AuctionError::BidTooLow && u128::from(amount) < minimum),
        }
        let outcome = match accepted.last() {
            _ if now < auction.closes_at => Outcome::Open,
            None => Outcome::Unsold,
            Some((_, highest)) => Outcome::Sold(*highest),
        };
        assert_eq!(auction.outcome(now), outcome);
        let lapsed = auction.outcome(auction.closes_at + SETTLE_TIME) == Outcome::Lapsed;
        assert_eq!(lapsed, !accepted.is_empty());
        assert_eq!(paid_in - given_back, u128::from(auction.highest));
    }
    assert!(accepted.windows(2).all(|pair| pair[0].1 < pair[1].1));
}

/// Any auction at all: no panic, no bid that does not raise, no close that moves back.
pub fn hostile(auction: Auction, now: i64, amount: u64) {
    if let Ok(Accepted { auction: after, outbid }) = auction.bid(now, amount) {
        assert!(now >= auction.opens_at && now < auction.closes_at);
        assert!(after.closes_at >= auction.closes_at && after.highest == amount && amount > 0);
        assert!(after.closes_at == auction.closes_at || after.closes_at <= auction.closes_at_last);
        assert!(outbid < amount && after.bids > auction.bids);
        assert_ne!(after.outcome(after.closes_at), Outcome::Unsold);
    }
    assert_eq!(auction.outcome(now) == Outcome::Open, now < auction.closes_at);
}
