//! What is promised: budgets, and streams of pay.

use super::{Holder, TreasuryOp};
use crate::model::id::Id;
use crate::model::money::SOL;
use crate::model::op::{Badge, Nth, Place, Till, Who};
use crate::model::{Model, Refusals};
use client::treasury::accounts as layout;

const DAY: i64 = 86_400;
/// Pauses of a stream last no longer together.
const MAX_PAUSE: i64 = 60 * DAY;
/// A stream begins and ends no further away.
const MAX_STREAM: i64 = 3_650 * DAY;

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

impl Model {
    /// A budget that exists.
    pub fn budget(&self, at: Nth) -> Option<&Budget> {
        self.treasury(at.nation)?.budgets.get(&at.id)
    }

    /// A stream that exists.
    pub fn stream(&self, at: Nth) -> Option<&Stream> {
        self.treasury(at.nation)?.streams.get(&at.id)
    }

    /// Does an operation on a budget or a stream.
    #[allow(clippy::too_many_lines)]
    pub(super) fn promise_op(&mut self, op: &TreasuryOp) -> Refusals {
        let now = self.now;
        match *op {
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
            _ => unreachable!("not an operation on a promise: {op:?}"),
        }
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

    /// Changes a stream unless that is refused.
    fn carry(&mut self, at: Nth, no: Refusals, change: impl FnOnce(&mut Stream)) -> Refusals {
        self.keep(at.nation, no, |t| {
            if let Some(s) = t.streams.get_mut(&at.id) {
                change(s);
            }
        })
    }
}
