//! A lease that runs: `pay_rent`, `declare_arrears`, `declare_default`, `waive_default`, `renew_lease`, `end_lease`,
//! `evict`; what is due, what is late, and who may end it when.

use civitas_tests::*;
use client::land::accounts::Lease;
use client::land::events::Event;
use client::land::types::{LeaseChanged, LeaseTerms, RentPaid};
use client::membership::accounts::{Citizen, Nation as NationAccount};
use land::{CURE, GRACE, PERIOD, RENT, fixed, harberger, lease_state};

fn world() -> (World, Till) {
    let w = World::new(4);
    let till = w.till(Money::SOL, 0);
    (w, till)
}

/// A lease of citizen 1's, by [`fixed`] terms, from now on.
fn running() -> (World, Letting) {
    let (w, till) = world();
    let letting = w.lease(&till, &fixed(), w.citizen(1));
    (w, letting)
}

/// The share of an amount, rounded up.
fn share(amount: u64, bps: u16) -> u64 {
    (u128::from(amount) * u128::from(bps)).div_ceil(10_000) as u64
}

/// The rent of each of `count` periods.
fn rents(terms: &LeaseTerms, count: usize) -> Vec<u64> {
    std::iter::successors(Some(terms.rent), |rent| Some(rent + share(*rent, terms.escalator_bps)))
        .take(count)
        .collect()
}

/// The late fee of a period's rent, by [`fixed`] terms.
fn fee(rent: u64) -> u64 {
    share(rent, fixed().late_fee_bps)
}

fn state(w: &World, letting: &Letting) -> u8 {
    w.lease_account(letting).state
}

/// Pays, for citizen 1, what must be paid for nothing to be late.
fn pay(w: &World, letting: &Letting, amount: u64) -> Outcome {
    w.pay_rent(letting, w.citizen(1), amount)
}

fn rent_income(w: &World, till: &Till) -> u64 {
    w.ledger(till).income[usize::from(income::RENT)]
}

#[test]
fn rent_is_paid_period_by_period_into_the_treasury() {
    let w = World::new(3);
    for till in w.tills() {
        let terms = fixed();
        let letting = w.lease(&till, &terms, w.citizen(1));
        let start = w.now();
        let mut paid = 0;
        let all = rents(&terms, 7);
        for (period, rent) in (0..).zip(all[..6].iter().copied()) {
            w.at(start + period * PERIOD);
            let (before, real) = (w.lease_account(&letting), w.real(&till));
            let purse = w.purse(&till.money, w.citizen(1));
            let receipt = pay(&w, &letting, rent).ok();
            paid += rent;
            let expected = Lease {
                paid_periods: period as u32 + 1,
                next_rent: all[period as usize + 1],
                paid_total: paid,
                ..before
            };
            assert_eq!(w.lease_account(&letting), expected);
            assert_eq!((rent_income(&w, &till), w.balance(&till)), (paid, paid));
            assert_eq!(w.real(&till) - real, rent);
            assert_eq!(purse - w.purse(&till.money, w.citizen(1)), rent);
            let event = RentPaid {
                lease: letting.address,
                payer: w.citizen(1).key(),
                amount: rent,
                paid_total: paid,
                paid_through: start + (period + 1) * PERIOD,
            };
            assert_eq!(World::land_events(&receipt), [Event::RentPaid(event)]);
        }
        pay(&w, &letting, 1).land_error("AmountOverRent");
        // The escrow is not touched by rent.
        assert_eq!(w.escrowed(&letting), land::DEPOSIT);
    }
}

#[test]
fn money_pays_the_oldest_period_whole_and_the_rest_is_credit() {
    let (w, letting) = running();
    let all = rents(&fixed(), 7);
    let account = |w: &World| {
        let lease = w.lease_account(&letting);
        (lease.paid_periods, lease.next_rent, lease.credit, lease.paid_total)
    };
    pay(&w, &letting, 1).ok();
    assert_eq!(account(&w), (0, all[0], 1, 1));
    pay(&w, &letting, all[0] - 2).ok();
    assert_eq!(account(&w), (0, all[0], all[0] - 1, all[0] - 1));
    pay(&w, &letting, 1).ok();
    assert_eq!(account(&w), (1, all[1], 0, all[0]));
    // Two periods and part of a third at once.
    pay(&w, &letting, all[1] + all[2] + 77).ok();
    assert_eq!(account(&w), (3, all[3], 77, all[..3].iter().sum::<u64>() + 77));
    // The rest of the lease to the unit, and not one more.
    let rest = all[3] + all[4] + all[5] - 77;
    for amount in [rest + 1, u64::MAX, u64::MAX - 76] {
        pay(&w, &letting, amount).land_error("AmountOverRent");
    }
    pay(&w, &letting, 0).land_error("AmountZero");
    pay(&w, &letting, rest).ok();
    assert_eq!(account(&w), (6, all[6], 0, all[..6].iter().sum()));
    pay(&w, &letting, 1).land_error("AmountOverRent");
}

