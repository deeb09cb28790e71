//! `rules::panel`: the checks of `tests/checks/panel.rs` on whatever libFuzzer finds.

#![no_main]

#[path = "../../tests/checks/panel.rs"]
mod checks;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (u8, u8, u64, u8)| {
    let (first, appeals, per_seat, count) = input;
    checks::rounds(first, appeals);
    checks::costs(per_seat, count, appeals);
});
