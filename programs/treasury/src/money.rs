//! The two ways of money: into the treasury, and out of it. What is booked is what was measured.

use crate::error::TreasuryError;
use crate::event::Payment;
use crate::state::{Ledger, Treasury};
use anchor_lang::address_eq;
use anchor_lang::prelude::*;
use support::asset::Asset;

/// The asset of a ledger, whose mint and token program the caller has compared with those passed.
fn asset<'a>(mint: &'a UncheckedAccount, token_program: &'a UncheckedAccount) -> Result<Asset<'a>> {
    // Not reached: what was checked when the ledger was opened does not change, since mints that can be
    // closed are refused.
    Ok(Asset::new(mint.account(), token_program.account()).ok_or(TreasuryError::MintRefused)?)
}

/// Accounts through which money comes in. The holding is the ledger's.
pub(crate) struct Inlet<'a> {
    pub payer: &'a Signer,
    pub source: &'a UncheckedAccount,
    pub holding: &'a UncheckedAccount,
    pub mint: &'a UncheckedAccount,
    pub token_program: &'a UncheckedAccount,
}

impl Inlet<'_> {
    /// Moves `amount` into the holding and returns how much arrived there: less, if the mint takes a fee.
    ///
    /// # Errors
    /// `SourceNotPayer`; else a failure of the called program ends the transaction.
    #[inline(never)]
    pub(crate) fn take(&self, amount: u64) -> Result<u64> {
        let asset = asset(self.mint, self.token_program)?;
        require!(
            !asset.is_sol() || address_eq(self.source.address(), self.payer.address()),
            TreasuryError::SourceNotPayer
        );
        let holding = self.holding.account();
        let before = asset.balance(holding).ok_or(TreasuryError::WrongHolding)?;
        asset.transfer(self.source.account(), holding, self.payer.account(), amount, &[]);
        let after = asset.balance(holding).ok_or(TreasuryError::WrongHolding)?;
        Ok(after.saturating_sub(before))
    }
}

/// Accounts through which money leaves. Treasury, vault, holding, mint and token program are the ledger's.
pub(crate) struct Outlet<'a> {
    pub treasury: &'a Account<Treasury>,
    pub ledger: &'a mut Account<Ledger>,
    pub vault: &'a UncheckedAccount,
    pub holding: &'a UncheckedAccount,
    pub destination: &'a UncheckedAccount,
    pub mint: &'a UncheckedAccount,
    pub token_program: &'a UncheckedAccount,
}

/// What is paid.
pub(crate) struct Order {
    pub amount: u64,
    /// One of the `REASON_` values.
    pub reason: u8,
    /// The budget or stream it is paid under; zero for none.
    pub under: Address,
}

impl Outlet<'_> {
    /// Checks what holds for every payment.
    fn validate(&self, amount: u64) -> Result<()> {
        require!(amount > 0, TreasuryError::AmountZero);
        let destination = self.destination.address();
        require!(
            !address_eq(destination, self.holding.address())
                && !address_eq(destination, self.vault.address())
                && !address_eq(destination, self.treasury.address()),
            TreasuryError::DestinationIsVault
        );
        Ok(())
    }

    /// Books a payment and makes it. What was promised for it has been settled before, so that all of it is
    /// free.
    ///
    /// # Errors
    /// `AmountZero`, `DestinationIsVault`, `AmountOverFree`, `BreakerTripped`, `PaymentMismatch`.
    #[inline(never)]
    pub(crate) fn pay(&mut self, order: &Order, now: i64) -> Result<()> {
        let amount = order.amount;
        self.validate(amount)?;
        self.ledger.check_free(amount)?;
        self.ledger.book_payment(amount, now)?;

        let asset = asset(self.mint, self.token_program)?;
        let holding = self.holding.account();
        let treasury = *self.treasury.address();
        let bump = [self.treasury.vault_bump];
        let before = asset.balance(holding).ok_or(TreasuryError::WrongHolding)?;
        asset.transfer(
            holding,
            self.destination.account(),
            self.vault.account(),
            amount,
            &[Treasury::VAULT_SEED, treasury.as_ref(), &bump],
        );
        let after = asset.balance(holding).ok_or(TreasuryError::WrongHolding)?;
        require!(before.checked_sub(after) == Some(amount), TreasuryError::PaymentMismatch);
        emit!(Payment {
            ledger: *self.ledger.address(),
            destination: *self.destination.address(),
            under: order.under,
            amount,
            reason: order.reason,
            padding: [0; 7],
        });
        Ok(())
    }
}
