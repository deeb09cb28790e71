//! Leases at a declared price: rent by the second, `declare_value`, `buy_out`, `complete_buy_out`,
//! `cancel_buy_out`, `withdraw_claim`, and forfeiture.

use civitas_tests::*;
use client::land::accounts::{CLAIM_DISCRIMINATOR, Claim, Lease};
use client::land::events::Event;
use client::land::types::{BuyOutChanged, ClaimWithdrawn, LeaseChanged, LeaseTerms, RentPaid};
use client::membership::accounts::Citizen;
use land::{DEPOSIT, FORFEIT, HOLD, NOTICE, PRICE, SETTLE_TIME, TENURE, fixed, harberger};

const YEAR: u128 = 365 * 86_400;
const BPS: u128 = 10_000;
/// Of [`harberger`] terms.
const RATE: u128 = 700;

/// The rent of so many seconds, rounded up.
fn rent(price: u64, seconds: i64) -> u64 {
    (u128::from(price) * seconds as u128 * RATE).div_ceil(BPS * YEAR) as u64
}

/// The seconds that an amount buys, rounded down.
fn seconds(price: u64, amount: u64) -> i64 {
    (u128::from(amount) * BPS * YEAR / (u128::from(price) * RATE)) as i64
}

fn world() -> (World, Till) {
    let w = World::new(5);
    let till = w.till(Money::SOL, 0);
    (w, till)
}

/// A lease of citizen 1's, at [`PRICE`], from now on.
fn running() -> (World, Letting) {
    let (w, till) = world();
    let letting = w.lease(&till, &harberger(), w.citizen(1));
    (w, letting)
}

/// As [`running`], with the rent paid until shortly before the end, after the tenure.
fn buyable() -> (World, Letting) {
    let (w, letting) = running();
    pay(&w, &letting, rent(PRICE, 90 * DAY)).ok();
    w.wait(TENURE);
    (w, letting)
}

/// As [`buyable`], citizen 2 having given notice.
fn noticed() -> (World, Letting) {
    let (w, letting) = buyable();
    w.buy_out(&letting, w.citizen(2)).ok();
    (w, letting)
}

fn pay(w: &World, letting: &Letting, amount: u64) -> Outcome {
    w.pay_rent(letting, w.citizen(1), amount)
}

fn paid_through(w: &World, letting: &Letting) -> i64 {
    w.lease_account(letting).paid_through
}

fn rent_income(w: &World, till: &Till) -> u64 {
    w.ledger(till).income[usize::from(income::RENT)]
}

fn anybody(w: &World) -> Landlord {
    Landlord::plain(&w.stranger().wallet)
}

fn changed(w: &World, letting: &Letting) -> Event {
    let lease = w.lease_account(letting);
    Event::LeaseChanged(LeaseChanged {
        lease: letting.address,
        parcel: letting.plot.address,
        tenant: lease.tenant,
        at: w.now(),
        ends_at: lease.ends_at,
        price: lease.price,
        state: lease.state,
        padding: [0; 7],
    })
}

// Rent.

#[test]
fn rent_buys_whole_seconds_and_takes_only_what_they_cost() {
    let w = World::new(2);
    for till in w.tills() {
        let letting = w.lease(&till, &harberger(), w.citizen(1));
        let (start, money) = (w.now(), till.money);
        let mut paid = rent_income(&w, &till);
        let before_all = paid;
        let mut through = start;
        w.wait(DAY);
        for amount in [100, 1_000, 99_999, 1_000_003, 1] {
            let bought = seconds(PRICE, amount);
            let purse = w.purse(&money, w.citizen(1));
            if bought == 0 {
                pay(&w, &letting, amount).land_error("NothingBought");
                continue;
            }
            let cost = rent(PRICE, bought);
            assert!(cost <= amount);
            let receipt = pay(&w, &letting, amount).ok();
            through += bought;
            paid += cost;
            assert_eq!(paid_through(&w, &letting), through);
            assert_eq!(purse - w.purse(&money, w.citizen(1)), cost, "the rest is not taken");
            assert_eq!(rent_income(&w, &till), paid);
            let event = RentPaid {
                lease: letting.address,
                payer: w.citizen(1).key(),
                amount: cost,
                paid_total: paid - before_all,
                paid_through: through,
            };
            assert_eq!(World::land_events(&receipt), [Event::RentPaid(event)]);
        }
        pay(&w, &letting, 0).land_error("AmountZero");
    }
}

#[test]
fn nothing_is_paid_beyond_the_end_or_a_year() {
    let (w, letting) = running();
    let end = w.lease_account(&letting).ends_at;
    let purse = w.lamports(&w.citizen(1).key());
    pay(&w, &letting, PRICE).ok();
    assert_eq!(paid_through(&w, &letting), end);
    assert_eq!(purse - w.lamports(&w.citizen(1).key()), rent(PRICE, 100 * DAY));
    pay(&w, &letting, PRICE).land_error("NothingBought");
    // A lease of three years is paid one year ahead.
    let year = 365 * DAY;
    let terms = LeaseTerms { duration: 3 * year as u32, renewals: 0, ..harberger() };
    let letting = w.lease(&letting.till, &terms, w.citizen(1));
    let start = w.now();
    pay(&w, &letting, PRICE).ok();
    assert_eq!(paid_through(&w, &letting), start + year);
    pay(&w, &letting, PRICE).land_error("NothingBought");
    w.wait(10);
    pay(&w, &letting, PRICE).ok();
    assert_eq!(paid_through(&w, &letting), start + 10 + year);
}

