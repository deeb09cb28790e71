//! Checks of `rules::rent` against a list of periods; shared by the property tests and the fuzz targets.

use rules::rent::*;

/// The periods of a lease in wide integers: (begins, rent, late fee).
fn periods(terms: &Terms) -> Vec<(i64, u128, u128)> {
    let up = |n: u128, d: u128| n.div_ceil(d);
    let mut list = Vec::new();
    let (mut begins, mut whole) = (terms.start, u128::from(terms.rent));
    while begins < terms.end {
        let seconds = (terms.end - begins).min(terms.period.into());
        let rent = up(whole * seconds as u128, terms.period.into());
        list.push((begins, rent, up(rent * u128::from(terms.late_fee_bps), 10_000)));
        whole += up(whole * u128::from(terms.escalator_bps), 10_000);
        begins += i64::from(terms.period);
    }
    list
}

/// A lease over a series of steps `(kind, wait, amount)`. The model keeps every period and all the money.
pub fn life(rent: u64, [period, length]: [u16; 2], times: [u8; 2], bps: [u16; 2], steps: &[(u8, u16, u64)]) {
    let terms = Terms {
        rent: rent.max(1),
        period: u32::from(period % 100) + 1,
        start: -700,
        end: -699 + i64::from(length % 3_000).min(i64::from(period % 100) * 30),
        grace: times[0].into(),
        cure: times[1].into(),
        late_fee_bps: bps[0] % 10_001,
        escalator_bps: bps[1] % 500,
    };
    let list = periods(&terms);
    let all: u128 = list.iter().map(|(_, rent, fee)| rent + fee).sum();
    assert_eq!(terms.periods(), Some(list.len() as u32));
    assert_eq!(terms.is_sound(), all < u128::from(u64::MAX));
    if !terms.is_sound() {
        return;
    }

    let mut now = terms.start - 20;
    let mut account = terms.open();
    let (mut paid, mut spent, mut next) = (0u128, 0u128, 0usize);
    for &(kind, wait, amount) in steps {
        now += i64::from(wait) % (i64::from(terms.period) * 2);
        let price = |i: usize, now: i64| {
            let (begins, rent, fee) = list[i];
            rent + if now >= begins + i64::from(terms.grace) { fee } else { 0 }
        };
        let credit = paid - spent;
        let begun = (next..list.len()).filter(|i| list[*i].0 <= now);
        let due = begun.map(|i| price(i, now)).sum::<u128>().saturating_sub(credit);
        let rest = (next..list.len()).map(|i| price(i, now)).sum::<u128>().saturating_sub(credit);
        assert_eq!(u128::from(terms.due(&account, now)), due);
        assert_eq!(u128::from(terms.cost_to_end(&account, now)), rest);
        assert_eq!(terms.pay(&account, now, rest as u64 + 1), Err(RentError::AmountOverRent));

        let amount = match kind % 4 {
            0 => due as u64,
            1 => amount % (rest as u64 + 1),
            2 => amount % (terms.rent.saturating_mul(2)).max(1),
            _ => 0,
        };
        match terms.pay(&account, now, amount) {
            Ok(after) => {
                assert!(u128::from(amount) <= rest);
                paid += u128::from(amount);
                while next < list.len() && paid - spent >= price(next, now) {
                    spent += price(next, now);
                    next += 1;
                }
                account = after;
            }
            Err(error) => assert!(error == RentError::AmountOverRent && u128::from(amount) > rest),
        }
        assert_eq!(account.paid_periods as usize, next);
        assert_eq!(u128::from(account.credit), paid - spent);
        let standing = match list.get(next) {
            None if now >= terms.end => Standing::Ended,
            None => Standing::Active,
            Some((begins, ..)) => {
                assert_eq!(terms.paid_through(&account), *begins);
                match now - begins - i64::from(terms.grace) {
                    ..0 => Standing::Active,
                    late if late < terms.cure.into() => Standing::Arrears,
                    _ => Standing::Default,
                }
            }
        };
        assert_eq!(terms.standing(&account, now), standing);
        if next == list.len() {
            assert_eq!((terms.paid_through(&account), account.credit), (terms.end, 0));
        }
    }
}

/// Any lease at all: no panic, no period without its rent, no money lost.
pub fn hostile(terms: Terms, account: Account, now: i64, amount: u64) {
    let sound = terms.is_sound();
    let through = terms.paid_through(&account);
    let (due, rest) = (terms.due(&account, now), terms.cost_to_end(&account, now));
    assert!(due <= rest);
    if terms.start < terms.end {
        assert!(through >= terms.start && through <= terms.end);
    }
    match terms.pay(&account, now, amount) {
        Ok(after) => {
            assert!(after.paid_periods >= account.paid_periods && terms.paid_through(&after) >= through);
            let money = u128::from(account.credit) + u128::from(amount);
            assert!(u128::from(after.credit) <= money);
            if after.paid_periods == account.paid_periods {
                assert_eq!(u128::from(after.credit), money);
            } else if sound && account.rent > 0 {
                assert!(u128::from(after.credit) < money, "time for nothing");
            }
        }
        Err(RentError::TermsUnsound) => assert!(terms.periods().is_none()),
        Err(RentError::AmountOverRent) => assert!(amount > rest || rest == u64::MAX || account.credit > 0),
    }
    let worse = |standing| match standing {
        Standing::Active => 0,
        Standing::Arrears => 1,
        Standing::Default => 2,
        Standing::Ended => 3,
    };
    let later = now.saturating_add(i64::from(terms.grace) + 1);
    assert!(worse(terms.standing(&account, now)) <= worse(terms.standing(&account, later)));
}
