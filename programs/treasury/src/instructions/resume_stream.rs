use crate::error::TreasuryError;
use crate::event::StreamChanged;
use crate::state::Stream;
use anchor_lang::prelude::*;
use membership::state::Nation;

/// Accounts of `resume_stream`.
#[derive(Accounts)]
pub struct ResumeStream {
    /// The nation's court; anyone, once the pause has lapsed.
    pub signer: Signer,
    /// The nation.
    #[account(address = stream.nation @ TreasuryError::WrongNation)]
    pub nation: Account<Nation>,
    /// The stream.
    #[account(mut)]
    pub stream: Account<Stream>,
}

impl ResumeStream {
    fn validate(&self, now: i64) -> Result<()> {
        require!(self.stream.paused != 0, TreasuryError::NotPaused);
        if now < self.stream.pause_lapses_at() {
            self.nation.check_court(self.signer.address(), now)?;
        }
        Ok(())
    }

    pub(crate) fn resume_stream(&mut self) -> Result<()> {
        let now = support::now()?;
        self.validate(now)?;
        self.stream.resume(now)?;
        emit!(StreamChanged::of(&self.stream, false));
        Ok(())
    }
}
