//! What a lease costs, reckoned period by period from its beginning, and second by second.

use super::Terms;

/// Periods a lease may have.
const MAX_PERIODS: i64 = 600;
const DAY: u32 = 86_400;
/// A year of 365 days, for which a declared price's rent is agreed, and for which it can be paid ahead.
pub const YEAR: i64 = 365 * 86_400;
const WHOLE: u128 = 10_000;
/// Amounts are no longer than this on the chain.
const MOST: u128 = u64::MAX as u128;

fn divide_up(a: u128, b: u128) -> u128 {
    a / b + u128::from(!a.is_multiple_of(b))
}

fn share_up(amount: u128, bps: u16) -> u128 {
    divide_up(amount * u128::from(bps), WHOLE).min(MOST)
}

/// A fixed lease from its first second to its end.
#[derive(Clone, Copy, Debug)]
pub struct Fixed {
    /// What was agreed.
    pub terms: Terms,
    /// First second.
    pub start: i64,
    /// First second after it.
    pub end: i64,
}

impl Fixed {
    /// Whole periods of it.
    pub fn periods(&self) -> u32 {
        ((self.end - self.start) / i64::from(self.terms.period)) as u32
    }

    /// The rent of a period.
    pub fn rent(&self, period: u32) -> u128 {
        let mut rent = u128::from(self.terms.rent);
        for _ in 0..period {
            rent = (rent + share_up(rent, self.terms.escalator)).min(MOST);
        }
        rent
    }

    /// When a period begins, and its rent is due.
    pub fn begins(&self, period: u32) -> i64 {
        self.start + i64::from(self.terms.period) * i64::from(period)
    }

    /// From when on the rent of a period is late.
    pub fn late_at(&self, period: u32) -> i64 {
        self.begins(period) + i64::from(self.terms.grace)
    }

    /// What a period costs now.
    fn price(&self, rent: u128, late: bool) -> u128 {
        if late { (rent + share_up(rent, self.terms.late_fee)).min(MOST) } else { rent }
    }

    /// What the unpaid periods that have begun by `until` cost now, less what was paid towards them.
    pub fn costs(&self, paid: u32, credit: u64, now: i64, until: i64) -> u128 {
        let mut sum = 0;
        let mut rent = self.rent(paid);
        for period in paid..self.periods() {
            if self.begins(period) <= until {
                sum += self.price(rent, now >= self.late_at(period));
            }
            rent = (rent + share_up(rent, self.terms.escalator)).min(MOST);
        }
        sum.saturating_sub(credit.into())
    }

    /// Periods paid and what is left over, after a payment; nothing if it is too much.
    pub fn pay(&self, paid: u32, credit: u64, amount: u64, now: i64) -> Option<(u32, u64)> {
        let (mut paid, mut money) = (paid, u128::from(credit) + u128::from(amount));
        let mut rent = self.rent(paid);
        while paid < self.periods() {
            let price = self.price(rent, now >= self.late_at(paid));
            if money < price {
                return (money <= MOST).then_some((paid, money as u64));
            }
            money -= price;
            paid += 1;
            rent = (rent + share_up(rent, self.terms.escalator)).min(MOST);
        }
        (money == 0).then_some((paid, 0))
    }

    /// Whether the oldest unpaid period is late.
    pub fn late(&self, paid: u32, now: i64) -> bool {
        paid < self.periods() && now >= self.late_at(paid)
    }

    /// Whether the time to pay it has passed too.
    pub fn defaulted(&self, paid: u32, now: i64) -> bool {
        paid < self.periods() && now >= self.late_at(paid) + i64::from(self.terms.cure)
    }
}

/// Whether a lease may be offered so.
pub fn sound(terms: &Terms) -> bool {
    let longest = u128::from(terms.duration) * (1 + u128::from(terms.renewals));
    let common = terms.duration > 0
        && longest <= 99 * YEAR as u128
        && terms.claim_time <= 90 * DAY
        && terms.cure <= 365 * DAY
        && terms.by_auction <= 1;
    if !common {
        return false;
    }
    if terms.kind == 1 {
        return (1..=10_000).contains(&terms.share)
            && terms.cure >= DAY
            && terms.tenure <= 3_650 * DAY
            && terms.hold <= 3_650 * DAY
            && terms.notice <= 180 * DAY
            && (terms.rent, terms.period, terms.grace, terms.late_fee, terms.escalator) == (0, 0, 0, 0, 0);
    }
    let whole = terms.kind == 0
        && terms.period > 0
        && terms.duration.is_multiple_of(terms.period)
        && terms.grace <= 365 * DAY
        && u64::from(terms.grace) + u64::from(terms.cure) >= DAY.into()
        && terms.rent > 0
        && terms.late_fee <= 10_000
        && (terms.tenure, terms.notice, terms.hold, terms.share) == (0, 0, 0, 0);
    if !whole || longest as i64 / i64::from(terms.period) > MAX_PERIODS {
        return false;
    }
    let all = Fixed { terms: *terms, start: 0, end: longest as i64 };
    // Paid as late as can be, it still has to be a number.
    all.costs(0, 0, i64::MAX / 2, i64::MAX / 2) < MOST
}

/// The rent of seconds at a declared price.
pub fn of_seconds(price: u64, share: u16, seconds: i64) -> u64 {
    let year = u128::try_from(YEAR).expect("a year is long");
    let rent = divide_up(u128::from(price) * seconds as u128 * u128::from(share), WHOLE * year);
    rent.min(MOST) as u64
}

/// The whole seconds that an amount buys.
pub fn seconds(price: u64, share: u16, amount: u64) -> u128 {
    let year = u128::try_from(YEAR).expect("a year is long");
    u128::from(amount) * WHOLE * year / (u128::from(price) * u128::from(share))
}

/// What so many seconds are worth when the price changes.
pub fn worth(price: u64, share: u16, seconds: i64) -> u64 {
    let year = u128::try_from(YEAR).expect("a year is long");
    (u128::from(price) * seconds as u128 * u128::from(share) / (WHOLE * year)).min(MOST) as u64
}
