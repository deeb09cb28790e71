//! A stream: linear pay with a cliff, which the court may pause.
//!
//! Amounts are in the token's smallest unit, points in time are Unix seconds. From `start` to `end` the
//! total is earned second by second, rounded down, so the fraction of a unit stays with the vault until it
//! is whole; at `end` exactly the total is earned. Before the cliff nothing is earned; at the cliff
//! everything since `start` is.
//!
//! While a stream is paused nothing more is earned, and what was earned stays earned. Resuming moves
//! start, cliff and end on by the time that earning stood still, so the payee loses the time and not the
//! pay. Earned and unearned always add up to the total.

use crate::math::mul_div_down;

/// Why a step of a stream is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StreamError {
    /// More is asked for than can be withdrawn now.
    AmountUnearned,
    /// Already paused.
    AlreadyPaused,
    /// Not paused.
    NotPaused,
    /// All of it is earned, so there is nothing to pause.
    AllEarned,
    /// A time does not fit.
    TimeOutOfRange,
}

/// A stream as it is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stream {
    /// What is paid in all.
    pub total: u64,
    /// What the payee has taken so far.
    pub withdrawn: u64,
    /// First second of earning.
    pub start: i64,
    /// Nothing is earned before this second.
    pub cliff: i64,
    /// Everything is earned at this second.
    pub end: i64,
    /// Since when the stream is paused.
    pub paused_at: Option<i64>,
}

/// What a cancelled stream pays out. Both together are all that was left in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settlement {
    /// Earned and not yet withdrawn.
    pub to_payee: u64,
    /// Not earned.
    pub to_vault: u64,
}

impl Stream {
    /// Whether a stream may be created so: it pays something, over at least a second, and its cliff is
    /// within `[start, end]`.
    #[inline]
    pub const fn is_sound(&self) -> bool {
        self.total > 0
            && self.withdrawn <= self.total
            && self.start < self.end
            && self.start <= self.cliff
            && self.cliff <= self.end
    }

    /// What is earned at `now`, withdrawn or not. Never more than the total, never less at a later time.
    pub const fn earned(&self, now: i64) -> u64 {
        let at = match self.paused_at {
            Some(paused_at) if paused_at < now => paused_at,
            _ => now,
        };
        if at < self.cliff || at < self.start {
            return 0;
        }
        if at >= self.end {
            return self.total;
        }
        match mul_div_down(self.total, at.abs_diff(self.start), self.end.abs_diff(self.start)) {
            Some(earned) => earned,
            None => 0, // not reached: start <= at < end
        }
    }

    /// What the payee may take at `now`.
    #[inline]
    pub const fn withdrawable(&self, now: i64) -> u64 {
        self.earned(now).saturating_sub(self.withdrawn)
    }

    /// The stream after the payee took `amount`. Paused streams pay what was earned before.
    ///
    /// # Errors
    /// [`StreamError::AmountUnearned`].
    pub const fn withdraw(&self, now: i64, amount: u64) -> Result<Self, StreamError> {
        if amount > self.withdrawable(now) {
            return Err(StreamError::AmountUnearned);
        }
        Ok(Self { withdrawn: self.withdrawn.saturating_add(amount), ..*self })
    }

    /// The stream, earning nothing from `now` on.
    ///
    /// # Errors
    /// [`StreamError::AlreadyPaused`], [`StreamError::AllEarned`].
    pub const fn pause(&self, now: i64) -> Result<Self, StreamError> {
        if self.paused_at.is_some() {
            return Err(StreamError::AlreadyPaused);
        }
        if now >= self.end {
            return Err(StreamError::AllEarned);
        }
        Ok(Self { paused_at: Some(now), ..*self })
    }

    /// The stream, earning again from `now` on, everything moved on by the time that earning stood still.
    /// A pause before `start` costs nothing until `start`.
    ///
    /// # Errors
    /// [`StreamError::NotPaused`]; [`StreamError::TimeOutOfRange`] on overflow.
    pub const fn resume(&self, now: i64) -> Result<Self, StreamError> {
        let Some(paused_at) = self.paused_at else {
            return Err(StreamError::NotPaused);
        };
        let since = if paused_at > self.start { paused_at } else { self.start };
        if now <= since {
            return Ok(Self { paused_at: None, ..*self });
        }
        let held = now.abs_diff(since);
        let (Some(start), Some(cliff), Some(end)) = (
            self.start.checked_add_unsigned(held),
            self.cliff.checked_add_unsigned(held),
            self.end.checked_add_unsigned(held),
        ) else {
            return Err(StreamError::TimeOutOfRange);
        };
        Ok(Self { start, cliff, end, paused_at: None, ..*self })
    }

    /// What is due to each side if the stream ends at `now`.
    pub const fn cancel(&self, now: i64) -> Settlement {
        let earned = self.earned(now);
        let spoken_for = if earned > self.withdrawn { earned } else { self.withdrawn };
        Settlement {
            to_payee: earned.saturating_sub(self.withdrawn),
            to_vault: self.total.saturating_sub(spoken_for),
        }
    }
}
