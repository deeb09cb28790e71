//! `rules::sortition`.

#[path = "checks/sortition.rs"]
mod checks;
mod common;

use common::number;
use proptest::collection::vec;
use proptest::prelude::*;
use rules::sortition::*;

/// Bytes that look random, from a counter: SplitMix64 (Steele, Lea, Flood, OOPSLA 2014).
fn random(counter: u64) -> [u8; 32] {
    let mut bytes = [0; 32];
    for (n, chunk) in bytes.chunks_exact_mut(8).enumerate() {
        let mut z = (counter * 4 + n as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        chunk.copy_from_slice(&(z ^ (z >> 31)).to_le_bytes());
    }
    bytes
}

/// Pearson's chi-square of counts that should all be the same, less its mean and in its standard deviations.
fn deviation(counts: &[u32]) -> f64 {
    let draws: u32 = counts.iter().sum();
    let expected = f64::from(draws) / counts.len() as f64;
    let chi: f64 = counts.iter().map(|count| (f64::from(*count) - expected).powi(2) / expected).sum();
    let freedom = (counts.len() - 1) as f64;
    (chi - freedom) / (2.0 * freedom).sqrt()
}

#[test]
fn draws_are_uniform() {
    // Numbers of jurors that divide no power of two, and some that do.
    for among in [2u32, 3, 7, 64, 97, 1_000, 1_024] {
        let mut counts = vec![0u32; among as usize];
        for counter in 0..200_000 {
            counts[index(&random(counter), among).unwrap() as usize] += 1;
        }
        // Beyond four standard deviations lies one in ten thousand.
        let deviation = deviation(&counts);
        assert!(deviation.abs() < 4.0, "{among} jurors: {deviation}");
    }
}

#[test]
fn the_test_of_uniformity_would_see_a_bias() {
    // One byte modulo 200: the first 56 are twice as likely.
    let mut counts = [0u32; 200];
    for counter in 0..200_000 {
        counts[usize::from(random(counter)[0]) % 200] += 1;
    }
    assert!(deviation(&counts) > 100.0);
}

#[test]
fn indices() {
    let mut one = [0; 32];
    one[31] = 1;
    assert_eq!([1, 2, 7, u32::MAX].map(|among| index(&one, among)), [Some(0), Some(1), Some(1), Some(1)]);
    // 2^256 − 1 is 15 modulo 2^4, and 0 modulo 3, 5 and 2^32 − 1.
    let all = [0xff; 32];
    let indices = [16, 3, 5, u32::MAX, 0].map(|among| index(&all, among));
    assert_eq!(indices, [Some(15), Some(0), Some(0), Some(0), None]);
}

#[test]
fn the_first_slot_from_the_pinned_one_on_decides() {
    let slots = [90, 88, 70, 69];
    let search = |pinned| first_produced(pinned, slots.len(), |at| slots[at]);
    assert_eq!([69, 70, 71, 88, 89, 90].map(search), [3, 2, 1, 1, 0, 0].map(Search::At));
    assert_eq!([68, 91].map(search), [Search::AgedOut, Search::TooEarly]);
    assert_eq!(first_produced(0, 0, |_| 0), Search::TooEarly);
    assert_eq!(pin(100), 108);
}

#[test]
fn attempts_grow_with_the_jurors() {
    assert_eq!([0, 1, 1_000, u32::MAX].map(attempts), [16, 20, 4_016, u32::MAX]);
}

proptest! {
    #![proptest_config(regressions!("sortition"))]

    #[test]
    fn any_index(bytes: [u8; 32], among in number(), shift in 0u32..32) {
        checks::index_of(&bytes, among as u32);
        checks::index_of(&bytes, among as u32 >> shift);
    }

    #[test]
    fn any_chain(first in number(), gaps in vec(0u8..6, 0..120), keep in 1usize..40, ahead in 0u16..300) {
        checks::chain(first, &gaps, keep, ahead);
        checks::chain(first, &gaps, 512, ahead);
    }

    #[test]
    fn any_list(pinned in number(), slots in vec(number(), 0..20)) {
        checks::hostile(pinned, &slots);
    }
}
