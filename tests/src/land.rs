//! A nation's land in tests: its addresses, the steps of its life, each in a line, and the check of its books.
//!
//! ```no_run
//! use civitas_tests::{Money, World, land};
//!
//! let w = World::new(3);
//! let till = w.till(Money::SOL, 0);
//! let letting = w.lease(&till, &land::fixed(), w.citizen(1));
//! w.pay_rent(&letting, w.citizen(1), land::RENT).ok();
//! w.wait(land::PERIOD + land::GRACE);
//! w.declare_arrears(&letting).ok();
//! ```

use crate::{Account, Address, DAY, Keypair, LAND_ID, Money, Nation, Outcome, Person, Receipt, Signer, Till};
use crate::{World, addresses, ix};
use client::ProgramAccount;
use client::land::accounts::{Auction, Bid, Campaign, Claim, Lease, Parcel, ParcelVersion, Pledge, Registry};
use client::land::events::Event;
use client::land::types::{Facts, LeaseTerms};
use cluster::Cluster;

/// States of a lease, as its account stores them.
pub mod lease_state {
    #![allow(missing_docs)]
    pub const OFFERED: u8 = 0;
    pub const ACTIVE: u8 = 1;
    pub const ARREARS: u8 = 2;
    pub const DEFAULT: u8 = 3;
    pub const ENDED: u8 = 4;
    pub const EVICTED: u8 = 5;
    pub const WITHDRAWN: u8 = 6;
}

/// Kinds of leases.
pub mod lease_kind {
    #![allow(missing_docs)]
    pub const FIXED: u8 = 0;
    pub const HARBERGER: u8 = 1;
}

/// What became of an auction.
pub mod auction_outcome {
    #![allow(missing_docs)]
    pub const OPEN: u8 = 0;
    pub const SOLD: u8 = 1;
    pub const UNSOLD: u8 = 2;
}

/// Serial of nobody.
pub const NO_SERIAL: u64 = u64::MAX;
/// Rent of the first period of [`fixed`] terms: odd, so that roundings show.
pub const RENT: u64 = 1_000_003;
/// Deposit of all terms here.
pub const DEPOSIT: u64 = 5_000_000;
/// A period of [`fixed`] terms, in seconds.
pub const PERIOD: i64 = 10 * DAY;
/// Grace of [`fixed`] terms.
pub const GRACE: i64 = 2 * DAY;
/// Time to cure of [`fixed`] terms.
pub const CURE: i64 = 3 * DAY;
/// Time in which deductions can be claimed, of all terms here.
pub const CLAIM_TIME: i64 = 14 * DAY;
/// How long an offer stands in tests.
pub const OFFER: i64 = 20 * DAY;
/// What is declared for leases of [`harberger`] terms.
pub const PRICE: u64 = 1_000_000_000;
/// Tenure of [`harberger`] terms.
pub const TENURE: i64 = 20 * DAY;
/// Notice of [`harberger`] terms.
pub const NOTICE: i64 = 5 * DAY;
/// Time for which a raised price holds, of [`harberger`] terms.
pub const HOLD: i64 = 15 * DAY;
/// Time to cure of [`harberger`] terms.
pub const FORFEIT: i64 = 10 * DAY;
/// For how long a sale can be settled or completed, and a campaign paid out (`rules`).
pub const SETTLE_TIME: i64 = 30 * DAY;
/// The office whose holder is steward of the parcels of tests.
pub const STEWARD: &str = "land steward";

/// Rent by periods: six of ten days, two of grace, three to cure, a late fee of a tenth, a fortieth more from
/// each period to the next, two renewals.
pub fn fixed() -> LeaseTerms {
    LeaseTerms {
        rent: RENT,
        deposit: DEPOSIT,
        period: PERIOD as u32,
        duration: 6 * PERIOD as u32,
        grace: GRACE as u32,
        cure: CURE as u32,
        claim_time: CLAIM_TIME as u32,
        tenure: 0,
        notice: 0,
        hold: 0,
        late_fee_bps: 1_000,
        escalator_bps: 250,
        rent_bps: 0,
        kind: lease_kind::FIXED,
        by_auction: 0,
        renewals: 2,
        padding: [0; 7],
    }
}

/// A declared price, of which seven in a hundred are the rent of a year: a hundred days, and one renewal.
pub fn harberger() -> LeaseTerms {
    LeaseTerms {
        rent: 0,
        deposit: DEPOSIT,
        period: 0,
        duration: 100 * DAY as u32,
        grace: 0,
        cure: FORFEIT as u32,
        claim_time: CLAIM_TIME as u32,
        tenure: TENURE as u32,
        notice: NOTICE as u32,
        hold: HOLD as u32,
        late_fee_bps: 0,
        escalator_bps: 0,
        rent_bps: 700,
        kind: lease_kind::HARBERGER,
        by_auction: 0,
        renewals: 1,
        padding: [0; 7],
    }
}

/// The same terms, for whoever bids most.
pub fn by_auction(terms: LeaseTerms) -> LeaseTerms {
    LeaseTerms { by_auction: 1, ..terms }
}

