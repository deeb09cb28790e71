use crate::error::LandError;
use crate::escrow::{self, Escrow};
use crate::event::PledgeChanged;
use crate::state::{Campaign, Pledge};
use anchor_lang::prelude::*;
use rules::campaign;

/// Accounts of `pledge`.
#[derive(Accounts)]
pub struct MakePledge {
    /// Pays the rent of a pledge that is new; may be the pledger.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    /// Who pledges, citizen or not, and owns `source`.
    pub pledger: Signer,
    /// What is taken from: the pledger for SOL, a token account of the pledger's else.
    #[account(mut, unsafe(dup))]
    pub source: UncheckedAccount,
    /// The campaign.
    #[account(mut)]
    pub campaign: Account<Campaign>,
    /// The wallet's pledge. It may exist: campaign and wallet are in its address and are checked again, the rent
    /// payer stays.
    #[account(init_if_needed, payer = payer, seeds = [b"pledge", campaign, pledger], bump)]
    pub pledge: Account<Pledge>,
    /// The campaign's escrow.
    #[account(mut, address = campaign.escrow @ LandError::WrongEscrow)]
    pub escrow: UncheckedAccount,
    /// The mint.
    #[account(address = campaign.mint @ LandError::WrongMint)]
    pub mint: UncheckedAccount,
    /// The mint's program.
    pub token_program: UncheckedAccount,
    /// Creates the account, and moves SOL.
    pub system_program: Program<System>,
}

impl MakePledge {
    /// Everything that may refuse the pledge; returns campaign and pledge after it.
    fn validate(&self, amount: u64, now: i64) -> Result<(campaign::Campaign, campaign::Pledge)> {
        let (campaign, pledge) = (&self.campaign, &self.pledge);
        require!(amount > 0, LandError::AmountZero);
        require!(
            pledge.version == 0
                || (pledge.campaign == *campaign.address() && pledge.wallet == *self.pledger.address()),
            LandError::WrongPledge
        );
        Ok(campaign.rules().pledge(&pledge.rules(), now, amount).map_err(LandError::from)?)
    }

    pub(crate) fn pledge(&mut self, amount: u64, bump: u8) -> Result<()> {
        let (after, added) = self.validate(amount, support::now()?)?;
        let (campaign, pledge) = (&mut self.campaign, &mut self.pledge);
        if pledge.version == 0 {
            pledge.campaign = *campaign.address();
            pledge.wallet = *self.pledger.address();
            pledge.rent_payer = *self.payer.address();
            pledge.version = Pledge::VERSION;
            pledge.bump = bump;
            campaign.open_pledges =
                campaign.open_pledges.checked_add(1).ok_or(LandError::ArithmeticOverflow)?;
        }
        Escrow {
            asset: escrow::asset(&self.mint, &self.token_program)?,
            view: &self.escrow,
            owner: campaign.address(),
            bump: campaign.escrow_bump,
            reserve: campaign.reserve,
        }
        .take(&self.source, &self.pledger, amount, campaign.rules().held())?;
        campaign.set_rules(&after);
        pledge.amount = added.amount;
        campaign.invariant()?;
        emit!(PledgeChanged::of(pledge, campaign, 0));
        Ok(())
    }
}
