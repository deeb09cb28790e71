//! Checks of `rules::window` against wide integers; shared by the property tests and the fuzz targets.

use rules::window::*;

pub fn durations([review, voting, objection, timelock, execution]: [u32; 5]) -> Durations {
    Durations { review, voting, objection, timelock, execution }
}

/// A vote: its times, and its phase at, just before and just after each of them.
pub fn vote(now: i64, times: [u32; 5], at: i64) {
    let d = durations(times);
    let sound = d.voting >= 1 && d.execution >= 1 && times.iter().all(|time| *time <= 31_622_400);
    assert_eq!(durations_are_sound(&d), sound);

    let ends = [d.review, d.voting, d.objection].into_iter().scan(i128::from(now), |end, length| {
        *end += i128::from(length);
        Some(*end)
    });
    let ends: Vec<i128> = ends.collect();
    let Some(vote) = Vote::submitted_at(now, &d) else {
        assert!(ends[2] > i128::from(i64::MAX));
        return;
    };
    assert_eq!(ends, [vote.opens_at, vote.closes_at, vote.objection_closes_at].map(i128::from));

    let phases = [Phase::Review, Phase::Voting, Phase::Objection, Phase::Closed];
    let mut moments = vec![at, now, i64::MIN, i64::MAX];
    for edge in [vote.opens_at, vote.closes_at, vote.objection_closes_at] {
        moments.extend([edge.saturating_sub(1), edge, edge.saturating_add(1)]);
    }
    for at in moments {
        // As many windows have ended as ends are at or before the moment.
        let ended = ends.iter().filter(|end| **end <= i128::from(at)).count();
        assert_eq!(vote.phase(at), phases[ended]);
    }
}

/// An execution window, and an injunction on it.
pub fn execution(now: i64, times: [u32; 5], since: i64, lifted: i64) {
    let d = durations(times);
    let from = i128::from(now) + i128::from(d.timelock);
    let until = from + i128::from(d.execution);
    let Some(window) = Execution::decided_at(now, &d) else {
        assert!(until > i128::from(i64::MAX));
        return;
    };
    assert_eq!((i128::from(window.from), i128::from(window.until)), (from, until));

    let held = (i128::from(lifted) - i128::from(since)).max(0);
    let Some(after) = window.after_injunction(since, lifted) else {
        assert!(held > i128::from(i64::MAX) || until + held > i128::from(i64::MAX));
        return;
    };
    assert_eq!((i128::from(after.from), i128::from(after.until)), (from + held, until + held));
    assert_eq!(i128::from(after.until) - i128::from(after.from), until - from, "the length is kept");
    if since <= lifted {
        // As much is left when it is lifted as when it began, and nothing comes back to life.
        assert_eq!(i128::from(after.from) - i128::from(lifted), from - i128::from(since));
        assert_eq!(lifted >= after.until, since >= window.until);
    }
}
