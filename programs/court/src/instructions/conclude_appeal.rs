use super::finish;
use crate::citizens;
use crate::error::CourtError;
use crate::state::{Case, Court};
use anchor_lang::prelude::*;

/// Accounts of `conclude_appeal`.
#[derive(Accounts)]
pub struct ConcludeAppeal {
    /// The court.
    #[account(mut, address = case.court @ CourtError::WrongCourt)]
    pub court: Account<Court>,
    /// The case.
    #[account(mut)]
    pub case: Account<Case>,
    /// The motion, or where it was.
    #[account(address = case.proposal @ CourtError::WrongProposal)]
    pub proposal: UncheckedAccount,
}

impl ConcludeAppeal {
    pub(crate) fn conclude_appeal(&mut self) -> Result<()> {
        let now = support::now()?;
        let ended = self.case.trial()?.end_by_citizens().map_err(CourtError::from)?;
        if let Some(ruling) = citizens::decision(&self.proposal)? {
            self.case.ruling = ruling;
        }
        finish(&mut self.court, &mut self.case, &ended, now)
    }
}
