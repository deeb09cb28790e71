//! The file as it is written, with the place of everything in it.

use super::Party;
use super::values::{Members, Name};
use crate::scenario::steps::{RawMotion, what};
use crate::scenario::values::{Date, Share, Span};
use serde::Deserialize;
use std::path::PathBuf;
use toml::Spanned;

/// Everything but the steps.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawEconomy {
    pub token: Option<RawToken>,
    pub dues: Option<RawDues>,
    pub treasury: Option<RawTreasury>,
    pub land: Option<RawLand>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawToken {
    pub name: Spanned<String>,
    pub symbol: Spanned<String>,
    pub uri: Option<Spanned<String>>,
    pub decimals: Spanned<u8>,
    pub per_citizen: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawDues {
    pub amount: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawTreasury {
    pub breaker: Option<RawBreaker>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawBreaker {
    pub limit: Spanned<Share>,
    pub window: Spanned<Span>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawLand {
    pub file: Spanned<PathBuf>,
    pub jurisdiction: Spanned<String>,
    pub tenure: RawTenure,
    pub steward: Option<Spanned<String>>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RawTenure {
    Owned,
    LeasedIn,
    Claimed,
}

impl RawTenure {
    /// Its number on chain.
    pub fn number(self) -> u8 {
        match self {
            Self::Owned => 0,
            Self::LeasedIn => 1,
            Self::Claimed => 2,
        }
    }
}

what! {
    /// What a step does, by its `do`.
    RawWhat {
        Faucet(RawFaucet),
        Donate(RawGift),
        PayFine(RawGift),
        Transfer(RawGift),
        Reconcile(RawReconcile),
        PayDues(RawPayDues),
        FillOffice(RawFillOffice),
        Motion(RawMotion<RawAction>),
        Spend(RawSpend),
        RevokeBudget(OfBudget),
        WithdrawStream(RawWithdrawStream),
        CloseStream(OfStream),
        Award(RawSpend),
        PauseStream(OfStream),
        ResumeStream(OfStream),
        OfferLease(RawOfferLease),
        WithdrawOffer(OfLease),
        AcceptLease(RawAcceptLease),
        PayRent(RawPayRent),
        RenewLease(OfLease),
        DeclareArrears(OfLease),
        DeclareDefault(OfLease),
        WaiveDefault(OfLease),
        EndLease(RawEndLease),
        ProposeDeductions(RawProposeDeductions),
        AcceptDeductions(RawSettleDeductions),
        WaiveDeductions(RawSettleDeductions),
        ReleaseDeposit(OfLease),
        WithdrawDeposit(OfLease),
        CollectDeductions(OfLease),
        CloseLease(OfLease),
        Evict(OfLease),
        RuleDeposit(RawRuleDeposit),
        OpenAuction(RawOpenAuction),
        Bid(RawBid),
        SettleAuction(OfLease),
        ReclaimBid(RawByMember),
        CloseAuction(OfLease),
        DeclareValue(RawDeclareValue),
        BuyOut(RawBuyOut),
        CompleteBuyOut(OfLease),
        CancelBuyOut(OfLease),
        WithdrawClaim(RawByMember),
        OpenCampaign(RawOpenCampaign),
        Pledge(RawPledge),
        SettleCampaign(OfCampaign),
        ReclaimPledge(RawPledgers),
        ClosePledge(RawPledgers),
        CloseCampaign(OfCampaign),
    }
}

what! {
    /// What a motion does, by the action's `do`.
    RawAction {
        Pay(RawPay),
        CreateBudget(RawCreateBudget),
        RevokeBudget(OfBudget),
        CreateStream(RawCreateStream),
        CancelStream(OfStream),
        PauseStream(OfStream),
        ResumeStream(OfStream),
        SetBreaker(RawSetBreaker),
        SetCourt(RawSetCourt),
        RegisterParcels(RawRegisterParcels),
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawRegisterParcels {
    pub file: Spanned<PathBuf>,
    pub jurisdiction: Spanned<String>,
    pub tenure: RawTenure,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawFaucet {
    pub members: Spanned<Members>,
    pub amount: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawGift {
    pub member: Spanned<Name>,
    pub amount: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawReconcile {
    pub money: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawPayDues {
    pub members: Spanned<Members>,
    pub terms: Option<Spanned<u8>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawFillOffice {
    pub office: Spanned<String>,
    pub candidates: Spanned<Vec<RawCandidate>>,
    pub until: Spanned<Date>,
    pub title: Option<Spanned<String>>,
    pub track: Option<Spanned<String>>,
    pub proposer: Option<Spanned<Name>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawCandidate {
    pub member: Spanned<Name>,
    pub votes: usize,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawPay {
    pub to: Spanned<Name>,
    pub amount: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawCreateBudget {
    pub budget: Spanned<String>,
    pub office: Option<Spanned<String>>,
    pub member: Option<Spanned<Name>>,
    #[serde(default)]
    pub court: bool,
    pub per_period: Spanned<String>,
    pub period: Spanned<Span>,
    pub from: Option<Spanned<Date>>,
    pub until: Spanned<Date>,
    pub set_aside: Option<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawCreateStream {
    pub stream: Spanned<String>,
    pub to: Spanned<Name>,
    pub amount: Spanned<String>,
    pub start: Option<Spanned<Date>>,
    pub cliff: Option<Spanned<Date>>,
    pub end: Spanned<Date>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawSetBreaker {
    pub money: Spanned<String>,
    pub limit: Spanned<Share>,
    pub window: Spanned<Span>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawSetCourt {
    pub member: Spanned<Name>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawRuleDeposit {
    pub lease: Spanned<String>,
    pub to_landlord: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OfBudget {
    pub budget: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawSpend {
    pub budget: Spanned<String>,
    pub to: Spanned<Name>,
    pub amount: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OfStream {
    pub stream: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawWithdrawStream {
    pub stream: Spanned<String>,
    pub amount: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawOfferLease {
    pub lease: Spanned<String>,
    pub parcel: Spanned<String>,
    pub member: Option<Spanned<Name>>,
    pub deposit: Spanned<String>,
    pub duration: Spanned<Span>,
    pub renewals: Option<u8>,
    pub cure: Option<Spanned<Span>>,
    pub claim: Option<Spanned<Span>>,
    pub open: Option<Spanned<Span>>,
    #[serde(default)]
    pub by_auction: bool,
    pub fixed: Option<RawFixed>,
    pub harberger: Option<RawHarberger>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawFixed {
    pub rent: Spanned<String>,
    pub period: Span,
    #[serde(default)]
    pub grace: Span,
    pub late_fee: Option<Share>,
    pub escalator: Option<Share>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawHarberger {
    pub rent: Share,
    #[serde(default)]
    pub tenure: Span,
    #[serde(default)]
    pub notice: Span,
    #[serde(default)]
    pub hold: Span,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OfLease {
    pub lease: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawByMember {
    pub lease: Spanned<String>,
    pub member: Spanned<Name>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawAcceptLease {
    pub lease: Spanned<String>,
    pub member: Spanned<Name>,
    pub price: Option<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawPayRent {
    pub lease: Spanned<String>,
    pub member: Option<Spanned<Name>>,
    pub amount: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawEndLease {
    pub lease: Spanned<String>,
    pub by: Option<Spanned<Party>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawProposeDeductions {
    pub lease: Spanned<String>,
    pub items: Spanned<Vec<RawItem>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawItem {
    pub amount: Spanned<String>,
    pub reason: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawSettleDeductions {
    pub lease: Spanned<String>,
    pub items: Spanned<Vec<u8>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawOpenAuction {
    pub lease: Spanned<String>,
    pub reserve: Spanned<String>,
    pub raise: Option<Share>,
    #[serde(default)]
    pub extension: Span,
    pub closes: Spanned<Date>,
    pub closes_last: Option<Spanned<Date>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawBid {
    pub lease: Spanned<String>,
    pub member: Spanned<Name>,
    pub amount: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawDeclareValue {
    pub lease: Spanned<String>,
    pub price: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawBuyOut {
    pub lease: Spanned<String>,
    pub member: Spanned<Name>,
    pub at_most: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawOpenCampaign {
    pub campaign: Spanned<String>,
    pub member: Spanned<Name>,
    pub goal: Spanned<String>,
    pub deadline: Spanned<Date>,
    pub purpose: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OfCampaign {
    pub campaign: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawPledge {
    pub campaign: Spanned<String>,
    pub members: Spanned<Members>,
    pub amount: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawPledgers {
    pub campaign: Spanned<String>,
    pub members: Spanned<Members>,
}