/// An H3 cell of resolution 12: base cell 20, which is no pentagon, and `n` in its digits.
pub fn cell(n: u64) -> u64 {
    cell_of(20, std::array::from_fn(|place| n / 7u64.pow(11 - place as u32) % 7))
}

/// A cell of resolution 12, of this base cell and digits, be it valid or not.
pub fn cell_of(base: u64, digits: [u64; 12]) -> u64 {
    let digits = digits.into_iter().fold(0, |all, digit| all << 3 | digit);
    1 << 59 | 12 << 52 | base << 45 | digits << 9 | 0x1ff
}

/// What is said of a parcel.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub struct Survey {
    pub area: u64,
    pub latitude_e7: i32,
    pub longitude_e7: i32,
    pub jurisdiction: [u8; 6],
    pub tenure: u8,
    pub steward: Address,
    pub boundary_hash: [u8; 32],
    pub title_hash: [u8; 32],
    pub boundary_uri: String,
    pub title_uri: String,
}

/// A text padded with zeros.
pub fn padded<const N: usize>(text: &str) -> [u8; N] {
    let mut room = [0; N];
    room[..text.len()].copy_from_slice(text.as_bytes());
    room
}

impl Survey {
    /// Some hectares by the sea, owned, in the care of the steward's office of a nation.
    pub fn of(nation: &Address) -> Self {
        Self {
            area: 12_345_600,
            latitude_e7: 386_976_543,
            longitude_e7: -94_212_345,
            jurisdiction: *b"PT-15\0",
            tenure: 0,
            steward: addresses::office(nation, STEWARD).expect("a short title").0,
            boundary_hash: [0xb0; 32],
            title_hash: [0x71; 32],
            boundary_uri: "ipfs://bafy-boundary".into(),
            title_uri: "ipfs://bafy-title".into(),
        }
    }

    /// As a parcel stores it.
    pub fn facts(&self) -> Facts {
        Facts {
            area: self.area,
            latitude_e7: self.latitude_e7,
            longitude_e7: self.longitude_e7,
            jurisdiction: self.jurisdiction,
            tenure: self.tenure,
            padding: 0,
            steward: self.steward,
            boundary_hash: self.boundary_hash,
            title_hash: self.title_hash,
            boundary_uri: padded(&self.boundary_uri),
            title_uri: padded(&self.title_uri),
        }
    }
}

/// A parcel's addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plot {
    /// The nation.
    pub nation: Address,
    /// Its registry.
    pub registry: Address,
    /// The cell.
    pub cell: u64,
    /// The parcel.
    pub address: Address,
}

impl Plot {
    /// The parcel of a cell in a nation, whether it is registered or not.
    pub fn of(nation: &Address, cell: u64) -> Self {
        let registry = addresses::registry(nation).0;
        Self { nation: *nation, registry, cell, address: addresses::parcel(&registry, cell).0 }
    }

    /// Where version `number` of it is kept.
    pub fn version(&self, number: u32) -> Address {
        addresses::parcel_version(&self.address, number).0
    }
}

/// A lease's addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Letting {
    /// The parcel.
    pub plot: Plot,
    /// Where rent goes.
    pub till: Till,
    /// Number within the parcel.
    pub number: u32,
    /// The lease.
    pub address: Address,
    /// What holds its money.
    pub escrow: Address,
}

impl Letting {
    /// Lease `number` of a parcel, paid into a till, whether there is one or not.
    pub fn of(plot: &Plot, till: &Till, number: u32) -> Self {
        let address = addresses::lease(&plot.address, number).0;
        let escrow = addresses::escrow(&address).0;
        Self { plot: *plot, till: *till, number, address, escrow }
    }

    /// Its auction.
    pub fn auction(&self) -> Address {
        addresses::auction(&self.address).0
    }

    /// A wallet's bid in its auction.
    pub fn bid(&self, wallet: &Address) -> Address {
        addresses::bid(&self.auction(), wallet).0
    }

    /// What it owes a wallet that is not party to it.
    pub fn claim(&self, wallet: &Address) -> Address {
        addresses::claim(&self.address, wallet).0
    }
}

/// A campaign's addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Drive {
    /// The nation.
    pub nation: Address,
    /// Its registry.
    pub registry: Address,
    /// Where the money goes if the goal is met.
    pub till: Till,
    /// Number within the registry.
    pub id: u64,
    /// The campaign.
    pub address: Address,
    /// What holds the pledges.
    pub escrow: Address,
}

impl Drive {
    /// Campaign `id` of a nation, for a till, whether there is one or not.
    pub fn of(till: &Till, id: u64) -> Self {
        let registry = addresses::registry(&till.nation).0;
        let address = addresses::campaign(&registry, id).0;
        Self {
            nation: till.nation,
            registry,
            till: *till,
            id,
            address,
            escrow: addresses::escrow(&address).0,
        }
    }

    /// A wallet's pledge.
    pub fn pledge(&self, wallet: &Address) -> Address {
        addresses::pledge(&self.address, wallet).0
    }
}

