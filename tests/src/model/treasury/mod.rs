//! What the treasury program should do: ledgers with their breaker and dues here, budgets and streams in
//! [`promises`].

pub mod book;
pub mod breaker;
pub mod compare;
pub mod generate;
#[allow(missing_docs)]
pub mod op;
pub mod promises;

pub use op::{Holder, TreasuryOp};
pub use promises::{Budget, Stream};

use super::id::Id;
use super::money::{HOLDING_LEN, REFUSED, SOL};
use super::op::{NATIONS, Place, Ref, Till, Who};
use super::{Model, Refusals};
use breaker::Breaker;
use client::treasury::accounts as layout;
use std::collections::BTreeMap;
use std::rc::Rc;

/// The longest window of a breaker.
const MAX_WINDOW: u32 = 90 * 86_400;
/// Kinds of income.
pub const DUES: u8 = 0;
/// Rent.
pub const RENT: u8 = 1;
/// Donation.
pub const DONATION: u8 = 2;
/// Fines.
pub const FINE: u8 = 3;
/// Sale.
pub const SALE: u8 = 4;
/// Other income.
pub const OTHER: u8 = 5;

/// A treasury and all that belongs to it.
#[derive(Clone, Debug, Default)]
#[allow(missing_docs)]
pub struct Treasury {
    pub next_budget: u64,
    pub next_stream: u64,
    /// What the vault keeps for itself.
    pub reserve: u64,
    /// By kind of money.
    pub ledgers: BTreeMap<u8, Ledger>,
    pub budgets: BTreeMap<u64, Budget>,
    pub streams: BTreeMap<u64, Stream>,
}

/// The books of one kind of money.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub struct Ledger {
    pub income: [u64; 6],
    pub outflow: u64,
    pub breaker: Breaker,
}

impl Ledger {
    /// What came in and has not left.
    pub fn balance(&self) -> u128 {
        self.income.iter().map(|kind| u128::from(*kind)).sum::<u128>() - u128::from(self.outflow)
    }
}

impl Treasury {
    /// What is promised to streams of a kind of money.
    pub fn promised_streams(&self, coin: u8) -> u64 {
        self.streams.values().filter(|s| s.coin == coin).map(|s| s.total - s.withdrawn).sum()
    }

    /// What is set aside for budgets.
    pub fn promised_budgets(&self, coin: u8) -> u64 {
        self.budgets.values().filter(|b| b.coin == coin).map(|b| b.set_aside).sum()
    }

    /// What is promised to nobody.
    pub fn free(&self, coin: u8) -> u128 {
        let balance = self.ledgers.get(&coin).map_or(0, Ledger::balance);
        balance - u128::from(self.promised_streams(coin)) - u128::from(self.promised_budgets(coin))
    }
}

impl Model {
    /// A treasury that exists.
    pub fn treasury(&self, nation: u8) -> Option<&Treasury> {
        self.treasuries.get(usize::from(nation))?.as_deref()
    }

    pub(super) fn treasury_mut(&mut self, nation: u8) -> Option<&mut Treasury> {
        self.treasuries.get_mut(usize::from(nation))?.as_mut().map(Rc::make_mut)
    }

    /// A ledger that exists.
    pub fn ledger(&self, till: Till) -> Option<&Ledger> {
        self.treasury(till.nation)?.ledgers.get(&till.coin)
    }

    /// The account in which a ledger's money lies.
    pub fn holding(&self, till: Till) -> Id {
        if till.coin == SOL { Id::Vault(till.nation) } else { Id::Till(till) }
    }

    /// Whether somebody acts for an office now, showing a citizenship.
    pub fn holds_office(&self, nation: u8, office: (u8, u8), citizen: Ref, by: Who) -> Refusals {
        let (Some(o), Some(c)) =
            (self.nation(office.0).and_then(|n| n.offices.get(&office.1)), self.citizen(citizen))
        else {
            return Refusals::certain();
        };
        let mut no = c.standing(self.now);
        no.when(office.0 != nation || citizen.nation != nation, "WrongNation")
            .when(by != Who::Wallet(citizen.wallet), "WrongWallet")
            .when(o.serial != Some(c.serial) || self.now >= o.ends_at, "NotHolder");
        no
    }

    /// Books income.
    pub fn book_income(&mut self, till: Till, kind: u8, amount: u64) {
        let now = self.now;
        let Some(ledger) = self.treasury_mut(till.nation).and_then(|t| t.ledgers.get_mut(&till.coin)) else {
            return;
        };
        ledger.breaker.income(ledger.balance(), amount.into(), now);
        ledger.income[usize::from(kind)] += amount;
    }

    /// Whether money can be paid into a ledger.
    pub fn payable(&self, from: Id, till: Till, amount: u64) -> Refusals {
        if self.ledger(till).is_none() {
            return Refusals::certain();
        }
        self.movable(till.coin, from, self.holding(till), amount)
    }

