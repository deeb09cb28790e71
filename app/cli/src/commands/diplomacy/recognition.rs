//! Bodies and recognitions.

use crate::Error;
use crate::commands::arguments::Document;
use crate::commands::court::authority;
use crate::nation::{self, NationArg};
use crate::output::Output;
use crate::sending::{Desk, Sending};
use clap::Args;
use client::addresses;
use client::diplomacy::accounts::Recognition as RecognitionAccount;
use client::diplomacy::instructions::{
    Recognise, RecogniseInstructionArgs, RegisterBody, RegisterBodyInstructionArgs, RevokeRecognition,
    RevokeRecognitionInstructionArgs,
};
use serde_json::json;
use solana_address::Address;

/// Arguments of `civitas diplomacy register-body`.
#[derive(Debug, Args)]
pub struct Register {
    /// What it is called. It can never be changed, and proves nothing.
    #[arg(long)]
    name: String,
    /// Where it can be seen that the key is the body's.
    #[arg(long)]
    uri: String,
    #[command(flatten)]
    sending: Sending,
}

impl Register {
    pub(super) fn execute(&self) -> Result<Output, Error> {
        let desk = self.sending.open()?;
        let key = desk.wallet();
        let body = addresses::body(&key).0;
        let args = RegisterBodyInstructionArgs { name: self.name.clone(), uri: self.uri.clone() };
        desk.deliver(vec![RegisterBody { payer: desk.payer(), key, body }.instruction(args)])?;
        Ok(desk.finish(json!({ "body": body.to_string() }), &format!("body {body}\n")))
    }
}

/// Arguments of `civitas diplomacy recognise` and `revoke`.
#[derive(Debug, Args)]
pub struct Recognition {
    /// Nation that is recognised, by its slug or address.
    #[arg(long, value_name = "SLUG_OR_ADDRESS")]
    to: String,

    /// Act as the body that the wallet has registered, instead of as the authority of a nation.
    #[arg(long, conflicts_with = "nation_name")]
    body: bool,

    #[command(flatten)]
    from: NationArg,

    /// The statement.
    #[command(flatten)]
    statement: Document,

    #[command(flatten)]
    sending: Sending,
}

/// Who recognises whom.
struct Pair {
    from: Address,
    to: Address,
    recognition: Address,
    /// The number of the next act.
    next: u32,
}

impl Recognition {
    fn pair(&self, desk: &Desk<'_>) -> Result<Pair, Error> {
        let from = if self.body {
            addresses::body(&desk.wallet()).0
        } else {
            let (from, account) = self.from.find(&desk.rpc)?;
            authority(desk, &from, &account)?;
            from
        };
        let (to, _) = nation::named(&desk.rpc, &self.to)?;
        let recognition = addresses::recognition(&from, &to).0;
        let known: Option<RecognitionAccount> = nation::find(&desk.rpc, &recognition)?;
        Ok(Pair { from, to, recognition, next: known.map_or(0, |known| known.entries) })
    }

    pub(super) fn recognise(&self) -> Result<Output, Error> {
        let desk = self.sending.open()?;
        let Pair { from, to, recognition, next } = self.pair(&desk)?;
        let entry = addresses::entry(&recognition, next).0;
        let (payer, authority) = (desk.payer(), desk.wallet());
        let recognise = Recognise { payer, authority, from, to, recognition, entry };
        desk.deliver(vec![recognise.instruction(RecogniseInstructionArgs {
            statement_hash: self.statement.hash()?,
            statement_uri: self.statement.uri.clone(),
        })])?;
        Ok(desk.finish(json!({ "recognition": recognition.to_string(), "entry": next }), ""))
    }

    pub(super) fn revoke(&self) -> Result<Output, Error> {
        let desk = self.sending.open()?;
        let Pair { from, recognition, next, .. } = self.pair(&desk)?;
        let entry = addresses::entry(&recognition, next).0;
        let (payer, authority) = (desk.payer(), desk.wallet());
        let revoke = RevokeRecognition { payer, authority, from, recognition, entry };
        desk.deliver(vec![revoke.instruction(RevokeRecognitionInstructionArgs {
            statement_hash: self.statement.hash()?,
            statement_uri: self.statement.uri.clone(),
        })])?;
        Ok(desk.finish(json!({ "recognition": recognition.to_string(), "entry": next }), ""))
    }
}
