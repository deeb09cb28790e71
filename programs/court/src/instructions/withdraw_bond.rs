use crate::error::CourtError;
use crate::escrow::{self, Escrow};
use crate::event::JurorChanged;
use crate::state::{Court, Juror, JurorOf};
use anchor_lang::prelude::*;

/// Accounts of `withdraw_bond`.
#[derive(Accounts)]
pub struct WithdrawBond {
    /// The juror's wallet.
    #[account(address = juror.wallet @ CourtError::NotJuror)]
    pub wallet: Signer,
    /// The court.
    #[account(mut, address = juror.court @ CourtError::WrongCourt)]
    pub court: Account<Court>,
    /// The juror.
    #[account(mut, close = rent_payer)]
    pub juror: Account<Juror>,
    /// What names the juror.
    #[account(
        mut,
        close = rent_payer,
        constraint = juror_of.juror == *juror.address() @ CourtError::WrongJuror
    )]
    pub juror_of: Account<JurorOf>,
    /// Who paid the rent of both.
    #[account(mut, unsafe(dup), address = juror.rent_payer @ CourtError::WrongRentPayer)]
    pub rent_payer: UncheckedAccount,
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

impl WithdrawBond {
    fn validate(&self) -> Result<()> {
        let juror = &self.juror;
        require!(juror.leaves_at != 0, CourtError::NotLeaving);
        require!(support::now()? >= juror.leaves_at, CourtError::UnbondingRunning);
        require!(juror.is_free(), CourtError::SeatsHeld);
        Ok(())
    }

    pub(crate) fn withdraw_bond(&mut self) -> Result<()> {
        self.validate()?;
        let juror = &mut self.juror;
        let amount = juror.bond.checked_add(juror.due).ok_or(CourtError::ArithmeticOverflow)?;
        juror.bond = 0;
        juror.due = 0;
        // All of it may be lost.
        if amount > 0 {
            let asset = escrow::asset(&self.mint, &self.token_program)?;
            Escrow { court: &mut self.court, view: &self.escrow, asset }.pay(&self.destination, amount)?;
        }
        emit!(JurorChanged::of(&self.juror, true));
        Ok(())
    }
}
