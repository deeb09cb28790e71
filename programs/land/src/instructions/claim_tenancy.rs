use crate::citizen;
use crate::error::LandError;
use crate::event::LeaseChanged;
use crate::state::{Lease, NO_SERIAL};
use anchor_lang::prelude::*;
use membership::state::Citizen;

/// Accounts of `claim_tenancy`.
#[derive(Accounts)]
pub struct ClaimTenancy {
    /// The citizen's present wallet.
    pub wallet: Signer,
    /// The tenant, or the buyer, after a reissue.
    pub citizen: Account<Citizen>,
    /// The lease.
    #[account(mut)]
    pub lease: Account<Lease>,
}

impl ClaimTenancy {
    fn validate(&self) -> Result<()> {
        citizen::check(&self.citizen, self.wallet.address(), &self.lease.nation)?;
        let serial = self.citizen.serial;
        // A serial is never reused, and a reissue moves it: whoever has it now is the same person.
        require!(
            serial != NO_SERIAL && (serial == self.lease.tenant_serial || serial == self.lease.buyer_serial),
            LandError::WrongCitizen
        );
        Ok(())
    }

    pub(crate) fn claim_tenancy(&mut self) -> Result<()> {
        self.validate()?;
        let (wallet, serial) = (*self.wallet.address(), self.citizen.serial);
        let lease = &mut self.lease;
        let mut moved = false;
        if serial == lease.tenant_serial && lease.tenant != wallet {
            lease.tenant = wallet;
            moved = true;
        }
        if serial == lease.buyer_serial && lease.buyer != wallet {
            lease.buyer = wallet;
            moved = true;
        }
        require!(moved, LandError::WalletOnRecord);
        lease.invariant()?;
        emit!(LeaseChanged::of(lease, support::now()?));
        Ok(())
    }
}
