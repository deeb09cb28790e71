//! What becomes of a deposit: `propose_deductions`, `accept_deductions`, `waive_deductions`, `release_deposit`,
//! `rule_deposit`, `withdraw_deposit`, `collect_deductions`; and the end of a lease's accounts, `close_lease`.

use civitas_tests::*;
use client::land::accounts::Lease;
use client::land::events::Event;
use client::land::types::{DepositChanged, LeaseTerms};
use land::{CLAIM_TIME, DEPOSIT, RENT, fixed, harberger, lease_state};

/// Three items and what is left.
const ITEMS: [u64; 3] = [1_000_000, 250_000, 7];
const CLAIMED: u64 = 1_250_007;

/// A lease of citizen 1's that has just ended.
fn ended_in(w: &World, till: &Till) -> Letting {
    let letting = w.lease(till, &fixed(), w.citizen(1));
    w.evict(&letting).ok();
    letting
}

fn ended() -> (World, Letting) {
    let w = World::new(3);
    let till = w.till(Money::SOL, 0);
    let letting = ended_in(&w, &till);
    (w, letting)
}

/// A lease of citizen 1's, of whose deposit [`ITEMS`] are claimed.
fn claimed() -> (World, Letting) {
    let (w, letting) = ended();
    w.deduct(&letting, &ITEMS).ok();
    (w, letting)
}

/// Due to the tenant, due to the landlord, and what is open.
fn parts(w: &World, letting: &Letting) -> (u64, u64, u8) {
    let lease = w.lease_account(letting);
    (lease.to_tenant, lease.to_landlord, lease.open)
}

fn event(w: &World, letting: &Letting) -> Event {
    let lease = w.lease_account(letting);
    Event::DepositChanged(DepositChanged {
        lease: letting.address,
        to_tenant: lease.to_tenant,
        tenant_taken: lease.tenant_taken,
        to_landlord: lease.to_landlord,
        landlord_taken: lease.landlord_taken,
        open: lease.open,
        padding: [0; 7],
    })
}

fn founder(w: &World) -> &Keypair {
    &w.nation.founder
}

#[test]
fn deductions_are_itemised_and_the_rest_is_due_at_once() {
    let w = World::new(3);
    for till in w.tills() {
        let letting = ended_in(&w, &till);
        let before = w.lease_account(&letting);
        let receipt = w.deduct(&letting, &ITEMS).ok();
        let mut expected = Lease { claimed: 1, open: 0b111, to_tenant: DEPOSIT - CLAIMED, ..before };
        expected.items[..3].copy_from_slice(&ITEMS);
        for n in 0..3 {
            expected.reasons[n] = ix::reason(n);
        }
        assert_eq!(w.lease_account(&letting), expected);
        assert_eq!(World::land_events(&receipt), [event(&w, &letting)]);
        let purse = w.purse(&till.money, w.citizen(1));
        let receipt = w.withdraw_deposit(&letting, w.citizen(1)).ok();
        assert_eq!(w.purse(&till.money, w.citizen(1)) - purse, DEPOSIT - CLAIMED);
        assert_eq!(World::land_events(&receipt), [event(&w, &letting)]);
        assert_eq!((w.lease_account(&letting).held, w.escrowed(&letting)), (CLAIMED, CLAIMED));
        w.withdraw_deposit(&letting, w.citizen(1)).land_error("NothingDue");
        w.collect_deductions(&letting).land_error("NothingDue");
    }
}

#[test]
fn deductions_are_claimed_once_within_the_claim_time() {
    for (second, open) in [(-1, true), (0, false), (1, false)] {
        let (w, letting) = ended();
        w.wait(CLAIM_TIME + second);
        let outcome = w.deduct(&letting, &[5]);
        if open {
            outcome.ok();
            w.deduct(&letting, &[5]).land_error("AlreadyClaimed");
            // A claim is no less one when all of it is settled.
            w.accept_deductions(&letting, w.citizen(1), 1).ok();
            w.deduct(&letting, &[5]).land_error("AlreadyClaimed");
            w.wait(100 * DAY);
            w.release_deposit(&letting).land_error("AlreadyClaimed");
        } else {
            outcome.land_error("ClaimTooLate");
            w.release_deposit(&letting).ok();
            w.deduct(&letting, &[5]).land_error("AlreadyClaimed");
        }
    }
    // Not while the lease runs, nor of an offer that was withdrawn.
    let (w, letting) = ended();
    let running = w.lease(&letting.till, &fixed(), w.citizen(1));
    w.deduct(&running, &[5]).land_error("NotEnded");
    w.release_deposit(&running).land_error("NotEnded");
    let offered = w.offer(&letting.till, &fixed());
    w.deduct(&offered, &[5]).land_error("NotEnded");
    w.withdraw_offer(&offered, &w.authority()).ok();
    w.deduct(&offered, &[5]).land_error("AlreadyClaimed");
    w.release_deposit(&offered).land_error("AlreadyClaimed");
}

