//! What a panel does: capture, draw, commit, reveal, ruling.

use super::lot::{self, Known};
use super::{Case, Chair, CourtOp, Phase, Seat, Secret, Stage, choice};
use crate::model::id::Id;
use crate::model::op::{Nth, Ref};
use crate::model::{Model, Refusals};
use client::court::accounts as layout;

/// Cases that a juror can sit in at the same time.
const MAX_CASES: usize = 16;

impl Model {
    /// The juror whom the present attempt to fill a seat means.
    pub fn drawn(&self, at: Nth) -> Option<u32> {
        let case = self.case(at)?;
        let round = case.present();
        let (slot, _) = round.captured?;
        let (hash, seat) = (lot::slot_hash(slot), case.seated() as u8);
        lot::drawn(&self.book, at, &hash, case.round(), seat, round.attempt, round.jurors)
    }

    /// Whether a juror can be seated in the present round of a case, whenever it is asked within the draw.
    pub fn can_sit(&self, at: Nth, index: u32) -> bool {
        let (Some(court), Some(case), Some(juror)) =
            (self.court(at.nation), self.case(at), self.juror(at.nation, index))
        else {
            return false;
        };
        let sits = court.sits(index);
        let (added, added_at) = juror.added;
        let frozen_at = case.present().frozen_at;
        let counts = juror.bond.saturating_sub(if added_at >= frozen_at { added } else { 0 });
        let spare = counts.saturating_sub(sits.iter().map(|(_, bond)| bond).sum());
        let wallet = self.book.w(juror.wallet);
        let concerned = case
            .parties
            .iter()
            .any(|(who, serial)| self.book.who(*who) == wallet || *serial == Some(juror.serial))
            || case.target_serial == Some(juror.serial)
            || case.beneficiary == wallet;
        let citizen = self.citizen(Ref { nation: at.nation, wallet: juror.wallet });
        // Another citizenship of the same wallet's is not the juror's.
        let stands = citizen.is_some_and(|c| c.serial == juror.serial && !c.standing(frozen_at).refused());
        juror.leaves_at.is_none_or(|leaves| leaves >= case.draw_until)
            && juror.claimed_at.is_none_or(|at| at < frozen_at)
            && sits.len() < MAX_CASES
            && sits.iter().all(|(id, _)| *id != at.id)
            && spare >= case.params.bond
            && !concerned
            && stands
    }

    /// Whether a case still waits for the hash of its slot.
    fn waits(&self, case: &Case) -> Refusals {
        let mut no = Refusals::none();
        let drawing = case.phase(self.now) == Phase::Draw;
        no.when(!drawing, "NotDrawing").when(drawing && case.present().captured.is_some(), "AlreadyCaptured");
        no
    }

    /// Whether a juror sits on a seat, in the present round.
    fn sits(&self, at: Nth, seat: Chair, juror: u32, by: u8) -> Refusals {
        let (Some(case), Some(juror_is), Some(of)) =
            (self.case(at), self.juror(at.nation, juror), self.seat(seat))
        else {
            return Refusals::certain();
        };
        let mut no = Refusals::none();
        no.when(juror_is.wallet != by, "NotJuror")
            .when(of.juror != juror || at.nation != seat.case.nation, "WrongSeat")
            .when(seat.case != at, "WrongCase")
            .when(seat.round != case.round(), "WrongSeat");
        no
    }

    /// A seat that has an account.
    pub fn seat(&self, at: Chair) -> Option<&Seat> {
        self.case(at.case)?.seats.get(&(at.round, at.number)).filter(|seat| seat.exists)
    }

