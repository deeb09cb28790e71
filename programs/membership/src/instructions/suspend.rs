use crate::error::MembershipError;
use crate::event::SuspensionSet;
use crate::state::{Citizen, Nation};
use anchor_lang::prelude::*;
use rules::eligibility::STATUS_ACTIVE;

/// Accounts of `suspend`.
#[derive(Accounts)]
pub struct Suspend {
    /// The nation's court, or its authority while there is no court.
    pub court: Signer,
    /// The nation.
    pub nation: Account<Nation>,
    /// The citizen.
    #[account(mut, constraint = citizen.nation == *nation.address() @ MembershipError::WrongNation)]
    pub citizen: Account<Citizen>,
}

impl Suspend {
    fn validate(&self, until: i64) -> Result<()> {
        let now = support::now()?;
        self.nation.check_court(self.court.address(), now)?;
        require!(self.citizen.status == STATUS_ACTIVE, MembershipError::NotActive);
        // A new order replaces the old one, longer or shorter.
        require!(until > now, MembershipError::SuspensionPast);
        Ok(())
    }

    pub(crate) fn suspend(&mut self, until: i64) -> Result<()> {
        self.validate(until)?;
        // The census does not change: suspending opponents must not shrink the quorum.
        self.citizen.suspended_until = until;
        emit!(SuspensionSet {
            nation: *self.nation.address(),
            serial: self.citizen.serial,
            suspended_until: until,
        });
        Ok(())
    }
}
