use crate::generated;
use solana_address::Address;
use std::fmt;

/// An error of one of the programs, as its IDL describes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ProgramError {
    /// The code in the failed transaction.
    pub code: u32,
    /// The error's name.
    pub name: &'static str,
    /// What it means, in a sentence.
    pub sentence: &'static str,
}

impl fmt::Display for ProgramError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({}, {})", self.sentence, self.name, self.code)
    }
}

/// What a program's error code means; `None` for a code that is not the program's own, or another program.
pub fn explain(program: &Address, code: u32) -> Option<&'static ProgramError> {
    let (_, errors) = generated::ERRORS.iter().find(|(id, _)| id == program)?;
    errors.iter().find(|error| error.code == code)
}
