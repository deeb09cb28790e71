//! Leases, from the offer to the end, but for their deposits.

use super::op::{LandOp, Terms};
use super::rent::{self, Fixed, YEAR};
use super::{DAY, state};
use crate::model::id::Id;
use crate::model::op::{Letting, Place, Till, Who};
use crate::model::treasury::RENT;
use crate::model::{Model, Refusals, money};
use client::land::accounts as layout;

/// How long after the notice a sale can be completed.
const SALE_TIME: i64 = 30 * DAY;

/// A lease.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub struct Lease {
    pub coin: u8,
    pub terms: Terms,
    /// Who is invited, while it is offered, and after it was withdrawn.
    pub invited: Who,
    /// Wallet and serial.
    pub tenant: Option<(u8, u64)>,
    pub buyer: Option<Buyer>,
    pub rent_payer: Who,
    pub expires_at: i64,
    pub state: u8,
    pub starts_at: i64,
    pub ends_at: i64,
    pub ended_at: i64,
    pub renewals_left: u8,
    /// What was in the escrow in the beginning.
    pub reserve: u64,
    pub paid_total: u64,
    /// Fixed: periods paid whole, and money towards the next.
    pub paid: u32,
    pub credit: u64,
    /// Harberger.
    pub price: u64,
    pub since: i64,
    pub raised_at: i64,
    pub paid_through: i64,
    pub noticed_at: Option<i64>,
    /// The tenant's deposit, and what of it is whose.
    pub deposit: u64,
    pub to_tenant: u64,
    pub to_landlord: u64,
    pub tenant_taken: u64,
    pub landlord_taken: u64,
    pub claimed: bool,
    pub items: Vec<u64>,
    /// Which of the items wait.
    pub open: Vec<bool>,
    /// An auction was opened; somebody has bid.
    pub auctioned: bool,
    pub bid_for: bool,
}

/// Whoever is buying a tenant out.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs)]
pub struct Buyer {
    pub wallet: u8,
    pub serial: u64,
    pub put_up: u64,
}

/// What is due to somebody who is not party to a lease.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs)]
pub struct Claim {
    /// `None` when two citizens earned it with the same wallet.
    pub serial: Option<u64>,
    pub amount: u64,
    pub rent_payer: Who,
}

impl Lease {
    /// Somebody is the tenant.
    pub fn runs(&self) -> bool {
        [state::ACTIVE, state::ARREARS, state::DEFAULT].contains(&self.state)
    }

    /// Nobody is any more, or ever was.
    pub fn over(&self) -> bool {
        [state::ENDED, state::EVICTED, state::WITHDRAWN].contains(&self.state)
    }

    /// The rent is a share of the declared price.
    pub fn harberger(&self) -> bool {
        self.terms.kind == 1
    }

    /// The periods of a fixed lease.
    pub fn fixed(&self) -> Fixed {
        Fixed { terms: self.terms, start: self.starts_at, end: self.ends_at }
    }

    /// What the tenant has left of the deposit here, with what the landlord is due of it.
    pub fn deposit_left(&self) -> u64 {
        self.deposit - self.tenant_taken - self.landlord_taken
    }

    /// Seconds that were used and not paid for; none after the end.
    fn owed_seconds(&self, now: i64) -> i64 {
        (now.min(self.ends_at) - self.paid_through).max(0)
    }

    /// What has to be paid for nothing to be due.
    pub fn due(&self, now: i64) -> u64 {
        if self.harberger() {
            rent::of_seconds(self.price, self.terms.share, self.owed_seconds(now))
        } else {
            self.fixed().costs(self.paid, self.credit, now, now).min(u64::MAX.into()) as u64
        }
    }

    /// Nothing is late.
    pub fn on_time(&self, now: i64) -> bool {
        if self.harberger() { self.owed_seconds(now) == 0 } else { !self.fixed().late(self.paid, now) }
    }

