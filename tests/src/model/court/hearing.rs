//! What the parties do: answer, evidence, escrow, appeals.

use super::{Case, CourtOp, Evidence, NO_TEXT, Phase, Round, Side, Stage, choice, lot, remedy, seats};
use crate::model::id::Id;
use crate::model::op::{Nth, Op, Who};
use crate::model::{Model, Refusals};
use client::court::accounts as layout;

/// Pieces of evidence that each party may bring.
const MAX_EVIDENCE: usize = 16;

impl Case {
    /// Whether a ruling is not in favour of a side.
    fn is_against(&self, side: Side) -> bool {
        match side {
            Side::Claimant => self.ruling != choice::CLAIMANT,
            Side::Respondent => self.ruling != choice::RESPONDENT,
        }
    }

    /// Begins a round: freezes so many jurors, pins a slot.
    fn summon(&mut self, panel: u8, jurors: u32, now: i64, slot: u64) {
        self.stage = Stage::Judging;
        self.drawn_until(now + i64::from(self.params.draw));
        let round = self.present_mut();
        round.panel = panel;
        round.jurors = jurors;
        round.frozen_at = now;
        round.pinned = slot + lot::LEAD;
    }
}

impl Model {
    /// Does what parties do in a case.
    #[allow(clippy::too_many_lines)]
    pub(super) fn hearing_op(&mut self, op: &CourtOp) -> Refusals {
        let (now, slot) = (self.now, self.slot);
        match *op {
            CourtOp::Answer { case: at, by, citizen, text } => {
                let Some(case) = self.case(at) else { return Refusals::certain() };
                let (side, mut no) = self.party(at, by, citizen);
                no.when(side == Some(Side::Claimant), "NotRespondent")
                    .when(case.phase(now) != Phase::Answer, "AnswerTooLate")
                    .when(case.answer.is_some(), "AlreadyAnswered")
                    .when(text >= NO_TEXT, "TextMalformed");
                self.hear(at, no, |case| case.answer = Some(text))
            }
            CourtOp::SubmitEvidence { case: at, by, payer, citizen, text } => {
                let Some(case) = self.case(at) else { return Refusals::certain() };
                let (side, mut no) = self.party(at, by, citizen);
                let number = case.evidence.len() as u32;
                let brought = case.evidence.iter().filter(|of| Some(of.side) == side).count();
                no.when(!takes_evidence(case, now), "EvidenceClosed")
                    .when(brought >= MAX_EVIDENCE, "EvidenceFull")
                    .when(text >= NO_TEXT, "TextMalformed");
                let Some(side) = side.filter(|_| !no.refused()) else { return no };
                self.create(Id::Evidence(at, number), layout::Evidence::LEN, payer);
                self.hear(at, no, |case| {
                    case.evidence.push(Evidence { side, by, rent_payer: payer, text, at: now, exists: true });
                })
            }
            CourtOp::PutInEscrow { case: at, by, from, citizen, amount } => {
                let Some(case) = self.case(at) else { return Refusals::certain() };
                let (side, mut no) = self.party(at, by, citizen);
                no.when(case.remedy != remedy::ESCROW, "EscrowNotAsked")
                    .when(!takes_evidence(case, now), "EvidenceClosed")
                    .join(self.can_pay_court(at.nation, by, from, amount));
                let Some(side) = side.filter(|_| !no.refused()) else { return no };
                self.pay_court(at.nation, from, amount);
                self.hear(at, no, |case| case.escrow[side as usize] += amount)
            }
            CourtOp::CloseEvidence { case: at, of } => {
                let (Some(case), Some(court)) = (self.case(at), self.court(at.nation)) else {
                    return Refusals::certain();
                };
                let mut no = self.named(at, of);
                no.when(takes_evidence(case, now), "EvidenceOpen")
                    .when(case.stage != Stage::Pleading, "EvidenceClosed");
                let jurors = court.next_juror;
                self.hear(at, no, |case| case.summon(case.params.panel, jurors, now, slot))
            }
            CourtOp::Appeal { case: at, by, from, citizen } => {
                let (Some(case), Some(court)) = (self.case(at), self.court(at.nation)) else {
                    return Refusals::certain();
                };
                let (side, mut no) = self.party(at, by, citizen);
                let (params, jurors) = (case.params, court.next_juror);
                let round = case.round() + 1;
                no.when(case.phase(now) != Phase::Appeal, "NotAppealable")
                    .when(side.is_some_and(|side| !case.is_against(side)), "RulingNotAgainst")
                    .when(round > params.appeals, "AppealsUsedUp");
                let Some(side) = side.filter(|_| !no.refused()) else { return no };
                let panel = seats(params.panel, round);
                let pool = params.fee * panel;
                no.join(self.can_pay_court(at.nation, by, from, 2 * pool));
                if !no.refused() {
                    self.pay_court(at.nation, from, 2 * pool);
                }
                self.hear(at, no, |case| {
                    case.rounds.push(Round::new(side, pool, pool));
                    case.summon(panel as u8, jurors, now, slot);
                })
            }
            CourtOp::AppealToCitizens { case: at, by, citizen, proposer, member } => {
                let Some(case) = self.case(at) else { return Refusals::certain() };
                let (side, mut no) = self.party(at, by, citizen);
                // After a refusal only the claimant has something to gain.
                let gains = side.is_some_and(|side| {
                    case.is_against(side) && (side == Side::Claimant || case.ruling == choice::CLAIMANT)
                });
                no.when(case.phase(now) != Phase::Appeal, "NotAppealable")
                    .when(case.round() < case.params.appeals, "AppealsLeft")
                    .when(side.is_some() && !gains, "RulingNotAgainst")
                    .when(self.governor_of(at.nation).is_none(), "WrongNation");
                let nation = at.nation;
                let track = case.params.track;
                let Some(id) = self.governor_of(nation).map(|g| g.next_proposal) else { return no };
                let mut after = self.clone();
                let of = crate::model::op::Motion { nation, id };
                let opened = after.act(&Op::OpenProposal {
                    nation,
                    signer: proposer,
                    citizen: member,
                    track,
                    kind: 0,
                    choices: 3,
                });
                let submitted = if opened.refused() {
                    Refusals::none()
                } else {
                    after.act(&Op::Submit { of, signer: proposer, citizen: member })
                };
                no.join(opened);
                no.join(submitted);
                if no.refused() {
                    return no;
                }
                *self = after;
                self.hear(at, no, |case| {
                    case.stage = Stage::Citizens;
                    case.proposal = Some(id);
                })
            }
            _ => unreachable!("not an operation of a party: {op:?}"),
        }
    }

    /// Whether the court that is named is the case's.
    pub(super) fn named(&self, at: Nth, of: u8) -> Refusals {
        let mut no = Refusals::none();
        no.any_when(self.court(of).is_none()).when(of != at.nation, "WrongCourt");
        no
    }
}

fn takes_evidence(case: &Case, now: i64) -> bool {
    matches!(case.phase(now), Phase::Answer | Phase::Evidence)
}

/// Whoever somebody is, as a wallet, if any.
pub(super) fn wallet(who: Who) -> Option<u8> {
    if let Who::Wallet(wallet) = who { Some(wallet) } else { None }
}
