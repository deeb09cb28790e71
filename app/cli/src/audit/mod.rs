//! An independent audit of a nation's books: treasury, land, court, and the money that they speak of; and of what it
//! says of itself among nations.
//!
//! As in the recount, neither the client's decoders nor the programs' crate of rules is used: offsets ([`layout`])
//! and arithmetic are written anew, from the description of the accounts, so that a mistake there is not repeated
//! here. Everything that can be computed twice is: balances from what came in and went out, promises from streams
//! and budgets, totals from parcels, escrows from bids, claims and pledges, and all of it from what lies in the
//! accounts of the token programs.

mod court;
mod diplomacy;
mod evidence;
mod land;
pub mod layout;
mod tables;
mod treasury;

pub use court::{CaseBook, CourtBook};
pub use diplomacy::{CensusBook, RecognitionBook, StageBook, TreatyBook};
pub use evidence::Evidence;
pub use land::{AuctionBook, CampaignBook, LeaseBook, ParcelBook, RegistryBook};
pub(crate) use tables::verdict;
pub use treasury::{BudgetBook, Income, LedgerBook, MintBook, StreamBook};

use crate::Error;
use crate::output::{counted, quantity};
use crate::raw::Malformed;
use client::{COURT_ID, DIPLOMACY_ID, LAND_ID, TREASURY_ID};
use cluster::Account;
use layout::court::{Case, Court, Juror, JurorOf, Seat};
use layout::diplomacy::{Body, CensusReport, Entry, Recognition, Stage, Treaty, Visa};
use layout::{
    Auction, Bid, Budget, Campaign, Claim, Layout, Lease, Ledger, Mint, Parcel, ParcelVersion, Pledge,
    Registry, Stream, Treasury,
};
use serde::{Serialize, Serializer};
use solana_address::Address;
use std::collections::BTreeMap;

/// What the programs take for SOL's mint and token program: the System program's address.
const SOL: Address = Address::new_from_array([0; 32]);
/// Whom the programs store where there is nobody.
const NOBODY: Address = Address::new_from_array([0; 32]);

/// The books, and where they disagree.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Audit {
    /// The time of the accounts, in Unix seconds.
    pub time: i64,
    /// Ledgers, by nation.
    pub ledgers: Vec<LedgerBook>,
    /// Budgets, by nation and number.
    pub budgets: Vec<BudgetBook>,
    /// Streams, by nation and number.
    pub streams: Vec<StreamBook>,
    /// Mints all of whose tokens are known.
    pub mints: Vec<MintBook>,
    /// Land, by nation.
    pub registries: Vec<RegistryBook>,
    /// Parcels, by nation and cell.
    pub parcels: Vec<ParcelBook>,
    /// Leases, by nation, cell and number.
    pub leases: Vec<LeaseBook>,
    /// Auctions, by nation, cell and number of the lease.
    pub auctions: Vec<AuctionBook>,
    /// Campaigns, by nation and number.
    pub campaigns: Vec<CampaignBook>,
    /// Courts, by nation.
    pub courts: Vec<CourtBook>,
    /// Cases, by nation and number.
    pub cases: Vec<CaseBook>,
    /// Census reports, by nation and period.
    pub censuses: Vec<CensusBook>,
    /// Stages, by nation.
    pub stages: Vec<StageBook>,
    /// Recognitions, by who is recognised.
    pub recognitions: Vec<RecognitionBook>,
    /// Treaties.
    pub treaties: Vec<TreatyBook>,
    /// A sentence for each disagreement; none when the books balance.
    pub disagreements: Vec<String>,
}

impl Audit {
    /// The result in a sentence.
    pub fn summary(&self) -> String {
        let mut books = vec![
            counted(self.ledgers.len() as u64, "ledger"),
            counted(self.budgets.len() as u64, "budget"),
            counted(self.streams.len() as u64, "stream"),
            counted(self.parcels.len() as u64, "parcel"),
            counted(self.leases.len() as u64, "lease"),
            counted(self.campaigns.len() as u64, "campaign"),
        ];
        // Not every nation has these.
        let others = [
            (self.courts.len(), "court"),
            (self.cases.len(), "case"),
            (self.censuses.len(), "census report"),
            (self.stages.len(), "stage"),
            (self.recognitions.len(), "recognition"),
        ];
        let there = others.into_iter().filter(|(number, _)| *number > 0);
        books.extend(there.map(|(number, what)| counted(number as u64, what)));
        let last = books.pop().unwrap_or_default();
        let audited = format!("Audited {} and {last} from their raw bytes", books.join(", "));
        match self.disagreements.len() as u64 {
            0 => format!("{audited}: the books balance."),
            1 => format!("{audited}: there is 1 disagreement."),
            more => format!("{audited}: there are {more} disagreements."),
        }
    }

