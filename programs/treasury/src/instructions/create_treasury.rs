use crate::event::TreasuryCreated;
use crate::state::Treasury;
use anchor_lang::pinocchio::sysvars::{Sysvar as _, rent::Rent};
use anchor_lang::prelude::*;
use membership::state::Nation;

/// Accounts of `create_treasury`.
#[derive(Accounts)]
pub struct CreateTreasury {
    /// Pays the rent; may be the authority.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    /// The nation's authority.
    pub authority: Signer,
    /// The nation.
    pub nation: Account<Nation>,
    /// The treasury, created here.
    #[account(init, payer = payer, seeds = [b"treasury", nation.address().as_ref()], bump)]
    pub treasury: Account<Treasury>,
    /// Holds the money. Without data; anyone may have sent lamports there before.
    #[account(mut, seeds = [b"vault", treasury.address().as_ref()], bump)]
    pub vault: UncheckedAccount,
    /// Creates the account.
    pub system_program: Program<System>,
}

impl CreateTreasury {
    fn validate(&self) -> Result<()> {
        self.nation.check_authority(self.authority.address(), support::now()?)
    }

    pub(crate) fn create_treasury(&mut self, bumps: &CreateTreasuryBumps) -> Result<()> {
        self.validate()?;
        let (nation, vault) = (*self.nation.address(), *self.vault.address());
        let reserve = Rent::get()?.try_minimum_balance(0)?;
        let missing = reserve.saturating_sub(self.vault.account().lamports());
        if missing > 0 {
            support::system::transfer(self.payer.account(), self.vault.account(), missing);
        }
        // A fresh account is all zeros: what is not named here is zero.
        let treasury = &mut self.treasury;
        treasury.nation = nation;
        treasury.vault = vault;
        treasury.vault_reserve = reserve;
        treasury.version = Treasury::VERSION;
        treasury.bump = bumps.treasury;
        treasury.vault_bump = bumps.vault;
        emit!(TreasuryCreated { treasury: *treasury.address(), nation, vault });
        Ok(())
    }
}