    /// When a sale can be completed, and when no more.
    pub fn sale(&self) -> Option<(i64, i64)> {
        let opens = self.noticed_at? + i64::from(self.terms.notice);
        Some((opens, opens + SALE_TIME))
    }

    /// A buyer has given notice, and may yet come by the lease.
    pub fn under_notice(&self, now: i64) -> bool {
        self.sale().is_some_and(|(_, closes)| now < closes)
    }

    /// Rent was owed for too long.
    pub fn forfeit(&self, now: i64) -> bool {
        self.harberger() && !self.under_notice(now) && now >= self.paid_through + i64::from(self.terms.cure)
    }

    /// What rent of this amount buys of a Harberger lease: its cost, and until when it is paid then.
    pub fn buys(&self, amount: u64, now: i64) -> Option<(u64, i64)> {
        let ahead = now + YEAR - self.paid_through;
        let most = ahead.min(self.ends_at - self.paid_through).max(0);
        let bought = rent::seconds(self.price, self.terms.share, amount).min(most as u128) as i64;
        let cost = rent::of_seconds(self.price, self.terms.share, bought);
        (bought > 0 && cost <= amount).then_some((cost, self.paid_through + bought))
    }

    /// Somebody takes it.
    pub fn begin(&mut self, tenant: (u8, u64), price: u64, now: i64) {
        self.state = state::ACTIVE;
        (self.starts_at, self.ends_at) = (now, now + i64::from(self.terms.duration));
        if self.harberger() {
            (self.price, self.since, self.raised_at, self.paid_through) = (price, now, now, now);
        }
        self.renewals_left = self.terms.renewals;
        self.seat(tenant);
    }

    /// Somebody is the tenant, with a deposit that nobody has a claim on.
    pub fn seat(&mut self, tenant: (u8, u64)) {
        self.tenant = Some(tenant);
        self.deposit = self.terms.deposit;
    }

    /// Nobody is tenant any more.
    fn end(&mut self, state: u8, now: i64) {
        (self.state, self.ended_at, self.noticed_at) = (state, now, None);
        self.claimed = self.deposit == 0;
    }

    /// The offer is withdrawn.
    pub fn withdraw(&mut self, now: i64) {
        (self.state, self.ended_at, self.claimed) = (state::WITHDRAWN, now, true);
    }
}

impl Model {
    /// All that lies in a lease's escrow for somebody.
    pub fn held(&self, at: Letting) -> u64 {
        let (Some(parcel), Some(lease)) = (self.parcel(at.plot()), self.lease(at)) else { return 0 };
        let bids = parcel.auctions.get(&at.number).map_or(0, |a| a.bids.values().map(|b| b.escrowed).sum());
        let of = (at.number, 0)..=(at.number, u8::MAX);
        let claims: u64 = parcel.claims.range(of).map(|(_, claim)| claim.amount).sum();
        lease.deposit_left() + lease.buyer.map_or(0, |buyer| buyer.put_up) + bids + claims
    }

    /// Whether a wallet is the tenant's.
    pub(super) fn tenant(&self, at: Letting, by: Who) -> Refusals {
        let mut no = Refusals::none();
        let tenant = self.lease(at).and_then(|lease| lease.tenant);
        no.when(tenant.is_none_or(|(wallet, _)| by != Who::Wallet(wallet)), "NotTenant");
        no
    }

    /// Whether a lease runs, and its time is not up.
    pub(super) fn in_time(&self, at: Letting) -> Refusals {
        let mut no = Refusals::none();
        if let Some(lease) = self.lease(at) {
            no.when(!lease.runs(), "NotRunning").when(lease.runs() && self.now >= lease.ends_at, "LeaseOver");
        }
        no
    }

    /// Whether a till is the one that a lease's or campaign's money goes to.
    pub(super) fn goes_to(&self, nation: u8, coin: u8, till: Till) -> Refusals {
        let mut no = Refusals::none();
        // With another kind of money mint and ledger are wrong both.
        no.when(self.ledger(till).is_none() || (nation, coin) != (till.nation, till.coin), "WrongLedger")
            .when(coin != till.coin, "WrongMint");
        no
    }

