//! The circuit breaker: at most so many basis points of the balance leave in any window, whoever signs.
//!
//! Amounts are in the token's smallest unit, times are Unix seconds, the window is in seconds.
//!
//! Time is cut into slots of a [`PARTS`]th of the window, rounded up. A ring keeps what came in and what
//! left in the present slot and the [`PARTS`] before it, which together cover every window that ends now,
//! and up to a slot more. The *base* is the balance at the beginning of that stretch, reckoned back from
//! the present one: what left is added, what came in is taken off. So money that has just come in raises
//! nothing until the window has passed, and deposit and withdrawal cannot pump the limit; and for any
//! window at all, what leaves in it is at most the share of the balance at its beginning. (For a window
//! that begins inside the stretch, `x` of the base having left by then: `f·base − x ≤ f·(base − x)`, as
//! `f ≤ 1`.)
//!
//! Income is found by comparing balances, so it counts from when it is first seen: never too early.
//! Whatever left without being allowed here counts as having left. Every rounding and every saturation is
//! towards allowing less.

use crate::math::{BPS, mul_div_down};

/// Slots in a window.
pub const PARTS: usize = SLOTS - 1;

/// Slots in the ring: those of a window and the present one.
pub const SLOTS: usize = 8;

/// Why a payment is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BreakerError {
    /// No share, more than the whole, or a window of no length.
    RuleUnsound,
    /// More than the balance.
    AmountOverBalance,
    /// More than may leave in this window.
    AmountOverLimit,
}

/// What came in and what left in one slot.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flow {
    /// Came in.
    pub inflow: u64,
    /// Left.
    pub outflow: u64,
}

/// A breaker as it is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Breaker {
    /// Share of the base that may leave in a window, in basis points.
    pub limit_bps: u16,
    /// The window, in seconds.
    pub window: u32,
    /// The present slot: time divided by the slot's length.
    pub slot: i64,
    /// The balance when last seen.
    pub balance: u64,
    /// The flow of slot `k` is `flows[k mod SLOTS]`, for the present slot and the [`PARTS`] before it.
    pub flows: [Flow; SLOTS],
}

/// Whether a breaker may have this rule: from 1 to 10,000 basis points, a window of at least a second.
#[inline]
pub const fn rule_is_sound(limit_bps: u16, window: u32) -> bool {
    limit_bps > 0 && limit_bps as u64 <= BPS && window > 0
}

/// The slot of `now`. The division is unsigned because the older SBF instruction sets have no signed one.
#[inline]
const fn slot_at(now: i64, window: u32) -> i64 {
    let length = (window as u64).div_ceil(PARTS as u64);
    let length = if length == 0 { 1 } else { length };
    if now >= 0 { (now as u64 / length) as i64 } else { -1 - (!now as u64 / length) as i64 }
}

/// `slot mod SLOTS`. The cast keeps the residue, since [`SLOTS`] divides 2^64.
#[inline]
const fn place(slot: i64) -> usize {
    (slot as u64 % SLOTS as u64) as usize
}

impl Breaker {
    /// A breaker that begins at `now` with this balance as its base.
    ///
    /// # Errors
    /// [`BreakerError::RuleUnsound`].
    pub const fn new(limit_bps: u16, window: u32, balance: u64, now: i64) -> Result<Self, BreakerError> {
        if !rule_is_sound(limit_bps, window) {
            return Err(BreakerError::RuleUnsound);
        }
        let flows = [Flow { inflow: 0, outflow: 0 }; SLOTS];
        Ok(Self { limit_bps, window, slot: slot_at(now, window), balance, flows })
    }

    /// The breaker under another rule from `now` on. All that it remembers counts as having happened now,
    /// so that a change of rule forgets nothing.
    ///
    /// # Errors
    /// [`BreakerError::RuleUnsound`].
    pub fn with_rule(
        &self,
        limit_bps: u16,
        window: u32,
        balance: u64,
        now: i64,
    ) -> Result<Self, BreakerError> {
        let mut after = Self::new(limit_bps, window, balance, now)?;
        after.flows[place(after.slot)] = self.observe(balance, now).flow();
        Ok(after)
    }

    /// All that the ring remembers. Saturates.
    fn flow(&self) -> Flow {
        self.flows.iter().fold(Flow::default(), |sum, flow| Flow {
            inflow: sum.inflow.saturating_add(flow.inflow),
            outflow: sum.outflow.saturating_add(flow.outflow),
        })
    }

    /// The breaker brought to `now` and to the balance of now; to be called whenever money comes in, so that
    /// it begins to count. Time that runs backwards is the present slot.
    #[must_use]
    pub fn observe(&self, balance: u64, now: i64) -> Self {
        let mut after = *self;
        let slot = slot_at(now, self.window);
        if slot > self.slot {
            if slot.abs_diff(self.slot) >= SLOTS as u64 {
                after.flows = [Flow::default(); SLOTS];
            } else {
                for passed in self.slot..slot {
                    after.flows[place(passed.wrapping_add(1))] = Flow::default();
                }
            }
            after.slot = slot;
        }
        let flow = &mut after.flows[place(after.slot)];
        flow.inflow = flow.inflow.saturating_add(balance.saturating_sub(self.balance));
        flow.outflow = flow.outflow.saturating_add(self.balance.saturating_sub(balance));
        after.balance = balance;
        after
    }

    /// What may leave at `now` of this balance.
    pub fn allowance(&self, balance: u64, now: i64) -> u64 {
        let Flow { inflow, outflow } = self.observe(balance, now).flow();
        let base = balance.saturating_add(outflow).saturating_sub(inflow);
        // Unsound shares are none at all.
        let share = if rule_is_sound(self.limit_bps, self.window) { self.limit_bps as u64 } else { 0 };
        mul_div_down(base, share, BPS).unwrap_or(0).saturating_sub(outflow).min(balance)
    }

    /// The breaker after `amount` of the balance left at `now`.
    ///
    /// # Errors
    /// [`BreakerError::AmountOverBalance`], [`BreakerError::AmountOverLimit`].
    pub fn allow(&self, balance: u64, amount: u64, now: i64) -> Result<Self, BreakerError> {
        let left = balance.checked_sub(amount).ok_or(BreakerError::AmountOverBalance)?;
        if amount > self.allowance(balance, now) {
            return Err(BreakerError::AmountOverLimit);
        }
        // Two steps, so that income and payment of the same moment are both remembered.
        Ok(self.observe(balance, now).observe(left, now))
    }
}
