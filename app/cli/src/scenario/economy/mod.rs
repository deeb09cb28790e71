//! `economy.toml`: what the nation takes in and pays out, and what becomes of its land.
//!
//! A part of a scenario that may be missing. Everything that it names is looked up here, before anything is sent
//! to a cluster: members, parcels, tracks, and what earlier steps have brought about.

mod check;
mod raw;
pub(in crate::scenario) mod values;

pub use values::{Asset, Money};

use super::Date;
use super::Member;
use super::diplomacy::ForeignAction;
use super::nation::Nation;
use crate::Error;
use crate::recount::verdict::Verdict;
use crate::survey::Parcel;
use client::land::types::LeaseTerms;
use std::path::{Path, PathBuf};

/// The file.
pub const FILE: &str = "economy.toml";

/// The economy of a scenario.
#[derive(Debug)]
pub struct Economy {
    /// The file it was read from.
    pub file: PathBuf,
    /// The nation's own money.
    pub token: Option<Token>,
    /// What a citizen's term costs.
    pub dues: Option<Money>,
    /// How much may leave the treasury within how long.
    pub breaker: Option<Breaker>,
    /// The nation's land.
    pub land: Option<Land>,
    /// Budgets, in the order of their names' first appearance.
    pub budgets: Vec<Budget>,
    /// Streams, likewise.
    pub streams: Vec<Stream>,
    /// Leases, in the order they are offered.
    pub leases: Vec<Lease>,
    /// Campaigns, in the order they are opened.
    pub campaigns: Vec<Campaign>,
    /// What happens, in the order of time.
    pub steps: Vec<Step>,
}

/// A token of the nation's own making.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// What it is called.
    pub name: String,
    /// In short.
    pub symbol: String,
    /// Where more can be read; empty for nowhere.
    pub uri: String,
    /// Digits after the point.
    pub decimals: u8,
    /// What every citizen gets in the beginning.
    pub per_citizen: u64,
}

/// A rule of the breaker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Breaker {
    /// What may leave in a window, in basis points.
    pub limit_bps: u16,
    /// The window, in seconds.
    pub window: u32,
}

/// The nation's land.
#[derive(Debug)]
pub struct Land {
    /// Whose law applies, padded with zeros.
    pub jurisdiction: [u8; 6],
    /// 0 owned, 1 leased in, 2 claimed.
    pub tenure: u8,
    /// The office whose holder lets the parcels.
    pub steward: Option<String>,
    /// The parcels.
    pub parcels: Vec<Parcel>,
}

/// A budget that a motion grants.
#[derive(Clone, Debug)]
pub struct Budget {
    /// Its name in the file.
    pub name: String,
    /// Its number on chain; none when the motion is not carried.
    pub id: Option<u64>,
    /// Who may spend it.
    pub holder: Holder,
    /// The kind of money.
    pub asset: Asset,
    /// What may be spent in a period.
    pub per_period: u64,
    /// A period's length, in seconds.
    pub period: u32,
    /// First second of the first period.
    pub from: i64,
    /// First second after the last.
    pub until: i64,
    /// What is set aside for it.
    pub set_aside: u64,
}

/// Who may spend a budget.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Holder {
    /// A member.
    Member(usize),
    /// Whoever holds the office of this title then.
    Office(String),
    /// The court, which awards from it.
    Court,
}

/// A stream that a motion promises.
#[derive(Clone, Debug)]
pub struct Stream {
    /// Its name in the file.
    pub name: String,
    /// Its number on chain; none when the motion is not carried.
    pub id: Option<u64>,
    /// Who is paid.
    pub payee: usize,
    /// What is paid in all.
    pub total: Money,
    /// First second of earning.
    pub start: i64,
    /// Nothing is earned before this second.
    pub cliff: i64,
    /// Everything is earned at this second.
    pub end: i64,
}

/// A lease that a step offers.
#[derive(Clone, Debug)]
pub struct Lease {
    /// Its name in the file.
    pub name: String,
    /// Index of the parcel.
    pub parcel: usize,
    /// Its number within the parcel.
    pub number: u32,
    /// What it is paid in.
    pub asset: Asset,
    /// What it is offered for.
    pub terms: LeaseTerms,
    /// The one member who is invited, if it is not anybody.
    pub invited: Option<usize>,
    /// When the offer lapses.
    pub expires_at: i64,
}

/// A campaign that a step opens.
#[derive(Clone, Debug)]
pub struct Campaign {
    /// Its name in the file.
    pub name: String,
    /// Who opens it.
    pub opener: usize,
    /// What is needed.
    pub goal: Money,
    /// First second at which no pledge is taken.
    pub deadline: i64,
    /// SHA-256 of the text that says what it is for.
    pub purpose_hash: [u8; 32],
}

