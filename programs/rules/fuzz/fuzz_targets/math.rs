//! `rules::math`: the checks of `tests/checks/math.rs` on whatever libFuzzer finds.

#![no_main]

#[path = "../../tests/checks/math.rs"]
mod checks;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (u64, u64, u64, u16)| {
    let (a, b, d, bps) = input;
    checks::mul_div(a, b, d);
    checks::shares(a, b, bps);
});
