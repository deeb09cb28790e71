//! Auctions of leases: `open_auction`, `bid`, `settle_auction`, `reclaim_bid`, `close_auction`.

use civitas_tests::*;
use client::land::accounts::{AUCTION_DISCRIMINATOR, Auction, BID_DISCRIMINATOR, Bid, Lease};
use client::land::events::Event;
use client::land::types::{AuctionChanged, BidReclaimed, LeaseTerms};
use client::membership::accounts::Citizen;
use land::{DEPOSIT, OFFER, RENT, SETTLE_TIME, auction_outcome, by_auction, fixed, harberger, lease_state};

const RESERVE: u64 = 10_000;
const HOUR: i64 = 3_600;

fn world() -> (World, Till) {
    let w = World::new(4);
    let till = w.till(Money::SOL, 0);
    (w, till)
}

/// An auction of `alpha`, open from now on for five days.
fn open() -> (World, Letting) {
    let (w, till) = world();
    let letting = w.auction(&till, &fixed());
    (w, letting)
}

/// An auction that citizen 1 leads with 20,000 over citizen 2 with 10,000.
fn led() -> (World, Letting) {
    let (w, letting) = open();
    w.bid(&letting, w.citizen(2), RESERVE).ok();
    w.bid(&letting, w.citizen(1), 2 * RESERVE).ok();
    (w, letting)
}

fn close(w: &World, letting: &Letting) {
    w.at(w.auction_account(letting).closes_at);
}

fn event(w: &World, letting: &Letting) -> Event {
    let auction = w.auction_account(letting);
    Event::AuctionChanged(AuctionChanged {
        auction: letting.auction(),
        lease: letting.address,
        leader: auction.leader,
        highest: auction.highest,
        closes_at: auction.closes_at,
        bids: auction.bids,
        outcome: auction.outcome,
        padding: [0; 3],
    })
}

#[test]
fn an_auction_announces_its_rules() {
    let (w, till) = world();
    let letting = w.offer(&till, &by_auction(fixed()));
    let bidding = Bidding { opens_at: w.now() + 60, ..w.bidding() };
    let receipt = w.open_auction(&letting, &w.authority(), &bidding).ok();
    let expected = Auction {
        discriminator: AUCTION_DISCRIMINATOR,
        nation: w.nation.address,
        lease: letting.address,
        leader: Address::default(),
        rent_payer: w.payer.pubkey(),
        leader_serial: 0,
        reserve: RESERVE,
        highest: 0,
        opens_at: bidding.opens_at,
        closes_at: bidding.closes_at,
        closes_at_last: bidding.closes_at_last,
        extension: HOUR as u32,
        bids: 0,
        open_bids: 0,
        raise_bps: 500,
        outcome: auction_outcome::OPEN,
        version: 1,
        bump: addresses::auction(&letting.address).1,
        padding: [0; 7],
        reserved: [0; 32],
    };
    assert_eq!(w.auction_account(&letting), expected);
    assert_eq!(w.lease_account(&letting).auction, 1);
    assert_eq!(World::land_events(&receipt), [event(&w, &letting)]);
    // There is one of each lease.
    w.open_auction(&letting, &w.authority(), &bidding).failure();
}

#[test]
fn an_auction_is_of_a_lease_offered_so_and_ends_before_the_offer() {
    let (w, till) = world();
    let letting = w.offer(&till, &by_auction(fixed()));
    let (now, expires) = (w.now(), w.lease_account(&letting).offer_expires_at);
    type Change = fn(&mut Bidding, i64, i64);
    let refused: [(&str, Change); 11] = [
        ("AuctionUnsound", |b, _, _| b.reserve = 0),
        ("AuctionUnsound", |b, _, _| b.raise_bps = 10_001),
        ("AuctionUnsound", |b, _, _| b.opens_at = b.closes_at),
        ("AuctionUnsound", |b, _, _| b.opens_at = b.closes_at + 1),
        ("AuctionUnsound", |b, _, _| b.closes_at_last = b.closes_at - 1),
        // Over before it begins.
        ("AuctionUnsound", |b, now, _| (b.opens_at, b.closes_at) = (now - 5, now)),
        ("AuctionUnsound", |b, now, _| (b.opens_at, b.closes_at) = (now - 5, now - 1)),
        ("AuctionUnsound", |b, _, _| b.closes_at = i64::MIN),
        ("AuctionBeyondOffer", |b, _, expires| b.closes_at_last = expires + 1),
        ("AuctionBeyondOffer", |b, _, _| b.closes_at_last = i64::MAX),
        ("AuctionBeyondOffer", |b, _, _| (b.closes_at, b.closes_at_last) = (i64::MAX, i64::MAX)),
    ];
    for (error, change) in refused {
        let mut bidding = w.bidding();
        change(&mut bidding, now, expires);
        w.open_auction(&letting, &w.authority(), &bidding).land_error(error);
    }
    let accepted: [Change; 6] = [
        |b, _, expires| b.closes_at_last = expires,
        |b, _, _| b.closes_at_last = b.closes_at,
        |b, now, _| (b.opens_at, b.closes_at) = (i64::MIN, now + 1),
        |b, _, _| b.raise_bps = 10_000,
        |b, _, _| b.raise_bps = 0,
        |b, _, _| b.extension = u32::MAX,
    ];
    for change in accepted {
        let mut bidding = w.bidding();
        change(&mut bidding, now, expires);
        w.clone().open_auction(&letting, &w.authority(), &bidding).ok();
    }
    let plain = w.offer(&till, &fixed());
    w.open_auction(&plain, &w.authority(), &w.bidding()).land_error("NotByAuction");
    w.accept(&plain, w.citizen(1)).ok();
    w.open_auction(&plain, &w.authority(), &w.bidding()).land_error("NotOffered");
    w.withdraw_offer(&letting, &w.authority()).ok();
    w.open_auction(&letting, &w.authority(), &w.bidding()).land_error("NotOffered");
}

