//! What the court keeps for the nation goes into its treasury, by one call: `treasury::deposit`.

use crate::error::CourtError;
use ::treasury::state::{INCOME_FINE, Ledger};
use anchor_lang::prelude::*;
use support::call::{Call, reads, signs, writes};

/// Discriminator of `treasury::deposit`.
const DEPOSIT: u8 = 2;

/// Checks that an account is the ledger of this nation and mint in the treasury; returns its holding, where the money
/// lies. No reference to the ledger's data is kept.
///
/// # Errors
/// `WrongLedger`.
pub fn check_ledger(ledger: &AccountView, nation: &Address, mint: &Address) -> Result<Address> {
    let ledger = Account::<Ledger>::load(*ledger).map_err(|_| CourtError::WrongLedger)?;
    require!(ledger.nation == *nation && ledger.mint == *mint, CourtError::WrongLedger);
    Ok(ledger.holding)
}

/// A payment into the treasury out of the escrow. The ledger was checked with [`check_ledger`].
pub struct Deposit<'a> {
    /// The escrow: payer and source.
    pub escrow: &'a AccountView,
    /// The ledger.
    pub ledger: &'a AccountView,
    /// The treasury's holding.
    pub holding: &'a AccountView,
    /// The mint.
    pub mint: &'a AccountView,
    /// Its program.
    pub token_program: &'a AccountView,
}

impl Deposit<'_> {
    /// Pays `amount` as a fine, signed by `seeds`. The treasury checks the holding, and books what arrived. A failure
    /// ends the transaction.
    pub fn make(&self, amount: u64, seeds: &[&[u8]]) {
        let mut data = [DEPOSIT; 10];
        data[1] = INCOME_FINE;
        data[2..].copy_from_slice(&amount.to_le_bytes());
        let accounts = [
            signs(self.escrow),
            writes(self.escrow),
            writes(self.ledger),
            writes(self.holding),
            reads(self.mint),
            reads(self.token_program),
        ];
        let call = Call { program: &::treasury::ID, accounts: &accounts, data: &data, seeds };
        // SAFETY: the callee writes to the ledger, and its token program to source and holding. This program holds all
        // three as views: `check_ledger` lets its reference go, and a balance is a number.
        unsafe { call.invoke() };
    }
}
