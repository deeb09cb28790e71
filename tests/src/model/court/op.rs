use crate::model::id::Id;
use crate::model::op::{Nth, Place, Ref, Till, Who};
use client::court::types::CourtParams;
use serde::{Deserialize, Serialize};

/// The rules of a court.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Params {
    pub fee: u64,
    pub bond: u64,
    pub answer: u32,
    pub evidence: u32,
    pub draw: u32,
    pub commit: u32,
    pub reveal: u32,
    pub appeal: u32,
    pub unbonding: u32,
    pub suspension: u32,
    pub injunction: u32,
    pub panel: u8,
    pub appeals: u8,
    pub track: u8,
    pub padding: u8,
}

impl From<Params> for CourtParams {
    fn from(p: Params) -> Self {
        Self {
            fee: p.fee,
            bond: p.bond,
            answer_seconds: p.answer,
            evidence_seconds: p.evidence,
            draw_seconds: p.draw,
            commit_seconds: p.commit,
            reveal_seconds: p.reveal,
            appeal_seconds: p.appeal,
            unbonding_seconds: p.unbonding,
            max_suspension_seconds: p.suspension,
            max_injunction_seconds: p.injunction,
            panel: p.panel,
            max_appeals: p.appeals,
            citizens_track: p.track,
            padding: p.padding,
        }
    }
}

/// A seat by its case, round and number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Chair {
    /// Case.
    pub case: Nth,
    /// Round.
    pub round: u8,
    /// Number within the round.
    pub number: u8,
}

/// What a commitment is the hash of, besides program and case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Secret {
    /// Round.
    pub round: u8,
    /// Index of the juror.
    pub index: u32,
    /// Choice.
    pub choice: u8,
    /// Every byte of the salt.
    pub salt: u8,
}

/// Who gains by a remedy, as it is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Gain {
    /// Nobody is named.
    Nobody,
    /// A wallet.
    Who(Who),
    /// A holding of the budget's money; of SOL where the target is no budget.
    Place(Place),
}

/// An instruction of the court program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum CourtOp {
    CreateCourt {
        nation: u8,
        by: Who,
        payer: Who,
        coin: u8,
        params: Params,
    },
    SetParameters {
        nation: u8,
        of: u8,
        by: Who,
        params: Params,
    },
    JoinJury {
        of: u8,
        by: u8,
        from: Place,
        payer: Who,
        citizen: Ref,
        bond: u64,
    },
    AddBond {
        of: u8,
        by: u8,
        from: Place,
        juror: u32,
        amount: u64,
    },
    LeaveJury {
        of: u8,
        by: u8,
        juror: u32,
    },
    WithdrawBond {
        of: u8,
        by: u8,
        juror: u32,
        rent_to: Who,
        to: Place,
    },
    ClaimJuror {
        of: u8,
        by: u8,
        citizen: Ref,
        juror: u32,
    },
    File {
        of: u8,
        by: Who,
        from: Place,
        payer: Who,
        respondent: Who,
        target: Option<Id>,
        remedy: u8,
        amount: u64,
        seconds: u32,
        gain: Gain,
        text: u8,
    },
    Answer {
        case: Nth,
        by: Who,
        citizen: Option<Ref>,
        text: u8,
    },
    SubmitEvidence {
        case: Nth,
        by: Who,
        payer: Who,
        citizen: Option<Ref>,
        text: u8,
    },
    PutInEscrow {
        case: Nth,
        by: Who,
        from: Place,
        citizen: Option<Ref>,
        amount: u64,
    },
    CloseEvidence {
        case: Nth,
        /// Nation of the court that is named.
        of: u8,
    },
    Capture {
        case: Nth,
        by: Who,
    },
    Repin {
        case: Nth,
    },
    Draw {
        case: Nth,
        payer: Who,
        juror: u32,
        citizen: Option<Ref>,
        seat: (u8, u8),
    },
    Commit {
        case: Nth,
        seat: Chair,
        juror: u32,
        by: u8,
        /// Zeros if there is none.
        secret: Option<Secret>,
    },
    Reveal {
        case: Nth,
        seat: Chair,
        juror: u32,
        by: u8,
        choice: u8,
        salt: u8,
    },
    Rule {
        case: Nth,
    },
    Appeal {
        case: Nth,
        by: Who,
        from: Place,
        citizen: Option<Ref>,
    },
    AppealToCitizens {
        case: Nth,
        by: Who,
        citizen: Option<Ref>,
        proposer: u8,
        member: Ref,
    },
    ConcludeAppeal {
        case: Nth,
        of: u8,
    },
    Finalize {
        case: Nth,
        of: u8,
    },
    Enforce {
        case: Nth,
        of: u8,
        /// The remedy whose accounts follow.
        remedy: u8,
        program: u8,
        target: Option<Id>,
        /// One account more than that remedy has.
        extra: bool,
    },
    SettleSeat {
        case: Nth,
        of: u8,
        seat: Chair,
        juror: u32,
    },
    WithdrawRewards {
        of: u8,
        by: u8,
        juror: u32,
        to: Place,
    },
    WithdrawCase {
        case: Nth,
        by: Who,
        citizen: Option<Ref>,
        to: Place,
    },
    WithdrawBounty {
        case: Nth,
        by: Who,
        round: u8,
        to: Place,
    },
    CollectFines {
        of: u8,
        till: Till,
    },
    CloseSeat {
        case: Nth,
        seat: Chair,
        rent_to: Who,
    },
    CloseEvidenceAccount {
        case: Nth,
        of_case: Nth,
        number: u32,
        rent_to: Who,
    },
    CloseCase {
        case: Nth,
        of: u8,
        rent_to: Who,
    },
}

