//! `rules::harberger`: the checks of `tests/checks/harberger.rs` on whatever libFuzzer finds.

#![no_main]

#[path = "../../tests/checks/harberger.rs"]
mod checks;

use libfuzzer_sys::fuzz_target;
use rules::harberger::{Holding, Terms};

fuzz_target!(|input: (u16, [u32; 4], [u64; 3], [i64; 4], Option<i64>, Vec<(u8, u32, u64)>)| {
    let (rent_bps, lengths, [price, seconds, amount], times, noticed_at, steps) = input;
    let [tenure, notice, hold, cure] = lengths;
    let terms = Terms { rent_bps, tenure, notice, hold, cure };
    checks::prices(terms, price, seconds, amount);
    checks::life(terms, price, &steps[..steps.len().min(200)]);
    let [since, raised_at, paid_through, now] = times;
    checks::hostile(terms, Holding { price, since, raised_at, paid_through, noticed_at }, now, amount);
});
