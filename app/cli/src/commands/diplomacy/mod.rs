//! Relations of nations: recognition, treaties, visits, the census and the stage that follows from it.

mod census;
mod recognition;
mod show;
mod treaty;
mod visa;

use crate::Error;
use crate::output::Output;
use clap::Subcommand;

/// The commands of `civitas diplomacy`.
#[derive(Debug, Subcommand)]
pub enum Diplomacy {
    /// Show a nation's stage, last census, recognitions and treaties.
    Show(show::Show),
    /// Register the wallet as a body outside, as a state or a city, which can recognise nations.
    RegisterBody(recognition::Register),
    /// Recognise a nation: as the authority of a nation, or as a body.
    Recognise(recognition::Recognition),
    /// Revoke a recognition. Its history stays.
    Revoke(recognition::Recognition),
    /// Propose, sign and denounce treaties.
    #[command(subcommand)]
    Treaty(treaty::Treaty),
    /// Visit a nation under a treaty.
    #[command(subcommand)]
    Visa(visa::Visa),
    /// Publish the census of the running period of 30 days.
    #[command(subcommand)]
    Census(census::Census),
    /// Compute the stage.
    #[command(subcommand)]
    Stage(census::Stage),
}

impl Diplomacy {
    pub(super) fn execute(&self) -> Result<Output, Error> {
        match self {
            Self::Show(show) => show.execute(),
            Self::RegisterBody(register) => register.execute(),
            Self::Recognise(recognition) => recognition.recognise(),
            Self::Revoke(recognition) => recognition.revoke(),
            Self::Treaty(treaty) => treaty.execute(),
            Self::Visa(visa) => visa.execute(),
            Self::Census(census) => census.execute(),
            Self::Stage(stage) => stage.execute(),
        }
    }
}
