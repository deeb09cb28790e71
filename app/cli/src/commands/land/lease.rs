//! Leases, for their tenants.

use crate::Error;
use crate::money::Money;
use crate::nation;
use crate::output::{self, Output};
use crate::sending::{Desk, Sending};
use clap::{Args, Subcommand};
use client::addresses;
use client::land::accounts::Lease as LeaseAccount;
use client::land::instructions::{
    AcceptLease, AcceptLeaseInstructionArgs, PayRent, PayRentInstructionArgs, RenewLease, WithdrawDeposit,
};
use client::treasury::accounts::Ledger;
use cluster::Cluster;
use rules::harberger::{Holding, Terms as Harberger};
use rules::rent::{Account, Terms};
use serde_json::json;
use solana_address::Address;

/// Kind of lease at a declared price (`land`, `KIND_HARBERGER`).
const HARBERGER: u8 = 1;

/// The commands of `civitas land rent`.
#[derive(Debug, Subcommand)]
pub enum Rent {
    /// Pay rent. Anyone may, for any lease.
    Pay(Pay),
}

impl Rent {
    pub(super) fn execute(&self) -> Result<Output, Error> {
        match self {
            Self::Pay(pay) => pay.execute(),
        }
    }
}

/// The commands of `civitas land lease`.
#[derive(Debug, Subcommand)]
pub enum Lease {
    /// Take a lease that is offered.
    Accept(Accept),
    /// Renew a lease for as long again.
    Renew(Renew),
    /// Withdraw what is due of the deposit, after the lease.
    WithdrawDeposit(Withdraw),
}

impl Lease {
    pub(super) fn execute(&self) -> Result<Output, Error> {
        match self {
            Self::Accept(accept) => accept.execute(),
            Self::Renew(renew) => renew.execute(),
            Self::WithdrawDeposit(withdraw) => withdraw.execute(),
        }
    }
}

/// A lease with the ledger that its rent goes to.
struct Letting {
    lease: LeaseAccount,
    ledger: Address,
    book: Ledger,
    money: Money,
}

impl Letting {
    fn read(desk: &Desk<'_>, address: &Address) -> Result<Self, Error> {
        let lease: LeaseAccount = nation::read(&desk.rpc, address)?;
        let ledger = addresses::ledger(&addresses::treasury(&lease.nation).0, &lease.mint).0;
        let book: Ledger = nation::read(&desk.rpc, &ledger)?;
        let money = Money::at(&desk.rpc, book.mint, book.token_program)?;
        Ok(Self { lease, ledger, book, money })
    }

    /// What is due at `now`, and where nothing is, when it next will be.
    fn due(&self, now: i64) -> (u64, Option<i64>) {
        let lease = &self.lease;
        if lease.terms.kind == HARBERGER {
            let terms = Harberger {
                rent_bps: lease.terms.rent_bps,
                tenure: lease.terms.tenure,
                notice: lease.terms.notice,
                hold: lease.terms.hold,
                cure: lease.terms.cure,
            };
            let holding = Holding {
                price: lease.price,
                since: lease.since,
                raised_at: lease.raised_at,
                paid_through: lease.paid_through,
                noticed_at: (lease.noticed != 0).then_some(lease.noticed_at),
            };
            return (terms.owed(&holding, now), Some(lease.paid_through));
        }
        let terms = Terms {
            rent: lease.terms.rent,
            period: lease.terms.period,
            start: lease.starts_at,
            end: lease.ends_at,
            grace: lease.terms.grace,
            cure: lease.terms.cure,
            late_fee_bps: lease.terms.late_fee_bps,
            escalator_bps: lease.terms.escalator_bps,
        };
        let account =
            Account { paid_periods: lease.paid_periods, rent: lease.next_rent, credit: lease.credit };
        (terms.due(&account, now), Some(terms.paid_through(&account)))
    }
}

/// Arguments of `civitas land rent pay`.
#[derive(Debug, Args)]
pub struct Pay {
    /// Lease, by its address: civitas land list shows them.
    lease: Address,
    /// How much; what is due now when not given. More pays ahead.
    #[arg(long)]
    amount: Option<String>,
    #[command(flatten)]
    sending: Sending,
}

