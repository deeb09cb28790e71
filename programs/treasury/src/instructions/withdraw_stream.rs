use crate::error::TreasuryError;
use crate::event::REASON_STREAM;
use crate::money::{Order, Outlet};
use crate::state::{Ledger, Stream, Treasury};
use anchor_lang::prelude::*;

/// Accounts of `withdraw_stream`.
#[derive(Accounts)]
pub struct WithdrawStream {
    /// The payee.
    #[account(address = stream.payee @ TreasuryError::NotPayee)]
    pub payee: Signer,
    /// The treasury.
    #[account(address = ledger.treasury @ TreasuryError::WrongTreasury)]
    pub treasury: Account<Treasury>,
    /// The ledger.
    #[account(mut, address = stream.ledger @ TreasuryError::WrongLedger)]
    pub ledger: Account<Ledger>,
    /// The stream.
    #[account(mut)]
    pub stream: Account<Stream>,
    /// Signs for the holding; the holding itself for SOL.
    #[account(address = treasury.vault @ TreasuryError::WrongVault)]
    pub vault: UncheckedAccount,
    /// The ledger's holding.
    #[account(mut, unsafe(dup), address = ledger.holding @ TreasuryError::WrongHolding)]
    pub holding: UncheckedAccount,
    /// Where the payee wants it: a wallet for SOL, a token account else.
    #[account(mut, unsafe(dup))]
    pub destination: UncheckedAccount,
    /// The ledger's mint.
    #[account(address = ledger.mint @ TreasuryError::WrongMint)]
    pub mint: UncheckedAccount,
    /// The mint's program.
    #[account(address = ledger.token_program @ TreasuryError::WrongTokenProgram)]
    pub token_program: UncheckedAccount,
}

impl WithdrawStream {
    pub(crate) fn withdraw_stream(&mut self, amount: u64) -> Result<()> {
        let now = support::now()?;
        self.stream.withdraw(now, amount)?;
        self.ledger.settle_stream(amount)?;
        let mut outlet = Outlet {
            treasury: &self.treasury,
            ledger: &mut self.ledger,
            vault: &self.vault,
            holding: &self.holding,
            destination: &self.destination,
            mint: &self.mint,
            token_program: &self.token_program,
        };
        outlet.pay(&Order { amount, reason: REASON_STREAM, under: *self.stream.address() }, now)
    }
}
