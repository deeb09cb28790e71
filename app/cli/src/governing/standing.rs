//! Where a proposal stands, and who may vote on it.

use super::Motion;
use crate::output::deadline as written;
use client::governor::accounts::Proposal;
use client::membership::accounts::Citizen;
use rules::eligibility::{Ineligible, Requirement, Standing, may_vote as allowed};
use rules::window::{Phase, Vote};
use std::str::FromStr;

const SUBMITTED: u8 = 1;
const ENJOINED: u8 = 7;

/// A state by its name.
pub fn named_state(state: u8) -> &'static str {
    match state {
        0 => "draft",
        SUBMITTED => "submitted",
        2 => "succeeded",
        3 => "queued",
        4 => "executed",
        5 => "defeated",
        6 => "cancelled",
        ENJOINED => "enjoined",
        8 => "expired",
        _ => "unknown",
    }
}

/// The times of a vote.
fn vote(proposal: &Proposal) -> Vote {
    Vote {
        opens_at: proposal.voting_opens_at,
        closes_at: proposal.voting_closes_at,
        objection_closes_at: proposal.objection_closes_at,
    }
}

/// Where a proposal stands, in a word and a sentence.
pub fn standing(proposal: &Proposal, now: i64) -> (&'static str, String) {
    match proposal.state {
        0 => ("draft", "a draft, not submitted yet".into()),
        SUBMITTED => match vote(proposal).phase(now) {
            Phase::Review => ("review", "submitted, to be read; nobody can vote yet".into()),
            Phase::Voting => ("voting", "being voted on".into()),
            Phase::Objection => ("objection", "in objection time: only ballots against are taken".into()),
            Phase::Closed => ("closed", "every ballot is in; it can be counted and decided".into()),
        },
        3 if now < proposal.executes_from => ("timelock", "carried, and waits for its timelock".into()),
        3 if now < proposal.executes_until => ("execution", "carried; its actions can be executed".into()),
        3 => ("lapsed", "carried, and not executed in time".into()),
        ENJOINED => {
            ("enjoined", format!("held back by the court until {}", written(now, proposal.enjoined_until)))
        }
        state => (named_state(state), named_state(state).into()),
    }
}

/// When the present phase ends by itself, if it does.
pub fn deadline(proposal: &Proposal, now: i64) -> Option<i64> {
    match (proposal.state, vote(proposal).phase(now)) {
        (SUBMITTED, Phase::Review) => Some(proposal.voting_opens_at),
        (SUBMITTED, Phase::Voting) => Some(proposal.voting_closes_at),
        (SUBMITTED, Phase::Objection) => Some(proposal.objection_closes_at),
        (3, _) if now < proposal.executes_from => Some(proposal.executes_from),
        (3, _) if now < proposal.executes_until => Some(proposal.executes_until),
        (ENJOINED, _) => Some(proposal.enjoined_until),
        _ => None,
    }
}

/// Why a citizen may not vote on a proposal now; nothing when the citizen may.
pub fn may_vote(motion: &Motion, citizen: &Citizen, now: i64) -> Result<(), &'static str> {
    let proposal = &motion.proposal;
    if proposal.state != SUBMITTED {
        return Err("it is not put to the vote");
    }
    match vote(proposal).phase(now) {
        Phase::Review => return Err("voting has not begun"),
        Phase::Closed => return Err("every ballot is in"),
        Phase::Voting | Phase::Objection => {}
    }
    if citizen.serial >= proposal.citizen_seats {
        return Err("they became a citizen after it was submitted");
    }
    let standing = Standing {
        status: citizen.status,
        tier: citizen.tier,
        expires_at: citizen.expires_at,
        suspended_until: citizen.suspended_until,
        joined_at: citizen.joined_at,
        charter_version: citizen.charter_version,
    };
    let requirement = Requirement {
        joined_by: proposal.submitted_at.saturating_sub(proposal.rules.tenure_seconds.into()),
        charter_version: proposal.charter_version,
    };
    allowed(&standing, &requirement, now).map_err(|reason| match reason {
        Ineligible::NotActive => "the citizenship has ended",
        Ineligible::NotCitizen => "visitors and residents have no vote",
        Ineligible::Lapsed => "the term has lapsed: civitas citizen renew",
        Ineligible::Suspended => "they are suspended",
        Ineligible::CharterNotSigned => "they have not signed the charter: civitas charter sign",
        Ineligible::JoinedTooLate => "they joined too short a time before it was submitted",
    })
}

/// A choice as people write it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice(pub u8);

impl FromStr for Choice {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "none" => Ok(Self(0)),
            "for" | "yes" => Ok(Self(1)),
            "against" | "no" => Ok(Self(2)),
            "abstain" => Ok(Self(3)),
            number => number.parse().map(Self).map_err(|_| {
                format!("`{text}` is no choice: for, against or abstain; of a poll the number of an option; or none")
            }),
        }
    }
}

/// A choice in words.
pub fn choice_named(motion: bool, choice: u8) -> String {
    match (motion, choice) {
        (_, 0) => "none".into(),
        (true, 1) => "for".into(),
        (true, 2) => "against".into(),
        (true, 3) => "abstain".into(),
        _ => format!("option {choice}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn choices_have_names_and_numbers() {
        for (text, choice) in [("for", 1), ("no", 2), ("abstain", 3), ("none", 0), ("6", 6)] {
            assert_eq!(text.parse(), Ok(Choice(choice)));
        }
        assert!("perhaps".parse::<Choice>().is_err());
        assert_eq!(choice_named(false, 2), "option 2");
    }
}