    /// The error that the disagreements are, if there are any.
    pub fn failure(&self) -> Option<Error> {
        let sentences = self.disagreements.clone();
        (!sentences.is_empty()).then_some(Error::Disagreement { sentences })
    }

    /// What lies in treasuries and no ledger knows of, in a sentence each. That is as it may be: anyone can send
    /// money.
    pub fn unbooked(&self) -> Vec<String> {
        let unbooked = self.ledgers.iter().filter(|book| book.unbooked > 0);
        unbooked
            .map(|book| {
                let amount = book.money.text(book.unbooked);
                format!("{amount} were sent to the treasury of {} and are not booked", book.nation)
            })
            .collect()
    }
}

/// A kind of money. In JSON its name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Money {
    /// `SOL`, a mint's symbol, or the beginning of its address.
    pub name: String,
    /// Digits after the point.
    pub decimals: u8,
}

impl Money {
    /// An amount with its name.
    pub fn text(&self, amount: impl Into<i128>) -> String {
        format!("{} {}", quantity(amount, self.decimals), self.name)
    }
}

impl Serialize for Money {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.name)
    }
}

/// Audits everything that the accounts of treasury, land, court and diplomacy hold.
///
/// Accounts of other types are passed over.
pub fn audit(evidence: &Evidence) -> Audit {
    let mut audit = Audit { time: evidence.time, ..Audit::default() };
    let accounts = Accounts::read(&evidence.accounts, &mut audit.disagreements);
    let mut auditor = Auditor { evidence, accounts: &accounts, audit };
    auditor.treasuries();
    auditor.mints();
    auditor.land();
    auditor.courts();
    auditor.diplomacy();
    auditor.audit
}

/// The accounts of the programs, by address.
#[derive(Default)]
struct Accounts {
    treasuries: BTreeMap<Address, Treasury>,
    ledgers: BTreeMap<Address, Ledger>,
    budgets: BTreeMap<Address, Budget>,
    streams: BTreeMap<Address, Stream>,
    registries: BTreeMap<Address, Registry>,
    parcels: BTreeMap<Address, Parcel>,
    versions: BTreeMap<Address, ParcelVersion>,
    leases: BTreeMap<Address, Lease>,
    auctions: BTreeMap<Address, Auction>,
    bids: BTreeMap<Address, Bid>,
    claims: BTreeMap<Address, Claim>,
    campaigns: BTreeMap<Address, Campaign>,
    pledges: BTreeMap<Address, Pledge>,
    courts: BTreeMap<Address, Court>,
    jurors: BTreeMap<Address, Juror>,
    jurors_of: BTreeMap<Address, JurorOf>,
    cases: BTreeMap<Address, Case>,
    seats: BTreeMap<Address, Seat>,
    bodies: BTreeMap<Address, Body>,
    censuses: BTreeMap<Address, CensusReport>,
    stages: BTreeMap<Address, Stage>,
    recognitions: BTreeMap<Address, Recognition>,
    entries: BTreeMap<Address, Entry>,
    treaties: BTreeMap<Address, Treaty>,
    visas: BTreeMap<Address, Visa>,
}

