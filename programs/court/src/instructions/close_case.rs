use crate::error::CourtError;
use crate::state::{Case, Court, RECORD_SECONDS};
use anchor_lang::prelude::*;

/// Accounts of `close_case`.
#[derive(Accounts)]
pub struct CloseCase {
    /// The court.
    #[account(mut, address = case.court @ CourtError::WrongCourt)]
    pub court: Account<Court>,
    /// The case.
    #[account(mut, close = rent_payer)]
    pub case: Account<Case>,
    /// Who paid the rent.
    #[account(mut, unsafe(dup), address = case.rent_payer @ CourtError::WrongRentPayer)]
    pub rent_payer: UncheckedAccount,
}

impl CloseCase {
    fn validate(&self, now: i64) -> Result<()> {
        let case = &self.case;
        case.check_final()?;
        let on_record = now < case.final_at.saturating_add(RECORD_SECONDS);
        require!(
            case.seats_left == 0
                && case.evidence_left == 0
                && case.claimant_due == 0
                && case.respondent_due == 0
                && !(on_record && (case.is_enforceable() || case.held > 0)),
            CourtError::CaseNotOver
        );
        Ok(())
    }

    pub(crate) fn close_case(&mut self) -> Result<()> {
        self.validate(support::now()?)?;
        // Bounties that nobody has fetched in all the time.
        self.court.fine(self.case.held)?;
        self.court.invariant()
    }
}
