use crate::{Nation, Outcome, Person, RULES, SOL, TrackRules, clusters, invariants, ix};
use client::governor::accounts::{Action, BallotPage, Governor, Proposal as ProposalAccount, Stake};
use client::membership::accounts::{Citizen, Nation as NationAccount};
use client::{COURT_ID, GOVERNOR_ID, MEMBERSHIP_ID, ProgramAccount, TREASURY_ID, dev_keys, pages};
use cluster::{Account, Cluster, ClusterError, Embedded, Receipt, TransactionBuilder};
use solana_address::Address;
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_signer::Signer;
use std::collections::{BTreeSet, HashMap};
use std::sync::{Mutex, OnceLock, PoisonError};

/// What every wallet of a [`World`] holds at first, in whole coins.
pub const WALLET_SOL: u64 = 100;

/// The upgradeable loader, whose accounts no transaction here writes and which are big to compare.
const LOADER: Address = Address::from_str_const("BPFLoaderUpgradeab1e11111111111111111111111");

/// A virtual machine with all programs and two nations.
pub struct World {
    /// The virtual machine.
    pub cluster: Embedded,
    /// The nation that tests are about.
    pub nation: Nation,
    /// Another nation with two citizens and the same tracks.
    pub sibling: Nation,
    /// Pays every fee, and is nobody otherwise, so that other balances change only by what programs do.
    pub payer: Keypair,
}

impl Clone for World {
    fn clone(&self) -> Self {
        Self {
            cluster: self.cluster.clone(),
            nation: self.nation.clone(),
            sibling: self.sibling.clone(),
            payer: self.payer.insecure_clone(),
        }
    }
}

impl World {
    /// A world in which `alpha` has this many citizens, with governors, and track 0 by [`RULES`].
    pub fn new(citizens: usize) -> Self {
        static PREPARED: OnceLock<Mutex<HashMap<usize, World>>> = OnceLock::new();
        let prepared = PREPARED.get_or_init(Mutex::default);
        let mut prepared = prepared.lock().unwrap_or_else(PoisonError::into_inner);
        prepared.entry(citizens).or_insert_with(|| Self::prepare(citizens)).clone()
    }

    /// As [`new`](Self::new), with other rules on track 0.
    pub fn with_rules(citizens: usize, rules: TrackRules) -> Self {
        let world = Self::new(citizens);
        world.set_track(&world.nation, 0, rules);
        world
    }

    fn prepare(citizens: usize) -> Self {
        let mut world = Self::bare();
        world.nation = world.found("alpha", citizens);
        world.sibling = world.found("beta", 2);
        for nation in [&world.nation, &world.sibling] {
            world.govern(nation);
        }
        world
    }

    /// A world without nations: `nation` and `sibling` are names only.
    pub fn bare() -> Self {
        let payer = dev_keys::keypair("payer of fees");
        let world = Self {
            cluster: clusters(),
            nation: Nation::named("alpha"),
            sibling: Nation::named("beta"),
            payer: payer.insecure_clone(),
        };
        world.give(&payer.pubkey(), 100_000 * SOL);
        world
    }

    /// Founds a nation with open admission, and lets this many citizens join; everybody is funded.
    pub fn found(&self, slug: &str, citizens: usize) -> Nation {
        let mut nation = Nation::named(slug);
        self.fund(&nation.founder.pubkey());
        self.send(&[ix::found_nation(&nation, self.now())], &[&nation.founder]).ok();
        for serial in 0..citizens {
            let person = nation.person(serial);
            self.join(&person);
            nation.people.push(person);
        }
        nation
    }

    /// Creates a nation's governor, with track 0.
    pub fn govern(&self, nation: &Nation) {
        let create = ix::create_governor(nation, Address::default(), 0);
        self.send(&[create], &[&nation.founder]).ok();
        self.set_track(nation, 0, RULES);
    }

    /// Funds a wallet and lets it join its nation.
    pub fn join(&self, person: &Person) {
        self.fund(&person.key());
        self.send(&[ix::join(person)], &[&person.wallet]).ok();
    }

