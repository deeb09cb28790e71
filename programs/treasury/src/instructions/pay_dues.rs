use crate::error::TreasuryError;
use crate::event::Income;
use crate::money::Inlet;
use crate::state::{INCOME_DUES, Ledger, Treasury};
use anchor_lang::prelude::*;
use membership::state::{Citizen, Nation};
use support::call::{Call, signs, writes};

/// Index of `extend_term` among membership's instructions.
const EXTEND_TERM: u8 = 13;

/// Accounts of `pay_dues`.
#[derive(Accounts)]
pub struct PayDues {
    /// Whose money it is: the owner of `source`. Anyone may pay for anyone.
    pub payer: Signer,
    /// Where the money comes from: the payer itself for SOL, a token account of the payer's else.
    #[account(mut, unsafe(dup))]
    pub source: UncheckedAccount,
    /// The nation, whose census counts the longer term.
    #[account(mut, address = ledger.nation @ TreasuryError::WrongNation)]
    pub nation: Account<Nation>,
    /// Whose term is extended. That it is a citizen of the nation is for the called program to say.
    #[account(mut)]
    pub citizen: Account<Citizen>,
    /// The treasury, which signs for the term. That it is the nation's is for the called program to say.
    #[account(address = ledger.treasury @ TreasuryError::WrongTreasury)]
    pub treasury: Account<Treasury>,
    /// The ledger of the dues.
    #[account(mut, constraint = ledger.mint == nation.dues_mint @ TreasuryError::WrongMint)]
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
    /// Holds nation and citizen.
    #[account(address = membership::ID)]
    pub membership_program: UncheckedAccount,
}

impl PayDues {
    /// What `terms` terms cost.
    fn price(&self, terms: u8) -> Result<u64> {
        Ok(self.nation.dues_amount.checked_mul(terms.into()).ok_or(TreasuryError::ArithmeticOverflow)?)
    }

    /// The earliest end that is worth the price of `terms` terms.
    fn worth(&self, terms: u8, now: i64) -> Result<i64> {
        let bought = self.nation.term_seconds.checked_mul(terms.into());
        let end = bought.and_then(|bought| self.citizen.expires_at.max(now).checked_add(bought));
        Ok(end.ok_or(TreasuryError::ArithmeticOverflow)?)
    }

    /// Sends `amount`, of which exactly `price` must arrive.
    fn collect(&mut self, amount: u64, price: u64, now: i64) -> Result<()> {
        let inlet = Inlet {
            payer: &self.payer,
            source: &self.source,
            holding: &self.holding,
            mint: &self.mint,
            token_program: &self.token_program,
        };
        let arrived = if amount > 0 { inlet.take(amount)? } else { 0 };
        require!(arrived == price, TreasuryError::DuesMismatch);
        if arrived > 0 {
            self.ledger.book_income(INCOME_DUES, arrived, now)?;
            emit!(Income::of(&self.ledger, INCOME_DUES, arrived));
        }
        Ok(())
    }

    /// Has membership extend the term.
    fn extend_term(&mut self, terms: u8) -> Result<()> {
        let nation = *self.nation.address();
        let bump = [self.treasury.bump];
        let call = Call {
            program: &membership::ID,
            accounts: &[
                signs(self.treasury.account()),
                writes(self.nation.account()),
                writes(self.citizen.account()),
            ],
            data: &[EXTEND_TERM, terms],
            seeds: &[Treasury::SEED, nation.as_ref(), &bump],
        };
        // SAFETY: nation and citizen are written; no reference to their data lives here, the accounts hold
        // pointers, and both are validated again below before they are read.
        unsafe { call.invoke() };
        self.nation.revalidate_after_cpi()?;
        self.citizen.revalidate_after_cpi()
    }

    pub(crate) fn pay_dues(&mut self, terms: u8, amount: u64) -> Result<()> {
        let now = support::now()?;
        let (price, worth) = (self.price(terms)?, self.worth(terms, now)?);
        self.collect(amount, price, now)?;
        self.extend_term(terms)?;
        // The census may end a term early. Nobody pays for time that is not given.
        require!(self.citizen.expires_at >= worth, TreasuryError::TermCapped);
        Ok(())
    }
}
