//! The next step of a case, mostly.

use super::enforcement::program_of;
use super::generate::signs;
use super::hearing::wallet;
use super::lot::{Known, first_from};
use super::occasions::LASTING;
use super::{Case, Chair, CourtOp, Phase, Secret, choice, remedy};
use crate::model::generate::Play;
use crate::model::id::Id;
use crate::model::op::{Motion, Nth, Op, Place, Ref, Who};
use crate::state;

impl Play<'_> {
    /// Somebody who acts for a side: the wallet of the filing, or the citizen's present one.
    fn actor(&mut self, case: &Case, nation: u8, side: usize) -> Option<(Who, Option<Ref>)> {
        let (who, serial) = case.parties[side];
        let now = serial.and_then(|serial| self.holder(nation, serial)).map(Who::Wallet);
        let shown = |who| wallet(who).map(|wallet| Ref { nation, wallet });
        if let Some(now) = now.filter(|now| *now != who) {
            // Without showing it, or in the old wallet's stead.
            return Some((now, if self.slip() { None } else { shown(now) }));
        }
        // Whoever has the same serial in the other nation is nobody here.
        let other = 1 - nation;
        let namesake = serial.and_then(|serial| self.holder(other, serial)).filter(|_| self.rng.one_in(25));
        if let Some(wallet) = namesake {
            return Some((Who::Wallet(wallet), Some(Ref { nation: other, wallet })));
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

    pub(super) fn plead(&mut self, at: Nth, case: &Case) -> Op {
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
            // Some cannot bring enough of it.
            8..=11 if at.id % 8 == 3 && case.evidence.len() < 36 && self.focus.court => {
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

    pub(super) fn draw(&mut self, at: Nth, case: &Case) -> Op {
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

    pub(super) fn capturer(&mut self) -> Who {
        if self.rng.one_in(6) { Who::Payer } else { Who::Wallet(self.wallet()) }
    }

    pub(super) fn chair(at: Nth, (round, number): (u8, u8)) -> Chair {
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

    pub(super) fn commit(&mut self, at: Nth, case: &Case) -> Op {
        let round = case.round();
        let again = self.rng.one_in(15);
        let waits = case.bench(round).zip(0..).filter(|(seat, _)| seat.secret.is_none() || again);
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
        let most = if LASTING.contains(&case.remedy) { choice::CLAIMANT } else { 1 + (at.id % 2) as u8 };
        let said = if self.rng.one_in(3) { leaning } else { most };
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

    pub(super) fn reveal(&mut self, at: Nth, case: &Case) -> Op {
        let round = case.round();
        let again = self.rng.one_in(15);
        let shut = case.bench(round).zip(0..);
        let shut = shut.filter(|(seat, _)| again || (seat.secret.is_some() && seat.choice == 0));
        let shut: Vec<u8> = shut.map(|(_, number)| number).collect();
        if self.rng.one_in(20) || shut.is_empty() {
            return self.to(case.reveal_until);
        }
        let number = self.rng.pick(&shut);
        let Some(seat) = case.seats.get(&(round, number)).copied() else { return self.pass() };
        let secret = seat.secret.unwrap_or(Secret { round, index: seat.juror, choice: 1, salt: 0 });
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

    pub(super) fn appeal(&mut self, at: Nth, case: &Case) -> Op {
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
        if case.round() < case.params.appeals && !self.slip() || self.rng.one_in(12) {
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

    pub(super) fn enforce(&mut self, at: Nth, case: &Case) -> Op {
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
    pub(super) fn wind_up(&mut self, at: Nth, case: &Case) -> Op {
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

    pub(super) fn bounty(&mut self, at: Nth, round: u8, by: Who) -> Op {
        let by = if self.slip() { Who::Wallet(self.wallet()) } else { by };
        let to = self.anywhere(at.nation);
        Op::Court(CourtOp::WithdrawBounty { case: at, by, round, to })
    }
}
