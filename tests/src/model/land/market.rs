//! What is tried of auctions, declared prices, buyers and campaigns.

use super::op::{Bidding, LandOp};
use super::{Campaign, Lease, Parcel};
use crate::model::generate::{DAY, Play};
use crate::model::op::{Letting, Nth, Op, Place, Ref, Till, Who};

impl Play<'_> {
    /// An offer for whoever bids most.
    pub(super) fn auctioning(&mut self, at: Letting, lease: &Lease) -> Op {
        let now = self.m.now;
        let nation = self.near(at.nation);
        let Some(auction) = self.m.auction(at) else {
            if self.rng.one_in(8) || now >= lease.expires_at {
                let make = |by, badge, _| LandOp::WithdrawOffer { nation, by, badge, lease: at };
                return self.as_landlord(at.plot(), make);
            }
            let opens_at = now + self.rng.pick(&[0, 0, 0, 1, 500, -100]);
            let room = (lease.expires_at - now).max(2);
            let closes_at =
                opens_at.max(now) + self.rng.pick(&[1, 1_000, 3 * DAY, room / 2]).min(room - 1).max(1);
            let last = closes_at + self.rng.pick(&[0, 100, 1_000, room - (closes_at - now)]);
            let last = if self.slip() { lease.expires_at + 1 } else { last.min(lease.expires_at) };
            let bidding = Bidding {
                reserve: self.rng.pick(&[1, 1_000, 100_003, 0]),
                raise: self.rng.pick(&[0, 1, 500, 3_333, 10_000, 10_001]),
                extension: self.rng.pick(&[0, 1, 300, 2_000]),
                opens_at,
                closes_at: if self.slip() { opens_at } else { closes_at },
                closes_at_last: last,
            };
            return self.as_landlord(at.plot(), |by, badge, payer| LandOp::OpenAuction {
                nation,
                by,
                payer,
                badge,
                lease: at,
                bidding,
            });
        };
        if auction.leader.is_none() && self.rng.one_in(12) {
            let make = |by, badge, _| LandOp::WithdrawOffer { nation, by, badge, lease: at };
            return self.as_landlord(at.plot(), make);
        }
        if now < auction.bidding.opens_at && self.rng.one_in(2) {
            return self.until(auction.bidding.opens_at);
        }
        if now >= auction.closes_at && !self.rng.one_in(6) {
            if auction.leader.is_some() && self.rng.one_in(5) {
                return self.until(auction.closes_at + 30 * DAY);
            }
            return self.settle_sale(at, lease);
        }
        match self.rng.below(12) {
            0 | 1 => self.until(auction.closes_at),
            2 => self.until(auction.closes_at - i64::from(auction.bidding.extension)),
            3 => self.settle_sale(at, lease),
            4 => self.take_bid_back(at).unwrap_or_else(|| self.pass_by_economy()),
            5 => {
                let citizen = auction.leader.map_or(0, |(wallet, ..)| wallet);
                self.reissue(Ref { nation: at.nation, wallet: citizen })
            }
            _ => {
                let least = u64::try_from(auction.least()).unwrap_or(u64::MAX);
                let amount = self.amount(&[least, least, least.saturating_add(1_000)]);
                let again: Vec<u8> = auction.bids.keys().copied().collect();
                let citizen = match self.rng.maybe_pick(&again).filter(|_| self.rng.one_in(2)) {
                    Some(wallet) => Ref { nation: at.nation, wallet },
                    None => self.voter(at.nation),
                };
                let by = self.signer(citizen.wallet);
                let payer = self.rents(Who::Wallet(by));
                Op::Land(LandOp::Bid { by, payer, from: self.own(by), citizen, lease: at, amount })
            }
        }
    }

    fn settle_sale(&mut self, at: Letting, lease: &Lease) -> Op {
        let Some(auction) = self.m.auction(at) else { return self.pass_by_economy() };
        let in_time = self.m.now < auction.closes_at + 30 * DAY;
        let right = auction.leader.filter(|_| in_time).map(|(wallet, ..)| wallet);
        let others: Vec<u8> = auction.bids.keys().copied().collect();
        let winner = if self.slip() { self.rng.maybe_pick(&others) } else { right };
        let paid =
            winner.and_then(|wallet| auction.bids.get(&wallet)).map_or(Who::Payer, |bid| bid.rent_payer);
        let (rent_to, till) = (self.rent_to(paid), self.till_of(at, lease));
        Op::Land(LandOp::SettleAuction { lease: at, winner, rent_to, till })
    }

    /// Whoever has this serial now, if that is another wallet.
    fn reissued(&self, nation: u8, wallet: u8, serial: u64) -> Option<Ref> {
        let citizens = self.m.nation(nation).into_iter().flat_map(|n| &n.citizens);
        let now = citizens.into_iter().find(|(_, c)| c.serial == serial).map(|(wallet, _)| *wallet);
        now.filter(|now| *now != wallet).map(|wallet| Ref { nation, wallet })
    }

    /// Who takes money that a wallet put in as the citizen with a serial, and what they show.
    fn owner(&mut self, nation: u8, wallet: u8, serial: u64) -> (Who, Option<Ref>) {
        match self.reissued(nation, wallet, serial) {
            Some(citizen) if !self.rng.one_in(3) => (self.by(Who::Wallet(citizen.wallet)), Some(citizen)),
            _ => {
                let shown = self.slip().then(|| self.citizen(nation));
                (self.by(Who::Wallet(wallet)), shown)
            }
        }
    }

    fn take_bid_back(&mut self, at: Letting) -> Option<Op> {
        let auction = self.m.auction(at)?;
        let leader = auction.leader.map(|(wallet, ..)| wallet);
        let slip = self.slip();
        let others: Vec<u8> = auction
            .bids
            .keys()
            .copied()
            .filter(|wallet| slip || leader != Some(*wallet) || auction.outcome != 0)
            .collect();
        let bidder = self.rng.maybe_pick(&others)?;
        let bid = auction.bids.get(&bidder)?;
        let (by, citizen) = self.owner(at.nation, bidder, bid.serial);
        let (rent_to, to) = (self.rent_to(bid.rent_payer), self.anywhere(at.nation));
        Some(Op::Land(LandOp::ReclaimBid { by, citizen, lease: at, bidder, rent_to, to }))
    }

    /// What lies about of auctions and sales: bids, claims, and auctions whose lease is gone.
    pub(super) fn leftovers(&mut self, nation: u8) -> Op {
        let Some(land) = self.m.land(nation) else { return self.pass_by_economy() };
        let auctions: Vec<Letting> =
            land.auctions().map(|(cell, number, _)| Letting { nation, cell, number }).collect();
        let claims: Vec<(Letting, u8)> = land
            .parcels
            .iter()
            .flat_map(|(cell, p)| p.claims.keys().map(|(number, w)| ((*cell, *number), *w)))
            .map(|((cell, number), wallet)| (Letting { nation, cell, number }, wallet))
            .collect();
        if let Some((at, creditor)) = self.rng.maybe_pick(&claims).filter(|_| self.rng.one_in(2)) {
            return self.take_claim(at, creditor);
        }
        let Some(at) = self.rng.maybe_pick(&auctions) else { return self.pass_by_economy() };
        if let Some(op) = self.take_bid_back(at).filter(|_| !self.rng.one_in(3)) {
            return op;
        }
        let paid = self.m.auction(at).map_or(Who::Payer, |auction| auction.rent_payer);
        let rent_to = self.rent_to(paid);
        Op::Land(LandOp::CloseAuction { lease: at, rent_to })
    }

    fn take_claim(&mut self, at: Letting, creditor: u8) -> Op {
        let Some(claim) = self.m.claim(at, creditor).copied() else { return self.pass_by_economy() };
        let (by, citizen) = self.owner(at.nation, creditor, claim.serial.unwrap_or(u64::MAX));
        let (rent_to, to) = (self.rent_to(claim.rent_payer), self.anywhere(at.nation));
        Op::Land(LandOp::WithdrawClaim { by, citizen, lease: at, creditor, rent_to, to })
    }

    /// What is left of a lease's buyers and bidders.
    pub(super) fn of_buyers(&mut self, at: Letting, lease: &Lease, parcel: &Parcel) -> Option<Op> {
        if let Some(buyer) = lease.buyer {
            let (buyer, payer) = (self.signer(buyer.wallet), self.rents(Who::Wallet(buyer.wallet)));
            return Some(Op::Land(LandOp::CancelBuyOut { payer, lease: at, buyer }));
        }
        let of = (at.number, 0)..=(at.number, u8::MAX);
        let creditors: Vec<u8> = parcel.claims.range(of).map(|((_, wallet), _)| *wallet).collect();
        if let Some(creditor) = self.rng.maybe_pick(&creditors) {
            return Some(self.take_claim(at, creditor));
        }
        self.take_bid_back(at)
    }

    /// A lease with a declared price.
    pub(super) fn harberger(&mut self, at: Letting, lease: &Lease) -> Op {
        let now = self.m.now;
        let (paid, till) = (lease.paid_through, self.till_of(at, lease));
        let seller = lease.tenant.map_or(0, |(wallet, _)| wallet);
        if (now >= lease.ends_at || lease.forfeit(now)) && self.rng.one_in(2) {
            let by = Who::Wallet(self.wallet());
            return self.end(at, by);
        }
        if let Some((opens, closes)) = lease.sale() {
            let seller = self.signer(seller);
            let payer = self.rents(Who::Wallet(seller));
            match self.rng.below(6) {
                0 if now < opens => return self.until(opens),
                1 if now < opens => {
                    return Op::Land(LandOp::CompleteBuyOut { payer, lease: at, seller, till });
                }
                0..=2 if now >= opens => {
                    return Op::Land(LandOp::CompleteBuyOut { payer, lease: at, seller, till });
                }
                3 => return self.until(closes),
                _ => {}
            }
        }
        if let Some(buyer) = lease.buyer.filter(|_| !lease.under_notice(now) || self.rng.one_in(9)) {
            let buyer = self.signer(buyer.wallet);
            let payer = self.rents(Who::Wallet(buyer));
            return Op::Land(LandOp::CancelBuyOut { payer, lease: at, buyer });
        }
        match self.rng.below(26) {
            0..=6 => {
                let due = lease.due(now);
                let share = lease.terms.share;
                let rent = |seconds| super::rent::of_seconds(lease.price, share, seconds);
                let edges = [
                    due,
                    rent(1),
                    rent(1_000),
                    rent(DAY),
                    rent(400 * DAY),
                    rent((lease.ends_at - paid).max(1)),
                ];
                self.rent(at, lease, &edges)
            }
            7 => self.until(paid),
            8 => self.until(paid + i64::from(lease.terms.cure)),
            9 => self.until(lease.ends_at),
            10..=13 => {
                let price =
                    self.amount(&[lease.price, lease.price / 2, lease.price.saturating_mul(3), 1_000_003]);
                let by = self.tenant_of(lease);
                Op::Land(LandOp::DeclareValue { by, lease: at, price })
            }
            14 => self.until(lease.raised_at + i64::from(lease.terms.hold)),
            15..=18 if lease.buyer.is_none() || self.slip() => {
                let citizen = self.voter(at.nation);
                let by = self.signer(citizen.wallet);
                let offer = self.amount(&[lease.price, lease.price, u64::MAX]);
                let from = self.own(by);
                Op::Land(LandOp::BuyOut { by: Who::Wallet(by), from, citizen, lease: at, offer })
            }
            19 => self.until(lease.since + i64::from(lease.terms.tenure)),
            20 => self.renew(at, lease),
            21 => {
                let tenant = self.tenant_of(lease);
                self.end(at, tenant)
            }
            22 => self.evict(at),
            23 | 24 => self.move_tenant(at, lease),
            _ => Op::Land(LandOp::DeclareArrears { lease: at }),
        }
    }

    /// Campaigns.
    pub(super) fn campaigning(&mut self, nation: u8) -> Op {
        let now = self.m.now;
        let Some(land) = self.m.land(nation) else { return self.pass_by_economy() };
        let all: Vec<Nth> = land.campaigns.keys().map(|id| Nth { nation, id: *id }).collect();
        let few = land.campaigns.values().filter(|c| !c.paid_out && !c.failed(now)).count() < 2;
        if few && self.rng.one_in(4) || all.is_empty() {
            return self.open_campaign(nation);
        }
        let Some(at) = self.rng.maybe_pick(&all) else { return self.pass_by_economy() };
        let Some(c) = self.m.campaign(at) else { return self.pass_by_economy() };
        self.campaign_step(at, c)
    }

    fn open_campaign(&mut self, nation: u8) -> Op {
        let till = self.land_till(nation);
        let of = self.near(nation);
        let goal = self.rng.pick(&[1, 1_000, 100_003, 100_003, 0]);
        let length = self.rng.pick(&[1, 1_000, 20 * DAY, 365 * DAY, 0, 365 * DAY + 1]);
        let deadline = self.m.now + length;
        let text = if self.slip() { super::NO_TEXT } else { self.rng.below(9) as u8 };
        if self.rng.one_in(4) {
            let citizen = None;
            return self.decree(nation, |by, payer| {
                Op::Land(LandOp::OpenCampaign { nation: of, by, payer, citizen, till, goal, deadline, text })
            });
        }
        let citizen = self.voter(nation);
        let by = Who::Wallet(self.signer(citizen.wallet));
        let (payer, citizen) = (self.rents(by), Some(citizen));
        Op::Land(LandOp::OpenCampaign { nation: of, by, payer, citizen, till, goal, deadline, text })
    }

    fn campaign_step(&mut self, at: Nth, c: &Campaign) -> Op {
        let now = self.m.now;
        let till = if self.slip() { self.till(at.nation) } else { Till { nation: at.nation, coin: c.coin } };
        let pledgers: Vec<u8> = c.pledges.keys().copied().collect();
        let pledger = self.rng.maybe_pick(&pledgers).unwrap_or(0);
        let paid = c.pledges.get(&pledger).map_or(Who::Payer, |(_, payer)| *payer);
        let over = c.paid_out || c.failed(now);
        match self.rng.below(12) {
            0..=4 if now < c.deadline && !c.paid_out => {
                let left = c.goal.saturating_sub(c.pledged).max(1);
                let by = match self.rng.maybe_pick(&pledgers).filter(|_| self.rng.one_in(3)) {
                    Some(again) => again,
                    None => self.wallet(),
                };
                let payer = self.rents(Who::Wallet(by));
                let amount = self.amount(&[left, left / 2, left / 3]);
                Op::Land(LandOp::Pledge { by, payer, from: self.own(by), campaign: at, amount })
            }
            5 if !over => self.until(c.deadline),
            6 if !over && c.pledged >= c.goal => self.until(c.deadline + 30 * DAY),
            0..=3 if over && pledgers.is_empty() => {
                let rent_to = self.rent_to(c.rent_payer);
                Op::Land(LandOp::CloseCampaign { campaign: at, till, rent_to })
            }
            0..=5 if c.paid_out => {
                let rent_to = self.rent_to(paid);
                Op::Land(LandOp::ClosePledge { campaign: at, pledger, rent_to })
            }
            0..=5 if over => {
                let by = self.by(Who::Wallet(pledger));
                let (rent_to, to) = (self.rent_to(paid), self.anywhere(at.nation));
                Op::Land(LandOp::ReclaimPledge { by, campaign: at, pledger, rent_to, to })
            }
            7 | 8 => Op::Land(LandOp::SettleCampaign { campaign: at, till }),
            9 => {
                let by = self.by(Who::Wallet(pledger));
                let (rent_to, to) = (self.rent_to(paid), Place::Wallet(pledger));
                Op::Land(LandOp::ReclaimPledge { by, campaign: at, pledger, rent_to, to })
            }
            10 => {
                let rent_to = self.rent_to(paid);
                Op::Land(LandOp::ClosePledge { campaign: at, pledger, rent_to })
            }
            _ => {
                let rent_to = self.rent_to(c.rent_payer);
                Op::Land(LandOp::CloseCampaign { campaign: at, till, rent_to })
            }
        }
    }
}