#[test]
fn a_claim_has_one_to_eight_items_of_something_with_a_reason_each() {
    let (w, letting) = ended();
    let authority = w.authority();
    w.deduct(&letting, &[]).land_error("ItemsMalformed");
    w.deduct(&letting, &[1; 9]).land_error("ItemsMalformed");
    w.deduct(&letting, &[1; 20]).land_error("ItemsMalformed");
    w.deduct(&letting, &[0]).land_error("ItemsMalformed");
    w.deduct(&letting, &[5, 0, 5]).land_error("ItemsMalformed");
    w.deduct(&letting, &[DEPOSIT + 1]).land_error("AmountOverDeposit");
    w.deduct(&letting, &[DEPOSIT, 1]).land_error("AmountOverDeposit");
    w.deduct(&letting, &[u64::MAX, u64::MAX]).land_error("AmountOverDeposit");
    for reasons in [vec![], vec![[1; 32]], vec![[1; 32]; 3]] {
        let claim = ix::propose_deductions_for(&letting, &authority, &[5, 6], reasons);
        w.send(&[claim], &[&authority.wallet]).land_error("ItemsMalformed");
    }
    // Eight, and all of the deposit.
    let eighth = DEPOSIT / 8;
    w.deduct(&letting, &[eighth; 8]).ok();
    let lease = w.lease_account(&letting);
    assert_eq!((lease.open, lease.to_tenant, lease.items), (0xff, 0, [eighth; 8]));
    assert_eq!(lease.reasons, std::array::from_fn(ix::reason));
    w.withdraw_deposit(&letting, w.citizen(1)).land_error("NothingDue");
    w.accept_deductions(&letting, w.citizen(1), 0xff).ok();
    assert_eq!(parts(&w, &letting), (0, DEPOSIT, 0));
}

#[test]
fn silence_releases_the_whole_deposit_after_the_claim_time() {
    for (second, over) in [(-1, false), (0, true), (1, true)] {
        let (w, letting) = ended();
        w.wait(CLAIM_TIME + second);
        let outcome = w.release_deposit(&letting);
        if over {
            let receipt = outcome.ok();
            assert_eq!(World::land_events(&receipt), [event(&w, &letting)]);
            assert_eq!(parts(&w, &letting), (DEPOSIT, 0, 0));
            w.release_deposit(&letting).land_error("AlreadyClaimed");
        } else {
            outcome.land_error("ClaimStillPossible");
            w.withdraw_deposit(&letting, w.citizen(1)).land_error("NothingDue");
        }
    }
}

#[test]
fn items_are_accepted_and_waived_in_any_order_each_once() {
    let (w, letting) = claimed();
    let tenant = w.citizen(1);
    w.accept_deductions(&letting, tenant, 0b010).ok();
    assert_eq!(parts(&w, &letting), (DEPOSIT - CLAIMED, ITEMS[1], 0b101));
    w.waive_deductions(&letting, 0b100).ok();
    assert_eq!(parts(&w, &letting), (DEPOSIT - CLAIMED + ITEMS[2], ITEMS[1], 0b001));
    // Settled items, items that never were, none, and one of these among open ones.
    for mask in [0b010, 0b100, 0b110, 0b1000, 0b1001, 0b011, 0, 0xff] {
        w.accept_deductions(&letting, tenant, mask).land_error("ItemNotOpen");
        w.waive_deductions(&letting, mask).land_error("ItemNotOpen");
    }
    let receipt = w.accept_deductions(&letting, tenant, 0b001).ok();
    assert_eq!(World::land_events(&receipt), [event(&w, &letting)]);
    assert_eq!(parts(&w, &letting), (DEPOSIT - CLAIMED + ITEMS[2], ITEMS[0] + ITEMS[1], 0));
    w.accept_deductions(&letting, tenant, 0b001).land_error("ItemNotOpen");
    w.rule_deposit(&letting, 0).land_error("ItemNotOpen");
}