impl Pay {
    fn execute(&self) -> Result<Output, Error> {
        let desk = self.sending.open()?;
        let letting = Letting::read(&desk, &self.lease)?;
        let now = desk.rpc.now()?;
        let (due, next) = letting.due(now);
        let amount = self.amount.as_ref().map_or(Ok(due), |text| letting.money.read(text))?;
        if amount == 0 {
            let next =
                next.map_or_else(String::new, |at| format!("; paid until {}", output::deadline(now, at)));
            return Err(Error::Usage(format!("no rent is due{next}; with --amount it can be paid ahead")));
        }
        let payer = desk.wallet();
        let pay = PayRent {
            payer,
            source: letting.money.of_wallet(&payer),
            lease: self.lease,
            ledger: letting.ledger,
            holding: letting.book.holding,
            mint: letting.book.mint,
            token_program: letting.book.token_program,
        };
        desk.deliver(vec![pay.instruction(PayRentInstructionArgs { amount })])?;
        let human =
            format!("{} was due, offered {}\n", letting.money.write(due), letting.money.write(amount));
        Ok(desk.finish(json!({ "due": due, "amount": amount }), &human))
    }
}

/// Arguments of `civitas land lease accept`.
#[derive(Debug, Args)]
pub struct Accept {
    /// Lease, by its address.
    lease: Address,
    /// The price that you declare, for a lease at a declared price.
    #[arg(long, value_name = "AMOUNT")]
    price: Option<String>,
    #[command(flatten)]
    sending: Sending,
}

impl Accept {
    fn execute(&self) -> Result<Output, Error> {
        let desk = self.sending.open()?;
        let letting = Letting::read(&desk, &self.lease)?;
        let declared = letting.lease.terms.kind == HARBERGER;
        if declared != self.price.is_some() {
            let verb = if declared { "needs" } else { "takes no" };
            return Err(Error::Usage(format!("this lease {verb} --price")));
        }
        let price = self.price.as_ref().map_or(Ok(0), |text| letting.money.read(text))?;
        let tenant = desk.wallet();
        let accept = AcceptLease {
            tenant,
            source: letting.money.of_wallet(&tenant),
            citizen: addresses::citizen(&letting.lease.nation, &tenant).0,
            registry: addresses::registry(&letting.lease.nation).0,
            lease: self.lease,
            escrow: letting.lease.escrow,
            mint: letting.book.mint,
            token_program: letting.book.token_program,
        };
        desk.send(vec![accept.instruction(AcceptLeaseInstructionArgs { price })])
    }
}

/// Arguments of `civitas land lease renew`.
#[derive(Debug, Args)]
pub struct Renew {
    /// Lease, by its address.
    lease: Address,
    #[command(flatten)]
    sending: Sending,
}

impl Renew {
    fn execute(&self) -> Result<Output, Error> {
        let desk = self.sending.open()?;
        let lease: LeaseAccount = nation::read(&desk.rpc, &self.lease)?;
        let tenant = desk.wallet();
        let citizen = addresses::citizen(&lease.nation, &tenant).0;
        desk.send(vec![RenewLease { tenant, citizen, lease: self.lease }.instruction()])
    }
}

/// Arguments of `civitas land lease withdraw-deposit`.
#[derive(Debug, Args)]
pub struct Withdraw {
    /// Lease, by its address.
    lease: Address,
    /// Where to: a wallet for SOL, a token account else. The wallet's own when not given.
    #[arg(long, value_name = "ADDRESS")]
    to: Option<Address>,
    #[command(flatten)]
    sending: Sending,
}

impl Withdraw {
    fn execute(&self) -> Result<Output, Error> {
        let desk = self.sending.open()?;
        let letting = Letting::read(&desk, &self.lease)?;
        let tenant = desk.wallet();
        let withdraw = WithdrawDeposit {
            tenant,
            lease: self.lease,
            escrow: letting.lease.escrow,
            destination: self.to.unwrap_or_else(|| letting.money.of_wallet(&tenant)),
            mint: letting.book.mint,
            token_program: letting.book.token_program,
        };
        desk.send(vec![withdraw.instruction()])
    }
}
