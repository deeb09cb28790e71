use crate::error::TreasuryError;
use crate::event::BudgetChanged;
use crate::state::{Budget, Ledger};
use anchor_lang::prelude::*;
use membership::state::Nation;

/// Accounts of `revoke_budget`.
#[derive(Accounts)]
pub struct RevokeBudget {
    /// The nation's authority; anyone, once the budget is over or has lapsed.
    pub signer: Signer,
    /// The nation.
    #[account(address = ledger.nation @ TreasuryError::WrongNation)]
    pub nation: Account<Nation>,
    /// The ledger.
    #[account(mut, address = budget.ledger @ TreasuryError::WrongLedger)]
    pub ledger: Account<Ledger>,
    /// The budget.
    #[account(mut, close = rent_payer)]
    pub budget: Account<Budget>,
    /// Gets the rent back.
    #[account(mut, unsafe(dup), address = budget.rent_payer @ TreasuryError::WrongRentPayer)]
    pub rent_payer: UncheckedAccount,
}

impl RevokeBudget {
    fn validate(&self) -> Result<()> {
        let now = support::now()?;
        if now < self.budget.until && !self.budget.has_lapsed(&self.nation) {
            self.nation.check_authority(self.signer.address(), now)?;
        }
        Ok(())
    }

    pub(crate) fn revoke_budget(&mut self) -> Result<()> {
        self.validate()?;
        self.ledger.settle_budget(self.budget.set_aside)?;
        self.ledger.invariant()?;
        self.budget.set_aside = 0;
        emit!(BudgetChanged::of(&self.budget, true));
        Ok(())
    }
}
