//! What is tried between nations.

use super::book::NO_TEXT;
use super::census::{PERIOD, WEEK, period};
use super::op::{DiplomacyOp, Pact, Shown, Terms, Voice};
use super::treaty::YEAR;
use crate::model::generate::{DAY, Play};
use crate::model::id::Id;
use crate::model::op::{NATIONS, Op, Plot, Ref, Till, Who};

/// Numbers of treaties that are tried.
const NUMBERS: u64 = 5;
/// Wallets whose bodies recognise: founders of nations among them.
const BODIES: u64 = 6;

impl Play<'_> {
    /// Something between nations.
    pub(in crate::model) fn diplomacy(&mut self) -> Op {
        let nation = self.nation();
        match self.rng.below(100) {
            0..=2 => self.body(),
            3..=15 => self.word(),
            16..=30 => self.treaty(nation),
            31..=47 => self.visa(nation),
            48..=59 => self.publish(nation),
            60..=69 => self.complete(nation),
            70..=86 => self.assess(nation),
            87..=90 => {
                let members = self.rng.pick(&[0, 130, 149, 150, 490, 499, 500, 600, 3_000_000_000]);
                Op::Crowd { nation, members, buckets: self.rng.pick(&[0, 1, 5, 40, 62]) }
            }
            91..=97 => self.pass_by_diplomacy(),
            _ => self.litter_abroad(nation),
        }
    }

    /// A body that a wallet could be.
    fn body_wallet(&mut self) -> u8 {
        self.rng.below(BODIES) as u8
    }

    fn text_of(&mut self) -> u8 {
        if self.slip() { NO_TEXT } else { 1 + self.rng.below(5) as u8 }
    }

    fn body(&mut self) -> Op {
        let wallet = self.body_wallet();
        let name = if self.slip() { self.rng.pick(&[0, NO_TEXT]) } else { 1 + wallet };
        let (payer, uri) = (self.rents(Who::Wallet(wallet)), self.text_of());
        Op::Diplomacy(DiplomacyOp::RegisterBody { wallet, payer, name, uri })
    }

    /// Somebody who could recognise: mostly one who can.
    fn any_voice(&mut self) -> Voice {
        let bodies: Vec<u8> = self.m.diplomacy.bodies.keys().copied().collect();
        if self.rng.one_in(3) {
            return Voice::Nation(self.nation());
        }
        let wallet = self.rng.maybe_pick(&bodies).filter(|_| !self.slip());
        Voice::Body(wallet.unwrap_or_else(|| self.body_wallet()))
    }

    /// A recognition granted or revoked.
    fn word(&mut self) -> Op {
        let from = self.any_voice();
        let to = match from {
            Voice::Nation(n) if !self.slip() => 1 - n,
            _ => self.nation(),
        };
        let text = self.text_of();
        let in_force = self.m.recognition(from, to).is_some_and(super::Recognition::in_force);
        if in_force && !self.rng.one_in(4) && !self.slip() {
            return self.assess(to);
        }
        let shown = if self.slip() { self.any_voice() } else { from };
        let revoke = in_force != self.slip();
        let make = |by, payer| {
            Op::Diplomacy(if revoke {
                DiplomacyOp::RevokeRecognition { from, shown, by, payer, to, text }
            } else {
                DiplomacyOp::Recognise { from, by, payer, to, text }
            })
        };
        match from {
            Voice::Nation(n) => self.decree(n, make),
            Voice::Body(wallet) => {
                let by = self.by(Who::Wallet(wallet));
                let payer = self.rents(by);
                make(by, payer)
            }
        }
    }

    fn a_pact(&mut self) -> Pact {
        let all: Vec<Pact> = self.m.diplomacy.treaties.keys().copied().collect();
        self.rng.maybe_pick(&all).unwrap_or(Pact::of(0, 1, 0))
    }

    fn treaty_terms(&mut self) -> Terms {
        let year = YEAR as u32;
        let day = DAY as u32;
        Terms {
            text: 1 + self.rng.below(3) as u8,
            notice: self.rng.pick(&[0, day, 30 * day, 30 * day, year, year + 1]),
            visit: self.rng.pick(&[1, 10 * day, 10 * day, 40 * day, year, year + 1, 0]),
        }
    }

    /// The next step of a treaty.
    fn treaty(&mut self, nation: u8) -> Op {
        let number = self.rng.below(NUMBERS) as u32;
        let pact = if self.rng.one_in(3) { Pact::of(0, 1, number) } else { self.a_pact() };
        let now = self.m.now;
        let Some(treaty) = self.m.pact(pact).cloned() else {
            let other = if self.slip() { nation } else { 1 - nation };
            let terms = self.treaty_terms();
            let open_until = now + self.rng.pick(&[1, DAY, 10 * DAY, 10 * DAY, YEAR, YEAR, 0, -1, YEAR + 1]);
            let text = self.text_of();
            return self.decree(nation, |by, payer| {
                Op::Diplomacy(DiplomacyOp::ProposeTreaty {
                    nation,
                    other,
                    by,
                    payer,
                    number,
                    terms,
                    open_until,
                    text,
                })
            });
        };
        if treaty.signed_at.is_none() && !self.slip() {
            if self.rng.one_in(4) {
                let rent_to = self.rent_to(treaty.rent_payer);
                let by = self.wallet();
                if now >= treaty.open_until {
                    let by = Who::Wallet(by);
                    return Op::Diplomacy(DiplomacyOp::WithdrawProposal { nation, by, pact, rent_to });
                }
                return self.decree(nation, |by, _| {
                    Op::Diplomacy(DiplomacyOp::WithdrawProposal { nation, by, pact, rent_to })
                });
            }
            let nation = if self.slip() { treaty.proposer } else { 1 - treaty.proposer };
            let terms = if self.slip() { self.treaty_terms() } else { treaty.terms };
            return self
                .decree(nation, |by, _| Op::Diplomacy(DiplomacyOp::SignTreaty { nation, by, pact, terms }));
        }
        if self.rng.one_in(3) {
            return self
                .decree(nation, |by, _| Op::Diplomacy(DiplomacyOp::DenounceTreaty { nation, by, pact }));
        }
        self.visa(nation)
    }

    /// Somebody visits, comes home, or is shown the door.
    fn visa(&mut self, nation: u8) -> Op {
        let now = self.m.now;
        let in_force: Vec<Pact> = self
            .m
            .diplomacy
            .treaties
            .iter()
            .filter(|(_, t)| t.in_force(now))
            .map(|(pact, _)| *pact)
            .collect();
        let pact = match self.rng.maybe_pick(&in_force).filter(|_| !self.slip()) {
            Some(pact) => pact,
            None if self.rng.one_in(4) => self.a_pact(),
            None => return self.treaty(nation),
        };
        let visas: Vec<(Pact, u8, u64)> = self.m.diplomacy.visas.keys().copied().collect();
        match self.rng.below(10) {
            0..=5 => self.apply_for(pact, nation),
            6 | 7 => {
                let Some((pact, home, serial)) = self.rng.maybe_pick(&visas) else {
                    return self.apply_for(pact, nation);
                };
                let Some(visa) = self.m.visa(pact, home, serial).cloned() else { return self.pass() };
                let holder = visa.issued.map_or(0, |(wallet, _, _)| wallet);
                let by = if self.rng.one_in(3) { self.wallet() } else { holder };
                let shown = if self.slip() { self.a_pact() } else { pact };
                let rent_to = self.rent_to(visa.rent_payer);
                Op::Diplomacy(DiplomacyOp::CloseVisa { by, shown, pact, home, serial, rent_to })
            }
            _ => {
                let known =
                    self.rng.maybe_pick(&visas).filter(|(of, home, _)| *of == pact && *home != nation);
                let guest = self.citizen(1 - nation);
                let serial = known
                    .map(|(_, _, serial)| serial)
                    .or_else(|| self.m.citizen(guest).map(|c| c.serial))
                    .unwrap_or_default();
                let is = self.m.visa(pact, 1 - nation, serial).is_some_and(|visa| visa.expelled);
                let expelled = is == self.slip();
                self.decree(nation, |by, payer| {
                    Op::Diplomacy(DiplomacyOp::ExpelVisitor { nation, by, payer, pact, serial, expelled })
                })
            }
        }
    }

    fn apply_for(&mut self, pact: Pact, nation: u8) -> Op {
        let now = self.m.now;
        let citizen: Ref = self.voter(nation);
        let by = self.signer(citizen.wallet);
        let payer = self.rents(Who::Wallet(by));
        let mut ends = vec![now + 1, now + DAY, now];
        if let Some(treaty) = self.m.pact(pact) {
            ends.extend([now + i64::from(treaty.terms.visit); 3]);
            ends.extend(treaty.ends_at());
        }
        ends.extend(self.m.citizen(citizen).map(|c| c.expires_at));
        let until = self.rng.pick(&ends) + self.rng.pick(&[0, 0, 0, 1, -1]);
        Op::Diplomacy(DiplomacyOp::IssueVisa { by, payer, citizen, pact, until })
    }

    /// Ledgers and parcels of a nation: all of them, or some, in some order, and now and then what is no evidence.
    fn evidence(&mut self, nation: u8) -> Vec<Shown> {
        let nation = if self.slip() { 1 - nation } else { nation };
        let mut shown = vec![];
        if let Some(t) = self.m.treasury(nation) {
            shown.extend(t.ledgers.keys().map(|coin| Shown::Ledger(Till { nation, coin: *coin })));
        }
        if let Some(land) = self.m.land(nation) {
            let slip = self.slip();
            let counts = land.parcels.iter().filter(|(_, p)| slip || (!p.retired && p.facts.tenure != 2));
            shown.extend(counts.map(|(cell, _)| Shown::Parcel(Plot { nation, cell: *cell })));
        }
        if self.rng.one_in(2) {
            shown.retain(|_| !self.rng.one_in(3));
        }
        for _ in 0..self.rng.below(3) {
            if shown.len() > 1 {
                let at = self.rng.below(shown.len() as u64) as usize;
                shown.swap(0, at);
            }
        }
        if self.slip() {
            shown.push(self.rng.pick(&[
                Shown::Wallet(1),
                Shown::Ledger(Till { nation: 1 - nation, coin: 0 }),
                Shown::Ledger(Till { nation, coin: 4 }),
                Shown::Parcel(Plot { nation, cell: 99 }),
            ]));
        }
        if let Some(first) = shown.first().copied().filter(|_| self.slip()) {
            shown.push(first);
        }
        shown
    }

    fn publish(&mut self, nation: u8) -> Op {
        let runs = period(self.m.now);
        if self.m.report(nation, runs).is_some() && !self.slip() {
            return if self.rng.one_in(3) { self.to_next_period() } else { self.assess(nation) };
        }
        let mut shown = if self.rng.one_in(6) { vec![] } else { self.evidence(nation) };
        if !self.slip() {
            shown.truncate(6);
        }
        let wallet = Who::Wallet(self.wallet());
        let payer = self.rents(wallet);
        let period = if self.slip() { runs + self.rng.pick(&[1, 0]) } else { runs };
        let land_of = if self.slip() { 1 - nation } else { nation };
        Op::Diplomacy(DiplomacyOp::PublishCensus { payer, nation, land_of, period, shown })
    }

    /// A period of which a nation has a census: mostly the last.
    fn reported(&mut self, nation: u8) -> Option<u32> {
        let all: Vec<u32> = self
            .m
            .diplomacy
            .reports
            .keys()
            .filter(|(n, _)| *n == nation)
            .map(|(_, period)| *period)
            .collect();
        if self.slip() { self.rng.maybe_pick(&all) } else { all.last().copied() }
    }

    fn complete(&mut self, nation: u8) -> Op {
        let Some(period) = self.reported(nation) else { return self.publish(nation) };
        let shown = self.evidence(nation);
        Op::Diplomacy(DiplomacyOp::CompleteCensus { nation, period, shown })
    }

    fn assess(&mut self, nation: u8) -> Op {
        let report_of = self.near(nation);
        let Some(period) = self.reported(report_of) else { return self.publish(nation) };
        let wallet = Who::Wallet(self.wallet());
        let payer = self.rents(wallet);
        let recorded = self.m.stage(nation).and_then(|stage| stage.by);
        let all: Vec<(Voice, u8)> = self.m.diplomacy.recognitions.keys().copied().collect();
        let mine: Vec<(Voice, u8)> = all
            .iter()
            .filter(|(from, to)| {
                *to == nation && self.m.recognition(*from, *to).is_some_and(super::Recognition::in_force)
            })
            .copied()
            .collect();
        let recognition = match recorded {
            Some(from) if !self.slip() => Some((from, nation)),
            _ if self.slip() => self.rng.maybe_pick(&all),
            _ if self.rng.one_in(4) => None,
            _ => self.rng.maybe_pick(&mine),
        };
        let recogniser = match recognition {
            Some((Voice::Nation(n), _)) if !self.slip() => Some(n),
            _ if self.slip() => Some(self.nation()),
            _ => None,
        };
        let recogniser = recogniser.filter(|n| self.m.stage(*n).is_some() || self.slip());
        Op::Diplomacy(DiplomacyOp::AssessStage { payer, nation, report_of, period, recognition, recogniser })
    }

    /// Times that matter between nations.
    pub(in crate::model) fn diplomacy_times(&self) -> Vec<i64> {
        let world = &self.m.diplomacy;
        let next = (i64::from(period(self.m.now)) + 1) * PERIOD;
        let mut times = vec![next, next + PERIOD];
        times.extend(world.reports.values().map(|report| report.at + WEEK));
        for treaty in world.treaties.values() {
            times.push(treaty.open_until);
            times.extend(treaty.ends_at());
        }
        times.extend(world.visas.values().map(super::Visa::until));
        times
    }

    fn to_next_period(&mut self) -> Op {
        let next = (i64::from(period(self.m.now)) + 1) * PERIOD;
        let edge = self.rng.pick(&[-1, 0, 0, 1, 3 * DAY]);
        Op::Pass { seconds: (next - self.m.now + edge).max(0) }
    }

    /// Lets time pass to a second before, at or after something that will happen between nations.
    fn pass_by_diplomacy(&mut self) -> Op {
        let now = self.m.now;
        let mut times = self.diplomacy_times();
        times.retain(|time| *time > now && *time < now + 100 * DAY);
        times.sort_unstable();
        times.dedup();
        let at = self.rng.below(3).min(self.rng.below(4)) as usize;
        let edge = self.rng.pick(&[-1, 0, 0, 1]);
        let seconds = times.get(at).or(times.first()).map_or(1, |time| (time - now + edge).max(0));
        Op::Pass { seconds }
    }

    /// Somebody sends lamports to where an account is to be.
    fn litter_abroad(&mut self, nation: u8) -> Op {
        let from = self.wallet();
        let voice = self.any_voice();
        let to = match self.rng.below(7) {
            0 => Id::Body(self.body_wallet()),
            1 => Id::Recognition(voice, nation),
            2 => Id::Entry(voice, nation, self.m.acts_so_far(voice, nation)),
            3 => Id::Pact(Pact::of(0, 1, self.rng.below(NUMBERS) as u32)),
            4 => {
                let guest = self.citizen(nation);
                let serial = self.m.citizen(guest).map_or(0, |c| c.serial);
                Id::Visa(self.a_pact(), nation, serial)
            }
            5 => Id::Census(nation, period(self.m.now) + self.rng.below(2) as u32),
            _ => Id::Stage(self.rng.below(u64::from(NATIONS)) as u8),
        };
        Op::Litter { from, to, amount: self.rng.pick(&[1, 890_880, 5_000_000]) }
    }
}
