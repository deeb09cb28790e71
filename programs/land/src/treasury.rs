//! Money for the nation goes into its treasury, by one call: `treasury::deposit`.

use crate::error::LandError;
use ::treasury::state::Ledger;
pub use ::treasury::state::{INCOME_DONATION, INCOME_OTHER, INCOME_RENT, INCOME_SALE};
use anchor_lang::prelude::*;
use support::call::{Call, reads, signs, writes};

/// Discriminator of `treasury::deposit`.
const DEPOSIT: u8 = 2;

/// Checks that an account is the ledger of this nation and mint in the treasury; returns its holding, where the
/// money lies. No reference to the ledger's data is kept.
///
/// # Errors
/// `WrongLedger`.
#[inline(never)]
pub fn check_ledger(ledger: &AccountView, nation: &Address, mint: &Address) -> Result<Address> {
    let ledger = Account::<Ledger>::load(*ledger).map_err(|_| LandError::WrongLedger)?;
    require!(ledger.nation == *nation && ledger.mint == *mint, LandError::WrongLedger);
    Ok(ledger.holding)
}

/// A payment into the treasury. The ledger was checked with [`check_ledger`]; mint and token program are those of
/// the lease or campaign.
pub struct Deposit<'a> {
    /// Owner of `source`: who signed the transaction, or an escrow. For SOL `source` itself.
    pub payer: &'a AccountView,
    /// What is taken from.
    pub source: &'a AccountView,
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
    /// Pays `amount`, as income of a kind, signed by `seeds` where an escrow pays. The treasury checks the
    /// holding, and books what arrived. A failure ends the transaction.
    #[inline(never)]
    pub fn make(&self, kind: u8, amount: u64, seeds: &[&[u8]]) {
        let mut data = [DEPOSIT; 10];
        data[1] = kind;
        data[2..].copy_from_slice(&amount.to_le_bytes());
        let accounts = [
            signs(self.payer),
            writes(self.source),
            writes(self.ledger),
            writes(self.holding),
            reads(self.mint),
            reads(self.token_program),
        ];
        let call = Call { program: &::treasury::ID, accounts: &accounts, data: &data, seeds };
        // SAFETY: the callee writes to the ledger, and its token program to source and holding. This program
        // holds all three as views: `check_ledger` lets its reference go, and a balance is a number.
        unsafe { call.invoke() };
    }
}