#[test]
fn the_time_after_the_end_costs_nothing() {
    let (w, letting) = running();
    pay(&w, &letting, rent(PRICE, 95 * DAY)).ok();
    let end = w.lease_account(&letting).ends_at;
    w.at(end + DAY);
    pay(&w, &letting, PRICE).ok();
    assert_eq!(paid_through(&w, &letting), end);
}

#[test]
fn renewing_needs_the_rent_paid_to_this_second() {
    let (w, letting) = running();
    let tenant = w.citizen(1);
    w.clone().renew(&letting, tenant).ok();
    w.wait(1);
    w.renew(&letting, tenant).land_error("RentLate");
    pay(&w, &letting, rent(PRICE, 1)).ok();
    let end = w.lease_account(&letting).ends_at;
    w.renew(&letting, tenant).ok();
    assert_eq!(w.lease_account(&letting).ends_at, end + 100 * DAY);
    w.renew(&letting, tenant).land_error("NoRenewalLeft");
}

#[test]
fn a_tenant_ends_the_lease_when_no_rent_is_owed() {
    let (w, letting) = running();
    let tenant = Landlord::plain(&w.citizen(1).wallet);
    w.clone().end_lease(&letting, &tenant).ok();
    w.wait(1);
    w.end_lease(&letting, &tenant).land_error("RentDue");
    pay(&w, &letting, 100_000).ok();
    w.end_lease(&letting, &w.authority()).land_error("NotAllowedToEnd");
    w.end_lease(&letting, &anybody(&w)).land_error("NotAllowedToEnd");
    w.end_lease(&letting, &tenant).ok();
}

#[test]
fn rent_owed_for_longer_than_the_time_to_cure_forfeits_the_lease() {
    for paid in [0, 5 * DAY] {
        let (w, letting) = running();
        if paid > 0 {
            pay(&w, &letting, rent(PRICE, paid)).ok();
        }
        let forfeit = paid_through(&w, &letting) + FORFEIT;
        w.at(forfeit - 1);
        w.end_lease(&letting, &anybody(&w)).land_error("NotAllowedToEnd");
        // Paying a second is enough for a second.
        let saved = w.clone();
        pay(&saved, &letting, rent(PRICE, 1)).ok();
        saved.wait(1);
        saved.end_lease(&letting, &anybody(&saved)).land_error("NotAllowedToEnd");
        w.wait(1);
        let receipt = w.clone().end_lease(&letting, &anybody(&w)).ok();
        assert_eq!(World::land_events(&receipt).len(), 1);
        // It is not over until somebody ends it: paid in time, it is forfeit no more.
        pay(&w, &letting, rent(PRICE, 10 * DAY)).ok();
        w.end_lease(&letting, &anybody(&w)).land_error("NotAllowedToEnd");
    }
}

// Prices.

#[test]
fn a_new_price_turns_time_paid_for_into_time_at_that_price() {
    for price in [PRICE + 1, 2 * PRICE, 3 * PRICE + 7, u64::MAX] {
        let (w, letting) = running();
        pay(&w, &letting, 5_000_003).ok();
        w.wait(DAY);
        let left = paid_through(&w, &letting) - w.now();
        let value = (u128::from(PRICE) * left as u128 * RATE / (BPS * YEAR)) as u64;
        let before = w.lease_account(&letting);
        let receipt = w.declare(&letting, w.citizen(1), price).ok();
        let expected =
            Lease { price, raised_at: w.now(), paid_through: w.now() + seconds(price, value), ..before };
        assert_eq!(w.lease_account(&letting), expected);
        assert_eq!(World::land_events(&receipt), [changed(&w, &letting)]);
    }
}

#[test]
fn a_raised_price_holds_and_lowering_buys_time_up_to_a_year() {
    let (w, letting) = running();
    let tenant = w.citizen(1);
    pay(&w, &letting, rent(PRICE, 90 * DAY)).ok();
    // Taking the lease was a raise from nothing.
    w.wait(HOLD - 1);
    w.declare(&letting, tenant, PRICE - 1).land_error("LoweredTooSoon");
    w.declare(&letting, tenant, 1).land_error("LoweredTooSoon");
    w.wait(1);
    w.clone().declare(&letting, tenant, PRICE - 1).ok();
    w.declare(&letting, tenant, 2 * PRICE).ok();
    let raised = w.now();
    w.declare(&letting, tenant, 2 * PRICE).ok(); // the present price changes nothing
    assert_eq!(w.lease_account(&letting).raised_at, raised);
    w.wait(HOLD - 1);
    w.declare(&letting, tenant, PRICE).land_error("LoweredTooSoon");
    w.wait(1);
    w.declare(&letting, tenant, PRICE).ok();
    assert_eq!(w.lease_account(&letting).raised_at, raised);
    // Lowering again needs no wait; a price of next to nothing is paid for a year ahead.
    w.declare(&letting, tenant, 1).ok();
    assert_eq!(paid_through(&w, &letting), w.now() + 365 * DAY);
    w.declare(&letting, tenant, 0).land_error("PriceOutOfRange");
}

#[test]
fn a_price_is_declared_by_the_tenant_in_time_with_nothing_owed() {
    let (w, letting) = running();
    let tenant = w.citizen(1);
    for other in [w.citizen(2), &Person::holding(w.nation.founder.insecure_clone(), &w.nation.address)] {
        w.declare(&letting, other, 2 * PRICE).land_error("NotTenant");
    }
    let by_periods = w.lease(&letting.till, &fixed(), tenant);
    w.declare(&by_periods, tenant, 2 * PRICE).land_error("NotHarberger");
    w.wait(1);
    w.declare(&letting, tenant, 2 * PRICE).land_error("RentOwed");
    pay(&w, &letting, PRICE).ok();
    let end = w.lease_account(&letting).ends_at;
    w.at(end - 1);
    w.clone().declare(&letting, tenant, 2 * PRICE).ok();
    for at in [end, end + 1] {
        w.at(at);
        w.declare(&letting, tenant, 2 * PRICE).land_error("LeaseOver");
    }
    w.end_lease(&letting, &anybody(&w)).ok();
    w.declare(&letting, tenant, 2 * PRICE).land_error("NotRunning");
    let offered = w.offer_to(&letting.till, &harberger(), Some(tenant.key()));
    w.declare(&offered, tenant, PRICE).land_error("NotTenant");
}

