//! `rules::stake`: the checks of `tests/checks/stake.rs` on whatever libFuzzer finds.

#![no_main]

#[path = "../../tests/checks/stake.rs"]
mod checks;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (Vec<(u8, u64)>, [(u64, u64); 4], [u64; 3])| {
    let (steps, raw, [amount, submissions, number]) = input;
    checks::life(&steps[..steps.len().min(200)]);
    checks::hostile(raw, amount, submissions, number);
});
