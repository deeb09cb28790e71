//! What is tried of the court, and which times matter to it: mostly the next step of some case.

use super::enforcement::program_of;
use super::hearing::wallet;
use super::lot::{Known, first_from};
use super::{Case, Chair, Court, CourtOp, Gain, Params, Phase, Secret, Stage, choice, remedy};
use crate::model::generate::{DAY, Play};
use crate::model::id::Id;
use crate::model::land::{self, LandOp, Lease, Terms};
use crate::model::op::{Badge, Letting, Motion, NATIONS, Nth, Op, Place, Plot, Ref, Till, Who};
use crate::model::rng::Rng;
use crate::model::treasury::{Holder, TreasuryOp};
use crate::state;

/// Cases of a nation that are not final at the same time, at most.
const LIVE: usize = 3;

/// Rules of a court under which cases are over soon, mostly.
pub(in crate::model) fn rules(rng: &mut Rng) -> Params {
    let day = DAY as u32;
    let draw = rng.pick(&[60, 600, 600, 3_000, 20_000]);
    let commit = rng.pick(&[1, 300, 3_000, 3_000]);
    let reveal = rng.pick(&[1, 300, 3_000, 3_000]);
    Params {
        fee: rng.pick(&[1, 7, 1_000, 100_003, 999_983]),
        bond: rng.pick(&[1, 13, 5_000, 1_000_003]),
        answer: rng.pick(&[1, 100, 1_000, 3_600]),
        evidence: rng.pick(&[1, 100, 1_000, 1_000, 10 * day]),
        draw,
        commit,
        reveal,
        appeal: rng.pick(&[1, 600, 3_600, 3_600, day]),
        unbonding: draw + commit + reveal + rng.pick(&[0, 0, 1_000, day]),
        suspension: rng.pick(&[1_000, 30 * day, 5 * 365 * day]),
        injunction: rng.pick(&[1_000, 10 * day, 60 * day]),
        panel: rng.pick(&[1, 3, 3, 3, 5]),
        appeals: rng.pick(&[0, 1, 1, 1, 2]),
        track: rng.pick(&[0, 0, 0, 1, 2, 7]),
        padding: 0,
    }
}

/// Something in them that a court must not have, or just may have.
fn odd(rng: &mut Rng, params: &mut Params) {
    let day = DAY as u32;
    match rng.below(14) {
        0 => params.fee = rng.pick(&[0, (1 << 52) + 1, 1 << 52]),
        1 => params.bond = rng.pick(&[0, (1 << 52) + 1, 1 << 52]),
        2 => params.panel = rng.pick(&[0, 2, 4, 63, 127, 255]),
        3 => params.appeals = rng.pick(&[4, 5, 255]),
        4 => params.draw = rng.pick(&[0, 7 * day, 7 * day + 1]),
        5 => {
            params.unbonding =
                params.draw.wrapping_add(params.commit).wrapping_add(params.reveal).wrapping_sub(1)
        }
        6 => params.suspension = rng.pick(&[0, 5 * 365 * day + 1]),
        7 => params.injunction = rng.pick(&[0, 60 * day + 1]),
        8 => params.padding = 1,
        9 => params.answer = rng.pick(&[0, 365 * day, 365 * day + 1]),
        10 => params.evidence = rng.pick(&[0, 365 * day + 1]),
        11 => params.commit = rng.pick(&[0, 365 * day + 1]),
        12 => params.reveal = rng.pick(&[0, 365 * day + 1]),
        _ => params.appeal = rng.pick(&[0, 365 * day + 1]),
    }
}

/// Whoever is wanted, if that can sign.
fn signs(who: Who) -> bool {
    wallet(who).is_some()
}