#[test]
fn each_part_is_taken_once_and_exactly_as_it_becomes_due() {
    let w = World::new(3);
    for till in w.tills() {
        let letting = ended_in(&w, &till);
        let tenant = w.citizen(1);
        w.deduct(&letting, &ITEMS).ok();
        let purse = w.purse(&till.money, tenant);
        let (mut to_tenant, mut to_landlord) = (DEPOSIT - CLAIMED, 0);
        let other = usize::from(income::OTHER);
        let check = |to_tenant: u64, to_landlord: u64| {
            assert_eq!(w.purse(&till.money, tenant) - purse, to_tenant);
            assert_eq!(w.ledger(&till).income[other], to_landlord);
            assert_eq!(w.lease_account(&letting).held, DEPOSIT - to_tenant - to_landlord);
            assert_eq!(w.escrowed(&letting), DEPOSIT - to_tenant - to_landlord);
        };
        w.withdraw_deposit(&letting, tenant).ok();
        check(to_tenant, 0);
        w.accept_deductions(&letting, tenant, 0b001).ok();
        w.withdraw_deposit(&letting, tenant).land_error("NothingDue");
        let receipt = w.collect_deductions(&letting).ok();
        assert_eq!(World::land_events(&receipt), [event(&w, &letting)]);
        to_landlord += ITEMS[0];
        check(to_tenant, to_landlord);
        w.collect_deductions(&letting).land_error("NothingDue");
        w.waive_deductions(&letting, 0b010).ok();
        w.withdraw_deposit(&letting, tenant).ok();
        to_tenant += ITEMS[1];
        check(to_tenant, to_landlord);
        w.close_lease(&letting).land_error("NotSettled");
        w.rule_deposit(&letting, 3).ok();
        w.withdraw_deposit(&letting, tenant).ok();
        check(to_tenant + 4, to_landlord);
        w.close_lease(&letting).land_error("NotSettled");
        w.collect_deductions(&letting).ok();
        check(to_tenant + 4, to_landlord + 3);
        assert_eq!((w.lease_account(&letting).held, w.escrowed(&letting)), (0, 0));
        w.withdraw_deposit(&letting, tenant).land_error("NothingDue");
        w.collect_deductions(&letting).land_error("NothingDue");
        w.close_lease(&letting).ok();
    }
}

#[test]
fn silence_is_no_consent_and_the_court_splits_what_is_open() {
    let open = CLAIMED - ITEMS[1];
    for (given, refused) in [(0, false), (1, false), (open / 2, false), (open, false), (open + 1, true)] {
        let (w, letting) = claimed();
        w.accept_deductions(&letting, w.citizen(1), 0b010).ok();
        // A year of silence settles nothing.
        w.wait(365 * DAY);
        w.release_deposit(&letting).land_error("AlreadyClaimed");
        for other in [founder(&w), &w.sibling.founder, &w.citizen(1).wallet] {
            w.rule_deposit_by(&letting, other, given).land_error("NotCourt");
        }
        let outcome = w.rule_deposit(&letting, given);
        if refused {
            outcome.land_error("AmountOverDeposit");
            w.rule_deposit(&letting, u64::MAX).land_error("AmountOverDeposit");
            continue;
        }
        let receipt = outcome.ok();
        assert_eq!(World::land_events(&receipt), [event(&w, &letting)]);
        assert_eq!(parts(&w, &letting), (DEPOSIT - ITEMS[1] - given, ITEMS[1] + given, 0));
        w.rule_deposit(&letting, 0).land_error("ItemNotOpen");
    }
    // Nobody judges their own case, be it as the authority while there is no court, or as a court of their own.
    let (w, letting) = claimed();
    let founder = founder(&w);
    for court in [Address::default(), founder.pubkey()] {
        w.send(&[ix::set_court(&w.nation, founder.pubkey(), court)], &[founder]).ok();
        for judge in [founder, &w.citizen(1).wallet] {
            w.rule_deposit_by(&letting, judge, 0).land_error("NoIndependentCourt");
        }
    }
    // Nothing claimed, nothing to split; and only the own nation's court.
    let (w, letting) = ended();
    w.rule_deposit(&letting, 0).land_error("ItemNotOpen");
    let abroad = Plot { nation: w.sibling.address, ..letting.plot };
    w.rule_deposit_by(&Letting { plot: abroad, ..letting }, &w.sibling.founder, 0).land_error("WrongNation");
}

