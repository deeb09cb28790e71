use crate::error::MembershipError;
use crate::event::ReissueStopped;
use crate::state::{Citizen, Nation, Reissue};
use anchor_lang::prelude::*;
use rules::eligibility::STATUS_ACTIVE;

/// Accounts of `veto_reissue`.
#[derive(Accounts)]
pub struct VetoReissue {
    /// The present wallet; the court that takes its order back; or anyone, once the citizenship has ended.
    pub caller: Signer,
    /// The nation.
    pub nation: Account<Nation>,
    /// The citizen of the old wallet.
    #[account(constraint = citizen.nation == *nation.address() @ MembershipError::WrongNation)]
    pub citizen: Account<Citizen>,
    /// The order.
    #[account(
        mut,
        close = rent_payer,
        constraint = reissue.citizen == *citizen.address() @ MembershipError::WrongReissue,
    )]
    pub reissue: Account<Reissue>,
    /// Gets the rent back.
    #[account(mut, unsafe(dup), address = reissue.rent_payer @ MembershipError::WrongRentPayer)]
    pub rent_payer: UncheckedAccount,
}

impl VetoReissue {
    fn validate(&self) -> Result<()> {
        let caller = self.caller.address();
        // After the delay it can be stopped just as well, until it is completed.
        require!(
            *caller == self.citizen.wallet
                || self.citizen.status != STATUS_ACTIVE
                || self.nation.check_court(caller, support::now()?).is_ok(),
            MembershipError::NotReissueParty
        );
        Ok(())
    }

    pub(crate) fn veto_reissue(&mut self) -> Result<()> {
        self.validate()?;
        emit!(ReissueStopped { nation: *self.nation.address(), serial: self.citizen.serial });
        Ok(())
    }
}
