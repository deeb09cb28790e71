//! `rules::stage`.

#[path = "checks/stage.rs"]
mod checks;
mod common;

use common::number;
use proptest::collection::vec;
use proptest::prelude::*;
use rules::stage::*;

const STATE: Facts =
    Facts { population: 500, countries: 2, self_governed: true, has_purse: true, recognised: true };
const DAY: i64 = 86_400;

#[test]
fn each_threshold_at_its_edge() {
    let stage = |change: fn(&mut Facts)| {
        let mut facts = STATE;
        change(&mut facts);
        facts.stage()
    };
    assert_eq!(stage(|_| ()), NETWORK_STATE);
    assert_eq!(stage(|f| f.recognised = false), NETWORK_ARCHIPELAGO);
    assert_eq!(stage(|f| f.population = 499), NETWORK_ARCHIPELAGO);
    assert_eq!(stage(|f| f.countries = 1), NETWORK_UNION);
    assert_eq!(stage(|f| f.population = 150), NETWORK_ARCHIPELAGO);
    assert_eq!(stage(|f| f.population = 149), STARTUP_SOCIETY);
    assert_eq!(stage(|f| f.self_governed = false), STARTUP_SOCIETY);
    assert_eq!(stage(|f| f.has_purse = false), STARTUP_SOCIETY);
    assert_eq!(Facts::default().stage(), STARTUP_SOCIETY);
}

#[test]
fn every_combination_of_conditions() {
    for population in [0, 149, 150, 499, 500, u64::MAX] {
        for countries in [0, 1, 2, u16::MAX] {
            for bits in 0..8 {
                let [self_governed, has_purse, recognised] = [1, 2, 4].map(|bit| bits & bit != 0);
                let facts = Facts { population, countries, self_governed, has_purse, recognised };
                checks::definition(facts);
                checks::monotone(facts, STATE);
                checks::monotone(STATE, facts);
            }
        }
    }
}

#[test]
fn what_is_not_shown_in_an_open_census_proves_nothing() {
    let bare = Facts { countries: 0, has_purse: false, ..STATE };
    assert_eq!(bare.stage(), STARTUP_SOCIETY);
    assert_eq!(bare.or_as_known(&STATE).stage(), NETWORK_STATE);
    // What a census reads whole is believed at once.
    let fewer = Facts { population: 149, ..bare };
    assert_eq!(fewer.or_as_known(&STATE).stage(), STARTUP_SOCIETY);
    assert_eq!(Facts { recognised: false, ..bare }.or_as_known(&STATE).stage(), NETWORK_ARCHIPELAGO);
}

#[test]
fn periods_at_their_edges() {
    assert_eq!([i64::MIN, -1, 0, 30 * DAY - 1, 30 * DAY].map(period_at), [0, 0, 0, 0, 1]);
    assert_eq!(period_at(i64::MAX), u32::MAX);
    let published = 30 * DAY - 1;
    assert!(is_open(published, published) && is_open(published, published + 7 * DAY - 1));
    assert!(!is_open(published, published + 7 * DAY));
    assert!(is_recent(1, 30 * DAY) && is_recent(1, 90 * DAY - 1) && !is_recent(1, 90 * DAY));
    // A period that is yet to come, which only a clock running backwards can show.
    assert!(is_recent(5, 0));
    for at in [i64::MIN, -1, 0, published, i64::MAX] {
        for now in [i64::MIN, at, at.saturating_add(7 * DAY), i64::MAX] {
            checks::times(at, now);
        }
    }
}

#[test]
fn countries_are_two_capital_letters() {
    assert_eq!([*b"AA", *b"AB", *b"BA", *b"ZZ"].map(country), [Some(0), Some(1), Some(26), Some(675)]);
    for bad in [*b"A\0", *b"aA", *b"A[", *b"@A", [0, 0], [255, 255]] {
        assert_eq!(country(bad), None);
    }
    let all: Vec<_> = (b'A'..=b'Z').flat_map(|a| (b'A'..=b'Z').map(move |b| [a, b])).collect();
    checks::countries(&all);
    checks::countries(&[all.clone(), all].concat());
}

proptest! {
    #![proptest_config(regressions!("stage"))]

    #[test]
    fn any_facts(numbers in [number(), number()], countries in prop_oneof![any::<[u16; 2]>(), [0u16..4, 0u16..4]], flags: [bool; 6]) {
        let [a, b, c, d, e, f] = flags;
        for population in [numbers, numbers.map(|n| n % 700)] {
            let one = Facts {
                population: population[0], countries: countries[0], self_governed: a, has_purse: b, recognised: c,
            };
            let other = Facts {
                population: population[1], countries: countries[1], self_governed: d, has_purse: e, recognised: f,
            };
            for (facts, known) in [(one, other), (other, one)] {
                checks::definition(facts);
                checks::monotone(facts, known);
            }
        }
    }

    #[test]
    fn any_times(times in [number(), number()], wait in 0i64..100 * 86_400) {
        let [reported_at, now] = times.map(|n| n as i64);
        checks::times(reported_at, now);
        checks::times(reported_at, reported_at.saturating_add(wait));
        checks::times(reported_at % (1 << 40), (reported_at % (1 << 40)) + wait);
    }

    #[test]
    fn any_countries(codes in vec(any::<[u8; 2]>(), 0..50), letters in vec((0u8..26, 0u8..26), 0..200)) {
        let mut codes = codes;
        codes.extend(letters.into_iter().map(|(a, b)| [b'A' + a, b'A' + b]));
        checks::countries(&codes);
    }
}
