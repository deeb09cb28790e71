//! Money into the treasury, and out of it by those it is promised to.

use super::authority::{EndBudget, EndStream, NewBudget, NewStream};
use crate::Error;
use crate::money::Money;
use crate::nation::{self, NationArg};
use crate::output::{self, Output};
use crate::sending::Sending;
use clap::{Args, Subcommand, ValueEnum};
use client::addresses;
use client::treasury::accounts::{Budget as BudgetAccount, Ledger, Stream as StreamAccount};
use client::treasury::instructions::{
    Deposit as DepositMoney, DepositInstructionArgs, Spend as SpendMoney, SpendInstructionArgs,
    WithdrawStream, WithdrawStreamInstructionArgs,
};
use cluster::Cluster;
use rules::stream::Stream as Rules;
use serde_json::json;
use solana_address::Address;

/// Longest that all pauses of a stream last together: 60 days, in seconds (`treasury`, `MAX_PAUSE`).
const MAX_PAUSE: i64 = 60 * 86_400;
/// Holder of a budget: an office (`treasury`, `HOLDER_OFFICE`).
const HOLDER_OFFICE: u8 = 1;

/// What kind of income a deposit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Kind {
    /// Rent that is paid by other means than a lease.
    Rent,
    /// A gift.
    Donation,
    /// A fine.
    Fine,
    /// The price of something sold.
    Sale,
    /// Anything else.
    Other,
}

impl Kind {
    fn number(self) -> u8 {
        match self {
            Self::Rent => 1,
            Self::Donation => 2,
            Self::Fine => 3,
            Self::Sale => 4,
            Self::Other => 5,
        }
    }
}

/// Arguments of `civitas treasury deposit`.
#[derive(Debug, Args)]
pub struct Deposit {
    /// How much.
    amount: String,
    /// Mint; SOL when not given.
    #[arg(long)]
    mint: Option<Address>,
    /// What kind of income it is. Dues are paid by `civitas citizen renew`.
    #[arg(long, value_enum, default_value_t = Kind::Donation)]
    kind: Kind,
    #[command(flatten)]
    nation: NationArg,
    #[command(flatten)]
    sending: Sending,
}

impl Deposit {
    pub(super) fn execute(&self) -> Result<Output, Error> {
        let desk = self.sending.open()?;
        let (nation, _) = self.nation.find(&desk.rpc)?;
        let mint = self.mint.unwrap_or_default();
        let ledger = addresses::ledger(&addresses::treasury(&nation).0, &mint).0;
        let book: Ledger = nation::find(&desk.rpc, &ledger)?
            .ok_or_else(|| Error::Usage("the treasury has no ledger of this mint".into()))?;
        let money = Money::at(&desk.rpc, book.mint, book.token_program)?;
        let (payer, amount) = (desk.wallet(), money.read(&self.amount)?);
        let deposit = DepositMoney {
            payer,
            source: money.of_wallet(&payer),
            ledger,
            holding: book.holding,
            mint: book.mint,
            token_program: book.token_program,
        };
        desk.send(vec![deposit.instruction(DepositInstructionArgs { kind: self.kind.number(), amount })])
    }
}

/// The commands of `civitas treasury stream`.
#[derive(Debug, Subcommand)]
pub enum Stream {
    /// Withdraw what is earned, as the payee.
    Withdraw(Withdraw),
    /// Promise somebody pay that is earned second by second. The nation's authority signs.
    Create(NewStream),
    /// End a stream; what is earned stays the payee's. The nation's authority signs.
    Cancel(EndStream),
}

impl Stream {
    pub(super) fn execute(&self) -> Result<Output, Error> {
        match self {
            Self::Withdraw(withdraw) => withdraw.execute(),
            Self::Create(create) => create.execute(),
            Self::Cancel(cancel) => cancel.execute(),
        }
    }
}

/// Arguments of `civitas treasury stream withdraw`.
#[derive(Debug, Args)]
pub struct Withdraw {
    /// Stream, by its address: civitas treasury show lists them.
    stream: Address,
    /// How much; all that is earned when not given.
    #[arg(long)]
    amount: Option<String>,
    /// Where to: a wallet for SOL, a token account else. The wallet's own when not given.
    #[arg(long, value_name = "ADDRESS")]
    to: Option<Address>,
    #[command(flatten)]
    sending: Sending,
}

