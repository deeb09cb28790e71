//! `rules::auction`: the checks of `tests/checks/auction.rs` on whatever libFuzzer finds.

#![no_main]

#[path = "../../tests/checks/auction.rs"]
mod checks;

use libfuzzer_sys::fuzz_target;
use rules::auction::Auction;

fuzz_target!(|input: (([u16; 3], Vec<(u16, u64)>), [u64; 3], [i64; 4], u16, [u32; 2])| {
    let ((lengths, steps), [reserve, highest, amount], times, raise_bps, [extension, bids]) = input;
    checks::life(reserve, raise_bps, lengths, &steps[..steps.len().min(200)]);
    let [opens_at, closes_at, closes_at_last, now] = times;
    let auction =
        Auction { reserve, raise_bps, extension, opens_at, closes_at, closes_at_last, highest, bids };
    checks::hostile(auction, now, amount);
});
