//! Checks of `rules::breaker` against a list of payments; shared by the property tests and the fuzz targets.

use rules::breaker::*;

/// A vault over a series of steps `(kind, wait, amount)`. The model keeps every movement, and looks at
/// every window that ends with a payment.
pub fn life(limit_bps: u16, window: u32, balance: u64, steps: &[(u8, u16, u64)]) {
    let (limit_bps, window) = (limit_bps % 10_000 + 1, window % 1_000 + 1);
    let mut now = -2_000i64;
    let mut balance = balance;
    let mut breaker = Breaker::new(limit_bps, window, balance, now).expect("the rule is sound");
    // (time, balance before, amount that left)
    let mut moves: Vec<(i64, u64, u64)> = Vec::new();

    for &(kind, wait, amount) in steps {
        now += i64::from(wait) % (i64::from(window) / 2 + 2);
        match kind % 8 {
            // Income, seen at once or only later.
            0 | 1 => {
                let amount = amount.min(u64::MAX - balance);
                let before = breaker.allowance(balance, now);
                moves.push((now, balance, 0));
                balance += amount;
                if kind % 8 == 0 {
                    breaker = breaker.observe(balance, now);
                }
                assert!(
                    breaker.allowance(balance, now) <= before.max(amount.min(before)),
                    "income raised it"
                );
            }
            2 => now += i64::from(window) * 2,
            3 => breaker = breaker.with_rule(limit_bps, window, balance, now).expect("the rule is sound"),
            _ => {
                let open = breaker.allowance(balance, now);
                assert!(open <= balance);
                if open < balance {
                    assert_eq!(breaker.allow(balance, open + 1, now), Err(BreakerError::AmountOverLimit));
                }
                let amount = if kind % 2 == 0 { open } else { amount % open.saturating_add(1).max(1) };
                breaker = breaker.allow(balance, amount, now).expect("no more than is allowed");
                assert_eq!(breaker.allowance(balance - amount, now), open - amount);
                moves.push((now, balance, amount));
                balance -= amount;

                let mut left = 0u128;
                for &(at, held, amount) in
                    moves.iter().rev().take_while(|(at, _, _)| now - at <= window.into())
                {
                    left += u128::from(amount);
                    assert!(
                        left * 10_000 <= u128::from(held) * u128::from(limit_bps),
                        "{left} of {held} since {at}"
                    );
                }
            }
        }
    }
    // Once all is seen and every slot has passed, the whole share of the balance is there again.
    let later = now + i64::from(window.div_ceil(PARTS as u32)) * SLOTS as i64;
    let whole = (u128::from(balance) * u128::from(limit_bps) / 10_000) as u64;
    assert_eq!(breaker.observe(balance, now).allowance(balance, later), whole);
}

/// Any breaker at all: no panic, never more than the share of the balance that is or was there.
pub fn hostile(
    (limit_bps, window): (u16, u32),
    (slot, now): (i64, i64),
    [seen, balance, amount]: [u64; 3],
    flows: [(u64, u64); 3],
) {
    let mut breaker = Breaker { limit_bps, window, slot, balance: seen, flows: [Flow::default(); SLOTS] };
    for (i, (inflow, outflow)) in flows.into_iter().enumerate() {
        breaker.flows[i * 3] = Flow { inflow, outflow };
    }
    let open = breaker.allowance(balance, now);
    assert!(open <= balance);
    if !rule_is_sound(limit_bps, window) {
        assert_eq!(open, 0);
    }
    assert_eq!(breaker.observe(balance, now).allowance(balance, now), open);
    match breaker.allow(balance, amount, now) {
        Ok(after) => {
            assert!(amount <= open && after.slot >= slot && after.balance == balance - amount);
            assert!(after.allowance(after.balance, now) <= open - amount);
        }
        Err(error) => {
            assert!(amount > open);
            assert_eq!(error == BreakerError::AmountOverBalance, amount > balance);
        }
    }
    if let Ok(after) = breaker.with_rule(limit_bps, window, balance, now)
        && after.slot >= slot
    {
        assert_eq!(after.allowance(balance, now), open);
    }
}
