//! Where a case stands: the account's numbers as the rules' values.

use super::Filed;
use client::court::accounts::Case;
use client::court::types::{CourtParams, Round};
use rules::trial::{Phase, Stage, Times, Trial};
use rules::verdict::{FOR_CLAIMANT, FOR_RESPONDENT, REFUSE, UNDECIDED};
use solana_address::Address;

/// A party's side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Who brought the case.
    Claimant,
    /// Who it is brought against.
    Respondent,
}

/// The present round.
pub fn present(case: &Case) -> Option<&Round> {
    case.rounds.get(usize::from(case.round))
}

/// How long each phase lasts.
pub fn times(params: &CourtParams) -> Times {
    Times {
        answer: params.answer_seconds,
        evidence: params.evidence_seconds,
        draw: params.draw_seconds,
        commit: params.commit_seconds,
        reveal: params.reveal_seconds,
        appeal: params.appeal_seconds,
    }
}

/// The course of a case.
pub fn trial(case: &Case) -> Trial {
    let round = present(case);
    let count = |of: fn(&Round) -> u8| round.map_or(0, of);
    Trial {
        stage: match case.stage {
            0 => Stage::Pleading,
            1 => Stage::Judging,
            2 => Stage::Ruled,
            3 => Stage::Citizens,
            _ => Stage::Final,
        },
        answer_until: case.answer_until,
        evidence_until: case.evidence_until,
        draw_until: case.draw_until,
        commit_until: case.commit_until,
        reveal_until: case.reveal_until,
        appeal_until: case.appeal_until,
        panel: count(|round| round.panel),
        seats: count(|round| round.seats),
        committed: count(|round| round.committed),
        revealed: count(|round| {
            round.for_claimant.saturating_add(round.for_respondent).saturating_add(round.refused)
        }),
    }
}

/// Where a case stands at `now`.
pub fn phase(case: &Case, now: i64) -> Phase {
    trial(case).phase(now)
}

/// When the present phase ends by itself, if it does.
pub fn deadline(case: &Case, now: i64) -> Option<i64> {
    match phase(case, now) {
        Phase::Answer => Some(case.answer_until),
        Phase::Evidence => Some(case.evidence_until),
        Phase::Draw => Some(case.draw_until),
        Phase::Commit => Some(case.commit_until),
        Phase::Reveal => Some(case.reveal_until),
        Phase::Appeal => Some(case.appeal_until),
        Phase::EvidenceOver | Phase::Count | Phase::AppealOver | Phase::Citizens | Phase::Final => None,
    }
}

/// The side that a wallet acts for: its own, or that of the citizen it is now.
pub fn side(filed: &Filed, wallet: &Address, serial: Option<u64>) -> Option<Side> {
    let case = &filed.case;
    let acts = |party: &Address, of: u64| wallet == party || (of != u64::MAX && serial == Some(of));
    if acts(&case.claimant, case.claimant_serial) {
        Some(Side::Claimant)
    } else if acts(&case.respondent, case.respondent_serial) {
        Some(Side::Respondent)
    } else {
        None
    }
}

/// A ruling in words.
pub fn named_ruling(ruling: u8) -> &'static str {
    match ruling {
        FOR_CLAIMANT => "for the claimant",
        FOR_RESPONDENT => "for the respondent",
        REFUSE => "the court refuses to rule",
        UNDECIDED => "undecided",
        _ => "none yet",
    }
}

/// A juror's choice in words.
pub fn named_choice(choice: u8) -> &'static str {
    match choice {
        FOR_CLAIMANT => "for the claimant",
        FOR_RESPONDENT => "for the respondent",
        REFUSE => "refuse to rule",
        _ => "not revealed",
    }
}
