//! Quorum, threshold, decision.
//!
//! Counts are ballots (one citizen, one vote) or token weight in its smallest unit; shares are in basis
//! points and compared exactly, without rounding and without overflow.

use crate::ballot::{AGAINST, FOR, MAX_CHOICE};
use crate::math::{BPS, product_exceeds, reaches_bps};

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

/// All that took part. Saturates, which for a [sound](bar_is_sound) bar is as good as exact: `u64::MAX`
/// reaches every share of every electorate.
fn turnout(counts: &Counts) -> u64 {
    counts.iter().skip(1).fold(0u64, |sum, n| sum.saturating_add(*n))
}

fn quorum_met(counts: &Counts, electorate: u64, bar: &Bar) -> bool {
    let turnout = turnout(counts);
    // An empty electorate decides nothing, whatever the quorum.
    turnout > 0 && electorate > 0 && reaches_bps(turnout, electorate, bar.quorum_bps)
}

/// Whether `yes` exceeds the threshold share of `yes + no`: `yes × BPS > (yes + no) × t`, rearranged to
/// `yes × (BPS − t) > no × t` so that no sum can overflow. Nothing exceeds a threshold of the whole or more.
fn clears_threshold(yes: u64, no: u64, bar: &Bar) -> bool {
    let threshold = bar.threshold_bps as u64;
    product_exceeds(yes, BPS.saturating_sub(threshold), no, threshold)
}

/// A motion: carried when the quorum is met and votes for exceed the threshold share of for + against.
/// Whatever is neither for nor against counts for the quorum alone.
pub fn motion(counts: &Counts, electorate: u64, bar: &Bar) -> Verdict {
    if !quorum_met(counts, electorate, bar) {
        return Verdict::QuorumMissed;
    }
    let (yes, no) = (counts[FOR as usize], counts[AGAINST as usize]);
    if clears_threshold(yes, no, bar) { Verdict::Carried(FOR) } else { Verdict::Rejected }
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
/// `delegated` of the cast ballots may still be overridden by their citizens, so they count as undecided,
/// like the `electorate` that has not voted. Which way they were cast need not be known: they are taken
/// to be where they can do most.
///
/// Sound only if no more than `electorate` ballots (or that much weight) can ever be cast. Where more can
/// — a census counts the living terms, and a lapsed citizen may renew and vote — use
/// [`certain_motion_within`] with all the seats that are left.
pub fn certain_motion(counts: &Counts, delegated: u64, electorate: u64, bar: &Bar) -> Option<Verdict> {
    certain_motion_within(counts, delegated, electorate.saturating_sub(turnout(counts)), electorate, bar)
}

/// As [`certain_motion`], where at most `outstanding` more ballots (or that much weight) can come in,
/// whatever the `electorate` that the quorum is measured against.
///
/// Relies on turnout never falling: a ballot, where ballots are final, cannot be taken back
/// (see [`crate::ballot::admit`]). Never says that the quorum is missed: while ballots can come, they may.
pub fn certain_motion_within(
    counts: &Counts,
    delegated: u64,
    outstanding: u64,
    electorate: u64,
    bar: &Bar,
) -> Option<Verdict> {
    // The quorum must be met by ballots already cast: those left may stay away.
    if !quorum_met(counts, electorate, bar) {
        return None;
    }
    let (yes, no) = (counts[FOR as usize], counts[AGAINST as usize]);
    let neither = turnout(counts).saturating_sub(yes).saturating_sub(no);

    // Worst case for the motion: delegated ballots are in favour and turn, and all that are left are
    // against. (More of them than that leave none in favour.) Sums that overflow decide nothing.
    let turned = delegated.min(yes);
    let most_no = no.checked_add(turned)?.checked_add(outstanding)?;
    if clears_threshold(yes - turned, most_no, bar) {
        return Some(Verdict::Carried(FOR));
    }

    // Best case: all delegated ballots, first those against, and all that are left are in favour.
    let turned = delegated.min(no);
    let joined = (delegated - turned).min(neither);
    let most_yes = yes.checked_add(turned)?.checked_add(joined)?.checked_add(outstanding)?;
    if clears_threshold(most_yes, no - turned, bar) { None } else { Some(Verdict::Rejected) }
}