    /// Does what a panel does.
    #[allow(clippy::too_many_lines)]
    pub(super) fn panel_op(&mut self, op: &CourtOp) -> Refusals {
        let (now, slot) = (self.now, self.slot);
        match *op {
            CourtOp::Capture { case: at, by } => {
                let Some(case) = self.case(at) else { return Refusals::certain() };
                let mut no = self.waits(case);
                let known = lot::first_from(case.present().pinned, slot);
                if !no.refused() {
                    no.when(known == Known::NotYet, "SlotNotProduced")
                        .when(known == Known::NoMore, "SlotAgedOut");
                }
                self.hear(at, no, |case| {
                    if let Known::Slot(slot) = known {
                        case.present_mut().captured = Some((slot, by));
                    }
                })
            }
            CourtOp::Repin { case: at } => {
                let Some(case) = self.case(at) else { return Refusals::certain() };
                let mut no = self.waits(case);
                if !no.refused() {
                    let known = lot::first_from(case.present().pinned, slot);
                    no.when(known == Known::NotYet, "SlotNotProduced")
                        .when(matches!(known, Known::Slot(_)), "SlotNotAgedOut");
                }
                self.hear(at, no, |case| {
                    let round = case.present_mut();
                    let bounty = round.pool / 10;
                    round.pool -= bounty;
                    round.bounty += bounty;
                    round.pinned = slot + lot::LEAD;
                })
            }
            CourtOp::Draw { case: at, payer, juror: index, citizen, seat } => {
                let Some(case) = self.case(at) else { return Refusals::certain() };
                let mut no = Refusals::none();
                no.when(case.phase(now) != Phase::Draw, "NotDrawing")
                    .when(case.present().captured.is_none(), "NotCaptured")
                    .when(case.present().jurors == 0, "TooFewJurors");
                let Some(drawn) = self.drawn(at).filter(|_| !no.refused()) else { return no };
                no.when(drawn != index, "WrongJuror");
                let next = (case.round(), case.seated() as u8);
                if let Some(juror) = self.juror(at.nation, drawn) {
                    let of = Ref { nation: at.nation, wallet: juror.wallet };
                    no.when(citizen != Some(of), "WrongCitizen");
                }
                if !self.can_sit(at, drawn) {
                    return self.hear(at, no, |case| {
                        let round = case.present_mut();
                        round.attempt += 1;
                        if round.attempt >= 4 * round.jurors + 16 {
                            case.drawn_until(now);
                        }
                    });
                }
                no.when(seat != next, "WrongSeat");
                if !no.refused() {
                    self.create(Id::Seat(at, next.0, next.1), layout::Seat::LEN, payer);
                }
                self.hear(at, no, |case| {
                    let round = case.present_mut();
                    let attempt = std::mem::take(&mut round.attempt);
                    let panel = round.panel;
                    let seat = Seat {
                        juror: drawn,
                        rent_payer: payer,
                        attempt,
                        secret: None,
                        choice: 0,
                        settled: false,
                        exists: true,
                    };
                    case.seats.insert(next, seat);
                    // The last seat ends the draw.
                    if case.seated() == usize::from(panel) {
                        case.drawn_until(now);
                    }
                })
            }
            CourtOp::Commit { case: at, seat, juror, by, secret } => {
                let (Some(case), Some(of)) = (self.case(at), self.seat(seat)) else {
                    return Refusals::certain();
                };
                let mut no = self.sits(at, seat, juror, by);
                no.when(case.phase(now) != Phase::Commit, "NotCommitting")
                    .when(of.secret.is_some(), "AlreadyCommitted")
                    .when(secret.is_none(), "CommitmentEmpty");
                self.hear(at, no, |case| {
                    if let Some(of) = case.seats.get_mut(&(seat.round, seat.number)) {
                        of.secret = secret;
                    }
                    if case.committed() == case.seated() {
                        (case.commit_until, case.reveal_until) = (now, now + i64::from(case.params.reveal));
                    }
                })
            }
            CourtOp::Reveal { case: at, seat, juror, by, choice, salt } => {
                let (Some(case), Some(of)) = (self.case(at), self.seat(seat)) else {
                    return Refusals::certain();
                };
                let mut no = self.sits(at, seat, juror, by);
                let said = Secret { round: seat.round, index: of.juror, choice, salt };
                no.when(case.phase(now) != Phase::Reveal, "NotRevealing")
                    .when(of.secret.is_none(), "NotCommitted")
                    .when(of.choice != 0, "AlreadyRevealed")
                    .when(!(choice::CLAIMANT..=choice::REFUSE).contains(&choice), "ChoiceUnknown")
                    .when(of.secret != Some(said), "RevealMismatch");
                self.hear(at, no, |case| {
                    if let Some(of) = case.seats.get_mut(&(seat.round, seat.number)) {
                        of.choice = choice;
                    }
                })
            }
            CourtOp::Rule { case: at } => {
                let Some(case) = self.case(at) else { return Refusals::certain() };
                let mut no = Refusals::none();
                no.when(case.phase(now) != Phase::Count, "NotCounting");
                self.hear(at, no, |case| {
                    let round = case.round();
                    let all = case.revealed();
                    let said = |choice| case.bench(round).filter(|seat| seat.choice == choice).count();
                    let most = (choice::CLAIMANT..=choice::REFUSE).find(|choice| 2 * said(*choice) > all);
                    // Where nobody convinces, or no more than have chosen the ruling before in one round, that stands.
                    let chose = |of: u8| case.bench(of).filter(|seat| seat.choice == case.ruling).count();
                    let backing = (0..round).map(chose).max().unwrap_or(0);
                    case.ruling = match (case.ruling, most) {
                        (0, most) => most.unwrap_or(choice::UNDECIDED),
                        (before, Some(most)) if said(most) > backing || most == before => most,
                        (before, _) => before,
                    };
                    case.stage = Stage::Ruled;
                    case.appeal_until = now + i64::from(case.params.appeal);
                    let ruling = case.ruling;
                    let present = case.present_mut();
                    present.ruling = ruling;
                    if present.captured.is_none() {
                        present.pool += std::mem::take(&mut present.bounty);
                    }
                })
            }
            _ => unreachable!("not an operation of a panel: {op:?}"),
        }
    }
}
