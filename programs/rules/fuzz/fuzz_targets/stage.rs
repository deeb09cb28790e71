//! `rules::stage`: the checks of `tests/checks/stage.rs` on whatever libFuzzer finds.

#![no_main]

#[path = "../../tests/checks/stage.rs"]
mod checks;

use libfuzzer_sys::fuzz_target;
use rules::stage::Facts;

fuzz_target!(|input: ([(u64, u16, [bool; 3]); 2], [i64; 2], Vec<[u8; 2]>)| {
    let (both, [reported_at, now], codes) = input;
    let [facts, known] = both.map(|(population, countries, [self_governed, has_purse, recognised])| Facts {
        population,
        countries,
        self_governed,
        has_purse,
        recognised,
    });
    checks::definition(facts);
    checks::monotone(facts, known);
    checks::times(reported_at, now);
    checks::countries(&codes);
});