#[test]
fn a_bid_is_escrowed_with_the_deposit() {
    let w = World::new(4);
    for till in w.tills() {
        let letting = w.auction(&till, &fixed());
        let (bidder, money) = (w.citizen(1), till.money);
        w.equip(&money, bidder);
        let purse = w.purse(&money, bidder);
        let receipt = w.bid(&letting, bidder, 12_345).ok();
        let expected = Bid {
            discriminator: BID_DISCRIMINATOR,
            auction: letting.auction(),
            bidder: bidder.key(),
            rent_payer: w.payer.pubkey(),
            serial: 1,
            escrowed: 12_345 + DEPOSIT,
            version: 1,
            bump: addresses::bid(&letting.auction(), &bidder.key()).1,
            padding: [0; 6],
            reserved: [0; 32],
        };
        assert_eq!(w.bid_account(&letting, bidder), expected);
        assert_eq!(purse - w.purse(&money, bidder), 12_345 + DEPOSIT);
        let lease = w.lease_account(&letting);
        assert_eq!((lease.auction, lease.held), (2, 12_345 + DEPOSIT));
        let auction = w.auction_account(&letting);
        assert_eq!((auction.leader, auction.leader_serial), (bidder.key(), 1));
        assert_eq!((auction.highest, auction.bids, auction.open_bids), (12_345, 1, 1));
        assert_eq!(World::land_events(&receipt), [event(&w, &letting)]);
    }
}

#[test]
fn bidding_is_open_from_its_first_second_to_its_close() {
    let (w, till) = world();
    let letting = w.offer(&till, &by_auction(fixed()));
    let bidding = Bidding { opens_at: w.now() + 60, extension: 0, ..w.bidding() };
    w.open_auction(&letting, &w.authority(), &bidding).ok();
    for (at, error) in [
        (bidding.opens_at - 1, Some("AuctionNotOpen")),
        (bidding.opens_at, None),
        (bidding.closes_at - 1, None),
        (bidding.closes_at, Some("AuctionClosed")),
        (bidding.closes_at + 1, Some("AuctionClosed")),
        (bidding.closes_at_last, Some("AuctionClosed")),
    ] {
        let w = w.clone();
        w.at(at);
        match error {
            None => drop(w.bid(&letting, w.citizen(1), RESERVE).ok()),
            Some(error) => w.bid(&letting, w.citizen(1), RESERVE).land_error(error),
        }
    }
}

#[test]
fn bids_start_at_the_reserve_and_rise_by_the_raise_rounded_up() {
    let (w, letting) = open();
    w.bid(&letting, w.citizen(1), RESERVE - 1).land_error("BidTooLow");
    w.bid(&letting, w.citizen(1), 0).land_error("BidTooLow");
    w.bid(&letting, w.citizen(1), RESERVE + 1).ok();
    // A twentieth of 10,001 is 500.05: 501.
    for low in [0, 1, RESERVE, RESERVE + 1, RESERVE + 1 + 500] {
        w.bid(&letting, w.citizen(2), low).land_error("BidTooLow");
    }
    w.bid(&letting, w.citizen(2), RESERVE + 1 + 501).ok();
    // Without a raise it is one unit.
    let other = w.offer(&letting.till, &by_auction(fixed()));
    w.open_auction(&other, &w.authority(), &Bidding { raise_bps: 0, ..w.bidding() }).ok();
    w.bid(&other, w.citizen(1), RESERVE).ok();
    w.bid(&other, w.citizen(2), RESERVE).land_error("BidTooLow");
    w.bid(&other, w.citizen(2), RESERVE + 1).ok();
}

