//! Whether the court's accounts look as the model says, and its books balance.

use super::book::{hash, uri};
use super::{Case, Chair, Court, Evidence, Juror, Params, Round, Seat, Stage, lot, remedy};
use crate::model::Model;
use crate::model::chain::Chain;
use crate::model::compare::{Checked, decode, ensure, same};
use crate::model::id::Id;
use crate::model::op::{Motion, Nth, Ref};
use crate::{Account, Address};
use client::court::accounts as c;
use client::court::types as t;
use client::governor::accounts::Proposal;
use sha2::{Digest, Sha256};

/// A party that is no citizen.
const NO_SERIAL: u64 = u64::MAX;

fn padded<const N: usize>(text: &str) -> [u8; N] {
    let mut bytes = [0; N];
    bytes[..text.len()].copy_from_slice(text.as_bytes());
    bytes
}

fn rules(params: &Params) -> t::CourtParams {
    (*params).into()
}

impl Chain {
    pub(in crate::model) fn court(&self, id: Id, nation: u8, of: &Court, account: &Account) -> Checked {
        let is = decode::<c::Court>(id, account)?;
        let book = &self.book;
        let money = book.coin(of.coin);
        same!(format!("{id:?}"), is, {
            nation: book.address(Id::Nation(nation)),
            mint: money.mint,
            token_program: money.program,
            escrow: book.address(Id::CourtEscrow(nation)),
            held: of.held,
            fines: of.fines,
            reserve: of.reserve,
            next_case: of.next_case,
            params: rules(&of.params),
            next_juror: of.next_juror,
            jurors: of.staying(),
            longest_draw: of.longest_draw,
            escrow_bump: book.bump(Id::CourtEscrow(nation)),
            version: 1,
            bump: book.bump(id),
            padding: [0; 1],
            reserved: [0; 32],
        });
        // Whatever came in and went out: the sum of what is whose, and what is really there.
        ensure(of.held == of.booked(), || {
            format!("{id:?}: {} came in and stayed, and {} is somebody's", of.held, of.booked())
        })?;
        let real = self.world.amount_in(&money, &is.escrow);
        ensure(u128::from(real) >= u128::from(is.held) + u128::from(is.reserve), || {
            format!("{id:?} books {} and {}, and there is {real}", is.held, is.reserve)
        })
    }

    pub(in crate::model) fn juror(
        &self,
        model: &Model,
        id: Id,
        nation: u8,
        index: u32,
        of: &Juror,
        account: &Account,
    ) -> Checked {
        let mut is = decode::<c::Juror>(id, account)?;
        let Some(court) = model.court(nation) else { return Err(format!("{id:?}: no court")) };
        let book = &self.book;
        // In which place a case is listed is nobody's business.
        is.cases.sort_unstable();
        let mut cases = [0; 16];
        let sits = court.sits(index);
        for (place, (case, _)) in cases.iter_mut().zip(&sits) {
            *place = case + 1;
        }
        cases.sort_unstable();
        same!(format!("{id:?}"), is, {
            court: book.address(Id::Court(nation)),
            wallet: book.w(of.wallet),
            citizen: book.c(Ref { nation, wallet: of.wallet }),
            rent_payer: book.who(of.rent_payer),
            serial: of.serial,
            bond: of.bond,
            locked: court.locked(index),
            due: of.due,
            added: of.added.0,
            added_at: of.added.1,
            joined_at: of.joined_at,
            leaves_at: of.leaves_at.unwrap_or(0),
            claimed_at: of.claimed_at.unwrap_or(0),
            cases: cases,
            index: index,
            version: 1,
            bump: book.bump(id),
            padding: [0; 2],
            reserved: [0; 32],
        });
        ensure(is.locked <= is.bond, || format!("{id:?} has more at risk than a bond"))
    }

    pub(in crate::model) fn juror_of(
        &self,
        model: &Model,
        id: Id,
        nation: u8,
        serial: u64,
        account: &Account,
    ) -> Checked {
        let mut jurors = model.court(nation).into_iter().flat_map(|court| &court.jurors);
        let Some((index, _)) = jurors.find(|(_, juror)| juror.serial == serial) else { return Ok(()) };
        let is = decode::<c::JurorOf>(id, account)?;
        same!(format!("{id:?}"), is, {
            juror: self.book.address(Id::Juror(nation, *index)),
            serial: serial,
            index: *index,
            version: 1,
            bump: self.book.bump(id),
            padding: [0; 2],
        });
        Ok(())
    }

