use crate::Error;
use crate::output::{Output, counted};
use crate::scenario;
use clap::Subcommand;
use serde::Serialize;
use std::path::PathBuf;

/// The commands of `civitas scenario`.
#[derive(Debug, Subcommand)]
pub enum Scenario {
    /// Read a scenario and say what is wrong with it, without running anything.
    Check {
        /// Folder of the scenario; docs/scenarios.md describes the format.
        scenario: PathBuf,
    },
}

#[derive(Serialize)]
struct Checked {
    name: String,
    slug: String,
    citizens: usize,
    polls: usize,
    ballots: usize,
    economic_steps: usize,
}

impl Scenario {
    pub(super) fn execute(&self) -> Result<Output, Error> {
        let Self::Check { scenario: folder } = self;
        let scenario = scenario::Scenario::load(folder)?;
        let checked = Checked {
            name: scenario.name.clone(),
            slug: scenario.slug.clone(),
            citizens: scenario.citizens.len(),
            polls: scenario.polls.len(),
            ballots: scenario.ballots(),
            economic_steps: scenario.economy.as_ref().map_or(0, |economy| economy.steps.len()),
        };
        let steps = match checked.economic_steps {
            0 => String::new(),
            steps => format!(", {} of its economy", counted(steps as u64, "step")),
        };
        let human = format!(
            "{} ({}): {}, {}, {}{steps}. Nothing is wrong with it.\n",
            checked.name,
            checked.slug,
            counted(checked.citizens as u64, "citizen"),
            counted(checked.polls as u64, "poll"),
            counted(checked.ballots as u64, "ballot")
        );
        Ok(Output::new(&checked, human))
    }
}
