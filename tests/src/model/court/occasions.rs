//! What there is to go to court for, and what is asked for then.

use super::generate::signs;
use super::hearing::wallet;
use super::{Court, CourtOp, Gain, remedy};
use crate::model::generate::{DAY, Play};
use crate::model::id::Id;
use crate::model::land::{self, LandOp, Lease, Terms};
use crate::model::op::{Badge, Letting, Nth, Op, Place, Plot, Ref, Till, Who};
use crate::model::treasury::{Holder, TreasuryOp};
use crate::state;

/// Remedies that some other case had to lead to, mostly.
pub(super) const LASTING: [u8; 4] = [remedy::SPLIT, remedy::RELEASE, remedy::RESUME, remedy::REINSTATE];

impl Play<'_> {
    /// Whoever answers for the nation, or if that asks the one concerned.
    fn answers_for(&self, nation: u8, claimant: Who, concerned: Who) -> Who {
        let authority = self.m.nation(nation).map_or(Who::Nobody, |n| n.authority);
        if claimant == authority { concerned } else { authority }
    }

    /// Brings a case about something that there is.
    #[allow(clippy::too_many_lines)]
    pub(super) fn petition(&mut self, nation: u8, court: &Court) -> Op {
        let (now, authority) = (self.m.now, self.m.nation(nation).map_or(Who::Nobody, |n| n.authority));
        let mut claimant = Who::Wallet(self.wallet());
        if signs(authority) && self.rng.one_in(8) {
            claimant = authority;
        }
        // Remedy, target, whom it concerns, the most that can be asked.
        let mut all: Vec<(u8, Option<Id>, Who, u64)> = vec![];
        for (wallet, c) in self.m.nation(nation).into_iter().flat_map(|n| &n.citizens) {
            let (target, whom) = (Some(Id::Citizen(nation, *wallet)), Who::Wallet(*wallet));
            all.extend([(remedy::SUSPEND, target, whom, 0), (remedy::REISSUE, target, whom, 0)]);
            if now < c.suspended_until {
                all.push((remedy::REINSTATE, target, self.answers_for(nation, claimant, whom), 0));
            }
        }
        for (cell, parcel) in self.m.land(nation).into_iter().flat_map(|land| &land.parcels) {
            for (number, lease) in &parcel.leases {
                let at = crate::model::op::Letting { nation, cell: *cell, number: *number };
                let tenant = lease.tenant.map_or(Who::Nobody, |(wallet, _)| Who::Wallet(wallet));
                if lease.runs() {
                    all.push((remedy::EVICT, Some(Id::Lease(at)), tenant, 0));
                } else if lease.open.contains(&true) {
                    let open = lease.items.iter().zip(&lease.open).filter(|(_, open)| **open);
                    let sum = open.map(|(sum, _)| sum).sum();
                    if self.rng.one_in(3) && signs(tenant) {
                        claimant = tenant;
                    }
                    let whom = if claimant == tenant { authority } else { tenant };
                    all.push((remedy::SPLIT, Some(Id::Lease(at)), whom, sum));
                }
            }
        }
        if let Some(treasury) = self.m.treasury(nation) {
            for (id, budget) in &treasury.budgets {
                if budget.kind == 2 || self.rng.one_in(30) {
                    let target = Some(Id::Budget(Nth { nation, id: *id }));
                    all.push((remedy::AWARD, target, authority, budget.per_period));
                }
            }
            for (id, stream) in &treasury.streams {
                let target = Some(Id::Stream(Nth { nation, id: *id }));
                if stream.paused.is_some() {
                    let whom = self.answers_for(nation, claimant, stream.payee);
                    all.push((remedy::RESUME, target, whom, 0));
                } else if !stream.cancelled {
                    all.push((remedy::PAUSE, target, stream.payee, 0));
                }
            }
        }
        for (id, p) in self.m.governor_of(nation).into_iter().flat_map(|g| &g.proposals) {
            let (target, whom) = (Some(Id::Proposal(nation, *id)), Who::Wallet(p.proposer));
            match p.state {
                state::ENJOINED => {
                    all.push((remedy::RELEASE, target, self.answers_for(nation, claimant, whom), 0));
                }
                state::SUBMITTED | state::SUCCEEDED | state::QUEUED => {
                    all.push((remedy::ENJOIN, target, whom, 0));
                }
                _ => {}
            }
        }
        all.push((remedy::ESCROW, None, Who::Wallet(self.wallet()), 1_000_003));
        // Each remedy as often as another.
        let mut kinds: Vec<u8> = all.iter().map(|(remedy, ..)| *remedy).collect();
        kinds.dedup();
        kinds.sort_unstable();
        kinds.dedup();
        let common = [remedy::SUSPEND, remedy::REISSUE, remedy::ESCROW];
        let rare: Vec<u8> = kinds.iter().copied().filter(|kind| !common.contains(kind)).collect();
        let lasting: Vec<u8> = kinds.iter().copied().filter(|kind| LASTING.contains(kind)).collect();
        let lasting = self.rng.maybe_pick(&lasting).filter(|_| !self.rng.one_in(3));
        let rare = self.rng.maybe_pick(&rare).filter(|_| !self.rng.one_in(3));
        let kind = lasting.or(rare).unwrap_or_else(|| self.rng.pick(&kinds));
        all.retain(|(remedy, ..)| *remedy == kind);
        let (mut remedy, mut target, mut respondent, most) = self.rng.pick(&all);
        let mut seconds = match remedy {
            remedy::SUSPEND => self.up_to(court.params.suspension),
            remedy::ENJOIN => self.up_to(court.params.injunction),
            _ => 0,
        };
        let mut amount = match remedy {
            remedy::SPLIT | remedy::AWARD | remedy::ESCROW => self.amount(&[most, most / 2, most / 3, 1]),
            _ => 0,
        };
        let mut gain = match remedy {
            remedy::REISSUE => Gain::Who(Who::Wallet(self.wallet())),
            remedy::AWARD => {
                let bound = match target {
                    Some(Id::Budget(at)) => self.m.budget(at).and_then(|budget| budget.to),
                    _ => None,
                };
                Gain::Place(bound.unwrap_or(Place::Wallet(self.wallet())))
            }
            _ => Gain::Nobody,
        };
        match self.rng.below(60) {
            0 => remedy = self.rng.below(13) as u8,
            1 => target = target.map(Id::sibling),
            2 => target = Some(self.court_account(nation, court)),
            3 => target = None,
            4 => respondent = self.rng.pick(&[authority, claimant, Who::Nobody, Who::Wallet(3)]),
            5 => seconds = self.rng.pick(&[0, 1, court.params.suspension.wrapping_add(1), u32::MAX]),
            6 => amount = self.rng.pick(&[0, 1, most + 1, u64::MAX]),
            7 => {
                gain = self.rng.pick(&[Gain::Nobody, Gain::Who(Who::Wallet(2)), Gain::Who(Who::Treasury(0))])
            }
            _ => {}
        }
        if claimant == respondent && !self.slip() {
            claimant = Who::Wallet(self.wallet());
        }
        let from = wallet(claimant).map_or(Place::Wallet(0), |wallet| self.own(wallet));
        Op::Court(CourtOp::File {
            of: self.near(nation),
            by: claimant,
            from,
            payer: self.nobody_or(claimant),
            respondent,
            target,
            remedy,
            amount,
            seconds,
            gain,
            text: self.text(),
        })
    }

    pub(super) fn text(&mut self) -> u8 {
        if self.rng.one_in(40) { 200 } else { 1 + self.rng.below(50) as u8 }
    }

    fn up_to(&mut self, most: u32) -> u32 {
        self.rng.pick(&[1, most, most, most / 2, 100]).min(most)
    }

    /// A citizenship that is on its way to another wallet goes on.
    pub(super) fn moving(&mut self, nation: u8) -> Option<Op> {
        let orders: Vec<(u8, Who, i64)> = self
            .m
            .nation(nation)
            .into_iter()
            .flat_map(|n| &n.orders)
            .map(|(wallet, order)| (*wallet, order.to, order.ready_at))
            .collect();
        let (old, to, ready_at) = self.rng.maybe_pick(&orders)?;
        let citizen = Ref { nation, wallet: old };
        if self.m.now < ready_at {
            return Some(self.wait_for(ready_at));
        }
        if self.m.citizen(citizen).is_some_and(|c| c.passport.is_some()) {
            return Some(Op::BurnPassport { nation, by: to, citizen, with_order: true });
        }
        Some(Op::CompleteReissue { signer: wallet(to)?, citizen })
    }

    /// Sees that there is something to go to court for, which lasts as long as a case does.
    pub(super) fn prepare(&mut self, nation: u8, court: &Court) -> Op {
        let now = self.m.now;
        let till = Till { nation, coin: self.rng.pick(&[0, court.coin]) };
        let leases: Vec<(Letting, &Lease)> = self
            .m
            .land(nation)
            .into_iter()
            .flat_map(|land| &land.parcels)
            .flat_map(|(cell, parcel)| {
                let at = |number: &u32| Letting { nation, cell: *cell, number: *number };
                parcel.leases.iter().map(move |(number, lease)| (at(number), lease))
            })
            .collect();
        let claimable = leases.iter().find(|(_, lease)| lease.over() && !lease.claimed && lease.deposit > 7);
        if let Some((lease, is)) = claimable {
            let (lease, items) = (*lease, vec![is.deposit / 3, 7]);
            return self.decree(nation, |by, _| {
                let badge = Badge::default();
                let items = items.clone();
                Op::Land(LandOp::ProposeDeductions { nation, by, badge, lease, items, reasons: 2 })
            });
        }
        let vacant = self.m.land(nation).into_iter().flat_map(|land| &land.parcels);
        let vacant =
            vacant.filter(|(_, parcel)| parcel.current.is_none() && !parcel.retired).map(|(cell, _)| *cell);
        let vacant: Vec<u8> = vacant.collect();
        let offered = leases.iter().find(|(_, lease)| {
            lease.state == land::state::OFFERED && lease.terms.by_auction == 0 && now < lease.expires_at
        });
        match self.rng.below(4) {
            0 => {
                if let Some((lease, is)) = offered {
                    let invited = wallet(is.invited).map(|wallet| Ref { nation, wallet });
                    let citizen = invited.unwrap_or_else(|| self.voter(nation));
                    let (by, from) = (Who::Wallet(citizen.wallet), Place::Wallet(citizen.wallet));
                    let price = u64::from(is.harberger()) * 1_000;
                    return Op::Land(LandOp::AcceptLease { by, from, citizen, lease: *lease, price });
                }
                let Some(cell) = self.rng.maybe_pick(&vacant) else { return self.land() };
                let day = DAY as u32;
                let terms = Terms {
                    rent: 7,
                    deposit: 1_000_003,
                    period: 20 * day,
                    duration: 200 * day,
                    grace: 30 * day,
                    cure: 30 * day,
                    claim_time: 60 * day,
                    ..Terms::default()
                };
                let (plot, badge) = (Plot { nation, cell }, Badge::default());
                let (tenant, expires) = (Who::Nobody, now + 100 * DAY);
                self.decree(nation, |by, payer| {
                    Op::Land(LandOp::OfferLease {
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
                })
            }
            1 => {
                let holder = Holder::Who(Who::Nobody);
                let until = now + 3_000 * DAY;
                self.decree(nation, |by, payer| {
                    Op::Treasury(TreasuryOp::CreateBudget {
                        nation,
                        by,
                        payer,
                        till,
                        kind: 2,
                        holder,
                        to: None,
                        per_period: 100_003,
                        period: 300 * DAY as u32,
                        from: now,
                        until,
                        set_aside: 0,
                    })
                })
            }
            2 => {
                let (payee, end) = (Who::Wallet(self.wallet()), now + 300 * DAY);
                self.decree(nation, |by, payer| {
                    Op::Treasury(TreasuryOp::CreateStream {
                        nation,
                        by,
                        payer,
                        till,
                        payee,
                        total: 10_007,
                        start: now,
                        cliff: now,
                        end,
                    })
                })
            }
            _ => {
                let (wallet, amount) = (self.wallet(), 1_000_000 + self.rng.below(1_000_000));
                let (by, from) = (Who::Wallet(wallet), Place::Wallet(wallet));
                Op::Treasury(TreasuryOp::Deposit { by, from, till, kind: 2, amount })
            }
        }
    }
}