    /// Does an operation on a lease.
    #[allow(clippy::too_many_lines)]
    pub(super) fn lease_op(&mut self, op: &LandOp) -> Refusals {
        let now = self.now;
        match *op {
            LandOp::OfferLease { nation, by, payer, badge, plot, till, terms, tenant, expires } => {
                let Some(parcel) = self.parcel(plot) else { return Refusals::certain() };
                let mut no = self.landlord(nation, by, badge, plot);
                let founding = self.nation(nation).is_some_and(|n| n.authority == n.founder);
                let longest = u64::from(terms.duration) * (1 + u64::from(terms.renewals));
                let passing = badge.office.is_some() || founding;
                no.when(!rent::sound(&terms), "TermsUnsound")
                    .when(passing && longest > 5 * 366 * DAY as u64, "LeaseTooLong")
                    .when(expires <= now || expires - now > 365 * DAY, "OfferExpiryOutOfRange")
                    .when(terms.by_auction != 0 && tenant != Who::Nobody, "AuctionInvites")
                    .when(self.ledger(till).is_none() || till.nation != nation, "WrongLedger")
                    .when(till.coin >= money::TAXED, "MintRefused")
                    .when(parcel.retired, "ParcelRetired")
                    .when(parcel.current.is_some(), "ParcelTaken");
                if no.refused() {
                    return no;
                }
                let number = parcel.next_lease;
                let at = Letting { nation: plot.nation, cell: plot.cell, number };
                self.create(Id::Lease(at), layout::Lease::LEN, payer);
                let reserve = self.create_escrow(Id::Escrow(at), till.coin, payer);
                self.farm(plot, no, |parcel| {
                    parcel.current = Some(number);
                    parcel.next_lease += 1;
                    parcel
                        .leases
                        .insert(number, Lease::offered(till.coin, terms, tenant, expires, payer, reserve));
                })
            }
            LandOp::WithdrawOffer { nation, by, badge, lease: at } => {
                let Some(lease) = self.lease(at) else { return Refusals::certain() };
                let mut no = self.badge_exists(badge);
                no.any_when(self.nation(nation).is_none())
                    .when(nation != at.nation, "WrongNation")
                    .when(lease.state != state::OFFERED, "NotOffered")
                    .when(lease.bid_for, "BidsMade");
                if now < lease.expires_at {
                    no.join(self.landlord(nation, by, badge, at.plot()));
                }
                self.free(at, no, |lease| lease.withdraw(now))
            }
            LandOp::AcceptLease { by, from, citizen, lease: at, price } => {
                let Some(lease) = self.lease(at) else { return Refusals::certain() };
                let mut no = self.good_citizen(at.nation, by, citizen);
                let invited = lease.invited == Who::Nobody || lease.invited == by;
                no.when(lease.state != state::OFFERED, "NotOffered")
                    .when(lease.terms.by_auction == 1, "ByAuction")
                    .when(now >= lease.expires_at, "OfferExpired")
                    .when(!invited, "NotInvited")
                    .when(lease.harberger() == (price == 0), "PriceOutOfRange");
                let (coin, deposit) = (lease.coin, lease.terms.deposit);
                let escrow = Id::Escrow(at);
                // Where nothing is taken it does not matter from where, unless that is an account named twice.
                no.any_when(self.is_spot(coin, from, escrow));
                if deposit > 0 {
                    no.join(self.can_take(by, from, coin, escrow, deposit));
                }
                let serial = self.citizen(citizen).map_or(0, |c| c.serial);
                if !no.refused() && deposit > 0 {
                    self.take(from, coin, escrow, deposit);
                }
                self.let_out(at, no, |lease| lease.begin((citizen.wallet, serial), price, now))
            }
            LandOp::PayRent { by, from, lease: at, till, amount } => self.pay_for(by, from, at, till, amount),
            LandOp::RenewLease { by, citizen, lease: at } => {
                let Some(lease) = self.lease(at) else { return Refusals::certain() };
                let mut no = self.tenant(at, by);
                no.join(self.in_time(at));
                no.join(self.good_citizen(at.nation, by, citizen));
                no.when(lease.state != state::ACTIVE || !lease.on_time(now), "RentLate")
                    .when(lease.renewals_left == 0, "NoRenewalLeft");
                self.let_out(at, no, |lease| {
                    lease.renewals_left -= 1;
                    lease.ends_at += i64::from(lease.terms.duration);
                })
            }
            LandOp::DeclareArrears { lease: at } => {
                let Some(lease) = self.lease(at) else { return Refusals::certain() };
                let mut no = Refusals::none();
                no.when(!lease.runs(), "NotRunning")
                    .when(lease.harberger(), "NotFixed")
                    .when(lease.state != state::ACTIVE, "NotInOrder")
                    .when(lease.runs() && lease.on_time(now), "RentNotLate");
                self.let_out(at, no, |lease| lease.state = state::ARREARS)
            }
            LandOp::DeclareDefault { lease: at } => {
                let Some(lease) = self.lease(at) else { return Refusals::certain() };
                let mut no = Refusals::none();
                no.when(lease.state != state::ARREARS, "NotInArrears");
                if !no.refused() {
                    no.when(!lease.fixed().defaulted(lease.paid, now), "CureRunning");
                }
                self.let_out(at, no, |lease| lease.state = state::DEFAULT)
            }
            LandOp::WaiveDefault { nation, by, badge, lease: at } => {
                let Some(lease) = self.lease(at) else { return Refusals::certain() };
                let mut no = self.landlord(nation, by, badge, at.plot());
                no.when(lease.state != state::DEFAULT, "NotInDefault");
                if lease.state == state::DEFAULT {
                    no.when(!lease.on_time(now), "RentLate");
                }
                self.let_out(at, no, |lease| lease.state = state::ACTIVE)
            }
            LandOp::EndLease { nation, by, badge, lease: at } => {
                let Some(lease) = self.lease(at) else { return Refusals::certain() };
                let mut no = self.badge_exists(badge);
                no.any_when(self.nation(nation).is_none())
                    .when(nation != at.nation, "WrongNation")
                    .when(!lease.runs(), "NotRunning");
                if lease.runs() && now < lease.ends_at && !lease.forfeit(now) {
                    if !self.tenant(at, by).refused() {
                        no.when(lease.under_notice(now), "UnderNotice").when(lease.due(now) > 0, "RentDue");
                    } else if lease.state == state::DEFAULT {
                        no.join(self.landlord(nation, by, badge, at.plot()));
                    } else {
                        no.when(true, "NotAllowedToEnd");
                    }
                }
                self.free(at, no, |lease| lease.end(state::ENDED, now))
            }
            LandOp::Evict { nation, by, lease: at } => {
                let Some(lease) = self.lease(at) else { return Refusals::certain() };
                let mut no = self.independent_court(nation, by);
                no.when(nation != at.nation, "WrongNation").when(!lease.runs(), "NotRunning");
                self.free(at, no, |lease| lease.end(state::EVICTED, now))
            }
            LandOp::ClaimTenancy { by, citizen, lease: at } => {
                let Some(lease) = self.lease(at) else { return Refusals::certain() };
                let mut no = self.citizen_signs(at.nation, by, citizen);
                let Some(serial) = self.citizen(citizen).map(|c| c.serial) else {
                    return Refusals::certain();
                };
                let tenant = lease.tenant.filter(|(_, of)| *of == serial);
                let buyer = lease.buyer.filter(|buyer| buyer.serial == serial);
                let moved = tenant.is_some_and(|(wallet, _)| wallet != citizen.wallet)
                    || buyer.is_some_and(|buyer| buyer.wallet != citizen.wallet);
                no.when(tenant.is_none() && buyer.is_none(), "WrongCitizen").when(!moved, "WalletOnRecord");
                self.let_out(at, no, |lease| {
                    if tenant.is_some() {
                        lease.tenant = Some((citizen.wallet, serial));
                    }
                    if let Some(buyer) = lease.buyer.as_mut().filter(|buyer| buyer.serial == serial) {
                        buyer.wallet = citizen.wallet;
                    }
                })
            }
            LandOp::CloseLease { lease: at, till, rent_to } => {
                let Some(lease) = self.lease(at) else { return Refusals::certain() };
                let settled =
                    lease.over() && lease.claimed && !lease.open.contains(&true) && self.held(at) == 0;
                let mut no = self.goes_to(at.nation, lease.coin, till);
                no.when(!settled, "NotSettled").when(rent_to != lease.rent_payer, "WrongRentPayer");
                let coin = lease.coin;
                if !no.refused() {
                    self.close_escrow(Id::Escrow(at), coin, self.holding(till), rent_to);
                    self.close(Id::Lease(at), rent_to);
                }
                self.farm(at.plot(), no, |parcel| {
                    let _ = parcel.leases.remove(&at.number);
                })
            }
            _ => unreachable!("not an operation on a lease: {op:?}"),
        }
    }

