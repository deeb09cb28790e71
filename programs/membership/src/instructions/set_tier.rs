use crate::error::MembershipError;
use crate::event::TierSet;
use crate::state::{Citizen, Nation};
use anchor_lang::prelude::*;
use rules::eligibility::{STATUS_ACTIVE, TIER_CITIZEN};

/// Accounts of `set_tier`.
#[derive(Accounts)]
pub struct SetTier {
    /// The nation's authority.
    pub authority: Signer,
    /// The nation.
    #[account(mut)]
    pub nation: Account<Nation>,
    /// The member.
    #[account(mut, constraint = citizen.nation == *nation.address() @ MembershipError::WrongNation)]
    pub citizen: Account<Citizen>,
}

impl SetTier {
    fn validate(&self, tier: u8, now: i64) -> Result<()> {
        self.nation.check_authority(self.authority.address(), now)?;
        require!(tier <= TIER_CITIZEN, MembershipError::TierUnknown);
        require!(self.citizen.status == STATUS_ACTIVE, MembershipError::NotActive);
        Ok(())
    }

    pub(crate) fn set_tier(&mut self, tier: u8) -> Result<()> {
        let now = support::now()?;
        self.validate(tier, now)?;
        // Whoever has lapsed is in neither ring, and comes back by the tier held then.
        if now < self.citizen.expires_at {
            let expires_at = self.citizen.expires_at;
            let voted = self.citizen.counts_as_voter();
            self.nation.leave(expires_at, voted, now)?;
            self.nation.enter(expires_at, tier == TIER_CITIZEN, now)?;
        }
        self.citizen.tier = tier;
        self.nation.invariant()?;
        emit!(TierSet { nation: *self.nation.address(), serial: self.citizen.serial, tier: u64::from(tier) });
        Ok(())
    }
}