/// What an auction announces.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs)]
pub struct Bidding {
    pub reserve: u64,
    pub raise_bps: u16,
    pub extension: u32,
    pub opens_at: i64,
    pub closes_at: i64,
    pub closes_at_last: i64,
}

/// Somebody who acts as landlord: the authority, or a steward with office and citizenship. Anybody else who acts
/// in a landlord's place, too.
pub struct Landlord {
    /// The wallet.
    pub wallet: Keypair,
    /// The office shown.
    pub office: Option<Address>,
    /// The citizenship shown.
    pub citizen: Option<Address>,
}

impl Clone for Landlord {
    fn clone(&self) -> Self {
        Self { wallet: self.wallet.insecure_clone(), ..*self }
    }
}

impl Landlord {
    /// Somebody who shows no office.
    pub fn plain(wallet: &Keypair) -> Self {
        Self { wallet: wallet.insecure_clone(), office: None, citizen: None }
    }

    /// A citizen who shows an office of their nation.
    pub fn holder(person: &Person, title: &str) -> Self {
        Self {
            wallet: person.wallet.insecure_clone(),
            office: addresses::office(&person.nation, title).map(|(address, _)| address),
            citizen: Some(person.citizen),
        }
    }

    /// The wallet's address.
    pub fn key(&self) -> Address {
        self.wallet.pubkey()
    }
}

// Parcels.

impl World {
    /// The founder of `alpha`, as landlord.
    pub fn authority(&self) -> Landlord {
        Landlord::plain(&self.nation.founder)
    }

    /// Makes a citizen of `alpha` the steward for a hundred days, who then acts as landlord.
    #[track_caller]
    pub fn steward(&self, person: &Person) -> Landlord {
        self.appoint(person, STEWARD, self.now() + 100 * DAY);
        Landlord::holder(person, STEWARD)
    }

    /// The registry of a nation, which its founder creates if there is none.
    #[track_caller]
    pub fn registry(&self, nation: &Nation) -> Address {
        let registry = addresses::registry(&nation.address).0;
        if !self.exists(&registry) {
            let create = ix::create_registry(nation, nation.founder.pubkey());
            self.send(&[create], &[&nation.founder]).ok();
        }
        registry
    }

    /// A further parcel of `alpha`, owned, with a cell of its own.
    #[track_caller]
    pub fn parcel(&self) -> Plot {
        self.parcel_of(&self.nation, &Survey::of(&self.nation.address))
    }

    /// A further parcel of a nation, with a cell of its own.
    #[track_caller]
    pub fn parcel_of(&self, nation: &Nation, survey: &Survey) -> Plot {
        self.registry(nation);
        let free = |plot: &Plot| !self.exists(&plot.address);
        let plot = (1..).map(|n| Plot::of(&nation.address, cell(n))).find(free).expect("a cell is free");
        self.register(nation, &plot, survey).ok();
        plot
    }

    /// Tries to register a parcel, by its nation's founder.
    #[track_caller]
    pub fn register(&self, nation: &Nation, plot: &Plot, survey: &Survey) -> Outcome {
        let founder = &nation.founder;
        self.send(&[ix::register_parcel(plot, founder.pubkey(), survey)], &[founder])
    }

    /// Tries to amend a parcel of `alpha`, by its founder.
    #[track_caller]
    pub fn amend(&self, plot: &Plot, survey: &Survey) -> Outcome {
        let founder = &self.nation.founder;
        let version = self.parcel_account(plot).facts_version;
        self.send(&[ix::amend_parcel(plot, founder.pubkey(), survey, version)], &[founder])
    }

    /// Tries to retire a parcel of `alpha`, by its founder.
    #[track_caller]
    pub fn retire(&self, plot: &Plot) -> Outcome {
        let founder = &self.nation.founder;
        let version = self.parcel_account(plot).facts_version;
        self.send(&[ix::retire_parcel(plot, founder.pubkey(), version)], &[founder])
    }

    /// A nation's registry.
    #[track_caller]
    pub fn registry_account(&self, nation: &Nation) -> Registry {
        self.read(&addresses::registry(&nation.address).0)
    }

    /// A parcel's account.
    #[track_caller]
    pub fn parcel_account(&self, plot: &Plot) -> Parcel {
        self.read(&plot.address)
    }
}

// Leases.

impl World {
    /// Tills of `alpha` of every sort of money: SOL, SPL Token, Token-2022.
    #[track_caller]
    pub fn tills(&self) -> [Till; 3] {
        let monies = [Money::SOL, self.coin("coin of alpha"), self.coin_2022("newer coin of alpha", &[])];
        monies.map(|money| self.open_till(&self.nation, money))
    }

    /// What somebody needs to live on: SOL by the way, of tokens a million million.
    #[track_caller]
    pub fn equip(&self, money: &Money, person: &Person) {
        const ENOUGH: u64 = 1_000_000_000_000;
        if money.is_sol() {
            return;
        }
        let holding = money.of(&person.key());
        if !self.exists(&holding) || self.tokens_in(&holding) < ENOUGH / 2 {
            self.endow(money, &person.key(), ENOUGH);
        }
    }

