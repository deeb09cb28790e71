//! What the matrices of attacks have in common: every attempt of a kind, on every instruction, is a row; rows
//! are compared with `tests/golden/refusals/<kind>.txt`, so that the exact error of each is on record.

use crate::catalogue::Case;
use crate::golden;
use crate::idl;
use crate::{Account, Address, Outcome, PROGRAMS, World, is_program};
use cluster::Failure;
use solana_instruction_error::InstructionError;
use std::collections::BTreeMap;

/// An attempt that may succeed or fail otherwise than most, as `program.instruction` and what its row says
/// after that (a `*` stands for anything); and why that is right.
pub type Exception = (&'static str, &'static str);

/// One kind of attack on all instructions.
pub struct Matrix {
    name: &'static str,
    expected: Vec<&'static str>,
    exceptions: Vec<Exception>,
    used: Vec<bool>,
    rows: Vec<(String, String)>,
    problems: Vec<String>,
}

/// How an attempt succeeded, in rows.
pub const SUCCEEDS: &str = "succeeds";

impl Matrix {
    /// A matrix. Every attempt must be refused with one of the `expected` errors (any, if there are none),
    /// unless an exception is made.
    pub fn new(name: &'static str, expected: &[&'static str], exceptions: &[Exception]) -> Self {
        let used = vec![false; exceptions.len()];
        Self {
            name,
            expected: expected.to_vec(),
            exceptions: exceptions.to_vec(),
            used,
            rows: vec![],
            problems: vec![],
        }
    }

    /// Records an attempt; returns whether it succeeded. Nobody could sign a `None`: no attempt at all.
    pub fn judge(&mut self, case: &Case, what: &str, outcome: Option<Outcome>) -> bool {
        let Some(outcome) = outcome else { return false };
        let at = format!("{} {what}", case.key);
        let (said, succeeded) = match outcome.0 {
            Ok(_) => (SUCCEEDS.to_owned(), true),
            Err(failure) => {
                if crashed(&failure) {
                    self.problems
                        .push(format!("{at}: the program crashed: {failure:?}\n{}", failure.logs.join("\n")));
                }
                (name(&failure), false)
            }
        };
        let excepted = self.exceptions.iter().position(|(place, _)| fits(place, &at));
        match excepted {
            Some(index) => self.used[index] = true,
            None if succeeded => self.problems.push(format!("{at}: succeeds")),
            None if !self.expected.is_empty() && !self.expected.contains(&said.as_str()) => {
                self.problems.push(format!("{at}: {said}, which is none of {:?}", self.expected));
            }
            None => {}
        }
        self.rows.push((at, said));
        succeeded
    }

    /// Records something that is wrong in itself.
    pub fn problem(&mut self, case: &Case, what: &str) {
        self.problems.push(format!("{} {what}", case.key));
    }

    /// Compares all rows with the golden file.
    ///
    /// # Panics
    /// When an attempt succeeded or failed otherwise than it should, or an exception was not needed.
    pub fn end(self) {
        let mut problems = self.problems;
        for ((place, reason), used) in self.exceptions.iter().zip(&self.used) {
            if !used {
                problems.push(format!("the exception {place} ({reason}) is not needed"));
            }
        }
        let text: String = self.rows.iter().map(|(at, said)| format!("{at}: {said}\n")).collect();
        assert!(
            problems.is_empty(),
            "{} problems of {}:\n{}",
            problems.len(),
            self.name,
            problems.join("\n")
        );
        golden::compare(&format!("refusals/{}.txt", self.name), &text);
    }
}

/// Whether a text is as a pattern says, in which each `*` stands for anything.
fn fits(pattern: &str, text: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == text,
        Some((start, rest)) => text.strip_prefix(start).is_some_and(|text| {
            (0..=text.len()).any(|at| text.is_char_boundary(at) && fits(rest, &text[at..]))
        }),
    }
}

/// A tally of outcomes, for attempts too many to be rows of their own.
#[derive(Default)]
pub struct Outcomes(BTreeMap<String, u32>);

impl Outcomes {
    /// Counts one.
    pub fn add(&mut self, said: String) {
        *self.0.entry(said).or_default() += 1;
    }

    /// As text: each outcome and how often.
    pub fn text(&self) -> String {
        let parts: Vec<_> = self.0.iter().map(|(said, count)| format!("{said} × {count}")).collect();
        parts.join(", ")
    }
}

