use crate::error::CourtError;
use crate::escrow::{self, Escrow};
use crate::event::JurorChanged;
use crate::state::{Court, Juror};
use anchor_lang::prelude::*;

/// Accounts of `withdraw_rewards`.
#[derive(Accounts)]
pub struct WithdrawRewards {
    /// The juror's wallet.
    #[account(address = juror.wallet @ CourtError::NotJuror)]
    pub wallet: Signer,
    /// The court.
    #[account(mut, address = juror.court @ CourtError::WrongCourt)]
    pub court: Account<Court>,
    /// The juror.
    #[account(mut)]
    pub juror: Account<Juror>,
    /// Where the money is wanted: any wallet for SOL, any token account of the mint else.
    #[account(mut, unsafe(dup))]
    pub destination: UncheckedAccount,
    /// The court's escrow.
    #[account(mut, address = court.escrow @ CourtError::WrongEscrow)]
    pub escrow: UncheckedAccount,
    /// The court's mint.
    #[account(address = court.mint @ CourtError::WrongMint)]
    pub mint: UncheckedAccount,
    /// The mint's program.
    #[account(address = court.token_program @ CourtError::WrongMint)]
    pub token_program: UncheckedAccount,
}

impl WithdrawRewards {
    pub(crate) fn withdraw_rewards(&mut self) -> Result<()> {
        let amount = core::mem::take(&mut self.juror.due);
        let asset = escrow::asset(&self.mint, &self.token_program)?;
        Escrow { court: &mut self.court, view: &self.escrow, asset }.pay(&self.destination, amount)?;
        emit!(JurorChanged::of(&self.juror, false));
        Ok(())
    }
}
