//! Treaties and visas.

use super::op::{DiplomacyOp, Pact, Terms};
use crate::model::id::Id;
use crate::model::op::Who;
use crate::model::{Model, Refusals};
use client::diplomacy::accounts as layout;

/// Longest notice, visit and time to sign.
pub const YEAR: i64 = 366 * 86_400;

/// A treaty, proposed or more.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub struct Treaty {
    pub proposer: u8,
    pub terms: Terms,
    pub text: u8,
    pub proposed_at: i64,
    pub open_until: i64,
    pub signed_at: Option<i64>,
    /// By whom and when.
    pub denounced: Option<(u8, i64)>,
    pub rent_payer: Who,
}

/// That a citizen visits, or may not.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub struct Visa {
    /// The wallet, when from and how long; never for somebody who was only expelled.
    pub issued: Option<(u8, i64, i64)>,
    pub expelled: bool,
    pub rent_payer: Who,
}

impl Treaty {
    /// When it ends, if that is known.
    pub fn ends_at(&self) -> Option<i64> {
        self.denounced.map(|(_, at)| at + i64::from(self.terms.notice))
    }

    /// Signed, and not over.
    pub fn in_force(&self, now: i64) -> bool {
        self.signed_at.is_some() && self.ends_at().is_none_or(|end| now < end)
    }
}

impl Visa {
    /// When the visit is over.
    pub fn until(&self) -> i64 {
        self.issued.map_or(0, |(_, _, until)| until)
    }
}

impl Model {
    /// A treaty that was proposed.
    pub fn pact(&self, pact: Pact) -> Option<&Treaty> {
        self.diplomacy.treaties.get(&pact)
    }

    /// A visa that exists.
    pub fn visa(&self, pact: Pact, home: u8, serial: u64) -> Option<&Visa> {
        self.diplomacy.visas.get(&(pact, home, serial))
    }

    pub(super) fn treaty_op(&mut self, op: &DiplomacyOp) -> Refusals {
        let now = self.now;
        match *op {
            DiplomacyOp::ProposeTreaty { nation, other, by, payer, number, terms, open_until, text } => {
                let pact = Pact::of(nation, other, number);
                let mut no = self.authority(nation, by);
                let sound = i64::from(terms.notice) <= YEAR && (1..=YEAR).contains(&i64::from(terms.visit));
                no.any_when(self.nation(other).is_none() || self.pact(pact).is_some())
                    .when(nation == other, "SameNation")
                    .when(!sound, "TermsUnsound")
                    .when(open_until <= now || open_until > now + YEAR, "OfferOutOfRange")
                    .when(text >= super::book::NO_TEXT, "TextMalformed");
                if !no.refused() {
                    self.create(Id::Pact(pact), layout::Treaty::LEN, payer);
                    let treaty = Treaty {
                        proposer: nation,
                        terms,
                        text,
                        proposed_at: now,
                        open_until,
                        signed_at: None,
                        denounced: None,
                        rent_payer: payer,
                    };
                    self.world_mut().treaties.insert(pact, treaty);
                }
                no
            }
            DiplomacyOp::SignTreaty { nation, by, pact, terms } => {
                let Some(treaty) = self.pact(pact) else { return Refusals::certain() };
                let mut no = self.authority(nation, by);
                no.when(!pact.binds(nation), "NotParty")
                    .when(nation == treaty.proposer, "NotCounterparty")
                    .when(treaty.signed_at.is_some(), "NotProposed")
                    .when(now >= treaty.open_until, "OfferLapsed")
                    .when(terms != treaty.terms, "TermsDiffer");
                self.treat(pact, no, |treaty| treaty.signed_at = Some(now))
            }
            DiplomacyOp::WithdrawProposal { nation, by, pact, rent_to } => {
                let (Some(treaty), true) = (self.pact(pact), self.nation(nation).is_some()) else {
                    return Refusals::certain();
                };
                let mut no =
                    if now < treaty.open_until { self.authority(nation, by) } else { Refusals::none() };
                no.when(!pact.binds(nation), "NotParty")
                    .when(treaty.signed_at.is_some(), "NotProposed")
                    .when(rent_to != treaty.rent_payer, "WrongRentPayer");
                if !no.refused() {
                    self.world_mut().treaties.remove(&pact);
                    self.close(Id::Pact(pact), rent_to);
                }
                no
            }
            DiplomacyOp::DenounceTreaty { nation, by, pact } => {
                let Some(treaty) = self.pact(pact) else { return Refusals::certain() };
                let mut no = self.authority(nation, by);
                no.when(!pact.binds(nation), "NotParty")
                    .when(treaty.signed_at.is_none(), "NotSigned")
                    .when(treaty.denounced.is_some(), "AlreadyDenounced");
                self.treat(pact, no, |treaty| treaty.denounced = Some((nation, now)))
            }
            ref other => unreachable!("not about a treaty: {other:?}"),
        }
    }

