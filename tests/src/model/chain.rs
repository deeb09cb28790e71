//! The real programs in a virtual machine, set up for the play.

use super::book::{Book, Id, key, mint_label};
use super::op::{NATIONS, Op, WALLETS, Who};
use super::{Model, PURSE, TOKENS};
use crate::{
    Account, Address, Cluster, GOVERNOR_ID, Instruction, Keypair, MEMBERSHIP_ID, Signer, World, artifact,
};
use client::governor::accounts::Governor;
use client::membership::accounts::Nation;
use cluster::{ClusterError, Failure, Receipt, TransactionBuilder, loader};
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::rc::Rc;

/// The chain.
pub struct Chain {
    /// Virtual machine and payer of fees.
    pub world: World,
    /// Addresses.
    pub book: Rc<Book>,
    keys: Vec<Keypair>,
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

type Snapshot = Vec<(Address, Option<Account>)>;

/// The binary of a program, from the folder `FUZZ_PROGRAMS` if that is set: so that a mutated program can be played.
fn binary(name: &str) -> PathBuf {
    std::env::var_os("FUZZ_PROGRAMS")
        .map_or_else(|| artifact(name), |folder| PathBuf::from(folder).join(format!("{name}.so")))
}

const PROGRAMS: [(Address, &str); 2] = [(MEMBERSHIP_ID, "membership"), (GOVERNOR_ID, "governor")];

impl Chain {
    /// A chain with funded wallets, stake mints and nothing else; and the model of it.
    pub fn new() -> (Self, Model) {
        let world = World::bare();
        if std::env::var_os("FUZZ_PROGRAMS").is_some() {
            for (program, name) in PROGRAMS {
                let binary = std::fs::read(binary(name)).expect("FUZZ_PROGRAMS holds both programs");
                let slot = world.cluster.slot().expect("a slot");
                world.cluster.deploy(&program, &binary, slot, None).expect("it is a program");
            }
        }
        let book = Rc::new(Book::new());
        for wallet in (0..WALLETS).map(Who::Wallet).chain((0..NATIONS).map(Who::Executor)) {
            world.cluster.airdrop(&book.who(wallet), PURSE).expect("a faucet");
        }
        for nation in 0..NATIONS {
            let mint = world.mint(&mint_label(nation));
            for wallet in 0..WALLETS {
                world.hold(&book.who(Who::Wallet(wallet)), &mint, TOKENS);
                book.address(Id::Tokens(nation, wallet));
            }
        }
        let slots = PROGRAMS.map(|(program, _)| {
            let data = world.account(&loader::program_data_address(&program)).data;
            loader::deployment(&data).expect("it is deployed").0
        });
        let empty = world.cluster.rent_exempt(0).expect("a rent");
        let byte = world.cluster.rent_exempt(1).expect("a rent") - empty;
        let model = Model::new(world.now(), slots, (empty, byte), Rc::clone(&book));
        let keys = (0..WALLETS).map(key).collect();
        (Self { world, book, keys }, model)
    }

    /// Does an operation. `before` is the model before it.
    pub fn act(&self, before: &Model, op: &Op) -> Done {
        match op {
            Op::Pass { seconds } => {
                self.world.wait(*seconds);
                return Done::Ok;
            }
            Op::Upgrade { program } => return self.upgrade(before, *program),
            Op::Age { nation, serial, stake } => return self.age(*nation, *serial, *stake),
            _ => {}
        }
        let instructions = self.book.instructions(before, op);
        if instructions.is_empty() {
            return Done::Nothing;
        }
        let mut signers: Vec<&dyn Signer> = vec![&self.world.payer];
        let mut named = BTreeSet::new();
        for who in op.signers() {
            match who {
                Who::Wallet(w) if named.insert(w) => signers.push(&self.keys[usize::from(w)]),
                Who::Wallet(_) | Who::Payer => {}
                Who::Nobody | Who::Executor(_) => return Done::Violation(format!("{who:?} cannot sign")),
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
        let (id, name) = PROGRAMS[usize::from(program)];
        let Ok(binary) = std::fs::read(binary(name)) else { return Done::Violation("no binary".into()) };
        match self.world.cluster.upgrade(&id, &binary, before.slots[usize::from(program)] + 1) {
            Ok(()) => Done::Ok,
            Err(error) => Done::Violation(error.to_string()),
        }
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