    /// Pays money into a ledger, which [`Self::payable`] allows.
    pub fn pay_in(&mut self, from: Id, till: Till, kind: u8, amount: u64) {
        let arrived = self.shift(till.coin, from, self.holding(till), amount);
        // Where no dues are asked a fee can take all that was sent.
        if arrived > 0 {
            self.book_income(till, kind, arrived);
        }
    }

    /// Whether a signer's money at a place may be taken in.
    pub fn source(&self, by: Who, from: Place, coin: u8) -> Refusals {
        let mut no = Refusals::none();
        let own = match by {
            Who::Wallet(w) => Some(Place::Wallet(w)),
            Who::Executor(n) => Some(Place::Executor(n)),
            _ => None,
        };
        // Another's SOL, and what is no holding of this money, have a name; that another's tokens cannot be moved
        // is for their program to say.
        no.any_when(own != Some(from) || self.spot(coin, from).is_none());
        no
    }

    /// Whether a ledger may pay `amount`, of which `promised` was promised for just this.
    pub(super) fn outgo(&self, till: Till, to: Place, amount: u64, promised: u64) -> Refusals {
        let (Some(t), Some(ledger)) = (self.treasury(till.nation), self.ledger(till)) else {
            return Refusals::certain();
        };
        let Some(spot) = self.spot(till.coin, to) else { return Refusals::certain() };
        let mut no = Refusals::none();
        let free = t.free(till.coin) + u128::from(promised);
        let balance = ledger.balance();
        no.when(amount == 0, "AmountZero")
            .when(u128::from(amount) > free, "AmountOverFree")
            .when(
                [Place::Vault(till.nation), Place::Treasury(till.nation)].contains(&to),
                "DestinationIsVault",
            )
            .when(
                ledger.breaker.allowance(balance, self.now).is_some_and(|most| u128::from(amount) > most),
                "BreakerTripped",
            );
        if u128::from(amount) <= balance {
            let movable = self.movable(till.coin, self.holding(till), spot, amount);
            assert!(
                !self.movable(till.coin, self.holding(till), self.holding(till), amount).refused(),
                "{till:?} has less than is booked"
            );
            no.join(movable);
        }
        no
    }

    /// Pays from a ledger, which [`Self::outgo`] allows.
    pub(super) fn pay_out(&mut self, till: Till, to: Place, amount: u64) {
        let now = self.now;
        if let Some(ledger) = self.treasury_mut(till.nation).and_then(|t| t.ledgers.get_mut(&till.coin)) {
            ledger.breaker.outflow(ledger.balance(), amount.into(), now);
            ledger.outflow += amount;
        }
        if let Some(spot) = self.spot(till.coin, to) {
            self.shift(till.coin, self.holding(till), spot, amount);
        }
    }

    /// Who acts for a nation on a ledger.
    pub(super) fn acts(&self, nation: u8, by: Who, till: Till) -> Refusals {
        let mut no = self.authority(nation, by);
        no.any_when(self.ledger(till).is_none()).when(nation != till.nation, "WrongNation");
        no
    }

