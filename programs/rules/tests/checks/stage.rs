//! Checks of `rules::stage` against the definitions, spelt out; shared by the property tests and the fuzz targets.

use rules::stage::*;
use std::collections::BTreeSet;

/// The stage is the last of which every condition holds, and of all before it.
pub fn definition(facts: Facts) {
    let conditions = [
        (facts.population >= 150, NETWORK_UNION),
        (facts.self_governed, NETWORK_UNION),
        (facts.has_purse, NETWORK_UNION),
        (facts.countries >= 2, NETWORK_ARCHIPELAGO),
        (facts.population >= 500, NETWORK_STATE),
        (facts.recognised, NETWORK_STATE),
    ];
    let missed = conditions.iter().filter(|(holds, _)| !holds).map(|(_, stage)| *stage).min();
    let stage = facts.stage();
    assert_eq!(stage, missed.map_or(NETWORK_STATE, |first| first - 1));
    assert!(usize::from(stage) < STAGES);
}

/// More of anything never lowers a stage; what is known is kept only where a census proves at least so much.
pub fn monotone(facts: Facts, known: Facts) {
    let both = facts.or_as_known(&known);
    assert!(both.stage() >= facts.stage());
    assert_eq!(
        (both.population, both.self_governed, both.recognised),
        (facts.population, facts.self_governed, facts.recognised)
    );
    assert_eq!(both.countries, facts.countries.max(known.countries));
    assert_eq!(both.has_purse, facts.has_purse | known.has_purse);
    assert_eq!(both.or_as_known(&known), both);
    let more = Facts {
        population: facts.population.max(known.population),
        self_governed: facts.self_governed | known.self_governed,
        recognised: facts.recognised | known.recognised,
        ..both
    };
    assert!(more.stage() >= facts.stage().max(known.stage()));
}

/// A period is thirty days, and a census is recent for two of them and open for a week.
pub fn times(reported_at: i64, now: i64) {
    let period = period_at(reported_at);
    let exact = (i128::from(reported_at) / 2_592_000).clamp(0, u32::MAX.into()) as u32;
    assert_eq!(period, exact);
    assert_eq!(
        is_open(reported_at, now),
        i128::from(now) < (i128::from(reported_at) + 604_800).min(i64::MAX.into())
    );
    let age = i64::from(period_at(now)) - i64::from(period);
    assert_eq!(is_recent(period, now), age <= 1);
    if now >= reported_at && is_open(reported_at, now) && period < u32::MAX {
        assert!(is_recent(period, now), "a census that can be completed can be assessed");
    }
}

/// A set of countries against one that sorts its codes.
pub fn countries(codes: &[[u8; 2]]) {
    let (mut set, mut model) = ([0; COUNTRY_WORDS], BTreeSet::new());
    for code in codes {
        let letters = code.iter().all(|byte| (65..=90).contains(byte));
        let Some(number) = country(*code) else {
            assert!(!letters);
            continue;
        };
        assert!(letters && number < COUNTRIES);
        assert_eq!(add_country(&mut set, number), model.insert(*code));
    }
    let counted: u32 = set.iter().map(|word| word.count_ones()).sum();
    assert_eq!(counted as usize, model.len());
    let beyond = set;
    assert!(!add_country(&mut set, COUNTRIES) && !add_country(&mut set, usize::MAX));
    assert_eq!(set, beyond);
}
