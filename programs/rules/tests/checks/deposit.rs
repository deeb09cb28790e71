//! Checks of `rules::deposit` against a list of items; shared by the property tests and the fuzz targets.

use rules::deposit::*;

/// A deposit over a series of steps `(kind, wait, number)`. The model keeps the items that are open.
pub fn life(amount: u64, claim_time: u16, items: &[u64], steps: &[(u8, u16, u64)]) {
    let mut deposit = Deposit::new(amount, claim_time.into());
    let mut now = -50i64;
    let mut ended: Option<i64> = None;
    let mut claimed = false;
    let mut open: Vec<(usize, u64)> = Vec::new();
    let (mut tenant, mut landlord) = (0u64, 0u64);

    for &(kind, wait, number) in steps {
        now += i64::from(wait) % 300;
        let bits = number as u8;
        let chosen = bits != 0 && (0..8).all(|n| bits >> n & 1 == 0 || open.iter().any(|(m, _)| *m == n));
        let before = deposit;
        let step = match kind % 6 {
            0 => {
                let step = deposit.end(now);
                assert_eq!(step.is_ok(), ended.is_none());
                ended = ended.or(Some(now));
                step
            }
            1 => {
                let step = deposit.claim(now, items);
                let sum: u128 = items.iter().map(|item| u128::from(*item)).sum();
                let in_time = ended.is_some_and(|at| now < at + i64::from(claim_time));
                let listed = (1..=MAX_ITEMS).contains(&items.len()) && items.iter().all(|item| *item > 0);
                assert_eq!(step.is_ok(), in_time && !claimed && listed && sum <= u128::from(amount));
                if step.is_ok() {
                    claimed = true;
                    open = items.iter().copied().enumerate().collect();
                    tenant = amount - sum as u64;
                }
                step
            }
            2 => {
                let step = deposit.release(now);
                let too_late = ended.is_some_and(|at| now >= at + i64::from(claim_time));
                assert_eq!(step.is_ok(), too_late && !claimed);
                if step.is_ok() {
                    (claimed, tenant) = (true, amount);
                }
                step
            }
            kind @ (3 | 4) => {
                let step = if kind == 3 { deposit.accept(bits) } else { deposit.waive(bits) };
                assert_eq!(step.is_ok(), chosen);
                if step.is_ok() {
                    let side = if kind == 3 { &mut landlord } else { &mut tenant };
                    *side +=
                        open.iter().filter(|(n, _)| bits >> n & 1 == 1).map(|(_, item)| item).sum::<u64>();
                    open.retain(|(n, _)| bits >> n & 1 == 0);
                }
                step
            }
            _ => {
                let all: u64 = open.iter().map(|(_, item)| item).sum();
                let part = if number % 2 == 0 { number } else { number % all.saturating_add(1).max(1) };
                let step = deposit.split(part);
                assert_eq!(step.is_ok(), !open.is_empty() && part <= all);
                if step.is_ok() {
                    landlord += part;
                    tenant += all - part;
                    open.clear();
                }
                step
            }
        };
        deposit = step.unwrap_or(before);
        assert_eq!((deposit.to_tenant, deposit.to_landlord), (tenant, landlord));
        let waiting: u64 = open.iter().map(|(_, item)| item).sum();
        assert_eq!(deposit.unsettled(), if claimed { waiting } else { amount });
        assert_eq!(deposit.is_settled(), claimed && open.is_empty());
        if deposit.is_settled() {
            assert_eq!(u128::from(tenant) + u128::from(landlord), u128::from(amount));
        }
    }
}

/// Any deposit at all: no panic, no more due than was paid in, nothing due to less.
pub fn hostile(deposit: Deposit, now: i64, items: &[u64], bits: u8, part: u64) {
    let steps = [
        deposit.end(now),
        deposit.claim(now, items),
        deposit.release(now),
        deposit.accept(bits),
        deposit.waive(bits),
        deposit.split(part),
    ];
    let due = |deposit: &Deposit| u128::from(deposit.to_tenant) + u128::from(deposit.to_landlord);
    for after in steps.into_iter().flatten() {
        assert!(after.to_tenant >= deposit.to_tenant && after.to_landlord >= deposit.to_landlord);
        assert!(due(&after) <= due(&deposit).max(deposit.amount.into()));
        assert_eq!(after.amount, deposit.amount);
    }
}
