//! `rules::ballot`: the checks of `tests/checks/ballot.rs` on whatever libFuzzer finds.

#![no_main]

#[path = "../../tests/checks/ballot.rs"]
mod checks;

use libfuzzer_sys::fuzz_target;

fuzz_target!(
    |input: (u8, Vec<(u16, u8)>, bool, Vec<(u8, u8)>, (u8, u64, u64))| {
        let (bytes, writes, is_final, attempts, (choice, weight, raw)) = input;
        checks::page(bytes, &writes);
        checks::history(is_final, &attempts);
        for (way, new) in attempts {
            checks::admission(bytes, new, way, is_final);
        }
        checks::weighted(choice % 10, weight, raw);
    }
);
