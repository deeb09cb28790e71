use crate::error::TreasuryError;
use crate::event::StreamChanged;
use crate::state::Stream;
use anchor_lang::prelude::*;

/// Accounts of `close_stream`.
#[derive(Accounts)]
pub struct CloseStream {
    /// The stream.
    #[account(mut, close = rent_payer)]
    pub stream: Account<Stream>,
    /// Gets the rent back.
    #[account(mut, unsafe(dup), address = stream.rent_payer @ TreasuryError::WrongRentPayer)]
    pub rent_payer: UncheckedAccount,
}

impl CloseStream {
    fn validate(&self) -> Result<()> {
        require!(self.stream.is_done(), TreasuryError::StreamNotEmpty);
        Ok(())
    }

    pub(crate) fn close_stream(&mut self) -> Result<()> {
        self.validate()?;
        emit!(StreamChanged::of(&self.stream, true));
        Ok(())
    }
}
