//! The end of a case: what is ruled for good, and who gets which money.

use super::{Case, Chair, CourtOp, Phase, RECORD, Seat, Side, Stage, choice, remedy};
use crate::model::id::Id;
use crate::model::op::{Motion, Nth};
use crate::model::treasury::FINE;
use crate::model::{Model, Refusals};
use crate::state;

impl Case {
    /// The party that has won.
    fn winner(&self) -> Option<Side> {
        match self.ruling {
            choice::CLAIMANT => Some(Side::Claimant),
            choice::RESPONDENT => Some(Side::Respondent),
            _ => None,
        }
    }

    /// Whether a seat chose what was ruled in the end.
    fn is_right(&self, seat: &Seat) -> bool {
        seat.choice != 0 && seat.choice == self.ruling
    }

    /// Whether a seat loses its bond: absent, or wrong where anything was ruled.
    pub(super) fn loses(&self, seat: &Seat) -> bool {
        seat.choice == 0 || (self.ruling != choice::UNDECIDED && seat.choice != self.ruling)
    }

    /// Whether any juror of a round has earned its pool.
    pub(super) fn is_earned(&self, round: u8) -> bool {
        self.bench(round).any(|seat| self.is_right(seat))
    }

    /// What a seat earns.
    pub(super) fn reward(&self, round: u8, seat: &Seat) -> u64 {
        if self.is_right(seat) { self.rounds[usize::from(round)].reward } else { 0 }
    }

    /// Makes the ruling final; returns what cannot be divided.
    fn finish(&mut self, now: i64) -> u64 {
        let mut remainders = 0;
        // What each party gets back of its own, and what it has spent on jurors who were right.
        let (mut back, mut spent) = ([0u64; 2], [0u64; 2]);
        for number in 0..=self.round() {
            let round = &self.rounds[usize::from(number)];
            let (pool, costs, payer) = (round.pool, round.costs, round.payer as usize);
            let right = self.bench(number).filter(|seat| self.is_right(seat)).count() as u64;
            let lost = self.bench(number).filter(|seat| self.loses(seat)).count() as u64;
            back[payer] += costs;
            if right == 0 {
                back[payer] += pool;
                continue;
            }
            spent[payer] += pool;
            let all = pool + lost * self.params.bond;
            remainders += all % right;
            self.rounds[usize::from(number)].reward = all / right;
        }
        self.due = back;
        let escrow = std::mem::take(&mut self.escrow);
        if let Some(winner) = self.winner() {
            let (winner, loser) = (winner as usize, 1 - winner as usize);
            let costs = spent[winner].min(back[loser]);
            let award = self.amount.min(escrow[loser]);
            self.due[winner] += costs + award;
            self.due[loser] = back[loser] - costs + escrow[loser] - award;
            self.due[winner] += escrow[winner];
        } else {
            self.due = [back[0] + escrow[0], back[1] + escrow[1]];
        }
        (self.stage, self.final_at) = (Stage::Final, now);
        if self.remedy == remedy::ESCROW && self.ruling == choice::CLAIMANT {
            self.enforced_at = Some(now);
        }
        remainders
    }
}

impl Model {
    /// What the citizens have decided: nothing where they were not enough, or the motion is gone.
    fn verdict(&self, of: Motion) -> Result<Option<u8>, Refusals> {
        let mut no = Refusals::none();
        let Some(p) = self.proposal(of) else { return Ok(None) };
        if [state::DRAFT, state::SUBMITTED].contains(&p.state) {
            no.when(true, "CitizensUndecided");
            return Err(no);
        }
        Ok(match p.outcome {
            // Carried, even if it is held back now.
            1 => Some(choice::CLAIMANT),
            // A missed quorum forfeits the deposit.
            _ if p.state == state::DEFEATED && !p.forfeit => Some(choice::RESPONDENT),
            _ => None,
        })
    }

    fn conclude(&mut self, at: Nth, no: Refusals, ruling: Option<u8>) -> Refusals {
        let now = self.now;
        self.sit_over(at.nation, no, |court| {
            if let Some(case) = court.cases.get_mut(&at.id) {
                case.ruling = ruling.unwrap_or(case.ruling);
                court.fines += case.finish(now);
            }
        })
    }

