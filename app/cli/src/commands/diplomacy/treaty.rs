//! Treaties.

use crate::Error;
use crate::commands::arguments::{Document, bytes32, seconds};
use crate::commands::court::authority;
use crate::nation::{self, FIRST_FIELD, NationArg};
use crate::output::{Output, hex};
use crate::sending::Sending;
use clap::{Args, Subcommand};
use client::addresses;
use client::diplomacy::accounts::Treaty as TreatyAccount;
use client::diplomacy::instructions::{
    DenounceTreaty, ProposeTreaty, ProposeTreatyInstructionArgs, SignTreaty, SignTreatyInstructionArgs,
    WithdrawProposal,
};
use client::diplomacy::types::TreatyTerms;
use cluster::{Cluster, Filter};
use serde_json::json;
use sha2::{Digest, Sha256};
use solana_address::Address;
use std::path::PathBuf;

/// The commands of `civitas diplomacy treaty`.
#[derive(Debug, Subcommand)]
pub enum Treaty {
    /// Propose a treaty to another nation, as the authority of one.
    Propose(Propose),
    /// Sign a treaty that the other nation has proposed.
    Sign(Sign),
    /// Withdraw a proposed treaty, or decline it.
    Withdraw(Act),
    /// Denounce a treaty: it ends when its notice has run out.
    Denounce(Act),
}

impl Treaty {
    pub(super) fn execute(&self) -> Result<Output, Error> {
        match self {
            Self::Propose(propose) => propose.execute(),
            Self::Sign(sign) => sign.execute(),
            Self::Withdraw(act) => act.withdraw(),
            Self::Denounce(act) => act.denounce(),
        }
    }
}

/// Arguments of `civitas diplomacy treaty propose`.
#[derive(Debug, Args)]
pub struct Propose {
    #[command(flatten)]
    nation: NationArg,
    /// The other nation, by its slug or address.
    #[arg(long, value_name = "SLUG_OR_ADDRESS")]
    with: String,
    /// Number among the treaties of the two; the next free one when not given.
    #[arg(long)]
    number: Option<u32>,
    /// Time between denunciation and end, at most 366d.
    #[arg(long, value_name = "TIME", value_parser = seconds, default_value = "90d")]
    notice: u32,
    /// Time that a visit may last, at most 366d.
    #[arg(long, value_name = "TIME", value_parser = seconds, default_value = "90d")]
    visit: u32,
    /// Time in which it can be signed, at most 366d.
    #[arg(long, value_name = "TIME", value_parser = seconds, default_value = "30d")]
    open_for: u32,
    /// The text.
    #[command(flatten)]
    text: Document,
    #[command(flatten)]
    sending: Sending,
}

impl Propose {
    fn execute(&self) -> Result<Output, Error> {
        let desk = self.sending.open()?;
        let (nation, account) = self.nation.find(&desk.rpc)?;
        let authority = authority(&desk, &nation, &account)?;
        let (other, _) = nation::named(&desk.rpc, &self.with)?;
        let number = match self.number {
            Some(number) => number,
            None => free_number(&desk.rpc, &nation, &other)?,
        };
        let treaty = addresses::treaty(&nation, &other, number).0;
        let terms = TreatyTerms { text_hash: self.text.hash()?, notice: self.notice, visit: self.visit };
        let open_until = desk.rpc.now()?.saturating_add(self.open_for.into());
        let propose = ProposeTreaty { payer: desk.payer(), authority, nation, other, treaty };
        desk.deliver(vec![propose.instruction(ProposeTreatyInstructionArgs {
            number,
            terms,
            open_until,
            text_uri: self.text.uri.clone(),
        })])?;
        let human = format!("treaty {number} ({treaty})\n");
        Ok(desk.finish(json!({ "treaty": treaty.to_string(), "number": number }), &human))
    }
}

/// The treaties of two nations.
fn between(cluster: &dyn Cluster, one: &Address, other: &Address) -> Result<Vec<TreatyAccount>, Error> {
    let (lower, higher) = if one < other { (one, other) } else { (other, one) };
    let parties = [lower.to_bytes(), higher.to_bytes()].concat();
    let treaties = nation::all::<TreatyAccount>(cluster, vec![Filter::bytes(FIRST_FIELD, parties)])?;
    Ok(treaties.into_iter().map(|(_, treaty)| treaty).collect())
}

