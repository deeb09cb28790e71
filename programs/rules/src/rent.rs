//! Rent by whole periods: what is due, what is late, how far it is paid.
//!
//! Amounts are in the token's smallest unit, points in time are Unix seconds, lengths are seconds, shares
//! are in basis points. Periods are counted from 0; the rent of a period is due at its beginning. The tenant
//! is the actor, so every rounding is up, in favour of the vault that is paid.
//!
//! - *Escalator*: each period's rent is that of the period before and the escalator's share of it, rounded up.
//! - A last period that the end cuts short costs its share of the rent, rounded up.
//! - *Late fee*: once for each period whose rent is not paid whole when the grace ends: a share of that
//!   period's rent, rounded up. It is part of the price of that period from then on.
//! - Money pays the oldest unpaid period first, and a period only whole: paid-through advances when its
//!   price is there, and by nothing else. What is left over is credit towards the next. Money beyond the
//!   whole lease is refused.
//! - *State* goes by the oldest unpaid period: in arrears when the grace has ended, in default when the
//!   time to cure has ended too. Paying cures both, as far as these rules go.

use crate::math::{BPS, mul_div_up};

/// Periods a lease may have at most: fifty years of months, so that reckoning arrears is bounded.
pub const MAX_PERIODS: u32 = 600;

/// Why a payment is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RentError {
    /// The terms are not sound.
    TermsUnsound,
    /// More than the whole lease still costs.
    AmountOverRent,
}

/// What was agreed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terms {
    /// Rent of the first whole period.
    pub rent: u64,
    /// Length of a period.
    pub period: u32,
    /// First second of the lease.
    pub start: i64,
    /// First second after the lease.
    pub end: i64,
    /// After rent is due, before it is late.
    pub grace: u32,
    /// After rent is late, before it is in default.
    pub cure: u32,
    /// Late fee, as a share of the period's rent.
    pub late_fee_bps: u16,
    /// By how much rent rises from each period to the next.
    pub escalator_bps: u16,
}

/// How far a lease is paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Account {
    /// Periods paid whole, from the first on.
    pub paid_periods: u32,
    /// Rent of the next period, were it a whole one.
    pub rent: u64,
    /// Money towards the next period; less than its price when last paid.
    pub credit: u64,
}

/// Where a lease stands at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Nothing is late.
    Active,
    /// The grace of a period has ended unpaid.
    Arrears,
    /// The time to cure has ended too.
    Default,
    /// The lease has ended, and all of it is paid.
    Ended,
}

/// A share, rounded up. Saturates.
const fn share_up(amount: u64, bps: u16) -> u64 {
    match mul_div_up(amount, bps as u64, BPS) {
        Some(share) => share,
        None => u64::MAX,
    }
}

impl Terms {
    /// Periods of the lease, a short last one included. `None` where there are none or more than
    /// [`MAX_PERIODS`].
    pub const fn periods(&self) -> Option<u32> {
        if self.period == 0 || self.end <= self.start {
            return None;
        }
        let count = self.end.abs_diff(self.start).div_ceil(self.period as u64);
        if count > MAX_PERIODS as u64 { None } else { Some(count as u32) }
    }

    /// Whether a lease may be offered so: a rent, from 1 to [`MAX_PERIODS`] periods, a late fee of at most
    /// the whole rent, and all of it, late fees included, a number that fits.
    pub fn is_sound(&self) -> bool {
        let deadlines = i64::from(self.grace) + i64::from(self.cure);
        self.rent > 0
            && u64::from(self.late_fee_bps) <= BPS
            && self.periods().is_some()
            && self.end.checked_add(deadlines).is_some()
            && self.price_of_all(&self.open(), i64::MAX) < u64::MAX
    }

    /// The account of a lease that nothing was paid for yet.
    pub const fn open(&self) -> Account {
        Account { paid_periods: 0, rent: self.rent, credit: 0 }
    }

    /// The beginning of a period, and the end of the one before; never after the end of the lease.
    const fn begins(&self, period: u32) -> i64 {
        let passed = self.period as u64 * period as u64; // cannot overflow: 32 bits times 32 bits
        if passed >= self.end.abs_diff(self.start) {
            self.end
        } else {
            self.start.saturating_add_unsigned(passed)
        }
    }