/// Whether a program panicked, ran out of units or touched memory it does not have, rather than refuse.
pub fn crashed(failure: &Failure) -> bool {
    matches!(
        failure.instruction_error(),
        Some(InstructionError::ProgramFailedToComplete | InstructionError::ComputationalBudgetExceeded)
    ) || failure.logs.iter().any(|line| line.contains("panicked"))
}

/// The name of what refused an attempt.
pub fn name(failure: &Failure) -> String {
    let by = failure.program();
    match (failure.code(), failure.instruction_error()) {
        (Some(code), _) => {
            let own = by.filter(is_program);
            if own.is_none() {
                return format!(
                    "error {code} of {}",
                    by.map_or_else(|| "the runtime".into(), |p| program_name(&p))
                );
            }
            let anchor = match code {
                2000 => Some("ConstraintMut"),
                2001 => Some("ConstraintHasOne"),
                2003 => Some("ConstraintRaw"),
                2005 => Some("ConstraintRentExempt"),
                2007 => Some("ConstraintExecutable"),
                2011 => Some("ConstraintClose"),
                2012 => Some("ConstraintAddress"),
                2019 => Some("ConstraintSpace"),
                2020 => Some("ConstraintAccountIsNone"),
                2040 => Some("ConstraintDuplicateMutableAccount"),
                _ => None,
            };
            // A program uses the rules, and so the errors, of those it depends on.
            let known = PROGRAMS.iter().find_map(|(_, program)| client::explain(program, code));
            anchor
                .or(known.map(|error| error.name))
                .map_or_else(|| format!("error {code}"), ToOwned::to_owned)
        }
        (None, Some(error)) => format!("{error:?}"),
        (None, None) => format!("{:?}", failure.error),
    }
}

fn program_name(program: &Address) -> String {
    let known = [
        ("11111111111111111111111111111111", "the system program"),
        ("TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA", "SPL Token"),
        ("TokenzQdBNbLqP5VEhdkAS6EPFLC1PHnBqCXEpPxuEb", "Token-2022"),
        ("ATokenGPvbdGVxr1b2hvZbsiqW5xWH25efTNsLJA8knL", "the associated token program"),
    ];
    let text = program.to_string();
    known.iter().find(|(id, _)| *id == text).map_or(text, |(_, name)| (*name).to_owned())
}

/// Whether one of the programs owns an account.
pub fn is_ours(account: &Account) -> bool {
    is_program(&account.owner)
}

/// The slots of a case that hold an account of one of the programs, with the account.
pub fn typed_slots(case: &Case) -> Vec<(usize, Account)> {
    let slots = 0..case.instruction.accounts.len();
    slots.filter_map(|index| case.account(index).filter(is_ours).map(|account| (index, account))).collect()
}

/// An account type's name, by its first bytes.
pub fn type_name(account: &Account) -> &'static str {
    let found =
        idl::account_types().iter().find(|(_, discriminator)| account.data.starts_with(discriminator));
    found.map_or("unknown", |(name, _)| name)
}

/// Which slots of a case an instruction creates, and which it closes.
pub struct Effects {
    /// The world after it.
    pub after: World,
    /// Slots whose account did not exist before.
    pub created: Vec<usize>,
    /// Slots whose account does not exist after.
    pub closed: Vec<usize>,
}

impl Effects {
    /// Runs a case in a copy of its world.
    pub fn of(case: &Case) -> Self {
        let after = case.world.clone();
        case.run_in(&after, case.instruction.clone(), &[]).expect("its signers are there").ok();
        let slots = 0..case.instruction.accounts.len();
        let (mut created, mut closed) = (vec![], vec![]);
        for index in slots {
            let address = case.instruction.accounts[index].pubkey;
            match (case.world.exists(&address), after.maybe(&address)) {
                // One without data was merely sent lamports.
                (false, Some(account)) if !account.data.is_empty() => created.push(index),
                (true, None) => closed.push(index),
                _ => {}
            }
        }
        Self { after, created, closed }
    }
}

/// Whether data decodes as an instruction's arguments, to the last byte.
pub fn is_exact(case: &Case, data: &[u8]) -> bool {
    case.idl.numbers(data).is_some()
}

#[cfg(test)]
mod tests {
    use super::fits;

    #[test]
    fn patterns() {
        assert!(fits("a b", "a b") && !fits("a b", "a b c") && !fits("a b", "a"));
        assert!(fits("a*", "a") && fits("a*", "a b") && !fits("a*", "b a"));
        assert!(fits("a* c: *", "a.b c: d") && fits("a* c: *", "a c: ") && !fits("a* c: *", "a.b d: c"));
    }
}
