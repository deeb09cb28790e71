use crate::error::TreasuryError;
use crate::event::BudgetChanged;
use crate::state::{Budget, HOLDER_COURT, HOLDER_OFFICE, HOLDER_WALLET, Ledger, Treasury};
use anchor_lang::prelude::*;
use membership::state::{Nation, Office};
use support::NOBODY;

/// Accounts of `create_budget`.
#[derive(Accounts)]
pub struct CreateBudget {
    /// Pays the rent; may be the authority.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    /// The nation's authority.
    pub authority: Signer,
    /// The nation.
    #[account(address = ledger.nation @ TreasuryError::WrongNation)]
    pub nation: Account<Nation>,
    /// The treasury, which numbers its budgets.
    #[account(mut, address = ledger.treasury @ TreasuryError::WrongTreasury)]
    pub treasury: Account<Treasury>,
    /// The ledger it will draw on.
    #[account(mut)]
    pub ledger: Account<Ledger>,
    /// Who may spend: a wallet, the account of an office, or the System program for the court.
    pub holder: UncheckedAccount,
    /// The one holding it will pay to; the System program for any.
    pub destination: UncheckedAccount,
    /// The budget, created here.
    #[account(
        init,
        payer = payer,
        seeds = [b"budget", treasury.address().as_ref(), &treasury.next_budget.to_le_bytes()],
        bump
    )]
    pub budget: Account<Budget>,
    /// Creates the account.
    pub system_program: Program<System>,
}

/// What the authority grants.
pub(crate) struct Grant {
    pub holder_kind: u8,
    pub per_period: u64,
    pub period: u32,
    pub from: i64,
    pub until: i64,
    pub set_aside: u64,
}

impl Grant {
    /// The budget before anything is spent.
    fn rules(&self) -> rules::budget::Budget {
        rules::budget::Budget {
            per_period: self.per_period,
            period: self.period,
            from: self.from,
            until: self.until,
            spent: 0,
            spent_in: 0,
        }
    }
}

impl CreateBudget {
    fn is_office(&self) -> bool {
        let office = <Account<Office> as AnchorAccount>::load(*self.holder.account());
        office.is_ok_and(|office| office.nation == *self.nation.address())
    }

    fn validate(&self, grant: &Grant, now: i64) -> Result<()> {
        self.nation.check_authority(self.authority.address(), now)?;
        let holder = self.holder.address();
        require!(
            match grant.holder_kind {
                HOLDER_WALLET => *holder != NOBODY,
                // Whoever holds it then is looked at when it is spent.
                HOLDER_OFFICE => self.is_office(),
                HOLDER_COURT => *holder == NOBODY,
                _ => false,
            },
            TreasuryError::HolderInvalid
        );
        require!(*self.destination.address() != self.ledger.holding, TreasuryError::DestinationIsVault);
        require!(grant.rules().is_sound() && now < grant.until, TreasuryError::BudgetUnsound);
        Ok(())
    }

    pub(crate) fn create_budget(&mut self, grant: &Grant, bump: u8) -> Result<()> {
        let now = support::now()?;
        self.validate(grant, now)?;
        let id = self.treasury.take_budget_id()?;
        self.ledger.promise_budget(grant.set_aside)?;
        self.ledger.invariant()?;
        *self.budget = Budget {
            nation: *self.nation.address(),
            ledger: *self.ledger.address(),
            holder: *self.holder.address(),
            destination: *self.destination.address(),
            rent_payer: *self.payer.address(),
            id,
            per_period: grant.per_period,
            from: grant.from,
            until: grant.until,
            spent: 0,
            spent_in: 0,
            set_aside: grant.set_aside,
            period: grant.period,
            holder_kind: grant.holder_kind,
            version: Budget::VERSION,
            bump,
            founding: u8::from(self.nation.authority == self.nation.founder),
            reserved: [0; 32],
        };
        emit!(BudgetChanged::of(&self.budget, false));
        Ok(())
    }
}
