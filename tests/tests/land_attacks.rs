//! What somebody might try who reads the land program closely: money twice, in one transaction or by another way;
//! and that the check which runs after every transaction of these tests sees what it should.

use civitas_tests::*;
use client::land::accounts::{Auction, Campaign, Claim, Lease, Parcel, Registry};
use land::{DEPOSIT, NOTICE, PRICE, TENURE, by_auction, fixed, harberger};

/// Instructions by which money leaves an escrow, each once.
const PAYING: [&str; 14] = [
    "withdraw_deposit",
    "withdraw_deposit.sol",
    "collect_deductions",
    "collect_deductions.sol",
    "settle_auction",
    "settle_auction.sol",
    "reclaim_bid",
    "reclaim_bid.sol",
    "withdraw_claim",
    "withdraw_claim.sol",
    "settle_campaign",
    "settle_campaign.sol",
    "reclaim_pledge",
    "reclaim_pledge.sol",
];

#[test]
fn money_leaves_once_in_a_transaction_too() {
    for key in PAYING {
        let case = catalogue::case(&format!("land.{key}"));
        let again = [case.instruction.clone()];
        case.run_in(&case.world, case.instruction.clone(), &again).expect("its signers are there").failure();
        case.run_in(&case.world, case.instruction.clone(), &[]).expect("its signers are there").ok();
        case.run_in(&case.world, case.instruction.clone(), &[]).expect("its signers are there").failure();
    }
}

#[test]
fn a_whole_auction_may_happen_in_one_second() {
    let w = World::new(3);
    let till = w.till(w.coin("coin of alpha"), 0);
    let letting = w.auction(&till, &fixed());
    let (one, two) = (w.citizen(1), w.citizen(2));
    w.equip(&till.money, one);
    w.equip(&till.money, two);
    // Bid, be outbid, take the money back, bid with it again: nobody gains.
    let all = [
        ix::bid(&letting, one, 10_000),
        ix::bid(&letting, two, 20_000),
        ix::reclaim_bid(&letting, one.key()),
        ix::bid(&letting, one, 30_000),
        ix::reclaim_bid(&letting, two.key()),
    ];
    w.send(&all, &[&one.wallet, &two.wallet]).ok();
    assert_eq!(w.lease_account(&letting).held, 30_000 + DEPOSIT);
    let last = ix::reclaim_bid(&letting, one.key());
    w.send(&[last], &[&one.wallet]).land_error("BidLeads");
}

#[test]
fn a_lease_taken_and_ended_in_one_second_costs_a_period_and_returns_the_deposit() {
    let w = World::new(3);
    let till = w.till(Money::SOL, 0);
    let (letting, tenant) = (w.offer(&till, &fixed()), w.citizen(1));
    let end = ix::end_lease(&letting, &Landlord::plain(&tenant.wallet));
    let take = ix::accept_lease(&letting, tenant, 0);
    w.send(&[take.clone(), end.clone()], &[&tenant.wallet]).land_error("RentDue");
    let pay = ix::pay_rent(&letting, tenant.key(), land::RENT);
    w.send(&[take, pay, end], &[&tenant.wallet]).ok();
    w.wait(land::CLAIM_TIME);
    let release = ix::release_deposit(&letting);
    let all = [release, ix::withdraw_deposit(&letting, tenant.key()), ix::close_lease(&letting)];
    w.send(&all, &[&tenant.wallet]).ok();
    assert_eq!(w.ledger(&till).income[usize::from(income::RENT)], land::RENT);
}

#[test]
fn the_money_of_one_lease_pays_for_no_other() {
    let w = World::new(4);
    for till in w.tills() {
        // Two leases of the same tenant, with different sums in escrow.
        let (rich, poor) =
            (w.lease(&till, &harberger(), w.citizen(1)), w.lease(&till, &fixed(), w.citizen(1)));
        w.pay_rent(&rich, w.citizen(1), PRICE).ok();
        w.wait(TENURE);
        w.buy_out(&rich, w.citizen(2)).ok();
        w.evict(&poor).ok();
        w.deduct(&poor, &[1]).ok();
        let mut withdraw = ix::withdraw_deposit(&poor, w.citizen(1).key());
        withdraw.accounts[2].pubkey = rich.escrow;
        w.send(&[withdraw], &[&w.citizen(1).wallet]).land_error("WrongEscrow");
        let mut collect = ix::collect_deductions(&poor);
        collect.accounts[1].pubkey = rich.escrow;
        w.accept_deductions(&poor, w.citizen(1), 1).ok();
        w.send(&[collect], &[]).land_error("WrongEscrow");
        let mut close = ix::close_lease(&poor);
        close.accounts[1].pubkey = rich.escrow;
        w.send(&[close], &[]).land_error("WrongEscrow");
        // A campaign's escrow is at an address of the same form.
        let drive = w.campaign(&till, 1_000);
        w.pledge(&drive, w.citizen(3), 500).ok();
        let mut withdraw = ix::withdraw_deposit(&poor, w.citizen(1).key());
        withdraw.accounts[2].pubkey = drive.escrow;
        w.send(&[withdraw], &[&w.citizen(1).wallet]).land_error("WrongEscrow");
        w.evict(&rich).ok();
    }
}

