//! What an instruction does, in a sentence, so that whoever signs can read it.
//!
//! The sentences are data, in `app/client/sentences.json`, so that the command line and the web page show the same:
//! one for each `program.instruction`, with arguments and accounts of that instruction in braces. How an argument is
//! written, if not as it is, stands in `app/client/values.json` under `program.instruction.argument`: names by number
//! (the empty one is for all others, `{}` being the number), or `time`, `span`, `share`, `amount`, `bits` or `text`.
//! An amount is written so that its mint can follow: `1.5` before `SOL`, `150 units of` before an address.
//! Arguments are decoded by the IDLs, which are compiled in.

mod idl;
mod value;

use crate::{COURT_ID, DIPLOMACY_ID, GOVERNOR_ID, LAND_ID, MEMBERSHIP_ID, TREASURY_ID};
use idl::{Idl, InstructionOf};
use solana_address::Address;
use solana_instruction::Instruction;
use std::collections::HashMap;
use std::sync::LazyLock;
pub use value::Value;
use value::Way;

const SENTENCES: &str = include_str!("../../sentences.json");
const VALUES: &str = include_str!("../../values.json");

/// What was compiled in, parsed. The tests of this module read every part of it, so that it cannot be malformed.
struct Book {
    programs: Vec<(Address, &'static str, Idl)>,
    sentences: HashMap<String, String>,
    ways: HashMap<String, Way>,
}

static BOOK: LazyLock<Book> = LazyLock::new(|| {
    let programs = [
        (MEMBERSHIP_ID, "membership", include_str!("../../../../idl/membership.json")),
        (GOVERNOR_ID, "governor", include_str!("../../../../idl/governor.json")),
        (TREASURY_ID, "treasury", include_str!("../../../../idl/treasury.json")),
        (LAND_ID, "land", include_str!("../../../../idl/land.json")),
        (COURT_ID, "court", include_str!("../../../../idl/court.json")),
        (DIPLOMACY_ID, "diplomacy", include_str!("../../../../idl/diplomacy.json")),
    ]
    .into_iter()
    .filter_map(|(id, name, text)| Some((id, name, serde_json::from_str(text).ok()?)))
    .collect();
    Book {
        programs,
        sentences: serde_json::from_str(SENTENCES).unwrap_or_default(),
        ways: serde_json::from_str(VALUES).unwrap_or_default(),
    }
});

/// An instruction of one of the programs, decoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Described {
    /// The program's name.
    pub program: &'static str,
    /// The instruction's name.
    pub name: &'static str,
    /// Its arguments, in order.
    pub arguments: Vec<Argument>,
    /// Its accounts, in order.
    pub accounts: Vec<Role>,
    template: &'static str,
}

/// An argument of an instruction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Argument {
    /// Its name.
    pub name: &'static str,
    /// Its value.
    pub value: Value,
    /// The value as people read it.
    pub text: String,
}

/// An account of an instruction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Role {
    /// What it is to the instruction; `further 1` and so on for those that follow the declared ones.
    pub name: String,
    /// Its address; `None` when the instruction does without.
    pub address: Option<Address>,
    /// Whether it must sign.
    pub signer: bool,
    /// Whether it may be changed.
    pub writable: bool,
}

/// Why an instruction cannot be told in a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DescribeError {
    /// It is not one of the programs.
    #[error("{0} is not a program of Civitas")]
    UnknownProgram(Address),
    /// The program has no such instruction.
    #[error("{0} has no such instruction")]
    UnknownInstruction(&'static str),
    /// Its data are not those of its instruction, or accounts are missing.
    #[error("the data or accounts of {0}.{1} are malformed")]
    Malformed(&'static str, &'static str),
}

/// Decodes an instruction, and finds its sentence.
///
/// # Errors
/// [`DescribeError`].
pub fn describe(instruction: &Instruction) -> Result<Described, DescribeError> {
    let (_, program, idl) = BOOK
        .programs
        .iter()
        .find(|(id, _, _)| *id == instruction.program_id)
        .ok_or(DescribeError::UnknownProgram(instruction.program_id))?;
    let (declared, data) =
        idl.instruction(&instruction.data).ok_or(DescribeError::UnknownInstruction(program))?;
    let malformed = DescribeError::Malformed(program, &declared.name);
    let key = format!("{program}.{}", declared.name);
    let template = BOOK.sentences.get(&key).ok_or(DescribeError::UnknownInstruction(program))?;
    let arguments = declared.arguments(idl, data).ok_or(malformed)?;
    let accounts = roles(declared, instruction).ok_or(malformed)?;
    let mint = mint(&accounts, &arguments);
    let arguments = arguments
        .into_iter()
        .map(|(name, value)| {
            let way = BOOK.ways.get(&format!("{key}.{name}"));
            let text = way.map_or_else(|| value.to_string(), |way| way.write(&value, mint.as_ref()));
            Argument { name, value, text }
        })
        .collect();
    Ok(Described { program, name: &declared.name, arguments, accounts, template })
}