    /// The next lease of a parcel, as it would be.
    #[track_caller]
    pub fn next_lease(&self, plot: &Plot, till: &Till) -> Letting {
        Letting::of(plot, till, self.parcel_account(plot).next_lease)
    }

    /// Tries to offer a lease, for [`OFFER`] seconds, to anybody or to one wallet.
    #[track_caller]
    pub fn try_offer(
        &self,
        letting: &Letting,
        landlord: &Landlord,
        terms: &LeaseTerms,
        tenant: Option<Address>,
    ) -> Outcome {
        let offer = ix::offer_lease(letting, landlord, terms, tenant.unwrap_or_default(), self.now() + OFFER);
        self.send(&[offer], &[&landlord.wallet])
    }

    /// A lease of a new parcel of the till's nation, offered to anybody by its authority.
    #[track_caller]
    pub fn offer(&self, till: &Till, terms: &LeaseTerms) -> Letting {
        self.offer_to(till, terms, None)
    }

    /// As [`offer`](Self::offer), to one wallet.
    #[track_caller]
    pub fn offer_to(&self, till: &Till, terms: &LeaseTerms, tenant: Option<Address>) -> Letting {
        let nation = [&self.nation, &self.sibling].into_iter().find(|nation| nation.address == till.nation);
        let nation = nation.expect("a nation of this world");
        let plot = self.parcel_of(nation, &Survey::of(&nation.address));
        let letting = self.next_lease(&plot, till);
        self.try_offer(&letting, &Landlord::plain(&nation.founder), terms, tenant).ok();
        letting
    }

    /// A lease of a new parcel that runs, from now on: rent by periods, or at [`PRICE`].
    #[track_caller]
    pub fn lease(&self, till: &Till, terms: &LeaseTerms, tenant: &Person) -> Letting {
        let letting = self.offer(till, terms);
        self.accept(&letting, tenant).ok();
        letting
    }

    /// Takes a lease on offer; a Harberger lease at [`PRICE`].
    #[track_caller]
    pub fn accept(&self, letting: &Letting, tenant: &Person) -> Outcome {
        let harberger = self.lease_account(letting).terms.kind == lease_kind::HARBERGER;
        self.accept_at(letting, tenant, if harberger { PRICE } else { 0 })
    }

    /// Takes a lease on offer, at a price.
    #[track_caller]
    pub fn accept_at(&self, letting: &Letting, tenant: &Person, price: u64) -> Outcome {
        self.equip(&letting.till.money, tenant);
        self.send(&[ix::accept_lease(letting, tenant, price)], &[&tenant.wallet])
    }

    /// Withdraws an offer.
    #[track_caller]
    pub fn withdraw_offer(&self, letting: &Letting, by: &Landlord) -> Outcome {
        self.send(&[ix::withdraw_offer(letting, by)], &[&by.wallet])
    }

    /// Pays rent, from where this person keeps such money.
    #[track_caller]
    pub fn pay_rent(&self, letting: &Letting, payer: &Person, amount: u64) -> Outcome {
        self.equip(&letting.till.money, payer);
        self.send(&[ix::pay_rent(letting, payer.key(), amount)], &[&payer.wallet])
    }

    /// Renews a lease.
    #[track_caller]
    pub fn renew(&self, letting: &Letting, tenant: &Person) -> Outcome {
        self.send(&[ix::renew_lease(letting, tenant)], &[&tenant.wallet])
    }

    /// Finds that rent is late.
    #[track_caller]
    pub fn declare_arrears(&self, letting: &Letting) -> Outcome {
        self.send(&[ix::declare_arrears(letting)], &[])
    }

    /// Finds that late rent was not paid.
    #[track_caller]
    pub fn declare_default(&self, letting: &Letting) -> Outcome {
        self.send(&[ix::declare_default(letting)], &[])
    }

    /// Forgives a default.
    #[track_caller]
    pub fn waive_default(&self, letting: &Letting, by: &Landlord) -> Outcome {
        self.send(&[ix::waive_default(letting, by)], &[&by.wallet])
    }

    /// Ends a lease, by whoever.
    #[track_caller]
    pub fn end_lease(&self, letting: &Letting, by: &Landlord) -> Outcome {
        self.send(&[ix::end_lease(letting, by)], &[&by.wallet])
    }

    /// The court of `alpha`, which its founder names if there is none.
    #[track_caller]
    pub fn court(&self) -> Keypair {
        let court = client::dev_keys::keypair("court");
        if self.nation_account(&self.nation).court == Address::default() {
            self.fund(&court.pubkey());
            self.appoint_court(&court);
        }
        court
    }

    /// Who rules in a nation: its court, or its founder while there is none.
    pub fn judge(&self, nation: &Nation) -> Keypair {
        let ruled = self.nation_account(nation).court != Address::default();
        if ruled { self.court() } else { nation.founder.insecure_clone() }
    }

