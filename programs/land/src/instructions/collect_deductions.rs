use crate::error::LandError;
use crate::escrow::Escrow;
use crate::event::DepositChanged;
use crate::state::Lease;
use crate::treasury::{self, Deposit, INCOME_OTHER};
use anchor_lang::prelude::*;

/// Accounts of `collect_deductions`.
#[derive(Accounts)]
pub struct CollectDeductions {
    /// The lease.
    #[account(mut)]
    pub lease: Account<Lease>,
    /// Its escrow.
    #[account(mut, address = lease.escrow @ LandError::WrongEscrow)]
    pub escrow: UncheckedAccount,
    /// The treasury's ledger of the mint.
    #[account(mut)]
    pub ledger: UncheckedAccount,
    /// The ledger's holding.
    #[account(mut)]
    pub holding: UncheckedAccount,
    /// The mint.
    #[account(address = lease.mint @ LandError::WrongMint)]
    pub mint: UncheckedAccount,
    /// The mint's program.
    pub token_program: UncheckedAccount,
    /// The treasury.
    #[account(address = ::treasury::ID @ LandError::WrongProgram)]
    pub treasury_program: UncheckedAccount,
}

impl CollectDeductions {
    /// What is due to the landlord and was not collected yet.
    fn validate(&self) -> Result<u64> {
        let holding = treasury::check_ledger(&self.ledger, &self.lease.nation, &self.lease.mint)?;
        require!(holding == *self.holding.address(), LandError::WrongHolding);
        let due = self.lease.to_landlord.checked_sub(self.lease.landlord_taken);
        Ok(due.ok_or(LandError::ArithmeticOverflow)?)
    }

    pub(crate) fn collect_deductions(&mut self) -> Result<()> {
        let due = self.validate()?;
        let deposit = Deposit {
            payer: &self.escrow,
            source: &self.escrow,
            ledger: &self.ledger,
            holding: &self.holding,
            mint: &self.mint,
            token_program: &self.token_program,
        };
        let lease = &mut self.lease;
        lease.landlord_taken = lease.to_landlord;
        lease.held = Escrow::of(lease, &self.escrow, &self.mint, &self.token_program)?.deposit(
            &deposit,
            INCOME_OTHER,
            due,
            lease.held,
        )?;
        lease.invariant()?;
        emit!(DepositChanged::of(lease));
        Ok(())
    }
}
