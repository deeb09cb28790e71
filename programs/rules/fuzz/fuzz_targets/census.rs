//! `rules::census`: the checks of `tests/checks/census.rs` on whatever libFuzzer finds.

#![no_main]

#[path = "../../tests/checks/census.rs"]
mod checks;

use libfuzzer_sys::fuzz_target;

fuzz_target!(
    |input: (i32, u32, u32, Vec<(u8, u16, u32)>, (i64, u32, [i64; 5]))| {
        let (start, bucket, term, steps, (first, filler, numbers)) = input;
        checks::ring(start, bucket, term, &steps);
        checks::term(first, numbers[0]);
        checks::hostile(first, filler, numbers);
    }
);