    /// A further citizen of `alpha`, who joins now.
    pub fn newcomer(&self) -> Person {
        let serial = self.nation_account(&self.nation).next_serial as usize;
        let person = self.nation.person(serial);
        self.join(&person);
        person
    }

    /// The citizen of `alpha` with this serial.
    pub fn citizen(&self, serial: usize) -> &Person {
        &self.nation.people[serial]
    }

    /// Somebody who is funded and belongs to nobody.
    pub fn stranger(&self) -> Person {
        let person = Person::named("a stranger", &self.nation.address);
        self.fund(&person.key());
        person
    }

    /// Gives a wallet [`WALLET_SOL`].
    pub fn fund(&self, wallet: &Address) {
        self.give(wallet, WALLET_SOL * SOL);
    }

    /// Adds lamports to an account, which comes into being if there is none.
    pub fn give(&self, to: &Address, lamports: u64) {
        let mut account = self.maybe(to).unwrap_or_default();
        account.lamports += lamports;
        self.put(to, account);
    }

    /// Runs instructions in one transaction; the world's payer pays the fee and signs by itself.
    ///
    /// # Panics
    /// When what must always hold does not: see the crate's page.
    #[track_caller]
    pub fn send(&self, instructions: &[Instruction], signers: &[&Keypair]) -> Outcome {
        self.send_with_units(instructions, signers, None)
    }

    /// As [`send`](Self::send), with a limit of compute units other than 200,000 for each instruction.
    #[track_caller]
    pub fn send_with_units(
        &self,
        instructions: &[Instruction],
        signers: &[&Keypair],
        units: Option<u32>,
    ) -> Outcome {
        let mut transaction =
            TransactionBuilder::new(self.payer.pubkey()).instructions(instructions.iter().cloned());
        if let Some(units) = units {
            transaction = transaction.compute_unit_limit(units);
        }
        let mut all: Vec<&dyn Signer> = vec![&self.payer];
        for signer in signers {
            if all.iter().all(|other| other.pubkey() != signer.pubkey()) {
                all.push(*signer);
            }
        }
        let touched = touched(instructions);
        let before = self.snapshot(&touched);
        let payer_before = self.lamports(&self.payer.pubkey());
        let result = self.cluster.execute(&transaction, &all);
        let after = self.snapshot(&touched);
        match result {
            Ok(receipt) => {
                let paid = i128::from(payer_before) - i128::from(self.lamports(&self.payer.pubkey()));
                invariants::check_transaction(&receipt, &before, &after, paid);
                self.check_books();
                self.check_land();
                if after.iter().any(|(_, account)| account.as_ref().is_some_and(|a| a.owner == COURT_ID)) {
                    self.check_courts();
                }
                Outcome(Ok(receipt))
            }
            Err(ClusterError::Failed(failure)) => {
                assert!(before == after, "a failed transaction changed an account: {failure:?}");
                Outcome(Err(*failure))
            }
            Err(other) => panic!("{other}"),
        }
    }

    /// The accounts a transaction names, but for the fee payer and the loader's.
    fn snapshot(&self, addresses: &BTreeSet<Address>) -> Vec<(Address, Option<Account>)> {
        let addresses: Vec<_> =
            addresses.iter().copied().filter(|address| *address != self.payer.pubkey()).collect();
        let accounts = self.cluster.accounts(&addresses).expect("an embedded cluster answers");
        let pairs = addresses.into_iter().zip(accounts);
        pairs.filter(|(_, account)| account.as_ref().is_none_or(|a| a.owner != LOADER)).collect()
    }

    /// The time.
    pub fn now(&self) -> i64 {
        self.cluster.now().expect("an embedded cluster answers")
    }

    /// Sets the time.
    pub fn at(&self, unix: i64) -> &Self {
        self.cluster.set_time(unix);
        self
    }

    /// Lets time pass.
    pub fn wait(&self, seconds: i64) -> &Self {
        self.cluster.advance(seconds);
        self
    }

    /// Lamports of an account.
    pub fn lamports(&self, address: &Address) -> u64 {
        self.cluster.balance(address).expect("an embedded cluster answers")
    }

