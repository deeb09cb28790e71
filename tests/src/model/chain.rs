//! The real programs in a virtual machine, set up for the play.

use super::book::{Book, coin_label, key, mint_label};
use super::court::lot;
use super::id::Id;
use super::money::{COINS_AT_FIRST, FEE, REFUSED, TAXED};
use super::op::{NATIONS, Op, WALLETS, Who};
use super::{Model, PURSE, TOKENS};
use crate::tokens::{Extension, amount_of, supply_of};
use crate::{Account, Address, Cluster, Instruction, Keypair, PROGRAMS, Signer, World, artifact, tokens};
use client::governor::accounts::Governor;
use client::membership::accounts::Nation;
use cluster::{ClusterError, Failure, Receipt, TransactionBuilder, loader};
use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::{Mutex, OnceLock, PoisonError};

/// The chain.
pub struct Chain {
    /// Virtual machine and payer of fees.
    pub world: World,
    /// Addresses.
    pub book: Rc<Book>,
    keys: Vec<Keypair>,
    /// All lamports outside of the loader's accounts, with the fees that were burnt.
    lamports: i128,
    /// Fees burnt.
    fees: Cell<i128>,
}

/// What an operation did.
pub enum Done {
    /// It was an instruction and succeeded, or needed none.
    Ok,
    /// There was nothing to do it to.
    Nothing,
    /// It failed.
    Failed(Box<Failure>),
    /// Something that must always hold does not.
    Violation(String),
}

/// The slot in which the play begins.
const FIRST_SLOT: u64 = 10_000;

type Snapshot = Vec<(Address, Option<Account>)>;

/// The binary of a program, from the folder `FUZZ_PROGRAMS` if that is set: so that a mutated program can be played.
fn binary(name: &str) -> PathBuf {
    std::env::var_os("FUZZ_PROGRAMS")
        .map_or_else(|| artifact(name), |folder| PathBuf::from(folder).join(format!("{name}.so")))
}

/// A world with funded wallets, stake mints and kinds of money, and nothing else; copied from one that is prepared
/// once.
fn prepared(book: &Book) -> World {
    static PREPARED: OnceLock<Mutex<World>> = OnceLock::new();
    let prepare = || {
        let world = World::bare();
        // So that there is a past to look back to.
        world.cluster.set_slot(FIRST_SLOT);
        if std::env::var_os("FUZZ_PROGRAMS").is_some() {
            for (name, program) in PROGRAMS {
                let binary = std::fs::read(binary(name)).expect("FUZZ_PROGRAMS holds all programs");
                let slot = world.cluster.slot().expect("a slot");
                world.cluster.deploy(&program, &binary, slot, None).expect("it is a program");
            }
        }
        for wallet in (0..WALLETS).map(Who::Wallet).chain((0..NATIONS).map(Who::Executor)) {
            world.give(&book.who(wallet), PURSE);
        }
        for nation in 0..NATIONS {
            let mint = world.mint(&mint_label(nation));
            for wallet in 0..WALLETS {
                world.hold(&book.who(Who::Wallet(wallet)), &mint, TOKENS);
            }
        }
        world.coin(&coin_label(1));
        world.coin_2022(&coin_label(2), &[Extension::MetadataPointer, Extension::Metadata]);
        world.coin_2022(&coin_label(TAXED), &[Extension::TransferFee { bps: FEE.0, maximum: FEE.1 }]);
        world.coin_2022(&coin_label(REFUSED), &[Extension::PermanentDelegate]);
        for coin in 1..=TAXED {
            for wallet in 0..WALLETS {
                world.endow(&book.coin(coin), &book.who(Who::Wallet(wallet)), COINS_AT_FIRST);
            }
        }
        Mutex::new(world)
    };
    PREPARED.get_or_init(prepare).lock().unwrap_or_else(PoisonError::into_inner).clone()
}