    /// Ends a lease or an offer, and frees its parcel.
    pub(super) fn free(&mut self, at: Letting, no: Refusals, end: impl FnOnce(&mut Lease)) -> Refusals {
        self.farm(at.plot(), no, |parcel| {
            if let Some(lease) = parcel.leases.get_mut(&at.number) {
                end(lease);
            }
            parcel.current = None;
        })
    }

    fn pay_for(&mut self, by: Who, from: Place, at: Letting, till: Till, amount: u64) -> Refusals {
        let now = self.now;
        let Some(lease) = self.lease(at) else { return Refusals::certain() };
        let Some(spot) = self.spot(till.coin, from) else { return Refusals::certain() };
        let mut no = self.source(by, from, till.coin);
        no.when(amount == 0, "AmountZero")
            .when(!lease.runs(), "NotRunning")
            .join(self.goes_to(at.nation, lease.coin, till));
        if no.refused() {
            return no;
        }
        let mut after = lease.clone();
        let cost = if lease.harberger() {
            let Some((cost, paid_through)) = lease.buys(amount, now) else {
                no.when(true, "NothingBought");
                return no;
            };
            after.paid_through = paid_through;
            cost
        } else {
            let Some((paid, credit)) = lease.fixed().pay(lease.paid, lease.credit, amount, now) else {
                no.when(true, "AmountOverRent");
                return no;
            };
            (after.paid, after.credit) = (paid, credit);
            if after.state == state::ARREARS && after.on_time(now) {
                after.state = state::ACTIVE;
            }
            amount
        };
        let Some(paid_total) = after.paid_total.checked_add(cost) else {
            no.when(true, "ArithmeticOverflow");
            return no;
        };
        after.paid_total = paid_total;
        no.join(self.payable(spot, till, cost));
        if !no.refused() {
            self.pay_in(spot, till, RENT, cost);
        }
        self.let_out(at, no, |lease| *lease = after)
    }
}

impl Lease {
    fn offered(coin: u8, terms: Terms, invited: Who, expires_at: i64, rent_payer: Who, reserve: u64) -> Self {
        Self {
            coin,
            terms,
            invited,
            tenant: None,
            buyer: None,
            rent_payer,
            expires_at,
            state: state::OFFERED,
            starts_at: 0,
            ends_at: 0,
            ended_at: 0,
            renewals_left: 0,
            reserve,
            paid_total: 0,
            paid: 0,
            credit: 0,
            price: 0,
            since: 0,
            raised_at: 0,
            paid_through: 0,
            noticed_at: None,
            deposit: 0,
            to_tenant: 0,
            to_landlord: 0,
            tenant_taken: 0,
            landlord_taken: 0,
            claimed: false,
            items: vec![],
            open: vec![],
            auctioned: false,
            bid_for: false,
        }
    }
}
