use crate::error::LandError;
use crate::escrow::{self, Escrow};
use crate::event::CampaignChanged;
use crate::state::Campaign;
use crate::treasury::{self, Deposit, INCOME_DONATION};
use anchor_lang::prelude::*;
use rules::campaign;

/// Accounts of `settle_campaign`.
#[derive(Accounts)]
pub struct SettleCampaign {
    /// The campaign.
    #[account(mut)]
    pub campaign: Account<Campaign>,
    /// Its escrow.
    #[account(mut, address = campaign.escrow @ LandError::WrongEscrow)]
    pub escrow: UncheckedAccount,
    /// The treasury's ledger of the mint.
    #[account(mut)]
    pub ledger: UncheckedAccount,
    /// The ledger's holding.
    #[account(mut)]
    pub holding: UncheckedAccount,
    /// The mint.
    #[account(address = campaign.mint @ LandError::WrongMint)]
    pub mint: UncheckedAccount,
    /// The mint's program.
    pub token_program: UncheckedAccount,
    /// The treasury.
    #[account(address = ::treasury::ID @ LandError::WrongProgram)]
    pub treasury_program: UncheckedAccount,
}

impl SettleCampaign {
    /// Checks that the goal is met; returns the campaign after the payout, and how much that is.
    fn validate(&self, now: i64) -> Result<(campaign::Campaign, u64)> {
        let campaign = &self.campaign;
        let paid_out = campaign.rules().pay_out(now).map_err(LandError::from)?;
        let holding = treasury::check_ledger(&self.ledger, &campaign.nation, &campaign.mint)?;
        require!(holding == *self.holding.address(), LandError::WrongHolding);
        Ok(paid_out)
    }

    pub(crate) fn settle_campaign(&mut self) -> Result<()> {
        let now = support::now()?;
        let (after, amount) = self.validate(now)?;
        let campaign = &mut self.campaign;
        let deposit = Deposit {
            payer: &self.escrow,
            source: &self.escrow,
            ledger: &self.ledger,
            holding: &self.holding,
            mint: &self.mint,
            token_program: &self.token_program,
        };
        Escrow {
            asset: escrow::asset(&self.mint, &self.token_program)?,
            view: &self.escrow,
            owner: campaign.address(),
            bump: campaign.escrow_bump,
            reserve: campaign.reserve,
        }
        .deposit(&deposit, INCOME_DONATION, amount, campaign.rules().held())?;
        campaign.set_rules(&after);
        campaign.invariant()?;
        emit!(CampaignChanged::of(campaign, now));
        Ok(())
    }
}
