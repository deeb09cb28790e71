//! The file as it is written, with the place of everything in it.

use crate::scenario::economy::values::{Members, Name};
use crate::scenario::steps::{RawMotion, what};
use crate::scenario::values::Span;
use serde::{Deserialize, Serialize};
use toml::Spanned;

/// Everything but the steps.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawFile {
    pub court: Spanned<RawCourt>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawCourt {
    pub fee: Spanned<String>,
    pub bond: Spanned<String>,
    pub panel: Spanned<u8>,
    pub appeals: Spanned<u8>,
    pub answer: Spanned<Span>,
    pub evidence: Spanned<Span>,
    pub draw: Spanned<Span>,
    pub commit: Spanned<Span>,
    pub reveal: Spanned<Span>,
    pub appeal: Spanned<Span>,
    pub unbonding: Spanned<Span>,
    pub longest_suspension: Spanned<Span>,
    pub longest_injunction: Spanned<Span>,
    pub citizens_track: Spanned<String>,
}

what! {
    /// What a step does, by its `do`.
    RawWhat {
        Motion(RawMotion<RawAction>),
        JoinJury(RawJoinJury),
        AddBond(RawAddBond),
        LeaveJury(OfMembers),
        WithdrawBond(OfMembers),
        WithdrawRewards(OfMembers),
        Case(Box<RawCase>),
        CloseCase(OfCase),
        CollectFines(Nothing),
    }
}

what! {
    /// What a motion does, by the action's `do`.
    RawAction {
        CreateCourt(Nothing),
        InstallCourt(Nothing),
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Nothing {}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OfMembers {
    pub members: Spanned<Members>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OfCase {
    pub case: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawJoinJury {
    pub members: Spanned<Members>,
    pub bond: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawAddBond {
    pub members: Spanned<Members>,
    pub amount: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawCase {
    pub case: Spanned<String>,
    pub claimant: Spanned<Name>,
    pub remedy: Spanned<RawRemedy>,
    pub statement: String,
    pub answer: Option<Spanned<String>>,
    #[serde(default)]
    pub evidence: Vec<RawEvidence>,
    pub escrow: Option<Spanned<RawEscrow>>,
    pub rounds: Spanned<Vec<Spanned<RawRound>>>,
    pub ruling: Word,
}

/// A remedy, as `{ evict = { lease = "mill" } }`.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RawRemedy {
    Suspend(RawSuspend),
    Reissue(OfMember),
    Evict(OfLease),
    SplitDeposit(RawSplitDeposit),
    Award(RawAward),
    AwardFromEscrow(RawAwardFromEscrow),
    Enjoin(RawEnjoin),
    Release(OfProposal),
    PauseStream(OfStream),
    ResumeStream(OfStream),
    Reinstate(OfMember),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawSuspend {
    pub member: Spanned<Name>,
    pub lasts: Spanned<Span>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OfMember {
    pub member: Spanned<Name>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OfLease {
    pub lease: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawSplitDeposit {
    pub lease: Spanned<String>,
    pub to_landlord: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawAward {
    pub budget: Spanned<String>,
    pub to: Spanned<Name>,
    pub amount: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawAwardFromEscrow {
    pub member: Spanned<Name>,
    pub amount: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawEnjoin {
    pub proposal: Spanned<String>,
    pub lasts: Spanned<Span>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OfProposal {
    pub proposal: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OfStream {
    pub stream: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawEvidence {
    pub by: Side,
    pub text: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawEscrow {
    pub claimant: Option<Spanned<String>>,
    pub respondent: Option<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawRound {
    pub by: Option<Side>,
    #[serde(default)]
    pub claimant: usize,
    #[serde(default)]
    pub respondent: usize,
    #[serde(default)]
    pub refuse: usize,
    #[serde(default)]
    pub absent: usize,
}

/// A party.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// Who brings the case.
    Claimant,
    /// Who it is brought against.
    Respondent,
}

/// What is ruled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Word {
    /// The claimant is right.
    Claimant,
    /// The respondent is right.
    Respondent,
    /// The court refuses to rule.
    Refuse,
    /// No choice had a majority.
    Undecided,
}

impl Word {
    /// What the chain stores for it.
    pub fn of(ruling: u8) -> Option<Self> {
        Some(match ruling {
            1 => Self::Claimant,
            2 => Self::Respondent,
            3 => Self::Refuse,
            4 => Self::Undecided,
            _ => return None,
        })
    }

    /// For people.
    pub fn name(self) -> &'static str {
        match self {
            Self::Claimant => "for the claimant",
            Self::Respondent => "for the respondent",
            Self::Refuse => "refused",
            Self::Undecided => "undecided",
        }
    }
}
