//! A model of what the programs should do, and a fuzzer that holds the programs to it.
//!
//! The model is plain structs and maps, written from the specifications in the programs' rustdoc: citizens are
//! counted from a list, ballots from a map, verdicts from sums. It shares no code with `programs/rules`. A seed gives
//! a list of operations ([`op::Op`]); each is done by the model and by the real programs, and both must agree: on
//! whether it succeeds (and if not, on the error), and on every account and balance afterwards.
//!
//! One module for each program's rules ([`membership`], [`governor`] with [`ballots`], [`treasury`], [`land`], [`court`],
//! [`diplomacy`]) and one
//! for where money lies ([`money`]), one for how operations become instructions ([`book`]), for what is compared
//! ([`compare`]), for what is done next ([`generate`]), and for runs, failures and their shrinking ([`run`]). To add a
//! program: its state and rules in a module, its operations in `Op`, its instructions in `book`, its accounts in
//! `compare`, and something that leads to it in `generate`; the later programs have these in modules of their own.

pub mod ballots;
pub mod book;
pub mod chain;
pub mod compare;
pub mod court;
pub mod diplomacy;
pub mod generate;
pub mod governor;
pub mod id;
pub mod land;
pub mod membership;
pub mod money;
pub mod op;
mod opening;
mod place;
mod plan;
mod refusals;
pub mod rng;
pub mod run;
pub mod treasury;

pub use refusals::{Refusals, name_of};

use book::Book;
use id::Id;
use op::{NATIONS, Op, Who};
use std::collections::BTreeMap;
use std::rc::Rc;

/// Lamports that every wallet and executor has at first.
pub const PURSE: u64 = 1_000 * crate::SOL;
/// Tokens of each nation's stake mint that every wallet has at first.
pub const TOKENS: u64 = 10_000;

/// What the chain should look like.
#[derive(Clone)]
pub struct Model {
    /// The time.
    pub now: i64,
    /// The slot.
    pub slot: u64,
    /// Slot of each program's deployment, in the order of [`crate::PROGRAMS`].
    pub slots: [u64; crate::PROGRAMS.len()],
    /// Nations. Shared until they change, since a model is copied for every attempt.
    pub nations: Vec<Option<Rc<membership::Nation>>>,
    /// Their governors.
    pub governors: Vec<Option<Rc<governor::Governor>>>,
    /// Their treasuries.
    pub treasuries: Vec<Option<Rc<treasury::Treasury>>>,
    /// Their land.
    pub lands: Vec<Option<Rc<land::Land>>>,
    /// Their courts.
    pub courts: Vec<Option<Rc<court::Court>>>,
    /// What is between them.
    pub diplomacy: Rc<diplomacy::Diplomacy>,
    /// Lamports of wallets and executors.
    pub purses: BTreeMap<Who, u64>,
    /// What lies elsewhere.
    pub money: Rc<money::Money>,
    /// Addresses.
    pub book: Rc<Book>,
    /// Rent of an empty account, and of each further byte.
    pub rent: (u64, u64),
}

impl Model {
    /// A world in which nothing was founded.
    pub fn new(
        now: i64,
        slot: u64,
        slots: [u64; crate::PROGRAMS.len()],
        rent: (u64, u64),
        book: Rc<Book>,
    ) -> Self {
        let wallets = (0..op::WALLETS).map(Who::Wallet).chain((0..NATIONS).map(Who::Executor));
        Self {
            now,
            slot,
            slots,
            nations: vec![None; NATIONS.into()],
            governors: vec![None; NATIONS.into()],
            treasuries: vec![None; NATIONS.into()],
            lands: vec![None; NATIONS.into()],
            courts: vec![None; NATIONS.into()],
            diplomacy: Rc::default(),
            purses: wallets.map(|who| (who, PURSE)).collect(),
            money: Rc::new(money::Money::new()),
            book,
            rent,
        }
    }

