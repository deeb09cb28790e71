//! Checks of `rules::tally` against wide integers and brute force; shared by the property tests and the
//! fuzz targets.

use rules::ballot::FOR;
use rules::tally::*;

fn wide_turnout(counts: &Counts) -> u128 {
    counts[1..].iter().map(|n| u128::from(*n)).sum()
}

fn wide_quorum(counts: &Counts, electorate: u64, bar: &Bar) -> bool {
    let mut turnout = wide_turnout(counts);
    if !bar_is_sound(bar) {
        // Documented: the sum saturates, which shows only in bars above the whole.
        turnout = turnout.min(u128::from(u64::MAX));
    }
    turnout > 0 && electorate > 0 && turnout * 10_000 >= u128::from(electorate) * u128::from(bar.quorum_bps)
}

fn wide_motion(counts: &Counts, electorate: u64, bar: &Bar) -> Verdict {
    let (yes, no) = (u128::from(counts[1]), u128::from(counts[2]));
    if !wide_quorum(counts, electorate, bar) {
        Verdict::QuorumMissed
    } else if yes * 10_000 > (yes + no) * u128::from(bar.threshold_bps) {
        Verdict::Carried(FOR)
    } else {
        Verdict::Rejected
    }
}

fn wide_poll(counts: &Counts, electorate: u64, bar: &Bar) -> Verdict {
    if !wide_quorum(counts, electorate, bar) {
        return Verdict::QuorumMissed;
    }
    let lead = *counts[1..].iter().max().expect("seven options");
    let leaders: Vec<usize> = (1..counts.len()).filter(|option| counts[*option] == lead).collect();
    match leaders[..] {
        [only] => Verdict::Carried(only as u8),
        _ => Verdict::Rejected,
    }
}

/// Motion and poll against wide integers, for any counts and bar.
pub fn decide(counts: Counts, electorate: u64, (quorum_bps, threshold_bps): (u16, u16)) {
    let bar = Bar { quorum_bps, threshold_bps };
    let (motioned, polled) = (motion(&counts, electorate, &bar), poll(&counts, electorate, &bar));
    assert_eq!(motioned, wide_motion(&counts, electorate, &bar));
    assert_eq!(polled, wide_poll(&counts, electorate, &bar));
    // Index 0 is not a choice.
    let mut other = counts;
    other[0] = !other[0];
    assert_eq!(motioned, motion(&other, electorate, &bar));
    assert_eq!(polled, poll(&other, electorate, &bar));
    // A sound bar never lets a minority carry, and some vote clears it.
    if bar_is_sound(&bar) {
        assert!(motioned != Verdict::Carried(FOR) || counts[1] > counts[2]);
        let mut all = Counts::default();
        all[FOR as usize] = electorate;
        assert_eq!(motion(&all, electorate, &bar) == Verdict::Carried(FOR), electorate > 0);
    }
    assert_eq!(bar_is_sound(&bar), quorum_bps <= 10_000 && (5_000..10_000).contains(&threshold_bps));
}

/// A sound bar from any two numbers; often at the round shares where ties live.
pub fn sound_bar(quorum: u16, threshold: u16) -> Bar {
    let quorum_bps = match quorum % 4 {
        0 => (quorum / 4 % 5) * 2_500,
        _ => quorum % 10_001,
    };
    let threshold_bps = match threshold % 4 {
        0 => [5_000, 6_000, 6_666, 6_667, 7_500][usize::from(threshold / 4 % 5)],
        _ => 5_000 + threshold % 5_000,
    };
    let bar = Bar { quorum_bps, threshold_bps };
    assert!(bar_is_sound(&bar));
    bar
}

/// All ways for `n` ballots to fall on for, against and abstain.
fn falls(n: u64) -> impl Iterator<Item = [u64; 3]> {
    (0..=n).flat_map(move |yes| (0..=n - yes).map(move |no| [yes, no, n - yes - no]))
}