#[test]
fn a_late_fee_is_due_from_the_last_second_of_grace_on() {
    for (second, late) in [(-1, false), (0, true), (1, true)] {
        let (w, letting) = running();
        w.wait(GRACE + second);
        let price = RENT + if late { fee(RENT) } else { 0 };
        assert_eq!(fee(RENT), 100_001, "rounded up");
        pay(&w, &letting, price - 1).ok();
        assert_eq!(w.lease_account(&letting).paid_periods, 0);
        pay(&w, &letting, 1).ok();
        let lease = w.lease_account(&letting);
        assert_eq!((lease.paid_periods, lease.credit), (1, 0));
    }
}

#[test]
fn the_fee_is_of_each_late_period_and_of_its_rent() {
    let (w, letting) = running();
    let all = rents(&fixed(), 6);
    // Three periods late, the fourth due.
    w.wait(3 * PERIOD);
    let late: u64 = all[..3].iter().map(|rent| rent + fee(*rent)).sum();
    pay(&w, &letting, late + all[3] - 1).ok();
    let lease = w.lease_account(&letting);
    assert_eq!((lease.paid_periods, lease.credit), (3, all[3] - 1));
    // What was credit in time is late too, unless the price was whole.
    w.wait(GRACE);
    pay(&w, &letting, fee(all[3])).ok();
    assert_eq!(
        (w.lease_account(&letting).paid_periods, w.lease_account(&letting).credit),
        (3, all[3] - 1 + fee(all[3]))
    );
    pay(&w, &letting, 1).ok();
    assert_eq!(w.lease_account(&letting).paid_periods, 4);
    // To the end, no more than is left.
    pay(&w, &letting, all[4] + all[5] + 1).land_error("AmountOverRent");
    pay(&w, &letting, all[4] + all[5]).ok();
}

#[test]
fn arrears_are_declared_from_the_end_of_grace_on_and_cured_by_paying_what_is_late() {
    let (w, letting) = running();
    w.wait(GRACE - 1);
    w.declare_arrears(&letting).land_error("RentNotLate");
    w.wait(1);
    let receipt = w.declare_arrears(&letting).ok();
    let event = changed(&w, &letting);
    assert_eq!(World::land_events(&receipt), [Event::LeaseChanged(event)]);
    assert_eq!(state(&w, &letting), lease_state::ARREARS);
    w.declare_arrears(&letting).land_error("NotInOrder");
    // Part of it cures nothing; all of it does.
    pay(&w, &letting, RENT + fee(RENT) - 1).ok();
    assert_eq!(state(&w, &letting), lease_state::ARREARS);
    let receipt = pay(&w, &letting, 1).ok();
    assert_eq!(state(&w, &letting), lease_state::ACTIVE);
    assert_eq!(World::land_events(&receipt)[1..], [Event::LeaseChanged(changed(&w, &letting))]);
    w.declare_arrears(&letting).land_error("RentNotLate");
    // What is due but not late is no arrears.
    w.at(w.lease_account(&letting).starts_at + PERIOD + GRACE - 1);
    w.declare_arrears(&letting).land_error("RentNotLate");
    w.wait(1);
    w.declare_arrears(&letting).ok();
}

/// The event for a lease as it is now.
fn changed(w: &World, letting: &Letting) -> LeaseChanged {
    let lease = w.lease_account(letting);
    LeaseChanged {
        lease: letting.address,
        parcel: letting.plot.address,
        tenant: lease.tenant,
        at: w.now(),
        ends_at: lease.ends_at,
        price: lease.price,
        state: lease.state,
        padding: [0; 7],
    }
}

