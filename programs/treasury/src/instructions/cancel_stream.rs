use crate::error::TreasuryError;
use crate::event::StreamChanged;
use crate::state::{Ledger, Stream};
use anchor_lang::prelude::*;
use membership::state::Nation;

/// Accounts of `cancel_stream`.
#[derive(Accounts)]
pub struct CancelStream {
    /// The nation's authority.
    pub authority: Signer,
    /// The nation.
    #[account(address = ledger.nation @ TreasuryError::WrongNation)]
    pub nation: Account<Nation>,
    /// The ledger.
    #[account(mut, address = stream.ledger @ TreasuryError::WrongLedger)]
    pub ledger: Account<Ledger>,
    /// The stream.
    #[account(mut)]
    pub stream: Account<Stream>,
}

impl CancelStream {
    fn validate(&self, now: i64) -> Result<()> {
        self.nation.check_authority(self.authority.address(), now)
    }

    pub(crate) fn cancel_stream(&mut self) -> Result<()> {
        let now = support::now()?;
        self.validate(now)?;
        let unearned = self.stream.cancel(now)?;
        self.ledger.settle_stream(unearned)?;
        self.ledger.invariant()?;
        emit!(StreamChanged::of(&self.stream, false));
        Ok(())
    }
}
