use crate::error::MembershipError;
use crate::event::CitizenshipEnded;
use crate::state::{Citizen, Nation};
use anchor_lang::prelude::*;
use rules::eligibility::{STATUS_ACTIVE, STATUS_REVOKED};

/// Accounts of `revoke`.
#[derive(Accounts)]
pub struct Revoke {
    /// The nation's authority.
    pub authority: Signer,
    /// The nation.
    #[account(mut)]
    pub nation: Account<Nation>,
    /// The citizen.
    #[account(mut, constraint = citizen.nation == *nation.address() @ MembershipError::WrongNation)]
    pub citizen: Account<Citizen>,
}

impl Revoke {
    fn validate(&self, now: i64) -> Result<()> {
        self.nation.check_authority(self.authority.address(), now)?;
        // One who has renounced may be revoked still: renouncing must not be a way to escape a ban.
        require!(self.citizen.status != STATUS_REVOKED, MembershipError::AlreadyRevoked);
        Ok(())
    }

    pub(crate) fn revoke(&mut self) -> Result<()> {
        let now = support::now()?;
        self.validate(now)?;
        if self.citizen.status == STATUS_ACTIVE {
            self.nation.leave(self.citizen.expires_at, self.citizen.counts_as_voter(), now)?;
        }
        self.citizen.status = STATUS_REVOKED;
        self.nation.invariant()?;
        emit!(CitizenshipEnded {
            nation: *self.nation.address(),
            serial: self.citizen.serial,
            status: u64::from(STATUS_REVOKED),
        });
        Ok(())
    }
}
