use crate::error::MembershipError;
use crate::event::SuspensionSet;
use crate::state::{Citizen, Nation};
use anchor_lang::prelude::*;

/// Accounts of `reinstate`.
#[derive(Accounts)]
pub struct Reinstate {
    /// The nation's court, or its authority while there is no court.
    pub court: Signer,
    /// The nation.
    pub nation: Account<Nation>,
    /// The citizen.
    #[account(mut, constraint = citizen.nation == *nation.address() @ MembershipError::WrongNation)]
    pub citizen: Account<Citizen>,
}

impl Reinstate {
    fn validate(&self) -> Result<()> {
        self.nation.check_court(self.court.address(), support::now()?)?;
        // The status does not matter: lifting the suspension of someone who has renounced lets the
        // account be closed.
        require!(self.citizen.suspended_until != 0, MembershipError::NotSuspended);
        Ok(())
    }

    pub(crate) fn reinstate(&mut self) -> Result<()> {
        self.validate()?;
        self.citizen.suspended_until = 0;
        emit!(SuspensionSet {
            nation: *self.nation.address(),
            serial: self.citizen.serial,
            suspended_until: 0,
        });
        Ok(())
    }
}
