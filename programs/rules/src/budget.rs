//! A budget: an amount that may be spent in each period between two dates.
//!
//! Amounts are in the token's smallest unit, points in time are Unix seconds, the period is in seconds.
//! Periods are counted from `from`. What is not spent in a period does not carry over. A last period that
//! `until` cuts short allows its share of the amount, rounded down, so no budget ever pays more than
//! `per_period × (until − from) ÷ period` in all.

use crate::math::mul_div_down;

/// Why spending is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BudgetError {
    /// The time is not within `[from, until)`.
    NotOpen,
    /// More than is left in this period.
    AmountOverBudget,
}

/// A budget as it is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Budget {
    /// What may be spent in a whole period.
    pub per_period: u64,
    /// Length of a period, in seconds.
    pub period: u32,
    /// First second of the first period.
    pub from: i64,
    /// First second after the last period.
    pub until: i64,
    /// What was spent in period `spent_in`.
    pub spent: u64,
    /// The period that was last spent in, counted from 0.
    pub spent_in: u64,
}

impl Budget {
    /// Whether a budget may be created so: it allows something, in periods of at least a second, for at
    /// least a second.
    #[inline]
    pub const fn is_sound(&self) -> bool {
        self.per_period > 0 && self.period > 0 && self.from < self.until
    }

    /// The period of `now`, counted from 0. `None` outside `[from, until)` or without a period's length.
    #[inline]
    pub const fn period_at(&self, now: i64) -> Option<u64> {
        if now < self.from || now >= self.until {
            return None;
        }
        now.abs_diff(self.from).checked_div(self.period as u64)
    }

    /// What the whole of this period allows.
    const fn allowed_in(&self, index: u64) -> u64 {
        let (whole, period) = (self.until.abs_diff(self.from), self.period as u64);
        let seconds = whole.saturating_sub(index.saturating_mul(period));
        if seconds >= period {
            return self.per_period;
        }
        match mul_div_down(self.per_period, seconds, period) {
            Some(amount) => amount,
            None => 0,
        }
    }

    /// What may be spent at `now`. A clock that ran backwards into an earlier period opens nothing new.
    pub const fn available(&self, now: i64) -> u64 {
        let Some(index) = self.period_at(now) else {
            return 0;
        };
        let spent = if index > self.spent_in { 0 } else { self.spent };
        self.allowed_in(index).saturating_sub(spent)
    }

    /// The budget after `amount` was spent at `now`.
    ///
    /// # Errors
    /// [`BudgetError::NotOpen`], [`BudgetError::AmountOverBudget`].
    pub const fn spend(&self, now: i64, amount: u64) -> Result<Self, BudgetError> {
        let Some(index) = self.period_at(now) else {
            return Err(BudgetError::NotOpen);
        };
        if amount > self.available(now) {
            return Err(BudgetError::AmountOverBudget);
        }
        if index > self.spent_in {
            return Ok(Self { spent: amount, spent_in: index, ..*self });
        }
        Ok(Self { spent: self.spent.saturating_add(amount), ..*self })
    }
}
