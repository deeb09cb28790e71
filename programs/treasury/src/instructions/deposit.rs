use crate::error::TreasuryError;
use crate::event::Income;
use crate::money::Inlet;
use crate::state::{INCOME_DUES, INCOME_KINDS, Ledger};
use anchor_lang::prelude::*;

/// Accounts of `deposit`.
#[derive(Accounts)]
pub struct Deposit {
    /// Whose money it is: the owner of `source`. A program's address signs by CPI. Never a vault, because
    /// this program signs as one to pay out only.
    pub payer: Signer,
    /// Where the money comes from: the payer itself for SOL, a token account of the payer's else.
    #[account(mut, unsafe(dup))]
    pub source: UncheckedAccount,
    /// The ledger.
    #[account(mut)]
    pub ledger: Account<Ledger>,
    /// The ledger's holding. Never the source: the same account twice is refused as a duplicate.
    #[account(mut, address = ledger.holding @ TreasuryError::WrongHolding)]
    pub holding: UncheckedAccount,
    /// The ledger's mint.
    #[account(address = ledger.mint @ TreasuryError::WrongMint)]
    pub mint: UncheckedAccount,
    /// The mint's program.
    #[account(address = ledger.token_program @ TreasuryError::WrongTokenProgram)]
    pub token_program: UncheckedAccount,
}

impl Deposit {
    fn validate(&self, kind: u8, amount: u64) -> Result<()> {
        require!(kind != INCOME_DUES, TreasuryError::KindReserved);
        require!(usize::from(kind) < INCOME_KINDS, TreasuryError::KindUnknown);
        require!(amount > 0, TreasuryError::AmountZero);
        Ok(())
    }

    pub(crate) fn deposit(&mut self, kind: u8, amount: u64) -> Result<()> {
        self.validate(kind, amount)?;
        let inlet = Inlet {
            payer: &self.payer,
            source: &self.source,
            holding: &self.holding,
            mint: &self.mint,
            token_program: &self.token_program,
        };
        let arrived = inlet.take(amount)?;
        require!(arrived > 0, TreasuryError::NothingArrived);
        self.ledger.book_income(kind, arrived, support::now()?)?;
        emit!(Income::of(&self.ledger, kind, arrived));
        Ok(())
    }
}
