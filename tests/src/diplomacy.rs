//! A nation among others in tests: who recognises whom, treaties, visas, censuses, stages, each step in a line.
//!
//! ```no_run
//! use civitas_tests::{DAY, World};
//!
//! let w = World::new(3);
//! let pact = w.treaty(&w.nation, &w.sibling);
//! w.visit(&pact, w.citizen(1), w.now() + DAY).ok();
//! let government = w.body("a government");
//! w.recognise(&government, &w.nation).ok();
//! w.publish(&w.nation, &[]).ok();
//! w.assess(&w.nation, Some(&government)).ok();
//! ```

use crate::{Address, DAY, DIPLOMACY_ID, Keypair, Nation, Outcome, Person, Receipt, Signer, World};
use crate::{addresses, ix};
use client::diplomacy::accounts::{CensusReport, Recognition, Stage, Treaty, Visa};
use client::diplomacy::events::Event;
use client::diplomacy::types::TreatyTerms;

/// Length of a census period, in seconds.
pub const PERIOD: i64 = 30 * DAY;
/// How long after its publication a census can be completed, in seconds.
pub const COMPLETION: i64 = 7 * DAY;
/// Members of a network union, at least.
pub const UNION_POPULATION: u64 = 150;
/// Members of a network state, at least.
pub const STATE_POPULATION: u64 = 500;

/// Stages, as the account stores them.
pub mod stages {
    #![allow(missing_docs)]
    pub const STARTUP_SOCIETY: u8 = 0;
    pub const NETWORK_UNION: u8 = 1;
    pub const NETWORK_ARCHIPELAGO: u8 = 2;
    pub const NETWORK_STATE: u8 = 3;
}

/// States of a treaty, as the account stores them.
pub mod treaty_state {
    #![allow(missing_docs)]
    pub const PROPOSED: u8 = 0;
    pub const SIGNED: u8 = 1;
    pub const DENOUNCED: u8 = 2;
}

/// Notice of denunciation in the treaties of tests.
pub const NOTICE: i64 = 30 * DAY;
/// Longest visit in the treaties of tests.
pub const VISIT: i64 = 20 * DAY;
/// How long a proposal is open for signature in tests.
pub const OPEN: i64 = 10 * DAY;
/// Terms of the treaties of tests.
pub const TERMS: TreatyTerms = TreatyTerms { text_hash: [9; 32], notice: NOTICE as u32, visit: VISIT as u32 };
/// Where the text of the treaties of tests is.
pub const TEXT_URI: &str = "ipfs://bafy-treaty";

/// What is said when a nation is recognised, or is so no more.
#[derive(Clone, Copy, Debug)]
pub struct Statement {
    /// SHA-256 of the text.
    pub hash: [u8; 32],
    /// Where the text is.
    pub uri: &'static str,
}

/// What tests say.
pub const STATEMENT: Statement = Statement { hash: [3; 32], uri: "ipfs://bafy-statement" };

/// Who recognises: the account of a nation or a body, and the key that speaks for it.
pub struct Voice {
    /// The account.
    pub address: Address,
    /// The key.
    pub wallet: Keypair,
}

impl Voice {
    /// A nation by its founder.
    pub fn nation(nation: &Nation) -> Self {
        Self { address: nation.address, wallet: nation.founder.insecure_clone() }
    }

    /// The body of a key, whether it is registered or not.
    pub fn body(wallet: &Keypair) -> Self {
        Self { address: addresses::body(&wallet.pubkey()).0, wallet: wallet.insecure_clone() }
    }

    /// The key's address.
    pub fn key(&self) -> Address {
        self.wallet.pubkey()
    }

    /// What this one says of a nation.
    pub fn of(&self, nation: &Nation) -> Address {
        addresses::recognition(&self.address, &nation.address).0
    }
}

/// A treaty's addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pact {
    /// The nation that proposes.
    pub proposer: Address,
    /// The nation that is to sign.
    pub other: Address,
    /// Number among the treaties of the two.
    pub number: u32,
    /// The treaty.
    pub address: Address,
}

impl Pact {
    /// Treaty `number` that one nation proposes to another, whether there is one or not.
    pub fn of(proposer: &Nation, other: &Nation, number: u32) -> Self {
        Self::between(&proposer.address, &other.address, number)
    }