/// What can be withdrawn from a stream at `now`. A pause that has lasted too long is over by itself.
fn withdrawable(stream: &StreamAccount, now: i64) -> u64 {
    let rules = Rules {
        total: stream.total,
        withdrawn: stream.withdrawn,
        start: stream.start,
        cliff: stream.cliff,
        end: stream.end,
        paused_at: (stream.paused != 0).then_some(stream.paused_at),
    };
    let lapses = stream.paused_at.saturating_add(MAX_PAUSE.saturating_sub(stream.paused_total));
    let rules = match rules.paused_at {
        Some(_) if now >= lapses => rules.resume(lapses).unwrap_or(rules),
        _ => rules,
    };
    rules.withdrawable(now)
}

impl Withdraw {
    fn execute(&self) -> Result<Output, Error> {
        let desk = self.sending.open()?;
        let stream: StreamAccount = nation::read(&desk.rpc, &self.stream)?;
        let book: Ledger = nation::read(&desk.rpc, &stream.ledger)?;
        let money = Money::at(&desk.rpc, book.mint, book.token_program)?;
        let now = desk.rpc.now()?;
        let amount = match &self.amount {
            Some(text) => money.read(text)?,
            None => withdrawable(&stream, now),
        };
        if amount == 0 {
            let when = if now < stream.cliff {
                format!("; the first pay is {}", output::deadline(now, stream.cliff))
            } else {
                String::new()
            };
            return Err(Error::Usage(format!("nothing is earned that was not withdrawn{when}")));
        }
        let payee = desk.wallet();
        let withdraw = WithdrawStream {
            payee,
            treasury: book.treasury,
            ledger: stream.ledger,
            stream: self.stream,
            vault: addresses::vault(&book.treasury).0,
            holding: book.holding,
            destination: self.to.unwrap_or_else(|| money.of_wallet(&payee)),
            mint: book.mint,
            token_program: book.token_program,
        };
        desk.deliver(vec![withdraw.instruction(WithdrawStreamInstructionArgs { amount })])?;
        Ok(desk.finish(json!({ "amount": amount }), &format!("withdrew {}\n", money.write(amount))))
    }
}

/// The commands of `civitas treasury budget`.
#[derive(Debug, Subcommand)]
pub enum Budget {
    /// Spend from a budget of the wallet, or of an office that it holds.
    Spend(Spend),
    /// Grant a budget to a wallet, an office or the court. The nation's authority signs.
    Create(NewBudget),
    /// End a budget: the nation's authority, or anyone once it is over.
    Revoke(EndBudget),
}

impl Budget {
    pub(super) fn execute(&self) -> Result<Output, Error> {
        match self {
            Self::Spend(spend) => spend.execute(),
            Self::Create(create) => create.execute(),
            Self::Revoke(revoke) => revoke.execute(),
        }
    }
}

/// Arguments of `civitas treasury budget spend`.
#[derive(Debug, Args)]
pub struct Spend {
    /// Budget, by its address: civitas treasury show lists them.
    budget: Address,
    /// How much.
    amount: String,
    /// Where to: a wallet for SOL, a token account else.
    #[arg(long, value_name = "ADDRESS")]
    to: Address,
    #[command(flatten)]
    sending: Sending,
}

impl Spend {
    fn execute(&self) -> Result<Output, Error> {
        let desk = self.sending.open()?;
        let budget: BudgetAccount = nation::read(&desk.rpc, &self.budget)?;
        let book: Ledger = nation::read(&desk.rpc, &budget.ledger)?;
        let money = Money::at(&desk.rpc, book.mint, book.token_program)?;
        let spender = desk.wallet();
        // Whoever holds an office shows it, and the citizenship that it is held with.
        let office = (budget.holder_kind == HOLDER_OFFICE).then_some(budget.holder);
        let citizen = office.map(|_| addresses::citizen(&budget.nation, &spender).0);
        let spend = SpendMoney {
            spender,
            nation: budget.nation,
            ledger: budget.ledger,
            budget: self.budget,
            office,
            citizen,
            vault: addresses::vault(&book.treasury).0,
            holding: book.holding,
            destination: self.to,
            mint: book.mint,
            token_program: book.token_program,
            treasury: book.treasury,
        };
        let amount = money.read(&self.amount)?;
        desk.deliver(vec![spend.instruction(SpendInstructionArgs { amount })])?;
        Ok(desk.finish(json!({ "amount": amount }), &format!("spent {}\n", money.write(amount))))
    }
}