#[test]
fn only_the_tenant_accepts_and_withdraws() {
    let (w, letting) = claimed();
    let founder = founder(&w);
    for other in [w.citizen(2), &w.stranger(), &Person::holding(founder.insecure_clone(), &w.nation.address)]
    {
        w.accept_deductions(&letting, other, 1).land_error("NotTenant");
        w.withdraw_deposit(&letting, other).land_error("NotTenant");
    }
    let offered = w.offer_to(&letting.till, &fixed(), Some(w.citizen(2).key()));
    w.accept_deductions(&offered, w.citizen(2), 1).land_error("NotTenant");
    w.withdraw_deposit(&offered, w.citizen(2)).land_error("NotTenant");
    // While the lease runs nothing is due, to nobody.
    let running = w.lease(&letting.till, &fixed(), w.citizen(2));
    w.accept_deductions(&running, w.citizen(2), 1).land_error("ItemNotOpen");
    w.waive_deductions(&running, 1).land_error("ItemNotOpen");
    w.withdraw_deposit(&running, w.citizen(2)).land_error("NothingDue");
    w.collect_deductions(&running).land_error("NothingDue");
    w.rule_deposit(&running, 0).land_error("ItemNotOpen");
}

#[test]
fn the_tenant_says_where_the_money_goes() {
    let w = World::new(3);
    for till in w.tills() {
        let letting = ended_in(&w, &till);
        w.deduct(&letting, &ITEMS).ok();
        let tenant = w.citizen(1);
        let to = |destination: Address| {
            let mut withdraw = ix::withdraw_deposit(&letting, tenant.key());
            withdraw.accounts[3].pubkey = destination;
            w.send(&[withdraw], &[&tenant.wallet])
        };
        to(letting.escrow).code(anchor::DUPLICATE_MUTABLE);
        if !till.money.is_sol() {
            to(w.citizen(2).key()).land_error("NotAHolding");
            let other = w.empty_holding(&w.coin("another coin"), &tenant.key());
            to(other).land_error("NotAHolding");
        }
        let elsewhere = w.empty_holding(&till.money, &w.stranger().key());
        let before = w.amount_in(&till.money, &elsewhere);
        to(elsewhere).ok();
        assert_eq!(w.amount_in(&till.money, &elsewhere) - before, DEPOSIT - CLAIMED);
    }
}

#[test]
fn a_frozen_tenant_stops_nobody_else() {
    let w = World::new(3);
    let till = w.till(w.freezable_coin("stable coin"), 0);
    let letting = ended_in(&w, &till);
    let tenant = w.citizen(1);
    w.deduct(&letting, &ITEMS).ok();
    w.freeze(&till.money, &till.money.of(&tenant.key()), true);
    w.accept_deductions(&letting, tenant, 0b111).ok();
    w.withdraw_deposit(&letting, tenant).code(17); // AccountFrozen of SPL Token
    w.collect_deductions(&letting).ok();
    // Any other account will do.
    let mut withdraw = ix::withdraw_deposit(&letting, tenant.key());
    withdraw.accounts[3].pubkey = w.empty_holding(&till.money, &w.citizen(2).key());
    w.send(&[withdraw], &[&tenant.wallet]).ok();
    w.close_lease(&letting).ok();
}

