use super::pinned;
use crate::entropy;
use crate::error::CourtError;
use crate::event::CaseChanged;
use crate::state::Case;
use anchor_lang::prelude::*;
use anchor_lang::solana_program::clock::Clock;
use anchor_lang::solana_program::sysvar::Sysvar;
use rules::{panel, sortition};

/// Accounts of `repin`.
#[derive(Accounts)]
pub struct Repin {
    /// The case.
    #[account(mut)]
    pub case: Account<Case>,
    /// The SlotHashes sysvar.
    pub slot_hashes: UncheckedAccount,
}

impl Repin {
    pub(crate) fn repin(&mut self) -> Result<()> {
        let clock = Clock::get()?;
        let now = clock.unix_timestamp;
        entropy::check_aged_out(&self.slot_hashes, pinned(&self.case, now)?)?;
        let round = self.case.present_mut()?;
        let bounty = panel::bounty(round.pool);
        round.pool = round.pool.checked_sub(bounty).ok_or(CourtError::ArithmeticOverflow)?;
        round.bounty = round.bounty.checked_add(bounty).ok_or(CourtError::ArithmeticOverflow)?;
        round.pinned_slot = sortition::pin(clock.slot);
        emit!(CaseChanged::of(&self.case, now)?);
        Ok(())
    }
}
