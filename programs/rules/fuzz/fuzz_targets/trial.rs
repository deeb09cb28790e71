//! `rules::trial`: the checks of `tests/checks/trial.rs` on whatever libFuzzer finds.

#![no_main]

#[path = "../../tests/checks/trial.rs"]
mod checks;

use libfuzzer_sys::fuzz_target;
use rules::trial::{Stage, Trial};

type Hostile = (u8, [i64; 6], [u8; 4], [u32; 6], u8, i64);

fuzz_target!(|input: (([u16; 6], u8, Vec<(u8, u8)>), Hostile)| {
    let ((lengths, panel, steps), (stage, times, counts, long, more, now)) = input;
    checks::life(lengths, panel, &steps[..steps.len().min(400)]);
    checks::life(lengths.map(|length| length % 90 + 1), panel % 8 + 1, &steps[..steps.len().min(400)]);
    let stages = [Stage::Pleading, Stage::Judging, Stage::Ruled, Stage::Citizens, Stage::Final];
    let trial = Trial {
        stage: stages[usize::from(stage) % stages.len()],
        answer_until: times[0],
        evidence_until: times[1],
        draw_until: times[2],
        commit_until: times[3],
        reveal_until: times[4],
        appeal_until: times[5],
        panel: counts[0],
        seats: counts[1],
        committed: counts[2],
        revealed: counts[3],
    };
    checks::hostile(trial, long, more, now);
});
