use crate::error::CourtError;
use crate::escrow::{self, Escrow};
use crate::event::CaseMoney;
use crate::state::{Case, Court};
use anchor_lang::prelude::*;

/// Accounts of `withdraw_bounty`.
#[derive(Accounts)]
pub struct WithdrawBounty {
    /// Who captured the round's hash.
    pub capturer: Signer,
    /// The court.
    #[account(mut, address = case.court @ CourtError::WrongCourt)]
    pub court: Account<Court>,
    /// The case.
    #[account(mut)]
    pub case: Account<Case>,
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

impl WithdrawBounty {
    pub(crate) fn withdraw_bounty(&mut self, round: u8) -> Result<()> {
        let case = &mut self.case;
        let known = case.round(round)?;
        require!(known.is_captured() && known.capturer == *self.capturer.address(), CourtError::NotCapturer);
        let round = case.rounds.get_mut(usize::from(round)).ok_or(CourtError::RoundUnknown)?;
        let amount = core::mem::take(&mut round.bounty);
        case.held = case.held.checked_sub(amount).ok_or(CourtError::ArithmeticOverflow)?;
        let asset = escrow::asset(&self.mint, &self.token_program)?;
        Escrow { court: &mut self.court, view: &self.escrow, asset }.pay(&self.destination, amount)?;
        self.case.invariant()?;
        emit!(CaseMoney { case: *self.case.address(), wallet: *self.capturer.address(), amount, paid_in: 0 });
        Ok(())
    }
}
