//! `rules::tally`.

#[path = "checks/tally.rs"]
mod checks;
mod common;

use common::number;
use proptest::prelude::*;
use rules::ballot::FOR;
use rules::tally::*;

const HALF: Bar = Bar { quorum_bps: 2_000, threshold_bps: 5_000 };

fn counts(yes: u64, no: u64, abstain: u64) -> Counts {
    [0, yes, no, abstain, 0, 0, 0, 0]
}

#[test]
fn a_motion_must_exceed_its_threshold() {
    assert_eq!(motion(&counts(10, 10, 0), 100, &HALF), Verdict::Rejected);
    assert_eq!(motion(&counts(11, 10, 0), 100, &HALF), Verdict::Carried(FOR));
    assert_eq!(motion(&counts(0, 0, 20), 100, &HALF), Verdict::Rejected);
    let two_thirds = Bar { quorum_bps: 0, threshold_bps: 6_667 };
    assert_eq!(motion(&counts(2, 1, 0), 100, &two_thirds), Verdict::Rejected);
}

#[test]
fn a_quorum_is_reached_exactly() {
    assert_eq!(motion(&counts(19, 0, 0), 100, &HALF), Verdict::QuorumMissed);
    assert_eq!(motion(&counts(19, 0, 1), 100, &HALF), Verdict::Carried(FOR));
    assert_eq!(motion(&counts(20, 0, 0), 101, &HALF), Verdict::QuorumMissed);
    let none = Bar { quorum_bps: 0, ..HALF };
    assert_eq!(motion(&counts(0, 0, 0), 100, &none), Verdict::QuorumMissed);
    // Nobody was in the electorate: whoever votes decides nothing.
    assert_eq!(motion(&counts(1, 0, 0), 0, &none), Verdict::QuorumMissed);
    assert_eq!(poll(&counts(1, 0, 0), 0, &none), Verdict::QuorumMissed);
    assert_eq!(certain_motion(&counts(1, 0, 0), 0, 0, &none), None);
}

#[test]
fn a_tie_for_the_lead_elects_nobody() {
    let poll = |votes: [u64; 7]| {
        let mut counts = Counts::default();
        counts[1..].copy_from_slice(&votes);
        poll(&counts, 10, &HALF)
    };
    assert_eq!(poll([0, 0, 3, 0, 0, 0, 0]), Verdict::Carried(3));
    assert_eq!(poll([3, 0, 3, 0, 0, 0, 0]), Verdict::Rejected);
    assert_eq!(poll([3, 0, 3, 0, 0, 0, 4]), Verdict::Carried(7));
    assert_eq!(poll([4, 3, 3, 0, 0, 0, 0]), Verdict::Carried(1));
    assert_eq!(poll([1, 1, 1, 1, 1, 1, 1]), Verdict::Rejected);
    assert_eq!(poll([1, 0, 0, 0, 0, 0, 0]), Verdict::QuorumMissed);
}

#[test]
fn sums_beyond_64_bits_are_exact() {
    const MAX: u64 = u64::MAX;
    assert_eq!(motion(&counts(MAX, MAX, 0), MAX, &HALF), Verdict::Rejected);
    assert_eq!(motion(&counts(MAX, MAX - 1, MAX), MAX, &HALF), Verdict::Carried(FOR));
    assert_eq!(certain_motion(&counts(MAX, 0, 0), 0, MAX, &HALF), Some(Verdict::Carried(FOR)));
    assert_eq!(certain_motion(&counts(0, MAX, 0), 0, MAX, &HALF), Some(Verdict::Rejected));
}

#[test]
fn known_certainties() {
    let certain =
        |yes, no, abstain, delegated| certain_motion(&counts(yes, no, abstain), delegated, 10, &HALF);
    assert_eq!(certain(6, 0, 0, 0), Some(Verdict::Carried(FOR)));
    assert_eq!(certain(5, 0, 0, 0), None);
    assert_eq!(certain(6, 0, 0, 1), None);
    assert_eq!(certain(0, 5, 0, 0), Some(Verdict::Rejected));
    assert_eq!(certain(0, 5, 0, 1), None);
    assert_eq!(certain(0, 0, 10, 0), Some(Verdict::Rejected));
    assert_eq!(certain(0, 0, 10, 1), None);
    // Ballots that the electorate did not count on.
    let within = |outstanding| certain_motion_within(&counts(6, 0, 0), 0, outstanding, 10, &HALF);
    assert_eq!(within(4), Some(Verdict::Carried(FOR)));
    assert_eq!(within(5), Some(Verdict::Carried(FOR)));
    assert_eq!(within(6), None);
    assert_eq!(within(u64::MAX), None);
}

#[test]
fn every_pair_of_chambers() {
    let kinds: Vec<(u8, u8)> = (0..3).flat_map(|kind| (0..8).map(move |option| (kind, option))).collect();
    for a in &kinds {
        for b in &kinds {
            checks::chambers(*a, *b);
        }
    }
}

proptest! {
    #![proptest_config(regressions!("tally"))]

    #[test]
    fn decisions(
        counts in [number(), number(), number(), number(), number(), number(), number(), number()],
        electorate in number(),
        bar: (u16, u16),
    ) {
        checks::decide(counts, electorate, bar);
        // Small numbers, where quorums are nearly met and leads are tied.
        let small = counts.map(|n| n % 5);
        let Bar { quorum_bps, threshold_bps } = checks::sound_bar(bar.0, bar.1);
        checks::decide(small, electorate % 40, (quorum_bps, threshold_bps));
        checks::decide(counts, electorate, (quorum_bps, threshold_bps));
    }

    #[test]
    fn certain_is_certain(own: [u8; 3], by_delegate: [u8; 3], absent: u8, strangers in -3i8..4, bar: (u16, u16)) {
        checks::certain(own, by_delegate, absent, strangers, bar);
        // Without delegates, where early decisions are common.
        checks::certain(own, [0; 3], absent % 4, strangers, bar);
        checks::certain(own, by_delegate.map(|n| n / 128), absent % 4, strangers, bar);
    }

    #[test]
    fn certain_at_any_size(
        own in [number(), number(), number()],
        by_delegate in [number(), number(), number()],
        late in (number(), number()),
        dice: [u64; 8],
        bar: (u16, u16),
    ) {
        checks::certain_large(own, by_delegate, late, dice, bar);
        // A clear lead, few delegates.
        let few = by_delegate.map(|n| n >> 40);
        checks::certain_large([own[0] >> 1, own[1] >> 20, own[2] >> 2], few, (late.0 >> 20, late.1), dice, bar);
        checks::certain_large([own[0] >> 20, own[1] >> 1, own[2] >> 2], few, (late.0 >> 20, late.1), dice, bar);
    }
}