#[test]
fn default_is_declared_when_the_time_to_cure_the_oldest_period_is_over() {
    let (w, letting) = running();
    let start = w.now();
    w.at(start + GRACE + CURE);
    w.declare_default(&letting).land_error("NotInArrears");
    w.at(start + GRACE);
    w.declare_arrears(&letting).ok();
    w.at(start + GRACE + CURE - 1);
    w.declare_default(&letting).land_error("CureRunning");
    w.at(start + GRACE + CURE);
    w.declare_default(&letting).ok();
    assert_eq!(state(&w, &letting), lease_state::DEFAULT);
    w.declare_default(&letting).land_error("NotInArrears");
    w.declare_arrears(&letting).land_error("NotInOrder");
}

#[test]
fn paying_the_oldest_period_moves_the_time_to_cure_on() {
    let (w, letting) = running();
    let (start, all) = (w.now(), rents(&fixed(), 3));
    // Two periods late: paying the first leaves it in arrears, by the second.
    w.at(start + PERIOD + GRACE);
    w.declare_arrears(&letting).ok();
    pay(&w, &letting, all[0] + fee(all[0])).ok();
    assert_eq!(state(&w, &letting), lease_state::ARREARS);
    w.at(start + PERIOD + GRACE + CURE - 1);
    w.declare_default(&letting).land_error("CureRunning");
    let cured = w.clone();
    pay(&cured, &letting, all[1] + fee(all[1])).ok();
    assert_eq!(state(&cured, &letting), lease_state::ACTIVE);
    w.wait(1);
    w.declare_default(&letting).ok();
}

#[test]
fn default_is_not_cured_by_paying_but_can_be_waived_then() {
    let (w, letting) = running();
    let outsider = Landlord::plain(&w.stranger().wallet);
    w.wait(GRACE);
    w.declare_arrears(&letting).ok();
    w.waive_default(&letting, &w.authority()).land_error("NotInDefault");
    w.wait(CURE);
    w.declare_default(&letting).ok();
    w.waive_default(&letting, &w.authority()).land_error("RentLate");
    pay(&w, &letting, RENT + fee(RENT) - 1).ok();
    w.waive_default(&letting, &w.authority()).land_error("RentLate");
    pay(&w, &letting, 1).ok();
    assert_eq!(state(&w, &letting), lease_state::DEFAULT);
    // Whole years ahead do not help either.
    pay(&w, &letting, rents(&fixed(), 2)[1]).ok();
    assert_eq!(state(&w, &letting), lease_state::DEFAULT);
    w.waive_default(&letting, &outsider).membership_error("NotAuthority");
    let tenant = Landlord::plain(&w.citizen(1).wallet);
    w.waive_default(&letting, &tenant).membership_error("NotAuthority");
    let receipt = w.waive_default(&letting, &w.authority()).ok();
    assert_eq!(state(&w, &letting), lease_state::ACTIVE);
    assert_eq!(World::land_events(&receipt), [Event::LeaseChanged(changed(&w, &letting))]);
    w.waive_default(&letting, &w.authority()).land_error("NotInDefault");
}

#[test]
fn a_default_waived_while_the_next_rent_is_late_again_is_refused() {
    let (w, letting) = running();
    let start = w.now();
    w.at(start + GRACE + CURE);
    w.declare_arrears(&letting).ok();
    w.declare_default(&letting).ok();
    pay(&w, &letting, RENT + fee(RENT)).ok();
    w.at(start + PERIOD + GRACE - 1);
    w.clone().waive_default(&letting, &w.authority()).ok();
    w.at(start + PERIOD + GRACE);
    w.waive_default(&letting, &w.authority()).land_error("RentLate");
}

#[test]
fn a_lease_paid_ahead_is_never_late() {
    let (w, letting) = running();
    let all: u64 = rents(&fixed(), 6).iter().sum();
    pay(&w, &letting, all).ok();
    for period in 0..6 {
        w.at(w.lease_account(&letting).starts_at + period * PERIOD + GRACE);
        w.declare_arrears(&letting).land_error("RentNotLate");
    }
    // All is paid, also when the time is up and nobody has ended it.
    w.at(w.lease_account(&letting).ends_at + 10 * DAY);
    w.declare_arrears(&letting).land_error("RentNotLate");
    pay(&w, &letting, 1).land_error("AmountOverRent");
}