    /// Ends a lease of `alpha` by ruling of its court.
    #[track_caller]
    pub fn evict(&self, letting: &Letting) -> Outcome {
        self.evict_by(letting, &self.court())
    }

    /// Ends a lease by ruling of this court.
    #[track_caller]
    pub fn evict_by(&self, letting: &Letting, court: &Keypair) -> Outcome {
        self.send(&[ix::evict(letting, court.pubkey())], &[court])
    }

    /// Claims deductions, by the authority of `alpha`.
    #[track_caller]
    pub fn deduct(&self, letting: &Letting, items: &[u64]) -> Outcome {
        let authority = self.authority();
        self.send(&[ix::propose_deductions(letting, &authority, items)], &[&authority.wallet])
    }

    /// Accepts deductions.
    #[track_caller]
    pub fn accept_deductions(&self, letting: &Letting, tenant: &Person, items: u8) -> Outcome {
        self.send(&[ix::accept_deductions(letting, tenant.key(), items)], &[&tenant.wallet])
    }

    /// Waives deductions, by the authority of `alpha`.
    #[track_caller]
    pub fn waive_deductions(&self, letting: &Letting, items: u8) -> Outcome {
        let authority = self.authority();
        self.send(&[ix::waive_deductions(letting, &authority, items)], &[&authority.wallet])
    }

    /// Releases a deposit.
    #[track_caller]
    pub fn release_deposit(&self, letting: &Letting) -> Outcome {
        self.send(&[ix::release_deposit(letting)], &[])
    }

    /// Splits open deductions, by ruling of the court of `alpha`.
    #[track_caller]
    pub fn rule_deposit(&self, letting: &Letting, to_landlord: u64) -> Outcome {
        self.rule_deposit_by(letting, &self.court(), to_landlord)
    }

    /// Splits open deductions, by ruling of this court.
    #[track_caller]
    pub fn rule_deposit_by(&self, letting: &Letting, court: &Keypair, to_landlord: u64) -> Outcome {
        self.send(&[ix::rule_deposit(letting, court.pubkey(), to_landlord)], &[court])
    }

    /// Withdraws what is due to the tenant.
    #[track_caller]
    pub fn withdraw_deposit(&self, letting: &Letting, tenant: &Person) -> Outcome {
        self.send(&[ix::withdraw_deposit(letting, tenant.key())], &[&tenant.wallet])
    }

    /// Pays what is due to the landlord into the treasury.
    #[track_caller]
    pub fn collect_deductions(&self, letting: &Letting) -> Outcome {
        self.send(&[ix::collect_deductions(letting)], &[])
    }

    /// Puts a person's present wallet on record.
    #[track_caller]
    pub fn claim_tenancy(&self, letting: &Letting, person: &Person) -> Outcome {
        self.send(&[ix::claim_tenancy(letting, person)], &[&person.wallet])
    }

    /// Closes a lease.
    #[track_caller]
    pub fn close_lease(&self, letting: &Letting) -> Outcome {
        self.send(&[ix::close_lease(letting)], &[])
    }

    /// A lease's account.
    #[track_caller]
    pub fn lease_account(&self, letting: &Letting) -> Lease {
        self.read(&letting.address)
    }

    /// What really lies in an escrow, less what was there when it was created.
    #[track_caller]
    pub fn escrowed(&self, letting: &Letting) -> u64 {
        self.amount_in(&letting.till.money, &letting.escrow) - self.lease_account(letting).reserve
    }

    /// What a person has of a lease's money.
    #[track_caller]
    pub fn purse(&self, money: &Money, person: &Person) -> u64 {
        self.amount_in(money, &money.of(&person.key()))
    }

    /// Moves the citizenship of a person to another wallet, by a reissue, which takes a week; the person as
    /// known from then on.
    #[track_caller]
    pub fn move_wallet(&self, old: &Person, label: &str) -> Person {
        let nation = [&self.nation, &self.sibling].into_iter().find(|nation| nation.address == old.nation);
        let nation = nation.expect("a nation of this world");
        let new = Person::named(label, &old.nation);
        self.fund(&new.key());
        let court = self.judge(nation);
        self.send(&[ix::reissue(old, court.pubkey(), new.key())], &[&court]).ok();
        self.wait(7 * DAY);
        self.send(&[ix::complete_reissue(old, &new)], &[&new.wallet]).ok();
        new
    }
}

// Auctions.

impl World {
    /// Bidding from now on for five days: reserve 10,000, raises of a twentieth, an hour to answer, and at most
    /// six days.
    pub fn bidding(&self) -> Bidding {
        let now = self.now();
        Bidding {
            reserve: 10_000,
            raise_bps: 500,
            extension: 3_600,
            opens_at: now,
            closes_at: now + 5 * DAY,
            closes_at_last: now + 6 * DAY,
        }
    }

    /// A lease of a new parcel of `alpha`, on offer to whoever bids most from now on.
    #[track_caller]
    pub fn auction(&self, till: &Till, terms: &LeaseTerms) -> Letting {
        let letting = self.offer(till, &by_auction(terms.clone()));
        self.open_auction(&letting, &self.authority(), &self.bidding()).ok();
        letting
    }

