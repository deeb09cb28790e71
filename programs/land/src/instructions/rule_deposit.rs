use crate::court;
use crate::error::LandError;
use crate::event::DepositChanged;
use crate::state::Lease;
use anchor_lang::prelude::*;
use membership::state::Nation;
use rules::deposit::Deposit;

/// Accounts of `rule_deposit`.
#[derive(Accounts)]
pub struct RuleDeposit {
    /// The nation's court.
    pub court: Signer,
    /// The nation.
    #[account(address = lease.nation @ LandError::WrongNation)]
    pub nation: Account<Nation>,
    /// The lease.
    #[account(mut)]
    pub lease: Account<Lease>,
}

impl RuleDeposit {
    fn validate(&self, to_landlord: u64) -> Result<Deposit> {
        court::check(&self.nation, self.court.address())?;
        Ok(self.lease.deposit().split(to_landlord).map_err(LandError::from)?)
    }

    pub(crate) fn rule_deposit(&mut self, to_landlord: u64) -> Result<()> {
        let deposit = self.validate(to_landlord)?;
        let lease = &mut self.lease;
        lease.set_deposit(&deposit);
        lease.invariant()?;
        emit!(DepositChanged::of(lease));
        Ok(())
    }
}
