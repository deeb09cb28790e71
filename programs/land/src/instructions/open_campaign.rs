use crate::citizen;
use crate::error::LandError;
use crate::escrow::{self, Escrow};
use crate::event::CampaignChanged;
use crate::state::{Campaign, MAX_CAMPAIGN_SECONDS, Registry};
use crate::treasury;
use anchor_lang::prelude::*;
use membership::state::{Citizen, Nation};
use rules::campaign;
use support::{mint, text};

/// Accounts of `open_campaign`.
#[derive(Accounts)]
pub struct OpenCampaign {
    /// Pays the rent of campaign and escrow, and gets it back when they are closed; may be the opener.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    /// A citizen, or the nation's authority.
    pub opener: Signer,
    /// The nation.
    #[account(address = registry.nation @ LandError::WrongNation)]
    pub nation: Account<Nation>,
    /// The opener's citizenship; none for the authority.
    pub citizen: Option<Account<Citizen>>,
    /// The registry.
    #[account(mut)]
    pub registry: Account<Registry>,
    /// The campaign, created here.
    #[account(
        init,
        payer = payer,
        seeds = [b"campaign", registry.address().as_ref(), &registry.next_campaign.to_le_bytes()],
        bump
    )]
    pub campaign: Account<Campaign>,
    /// Will hold the pledges; created here.
    #[account(mut, seeds = [b"escrow", campaign.address().as_ref()], bump)]
    pub escrow: UncheckedAccount,
    /// The treasury's ledger of the mint, where the money will go.
    pub ledger: UncheckedAccount,
    /// What is pledged; the System program for SOL.
    pub mint: UncheckedAccount,
    /// The mint's program; the System program for SOL.
    pub token_program: UncheckedAccount,
    /// Creates the accounts.
    pub system_program: Program<System>,
}

impl OpenCampaign {
    fn validate(&self, rules: &campaign::Campaign, now: i64) -> Result<()> {
        let (nation, opener) = (&self.nation, self.opener.address());
        match &self.citizen {
            Some(citizen) => citizen::check_in_good_standing(citizen, opener, nation.address(), now)?,
            None => nation.check_authority(opener, now)?,
        }
        require!(
            rules.is_sound(now) && rules.deadline.saturating_sub(now) <= MAX_CAMPAIGN_SECONDS,
            LandError::CampaignUnsound
        );
        treasury::check_ledger(&self.ledger, nation.address(), self.mint.address())?;
        let asset = escrow::asset(&self.mint, &self.token_program)?;
        require!(asset.is_sol() || mint::is_escrowable(&self.mint), LandError::MintRefused);
        Ok(())
    }

    pub(crate) fn open_campaign(
        &mut self,
        goal: u64,
        deadline: i64,
        purpose_hash: [u8; 32],
        purpose_uri: &str,
        bumps: &OpenCampaignBumps,
    ) -> Result<()> {
        let now = support::now()?;
        let rules = campaign::Campaign { goal, deadline, pledged: 0, refunded: 0, paid_out: false };
        self.validate(&rules, now)?;
        let purpose_uri = text::padded(purpose_uri).ok_or(LandError::TextMalformed)?;
        let id = self.registry.next_campaign;
        self.registry.next_campaign = id.checked_add(1).ok_or(LandError::ArithmeticOverflow)?;

        // A fresh account is all zeros: what is not named here is zero.
        let campaign = &mut self.campaign;
        campaign.nation = *self.nation.address();
        campaign.registry = *self.registry.address();
        campaign.opener = *self.opener.address();
        campaign.mint = *self.mint.address();
        campaign.escrow = *self.escrow.address();
        campaign.rent_payer = *self.payer.address();
        campaign.id = id;
        campaign.goal = goal;
        campaign.opened_at = now;
        campaign.deadline = deadline;
        campaign.purpose_hash = purpose_hash;
        campaign.purpose_uri = purpose_uri;
        campaign.version = Campaign::VERSION;
        campaign.bump = bumps.campaign;
        campaign.escrow_bump = bumps.escrow;
        campaign.reserve = Escrow {
            asset: escrow::asset(&self.mint, &self.token_program)?,
            view: &self.escrow,
            owner: campaign.address(),
            bump: bumps.escrow,
            reserve: 0,
        }
        .create(&self.payer)?;
        campaign.invariant()?;
        emit!(CampaignChanged::of(campaign, now));
        Ok(())
    }
}