#[test]
fn a_late_bid_leaves_time_to_answer_but_never_beyond_the_last_close() {
    let (w, letting) = open();
    let start = w.auction_account(&letting);
    let (first, last) = (start.closes_at, start.closes_at_last);
    let closes = |w: &World| w.auction_account(&letting).closes_at;
    let mut amount = RESERVE;
    let mut bid_at = |at: i64, citizen: usize| {
        w.at(at);
        w.bid(&letting, w.citizen(citizen), amount).ok();
        amount = amount * 21 / 20 + 1;
    };
    // Early enough: nothing moves.
    bid_at(first - HOUR - 1, 1);
    assert_eq!(closes(&w), first);
    bid_at(first - HOUR, 2);
    assert_eq!(closes(&w), first);
    bid_at(first - HOUR + 1, 1);
    assert_eq!(closes(&w), first + 1);
    bid_at(first, 2);
    assert_eq!(closes(&w), first + HOUR);
    // Again and again, up to the last close.
    let mut citizen = 1;
    while closes(&w) < last {
        bid_at(closes(&w) - 1, citizen);
        citizen = 3 - citizen;
    }
    assert_eq!(closes(&w), last);
    bid_at(last - 1, citizen);
    assert_eq!(closes(&w), last);
    w.at(last);
    w.bid(&letting, w.citizen(3), 10 * amount).land_error("AuctionClosed");
    w.settle_auction(&letting, Some(w.citizen(citizen))).ok();
}

#[test]
fn own_money_in_escrow_counts_and_only_the_difference_moves() {
    let w = World::new(4);
    for till in w.tills() {
        let letting = w.auction(&till, &fixed());
        let money = till.money;
        let (one, two) = (w.citizen(1), w.citizen(2));
        w.equip(&money, one);
        w.equip(&money, two);
        let (purse, purse_two) = (w.purse(&money, one), w.purse(&money, two));
        let spent = |w: &World| purse - w.purse(&money, one);
        w.bid(&letting, one, RESERVE).ok();
        assert_eq!(spent(&w), RESERVE + DEPOSIT);
        // Whoever leads may raise, as anybody must.
        w.bid(&letting, one, RESERVE + 1).land_error("BidTooLow");
        w.bid(&letting, one, 2 * RESERVE).ok();
        assert_eq!(spent(&w), 2 * RESERVE + DEPOSIT);
        w.bid(&letting, two, 3 * RESERVE).ok();
        // Outbid, and bidding again with the same money.
        w.bid(&letting, one, 4 * RESERVE).ok();
        assert_eq!(spent(&w), 4 * RESERVE + DEPOSIT);
        assert_eq!(purse_two - w.purse(&money, two), 3 * RESERVE + DEPOSIT);
        let auction = w.auction_account(&letting);
        assert_eq!((auction.bids, auction.open_bids, auction.highest), (4, 2, 4 * RESERVE));
        assert_eq!(w.lease_account(&letting).held, 7 * RESERVE + 2 * DEPOSIT);
        assert_eq!(w.escrowed(&letting), 7 * RESERVE + 2 * DEPOSIT);
        // Outbid money is there for its owner at any time, in full, once.
        let receipt = w.reclaim_bid(&letting, two).ok();
        let reclaimed =
            BidReclaimed { auction: letting.auction(), bidder: two.key(), amount: 3 * RESERVE + DEPOSIT };
        assert_eq!(World::land_events(&receipt), [Event::BidReclaimed(reclaimed)]);
        assert_eq!(w.purse(&money, two), purse_two);
        w.reclaim_bid(&letting, two).no_account();
        assert_eq!(w.auction_account(&letting).open_bids, 1);
        // Whoever took it back may bid anew.
        w.bid(&letting, two, 5 * RESERVE).ok();
        assert_eq!(purse_two - w.purse(&money, two), 5 * RESERVE + DEPOSIT);
        close(&w, &letting);
        w.settle_auction(&letting, Some(two)).ok();
        w.reclaim_bid(&letting, one).ok();
        assert_eq!(spent(&w), 0);
    }
}

#[test]
fn the_leaders_money_stays() {
    let (w, letting) = led();
    let (leader, outbid) = (w.citizen(1), w.citizen(2));
    w.reclaim_bid(&letting, leader).land_error("BidLeads");
    w.clone().reclaim_bid(&letting, outbid).ok();
    close(&w, &letting);
    for wait in [0, 10 * DAY] {
        w.wait(wait);
        w.reclaim_bid(&letting, leader).land_error("BidLeads");
        w.clone().reclaim_bid(&letting, outbid).ok();
    }
    w.settle_auction(&letting, Some(leader)).ok();
    // The winner's bid is closed by settling; there is nothing to take back.
    w.reclaim_bid(&letting, leader).no_account();
    w.reclaim_bid(&letting, outbid).ok();
}

