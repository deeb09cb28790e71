//! `rules::census`.

#[path = "checks/census.rs"]
mod checks;
mod common;

use common::number;
use proptest::collection::vec;
use proptest::prelude::*;
use rules::census::*;

#[test]
fn terms_are_from_one_bucket_to_sixty_three() {
    assert_eq!(check_term(10, 10), Ok(()));
    assert_eq!(check_term(9, 10), Err(CensusError::TermOutOfRange));
    assert_eq!(check_term(630, 10), Ok(()));
    assert_eq!(check_term(631, 10), Err(CensusError::TermOutOfRange));
    assert_eq!(check_term(10, 0), Err(CensusError::TermOutOfRange));
    assert_eq!(check_term(0, 0), Err(CensusError::TermOutOfRange));
    assert_eq!(check_term(10, -10), Err(CensusError::TermOutOfRange));
    assert_eq!(check_term(i64::MAX, i64::MAX), Ok(()));
}

#[test]
fn expiries_round_up_and_stay_in_the_ring() {
    assert_eq!(expiry(100, 100, 30, 10), Ok(130));
    assert_eq!(expiry(101, 101, 30, 10), Ok(140));
    assert_eq!(expiry(109, 109, 30, 10), Ok(140));
    assert_eq!(expiry(-25, -25, 30, 10), Ok(10));
    assert_eq!(expiry(-45, -45, 30, 10), Ok(-10));
    // The longest term, from any second, is held whole; a renewal beyond the ring is cut.
    assert_eq!(expiry(109, 109, 630, 10), Ok(740));
    assert_eq!(expiry(740, 109, 630, 10), Ok(740));
    assert_eq!(expiry(740, 110, 630, 10), Ok(750));
    assert_eq!(expiry(i64::MAX, 0, 1, 1), Err(CensusError::TermOutOfRange));
    assert_eq!(expiry(i64::MAX - 1, i64::MAX, 1, 1), Ok(i64::MAX));
    assert_eq!(expiry(i64::MAX - 3, i64::MAX - 3, 2, 2), Ok(i64::MAX - 1));
    assert_eq!(expiry(i64::MAX - 2, i64::MAX - 2, 2, 2), Err(CensusError::TermOutOfRange));
}

#[test]
fn a_member_counts_until_the_second_of_expiry() {
    let mut counts = [0; BUCKETS];
    let mut ring = Ring { first: first_alive(100, 10), counts: &mut counts };
    assert_eq!(ring.first, 11);
    assert_eq!(ring.add(130, 10), Ok(()));
    assert_eq!(ring.add(100, 10), Err(CensusError::ExpiryOutOfRange));
    assert_eq!(ring.add(131, 10), Err(CensusError::ExpiryOutOfRange));
    assert_eq!(ring.add(740, 10), Ok(()));
    assert_eq!(ring.add(750, 10), Err(CensusError::ExpiryOutOfRange));
    assert_eq!(ring.remove(140, 10), Err(CensusError::CountOutOfRange));
    assert_eq!(ring.remove(100, 10), Ok(()));
    let at = |now| population(11, &counts, now, 10);
    assert_eq!([-1000, 0, 100, 129, 130, 131, 739, 740, 10_000].map(at), [2, 2, 2, 2, 1, 1, 1, 0, 0]);
}

#[test]
fn full_counters_refuse() {
    let mut counts = [u32::MAX; BUCKETS];
    let mut ring = Ring { first: 0, counts: &mut counts };
    assert_eq!(ring.add(0, 1), Err(CensusError::CountOutOfRange));
    assert_eq!(population(0, &counts, -1, 1), u64::from(u32::MAX) * 64);
}

#[test]
fn hostile_edges() {
    let edges = [i64::MIN, i64::MIN + 1, -64, -1, 0, 1, 63, 64, i64::MAX - 1, i64::MAX];
    for first in edges {
        for a in edges {
            for b in edges {
                for bucket in edges {
                    for filler in [0, 1, u32::MAX] {
                        checks::hostile(first, filler, [a, b, a, bucket, b]);
                        checks::hostile(first, filler, [b, b, bucket, bucket, a]);
                    }
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(regressions!("census"))]

    #[test]
    fn ring_is_a_list_of_members(
        start: i32,
        bucket in prop_oneof![0u32..10, any::<u32>()],
        term: u32,
        steps in vec(any::<(u8, u16, u32)>(), 0..150),
    ) {
        checks::ring(start, bucket, term, &steps);
    }

    #[test]
    fn terms(term in number(), bucket in number()) {
        checks::term(term as i64, bucket as i64);
    }

    #[test]
    fn hostile(first in number(), filler: u32, numbers in [number(), number(), number(), number(), number()]) {
        checks::hostile(first as i64, filler, numbers.map(|n| n as i64));
    }
}
