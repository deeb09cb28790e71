use crate::error::CourtError;
use crate::escrow::{self, Escrow};
use crate::event::JurorChanged;
use crate::state::{Court, Juror};
use anchor_lang::prelude::*;

/// Accounts of `add_bond`.
#[derive(Accounts)]
pub struct AddBond {
    /// The juror's wallet, which owns `source`.
    #[account(address = juror.wallet @ CourtError::NotJuror)]
    pub wallet: Signer,
    /// What is taken from: the wallet for SOL, a token account of the wallet's else.
    #[account(mut, unsafe(dup))]
    pub source: UncheckedAccount,
    /// The court.
    #[account(mut, address = juror.court @ CourtError::WrongCourt)]
    pub court: Account<Court>,
    /// The juror.
    #[account(mut)]
    pub juror: Account<Juror>,
    /// The court's escrow.
    #[account(mut, address = court.escrow @ CourtError::WrongEscrow)]
    pub escrow: UncheckedAccount,
    /// The court's mint.
    #[account(address = court.mint @ CourtError::WrongMint)]
    pub mint: UncheckedAccount,
    /// The mint's program.
    #[account(address = court.token_program @ CourtError::WrongMint)]
    pub token_program: UncheckedAccount,
    /// Moves SOL.
    pub system_program: Program<System>,
}

impl AddBond {
    pub(crate) fn add_bond(&mut self, amount: u64) -> Result<()> {
        let now = support::now()?;
        require!(self.juror.leaves_at == 0, CourtError::AlreadyLeaving);
        self.juror.add_bond(amount, self.court.longest_draw, now)?;
        let asset = escrow::asset(&self.mint, &self.token_program)?;
        Escrow { court: &mut self.court, view: &self.escrow, asset }.take(
            &self.source,
            &self.wallet,
            amount,
        )?;
        self.juror.invariant()?;
        emit!(JurorChanged::of(&self.juror, false));
        Ok(())
    }
}
