use crate::error::TreasuryError;
use crate::event::{REASON_AWARD, REASON_BUDGET};
use crate::money::{Order, Outlet};
use crate::state::{Budget, HOLDER_COURT, HOLDER_OFFICE, HOLDER_WALLET, Ledger, Treasury};
use anchor_lang::address_eq;
use anchor_lang::prelude::*;
use membership::state::{Citizen, Nation, Office};
use support::NOBODY;

/// Accounts of `spend`.
#[derive(Accounts)]
pub struct Spend {
    /// Who spends: the wallet, or the wallet of the citizen who holds the office.
    pub spender: Signer,
    /// The nation.
    #[account(address = ledger.nation @ TreasuryError::WrongNation)]
    pub nation: Account<Nation>,
    /// The ledger.
    #[account(mut, address = budget.ledger @ TreasuryError::WrongLedger)]
    pub ledger: Account<Ledger>,
    /// The budget.
    #[account(mut)]
    pub budget: Account<Budget>,
    /// The office, for an office's budget.
    pub office: Option<Account<Office>>,
    /// The citizen who holds the office.
    pub citizen: Option<Account<Citizen>>,
    /// Signs for the holding; the holding itself for SOL.
    #[account(address = treasury.vault @ TreasuryError::WrongVault)]
    pub vault: UncheckedAccount,
    /// The ledger's holding.
    #[account(mut, unsafe(dup), address = ledger.holding @ TreasuryError::WrongHolding)]
    pub holding: UncheckedAccount,
    /// Who is paid: a wallet for SOL, a token account else. May be the spender.
    #[account(mut, unsafe(dup))]
    pub destination: UncheckedAccount,
    /// The ledger's mint.
    #[account(address = ledger.mint @ TreasuryError::WrongMint)]
    pub mint: UncheckedAccount,
    /// The mint's program.
    #[account(address = ledger.token_program @ TreasuryError::WrongTokenProgram)]
    pub token_program: UncheckedAccount,
    /// The treasury.
    #[account(address = ledger.treasury @ TreasuryError::WrongTreasury)]
    pub treasury: Account<Treasury>,
}

impl Spend {
    fn validate(&self, now: i64) -> Result<()> {
        let (budget, spender) = (&self.budget, self.spender.address());
        match budget.holder_kind {
            HOLDER_WALLET => {
                require!(address_eq(spender, &budget.holder), TreasuryError::NotHolder);
                Ok(())
            }
            HOLDER_OFFICE => {
                let (Some(office), Some(citizen)) = (&self.office, &self.citizen) else {
                    return Err(TreasuryError::OfficeMissing.into());
                };
                require!(address_eq(office.address(), &budget.holder), TreasuryError::NotHolder);
                office.check_holder(self.nation.address(), citizen, spender, now)
            }
            _ => Err(TreasuryError::WrongHolderKind.into()),
        }
    }

    pub(crate) fn spend(&mut self, amount: u64) -> Result<()> {
        let now = support::now()?;
        self.validate(now)?;
        let outlet = Outlet {
            treasury: &self.treasury,
            ledger: &mut self.ledger,
            vault: &self.vault,
            holding: &self.holding,
            destination: &self.destination,
            mint: &self.mint,
            token_program: &self.token_program,
        };
        draw(&mut self.budget, &self.nation, outlet, amount, REASON_BUDGET, now)
    }
}

/// Accounts of `award`.
#[derive(Accounts)]
pub struct Award {
    /// The nation's court.
    pub court: Signer,
    /// The nation.
    #[account(address = ledger.nation @ TreasuryError::WrongNation)]
    pub nation: Account<Nation>,
    /// The ledger.
    #[account(mut, address = budget.ledger @ TreasuryError::WrongLedger)]
    pub ledger: Account<Ledger>,
    /// The court's budget.
    #[account(mut)]
    pub budget: Account<Budget>,
    /// Signs for the holding; the holding itself for SOL.
    #[account(address = treasury.vault @ TreasuryError::WrongVault)]
    pub vault: UncheckedAccount,
    /// The ledger's holding.
    #[account(mut, unsafe(dup), address = ledger.holding @ TreasuryError::WrongHolding)]
    pub holding: UncheckedAccount,
    /// Who is paid: a wallet for SOL, a token account else.
    #[account(mut, unsafe(dup))]
    pub destination: UncheckedAccount,
    /// The ledger's mint.
    #[account(address = ledger.mint @ TreasuryError::WrongMint)]
    pub mint: UncheckedAccount,
    /// The mint's program.
    #[account(address = ledger.token_program @ TreasuryError::WrongTokenProgram)]
    pub token_program: UncheckedAccount,
    /// The treasury.
    #[account(address = ledger.treasury @ TreasuryError::WrongTreasury)]
    pub treasury: Account<Treasury>,
}

impl Award {
    fn validate(&self, now: i64) -> Result<()> {
        self.nation.check_court(self.court.address(), now)?;
        require!(self.budget.holder_kind == HOLDER_COURT, TreasuryError::WrongHolderKind);
        Ok(())
    }

    pub(crate) fn award(&mut self, amount: u64) -> Result<()> {
        let now = support::now()?;
        self.validate(now)?;
        let outlet = Outlet {
            treasury: &self.treasury,
            ledger: &mut self.ledger,
            vault: &self.vault,
            holding: &self.holding,
            destination: &self.destination,
            mint: &self.mint,
            token_program: &self.token_program,
        };
        draw(&mut self.budget, &self.nation, outlet, amount, REASON_AWARD, now)
    }
}

/// Pays from a budget whose holder has been checked: first what is set aside for it, then what is free.
fn draw(
    budget: &mut Account<Budget>,
    nation: &Nation,
    mut outlet: Outlet<'_>,
    amount: u64,
    reason: u8,
    now: i64,
) -> Result<()> {
    // Otherwise a founder's grant to himself would draw on what citizens pay in after his time.
    require!(!budget.has_lapsed(nation), TreasuryError::GrantLapsed);
    require!(
        budget.destination == NOBODY || address_eq(&budget.destination, outlet.destination.address()),
        TreasuryError::WrongDestination
    );
    let after = budget.rules().spend(now, amount).map_err(TreasuryError::from)?;
    budget.set_spent(&after);
    let set_aside = amount.min(budget.set_aside);
    outlet.ledger.settle_budget(set_aside)?;
    budget.set_aside = budget.set_aside.saturating_sub(set_aside);
    outlet.pay(&Order { amount, reason, under: *budget.address() }, now)
}
