use crate::error::TreasuryError;
use crate::event::StreamChanged;
use crate::state::Stream;
use anchor_lang::prelude::*;
use membership::state::Nation;

/// Accounts of `pause_stream`.
#[derive(Accounts)]
pub struct PauseStream {
    /// The nation's court.
    pub court: Signer,
    /// The nation.
    #[account(address = stream.nation @ TreasuryError::WrongNation)]
    pub nation: Account<Nation>,
    /// The stream.
    #[account(mut)]
    pub stream: Account<Stream>,
}

impl PauseStream {
    fn validate(&self, now: i64) -> Result<()> {
        self.nation.check_court(self.court.address(), now)
    }

    pub(crate) fn pause_stream(&mut self) -> Result<()> {
        let now = support::now()?;
        self.validate(now)?;
        self.stream.pause(now)?;
        emit!(StreamChanged::of(&self.stream, false));
        Ok(())
    }
}