    /// Opens an auction.
    #[track_caller]
    pub fn open_auction(&self, letting: &Letting, by: &Landlord, bidding: &Bidding) -> Outcome {
        self.send(&[ix::open_auction(letting, by, bidding)], &[&by.wallet])
    }

    /// Bids.
    #[track_caller]
    pub fn bid(&self, letting: &Letting, bidder: &Person, amount: u64) -> Outcome {
        self.equip(&letting.till.money, bidder);
        self.send(&[ix::bid(letting, bidder, amount)], &[&bidder.wallet])
    }

    /// Settles an auction: for this winner, or for nobody.
    #[track_caller]
    pub fn settle_auction(&self, letting: &Letting, winner: Option<&Person>) -> Outcome {
        self.send(&[ix::settle_auction(letting, winner.map(Person::key))], &[])
    }

    /// Takes a bid back.
    #[track_caller]
    pub fn reclaim_bid(&self, letting: &Letting, bidder: &Person) -> Outcome {
        self.send(&[ix::reclaim_bid(letting, bidder.key())], &[&bidder.wallet])
    }

    /// Closes an auction.
    #[track_caller]
    pub fn close_auction(&self, letting: &Letting) -> Outcome {
        self.send(&[ix::close_auction(letting)], &[])
    }

    /// The account of a lease's auction.
    #[track_caller]
    pub fn auction_account(&self, letting: &Letting) -> Auction {
        self.read(&letting.auction())
    }

    /// The account of a person's bid.
    #[track_caller]
    pub fn bid_account(&self, letting: &Letting, bidder: &Person) -> Bid {
        self.read(&letting.bid(&bidder.key()))
    }
}

// Declared prices.

impl World {
    /// Declares another price.
    #[track_caller]
    pub fn declare(&self, letting: &Letting, tenant: &Person, price: u64) -> Outcome {
        self.send(&[ix::declare_value(letting, tenant.key(), price)], &[&tenant.wallet])
    }

    /// Gives notice, at whatever the price is.
    #[track_caller]
    pub fn buy_out(&self, letting: &Letting, buyer: &Person) -> Outcome {
        self.buy_out_for(letting, buyer, u64::MAX)
    }

    /// Gives notice, at this price at most.
    #[track_caller]
    pub fn buy_out_for(&self, letting: &Letting, buyer: &Person, offer_max: u64) -> Outcome {
        self.equip(&letting.till.money, buyer);
        self.send(&[ix::buy_out(letting, buyer, offer_max)], &[&buyer.wallet])
    }

    /// Completes a sale.
    #[track_caller]
    pub fn complete_buy_out(&self, letting: &Letting) -> Outcome {
        let seller = self.lease_account(letting).tenant;
        self.send(&[ix::complete_buy_out(letting, seller)], &[])
    }

    /// Gives a buyer back what was put up.
    #[track_caller]
    pub fn cancel_buy_out(&self, letting: &Letting) -> Outcome {
        let buyer = self.lease_account(letting).buyer;
        self.send(&[ix::cancel_buy_out(letting, buyer)], &[])
    }

    /// Withdraws a person's claim.
    #[track_caller]
    pub fn withdraw_claim(&self, letting: &Letting, person: &Person) -> Outcome {
        self.send(&[ix::withdraw_claim(letting, person.key())], &[&person.wallet])
    }

    /// The account of a person's claim.
    #[track_caller]
    pub fn claim_account(&self, letting: &Letting, person: &Person) -> Claim {
        self.read(&letting.claim(&person.key()))
    }
}

// Campaigns.

impl World {
    /// The next campaign of a till's nation, as it would be.
    #[track_caller]
    pub fn next_drive(&self, till: &Till) -> Drive {
        let registry: Registry = self.read(&addresses::registry(&till.nation).0);
        Drive::of(till, registry.next_campaign)
    }

    /// A campaign of `alpha`, opened by its citizen 0, for this goal, ten days from now.
    #[track_caller]
    pub fn campaign(&self, till: &Till, goal: u64) -> Drive {
        self.registry(&self.nation);
        let (drive, opener) = (self.next_drive(till), self.citizen(0));
        let deadline = self.now() + 10 * DAY;
        let open = ix::open_campaign(&drive, opener.key(), Some(opener.citizen), goal, deadline);
        self.send(&[open], &[&opener.wallet]).ok();
        drive
    }

    /// Pledges.
    #[track_caller]
    pub fn pledge(&self, drive: &Drive, pledger: &Person, amount: u64) -> Outcome {
        self.equip(&drive.till.money, pledger);
        self.send(&[ix::pledge(drive, pledger.key(), amount)], &[&pledger.wallet])
    }

    /// Pays a campaign's money out.
    #[track_caller]
    pub fn settle_campaign(&self, drive: &Drive) -> Outcome {
        self.send(&[ix::settle_campaign(drive)], &[])
    }

