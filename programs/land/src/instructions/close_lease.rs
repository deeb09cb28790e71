use crate::error::LandError;
use crate::escrow::Escrow;
use crate::state::Lease;
use crate::treasury;
use anchor_lang::prelude::*;

/// Accounts of `close_lease`.
#[derive(Accounts)]
pub struct CloseLease {
    /// The lease.
    #[account(mut, close = rent_payer)]
    pub lease: Account<Lease>,
    /// Its escrow.
    #[account(mut, address = lease.escrow @ LandError::WrongEscrow)]
    pub escrow: UncheckedAccount,
    /// Who paid the rent of both.
    #[account(mut, unsafe(dup), address = lease.rent_payer @ LandError::WrongRentPayer)]
    pub rent_payer: UncheckedAccount,
    /// The treasury's ledger of the mint.
    pub ledger: UncheckedAccount,
    /// The ledger's holding: gets tokens that were sent to the escrow and booked for nobody.
    #[account(mut)]
    pub holding: UncheckedAccount,
    /// The mint.
    #[account(address = lease.mint @ LandError::WrongMint)]
    pub mint: UncheckedAccount,
    /// The mint's program.
    pub token_program: UncheckedAccount,
}

impl CloseLease {
    fn validate(&self) -> Result<()> {
        require!(self.lease.is_settled(), LandError::NotSettled);
        let holding = treasury::check_ledger(&self.ledger, &self.lease.nation, &self.lease.mint)?;
        require!(holding == *self.holding.address(), LandError::WrongHolding);
        Ok(())
    }

    pub(crate) fn close_lease(&mut self) -> Result<()> {
        self.validate()?;
        Escrow::of(&self.lease, &self.escrow, &self.mint, &self.token_program)?
            .close(&self.rent_payer, &self.holding);
        Ok(())
    }
}