    /// Does what follows a ruling.
    #[allow(clippy::too_many_lines)]
    pub(super) fn end_op(&mut self, op: &CourtOp) -> Refusals {
        let now = self.now;
        match *op {
            CourtOp::Finalize { case: at, of } => {
                let Some(case) = self.case(at) else { return Refusals::certain() };
                let mut no = self.named(at, of);
                no.when(case.phase(now) != Phase::AppealOver, "NotEnding");
                self.conclude(at, no, None)
            }
            CourtOp::ConcludeAppeal { case: at, of } => {
                let Some(case) = self.case(at) else { return Refusals::certain() };
                let mut no = self.named(at, of);
                no.when(case.stage != Stage::Citizens, "NotBeforeCitizens");
                let motion = case.proposal.map(|id| Motion { nation: at.nation, id });
                let verdict = match motion.map(|of| self.verdict(of)) {
                    Some(Ok(verdict)) => verdict,
                    Some(Err(undecided)) => {
                        no.join(undecided);
                        None
                    }
                    None => None,
                };
                self.conclude(at, no, verdict)
            }
            CourtOp::SettleSeat { case: at, of, seat: chair, juror: index } => {
                let (Some(case), Some(seat)) = (self.case(at), self.seat(chair)) else {
                    return Refusals::certain();
                };
                let mut no = self.named(at, of);
                no.any_when(self.juror(of, index).is_none())
                    .when(chair.case != at, "WrongCase")
                    .when(seat.juror != index || of != chair.case.nation, "WrongJuror")
                    .when(case.stage != Stage::Final, "NotFinal")
                    .when(seat.settled, "AlreadySettled");
                if no.refused() {
                    return no;
                }
                let bond = case.params.bond;
                let (reward, loses) = (case.reward(chair.round, seat), case.loses(seat));
                let nobodys = loses && !case.is_earned(chair.round);
                self.sit_over(at.nation, no, |court| {
                    if let Some(juror) = court.jurors.get_mut(&index) {
                        juror.due += reward;
                        juror.bond -= if loses { bond } else { 0 };
                    }
                    court.fines += if nobodys { bond } else { 0 };
                    if let Some(case) = court.cases.get_mut(&at.id)
                        && let Some(seat) = case.seats.get_mut(&(chair.round, chair.number))
                    {
                        seat.settled = true;
                    }
                })
            }
            CourtOp::WithdrawCase { case: at, by, citizen, to } => {
                let Some(case) = self.case(at) else { return Refusals::certain() };
                let (side, mut no) = self.party(at, by, citizen);
                no.when(case.stage != Stage::Final, "NotFinal");
                let due = side.map_or(0, |side| case.due[side as usize]);
                no.join(self.court_can_pay(at.nation, to, due));
                let Some(side) = side.filter(|_| !no.refused()) else { return no };
                self.court_pays(at.nation, to, due);
                self.hear(at, no, |case| case.due[side as usize] = 0)
            }
            CourtOp::WithdrawBounty { case: at, by, round, to } => {
                let Some(case) = self.case(at) else { return Refusals::certain() };
                let mut no = Refusals::none();
                let coin = self.court(at.nation).map_or(0, |court| court.coin);
                no.any_when(self.is_spot(coin, to, Id::CourtEscrow(at.nation)));
                let Some(of) = case.rounds.get(usize::from(round)) else {
                    no.when(true, "RoundUnknown");
                    return no;
                };
                let bounty = of.bounty;
                no.when(of.captured.is_none_or(|(_, capturer)| capturer != by), "NotCapturer")
                    .join(self.court_can_pay(at.nation, to, bounty));
                if !no.refused() {
                    self.court_pays(at.nation, to, bounty);
                }
                self.hear(at, no, |case| case.rounds[usize::from(round)].bounty = 0)
            }
            CourtOp::CollectFines { of, till } => {
                let Some(court) = self.court(of) else { return Refusals::certain() };
                let (fines, coin) = (court.fines, court.coin);
                let mut no = Refusals::none();
                let wrong = self.ledger(till).is_none() || (till.nation, till.coin) != (of, coin);
                no.when(wrong, "WrongLedger").when(fines == 0, "NothingDue");
                if !no.refused() {
                    no.join(self.payable(Id::CourtEscrow(of), till, fines));
                }
                if !no.refused() {
                    self.pay_in(Id::CourtEscrow(of), till, FINE, fines);
                }
                self.sit_over(of, no, |court| {
                    court.fines = 0;
                    court.held -= fines;
                })
            }
            CourtOp::CloseSeat { case: at, seat: chair, rent_to } => {
                let (Some(_), Some(seat)) = (self.case(at), self.seat(chair)) else {
                    return Refusals::certain();
                };
                let mut no = Refusals::none();
                no.when(chair.case != at, "WrongCase")
                    .when(!seat.settled, "NotSettled")
                    .when(rent_to != seat.rent_payer, "WrongRentPayer");
                if !no.refused() {
                    self.close(Id::Seat(at, chair.round, chair.number), rent_to);
                }
                self.unseat(chair, no)
            }
            CourtOp::CloseEvidenceAccount { case: at, of_case, number, rent_to } => {
                let piece = self.case(of_case).and_then(|case| case.evidence.get(number as usize));
                let (Some(case), Some(piece)) = (self.case(at), piece.filter(|piece| piece.exists)) else {
                    return Refusals::certain();
                };
                let mut no = Refusals::none();
                no.when(of_case != at, "WrongCase")
                    .when(case.stage != Stage::Final, "NotFinal")
                    .when(rent_to != piece.rent_payer, "WrongRentPayer");
                if !no.refused() {
                    self.close(Id::Evidence(at, number), rent_to);
                }
                self.hear(at, no, |case| case.evidence[number as usize].exists = false)
            }
            CourtOp::CloseCase { case: at, of, rent_to } => {
                let Some(case) = self.case(at) else { return Refusals::certain() };
                let mut no = self.named(at, of);
                let bounties: u64 = case.rounds.iter().map(|round| round.bounty).sum();
                let left = case.seats.values().any(|seat| seat.exists)
                    || case.evidence.iter().any(|piece| piece.exists)
                    || case.due != [0; 2];
                let granted = case.ruling == choice::CLAIMANT && case.enforced_at.is_none();
                let waits = now < case.final_at + RECORD && (granted || bounties > 0);
                no.when(case.stage != Stage::Final, "NotFinal")
                    .when(case.stage == Stage::Final && (left || waits), "CaseNotOver")
                    .when(rent_to != case.rent_payer, "WrongRentPayer");
                if !no.refused() {
                    self.close(Id::Case(at), rent_to);
                }
                self.sit_over(at.nation, no, |court| {
                    court.fines += bounties;
                    court.cases.remove(&at.id);
                })
            }
            _ => unreachable!("not an operation after a ruling: {op:?}"),
        }
    }

    fn unseat(&mut self, chair: Chair, no: Refusals) -> Refusals {
        self.hear(chair.case, no, |case| {
            if let Some(seat) = case.seats.get_mut(&(chair.round, chair.number)) {
                seat.exists = false;
            }
        })
    }
}
