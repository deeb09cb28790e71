//! `rules::verdict`: the checks of `tests/checks/verdict.rs` on whatever libFuzzer finds.

#![no_main]

#[path = "../../tests/checks/verdict.rs"]
mod checks;

use libfuzzer_sys::fuzz_target;
use rules::verdict::Counts;

fuzz_target!(|input: (u8, Vec<u8>, [u8; 3], u8)| {
    let (before, choices, [claimant, respondent, refuse], choice) = input;
    let few: Vec<u8> = choices.iter().map(|choice| choice % 5).collect();
    checks::panel(before % 5, choice, &few);
    checks::panel(before, choice, &choices);
    checks::hostile(Counts { claimant, respondent, refuse }, before, choice);
});
