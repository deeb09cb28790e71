//! Treasuries: what is in them, who may have it, paying in and taking out.

mod authority;
mod money;
mod show;

use crate::Error;
use crate::output::Output;
use clap::Subcommand;

/// The commands of `civitas treasury`.
#[derive(Debug, Subcommand)]
pub enum Treasury {
    /// Show ledgers, budgets and streams, as the chain has them. A row that DIFFERS is one that
    /// `civitas audit` objects to.
    Show(show::Show),
    /// Create the treasury, name it as such, and open its ledger of SOL. The nation's authority signs.
    Create(authority::Create),
    /// Open the ledger of a mint. The nation's authority signs.
    OpenLedger(authority::OpenLedger),
    /// Pay money out. The nation's authority signs.
    Pay(authority::Pay),
    /// Pay money in. Anyone may.
    Deposit(money::Deposit),
    /// Streams of pay.
    #[command(subcommand)]
    Stream(Box<money::Stream>),
    /// Budgets of wallets and offices.
    #[command(subcommand)]
    Budget(Box<money::Budget>),
}

impl Treasury {
    pub(super) fn execute(&self) -> Result<Output, Error> {
        match self {
            Self::Show(show) => show.execute(),
            Self::Create(create) => create.execute(),
            Self::OpenLedger(open) => open.execute(),
            Self::Pay(pay) => pay.execute(),
            Self::Deposit(deposit) => deposit.execute(),
            Self::Stream(stream) => stream.execute(),
            Self::Budget(budget) => budget.execute(),
        }
    }
}
