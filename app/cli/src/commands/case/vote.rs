//! A juror's vote: committed to, then revealed.

use crate::Error;
use crate::commands::arguments::bytes32;
use crate::justice::{CaseArg, named_choice};
use crate::output::Output;
use crate::secret::{self, Place};
use crate::sending::{Desk, Sending};
use clap::{Args, ValueEnum};
use client::court::instructions::{
    Commit as CommitSeat, CommitInstructionArgs, Reveal as RevealSeat, RevealInstructionArgs,
};
use rules::verdict;
use serde_json::json;

/// What a juror may choose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Choice {
    /// The claimant is right, and the remedy is granted.
    Claimant,
    /// The respondent is right.
    Respondent,
    /// The court should not rule.
    Refuse,
}

impl Choice {
    fn number(self) -> u8 {
        match self {
            Self::Claimant => verdict::FOR_CLAIMANT,
            Self::Respondent => verdict::FOR_RESPONDENT,
            Self::Refuse => verdict::REFUSE,
        }
    }
}

/// The secret of a seat: the wallet's own, or one that was given.
fn salt(given: Option<&String>, desk: &Desk<'_>, place: &Place) -> Result<[u8; 32], Error> {
    match given {
        Some(text) => bytes32(text),
        None => secret::salt(desk.wallet_signer()?, place).map_err(|error| {
            Error::Usage(format!(
                "{error}; keep a secret of your own and give it with --salt, here and to reveal"
            ))
        }),
    }
}

/// Arguments of `civitas case commit`.
#[derive(Debug, Args)]
pub struct Commit {
    #[command(flatten)]
    case: CaseArg,

    /// Your choice. It stays secret until you reveal it.
    #[arg(long, value_enum)]
    choice: Choice,

    /// Secret of your own, 64 hexadecimal digits, instead of the wallet's. You must keep it.
    #[arg(long, value_name = "HEX")]
    salt: Option<String>,

    #[command(flatten)]
    sending: Sending,
}

impl Commit {
    pub(super) fn execute(&self) -> Result<Output, Error> {
        let desk = self.sending.open()?;
        let filed = self.case.open(&desk.rpc)?;
        let wallet = desk.wallet();
        let (seat, _, juror, account) = filed.seat_of(&desk.rpc, &wallet)?;
        let place = Place { case: filed.address, round: filed.case.round, juror: account.index };
        let salt = salt(self.salt.as_ref(), &desk, &place)?;
        let commitment = secret::commitment(&place, self.choice.number(), &salt);
        let commit = CommitSeat { wallet, juror, case: filed.address, seat };
        desk.deliver(vec![commit.instruction(CommitInstructionArgs { commitment })])?;
        let kept = if self.salt.is_some() {
            "reveal with the same --salt"
        } else {
            "reveal with the same wallet; nothing else has to be kept"
        };
        let human = format!("committed as juror {}: {kept}\n", account.index);
        Ok(desk.finish(json!({ "juror": account.index, "round": filed.case.round }), &human))
    }
}

/// Arguments of `civitas case reveal`.
#[derive(Debug, Args)]
pub struct Reveal {
    #[command(flatten)]
    case: CaseArg,

    /// The secret that the commitment was made with, if it was not the wallet's.
    #[arg(long, value_name = "HEX")]
    salt: Option<String>,

    #[command(flatten)]
    sending: Sending,
}

impl Reveal {
    pub(super) fn execute(&self) -> Result<Output, Error> {
        let desk = self.sending.open()?;
        let filed = self.case.open(&desk.rpc)?;
        let wallet = desk.wallet();
        let (at, seat, juror, account) = filed.seat_of(&desk.rpc, &wallet)?;
        if seat.commitment == [0; 32] {
            return Err(Error::Usage(format!(
                "juror {} has committed to nothing in this round",
                account.index
            )));
        }
        let place = Place { case: filed.address, round: seat.round, juror: account.index };
        let salt = salt(self.salt.as_ref(), &desk, &place)?;
        let choice = secret::choice_in(&seat.commitment, &place, &salt).ok_or_else(|| {
            Error::Usage(
                "the commitment was made with another secret: by another wallet of yours, or with --salt"
                    .into(),
            )
        })?;
        let reveal = RevealSeat { wallet, juror, case: filed.address, seat: at };
        desk.deliver(vec![reveal.instruction(RevealInstructionArgs { choice, salt })])?;
        let human = format!("juror {} chose: {}\n", account.index, named_choice(choice));
        Ok(desk.finish(json!({ "juror": account.index, "choice": named_choice(choice) }), &human))
    }
}
