//! `rules::deposit`: the checks of `tests/checks/deposit.rs` on whatever libFuzzer finds.

#![no_main]

#[path = "../../tests/checks/deposit.rs"]
mod checks;

use libfuzzer_sys::fuzz_target;
use rules::deposit::Deposit;

type Life = (u16, Vec<u64>, Vec<(u8, u16, u64)>);

fuzz_target!(|input: (Life, [u64; 4], [u64; 8], (u32, Option<i64>, i64), (bool, u8, u8))| {
    let ((time, items, steps), numbers, kept, (claim_time, ended_at, now), (claimed, open, bits)) = input;
    let items = &items[..items.len().min(20)];
    let [amount, to_tenant, to_landlord, part] = numbers;
    checks::life(amount, time, items, &steps[..steps.len().min(200)]);
    let deposit =
        Deposit { amount, claim_time, ended_at, claimed, items: kept, open, to_tenant, to_landlord };
    checks::hostile(deposit, now, items, bits, part);
});
