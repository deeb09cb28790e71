use crate::error::DiplomacyError;
use crate::event::VisaChanged;
use crate::state::{Treaty, Visa};
use anchor_lang::prelude::*;

/// Accounts of `close_visa`.
#[derive(Accounts)]
pub struct CloseVisa {
    /// The visitor; anyone, once the visit is over.
    pub signer: Signer,
    /// The treaty.
    #[account(address = visa.treaty @ DiplomacyError::WrongTreaty)]
    pub treaty: Account<Treaty>,
    /// The visa.
    #[account(mut, close = rent_payer)]
    pub visa: Account<Visa>,
    /// Gets the rent back.
    #[account(mut, unsafe(dup), address = visa.rent_payer @ DiplomacyError::WrongRentPayer)]
    pub rent_payer: UncheckedAccount,
}

impl CloseVisa {
    fn validate(&self, now: i64) -> Result<()> {
        let visa = &self.visa;
        // A treaty that is over admits nobody again, so nothing depends on the visa any more.
        if !self.treaty.is_in_force(now) {
            return Ok(());
        }
        require!(!visa.is_expelled(), DiplomacyError::Expelled);
        require!(now >= visa.until || *self.signer.address() == visa.wallet, DiplomacyError::VisitRunning);
        Ok(())
    }

    pub(crate) fn close_visa(&mut self) -> Result<()> {
        self.validate(support::now()?)?;
        emit!(VisaChanged::of(&self.visa, true));
        Ok(())
    }
}