// Notice.

#[test]
fn a_buyer_puts_up_the_price_and_a_deposit_and_gives_notice() {
    let w = World::new(3);
    for till in w.tills() {
        let letting = w.lease(&till, &harberger(), w.citizen(1));
        pay(&w, &letting, rent(PRICE, 90 * DAY)).ok();
        w.wait(TENURE);
        let (buyer, money) = (w.citizen(2), till.money);
        w.equip(&money, buyer);
        let (purse, before) = (w.purse(&money, buyer), w.lease_account(&letting));
        let receipt = w.buy_out_for(&letting, buyer, PRICE).ok();
        let expected = Lease {
            buyer: buyer.key(),
            buyer_serial: 2,
            buyer_escrow: PRICE + DEPOSIT,
            held: PRICE + 2 * DEPOSIT,
            noticed: 1,
            noticed_at: w.now(),
            ..before
        };
        assert_eq!(w.lease_account(&letting), expected);
        assert_eq!(purse - w.purse(&money, buyer), PRICE + DEPOSIT);
        let event = BuyOutChanged {
            lease: letting.address,
            seller: w.citizen(1).key(),
            buyer: buyer.key(),
            price: PRICE,
            to_seller: 0,
            to_treasury: 0,
            at: w.now(),
            step: 0,
            padding: [0; 7],
        };
        assert_eq!(World::land_events(&receipt), [Event::BuyOutChanged(event)]);
    }
}

#[test]
fn a_holder_is_safe_from_buyers_for_the_tenure_and_near_the_end() {
    let (w, letting) = running();
    pay(&w, &letting, PRICE).ok();
    let (start, end) = (w.now(), w.lease_account(&letting).ends_at);
    let buyer = w.citizen(2);
    let at = |second: i64| {
        let w = w.clone();
        w.at(second);
        w.buy_out(&letting, buyer)
    };
    at(start).land_error("TenureTooShort");
    at(start + TENURE - 1).land_error("TenureTooShort");
    at(start + TENURE).ok();
    // The notice must run out before the end.
    at(end - NOTICE - 1).ok();
    at(end - NOTICE).land_error("NoticeBeyondEnd");
    at(end - 1).land_error("NoticeBeyondEnd");
    at(end).land_error("LeaseOver");
    at(end + 1).land_error("LeaseOver");
}

#[test]
fn a_buyer_pays_no_more_than_offered_and_buys_once() {
    let (w, letting) = buyable();
    let buyer = w.citizen(2);
    for low in [0, 1, PRICE - 1] {
        w.buy_out_for(&letting, buyer, low).land_error("PriceAboveOffer");
    }
    w.buy_out_for(&letting, buyer, PRICE).ok();
    for person in [buyer, w.citizen(3)] {
        w.buy_out(&letting, person).land_error("UnderNotice");
    }
    // The price is fixed, and the tenant stays.
    w.declare(&letting, w.citizen(1), 2 * PRICE).land_error("UnderNotice");
    w.declare(&letting, w.citizen(1), PRICE).land_error("UnderNotice");
    w.end_lease(&letting, &Landlord::plain(&w.citizen(1).wallet)).land_error("UnderNotice");
    w.end_lease(&letting, &w.authority()).land_error("NotAllowedToEnd");
    pay(&w, &letting, 100_000).ok();
}

#[test]
fn a_tenant_buys_from_nobody() {
    let (w, letting) = buyable();
    let tenant = w.citizen(1).clone();
    w.buy_out(&letting, &tenant).land_error("BuyerIsTenant");
    // Nor with another wallet, be it on record or not.
    let new = w.move_wallet(&tenant, "the tenant's new wallet");
    w.buy_out(&letting, &new).land_error("BuyerIsTenant");
    w.claim_tenancy(&letting, &new).ok();
    w.buy_out(&letting, &new).land_error("BuyerIsTenant");
}

#[test]
fn buying_is_for_citizens_in_good_standing() {
    let (w, letting) = buyable();
    let (founder, buyer) = (&w.nation.founder, w.citizen(2));
    w.buy_out(&letting, &w.sibling.people[0]).land_error("WrongNation");
    w.buy_out(&letting, &w.stranger()).no_account();
    let mut borrowed = ix::buy_out(&letting, w.citizen(3), PRICE);
    borrowed.accounts[2].pubkey = buyer.citizen;
    w.send(&[borrowed], &[&w.citizen(3).wallet]).land_error("WrongCitizen");
    let free = w.now() + 100;
    w.send(&[ix::suspend(buyer, founder.pubkey(), free)], &[founder]).ok();
    w.at(free - 1);
    w.buy_out(&letting, buyer).land_error("Suspended");
    w.at(free);
    let resident = w.clone();
    resident.send(&[ix::set_tier(buyer, founder.pubkey(), 1)], &[founder]).ok();
    resident.buy_out(&letting, buyer).land_error("NotCitizen");
    let gone = w.clone();
    gone.send(&[ix::renounce(buyer)], &[&buyer.wallet]).ok();
    gone.buy_out(&letting, buyer).land_error("NotActive");
    let lapsed = w.clone();
    lapsed.edit::<Citizen>(&buyer.citizen, |citizen| citizen.expires_at = free);
    lapsed.buy_out(&letting, buyer).land_error("Lapsed");
    w.buy_out(&letting, buyer).ok();
}