#[test]
fn a_bid_is_taken_back_by_its_own_wallet_into_any_holding() {
    let w = World::new(4);
    for till in w.tills() {
        let letting = w.auction(&till, &fixed());
        w.bid(&letting, w.citizen(2), RESERVE).ok();
        w.bid(&letting, w.citizen(1), 2 * RESERVE).ok();
        let (owner, thief) = (w.citizen(2), w.citizen(3));
        for (signer, citizen) in [
            (thief, None),
            (thief, Some(thief.citizen)),
            (thief, Some(owner.citizen)),
            (&w.sibling.people[1], Some(w.sibling.people[1].citizen)),
            (w.citizen(1), Some(w.citizen(1).citizen)),
        ] {
            let steal = ix::reclaim_bid_as(&letting, signer.key(), owner.key(), citizen);
            w.equip(&till.money, signer);
            w.send(&[steal], &[&signer.wallet]).land_error("NotOwner");
        }
        let reclaim = |slot: usize, address: Address| {
            let mut reclaim = ix::reclaim_bid(&letting, owner.key());
            reclaim.accounts[slot].pubkey = address;
            w.send(&[reclaim], &[&owner.wallet])
        };
        reclaim(5, thief.key()).land_error("WrongRentPayer");
        let other = w.auction(&till, &fixed());
        reclaim(2, other.address).land_error("WrongAuction");
        reclaim(3, other.auction()).land_error("WrongAuction");
        reclaim(6, other.escrow).land_error("WrongEscrow");
        w.bid(&other, owner, RESERVE).ok();
        reclaim(4, other.bid(&owner.key())).land_error("WrongBid");
        let elsewhere = w.empty_holding(&till.money, &w.stranger().key());
        let before = w.amount_in(&till.money, &elsewhere);
        reclaim(7, elsewhere).ok();
        assert_eq!(w.amount_in(&till.money, &elsewhere) - before, RESERVE + DEPOSIT);
    }
}

#[test]
fn the_highest_bidder_is_the_tenant_from_the_settlement_on() {
    let w = World::new(4);
    for till in w.tills() {
        for terms in [fixed(), harberger()] {
            let letting = w.auction(&till, &terms);
            let (winner, sale) = (w.citizen(1), usize::from(income::SALE));
            w.bid(&letting, w.citizen(2), RESERVE).ok();
            w.bid(&letting, winner, 77_777).ok();
            close(&w, &letting);
            w.wait(1_000);
            let (before, booked) = (w.lease_account(&letting), w.ledger(&till).income[sale]);
            let rent = w.lamports(&letting.bid(&winner.key()));
            let payer = w.lamports(&w.payer.pubkey());
            let leases = w.registry_account(&w.nation).leases;
            let receipt = w.settle_auction(&letting, Some(winner)).ok();
            let declared = terms.kind == land::lease_kind::HARBERGER;
            let now = w.now();
            let at = if declared { now } else { 0 };
            let expected = Lease {
                tenant: winner.key(),
                tenant_serial: 1,
                starts_at: now,
                ends_at: now + i64::from(terms.duration),
                next_rent: if declared { 0 } else { RENT },
                // Who bids on a declared price declares what they bid.
                price: if declared { 77_777 } else { 0 },
                since: at,
                raised_at: at,
                paid_through: at,
                deposit: DEPOSIT,
                held: RESERVE + 2 * DEPOSIT,
                state: lease_state::ACTIVE,
                renewals_left: terms.renewals,
                ..before
            };
            assert_eq!(w.lease_account(&letting), expected);
            assert_eq!(w.ledger(&till).income[sale] - booked, 77_777);
            assert_eq!(w.registry_account(&w.nation).leases, leases + 1);
            assert!(!w.exists(&letting.bid(&winner.key())));
            assert_eq!(w.lamports(&w.payer.pubkey()), payer + rent - receipt.fee);
            let auction = w.auction_account(&letting);
            assert_eq!((auction.outcome, auction.open_bids), (auction_outcome::SOLD, 1));
            let events = World::land_events(&receipt);
            assert_eq!(events[0], event(&w, &letting));
            assert!(matches!(events[1], Event::LeaseChanged(ref e) if e.state == lease_state::ACTIVE));
            w.settle_auction(&letting, Some(winner)).no_account(); // the bid is closed
            w.settle_auction(&letting, None).land_error("AuctionSettled");
            // Rent comes on top, and the lease is one like any other.
            w.wait(DAY);
            w.pay_rent(&letting, winner, 1_000_000).ok();
            w.reclaim_bid(&letting, w.citizen(2)).ok();
            assert_eq!(w.escrowed(&letting), DEPOSIT);
        }
    }
}