fn free_number(cluster: &dyn Cluster, one: &Address, other: &Address) -> Result<u32, Error> {
    let taken = between(cluster, one, other)?;
    Ok(taken.iter().map(|treaty| treaty.number.saturating_add(1)).max().unwrap_or(0))
}

/// A treaty of a nation, as its authority names it.
#[derive(Debug, Args)]
struct Named {
    /// Treaty, by its address; or by its number, with --with.
    #[arg(value_name = "TREATY")]
    treaty: String,
    /// The other nation, by its slug or address.
    #[arg(long, value_name = "SLUG_OR_ADDRESS")]
    with: Option<String>,
    #[command(flatten)]
    nation: NationArg,
}

impl Named {
    /// The treaty's address and account, and the address of the nation that acts.
    fn open(&self, cluster: &dyn Cluster) -> Result<(Address, TreatyAccount, Address), Error> {
        let (nation, _) = self.nation.find(cluster)?;
        let address = match (self.treaty.parse(), self.treaty.parse::<u32>(), &self.with) {
            (Ok(address), ..) => address,
            (_, Ok(number), Some(other)) => {
                addresses::treaty(&nation, &nation::named(cluster, other)?.0, number).0
            }
            (_, Ok(_), None) => return Err(Error::Usage("name the other nation with --with".into())),
            _ => return Err(Error::Usage(format!("`{}` is neither a number nor an address", self.treaty))),
        };
        let treaty = nation::find(cluster, &address)?
            .ok_or_else(|| Error::Usage(format!("there is no treaty at {address}")))?;
        Ok((address, treaty, nation))
    }
}

/// Arguments of `civitas diplomacy treaty sign`.
#[derive(Debug, Args)]
pub struct Sign {
    #[command(flatten)]
    treaty: Named,
    /// The text that is agreed to; it must be the one that was proposed.
    #[arg(long, value_name = "FILE", required_unless_present = "sha256")]
    file: Option<PathBuf>,
    /// Its SHA-256 in hexadecimal digits, where the text is not at hand.
    #[arg(long, value_name = "HEX", conflicts_with = "file")]
    sha256: Option<String>,
    #[command(flatten)]
    sending: Sending,
}

impl Sign {
    fn hash(&self) -> Result<[u8; 32], Error> {
        match (&self.file, &self.sha256) {
            (Some(path), _) => std::fs::read(path)
                .map(|bytes| Sha256::digest(bytes).into())
                .map_err(|error| Error::input(path, None, format!("cannot be read: {error}"))),
            (None, Some(text)) => bytes32(text),
            (None, None) => Err(Error::Usage("name the text with --file, or its hash with --sha256".into())),
        }
    }

    fn execute(&self) -> Result<Output, Error> {
        let desk = self.sending.open()?;
        let (treaty, proposed, nation) = self.treaty.open(&desk.rpc)?;
        let text_hash = self.hash()?;
        if proposed.terms.text_hash != text_hash {
            return Err(Error::Usage(format!(
                "another text was proposed: its SHA-256 is {}, that of yours {}",
                hex(&proposed.terms.text_hash),
                hex(&text_hash)
            )));
        }
        let account = nation::read(&desk.rpc, &nation)?;
        let authority = authority(&desk, &nation, &account)?;
        let sign = SignTreaty { authority, nation, treaty };
        desk.send(vec![sign.instruction(SignTreatyInstructionArgs { terms: proposed.terms })])
    }
}

/// Arguments of `civitas diplomacy treaty withdraw` and `denounce`.
#[derive(Debug, Args)]
pub struct Act {
    #[command(flatten)]
    treaty: Named,
    #[command(flatten)]
    sending: Sending,
}

impl Act {
    fn withdraw(&self) -> Result<Output, Error> {
        let desk = self.sending.open()?;
        let (treaty, account, nation) = self.treaty.open(&desk.rpc)?;
        // Anyone may, once the offer has lapsed.
        let (signer, rent_payer) = (desk.wallet(), account.rent_payer);
        desk.send(vec![WithdrawProposal { signer, nation, treaty, rent_payer }.instruction()])
    }

    fn denounce(&self) -> Result<Output, Error> {
        let desk = self.sending.open()?;
        let (treaty, _, nation) = self.treaty.open(&desk.rpc)?;
        let account = nation::read(&desk.rpc, &nation)?;
        let authority = authority(&desk, &nation, &account)?;
        desk.send(vec![DenounceTreaty { authority, nation, treaty }.instruction()])
    }
}