/// Every completion of a small vote.
///
/// `own` and `by_delegate` are the ballots for, against and abstaining so far, `absent` those who have not
/// voted; `strangers` voters are in the electorate but can no longer vote (if negative, may vote without
/// being in it). Each absent voter votes or stays away, each delegated ballot is kept or overridden to any
/// choice.
pub fn certain(
    own: [u8; 3],
    by_delegate: [u8; 3],
    absent: u8,
    strangers: i8,
    (quorum, threshold): (u16, u16),
) {
    let bar = sound_bar(quorum, threshold);
    let [own, by_delegate] = [own, by_delegate].map(|ballots| ballots.map(|n| u64::from(n % 5)));
    let absent = u64::from(absent % 8);
    let delegated: u64 = by_delegate.iter().sum();
    let cast: u64 = own.iter().sum::<u64>() + delegated;
    let electorate = (cast + absent).saturating_add_signed(i64::from(strangers % 4));

    let mut counts = Counts::default();
    for i in 0..3 {
        counts[i + 1] = own[i] + by_delegate[i];
    }
    let mut outcomes: Vec<Verdict> = Vec::new();
    for voting in 0..=absent {
        for late in falls(voting) {
            for turned in falls(delegated) {
                let mut end = Counts::default();
                for i in 0..3 {
                    end[i + 1] = own[i] + late[i] + turned[i];
                }
                let outcome = motion(&end, electorate, &bar);
                if !outcomes.contains(&outcome) {
                    outcomes.push(outcome);
                }
            }
        }
    }
    let within = certain_motion_within(&counts, delegated, absent, electorate, &bar);
    if let Some(verdict) = within {
        assert_eq!(outcomes, [verdict], "{counts:?} {delegated} {absent} {electorate} {bar:?}");
    }
    // Complete, too, where the ballots that may turn are known and the quorum stands.
    if delegated == 0 && outcomes.len() == 1 && motion(&counts, electorate, &bar) != Verdict::QuorumMissed {
        assert_eq!(within, Some(outcomes[0]));
    }
    // The shorter form, wherever its condition holds.
    if electorate >= cast + absent
        && let Some(verdict) = certain_motion(&counts, delegated, electorate, &bar)
    {
        assert_eq!(outcomes, [verdict]);
    }
    if electorate == cast + absent {
        assert_eq!(within, certain_motion(&counts, delegated, electorate, &bar));
    }
}

/// Any numbers for `certain_motion`, and one completion drawn by `dice`.
pub fn certain_large(
    own: [u64; 3],
    by_delegate: [u64; 3],
    (absent, electorate): (u64, u64),
    dice: [u64; 8],
    (quorum_bps, threshold_bps): (u16, u16),
) {
    let mut counts = Counts::default();
    for i in 0..3 {
        let Some(sum) = own[i].checked_add(by_delegate[i]) else {
            return;
        };
        counts[i + 1] = sum;
    }
    let delegated = by_delegate.iter().fold(0u64, |sum, n| sum.saturating_add(*n));
    let raw = Bar { quorum_bps, threshold_bps };
    for bar in [raw, sound_bar(quorum_bps, threshold_bps)] {
        let _ = certain_motion(&counts, delegated, electorate, &bar);
        let _ = certain_motion(&counts, u64::MAX, electorate, &bar);
        let Some(verdict) = certain_motion_within(&counts, delegated, absent, electorate, &bar) else {
            continue;
        };

        // Kept where they are, all to one side, or split by the dice.
        let split = |n: u64, a: u64, b: u64| {
            let yes = a % n.saturating_add(1).max(1);
            let no = b % (n - yes).saturating_add(1).max(1);
            [yes, no, n - yes - no]
        };
        let turned = |side: u64, a: u64, b: u64| -> Option<[u64; 3]> {
            let n = by_delegate.iter().try_fold(0u64, |sum, n| sum.checked_add(*n))?;
            Some(match side % 4 {
                0 => by_delegate,
                1 => [n, 0, 0],
                2 => [0, n, 0],
                _ => split(n, a, b),
            })
        };
        let late = match dice[0] % 4 {
            0 => [absent, 0, 0],
            1 => [0, absent, 0],
            2 => split(absent, dice[1], dice[2]),
            _ => split(dice[3] % absent.saturating_add(1).max(1), dice[1], dice[2]),
        };
        let Some(turned) = turned(dice[4], dice[5], dice[6]) else {
            continue;
        };
        let mut end = Counts::default();
        let mut fits = true;
        for i in 0..3 {
            match own[i].checked_add(turned[i]).and_then(|sum| sum.checked_add(late[i])) {
                Some(sum) => end[i + 1] = sum,
                None => fits = false,
            }
        }
        if fits {
            assert_eq!(
                motion(&end, electorate, &bar),
                verdict,
                "{counts:?} -> {end:?} of {electorate}, {bar:?}"
            );
        }
    }
}

/// Two chambers: agreement is the only way to carry, and the order does not matter.
pub fn chambers(a: (u8, u8), b: (u8, u8)) {
    let verdict = |(kind, option): (u8, u8)| match kind % 3 {
        0 => Verdict::QuorumMissed,
        1 => Verdict::Rejected,
        _ => Verdict::Carried(option % 8),
    };
    let (a, b) = (verdict(a), verdict(b));
    let together = both(a, b);
    assert_eq!(together, both(b, a));
    assert_eq!(together == Verdict::QuorumMissed, a == Verdict::QuorumMissed || b == Verdict::QuorumMissed);
    for option in 0..8 {
        let carried = Verdict::Carried(option);
        assert_eq!(together == carried, a == carried && b == carried);
    }
}
