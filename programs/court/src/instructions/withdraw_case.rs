use crate::error::CourtError;
use crate::escrow::{self, Escrow};
use crate::event::CaseMoney;
use crate::party;
use crate::state::{Case, Court, SIDE_CLAIMANT};
use anchor_lang::prelude::*;
use membership::state::Citizen;

/// Accounts of `withdraw_case`.
#[derive(Accounts)]
pub struct WithdrawCase {
    /// A party.
    pub party: Signer,
    /// The party's citizenship, where the wallet is another than when the case was filed.
    pub citizen: Option<Account<Citizen>>,
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

impl WithdrawCase {
    pub(crate) fn withdraw_case(&mut self) -> Result<()> {
        let case = &mut self.case;
        case.check_final()?;
        let side = party::side(case, self.party.address(), &self.citizen)?;
        let amount = core::mem::take(match side {
            SIDE_CLAIMANT => &mut case.claimant_due,
            _ => &mut case.respondent_due,
        });
        case.held = case.held.checked_sub(amount).ok_or(CourtError::ArithmeticOverflow)?;
        let asset = escrow::asset(&self.mint, &self.token_program)?;
        Escrow { court: &mut self.court, view: &self.escrow, asset }.pay(&self.destination, amount)?;
        self.case.invariant()?;
        emit!(CaseMoney { case: *self.case.address(), wallet: *self.party.address(), amount, paid_in: 0 });
        Ok(())
    }
}