impl Chain {
    /// A chain with funded wallets, stake mints and nothing else; and the model of it.
    pub fn new() -> (Self, Model) {
        let book = Rc::new(Book::new());
        let world = prepared(&book);
        for wallet in 0..WALLETS {
            for nation in 0..NATIONS {
                book.address(Id::Tokens(nation, wallet));
            }
            for coin in 1..=TAXED {
                book.address(Id::Coins(coin, wallet));
            }
        }
        let slots = PROGRAMS.map(|(_, program)| {
            let data = world.account(&loader::program_data_address(&program)).data;
            loader::deployment(&data).expect("it is deployed").0
        });
        let empty = world.cluster.rent_exempt(0).expect("a rent");
        let byte = world.cluster.rent_exempt(1).expect("a rent") - empty;
        let slot = world.cluster.slot().expect("a slot");
        let model = Model::new(world.now(), slot, slots, (empty, byte), Rc::clone(&book));
        let keys = (0..WALLETS).map(key).collect();
        let mut chain = Self { world, book, keys, lamports: 0, fees: Cell::new(0) };
        chain.lamports = chain.all_lamports();
        (chain, model)
    }

    /// Lamports of all accounts but the loader's, which no transaction here changes.
    fn all_lamports(&self) -> i128 {
        let owners = PROGRAMS.map(|(_, program)| program);
        let owners = owners.into_iter().chain([Address::default(), tokens::PROGRAM, tokens::TOKEN_2022]);
        owners
            .flat_map(|owner| self.world.cluster.program_accounts(&owner, &[]).expect("it answers"))
            .map(|(_, account)| i128::from(account.lamports))
            .sum()
    }

    /// Sees that no lamport was made or lost but for fees, and that of each mint there is as much as its supply says.
    ///
    /// # Errors
    /// What there is too much or too little of.
    pub fn conserved(&self) -> Result<(), String> {
        let (is, was) = (self.all_lamports() + self.fees.get(), self.lamports);
        if is != was {
            return Err(format!("{} lamports came from nowhere", is - was));
        }
        let mut sums: BTreeMap<Address, (i128, i128)> = BTreeMap::new();
        for program in [tokens::PROGRAM, tokens::TOKEN_2022] {
            for (address, account) in
                self.world.cluster.program_accounts(&program, &[]).map_err(|e| e.to_string())?
            {
                if let Some((mint, amount)) = amount_of(&account) {
                    sums.entry(mint).or_default().0 += i128::from(amount);
                } else if let Some(supply) = supply_of(&account) {
                    sums.entry(address).or_default().1 += i128::from(supply);
                }
            }
        }
        for coin in 1..=TAXED {
            let mint = self.book.coin(coin).mint;
            let (held, supply) = sums.get(&mint).copied().unwrap_or_default();
            if held != supply {
                return Err(format!("of coin {coin} there are {held}, and the supply is {supply}"));
            }
        }
        Ok(())
    }

    /// Does an operation. `before` is the model before it.
    pub fn act(&self, before: &Model, op: &Op) -> Done {
        match op {
            Op::Pass { seconds } => {
                self.world.wait(*seconds);
                return Done::Ok;
            }
            Op::Slots { slots } => {
                self.world.cluster.set_slot(before.slot + slots);
                return Done::Ok;
            }
            Op::Upgrade { program } => return self.upgrade(before, *program),
            Op::Age { nation, serial, stake } => return self.age(*nation, *serial, *stake),
            Op::Crowd { nation, members, buckets } => return self.crowd(before, *nation, *members, *buckets),
            _ => {}
        }
        let instructions = self.book.instructions(before, op);
        if instructions.is_empty() {
            return Done::Nothing;
        }
        if instructions.iter().any(|ix| ix.accounts.iter().any(|meta| meta.pubkey == lot::SLOT_HASHES)) {
            self.world.put(&lot::SLOT_HASHES, lot::sysvar(before.slot));
        }
        let mut signers: Vec<&dyn Signer> = vec![&self.world.payer];
        let mut named = BTreeSet::new();
        for who in op.signers() {
            match who {
                Who::Wallet(w) if named.insert(w) => signers.push(&self.keys[usize::from(w)]),
                Who::Wallet(_) | Who::Payer => {}
                Who::Nobody | Who::Executor(_) | Who::Treasury(_) | Who::Vault(_) | Who::Court(_) => {
                    return Done::Violation(format!("{who:?} cannot sign"));
                }
            }
        }
        self.send(&instructions, &signers)
    }

