//! `rules::breaker`.

#[path = "checks/breaker.rs"]
mod checks;
mod common;

use common::number;
use proptest::collection::vec;
use proptest::prelude::*;
use rules::breaker::*;

/// A tenth in 70 seconds: slots of 10.
fn tenth(balance: u64) -> Breaker {
    Breaker::new(1_000, 70, balance, 0).unwrap()
}

#[test]
fn a_share_leaves_and_no_more_until_the_window_has_passed() {
    let breaker = tenth(1_000);
    assert_eq!(breaker.allow(1_000, 101, 0), Err(BreakerError::AmountOverLimit));
    assert_eq!(breaker.allow(1_000, 1_001, 0), Err(BreakerError::AmountOverBalance));
    let breaker = breaker.allow(1_000, 60, 5).unwrap();
    let breaker = breaker.allow(940, 40, 19).unwrap();
    // The present slot and seven before it: the first payment is forgotten at 80, the second at 90.
    let open = [19, 79, 80, 89, 90, 1_000].map(|at| breaker.allowance(900, at));
    assert_eq!(open, [0, 0, 54, 54, 90, 90]);
}

#[test]
fn income_raises_nothing_until_the_window_has_passed() {
    let breaker = tenth(1_000).observe(1_000_000, 5);
    assert_eq!([5, 79, 80].map(|at| breaker.allowance(1_000_000, at)), [100, 100, 100_000]);
    // Nor does money that was deposited and taken back through another door.
    assert_eq!(breaker.observe(1_000, 6).allowance(1_000, 6), 0);
    // Income that nobody reported counts from when it is seen.
    assert_eq!(tenth(1_000).allowance(1_000_000, 500), 100);
}

#[test]
fn a_new_rule_forgets_nothing() {
    let spent = tenth(1_000).allow(1_000, 100, 0).unwrap();
    let wider = spent.with_rule(2_000, 7, 900, 60).unwrap();
    assert_eq!([60, 67, 68].map(|at| wider.allowance(900, at)), [100, 100, 180]);
}

#[test]
fn rules_and_edges() {
    assert!(rule_is_sound(1, 1) && rule_is_sound(10_000, u32::MAX));
    for (bps, window) in [(0, 1), (10_001, 1), (1, 0)] {
        assert_eq!(Breaker::new(bps, window, 1, 0), Err(BreakerError::RuleUnsound));
        assert_eq!(tenth(1).with_rule(bps, window, 1, 0), Err(BreakerError::RuleUnsound));
    }
    let all = Breaker::new(10_000, 1, u64::MAX, i64::MIN).unwrap();
    let none = all.allow(u64::MAX, u64::MAX, i64::MIN).unwrap();
    assert_eq!(none.allowance(0, i64::MAX), 0);
    assert_eq!(tenth(9).allowance(9, 0), 0);
    assert_eq!(tenth(0).allow(0, 0, 0), Ok(tenth(0)));
    // A clock that runs backwards stays in the present slot.
    assert_eq!(tenth(10).observe(10, 100).observe(10, 0).slot, 10);
}

proptest! {
    #![proptest_config(regressions!("breaker"))]

    #[test]
    fn no_window_lets_out_more(
        bps: u16,
        window: u32,
        balance in number(),
        steps in vec((any::<u8>(), any::<u16>(), number()), 0..80),
    ) {
        checks::life(bps, window, balance, &steps);
        checks::life(bps, window % 20, balance, &steps);
        let small: Vec<_> = steps.iter().map(|(kind, wait, n)| (*kind, *wait, n % 500)).collect();
        checks::life(bps, window % 20, balance % 5_000, &small);
    }

    #[test]
    fn hostile(
        rule: (u16, u32),
        times in [number(), number()],
        amounts in [number(), number(), number()],
        flows in [(number(), number()), (number(), number()), (number(), number())],
    ) {
        let [slot, now] = times;
        checks::hostile(rule, (slot as i64, now as i64), amounts, flows);
        let small = |n: u64| n % 100;
        let flows = flows.map(|(inflow, outflow)| (small(inflow), small(outflow)));
        checks::hostile((rule.0 % 10_001, rule.1 % 10), (slot as i64 % 20, now as i64 % 40), amounts.map(small), flows);
    }
}
