//! Declared prices, buyers, and what is due to sellers.

use super::op::LandOp;
use super::rent::{self, YEAR};
use super::{Buyer, Claim};
use crate::model::id::Id;
use crate::model::op::{Letting, Till, Who};
use crate::model::treasury::RENT;
use crate::model::{Model, Refusals};
use client::land::accounts as layout;

impl Model {
    /// A claim that exists.
    pub fn claim(&self, at: Letting, creditor: u8) -> Option<&Claim> {
        self.parcel(at.plot())?.claims.get(&(at.number, creditor))
    }

    /// Adds to what is due to a wallet.
    fn owe(&mut self, at: Letting, creditor: u8, serial: u64, amount: u64, payer: Who) {
        let old = self.claim(at, creditor).copied();
        if old.is_none() {
            self.create(Id::Claim(at, creditor), layout::Claim::LEN, payer);
        }
        let new = old.map_or(Claim { serial: Some(serial), amount, rent_payer: payer }, |old| Claim {
            serial: old.serial.filter(|of| *of == serial),
            amount: old.amount + amount,
            ..old
        });
        self.farm(at.plot(), Refusals::none(), |parcel| {
            let _ = parcel.claims.insert((at.number, creditor), new);
        });
    }

    /// Does an operation on a declared price.
    pub(super) fn sale_op(&mut self, op: &LandOp) -> Refusals {
        let now = self.now;
        match *op {
            LandOp::DeclareValue { by, lease: at, price } => {
                let Some(lease) = self.lease(at) else { return Refusals::certain() };
                let mut no = self.tenant(at, by);
                no.join(self.in_time(at));
                no.when(!lease.harberger(), "NotHarberger")
                    .when(price == 0, "PriceOutOfRange")
                    .when(lease.under_notice(now), "UnderNotice")
                    .when(lease.paid_through < now, "RentOwed")
                    .when(
                        price < lease.price && now < lease.raised_at + i64::from(lease.terms.hold),
                        "LoweredTooSoon",
                    );
                self.let_out(at, no, |lease| {
                    if !lease.under_notice(now) {
                        lease.noticed_at = None;
                    }
                    if price == lease.price {
                        return;
                    }
                    let value = rent::worth(lease.price, lease.terms.share, lease.paid_through - now);
                    let seconds = rent::seconds(price, lease.terms.share, value).min(YEAR as u128);
                    lease.paid_through = now + seconds as i64;
                    if price > lease.price {
                        lease.raised_at = now;
                    }
                    lease.price = price;
                })
            }
            LandOp::BuyOut { by, from, citizen, lease: at, offer } => {
                let Some(lease) = self.lease(at) else { return Refusals::certain() };
                let mut no = self.good_citizen(at.nation, by, citizen);
                let Some(serial) = self.citizen(citizen).map(|c| c.serial) else {
                    return Refusals::certain();
                };
                let (wallet, of) = lease.tenant.unwrap_or((u8::MAX, u64::MAX));
                let whole = lease.price.checked_add(lease.terms.deposit);
                no.join(self.in_time(at));
                no.when(!lease.harberger(), "NotHarberger")
                    .when(serial == of || by == Who::Wallet(wallet), "BuyerIsTenant")
                    .when(lease.buyer.is_some(), "UnderNotice")
                    .when(lease.forfeit(now), "LeaseForfeit")
                    .when(now < lease.since + i64::from(lease.terms.tenure), "TenureTooShort")
                    .when(offer < lease.price, "PriceAboveOffer")
                    .when(now + i64::from(lease.terms.notice) >= lease.ends_at, "NoticeBeyondEnd")
                    .when(whole.is_none(), "ArithmeticOverflow");
                if no.refused() {
                    return no;
                }
                let (coin, whole) = (lease.coin, whole.unwrap_or_default());
                no.join(self.can_take(by, from, coin, Id::Escrow(at), whole));
                if !no.refused() {
                    self.take(from, coin, Id::Escrow(at), whole);
                }
                self.let_out(at, no, |lease| {
                    lease.noticed_at = Some(now);
                    lease.buyer = Some(Buyer { wallet: citizen.wallet, serial, put_up: whole });
                })
            }
            LandOp::CompleteBuyOut { payer, lease: at, seller, till } => {
                self.complete_buy_out(payer, at, seller, till)
            }
            LandOp::WithdrawClaim { by, citizen, lease: at, creditor, rent_to, to } => {
                let (Some(lease), Some(claim)) = (self.lease(at), self.claim(at, creditor).copied()) else {
                    return Refusals::certain();
                };
                let mut no = self.owns(at.nation, by, creditor, claim.serial.unwrap_or(u64::MAX), citizen);
                let coin = lease.coin;
                no.when(rent_to != claim.rent_payer, "WrongRentPayer");
                // The escrow is an account named twice even where nothing is paid.
                no.any_when(self.is_spot(coin, to, Id::Escrow(at)));
                if claim.amount > 0 {
                    no.join(self.can_give(coin, Id::Escrow(at), to, claim.amount));
                }
                if !no.refused() {
                    if claim.amount > 0 {
                        self.give(coin, Id::Escrow(at), to, claim.amount);
                    }
                    self.close(Id::Claim(at, creditor), rent_to);
                }
                self.farm(at.plot(), no, |parcel| {
                    let _ = parcel.claims.remove(&(at.number, creditor));
                })
            }
            LandOp::CancelBuyOut { payer, lease: at, buyer } => {
                let Some(lease) = self.lease(at) else { return Refusals::certain() };
                let mut no = Refusals::none();
                let running = lease.runs() && now < lease.ends_at && lease.under_notice(now);
                no.when(lease.buyer.is_none(), "NoNotice")
                    .when(lease.buyer.is_none_or(|b| b.wallet != buyer), "NotBuyer")
                    .when(running, "SaleStillPossible");
                let Some(b) = lease.buyer.filter(|_| !no.refused()) else { return no };
                self.owe(at, buyer, b.serial, b.put_up, payer);
                self.let_out(at, no, |lease| (lease.buyer, lease.noticed_at) = (None, None))
            }
            _ => unreachable!("not an operation on a declared price: {op:?}"),
        }
    }

