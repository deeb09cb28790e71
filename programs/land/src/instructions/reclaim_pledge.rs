use crate::error::LandError;
use crate::escrow::{self, Escrow};
use crate::event::PledgeChanged;
use crate::state::{Campaign, Pledge};
use anchor_lang::prelude::*;

/// Accounts of `reclaim_pledge`.
#[derive(Accounts)]
pub struct ReclaimPledge {
    /// The pledger.
    #[account(address = pledge.wallet @ LandError::NotOwner)]
    pub pledger: Signer,
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
    /// The campaign's escrow.
    #[account(mut, address = campaign.escrow @ LandError::WrongEscrow)]
    pub escrow: UncheckedAccount,
    /// Where the pledger wants the money: any wallet for SOL, any token account else.
    #[account(mut, unsafe(dup))]
    pub destination: UncheckedAccount,
    /// The mint.
    #[account(address = campaign.mint @ LandError::WrongMint)]
    pub mint: UncheckedAccount,
    /// The mint's program.
    pub token_program: UncheckedAccount,
}

impl ReclaimPledge {
    pub(crate) fn reclaim_pledge(&mut self) -> Result<()> {
        let now = support::now()?;
        let (campaign, pledge) = (&mut self.campaign, &self.pledge);
        let (after, _, amount) = campaign.rules().refund(&pledge.rules(), now).map_err(LandError::from)?;
        Escrow {
            asset: escrow::asset(&self.mint, &self.token_program)?,
            view: &self.escrow,
            owner: campaign.address(),
            bump: campaign.escrow_bump,
            reserve: campaign.reserve,
        }
        .pay(&self.destination, amount, campaign.rules().held())?;
        campaign.set_rules(&after);
        campaign.close_pledge()?;
        campaign.invariant()?;
        emit!(PledgeChanged::of(pledge, campaign, amount));
        Ok(())
    }
}
