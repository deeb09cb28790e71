//! Campaigns: pledges, and what becomes of them.

use super::{Replay, Till};
use crate::Error;
use crate::scenario::economy::{Asset, CampaignStep};
use client::addresses;
use client::land::accounts::{Campaign, Pledge as PledgeAccount};
use client::land::instructions::{
    CloseCampaign, ClosePledge, OpenCampaign, OpenCampaignInstructionArgs, Pledge, PledgeInstructionArgs,
    ReclaimPledge, SettleCampaign,
};
use indicatif::ProgressBar;
use solana_address::Address;
use solana_signer::Signer;

/// Index of donations among the kinds of income.
const DONATION: usize = 2;

/// Where a campaign is.
#[derive(Clone, Copy, Debug)]
struct CampaignAt {
    index: usize,
    address: Address,
    escrow: Address,
    asset: Asset,
    till: Till,
}

impl Replay<'_> {
    pub(super) fn campaign_step(
        &mut self,
        index: usize,
        step: &CampaignStep,
        place: &str,
        bar: &ProgressBar,
    ) -> Result<(), Error> {
        let at = self.campaign_at(index)?;
        match step {
            CampaignStep::Open => self.open_campaign(&at, place),
            CampaignStep::Settle => self.settle_campaign(&at, place),
            CampaignStep::Close => self.close_campaign(&at, place),
            CampaignStep::Pledge { members, amount } => members.iter().try_for_each(|member| {
                bar.inc(1);
                self.pledge(&at, *member, *amount, place)
            }),
            CampaignStep::Reclaim { members } => members.iter().try_for_each(|member| {
                bar.inc(1);
                self.reclaim_pledge(&at, *member, place)
            }),
            CampaignStep::ClosePledges { members } => members.iter().try_for_each(|member| {
                bar.inc(1);
                self.close_pledge(&at, *member, place)
            }),
        }
    }

    fn campaign_at(&self, index: usize) -> Result<CampaignAt, Error> {
        let asset = self.economy()?.campaigns[index].goal.asset;
        // They are numbered in the order of the file.
        let address = addresses::campaign(&self.places.registry, index as u64).0;
        let escrow = addresses::escrow(&address).0;
        Ok(CampaignAt { index, address, escrow, asset, till: self.till(asset) })
    }

    fn open_campaign(&mut self, at: &CampaignAt, place: &str) -> Result<(), Error> {
        let campaign = &self.economy()?.campaigns[at.index];
        let opener = self.wallet(campaign.opener).pubkey();
        let open = OpenCampaign {
            payer: opener,
            opener,
            nation: self.places.nation,
            citizen: Some(self.citizen_of(campaign.opener)),
            registry: self.places.registry,
            campaign: at.address,
            escrow: at.escrow,
            ledger: at.till.ledger,
            mint: at.till.mint,
            token_program: at.till.program,
        }
        .instruction(OpenCampaignInstructionArgs {
            goal: campaign.goal.amount,
            deadline: campaign.deadline,
            purpose_hash: campaign.purpose_hash,
            purpose_uri: String::new(),
        });
        self.send_as(campaign.opener, "land.open_campaign", place, open)
    }

    fn settle_campaign(&mut self, at: &CampaignAt, place: &str) -> Result<(), Error> {
        let settle = SettleCampaign {
            campaign: at.address,
            escrow: at.escrow,
            ledger: at.till.ledger,
            holding: at.till.holding,
            mint: at.till.mint,
            token_program: at.till.program,
        };
        self.send_as(super::ANYONE, "land.settle_campaign", place, settle.instruction())?;
        let pledged = self.progress.pledged.remove(&at.index).unwrap_or_default();
        self.journal(at.asset).came_in(DONATION, pledged);
        Ok(())
    }

    fn close_campaign(&mut self, at: &CampaignAt, place: &str) -> Result<(), Error> {
        let close = CloseCampaign {
            campaign: at.address,
            escrow: at.escrow,
            rent_payer: self.session.read::<Campaign>(&at.address)?.rent_payer,
            ledger: at.till.ledger,
            holding: at.till.holding,
            mint: at.till.mint,
            token_program: at.till.program,
        };
        self.send_as(super::ANYONE, "land.close_campaign", place, close.instruction())
    }

    fn pledge(&mut self, at: &CampaignAt, member: usize, amount: u64, place: &str) -> Result<(), Error> {
        let wallet = self.wallet(member).pubkey();
        let pledge = Pledge {
            payer: wallet,
            pledger: wallet,
            source: self.purse(at.asset, member),
            campaign: at.address,
            pledge: addresses::pledge(&at.address, &wallet).0,
            escrow: at.escrow,
            mint: at.till.mint,
            token_program: at.till.program,
        }
        .instruction(PledgeInstructionArgs { amount });
        self.send_as(member, "land.pledge", place, pledge)?;
        *self.progress.pledged.entry(at.index).or_default() += amount;
        Ok(())
    }

    fn reclaim_pledge(&mut self, at: &CampaignAt, member: usize, place: &str) -> Result<(), Error> {
        let wallet = self.wallet(member).pubkey();
        let pledge = addresses::pledge(&at.address, &wallet).0;
        let reclaim = ReclaimPledge {
            pledger: wallet,
            campaign: at.address,
            pledge,
            rent_payer: self.session.read::<PledgeAccount>(&pledge)?.rent_payer,
            escrow: at.escrow,
            destination: self.purse(at.asset, member),
            mint: at.till.mint,
            token_program: at.till.program,
        };
        self.send_as(member, "land.reclaim_pledge", place, reclaim.instruction())
    }

    fn close_pledge(&mut self, at: &CampaignAt, member: usize, place: &str) -> Result<(), Error> {
        let pledge = addresses::pledge(&at.address, &self.wallet(member).pubkey()).0;
        let rent_payer = self.session.read::<PledgeAccount>(&pledge)?.rent_payer;
        let close = ClosePledge { campaign: at.address, pledge, rent_payer }.instruction();
        self.send_as(member, "land.close_pledge", place, close)
    }
}
