//! Treasuries: what is in them, and who may have it.

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
}

impl Treasury {
    pub(super) fn execute(&self) -> Result<Output, Error> {
        match self {
            Self::Show(show) => show.execute(),
        }
    }
}
