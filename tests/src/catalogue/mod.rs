//! For every instruction of every program, a world in which it succeeds. The matrices of attacks and the table of
//! costs run over it, so an instruction that joins an IDL must join here, in the file of its program.
//!
//! In each of them no two accounts are the same unless the instruction cannot work otherwise, and none is the
//! payer of fees: only so can a flag or an account be taken away on its own. An instruction that works with SOL
//! and with tokens has a case for tokens, where all accounts differ, and a [variant](Case::variant) for SOL.

mod court;
mod diplomacy;
mod governor;
mod land;
mod membership;
mod treasury;

use crate::idl::{self, Description};
use crate::{Account, Address, Instruction, Keypair, Nation, Outcome, Signer, World};
use client::dev_keys;
use std::collections::HashMap;
use std::sync::{Mutex, OnceLock, PoisonError};

/// An instruction that succeeds, and the world it succeeds in.
#[derive(Clone)]
pub struct Case {
    /// What its IDL says.
    pub idl: &'static Description,
    /// `program.instruction`, or `program.instruction.variant`.
    pub key: &'static str,
    /// The world.
    pub world: World,
    /// Instructions that go before it in the same transaction.
    pub before: Vec<Instruction>,
    /// The instruction.
    pub instruction: Instruction,
    signers: Vec<Signing>,
}

/// A key that can be copied.
struct Signing(Keypair);

impl Clone for Signing {
    fn clone(&self) -> Self {
        Self(self.0.insecure_clone())
    }
}

impl Case {
    /// What tells it from the instruction's first case.
    pub fn variant(&self) -> Option<&'static str> {
        self.key.split('.').nth(2)
    }

    /// The name of an account, also of one that follows the declared ones.
    pub fn name(&self, index: usize) -> String {
        let declared = self.idl.slots.len();
        self.idl
            .slots
            .get(index)
            .map_or_else(|| format!("remaining {}", index - declared), |slot| slot.name.clone())
    }

    /// The account in a slot as it is, if there is one.
    pub fn account(&self, index: usize) -> Option<Account> {
        self.world.maybe(&self.instruction.accounts[index].pubkey)
    }

    /// Lets a further key sign.
    pub fn sign(&mut self, key: &Keypair) {
        self.signers.push(Signing(key.insecure_clone()));
    }

    /// The keys that sign an instruction, of those the case has. `None` when one is missing: nobody could
    /// sign such a transaction.
    pub fn signers(&self, instructions: &[Instruction]) -> Option<Vec<&Keypair>> {
        let mut found: Vec<&Keypair> = vec![];
        for meta in instructions.iter().flat_map(|ix| &ix.accounts).filter(|meta| meta.is_signer) {
            let key = self.signers.iter().map(|key| &key.0).find(|key| key.pubkey() == meta.pubkey)?;
            if !found.iter().any(|other| other.pubkey() == key.pubkey()) {
                found.push(key);
            }
        }
        Some(found)
    }

    /// Runs a variant of the instruction in the case's world, or a copy of it. `None` when nobody could sign.
    #[track_caller]
    pub fn run_in(&self, world: &World, instruction: Instruction, after: &[Instruction]) -> Option<Outcome> {
        let mut all = self.before.clone();
        all.push(instruction);
        all.extend(after.iter().cloned());
        let signers = self.signers(&all)?;
        Some(world.send(&all, &signers))
    }
}

/// What a builder returns: world, instruction, signers; and what goes before it.
struct Ready {
    world: World,
    before: Vec<Instruction>,
    instruction: Instruction,
    signers: Vec<Keypair>,
}

type Builder = fn() -> Ready;

/// What [`seeds`] returns: the seeds, and the program they are for.
pub type Seeds = (Vec<Vec<u8>>, Address);

fn ready(world: World, instruction: Instruction, signers: &[&Keypair]) -> Ready {
    Ready {
        world,
        before: vec![],
        instruction,
        signers: signers.iter().map(|key| key.insecure_clone()).collect(),
    }
}

/// What a program's file has: builders by key, in the order of the IDL, and the seeds of its addresses.
struct Program {
    name: &'static str,
    builders: &'static [(&'static str, Builder)],
    seeds: fn(&Case, &str, &Nation) -> Option<Seeds>,
}

/// The programs, in the order of [`idl::IDLS`].
const PROGRAMS: &[Program] = &[
    Program { name: "membership", builders: membership::BUILDERS, seeds: membership::seeds },
    Program { name: "governor", builders: governor::BUILDERS, seeds: governor::seeds },
    Program { name: "treasury", builders: treasury::BUILDERS, seeds: treasury::seeds },
    Program { name: "land", builders: land::BUILDERS, seeds: land::seeds },
    Program { name: "court", builders: court::BUILDERS, seeds: court::seeds },
    Program { name: "diplomacy", builders: diplomacy::BUILDERS, seeds: diplomacy::seeds },
];

/// Keys of all cases that the catalogue has.
pub fn keys() -> impl Iterator<Item = &'static str> {
    PROGRAMS.iter().flat_map(|program| program.builders).map(|(key, _)| *key)
}

/// The case of an instruction: a copy of one that is prepared once in each test process.
///
/// # Panics
/// When the catalogue has none.
pub fn case(key: &str) -> Case {
    static PREPARED: OnceLock<Mutex<HashMap<String, Case>>> = OnceLock::new();
    let prepared = PREPARED.get_or_init(Mutex::default);
    let mut prepared = prepared.lock().unwrap_or_else(PoisonError::into_inner);
    prepared.entry(key.to_owned()).or_insert_with(|| build(key)).clone()
}

/// All cases, in the order of the IDLs.
pub fn cases() -> impl Iterator<Item = Case> {
    keys().map(case)
}

fn build(key: &str) -> Case {
    let mut builders = PROGRAMS.iter().flat_map(|program| program.builders);
    let (key, builder) = builders.find(|(name, _)| *name == key).expect("the catalogue has it");
    let Ready { world, before, instruction, signers } = builder();
    Case {
        idl: idl::instruction(instruction_of(key)),
        key,
        world,
        before,
        instruction,
        signers: signers.into_iter().map(Signing).collect(),
    }
}

/// The part of a key that the IDL knows.
fn instruction_of(key: &str) -> &str {
    key.match_indices('.').nth(1).map_or(key, |(dot, _)| &key[..dot])
}

/// Seeds of the address in a slot, and the program it is derived for; `None` for slots whose address is not
/// derived. Written from the descriptions of the accounts.
pub fn seeds(case: &Case, slot: &str, nation: &Nation) -> Option<Seeds> {
    let program = PROGRAMS.iter().find(|program| program.name == case.idl.program);
    (program.expect("the catalogue has it").seeds)(case, slot, nation)
}

fn derived(seeds: &[&[u8]], program: Address) -> Seeds {
    (seeds.iter().map(|seed| seed.to_vec()).collect(), program)
}

// People and changes that cases share.

const PEOPLE: usize = 4;

fn world() -> World {
    World::new(PEOPLE)
}

/// A funded key that is neither a citizen nor the payer of fees.
fn benefactor(w: &World, label: &str) -> Keypair {
    let key = dev_keys::keypair(label);
    w.fund(&key.pubkey());
    key
}

/// Puts another account into a named slot.
fn with(mut instruction: Instruction, key: &str, slot: &str, address: Address) -> Instruction {
    instruction.accounts[idl::instruction(key).slot(slot)].pubkey = address;
    instruction
}

fn founder(w: &World) -> &Keypair {
    &w.nation.founder
}

fn court(w: &World) -> Keypair {
    let court = benefactor(w, "court");
    w.appoint_court(&court);
    court
}
