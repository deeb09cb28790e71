use crate::error::LandError;
use crate::state::{Campaign, Pledge};
use anchor_lang::prelude::*;

/// Accounts of `close_pledge`.
#[derive(Accounts)]
pub struct ClosePledge {
    /// The campaign.
    #[account(mut)]
    pub campaign: Account<Campaign>,
    /// The pledge.
    #[account(
        mut,
        close = rent_payer,
        constraint = pledge.campaign == *campaign.address() @ LandError::WrongPledge
    )]
    pub pledge: Account<Pledge>,
    /// Who paid the pledge's rent.
    #[account(mut, unsafe(dup), address = pledge.rent_payer @ LandError::WrongRentPayer)]
    pub rent_payer: UncheckedAccount,
}

impl ClosePledge {
    pub(crate) fn close_pledge(&mut self) -> Result<()> {
        // A pledge holds money until the treasury has it, or the pledger.
        require!(self.campaign.paid_out != 0, LandError::CampaignNotPaidOut);
        self.campaign.close_pledge()?;
        self.campaign.invariant()
    }
}