/// What an instruction does, in a sentence with whole addresses.
///
/// # Errors
/// [`DescribeError`].
pub fn sentence(instruction: &Instruction) -> Result<String, DescribeError> {
    describe(instruction).map(|described| described.sentence(Address::to_string))
}

/// The sentence of every instruction before anything is filled in, by `program.instruction`.
pub fn templates() -> impl Iterator<Item = (&'static str, &'static str)> {
    BOOK.sentences.iter().map(|(key, template)| (key.as_str(), template.as_str()))
}

impl Described {
    /// The sentence, in which `write` writes the addresses.
    pub fn sentence(&self, write: impl Fn(&Address) -> String) -> String {
        let mut out = String::with_capacity(self.template.len() + 64);
        for piece in pieces(self.template) {
            match piece {
                Piece::Text(text) => out.push_str(text),
                Piece::Name(name) => out.push_str(&self.named(name, &write)),
            }
        }
        out
    }

    /// The account of that role, if the instruction has one.
    pub fn account(&self, role: &str) -> Option<Address> {
        self.accounts.iter().find(|account| account.name == role)?.address
    }

    fn named(&self, name: &str, write: impl Fn(&Address) -> String) -> String {
        if let Some(argument) = self.arguments.iter().find(|argument| argument.name == name) {
            return match &argument.value {
                Value::Address(address) if *address == Address::default() => nothing(name),
                Value::Address(address) => write(address),
                _ => argument.text.clone(),
            };
        }
        match self.account(name) {
            Some(address) if address == Address::default() => nothing(name),
            Some(address) => write(&address),
            None => "nobody".into(),
        }
    }
}

/// What the zero address stands for.
fn nothing(name: &str) -> String {
    let meaning = match name {
        "mint" | "dues_mint" => "SOL",
        "target" => "nothing",
        _ => "nobody",
    };
    meaning.into()
}

/// The mint that an instruction's amounts are of, if it says so.
fn mint(accounts: &[Role], arguments: &[(&str, Value)]) -> Option<Address> {
    let named = accounts.iter().find(|account| account.name == "mint").and_then(|account| account.address);
    named.or_else(|| {
        arguments.iter().find_map(|(name, value)| match value {
            Value::Address(address) if *name == "dues_mint" => Some(*address),
            _ => None,
        })
    })
}

/// The declared accounts by name, then the further ones by number.
fn roles(declared: &'static InstructionOf, instruction: &Instruction) -> Option<Vec<Role>> {
    if instruction.accounts.len() < declared.accounts.len() {
        return None;
    }
    let further = (1..).map(|number| (format!("further {number}"), false));
    let names = declared.accounts.iter().map(|account| (account.name.clone(), account.optional));
    let accounts = instruction.accounts.iter().zip(names.chain(further)).map(|(meta, (name, optional))| {
        // An account that is left out is the program's own address.
        let absent = optional && meta.pubkey == instruction.program_id;
        Role {
            name,
            address: (!absent).then_some(meta.pubkey),
            signer: meta.is_signer,
            writable: meta.is_writable,
        }
    });
    Some(accounts.collect())
}

enum Piece<'a> {
    Text(&'a str),
    Name(&'a str),
}

/// A sentence in pieces. A brace that is not closed is text.
fn pieces(template: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = template;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        if let Some((name, after)) = rest.strip_prefix('{').and_then(|inner| inner.split_once('}')) {
            rest = after;
            return Some(Piece::Name(name));
        }
        let end = rest.char_indices().skip(1).find(|(_, c)| *c == '{').map_or(rest.len(), |(at, _)| at);
        let (text, after) = rest.split_at(end);
        rest = after;
        Some(Piece::Text(text))
    })
}

#[cfg(test)]
mod tests;