#[test]
fn settling_waits_for_the_close_and_takes_the_leaders_bid() {
    let (w, letting) = led();
    w.settle_auction(&letting, Some(w.citizen(1))).land_error("AuctionRunning");
    w.settle_auction(&letting, None).land_error("AuctionRunning");
    w.at(w.auction_account(&letting).closes_at - 1);
    w.settle_auction(&letting, Some(w.citizen(1))).land_error("AuctionRunning");
    w.wait(1);
    w.settle_auction(&letting, Some(w.citizen(2))).land_error("WrongBid");
    w.settle_auction(&letting, None).land_error("WrongBid");
    let other = w.auction(&letting.till, &fixed());
    w.bid(&other, w.citizen(1), RESERVE).ok();
    let with = |change: &dyn Fn(&mut Instruction)| {
        let mut settle = ix::settle_auction(&letting, Some(w.citizen(1).key()));
        change(&mut settle);
        w.send(&[settle], &[])
    };
    with(&|ix| ix.accounts[4].pubkey = other.bid(&w.citizen(1).key())).land_error("WrongBid");
    with(&|ix| ix.accounts[5].pubkey = w.citizen(3).key()).land_error("WrongRentPayer");
    with(&|ix| ix.accounts[3].pubkey = other.auction()).land_error("WrongAuction");
    with(&|ix| ix.accounts[2].pubkey = other.address).land_error("WrongParcel");
    with(&|ix| ix.accounts[1].pubkey = other.plot.address).land_error("WrongParcel");
    with(&|ix| ix.accounts[6].pubkey = other.escrow).land_error("WrongEscrow");
    w.registry(&w.sibling);
    with(&|ix| ix.accounts[0].pubkey = addresses::registry(&w.sibling.address).0).land_error("WrongNation");
    let theirs = w.open_till(&w.sibling, Money::SOL);
    with(&|ix| ix.accounts[7].pubkey = theirs.ledger).land_error("WrongLedger");
    with(&|ix| ix.accounts[8].pubkey = theirs.holding).land_error("WrongHolding");
    with(&|ix| ix.accounts[11].pubkey = LAND_ID).land_error("WrongProgram");
    w.settle_auction(&letting, Some(w.citizen(1))).ok();
}

#[test]
fn what_nobody_bid_on_is_withdrawn() {
    let (w, letting) = open();
    close(&w, &letting);
    // The bid of another auction is nobody's here.
    let other = w.auction(&letting.till, &fixed());
    w.bid(&other, w.citizen(1), RESERVE).ok();
    let mut forged = ix::settle_auction(&letting, Some(w.citizen(1).key()));
    forged.accounts[4].pubkey = other.bid(&w.citizen(1).key());
    w.send(&[forged], &[]).land_error("WrongBid");
    let receipt = w.settle_auction(&letting, None).ok();
    let lease = w.lease_account(&letting);
    assert_eq!((lease.state, lease.ended_at, lease.held), (lease_state::WITHDRAWN, w.now(), 0));
    assert_eq!(w.auction_account(&letting).outcome, auction_outcome::UNSOLD);
    assert_eq!(w.parcel_account(&letting.plot).current, Address::default());
    assert_eq!(World::land_events(&receipt)[0], event(&w, &letting));
    w.settle_auction(&letting, None).land_error("AuctionSettled");
    w.bid(&letting, w.citizen(1), RESERVE).land_error("NotOffered");
    w.close_auction(&letting).ok();
    w.close_lease(&letting).ok();
}

#[test]
fn a_sale_is_settled_within_thirty_days_or_lapses() {
    for (second, lapsed) in [(-1, false), (0, true), (1, true)] {
        let (w, letting) = led();
        let leader = w.citizen(1);
        close(&w, &letting);
        w.wait(SETTLE_TIME + second);
        if !lapsed {
            w.clone().settle_auction(&letting, Some(leader)).ok();
            w.reclaim_bid(&letting, leader).land_error("BidLeads");
            w.settle_auction(&letting, None).land_error("WrongBid");
            continue;
        }
        w.settle_auction(&letting, Some(leader)).land_error("WrongBid");
        // The leader need not wait for anybody: before the offer is withdrawn, or after.
        let before = w.clone();
        let purse = w.lamports(&leader.key());
        before.reclaim_bid(&letting, leader).ok();
        assert_eq!(before.lamports(&leader.key()) - purse, 2 * RESERVE + DEPOSIT);
        before.settle_auction(&letting, None).ok();
        before.reclaim_bid(&letting, w.citizen(2)).ok();
        before.close_auction(&letting).ok();
        before.close_lease(&letting).ok();
        w.settle_auction(&letting, None).ok();
        let lease = w.lease_account(&letting);
        assert_eq!((lease.state, lease.tenant), (lease_state::WITHDRAWN, Address::default()));
        assert_eq!(w.ledger(&letting.till).income[usize::from(income::SALE)], 0);
        w.close_lease(&letting).land_error("NotSettled");
        w.close_auction(&letting).land_error("BidsOpen");
        w.reclaim_bid(&letting, leader).ok();
        w.reclaim_bid(&letting, w.citizen(2)).ok();
        w.close_lease(&letting).ok();
        w.close_auction(&letting).ok(); // also when its lease is gone
    }
}

