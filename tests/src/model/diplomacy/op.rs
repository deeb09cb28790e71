use crate::model::op::{Plot, Ref, Till, Who};
use client::diplomacy::types::TreatyTerms;
use serde::{Deserialize, Serialize};

/// Whose word it is: a nation's, or that of the body of a wallet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum Voice {
    Nation(u8),
    Body(u8),
}

/// A treaty: two nations, the lower number first whatever their addresses, and its own number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Pact {
    pub nations: (u8, u8),
    pub number: u32,
}

impl Pact {
    /// Of two nations, in any order.
    pub fn of(one: u8, other: u8, number: u32) -> Self {
        Self { nations: (one.min(other), one.max(other)), number }
    }

    /// The other party.
    pub fn other_than(self, nation: u8) -> u8 {
        if nation == self.nations.0 { self.nations.1 } else { self.nations.0 }
    }

    /// Whether a nation is one of the two.
    pub fn binds(self, nation: u8) -> bool {
        nation == self.nations.0 || nation == self.nations.1
    }
}

/// What a treaty says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Terms {
    /// The hash of the text is this byte, 32 times.
    pub text: u8,
    pub notice: u32,
    pub visit: u32,
}

impl From<Terms> for TreatyTerms {
    fn from(terms: Terms) -> Self {
        Self { text_hash: [terms.text; 32], notice: terms.notice, visit: terms.visit }
    }
}

/// What a census is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum Shown {
    Ledger(Till),
    Parcel(Plot),
    /// A wallet, which is neither.
    Wallet(u8),
}

/// An instruction of the diplomacy program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum DiplomacyOp {
    RegisterBody {
        wallet: u8,
        payer: Who,
        name: u8,
        uri: u8,
    },
    Recognise {
        from: Voice,
        by: Who,
        payer: Who,
        to: u8,
        text: u8,
    },
    /// `shown` is passed as who recognises.
    RevokeRecognition {
        from: Voice,
        shown: Voice,
        by: Who,
        payer: Who,
        to: u8,
        text: u8,
    },
    ProposeTreaty {
        nation: u8,
        other: u8,
        by: Who,
        payer: Who,
        number: u32,
        terms: Terms,
        open_until: i64,
        text: u8,
    },
    SignTreaty {
        nation: u8,
        by: Who,
        pact: Pact,
        terms: Terms,
    },
    WithdrawProposal {
        nation: u8,
        by: Who,
        pact: Pact,
        rent_to: Who,
    },
    DenounceTreaty {
        nation: u8,
        by: Who,
        pact: Pact,
    },
    IssueVisa {
        by: u8,
        payer: Who,
        citizen: Ref,
        pact: Pact,
        until: i64,
    },
    /// `shown` is passed as the treaty of the visa.
    CloseVisa {
        by: u8,
        shown: Pact,
        pact: Pact,
        home: u8,
        serial: u64,
        rent_to: Who,
    },
    ExpelVisitor {
        nation: u8,
        by: Who,
        payer: Who,
        pact: Pact,
        serial: u64,
        expelled: bool,
    },
    /// `land_of` is whose registry is passed.
    PublishCensus {
        payer: Who,
        nation: u8,
        land_of: u8,
        period: u32,
        shown: Vec<Shown>,
    },
    CompleteCensus {
        nation: u8,
        period: u32,
        shown: Vec<Shown>,
    },
    /// Of `nation`, by a report of `report_of`.
    AssessStage {
        payer: Who,
        nation: u8,
        report_of: u8,
        period: u32,
        recognition: Option<(Voice, u8)>,
        recogniser: Option<u8>,
    },
}

impl DiplomacyOp {
    /// Who must sign it.
    pub fn signers(&self) -> Vec<Who> {
        match self {
            Self::RegisterBody { wallet, payer, .. } => vec![Who::Wallet(*wallet), *payer],
            Self::Recognise { by, payer, .. }
            | Self::RevokeRecognition { by, payer, .. }
            | Self::ProposeTreaty { by, payer, .. }
            | Self::ExpelVisitor { by, payer, .. } => vec![*by, *payer],
            Self::SignTreaty { by, .. }
            | Self::WithdrawProposal { by, .. }
            | Self::DenounceTreaty { by, .. } => vec![*by],
            Self::IssueVisa { by, payer, .. } => vec![Who::Wallet(*by), *payer],
            Self::CloseVisa { by, .. } => vec![Who::Wallet(*by)],
            Self::PublishCensus { payer, .. } | Self::AssessStage { payer, .. } => vec![*payer],
            Self::CompleteCensus { .. } => vec![],
        }
    }

    /// Places of accounts that allow but one.
    pub fn bound(&self) -> &'static [u8] {
        match self {
            Self::RegisterBody { .. } => &[2, 3],
            Self::Recognise { .. } => &[2, 3, 4, 5, 6],
            Self::RevokeRecognition { .. } | Self::ProposeTreaty { .. } | Self::ExpelVisitor { .. } => {
                &[2, 3, 4, 5]
            }
            Self::SignTreaty { .. } => &[1, 2],
            Self::WithdrawProposal { .. } => &[2, 3],
            Self::DenounceTreaty { .. } => &[2],
            Self::IssueVisa { .. } => &[2, 3, 4, 5],
            Self::CloseVisa { .. } => &[1, 2, 3],
            Self::PublishCensus { .. } => &[1, 2, 3, 4],
            Self::CompleteCensus { .. } => &[0],
            Self::AssessStage { .. } => &[1, 2, 5],
        }
    }
}
