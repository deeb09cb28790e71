//! What is tried of the court, and which times matter to it: mostly the next step of some case.

use super::hearing::wallet;
use super::{Case, Court, CourtOp, Params, Phase, Secret, Stage};
use crate::model::generate::{DAY, Play};
use crate::model::id::Id;
use crate::model::op::{NATIONS, Nth, Op, Place, Ref, Till, Who};
use crate::model::rng::Rng;

/// Cases of a nation that are not final at the same time, at most.
const LIVE: usize = 3;

/// Rules of a court under which cases are over soon, mostly.
pub(in crate::model) fn rules(rng: &mut Rng) -> Params {
    let day = DAY as u32;
    let draw = rng.pick(&[600, 600, 700, 3_000, 20_000]);
    let commit = rng.pick(&[600, 700, 3_000, 3_000]);
    let reveal = rng.pick(&[600, 700, 3_000, 3_000]);
    Params {
        fee: rng.pick(&[1, 7, 1_000, 100_003, 999_983]),
        bond: rng.pick(&[1, 13, 5_000, 1_000_003]),
        answer: rng.pick(&[600, 600, 1_000, 3_600]),
        evidence: rng.pick(&[600, 600, 1_000, 1_000, 10 * day]),
        draw,
        commit,
        reveal,
        appeal: rng.pick(&[600, 600, 3_600, 3_600, day]),
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
pub(in crate::model) fn odd(rng: &mut Rng, params: &mut Params) {
    let day = DAY as u32;
    match rng.below(14) {
        0 => params.fee = rng.pick(&[0, (1 << 52) + 1, 1 << 52]),
        1 => params.bond = rng.pick(&[0, (1 << 52) + 1, 1 << 52]),
        2 => params.panel = rng.pick(&[0, 2, 4, 63, 127, 255]),
        3 => params.appeals = rng.pick(&[4, 5, 255]),
        4 => params.draw = rng.pick(&[0, 599, 7 * day, 7 * day + 1]),
        5 => {
            params.unbonding =
                params.draw.wrapping_add(params.commit).wrapping_add(params.reveal).wrapping_sub(1)
        }
        6 => params.suspension = rng.pick(&[0, 5 * 365 * day + 1]),
        7 => params.injunction = rng.pick(&[0, 60 * day + 1]),
        8 => params.padding = 1,
        9 => params.answer = rng.pick(&[599, 365 * day, 365 * day + 1]),
        10 => params.evidence = rng.pick(&[0, 599, 365 * day + 1]),
        11 => params.commit = rng.pick(&[599, 365 * day + 1]),
        12 => params.reveal = rng.pick(&[599, 365 * day + 1]),
        _ => params.appeal = rng.pick(&[599, 365 * day + 1]),
    }
}

/// Whoever is wanted, if that can sign.
pub(super) fn signs(who: Who) -> bool {
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
                // Jurors cannot sit where more is at risk than they have.
                if !self.rng.one_in(4) {
                    params.bond = court.params.bond;
                }
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
    pub(super) fn court_account(&mut self, nation: u8, court: &Court) -> Id {
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

    pub(super) fn nobody_or(&mut self, by: Who) -> Who {
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
                if let Some(at) = is.leaves_at.filter(|_| !gone && !self.rng.one_in(3)) {
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
        let citizen =
            if self.rng.one_in(4) { Ref { nation, wallet: self.wallet() } } else { self.voter(nation) };
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
    pub(super) fn holder(&self, nation: u8, serial: u64) -> Option<u8> {
        let citizens = &self.m.nation(nation)?.citizens;
        citizens.iter().find(|(_, c)| c.serial == serial).map(|(wallet, _)| *wallet)
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
    pub(super) fn wait_for(&mut self, time: i64) -> Op {
        let urgent = if self.rng.one_in(5) { None } else { self.urgent(time) };
        urgent.unwrap_or_else(|| self.to(time))
    }

    /// What does not fit the course of a case, most of the time.
    fn against_the_course(&mut self, nation: u8, court: &Court) -> Op {
        let all: Vec<u64> = court.cases.keys().copied().collect();
        let Some(id) = self.rng.maybe_pick(&all) else { return self.petition(nation, court) };
        let at = Nth { nation, id };
        let Some(case) = self.m.case(at) else { return self.pass() };
        let of = self.near(nation);
        match self.rng.below(17) {
            15 => {
                let (seat, citizen) = ((case.round(), case.seated() as u8), None);
                Op::Court(CourtOp::Draw { case: at, payer: Who::Payer, juror: 0, citizen, seat })
            }
            16 => {
                let some = court.jurors.iter().next_back();
                let Some((juror, is)) = some else { return self.pass() };
                let (by, to, rent_to) = (is.wallet, Place::Wallet(is.wallet), is.rent_payer);
                Op::Court(CourtOp::WithdrawBond { of, by, juror: *juror, rent_to, to })
            }
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
