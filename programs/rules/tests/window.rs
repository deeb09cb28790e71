//! `rules::window`.

#[path = "checks/window.rs"]
mod checks;
mod common;

use common::number;
use proptest::prelude::*;
use rules::window::*;

const TIMES: [u32; 5] = [10, 20, 5, 30, 40];

#[test]
fn phases_change_on_the_second() {
    let vote = Vote::submitted_at(1_000, &checks::durations(TIMES)).unwrap();
    assert_eq!(vote, Vote { opens_at: 1_010, closes_at: 1_030, objection_closes_at: 1_035 });
    let phases = [999, 1_009, 1_010, 1_029, 1_030, 1_034, 1_035].map(|at| vote.phase(at));
    use Phase::{Closed, Objection, Review, Voting};
    assert_eq!(phases, [Review, Review, Voting, Voting, Objection, Objection, Closed]);
}

#[test]
fn windows_of_no_length_are_skipped() {
    let vote = Vote::submitted_at(0, &checks::durations([0, 1, 0, 0, 1])).unwrap();
    assert_eq!([-1, 0, 1].map(|at| vote.phase(at)), [Phase::Review, Phase::Voting, Phase::Closed]);
}

#[test]
fn soundness_of_durations() {
    let sound = |times| durations_are_sound(&checks::durations(times));
    assert!(sound(TIMES) && sound([0, 1, 0, 0, 1]) && sound([MAX_DURATION; 5]));
    assert!(!sound([0, 0, 0, 0, 1]) && !sound([0, 1, 0, 0, 0]));
    for i in 0..5 {
        let mut times = [1; 5];
        times[i] = MAX_DURATION + 1;
        assert!(!sound(times));
    }
}

#[test]
fn an_injunction_stops_the_clock() {
    let window = Execution::decided_at(0, &checks::durations(TIMES)).unwrap();
    assert_eq!(window, Execution { from: 30, until: 70 });
    let after = |since, lifted| window.after_injunction(since, lifted);
    assert_eq!(after(10, 15), Some(Execution { from: 35, until: 75 }));
    assert_eq!(after(40, 1_040), Some(Execution { from: 1_030, until: 1_070 }));
    assert_eq!(after(5, 5), Some(window));
    assert_eq!(after(5, 4), Some(window));
    assert_eq!(after(i64::MAX, i64::MIN), Some(window));
    assert_eq!(after(i64::MIN, i64::MAX), None);
    assert_eq!(after(0, i64::MAX), None);
}

#[test]
fn times_that_overflow_are_none() {
    let d = checks::durations(TIMES);
    assert_eq!(Vote::submitted_at(i64::MAX - 34, &d), None);
    assert!(Vote::submitted_at(i64::MAX - 35, &d).is_some());
    assert_eq!(Execution::decided_at(i64::MAX - 69, &d), None);
    assert!(Execution::decided_at(i64::MAX - 70, &d).is_some());
}

proptest! {
    #![proptest_config(regressions!("window"))]

    #[test]
    fn votes(now in number(), times: [u32; 5], at in number()) {
        checks::vote(now as i64, times, at as i64);
        checks::vote(now as i64, times.map(|time| time % 3), at as i64);
        checks::vote(now as i64, times.map(|time| time % 31_622_402), at as i64);
    }

    #[test]
    fn executions(now in number(), times: [u32; 5], since in number(), lifted in number()) {
        checks::execution(now as i64, times, since as i64, lifted as i64);
        // An injunction around the window.
        let near = |n: u64| (now as i64).saturating_add((n % 100) as i64);
        checks::execution(now as i64, times.map(|time| time % 40), near(since), near(lifted));
    }
}
