//! `rules::pages`: the checks of `tests/checks/pages.rs` on whatever libFuzzer finds.

#![no_main]

#[path = "../../tests/checks/pages.rs"]
mod checks;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (u16, u16, u32, [u64; 3])| {
    let (few, size, index, [seats, per_page, seat]) = input;
    checks::cover(few % 4_096, size);
    checks::any(index, seats, per_page, seat);
});
