use crate::Error;
use crate::context::Source;
use crate::output::{Output, TITLE, grouped, table};
use crate::recount;
use clap::Args;
use client::GOVERNOR_ID;

/// Arguments of `civitas recount`.
#[derive(Debug, Args)]
pub struct Recount {
    #[command(flatten)]
    source: Source,
}

impl Recount {
    pub(super) fn execute(&self) -> Result<Output, Error> {
        let recount =
            recount::recount(&self.source.open(&[GOVERNOR_ID])?.program_accounts(&GOVERNOR_ID, &[])?);
        let rows = recount.proposals.iter().map(|proposal| {
            let counts =
                |counts: &[u64]| counts.iter().map(|count| grouped(*count)).collect::<Vec<_>>().join(" / ");
            [
                proposal.id.to_string(),
                proposal.title.clone(),
                proposal.state.to_owned(),
                proposal.verdict.map_or_else(|| "\u{2013}".into(), |verdict| verdict.to_string()),
                counts(&proposal.citizens),
                counts(&proposal.stakes),
            ]
        });
        let table = table(["Proposal", TITLE, "State", "Ballots say", "Citizens", "Stakes"], 4, rows);
        let failure = recount.failure();
        Ok(Output::new(&recount, format!("{table}{}\n", recount.summary())).failing(failure))
    }
}
