use crate::error::DiplomacyError;
use crate::event::TreatyChanged;
use crate::state::{Treaty, TreatyTerms};
use anchor_lang::prelude::*;
use membership::state::Nation;

/// Accounts of the instructions by which a nation acts on a treaty: `sign_treaty`, `denounce_treaty`.
#[derive(Accounts)]
pub struct ActOnTreaty {
    /// The nation's authority.
    pub authority: Signer,
    /// The nation that acts.
    pub nation: Account<Nation>,
    /// The treaty.
    #[account(mut, constraint = treaty.is_party(nation.address()) @ DiplomacyError::NotParty)]
    pub treaty: Account<Treaty>,
}

impl ActOnTreaty {
    pub(super) fn validate(&self, now: i64) -> Result<()> {
        self.nation.check_authority(self.authority.address(), now)
    }

    pub(crate) fn sign_treaty(&mut self, terms: &TreatyTerms) -> Result<()> {
        let now = support::now()?;
        self.validate(now)?;
        require!(*self.nation.address() != self.treaty.proposer, DiplomacyError::NotCounterparty);
        self.treaty.sign(terms, now)?;
        emit!(TreatyChanged::of(&self.treaty, false));
        Ok(())
    }
}