    /// As [`of`](Self::of), by the addresses of the nations.
    pub fn between(proposer: &Address, other: &Address, number: u32) -> Self {
        let address = addresses::treaty(proposer, other, number).0;
        Self { proposer: *proposer, other: *other, number, address }
    }

    /// The party that is not this one.
    pub fn other_than(&self, nation: &Address) -> Address {
        if *nation == self.proposer { self.other } else { self.proposer }
    }

    /// The visa of a citizen of `home`.
    pub fn visa(&self, home: &Address, serial: u64) -> Address {
        addresses::visa(&self.address, home, serial).0
    }
}

impl World {
    /// Registers a body, whose key has this label.
    #[track_caller]
    pub fn body(&self, label: &str) -> Voice {
        let key = client::dev_keys::keypair(label);
        self.fund(&key.pubkey());
        self.send(&[ix::register_body(key.pubkey(), label, "https://example.org")], &[&key]).ok();
        Voice::body(&key)
    }

    /// How many acts a recognition has had.
    pub fn acts(&self, from: &Voice, to: &Nation) -> u32 {
        let account = self.maybe(&from.of(to)).filter(|account| account.owner == DIPLOMACY_ID);
        account.map_or(0, |_| self.recognition(from, to).entries)
    }

    /// Recognises a nation.
    #[track_caller]
    pub fn recognise(&self, from: &Voice, to: &Nation) -> Outcome {
        let number = self.acts(from, to);
        self.send(&[ix::recognise(from, to.address, number, &STATEMENT)], &[&from.wallet])
    }

    /// Revokes a recognition.
    #[track_caller]
    pub fn revoke(&self, from: &Voice, to: &Nation) -> Outcome {
        let number = self.acts(from, to);
        self.send(&[ix::revoke_recognition(from, to.address, number, &STATEMENT)], &[&from.wallet])
    }

    /// A recognition's account.
    #[track_caller]
    pub fn recognition(&self, from: &Voice, to: &Nation) -> Recognition {
        self.read(&from.of(to))
    }

    /// Proposes treaty `number` by the founder, on [`TERMS`].
    #[track_caller]
    pub fn propose_treaty(&self, from: &Nation, to: &Nation, number: u32) -> Pact {
        let pact = Pact::of(from, to, number);
        self.propose(&pact, from, TERMS, self.now() + OPEN).ok();
        pact
    }

    /// Proposes a treaty by the founder of the nation that proposes.
    #[track_caller]
    pub fn propose(&self, pact: &Pact, from: &Nation, terms: TreatyTerms, open_until: i64) -> Outcome {
        let propose = ix::propose_treaty(pact, from.founder.pubkey(), terms, open_until, TEXT_URI);
        self.send(&[propose], &[&from.founder])
    }

    /// Signs a treaty on [`TERMS`] by the founder of the nation that is to sign.
    #[track_caller]
    pub fn sign(&self, pact: &Pact, by: &Nation) -> Outcome {
        self.send(&[ix::sign_treaty(pact, by.founder.pubkey(), TERMS)], &[&by.founder])
    }

    /// The first treaty of two nations, in force.
    #[track_caller]
    pub fn treaty(&self, from: &Nation, to: &Nation) -> Pact {
        let pact = self.propose_treaty(from, to, 0);
        self.sign(&pact, to).ok();
        pact
    }

    /// Denounces a treaty by a party's founder.
    #[track_caller]
    pub fn denounce(&self, pact: &Pact, by: &Nation) -> Outcome {
        self.send(&[ix::denounce_treaty(pact, by.address, by.founder.pubkey())], &[&by.founder])
    }

    /// Withdraws or declines a proposal by a party's founder.
    #[track_caller]
    pub fn withdraw_proposal(&self, pact: &Pact, by: &Nation) -> Outcome {
        self.send(&[ix::withdraw_proposal(pact, by.address, by.founder.pubkey())], &[&by.founder])
    }

    /// A treaty's account.
    #[track_caller]
    pub fn treaty_account(&self, pact: &Pact) -> Treaty {
        self.read(&pact.address)
    }