    /// Does an operation, or says why not and changes nothing.
    pub fn act(&mut self, op: &Op) -> Refusals {
        match op {
            Op::Pass { seconds } => {
                self.now += seconds;
                // Five slots in two seconds.
                self.slot += (seconds.unsigned_abs() * 5).div_ceil(2);
                Refusals::none()
            }
            Op::Slots { slots } => {
                self.slot += slots;
                Refusals::none()
            }
            Op::Upgrade { program } => {
                self.slots[usize::from(*program)] += 1;
                Refusals::none()
            }
            Op::Together { ops } => {
                let mut after = self.clone();
                for op in ops {
                    let no = after.act(op);
                    if no.refused() {
                        return no;
                    }
                }
                *self = after;
                Refusals::none()
            }
            Op::Age { nation, serial, stake } => self.age(*nation, *serial, *stake),
            Op::Crowd { nation, members, buckets } => self.crowd(*nation, *members, *buckets),
            Op::Transfer { from, coin, to, amount } => self.transfer(*from, *coin, *to, *amount),
            Op::Litter { from, to, amount } => self.litter(*from, *to, *amount),
            Op::OpenHolding { till } => self.open_holding(*till),
            // Whatever else is wrong with it, it must fail; unless nothing is.
            Op::Astray { op: inner, .. } => {
                let book = Rc::clone(&self.book);
                let harmless = book.instructions(self, op) == book.instructions(self, inner);
                if harmless { self.act(inner) } else { Refusals::certain() }
            }
            Op::Treasury(op) => self.treasury_op(op),
            Op::Land(op) => self.land_op(op),
            Op::Court(op) => self.court_op(op),
            Op::Diplomacy(op) => self.diplomacy_op(op),
            Op::Found { .. }
            | Op::SetAdmission { .. }
            | Op::AmendCharter { .. }
            | Op::ProposeAuthority { .. }
            | Op::AcceptAuthority { .. }
            | Op::EndFounding { .. }
            | Op::SetCourt { .. }
            | Op::SetTreasury { .. }
            | Op::Join { .. }
            | Op::Apply { .. }
            | Op::Withdraw { .. }
            | Op::Vouch { .. }
            | Op::Admit { .. }
            | Op::SignCharter { .. }
            | Op::ExtendTerm { .. }
            | Op::SetDelegate { .. }
            | Op::SetTier { .. }
            | Op::Suspend { .. }
            | Op::Reinstate { .. }
            | Op::Revoke { .. }
            | Op::Renounce { .. }
            | Op::Reissue { .. }
            | Op::VetoReissue { .. }
            | Op::CompleteReissue { .. }
            | Op::IssuePassport { .. }
            | Op::BurnPassport { .. }
            | Op::CloseCitizen { .. }
            | Op::Appoint { .. }
            | Op::Resign { .. } => self.membership(op),
            _ => self.governor(op),
        }
    }

    /// Rent of an account of this length.
    pub fn rent_of(&self, len: usize) -> u64 {
        self.rent.0 + self.rent.1 * len as u64
    }

    fn spend(&mut self, who: Who, lamports: u64) {
        if let Some(purse) = self.purses.get_mut(&who) {
            *purse -= lamports;
        }
    }

    fn receive(&mut self, who: Who, lamports: u64) {
        match who {
            Who::Treasury(n) => self.gain(Id::Treasury(n), lamports),
            Who::Vault(n) => self.gain(Id::Vault(n), lamports),
            Who::Court(n) => self.gain(Id::Court(n), lamports),
            Who::Nobody | Who::Payer | Who::Wallet(_) | Who::Executor(_) => {
                if let Some(purse) = self.purses.get_mut(&who) {
                    *purse += lamports;
                }
            }
        }
    }

    fn pay_rent(&mut self, who: Who, len: usize) {
        self.spend(who, self.rent_of(len));
    }

    fn refund_rent(&mut self, who: Who, len: usize) {
        self.receive(who, self.rent_of(len));
    }
}
