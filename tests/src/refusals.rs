//! Tables of refusals: an instruction of the [`catalogue`](crate::catalogue), changed so that its program must
//! refuse it with a certain error.
//!
//! The table of a program is complete when it has every error of the IDL, and for every instruction the errors
//! that its documentation names. So neither an error nor a sentence about one can be added without its test.

use crate::catalogue::{Case, case};
use crate::{Address, Keypair, PROGRAMS, Signer, idl};
use client::{ProgramError, dev_keys, explain};
use serde_json::Value;
use std::collections::BTreeSet;

/// Instruction (or one of its variants in the catalogue), error, and what is changed in its case to provoke it.
pub type Refusal = (&'static str, &'static str, fn(&mut Case));

impl Case {
    /// The address in a slot.
    pub fn address(&self, slot: &str) -> Address {
        self.instruction.accounts[self.idl.slot(slot)].pubkey
    }

    /// Puts another account into a slot.
    pub fn put(&mut self, slot: &str, address: Address) {
        self.instruction.accounts[self.idl.slot(slot)].pubkey = address;
    }

    /// Puts a signer into a slot.
    pub fn stand_in(&mut self, slot: &str, key: &Keypair) {
        self.put(slot, key.pubkey());
        self.sign(key);
    }

    /// Puts somebody into a slot who has nothing to do with any nation, and signs.
    pub fn usurp(&mut self, slot: &str) {
        let usurper = dev_keys::keypair("usurper");
        self.world.fund(&usurper.pubkey());
        self.stand_in(slot, &usurper);
    }

    /// Runs the instruction as it is, which must succeed: what follows is the second time.
    #[track_caller]
    pub fn run_once(&self) {
        self.run_in(&self.world, self.instruction.clone(), &[]).expect("its keys are here").ok();
    }
}

/// Provokes every refusal of a table.
///
/// # Panics
/// With all that did not go as the table says.
pub fn provoke(program: &str, table: &[Refusal]) {
    let mut wrong = vec![];
    for (instruction, error, twist) in table {
        let mut case = case(&format!("{program}.{instruction}"));
        twist(&mut case);
        // `send` checks that the failure changed no account.
        let outcome = case.run_in(&case.world, case.instruction.clone(), &[]);
        let got = match outcome.map(|outcome| outcome.0) {
            None => "nobody could sign it".into(),
            Some(Ok(_)) => "it succeeded".into(),
            Some(Err(failure)) => match failure.code().and_then(known) {
                Some(known) if known.name == *error => continue,
                Some(known) => known.name.into(),
                None => format!("{:?}\n    {}", failure.error, failure.logs.join("\n    ")),
            },
        };
        wrong.push(format!("{instruction} should be refused with {error}, but: {got}"));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The error of a code: the program's own, or of one whose rules it uses.
fn known(code: u32) -> Option<&'static ProgramError> {
    PROGRAMS.iter().find_map(|(_, program)| explain(program, code))
}

/// Checks that the tables of a program lack nothing. `unreachable` are errors that cannot be provoked, each with
/// a reason; `corruption` are errors that documentation need not name, because they appear only when an account
/// was written by something else than the program.
///
/// # Panics
/// With all that is missing or superfluous.
pub fn check_complete(
    program: &str,
    tables: &[&[Refusal]],
    unreachable: &[(&str, &str)],
    corruption: &[&str],
) {
    let idl = idl::source(program);
    let errors: BTreeSet<&str> = list(&idl["errors"]).map(|error| text(&error["name"])).collect();
    // All programs use the rules of membership.
    let membership = idl::source("membership");
    let named: BTreeSet<&str> =
        list(&membership["errors"]).map(|error| text(&error["name"])).chain(errors.iter().copied()).collect();
    let provoked: BTreeSet<(&str, &str)> = tables
        .iter()
        .flat_map(|table| table.iter())
        .map(|(case, error, _)| (case.split('.').next().unwrap_or_default(), *error))
        .collect();
    let documented: BTreeSet<(&str, &str)> = list(&idl["instructions"])
        .flat_map(|ix| {
            let words = list(&ix["docs"]).flat_map(|line| text(line).split('`').skip(1).step_by(2));
            words.filter(|word| named.contains(word)).map(|word| (text(&ix["name"]), word))
        })
        .collect();
    let mut wrong = vec![];
    for error in &errors {
        let reached = provoked.iter().any(|(_, name)| name == error);
        let excused = unreachable.iter().any(|(name, _)| name == error);
        if reached == excused {
            wrong.push(format!(
                "{error} is {}",
                if reached { "reachable after all" } else { "provoked by no test" }
            ));
        }
    }
    for (instruction, error) in documented.difference(&provoked) {
        if unreachable.iter().all(|(name, _)| name != error) {
            wrong.push(format!("{instruction} is said to refuse with {error}; no test provokes it"));
        }
    }
    for (instruction, error) in provoked.difference(&documented) {
        if !corruption.contains(error) {
            wrong.push(format!("{instruction} refuses with {error}; its documentation does not say so"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn text(value: &Value) -> &str {
    value.as_str().expect("a text")
}