#[test]
fn anyone_pays_for_anyone_while_the_lease_runs() {
    let (w, letting) = running();
    let outsider = w.stranger();
    w.pay_rent(&letting, &outsider, 5).ok();
    w.pay_rent(&letting, &w.sibling.people[0], 6).ok();
    w.pay_rent(&letting, w.citizen(3), 7).ok();
    assert_eq!(w.lease_account(&letting).credit, 18);
    // In arrears, in default, and after the time is up, as long as nobody has ended it.
    w.wait(GRACE);
    w.declare_arrears(&letting).ok();
    w.pay_rent(&letting, &outsider, 1).ok();
    w.wait(CURE);
    w.declare_default(&letting).ok();
    w.pay_rent(&letting, &outsider, 1).ok();
    w.at(w.lease_account(&letting).ends_at + 1);
    w.pay_rent(&letting, &outsider, 1).ok();
    w.end_lease(&letting, &Landlord::plain(&outsider.wallet)).ok();
    w.pay_rent(&letting, &outsider, 1).land_error("NotRunning");
    // Not on offer either.
    let offered = w.offer(&letting.till, &fixed());
    w.pay_rent(&offered, &outsider, 1).land_error("NotRunning");
    w.withdraw_offer(&offered, &w.authority()).ok();
    w.pay_rent(&offered, &outsider, 1).land_error("NotRunning");
}

#[test]
fn rent_goes_to_this_nations_treasury_and_nowhere_else() {
    let w = World::new(2);
    let [sol, coin, newer] = w.tills();
    let theirs = w.open_till(&w.sibling, coin.money);
    let letting = w.lease(&coin, &fixed(), w.citizen(1));
    let tenant = w.citizen(1);
    let with = |till: Till| ix::pay_rent(&Letting { till, ..letting }, tenant.key(), RENT);
    let refused = |instruction: Instruction, error: &str| {
        w.send(&[instruction], &[&tenant.wallet]).land_error(error);
    };
    refused(with(theirs), "WrongLedger");
    refused(with(Till { ledger: theirs.ledger, ..coin }), "WrongLedger");
    refused(with(Till { ledger: newer.ledger, ..coin }), "WrongLedger");
    refused(with(Till { holding: theirs.holding, ..coin }), "WrongHolding");
    refused(with(Till { holding: coin.money.of(&w.citizen(0).key()), ..coin }), "WrongHolding");
    refused(with(newer), "WrongMint");
    refused(with(sol), "WrongMint");
    let mut fake = with(coin);
    fake.accounts[7].pubkey = LAND_ID;
    refused(fake, "WrongProgram");
    // Another's tokens; not enough; a token program that is not the mint's.
    w.equip(&coin.money, w.citizen(0));
    let mut theft = with(coin);
    theft.accounts[1].pubkey = coin.money.of(&w.citizen(0).key());
    w.send(&[theft], &[&tenant.wallet]).code(4); // OwnerMismatch of SPL Token
    let wrong_program = Money { program: tokens::TOKEN_2022, ..coin.money };
    let instruction =
        ix::pay_rent(&Letting { till: Till { money: wrong_program, ..coin }, ..letting }, tenant.key(), RENT);
    let mut instruction = instruction;
    instruction.accounts[1].pubkey = coin.money.of(&tenant.key());
    w.send(&[instruction], &[&tenant.wallet]).treasury_error("WrongTokenProgram");
    let poor = w.stranger();
    w.endow(&coin.money, &poor.key(), RENT - 1);
    w.send(&[ix::pay_rent(&letting, poor.key(), RENT)], &[&poor.wallet]).code(1); // InsufficientFunds
    // Paid out of the vault into itself.
    let mut circular = with(coin);
    circular.accounts[1].pubkey = coin.holding;
    w.send(&[circular], &[&tenant.wallet]).code(anchor::DUPLICATE_MUTABLE);
    assert_eq!(rent_income(&w, &coin), 0);
    // For SOL it is the payer's own, signed for.
    let letting = w.lease(&sol, &fixed(), tenant);
    let mut theft = ix::pay_rent(&letting, tenant.key(), RENT);
    theft.accounts[1].pubkey = w.citizen(0).key();
    w.send(&[theft], &[&tenant.wallet]).treasury_error("SourceNotPayer");
}