    pub(in crate::model) fn case(
        &self,
        model: &Model,
        id: Id,
        at: Nth,
        of: &Case,
        account: &Account,
    ) -> Checked {
        let is = decode::<c::Case>(id, account)?;
        let book = &self.book;
        let [(claimant, claimant_serial), (respondent, respondent_serial)] = of.parties;
        let brought = |side| of.evidence.iter().filter(|piece| piece.side as u8 == side).count() as u8;
        let mut bumps = [0; 256];
        for (number, bump) in (0..of.present().panel).zip(&mut bumps) {
            *bump = book.bump(Id::Seat(at, of.round(), number));
        }
        let motion = of.proposal.map(|id| Id::Proposal(at.nation, id));
        same!(format!("{id:?}"), is, {
            court: book.address(Id::Court(at.nation)),
            nation: book.address(Id::Nation(at.nation)),
            claimant: book.who(claimant),
            respondent: book.who(respondent),
            target: book.target(of.target),
            beneficiary: of.beneficiary,
            rent_payer: book.who(of.rent_payer),
            proposal: book.target(motion),
            statement_hash: hash(of.statement),
            answer_hash: of.answer.map_or([0; 32], hash),
            id: at.id,
            claimant_serial: claimant_serial.unwrap_or(NO_SERIAL),
            respondent_serial: respondent_serial.unwrap_or(NO_SERIAL),
            target_serial: of.target_serial.unwrap_or(NO_SERIAL),
            amount: of.amount,
            baseline: of.baseline,
            filed_at: of.filed_at,
            answer_until: of.answer_until(),
            evidence_until: of.evidence_until(),
            draw_until: of.draw_until,
            commit_until: of.commit_until,
            reveal_until: of.reveal_until,
            appeal_until: of.appeal_until,
            final_at: of.final_at,
            enforced_at: of.enforced_at.unwrap_or(0),
            claimant_escrow: of.escrow[0],
            respondent_escrow: of.escrow[1],
            claimant_due: of.due[0],
            respondent_due: of.due[1],
            held: of.holds(),
            uncollected: of.uncollected(),
            params: rules(&of.params),
            seconds: of.seconds,
            seats_open: of.seats.values().filter(|seat| !seat.settled).count() as u16,
            seats_left: of.seats.values().filter(|seat| seat.exists).count() as u16,
            claimant_evidence: brought(0),
            respondent_evidence: brought(1),
            evidence_left: of.evidence.iter().filter(|piece| piece.exists).count() as u8,
            stage: match of.stage {
                Stage::Pleading => 0,
                Stage::Judging => 1,
                Stage::Ruled => 2,
                Stage::Citizens => 3,
                Stage::Final => 4,
            },
            round: of.round(),
            remedy: of.remedy,
            ruling: of.ruling,
            answered: u8::from(of.answer.is_some()),
            version: 1,
            bump: book.bump(id),
            padding: [0; 6],
            seat_bumps: bumps,
            statement_uri: padded::<128>(&uri(of.statement)),
            answer_uri: of.answer.map_or([0; 128], |answer| padded(&uri(answer))),
            reserved: [0; 32],
        });
        for (number, round) in is.rounds.iter().enumerate() {
            let expected = match of.rounds.get(number) {
                Some(round) => self.round(of, number as u8, round),
                None => no_round(),
            };
            ensure(*round == expected, || {
                format!("{id:?}: round {number} is {round:?} on the chain and {expected:?} in the model")
            })?;
        }
        self.asked(model, at, of)
    }

    fn round(&self, case: &Case, number: u8, of: &Round) -> t::Round {
        let chose = |choice| case.bench(number).filter(|seat| seat.choice == choice).count() as u8;
        t::Round {
            pool: of.pool,
            costs: of.costs,
            bounty: of.bounty,
            reward: of.reward,
            pinned_slot: of.pinned,
            captured_slot: of.captured.map_or(0, |(slot, _)| slot),
            frozen_at: of.frozen_at,
            hash: of.captured.map_or([0; 32], |(slot, _)| lot::slot_hash(slot)),
            capturer: of.captured.map_or(Address::default(), |(_, by)| self.book.who(by)),
            jurors: of.jurors,
            attempt: of.attempt,
            panel: of.panel,
            seats: case.bench(number).count() as u8,
            committed: case.bench(number).filter(|seat| seat.secret.is_some()).count() as u8,
            for_claimant: chose(1),
            for_respondent: chose(2),
            refused: chose(3),
            ruling: of.ruling,
            payer: of.payer as u8,
        }
    }

