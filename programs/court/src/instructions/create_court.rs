use crate::error::CourtError;
use crate::escrow::{self, Escrow};
use crate::event::CourtChanged;
use crate::state::{Court, CourtParams};
use anchor_lang::prelude::*;
use membership::state::Nation;
use support::mint;

/// Accounts of `create_court`.
#[derive(Accounts)]
pub struct CreateCourt {
    /// Pays the rent; may be the authority.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    /// The nation's authority.
    pub authority: Signer,
    /// The nation.
    pub nation: Account<Nation>,
    /// The court, created here.
    #[account(init, payer = payer, seeds = [b"court", nation.address().as_ref()], bump)]
    pub court: Account<Court>,
    /// Will hold the court's money; created here.
    #[account(mut, seeds = [b"escrow", court.address().as_ref()], bump)]
    pub escrow: UncheckedAccount,
    /// What fees and bonds are paid in; the System program for SOL.
    pub mint: UncheckedAccount,
    /// The mint's program; the System program for SOL.
    pub token_program: UncheckedAccount,
    /// Creates the accounts.
    pub system_program: Program<System>,
}

impl CreateCourt {
    fn validate(&self, params: &CourtParams) -> Result<()> {
        self.nation.check_authority(self.authority.address(), support::now()?)?;
        params.check()?;
        let asset = escrow::asset(&self.mint, &self.token_program)?;
        require!(asset.is_sol() || mint::is_escrowable(&self.mint), CourtError::MintRefused);
        Ok(())
    }

    pub(crate) fn create_court(&mut self, params: &CourtParams, bumps: &CreateCourtBumps) -> Result<()> {
        self.validate(params)?;
        // A fresh account is all zeros: what is not named here is zero.
        let court = &mut self.court;
        court.nation = *self.nation.address();
        court.mint = *self.mint.address();
        court.token_program = *self.token_program.address();
        court.escrow = *self.escrow.address();
        court.version = Court::VERSION;
        court.bump = bumps.court;
        court.escrow_bump = bumps.escrow;
        court.adopt(params)?;
        let asset = escrow::asset(&self.mint, &self.token_program)?;
        Escrow { court: &mut self.court, view: &self.escrow, asset }.create(&self.payer)?;
        self.court.invariant()?;
        emit!(CourtChanged::of(&self.court));
        Ok(())
    }
}