#[test]
fn what_is_not_the_tenants_is_not_sold() {
    let (w, letting) = buyable();
    let buyer = w.citizen(2);
    let by_periods = w.lease(&letting.till, &fixed(), w.citizen(1));
    w.buy_out(&by_periods, buyer).land_error("NotHarberger");
    let offered = w.offer(&letting.till, &harberger());
    w.buy_out(&offered, buyer).land_error("NotRunning");
    // A forfeit lease ends; it is not sold.
    let forfeit = w.lease(&letting.till, &harberger(), w.citizen(3));
    w.pay_rent(&forfeit, w.citizen(3), rent(PRICE, TENURE)).ok();
    w.at(paid_through(&w, &forfeit) + FORFEIT - 1);
    w.clone().buy_out(&forfeit, buyer).ok();
    w.wait(1);
    w.buy_out(&forfeit, buyer).land_error("LeaseForfeit");
    w.evict(&letting).ok();
    w.buy_out(&letting, buyer).land_error("NotRunning");
}

// Sales.

#[test]
fn a_sale_gives_the_seller_price_and_deposit_and_the_buyer_the_lease() {
    let w = World::new(3);
    for till in w.tills() {
        let letting = w.lease(&till, &harberger(), w.citizen(1));
        pay(&w, &letting, rent(PRICE, 90 * DAY)).ok();
        w.wait(TENURE);
        let (seller, buyer) = (w.citizen(1), w.citizen(2));
        w.buy_out(&letting, buyer).ok();
        w.wait(NOTICE - 1);
        w.complete_buy_out(&letting).land_error("NoticeRunning");
        w.wait(1);
        let (before, booked) = (w.lease_account(&letting), w.balance(&till));
        let receipt = w.complete_buy_out(&letting).ok();
        let now = w.now();
        let expected = Lease {
            tenant: buyer.key(),
            tenant_serial: 2,
            since: now,
            raised_at: now,
            buyer: Address::default(),
            buyer_serial: land::NO_SERIAL,
            buyer_escrow: 0,
            noticed: 0,
            noticed_at: 0,
            // Seconds paid ahead go with the lease; deposit and claim are the same sum as before.
            ..before.clone()
        };
        assert_eq!(w.lease_account(&letting), expected);
        assert_eq!((expected.deposit, expected.held), (DEPOSIT, PRICE + 2 * DEPOSIT));
        let claim = Claim {
            discriminator: CLAIM_DISCRIMINATOR,
            nation: w.nation.address,
            lease: letting.address,
            wallet: seller.key(),
            rent_payer: w.payer.pubkey(),
            serial: 1,
            amount: PRICE + DEPOSIT,
            version: 1,
            bump: addresses::claim(&letting.address, &seller.key()).1,
            padding: [0; 6],
            reserved: [0; 32],
        };
        assert_eq!(w.claim_account(&letting, seller), claim);
        assert_eq!(w.balance(&till), booked, "no rent was owed");
        let sold = BuyOutChanged {
            lease: letting.address,
            seller: seller.key(),
            buyer: buyer.key(),
            price: PRICE,
            to_seller: PRICE + DEPOSIT,
            to_treasury: 0,
            at: now,
            step: 1,
            padding: [0; 7],
        };
        assert_eq!(World::land_events(&receipt), [Event::BuyOutChanged(sold), changed(&w, &letting)]);
        let purse = w.purse(&till.money, seller);
        let receipt = w.withdraw_claim(&letting, seller).ok();
        let withdrawn =
            ClaimWithdrawn { lease: letting.address, wallet: seller.key(), amount: PRICE + DEPOSIT };
        assert_eq!(World::land_events(&receipt), [Event::ClaimWithdrawn(withdrawn)]);
        assert_eq!(w.purse(&till.money, seller) - purse, PRICE + DEPOSIT);
        w.withdraw_claim(&letting, seller).no_account();
        // The seller has no say any more; the buyer has, and has the tenure.
        w.declare(&letting, seller, 2 * PRICE).land_error("NotTenant");
        w.buy_out(&letting, seller).land_error("TenureTooShort");
        w.declare(&letting, buyer, 2 * PRICE).ok();
        w.complete_buy_out(&letting).land_error("NoNotice");
        assert_eq!(w.escrowed(&letting), DEPOSIT);
    }
}

#[test]
fn rent_owed_comes_out_of_the_price_to_the_unit() {
    let w = World::new(3);
    for till in w.tills() {
        // In the second case rent is owed for so long that the lease were forfeit, but for the notice.
        for (paid, wait) in [(TENURE - 3 * DAY, NOTICE), (DAY, NOTICE + SETTLE_TIME - DAY)] {
            let letting = w.lease(&till, &harberger(), w.citizen(1));
            pay(&w, &letting, rent(PRICE, paid)).ok();
            w.at(paid_through(&w, &letting) + FORFEIT - 1);
            if w.now() < w.lease_account(&letting).since + TENURE {
                pay(&w, &letting, rent(PRICE, TENURE)).ok();
                w.wait(TENURE);
            }
            w.buy_out(&letting, w.citizen(2)).ok();
            w.wait(wait);
            w.end_lease(&letting, &anybody(&w)).land_error("NotAllowedToEnd");
            let (before, booked) = (w.lease_account(&letting), rent_income(&w, &till));
            let owed = rent(PRICE, w.now() - before.paid_through);
            assert!(owed > 0 && w.now() > before.paid_through);
            let receipt = w.complete_buy_out(&letting).ok();
            assert_eq!(rent_income(&w, &till) - booked, owed);
            assert_eq!(w.claim_account(&letting, w.citizen(1)).amount, PRICE - owed + DEPOSIT);
            let lease = w.lease_account(&letting);
            assert_eq!((lease.paid_through, lease.paid_total), (w.now(), before.paid_total + owed));
            assert_eq!(lease.held, PRICE - owed + 2 * DEPOSIT);
            assert_eq!(w.escrowed(&letting), lease.held);
            assert!(matches!(
                World::land_events(&receipt)[0],
                Event::BuyOutChanged(ref e) if (e.to_seller, e.to_treasury) == (PRICE - owed + DEPOSIT, owed)
            ));
            w.withdraw_claim(&letting, w.citizen(1)).ok();
            w.evict(&letting).ok();
        }
    }
}