    /// The first second not paid for.
    #[inline]
    pub const fn paid_through(&self, account: &Account) -> i64 {
        self.begins(account.paid_periods)
    }

    /// When the rent of a period is late.
    const fn late_at(&self, period: u32) -> i64 {
        self.begins(period).saturating_add(self.grace as i64)
    }

    /// The rent of a period whose whole rent would be `rent`.
    const fn rent_of(&self, period: u32, rent: u64) -> u64 {
        let seconds = self.end.abs_diff(self.begins(period));
        if seconds >= self.period as u64 {
            return rent;
        }
        match mul_div_up(rent, seconds, self.period as u64) {
            Some(rent) => rent,
            None => u64::MAX,
        }
    }

    /// The price of a period at `now`: its rent, and the fee once it is late. Saturates.
    const fn price(&self, period: u32, rent: u64, now: i64) -> u64 {
        let rent = self.rent_of(period, rent);
        if now < self.late_at(period) { rent } else { rent.saturating_add(share_up(rent, self.late_fee_bps)) }
    }

    /// The whole rent of the period after one of `rent`. Saturates.
    const fn next_rent(&self, rent: u64) -> u64 {
        rent.saturating_add(share_up(rent, self.escalator_bps))
    }

    /// The prices at `now` of the unpaid periods that began by `until`, credit not taken off. Saturates.
    fn price_until(&self, account: &Account, now: i64, until: i64) -> u64 {
        let mut sum = 0u64;
        let mut rent = account.rent;
        for period in account.paid_periods..self.periods().unwrap_or(0) {
            if self.begins(period) > until {
                break;
            }
            sum = sum.saturating_add(self.price(period, rent, now));
            rent = self.next_rent(rent);
        }
        sum
    }

    /// The prices at `now` of all unpaid periods, credit not taken off. Saturates.
    fn price_of_all(&self, account: &Account, now: i64) -> u64 {
        self.price_until(account, now, i64::MAX)
    }

    /// What must be paid at `now` for nothing to be due: the rent of every period that has begun, late fees
    /// included, less the credit. Saturates.
    pub fn due(&self, account: &Account, now: i64) -> u64 {
        self.price_until(account, now, now).saturating_sub(account.credit)
    }

    /// What the lease still costs to its end if paid at `now`: the most that [`pay`](Self::pay) takes.
    pub fn cost_to_end(&self, account: &Account, now: i64) -> u64 {
        self.price_of_all(account, now).saturating_sub(account.credit)
    }

    /// The account after `amount` was paid at `now`.
    ///
    /// # Errors
    /// [`RentError::TermsUnsound`] where there are no periods, [`RentError::AmountOverRent`].
    pub fn pay(&self, account: &Account, now: i64, amount: u64) -> Result<Account, RentError> {
        let Some(periods) = self.periods() else {
            return Err(RentError::TermsUnsound);
        };
        let mut after = *account;
        after.credit = after.credit.checked_add(amount).ok_or(RentError::AmountOverRent)?;
        while after.paid_periods < periods {
            let price = self.price(after.paid_periods, after.rent, now);
            let Some(credit) = after.credit.checked_sub(price) else {
                return Ok(after);
            };
            let rent = self.next_rent(after.rent);
            after = Account { paid_periods: after.paid_periods + 1, rent, credit };
        }
        // All is paid: nothing may be left over.
        if after.credit == 0 || amount == 0 { Ok(after) } else { Err(RentError::AmountOverRent) }
    }

    /// When the oldest unpaid period falls into arrears and into default. `None` when all is paid.
    pub const fn deadlines(&self, account: &Account) -> Option<(i64, i64)> {
        match self.periods() {
            Some(periods) if account.paid_periods < periods => {
                let late = self.late_at(account.paid_periods);
                Some((late, late.saturating_add(self.cure as i64)))
            }
            _ => None,
        }
    }

    /// Where the lease stands at `now`. Both deadlines are the first second of the worse standing.
    pub const fn standing(&self, account: &Account, now: i64) -> Standing {
        match self.deadlines(account) {
            Some((_, default_at)) if now >= default_at => Standing::Default,
            Some((late_at, _)) if now >= late_at => Standing::Arrears,
            None if now >= self.end => Standing::Ended,
            _ => Standing::Active,
        }
    }
}
