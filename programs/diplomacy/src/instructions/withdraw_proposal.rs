use crate::error::DiplomacyError;
use crate::event::TreatyChanged;
use crate::state::{STATE_PROPOSED, Treaty};
use anchor_lang::prelude::*;
use membership::state::Nation;

/// Accounts of `withdraw_proposal`.
#[derive(Accounts)]
pub struct WithdrawProposal {
    /// The nation's authority; anyone, once the offer has lapsed.
    pub signer: Signer,
    /// Either nation.
    pub nation: Account<Nation>,
    /// The treaty.
    #[account(
        mut,
        close = rent_payer,
        constraint = treaty.is_party(nation.address()) @ DiplomacyError::NotParty,
    )]
    pub treaty: Account<Treaty>,
    /// Gets the rent back.
    #[account(mut, unsafe(dup), address = treaty.rent_payer @ DiplomacyError::WrongRentPayer)]
    pub rent_payer: UncheckedAccount,
}

impl WithdrawProposal {
    fn validate(&self, now: i64) -> Result<()> {
        require!(self.treaty.state == STATE_PROPOSED, DiplomacyError::NotProposed);
        if now < self.treaty.open_until {
            self.nation.check_authority(self.signer.address(), now)?;
        }
        Ok(())
    }

    pub(crate) fn withdraw_proposal(&mut self) -> Result<()> {
        self.validate(support::now()?)?;
        emit!(TreatyChanged::of(&self.treaty, true));
        Ok(())
    }
}
