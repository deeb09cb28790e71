//! `rules::reward`: the checks of `tests/checks/reward.rs` on whatever libFuzzer finds.

#![no_main]

#[path = "../../tests/checks/reward.rs"]
mod checks;

use checks::Round;
use libfuzzer_sys::fuzz_target;
use rules::reward::{Dues, Paid, Side};

fuzz_target!(|input: (Vec<(bool, u64, u64, Vec<u8>)>, u64, u8, [u64; 2], u64)| {
    let (rounds, bond, ruling, [claimant, respondent], amount) = input;
    let side = |by| if by { Side::Claimant } else { Side::Respondent };
    let round = |(by, pool, costs, choices): &(bool, u64, u64, Vec<u8>)| {
        let choices = choices.iter().take(200).map(|choice| choice % 4).collect();
        Round { by: side(*by), pool: *pool, costs: *costs, choices }
    };
    let rounds: Vec<Round> = rounds.iter().take(6).map(round).collect();
    let ruling = ruling % 4 + 1;
    checks::case(&rounds, bond, ruling, Dues { claimant, respondent }, amount);
    let paid: Vec<Paid> = rounds
        .iter()
        .map(|round| Paid {
            by: round.by,
            pool: round.pool >> 10,
            costs: round.costs >> 10,
            earned: round.choices.contains(&ruling),
        })
        .collect();
    checks::parties(&paid, ruling);
});
