use crate::error::CourtError;
use crate::event::CaseChanged;
use crate::state::{Case, Court, Remedy};
use anchor_lang::prelude::*;
use rules::trial::Trial;
use rules::verdict::FOR_CLAIMANT;

/// Accounts of `finalize`.
#[derive(Accounts)]
pub struct Finalize {
    /// The court.
    #[account(mut, address = case.court @ CourtError::WrongCourt)]
    pub court: Account<Court>,
    /// The case.
    #[account(mut)]
    pub case: Account<Case>,
}

/// Makes the ruling of a case final, whose course has come to its end: shares the money, and awards what is in escrow.
pub(crate) fn finish(
    court: &mut Account<Court>,
    case: &mut Account<Case>,
    ended: &Trial,
    now: i64,
) -> Result<()> {
    case.set_trial(ended)?;
    case.final_at = now;
    let remainders = case.share_out()?;
    court.fine(remainders)?;
    // What is in the court's own escrow needs nobody to be enforced.
    if case.remedy()? == Remedy::AwardEscrow && case.ruling == FOR_CLAIMANT {
        case.enforced_at = now;
    }
    case.invariant()?;
    court.invariant()?;
    emit!(CaseChanged::of(case, now)?);
    Ok(())
}

impl Finalize {
    pub(crate) fn finalize(&mut self) -> Result<()> {
        let now = support::now()?;
        let ended = self.case.trial()?.end(now).map_err(CourtError::from)?;
        finish(&mut self.court, &mut self.case, &ended, now)
    }
}
