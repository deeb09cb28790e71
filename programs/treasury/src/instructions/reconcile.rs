use crate::error::TreasuryError;
use crate::event::Income;
use crate::state::{INCOME_OTHER, Ledger, Treasury};
use anchor_lang::prelude::*;
use support::asset::Asset;

/// Accounts of `reconcile`.
#[derive(Accounts)]
pub struct Reconcile {
    /// The ledger.
    #[account(mut)]
    pub ledger: Account<Ledger>,
    /// The treasury, where forfeited deposits of proposals arrive.
    #[account(mut, address = ledger.treasury @ TreasuryError::WrongTreasury)]
    pub treasury: Account<Treasury>,
    /// The ledger's holding.
    #[account(mut, address = ledger.holding @ TreasuryError::WrongHolding)]
    pub holding: UncheckedAccount,
    /// The ledger's mint.
    #[account(address = ledger.mint @ TreasuryError::WrongMint)]
    pub mint: UncheckedAccount,
    /// The mint's program.
    #[account(address = ledger.token_program @ TreasuryError::WrongTokenProgram)]
    pub token_program: UncheckedAccount,
}

impl Reconcile {
    /// Moves what the treasury's account holds above its own rent into the vault, which is the holding.
    fn sweep(&mut self) -> Result<()> {
        let minimum = self.treasury.min_lamports()?;
        let mut from = *self.treasury.account();
        let mut to = *self.holding.account();
        let surplus = from.lamports().saturating_sub(minimum);
        let held = to.lamports().checked_add(surplus).ok_or(TreasuryError::ArithmeticOverflow)?;
        from.set_lamports(from.lamports().saturating_sub(surplus));
        to.set_lamports(held);
        Ok(())
    }

    /// What the holding has and the ledger does not know of.
    fn unbooked(&self, asset: &Asset<'_>) -> Result<u64> {
        let held = asset.balance(self.holding.account()).ok_or(TreasuryError::WrongHolding)?;
        // Never less than booked; if it were, there would be nothing to book.
        Ok(held.saturating_sub(self.ledger.reserve).saturating_sub(self.ledger.balance))
    }

    pub(crate) fn reconcile(&mut self) -> Result<()> {
        let (mint, token_program) = (*self.mint.account(), *self.token_program.account());
        let asset = Asset::new(&mint, &token_program).ok_or(TreasuryError::MintRefused)?;
        if asset.is_sol() {
            self.sweep()?;
        }
        let amount = self.unbooked(&asset)?;
        require!(amount > 0, TreasuryError::NothingToReconcile);
        self.ledger.book_income(INCOME_OTHER, amount, support::now()?)?;
        emit!(Income::of(&self.ledger, INCOME_OTHER, amount));
        Ok(())
    }
}
