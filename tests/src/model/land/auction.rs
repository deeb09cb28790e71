//! Auctions of leases, and their bids.

use super::op::{Bidding, LandOp};
use super::{DAY, Land, state};
use crate::model::id::Id;
use crate::model::op::{Letting, Place, Ref, Till, Who};
use crate::model::treasury::SALE;
use crate::model::{Model, Refusals};
use client::land::accounts as layout;
use std::collections::BTreeMap;

/// How long after the close a sale can be settled.
const SETTLE_TIME: i64 = 30 * DAY;

/// An auction.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub struct Auction {
    pub bidding: Bidding,
    pub closes_at: i64,
    pub rent_payer: Who,
    /// Wallet, serial and amount of the highest bid.
    pub leader: Option<(u8, u64, u64)>,
    /// Bids accepted.
    pub accepted: u32,
    /// 0 open, 1 sold, 2 unsold.
    pub outcome: u8,
    /// By wallet.
    pub bids: BTreeMap<u8, Bid>,
}

/// A bid.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs)]
pub struct Bid {
    pub escrowed: u64,
    pub serial: u64,
    pub rent_payer: Who,
}

impl Auction {
    /// The least that the next bid may be.
    pub fn least(&self) -> u128 {
        let Some((.., highest)) = self.leader else { return self.bidding.reserve.into() };
        let share = u128::from(highest) * u128::from(self.bidding.raise);
        let raise = share / 10_000 + u128::from(share % 10_000 != 0);
        u128::from(highest) + raise.max(1)
    }

    /// Whether the highest bid can still be settled, at or before this time.
    fn binding(&self, now: i64) -> bool {
        self.leader.is_some() && now < self.closes_at + SETTLE_TIME
    }
}

impl Model {
    /// The auction of a lease, if there is one still.
    pub fn auction(&self, at: Letting) -> Option<&Auction> {
        self.parcel(at.plot())?.auctions.get(&at.number)
    }

    /// Changes an auction unless that is refused.
    fn hold(&mut self, at: Letting, no: Refusals, change: impl FnOnce(&mut Auction)) -> Refusals {
        self.farm(at.plot(), no, |parcel| {
            if let Some(auction) = parcel.auctions.get_mut(&at.number) {
                change(auction);
            }
        })
    }

    /// Does an operation on an auction.
    pub(super) fn auction_op(&mut self, op: &LandOp) -> Refusals {
        let now = self.now;
        match *op {
            LandOp::OpenAuction { nation, by, payer, badge, lease: at, bidding } => {
                let Some(lease) = self.lease(at) else { return Refusals::certain() };
                let mut no = self.landlord(nation, by, badge, at.plot());
                let sound = bidding.reserve > 0
                    && bidding.raise <= 10_000
                    && bidding.opens_at < bidding.closes_at
                    && bidding.closes_at <= bidding.closes_at_last
                    && now < bidding.closes_at;
                no.any_when(self.auction(at).is_some())
                    .when(lease.state != state::OFFERED, "NotOffered")
                    .when(lease.terms.by_auction == 0, "NotByAuction")
                    .when(!sound, "AuctionUnsound")
                    .when(bidding.closes_at_last > lease.expires_at, "AuctionBeyondOffer");
                if !no.refused() {
                    self.create(Id::Auction(at), layout::Auction::LEN, payer);
                }
                self.farm(at.plot(), no, |parcel| {
                    if let Some(lease) = parcel.leases.get_mut(&at.number) {
                        lease.auctioned = true;
                    }
                    let auction = Auction {
                        bidding,
                        closes_at: bidding.closes_at,
                        rent_payer: payer,
                        leader: None,
                        accepted: 0,
                        outcome: 0,
                        bids: BTreeMap::new(),
                    };
                    parcel.auctions.insert(at.number, auction);
                })
            }
            LandOp::Bid { by, payer, from, citizen, lease: at, amount } => {
                self.bid(by, payer, from, citizen, at, amount)
            }
            LandOp::SettleAuction { lease: at, winner, rent_to, till } => {
                self.settle_auction(at, winner, rent_to, till)
            }
            LandOp::ReclaimBid { by, citizen, lease: at, bidder, rent_to, to } => {
                let (Some(lease), Some(auction)) = (self.lease(at), self.auction(at)) else {
                    return Refusals::certain();
                };
                let Some(bid) = auction.bids.get(&bidder) else { return Refusals::certain() };
                let mut no = self.owns(at.nation, by, bidder, bid.serial, citizen);
                let leads = auction.leader.is_some_and(|(wallet, ..)| wallet == bidder);
                let (coin, amount) = (lease.coin, bid.escrowed);
                no.when(auction.outcome == 0 && leads && auction.binding(now), "BidLeads")
                    .when(rent_to != bid.rent_payer, "WrongRentPayer")
                    .join(self.can_give(coin, Id::Escrow(at), to, amount));
                if !no.refused() {
                    self.give(coin, Id::Escrow(at), to, amount);
                    self.close(Id::Bid(at, bidder), rent_to);
                }
                self.hold(at, no, |auction| {
                    let _ = auction.bids.remove(&bidder);
                })
            }
            LandOp::CloseAuction { lease: at, rent_to } => {
                let Some(auction) = self.auction(at) else { return Refusals::certain() };
                let mut no = Refusals::none();
                let offered = self.lease(at).is_some_and(|lease| lease.state == state::OFFERED);
                no.when(auction.outcome == 0 && offered, "AuctionRunning")
                    .when(!auction.bids.is_empty(), "BidsOpen")
                    .when(rent_to != auction.rent_payer, "WrongRentPayer");
                if !no.refused() {
                    self.close(Id::Auction(at), rent_to);
                }
                self.farm(at.plot(), no, |parcel| {
                    let _ = parcel.auctions.remove(&at.number);
                })
            }
            _ => unreachable!("not an operation on an auction: {op:?}"),
        }
    }