#[test]
fn a_treasury_that_cannot_receive_keeps_nobodys_money() {
    let w = World::new(4);
    let till = w.till(w.freezable_coin("stable coin"), 0);
    let letting = w.auction(&till, &fixed());
    w.bid(&letting, w.citizen(1), RESERVE).ok();
    close(&w, &letting);
    w.freeze(&till.money, &till.holding, true);
    w.settle_auction(&letting, Some(w.citizen(1))).code(17); // AccountFrozen of SPL Token
    w.wait(SETTLE_TIME);
    w.settle_auction(&letting, None).ok();
    w.reclaim_bid(&letting, w.citizen(1)).ok();
    assert_eq!(w.escrowed(&letting), 0);
}

#[test]
fn an_offer_with_bids_is_settled_and_not_withdrawn() {
    let (w, letting) = open();
    let authority = w.authority();
    w.clone().withdraw_offer(&letting, &authority).ok();
    w.bid(&letting, w.citizen(1), RESERVE).ok();
    w.withdraw_offer(&letting, &authority).land_error("BidsMade");
    w.accept(&letting, w.citizen(1)).land_error("ByAuction");
    // Nor when the offer has lapsed meanwhile.
    w.wait(OFFER);
    w.withdraw_offer(&letting, &authority).land_error("BidsMade");
    w.settle_auction(&letting, Some(w.citizen(1))).ok();
    w.withdraw_offer(&letting, &authority).land_error("NotOffered");
}

#[test]
fn an_auction_of_a_withdrawn_offer_is_over() {
    let (w, letting) = open();
    w.close_auction(&letting).land_error("AuctionRunning");
    w.withdraw_offer(&letting, &w.authority()).ok();
    w.bid(&letting, w.citizen(1), RESERVE).land_error("NotOffered");
    close(&w, &letting);
    w.settle_auction(&letting, None).land_error("NotOffered");
    let closed_after = w.clone();
    closed_after.close_lease(&letting).ok();
    // Another program's account cannot stand at the lease's address; one of this program's is looked at.
    let gone = closed_after.clone();
    gone.give(&letting.address, SOL);
    gone.close_auction(&letting).ok();
    closed_after.close_auction(&letting).ok();
    let cosplay = w.clone();
    cosplay.edit_bytes(&letting.address, |data| data[..8].copy_from_slice(&BID_DISCRIMINATOR));
    cosplay.send(&[ix::close_auction(&letting)], &[]).wrong_type();
    let other = w.offer(&letting.till, &fixed());
    let mut mixed = ix::close_auction(&letting);
    mixed.accounts[0].pubkey = other.address;
    w.send(&[mixed], &[]).land_error("WrongLease");
    let mut stolen = ix::close_auction(&letting);
    stolen.accounts[2].pubkey = w.citizen(1).key();
    w.send(&[stolen], &[]).land_error("WrongRentPayer");
    let (rent, payer) = (w.lamports(&letting.auction()), w.lamports(&w.payer.pubkey()));
    let receipt = w.close_auction(&letting).ok();
    assert_eq!(w.lamports(&w.payer.pubkey()), payer + rent - receipt.fee);
}

#[test]
fn an_auction_is_closed_when_it_is_settled_and_every_bid_is_gone() {
    let (w, letting) = led();
    w.close_auction(&letting).land_error("AuctionRunning");
    close(&w, &letting);
    w.close_auction(&letting).land_error("AuctionRunning");
    w.settle_auction(&letting, Some(w.citizen(1))).ok();
    w.close_auction(&letting).land_error("BidsOpen");
    w.reclaim_bid(&letting, w.citizen(2)).ok();
    w.close_auction(&letting).ok();
    assert!(!w.exists(&letting.auction()));
    // The lease goes on without it.
    w.pay_rent(&letting, w.citizen(1), RENT).ok();
    w.open_auction(&letting, &w.authority(), &w.bidding()).land_error("NotOffered");
}