impl Accounts {
    fn read(accounts: &[(Address, Account)], disagreements: &mut Vec<String>) -> Self {
        let all = |program: &Address| Reader { accounts, program: *program };
        let (treasury, land) = (all(&TREASURY_ID), all(&LAND_ID));
        let (court, diplomacy) = (all(&COURT_ID), all(&DIPLOMACY_ID));
        Self {
            treasuries: treasury.read(disagreements),
            ledgers: treasury.read(disagreements),
            budgets: treasury.read(disagreements),
            streams: treasury.read(disagreements),
            registries: land.read(disagreements),
            parcels: land.read(disagreements),
            versions: land.read(disagreements),
            leases: land.read(disagreements),
            auctions: land.read(disagreements),
            bids: land.read(disagreements),
            claims: land.read(disagreements),
            campaigns: land.read(disagreements),
            pledges: land.read(disagreements),
            courts: court.read(disagreements),
            jurors: court.read(disagreements),
            jurors_of: court.read(disagreements),
            cases: court.read(disagreements),
            seats: court.read(disagreements),
            bodies: diplomacy.read(disagreements),
            censuses: diplomacy.read(disagreements),
            stages: diplomacy.read(disagreements),
            recognitions: diplomacy.read(disagreements),
            entries: diplomacy.read(disagreements),
            treaties: diplomacy.read(disagreements),
            visas: diplomacy.read(disagreements),
        }
    }
}

/// Reads the accounts of one program.
struct Reader<'a> {
    accounts: &'a [(Address, Account)],
    program: Address,
}

impl Reader<'_> {
    /// Those of a type; what cannot be read is a disagreement.
    fn read<T: Layout>(&self, disagreements: &mut Vec<String>) -> BTreeMap<Address, T> {
        let mut found = BTreeMap::new();
        let of_type = |account: &Account| account.owner == self.program && account.data.starts_with(&T::TYPE);
        for (address, account) in self.accounts.iter().filter(|(_, account)| of_type(account)) {
            match T::read(&account.data) {
                Ok(read) => drop(found.insert(*address, read)),
                Err(Malformed(reason)) => disagreements.push(format!("account {address} {reason}")),
            }
        }
        found
    }
}

/// An audit in progress.
struct Auditor<'a> {
    evidence: &'a Evidence,
    accounts: &'a Accounts,
    audit: Audit,
}

impl Auditor<'_> {
    /// Checks one book: runs `check` with what the book is called, and returns whether all of it agrees.
    fn book(&mut self, name: &str, check: impl FnOnce(&mut Book<'_>)) -> bool {
        let before = self.audit.disagreements.len();
        check(&mut Book { name, disagreements: &mut self.audit.disagreements });
        self.audit.disagreements.len() == before
    }

    /// A kind of money by its mint.
    fn money(&self, mint: &Address) -> Money {
        if *mint == SOL {
            return Money { name: "SOL".into(), decimals: 9 };
        }
        let short = mint.to_string().chars().take(8).collect();
        match self.evidence.money.get(mint).and_then(|account| Mint::read(&account.data).ok()) {
            Some(read) => Money { name: read.symbol.unwrap_or(short), decimals: read.decimals },
            None => Money { name: short, decimals: 0 },
        }
    }

    /// What people call a nation.
    fn nation(&self, nation: &Address) -> String {
        self.evidence.nations.get(nation).cloned().unwrap_or_else(|| nation.to_string())
    }

    /// What a holding has, if it is one of this mint: lamports, or tokens.
    fn held(&self, holding: &Address, mint: &Address) -> Option<u64> {
        let account = self.evidence.money.get(holding);
        if *mint == SOL {
            return Some(account.map_or(0, |account| account.lamports));
        }
        let read = layout::Holding::read(&account?.data).ok()?;
        (read.mint == *mint).then_some(read.amount)
    }
}

/// What is said about one book.
struct Book<'a> {
    name: &'a str,
    disagreements: &'a mut Vec<String>,
}

impl Book<'_> {
    fn disagree(&mut self, sentence: impl AsRef<str>) {
        self.disagreements.push(format!("{}: {}", self.name, sentence.as_ref()));
    }

    fn agree(&mut self, agrees: bool, sentence: impl FnOnce() -> String) {
        if !agrees {
            self.disagree(sentence());
        }
    }

    /// Whether an account lies where its seeds say.
    fn place(&mut self, address: &Address, seeds: &[&[u8]], program: &Address) {
        let derived = Address::find_program_address(seeds, program).0;
        self.agree(derived == *address, || format!("it lies at {address}, not at the address of its seeds"));
    }
}

/// A sum that cannot overflow: of 64-bit numbers, fewer than there can be accounts.
fn sum<'a>(numbers: impl IntoIterator<Item = &'a u64>) -> u128 {
    numbers.into_iter().map(|number| u128::from(*number)).sum()
}
