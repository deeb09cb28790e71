//! The file as it is written, with the place of everything in it.

use super::Party;
use super::values::{Members, Name};
use crate::scenario::values::{Date, Share, Span};
use serde::Deserialize;
use std::path::PathBuf;
use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue, ValueDeserializer};

/// The key that says what a step or an action is.
const DO: &str = "do";

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

/// A step's day, its kind and all that depends on it.
pub struct RawStep {
    pub at: Spanned<Date>,
    pub kind: String,
    pub what: RawWhat,
}

/// An enum of tables, told apart by their only key.
macro_rules! what {
    ($(#[$meta:meta])* $name:ident { $($variant:ident($raw:ty)),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name {
            $($variant($raw)),+
        }
    };
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
        Motion(RawMotion),
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
    }
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
pub struct RawMotion {
    pub title: Spanned<String>,
    pub track: Option<Spanned<String>>,
    pub proposer: Option<Spanned<Name>>,
    pub yes: usize,
    pub no: usize,
    #[serde(default)]
    pub abstain: usize,
    pub actions: Spanned<Vec<RawAction>>,
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

/// What is wrong, and the byte where.
pub struct Wrong {
    pub at: Option<usize>,
    pub reason: String,
}

impl From<toml::de::Error> for Wrong {
    fn from(error: toml::de::Error) -> Self {
        Self { at: error.span().map(|span| span.start), reason: error.message().to_owned() }
    }
}

/// A step that has not been read: where it begins, and its table.
pub struct Unread<'a>(Spanned<DeValue<'a>>);

/// The file, with the steps not read yet, so that what is wrong with one can be said with its number.
pub fn parse(text: &str) -> Result<(RawEconomy, Vec<Unread<'_>>), Wrong> {
    let mut document = DeTable::parse(text)?;
    let steps = match document.get_mut().remove("steps") {
        None => Vec::new(),
        Some(steps) => {
            let at = steps.span().start;
            match steps.into_inner() {
                DeValue::Array(steps) => steps.into_iter().map(Unread).collect(),
                _ => {
                    return Err(Wrong {
                        at: Some(at),
                        reason: "`steps` are tables, each under [[steps]]".into(),
                    });
                }
            }
        }
    };
    let rest = RawEconomy::deserialize(toml::Deserializer::from(document))?;
    Ok((rest, steps))
}

impl Unread<'_> {
    /// The byte in which the step begins.
    pub fn start(&self) -> usize {
        self.0.span().start
    }

    /// Its kind, as far as it says.
    pub fn kind(&self) -> Option<&str> {
        let DeValue::Table(table) = self.0.get_ref() else { return None };
        match table.get(DO)?.get_ref() {
            DeValue::String(kind) => Some(kind),
            _ => None,
        }
    }

    /// Reads it.
    pub fn read(self) -> Result<RawStep, Wrong> {
        let start = self.start();
        let kind = self.kind().unwrap_or_default().to_owned();
        let missing = |reason: &str| Wrong { at: Some(start), reason: reason.to_owned() };
        let span = self.0.span();
        let DeValue::Table(mut table) = self.0.into_inner() else { return Err(missing("a step is a table")) };
        let at = table.remove("at").ok_or_else(|| missing("missing field `at`: the day"))?;
        let at = Spanned::<Date>::deserialize(ValueDeserializer::from(at))?;
        let tagged = tagged(Spanned::new(span, table))?;
        Ok(RawStep { at, kind, what: RawWhat::deserialize(ValueDeserializer::from(tagged))? })
    }
}

/// A table with what it is as its only member, `{ pay = { … } }` for `{ do = "pay", … }`: the form that keeps the
/// places of everything in it. Its `actions` likewise.
fn tagged<'a>(table: Spanned<DeTable<'a>>) -> Result<Spanned<DeValue<'a>>, Wrong> {
    let span = table.span();
    let mut table = table.into_inner();
    let wrong = |at: usize, reason: &str| Wrong { at: Some(at), reason: reason.to_owned() };
    let kind = table.remove(DO).ok_or_else(|| wrong(span.start, "missing field `do`: what happens"))?;
    let kind_span = kind.span();
    let DeValue::String(kind) = kind.into_inner() else {
        return Err(wrong(kind_span.start, "`do` is a text"));
    };
    if let Some(DeValue::Array(actions)) = table.get_mut("actions").map(Spanned::get_mut) {
        for action in actions.iter_mut() {
            let span = action.span();
            match std::mem::replace(action.get_mut(), DeValue::Boolean(false)) {
                DeValue::Table(table) => *action = tagged(Spanned::new(span, table))?,
                _ => return Err(wrong(span.start, "an action is a table")),
            }
        }
    }
    let mut only = DeTable::new();
    let kind: Spanned<DeString<'a>> = Spanned::new(kind_span, kind);
    only.insert(kind, Spanned::new(span.clone(), DeValue::Table(table)));
    Ok(Spanned::new(span, DeValue::Table(only)))
}
