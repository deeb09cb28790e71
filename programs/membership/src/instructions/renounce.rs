use crate::error::MembershipError;
use crate::event::CitizenshipEnded;
use crate::state::{Citizen, Nation};
use anchor_lang::prelude::*;
use rules::eligibility::{STATUS_ACTIVE, STATUS_RENOUNCED};

/// Accounts of `renounce`.
#[derive(Accounts)]
pub struct Renounce {
    /// The citizen's wallet.
    #[account(address = citizen.wallet @ MembershipError::WrongWallet)]
    pub wallet: Signer,
    /// The nation.
    #[account(mut)]
    pub nation: Account<Nation>,
    /// The citizen.
    #[account(mut, constraint = citizen.nation == *nation.address() @ MembershipError::WrongNation)]
    pub citizen: Account<Citizen>,
}

impl Renounce {
    fn validate(&self) -> Result<()> {
        // The suspended may leave too; but `close_citizen` waits for the suspension's end, so leaving
        // and joining again does not lift it.
        require!(self.citizen.status == STATUS_ACTIVE, MembershipError::NotActive);
        Ok(())
    }

    pub(crate) fn renounce(&mut self) -> Result<()> {
        self.validate()?;
        let now = support::now()?;
        self.nation.leave(self.citizen.expires_at, self.citizen.counts_as_voter(), now)?;
        self.citizen.status = STATUS_RENOUNCED;
        self.nation.invariant()?;
        emit!(CitizenshipEnded {
            nation: *self.nation.address(),
            serial: self.citizen.serial,
            status: u64::from(STATUS_RENOUNCED),
        });
        Ok(())
    }
}
