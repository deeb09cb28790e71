use crate::error::MembershipError;
use crate::event::CharterAmended;
use crate::state::Nation;
use anchor_lang::prelude::*;

/// Accounts of `amend_charter`.
#[derive(Accounts)]
pub struct AmendCharter {
    /// The nation's authority.
    pub authority: Signer,
    /// The nation.
    #[account(mut)]
    pub nation: Account<Nation>,
}

impl AmendCharter {
    fn validate(&self, now: i64) -> Result<()> {
        self.nation.check_authority(self.authority.address(), now)
    }

    pub(crate) fn amend_charter(&mut self, charter_hash: [u8; 32], charter_uri: &str) -> Result<()> {
        let now = support::now()?;
        self.validate(now)?;
        let uri = support::text::padded(charter_uri).ok_or(MembershipError::CharterUriInvalid)?;
        let nation = &mut self.nation;
        nation.charter_version =
            nation.charter_version.checked_add(1).ok_or(MembershipError::CharterVersionOverflow)?;
        nation.charter_hash = charter_hash;
        nation.charter_uri = uri;
        nation.charter_adopted_at = now;
        nation.invariant()?;
        emit!(CharterAmended {
            nation: *nation.address(),
            charter_hash,
            charter_version: nation.charter_version,
        });
        Ok(())
    }
}
