use crate::error::LandError;
use crate::escrow::{self, Escrow};
use crate::state::Campaign;
use crate::treasury;
use anchor_lang::prelude::*;
use rules::campaign::Standing;

/// Accounts of `close_campaign`.
#[derive(Accounts)]
pub struct CloseCampaign {
    /// The campaign.
    #[account(mut, close = rent_payer)]
    pub campaign: Account<Campaign>,
    /// Its escrow.
    #[account(mut, address = campaign.escrow @ LandError::WrongEscrow)]
    pub escrow: UncheckedAccount,
    /// Who paid the rent of both.
    #[account(mut, unsafe(dup), address = campaign.rent_payer @ LandError::WrongRentPayer)]
    pub rent_payer: UncheckedAccount,
    /// The treasury's ledger of the mint.
    pub ledger: UncheckedAccount,
    /// The ledger's holding: gets tokens that were sent to the escrow and pledged by nobody.
    #[account(mut)]
    pub holding: UncheckedAccount,
    /// The mint.
    #[account(address = campaign.mint @ LandError::WrongMint)]
    pub mint: UncheckedAccount,
    /// The mint's program.
    pub token_program: UncheckedAccount,
}

impl CloseCampaign {
    fn validate(&self, now: i64) -> Result<()> {
        let campaign = &self.campaign;
        let rules = campaign.rules();
        require!(
            matches!(rules.standing(now), Standing::Failed | Standing::PaidOut)
                && rules.held() == 0
                && campaign.open_pledges == 0,
            LandError::CampaignNotOver
        );
        let holding = treasury::check_ledger(&self.ledger, &campaign.nation, &campaign.mint)?;
        require!(holding == *self.holding.address(), LandError::WrongHolding);
        Ok(())
    }

    pub(crate) fn close_campaign(&mut self) -> Result<()> {
        self.validate(support::now()?)?;
        let campaign = &self.campaign;
        Escrow {
            asset: escrow::asset(&self.mint, &self.token_program)?,
            view: &self.escrow,
            owner: campaign.address(),
            bump: campaign.escrow_bump,
            reserve: campaign.reserve,
        }
        .close(&self.rent_payer, &self.holding);
        Ok(())
    }
}
