//! Looking at cases.

use crate::Error;
use crate::justice::{CaseArg, CourtFile, Remedy, deadline, named_ruling, tell};
use crate::nation::{self, NationArg};
use crate::output::{self, Output, table};
use crate::sending::Reading;
use clap::Args;
use client::court::accounts::Case;
use client::{COURT_ID, MEMBERSHIP_ID};
use rules::trial::Phase;
use serde_json::{Value, json};
use solana_address::Address;

/// Arguments of `civitas case show`.
#[derive(Debug, Args)]
pub struct Show {
    #[command(flatten)]
    case: CaseArg,

    /// Tell what this wallet can do, as a party or a juror.
    #[arg(long = "as", value_name = "WALLET")]
    viewer: Option<Address>,

    #[command(flatten)]
    reading: Reading,
}

impl Show {
    pub(super) fn execute(&self) -> Result<Output, Error> {
        let cluster = self.reading.open(&[COURT_ID, MEMBERSHIP_ID])?;
        let filed = self.case.open(&*cluster)?;
        let told = tell(&*cluster, &filed, self.viewer.as_ref())?;
        Ok(Output::new(&told, told.to_human(&filed)))
    }
}

/// Arguments of `civitas case list`.
#[derive(Debug, Args)]
pub struct List {
    #[command(flatten)]
    nation: NationArg,

    /// Leave out the cases whose ruling is final.
    #[arg(long)]
    open: bool,

    #[command(flatten)]
    reading: Reading,
}

impl List {
    pub(super) fn execute(&self) -> Result<Output, Error> {
        let cluster = self.reading.open(&[COURT_ID, MEMBERSHIP_ID])?;
        let file = CourtFile::open(&*cluster, &self.nation)?;
        let now = cluster.now()?;
        let mut cases = nation::all_of::<Case>(&*cluster, &file.address)?;
        cases.retain(|(_, case)| !self.open || crate::justice::phase(case, now) != Phase::Final);
        cases.sort_by_key(|(_, case)| case.id);
        let data: Vec<Value> = cases
            .iter()
            .map(|(address, case)| {
                json!({
                    "case": case.id,
                    "address": address.to_string(),
                    "remedy": remedy(case),
                    "claimant": case.claimant.to_string(),
                    "respondent": case.respondent.to_string(),
                    "phase": phase(case, now),
                    "deadline": deadline(case, now),
                    "ruling": named_ruling(case.ruling),
                    "enforced_at": case.enforced_at,
                })
            })
            .collect();
        let rows = cases.iter().map(|(_, case)| {
            let until = deadline(case, now).map_or_else(String::new, |at| output::relative(now, at));
            let ruling = named_ruling(case.ruling).to_owned();
            [case.id.to_string(), remedy(case).into(), phase(case, now).into(), until, ruling]
        });
        let table = table(["Case", "Asks to", "Phase", "Ends", "Ruling"], 5, rows);
        Ok(Output::new(&json!({ "now": now, "cases": data }), table))
    }
}

fn remedy(case: &Case) -> &'static str {
    Remedy::of(case.remedy).map_or("unknown", Remedy::meaning)
}

fn phase(case: &Case, now: i64) -> &'static str {
    crate::justice::named_phase(crate::justice::phase(case, now))
}