#[test]
fn only_citizens_in_good_standing_bid_and_nothing_is_asked_later() {
    let (w, letting) = open();
    let founder = &w.nation.founder;
    let bidder = w.citizen(1);
    w.bid(&letting, &w.sibling.people[0], RESERVE).land_error("WrongNation");
    w.bid(&letting, &w.stranger(), RESERVE).no_account();
    let mut borrowed = ix::bid(&letting, w.citizen(2), RESERVE);
    borrowed.accounts[3].pubkey = bidder.citizen;
    w.send(&[borrowed], &[&w.citizen(2).wallet]).land_error("WrongCitizen");
    let free = w.now() + DAY;
    w.send(&[ix::suspend(bidder, founder.pubkey(), free)], &[founder]).ok();
    w.at(free - 1);
    w.bid(&letting, bidder, RESERVE).land_error("Suspended");
    w.at(free);
    let resident = w.clone();
    resident.send(&[ix::set_tier(bidder, founder.pubkey(), 1)], &[founder]).ok();
    resident.bid(&letting, bidder, RESERVE).land_error("NotCitizen");
    let lapsed = w.clone();
    lapsed.edit::<Citizen>(&bidder.citizen, |citizen| citizen.expires_at = free);
    lapsed.bid(&letting, bidder, RESERVE).land_error("Lapsed");
    w.bid(&letting, bidder, RESERVE).ok();
    // The bid was the taking of the lease.
    w.send(&[ix::renounce(bidder)], &[&bidder.wallet]).ok();
    w.bid(&letting, bidder, 2 * RESERVE).land_error("NotActive");
    close(&w, &letting);
    w.settle_auction(&letting, Some(bidder)).ok();
    assert_eq!(w.lease_account(&letting).tenant, bidder.key());
}

#[test]
fn bids_go_into_the_auction_of_the_lease() {
    let (w, letting) = open();
    let other = w.auction(&letting.till, &fixed());
    let bidder = w.citizen(1);
    let refused = |change: &dyn Fn(&mut Instruction), error: &str| {
        let mut bid = ix::bid(&letting, bidder, RESERVE);
        change(&mut bid);
        w.send(&[bid], &[&bidder.wallet]).land_error(error);
    };
    refused(&|ix| ix.accounts[4].pubkey = other.address, "WrongAuction");
    refused(&|ix| ix.accounts[7].pubkey = other.escrow, "WrongEscrow");
    refused(&|ix| ix.accounts[2].pubkey = w.citizen(2).key(), "NotAHolding");
    let coin = w.coin("coin of alpha");
    refused(&|ix| (ix.accounts[8].pubkey, ix.accounts[9].pubkey) = (coin.mint, coin.program), "WrongMint");
    refused(&|ix| ix.accounts[9].pubkey = coin.program, "WrongMint");
    // Another's bid account is not at the address of this bidder's.
    w.bid(&letting, w.citizen(2), RESERVE).ok();
    let mut bid = ix::bid(&letting, bidder, 2 * RESERVE);
    bid.accounts[6].pubkey = letting.bid(&w.citizen(2).key());
    w.send(&[bid], &[&bidder.wallet]).wrong_seeds();
    // A plain offer has no auction to bid in.
    let plain = w.offer(&letting.till, &by_auction(fixed()));
    w.bid(&plain, bidder, RESERVE).no_account();
}

#[test]
fn somebody_elses_rent_for_a_bid_returns_to_them() {
    let (w, letting) = open();
    let (one, two) = (w.citizen(1), w.citizen(2));
    let (patron, purse) = (client::dev_keys::keypair("patron"), w.lamports(&two.key()));
    w.fund(&patron.pubkey());
    let mut bid = ix::bid(&letting, one, RESERVE);
    bid.accounts[0].pubkey = patron.pubkey();
    w.send(&[bid], &[&one.wallet, &patron]).ok();
    // A raise leaves the rent payer as it is, whoever pays.
    w.bid(&letting, one, 2 * RESERVE).ok();
    assert_eq!(w.bid_account(&letting, one).rent_payer, patron.pubkey());
    let mut own = ix::bid(&letting, two, 3 * RESERVE);
    own.accounts[0].pubkey = two.key();
    w.send(&[own], &[&two.wallet]).ok();
    let mut reclaim = ix::reclaim_bid(&letting, one.key());
    reclaim.accounts[5].pubkey = patron.pubkey();
    w.send(&[reclaim], &[&one.wallet]).ok();
    assert_eq!(w.lamports(&patron.pubkey()), WALLET_SOL * SOL);
    close(&w, &letting);
    let mut settle = ix::settle_auction(&letting, Some(two.key()));
    settle.accounts[5].pubkey = two.key();
    w.send(&[settle], &[]).ok();
    assert_eq!(purse - w.lamports(&two.key()), 3 * RESERVE + DEPOSIT);
}

