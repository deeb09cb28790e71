use crate::Error;
use crate::audit::{BudgetBook, LedgerBook, StreamBook, audit};
use crate::context::Source;
use crate::output::Output;
use clap::Args;
use serde::Serialize;

/// Arguments of `civitas treasury show`.
#[derive(Debug, Args)]
pub struct Show {
    #[command(flatten)]
    source: Source,
}

#[derive(Serialize)]
struct Shown<'a> {
    ledgers: &'a [LedgerBook],
    budgets: &'a [BudgetBook],
    streams: &'a [StreamBook],
}

impl Show {
    pub(in crate::commands) fn execute(&self) -> Result<Output, Error> {
        let books = audit(&self.source.books()?);
        let shown = Shown { ledgers: &books.ledgers, budgets: &books.budgets, streams: &books.streams };
        Ok(Output::new(&shown, books.treasury_tables()))
    }
}