#[test]
fn the_ledgers_income_is_what_all_leases_were_paid() {
    let w = World::new(4);
    for till in w.tills() {
        let lettings: Vec<_> = (1..4)
            .map(|n| w.lease(&till, &if n == 2 { harberger() } else { fixed() }, w.citizen(n)))
            .collect();
        w.wait(DAY);
        for (n, letting) in (0u64..).zip(&lettings) {
            for amount in [1_000_000, 77_777 * (n + 1), 500_000] {
                w.pay_rent(letting, w.citizen(1 + n as usize), amount).ok();
            }
        }
        let sum: u64 = lettings.iter().map(|letting| w.lease_account(letting).paid_total).sum();
        assert_eq!(rent_income(&w, &till), sum);
        assert_eq!((w.balance(&till), w.real(&till) - w.ledger(&till).reserve), (sum, sum));
    }
}

// Renewal.

#[test]
fn a_renewal_adds_a_duration_and_changes_no_terms() {
    let (w, letting) = running();
    let (terms, all) = (fixed(), rents(&fixed(), 19));
    pay(&w, &letting, all[..6].iter().sum()).ok();
    let first_end = w.lease_account(&letting).ends_at;
    w.at(first_end - 1);
    let receipt = w.renew(&letting, w.citizen(1)).ok();
    assert_eq!(World::land_events(&receipt), [Event::LeaseChanged(changed(&w, &letting))]);
    let lease = w.lease_account(&letting);
    assert_eq!((lease.ends_at, lease.renewals_left), (first_end + 6 * PERIOD, 1));
    assert_eq!((lease.paid_periods, lease.next_rent), (6, all[6]));
    // The rent goes on where it was: no step back, none left out.
    w.at(first_end);
    pay(&w, &letting, all[6]).ok();
    assert_eq!(w.lease_account(&letting).next_rent, all[7]);
    // Both renewals at once, then none.
    w.renew(&letting, w.citizen(1)).ok();
    w.renew(&letting, w.citizen(1)).land_error("NoRenewalLeft");
    let lease = w.lease_account(&letting);
    assert_eq!((lease.ends_at, lease.renewals_left), (first_end + 12 * PERIOD, 0));
    assert_eq!(lease.terms, terms);
    let rest: u64 = all[7..18].iter().sum();
    pay(&w, &letting, rest + 1).land_error("AmountOverRent");
    pay(&w, &letting, rest).ok();
    assert_eq!(w.lease_account(&letting).paid_total, all[..18].iter().sum::<u64>());
}

#[test]
fn renewing_is_for_the_tenant_in_time_and_in_order() {
    let (w, letting) = running();
    let tenant = w.citizen(1);
    // Rent that is due but not late does not matter; late it does, declared or not.
    w.clone().renew(&letting, tenant).ok();
    let late = w.clone();
    late.wait(GRACE - 1);
    late.clone().renew(&letting, tenant).ok();
    late.wait(1);
    late.renew(&letting, tenant).land_error("RentLate");
    late.declare_arrears(&letting).ok();
    late.renew(&letting, tenant).land_error("RentLate");
    late.wait(CURE);
    late.declare_default(&letting).ok();
    pay(&late, &letting, RENT + fee(RENT)).ok();
    late.renew(&letting, tenant).land_error("RentLate"); // in default still
    late.waive_default(&letting, &w.authority()).ok();
    late.renew(&letting, tenant).ok();
    // Nobody else; nobody with another's citizenship.
    w.renew(&letting, w.citizen(2)).land_error("NotTenant");
    let mut borrowed = ix::renew_lease(&letting, tenant);
    borrowed.accounts[1].pubkey = w.citizen(2).citizen;
    w.send(&[borrowed], &[&tenant.wallet]).land_error("WrongCitizen");
    let mut abroad = ix::renew_lease(&letting, tenant);
    abroad.accounts[1].pubkey = w.sibling.people[0].citizen;
    w.send(&[abroad], &[&tenant.wallet]).land_error("WrongNation");
    // The last second, and after it.
    pay(&w, &letting, rents(&fixed(), 6).iter().sum()).ok();
    let end = w.lease_account(&letting).ends_at;
    for (second, open) in [(-1, true), (0, false), (1, false)] {
        let w = w.clone();
        w.at(end + second);
        let outcome = w.renew(&letting, tenant);
        if open {
            outcome.ok();
        } else {
            outcome.land_error("LeaseOver");
        }
    }
    w.evict(&letting).ok();
    w.renew(&letting, tenant).land_error("NotRunning");
    let offered = w.offer_to(&letting.till, &fixed(), Some(tenant.key()));
    w.renew(&offered, tenant).land_error("NotTenant");
}