#[test]
fn a_price_that_does_not_cover_the_rent_goes_to_the_treasury_whole() {
    for deposit in [DEPOSIT, 0] {
        let (w, till) = world();
        let terms = LeaseTerms {
            rent_bps: 10_000,
            duration: 3 * 365 * DAY as u32,
            renewals: 0,
            cure: 365 * DAY as u32,
            deposit,
            notice: 180 * DAY as u32,
            ..harberger()
        };
        let letting = w.lease(&till, &terms, w.citizen(1));
        w.wait(365 * DAY - 1);
        w.edit::<Citizen>(&w.citizen(2).citizen, |citizen| citizen.expires_at += 365 * DAY);
        w.buy_out(&letting, w.citizen(2)).ok();
        w.wait(180 * DAY);
        w.complete_buy_out(&letting).ok();
        assert_eq!(rent_income(&w, &till), PRICE);
        assert_eq!(w.claim_account(&letting, w.citizen(1)).amount, deposit);
        assert_eq!(paid_through(&w, &letting), w.now());
        // A claim to nothing is closed all the same.
        w.withdraw_claim(&letting, w.citizen(1)).ok();
        assert!(!w.exists(&letting.claim(&w.citizen(1).key())));
        assert_eq!(w.escrowed(&letting), deposit);
    }
}

#[test]
fn a_sale_is_completed_within_thirty_days_and_before_the_end() {
    let (w, letting) = noticed();
    let from = w.lease_account(&letting).noticed_at + NOTICE;
    for (at, error) in [
        (from - 1, Some("NoticeRunning")),
        (from, None),
        (from + SETTLE_TIME - 1, None),
        (from + SETTLE_TIME, Some("SaleTooLate")),
        (from + SETTLE_TIME + 1, Some("SaleTooLate")),
    ] {
        let w = w.clone();
        w.at(at);
        match error {
            None => drop(w.complete_buy_out(&letting).ok()),
            Some(error) => w.complete_buy_out(&letting).land_error(error),
        }
    }
    // Just before the end, too.
    let (w, letting) = running();
    pay(&w, &letting, PRICE).ok();
    let end = w.lease_account(&letting).ends_at;
    w.at(end - NOTICE - 1);
    w.buy_out(&letting, w.citizen(2)).ok();
    w.at(end - 1);
    w.clone().complete_buy_out(&letting).ok();
    w.cancel_buy_out(&letting).land_error("SaleStillPossible");
    w.at(end);
    w.complete_buy_out(&letting).land_error("LeaseOver");
    w.clone().cancel_buy_out(&letting).ok();
    w.end_lease(&letting, &anybody(&w)).ok();
    w.complete_buy_out(&letting).land_error("NotRunning");
    w.cancel_buy_out(&letting).ok();
}

#[test]
fn completing_pays_the_seller_on_record_from_the_own_escrow() {
    let (w, letting) = noticed();
    w.wait(NOTICE);
    let other = w.lease(&letting.till, &harberger(), w.citizen(3));
    let theirs = w.open_till(&w.sibling, Money::SOL);
    let with = |change: &dyn Fn(&mut Instruction)| {
        let mut complete = ix::complete_buy_out(&letting, w.citizen(1).key());
        change(&mut complete);
        w.send(&[complete], &[])
    };
    let thief = w.citizen(4).key();
    with(&|ix| (ix.accounts[2].pubkey, ix.accounts[3].pubkey) = (thief, letting.claim(&thief)))
        .land_error("NotTenant");
    with(&|ix| ix.accounts[3].pubkey = letting.claim(&thief)).wrong_seeds();
    with(&|ix| ix.accounts[4].pubkey = other.escrow).land_error("WrongEscrow");
    with(&|ix| ix.accounts[5].pubkey = theirs.ledger).land_error("WrongLedger");
    with(&|ix| ix.accounts[6].pubkey = theirs.holding).land_error("WrongHolding");
    with(&|ix| ix.accounts[9].pubkey = LAND_ID).land_error("WrongProgram");
    with(&|ix| ix.accounts[8].pubkey = tokens::PROGRAM).ok(); // no rent is owed, so no money moves
}

#[test]
fn no_notice_no_sale() {
    let (w, letting) = buyable();
    w.complete_buy_out(&letting).land_error("NoNotice");
    let cancel = ix::cancel_buy_out(&letting, w.citizen(2).key());
    w.send(&[cancel], &[]).land_error("NotBuyer");
    w.cancel_buy_out(&letting).land_error("NoNotice");
    let by_periods = w.lease(&letting.till, &fixed(), w.citizen(1));
    w.complete_buy_out(&by_periods).land_error("NotHarberger");
    let offered = w.offer_to(&letting.till, &harberger(), Some(w.citizen(1).key()));
    w.complete_buy_out(&offered).land_error("NotRunning");
}

