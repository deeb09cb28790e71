//! `rules::stream`: the checks of `tests/checks/stream.rs` on whatever libFuzzer finds.

#![no_main]

#[path = "../../tests/checks/stream.rs"]
mod checks;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (u64, [u16; 3], Vec<(u8, u64)>, [u64; 3], [i64; 6])| {
    let (total, lengths, steps, amounts, times) = input;
    checks::life(total, lengths, &steps[..steps.len().min(200)]);
    checks::hostile(amounts, times);
});