#[test]
fn money_beyond_what_is_booked_is_nobodys() {
    let w = World::new(3);
    for till in w.tills() {
        let letting = ended_in(&w, &till);
        let donor = w.holder_of(&till.money, "a careless donor", 10 * DEPOSIT);
        let gift = World::plain_transfer(
            &till.money,
            &till.money.of(&donor.pubkey()),
            &letting.escrow,
            &donor.pubkey(),
            DEPOSIT,
        );
        w.send(std::slice::from_ref(&gift), &[&donor]).ok();
        assert_eq!(w.escrowed(&letting), 2 * DEPOSIT);
        w.deduct(&letting, &[DEPOSIT]).ok();
        w.accept_deductions(&letting, w.citizen(1), 1).ok();
        w.collect_deductions(&letting).ok();
        w.collect_deductions(&letting).land_error("NothingDue");
        w.withdraw_deposit(&letting, w.citizen(1)).land_error("NothingDue");
        assert_eq!((w.lease_account(&letting).held, w.escrowed(&letting)), (0, DEPOSIT));
        // Closing sends stray tokens to the treasury, where `reconcile` finds them, and lamports with the rent.
        let (holding, rent) = (w.real(&till), w.lamports(&letting.escrow) + w.lamports(&letting.address));
        let (booked, payer) = (w.balance(&till), w.lamports(&w.payer.pubkey()));
        let receipt = w.close_lease(&letting).ok();
        assert_eq!(w.balance(&till), booked);
        assert_eq!(w.lamports(&w.payer.pubkey()), payer + rent - receipt.fee);
        let stray = if till.money.is_sol() { 0 } else { DEPOSIT };
        assert_eq!(w.real(&till) - holding, stray);
        if stray > 0 {
            w.send(&[ix::reconcile(&till)], &[]).ok();
            assert_eq!(w.balance(&till), booked + stray);
        }
    }
}

#[test]
fn a_lease_is_closed_once_it_is_settled_and_empty() {
    let (w, letting) = ended();
    w.close_lease(&letting).land_error("NotSettled");
    w.wait(CLAIM_TIME);
    w.close_lease(&letting).land_error("NotSettled");
    w.release_deposit(&letting).ok();
    w.close_lease(&letting).land_error("NotSettled");
    w.withdraw_deposit(&letting, w.citizen(1)).ok();
    w.close_lease(&letting).ok();
    assert_eq!((w.exists(&letting.address), w.exists(&letting.escrow)), (false, false));
    // Its number is not used again.
    assert_eq!(w.next_lease(&letting.plot, &letting.till).number, 1);
    w.try_offer(&letting, &w.authority(), &fixed(), None).wrong_seeds();
    // While it is on offer or runs it stays; one without a deposit goes as soon as it has ended.
    let plain = w.offer(&letting.till, &LeaseTerms { deposit: 0, ..fixed() });
    w.close_lease(&plain).land_error("NotSettled");
    w.accept(&plain, w.citizen(1)).ok();
    w.close_lease(&plain).land_error("NotSettled");
    w.pay_rent(&plain, w.citizen(1), RENT).ok();
    w.end_lease(&plain, &Landlord::plain(&w.citizen(1).wallet)).ok();
    w.deduct(&plain, &[1]).land_error("AlreadyClaimed");
    w.release_deposit(&plain).land_error("AlreadyClaimed");
    w.close_lease(&plain).ok();
}

#[test]
fn closing_returns_rent_to_whoever_paid_it_and_strays_to_this_treasury() {
    let w = World::new(3);
    let [_, coin, newer] = w.tills();
    let theirs = w.open_till(&w.sibling, coin.money);
    let (letting, other) = (w.offer(&coin, &fixed()), w.offer(&coin, &fixed()));
    w.withdraw_offer(&letting, &w.authority()).ok();
    let refused = |change: &dyn Fn(&mut Instruction), error: &str| {
        let mut close = ix::close_lease(&letting);
        change(&mut close);
        w.send(&[close], &[]).land_error(error);
    };
    refused(&|ix| ix.accounts[2].pubkey = w.citizen(0).key(), "WrongRentPayer");
    refused(&|ix| ix.accounts[1].pubkey = other.escrow, "WrongEscrow");
    refused(&|ix| ix.accounts[3].pubkey = theirs.ledger, "WrongLedger");
    refused(&|ix| ix.accounts[3].pubkey = newer.ledger, "WrongLedger");
    refused(&|ix| ix.accounts[4].pubkey = theirs.holding, "WrongHolding");
    refused(&|ix| ix.accounts[4].pubkey = coin.money.of(&w.citizen(0).key()), "WrongHolding");
    refused(&|ix| ix.accounts[5].pubkey = newer.money.mint, "WrongMint");
    refused(&|ix| ix.accounts[6].pubkey = tokens::TOKEN_2022, "WrongMint");
    w.close_lease(&letting).ok();
}