    fn complete_buy_out(&mut self, payer: Who, at: Letting, seller: u8, till: Till) -> Refusals {
        let now = self.now;
        let Some(lease) = self.lease(at) else { return Refusals::certain() };
        let mut no = self.in_time(at);
        let (wallet, of) = lease.tenant.unwrap_or((u8::MAX, 0));
        no.when(!lease.harberger(), "NotHarberger")
            .when(lease.noticed_at.is_none(), "NoNotice")
            .when(lease.sale().is_some_and(|(opens, _)| now < opens), "NoticeRunning")
            .when(lease.sale().is_some_and(|(_, closes)| now >= closes), "SaleTooLate")
            .when(wallet != seller, "NotTenant")
            .join(self.goes_to(at.nation, lease.coin, till));
        let Some(buyer) = lease.buyer.filter(|_| !no.refused()) else {
            assert!(no.refused(), "a notice without a buyer");
            return no;
        };
        let owed = rent::of_seconds(lease.price, lease.terms.share, (now - lease.paid_through).max(0));
        let to_treasury = owed.min(lease.price);
        let due = lease.price - to_treasury + lease.deposit;
        if to_treasury > 0 {
            no.join(self.payable(Id::Escrow(at), till, to_treasury));
            if no.refused() {
                return no;
            }
            self.pay_in(Id::Escrow(at), till, RENT, to_treasury);
        }
        self.owe(at, seller, of, due, payer);
        self.let_out(at, no, |lease| {
            (lease.buyer, lease.noticed_at) = (None, None);
            (lease.since, lease.raised_at) = (now, now);
            lease.paid_through = lease.paid_through.max(now);
            lease.paid_total += to_treasury;
            lease.seat((buyer.wallet, buyer.serial));
        })
    }
}
