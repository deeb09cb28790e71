use crate::Error;
use crate::output::Output;
use crate::programs;
use crate::replay::replay;
use crate::scenario::Scenario;
use clap::Args;
use std::path::PathBuf;

/// Arguments of `civitas run`.
#[derive(Debug, Args)]
pub struct Run {
    /// Folder of the scenario; docs/scenarios.md describes the format.
    scenario: PathBuf,

    /// Save the programs' accounts in this file before anything is closed, for `civitas recount`
    /// and `civitas audit`.
    #[arg(long, value_name = "SNAPSHOT")]
    save: Option<PathBuf>,

    /// Folder with the programs' binaries [default: target/deploy here or in a folder above].
    #[arg(long, value_name = "DIR")]
    programs: Option<PathBuf>,
}

impl Run {
    pub(super) fn execute(&self) -> Result<Output, Error> {
        let scenario = Scenario::load(&self.scenario)?;
        let cluster = programs::embedded(self.programs.as_deref())?;
        let replayed = replay(&scenario, &cluster)?;
        let report = replayed.report;
        let mut human = report.to_human();
        let sentences = report.disagreements.clone();
        let mut failure = (!sentences.is_empty()).then_some(Error::Disagreement { sentences });
        if let Some(path) = &self.save {
            match replayed.snapshot.save(path) {
                Ok(()) => {
                    let path = path.display();
                    human += &format!("Saved for `civitas recount {path}` and `civitas audit {path}`.\n");
                }
                // The report is not lost with it.
                Err(error) => failure = failure.or(Some(error.into())),
            }
        }
        Ok(Output::new(&report, human).failing(failure))
    }
}
