//! Campaigns and pledges.

use super::op::LandOp;
use super::{DAY, NO_TEXT};
use crate::model::id::Id;
use crate::model::money::TAXED;
use crate::model::op::{Nth, Till, Who};
use crate::model::treasury::DONATION;
use crate::model::{Model, Refusals};
use client::land::accounts as layout;
use std::collections::BTreeMap;

/// How long after the deadline the money can be paid out.
const PAYOUT_TIME: i64 = 30 * DAY;

/// A campaign.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub struct Campaign {
    pub coin: u8,
    pub opener: Who,
    pub rent_payer: Who,
    pub text: u8,
    pub goal: u64,
    pub opened_at: i64,
    pub deadline: i64,
    /// All that was ever pledged, and what of it was taken back.
    pub pledged: u64,
    pub refunded: u64,
    pub paid_out: bool,
    pub reserve: u64,
    /// Amount and payer of rent, by wallet.
    pub pledges: BTreeMap<u8, (u64, Who)>,
}

impl Campaign {
    /// What is in its escrow for somebody.
    pub fn held(&self) -> u64 {
        if self.paid_out { 0 } else { self.pledges.values().map(|(amount, _)| amount).sum() }
    }

    /// Nothing can come of it any more: the goal was not met, or the money not paid out in time.
    pub fn failed(&self, now: i64) -> bool {
        let time = if self.pledged >= self.goal { self.deadline + PAYOUT_TIME } else { self.deadline };
        !self.paid_out && now >= time
    }
}

impl Model {
    /// Changes a campaign unless that is refused.
    fn drive(&mut self, at: Nth, no: Refusals, change: impl FnOnce(&mut Campaign)) -> Refusals {
        self.settle(at.nation, no, |land| {
            if let Some(campaign) = land.campaigns.get_mut(&at.id) {
                change(campaign);
            }
        })
    }

    /// Does an operation on a campaign.
    pub(super) fn campaign_op(&mut self, op: &LandOp) -> Refusals {
        let now = self.now;
        match *op {
            LandOp::OpenCampaign { nation, by, payer, citizen, till, goal, deadline, text } => {
                // The registry is that of the ledger's nation.
                let Some(land) = self.land(till.nation) else { return Refusals::certain() };
                let mut no = match citizen {
                    Some(citizen) => self.good_citizen(nation, by, citizen),
                    None => self.authority(nation, by),
                };
                no.any_when(self.nation(nation).is_none())
                    .when(nation != till.nation, "WrongNation")
                    .when(goal == 0 || deadline <= now || deadline - now > 365 * DAY, "CampaignUnsound")
                    .when(self.ledger(till).is_none(), "WrongLedger")
                    .when(till.coin >= TAXED, "MintRefused")
                    .when(text >= NO_TEXT, "TextMalformed");
                if no.refused() {
                    return no;
                }
                let at = Nth { nation: till.nation, id: land.next_campaign };
                self.create(Id::Campaign(at), layout::Campaign::LEN, payer);
                let reserve = self.create_escrow(Id::Kitty(at), till.coin, payer);
                self.settle(at.nation, no, |land| {
                    let campaign = Campaign {
                        coin: till.coin,
                        opener: by,
                        rent_payer: payer,
                        text,
                        goal,
                        opened_at: now,
                        deadline,
                        pledged: 0,
                        refunded: 0,
                        paid_out: false,
                        reserve,
                        pledges: BTreeMap::new(),
                    };
                    land.campaigns.insert(at.id, campaign);
                    land.next_campaign += 1;
                })
            }
            LandOp::Pledge { by, payer, from, campaign: at, amount } => {
                let Some(c) = self.campaign(at) else { return Refusals::certain() };
                let mut no = Refusals::none();
                let (coin, old) = (c.coin, c.pledges.get(&by).copied());
                no.when(c.paid_out || now >= c.deadline, "CampaignClosed")
                    .when(c.pledged.checked_add(amount).is_none(), "ArithmeticOverflow")
                    .join(self.can_take(Who::Wallet(by), from, coin, Id::Kitty(at), amount));
                if no.refused() {
                    return no;
                }
                if old.is_none() {
                    self.create(Id::Pledge(at, by), layout::Pledge::LEN, payer);
                }
                self.take(from, coin, Id::Kitty(at), amount);
                self.drive(at, no, |c| {
                    c.pledged += amount;
                    let pledge = c.pledges.entry(by).or_insert((0, payer));
                    pledge.0 += amount;
                })
            }
            LandOp::SettleCampaign { campaign: at, till } => {
                let Some(c) = self.campaign(at) else { return Refusals::certain() };
                let mut no = self.goes_to(at.nation, c.coin, till);
                no.when(c.paid_out, "CampaignPaidOut")
                    .when(c.pledged < c.goal || c.refunded > 0, "GoalNotMet")
                    .when(now >= c.deadline + PAYOUT_TIME, "PayoutTooLate");
                let all = c.held();
                if !no.refused() {
                    no.join(self.payable(Id::Kitty(at), till, all));
                }
                if !no.refused() {
                    self.pay_in(Id::Kitty(at), till, DONATION, all);
                }
                self.drive(at, no, |c| c.paid_out = true)
            }
            LandOp::ReclaimPledge { by, campaign: at, pledger, rent_to, to } => {
                let Some(c) = self.campaign(at) else { return Refusals::certain() };
                let Some((amount, payer)) = c.pledges.get(&pledger).copied() else {
                    return Refusals::certain();
                };
                let coin = c.coin;
                let mut no = Refusals::none();
                no.when(by != Who::Wallet(pledger), "NotOwner")
                    .when(!c.failed(now), "CampaignNotFailed")
                    .when(rent_to != payer, "WrongRentPayer");
                if c.failed(now) {
                    no.join(self.can_give(coin, Id::Kitty(at), to, amount));
                }
                if !no.refused() {
                    self.give(coin, Id::Kitty(at), to, amount);
                    self.close(Id::Pledge(at, pledger), rent_to);
                }
                self.drive(at, no, |c| {
                    c.refunded += amount;
                    c.pledges.remove(&pledger);
                })
            }
            LandOp::ClosePledge { campaign: at, pledger, rent_to } => {
                let Some(c) = self.campaign(at) else { return Refusals::certain() };
                let Some((_, payer)) = c.pledges.get(&pledger).copied() else { return Refusals::certain() };
                let mut no = Refusals::none();
                no.when(!c.paid_out, "CampaignNotPaidOut").when(rent_to != payer, "WrongRentPayer");
                if !no.refused() {
                    self.close(Id::Pledge(at, pledger), rent_to);
                }
                self.drive(at, no, |c| {
                    let _ = c.pledges.remove(&pledger);
                })
            }
            LandOp::CloseCampaign { campaign: at, till, rent_to } => self.close_campaign(at, till, rent_to),
            _ => unreachable!("not an operation on a campaign: {op:?}"),
        }
    }

    fn close_campaign(&mut self, at: Nth, till: Till, rent_to: Who) -> Refusals {
        let Some(c) = self.campaign(at) else { return Refusals::certain() };
        let over = (c.paid_out || c.failed(self.now)) && c.pledges.is_empty();
        let coin = c.coin;
        let mut no = self.goes_to(at.nation, coin, till);
        no.when(!over, "CampaignNotOver").when(rent_to != c.rent_payer, "WrongRentPayer");
        if !no.refused() {
            self.close_escrow(Id::Kitty(at), coin, self.holding(till), rent_to);
            self.close(Id::Campaign(at), rent_to);
        }
        self.settle(at.nation, no, |land| {
            let _ = land.campaigns.remove(&at.id);
        })
    }
}