    fn send(&self, instructions: &[Instruction], signers: &[&dyn Signer]) -> Done {
        let payer = self.world.payer.pubkey();
        let transaction = TransactionBuilder::new(payer)
            .instructions(instructions.iter().cloned())
            .compute_unit_limit(1_000_000);
        let mut touched: BTreeSet<Address> =
            instructions.iter().flat_map(|ix| ix.accounts.iter().map(|meta| meta.pubkey)).collect();
        touched.remove(&payer);
        let before = self.snapshot(&touched);
        let paid_from = self.world.lamports(&payer);
        let result = self.world.cluster.execute(&transaction, signers);
        let after = self.snapshot(&touched);
        let paid = i128::from(paid_from) - i128::from(self.world.lamports(&payer));
        match &result {
            Ok(receipt) => self.fees.set(self.fees.get() + i128::from(receipt.fee)),
            Err(_) => self.fees.set(self.fees.get() + paid),
        }
        match result {
            Ok(receipt) => conserved(&receipt, &before, &after, paid).map_or(Done::Ok, Done::Violation),
            Err(ClusterError::Failed(failure)) => {
                if before != after {
                    return Done::Violation(format!("a failed transaction changed an account: {failure}"));
                }
                if paid != 5_000 * signers.len() as i128 + signatures_checked(instructions) * 5_000 {
                    return Done::Violation(format!("a failed transaction cost {paid} lamports: {failure}"));
                }
                Done::Failed(failure)
            }
            Err(other) => Done::Violation(format!("the transaction could not be sent: {other}")),
        }
    }

    fn snapshot(&self, touched: &BTreeSet<Address>) -> Snapshot {
        let big = |account: &Account| account.executable || account.data.len() > 100_000;
        touched
            .iter()
            .map(|address| (*address, self.world.maybe(address)))
            .filter(|(_, account)| !account.as_ref().is_some_and(big))
            .collect()
    }

    fn upgrade(&self, before: &Model, program: u8) -> Done {
        let (name, id) = PROGRAMS[usize::from(program)];
        let Ok(binary) = std::fs::read(binary(name)) else { return Done::Violation("no binary".into()) };
        match self.world.cluster.upgrade(&id, &binary, before.slots[usize::from(program)] + 1) {
            Ok(()) => Done::Ok,
            Err(error) => Done::Violation(error.to_string()),
        }
    }

    fn crowd(&self, before: &Model, nation: u8, members: u32, buckets: u8) -> Done {
        let Some(of) = before.nation(nation) else { return Done::Nothing };
        let (was, until) = of.crowd;
        let alive = before.now / of.bucket + 1;
        self.world.edit::<Nation>(&self.book.address(Id::Nation(nation)), |n| {
            // The ring forgets what has ended, as it would when somebody joins.
            for bucket in n.census_first..alive.min(n.census_first + 64) {
                let slot = bucket.rem_euclid(64) as usize;
                (n.members[slot], n.voters[slot]) = (0, 0);
            }
            n.census_first = n.census_first.max(alive);
            if before.now < until {
                n.members[(until / of.bucket).rem_euclid(64) as usize] -= was;
            }
            n.members[(alive + i64::from(buckets)).rem_euclid(64) as usize] += members;
        });
        Done::Ok
    }

    fn age(&self, nation: u8, serial: u64, stake: u64) -> Done {
        let (n, g) = (self.book.address(Id::Nation(nation)), self.book.address(Id::Governor(nation)));
        if !self.world.exists(&n) || !self.world.exists(&g) {
            return Done::Nothing;
        }
        self.world.edit::<Nation>(&n, |n| n.next_serial = n.next_serial.max(serial));
        self.world.edit::<Governor>(&g, |g| g.next_stake = g.next_stake.max(stake));
        Done::Ok
    }
}

fn signatures_checked(instructions: &[Instruction]) -> i128 {
    instructions
        .iter()
        .filter(|ix| ix.program_id == crate::relay::ED25519)
        .map(|ix| i128::from(ix.data[0]))
        .sum()
}

/// What is wrong with the lamports, if anything.
fn conserved(receipt: &Receipt, before: &Snapshot, after: &Snapshot, paid: i128) -> Option<String> {
    let sum = |accounts: &Snapshot| -> i128 {
        accounts.iter().filter_map(|(_, account)| account.as_ref()).map(|a| i128::from(a.lamports)).sum()
    };
    let made = sum(after) - sum(before) - (paid - i128::from(receipt.fee));
    (made != 0).then(|| format!("{made} lamports were made"))
}
