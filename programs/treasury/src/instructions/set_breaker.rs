use crate::error::TreasuryError;
use crate::event::BreakerChanged;
use crate::state::Ledger;
use anchor_lang::prelude::*;
use membership::state::Nation;

/// Accounts of `set_breaker`.
#[derive(Accounts)]
pub struct SetBreaker {
    /// The nation's authority.
    pub authority: Signer,
    /// The nation.
    #[account(address = ledger.nation @ TreasuryError::WrongNation)]
    pub nation: Account<Nation>,
    /// The ledger.
    #[account(mut)]
    pub ledger: Account<Ledger>,
}

impl SetBreaker {
    fn validate(&self, now: i64) -> Result<()> {
        self.nation.check_authority(self.authority.address(), now)
    }

    pub(crate) fn set_breaker(&mut self, limit_bps: u16, window: u32) -> Result<()> {
        let now = support::now()?;
        self.validate(now)?;
        let from = self.ledger.set_rule(limit_bps, window, now)?;
        self.ledger.invariant()?;
        emit!(BreakerChanged { ledger: *self.ledger.address(), from, window, limit_bps, padding: [0; 2] });
        Ok(())
    }
}
