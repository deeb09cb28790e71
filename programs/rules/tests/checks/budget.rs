//! Checks of `rules::budget` against a list of payments; shared by the property tests and the fuzz targets.

use rules::budget::*;

/// A budget over a series of steps `(wait, amount)`. The model keeps every payment.
pub fn life(per_period: u64, period: u32, length: u32, steps: &[(u16, u64)]) {
    let from = -500i64;
    let (period, length) = (period % 1_000 + 1, i64::from(length % 20_000) + 1);
    let mut budget =
        Budget { per_period: per_period.max(1), period, from, until: from + length, spent: 0, spent_in: 0 };
    assert!(budget.is_sound());
    let mut now = from - 10;
    let mut payments: Vec<(i64, u64)> = Vec::new();

    for &(wait, amount) in steps {
        now += i64::from(wait) % (i64::from(period) * 2);
        let age = now - from;
        let left = if age < 0 || age >= length {
            assert_eq!(budget.spend(now, amount), Err(BudgetError::NotOpen));
            0
        } else {
            let opens = from + age / i64::from(period) * i64::from(period);
            let seconds = (from + length - opens).min(period.into());
            let allowed = u128::from(budget.per_period) * seconds as u128 / u128::from(period);
            let spent: u64 = payments.iter().filter(|(at, _)| *at >= opens).map(|(_, amount)| amount).sum();
            allowed as u64 - spent
        };
        assert_eq!(budget.available(now), left);
        // Up to all that is left, and sometimes anything.
        let amount = if amount % 4 == 0 { amount } else { amount % left.saturating_add(2) };
        match budget.spend(now, amount) {
            Ok(after) => {
                assert!(amount <= left);
                assert_eq!(after.available(now), left - amount);
                budget = after;
                payments.push((now, amount));
            }
            Err(BudgetError::AmountOverBudget) => assert!(amount > left),
            Err(BudgetError::NotOpen) => assert!(age < 0 || age >= length),
        }
    }
    let all: u128 = payments.iter().map(|(_, amount)| u128::from(*amount)).sum();
    assert!(all * u128::from(period) <= u128::from(budget.per_period) * length as u128);
}

/// Any budget at all: no panic, never more than a period's amount, and what is spent is not there again.
pub fn hostile(period: u32, [per_period, spent, spent_in, amount]: [u64; 4], [from, until, now]: [i64; 3]) {
    let budget = Budget { per_period, period, from, until, spent, spent_in };
    let left = budget.available(now);
    assert!(left <= per_period);
    if now < from || now >= until || period == 0 {
        assert_eq!((left, budget.spend(now, amount)), (0, Err(BudgetError::NotOpen)));
    } else if let Ok(after) = budget.spend(now, amount) {
        assert!(amount <= left);
        if amount > 0 {
            assert_eq!(after.available(now), left - amount);
        }
        assert!(after.spent_in >= spent_in);
    } else {
        assert!(amount > left);
    }
}
