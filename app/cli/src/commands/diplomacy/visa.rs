//! Visits under a treaty.

use crate::Error;
use crate::commands::arguments::seconds;
use crate::commands::court::authority;
use crate::nation::{self, NationArg};
use crate::output::{Output, moment};
use crate::sending::Sending;
use clap::{Args, Subcommand};
use client::addresses;
use client::diplomacy::accounts::{Treaty, Visa as VisaAccount};
use client::diplomacy::instructions::{
    CloseVisa, ExpelVisitor, ExpelVisitorInstructionArgs, IssueVisa, IssueVisaInstructionArgs,
};
use cluster::Cluster;
use serde_json::json;
use solana_address::Address;

/// The commands of `civitas diplomacy visa`.
#[derive(Debug, Subcommand)]
pub enum Visa {
    /// Become a visitor of the other nation, as a citizen of one.
    Issue(Issue),
    /// Close a visa. Whoever has it may at any time, anyone once it is over.
    Close(Close),
    /// Expel a visitor, or lift an expulsion, as the authority of the nation that is visited.
    Expel(Expel),
}

impl Visa {
    pub(super) fn execute(&self) -> Result<Output, Error> {
        match self {
            Self::Issue(issue) => issue.execute(),
            Self::Close(close) => close.execute(),
            Self::Expel(expel) => expel.execute(),
        }
    }
}

/// Arguments of `civitas diplomacy visa issue`.
#[derive(Debug, Args)]
pub struct Issue {
    /// Treaty, by its address: civitas diplomacy show lists them.
    treaty: Address,
    #[command(flatten)]
    nation: NationArg,
    /// How long the visit lasts; as long as treaty and term allow when not given.
    #[arg(long = "for", value_name = "TIME", value_parser = seconds)]
    seconds: Option<u32>,
    #[command(flatten)]
    sending: Sending,
}

impl Issue {
    fn execute(&self) -> Result<Output, Error> {
        let desk = self.sending.open()?;
        let wallet = desk.wallet();
        let treaty: Treaty = nation::read(&desk.rpc, &self.treaty)?;
        let (home, _) = self.nation.find(&desk.rpc)?;
        let (citizen, account) = nation::citizen(&desk.rpc, &home, &wallet)?
            .ok_or_else(|| Error::Usage(format!("{wallet} is no citizen of this nation")))?;
        let now = desk.rpc.now()?;
        let until = match self.seconds {
            Some(seconds) => now.saturating_add(seconds.into()),
            None => {
                let longest = now.saturating_add(treaty.terms.visit.into()).min(account.expires_at);
                if treaty.ends_at == 0 { longest } else { longest.min(treaty.ends_at) }
            }
        };
        let visa = addresses::visa(&self.treaty, &home, account.serial).0;
        let issue = IssueVisa { payer: desk.payer(), wallet, citizen, treaty: self.treaty, visa };
        desk.deliver(vec![issue.instruction(IssueVisaInstructionArgs { until })])?;
        let human = format!("visa {visa}, until {}\n", moment(until));
        Ok(desk.finish(json!({ "visa": visa.to_string(), "until": until }), &human))
    }
}

/// Arguments of `civitas diplomacy visa close`.
#[derive(Debug, Args)]
pub struct Close {
    /// Visa, by its address.
    visa: Address,
    #[command(flatten)]
    sending: Sending,
}

impl Close {
    fn execute(&self) -> Result<Output, Error> {
        let desk = self.sending.open()?;
        let visa: VisaAccount = nation::read(&desk.rpc, &self.visa)?;
        let close = CloseVisa {
            signer: desk.wallet(),
            treaty: visa.treaty,
            visa: self.visa,
            rent_payer: visa.rent_payer,
        };
        desk.send(vec![close.instruction()])
    }
}

/// Arguments of `civitas diplomacy visa expel`.
#[derive(Debug, Args)]
pub struct Expel {
    /// Visa, by its address.
    #[arg(required_unless_present = "treaty")]
    visa: Option<Address>,
    /// Treaty, by its address, to expel somebody who has no visa under it yet.
    #[arg(long, value_name = "ADDRESS", requires = "serial", conflicts_with = "visa")]
    treaty: Option<Address>,
    /// Serial of the citizen of the other nation.
    #[arg(long, requires = "treaty")]
    serial: Option<u64>,
    /// Lift an expulsion instead.
    #[arg(long)]
    lift: bool,
    /// The nation that is visited, where no visa says so.
    #[command(flatten)]
    nation: NationArg,
    #[command(flatten)]
    sending: Sending,
}

/// Who is expelled from where.
struct Visitor {
    host: Address,
    treaty: Address,
    visa: Address,
    serial: u64,
}

impl Expel {
    fn visitor(&self, cluster: &dyn Cluster) -> Result<Visitor, Error> {
        if let Some(address) = self.visa {
            let visa: VisaAccount = nation::read(cluster, &address)?;
            return Ok(Visitor { host: visa.host, treaty: visa.treaty, visa: address, serial: visa.serial });
        }
        let (Some(treaty), Some(serial)) = (self.treaty, self.serial) else {
            return Err(Error::Usage("name a visa, or a treaty and a serial".into()));
        };
        let (host, _) = self.nation.find(cluster)?;
        let account: Treaty = nation::read(cluster, &treaty)?;
        let home = if account.nation_a == host { account.nation_b } else { account.nation_a };
        Ok(Visitor { host, treaty, visa: addresses::visa(&treaty, &home, serial).0, serial })
    }

    fn execute(&self) -> Result<Output, Error> {
        let desk = self.sending.open()?;
        let Visitor { host, treaty, visa, serial } = self.visitor(&desk.rpc)?;
        let account = nation::read(&desk.rpc, &host)?;
        let authority = authority(&desk, &host, &account)?;
        let expel = ExpelVisitor { payer: desk.payer(), authority, nation: host, treaty, visa };
        desk.deliver(vec![expel.instruction(ExpelVisitorInstructionArgs { serial, expelled: !self.lift })])?;
        Ok(desk.finish(json!({ "visa": visa.to_string(), "serial": serial }), ""))
    }
}
