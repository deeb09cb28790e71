use crate::error::MembershipError;
use crate::event::TermExtended;
use crate::state::{Citizen, Nation};
use anchor_lang::prelude::*;
use rules::census;
use rules::eligibility::STATUS_ACTIVE;

/// Accounts of `extend_term`.
#[derive(Accounts)]
pub struct ExtendTerm {
    /// The nation's treasury, which has been paid the dues. Nobody can sign for zero, so a nation
    /// without a treasury extends nothing.
    #[account(address = nation.treasury @ MembershipError::NotTreasury)]
    pub treasury: Signer,
    /// The nation.
    #[account(mut)]
    pub nation: Account<Nation>,
    /// The citizen.
    #[account(mut, constraint = citizen.nation == *nation.address() @ MembershipError::WrongNation)]
    pub citizen: Account<Citizen>,
}

impl ExtendTerm {
    fn validate(&self, terms: u8) -> Result<()> {
        require!(terms > 0, MembershipError::TermsZero);
        require!(self.citizen.status == STATUS_ACTIVE, MembershipError::NotActive);
        Ok(())
    }

    /// Where `terms` more terms lead, from the present end or, for the lapsed, from now.
    fn extended(&self, terms: u8, now: i64) -> Result<i64> {
        let nation = &self.nation;
        let mut expires_at = self.citizen.expires_at.max(now);
        for _ in 0..terms {
            let next = census::expiry(expires_at, now, nation.term_seconds, nation.bucket_seconds)
                .map_err(MembershipError::from)?;
            if next <= expires_at {
                break;
            }
            expires_at = next;
        }
        require!(expires_at > self.citizen.expires_at, MembershipError::TermAlreadyFull);
        Ok(expires_at)
    }

    pub(crate) fn extend_term(&mut self, terms: u8) -> Result<()> {
        self.validate(terms)?;
        let now = support::now()?;
        let expires_at = self.extended(terms, now)?;
        let votes = self.citizen.counts_as_voter();
        self.nation.leave(self.citizen.expires_at, votes, now)?;
        self.nation.enter(expires_at, votes, now)?;
        self.citizen.expires_at = expires_at;
        self.nation.invariant()?;
        emit!(TermExtended { nation: *self.nation.address(), serial: self.citizen.serial, expires_at });
        Ok(())
    }
}