    /// Takes a pledge back.
    #[track_caller]
    pub fn reclaim_pledge(&self, drive: &Drive, pledger: &Person) -> Outcome {
        self.send(&[ix::reclaim_pledge(drive, pledger.key())], &[&pledger.wallet])
    }

    /// Closes a pledge.
    #[track_caller]
    pub fn close_pledge(&self, drive: &Drive, pledger: &Person) -> Outcome {
        self.send(&[ix::close_pledge(drive, pledger.key())], &[])
    }

    /// Closes a campaign.
    #[track_caller]
    pub fn close_campaign(&self, drive: &Drive) -> Outcome {
        self.send(&[ix::close_campaign(drive)], &[])
    }

    /// A campaign's account.
    #[track_caller]
    pub fn campaign_account(&self, drive: &Drive) -> Campaign {
        self.read(&drive.address)
    }

    /// The account of a person's pledge.
    #[track_caller]
    pub fn pledge_account(&self, drive: &Drive, pledger: &Person) -> Pledge {
        self.read(&drive.pledge(&pledger.key()))
    }

    /// The events of a receipt that the land program emitted.
    pub fn land_events(receipt: &Receipt) -> Vec<Event> {
        receipt.data_of(&LAND_ID).iter().map(|bytes| Event::decode(bytes).expect("a known event")).collect()
    }
}

// What must hold after every transaction that succeeds.

/// The accounts of a type that stand where they should: those that tests forge elsewhere are nobody's.
struct Books {
    accounts: Vec<(Address, Account)>,
}

impl Books {
    fn all<T: ProgramAccount>(&self, address_of: impl Fn(&T) -> Address) -> Vec<(Address, T)> {
        let typed = self.accounts.iter().filter_map(|(address, account)| {
            client::decode::<T>(&account.owner, &account.data).ok().map(|value| (*address, value))
        });
        typed.filter(|(address, value)| address_of(value) == *address).collect()
    }
}

fn wide(amounts: impl IntoIterator<Item = u64>) -> u128 {
    amounts.into_iter().map(u128::from).sum()
}

/// The kind of money that an escrow of this mint holds; the mint's program is its owner.
fn money_of(w: &World, mint: &Address) -> Money {
    if *mint == Address::default() {
        Money::SOL
    } else {
        Money { mint: *mint, program: w.account(mint).owner }
    }
}

impl World {
    /// Checks all that is known of land against itself: registries against their parcels and leases, parcels
    /// against their leases and versions, and what every lease and campaign has booked against what is due to
    /// somebody, and against what really lies in its escrow.
    #[track_caller]
    pub fn check_land(&self) {
        let accounts = self.cluster.program_accounts(&LAND_ID, &[]).expect("an embedded cluster answers");
        if accounts.is_empty() {
            return;
        }
        let books = Books { accounts };
        let parcels = books.all::<Parcel>(|parcel| addresses::parcel(&parcel.registry, parcel.cell).0);
        let leases = books.all::<Lease>(|lease| addresses::lease(&lease.parcel, lease.number).0);
        self.check_registries(&books, &parcels, &leases);
        check_parcels(&books, &parcels, &leases);
        self.check_leases(&books, &leases);
        self.check_campaigns(&books);
    }

    #[track_caller]
    fn check_registries(&self, books: &Books, parcels: &[(Address, Parcel)], leases: &[(Address, Lease)]) {
        let campaigns =
            books.all::<Campaign>(|campaign| addresses::campaign(&campaign.registry, campaign.id).0);
        for (address, registry) in books.all::<Registry>(|registry| addresses::registry(&registry.nation).0) {
            let (mut areas, mut counts) = ([0u64; 3], [0u32; 3]);
            for (_, parcel) in parcels.iter().filter(|(_, p)| p.registry == address && p.retired == 0) {
                areas[usize::from(parcel.facts.tenure)] += parcel.facts.area;
                counts[usize::from(parcel.facts.tenure)] += 1;
            }
            assert_eq!((registry.areas, registry.counts), (areas, counts), "registry {address}: totals");
            assert_eq!(registry.parcels, counts.iter().sum::<u32>(), "registry {address}: parcels");
            let running = leases.iter().filter(|(_, l)| l.nation == registry.nation && is_running(l)).count();
            assert_eq!(registry.leases as usize, running, "registry {address}: leases");
            assert!(
                campaigns.iter().all(|(_, c)| c.registry != address || c.id < registry.next_campaign),
                "registry {address}: a campaign is younger than the next"
            );
        }
    }

