use crate::error::DiplomacyError;
use crate::event::CensusTaken;
use crate::evidence;
use crate::state::CensusReport;
use anchor_lang::prelude::*;
use rules::stage::is_open;

/// Accounts of `complete_census`. Ledgers of the treasury and parcels of the land registry follow, in any order.
#[derive(Accounts)]
pub struct CompleteCensus {
    /// The report.
    #[account(mut)]
    pub report: Account<CensusReport>,
}

impl CompleteCensus {
    fn validate(&self, now: i64) -> Result<()> {
        require!(is_open(self.report.reported_at, now), DiplomacyError::ReportFinal);
        Ok(())
    }

    pub(crate) fn complete_census(&mut self, evidence: &[AccountView]) -> Result<()> {
        let now = support::now()?;
        self.validate(now)?;
        require!(evidence::add(&mut self.report, evidence, now)?, DiplomacyError::NothingToAdd);
        self.report.invariant()?;
        emit!(CensusTaken::of(&self.report, true));
        Ok(())
    }
}