#[test]
fn a_lease_that_ends_under_notice_gives_the_buyer_all_back() {
    let w = World::new(3);
    for till in w.tills() {
        let letting = w.lease(&till, &harberger(), w.citizen(1));
        pay(&w, &letting, rent(PRICE, 90 * DAY)).ok();
        w.wait(TENURE);
        let buyer = w.citizen(2);
        w.buy_out(&letting, buyer).ok();
        w.cancel_buy_out(&letting).land_error("SaleStillPossible");
        w.evict(&letting).ok();
        let lease = w.lease_account(&letting);
        assert_eq!((lease.buyer, lease.buyer_escrow, lease.noticed), (buyer.key(), PRICE + DEPOSIT, 0));
        // Its deposit is settled like any other; the lease stays until the buyer has the money.
        w.deduct(&letting, &[DEPOSIT]).ok();
        w.accept_deductions(&letting, w.citizen(1), 1).ok();
        w.collect_deductions(&letting).ok();
        w.close_lease(&letting).land_error("NotSettled");
        let mut stolen = ix::cancel_buy_out(&letting, w.citizen(1).key());
        stolen.accounts[3].pubkey = letting.claim(&w.citizen(1).key());
        w.send(&[stolen], &[]).land_error("NotBuyer");
        let receipt = w.cancel_buy_out(&letting).ok();
        let cancelled = BuyOutChanged {
            lease: letting.address,
            seller: w.citizen(1).key(),
            buyer: buyer.key(),
            price: PRICE,
            to_seller: 0,
            to_treasury: 0,
            at: w.now(),
            step: 2,
            padding: [0; 7],
        };
        assert_eq!(World::land_events(&receipt), [Event::BuyOutChanged(cancelled)]);
        let lease = w.lease_account(&letting);
        assert_eq!((lease.buyer, lease.buyer_escrow, lease.held), (Address::default(), 0, PRICE + DEPOSIT));
        w.close_lease(&letting).land_error("NotSettled");
        let purse = w.purse(&till.money, buyer);
        w.withdraw_claim(&letting, buyer).ok();
        assert_eq!(w.purse(&till.money, buyer) - purse, PRICE + DEPOSIT);
        w.close_lease(&letting).ok();
    }
}

#[test]
fn a_notice_that_nobody_acts_on_lapses_and_protects_nobody() {
    let (w, letting) = noticed();
    let (tenant, buyer) = (w.citizen(1), w.citizen(2));
    let lapses = w.lease_account(&letting).noticed_at + NOTICE + SETTLE_TIME;
    w.at(lapses - 1);
    w.declare(&letting, tenant, 2 * PRICE).land_error("UnderNotice");
    w.cancel_buy_out(&letting).land_error("SaleStillPossible");
    w.at(lapses);
    // The tenant may declare or end; another buyer waits until the money of the first is put aside.
    w.clone().end_lease(&letting, &Landlord::plain(&tenant.wallet)).ok();
    w.buy_out(&letting, w.citizen(3)).land_error("UnderNotice");
    w.declare(&letting, tenant, 2 * PRICE).ok();
    assert_eq!(w.lease_account(&letting).buyer_escrow, PRICE + DEPOSIT);
    w.complete_buy_out(&letting).land_error("NoNotice");
    w.buy_out(&letting, w.citizen(3)).land_error("UnderNotice");
    w.cancel_buy_out(&letting).ok();
    w.buy_out(&letting, w.citizen(3)).ok();
    assert_eq!(w.lease_account(&letting).buyer_escrow, 2 * PRICE + DEPOSIT);
    w.withdraw_claim(&letting, buyer).ok();
    w.wait(NOTICE);
    w.complete_buy_out(&letting).ok();
    assert_eq!(w.lease_account(&letting).tenant, w.citizen(3).key());
}

#[test]
fn a_treasury_that_cannot_receive_keeps_no_buyers_money() {
    let w = World::new(3);
    let till = w.till(w.freezable_coin("stable coin"), 0);
    let letting = w.lease(&till, &harberger(), w.citizen(1));
    pay(&w, &letting, rent(PRICE, TENURE)).ok();
    w.wait(TENURE);
    w.buy_out(&letting, w.citizen(2)).ok();
    w.freeze(&till.money, &till.holding, true);
    w.wait(NOTICE);
    w.complete_buy_out(&letting).code(17); // AccountFrozen of SPL Token
    // Forfeit meanwhile, were it not for the notice; once that has lapsed it is.
    w.wait(SETTLE_TIME - 1);
    w.end_lease(&letting, &anybody(&w)).land_error("NotAllowedToEnd");
    w.wait(1);
    w.end_lease(&letting, &anybody(&w)).ok();
    w.cancel_buy_out(&letting).ok();
    w.withdraw_claim(&letting, w.citizen(2)).ok();
}

// Claims and wallets.

