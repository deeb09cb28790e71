//! What is tried of parcels and leases, and which times matter to them. Auctions, sales and campaigns are in
//! [`super::market`].

use super::op::{Facts, LandOp, Terms};
use super::{Lease, Parcel, state};
use crate::model::generate::{DAY, Play};
use crate::model::id::Id;
use crate::model::op::{Badge, Letting, NATIONS, Nth, Op, Place, Plot, Ref, Till, Who};
use crate::model::rng::Rng;

/// What is said of a parcel, mostly right.
pub fn facts(rng: &mut Rng, nation: u8) -> Facts {
    Facts {
        area: 1 + rng.below(1_000_000),
        latitude: rng.pick(&[386_976_543, -900_000_000, 900_000_000]),
        longitude: rng.pick(&[-94_212_345, 1_800_000_000]),
        law: rng.below(3) as u8,
        tenure: rng.below(3) as u8,
        steward: rng.pick(&[Some((nation, 0)), Some((nation, 0)), Some((nation, 1)), None]),
        text: rng.below(9) as u8,
    }
}

impl Play<'_> {
    fn facts(&mut self, nation: u8) -> Facts {
        let mut facts = facts(self.rng, nation);
        if self.slip() {
            match self.rng.below(7) {
                0 => facts.area = self.rng.pick(&[0, u64::MAX]),
                1 => facts.latitude = 900_000_001,
                2 => facts.longitude = -1_800_000_001,
                3 => facts.law = 3 + self.rng.below(3) as u8,
                4 => facts.tenure = 3,
                5 => facts.text = super::NO_TEXT,
                _ => facts.steward = Some((1 - nation, 0)),
            }
        }
        facts
    }

    /// A plot of a nation, mostly a parcel.
    fn plot(&mut self, nation: u8) -> Plot {
        let cells: Vec<u8> =
            self.m.land(nation).map_or_else(Vec::new, |l| l.parcels.keys().copied().collect());
        let cell = self.rng.maybe_pick(&cells).filter(|_| !self.slip());
        Plot { nation: self.near(nation), cell: cell.unwrap_or_else(|| self.rng.below(5) as u8) }
    }

    /// All leases of a nation that are not closed.
    pub(super) fn leases(&self, nation: u8) -> Vec<Letting> {
        let parcels = self.m.land(nation).into_iter().flat_map(|land| &land.parcels);
        parcels
            .flat_map(|(cell, parcel)| {
                let cell = *cell;
                parcel.leases.keys().map(move |number| Letting { nation, cell, number: *number })
            })
            .collect()
    }

    /// An escrow of a nation.
    pub(in crate::model) fn an_escrow(&mut self, nation: u8) -> Option<Place> {
        let mut all: Vec<Place> = self.leases(nation).into_iter().map(Place::Lease).collect();
        let campaigns = self.m.land(nation).into_iter().flat_map(|land| land.campaigns.keys());
        all.extend(campaigns.map(|id| Place::Campaign(Nth { nation, id: *id })));
        self.rng.maybe_pick(&all)
    }

    /// An account of treasury or land, there or yet to come.
    pub(in crate::model) fn some_account(&mut self, nation: u8) -> Id {
        let till = self.till(nation);
        let plot = self.plot(nation);
        let number = self.m.parcel(plot).map_or(0, |parcel| parcel.next_lease);
        let number = number.saturating_sub(self.rng.below(2) as u32);
        let at = Letting { nation: plot.nation, cell: plot.cell, number };
        let wallet = self.wallet();
        let budget = Nth { nation, id: self.m.treasury(nation).map_or(0, |t| t.next_budget) };
        let stream = Nth { nation, id: self.m.treasury(nation).map_or(0, |t| t.next_stream) };
        let campaign = Nth { nation, id: self.m.land(nation).map_or(0, |land| land.next_campaign) };
        let version = self.m.parcel(plot).map_or(1, |parcel| parcel.versions.len() as u32 + 1);
        self.rng.pick(&[
            Id::Treasury(nation),
            Id::Ledger(till),
            Id::Budget(budget),
            Id::Stream(stream),
            Id::Registry(nation),
            Id::Parcel(plot),
            Id::Version(plot, version),
            Id::Lease(at),
            Id::Escrow(at),
            Id::Auction(at),
            Id::Bid(at, wallet),
            Id::Claim(at, wallet),
            Id::Campaign(campaign),
            Id::Kitty(campaign),
            Id::Pledge(campaign, wallet),
        ])
    }

    /// Something that a landlord does: the steward, or the authority.
    pub(super) fn as_landlord(&mut self, plot: Plot, make: impl Fn(Who, Badge, Who) -> LandOp) -> Op {
        let steward = self.m.parcel(plot).and_then(|parcel| parcel.facts.steward);
        if let Some(office) = steward.filter(|_| !self.rng.one_in(3)) {
            let (mut by, mut badge) = self.officer(office);
            // The office may be vacant, or its holder unfit: then the authority, mostly.
            let fit = badge.citizen.is_some_and(|c| !self.m.holds_office(office.0, office, c, by).refused());
            if !fit && !self.rng.one_in(6) {
                return self.decree(plot.nation, |by, payer| Op::Land(make(by, Badge::default(), payer)));
            }
            if self.slip() {
                (by, badge) = (Who::Wallet(self.wallet()), Badge::default());
            }
            let payer = self.rents(by);
            return Op::Land(make(by, badge, payer));
        }
        self.decree(plot.nation, |by, payer| Op::Land(make(by, Badge::default(), payer)))
    }

    /// Something about land.
    pub(in crate::model) fn land(&mut self) -> Op {
        let nation = self.nation();
        let Some(land) = self.m.land(nation) else {
            return self.decree(nation, |by, payer| Op::Land(LandOp::CreateRegistry { nation, by, payer }));
        };
        let leases = self.leases(nation);
        match self.rng.below(100) {
            0..=3 => self.survey(nation),
            4..=6 => self.staff(nation),
            7..=16 => {
                let vacant: Vec<u8> = land
                    .parcels
                    .iter()
                    .filter(|(_, p)| p.current.is_none() && !p.retired)
                    .map(|(cell, _)| *cell)
                    .collect();
                match self.rng.maybe_pick(&vacant) {
                    Some(cell) => self.offer(Plot { nation, cell }),
                    None => self.lease_of(&leases),
                }
            }
            17..=38 => self.campaigning(nation),
            39..=44 => self.leftovers(nation),
            45 => self.arrive_unseen(nation),
            46..=48 => self.anything_with(&leases),
            _ => self.lease_of(&leases),
        }
    }

    /// Parcels.
    fn survey(&mut self, nation: u8) -> Op {
        let plot = self.plot(nation);
        let of = self.near(nation);
        let facts = self.facts(nation);
        match self.rng.below(4) {
            0 => {
                let cell = if self.slip() { super::NO_CELL } else { self.rng.below(6) as u8 };
                let plot = Plot { cell, ..plot };
                self.decree(nation, |by, payer| {
                    Op::Land(LandOp::RegisterParcel { nation: of, by, payer, plot, facts })
                })
            }
            1 => self
                .decree(nation, |by, payer| Op::Land(LandOp::RetireParcel { nation: of, by, payer, plot })),
            _ => self.decree(nation, |by, payer| {
                Op::Land(LandOp::AmendParcel { nation: of, by, payer, plot, facts })
            }),
        }
    }

    /// Offices, so that there are stewards.
    fn staff(&mut self, nation: u8) -> Op {
        let citizen = self.voter(nation);
        let title = self.rng.below(2) as u8;
        let until = self.m.now + self.rng.pick(&[1, 1_000, 100 * DAY, 1_000 * DAY]);
        self.decree(nation, |by, payer| Op::Appoint { nation, by, payer, citizen, title, until })
    }

    fn terms(&mut self) -> Terms {
        let common = Terms {
            deposit: self.rng.pick(&[0, 0, 1, 999, 1_000_003]),
            claim_time: self.rng.pick(&[0, 1, 500, 3 * 86_400]),
            by_auction: u8::from(self.rng.one_in(3)),
            renewals: self.rng.pick(&[0, 1, 2]),
            cure: self.rng.pick(&[86_400, 86_400, 86_401, 3 * 86_400]),
            ..Terms::default()
        };
        let mut terms = if self.rng.one_in(2) {
            let period = self.rng.pick(&[10, 1_000, 86_400, 10 * 86_400]);
            Terms {
                kind: 0,
                rent: self.rng.pick(&[1, 7, 333, 1_000_003]),
                period,
                duration: period * self.rng.pick(&[1, 2, 3, 6, 6, 90]),
                grace: self.rng.pick(&[0, 1, period / 5, period * 2]),
                late_fee: self.rng.pick(&[0, 1, 777, 1_000, 10_000]),
                escalator: self.rng.pick(&[0, 1, 250, 3_333]),
                ..common
            }
        } else {
            Terms {
                kind: 1,
                duration: self.rng.pick(&[1_000, 5 * 86_400, 100 * 86_400, 400 * 86_400, 915 * 86_400]),
                share: self.rng.pick(&[1, 700, 700, 10_000]),
                tenure: self.rng.pick(&[0, 0, 1, 500, 86_400]),
                notice: self.rng.pick(&[0, 1, 500, 86_400]),
                hold: self.rng.pick(&[0, 1, 500, 86_400]),
                ..common
            }
        };
        if self.slip() {
            match self.rng.below(11) {
                8 => terms.cure = 86_399,
                9 => (terms.grace, terms.cure) = (86_399, 0),
                10 => terms.renewals = 50,
                0 => terms.kind = 2,
                1 => terms.duration += 1,
                2 => terms.share = 10_001,
                3 => terms.rent = u64::MAX,
                4 => terms.claim_time = 90 * 86_400 + 1,
                5 => terms.late_fee = 10_001,
                6 => terms.period = 0,
                _ => terms.notice = 180 * 86_400 + 1,
            }
        }
        terms
    }

    fn offer(&mut self, plot: Plot) -> Op {
        let terms = self.terms();
        let till = self.land_till(plot.nation);
        let nation = self.near(plot.nation);
        let tenant = if self.rng.one_in(4) && (terms.by_auction == 0 || self.slip()) {
            Who::Wallet(self.voter(plot.nation).wallet)
        } else {
            Who::Nobody
        };
        let expires =
            self.m.now + self.rng.pick(&[1, 1_000, 20 * DAY, 20 * DAY, 365 * DAY, 365 * DAY + 1, 0]);
        self.as_landlord(plot, |by, badge, payer| LandOp::OfferLease {
            nation,
            by,
            payer,
            badge,
            plot,
            till,
            terms,
            tenant,
            expires,
        })
    }

    /// Carries a lease on.
    fn lease_of(&mut self, leases: &[Letting]) -> Op {
        let busy: Vec<Letting> = leases
            .iter()
            .copied()
            .filter(|at| self.m.lease(*at).is_some_and(|lease| !lease.over() || self.m.held(*at) > 0))
            .collect();
        let chosen = self.rng.maybe_pick(&busy).filter(|_| !self.rng.one_in(4));
        let Some(at) = chosen.or_else(|| self.rng.maybe_pick(leases)) else { return self.pass_by_economy() };
        let (Some(lease), Some(parcel)) = (self.m.lease(at), self.m.parcel(at.plot())) else {
            return self.pass_by_economy();
        };
        match lease.state {
            state::OFFERED if lease.terms.by_auction == 1 => self.auctioning(at, lease),
            state::OFFERED => self.taking(at, lease),
            _ if lease.over() => self.settling(at, lease, parcel),
            _ if lease.harberger() => self.harberger(at, lease),
            _ => self.fixed(at, lease),
        }
    }

    /// The tenant's wallet, or whoever was invited.
    pub(super) fn tenant_of(&mut self, lease: &Lease) -> Who {
        let tenant = lease.tenant.map_or(lease.invited, |(wallet, _)| Who::Wallet(wallet));
        self.by(tenant)
    }

    /// The books that a lease's rent goes to.
    pub(super) fn till_of(&mut self, at: Letting, lease: &Lease) -> Till {
        if self.slip() { self.till(at.nation) } else { Till { nation: at.nation, coin: lease.coin } }
    }

    fn withdraw(&mut self, at: Letting, lease: &Lease) -> Op {
        let nation = self.near(at.nation);
        if self.m.now >= lease.expires_at {
            let (by, badge) = (Who::Wallet(self.wallet()), Badge::default());
            return Op::Land(LandOp::WithdrawOffer { nation, by, badge, lease: at });
        }
        self.as_landlord(at.plot(), |by, badge, _| LandOp::WithdrawOffer { nation, by, badge, lease: at })
    }

    fn taking(&mut self, at: Letting, lease: &Lease) -> Op {
        if self.m.now >= lease.expires_at && !self.slip() || self.rng.one_in(10) {
            return self.withdraw(at, lease);
        }
        if self.rng.one_in(12) {
            return self.until(lease.expires_at);
        }
        let citizen = match lease.invited {
            Who::Wallet(wallet) if !self.slip() => Ref { nation: at.nation, wallet },
            _ => self.voter(at.nation),
        };
        let price = self.rng.pick(&[1, 1_000, 777_777, 1_000_000_000]);
        let price = if lease.harberger() != self.slip() { price } else { 0 };
        let by = Who::Wallet(self.signer(citizen.wallet));
        Op::Land(LandOp::AcceptLease { by, from: self.own(citizen.wallet), citizen, lease: at, price })
    }

    /// Waits to a second before, at or after a time.
    pub(super) fn until(&mut self, time: i64) -> Op {
        // What is far away ends much that is near.
        if time > self.m.now + 15 * DAY && !self.rng.one_in(6) {
            return self.pass_by_economy();
        }
        let edge = self.rng.pick(&[-1, 0, 0, 0, 1]);
        Op::Pass { seconds: (time - self.m.now + edge).max(0) }
    }

    pub(super) fn rent(&mut self, at: Letting, lease: &Lease, edges: &[u64]) -> Op {
        let wallet = match lease.tenant {
            Some((wallet, _)) if !self.rng.one_in(4) => wallet,
            _ => self.wallet(),
        };
        let (by, from) = (Who::Wallet(wallet), self.own(wallet));
        let till = self.till_of(at, lease);
        Op::Land(LandOp::PayRent { by, from, lease: at, till, amount: self.amount(edges) })
    }

    fn fixed(&mut self, at: Letting, lease: &Lease) -> Op {
        let now = self.m.now;
        let (fixed, nation) = (lease.fixed(), self.near(at.nation));
        let late_at = fixed.late_at(lease.paid);
        let default_at = late_at + i64::from(lease.terms.cure);
        let all = fixed.costs(lease.paid, lease.credit, now, i64::MAX / 2) as u64;
        if now >= lease.ends_at && !self.rng.one_in(4) {
            let anybody = Who::Wallet(self.wallet());
            return self.end(at, anybody);
        }
        if lease.state == state::ACTIVE && !lease.on_time(now) && self.rng.one_in(2) {
            return Op::Land(LandOp::DeclareArrears { lease: at });
        }
        if lease.state == state::ARREARS && fixed.defaulted(lease.paid, now) && self.rng.one_in(2) {
            return Op::Land(LandOp::DeclareDefault { lease: at });
        }
        if lease.state == state::DEFAULT && !lease.on_time(now) && self.rng.one_in(3) {
            let due = lease.due(now);
            return self.rent(at, lease, &[due, due, due, due]);
        }
        if lease.state == state::DEFAULT && self.rng.one_in(2) {
            if lease.on_time(now) && !self.rng.one_in(3) {
                let make = |by, badge, _| LandOp::WaiveDefault { nation, by, badge, lease: at };
                return self.as_landlord(at.plot(), make);
            }
            return self.as_landlord(at.plot(), |by, badge, _| LandOp::EndLease {
                nation,
                by,
                badge,
                lease: at,
            });
        }
        match self.rng.below(24) {
            0..=7 => {
                let due = lease.due(now);
                let next = fixed.rent(lease.paid) as u64;
                self.rent(at, lease, &[due, due, due, next, next / 2, all])
            }
            8 | 9 if all > 0 => self.until(fixed.begins(lease.paid)),
            10 | 11 if all > 0 => self.until(late_at),
            12 | 13 if all > 0 => self.until(default_at),
            14 => self.until(lease.ends_at),
            15 | 16 => self.renew(at, lease),
            17 => {
                let tenant = self.tenant_of(lease);
                self.end(at, tenant)
            }
            18 => Op::Land(LandOp::DeclareArrears { lease: at }),
            19 => Op::Land(LandOp::DeclareDefault { lease: at }),
            20 => {
                let make = |by, badge, _| LandOp::WaiveDefault { nation, by, badge, lease: at };
                self.as_landlord(at.plot(), make)
            }
            21 => self.evict(at),
            22 => self.move_tenant(at, lease),
            _ => {
                let anybody = Who::Wallet(self.wallet());
                self.end(at, anybody)
            }
        }
    }

    pub(super) fn renew(&mut self, at: Letting, lease: &Lease) -> Op {
        let by = self.tenant_of(lease);
        let wallet = if let Who::Wallet(wallet) = by { wallet } else { self.wallet() };
        let citizen = Ref { nation: at.nation, wallet: self.signer(wallet) };
        Op::Land(LandOp::RenewLease { by, citizen, lease: at })
    }

    pub(super) fn end(&mut self, at: Letting, by: Who) -> Op {
        let nation = self.near(at.nation);
        Op::Land(LandOp::EndLease { nation, by, badge: Badge::default(), lease: at })
    }

    pub(super) fn evict(&mut self, at: Letting) -> Op {
        let court = self.m.nation(at.nation).map_or(Who::Nobody, |n| n.court);
        let by = self.by(court);
        Op::Land(LandOp::Evict { nation: self.near(at.nation), by, lease: at })
    }

    /// The tenant, the buyer or a bidder moves to another wallet, and says so.
    pub(super) fn move_tenant(&mut self, at: Letting, lease: &Lease) -> Op {
        let serials = [lease.tenant.map(|(_, serial)| serial), lease.buyer.map(|buyer| buyer.serial)];
        let serials: Vec<u64> = serials.into_iter().flatten().collect();
        let Some(serial) = self.rng.maybe_pick(&serials) else { return self.pass_by_economy() };
        let citizen = self
            .m
            .nation(at.nation)
            .and_then(|n| n.citizens.iter().find(|(_, c)| c.serial == serial).map(|(wallet, _)| *wallet));
        let Some(wallet) = citizen else { return self.pass_by_economy() };
        let on_record = lease.tenant.is_some_and(|(of, _)| of == wallet)
            || lease.buyer.is_some_and(|buyer| buyer.wallet == wallet);
        let citizen = Ref { nation: at.nation, wallet };
        if !on_record || self.rng.one_in(6) {
            let by = Who::Wallet(self.signer(wallet));
            return Op::Land(LandOp::ClaimTenancy { by, citizen, lease: at });
        }
        self.reissue(citizen)
    }

    /// Moves a citizenship to another wallet, as far as that has come.
    pub(super) fn reissue(&mut self, citizen: Ref) -> Op {
        let nation = citizen.nation;
        let Some(n) = self.m.nation(nation) else { return self.pass() };
        if let Some(order) = n.orders.get(&citizen.wallet) {
            if self.m.now < order.ready_at {
                return self.until(order.ready_at);
            }
            let Who::Wallet(signer) = order.to else { return self.pass() };
            return Op::CompleteReissue { signer, citizen };
        }
        let free: Vec<u8> = (0..14).filter(|wallet| !n.citizens.contains_key(wallet)).collect();
        let to = Who::Wallet(self.rng.maybe_pick(&free).unwrap_or(0));
        let right = if n.court == Who::Nobody { n.authority } else { n.court };
        Op::Reissue { nation, by: self.by(right), citizen, to }
    }

    /// What is left to do of a lease that is over.
    fn settling(&mut self, at: Letting, lease: &Lease, parcel: &Parcel) -> Op {
        let now = self.m.now;
        let (nation, till) = (self.near(at.nation), self.till_of(at, lease));
        let claims_end = lease.ended_at + i64::from(lease.terms.claim_time);
        let open =
            lease.open.iter().enumerate().filter(|(_, open)| **open).map(|(n, _)| 1u8 << n).sum::<u8>();
        if let Some(op) = self.of_buyers(at, lease, parcel).filter(|_| self.rng.one_in(2)) {
            return op;
        }
        if !lease.claimed && !self.rng.one_in(4) {
            return match self.rng.below(6) {
                0..=2 if now < claims_end => self.deduct(at, lease),
                0..=3 if now >= claims_end => Op::Land(LandOp::ReleaseDeposit { lease: at }),
                4 => Op::Land(LandOp::ReleaseDeposit { lease: at }),
                5 => self.deduct(at, lease),
                _ => self.until(claims_end),
            };
        }
        if open != 0 && !self.rng.one_in(3) {
            let some = self.rng.below(256) as u8 & open;
            let items = self.rng.pick(&[open, some, some, 1, 0xff]);
            return match self.rng.below(5) {
                0 | 1 => {
                    let by = self.tenant_of(lease);
                    Op::Land(LandOp::AcceptDeductions { by, lease: at, items })
                }
                2 | 3 => {
                    let make = |by, badge, _| LandOp::WaiveDeductions { nation, by, badge, lease: at, items };
                    self.as_landlord(at.plot(), make)
                }
                _ => self.ruling(at, lease),
            };
        }
        match self.rng.below(12) {
            0..=2 if lease.to_tenant > lease.tenant_taken => {
                let by = self.tenant_of(lease);
                Op::Land(LandOp::WithdrawDeposit { by, lease: at, to: self.anywhere(at.nation) })
            }
            0..=5 if lease.to_landlord > lease.landlord_taken => {
                Op::Land(LandOp::CollectDeductions { lease: at, till })
            }
            6 => {
                let by = self.tenant_of(lease);
                Op::Land(LandOp::WithdrawDeposit { by, lease: at, to: self.anywhere(at.nation) })
            }
            7 => Op::Land(LandOp::CollectDeductions { lease: at, till }),
            8 => self.ruling(at, lease),
            9 => self.move_tenant(at, lease),
            _ => {
                let rent_to = self.rent_to(lease.rent_payer);
                Op::Land(LandOp::CloseLease { lease: at, till, rent_to })
            }
        }
    }

    fn deduct(&mut self, at: Letting, lease: &Lease) -> Op {
        let nation = self.near(at.nation);
        let most = if self.slip() { 9 } else { 4 };
        let count = 1 + self.rng.below(most);
        let mut left = lease.deposit;
        let mut items: Vec<u64> = vec![];
        for _ in 0..count {
            let item = self.amount(&[left, left / 2, left / 3, 1]).min(left.saturating_add(1));
            left = left.saturating_sub(item);
            items.push(item);
        }
        if !self.slip() {
            items.retain(|item| *item > 0);
        }
        let reasons = if self.slip() { 1 } else { items.len() as u8 };
        self.as_landlord(at.plot(), |by, badge, _| LandOp::ProposeDeductions {
            nation,
            by,
            badge,
            lease: at,
            items: items.clone(),
            reasons,
        })
    }

    fn ruling(&mut self, at: Letting, lease: &Lease) -> Op {
        let open: u64 =
            lease.items.iter().zip(&lease.open).filter(|(_, open)| **open).map(|(item, _)| *item).sum();
        let to_landlord = self.amount(&[open, open / 2, 0]);
        let court = self.m.nation(at.nation).map_or(Who::Nobody, |n| n.court);
        let by = self.by(court);
        Op::Land(LandOp::RuleDeposit { nation: self.near(at.nation), by, lease: at, to_landlord })
    }

    /// What does not fit the state, most of the time.
    fn anything_with(&mut self, leases: &[Letting]) -> Op {
        let Some(at) = self.rng.maybe_pick(leases) else { return self.pass_by_economy() };
        let (Some(lease), Some(parcel)) = (self.m.lease(at), self.m.parcel(at.plot())) else {
            return self.pass_by_economy();
        };
        match self.rng.below(9) {
            0 => self.taking(at, lease),
            1 => self.withdraw(at, lease),
            2 if lease.tenant.is_some() && !lease.harberger() => self.fixed(at, lease),
            3 if lease.tenant.is_some() => self.harberger(at, lease),
            4 => self.settling(at, lease, parcel),
            5 => self.auctioning(at, lease),
            6 => self.renew(at, lease),
            7 => {
                let citizen = self.voter(at.nation);
                self.reissue(citizen)
            }
            _ => self.rent(at, lease, &[1]),
        }
    }

    /// Times that matter to land.
    pub(in crate::model) fn land_times(&self) -> Vec<i64> {
        let now = self.m.now;
        let mut times = vec![];
        for land in (0..NATIONS).filter_map(|n| self.m.land(n)) {
            for lease in land.parcels.values().flat_map(|p| p.leases.values()) {
                if lease.state == state::OFFERED {
                    times.push(lease.expires_at);
                } else if lease.over() {
                    times.push(lease.ended_at + i64::from(lease.terms.claim_time));
                } else if lease.harberger() {
                    let paid = lease.paid_through;
                    times.extend([paid, paid + i64::from(lease.terms.cure), lease.ends_at]);
                    times.push(lease.since + i64::from(lease.terms.tenure));
                    times.push(lease.raised_at + i64::from(lease.terms.hold));
                    times.extend(lease.sale().map(|(opens, _)| opens));
                    times.extend(lease.sale().map(|(_, closes)| closes));
                } else {
                    let late = lease.fixed().late_at(lease.paid);
                    times.extend([lease.fixed().begins(lease.paid), late, lease.ends_at]);
                    times.push(late + i64::from(lease.terms.cure));
                }
            }
            for (.., auction) in land.auctions().filter(|(.., auction)| auction.outcome == 0) {
                times.extend([auction.bidding.opens_at, auction.closes_at, auction.closes_at + 30 * DAY]);
            }
            for campaign in land.campaigns.values().filter(|campaign| !campaign.paid_out) {
                times.extend([campaign.deadline, campaign.deadline + 30 * DAY]);
            }
        }
        times.retain(|time| *time > now);
        times
    }
}