#[test]
fn collecting_pays_into_this_nations_treasury() {
    let w = World::new(3);
    let [_, coin, newer] = w.tills();
    let theirs = w.open_till(&w.sibling, coin.money);
    let letting = ended_in(&w, &coin);
    w.deduct(&letting, &[DEPOSIT]).ok();
    w.accept_deductions(&letting, w.citizen(1), 1).ok();
    let refused = |till: Till, error: &str| {
        w.send(&[ix::collect_deductions(&Letting { till, ..letting })], &[]).land_error(error);
    };
    refused(theirs, "WrongLedger");
    refused(Till { holding: theirs.holding, ..coin }, "WrongHolding");
    refused(Till { ledger: newer.ledger, ..coin }, "WrongLedger");
    refused(newer, "WrongMint");
    let other = ended_in(&w, &coin);
    let mut mixed = ix::collect_deductions(&letting);
    mixed.accounts[1].pubkey = other.escrow;
    w.send(&[mixed], &[]).land_error("WrongEscrow");
    let mut fake = ix::collect_deductions(&letting);
    fake.accounts[6].pubkey = LAND_ID;
    w.send(&[fake], &[]).land_error("WrongProgram");
    w.collect_deductions(&letting).ok();
    assert_eq!(w.ledger(&coin).income[usize::from(income::OTHER)], DEPOSIT);
}

#[test]
fn an_escrow_that_lost_money_pays_nobody_more_than_it_has() {
    // Nothing can take tokens out of an escrow; were it so, nobody is paid from what is another's.
    let w = World::new(3);
    for till in w.tills() {
        let letting = ended_in(&w, &till);
        w.deduct(&letting, &ITEMS).ok();
        let short = |by: u64| {
            let mut account = w.account(&letting.escrow);
            if till.money.is_sol() {
                account.lamports -= by;
            } else {
                let amount = w.tokens_in(&letting.escrow) - by;
                account.data[64..72].copy_from_slice(&amount.to_le_bytes());
            }
            let copy = w.clone();
            copy.put(&letting.escrow, account);
            copy
        };
        short(1).withdraw_deposit(&letting, w.citizen(1)).land_error("EscrowShort");
        w.accept_deductions(&letting, w.citizen(1), 0b001).ok();
        short(1).collect_deductions(&letting).land_error("EscrowShort");
        w.withdraw_deposit(&letting, w.citizen(1)).ok();
    }
}

#[test]
fn a_harberger_lease_has_a_deposit_like_any_other() {
    let w = World::new(3);
    let till = w.till(w.coin("coin of alpha"), 0);
    let letting = w.lease(&till, &harberger(), w.citizen(1));
    w.wait(land::FORFEIT);
    w.end_lease(&letting, &Landlord::plain(&w.stranger().wallet)).ok();
    assert_eq!(w.lease_account(&letting).state, lease_state::ENDED);
    w.deduct(&letting, &ITEMS).ok();
    w.rule_deposit(&letting, CLAIMED).ok();
    w.withdraw_deposit(&letting, w.citizen(1)).ok();
    w.collect_deductions(&letting).ok();
    w.close_lease(&letting).ok();
}

#[test]
fn the_largest_deposit_is_reckoned_exactly() {
    let w = World::new(3);
    let till = w.till(w.coin("coin of alpha"), 0);
    let plot = w.parcel();
    let letting = w.next_lease(&plot, &till);
    let terms = LeaseTerms { deposit: u64::MAX - 1, ..fixed() };
    w.try_offer(&letting, &w.authority(), &terms, None).ok();
    let rich = w.citizen(1);
    w.endow(&till.money, &rich.key(), u64::MAX - 1);
    w.send(&[ix::accept_lease(&letting, rich, 0)], &[&rich.wallet]).ok();
    w.evict(&letting).ok();
    w.deduct(&letting, &[u64::MAX - 3, 1, 1]).ok();
    w.deduct(&letting, &[1]).land_error("AlreadyClaimed");
    w.accept_deductions(&letting, rich, 0b111).ok();
    w.collect_deductions(&letting).ok();
    assert_eq!(w.balance(&till), u64::MAX - 1);
    w.close_lease(&letting).ok();
}
