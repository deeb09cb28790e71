use crate::entropy;
use crate::error::CourtError;
use crate::event::CaseChanged;
use crate::state::Case;
use anchor_lang::prelude::*;

/// Accounts of `capture`.
#[derive(Accounts)]
pub struct Capture {
    /// Anyone; gets the bounty if there is one.
    pub capturer: Signer,
    /// The case.
    #[account(mut)]
    pub case: Account<Case>,
    /// The SlotHashes sysvar.
    pub slot_hashes: UncheckedAccount,
}

/// Checks that the present round of a case still waits for its hash; returns the slot pinned.
pub(crate) fn pinned(case: &Case, now: i64) -> Result<u64> {
    case.trial()?.check_draw(now).map_err(CourtError::from)?;
    let round = case.present()?;
    require!(!round.is_captured(), CourtError::AlreadyCaptured);
    Ok(round.pinned_slot)
}

impl Capture {
    pub(crate) fn capture(&mut self) -> Result<()> {
        let now = support::now()?;
        let entropy = entropy::capture(&self.slot_hashes, pinned(&self.case, now)?)?;
        let capturer = *self.capturer.address();
        let round = self.case.present_mut()?;
        round.captured_slot = entropy.slot;
        round.hash = entropy.hash;
        round.capturer = capturer;
        emit!(CaseChanged::of(&self.case, now)?);
        Ok(())
    }
}
