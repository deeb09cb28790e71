use crate::error::CourtError;
use crate::state::{Case, Evidence};
use anchor_lang::prelude::*;

/// Accounts of `close_evidence_account`.
#[derive(Accounts)]
pub struct CloseEvidenceAccount {
    /// The case.
    #[account(mut, address = evidence.case @ CourtError::WrongCase)]
    pub case: Account<Case>,
    /// The evidence.
    #[account(mut, close = rent_payer)]
    pub evidence: Account<Evidence>,
    /// Who paid the rent.
    #[account(mut, unsafe(dup), address = evidence.rent_payer @ CourtError::WrongRentPayer)]
    pub rent_payer: UncheckedAccount,
}

impl CloseEvidenceAccount {
    pub(crate) fn close_evidence_account(&mut self) -> Result<()> {
        let case = &mut self.case;
        case.check_final()?;
        case.evidence_left = case.evidence_left.checked_sub(1).ok_or(CourtError::ArithmeticOverflow)?;
        Ok(())
    }
}
