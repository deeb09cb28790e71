//! The breaker, twice: as it is specified, by slots, and the promise it makes, by all that ever happened.

use std::collections::BTreeMap;
use std::collections::VecDeque;

/// At this limit it is off.
pub const OFF: u16 = 10_000;
/// A looser rule waits no shorter.
const LEAST_WAIT: u32 = 30 * 86_400;
/// Slots that are remembered: seven of a window and the present one.
const SLOTS: i64 = 8;
/// Parts of a window.
const PARTS: i64 = 7;

/// A breaker.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub struct Breaker {
    pub limit: u16,
    pub window: u32,
    /// Limit, window and time of the rule that waits.
    pub next: Option<(u16, u32, i64)>,
    /// The slot last looked at.
    pub slot: i64,
    /// What came in and what left, by slot.
    pub flows: BTreeMap<i64, (u128, u128)>,
    /// What happened under the present rule: when, the balance before, and what left (or came in, if less than
    /// nothing).
    events: VecDeque<(i64, u128, i128)>,
}

impl Breaker {
    /// A breaker that is off, looking at a day.
    pub fn new(now: i64) -> Self {
        let window = 86_400;
        Self {
            limit: OFF,
            window,
            next: None,
            slot: slot(now, window),
            flows: BTreeMap::new(),
            events: VecDeque::new(),
        }
    }

    /// Forgets slots that are too old, and lets the rule that waits take effect.
    fn come_to(&mut self, now: i64) {
        if let Some((limit, window, from)) = self.next
            && now >= from
        {
            self.apply(limit, window, now);
        }
        self.slot = self.slot.max(slot(now, self.window));
        let first = self.slot - SLOTS + 1;
        self.flows.retain(|at, _| *at >= first);
    }

    /// Sets the rule. All that is remembered counts as having happened just now.
    fn apply(&mut self, limit: u16, window: u32, now: i64) {
        self.next = None;
        self.slot = self.slot.max(slot(now, self.window));
        let first = self.slot - SLOTS + 1;
        let (mut inflow, mut outflow) = (0, 0);
        for (at, (came, left)) in &self.flows {
            if *at >= first {
                inflow += came;
                outflow += left;
            }
        }
        (self.limit, self.window, self.slot) = (limit, window, slot(now, window));
        self.flows = BTreeMap::from([(self.slot, (inflow, outflow))]);
        self.events.clear();
    }

    /// Asks for a rule. Looser ones wait.
    pub fn ask(&mut self, limit: u16, window: u32, now: i64) {
        if self.next.is_some_and(|(.., from)| now >= from) {
            let (limit, window, _) = self.next.unwrap_or_default();
            self.apply(limit, window, now);
        }
        if self.limit == OFF || (limit <= self.limit && window >= self.window) {
            self.apply(limit, window, now);
        } else {
            self.next = Some((limit, window, now + i64::from(self.window.max(LEAST_WAIT))));
        }
    }

    /// Money comes in.
    pub fn income(&mut self, balance: u128, amount: u128, now: i64) {
        self.come_to(now);
        self.flows.entry(self.slot).or_default().0 += amount;
        self.events.push_back((now, balance, -(amount as i128)));
    }

    /// What of a balance may leave now, if that is limited.
    pub fn allowance(&self, balance: u128, now: i64) -> Option<u128> {
        let mut then = self.clone();
        then.come_to(now);
        if then.limit == OFF {
            return None;
        }
        let (mut inflow, mut outflow) = (0, 0);
        for (came, left) in then.flows.values() {
            inflow += came;
            outflow += left;
        }
        let base = (balance + outflow).saturating_sub(inflow);
        Some((base * u128::from(then.limit) / 10_000).saturating_sub(outflow))
    }

    /// Money leaves.
    ///
    /// # Panics
    /// When more has left in some window than may.
    pub fn outflow(&mut self, balance: u128, amount: u128, now: i64) {
        self.come_to(now);
        self.flows.entry(self.slot).or_default().1 += amount;
        self.events.push_back((now, balance, amount as i128));
        self.check(now);
    }

    /// The promise: in no window, wherever it begins, leaves more than the share of the balance at its beginning.
    fn check(&mut self, now: i64) {
        let begin = now - i64::from(self.window);
        while self.events.front().is_some_and(|(at, ..)| *at <= begin) {
            self.events.pop_front();
        }
        if self.limit == OFF {
            return;
        }
        let mut left = 0;
        for (at, balance, amount) in self.events.iter().rev() {
            left += (*amount).max(0) as u128;
            assert!(
                left * 10_000 <= balance * u128::from(self.limit),
                "the breaker let {left} of {balance} leave from {at} to {now}"
            );
        }
    }
}

fn slot(now: i64, window: u32) -> i64 {
    let mut length = i64::from(window) / PARTS;
    if i64::from(window) % PARTS != 0 {
        length += 1;
    }
    now.div_euclid(length.max(1))
}
