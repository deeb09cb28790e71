//! What the nation's authority does with the treasury: directly while it is a key, by a proposal's action once it is the
//! governor.

use crate::Error;
use crate::commands::arguments::{seconds, time};
use crate::commands::court::authority;
use crate::money::Money;
use crate::nation::{self, NationArg};
use crate::output::Output;
use crate::sending::{Desk, Sending};
use clap::Args;
use client::addresses;
use client::membership::instructions::{SetTreasury, SetTreasuryInstructionArgs};
use client::treasury::accounts::{Budget, Ledger, Stream, Treasury};
use client::treasury::instructions::{
    CancelStream, CreateBudget, CreateBudgetInstructionArgs, CreateStream, CreateStreamInstructionArgs,
    CreateTreasury, OpenLedger as OpenBook, Pay as PayMoney, PayInstructionArgs, RevokeBudget,
};
use cluster::Cluster;
use serde_json::json;
use solana_address::Address;

/// Holders of budgets, by `treasury`'s `HOLDER_` values.
const WALLET: u8 = 0;
const OFFICE: u8 = 1;
const COURT: u8 = 2;

/// A treasury's ledger of a mint.
struct Book {
    nation: Address,
    authority: Address,
    treasury: Address,
    at: Address,
    ledger: Ledger,
    money: Money,
}

/// A nation's ledger, and that its authority is the wallet.
#[derive(Debug, Args)]
struct LedgerArg {
    #[command(flatten)]
    nation: NationArg,
    /// Mint; SOL when not given.
    #[arg(long)]
    mint: Option<Address>,
}

impl LedgerArg {
    fn open(&self, desk: &Desk<'_>) -> Result<Book, Error> {
        let (nation, account) = self.nation.find(&desk.rpc)?;
        let authority = authority(desk, &nation, &account)?;
        let treasury = addresses::treasury(&nation).0;
        let at = addresses::ledger(&treasury, &self.mint.unwrap_or_default()).0;
        let ledger: Ledger = nation::find(&desk.rpc, &at)?.ok_or_else(|| {
            Error::Usage("the treasury has no ledger of this mint: civitas treasury open-ledger".into())
        })?;
        let money = Money::at(&desk.rpc, ledger.mint, ledger.token_program)?;
        Ok(Book { nation, authority, treasury, at, ledger, money })
    }
}

/// What opens a ledger.
fn open_ledger(desk: &Desk<'_>, authority: Address, nation: Address, money: &Money) -> (Address, OpenBook) {
    let treasury = addresses::treasury(&nation).0;
    let vault = addresses::vault(&treasury).0;
    let ledger = addresses::ledger(&treasury, &money.mint).0;
    let holding = addresses::holding(&vault, &money.mint, &money.program);
    let (payer, mint, token_program) = (desk.payer(), money.mint, money.program);
    (ledger, OpenBook { payer, authority, nation, treasury, vault, ledger, mint, holding, token_program })
}

/// Arguments of `civitas treasury create`.
#[derive(Debug, Args)]
pub struct Create {
    #[command(flatten)]
    nation: NationArg,
    #[command(flatten)]
    sending: Sending,
}

impl Create {
    pub(super) fn execute(&self) -> Result<Output, Error> {
        let desk = self.sending.open()?;
        let (nation, account) = self.nation.find(&desk.rpc)?;
        let authority = authority(&desk, &nation, &account)?;
        let treasury = addresses::treasury(&nation).0;
        let vault = addresses::vault(&treasury).0;
        let create = CreateTreasury { payer: desk.payer(), authority, nation, treasury, vault };
        let mut instructions = vec![create.instruction()];
        if account.treasury != treasury {
            let name = SetTreasury { authority, nation };
            instructions.push(name.instruction(SetTreasuryInstructionArgs { treasury }));
        }
        let sol = Money::named(&desk.rpc, None)?;
        instructions.push(open_ledger(&desk, authority, nation, &sol).1.instruction());
        desk.deliver(instructions)?;
        let human = format!("treasury {treasury}; it keeps SOL at {vault}\n");
        Ok(desk.finish(json!({ "treasury": treasury.to_string(), "vault": vault.to_string() }), &human))
    }
}

