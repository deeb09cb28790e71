//! `rules::eligibility`: the checks of `tests/checks/eligibility.rs` on whatever libFuzzer finds.

#![no_main]

#[path = "../../tests/checks/eligibility.rs"]
mod checks;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: ((u8, u8), [i64; 5], [u32; 2])| {
    let ((status, tier), times, versions) = input;
    checks::first_obstacle((status, tier), times, versions);
    checks::first_obstacle((status % 3, tier % 3), times, versions);
});
