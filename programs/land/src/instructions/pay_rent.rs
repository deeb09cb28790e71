use crate::error::LandError;
use crate::event::{LeaseChanged, RentPaid};
use crate::state::{KIND_HARBERGER, Lease, STATE_ACTIVE, STATE_ARREARS};
use crate::treasury::{self, Deposit, INCOME_RENT};
use anchor_lang::prelude::*;

/// Accounts of `pay_rent`.
#[derive(Accounts)]
pub struct PayRent {
    /// Who pays, for whomever; owns `source`.
    pub payer: Signer,
    /// What is taken from: the payer for SOL, a token account of the payer's else.
    #[account(mut, unsafe(dup))]
    pub source: UncheckedAccount,
    /// The lease.
    #[account(mut)]
    pub lease: Account<Lease>,
    /// The treasury's ledger of the mint.
    #[account(mut)]
    pub ledger: UncheckedAccount,
    /// The ledger's holding.
    #[account(mut)]
    pub holding: UncheckedAccount,
    /// The mint.
    #[account(address = lease.mint @ LandError::WrongMint)]
    pub mint: UncheckedAccount,
    /// The mint's program.
    pub token_program: UncheckedAccount,
    /// The treasury.
    #[account(address = ::treasury::ID @ LandError::WrongProgram)]
    pub treasury_program: UncheckedAccount,
}

impl PayRent {
    fn validate(&self, amount: u64) -> Result<()> {
        require!(amount > 0, LandError::AmountZero);
        self.lease.check_running()?;
        let holding = treasury::check_ledger(&self.ledger, &self.lease.nation, &self.lease.mint)?;
        require!(holding == *self.holding.address(), LandError::WrongHolding);
        Ok(())
    }

    /// Books rent; returns what is taken of the amount, and the first second not paid for.
    fn book(&mut self, amount: u64, now: i64) -> Result<(u64, i64)> {
        let lease = &mut self.lease;
        if lease.terms.kind == KIND_HARBERGER {
            let payment = lease
                .harberger_terms()
                .pay_until(&lease.holding(), now, amount, lease.ends_at)
                .map_err(LandError::from)?;
            lease.set_holding(&payment.holding);
            return Ok((payment.cost, payment.holding.paid_through));
        }
        let terms = lease.rent_terms();
        let account = terms.pay(&lease.rent_account(), now, amount).map_err(LandError::from)?;
        lease.set_rent_account(&account);
        // Default is not cured by paying: that is the landlord's to say.
        if lease.state == STATE_ARREARS && lease.is_on_time(now) {
            lease.state = STATE_ACTIVE;
        }
        Ok((amount, terms.paid_through(&account)))
    }

    pub(crate) fn pay_rent(&mut self, amount: u64) -> Result<()> {
        self.validate(amount)?;
        let now = support::now()?;
        let state = self.lease.state;
        let (amount, paid_through) = self.book(amount, now)?;
        let lease = &mut self.lease;
        lease.paid_total = lease.paid_total.checked_add(amount).ok_or(LandError::ArithmeticOverflow)?;
        lease.invariant()?;
        Deposit {
            payer: &self.payer,
            source: &self.source,
            ledger: &self.ledger,
            holding: &self.holding,
            mint: &self.mint,
            token_program: &self.token_program,
        }
        .make(INCOME_RENT, amount, &[]);
        emit!(RentPaid {
            lease: *self.lease.address(),
            payer: *self.payer.address(),
            amount,
            paid_total: self.lease.paid_total,
            paid_through,
        });
        if self.lease.state != state {
            emit!(LeaseChanged::of(&self.lease, now));
        }
        Ok(())
    }
}