/// Arguments of `civitas treasury open-ledger`.
#[derive(Debug, Args)]
pub struct OpenLedger {
    /// Mint whose money shall be kept.
    mint: Address,
    #[command(flatten)]
    nation: NationArg,
    #[command(flatten)]
    sending: Sending,
}

impl OpenLedger {
    pub(super) fn execute(&self) -> Result<Output, Error> {
        let desk = self.sending.open()?;
        let (nation, account) = self.nation.find(&desk.rpc)?;
        let authority = authority(&desk, &nation, &account)?;
        let money = Money::named(&desk.rpc, Some(self.mint))?;
        let (ledger, open) = open_ledger(&desk, authority, nation, &money);
        desk.deliver(vec![open.instruction()])?;
        Ok(desk.finish(json!({ "ledger": ledger.to_string() }), &format!("ledger {ledger}\n")))
    }
}

/// Arguments of `civitas treasury pay`.
#[derive(Debug, Args)]
pub struct Pay {
    /// How much.
    amount: String,
    /// Where to: a wallet for SOL, a token account else.
    #[arg(long, value_name = "ADDRESS")]
    to: Address,
    #[command(flatten)]
    ledger: LedgerArg,
    #[command(flatten)]
    sending: Sending,
}

impl Pay {
    pub(super) fn execute(&self) -> Result<Output, Error> {
        let desk = self.sending.open()?;
        let book = self.ledger.open(&desk)?;
        let amount = book.money.read(&self.amount)?;
        let pay = PayMoney {
            authority: book.authority,
            nation: book.nation,
            treasury: book.treasury,
            ledger: book.at,
            vault: addresses::vault(&book.treasury).0,
            holding: book.ledger.holding,
            destination: self.to,
            mint: book.ledger.mint,
            token_program: book.ledger.token_program,
        };
        desk.send(vec![pay.instruction(PayInstructionArgs { amount })])
    }
}

/// Arguments of `civitas treasury stream create`.
#[derive(Debug, Args)]
pub struct NewStream {
    /// What is paid in all.
    total: String,
    /// Wallet that is paid.
    #[arg(long, value_name = "WALLET")]
    to: Address,
    /// When earning begins: a day as 2026-02-01, a time as 2026-02-01T12:00:00Z, or Unix seconds; now when not given.
    #[arg(long, value_name = "TIME", value_parser = time)]
    start: Option<i64>,
    /// From the beginning until all is earned.
    #[arg(long = "for", value_name = "TIME", value_parser = seconds)]
    length: u32,
    /// From the beginning until anything is earned; then all since the beginning is.
    #[arg(long, value_name = "TIME", value_parser = seconds, default_value = "0s")]
    cliff: u32,
    #[command(flatten)]
    ledger: LedgerArg,
    #[command(flatten)]
    sending: Sending,
}

impl NewStream {
    pub(super) fn execute(&self) -> Result<Output, Error> {
        let desk = self.sending.open()?;
        let book = self.ledger.open(&desk)?;
        let total = book.money.read(&self.total)?;
        let treasury: Treasury = nation::read(&desk.rpc, &book.treasury)?;
        let stream = addresses::stream(&book.treasury, treasury.next_stream).0;
        let start = match self.start {
            Some(start) => start,
            None => desk.rpc.now()?,
        };
        let create = CreateStream {
            payer: desk.payer(),
            authority: book.authority,
            nation: book.nation,
            treasury: book.treasury,
            ledger: book.at,
            payee: self.to,
            stream,
        };
        desk.deliver(vec![create.instruction(CreateStreamInstructionArgs {
            total,
            start,
            cliff: start.saturating_add(self.cliff.into()),
            end: start.saturating_add(self.length.into()),
        })])?;
        Ok(desk.finish(json!({ "stream": stream.to_string() }), &format!("stream {stream}\n")))
    }
}

/// Arguments of `civitas treasury stream cancel`.
#[derive(Debug, Args)]
pub struct EndStream {
    /// Stream, by its address.
    stream: Address,
    #[command(flatten)]
    sending: Sending,
}

