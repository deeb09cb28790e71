use crate::error::DiplomacyError;
use crate::event::CensusTaken;
use crate::evidence;
use crate::state::CensusReport;
use anchor_lang::prelude::*;
use rules::stage::is_open;
use support::remaining::Remaining;

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

    pub(crate) fn complete_census(&mut self) -> Result<()> {
        let now = support::now()?;
        self.validate(now)?;
        let only = *self.report.account();
        // SAFETY: `report` is the one account declared.
        let evidence = unsafe { Remaining::after(&only, &only, 1) };
        // Strictly before it: within the second of the report, a parcel can have been one thing and then another.
        let before = self.report.reported_at;
        require!(evidence::add(&mut self.report, evidence, now, before)?, DiplomacyError::NothingToAdd);
        self.report.invariant()?;
        emit!(CensusTaken::of(&self.report, true));
        Ok(())
    }
}
