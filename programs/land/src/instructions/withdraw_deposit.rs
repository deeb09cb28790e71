use crate::error::LandError;
use crate::escrow::Escrow;
use crate::event::DepositChanged;
use crate::state::Lease;
use anchor_lang::prelude::*;

/// Accounts of `withdraw_deposit`.
#[derive(Accounts)]
pub struct WithdrawDeposit {
    /// The tenant.
    pub tenant: Signer,
    /// The lease.
    #[account(mut)]
    pub lease: Account<Lease>,
    /// Its escrow.
    #[account(mut, address = lease.escrow @ LandError::WrongEscrow)]
    pub escrow: UncheckedAccount,
    /// Where the tenant wants it: any wallet for SOL, as the tenant's own; any token account else.
    #[account(mut, unsafe(dup))]
    pub destination: UncheckedAccount,
    /// The mint.
    #[account(address = lease.mint @ LandError::WrongMint)]
    pub mint: UncheckedAccount,
    /// The mint's program.
    pub token_program: UncheckedAccount,
}

impl WithdrawDeposit {
    /// What is due to the tenant and was not taken yet.
    fn validate(&self) -> Result<u64> {
        self.lease.check_tenant(self.tenant.address())?;
        let due = self.lease.to_tenant.checked_sub(self.lease.tenant_taken);
        Ok(due.ok_or(LandError::ArithmeticOverflow)?)
    }

    pub(crate) fn withdraw_deposit(&mut self) -> Result<()> {
        let due = self.validate()?;
        let lease = &mut self.lease;
        lease.tenant_taken = lease.to_tenant;
        lease.held = Escrow::of(lease, &self.escrow, &self.mint, &self.token_program)?.pay(
            &self.destination,
            due,
            lease.held,
        )?;
        lease.invariant()?;
        emit!(DepositChanged::of(lease));
        Ok(())
    }
}
