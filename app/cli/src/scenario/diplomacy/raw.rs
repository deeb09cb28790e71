//! The file as it is written, with the place of everything in it.

use crate::scenario::economy::values::Name;
use crate::scenario::steps::{RawMotion, what};
use crate::scenario::values::{Date, Span};
use serde::{Deserialize, Serialize};
use std::path::PathBuf;
use toml::Spanned;

/// Everything but the steps.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawFile {
    pub census: Option<RawCensus>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawCensus {
    pub publisher: Spanned<Name>,
    pub until: Spanned<Date>,
    pub population: u64,
}

what! {
    /// What a step does, by its `do`.
    RawWhat {
        Motion(RawMotion<RawAction>),
        FoundNation(RawFoundNation),
        RegisterBody(RawRegisterBody),
        Recognise(RawRecognise),
        RevokeRecognition(RawRecognise),
        ProposeTreaty(RawProposeTreaty),
        SignTreaty(OfTreaty),
        DenounceTreaty(RawDenounceTreaty),
        IssueVisa(RawIssueVisa),
        CloseVisa(RawVisa),
        PublishCensus(OfNation),
        AssessStage(RawAssessStage),
    }
}

what! {
    /// What a motion does, by the action's `do`.
    RawAction {
        Recognise(RawRecogniseByMotion),
        RevokeRecognition(RawRecogniseByMotion),
        ProposeTreaty(RawProposeByMotion),
        SignTreaty(OfTreaty),
        DenounceTreaty(OfTreaty),
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawFoundNation {
    pub nation: Spanned<String>,
    pub charter: Spanned<PathBuf>,
    pub charter_uri: Option<Spanned<String>>,
    pub citizens: Spanned<usize>,
    pub founder_sunset: Spanned<Span>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OfNation {
    pub nation: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawRegisterBody {
    pub body: Spanned<String>,
    pub uri: Option<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawRecognise {
    pub from: Spanned<String>,
    pub to: Spanned<String>,
    pub statement: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawRecogniseByMotion {
    pub to: Spanned<String>,
    pub statement: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawProposeTreaty {
    pub treaty: Spanned<String>,
    pub from: Spanned<String>,
    pub to: Spanned<String>,
    pub terms: RawTerms,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawProposeByMotion {
    pub treaty: Spanned<String>,
    pub to: Spanned<String>,
    pub terms: RawTerms,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawTerms {
    pub text: String,
    pub notice: Spanned<Span>,
    pub visit: Spanned<Span>,
    pub open: Spanned<Span>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OfTreaty {
    pub treaty: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawDenounceTreaty {
    pub treaty: Spanned<String>,
    pub by: Spanned<String>,
}

/// Who visits: a member, or a citizen of another nation by number.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawVisa {
    pub treaty: Spanned<String>,
    pub member: Option<Spanned<Name>>,
    pub nation: Option<Spanned<String>>,
    pub citizen: Option<Spanned<usize>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawIssueVisa {
    pub treaty: Spanned<String>,
    pub member: Option<Spanned<Name>>,
    pub nation: Option<Spanned<String>>,
    pub citizen: Option<Spanned<usize>>,
    pub until: Spanned<Date>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawAssessStage {
    pub nation: Option<Spanned<String>>,
    pub recognised_by: Option<Spanned<String>>,
    pub stage: StageName,
    pub population: u64,
}

/// A stage, by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[allow(missing_docs, reason = "the names say it")]
pub enum StageName {
    #[serde(rename = "startup society")]
    StartupSociety,
    #[serde(rename = "network union")]
    NetworkUnion,
    #[serde(rename = "network archipelago")]
    NetworkArchipelago,
    #[serde(rename = "network state")]
    NetworkState,
}

impl StageName {
    /// What the chain stores for it.
    pub fn of(stage: u8) -> Option<Self> {
        Some(match stage {
            0 => Self::StartupSociety,
            1 => Self::NetworkUnion,
            2 => Self::NetworkArchipelago,
            3 => Self::NetworkState,
            _ => return None,
        })
    }

    /// For people.
    pub fn name(self) -> &'static str {
        match self {
            Self::StartupSociety => "startup society",
            Self::NetworkUnion => "network union",
            Self::NetworkArchipelago => "network archipelago",
            Self::NetworkState => "network state",
        }
    }
}
