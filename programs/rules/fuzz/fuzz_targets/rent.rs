//! `rules::rent`: the checks of `tests/checks/rent.rs` on whatever libFuzzer finds.

#![no_main]

#[path = "../../tests/checks/rent.rs"]
mod checks;

use libfuzzer_sys::fuzz_target;
use rules::rent::{Account, Terms};

type Life = ([u16; 2], [u8; 2], Vec<(u8, u16, u64)>);

fuzz_target!(|input: (Life, [u64; 4], [i64; 3], [u32; 4], [u16; 2])| {
    let ((lengths, times, steps), [rent, next, credit, amount], [start, end, now], numbers, bps) = input;
    checks::life(rent, lengths, times, bps, &steps[..steps.len().min(200)]);
    let [period, grace, cure, paid_periods] = numbers;
    let [late_fee_bps, escalator_bps] = bps;
    let terms = Terms { rent, period, start, end, grace, cure, late_fee_bps, escalator_bps };
    checks::hostile(terms, Account { paid_periods, rent: next, credit }, now, amount);
});
