//! Quorum, threshold, decision.

use crate::ballot::{ABSTAIN, AGAINST, FOR, MAX_CHOICE};
use crate::math::{BPS, exceeds_bps, reaches_bps};

/// Counts by choice. Index 0 is not a choice and does not count.
pub type Counts = [u64; MAX_CHOICE as usize + 1];

/// What a track demands of one chamber.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bar {
    /// Share of the electorate that must take part (abstentions included), in basis points.
    pub quorum_bps: u16,
    /// Share of the votes for and against that the votes for must exceed, in basis points.
    pub threshold_bps: u16,
}

/// A bar that some vote can clear: the threshold is from one half (the minority never decides) to
/// below the whole (it must be *exceeded*), the quorum at most the whole.
#[inline]
pub const fn bar_is_sound(bar: &Bar) -> bool {
    bar.quorum_bps as u64 <= BPS && bar.threshold_bps as u64 >= BPS / 2 && (bar.threshold_bps as u64) < BPS
}

/// What a chamber says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Too few took part.
    QuorumMissed,
    /// The quorum is met and the motion fails, or a poll elects nobody.
    Rejected,
    /// The quorum is met and this choice wins: [`FOR`] for a motion, the option for a poll.
    Carried(u8),
}

fn turnout(counts: &Counts) -> u64 {
    counts[1..].iter().fold(0u64, |sum, n| sum.saturating_add(*n))
}

fn quorum_met(counts: &Counts, electorate: u64, bar: &Bar) -> bool {
    let turnout = turnout(counts);
    // An empty electorate decides nothing, whatever the quorum.
    turnout > 0 && reaches_bps(turnout, electorate, bar.quorum_bps)
}

/// A motion: carried when the quorum is met and votes for exceed the threshold share of for + against.
pub fn motion(counts: &Counts, electorate: u64, bar: &Bar) -> Verdict {
    if !quorum_met(counts, electorate, bar) {
        return Verdict::QuorumMissed;
    }
    let (yes, no) = (counts[FOR as usize], counts[AGAINST as usize]);
    if exceeds_bps(yes, yes.saturating_add(no), bar.threshold_bps) {
        Verdict::Carried(FOR)
    } else {
        Verdict::Rejected
    }
}

/// A poll: the option with the most votes, when the quorum is met; a tie for the lead elects nobody.
pub fn poll(counts: &Counts, electorate: u64, bar: &Bar) -> Verdict {
    if !quorum_met(counts, electorate, bar) {
        return Verdict::QuorumMissed;
    }
    let mut best = 0u64;
    let mut winner = 0u8;
    for option in 1..=MAX_CHOICE {
        let votes = counts[option as usize];
        if votes > best {
            best = votes;
            winner = option;
        } else if votes == best {
            winner = 0;
        }
    }
    if winner == 0 { Verdict::Rejected } else { Verdict::Carried(winner) }
}

/// Both chambers must agree: the same choice carried in each. A missed quorum in either is a missed
/// quorum; anything else is a rejection.
pub const fn both(a: Verdict, b: Verdict) -> Verdict {
    match (a, b) {
        (Verdict::QuorumMissed, _) | (_, Verdict::QuorumMissed) => Verdict::QuorumMissed,
        (Verdict::Carried(x), Verdict::Carried(y)) if x == y => Verdict::Carried(x),
        _ => Verdict::Rejected,
    }
}

/// The verdict of a motion that no ballot still to come can change, while ballots are final; `None`
/// while it is open.
///
/// `delegated` ballots may still be overridden by their citizens, so they count as undecided, like the
/// `electorate` that has not voted.
pub fn certain_motion(counts: &Counts, delegated: u64, electorate: u64, bar: &Bar) -> Option<Verdict> {
    let cast = turnout(counts);
    let unset = electorate.saturating_sub(cast);

    // Worst case for the motion: every delegated vote for it turns, and all who are left vote against.
    let mut worst = *counts;
    let turned = delegated.min(counts[FOR as usize]);
    worst[FOR as usize] -= turned;
    worst[AGAINST as usize] = worst[AGAINST as usize].saturating_add(turned).saturating_add(unset);
    // The quorum must be met by ballots already cast: those left may stay away.
    if quorum_met(counts, electorate, bar) && motion(&worst, electorate, bar) == Verdict::Carried(FOR) {
        return Some(Verdict::Carried(FOR));
    }

    // Best case: every delegated vote against or abstaining turns in favour, and all left vote for.
    let mut best = *counts;
    let turned = delegated.min(counts[AGAINST as usize]);
    best[AGAINST as usize] -= turned;
    let abstained = (delegated - turned).min(counts[ABSTAIN as usize]);
    best[ABSTAIN as usize] -= abstained;
    best[FOR as usize] = best[FOR as usize].saturating_add(turned).saturating_add(abstained).saturating_add(unset);
    if motion(&best, electorate, bar) == Verdict::Rejected && quorum_met(counts, electorate, bar) {
        return Some(Verdict::Rejected);
    }
    None
}