    pub(super) fn visa_op(&mut self, op: &DiplomacyOp) -> Refusals {
        let now = self.now;
        match *op {
            DiplomacyOp::IssueVisa { by, payer, citizen, pact, until } => {
                let (Some(c), Some(treaty)) = (self.citizen(citizen), self.pact(pact)) else {
                    return Refusals::certain();
                };
                let at = (pact, citizen.nation, c.serial);
                let had = self.diplomacy.visas.get(&at);
                let mut no = c.standing(now);
                no.when(by != citizen.wallet, "WrongWallet")
                    .when(!pact.binds(citizen.nation), "NotParty")
                    .when(!treaty.in_force(now), "NotInForce")
                    .when(until <= now, "VisitPast")
                    .when(until > now + i64::from(treaty.terms.visit), "VisitTooLong")
                    .when(until > c.expires_at, "VisitBeyondTerm")
                    .when(treaty.ends_at().is_some_and(|end| until > end), "VisitBeyondTreaty")
                    .when(had.is_some_and(|visa| visa.expelled), "Expelled");
                if !no.refused() {
                    let issued = Some((by, now, until));
                    self.admit(at, payer, |visa| visa.issued = issued);
                }
                no
            }
            DiplomacyOp::CloseVisa { by, shown, pact, home, serial, rent_to } => {
                let (Some(visa), Some(treaty)) = (self.visa(pact, home, serial), self.pact(shown)) else {
                    return Refusals::certain();
                };
                let mut no = Refusals::none();
                let holder = visa.issued.map(|(wallet, _, _)| wallet);
                let runs = now < visa.until() && holder != Some(by);
                let in_force = treaty.in_force(now);
                no.when(shown != pact, "WrongTreaty")
                    .when(in_force && visa.expelled, "Expelled")
                    .when(in_force && runs, "VisitRunning")
                    .when(rent_to != visa.rent_payer, "WrongRentPayer");
                if !no.refused() {
                    self.world_mut().visas.remove(&(pact, home, serial));
                    self.close(Id::Visa(pact, home, serial), rent_to);
                }
                no
            }
            DiplomacyOp::ExpelVisitor { nation, by, payer, pact, serial, expelled } => {
                let Some(treaty) = self.pact(pact) else { return Refusals::certain() };
                let at = (pact, pact.other_than(nation), serial);
                let is = self.diplomacy.visas.get(&at).is_some_and(|visa| visa.expelled);
                let mut no = self.authority(nation, by);
                no.when(!pact.binds(nation), "NotParty")
                    .when(!treaty.in_force(now), "NotInForce")
                    .when(is == expelled, "AlreadySo");
                if !no.refused() {
                    self.admit(at, payer, |visa| visa.expelled = expelled);
                }
                no
            }
            ref other => unreachable!("not about a visa: {other:?}"),
        }
    }

    /// Changes a treaty unless that is refused.
    fn treat(&mut self, pact: Pact, no: Refusals, change: impl FnOnce(&mut Treaty)) -> Refusals {
        if !no.refused()
            && let Some(treaty) = self.world_mut().treaties.get_mut(&pact)
        {
            change(treaty);
        }
        no
    }

    /// Changes a visa, which comes into being if there is none.
    fn admit(&mut self, at: (Pact, u8, u64), payer: Who, change: impl FnOnce(&mut Visa)) {
        if !self.diplomacy.visas.contains_key(&at) {
            self.create(Id::Visa(at.0, at.1, at.2), layout::Visa::LEN, payer);
        }
        let fresh = Visa { issued: None, expelled: false, rent_payer: payer };
        change(self.world_mut().visas.entry(at).or_insert(fresh));
    }
}
