//! `rules::panel`.

#[path = "checks/panel.rs"]
mod checks;
mod common;

use common::number;
use proptest::prelude::*;
use rules::panel::*;

#[test]
fn panels_double_and_one() {
    assert_eq!([0, 1, 2, 3, 4].map(|round| seats(3, round)), [3, 7, 15, 31, 63].map(Some));
    assert_eq!([0, 4].map(|round| seats(15, round)), [Some(15), Some(255)]);
    assert_eq!([seats(17, 4), seats(255, 1), seats(1, 5)], [None; 3]);
    assert_eq!(seats(255, 0), Some(255));
}

#[test]
fn soundness() {
    assert!(is_sound(1, 0) && is_sound(3, 4) && is_sound(15, 4) && is_sound(255, 0));
    assert!(!is_sound(0, 0) && !is_sound(4, 1) && !is_sound(17, 4) && !is_sound(3, 5));
}

#[test]
fn an_appeal_costs_twice_as_much_a_seat() {
    assert_eq!(fee(10, 3, 0), Some(Fee { pool: 30, costs: 0 }));
    assert_eq!(fee(10, 7, 1), Some(Fee { pool: 70, costs: 70 }));
    assert_eq!(fee(u64::MAX, 2, 0), None);
    assert_eq!(fee(u64::MAX / 2 + 1, 1, 1).unwrap().total(), None);
    assert_eq!([0, 9, 10, 99].map(bounty), [0, 0, 1, 9]);
}

proptest! {
    #![proptest_config(regressions!("panel"))]

    #[test]
    fn any_rounds(first: u8, appeals in 0u8..8) {
        checks::rounds(first, appeals);
    }

    #[test]
    fn any_costs(per_seat in number(), count: u8, round in 0u8..8) {
        checks::costs(per_seat, count, round);
    }
}