    /// Makes a citizen a visitor of the other party until this time.
    #[track_caller]
    pub fn visit(&self, pact: &Pact, person: &Person, until: i64) -> Outcome {
        let serial = self.citizen_account(person).serial;
        self.send(&[ix::issue_visa(pact, person, serial, until)], &[&person.wallet])
    }

    /// Expels a citizen of the other party, or lifts that, by the host's founder.
    #[track_caller]
    pub fn expel(&self, pact: &Pact, host: &Nation, visitor: &Person, expelled: bool) -> Outcome {
        let (founder, serial) = (&host.founder, self.citizen_account(visitor).serial);
        let expel = ix::expel_visitor(pact, host.address, founder.pubkey(), serial, expelled);
        self.send(&[expel], &[founder])
    }

    /// Closes somebody's visa by whoever signs.
    #[track_caller]
    pub fn close_visa(&self, pact: &Pact, visitor: &Person, signer: &Keypair) -> Outcome {
        let serial = self.citizen_account(visitor).serial;
        self.send(&[ix::close_visa(pact, visitor.nation, serial, signer.pubkey())], &[signer])
    }

    /// A citizen's visa.
    #[track_caller]
    pub fn visa(&self, pact: &Pact, person: &Person) -> Visa {
        self.read(&pact.visa(&person.nation, self.citizen_account(person).serial))
    }

    /// The census period that runs.
    pub fn period(&self) -> u32 {
        (self.now() / PERIOD) as u32
    }

    /// Goes to the beginning of the next census period.
    pub fn next_period(&self) -> u32 {
        let next = self.period() + 1;
        self.at(i64::from(next) * PERIOD);
        next
    }

    /// Publishes the census of the running period, shown these ledgers and parcels.
    #[track_caller]
    pub fn publish(&self, nation: &Nation, evidence: &[Address]) -> Outcome {
        self.send(&[ix::publish_census(nation.address, self.period(), evidence)], &[])
    }

    /// Completes the census of the running period.
    #[track_caller]
    pub fn complete(&self, nation: &Nation, evidence: &[Address]) -> Outcome {
        self.send(&[ix::complete_census(self.census_of(nation), evidence)], &[])
    }

    /// Where the census of the running period is.
    pub fn census_of(&self, nation: &Nation) -> Address {
        addresses::census(&nation.address, self.period()).0
    }

    /// The census of the running period.
    #[track_caller]
    pub fn report(&self, nation: &Nation) -> CensusReport {
        self.read(&self.census_of(nation))
    }

    /// Computes a nation's stage by the census of the running period, with the recognition by this one; where that is
    /// a nation, with its stage.
    #[track_caller]
    pub fn assess(&self, nation: &Nation, recogniser: Option<&Voice>) -> Outcome {
        self.assess_by(nation, self.census_of(nation), recogniser)
    }

    /// As [`assess`](Self::assess), by another census.
    #[track_caller]
    pub fn assess_by(&self, nation: &Nation, report: Address, recogniser: Option<&Voice>) -> Outcome {
        let stage = recogniser.map(|voice| addresses::stage(&voice.address).0);
        let stage = stage.filter(|stage| self.maybe(stage).is_some_and(|found| found.owner == DIPLOMACY_ID));
        let recognition = recogniser.map(|voice| voice.of(nation));
        self.send(&[ix::assess_stage(nation.address, report, recognition, stage)], &[])
    }

    /// A nation's stage.
    #[track_caller]
    pub fn stage(&self, nation: &Nation) -> Stage {
        self.read(&addresses::stage(&nation.address).0)
    }

    /// Makes a nation's population this big, behind the program's back: members with a vote whose terms end with the
    /// last bucket of the census.
    pub fn populate(&self, nation: &Nation, members: u64) {
        self.edit::<client::membership::accounts::Nation>(&nation.address, |account| {
            let last = (account.census_first + 63).rem_euclid(64) as usize;
            (account.members, account.voters) = ([0; 64], [0; 64]);
            (account.members[last], account.voters[last]) = (members as u32, members as u32);
        });
    }

    /// The events of a receipt that the diplomacy program emitted.
    pub fn diplomacy_events(receipt: &Receipt) -> Vec<Event> {
        let data = receipt.data_of(&DIPLOMACY_ID);
        data.iter().map(|bytes| Event::decode(bytes).expect("a known event")).collect()
    }
}