/// Something that happens on a day.
#[derive(Debug)]
pub struct Step {
    /// Its number in the file, from 1.
    pub number: usize,
    /// The line it begins in.
    pub line: u64,
    /// The day; for a vote, that on which voting opens.
    pub date: Date,
    /// Its kind, as in the file.
    pub kind: String,
    /// What happens.
    pub what: What,
}

impl Step {
    /// Where it is in the file, for errors.
    pub fn place(&self) -> String {
        format!("{FILE}, step {}, line {}", self.number, self.line)
    }
}

/// What a step does. Members are indices of the scenario's citizens; budgets, streams, leases and campaigns of the
/// economy's.
#[derive(Debug)]
#[allow(missing_docs, reason = "the fields are those of the file, described in docs/scenarios.md")]
pub enum What {
    /// The faucet gives lamports.
    Faucet { members: Vec<usize>, lamports: u64 },
    /// A motion or a poll.
    Vote(Vote),
    /// Something about the treasury.
    Treasury(TreasuryStep),
    /// Something about a lease.
    Lease { lease: usize, step: LeaseStep },
    /// Something about a campaign.
    Campaign { campaign: usize, step: CampaignStep },
}

/// What is done with the treasury.
#[derive(Debug)]
#[allow(missing_docs, reason = "the fields are those of the file, described in docs/scenarios.md")]
pub enum TreasuryStep {
    /// Money is paid in as income of a kind.
    Deposit { member: usize, money: Money, kind: Income },
    /// Money is sent to the treasury, which nobody books.
    Transfer { member: usize, money: Money },
    /// What was sent is booked.
    Reconcile { asset: Asset },
    /// Terms are extended.
    PayDues { members: Vec<usize>, terms: u8 },
    /// A budget is spent from.
    Spend { budget: usize, to: usize, amount: u64 },
    /// A budget that is over is closed.
    RevokeBudget { budget: usize },
    /// A payee takes what is earned.
    WithdrawStream { stream: usize, amount: u64 },
    /// A stream that has nothing more to pay is closed.
    CloseStream { stream: usize },
    /// The court awards money from its budget.
    Award { budget: usize, to: usize, amount: u64 },
    /// The court stops a stream from earning.
    PauseStream { stream: usize },
    /// The court lets it earn again.
    ResumeStream { stream: usize },
}

/// What is done with a lease. Those without a comment do what the program's instruction of that name does.
#[derive(Debug)]
#[allow(missing_docs, reason = "the fields are those of the file, described in docs/scenarios.md")]
pub enum LeaseStep {
    Offer,
    WithdrawOffer,
    /// A price is declared, unless the rent is fixed.
    Accept {
        member: usize,
        price: u64,
    },
    /// By the tenant, unless somebody is named.
    PayRent {
        member: Option<usize>,
        amount: u64,
    },
    Renew,
    DeclareArrears,
    DeclareDefault,
    WaiveDefault,
    End {
        by: Party,
    },
    /// How much, and the SHA-256 of the reason.
    ProposeDeductions {
        items: Vec<(u64, [u8; 32])>,
    },
    /// Bit `n` for item `n`.
    AcceptDeductions {
        items: u8,
    },
    /// Likewise.
    WaiveDeductions {
        items: u8,
    },
    ReleaseDeposit,
    WithdrawDeposit,
    CollectDeductions,
    Close,
    /// By the court.
    Evict,
    /// By the court.
    RuleDeposit {
        to_landlord: u64,
    },
    /// Bidding opens now.
    OpenAuction(Bidding),
    Bid {
        member: usize,
        amount: u64,
    },
    SettleAuction,
    ReclaimBid {
        member: usize,
    },
    CloseAuction,
    DeclareValue {
        price: u64,
    },
    BuyOut {
        member: usize,
        at_most: u64,
    },
    CompleteBuyOut,
    CancelBuyOut,
    WithdrawClaim {
        member: usize,
    },
}

/// What is done with a campaign.
#[derive(Debug)]
#[allow(missing_docs, reason = "the fields are those of the file, described in docs/scenarios.md")]
pub enum CampaignStep {
    /// It is opened.
    Open,
    /// Each of these pledges so much.
    Pledge { members: Vec<usize>, amount: u64 },
    /// The money is paid out.
    Settle,
    /// Each of these takes their pledge back.
    Reclaim { members: Vec<usize> },
    /// The pledges of these, which were paid out, are closed.
    ClosePledges { members: Vec<usize> },
    /// It is closed.
    Close,
}

