use crate::citizen;
use crate::error::LandError;
use crate::escrow::Escrow;
use crate::event::LeaseChanged;
use crate::state::{Lease, Registry, STATE_OFFERED};
use anchor_lang::prelude::*;
use membership::state::Citizen;

/// Accounts of `accept_lease`.
#[derive(Accounts)]
pub struct AcceptLease {
    /// Who takes the lease, and owns `source`.
    pub tenant: Signer,
    /// Pays the deposit: the tenant for SOL, a token account of the tenant's else.
    #[account(mut, unsafe(dup))]
    pub source: UncheckedAccount,
    /// The tenant's citizenship.
    pub citizen: Account<Citizen>,
    /// The registry.
    #[account(mut, constraint = registry.nation == lease.nation @ LandError::WrongNation)]
    pub registry: Account<Registry>,
    /// The lease.
    #[account(mut)]
    pub lease: Account<Lease>,
    /// Its escrow.
    #[account(mut, address = lease.escrow @ LandError::WrongEscrow)]
    pub escrow: UncheckedAccount,
    /// The mint.
    #[account(address = lease.mint @ LandError::WrongMint)]
    pub mint: UncheckedAccount,
    /// The mint's program.
    pub token_program: UncheckedAccount,
}

impl AcceptLease {
    fn validate(&self, now: i64) -> Result<()> {
        let lease = &self.lease;
        require!(lease.state == STATE_OFFERED, LandError::NotOffered);
        require!(lease.terms.by_auction == 0, LandError::ByAuction);
        require!(now < lease.offer_expires_at, LandError::OfferExpired);
        let wallet = self.tenant.address();
        require!(lease.tenant == support::NOBODY || lease.tenant == *wallet, LandError::NotInvited);
        citizen::check_in_good_standing(&self.citizen, wallet, &lease.nation, now)
    }

    pub(crate) fn accept_lease(&mut self, price: u64) -> Result<()> {
        let now = support::now()?;
        self.validate(now)?;
        let lease = &mut self.lease;
        lease.activate(*self.tenant.address(), self.citizen.serial, price, now)?;
        if lease.deposit > 0 {
            lease.held = Escrow::of(lease, &self.escrow, &self.mint, &self.token_program)?.take(
                &self.source,
                &self.tenant,
                lease.deposit,
                lease.held,
            )?;
        }
        self.registry.lease_began()?;
        lease.invariant()?;
        emit!(LeaseChanged::of(lease, now));
        Ok(())
    }
}
