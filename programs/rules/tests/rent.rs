//! `rules::rent`.

#[path = "checks/rent.rs"]
mod checks;
mod common;

use common::number;
use proptest::collection::vec;
use proptest::prelude::*;
use rules::rent::*;

const TERMS: Terms = Terms {
    rent: 100,
    period: 10,
    start: 1_000,
    end: 1_035,
    grace: 2,
    cure: 5,
    late_fee_bps: 500,
    escalator_bps: 0,
};

#[test]
fn only_whole_periods_are_paid() {
    let account = TERMS.pay(&TERMS.open(), 1_000, 99).unwrap();
    assert_eq!((TERMS.paid_through(&account), account.credit), (1_000, 99));
    let account = TERMS.pay(&account, 1_000, 102).unwrap();
    assert_eq!((TERMS.paid_through(&account), account.credit), (1_020, 1));
    // The last period is half a period.
    assert_eq!(TERMS.cost_to_end(&account, 1_000), 149);
    assert_eq!(TERMS.pay(&account, 1_000, 150), Err(RentError::AmountOverRent));
    let account = TERMS.pay(&account, 1_000, 149).unwrap();
    assert_eq!((TERMS.paid_through(&account), account.credit), (1_035, 0));
    assert_eq!(TERMS.pay(&account, 1_000, 1), Err(RentError::AmountOverRent));
    assert_eq!([1_034, 1_035].map(|at| TERMS.standing(&account, at)), [Standing::Active, Standing::Ended]);
}

#[test]
fn standing_changes_on_the_second() {
    use Standing::{Active, Arrears, Default};
    let account = TERMS.open();
    assert_eq!(TERMS.deadlines(&account), Some((1_002, 1_007)));
    let standing = [0, 1_001, 1_002, 1_006, 1_007, 9_999].map(|at| TERMS.standing(&account, at));
    assert_eq!(standing, [Active, Active, Arrears, Arrears, Default, Default]);
    // Paying cures.
    let account = TERMS.pay(&account, 1_007, 105).unwrap();
    assert_eq!(TERMS.standing(&account, 1_007), Active);
}

#[test]
fn a_late_fee_is_due_once_a_period() {
    let due = [999, 1_000, 1_001, 1_002, 1_009, 1_010, 1_012, 9_999].map(|at| TERMS.due(&TERMS.open(), at));
    assert_eq!(due, [0, 100, 100, 105, 105, 205, 210, 105 * 3 + 53]);
}

#[test]
fn the_escalator_compounds_and_rounds_up() {
    let terms = Terms { rent: 10, escalator_bps: 100, late_fee_bps: 0, end: 1_030, ..TERMS };
    assert_eq!(terms.cost_to_end(&terms.open(), 0), 10 + 11 + 12);
    let account = terms.pay(&terms.open(), 0, 21).unwrap();
    assert_eq!(account, Account { paid_periods: 2, rent: 12, credit: 0 });
}

#[test]
fn soundness() {
    assert!(TERMS.is_sound());
    assert!(Terms { end: 1_000 + 10 * 600, ..TERMS }.is_sound());
    assert!(Terms { late_fee_bps: 10_000, ..TERMS }.is_sound());
    for unsound in [
        Terms { rent: 0, ..TERMS },
        Terms { period: 0, ..TERMS },
        Terms { end: 1_000, ..TERMS },
        Terms { end: 1_001 + 10 * 600, ..TERMS },
        Terms { late_fee_bps: 10_001, ..TERMS },
        Terms { rent: u64::MAX / 3, ..TERMS },
        Terms { escalator_bps: 10_000, end: 1_000 + 10 * 64, ..TERMS },
        Terms { start: i64::MAX - 10, end: i64::MAX, ..TERMS },
        Terms { start: i64::MIN, end: i64::MAX, period: u32::MAX, ..TERMS },
    ] {
        assert!(!unsound.is_sound(), "{unsound:?}");
    }
    assert_eq!(Terms { period: 0, ..TERMS }.pay(&TERMS.open(), 0, 1), Err(RentError::TermsUnsound));
}

proptest! {
    #![proptest_config(regressions!("rent"))]

    #[test]
    fn leases(
        rent in number(),
        lengths: [u16; 2],
        times: [u8; 2],
        bps: [u16; 2],
        steps in vec((any::<u8>(), any::<u16>(), number()), 0..60),
    ) {
        checks::life(rent, lengths, times, bps, &steps);
        checks::life(rent % (1 << 40), lengths, times, bps, &steps);
        checks::life(rent % 200, lengths, times.map(|n| n % 30), bps, &steps);
    }

    #[test]
    fn hostile(
        amounts in [number(), number(), number(), number()],
        times in [number(), number(), number()],
        lengths: [u32; 3],
        bps: [u16; 2],
        paid_periods: u32,
    ) {
        let [rent, next, credit, amount] = amounts;
        let [start, end, now] = times.map(|n| n as i64);
        let [period, grace, cure] = lengths;
        let [late_fee_bps, escalator_bps] = bps;
        let terms = Terms { rent, period, start, end, grace, cure, late_fee_bps, escalator_bps };
        checks::hostile(terms, Account { paid_periods, rent: next, credit }, now, amount);
        let near = Terms { period: period % 50, start: start % 100, end: end % 1_000, ..terms };
        let account = Account { paid_periods: paid_periods % 20, rent: next, credit: credit % 100 };
        checks::hostile(near, account, now % 1_000, amount);
        checks::hostile(Terms { rent: rent % 100, escalator_bps: escalator_bps % 100, late_fee_bps: 9, ..near },
            Account { rent: next % 100, ..account }, now % 1_000, amount % 1_000);
    }
}
