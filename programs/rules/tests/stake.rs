//! `rules::stake`.

#[path = "checks/stake.rs"]
mod checks;
mod common;

use common::number;
use proptest::collection::vec;
use proptest::prelude::*;
use rules::stake::*;

fn lots(raw: [(u64, u64); LOTS]) -> Lots {
    raw.map(|(amount, since)| Lot { amount, since })
}

#[test]
fn tokens_weigh_from_the_next_submission() {
    let stake = deposit(&Lots::default(), 5, 3).unwrap();
    assert_eq!([0, 3, 4, u64::MAX].map(|number| weight(&stake, number)), [0, 0, 5, 5]);
    let stake = deposit(&stake, 7, 4).unwrap();
    assert_eq!([3, 4, 5].map(|number| weight(&stake, number)), [0, 5, 12]);
}

#[test]
fn a_fifth_deposit_joins_the_fourth_and_takes_its_time() {
    let four = lots([(1, 0), (2, 1), (3, 2), (4, 3)]);
    assert_eq!(deposit(&four, 5, 9), Some(lots([(1, 0), (2, 1), (3, 2), (9, 9)])));
    assert_eq!(deposit(&four, 0, 9), Some(four));
    // Never the earlier time.
    assert_eq!(deposit(&four, 5, 2), Some(lots([(1, 0), (2, 1), (3, 2), (9, 3)])));
    assert_eq!(deposit(&lots([(1, 6), (0, 0), (0, 0), (0, 0)]), 5, 2).map(|lots| weight(&lots, 6)), Some(0));
}

#[test]
fn the_oldest_tokens_stay_longest() {
    let four = lots([(1, 0), (2, 1), (3, 2), (4, 3)]);
    assert_eq!(withdraw(&four, 0), Some(four));
    assert_eq!(withdraw(&four, 5), Some(lots([(1, 0), (2, 1), (2, 2), (0, 0)])));
    assert_eq!(withdraw(&four, 7), Some(lots([(1, 0), (2, 1), (0, 0), (0, 0)])));
    assert_eq!(withdraw(&four, 10), Some(Lots::default()));
    assert_eq!(withdraw(&four, 11), None);
}

#[test]
fn sums_that_overflow() {
    let full = deposit(&Lots::default(), u64::MAX, 0).unwrap();
    assert_eq!(total(&full), Some(u64::MAX));
    assert_eq!(deposit(&full, 0, 1), Some(full));
    assert_eq!(deposit(&full, 1, 0), None);
    assert_eq!(deposit(&full, 1, 1), None);
    let impossible = lots([(u64::MAX, 0), (u64::MAX, 0), (0, 0), (0, 0)]);
    assert_eq!(total(&impossible), None);
    assert_eq!(weight(&impossible, 1), u64::MAX);
    assert_eq!(deposit(&impossible, 0, 1), None);
}

proptest! {
    #![proptest_config(regressions!("stake"))]

    #[test]
    fn stake_is_a_pile_of_deposits(steps in vec((any::<u8>(), number()), 0..100)) {
        checks::life(&steps);
    }

    #[test]
    fn hostile(
        raw in [(number(), number()), (number(), number()), (number(), number()), (number(), number())],
        amount in number(),
        submissions in number(),
        number in number(),
    ) {
        checks::hostile(raw, amount, submissions, number);
        checks::hostile(raw.map(|(amount, since)| (amount % 8, since % 8)), amount % 32, submissions % 8, number % 8);
    }
}