#[test]
fn bids_as_large_as_they_can_be_do_not_overflow() {
    let w = World::new(4);
    let till = w.till(w.coin("coin of alpha"), 0);
    let plot = w.parcel();
    let letting = w.next_lease(&plot, &till);
    let terms = LeaseTerms { deposit: 5, ..by_auction(fixed()) };
    w.try_offer(&letting, &w.authority(), &terms, None).ok();
    w.open_auction(&letting, &w.authority(), &w.bidding()).ok();
    let rich = w.citizen(1);
    let all = u64::MAX - 1 - SOL;
    w.endow(&till.money, &rich.key(), all);
    let bid = |amount: u64| w.send(&[ix::bid(&letting, rich, amount)], &[&rich.wallet]);
    for amount in [u64::MAX, u64::MAX - 1, u64::MAX - 4] {
        bid(amount).land_error("ArithmeticOverflow");
    }
    bid(u64::MAX - 5).code(1); // InsufficientFunds of SPL Token
    bid(all - 5).ok();
    // No number is a twentieth more.
    let mut again = ix::bid(&letting, w.citizen(2), u64::MAX);
    again.accounts[2].pubkey = w.empty_holding(&till.money, &w.citizen(2).key());
    w.send(&[again], &[&w.citizen(2).wallet]).land_error("BidTooLow");
    close(&w, &letting);
    w.settle_auction(&letting, Some(rich)).ok();
    assert_eq!(w.balance(&till), all - 5);
    // Counts are bounded by their fields.
    let letting = w.auction(&till, &fixed());
    w.edit::<Auction>(&letting.auction(), |auction| {
        (auction.bids, auction.open_bids, auction.highest) = (u32::MAX, 0, RESERVE);
        auction.leader = w.citizen(3).key();
    });
    w.endow(&till.money, &w.citizen(2).key(), SOL);
    let bid = ix::bid(&letting, w.citizen(2), 5 * RESERVE);
    w.send(&[bid], &[&w.citizen(2).wallet]).land_error("ArithmeticOverflow");
}

#[test]
fn a_bidder_with_a_new_wallet_is_the_same_citizen() {
    let (w, till) = world();
    let letting = w.offer(&till, &by_auction(fixed()));
    let bidding = Bidding { closes_at: w.now() + 9 * DAY, closes_at_last: w.now() + 9 * DAY, ..w.bidding() };
    w.open_auction(&letting, &w.authority(), &bidding).ok();
    let (old, rival) = (w.citizen(1).clone(), w.citizen(2));
    w.bid(&letting, &old, RESERVE).ok();
    w.bid(&letting, rival, 2 * RESERVE).ok();
    let new = w.move_wallet(&old, "the bidder's new wallet");
    // The lost wallet's citizenship is gone with it; the new wallet bids on its own account.
    w.bid(&letting, &old, 3 * RESERVE).no_account();
    w.bid(&letting, &new, 3 * RESERVE).ok();
    // What the old wallet had in escrow, either of them takes: once.
    let by_new = ix::reclaim_bid_as(&letting, new.key(), old.key(), Some(new.citizen));
    let either = w.clone();
    either.send(&[ix::reclaim_bid(&letting, old.key())], &[&old.wallet]).ok();
    either.send(std::slice::from_ref(&by_new), &[&new.wallet]).no_account();
    let purse = w.lamports(&new.key());
    w.send(&[by_new], &[&new.wallet]).ok();
    assert_eq!(w.lamports(&new.key()) - purse, RESERVE + DEPOSIT);
    w.reclaim_bid(&letting, &old).no_account();
    // Its own bid leads, whoever asks.
    w.reclaim_bid(&letting, &new).land_error("BidLeads");
    let shown = ix::reclaim_bid_as(&letting, new.key(), new.key(), Some(new.citizen));
    w.send(&[shown], &[&new.wallet]).land_error("BidLeads");
}

#[test]
fn a_winner_with_a_new_wallet_claims_the_tenancy() {
    let (w, letting) = led();
    let old = w.citizen(1).clone();
    let new = w.move_wallet(&old, "the winner's new wallet");
    // The lost wallet is on record as the winner; it cannot keep the money either.
    let by_new = ix::reclaim_bid_as(&letting, new.key(), old.key(), Some(new.citizen));
    w.send(&[by_new], &[&new.wallet]).land_error("BidLeads");
    w.settle_auction(&letting, Some(&old)).ok();
    assert_eq!(w.lease_account(&letting).tenant, old.key());
    w.claim_tenancy(&letting, &new).ok();
    assert_eq!(w.lease_account(&letting).tenant, new.key());
    w.renew(&letting, &new).ok();
}

#[test]
fn a_corrupt_auction_sells_nothing() {
    type Change = fn(&World, &Letting);
    let corruptions: [(&str, Change); 3] = [
        ("AuctionInvariant", |w, l| {
            // Would leave the leader's bid short of what was bid.
            w.edit::<Auction>(&l.auction(), |auction| auction.highest += 1);
        }),
        ("AuctionInvariant", |w, l| {
            w.edit::<Bid>(&l.bid(&w.citizen(1).key()), |bid| bid.escrowed -= 1);
        }),
        ("EscrowShort", |w, l| {
            w.edit::<Lease>(&l.address, |lease| lease.held = 1);
        }),
    ];
    for (error, corrupt) in corruptions {
        let (w, letting) = led();
        close(&w, &letting);
        corrupt(&w, &letting);
        w.settle_auction(&letting, Some(w.citizen(1))).land_error(error);
    }
}
