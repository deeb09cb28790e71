//! `rules::campaign`: the checks of `tests/checks/campaign.rs` on whatever libFuzzer finds.

#![no_main]

#[path = "../../tests/checks/campaign.rs"]
mod checks;

use libfuzzer_sys::fuzz_target;
use rules::campaign::{Campaign, Pledge};

fuzz_target!(|input: (u16, Vec<(u8, u16, u64)>, [u64; 5], [i64; 2], [bool; 2])| {
    let (length, steps, [goal, pledged, refunded, own, amount], [deadline, now], flags) = input;
    checks::life(goal, length, &steps[..steps.len().min(200)]);
    let campaign = Campaign { goal, deadline, pledged, refunded, paid_out: flags[0] };
    checks::hostile(campaign, Pledge { amount: own, refunded: flags[1] }, now, amount);
});
