use crate::error::CourtError;
use crate::escrow::{self, Escrow};
use crate::event::CaseMoney;
use crate::party;
use crate::state::{Case, Court, Remedy, SIDE_CLAIMANT};
use anchor_lang::prelude::*;
use membership::state::Citizen;

/// Accounts of `put_in_escrow`.
#[derive(Accounts)]
pub struct PutInEscrow {
    /// A party, which owns `source`.
    pub party: Signer,
    /// The party's citizenship, where the wallet is another than when the case was filed.
    pub citizen: Option<Account<Citizen>>,
    /// What is taken from: the party for SOL, a token account of the party's else.
    #[account(mut, unsafe(dup))]
    pub source: UncheckedAccount,
    /// The court.
    #[account(mut, address = case.court @ CourtError::WrongCourt)]
    pub court: Account<Court>,
    /// The case.
    #[account(mut)]
    pub case: Account<Case>,
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

impl PutInEscrow {
    fn validate(&self, now: i64) -> Result<u8> {
        let side = party::side(&self.case, self.party.address(), &self.citizen)?;
        require!(self.case.remedy()? == Remedy::AwardEscrow, CourtError::EscrowNotAsked);
        self.case.trial()?.check_evidence(now).map_err(CourtError::from)?;
        Ok(side)
    }

    pub(crate) fn put_in_escrow(&mut self, amount: u64) -> Result<()> {
        let side = self.validate(support::now()?)?;
        let case = &mut self.case;
        let overflow = CourtError::ArithmeticOverflow;
        let put_up = match side {
            SIDE_CLAIMANT => &mut case.claimant_escrow,
            _ => &mut case.respondent_escrow,
        };
        *put_up = put_up.checked_add(amount).ok_or(overflow)?;
        case.held = case.held.checked_add(amount).ok_or(overflow)?;
        let asset = escrow::asset(&self.mint, &self.token_program)?;
        Escrow { court: &mut self.court, view: &self.escrow, asset }.take(
            &self.source,
            &self.party,
            amount,
        )?;
        self.case.invariant()?;
        emit!(CaseMoney { case: *self.case.address(), wallet: *self.party.address(), amount, paid_in: 1 });
        Ok(())
    }
}
