use crate::error::CourtError;
use crate::escrow::{self, Escrow};
use crate::event::FinesCollected;
use crate::fines::{self, Deposit};
use crate::state::Court;
use anchor_lang::prelude::*;

/// Accounts of `collect_fines`.
#[derive(Accounts)]
pub struct CollectFines {
    /// The court.
    #[account(mut)]
    pub court: Account<Court>,
    /// The court's escrow.
    #[account(mut, address = court.escrow @ CourtError::WrongEscrow)]
    pub escrow: UncheckedAccount,
    /// The treasury's ledger of the mint.
    #[account(mut)]
    pub ledger: UncheckedAccount,
    /// The ledger's holding.
    #[account(mut)]
    pub holding: UncheckedAccount,
    /// The court's mint.
    #[account(address = court.mint @ CourtError::WrongMint)]
    pub mint: UncheckedAccount,
    /// The mint's program.
    #[account(address = court.token_program @ CourtError::WrongMint)]
    pub token_program: UncheckedAccount,
    /// The treasury's program.
    #[account(address = treasury::ID @ CourtError::WrongProgram)]
    pub treasury_program: UncheckedAccount,
}

impl CollectFines {
    fn validate(&self) -> Result<()> {
        let holding = fines::check_ledger(&self.ledger, &self.court.nation, &self.court.mint)?;
        require!(holding == *self.holding.address(), CourtError::WrongHolding);
        Ok(())
    }

    pub(crate) fn collect_fines(&mut self) -> Result<()> {
        self.validate()?;
        let amount = core::mem::take(&mut self.court.fines);
        let asset = escrow::asset(&self.mint, &self.token_program)?;
        let deposit = Deposit {
            escrow: &self.escrow,
            ledger: &self.ledger,
            holding: &self.holding,
            mint: &self.mint,
            token_program: &self.token_program,
        };
        Escrow { court: &mut self.court, view: &self.escrow, asset }
            .give(amount, |seeds| deposit.make(amount, seeds))?;
        emit!(FinesCollected { court: *self.court.address(), amount });
        Ok(())
    }
}
