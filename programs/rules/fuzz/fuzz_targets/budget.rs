//! `rules::budget`: the checks of `tests/checks/budget.rs` on whatever libFuzzer finds.

#![no_main]

#[path = "../../tests/checks/budget.rs"]
mod checks;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (u64, u32, u32, Vec<(u16, u64)>, [u64; 4], [i64; 3])| {
    let (per_period, period, length, steps, amounts, times) = input;
    checks::life(per_period, period, length, &steps[..steps.len().min(200)]);
    checks::hostile(period, amounts, times);
});