#[test]
fn who_is_no_citizen_any_more_keeps_the_lease_and_cannot_renew_it() {
    type Fall = fn(&World, &Person);
    let falls: [(&str, Fall); 5] = [
        ("Suspended", |w, tenant| {
            let founder = &w.nation.founder;
            w.send(&[ix::suspend(tenant, founder.pubkey(), w.now() + 300 * DAY)], &[founder]).ok();
        }),
        ("Lapsed", |w, tenant| {
            let now = w.now();
            w.edit::<Citizen>(&tenant.citizen, |citizen| citizen.expires_at = now);
        }),
        ("NotCitizen", |w, tenant| {
            let founder = &w.nation.founder;
            w.send(&[ix::set_tier(tenant, founder.pubkey(), 0)], &[founder]).ok();
        }),
        ("NotActive", |w, tenant| {
            w.send(&[ix::renounce(tenant)], &[&tenant.wallet]).ok();
        }),
        ("NotActive", |w, tenant| {
            let founder = &w.nation.founder;
            w.send(&[ix::revoke(tenant, founder.pubkey())], &[founder]).ok();
        }),
    ];
    for (error, fall) in falls {
        let (w, letting) = running();
        let tenant = w.citizen(1);
        fall(&w, tenant);
        w.renew(&letting, tenant).land_error(error);
        // All that is theirs stays theirs.
        pay(&w, &letting, RENT).ok();
        let other = w.offer_to(&letting.till, &fixed(), Some(tenant.key()));
        w.accept(&other, tenant).land_error(error);
        w.end_lease(&letting, &Landlord::plain(&tenant.wallet)).ok();
        w.deduct(&letting, &[5, 6]).ok();
        w.accept_deductions(&letting, tenant, 0b01).ok();
        w.withdraw_deposit(&letting, tenant).ok();
        assert_eq!(w.escrowed(&letting), 11);
    }
}

// The end.

/// Brings a fresh lease of citizen 1's to a point of its life.
type Stage = fn(&World, &Letting);

const STAGES: [(&str, Stage); 9] = [
    ("rent is due", |_, _| {}),
    ("paid", |w, l| {
        pay(w, l, RENT).ok();
    }),
    ("late", |w, _| {
        w.wait(GRACE);
    }),
    ("in arrears", |w, l| {
        w.wait(GRACE);
        w.declare_arrears(l).ok();
    }),
    ("in default", in_default),
    ("in default, all paid", |w, l| {
        in_default(w, l);
        pay(w, l, RENT + fee(RENT)).ok();
    }),
    ("a second before the end", |w, l| {
        pay(w, l, rents(&fixed(), 6).iter().sum()).ok();
        w.at(w.lease_account(l).ends_at - 1);
    }),
    ("at the end", |w, l| {
        w.at(w.lease_account(l).ends_at);
    }),
    ("after the end", |w, l| {
        in_default(w, l);
        w.at(w.lease_account(l).ends_at + 1);
    }),
];

fn in_default(w: &World, letting: &Letting) {
    w.wait(GRACE);
    w.declare_arrears(letting).ok();
    w.wait(CURE);
    w.declare_default(letting).ok();
}

#[test]
fn who_may_end_a_lease_when() {
    const EARLY: &str = "NotAllowedToEnd";
    const DUE: &str = "RentDue";
    const OTHER: &str = "membership: NotAuthority";
    // Tenant; authority; steward; somebody else.
    let allowed: [[&str; 4]; 9] = [
        [DUE, EARLY, EARLY, EARLY],
        ["", EARLY, EARLY, EARLY],
        [DUE, EARLY, EARLY, EARLY],
        [DUE, EARLY, EARLY, EARLY],
        [DUE, "", "", OTHER],
        ["", "", "", OTHER],
        ["", EARLY, EARLY, EARLY],
        ["", "", "", ""],
        ["", "", "", ""],
    ];
    for ((stage, bring), row) in STAGES.into_iter().zip(allowed) {
        let (w, letting) = running();
        let steward = w.steward(w.citizen(2));
        bring(&w, &letting);
        let tenant = Landlord::plain(&w.citizen(1).wallet);
        let parties = [tenant, w.authority(), steward, Landlord::plain(&w.stranger().wallet)];
        for (n, (party, expected)) in parties.iter().zip(row).enumerate() {
            println!("{stage}, party {n}");
            let w = w.clone();
            let outcome = w.end_lease(&letting, party);
            match expected.strip_prefix("membership: ") {
                Some(error) => outcome.membership_error(error),
                None if expected.is_empty() => {
                    let receipt = outcome.ok();
                    let lease = w.lease_account(&letting);
                    assert_eq!((lease.state, lease.ended_at), (lease_state::ENDED, w.now()));
                    assert_eq!(World::land_events(&receipt), [Event::LeaseChanged(changed(&w, &letting))]);
                    assert_eq!(w.parcel_account(&letting.plot).current, Address::default());
                    assert_eq!(w.registry_account(&w.nation).leases, 0);
                    w.end_lease(&letting, party).land_error("NotRunning");
                }
                None => outcome.land_error(expected),
            }
        }
    }
}