    /// What the citizens are asked is what the case is about.
    fn asked(&self, model: &Model, at: Nth, of: &Case) -> Checked {
        let Some(id) = of.proposal else { return Ok(()) };
        let motion = Motion { nation: at.nation, id };
        if model.proposal(motion).is_none() {
            return Ok(());
        }
        let is: Proposal = self.world.read(&self.book.proposal(motion));
        let text = Sha256::new()
            .chain_update(b"civitas court appeal v1")
            .chain_update(self.book.address(Id::Case(at)))
            .chain_update([of.remedy])
            .chain_update(self.book.target(of.target))
            .chain_update(of.beneficiary)
            .chain_update(of.amount.to_le_bytes())
            .chain_update(of.seconds.to_le_bytes())
            .chain_update(self.book.who(of.parties[0].0))
            .chain_update(self.book.who(of.parties[1].0))
            .chain_update(hash(of.statement))
            .chain_update(of.answer.map_or([0; 32], hash))
            .finalize();
        let title = format!("Appeal in case {}, for the claimant: {}", at.id, named(of.remedy));
        same!(format!("the motion of {at:?}"), is, {
            title: padded(&title),
            uri: padded(&uri(of.statement)),
            text_hash: <[u8; 32]>::from(text),
        });
        Ok(())
    }

    pub(in crate::model) fn seat(&self, id: Id, at: Chair, of: &Seat, account: &Account) -> Checked {
        let is = decode::<c::Seat>(id, account)?;
        let case = self.book.address(Id::Case(at.case));
        same!(format!("{id:?}"), is, {
            case: case,
            juror: self.book.address(Id::Juror(at.case.nation, of.juror)),
            rent_payer: self.book.who(of.rent_payer),
            commitment: lot::commitment(&self.book, at.case, of.secret),
            index: of.juror,
            attempt: of.attempt,
            round: at.round,
            number: at.number,
            choice: of.choice,
            settled: u8::from(of.settled),
            version: 1,
            bump: self.book.bump(id),
            padding: [0; 2],
        });
        Ok(())
    }

    pub(in crate::model) fn piece(
        &self,
        id: Id,
        at: Nth,
        number: u32,
        of: &Evidence,
        account: &Account,
    ) -> Checked {
        let is = decode::<c::Evidence>(id, account)?;
        let case = self.book.address(Id::Case(at));
        same!(format!("{id:?}"), is, {
            case: case,
            by: self.book.who(of.by),
            rent_payer: self.book.who(of.rent_payer),
            hash: hash(of.text),
            at: of.at,
            n: number,
            side: of.side as u8,
            version: 1,
            bump: self.book.bump(id),
            padding: [0; 1],
            uri: padded::<128>(&uri(of.text)),
        });
        Ok(())
    }
}

fn no_round() -> t::Round {
    t::Round {
        pool: 0,
        costs: 0,
        bounty: 0,
        reward: 0,
        pinned_slot: 0,
        captured_slot: 0,
        frozen_at: 0,
        hash: [0; 32],
        capturer: Address::default(),
        jurors: 0,
        attempt: 0,
        panel: 0,
        seats: 0,
        committed: 0,
        for_claimant: 0,
        for_respondent: 0,
        refused: 0,
        ruling: 0,
        payer: 0,
    }
}

/// What a remedy is called when the citizens are asked.
fn named(remedy: u8) -> &'static str {
    match remedy {
        remedy::SUSPEND => "suspend a citizen",
        remedy::REISSUE => "reissue a citizenship",
        remedy::EVICT => "evict a tenant",
        remedy::SPLIT => "split a deposit",
        remedy::AWARD => "award public money",
        remedy::ESCROW => "award money in escrow",
        remedy::ENJOIN => "enjoin a proposal",
        remedy::RELEASE => "release a proposal",
        remedy::PAUSE => "pause a stream",
        remedy::RESUME => "resume a stream",
        _ => "reinstate a citizen",
    }
}
