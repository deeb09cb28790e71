//! Quorum, threshold and plurality in 128-bit integers, which no sum or product here can leave.

use super::layout::{CITIZENS, Chamber, Proposal, STAKERS};
use serde::{Serialize, Serializer};
use std::fmt;

/// The number of a motion's kind.
const MOTION: u8 = 0;

/// What counts say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Too few took part.
    QuorumMissed,
    /// Enough took part, and nothing is carried.
    Rejected,
    /// The motion is carried.
    Carried,
    /// This option of a poll is elected.
    Elected(u8),
}

impl Verdict {
    /// The choice that wins.
    pub fn winner(self) -> Option<u8> {
        match self {
            Self::Carried => Some(1),
            Self::Elected(option) => Some(option),
            Self::QuorumMissed | Self::Rejected => None,
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::QuorumMissed => f.write_str("quorum missed"),
            Self::Rejected => f.write_str("rejected"),
            Self::Carried => f.write_str("carried"),
            Self::Elected(option) => write!(f, "option {option} elected"),
        }
    }
}

impl Serialize for Verdict {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// How a stored outcome reads.
pub fn outcome(kind: u8, outcome: u8) -> String {
    match (kind, outcome) {
        (_, 0) => "nothing carried".into(),
        (MOTION, 1) => "carried".into(),
        (_, option) => format!("option {option} elected"),
    }
}

/// A motion by one chamber: enough of the electorate took part, abstentions included, and votes for exceed
/// the threshold's share of the votes for and against.
pub fn motion(
    yes: u64,
    no: u64,
    abstain: u64,
    electorate: u64,
    quorum_bps: u16,
    threshold_bps: u16,
) -> Verdict {
    let [yes, no, abstain, electorate] = [yes, no, abstain, electorate].map(u128::from);
    let turnout = yes + no + abstain;
    if electorate == 0 || turnout == 0 || turnout * 10_000 < electorate * u128::from(quorum_bps) {
        return Verdict::QuorumMissed;
    }
    if yes * 10_000 > (yes + no) * u128::from(threshold_bps) { Verdict::Carried } else { Verdict::Rejected }
}

/// A poll by one chamber: enough of the electorate took part, and one option leads alone.
pub fn poll(counts: &[u64; 8], electorate: u64, quorum_bps: u16) -> Verdict {
    let turnout: u128 = counts[1..].iter().map(|n| u128::from(*n)).sum();
    if electorate == 0 || turnout == 0 || turnout * 10_000 < u128::from(electorate) * u128::from(quorum_bps) {
        return Verdict::QuorumMissed;
    }
    let most = counts[1..].iter().max().copied().unwrap_or_default();
    let mut leaders = (1..8u8).filter(|option| counts[usize::from(*option)] == most);
    match (leaders.next(), leaders.next()) {
        (Some(winner), None) => Verdict::Elected(winner),
        _ => Verdict::Rejected,
    }
}

/// What a proposal's chambers say together, with these counts: both must agree where both decide.
pub fn of(proposal: &Proposal, citizens: &[u64; 8], stakes: &[u64; 8]) -> Verdict {
    let rules = &proposal.rules;
    let called = |chamber: Chamber| rules.chambers & chamber.number != 0;
    let one = |counts: &[u64; 8], electorate: u64| {
        if proposal.kind == MOTION {
            let [_, yes, no, abstain, ..] = *counts;
            motion(yes, no, abstain, electorate, rules.quorum_bps, rules.threshold_bps)
        } else {
            poll(counts, electorate, rules.quorum_bps)
        }
    };
    let verdicts: Vec<Verdict> = [
        called(CITIZENS).then(|| one(citizens, proposal.citizens)),
        called(STAKERS).then(|| one(stakes, proposal.staked)),
    ]
    .into_iter()
    .flatten()
    .collect();
    match verdicts[..] {
        [] => Verdict::QuorumMissed,
        _ if verdicts.contains(&Verdict::QuorumMissed) => Verdict::QuorumMissed,
        [first, ..] if verdicts.iter().all(|verdict| *verdict == first) => first,
        _ => Verdict::Rejected,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_motion_needs_quorum_and_more_than_the_threshold() {
        for (yes, no, abstain, electorate, verdict) in [
            (0, 0, 0, 10, Verdict::QuorumMissed),
            (1, 0, 3, 10, Verdict::QuorumMissed),
            (1, 0, 4, 10, Verdict::Carried),
            (3, 3, 0, 10, Verdict::Rejected),
            (4, 3, 0, 10, Verdict::Carried),
            (0, 0, 9, 10, Verdict::Rejected),
            (0, 0, 0, 0, Verdict::QuorumMissed),
            (u64::MAX, u64::MAX, u64::MAX, u64::MAX, Verdict::Rejected),
        ] {
            assert_eq!(motion(yes, no, abstain, electorate, 5_000, 5_000), verdict, "{yes} {no} {abstain}");
        }
        assert_eq!(motion(2, 1, 0, 3, 0, 6_666), Verdict::Carried);
        assert_eq!(motion(2, 1, 0, 3, 0, 6_667), Verdict::Rejected);
    }

    #[test]
    fn a_poll_elects_who_leads_alone() {
        assert_eq!(poll(&[9, 1, 3, 2, 0, 0, 0, 0], 10, 5_000), Verdict::Elected(2));
        assert_eq!(poll(&[0, 3, 3, 2, 0, 0, 0, 0], 10, 5_000), Verdict::Rejected);
        assert_eq!(poll(&[9, 1, 3, 0, 0, 0, 0, 0], 10, 5_000), Verdict::QuorumMissed);
    }
}
