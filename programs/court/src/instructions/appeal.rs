use super::freeze;
use crate::error::CourtError;
use crate::escrow::{self, Escrow};
use crate::event::CaseChanged;
use crate::party;
use crate::state::{Case, Court, Round, SIDE_CLAIMANT};
use anchor_lang::prelude::*;
use anchor_lang::solana_program::clock::Clock;
use anchor_lang::solana_program::sysvar::Sysvar;
use membership::state::Citizen;
use rules::{panel, verdict};

/// Accounts of `appeal`.
#[derive(Accounts)]
pub struct Appeal {
    /// A party, which owns `source`.
    pub appellant: Signer,
    /// The party's citizenship, where the wallet is another than when the case was filed.
    pub citizen: Option<Account<Citizen>>,
    /// What the fee is taken from: the appellant for SOL, a token account of the appellant's else.
    #[account(mut, unsafe(dup))]
    pub source: UncheckedAccount,
    /// The court, whose jurors are frozen.
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

impl Appeal {
    pub(crate) fn appeal(&mut self) -> Result<()> {
        let clock = Clock::get()?;
        let now = clock.unix_timestamp;
        let case = &mut self.case;
        let payer = party::side(case, self.appellant.address(), &self.citizen)?;
        let params = case.params;
        let round = case.round.checked_add(1).ok_or(CourtError::ArithmeticOverflow)?;
        // Sound parameters have room for every appeal that they allow.
        let seats = panel::seats(params.panel, round).ok_or(CourtError::AppealsUsedUp)?;
        let trial = case.trial()?.appeal(now, &params.times(), seats).map_err(CourtError::from)?;
        require!(verdict::may_appeal(case.ruling, payer == SIDE_CLAIMANT), CourtError::RulingNotAgainst);
        require!(round <= params.max_appeals, CourtError::AppealsUsedUp);
        let fee = panel::fee(params.fee, seats, round).ok_or(CourtError::ArithmeticOverflow)?;
        let total = fee.total().ok_or(CourtError::ArithmeticOverflow)?;
        case.round = round;
        *case.present_mut()? = Round { pool: fee.pool, costs: fee.costs, payer, ..Round::default() };
        case.set_trial(&trial)?;
        case.held = case.held.checked_add(total).ok_or(CourtError::ArithmeticOverflow)?;
        freeze(case, &self.court, &clock)?;
        let asset = escrow::asset(&self.mint, &self.token_program)?;
        Escrow { court: &mut self.court, view: &self.escrow, asset }.take(
            &self.source,
            &self.appellant,
            total,
        )?;
        self.case.invariant()?;
        emit!(CaseChanged::of(&self.case, now)?);
        Ok(())
    }
}