    /// Does an operation of this program.
    #[allow(clippy::too_many_lines)]
    pub(super) fn treasury_op(&mut self, op: &TreasuryOp) -> Refusals {
        let now = self.now;
        match *op {
            TreasuryOp::CreateTreasury { nation, by, payer } => {
                let mut no = self.authority(nation, by);
                no.any_when(self.treasury(nation).is_some());
                if !no.refused() {
                    self.create(Id::Treasury(nation), layout::Treasury::LEN, payer);
                    self.create(Id::Vault(nation), 0, payer);
                    let treasury = Treasury { reserve: self.rent_of(0), ..Treasury::default() };
                    self.treasuries[usize::from(nation)] = Some(Rc::new(treasury));
                }
                no
            }
            TreasuryOp::OpenLedger { nation, by, payer, till } => {
                let mut no = self.authority(nation, by);
                no.any_when(self.treasury(till.nation).is_none() || self.ledger(till).is_some())
                    .when(nation != till.nation, "WrongNation")
                    .when(till.coin == REFUSED, "MintRefused");
                if !no.refused() {
                    self.create(Id::Ledger(till), layout::Ledger::LEN, payer);
                    if till.coin != SOL && !self.money.tokens.contains_key(&Id::Till(till)) {
                        let len = HOLDING_LEN[usize::from(till.coin)];
                        self.create_tokens(Id::Till(till), till.coin, len, payer);
                    }
                }
                self.keep(till.nation, no, |t| {
                    let ledger = Ledger { income: [0; 6], outflow: 0, breaker: Breaker::new(now) };
                    t.ledgers.insert(till.coin, ledger);
                })
            }
            TreasuryOp::Deposit { by, from, till, kind, amount } => {
                let Some(spot) = self.spot(till.coin, from) else { return Refusals::certain() };
                let mut no = self.source(by, from, till.coin);
                no.when(kind == DUES, "KindReserved")
                    .when(kind > OTHER, "KindUnknown")
                    .when(amount == 0, "AmountZero")
                    .when(amount > 0 && amount == super::money::fee(till.coin, amount), "NothingArrived")
                    .join(self.payable(spot, till, amount));
                if !no.refused() {
                    self.pay_in(spot, till, kind, amount);
                }
                no
            }
            TreasuryOp::PayDues { by, from, nation, citizen, till, terms, amount } => {
                self.pay_dues(by, from, nation, citizen, till, terms, amount)
            }
            TreasuryOp::Pay { nation, by, till, to, amount } => {
                let mut no = self.acts(nation, by, till);
                no.join(self.outgo(till, to, amount, 0));
                if !no.refused() {
                    self.pay_out(till, to, amount);
                }
                no
            }
            TreasuryOp::SetBreaker { nation, by, till, limit, window } => {
                let mut no = self.acts(nation, by, till);
                let sound = (1..=10_000).contains(&limit) && (1..=MAX_WINDOW).contains(&window);
                no.when(!sound, "BreakerUnsound");
                self.keep(till.nation, no, |t| {
                    if let Some(ledger) = t.ledgers.get_mut(&till.coin) {
                        ledger.breaker.ask(limit, window, now);
                    }
                })
            }
            TreasuryOp::Reconcile { till } => self.reconcile(till),
            _ => self.promise_op(op),
        }
    }

    #[allow(clippy::too_many_arguments)]
    fn pay_dues(
        &mut self,
        by: Who,
        from: Place,
        nation: u8,
        citizen: Ref,
        till: Till,
        terms: u8,
        amount: u64,
    ) -> Refusals {
        let (Some(n), Some(c), true, Some(spot)) = (
            self.nation(nation),
            self.citizen(citizen),
            self.ledger(till).is_some(),
            self.spot(till.coin, from),
        ) else {
            return Refusals::certain();
        };
        let mut no = Refusals::none();
        let price = n.dues.checked_mul(terms.into());
        let arrives = amount - super::money::fee(till.coin, amount);
        no.when(nation != till.nation, "WrongNation")
            .when(n.dues_coin != till.coin, "WrongMint")
            .when(price.is_none(), "ArithmeticOverflow")
            .when(price.is_some_and(|price| price != arrives), "DuesMismatch");
        // The money is not looked at when there is none, but for an account named twice.
        no.any_when(spot == self.holding(till));
        if amount > 0 {
            no.join(self.source(by, from, till.coin));
            no.join(self.payable(spot, till, amount));
        }
        let worth = c.expires_at.max(self.now) + n.term * i64::from(terms);
        let mut after = self.clone();
        no.join(after.extend_term(nation, Who::Treasury(till.nation), citizen, terms));
        no.when(after.citizen(citizen).is_some_and(|c| c.expires_at < worth), "TermCapped");
        if !no.refused() {
            *self = after;
            if amount > 0 {
                self.pay_in(spot, till, DUES, amount);
            }
        }
        no
    }

    fn reconcile(&mut self, till: Till) -> Refusals {
        let (Some(t), Some(ledger)) = (self.treasury(till.nation), self.ledger(till)) else {
            return Refusals::certain();
        };
        let mut no = Refusals::none();
        let (mut real, mut booked) = (self.balance(till.coin, self.holding(till)), ledger.balance() as u64);
        let own = self.rent_of(layout::Treasury::LEN);
        let surplus = self.lamports(Id::Treasury(till.nation)) - own;
        if till.coin == SOL {
            real = real.map(|real| real + surplus);
            booked += t.reserve;
        }
        let amount = real.unwrap_or_default() - booked;
        no.when(amount == 0, "NothingToReconcile");
        if !no.refused() {
            if till.coin == SOL {
                self.shift(SOL, Id::Treasury(till.nation), Id::Vault(till.nation), surplus);
            }
            self.book_income(till, OTHER, amount);
        }
        no
    }

    /// Changes a treasury unless that is refused.
    pub(super) fn keep(&mut self, nation: u8, no: Refusals, change: impl FnOnce(&mut Treasury)) -> Refusals {
        if !no.refused()
            && let Some(t) = self.treasury_mut(nation)
        {
            change(t);
        }
        no
    }

    /// All tills there could be.
    pub fn tills() -> impl Iterator<Item = Till> {
        (0..NATIONS).flat_map(|nation| (0..super::op::COINS).map(move |coin| Till { nation, coin }))
    }
}