#[test]
fn the_tenant_of_one_lease_ends_no_other() {
    let (w, letting) = running();
    let other = w.lease(&letting.till, &fixed(), w.citizen(2));
    let tenant = Landlord::plain(&w.citizen(2).wallet);
    pay(&w, &letting, RENT).ok();
    w.pay_rent(&other, w.citizen(2), RENT).ok();
    w.end_lease(&letting, &tenant).land_error("NotAllowedToEnd");
    // With the accounts of the own lease's parcel.
    let mixed = Letting { plot: other.plot, ..letting };
    w.end_lease(&mixed, &tenant).land_error("WrongParcel");
    w.registry(&w.sibling);
    let theirs = Plot { registry: addresses::registry(&w.sibling.address).0, ..letting.plot };
    w.end_lease(&Letting { plot: theirs, ..letting }, &tenant).land_error("WrongNation");
    let theirs = Plot { nation: w.sibling.address, ..letting.plot };
    w.end_lease(&Letting { plot: theirs, ..letting }, &tenant).land_error("WrongNation");
    w.end_lease(&other, &tenant).ok();
}

#[test]
fn an_offer_is_ended_by_nobody() {
    let (w, till) = world();
    let letting = w.offer(&till, &fixed());
    w.end_lease(&letting, &w.authority()).land_error("NotRunning");
    w.evict(&letting).land_error("NotRunning");
    w.declare_arrears(&letting).land_error("NotRunning");
    w.declare_default(&letting).land_error("NotInArrears");
    w.waive_default(&letting, &w.authority()).land_error("NotInDefault");
}

#[test]
fn the_court_evicts_at_any_time() {
    for (stage, bring) in STAGES {
        println!("{stage}");
        let (w, letting) = running();
        bring(&w, &letting);
        let founder = w.nation.founder.insecure_clone();
        // Nobody else, and nobody at all while there is no court.
        w.evict_by(&letting, &founder).land_error("NoIndependentCourt");
        let court = w.court();
        for other in [&founder, &w.sibling.founder, &w.citizen(1).wallet] {
            w.evict_by(&letting, other).land_error("NotCourt");
        }
        let receipt = w.evict_by(&letting, &court).ok();
        let lease = w.lease_account(&letting);
        assert_eq!((lease.state, lease.ended_at), (lease_state::EVICTED, w.now()));
        assert_eq!(World::land_events(&receipt), [Event::LeaseChanged(changed(&w, &letting))]);
        assert_eq!(w.parcel_account(&letting.plot).current, Address::default());
        w.evict_by(&letting, &court).land_error("NotRunning");
        pay(&w, &letting, 1).land_error("NotRunning");
        // The parcel is let again at once, to the same citizen if need be.
        let next = w.next_lease(&letting.plot, &letting.till);
        w.try_offer(&next, &w.authority(), &fixed(), None).ok();
        w.accept(&next, w.citizen(1)).ok();
    }
}

#[test]
fn no_landlord_is_the_judge() {
    let (w, letting) = running();
    let founder = w.nation.founder.insecure_clone();
    let elected = client::dev_keys::keypair("an elected authority");
    w.fund(&elected.pubkey());
    let set = |authority: &Keypair, court: &Keypair| {
        w.edit::<NationAccount>(&w.nation.address, |nation| {
            (nation.authority, nation.court) = (authority.pubkey(), court.pubkey());
        });
    };
    // The founder as the court, in power and after; the authority as the court.
    for (authority, court) in [(&founder, &founder), (&elected, &founder), (&elected, &elected)] {
        set(authority, court);
        w.evict_by(&letting, court).land_error("NoIndependentCourt");
        w.evict_by(&letting, &w.citizen(1).wallet).land_error("NoIndependentCourt");
    }
    set(&elected, &w.citizen(3).wallet);
    w.evict_by(&letting, &elected).land_error("NotCourt");
    w.evict_by(&letting, &w.citizen(3).wallet).ok();
}

