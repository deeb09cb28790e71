use crate::model::op::{Badge, Letting, Nth, Place, Plot, Ref, Till, Who};
use client::land::types::LeaseTerms;
use serde::{Deserialize, Serialize};

/// What is said of a parcel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Facts {
    pub area: u64,
    pub latitude: i32,
    pub longitude: i32,
    /// One of [`super::JURISDICTIONS`].
    pub law: u8,
    pub tenure: u8,
    /// The steward's office: nation and title.
    pub steward: Option<(u8, u8)>,
    /// Number of hashes and texts.
    pub text: u8,
}

/// What a lease is offered for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Terms {
    pub rent: u64,
    pub deposit: u64,
    pub period: u32,
    pub duration: u32,
    pub grace: u32,
    pub cure: u32,
    pub claim_time: u32,
    pub tenure: u32,
    pub notice: u32,
    pub hold: u32,
    pub late_fee: u16,
    pub escalator: u16,
    pub share: u16,
    pub kind: u8,
    pub by_auction: u8,
    pub renewals: u8,
}

impl From<Terms> for LeaseTerms {
    fn from(t: Terms) -> Self {
        Self {
            rent: t.rent,
            deposit: t.deposit,
            period: t.period,
            duration: t.duration,
            grace: t.grace,
            cure: t.cure,
            claim_time: t.claim_time,
            tenure: t.tenure,
            notice: t.notice,
            hold: t.hold,
            late_fee_bps: t.late_fee,
            escalator_bps: t.escalator,
            rent_bps: t.share,
            kind: t.kind,
            by_auction: t.by_auction,
            renewals: t.renewals,
            padding: [0; 7],
        }
    }
}

/// What an auction announces.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Bidding {
    pub reserve: u64,
    pub raise: u16,
    pub extension: u32,
    pub opens_at: i64,
    pub closes_at: i64,
    pub closes_at_last: i64,
}

/// An instruction of the land program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum LandOp {
    CreateRegistry {
        nation: u8,
        by: Who,
        payer: Who,
    },
    RegisterParcel {
        nation: u8,
        by: Who,
        payer: Who,
        plot: Plot,
        facts: Facts,
    },
    AmendParcel {
        nation: u8,
        by: Who,
        payer: Who,
        plot: Plot,
        facts: Facts,
    },
    RetireParcel {
        nation: u8,
        by: Who,
        payer: Who,
        plot: Plot,
    },
    OfferLease {
        nation: u8,
        by: Who,
        payer: Who,
        badge: Badge,
        plot: Plot,
        till: Till,
        terms: Terms,
        tenant: Who,
        expires: i64,
    },
    WithdrawOffer {
        nation: u8,
        by: Who,
        badge: Badge,
        lease: Letting,
    },
    AcceptLease {
        by: Who,
        from: Place,
        citizen: Ref,
        lease: Letting,
        price: u64,
    },
    PayRent {
        by: Who,
        from: Place,
        lease: Letting,
        till: Till,
        amount: u64,
    },
    RenewLease {
        by: Who,
        citizen: Ref,
        lease: Letting,
    },
    DeclareArrears {
        lease: Letting,
    },
    DeclareDefault {
        lease: Letting,
    },
    WaiveDefault {
        nation: u8,
        by: Who,
        badge: Badge,
        lease: Letting,
    },
    EndLease {
        nation: u8,
        by: Who,
        badge: Badge,
        lease: Letting,
    },
    Evict {
        nation: u8,
        by: Who,
        lease: Letting,
    },
    ProposeDeductions {
        nation: u8,
        by: Who,
        badge: Badge,
        lease: Letting,
        items: Vec<u64>,
        reasons: u8,
    },
    AcceptDeductions {
        by: Who,
        lease: Letting,
        items: u8,
    },
    WaiveDeductions {
        nation: u8,
        by: Who,
        badge: Badge,
        lease: Letting,
        items: u8,
    },
    ReleaseDeposit {
        lease: Letting,
    },
    RuleDeposit {
        nation: u8,
        by: Who,
        lease: Letting,
        to_landlord: u64,
    },
    WithdrawDeposit {
        by: Who,
        lease: Letting,
        to: Place,
    },
    CollectDeductions {
        lease: Letting,
        till: Till,
    },
    ClaimTenancy {
        by: Who,
        citizen: Ref,
        lease: Letting,
    },
    CloseLease {
        lease: Letting,
        till: Till,
        rent_to: Who,
    },
    OpenAuction {
        nation: u8,
        by: Who,
        payer: Who,
        badge: Badge,
        lease: Letting,
        bidding: Bidding,
    },
    Bid {
        by: u8,
        payer: Who,
        from: Place,
        citizen: Ref,
        lease: Letting,
        amount: u64,
    },
    SettleAuction {
        lease: Letting,
        winner: Option<u8>,
        rent_to: Who,
        till: Till,
    },
    ReclaimBid {
        by: Who,
        citizen: Option<Ref>,
        lease: Letting,
        bidder: u8,
        rent_to: Who,
        to: Place,
    },
    DeclareValue {
        by: Who,
        lease: Letting,
        price: u64,
    },
    BuyOut {
        by: Who,
        from: Place,
        citizen: Ref,
        lease: Letting,
        offer: u64,
    },
    CompleteBuyOut {
        payer: Who,
        lease: Letting,
        seller: u8,
        till: Till,
    },
    WithdrawClaim {
        by: Who,
        citizen: Option<Ref>,
        lease: Letting,
        creditor: u8,
        rent_to: Who,
        to: Place,
    },
    CancelBuyOut {
        payer: Who,
        lease: Letting,
        buyer: u8,
    },
    CloseAuction {
        lease: Letting,
        rent_to: Who,
    },
    OpenCampaign {
        nation: u8,
        by: Who,
        payer: Who,
        citizen: Option<Ref>,
        till: Till,
        goal: u64,
        deadline: i64,
        text: u8,
    },
    Pledge {
        by: u8,
        payer: Who,
        from: Place,
        campaign: Nth,
        amount: u64,
    },
    SettleCampaign {
        campaign: Nth,
        till: Till,
    },
    ReclaimPledge {
        by: Who,
        campaign: Nth,
        pledger: u8,
        rent_to: Who,
        to: Place,
    },
    ClosePledge {
        campaign: Nth,
        pledger: u8,
        rent_to: Who,
    },
    CloseCampaign {
        campaign: Nth,
        till: Till,
        rent_to: Who,
    },
}

