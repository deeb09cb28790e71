use crate::error::TreasuryError;
use crate::event::REASON_PAYMENT;
use crate::money::{Order, Outlet};
use crate::state::{Ledger, Treasury};
use anchor_lang::prelude::*;
use membership::state::Nation;

/// Accounts of `pay`.
#[derive(Accounts)]
pub struct Pay {
    /// The nation's authority.
    pub authority: Signer,
    /// The nation.
    #[account(address = ledger.nation @ TreasuryError::WrongNation)]
    pub nation: Account<Nation>,
    /// The treasury.
    #[account(address = ledger.treasury @ TreasuryError::WrongTreasury)]
    pub treasury: Account<Treasury>,
    /// The ledger.
    #[account(mut)]
    pub ledger: Account<Ledger>,
    /// Signs for the holding; the holding itself for SOL.
    #[account(address = treasury.vault @ TreasuryError::WrongVault)]
    pub vault: UncheckedAccount,
    /// The ledger's holding.
    #[account(mut, unsafe(dup), address = ledger.holding @ TreasuryError::WrongHolding)]
    pub holding: UncheckedAccount,
    /// Who is paid: a wallet for SOL, a token account else. May be the authority.
    #[account(mut, unsafe(dup))]
    pub destination: UncheckedAccount,
    /// The ledger's mint.
    #[account(address = ledger.mint @ TreasuryError::WrongMint)]
    pub mint: UncheckedAccount,
    /// The mint's program.
    #[account(address = ledger.token_program @ TreasuryError::WrongTokenProgram)]
    pub token_program: UncheckedAccount,
}

impl Pay {
    fn validate(&self, now: i64) -> Result<()> {
        self.nation.check_authority(self.authority.address(), now)
    }

    pub(crate) fn pay(&mut self, amount: u64) -> Result<()> {
        let now = support::now()?;
        self.validate(now)?;
        let mut outlet = Outlet {
            treasury: &self.treasury,
            ledger: &mut self.ledger,
            vault: &self.vault,
            holding: &self.holding,
            destination: &self.destination,
            mint: &self.mint,
            token_program: &self.token_program,
        };
        outlet.pay(&Order { amount, reason: REASON_PAYMENT, under: support::NOBODY }, now)
    }
}
