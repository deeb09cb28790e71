//! `rules::cell`: the checks of `tests/checks/cell.rs` on whatever libFuzzer finds.

#![no_main]

#[path = "../../tests/checks/cell.rs"]
mod checks;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (u64, u8, u64, u32, u64)| {
    let (cell, base, digits, resolution, flip) = input;
    checks::any(cell, resolution);
    checks::near(base, digits, resolution, flip);
});
