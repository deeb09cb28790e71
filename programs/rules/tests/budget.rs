//! `rules::budget`.

#[path = "checks/budget.rs"]
mod checks;
mod common;

use common::number;
use proptest::collection::vec;
use proptest::prelude::*;
use rules::budget::*;

const BUDGET: Budget =
    Budget { per_period: 100, period: 10, from: 1_000, until: 1_025, spent: 0, spent_in: 0 };

#[test]
fn nothing_carries_over() {
    let budget = BUDGET.spend(1_000, 60).unwrap();
    assert_eq!([999, 1_000, 1_009, 1_010, 1_025].map(|at| budget.available(at)), [0, 40, 40, 100, 0]);
    assert_eq!(budget.spend(1_009, 41), Err(BudgetError::AmountOverBudget));
    assert_eq!(budget.spend(1_010, 101), Err(BudgetError::AmountOverBudget));
    let budget = budget.spend(1_010, 100).unwrap();
    assert_eq!((budget.available(1_019), budget.available(1_000)), (0, 0));
}

#[test]
fn a_last_period_cut_short_allows_its_share() {
    assert_eq!([1_019, 1_020, 1_024].map(|at| BUDGET.available(at)), [100, 50, 50]);
    let third = Budget { per_period: 10, period: 3, until: 1_001, ..BUDGET };
    assert_eq!(third.available(1_000), 3);
}

#[test]
fn the_window_is_half_open() {
    assert_eq!(BUDGET.spend(999, 0), Err(BudgetError::NotOpen));
    assert_eq!(BUDGET.spend(1_025, 0), Err(BudgetError::NotOpen));
    assert_eq!(BUDGET.spend(1_000, 0), Ok(BUDGET));
}

#[test]
fn soundness() {
    assert!(BUDGET.is_sound());
    assert!(!Budget { per_period: 0, ..BUDGET }.is_sound());
    assert!(!Budget { period: 0, ..BUDGET }.is_sound());
    assert!(!Budget { until: 1_000, ..BUDGET }.is_sound());
}

#[test]
fn edges() {
    let all = Budget { per_period: u64::MAX, period: 1, from: i64::MIN, until: i64::MAX, ..BUDGET };
    assert_eq!(all.available(i64::MAX - 1), u64::MAX);
    let spent = all.spend(i64::MAX - 1, u64::MAX).unwrap();
    assert_eq!((spent.spent_in, spent.available(i64::MAX - 1)), (u64::MAX - 1, 0));
}

proptest! {
    #![proptest_config(regressions!("budget"))]

    #[test]
    fn payments_stay_within_budget(
        per_period in number(),
        period: u32,
        length: u32,
        steps in vec((any::<u16>(), number()), 0..80),
    ) {
        checks::life(per_period, period, length, &steps);
        checks::life(per_period % 50, period % 20, length % 200, &steps);
    }

    #[test]
    fn hostile(
        period: u32,
        amounts in [number(), number(), number(), number()],
        times in [number(), number(), number()],
    ) {
        checks::hostile(period, amounts, times.map(|n| n as i64));
        checks::hostile(period % 10, amounts.map(|n| n % 20), times.map(|n| (n % 50) as i64));
    }
}
