//! What parties say, and what they put up.

use crate::Error;
use crate::commands::arguments::Document;
use crate::justice::CaseArg;
use crate::output::Output;
use crate::sending::Sending;
use clap::Args;
use client::addresses;
use client::court::instructions::{
    Answer, AnswerInstructionArgs, PutInEscrow, PutInEscrowInstructionArgs, SubmitEvidence,
    SubmitEvidenceInstructionArgs,
};
use serde_json::json;

/// Arguments of `civitas case answer` and `civitas case evidence`.
#[derive(Debug, Args)]
pub struct Plead {
    #[command(flatten)]
    case: CaseArg,
    #[command(flatten)]
    text: Document,
    #[command(flatten)]
    sending: Sending,
}

impl Plead {
    pub(super) fn answer(&self) -> Result<Output, Error> {
        let desk = self.sending.open()?;
        let filed = self.case.open(&desk.rpc)?;
        let respondent = desk.wallet();
        let answer =
            Answer { respondent, citizen: filed.party_citizen(&desk.rpc, &respondent)?, case: filed.address };
        desk.send(vec![answer.instruction(AnswerInstructionArgs {
            answer_hash: self.text.hash()?,
            answer_uri: self.text.uri.clone(),
        })])
    }

    pub(super) fn evidence(&self) -> Result<Output, Error> {
        let desk = self.sending.open()?;
        let filed = self.case.open(&desk.rpc)?;
        let party = desk.wallet();
        let number = u32::from(filed.case.claimant_evidence) + u32::from(filed.case.respondent_evidence);
        let evidence = SubmitEvidence {
            payer: desk.payer(),
            party,
            citizen: filed.party_citizen(&desk.rpc, &party)?,
            case: filed.address,
            evidence: addresses::evidence(&filed.address, number).0,
        };
        let args = SubmitEvidenceInstructionArgs { hash: self.text.hash()?, uri: self.text.uri.clone() };
        desk.deliver(vec![evidence.instruction(args)])?;
        Ok(desk.finish(json!({ "evidence": number }), &format!("evidence {number}\n")))
    }
}

/// Arguments of `civitas case escrow`.
#[derive(Debug, Args)]
pub struct Escrow {
    #[command(flatten)]
    case: CaseArg,
    /// How much, in the court's money.
    #[arg(long)]
    amount: String,
    #[command(flatten)]
    sending: Sending,
}

impl Escrow {
    pub(super) fn execute(&self) -> Result<Output, Error> {
        let desk = self.sending.open()?;
        let filed = self.case.open(&desk.rpc)?;
        let party = desk.wallet();
        let put = PutInEscrow {
            party,
            citizen: filed.party_citizen(&desk.rpc, &party)?,
            source: filed.money.of_wallet(&party),
            court: filed.case.court,
            case: filed.address,
            escrow: filed.court.escrow,
            mint: filed.court.mint,
            token_program: filed.court.token_program,
        };
        desk.send(vec![
            put.instruction(PutInEscrowInstructionArgs { amount: filed.money.read(&self.amount)? }),
        ])
    }
}