#[test]
fn what_a_wallet_is_due_from_several_sales_adds_up() {
    let (w, letting) = noticed();
    let (one, two) = (w.citizen(1), w.citizen(2));
    w.wait(NOTICE);
    w.complete_buy_out(&letting).ok();
    // One buys it back, sells it again, and is due both; the rent payer of the claim stays.
    w.pay_rent(&letting, two, PRICE).ok();
    w.wait(TENURE);
    w.buy_out(&letting, one).ok();
    w.wait(NOTICE);
    w.complete_buy_out(&letting).ok();
    assert_eq!(w.claim_account(&letting, one).amount, PRICE + DEPOSIT);
    assert_eq!(w.claim_account(&letting, two).amount, PRICE + DEPOSIT);
    w.wait(TENURE);
    w.buy_out(&letting, w.citizen(3)).ok();
    w.wait(NOTICE);
    let patron = client::dev_keys::keypair("patron");
    w.fund(&patron.pubkey());
    let mut complete = ix::complete_buy_out(&letting, one.key());
    complete.accounts[0].pubkey = patron.pubkey();
    w.send(&[complete], &[&patron]).ok();
    let claim = w.claim_account(&letting, one);
    assert_eq!((claim.amount, claim.serial, claim.rent_payer), (2 * (PRICE + DEPOSIT), 1, w.payer.pubkey()));
    assert_eq!(w.lamports(&patron.pubkey()), WALLET_SOL * SOL);
    let purse = w.lamports(&one.key());
    w.withdraw_claim(&letting, one).ok();
    assert_eq!(w.lamports(&one.key()) - purse, 2 * (PRICE + DEPOSIT));
    w.withdraw_claim(&letting, two).ok();
    assert_eq!(w.escrowed(&letting), DEPOSIT);
}

#[test]
fn a_claim_is_paid_to_its_owner_into_any_holding() {
    let w = World::new(4);
    for till in w.tills() {
        let letting = w.lease(&till, &harberger(), w.citizen(1));
        pay(&w, &letting, rent(PRICE, 90 * DAY)).ok();
        w.wait(TENURE);
        w.buy_out(&letting, w.citizen(2)).ok();
        w.wait(NOTICE);
        w.complete_buy_out(&letting).ok();
        let (owner, thief) = (w.citizen(1), w.citizen(3));
        for (signer, citizen) in [
            (thief, None),
            (thief, Some(thief.citizen)),
            (thief, Some(owner.citizen)),
            (&w.sibling.people[1], Some(w.sibling.people[1].citizen)), // the same serial, elsewhere
        ] {
            w.equip(&till.money, signer);
            let steal = ix::withdraw_claim_as(&letting, signer.key(), owner.key(), citizen);
            w.send(&[steal], &[&signer.wallet]).land_error("NotOwner");
        }
        let with = |slot: usize, address: Address| {
            let mut withdraw = ix::withdraw_claim(&letting, owner.key());
            withdraw.accounts[slot].pubkey = address;
            w.send(&[withdraw], &[&owner.wallet])
        };
        let other = w.lease(&till, &harberger(), w.citizen(3));
        with(2, other.address).land_error("WrongLease");
        with(4, thief.key()).land_error("WrongRentPayer");
        with(5, other.escrow).land_error("WrongEscrow");
        let elsewhere = w.empty_holding(&till.money, &w.stranger().key());
        let before = w.amount_in(&till.money, &elsewhere);
        with(6, elsewhere).ok();
        assert_eq!(w.amount_in(&till.money, &elsewhere) - before, PRICE + DEPOSIT);
    }
}

#[test]
fn a_reissue_moves_a_tenancy_and_nobody_elses() {
    let (w, letting) = running();
    let old = w.citizen(1).clone();
    w.claim_tenancy(&letting, &old).land_error("WalletOnRecord");
    w.claim_tenancy(&letting, w.citizen(2)).land_error("WrongCitizen");
    w.claim_tenancy(&letting, &w.sibling.people[1]).land_error("WrongNation"); // the same serial, elsewhere
    let mut borrowed = ix::claim_tenancy(&letting, w.citizen(2));
    borrowed.accounts[1].pubkey = old.citizen;
    w.send(&[borrowed], &[&w.citizen(2).wallet]).land_error("WrongCitizen");
    let new = w.move_wallet(&old, "the tenant's new wallet");
    // Whoever has the old wallet is the tenant until the new one says so, and no longer.
    pay(&w, &letting, rent(PRICE, 90 * DAY)).ok();
    w.clone().declare(&letting, &old, 2 * PRICE).ok();
    w.declare(&letting, &new, 2 * PRICE).land_error("NotTenant");
    let receipt = w.claim_tenancy(&letting, &new).ok();
    assert_eq!(World::land_events(&receipt), [changed(&w, &letting)]);
    assert_eq!(w.lease_account(&letting).tenant, new.key());
    w.declare(&letting, &old, 2 * PRICE).land_error("NotTenant");
    w.claim_tenancy(&letting, &old).no_account();
    w.claim_tenancy(&letting, &new).land_error("WalletOnRecord");
    w.declare(&letting, &new, 2 * PRICE).ok();
    // After the end, in any standing: the deposit is theirs.
    w.evict(&letting).ok();
    let newer = w.move_wallet(&new, "the tenant's newest wallet");
    w.send(&[ix::renounce(&newer)], &[&newer.wallet]).ok();
    w.wait(land::CLAIM_TIME);
    w.release_deposit(&letting).ok();
    w.withdraw_deposit(&letting, &newer).land_error("NotTenant");
    w.claim_tenancy(&letting, &newer).ok();
    w.withdraw_deposit(&letting, &new).land_error("NotTenant");
    w.withdraw_deposit(&letting, &newer).ok();
    // An offer has no tenant, and a serial of nobody is nobody's.
    let offered = w.offer_to(&letting.till, &harberger(), Some(w.citizen(2).key()));
    w.claim_tenancy(&offered, w.citizen(2)).land_error("WrongCitizen");
    w.edit::<Citizen>(&w.citizen(2).citizen, |citizen| citizen.serial = land::NO_SERIAL);
    w.claim_tenancy(&offered, w.citizen(2)).land_error("WrongCitizen");
}

