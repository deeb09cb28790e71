//! Auctions.

use crate::twists::*;
use civitas_tests::catalogue::Case;
use civitas_tests::refusals::Refusal;
use civitas_tests::{DAY, Letting, ix, land};
use client::land::accounts::{Auction, Bid};
use land::{SETTLE_TIME, by_auction, fixed};

/// Another auction of the same money, led by citizen 0.
fn other_auction(c: &Case) -> Letting {
    let w = &c.world;
    let letting = w.offer(&till(c), &by_auction(fixed()));
    w.open_auction(&letting, &w.authority(), &w.bidding()).ok();
    w.bid(&letting, w.citizen(0), 20_000).ok();
    letting
}

fn corrupt_auction(c: &Case, change: impl FnOnce(&mut Auction)) {
    c.world.edit::<Auction>(&c.address("auction"), change);
}

fn corrupt_bid(c: &Case, change: impl FnOnce(&mut Bid)) {
    c.world.edit::<Bid>(&c.address("bid"), change);
}

fn put_other_auction(c: &mut Case) {
    let other = other_auction(c);
    c.put("auction", other.auction());
}

fn put_other_bid(c: &mut Case) {
    let other = other_auction(c);
    let bidder = person(c, 0).key();
    c.put("bid", other.bid(&bidder));
}

/// Withdraws the offer behind the program's back.
fn withdrawn(c: &Case) {
    corrupt(c, |lease| lease.state = 6);
}

/// Lets the wallet itself take its bid back, which leads.
fn leading(c: &mut Case) {
    let leader = person(c, 1);
    let letting = letting(c);
    let (patron, destination) = (c.address("rent_payer"), c.address("destination"));
    c.instruction = ix::reclaim_bid(&letting, leader.key());
    c.put("rent_payer", patron);
    c.put("destination", destination);
    c.sign(&leader.wallet);
}

pub const REFUSALS: &[Refusal] = &[
    ("open_auction", "NotLandlord", |c| without(c, "office")),
    ("open_auction", "NotAuthority", without_office),
    ("open_auction", "FoundingOver", |c| founder_after_sunset(c, "landlord")),
    ("open_auction", "WrongNation", their_nation),
    ("open_auction", "WrongParcel", other_parcel),
    ("open_auction", "NotOffered", |c| withdrawn(c)),
    ("open_auction", "NotByAuction", |c| corrupt(c, |lease| lease.terms.by_auction = 0)),
    ("open_auction", "AuctionUnsound", |c| number(c, "reserve", 0)),
    ("open_auction", "AuctionUnsound", |c| pass(c, 5 * DAY)),
    ("open_auction", "AuctionBeyondOffer", |c| number(c, "closes_at_last", i64::MAX as u64)),
    ("bid", "NotOffered", |c| withdrawn(c)),
    ("bid", "WrongNation", foreigner),
    ("bid", "WrongCitizen", other_citizen),
    ("bid", "NotActive", |c| renounce(c)),
    ("bid", "NotCitizen", |c| demote(c)),
    ("bid", "Lapsed", |c| lapse(c)),
    ("bid", "Suspended", |c| suspend(c)),
    ("bid.raise", "WrongBid", |c| {
        let other = person(c, 1).key();
        corrupt_bid(c, |bid| bid.bidder = other);
    }),
    ("bid", "AuctionNotOpen", |c| corrupt_auction(c, |auction| auction.opens_at += 1)),
    ("bid", "AuctionClosed", |c| pass(c, 5 * DAY)),
    ("bid", "BidTooLow", |c| number(c, "amount", 0)),
    ("bid", "ArithmeticOverflow", |c| number(c, "amount", u64::MAX)),
    ("bid", "WrongAuction", |c| {
        let other = other_auction(c);
        c.put("auction", other.auction());
        c.put("bid", other.bid(&c.address("bidder")));
    }),
    ("bid", "WrongEscrow", other_escrow),
    ("bid", "WrongMint", other_mint),
    ("bid", "WrongMint", other_token_program),
    ("bid", "NotAHolding", |c| no_holding(c, "source")),
    ("bid", "AmountNotReceived", |c| tax(c, "bidder")),
    ("bid", "EscrowShort", |c| overbook(c)),
    ("bid", "AuctionInvariant", |c| corrupt_auction(c, |auction| auction.open_bids = 9)),
    ("settle_auction.unsold", "AuctionSettled", |c| c.run_once()),
    ("settle_auction", "AuctionRunning", |c| pass(c, -1)),
    ("settle_auction", "NotOffered", |c| withdrawn(c)),
    ("settle_auction", "WrongBid", |c| without(c, "bid")),
    ("settle_auction", "WrongBid", put_other_bid),
    ("settle_auction", "WrongBid", |c| pass(c, SETTLE_TIME)),
    ("settle_auction", "WrongRentPayer", |c| other_rent_payer(c, "bid_rent_payer")),
    ("settle_auction", "WrongAuction", put_other_auction),
    ("settle_auction", "WrongNation", their_registry),
    ("settle_auction", "WrongParcel", other_parcel),
    ("settle_auction", "WrongEscrow", other_escrow),
    ("settle_auction", "WrongMint", other_mint),
    ("settle_auction", "WrongMint", other_token_program),
    ("settle_auction", "WrongLedger", their_ledger),
    ("settle_auction", "WrongHolding", their_holding),
    ("settle_auction", "WrongProgram", other_program),
    ("settle_auction", "AuctionInvariant", |c| corrupt_bid(c, |bid| bid.escrowed += 1)),
    ("settle_auction", "EscrowShort", |c| overbook(c)),
    ("reclaim_bid", "NotOwner", |c| without(c, "citizen")),
    ("reclaim_bid", "NotOwner", foreigner),
    ("reclaim_bid", "NotOwner", |c| c.usurp("owner")),
    ("reclaim_bid", "BidLeads", leading),
    ("reclaim_bid", "WrongAuction", put_other_auction),
    ("reclaim_bid", "WrongBid", put_other_bid),
    ("reclaim_bid", "WrongRentPayer", |c| other_rent_payer(c, "rent_payer")),
    ("reclaim_bid", "WrongEscrow", other_escrow),
    ("reclaim_bid", "WrongMint", other_mint),
    ("reclaim_bid", "WrongMint", other_token_program),
    ("reclaim_bid", "NotAHolding", |c| no_holding(c, "destination")),
    ("reclaim_bid", "EscrowShort", |c| overbook(c)),
    ("reclaim_bid", "ArithmeticOverflow", |c| corrupt_auction(c, |auction| auction.open_bids = 0)),
    ("close_auction.withdrawn", "AuctionRunning", |c| corrupt(c, |lease| lease.state = 0)),
    ("close_auction", "BidsOpen", |c| {
        corrupt_auction(c, |auction| (auction.bids, auction.open_bids) = (1, 1))
    }),
    ("close_auction", "WrongLease", |c| {
        let other = other_lease(c).address;
        c.put("lease", other);
    }),
    ("close_auction", "WrongRentPayer", |c| other_rent_payer(c, "rent_payer")),
];
