use crate::model::op::{Badge, Nth, Place, Ref, Till, Who};
use serde::{Deserialize, Serialize};

/// Who may spend from a budget.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Holder {
    /// Somebody; nobody for the court.
    Who(Who),
    /// An office: nation and title.
    Office(u8, u8),
}

/// An instruction of the treasury program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum TreasuryOp {
    CreateTreasury {
        nation: u8,
        by: Who,
        payer: Who,
    },
    OpenLedger {
        nation: u8,
        by: Who,
        payer: Who,
        till: Till,
    },
    Deposit {
        by: Who,
        from: Place,
        till: Till,
        kind: u8,
        amount: u64,
    },
    PayDues {
        by: Who,
        from: Place,
        nation: u8,
        citizen: Ref,
        till: Till,
        terms: u8,
        amount: u64,
    },
    Pay {
        nation: u8,
        by: Who,
        till: Till,
        to: Place,
        amount: u64,
    },
    SetBreaker {
        nation: u8,
        by: Who,
        till: Till,
        limit: u16,
        window: u32,
    },
    CreateBudget {
        nation: u8,
        by: Who,
        payer: Who,
        till: Till,
        kind: u8,
        holder: Holder,
        to: Option<Place>,
        per_period: u64,
        period: u32,
        from: i64,
        until: i64,
        set_aside: u64,
    },
    Spend {
        nation: u8,
        by: Who,
        till: Till,
        budget: Nth,
        badge: Badge,
        to: Place,
        amount: u64,
    },
    Award {
        nation: u8,
        by: Who,
        till: Till,
        budget: Nth,
        to: Place,
        amount: u64,
    },
    RevokeBudget {
        nation: u8,
        by: Who,
        till: Till,
        budget: Nth,
        rent_to: Who,
    },
    CreateStream {
        nation: u8,
        by: Who,
        payer: Who,
        till: Till,
        payee: Who,
        total: u64,
        start: i64,
        cliff: i64,
        end: i64,
    },
    WithdrawStream {
        by: Who,
        till: Till,
        stream: Nth,
        to: Place,
        amount: u64,
    },
    CancelStream {
        nation: u8,
        by: Who,
        till: Till,
        stream: Nth,
    },
    PauseStream {
        nation: u8,
        by: Who,
        stream: Nth,
    },
    ResumeStream {
        nation: u8,
        by: Who,
        stream: Nth,
    },
    CloseStream {
        stream: Nth,
        rent_to: Who,
    },
    Reconcile {
        till: Till,
    },
}

impl TreasuryOp {
    /// Who must sign it, besides the payer of fees.
    pub fn signers(&self) -> Vec<Who> {
        match self {
            Self::CreateTreasury { by, payer, .. }
            | Self::OpenLedger { by, payer, .. }
            | Self::CreateBudget { by, payer, .. }
            | Self::CreateStream { by, payer, .. } => vec![*by, *payer],
            Self::Deposit { by, .. }
            | Self::PayDues { by, .. }
            | Self::Pay { by, .. }
            | Self::SetBreaker { by, .. }
            | Self::Spend { by, .. }
            | Self::Award { by, .. }
            | Self::RevokeBudget { by, .. }
            | Self::WithdrawStream { by, .. }
            | Self::CancelStream { by, .. }
            | Self::PauseStream { by, .. }
            | Self::ResumeStream { by, .. } => vec![*by],
            Self::CloseStream { .. } | Self::Reconcile { .. } => vec![],
        }
    }

    /// Places of its accounts in which any other account must be refused.
    pub fn bound(&self) -> &'static [u8] {
        match self {
            Self::CreateTreasury { .. } => &[3, 4],
            Self::OpenLedger { .. } => &[2, 3, 4, 5, 6, 7, 8],
            Self::Deposit { .. } => &[2, 3, 4, 5],
            Self::PayDues { .. } => &[2, 4, 5, 6, 7, 8],
            Self::Pay { .. } => &[1, 2, 3, 4, 5, 7, 8],
            Self::SetBreaker { .. } => &[1],
            Self::CreateBudget { .. } | Self::CreateStream { .. } => &[2, 3],
            Self::Spend { .. } => &[1, 2, 6, 7, 9, 10, 11],
            Self::Award { .. } => &[1, 2, 4, 5, 7, 8, 9],
            Self::RevokeBudget { .. } => &[1, 2, 4],
            Self::WithdrawStream { .. } => &[1, 2, 4, 5, 7, 8],
            Self::CancelStream { .. } => &[1, 2],
            Self::PauseStream { .. } | Self::ResumeStream { .. } => &[1],
            Self::CloseStream { .. } => &[1],
            Self::Reconcile { .. } => &[0, 1, 2, 3, 4],
        }
    }
}