#[test]
fn notices_of_different_leases_do_not_mix() {
    let w = World::new(4);
    let till = w.till(Money::SOL, 0);
    let (cheap, dear) = (w.offer(&till, &harberger()), w.offer(&till, &harberger()));
    w.accept_at(&cheap, w.citizen(1), 1_000).ok();
    w.accept_at(&dear, w.citizen(1), PRICE).ok();
    for letting in [&cheap, &dear] {
        w.pay_rent(letting, w.citizen(1), PRICE).ok();
    }
    w.wait(TENURE);
    w.buy_out(&cheap, w.citizen(2)).ok();
    w.wait(NOTICE);
    // The cheap lease's notice is none of the dear one.
    let mut complete = ix::complete_buy_out(&dear, w.citizen(1).key());
    w.send(std::slice::from_ref(&complete), &[]).land_error("NoNotice");
    complete.accounts[3].pubkey = cheap.claim(&w.citizen(1).key());
    w.send(&[complete], &[]).wrong_seeds();
    w.complete_buy_out(&cheap).ok();
    // Nor is the claim of the one paid from the other's escrow.
    w.buy_out(&dear, w.citizen(3)).ok();
    let mut withdraw = ix::withdraw_claim(&cheap, w.citizen(1).key());
    (withdraw.accounts[2].pubkey, withdraw.accounts[5].pubkey) = (dear.address, dear.escrow);
    w.send(&[withdraw], &[&w.citizen(1).wallet]).land_error("WrongLease");
}

#[test]
fn another_nations_land_is_closed_to_ours() {
    let w = World::new(3);
    let theirs = w.open_till(&w.sibling, Money::SOL);
    w.till(Money::SOL, 0);
    let letting = w.offer(&theirs, &fixed());
    let auction = w.offer(&theirs, &by_auction(fixed()));
    let founder = Landlord::plain(&w.sibling.founder);
    w.open_auction(&auction, &founder, &w.bidding()).ok();
    // Our citizens are strangers there, and our authority and court are nobody.
    w.accept(&letting, w.citizen(1)).land_error("WrongNation");
    w.bid(&auction, w.citizen(1), 20_000).land_error("WrongNation");
    w.withdraw_offer(&letting, &w.authority()).membership_error("NotAuthority");
    w.accept(&letting, &w.sibling.people[0]).ok();
    w.evict(&letting).land_error("NoIndependentCourt");
    let name = ix::set_court(&w.sibling, w.sibling.founder.pubkey(), w.citizen(1).key());
    w.send(&[name], &[&w.sibling.founder]).ok();
    w.evict(&letting).land_error("NotCourt");
    w.deduct(&letting, &[1]).membership_error("NotAuthority");
    // Paying their rent and pledging to their campaigns is a gift like any other.
    w.pay_rent(&letting, w.citizen(1), 5).ok();
}

// The check itself.

fn with_a_lease(change: impl FnOnce(&World, &Letting)) {
    let w = World::new(3);
    let till = w.till(w.coin("coin of alpha"), 0);
    let letting = w.lease(&till, &fixed(), w.citizen(1));
    change(&w, &letting);
    w.check_land();
}

#[test]
fn a_sound_world_is_found_sound() {
    with_a_lease(|_, _| {});
}

#[test]
#[should_panic(expected = "what is held is not what is due to somebody")]
fn money_booked_for_nobody_is_seen() {
    with_a_lease(|w, l| w.edit::<Lease>(&l.address, |lease| lease.held += 1));
}

#[test]
#[should_panic(expected = "of which 0 are rent and 5000000 are booked")]
fn money_that_is_gone_is_seen() {
    with_a_lease(|w, l| {
        w.edit_bytes(&l.escrow, |data| data[64..72].copy_from_slice(&(DEPOSIT - 1).to_le_bytes()));
    });
}

#[test]
#[should_panic(expected = "totals")]
fn a_registry_that_miscounts_is_seen() {
    with_a_lease(|w, l| w.edit::<Registry>(&l.plot.registry, |registry| registry.areas[0] += 1));
}

#[test]
#[should_panic(expected = "leases")]
fn a_lease_that_is_not_counted_is_seen() {
    with_a_lease(|w, l| w.edit::<Registry>(&l.plot.registry, |registry| registry.leases = 0));
}

#[test]
#[should_panic(expected = "its present lease")]
fn a_parcel_let_to_nobody_it_knows_is_seen() {
    with_a_lease(|w, l| w.edit::<Parcel>(&l.plot.address, |parcel| parcel.current = Address::default()));
}

#[test]
#[should_panic(expected = "its present version")]
fn a_lost_version_is_seen() {
    with_a_lease(|w, l| w.edit::<Parcel>(&l.plot.address, |parcel| parcel.facts_version = 2));
}

#[test]
#[should_panic(expected = "parts of the deposit")]
fn a_deposit_that_does_not_add_up_is_seen() {
    with_a_lease(|w, l| w.edit::<Lease>(&l.address, |lease| lease.to_landlord = 1));
}

#[test]
#[should_panic(expected = "bids")]
fn a_bid_that_is_not_counted_is_seen() {
    let w = World::new(2);
    let letting = w.auction(&w.till(Money::SOL, 0), &fixed());
    w.bid(&letting, w.citizen(1), 20_000).ok();
    w.edit::<Auction>(&letting.auction(), |auction| auction.open_bids = 2);
    w.check_land();
}

#[test]
#[should_panic(expected = "what is held is not what is due to somebody")]
fn a_claim_out_of_nothing_is_seen() {
    let case = catalogue::case("land.withdraw_claim");
    case.world.edit::<Claim>(&case.address("claim"), |claim| claim.amount += 1);
    case.world.check_land();
}

#[test]
#[should_panic(expected = "pledges do not add up")]
fn a_pledge_out_of_nothing_is_seen() {
    let case = catalogue::case("land.reclaim_pledge");
    case.world.edit::<Campaign>(&case.address("campaign"), |campaign| campaign.pledged -= 1);
    case.world.check_land();
}
