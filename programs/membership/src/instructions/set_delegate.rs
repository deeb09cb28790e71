use crate::error::MembershipError;
use crate::event::DelegateSet;
use crate::state::{Citizen, NO_DELEGATE, Nation};
use anchor_lang::prelude::*;
use rules::eligibility::{STATUS_ACTIVE, in_good_standing};

/// Accounts of `set_delegate`.
#[derive(Accounts)]
pub struct SetDelegate {
    /// The citizen's wallet.
    #[account(address = citizen.wallet @ MembershipError::WrongWallet)]
    pub wallet: Signer,
    /// The nation.
    pub nation: Account<Nation>,
    /// The citizen. Nobody can name themselves: the same account twice is refused as a duplicate.
    #[account(mut, constraint = citizen.nation == *nation.address() @ MembershipError::WrongNation)]
    pub citizen: Account<Citizen>,
    /// The delegate, or none to drop the present one.
    #[account(constraint = delegate.nation == *nation.address() @ MembershipError::WrongNation)]
    pub delegate: Option<Account<Citizen>>,
}

impl SetDelegate {
    fn validate(&self) -> Result<()> {
        // Neither the term nor a suspension of the delegator matters: every ballot re-checks both.
        require!(self.citizen.status == STATUS_ACTIVE, MembershipError::NotActive);
        if let Some(delegate) = &self.delegate {
            in_good_standing(&delegate.standing(), support::now()?).map_err(MembershipError::from)?;
        }
        Ok(())
    }

    pub(crate) fn set_delegate(&mut self) -> Result<()> {
        self.validate()?;
        let delegate = self.delegate.as_ref().map_or(NO_DELEGATE, |delegate| delegate.serial);
        self.citizen.delegate = delegate;
        emit!(DelegateSet { nation: *self.nation.address(), serial: self.citizen.serial, delegate });
        Ok(())
    }
}
