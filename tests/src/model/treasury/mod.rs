//! What the treasury program should do: ledgers with their breaker, dues, budgets, streams.

pub mod book;
pub mod breaker;
pub mod compare;
pub mod generate;
#[allow(missing_docs)]
pub mod op;

pub use op::{Holder, TreasuryOp};

use super::book::Id;
use super::money::{HOLDING_LEN, REFUSED, SOL};
use super::op::{Badge, NATIONS, Nth, Place, Ref, Till, Who};
use super::{Model, Refusals};
use breaker::Breaker;
use client::treasury::accounts as layout;
use std::collections::BTreeMap;
use std::rc::Rc;

const DAY: i64 = 86_400;
/// Pauses of a stream last no longer together.
const MAX_PAUSE: i64 = 60 * DAY;
/// A stream begins and ends no further away.
const MAX_STREAM: i64 = 3_650 * DAY;
/// The longest window of a breaker.
const MAX_WINDOW: u32 = 90 * 86_400;
/// Kinds of income.
pub const DUES: u8 = 0;
/// Rent.
pub const RENT: u8 = 1;
/// Donation.
pub const DONATION: u8 = 2;
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

/// A budget.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub struct Budget {
    pub coin: u8,
    pub kind: u8,
    pub holder: Holder,
    pub to: Option<Place>,
    pub rent_payer: Who,
    pub per_period: u64,
    pub period: u32,
    pub from: i64,
    pub until: i64,
    pub spent: u64,
    pub spent_in: u64,
    pub set_aside: u64,
    /// The founder granted it.
    pub founding: bool,
}

/// A stream.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub struct Stream {
    pub coin: u8,
    pub payee: Who,
    pub rent_payer: Who,
    pub total: u64,
    pub withdrawn: u64,
    pub start: i64,
    pub cliff: i64,
    pub end: i64,
    pub paused: Option<i64>,
    pub paused_total: i64,
    pub cancelled: bool,
}

impl Ledger {
    /// What came in and has not left.
    pub fn balance(&self) -> u128 {
        self.income.iter().map(|kind| u128::from(*kind)).sum::<u128>() - u128::from(self.outflow)
    }
}

impl Budget {
    /// The period of a time, and what may be spent in it yet; nothing outside of the budget's time.
    pub fn available(&self, now: i64) -> Option<(u64, u64)> {
        if now < self.from || now >= self.until {
            return None;
        }
        let (length, mut begin, mut period) = (i64::from(self.period), self.from, 0);
        let passed = (now - begin) / length;
        begin += passed * length;
        period += passed as u64;
        // Only a last period can be shorter.
        let seconds = length.min(self.until - begin);
        let allowed = u128::from(self.per_period) * seconds as u128 / length as u128;
        let spent = if self.spent_in == period { self.spent } else { 0 };
        Some((period, (allowed as u64).saturating_sub(spent)))
    }
}

impl Stream {
    /// When the present pause ends by itself.
    pub fn lapses_at(&self) -> Option<i64> {
        self.paused.map(|since| since + MAX_PAUSE - self.paused_total)
    }

    /// Ends the present pause at a time.
    fn resume_at(&mut self, at: i64) {
        let Some(since) = self.paused.take() else { return };
        let stood_still = (at - since.max(self.start)).max(0);
        for time in [&mut self.start, &mut self.cliff, &mut self.end] {
            *time += stood_still;
        }
        self.paused_total += at - since;
    }

    /// The stream as it is now, when a pause has ended by itself.
    #[must_use]
    pub fn at(&self, now: i64) -> Self {
        let mut stream = self.clone();
        if let Some(at) = self.lapses_at().filter(|at| *at <= now) {
            stream.resume_at(at);
        }
        stream
    }