impl What {
    /// About how many transactions it takes, for whoever watches.
    pub fn weight(&self) -> usize {
        let members = match self {
            Self::Vote(vote) => return vote.ballots().count(),
            Self::Treasury(TreasuryStep::PayDues { members, .. }) => members.len(),
            Self::Campaign { step, .. } => match step {
                CampaignStep::Pledge { members, .. }
                | CampaignStep::Reclaim { members }
                | CampaignStep::ClosePledges { members } => members.len(),
                CampaignStep::Open | CampaignStep::Settle | CampaignStep::Close => 0,
            },
            _ => 0,
        };
        1 + members
    }
}

/// Kinds of income that anyone can pay in, with their numbers on chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Income {
    /// A gift.
    Donation = 2,
    /// A fine.
    Fine = 3,
}

/// Who ends a lease.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Party {
    /// The tenant.
    Tenant,
    /// The steward.
    Steward,
    /// Whoever comes along.
    Anyone,
}

/// What an auction announces.
#[derive(Clone, Copy, Debug)]
pub struct Bidding {
    /// The least that a first bid may be.
    pub reserve: u64,
    /// The least by which a bid must exceed another, in basis points.
    pub raise_bps: u16,
    /// Seconds that a bid leaves to answer it.
    pub extension: u32,
    /// First second after bidding.
    pub closes_at: i64,
    /// The close never moves beyond this second.
    pub closes_at_last: i64,
}

/// A vote on the economy.
#[derive(Debug)]
pub struct Vote {
    /// What is voted on.
    pub title: String,
    /// Index of the track.
    pub track: usize,
    /// Who moves it.
    pub proposer: usize,
    /// Whether it is a poll among options, rather than a motion.
    pub poll: bool,
    /// The choices, from 1, with the citizens who make them: the first so many, then the next.
    pub choices: Vec<Choice>,
    /// What a choice does when it wins.
    pub actions: Vec<(u8, Action)>,
    /// What follows from the votes, by the track's rules.
    pub expected: Verdict,
    /// When its actions run, if it is carried.
    pub executes_at: i64,
}

impl Vote {
    /// Who votes, and how: an index of the citizens, and a choice.
    pub fn ballots(&self) -> impl Iterator<Item = (usize, u8)> + '_ {
        let choices = (1..=u8::MAX).zip(&self.choices);
        choices.flat_map(|(number, choice)| std::iter::repeat_n(number, choice.votes)).enumerate()
    }
}

/// A choice, and how many make it.
#[derive(Clone, Debug)]
pub struct Choice {
    /// What it is called.
    pub name: String,
    /// Citizens who make it.
    pub votes: usize,
}

/// What a carried motion or an elected option does.
#[derive(Clone, Debug)]
#[allow(missing_docs, reason = "the fields are those of the file, described in docs/scenarios.md")]
pub enum Action {
    Appoint { office: String, member: usize, until: i64 },
    Pay { to: usize, money: Money },
    CreateBudget(usize),
    RevokeBudget(usize),
    CreateStream(usize),
    CancelStream(usize),
    PauseStream(usize),
    ResumeStream(usize),
    SetBreaker { asset: Asset, rule: Breaker },
    SetCourt(usize),
    RegisterParcel(Box<Acquisition>),
    Court(CourtAction),
    Foreign(ForeignAction),
}

/// What a motion does about the court.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CourtAction {
    /// The court is created, with the rules of its file.
    Create,
    /// It becomes the nation's.
    Install,
}

/// Land that the nation acquires later.
#[derive(Clone, Debug)]
pub struct Acquisition {
    /// The parcel.
    pub parcel: Parcel,
    /// Whose law applies, padded with zeros.
    pub jurisdiction: [u8; 6],
    /// 0 owned, 1 leased in, 2 claimed.
    pub tenure: u8,
    /// The office whose holder lets it.
    pub steward: Option<String>,
}

impl Action {
    /// Whether it creates an account, whose rent the executor pays.
    pub fn creates(&self) -> bool {
        matches!(
            self,
            Self::Appoint { .. }
                | Self::CreateBudget(_)
                | Self::CreateStream(_)
                | Self::RegisterParcel(_)
                | Self::Court(CourtAction::Create)
                | Self::Foreign(_)
        )
    }
}

/// Reads `economy.toml`, if the scenario has one.
pub(super) fn read(folder: &Path, nation: &Nation, citizens: &[Member]) -> Result<Option<Economy>, Error> {
    let path = folder.join(FILE);
    // A file that cannot be read is an error of its own.
    if !path.try_exists().unwrap_or(true) {
        return Ok(None);
    }
    check::read(folder, &path, nation, citizens).map(Some)
}