    fn bid(&mut self, by: u8, payer: Who, from: Place, citizen: Ref, at: Letting, amount: u64) -> Refusals {
        let now = self.now;
        let (Some(lease), Some(auction)) = (self.lease(at), self.auction(at)) else {
            return Refusals::certain();
        };
        let mut no = self.good_citizen(at.nation, Who::Wallet(by), citizen);
        no.when(lease.state != state::OFFERED, "NotOffered")
            .when(now < auction.bidding.opens_at, "AuctionNotOpen")
            .when(now >= auction.closes_at, "AuctionClosed")
            .when(u128::from(amount) < auction.least(), "BidTooLow")
            .when(amount.checked_add(lease.terms.deposit).is_none(), "ArithmeticOverflow");
        if no.refused() {
            return no;
        }
        let (coin, whole) = (lease.coin, amount + lease.terms.deposit);
        let old = auction.bids.get(&by).copied();
        let missing = whole - old.map_or(0, |bid| bid.escrowed);
        no.join(self.can_take(Who::Wallet(by), from, coin, Id::Escrow(at), missing));
        if no.refused() {
            return no;
        }
        let serial = self.citizen(citizen).map_or(0, |c| c.serial);
        if old.is_none() {
            self.create(Id::Bid(at, by), layout::Bid::LEN, payer);
        }
        self.take(from, coin, Id::Escrow(at), missing);
        self.farm(at.plot(), no, |parcel| {
            if let Some(lease) = parcel.leases.get_mut(&at.number) {
                lease.bid_for = true;
            }
            let Some(auction) = parcel.auctions.get_mut(&at.number) else { return };
            let rent_payer = old.map_or(payer, |bid| bid.rent_payer);
            auction.bids.insert(by, Bid { escrowed: whole, serial, rent_payer });
            auction.leader = Some((by, serial, amount));
            auction.accepted += 1;
            let answer = now + i64::from(auction.bidding.extension);
            auction.closes_at = auction.closes_at.max(answer.min(auction.bidding.closes_at_last));
        })
    }

    fn settle_auction(&mut self, at: Letting, winner: Option<u8>, rent_to: Who, till: Till) -> Refusals {
        let now = self.now;
        let (Some(lease), Some(auction)) = (self.lease(at), self.auction(at)) else {
            return Refusals::certain();
        };
        let mut no = Refusals::none();
        let bid = winner.and_then(|wallet| auction.bids.get(&wallet)).copied();
        let (coin, terms) = (lease.coin, lease.terms);
        no.any_when(winner.is_some() && bid.is_none())
            .when(coin != till.coin, "WrongMint")
            .when(auction.outcome != 0, "AuctionSettled")
            .when(lease.state != state::OFFERED, "NotOffered")
            .when(now < auction.closes_at, "AuctionRunning");
        // The rent of a bid that is passed goes somewhere, also where there is none to be closed.
        let sold = auction.leader.filter(|_| auction.binding(now));
        let Some((wallet, serial, premium)) = sold else {
            no.when(winner.is_some(), "WrongBid");
            if !no.refused() {
                let unsold = self.hold(at, Refusals::none(), |auction| auction.outcome = 2);
                no.join(unsold);
            }
            return self.free(at, no, |lease| lease.withdraw(now));
        };
        no.when(winner != Some(wallet), "WrongBid")
            .when(bid.is_some_and(|bid| bid.rent_payer != rent_to), "WrongRentPayer")
            .join(self.goes_to(at.nation, coin, till));
        if !no.refused() {
            no.join(self.payable(Id::Escrow(at), till, premium));
        }
        if no.refused() {
            return no;
        }
        self.pay_in(Id::Escrow(at), till, SALE, premium);
        self.close(Id::Bid(at, wallet), rent_to);
        let no = self.let_out(at, no, |lease| {
            lease.begin((wallet, serial), if terms.kind == 1 { premium } else { 0 }, now);
        });
        self.hold(at, no, |auction| {
            auction.outcome = 1;
            auction.bids.remove(&wallet);
        })
    }
}

impl Land {
    /// Auctions that are there still.
    pub fn auctions(&self) -> impl Iterator<Item = (u8, u32, &Auction)> {
        self.parcels
            .iter()
            .flat_map(|(cell, p)| p.auctions.iter().map(|(number, auction)| (*cell, *number, auction)))
    }
}
