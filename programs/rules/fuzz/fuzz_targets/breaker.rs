//! `rules::breaker`: the checks of `tests/checks/breaker.rs` on whatever libFuzzer finds.

#![no_main]

#[path = "../../tests/checks/breaker.rs"]
mod checks;

use libfuzzer_sys::fuzz_target;

type Hostile = ((u16, u32), (i64, i64), [u64; 3], [(u64, u64); 3]);

fuzz_target!(|input: (u64, Vec<(u8, u16, u64)>, Hostile)| {
    let (balance, steps, (rule, times, amounts, flows)) = input;
    checks::life(rule.0, rule.1, balance, &steps[..steps.len().min(200)]);
    checks::hostile(rule, times, amounts, flows);
});