#[test]
fn the_court_of_another_nation_evicts_nobody() {
    let (w, letting) = running();
    w.registry(&w.sibling);
    let founder = &w.sibling.founder;
    let theirs = Plot { nation: w.sibling.address, ..letting.plot };
    w.evict_by(&Letting { plot: theirs, ..letting }, founder).land_error("WrongNation");
    let mut evict = ix::evict(&letting, founder.pubkey());
    evict.accounts[2].pubkey = addresses::registry(&w.sibling.address).0;
    w.send(&[evict], &[founder]).land_error("WrongNation");
    let other = w.lease(&letting.till, &fixed(), w.citizen(2));
    let mixed = Letting { plot: other.plot, ..letting };
    w.evict(&mixed).land_error("WrongParcel");
}

#[test]
fn a_harberger_lease_has_no_arrears() {
    let (w, till) = world();
    let letting = w.lease(&till, &harberger(), w.citizen(1));
    w.wait(land::FORFEIT);
    w.declare_arrears(&letting).land_error("NotFixed");
    w.declare_default(&letting).land_error("NotInArrears");
}

// Numbers.

#[test]
fn rents_as_large_as_they_can_be_are_reckoned_exactly() {
    let w = World::new(2);
    let coin = w.coin("coin of alpha");
    let till = w.till(coin, 0);
    let terms = LeaseTerms {
        rent: u64::MAX / 40,
        renewals: 2,
        late_fee_bps: 10_000,
        escalator_bps: 0,
        deposit: 1,
        ..fixed()
    };
    let plot = w.parcel();
    let letting = w.next_lease(&plot, &till);
    w.try_offer(&letting, &w.authority(), &terms, None).ok();
    let rich = w.citizen(1);
    w.endow(&coin, &rich.key(), u64::MAX - 1);
    w.send(&[ix::accept_lease(&letting, rich, 0)], &[&rich.wallet]).ok();
    // Six periods, all late: twice their rent.
    w.at(w.lease_account(&letting).ends_at);
    let all = 12 * terms.rent;
    w.send(&[ix::pay_rent(&letting, rich.key(), all + 1)], &[&rich.wallet]).land_error("AmountOverRent");
    w.send(&[ix::pay_rent(&letting, rich.key(), all)], &[&rich.wallet]).ok();
    assert_eq!((w.lease_account(&letting).paid_periods, rent_income(&w, &till)), (6, all));
    // What was ever paid fits into its field, or is refused.
    let letting = w.lease(&w.till(Money::SOL, 0), &fixed(), rich);
    w.edit::<Lease>(&letting.address, |lease| lease.paid_total = u64::MAX);
    pay(&w, &letting, 1).land_error("ArithmeticOverflow");
}

#[test]
fn six_hundred_periods_are_reckoned_within_the_limit() {
    let (w, till) = world();
    let terms =
        LeaseTerms { period: 86_400, duration: 600 * 86_400, renewals: 0, escalator_bps: 10, ..fixed() };
    let letting = w.lease(&till, &terms, w.citizen(1));
    // All of them late, paid at once; and what is due of all of them, asked for by ending.
    w.at(w.lease_account(&letting).ends_at - 1);
    let tenant = Landlord::plain(&w.citizen(1).wallet);
    w.end_lease(&letting, &tenant).land_error("RentDue");
    let all: u64 = rents(&terms, 600).iter().map(|rent| rent + share(*rent, terms.late_fee_bps)).sum();
    // The last two periods are not late yet.
    let saved: u64 = rents(&terms, 600)[598..].iter().map(|rent| share(*rent, terms.late_fee_bps)).sum();
    let receipt = w
        .send_with_units(
            &[ix::pay_rent(&letting, w.citizen(1).key(), all - saved)],
            &[&w.citizen(1).wallet],
            Some(1_400_000),
        )
        .ok();
    assert_eq!(w.lease_account(&letting).paid_periods, 600);
    println!("600 late periods paid at once: {} compute units", receipt.compute_units);
    assert!(receipt.compute_units < 200_000, "{}", receipt.compute_units);
}
