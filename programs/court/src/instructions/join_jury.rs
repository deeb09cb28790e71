use crate::error::CourtError;
use crate::escrow::{self, Escrow};
use crate::event::JurorChanged;
use crate::state::{Court, Juror, JurorOf};
use anchor_lang::prelude::*;
use membership::state::Citizen;
use rules::eligibility::in_good_standing;

/// Accounts of `join_jury`.
#[derive(Accounts)]
pub struct JoinJury {
    /// Pays the rent, and gets it back when the juror has left; may be the wallet.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    /// The citizen's wallet, which owns `source`.
    pub wallet: Signer,
    /// What the bond is taken from: the wallet for SOL, a token account of the wallet's else.
    #[account(mut, unsafe(dup))]
    pub source: UncheckedAccount,
    /// The court.
    #[account(mut)]
    pub court: Account<Court>,
    /// The citizen.
    #[account(
        constraint = citizen.nation == court.nation @ CourtError::WrongNation,
        constraint = citizen.wallet == *wallet.address() @ CourtError::WrongCitizen
    )]
    pub citizen: Account<Citizen>,
    /// The juror, created here.
    #[account(
        init,
        payer = payer,
        seeds = [b"juror", court.address().as_ref(), &court.next_juror.to_le_bytes()],
        bump
    )]
    pub juror: Account<Juror>,
    /// Names the juror; created here, so that a citizen is one juror only.
    #[account(
        init,
        payer = payer,
        seeds = [b"juror_of", court.address().as_ref(), &citizen.serial.to_le_bytes()],
        bump
    )]
    pub juror_of: Account<JurorOf>,
    /// The court's escrow.
    #[account(mut, address = court.escrow @ CourtError::WrongEscrow)]
    pub escrow: UncheckedAccount,
    /// The court's mint.
    #[account(address = court.mint @ CourtError::WrongMint)]
    pub mint: UncheckedAccount,
    /// The mint's program.
    #[account(address = court.token_program @ CourtError::WrongMint)]
    pub token_program: UncheckedAccount,
    /// Creates the accounts, and moves SOL.
    pub system_program: Program<System>,
}

impl JoinJury {
    fn validate(&self, bond: u64, now: i64) -> Result<()> {
        in_good_standing(&self.citizen.standing(), now).map_err(CourtError::from)?;
        require!(bond >= self.court.params.bond, CourtError::BondTooSmall);
        Ok(())
    }

    pub(crate) fn join_jury(&mut self, bond: u64, bumps: &JoinJuryBumps) -> Result<()> {
        let now = support::now()?;
        self.validate(bond, now)?;
        let court = &mut self.court;
        let index = court.next_juror;
        court.next_juror = index.checked_add(1).ok_or(CourtError::ArithmeticOverflow)?;
        court.jurors = court.jurors.checked_add(1).ok_or(CourtError::ArithmeticOverflow)?;

        // Fresh accounts are all zeros: what is not named here is zero.
        let juror = &mut self.juror;
        juror.court = *court.address();
        juror.wallet = *self.wallet.address();
        juror.citizen = *self.citizen.address();
        juror.rent_payer = *self.payer.address();
        juror.serial = self.citizen.serial;
        juror.bond = bond;
        juror.joined_at = now;
        juror.index = index;
        juror.version = Juror::VERSION;
        juror.bump = bumps.juror;

        let juror_of = &mut self.juror_of;
        juror_of.juror = *juror.address();
        juror_of.serial = juror.serial;
        juror_of.index = index;
        juror_of.version = JurorOf::VERSION;
        juror_of.bump = bumps.juror_of;

        let asset = escrow::asset(&self.mint, &self.token_program)?;
        Escrow { court: &mut self.court, view: &self.escrow, asset }.take(
            &self.source,
            &self.wallet,
            bond,
        )?;
        self.juror.invariant()?;
        emit!(JurorChanged::of(&self.juror, false));
        Ok(())
    }
}
