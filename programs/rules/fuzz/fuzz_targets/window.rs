//! `rules::window`: the checks of `tests/checks/window.rs` on whatever libFuzzer finds.

#![no_main]

#[path = "../../tests/checks/window.rs"]
mod checks;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (i64, [u32; 5], [i64; 3])| {
    let (now, times, [at, since, lifted]) = input;
    checks::vote(now, times, at);
    checks::execution(now, times, since, lifted);
});