    #[track_caller]
    fn check_leases(&self, books: &Books, leases: &[(Address, Lease)]) {
        let auctions = books.all::<Auction>(|auction| addresses::auction(&auction.lease).0);
        let bids = books.all::<Bid>(|bid| addresses::bid(&bid.auction, &bid.bidder).0);
        let claims = books.all::<Claim>(|claim| addresses::claim(&claim.lease, &claim.wallet).0);
        for (address, lease) in leases {
            let auction = auctions.iter().find(|(_, auction)| auction.lease == *address);
            let own: Vec<_> = bids
                .iter()
                .filter(|(_, bid)| auction.is_some_and(|(auction, _)| bid.auction == *auction))
                .map(|(_, bid)| bid)
                .collect();
            if let Some((at, auction)) = auction {
                assert_eq!(auction.open_bids as usize, own.len(), "auction {at}: bids");
                let leads = own.iter().find(|bid| bid.bidder == auction.leader);
                if auction.outcome == auction_outcome::OPEN && lease.state == lease_state::OFFERED {
                    let expected = u128::from(auction.highest) + u128::from(lease.terms.deposit);
                    let leader = leads.map(|bid| u128::from(bid.escrowed));
                    // The leader's own may be gone once the time to settle has passed.
                    assert!(leader.is_none_or(|has| has == expected), "auction {at}: the leader's bid");
                }
            }
            let taken = lease.tenant_taken + lease.landlord_taken;
            let due_to_others =
                wide(own.iter().map(|bid| bid.escrowed).chain(
                    claims.iter().filter(|(_, c)| c.lease == *address).map(|(_, claim)| claim.amount),
                ));
            assert_eq!(
                u128::from(lease.held),
                u128::from(lease.deposit - taken) + u128::from(lease.buyer_escrow) + due_to_others,
                "lease {address}: what is held is not what is due to somebody"
            );
            let open = (0..8).filter(|n| lease.open >> n & 1 == 1).map(|n| lease.items[n]);
            let parts = u128::from(lease.to_tenant) + u128::from(lease.to_landlord) + wide(open);
            let expected = if lease.claimed == 1 { u128::from(lease.deposit) } else { 0 };
            assert_eq!(parts, expected, "lease {address}: parts of the deposit");
            assert_eq!(
                lease.buyer == Address::default(),
                lease.buyer_escrow == 0,
                "lease {address}: a buyer has money here"
            );
            self.check_escrow(&lease.escrow, &lease.mint, lease.reserve, lease.held);
        }
    }

    #[track_caller]
    fn check_campaigns(&self, books: &Books) {
        let pledges = books.all::<Pledge>(|pledge| addresses::pledge(&pledge.campaign, &pledge.wallet).0);
        for (address, campaign) in
            books.all::<Campaign>(|campaign| addresses::campaign(&campaign.registry, campaign.id).0)
        {
            let own: Vec<_> = pledges.iter().filter(|(_, pledge)| pledge.campaign == address).collect();
            assert_eq!(campaign.open_pledges, own.len() as u64, "campaign {address}: pledges");
            let left = campaign.pledged - campaign.refunded;
            let held = if campaign.paid_out == 1 { 0 } else { left };
            let sum = wide(own.iter().map(|(_, pledge)| pledge.amount));
            if campaign.paid_out == 0 {
                assert_eq!(sum, u128::from(left), "campaign {address}: pledges do not add up");
            }
            self.check_escrow(&campaign.escrow, &campaign.mint, campaign.reserve, held);
        }
    }

    #[track_caller]
    fn check_escrow(&self, escrow: &Address, mint: &Address, reserve: u64, held: u64) {
        let real = self.amount_in(&money_of(self, mint), escrow);
        assert!(
            u128::from(real) >= u128::from(reserve) + u128::from(held),
            "escrow {escrow} has {real}, of which {reserve} are rent and {held} are booked"
        );
    }
}

fn is_running(lease: &Lease) -> bool {
    (lease_state::ACTIVE..=lease_state::DEFAULT).contains(&lease.state)
}

#[track_caller]
fn check_parcels(books: &Books, parcels: &[(Address, Parcel)], leases: &[(Address, Lease)]) {
    let versions = books.all::<ParcelVersion>(|v| addresses::parcel_version(&v.parcel, v.number).0);
    for (address, parcel) in parcels {
        let own: Vec<_> = leases.iter().filter(|(_, lease)| lease.parcel == *address).collect();
        let taken: Vec<_> = own
            .iter()
            .filter(|(_, lease)| lease.state == lease_state::OFFERED || is_running(lease))
            .map(|(lease, _)| *lease)
            .collect();
        let expected: Vec<_> = [parcel.current].into_iter().filter(|a| *a != Address::default()).collect();
        assert_eq!(taken, expected, "parcel {address}: its present lease");
        assert!(parcel.retired == 0 || taken.is_empty(), "parcel {address} is retired and let");
        assert!(own.iter().all(|(_, lease)| lease.number < parcel.next_lease), "parcel {address}: numbers");
        let mut history: Vec<_> =
            versions.iter().filter(|(_, v)| v.parcel == *address).map(|(_, v)| v).collect();
        history.sort_by_key(|version| version.number);
        let mut since = parcel.registered_at;
        for (version, number) in history.iter().zip(1..) {
            assert_eq!((version.number, version.from), (number, since), "parcel {address}: its history");
            since = version.until;
        }
        assert_eq!(
            (history.len() as u32 + 1, since),
            (parcel.facts_version, parcel.version_since),
            "parcel {address}: its present version"
        );
    }
}
