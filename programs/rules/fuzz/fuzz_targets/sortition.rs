//! `rules::sortition`: the checks of `tests/checks/sortition.rs` on whatever libFuzzer finds.

#![no_main]

#[path = "../../tests/checks/sortition.rs"]
mod checks;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: ([u8; 32], u32, (u64, Vec<u8>, u8, u16), (u64, Vec<u64>))| {
    let (bytes, among, (first, gaps, keep, ahead), (pinned, slots)) = input;
    checks::index_of(&bytes, among);
    checks::chain(first, &gaps[..gaps.len().min(300)], keep.into(), ahead);
    checks::hostile(pinned, &slots);
});
