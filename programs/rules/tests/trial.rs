//! `rules::trial`.

#[path = "checks/trial.rs"]
mod checks;
mod common;

use common::number;
use proptest::collection::vec;
use proptest::prelude::*;
use rules::trial::*;

const TIMES: Times = Times { answer: 10, evidence: 20, draw: 5, commit: 30, reveal: 40, appeal: 50 };

fn phases<const N: usize>(trial: &Trial, at: [i64; N]) -> [Phase; N] {
    at.map(|at| trial.phase(at))
}

#[test]
fn phases_change_on_the_second() {
    use Phase::*;
    let trial = Trial::file(1_000, &TIMES);
    assert_eq!(
        phases(&trial, [1_000, 1_009, 1_010, 1_029, 1_030]),
        [Answer, Answer, Evidence, Evidence, EvidenceOver]
    );
    assert_eq!(trial.close_evidence(1_029, &TIMES, 3), Err(TrialError::EvidenceOpen));
    let trial = trial.close_evidence(1_030, &TIMES, 3).unwrap();
    assert_eq!(trial.close_evidence(1_030, &TIMES, 3), Err(TrialError::EvidenceClosed));
    // Nobody is drawn: the time is over, and there is nothing to wait for.
    assert_eq!(phases(&trial, [1_030, 1_034, 1_035]), [Draw, Draw, Count]);
    // Two are drawn of three.
    let trial = trial.seat(1_031, &TIMES).unwrap().seat(1_034, &TIMES).unwrap();
    assert_eq!(trial.seat(1_035, &TIMES), Err(TrialError::NotDrawing));
    assert_eq!(phases(&trial, [1_034, 1_035, 1_064, 1_065]), [Draw, Commit, Commit, Count]);
    let trial = trial.commit(1_064, &TIMES).unwrap();
    assert_eq!(trial.commit(1_065, &TIMES), Err(TrialError::NotCommitting));
    assert_eq!(phases(&trial, [1_064, 1_065, 1_104, 1_105]), [Commit, Reveal, Reveal, Count]);
    assert_eq!(trial.reveal(1_064), Err(TrialError::NotRevealing));
    assert_eq!(trial.rule(1_104, &TIMES), Err(TrialError::NotCounting));
    let trial = trial.reveal(1_104).unwrap();
    assert_eq!(trial.phase(1_104), Count);
    let trial = trial.rule(1_104, &TIMES).unwrap();
    assert_eq!(phases(&trial, [1_153, 1_154]), [Appeal, AppealOver]);
    assert_eq!(trial.end(1_153), Err(TrialError::NotEnding));
    assert_eq!(trial.appeal(1_154, &TIMES, 7), Err(TrialError::NotAppealable));
    assert_eq!(trial.end(1_154).unwrap().phase(i64::MAX), Final);
}

#[test]
fn windows_end_early_when_nothing_is_left_to_wait_for() {
    let trial = Trial::file(0, &TIMES).close_evidence(30, &TIMES, 1).unwrap().seat(31, &TIMES).unwrap();
    assert_eq!((trial.phase(31), trial.commit_until), (Phase::Commit, 61));
    let trial = trial.commit(32, &TIMES).unwrap();
    assert_eq!((trial.phase(32), trial.reveal_until), (Phase::Reveal, 72));
    assert_eq!(trial.commit(32, &TIMES), Err(TrialError::NotCommitting));
    let trial = trial.reveal(33).unwrap();
    assert_eq!(trial.phase(33), Phase::Count);
    let stopped =
        Trial::file(0, &TIMES).close_evidence(30, &TIMES, 3).unwrap().stop_drawing(31, &TIMES).unwrap();
    assert_eq!(stopped.phase(31), Phase::Count);
}

#[test]
fn the_citizens_take_the_time_they_take() {
    let ruled = Trial::file(0, &TIMES)
        .close_evidence(30, &TIMES, 1)
        .and_then(|trial| trial.rule(35, &TIMES))
        .unwrap();
    assert_eq!(ruled.end_by_citizens(), Err(TrialError::NotBeforeCitizens));
    let asked = ruled.appeal_to_citizens(84).unwrap();
    assert_eq!(asked.phase(i64::MAX), Phase::Citizens);
    assert_eq!(asked.end(i64::MAX), Err(TrialError::NotEnding));
    assert_eq!(asked.end_by_citizens().unwrap().stage, Stage::Final);
}

proptest! {
    #![proptest_config(regressions!("trial"))]

    #[test]
    fn lives(lengths in [1u16..90, 1u16..90, 1u16..90, 1u16..90, 1u16..90, 1u16..90], panel in 1u8..8, steps in vec(any::<(u8, u8)>(), 0..200)) {
        checks::life(lengths, panel, &steps);
        checks::life(lengths.map(|n| n + 200), panel, &steps);
    }

    #[test]
    fn hostile(
        stage in 0usize..5,
        times in [number(), number(), number(), number(), number(), number()],
        counts: [u8; 4],
        lengths: [u32; 6],
        panel: u8,
        now in number(),
    ) {
        let [answer, evidence, draw, commit, reveal, appeal] = times.map(|n| n as i64);
        let trial = Trial {
            stage: [Stage::Pleading, Stage::Judging, Stage::Ruled, Stage::Citizens, Stage::Final][stage],
            answer_until: answer,
            evidence_until: evidence,
            draw_until: draw,
            commit_until: commit,
            reveal_until: reveal,
            appeal_until: appeal,
            panel: counts[0],
            seats: counts[1],
            committed: counts[2],
            revealed: counts[3],
        };
        for at in [now as i64, draw, commit, reveal, appeal] {
            checks::hostile(trial, lengths, panel, at);
        }
    }
}
