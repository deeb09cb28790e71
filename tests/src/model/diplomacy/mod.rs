//! What the diplomacy program should do: recognition here, treaties and visas in [`treaty`], censuses and stages in
//! [`census`].

pub mod book;
pub mod census;
pub mod compare;
pub mod generate;
pub mod marks;
#[allow(missing_docs)]
pub mod op;
pub mod treaty;

pub use census::{Report, Stage};
pub use op::{DiplomacyOp, Pact, Shown, Voice};
pub use treaty::{Treaty, Visa};

use super::id::Id;
use super::op::Who;
use super::{Model, Refusals};
use book::NO_TEXT;
use client::diplomacy::accounts as layout;
use std::collections::BTreeMap;
use std::rc::Rc;

/// All there is between nations.
#[derive(Clone, Debug, Default)]
#[allow(missing_docs)]
pub struct Diplomacy {
    /// By wallet.
    pub bodies: BTreeMap<u8, Body>,
    pub recognitions: BTreeMap<(Voice, u8), Recognition>,
    pub treaties: BTreeMap<Pact, Treaty>,
    /// By treaty, home and serial.
    pub visas: BTreeMap<(Pact, u8, u64), Visa>,
    /// By nation and period.
    pub reports: BTreeMap<(u8, u32), Report>,
    pub stages: BTreeMap<u8, Stage>,
}

/// A body outside.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs)]
pub struct Body {
    pub registered_at: i64,
    pub name: u8,
    pub uri: u8,
    pub rent_payer: Who,
}

/// All that one has ever said of a nation.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub struct Recognition {
    pub rent_payer: Who,
    /// Granted first, then revoked and granted in turn.
    pub acts: Vec<Act>,
}

/// A grant or revocation.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs)]
pub struct Act {
    pub at: i64,
    pub text: u8,
    pub rent_payer: Who,
}

impl Recognition {
    /// In force after a grant, and not after a revocation.
    pub fn in_force(&self) -> bool {
        self.acts.len() % 2 == 1
    }
}

impl Model {
    /// Changes what is between nations.
    pub(super) fn world_mut(&mut self) -> &mut Diplomacy {
        Rc::make_mut(&mut self.diplomacy)
    }

    /// What one says of a nation.
    pub fn recognition(&self, from: Voice, to: u8) -> Option<&Recognition> {
        self.diplomacy.recognitions.get(&(from, to))
    }

    /// How many acts that has had.
    pub fn acts_so_far(&self, from: Voice, to: u8) -> u32 {
        self.recognition(from, to).map_or(0, |recognition| recognition.acts.len() as u32)
    }

    /// Whether `by` speaks for a nation or a body now.
    fn speaks(&self, from: Voice, by: Who) -> Refusals {
        match from {
            Voice::Nation(n) => self.authority(n, by),
            Voice::Body(wallet) => {
                let mut no = Refusals::none();
                no.when(!self.diplomacy.bodies.contains_key(&wallet), "NotARecogniser")
                    .when(by != Who::Wallet(wallet), "NotBody");
                no
            }
        }
    }

    /// Adds an act to a history.
    fn write_act(&mut self, from: Voice, to: u8, text: u8, payer: Who) {
        let number = self.acts_so_far(from, to);
        if number == 0 {
            self.create(Id::Recognition(from, to), layout::Recognition::LEN, payer);
        }
        self.create(Id::Entry(from, to, number), layout::Entry::LEN, payer);
        let at = self.now;
        let fresh = Recognition { rent_payer: payer, acts: vec![] };
        let recognition = self.world_mut().recognitions.entry((from, to)).or_insert(fresh);
        recognition.acts.push(Act { at, text, rent_payer: payer });
    }

    /// Does an operation of this program.
    pub(super) fn diplomacy_op(&mut self, op: &DiplomacyOp) -> Refusals {
        let now = self.now;
        match *op {
            DiplomacyOp::RegisterBody { wallet, payer, name, uri } => {
                let mut no = Refusals::none();
                no.any_when(self.diplomacy.bodies.contains_key(&wallet))
                    .when(name == 0 || name >= NO_TEXT, "NameMalformed")
                    .when(uri >= NO_TEXT, "TextMalformed");
                if !no.refused() {
                    self.create(Id::Body(wallet), layout::Body::LEN, payer);
                    let body = Body { registered_at: now, name, uri, rent_payer: payer };
                    self.world_mut().bodies.insert(wallet, body);
                }
                no
            }
            DiplomacyOp::Recognise { from, by, payer, to, text } => {
                let Some(nation) = self.nation(to) else { return Refusals::certain() };
                // A body is its key: with a nation's own, it is that nation.
                let itself = match from {
                    Voice::Nation(n) => n == to,
                    Voice::Body(_) => by == nation.authority || by == nation.founder,
                };
                let mut no = self.speaks(from, by);
                no.when(itself, "SelfRecognition")
                    .when(self.recognition(from, to).is_some_and(Recognition::in_force), "AlreadyRecognised")
                    .when(text >= NO_TEXT, "TextMalformed");
                if !no.refused() {
                    self.write_act(from, to, text, payer);
                }
                no
            }
            DiplomacyOp::RevokeRecognition { from, shown, by, payer, to, text } => {
                let Some(recognition) = self.recognition(from, to) else { return Refusals::certain() };
                let mut no = self.speaks(shown, by);
                no.when(shown != from, "WrongRecogniser")
                    .when(!recognition.in_force(), "NotRecognised")
                    .when(text >= NO_TEXT, "TextMalformed");
                if !no.refused() {
                    self.write_act(from, to, text, payer);
                }
                no
            }
            DiplomacyOp::ProposeTreaty { .. }
            | DiplomacyOp::SignTreaty { .. }
            | DiplomacyOp::WithdrawProposal { .. }
            | DiplomacyOp::DenounceTreaty { .. } => self.treaty_op(op),
            DiplomacyOp::IssueVisa { .. }
            | DiplomacyOp::CloseVisa { .. }
            | DiplomacyOp::ExpelVisitor { .. } => self.visa_op(op),
            DiplomacyOp::PublishCensus { .. }
            | DiplomacyOp::CompleteCensus { .. }
            | DiplomacyOp::AssessStage { .. } => self.census_op(op),
        }
    }
}
