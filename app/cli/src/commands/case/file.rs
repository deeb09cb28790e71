//! Bringing a case: the respondent, where a remedy leaves no choice, is found on chain.

use crate::Error;
use crate::commands::arguments::{Document, seconds};
use crate::justice::{CourtFile, Remedy};
use crate::money::Money;
use crate::nation::{self, NationArg};
use crate::output::Output;
use crate::sending::Sending;
use clap::Args;
use client::addresses;
use client::court::instructions::{File as FileCase, FileInstructionArgs};
use client::governor::accounts::Proposal;
use client::land::accounts::Lease;
use client::membership::accounts::Citizen;
use client::treasury::accounts::{Budget, Ledger, Stream};
use cluster::Cluster;
use serde_json::json;
use solana_address::Address;

/// Arguments of `civitas case file`.
#[derive(Debug, Args)]
pub struct File {
    /// What is asked for.
    #[arg(long, value_enum)]
    remedy: Remedy,

    /// What it acts upon: a citizen's wallet or account, or the address of a lease, budget, proposal or stream. None for
    /// an award from escrow.
    #[arg(long, value_name = "ADDRESS")]
    target: Option<Address>,

    /// Whom it is brought against. Follows from the target, but for an award from escrow.
    #[arg(long, value_name = "WALLET")]
    respondent: Option<Address>,

    /// Amount asked for, in the money it is paid in: of a deposit what the landlord shall get, of an award all of it.
    #[arg(long)]
    amount: Option<String>,

    /// How long the suspension or injunction shall last, as 30d.
    #[arg(long = "for", value_name = "TIME", value_parser = seconds)]
    seconds: Option<u32>,

    /// Who shall gain by it: the new wallet of a citizenship, or the wallet or token account that an award goes to.
    #[arg(long, value_name = "ADDRESS")]
    to: Option<Address>,

    /// The statement.
    #[command(flatten)]
    statement: Document,

    #[command(flatten)]
    nation: NationArg,

    #[command(flatten)]
    sending: Sending,
}

/// What was found at the target.
struct Target {
    address: Address,
    /// Who must answer.
    respondent: Address,
    /// What amounts are in.
    money: Money,
}

impl File {
    pub(super) fn execute(&self) -> Result<Output, Error> {
        self.check()?;
        let desk = self.sending.open()?;
        let file = CourtFile::open(&desk.rpc, &self.nation)?;
        let claimant = desk.wallet();
        let target = self.target(&desk.rpc, &file, &claimant)?;
        let amount = self.amount.as_ref().map_or(Ok(0), |text| target.money.read(text))?;
        let respondent = self.respondent.unwrap_or(target.respondent);
        let id = file.court.next_case;
        let case = addresses::case(&file.address, id).0;
        let instruction = FileCase {
            payer: desk.payer(),
            claimant,
            source: file.money.of_wallet(&claimant),
            court: file.address,
            nation: file.nation,
            claimant_citizen: addresses::citizen(&file.nation, &claimant).0,
            respondent,
            respondent_citizen: addresses::citizen(&file.nation, &respondent).0,
            target: target.address,
            case,
            escrow: file.court.escrow,
            mint: file.court.mint,
            token_program: file.court.token_program,
        }
        .instruction(FileInstructionArgs {
            remedy: self.remedy as u8,
            amount,
            seconds: self.seconds.unwrap_or(0),
            beneficiary: self.to.unwrap_or_default(),
            statement_hash: self.statement.hash()?,
            statement_uri: self.statement.uri.clone(),
        });
        desk.deliver(vec![instruction])?;
        let data = json!({ "case": id, "address": case.to_string(), "respondent": respondent.to_string() });
        Ok(desk.finish(data, &format!("case {id} ({case})\n")))
    }

    /// Checks that what the remedy needs is there, and nothing else, before any node is asked.
    fn check(&self) -> Result<(), Error> {
        let remedy = self.remedy;
        let wrong = |what: &str, needed: bool| {
            let verb = if needed { "needs" } else { "takes no" };
            Err(Error::Usage(format!("to {} {verb} {what}", remedy.meaning())))
        };
        if self.seconds.is_some() != remedy.has_seconds() {
            return wrong("--for", remedy.has_seconds());
        }
        if self.amount.is_some() != remedy.has_amount() {
            return wrong("--amount", remedy.has_amount());
        }
        if self.to.is_some() != remedy.has_beneficiary() {
            return wrong("--to", remedy.has_beneficiary());
        }
        let has_target = remedy != Remedy::AwardEscrow;
        if self.target.is_some() != has_target {
            return wrong("--target", has_target);
        }
        if !has_target && self.respondent.is_none() {
            return wrong("--respondent", true);
        }
        Ok(())
    }

    fn target(&self, cluster: &dyn Cluster, file: &CourtFile, claimant: &Address) -> Result<Target, Error> {
        let authority = file.of.authority;
        // The nation answers for what it ordered; if it asks itself, the person concerned is heard.
        let or_authority = |concerned| if *claimant == authority { concerned } else { authority };
        let at = self.target.unwrap_or_default();
        let (address, respondent, money) = match self.remedy {
            Remedy::Suspend | Remedy::Reissue | Remedy::Reinstate => {
                let (address, citizen) = citizen(cluster, &file.nation, &at)?;
                let reinstate = self.remedy == Remedy::Reinstate;
                let respondent = if reinstate { or_authority(citizen.wallet) } else { citizen.wallet };
                (address, respondent, file.money)
            }
            Remedy::Evict => (at, nation::read::<Lease>(cluster, &at)?.tenant, file.money),
            Remedy::SplitDeposit => {
                let lease: Lease = nation::read(cluster, &at)?;
                let own = nation::citizen(cluster, &file.nation, claimant)?;
                let by_tenant = *claimant == lease.tenant
                    || own.is_some_and(|(_, citizen)| citizen.serial == lease.tenant_serial);
                let ledger = addresses::ledger(&addresses::treasury(&file.nation).0, &lease.mint).0;
                let ledger: Ledger = nation::read(cluster, &ledger)?;
                let money = Money::at(cluster, ledger.mint, ledger.token_program)?;
                (at, if by_tenant { authority } else { lease.tenant }, money)
            }
            Remedy::AwardBudget => {
                let budget: Budget = nation::read(cluster, &at)?;
                let ledger: Ledger = nation::read(cluster, &budget.ledger)?;
                (at, authority, Money::at(cluster, ledger.mint, ledger.token_program)?)
            }
            Remedy::AwardEscrow => (at, self.respondent.unwrap_or_default(), file.money),
            Remedy::Enjoin => (at, nation::read::<Proposal>(cluster, &at)?.proposer, file.money),
            Remedy::Release => {
                (at, or_authority(nation::read::<Proposal>(cluster, &at)?.proposer), file.money)
            }
            Remedy::Pause => (at, nation::read::<Stream>(cluster, &at)?.payee, file.money),
            Remedy::Resume => (at, or_authority(nation::read::<Stream>(cluster, &at)?.payee), file.money),
        };
        Ok(Target { address, respondent, money })
    }
}

/// A citizen by the account's address or by the wallet's.
fn citizen(cluster: &dyn Cluster, nation: &Address, named: &Address) -> Result<(Address, Citizen), Error> {
    if let Some(citizen) = nation::find(cluster, named)? {
        return Ok((*named, citizen));
    }
    nation::citizen(cluster, nation, named)?.ok_or_else(|| {
        Error::Usage(format!("{named} is neither a citizen of this nation nor a citizen's account"))
    })
}
