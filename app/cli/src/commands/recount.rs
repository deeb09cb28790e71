use crate::Error;
use crate::output::{Output, grouped, table};
use crate::recount;
use clap::Args;
use client::GOVERNOR_ID;
use cluster::{Cluster, Snapshot};
use std::path::PathBuf;

/// Arguments of `civitas recount`.
#[derive(Debug, Args)]
pub struct Recount {
    /// File that `civitas run --save` wrote.
    snapshot: PathBuf,
}

impl Recount {
    pub(super) fn execute(&self) -> Result<Output, Error> {
        let snapshot = Snapshot::load(&self.snapshot)?;
        if !snapshot.programs.contains(&GOVERNOR_ID) {
            return Err(Error::input(&self.snapshot, None, "the snapshot does not hold the governor's accounts"));
        }
        let recount = recount::recount(&snapshot.program_accounts(&GOVERNOR_ID, &[])?);
        let rows = recount.proposals.iter().map(|proposal| {
            let counts = |counts: &[u64]| {
                counts.iter().map(|count| grouped(*count)).collect::<Vec<_>>().join(" / ")
            };
            [
                proposal.id.to_string(),
                proposal.title.clone(),
                proposal.state.to_owned(),
                proposal.verdict.map_or_else(|| "\u{2013}".into(), |verdict| verdict.to_string()),
                counts(&proposal.citizens),
                counts(&proposal.stakes),
            ]
        });
        let table = table(["Proposal", "Title", "State", "Ballots say", "Citizens", "Stakes"], 4, rows);
        let failure = recount.failure();
        Ok(Output::new(&recount, format!("{table}{}\n", recount.summary())).failing(failure))
    }
}