impl Play<'_> {
    /// Something about the court.
    pub(in crate::model) fn court(&mut self) -> Op {
        let nation = self.nation();
        let Some(court) = self.m.court(nation) else {
            let mut params = rules(self.rng);
            if self.rng.one_in(3) {
                odd(self.rng, &mut params);
            }
            let coin = self.rng.pick(&[0, 0, 1, 2, 3, 4]);
            return self.decree(nation, |by, payer| {
                Op::Court(CourtOp::CreateCourt { nation, by, payer, coin, params })
            });
        };
        let to = Who::Court(nation);
        if self.m.nation(nation).is_some_and(|n| n.court != to) && self.rng.one_in(4) {
            return self.decree(nation, |by, _| Op::SetCourt { nation, by, to });
        }
        let live = court.cases.values().filter(|case| case.stage != Stage::Final).count();
        match self.rng.below(100) {
            0 => {
                let mut params = rules(self.rng);
                if self.rng.one_in(2) {
                    odd(self.rng, &mut params);
                }
                let of = self.near(nation);
                self.decree(nation, |by, _| {
                    Op::Court(CourtOp::SetParameters { nation: of, of: nation, by, params })
                })
            }
            1..=9 => self.jury(nation, court),
            23..=25 => self.prepare(nation, court),
            26..=27 => self.moving(nation).unwrap_or_else(|| self.prepare(nation, court)),
            10..=15 if live < LIVE => self.petition(nation, court),
            16..=17 => {
                let till = if self.slip() { self.till(nation) } else { Till { nation, coin: court.coin } };
                Op::Court(CourtOp::CollectFines { of: self.near(nation), till })
            }
            18 => {
                let (from, to) = (self.wallet(), self.court_account(nation, court));
                if self.rng.one_in(2) {
                    return Op::Litter { from, to, amount: self.rng.pick(&[1, 890_880, 5_000_000]) };
                }
                let coin = if self.slip() { self.rng.below(4) as u8 } else { court.coin };
                Op::Transfer {
                    from,
                    coin,
                    to: Place::Court(nation),
                    amount: self.rng.pick(&[1, 7, 1_000_003]),
                }
            }
            19..=22 => self.against_the_course(nation, court),
            _ => match self.some_case(court) {
                Some(id) => self.carry_on(Nth { nation, id }),
                None => self.petition(nation, court),
            },
        }
    }

    /// A case of a court: mostly one that is not over.
    fn some_case(&mut self, court: &Court) -> Option<u64> {
        let live: Vec<u64> =
            court.cases.iter().filter(|(_, case)| case.stage != Stage::Final).map(|(id, _)| *id).collect();
        let all: Vec<u64> = court.cases.keys().copied().collect();
        let some = if self.rng.one_in(3) { None } else { self.rng.maybe_pick(&live) };
        some.or_else(|| self.rng.maybe_pick(&all))
    }

    /// An account of the court, there or yet to come.
    fn court_account(&mut self, nation: u8, court: &Court) -> Id {
        let juror = court.next_juror.saturating_sub(self.rng.below(2) as u32);
        let id = court.next_case.saturating_sub(self.rng.below(2));
        let case = Nth { nation, id };
        let (round, seated) = self.m.case(case).map_or((0, 0), |case| (case.round(), case.seated() as u8));
        let pieces = self.m.case(case).map_or(0, |case| case.evidence.len() as u32);
        let next = self.m.nation(nation).map_or(0, |n| n.next_serial);
        self.rng.pick(&[
            Id::Court(nation),
            Id::CourtEscrow(nation),
            Id::Juror(nation, juror),
            Id::JurorOf(nation, next),
            Id::Case(case),
            Id::Seat(case, round, seated),
            Id::Evidence(case, pieces),
        ])
    }

    fn nobody_or(&mut self, by: Who) -> Who {
        if signs(by) && self.rng.one_in(3) { by } else { Who::Payer }
    }

    /// Something about jurors.
    fn jury(&mut self, nation: u8, court: &Court) -> Op {
        let all: Vec<u32> = court.jurors.keys().copied().collect();
        let Some(juror) = self.rng.maybe_pick(&all).filter(|_| !self.rng.one_in(5)) else {
            return self.join_jury(nation, court);
        };
        let Some(is) = court.jurors.get(&juror) else { return self.pass() };
        let of = self.near(nation);
        let by = self.signer(is.wallet);
        let to = self.anywhere(nation);
        // A juror whose citizenship has moved.
        let moved: Vec<(u32, u8)> = court
            .jurors
            .iter()
            .filter_map(|(index, juror)| {
                let now = self.holder(nation, juror.serial)?;
                (now != juror.wallet).then_some((*index, now))
            })
            .collect();
        if let Some((juror, wallet)) = self.rng.maybe_pick(&moved).filter(|_| self.rng.one_in(3)) {
            let citizen = Ref { nation: self.near(nation), wallet };
            return Op::Court(CourtOp::ClaimJuror { of, by: self.signer(wallet), citizen, juror });
        }
        let gone = is.leaves_at.is_some_and(|at| self.m.now >= at);
        let op = match self.rng.below(16) {
            0..=1 => return self.join_jury(nation, court),
            2..=4 => {
                let amount = self.amount(&[court.params.bond, 1]);
                CourtOp::AddBond { of, by, from: self.own(by), juror, amount }
            }
            // A court with enough jurors can spare one.
            5 if court.staying() > u32::from(court.params.panel) + 3 || self.rng.one_in(5) => {
                CourtOp::LeaveJury { of, by, juror }
            }
            6..=9 if is.leaves_at.is_some() || self.slip() => {
                if let Some(at) = is.leaves_at.filter(|_| !gone && !self.slip()) {
                    return self.wait_for(at);
                }
                CourtOp::WithdrawBond { of, by, juror, rent_to: self.rent_to(is.rent_payer), to }
            }
            10 => {
                let citizen = Ref { nation: self.near(nation), wallet: by };
                CourtOp::ClaimJuror { of, by, citizen, juror }
            }
            _ => CourtOp::WithdrawRewards { of, by, juror, to },
        };
        Op::Court(op)
    }

    fn join_jury(&mut self, nation: u8, court: &Court) -> Op {
        let citizen = self.voter(nation);
        let by = self.signer(citizen.wallet);
        let bond = court.params.bond;
        let bond = self.rng.pick(&[bond, bond, 2 * bond, 5 * bond, bond + 1, bond - 1]);
        Op::Court(CourtOp::JoinJury {
            of: self.near(nation),
            by,
            from: self.own(by),
            payer: self.nobody_or(Who::Wallet(by)),
            citizen,
            bond,
        })
    }

    /// The wallet of the citizen with a serial.
    fn holder(&self, nation: u8, serial: u64) -> Option<u8> {
        let citizens = &self.m.nation(nation)?.citizens;
        citizens.iter().find(|(_, c)| c.serial == serial).map(|(wallet, _)| *wallet)
    }

    /// Whoever answers for the nation, or if that asks the one concerned.
    fn answers_for(&self, nation: u8, claimant: Who, concerned: Who) -> Who {
        let authority = self.m.nation(nation).map_or(Who::Nobody, |n| n.authority);
        if claimant == authority { concerned } else { authority }
    }

    /// Brings a case about something that there is.
    #[allow(clippy::too_many_lines)]
    fn petition(&mut self, nation: u8, court: &Court) -> Op {
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
        let kind =
            if rare.is_empty() || self.rng.one_in(3) { self.rng.pick(&kinds) } else { self.rng.pick(&rare) };
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

    fn text(&mut self) -> u8 {
        if self.rng.one_in(40) { 200 } else { 1 + self.rng.below(50) as u8 }
    }

    fn up_to(&mut self, most: u32) -> u32 {
        self.rng.pick(&[1, most, most, most / 2, 100]).min(most)
    }

    /// Somebody who acts for a side: the wallet of the filing, or the citizen's present one.
    fn actor(&mut self, case: &Case, nation: u8, side: usize) -> Option<(Who, Option<Ref>)> {
        let (who, serial) = case.parties[side];
        let now = serial.and_then(|serial| self.holder(nation, serial)).map(Who::Wallet);
        let shown = |who| wallet(who).map(|wallet| Ref { nation, wallet });
        if let Some(now) = now.filter(|now| *now != who) {
            // Without showing it, or in the old wallet's stead.
            return Some((now, if self.slip() { None } else { shown(now) }));
        }
        if self.rng.one_in(30) {
            let wallet = self.wallet();
            return Some((
                Who::Wallet(wallet),
                self.rng.pick(&[None, shown(Who::Wallet(wallet)), shown(who)]),
            ));
        }
        let exists = shown(who).is_some_and(|at| self.m.citizen(at).is_some());
        let shown = if exists && self.rng.one_in(6) { shown(who) } else { None };
        signs(who).then_some((who, shown))
    }

    /// The next step of a case.
    pub(super) fn carry_on(&mut self, at: Nth) -> Op {
        let Some(case) = self.m.case(at) else { return self.pass() };
        let (of, now) = (self.near(at.nation), self.m.now);
        match case.phase(now) {
            Phase::Answer | Phase::Evidence => self.plead(at, case),
            Phase::EvidenceOver => Op::Court(CourtOp::CloseEvidence { case: at, of }),
            Phase::Draw => self.draw(at, case),
            Phase::Commit => self.commit(at, case),
            Phase::Reveal => self.reveal(at, case),
            Phase::Count => Op::Court(CourtOp::Rule { case: at }),
            Phase::Appeal => self.appeal(at, case),
            Phase::AppealOver => Op::Court(CourtOp::Finalize { case: at, of }),
            Phase::Citizens => {
                let motion = case.proposal.map(|id| Motion { nation: at.nation, id });
                let open = motion.filter(|of| {
                    let state = self.m.proposal(*of).map(|p| p.state);
                    state.is_some_and(|state| state <= state::SUBMITTED)
                });
                match open.filter(|_| !self.slip()) {
                    Some(of) => self.carry_motion(of),
                    // What becomes of a motion that is decided is waited for sometimes.
                    None => match motion.filter(|_| self.rng.one_in(6)) {
                        Some(of) => self.carry_motion(of),
                        None => Op::Court(CourtOp::ConcludeAppeal { case: at, of }),
                    },
                }
            }
            Phase::Final => self.wind_up(at, case),
        }
    }

    /// What a case needs whose time would be up before this moment.
    pub(in crate::model) fn urgent(&mut self, time: i64) -> Option<Op> {
        let now = self.m.now;
        let mut urgent = vec![];
        for nation in 0..NATIONS {
            for (id, case) in self.m.court(nation).into_iter().flat_map(|court| &court.cases) {
                let until = match case.phase(now) {
                    Phase::Draw => case.draw_until,
                    Phase::Commit => case.commit_until,
                    Phase::Reveal => case.reveal_until,
                    _ => continue,
                };
                if until < time {
                    urgent.push(Nth { nation, id: *id });
                }
            }
        }
        let at = self.rng.maybe_pick(&urgent)?;
        let case = self.m.case(at)?;
        Some(match case.phase(now) {
            Phase::Draw => self.draw(at, case),
            Phase::Commit => self.commit(at, case),
            _ => self.reveal(at, case),
        })
    }

    /// Waits for a moment of some case, if no other case needs somebody first.
    fn wait_for(&mut self, time: i64) -> Op {
        let urgent = if self.rng.one_in(5) { None } else { self.urgent(time) };
        urgent.unwrap_or_else(|| self.to(time))
    }

    /// A citizenship that is on its way to another wallet goes on.
    fn moving(&mut self, nation: u8) -> Option<Op> {
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
    fn prepare(&mut self, nation: u8, court: &Court) -> Op {
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

    fn plead(&mut self, at: Nth, case: &Case) -> Op {
        let side = self.rng.below(2) as usize;
        let Some((by, citizen)) = self.actor(case, at.nation, side) else {
            return self.wait_for(case.evidence_until());
        };
        let op = match self.rng.below(12) {
            0..=1 if case.answer.is_none() || self.slip() => match self.actor(case, at.nation, 1) {
                Some((by, citizen)) => CourtOp::Answer { case: at, by, citizen, text: self.text() },
                None => return self.wait_for(case.answer_until()),
            },
            2..=3 if case.evidence.len() < 4 || self.slip() => {
                let payer = self.nobody_or(by);
                CourtOp::SubmitEvidence { case: at, by, payer, citizen, text: self.text() }
            }
            4..=6 if case.remedy == remedy::ESCROW || self.slip() => {
                let from = wallet(by).map_or(Place::Wallet(0), |wallet| self.own(wallet));
                let amount = self.amount(&[case.amount, case.amount / 2, 1]);
                CourtOp::PutInEscrow { case: at, by, from, citizen, amount }
            }
            7 => return self.wait_for(case.answer_until()),
            _ => return self.wait_for(case.evidence_until()),
        };
        Op::Court(op)
    }

    fn draw(&mut self, at: Nth, case: &Case) -> Op {
        let round = case.present();
        if round.captured.is_none() {
            let known = first_from(round.pinned, self.m.slot);
            let op = match (known, self.rng.below(12)) {
                (_, 0) => CourtOp::Capture { case: at, by: self.capturer() },
                (_, 1) => CourtOp::Repin { case: at },
                (Known::NotYet, 2..=4) => return Op::Slots { slots: 1 + self.rng.below(3) },
                // Somebody sleeps.
                (Known::NotYet | Known::Slot(_), 5) => {
                    return Op::Slots { slots: self.rng.pick(&[500, 620, 700, 1_000]) };
                }
                (Known::NotYet, _) => return Op::Slots { slots: self.rng.pick(&[7, 8, 9, 20]) },
                (Known::NoMore, 2..) => CourtOp::Repin { case: at },
                _ => CourtOp::Capture { case: at, by: self.capturer() },
            };
            return Op::Court(op);
        }
        let Some(drawn) = self.m.drawn(at) else { return self.wait_for(case.draw_until) };
        let somebody = (0..round.jurors).any(|juror| self.m.can_sit(at, juror));
        if !somebody && self.rng.one_in(2) || self.rng.one_in(60) {
            return self.to(case.draw_until);
        }
        let is = self.m.juror(at.nation, drawn);
        let citizen = is.map(|juror| Ref { nation: self.near(at.nation), wallet: juror.wallet });
        let juror = if self.slip() { drawn.wrapping_add(1) } else { drawn };
        let seat = (case.round(), case.seated() as u8 + u8::from(self.slip()));
        let by = Who::Wallet(self.wallet());
        Op::Court(CourtOp::Draw { case: at, payer: self.nobody_or(by), juror, citizen, seat })
    }

    fn capturer(&mut self) -> Who {
        if self.rng.one_in(6) { Who::Payer } else { Who::Wallet(self.wallet()) }
    }

    fn chair(at: Nth, (round, number): (u8, u8)) -> Chair {
        Chair { case: at, round, number }
    }

    /// Another seat or case than the right one, now and then.
    fn misplaced(&mut self, seat: Chair) -> (Nth, Chair) {
        let (mut case, mut chair) = (seat.case, seat);
        match self.rng.below(60) {
            0 => chair.number = chair.number.wrapping_add(1),
            1 => chair.round = chair.round.wrapping_sub(1),
            2 => case.id = case.id.wrapping_sub(1),
            3 => chair.case.id = chair.case.id.wrapping_sub(1),
            _ => {}
        }
        (case, chair)
    }

    fn commit(&mut self, at: Nth, case: &Case) -> Op {
        let round = case.round();
        let waits = case.bench(round).zip(0..).filter(|(seat, _)| seat.secret.is_none());
        let waiting: Vec<u8> = waits.map(|(_, number)| number).collect();
        // Some never come.
        if self.rng.one_in(25) || waiting.is_empty() {
            return self.to(case.commit_until);
        }
        let number = self.rng.pick(&waiting);
        let Some(seat) = case.seats.get(&(round, number)).copied() else { return self.pass() };
        let leaning =
            self.rng.pick(&[choice::CLAIMANT, choice::CLAIMANT, choice::RESPONDENT, choice::REFUSE]);
        // Most of a panel agree, so that something is ruled.
        let said = if self.rng.one_in(3) { leaning } else { 1 + (at.id % 2) as u8 };
        let index = if self.rng.one_in(40) { seat.juror.wrapping_add(1) } else { seat.juror };
        let secret = Secret { round, index, choice: said, salt: self.rng.below(250) as u8 };
        let secret = (!self.slip()).then_some(secret);
        let (case_named, chair) = self.misplaced(Self::chair(at, (round, number)));
        let by = self.m.juror(at.nation, seat.juror).map_or(0, |juror| juror.wallet);
        Op::Court(CourtOp::Commit {
            case: case_named,
            seat: chair,
            juror: seat.juror,
            by: self.signer(by),
            secret,
        })
    }

    fn reveal(&mut self, at: Nth, case: &Case) -> Op {
        let round = case.round();
        let shut = case.bench(round).zip(0..).filter(|(seat, _)| seat.secret.is_some() && seat.choice == 0);
        let shut: Vec<u8> = shut.map(|(_, number)| number).collect();
        if self.rng.one_in(20) || shut.is_empty() {
            return self.to(case.reveal_until);
        }
        let number = self.rng.pick(&shut);
        let Some(seat) = case.seats.get(&(round, number)).copied() else { return self.pass() };
        let Some(secret) = seat.secret else { return self.pass() };
        let (case_named, chair) = self.misplaced(Self::chair(at, (round, number)));
        let by = self.m.juror(at.nation, seat.juror).map_or(0, |juror| juror.wallet);
        Op::Court(CourtOp::Reveal {
            case: case_named,
            seat: chair,
            juror: seat.juror,
            by: self.signer(by),
            choice: if self.rng.one_in(25) { self.rng.below(5) as u8 } else { secret.choice },
            salt: if self.rng.one_in(40) { secret.salt ^ 1 } else { secret.salt },
        })
    }

    fn appeal(&mut self, at: Nth, case: &Case) -> Op {
        if self.rng.one_in(5) {
            return self.wait_for(case.appeal_until);
        }
        let loser = match case.ruling {
            choice::CLAIMANT => 1,
            choice::RESPONDENT => 0,
            _ => self.rng.below(2) as usize,
        };
        let side = if self.slip() { 1 - loser } else { loser };
        let Some((by, citizen)) = self.actor(case, at.nation, side) else {
            return self.wait_for(case.appeal_until);
        };
        if case.round() < case.params.appeals && !self.slip() {
            let from = wallet(by).map_or(Place::Wallet(0), |wallet| self.own(wallet));
            return Op::Court(CourtOp::Appeal { case: at, by, from, citizen });
        }
        let member = self.voter(at.nation);
        let proposer = self.signer(member.wallet);
        Op::Court(CourtOp::AppealToCitizens { case: at, by, citizen, proposer, member })
    }

    /// The account that a remedy acts upon now.
    fn present_target(&self, at: Nth, case: &Case) -> Option<Id> {
        match (case.target, case.target_serial) {
            (Some(Id::Citizen(..)), Some(serial)) => {
                self.holder(at.nation, serial).map(|wallet| Id::Citizen(at.nation, wallet)).or(case.target)
            }
            (target, _) => target,
        }
    }

    fn enforce(&mut self, at: Nth, case: &Case) -> Op {
        let mut target = self.present_target(at, case);
        let (mut shown, mut program) = (case.remedy, program_of(case.remedy));
        let mut extra = false;
        match self.rng.below(40) {
            0 => target = case.target,
            1 => target = target.map(Id::sibling),
            2 => {
                let wallet = self.wallet();
                target = Some(Id::Citizen(at.nation, wallet));
            }
            3 => shown = self.rng.below(11) as u8,
            4 => program = self.rng.below(6) as u8,
            5 => extra = true,
            _ => {}
        }
        Op::Court(CourtOp::Enforce {
            case: at,
            of: self.near(at.nation),
            remedy: shown,
            program,
            target,
            extra,
        })
    }

    /// What is left to do when a ruling is final.
    fn wind_up(&mut self, at: Nth, case: &Case) -> Op {
        let (nation, of) = (at.nation, self.near(at.nation));
        let granted = case.ruling == choice::CLAIMANT && case.enforced_at.is_none();
        if granted && self.rng.one_in(2) || self.rng.one_in(30) {
            return self.enforce(at, case);
        }
        let all = case.seats.iter().filter(|(_, seat)| seat.exists);
        let seats: Vec<((u8, u8), super::Seat)> = all.map(|(key, seat)| (*key, *seat)).collect();
        if let Some((key, seat)) = self.rng.maybe_pick(&seats).filter(|_| !self.rng.one_in(4)) {
            let (case, chair) = self.misplaced(Self::chair(at, key));
            let (settled, slip) = (seat.settled, self.slip());
            return Op::Court(if settled == slip {
                let juror = if self.slip() { seat.juror.wrapping_add(1) } else { seat.juror };
                CourtOp::SettleSeat { case, of, seat: chair, juror }
            } else {
                CourtOp::CloseSeat { case, seat: chair, rent_to: self.rent_to(seat.rent_payer) }
            });
        }
        let bounties: Vec<(u8, Who)> = case
            .rounds
            .iter()
            .zip(0..)
            .filter(|(round, _)| round.bounty > 0)
            .filter_map(|(round, number)| round.captured.map(|(_, by)| (number, by)))
            .collect();
        if let Some((round, by)) = self.rng.maybe_pick(&bounties).filter(|_| self.rng.one_in(2)) {
            return self.bounty(at, round, by);
        }
        let side = usize::from(case.due[0] == 0 || (case.due[1] > 0 && self.rng.one_in(2)));
        if (case.due[side] > 0 && self.rng.one_in(2) || self.slip())
            && let Some((by, citizen)) = self.actor(case, nation, side)
        {
            let to = self.anywhere(nation);
            return Op::Court(CourtOp::WithdrawCase { case: at, by, citizen, to });
        }
        let left: Vec<(u32, Who)> = case
            .evidence
            .iter()
            .zip(0..)
            .filter(|(piece, _)| piece.exists)
            .map(|(piece, number)| (number, piece.rent_payer))
            .collect();
        if let Some((number, payer)) = self.rng.maybe_pick(&left).filter(|_| !self.slip()) {
            let of_case = if self.slip() { Nth { id: at.id.wrapping_sub(1), ..at } } else { at };
            let rent_to = self.rent_to(payer);
            return Op::Court(CourtOp::CloseEvidenceAccount { case: at, of_case, number, rent_to });
        }
        if self.rng.one_in(if self.focus.court { 300 } else { 1_000 }) {
            return self.to(case.final_at + super::RECORD);
        }
        Op::Court(CourtOp::CloseCase { case: at, of, rent_to: self.rent_to(case.rent_payer) })
    }

    fn bounty(&mut self, at: Nth, round: u8, by: Who) -> Op {
        let by = if self.slip() { Who::Wallet(self.wallet()) } else { by };
        let to = self.anywhere(at.nation);
        Op::Court(CourtOp::WithdrawBounty { case: at, by, round, to })
    }

    /// What does not fit the course of a case, most of the time.
    fn against_the_course(&mut self, nation: u8, court: &Court) -> Op {
        let all: Vec<u64> = court.cases.keys().copied().collect();
        let Some(id) = self.rng.maybe_pick(&all) else { return self.petition(nation, court) };
        let at = Nth { nation, id };
        let Some(case) = self.m.case(at) else { return self.pass() };
        let of = self.near(nation);
        match self.rng.below(15) {
            0 => self.plead(at, case),
            1 => Op::Court(CourtOp::CloseEvidence { case: at, of }),
            2 => Op::Court(CourtOp::Capture { case: at, by: self.capturer() }),
            3 => Op::Court(CourtOp::Repin { case: at }),
            4 => self.draw(at, case),
            5 => self.any_seat(at, case),
            6 => self.any_seat(at, case),
            7 => Op::Court(CourtOp::Rule { case: at }),
            8 => self.appeal(at, case),
            9 => Op::Court(CourtOp::ConcludeAppeal { case: at, of }),
            10 => Op::Court(CourtOp::Finalize { case: at, of }),
            11 => self.enforce(at, case),
            12 => {
                let round = self.rng.below(6) as u8;
                let captured = case.rounds.get(usize::from(round)).and_then(|round| round.captured);
                self.bounty(at, round, captured.map_or(Who::Payer, |(_, by)| by))
            }
            13 => self.wind_up(at, case),
            _ => {
                let mut case = case.clone();
                // As if nobody had said anything yet.
                for seat in case.seats.values_mut() {
                    seat.choice = 0;
                }
                self.reveal(at, &case)
            }
        }
    }

    /// Some seat of whatever round, used again.
    fn any_seat(&mut self, at: Nth, case: &Case) -> Op {
        let keys: Vec<(u8, u8)> = case.seats.keys().copied().collect();
        let Some(key) = self.rng.maybe_pick(&keys) else { return Op::Court(CourtOp::Rule { case: at }) };
        let Some(seat) = case.seats.get(&key) else { return self.pass() };
        let by = self.m.juror(at.nation, seat.juror).map_or(0, |juror| juror.wallet);
        let chair = Self::chair(at, key);
        let secret = Secret { round: key.0, index: seat.juror, choice: 1, salt: 1 };
        let op = match self.rng.below(3) {
            0 => CourtOp::Commit { case: at, seat: chair, juror: seat.juror, by, secret: Some(secret) },
            1 => CourtOp::Reveal { case: at, seat: chair, juror: seat.juror, by, choice: 1, salt: 1 },
            _ => CourtOp::SettleSeat { case: at, of: at.nation, seat: chair, juror: seat.juror },
        };
        Op::Court(op)
    }

    /// Times that matter to courts.
    pub(in crate::model) fn court_times(&self) -> Vec<i64> {
        let mut times = vec![];
        for court in (0..NATIONS).filter_map(|n| self.m.court(n)) {
            times.extend(court.jurors.values().filter_map(|juror| juror.leaves_at));
            times
                .extend(court.cases.values().filter(|case| case.stage != Stage::Final).flat_map(Case::times));
        }
        times
    }
}