impl EndStream {
    pub(super) fn execute(&self) -> Result<Output, Error> {
        let desk = self.sending.open()?;
        let stream: Stream = nation::read(&desk.rpc, &self.stream)?;
        let account = nation::read(&desk.rpc, &stream.nation)?;
        let authority = authority(&desk, &stream.nation, &account)?;
        let (nation, ledger) = (stream.nation, stream.ledger);
        desk.send(vec![CancelStream { authority, nation, ledger, stream: self.stream }.instruction()])
    }
}

/// Arguments of `civitas treasury budget create`.
#[derive(Debug, Args)]
pub struct NewBudget {
    /// What can be spent in each period.
    per_period: String,
    /// Wallet that may spend it.
    #[arg(long, value_name = "WALLET", required_unless_present_any = ["office", "court"])]
    to: Option<Address>,
    /// Title of the office whose holder may spend it.
    #[arg(long, value_name = "TITLE", conflicts_with_all = ["to", "court"])]
    office: Option<String>,
    /// For the court to award from.
    #[arg(long, conflicts_with = "to")]
    court: bool,
    /// Length of a period.
    #[arg(long, value_name = "TIME", value_parser = seconds, default_value = "30d")]
    period: u32,
    /// When it begins: a day, a time or Unix seconds; now when not given.
    #[arg(long, value_name = "TIME", value_parser = time)]
    from: Option<i64>,
    /// From the beginning until it is over.
    #[arg(long = "for", value_name = "TIME", value_parser = seconds)]
    length: u32,
    /// What of the free balance is promised to it.
    #[arg(long, value_name = "AMOUNT", default_value = "0")]
    set_aside: String,
    /// The one place it may pay to; any when not given.
    #[arg(long, value_name = "ADDRESS")]
    destination: Option<Address>,
    #[command(flatten)]
    ledger: LedgerArg,
    #[command(flatten)]
    sending: Sending,
}

impl NewBudget {
    fn holder(&self, nation: &Address) -> Result<(u8, Address), Error> {
        if let Some(title) = &self.office {
            let office = addresses::office(nation, title);
            return office
                .map(|(address, _)| (OFFICE, address))
                .ok_or_else(|| Error::Usage("an office's title has at most 32 bytes".into()));
        }
        Ok(self.to.map_or((COURT, Address::default()), |wallet| (WALLET, wallet)))
    }

    pub(super) fn execute(&self) -> Result<Output, Error> {
        let desk = self.sending.open()?;
        let book = self.ledger.open(&desk)?;
        let (holder_kind, holder) = self.holder(&book.nation)?;
        let treasury: Treasury = nation::read(&desk.rpc, &book.treasury)?;
        let budget = addresses::budget(&book.treasury, treasury.next_budget).0;
        let from = match self.from {
            Some(from) => from,
            None => desk.rpc.now()?,
        };
        let create = CreateBudget {
            payer: desk.payer(),
            authority: book.authority,
            nation: book.nation,
            treasury: book.treasury,
            ledger: book.at,
            holder,
            destination: self.destination.unwrap_or_default(),
            budget,
        };
        desk.deliver(vec![create.instruction(CreateBudgetInstructionArgs {
            holder_kind,
            per_period: book.money.read(&self.per_period)?,
            period: self.period,
            from,
            until: from.saturating_add(self.length.into()),
            set_aside: book.money.read(&self.set_aside)?,
        })])?;
        Ok(desk.finish(json!({ "budget": budget.to_string() }), &format!("budget {budget}\n")))
    }
}

/// Arguments of `civitas treasury budget revoke`.
#[derive(Debug, Args)]
pub struct EndBudget {
    /// Budget, by its address.
    budget: Address,
    #[command(flatten)]
    sending: Sending,
}

impl EndBudget {
    pub(super) fn execute(&self) -> Result<Output, Error> {
        let desk = self.sending.open()?;
        let budget: Budget = nation::read(&desk.rpc, &self.budget)?;
        // The authority at any time; anyone once it is over.
        let revoke = RevokeBudget {
            signer: desk.wallet(),
            nation: budget.nation,
            ledger: budget.ledger,
            budget: self.budget,
            rent_payer: budget.rent_payer,
        };
        desk.send(vec![revoke.instruction()])
    }
}