impl CourtOp {
    /// Who must sign it, besides the payer of fees.
    pub fn signers(&self) -> Vec<Who> {
        match self {
            Self::CreateCourt { by, payer, .. }
            | Self::File { by, payer, .. }
            | Self::SubmitEvidence { by, payer, .. } => vec![*by, *payer],
            Self::JoinJury { by, payer, .. } => vec![Who::Wallet(*by), *payer],
            Self::Draw { payer, .. } => vec![*payer],
            Self::SetParameters { by, .. }
            | Self::Answer { by, .. }
            | Self::PutInEscrow { by, .. }
            | Self::Capture { by, .. }
            | Self::Appeal { by, .. }
            | Self::WithdrawCase { by, .. }
            | Self::WithdrawBounty { by, .. } => vec![*by],
            Self::AppealToCitizens { by, proposer, .. } => vec![*by, Who::Wallet(*proposer)],
            Self::AddBond { by, .. }
            | Self::LeaveJury { by, .. }
            | Self::WithdrawBond { by, .. }
            | Self::ClaimJuror { by, .. }
            | Self::Commit { by, .. }
            | Self::Reveal { by, .. }
            | Self::WithdrawRewards { by, .. } => vec![Who::Wallet(*by)],
            Self::CloseEvidence { .. }
            | Self::Repin { .. }
            | Self::Rule { .. }
            | Self::ConcludeAppeal { .. }
            | Self::Finalize { .. }
            | Self::Enforce { .. }
            | Self::SettleSeat { .. }
            | Self::CollectFines { .. }
            | Self::CloseSeat { .. }
            | Self::CloseEvidenceAccount { .. }
            | Self::CloseCase { .. } => vec![],
        }
    }

    /// Places of its accounts in which any other account must be refused.
    pub fn bound(&self) -> &'static [u8] {
        match self {
            Self::CreateCourt { .. } => &[2, 3, 4, 5, 6],
            Self::SetParameters { .. } | Self::LeaveJury { .. } => &[1, 2],
            Self::JoinJury { .. } => &[2, 3, 4, 5, 6, 7, 8, 9],
            Self::AddBond { .. } => &[1, 2, 3, 4, 5, 6],
            Self::WithdrawBond { .. } => &[1, 2, 3, 4, 6, 7, 8],
            Self::ClaimJuror { .. } | Self::Commit { .. } | Self::Reveal { .. } => &[1, 2, 3],
            Self::File { .. } => &[2, 3, 4, 5, 6, 7, 9, 10, 11, 12],
            Self::Answer { .. } => &[2],
            Self::SubmitEvidence { .. } => &[3, 4],
            Self::PutInEscrow { .. } | Self::Appeal { .. } => &[2, 3, 4, 5, 6, 7],
            Self::CloseEvidence { .. } | Self::Finalize { .. } => &[0, 1],
            Self::Capture { .. } => &[2],
            Self::Repin { .. } => &[1],
            // Citizen and seat are not looked at where the juror has left.
            Self::Draw { .. } => &[2],
            Self::Rule { .. } => &[],
            Self::AppealToCitizens { .. } => &[3, 4, 5, 6, 7, 8],
            Self::ConcludeAppeal { .. }
            | Self::CloseSeat { .. }
            | Self::CloseEvidenceAccount { .. }
            | Self::CloseCase { .. } => &[0, 1, 2],
            // The payer of a reissue, who signs, is left out; what is not there is left as it is.
            Self::Enforce { remedy: 1, .. } => &[0, 1, 2, 4, 5, 6, 7, 8],
            Self::Enforce { .. } => &[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
            Self::SettleSeat { .. } => &[0, 1, 2, 3],
            Self::WithdrawRewards { .. } | Self::WithdrawBounty { .. } => &[1, 2, 4, 5, 6],
            Self::WithdrawCase { .. } => &[2, 3, 5, 6, 7],
            Self::CollectFines { .. } => &[0, 1, 2, 3, 4, 5, 6],
        }
    }
}