    /// What is earned.
    pub fn earned(&self, now: i64) -> u64 {
        let at = self.paused.map_or(now, |since| since.min(now));
        if at < self.cliff {
            0
        } else if at >= self.end {
            self.total
        } else {
            let (passed, whole) = ((at - self.start) as u128, (self.end - self.start) as u128);
            (u128::from(self.total) * passed / whole) as u64
        }
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

    fn treasury_mut(&mut self, nation: u8) -> Option<&mut Treasury> {
        self.treasuries.get_mut(usize::from(nation))?.as_mut().map(Rc::make_mut)
    }

    /// A ledger that exists.
    pub fn ledger(&self, till: Till) -> Option<&Ledger> {
        self.treasury(till.nation)?.ledgers.get(&till.coin)
    }

    /// A budget that exists.
    pub fn budget(&self, at: Nth) -> Option<&Budget> {
        self.treasury(at.nation)?.budgets.get(&at.id)
    }

    /// A stream that exists.
    pub fn stream(&self, at: Nth) -> Option<&Stream> {
        self.treasury(at.nation)?.streams.get(&at.id)
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
    fn outgo(&self, till: Till, to: Place, amount: u64, promised: u64) -> Refusals {
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
    fn pay_out(&mut self, till: Till, to: Place, amount: u64) {
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
    fn acts(&self, nation: u8, by: Who, till: Till) -> Refusals {
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
            TreasuryOp::CreateBudget {
                nation,
                by,
                payer,
                till,
                kind,
                holder,
                to,
                per_period,
                period,
                from,
                until,
                set_aside,
            } => {
                let mut no = self.acts(nation, by, till);
                let free = self.treasury(till.nation).map_or(0, |t| t.free(till.coin));
                let right = match (kind, holder) {
                    (0, Holder::Who(who)) => who != Who::Nobody,
                    (0, Holder::Office(..)) => true,
                    (1, Holder::Office(n, title)) => {
                        n == nation && self.nation(n).is_some_and(|n| n.offices.contains_key(&title))
                    }
                    (2, Holder::Who(who)) => who == Who::Nobody,
                    _ => false,
                };
                // The treasury's account is written: it cannot be named once more.
                no.any_when(till.coin == SOL && to == Some(Place::Treasury(till.nation)))
                    .when(!right, "HolderInvalid")
                    .when(to == Some(Place::Vault(till.nation)), "DestinationIsVault")
                    .when(per_period == 0 || period == 0 || from >= until || until <= now, "BudgetUnsound")
                    .when(u128::from(set_aside) > free, "AmountOverFree");
                if !no.refused() {
                    let id = self.treasury(till.nation).map_or(0, |t| t.next_budget);
                    self.create(Id::Budget(Nth { nation: till.nation, id }), layout::Budget::LEN, payer);
                }
                let founding = self.nation(nation).is_some_and(|n| n.authority == n.founder);
                self.keep(till.nation, no, |t| {
                    let budget = Budget {
                        coin: till.coin,
                        kind,
                        holder,
                        to,
                        rent_payer: payer,
                        per_period,
                        period,
                        from,
                        until,
                        spent: 0,
                        spent_in: 0,
                        set_aside,
                        founding,
                    };
                    t.budgets.insert(t.next_budget, budget);
                    t.next_budget += 1;
                })
            }
            TreasuryOp::Spend { nation, by, till, budget, badge, to, amount } => {
                let Some(b) = self.budget(budget) else { return Refusals::certain() };
                let mut no = self.may_spend(b, nation, by, badge);
                no.when(b.kind > 1, "WrongHolderKind");
                self.draw(nation, till, budget, to, amount, no)
            }
            TreasuryOp::Award { nation, by, till, budget, to, amount } => {
                let Some(b) = self.budget(budget) else { return Refusals::certain() };
                let mut no = self.judge(nation, by);
                no.when(b.kind != 2, "WrongHolderKind");
                self.draw(nation, till, budget, to, amount, no)
            }
            TreasuryOp::RevokeBudget { nation, by, till, budget, rent_to } => {
                let Some(b) = self.budget(budget) else { return Refusals::certain() };
                let mut no = Refusals::none();
                no.any_when(self.ledger(till).is_none() || self.nation(nation).is_none())
                    .when(nation != till.nation, "WrongNation")
                    .when((budget.nation, b.coin) != (till.nation, till.coin), "WrongLedger")
                    .when(rent_to != b.rent_payer, "WrongRentPayer");
                if now < b.until && !self.lapsed(nation, b) {
                    no.join(self.authority(nation, by));
                }
                if !no.refused() {
                    self.close(Id::Budget(budget), rent_to);
                }
                self.keep(budget.nation, no, |t| {
                    let _ = t.budgets.remove(&budget.id);
                })
            }
            TreasuryOp::CreateStream { nation, by, payer, till, payee, total, start, cliff, end } => {
                let mut no = self.acts(nation, by, till);
                let free = self.treasury(till.nation).map_or(0, |t| t.free(till.coin));
                let near = start >= now - MAX_STREAM && end <= now + MAX_STREAM;
                no.when(payee == Who::Nobody, "PayeeInvalid")
                    .when(
                        total == 0 || start >= end || cliff < start || cliff > end || !near,
                        "StreamUnsound",
                    )
                    .when(u128::from(total) > free, "AmountOverFree");
                if !no.refused() {
                    let id = self.treasury(till.nation).map_or(0, |t| t.next_stream);
                    self.create(Id::Stream(Nth { nation: till.nation, id }), layout::Stream::LEN, payer);
                }
                self.keep(till.nation, no, |t| {
                    let stream = Stream {
                        coin: till.coin,
                        payee,
                        rent_payer: payer,
                        total,
                        withdrawn: 0,
                        start,
                        cliff,
                        end,
                        paused: None,
                        paused_total: 0,
                        cancelled: false,
                    };
                    t.streams.insert(t.next_stream, stream);
                    t.next_stream += 1;
                })
            }
            TreasuryOp::WithdrawStream { by, till, stream, to, amount } => {
                let Some(s) = self.stream(stream).map(|s| s.at(now)) else { return Refusals::certain() };
                let mut no = self.outgo(till, to, amount, amount.min(s.total - s.withdrawn));
                let due = s.earned(now).saturating_sub(s.withdrawn);
                no.when(by != s.payee, "NotPayee")
                    .when((stream.nation, s.coin) != (till.nation, till.coin), "WrongLedger")
                    .when(amount > due, "AmountUnearned");
                if !no.refused() {
                    self.pay_out(till, to, amount);
                }
                self.carry(stream, no, |old| *old = Stream { withdrawn: s.withdrawn + amount, ..s })
            }
            TreasuryOp::CancelStream { nation, by, till, stream } => {
                let Some(s) = self.stream(stream).map(|s| s.at(now)) else { return Refusals::certain() };
                let mut no = self.acts(nation, by, till);
                let earned = s.earned(now).max(s.withdrawn);
                no.when((stream.nation, s.coin) != (till.nation, till.coin), "WrongLedger")
                    .when(s.cancelled || earned == s.total, "AllEarned");
                self.carry(stream, no, |old| {
                    let start = s.start.min(now);
                    *old = Stream {
                        total: earned,
                        start,
                        cliff: now,
                        end: now,
                        paused: None,
                        cancelled: true,
                        ..s
                    };
                })
            }
            TreasuryOp::PauseStream { nation, by, stream } => {
                let Some(s) = self.stream(stream).map(|s| s.at(now)) else { return Refusals::certain() };
                let mut no = self.judge(nation, by);
                no.when(nation != stream.nation, "WrongNation")
                    .when(s.paused.is_some(), "AlreadyPaused")
                    .when(now >= s.end, "AllEarned")
                    .when(s.paused_total >= MAX_PAUSE, "PauseUsedUp");
                self.carry(stream, no, |old| *old = Stream { paused: Some(now), ..s })
            }
            TreasuryOp::ResumeStream { nation, by, stream } => {
                let Some(s) = self.stream(stream) else { return Refusals::certain() };
                let mut no = Refusals::none();
                no.any_when(self.nation(nation).is_none())
                    .when(nation != stream.nation, "WrongNation")
                    .when(s.paused.is_none(), "NotPaused");
                let lapsed = s.lapses_at().filter(|at| *at <= now);
                if lapsed.is_none() {
                    no.join(self.judge(nation, by));
                }
                self.carry(stream, no, |s| s.resume_at(lapsed.unwrap_or(now)))
            }
            TreasuryOp::CloseStream { stream, rent_to } => {
                let Some(s) = self.stream(stream) else { return Refusals::certain() };
                let mut no = Refusals::none();
                no.when(s.withdrawn < s.total, "StreamNotEmpty")
                    .when(rent_to != s.rent_payer, "WrongRentPayer");
                if !no.refused() {
                    self.close(Id::Stream(stream), rent_to);
                }
                self.keep(stream.nation, no, |t| {
                    let _ = t.streams.remove(&stream.id);
                })
            }
            TreasuryOp::Reconcile { till } => self.reconcile(till),
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
        // The money is not looked at when there is none.
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

    fn may_spend(&self, budget: &Budget, nation: u8, by: Who, badge: Badge) -> Refusals {
        let mut no = Refusals::none();
        let shown = |exists: bool, given: bool| given && !exists;
        no.any_when(shown(
            badge.office.is_some_and(|(n, t)| self.nation(n).is_some_and(|n| n.offices.contains_key(&t))),
            badge.office.is_some(),
        ))
        .any_when(shown(badge.citizen.is_some_and(|c| self.citizen(c).is_some()), badge.citizen.is_some()));
        if budget.kind == 0 {
            no.when(budget.holder != Holder::Who(by), "NotHolder");
        } else if budget.kind == 1 {
            let (Some(office), Some(citizen)) = (badge.office, badge.citizen) else {
                no.when(true, "OfficeMissing");
                return no;
            };
            no.when(budget.holder != Holder::Office(office.0, office.1), "NotHolder")
                .join(self.holds_office(nation, office, citizen, by));
        }
        no
    }

    /// A budget that the founder granted, whose time is over.
    fn lapsed(&self, nation: u8, budget: &Budget) -> bool {
        budget.founding && self.nation(nation).is_some_and(|n| n.authority != n.founder)
    }

    /// Pays from a budget whose holder was looked at.
    fn draw(
        &mut self,
        nation: u8,
        till: Till,
        at: Nth,
        to: Place,
        amount: u64,
        mut no: Refusals,
    ) -> Refusals {
        let Some(b) = self.budget(at) else { return Refusals::certain() };
        let promised = amount.min(b.set_aside);
        no.any_when(self.nation(nation).is_none())
            .when(nation != till.nation, "WrongNation")
            .when((at.nation, b.coin) != (till.nation, till.coin), "WrongLedger")
            .when(self.lapsed(nation, b), "GrantLapsed")
            .when(b.to.is_some_and(|only| only != to), "WrongDestination")
            .join(self.outgo(till, to, amount, promised));
        let Some((period, left)) = b.available(self.now) else {
            no.when(true, "BudgetNotOpen");
            return no;
        };
        no.when(amount > left, "AmountOverBudget");
        if no.refused() {
            return no;
        }
        if let Some(b) = self.treasury_mut(at.nation).and_then(|t| t.budgets.get_mut(&at.id)) {
            if b.spent_in != period {
                (b.spent_in, b.spent) = (period, 0);
            }
            b.spent += amount;
            b.set_aside -= promised;
        }
        self.pay_out(till, to, amount);
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
    fn keep(&mut self, nation: u8, no: Refusals, change: impl FnOnce(&mut Treasury)) -> Refusals {
        if !no.refused()
            && let Some(t) = self.treasury_mut(nation)
        {
            change(t);
        }
        no
    }

    /// Changes a stream unless that is refused.
    fn carry(&mut self, at: Nth, no: Refusals, change: impl FnOnce(&mut Stream)) -> Refusals {
        self.keep(at.nation, no, |t| {
            if let Some(s) = t.streams.get_mut(&at.id) {
                change(s);
            }
        })
    }

    /// All tills there could be.
    pub fn tills() -> impl Iterator<Item = Till> {
        (0..NATIONS).flat_map(|nation| (0..super::op::COINS).map(move |coin| Till { nation, coin }))
    }
}
