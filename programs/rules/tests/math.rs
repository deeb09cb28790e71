//! `rules::math`.

#[path = "checks/math.rs"]
mod checks;
mod common;

use common::number;
use proptest::prelude::*;
use rules::math::*;

const MAX: u64 = u64::MAX;

#[test]
fn known_values() {
    assert_eq!(mul_div_down(7, 3, 2), Some(10));
    assert_eq!(mul_div_up(7, 3, 2), Some(11));
    assert_eq!(mul_div_up(6, 3, 2), Some(9));
    assert_eq!(mul_div_down(MAX, MAX, MAX), Some(MAX));
    assert_eq!(mul_div_down(MAX, MAX, MAX - 1), None);
    assert_eq!(mul_div_down(MAX, MAX - 1, MAX), Some(MAX - 1));
    assert_eq!(mul_div_down(1, 1, 0), None);
    assert_eq!(mul_div_up(0, 0, 0), None);
    assert_eq!(mul_div_up(0, MAX, 1), Some(0));
    assert_eq!(mul_div_down(MAX, 3, 3), Some(MAX));
    assert_eq!(mul_div_down(MAX, MAX, MAX), mul_div_up(MAX, MAX, MAX));
}

#[test]
fn rounding_up_past_the_largest_is_none() {
    let mut found = false;
    // Wherever d · MAX + r, 0 < r < d, has a small factor a.
    for d in 2..200u64 {
        for r in 1..d {
            let n = u128::from(d) * u128::from(MAX) + u128::from(r);
            for a in (d + 1)..400 {
                if n % u128::from(a) == 0
                    && let Ok(b) = u64::try_from(n / u128::from(a))
                {
                    found = true;
                    assert_eq!(mul_div_down(a, b, d), Some(MAX));
                    assert_eq!(mul_div_up(a, b, d), None);
                }
            }
        }
    }
    assert!(found);
}

#[test]
fn edges_of_the_halves() {
    let edges =
        [0, 1, 2, 3, (1 << 31) - 1, 1 << 31, (1 << 32) - 1, 1 << 32, (1 << 32) + 1, (1 << 63) - 1, 1 << 63];
    let edges: Vec<u64> = edges.into_iter().chain([(1 << 63) + 1, MAX - (1 << 32), MAX - 1, MAX]).collect();
    for &a in &edges {
        for &b in &edges {
            for &d in &edges {
                checks::mul_div(a, b, d);
            }
            for bps in [0, 1, 4_999, 5_000, 5_001, 9_999, 10_000, 10_001, u16::MAX] {
                checks::shares(a, b, bps);
            }
        }
    }
}

#[test]
fn shares_are_exact() {
    assert!(!exceeds_bps(1, 2, 5_000) && reaches_bps(1, 2, 5_000));
    assert!(exceeds_bps(2, 3, 6_666) && !reaches_bps(2, 3, 6_667));
    assert!(!exceeds_bps(0, 0, 0) && reaches_bps(0, 0, 0));
    assert!(exceeds_bps(1, 0, u16::MAX));
    assert!(!exceeds_bps(MAX, MAX, 10_000) && reaches_bps(MAX, MAX, 10_000));
}

proptest! {
    #![proptest_config(regressions!("math"))]

    #[test]
    fn mul_div(a in number(), b in number(), d in number()) {
        checks::mul_div(a, b, d);
    }

    // Products just above the divisor's reach are rare by chance: take `d` near the product's high half.
    #[test]
    fn mul_div_near_overflow(a in number(), b in number(), by in 0u64..4) {
        let high = ((u128::from(a) * u128::from(b)) >> 64) as u64;
        checks::mul_div(a, b, high.wrapping_add(by).wrapping_sub(1));
    }

    #[test]
    fn shares(part in number(), whole in number(), bps: u16) {
        checks::shares(part, whole, bps);
        checks::shares(part, whole, bps % 10_001);
    }

    #[test]
    fn shares_near_ties(whole in number(), bps in 0u16..=10_000, by in 0u64..3) {
        let part = (u128::from(whole) * u128::from(bps) / 10_000) as u64;
        checks::shares(part.wrapping_add(by).wrapping_sub(1), whole, bps);
    }
}
