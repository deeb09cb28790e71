use crate::error::MembershipError;
use crate::event::ApplicationWithdrawn;
use crate::state::Application;
use anchor_lang::prelude::*;

/// Accounts of `withdraw_application`.
#[derive(Accounts)]
pub struct WithdrawApplication {
    /// The applicant.
    #[account(address = application.wallet @ MembershipError::WrongWallet)]
    pub wallet: Signer,
    /// The application.
    #[account(mut, close = rent_payer)]
    pub application: Account<Application>,
    /// Gets the rent back.
    #[account(mut, unsafe(dup), address = application.rent_payer @ MembershipError::WrongRentPayer)]
    pub rent_payer: UncheckedAccount,
}

impl WithdrawApplication {
    pub(crate) fn withdraw_application(&mut self) -> Result<()> {
        emit!(ApplicationWithdrawn { nation: self.application.nation, wallet: self.application.wallet });
        Ok(())
    }
}
