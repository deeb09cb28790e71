use crate::error::MembershipError;
use crate::event::CharterSigned;
use crate::state::{Citizen, Nation};
use anchor_lang::prelude::*;
use rules::eligibility::STATUS_ACTIVE;

/// Accounts of `sign_charter`.
#[derive(Accounts)]
pub struct SignCharter {
    /// The citizen's wallet.
    #[account(address = citizen.wallet @ MembershipError::WrongWallet)]
    pub wallet: Signer,
    /// The nation.
    pub nation: Account<Nation>,
    /// The citizen.
    #[account(mut, constraint = citizen.nation == *nation.address() @ MembershipError::WrongNation)]
    pub citizen: Account<Citizen>,
}

impl SignCharter {
    fn validate(&self, charter_hash: &[u8; 32]) -> Result<()> {
        // The lapsed and the suspended may sign: it takes effect when they return.
        require!(self.citizen.status == STATUS_ACTIVE, MembershipError::NotActive);
        require!(*charter_hash == self.nation.charter_hash, MembershipError::CharterMismatch);
        Ok(())
    }

    pub(crate) fn sign_charter(&mut self, charter_hash: &[u8; 32]) -> Result<()> {
        self.validate(charter_hash)?;
        let version = self.nation.charter_version;
        self.citizen.charter_version = version;
        emit!(CharterSigned {
            nation: *self.nation.address(),
            serial: self.citizen.serial,
            charter_version: u64::from(version),
        });
        Ok(())
    }
}
