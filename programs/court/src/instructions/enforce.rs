use crate::callee::callee;
use crate::error::CourtError;
use crate::event::CaseChanged;
use crate::state::{Case, Court};
use anchor_lang::prelude::*;
use rules::verdict::FOR_CLAIMANT;
use support::call::Call;

/// Accounts of `enforce`. Those of the instruction that the remedy calls follow, in its order, the court among them.
#[derive(Accounts)]
pub struct Enforce {
    /// The court, which signs.
    #[account(address = case.court @ CourtError::WrongCourt)]
    pub court: Account<Court>,
    /// The case.
    #[account(mut)]
    pub case: Account<Case>,
    /// The program that the remedy calls.
    pub program: UncheckedAccount,
}

impl Enforce {
    fn validate(&self) -> Result<()> {
        self.case.check_final()?;
        require!(self.case.ruling == FOR_CLAIMANT, CourtError::NothingGranted);
        require!(self.case.enforced_at == 0, CourtError::AlreadyEnforced);
        Ok(())
    }
}

/// See `court::enforce`.
pub fn enforce(ctx: &mut Context<Enforce>) -> Result<()> {
    ctx.accounts.validate()?;
    let now = support::now()?;
    let named = ctx.remaining_accounts()?;
    let Enforce { court, case, program } = &mut ctx.accounts;
    // An award from escrow was enforced when it became final.
    let callee = callee(case.remedy()?).ok_or(CourtError::AlreadyEnforced)?;
    require!(program.address() == callee.program, CourtError::WrongProgram);
    let roles = callee.roles(case, court.address(), &named)?;
    let data = callee.data(case, &named, now)?;

    // State first, call after: a call that comes back here finds the remedy enforced.
    case.enforced_at = now;
    case.invariant()?;
    emit!(CaseChanged::of(case, now)?);

    let (nation, bump) = (court.nation, [court.bump]);
    let seeds: &[&[u8]] = &[Court::SEED, nation.as_ref(), &bump];
    // SAFETY: no reference to data that the callee may write is used after the call. The case is not among the
    // accounts, the court is only read, and what was loaded of the target is gone.
    unsafe { Call { program: callee.program, accounts: &roles, data: data.as_slice(), seeds }.invoke() };
    Ok(())
}