#[test]
fn seller_and_buyer_may_change_wallets_under_notice() {
    let (w, letting) = noticed();
    let seller = w.move_wallet(w.citizen(1), "the seller's new wallet");
    let buyer = w.move_wallet(w.citizen(2), "the buyer's new wallet");
    // Claimed before the sale: all goes to the new wallets.
    let claimed = w.clone();
    claimed.claim_tenancy(&letting, &buyer).ok();
    let lease = claimed.lease_account(&letting);
    assert_eq!((lease.buyer, lease.tenant), (buyer.key(), w.citizen(1).key()));
    claimed.claim_tenancy(&letting, &seller).ok();
    claimed.complete_buy_out(&letting).ok();
    assert_eq!(claimed.lease_account(&letting).tenant, buyer.key());
    claimed.withdraw_claim(&letting, &seller).ok();
    // Not claimed: the lost wallets are on record, and the citizens have it all the same.
    w.complete_buy_out(&letting).ok();
    assert_eq!(w.lease_account(&letting).tenant, w.citizen(2).key());
    w.claim_tenancy(&letting, &buyer).ok();
    let (old, purse) = (w.citizen(1).key(), w.lamports(&seller.key()));
    let by_new = ix::withdraw_claim_as(&letting, seller.key(), old, Some(seller.citizen));
    w.send(&[by_new], &[&seller.wallet]).ok();
    assert_eq!(w.lamports(&seller.key()) - purse, PRICE + DEPOSIT);
    assert_eq!(w.lease_account(&letting).tenant, buyer.key());
}

#[test]
fn a_buyer_with_a_new_wallet_gets_the_money_of_a_sale_that_fell_through() {
    let (w, letting) = noticed();
    let buyer = w.move_wallet(w.citizen(2), "the buyer's new wallet");
    w.evict(&letting).ok();
    let claimed = w.clone();
    claimed.claim_tenancy(&letting, &buyer).ok();
    claimed.cancel_buy_out(&letting).ok();
    claimed.withdraw_claim(&letting, &buyer).ok();
    w.cancel_buy_out(&letting).ok();
    let old = w.citizen(2).key();
    let by_new = ix::withdraw_claim_as(&letting, buyer.key(), old, Some(buyer.citizen));
    w.send(&[by_new], &[&buyer.wallet]).ok();
}

#[test]
fn a_claim_earned_by_two_citizens_of_one_wallet_is_the_wallets_alone() {
    let (w, letting) = noticed();
    w.wait(NOTICE);
    w.complete_buy_out(&letting).ok();
    // Citizen 1 leaves, joins anew with the same wallet, and is another citizen, who buys and sells again.
    let one = w.citizen(1).clone();
    w.send(&[ix::renounce(&one)], &[&one.wallet]).ok();
    w.send(&[ix::close_citizen(&one, one.key())], &[&one.wallet]).ok();
    w.send(&[ix::join(&one)], &[&one.wallet]).ok();
    let serial = w.citizen_account(&one).serial;
    assert_ne!(serial, 1);
    w.pay_rent(&letting, w.citizen(2), PRICE).ok();
    w.wait(TENURE);
    w.buy_out(&letting, &one).ok();
    w.wait(NOTICE);
    w.complete_buy_out(&letting).ok();
    w.wait(TENURE);
    w.buy_out(&letting, w.citizen(3)).ok();
    w.wait(NOTICE);
    w.complete_buy_out(&letting).ok();
    let claim = w.claim_account(&letting, &one);
    assert_eq!((claim.serial, claim.amount), (land::NO_SERIAL, 2 * (PRICE + DEPOSIT)));
    // A new wallet of the second is not one of the first, so it has no right to the whole.
    let new = w.move_wallet(&one, "a new wallet");
    let by_new = ix::withdraw_claim_as(&letting, new.key(), one.key(), Some(new.citizen));
    w.send(std::slice::from_ref(&by_new), &[&new.wallet]).land_error("NotOwner");
    w.edit::<Citizen>(&new.citizen, |citizen| citizen.serial = land::NO_SERIAL - 1);
    w.send(&[by_new], &[&new.wallet]).land_error("NotOwner");
    w.withdraw_claim(&letting, &one).ok();
}

// Numbers.

#[test]
fn prices_as_large_as_they_can_be_are_reckoned_exactly() {
    let w = World::new(3);
    let till = w.till(w.coin("coin of alpha"), 0);
    let plot = w.parcel();
    let letting = w.next_lease(&plot, &till);
    w.try_offer(&letting, &w.authority(), &harberger(), None).ok();
    let rich = w.citizen(1);
    w.endow(&till.money, &rich.key(), u64::MAX / 2);
    w.send(&[ix::accept_lease(&letting, rich, u64::MAX)], &[&rich.wallet]).ok();
    w.wait(7);
    // A second costs 40,946,123,447 and a bit, rounded up for all of them together.
    let amount = rent(u64::MAX, 7);
    w.send(&[ix::pay_rent(&letting, rich.key(), amount - 1)], &[&rich.wallet]).ok();
    assert_eq!(paid_through(&w, &letting), w.now() - 1);
    // To the end, and no further, whatever is offered.
    let end = w.lease_account(&letting).ends_at;
    let rest = rent(u64::MAX, end - w.now() + 1);
    let paid = w.lease_account(&letting).paid_total;
    w.send(&[ix::pay_rent(&letting, rich.key(), u64::MAX)], &[&rich.wallet]).ok();
    let lease = w.lease_account(&letting);
    assert_eq!((lease.paid_through, lease.paid_total - paid), (end, rest));
    assert_eq!(w.balance(&till), lease.paid_total);
    w.wait(TENURE);
    // Price and deposit together fit into no number.
    w.buy_out(&letting, w.citizen(2)).land_error("ArithmeticOverflow");
}