impl LandOp {
    /// Who must sign it, besides the payer of fees.
    pub fn signers(&self) -> Vec<Who> {
        match self {
            Self::CreateRegistry { by, payer, .. }
            | Self::RegisterParcel { by, payer, .. }
            | Self::AmendParcel { by, payer, .. }
            | Self::RetireParcel { by, payer, .. }
            | Self::OfferLease { by, payer, .. }
            | Self::OpenAuction { by, payer, .. }
            | Self::OpenCampaign { by, payer, .. } => vec![*by, *payer],
            Self::Bid { by, payer, .. } | Self::Pledge { by, payer, .. } => vec![Who::Wallet(*by), *payer],
            Self::CompleteBuyOut { payer, .. } | Self::CancelBuyOut { payer, .. } => vec![*payer],
            Self::WithdrawOffer { by, .. }
            | Self::AcceptLease { by, .. }
            | Self::PayRent { by, .. }
            | Self::RenewLease { by, .. }
            | Self::WaiveDefault { by, .. }
            | Self::EndLease { by, .. }
            | Self::Evict { by, .. }
            | Self::ProposeDeductions { by, .. }
            | Self::AcceptDeductions { by, .. }
            | Self::WaiveDeductions { by, .. }
            | Self::RuleDeposit { by, .. }
            | Self::WithdrawDeposit { by, .. }
            | Self::ClaimTenancy { by, .. }
            | Self::ReclaimBid { by, .. }
            | Self::DeclareValue { by, .. }
            | Self::BuyOut { by, .. }
            | Self::WithdrawClaim { by, .. }
            | Self::ReclaimPledge { by, .. } => vec![*by],
            Self::DeclareArrears { .. }
            | Self::DeclareDefault { .. }
            | Self::ReleaseDeposit { .. }
            | Self::CollectDeductions { .. }
            | Self::CloseLease { .. }
            | Self::SettleAuction { .. }
            | Self::CloseAuction { .. }
            | Self::SettleCampaign { .. }
            | Self::ClosePledge { .. }
            | Self::CloseCampaign { .. } => vec![],
        }
    }

    /// Places of its accounts in which any other account must be refused.
    pub fn bound(&self) -> &'static [u8] {
        match self {
            Self::CreateRegistry { .. } => &[3],
            Self::RegisterParcel { .. } => &[2, 3, 4],
            Self::AmendParcel { .. } | Self::RetireParcel { .. } => &[2, 3, 5],
            Self::OfferLease { .. } => &[2, 6, 7, 8, 9],
            Self::WithdrawOffer { .. } | Self::WaiveDefault { .. } | Self::ProposeDeductions { .. } => {
                &[1, 2]
            }
            Self::WaiveDeductions { .. } => &[1, 2],
            Self::AcceptLease { .. } => &[3, 5, 6],
            Self::PayRent { .. } => &[3, 4, 5, 6, 7],
            Self::EndLease { .. } => &[1, 2, 3],
            Self::Evict { .. } => &[1, 2, 3, 4],
            Self::RuleDeposit { .. } => &[1],
            Self::WithdrawDeposit { .. } => &[2, 4, 5],
            Self::CollectDeductions { .. } => &[0, 1, 3, 4, 5, 6],
            Self::CloseLease { .. } => &[0, 1, 2, 3, 4, 5, 6],
            Self::OpenAuction { .. } => &[2, 3, 7],
            Self::Bid { .. } => &[5, 6, 7, 8, 9],
            Self::SettleAuction { .. } => &[0, 1, 2, 3, 6, 9, 11],
            Self::ReclaimBid { .. } => &[2, 3, 5, 6, 8, 9],
            Self::BuyOut { .. } => &[4, 5, 6],
            Self::CompleteBuyOut { .. } => &[1, 2, 3, 4, 6, 7, 9],
            Self::WithdrawClaim { .. } => &[2, 4, 5, 7],
            Self::CancelBuyOut { .. } => &[1, 2, 3],
            Self::CloseAuction { .. } => &[0, 2],
            Self::OpenCampaign { .. } => &[3, 4, 5, 6, 7, 8],
            Self::Pledge { .. } => &[4, 5],
            Self::SettleCampaign { .. } => &[0, 1, 3, 4, 5, 6],
            Self::ReclaimPledge { .. } => &[1, 3, 4, 6, 7],
            Self::ClosePledge { .. } => &[0, 2],
            Self::CloseCampaign { .. } => &[0, 1, 2, 3, 4, 5, 6],
            Self::RenewLease { .. }
            | Self::DeclareArrears { .. }
            | Self::DeclareDefault { .. }
            | Self::AcceptDeductions { .. }
            | Self::ReleaseDeposit { .. }
            | Self::ClaimTenancy { .. }
            | Self::DeclareValue { .. } => &[],
        }
    }
}