    /// An account as it is.
    #[track_caller]
    pub fn account(&self, address: &Address) -> Account {
        self.maybe(address).unwrap_or_else(|| panic!("there is no account {address}"))
    }

    /// An account as it is, if there is one.
    pub fn maybe(&self, address: &Address) -> Option<Account> {
        self.cluster.account(address).expect("an embedded cluster answers")
    }

    /// Whether an account exists.
    pub fn exists(&self, address: &Address) -> bool {
        self.maybe(address).is_some()
    }

    /// A decoded account.
    #[track_caller]
    pub fn read<T: ProgramAccount>(&self, address: &Address) -> T {
        let account = self.account(address);
        client::decode(&account.owner, &account.data).expect("it decodes")
    }

    /// A nation's account.
    pub fn nation_account(&self, nation: &Nation) -> NationAccount {
        self.read(&nation.address)
    }

    /// A citizen's account.
    #[track_caller]
    pub fn citizen_account(&self, person: &Person) -> Citizen {
        self.read::<Citizen>(&person.citizen)
    }

    /// A nation's governor.
    pub fn governor(&self, nation: &Nation) -> Governor {
        self.read(&nation.governor)
    }

    /// A proposal's account.
    #[track_caller]
    pub fn proposal(&self, proposal: &crate::Proposal) -> ProposalAccount {
        self.read(&proposal.address)
    }

    /// An action's header.
    #[track_caller]
    pub fn action(&self, address: &Address) -> Action {
        self.read(address)
    }

    /// A page's header.
    #[track_caller]
    pub fn page(&self, address: &Address) -> BallotPage {
        self.read(address)
    }

    /// The stake of a wallet.
    #[track_caller]
    pub fn stake_account(&self, address: &Address) -> Stake {
        self.read(address)
    }

    /// The slot that a program was last deployed in.
    #[track_caller]
    pub fn deployment_slot(&self, program: &Address) -> u64 {
        let account = self.account(&cluster::loader::program_data_address(program));
        cluster::loader::deployment(&account.data).expect("program data").0
    }

    /// A citizen's ballot: choice, and whether it was cast in person.
    #[track_caller]
    pub fn ballot(&self, person: &Person, proposal: &crate::Proposal) -> (u8, bool) {
        let serial = self.citizen_account(person).serial;
        self.ballot_at(serial, proposal)
    }

    /// The ballot of a serial: choice, and whether it was cast in person.
    #[track_caller]
    pub fn ballot_at(&self, serial: u64, proposal: &crate::Proposal) -> (u8, bool) {
        let (page, place) = pages::citizen_place(serial);
        let account = self.account(&proposal.page(page));
        let (header, tail) =
            client::decode_with_tail::<BallotPage>(&account.owner, &account.data).expect("it decodes");
        let ballot =
            pages::citizen_ballots(tail, header.capacity).nth(place).expect("the place is on the page");
        (ballot.choice, ballot.in_person)
    }

    /// The events of a receipt that the governor program emitted.
    pub fn events(receipt: &Receipt) -> Vec<client::governor::events::Event> {
        let data = receipt.data_of(&GOVERNOR_ID);
        data.iter()
            .map(|bytes| client::governor::events::Event::decode(bytes).expect("a known event"))
            .collect()
    }

    /// The events of a receipt that the membership program emitted.
    pub fn membership_events(receipt: &Receipt) -> Vec<client::membership::events::Event> {
        let data = receipt.data_of(&MEMBERSHIP_ID);
        data.iter()
            .map(|bytes| client::membership::events::Event::decode(bytes).expect("a known event"))
            .collect()
    }

    /// The events of a receipt that the treasury program emitted.
    pub fn treasury_events(receipt: &Receipt) -> Vec<client::treasury::events::Event> {
        let data = receipt.data_of(&TREASURY_ID);
        data.iter()
            .map(|bytes| client::treasury::events::Event::decode(bytes).expect("a known event"))
            .collect()
    }
}

fn touched(instructions: &[Instruction]) -> BTreeSet<Address> {
    instructions.iter().flat_map(|ix| ix.accounts.iter().map(|meta| meta.pubkey)).collect()
}
