//! Checks of `rules::harberger` against rent added up second by second, in wide integers; shared by the
//! property tests and the fuzz targets.

use rules::harberger::*;

/// Basis points times seconds in a year: rent is `price × rent_bps × seconds` of these.
const WHOLE: u128 = 10_000 * 365 * 86_400;

/// What a lease's time costs: both roundings, against each other and against `u128`.
pub fn prices(terms: Terms, price: u64, seconds: u64, amount: u64) {
    let bps = u128::from(terms.rent_bps);
    if let Some(exact) = (u128::from(seconds) * bps <= u128::from(u64::MAX))
        .then(|| u128::from(price) * u128::from(seconds) * bps)
    {
        assert_eq!(u128::from(terms.rent(price, seconds)), exact.div_ceil(WHOLE).min(u64::MAX.into()));
    }
    let shares = (u128::from(amount) * WHOLE).checked_div(u128::from(price));
    let shares = shares.filter(|shares| *shares <= u128::from(u64::MAX));
    let affordable = shares.and_then(|shares| shares.checked_div(bps)).unwrap_or(u64::MAX.into());
    assert_eq!(u128::from(terms.seconds_for(price, amount)), affordable);
}

/// A lease over a series of steps `(kind, wait, number)`. The model adds up what every second cost at
/// the price of that second, and what was paid.
pub fn life(terms: Terms, price: u64, steps: &[(u8, u32, u64)]) {
    let bps = terms.rent_bps % 10_000 + 1;
    let terms = Terms { rent_bps: bps, ..terms };
    assert!(terms.is_sound());
    let mut now = -1_000i64;
    let mut holding = Holding::new(price.max(1), now).expect("a price");
    // Both in parts of WHOLE; seconds owed are in `used` already.
    let (mut used, mut paid) = (0u128, 0u128);
    let (mut since, mut raised_at, mut noticed_at) = (now, now, None);

    for &(kind, wait, number) in steps {
        let waited = i64::from(wait) % (YEAR as i64 / 3);
        now += waited;
        let rate = u128::from(holding.price) * u128::from(bps);
        let Some(after) = rate.checked_mul(waited as u128).and_then(|rent| used.checked_add(rent)) else {
            return;
        };
        used = after;
        let owing = now > holding.paid_through;
        match kind % 7 {
            0 | 1 => {
                let ahead = terms.rent(holding.price, MAX_AHEAD);
                let amount = if kind % 7 == 0 { number } else { number % ahead.saturating_add(2).max(1) };
                match terms.pay(&holding, now, amount) {
                    Ok(Payment { holding: after, cost }) => {
                        let seconds = (after.paid_through - holding.paid_through) as u128;
                        assert!(seconds > 0 && cost <= amount);
                        assert_eq!(u128::from(cost), (rate * seconds).div_ceil(WHOLE));
                        assert!(after.paid_through <= now + MAX_AHEAD as i64);
                        // As many seconds as the amount buys, unless the furthest is reached.
                        if after.paid_through < now + MAX_AHEAD as i64 {
                            assert!(rate * (seconds + 1) > u128::from(amount) * WHOLE);
                        }
                        paid += u128::from(cost) * WHOLE;
                        holding = after;
                    }
                    Err(error) => {
                        assert_eq!(error, HarbergerError::NothingBought);
                        let furthest = holding.paid_through == now + MAX_AHEAD as i64;
                        assert!(furthest || rate > u128::from(amount) * WHOLE);
                    }
                }
            }
            2 | 3 => {
                let price =
                    if kind % 7 == 2 { number } else { number % holding.price.saturating_mul(2).max(1) };
                match terms.declare(&holding, now, price) {
                    Ok(after) => {
                        assert!(price > 0 && noticed_at.is_none() && !owing && after.price == price);
                        if price < holding.price {
                            assert!(now >= raised_at + i64::from(terms.hold));
                        } else if price > holding.price {
                            raised_at = now;
                        }
                        assert!(after.paid_through >= now && after.paid_through <= now + MAX_AHEAD as i64);
                        let worth = |of: &Holding| u128::from(of.price) * of.seconds_left(now) as u128;
                        assert!(worth(&after) <= worth(&holding), "time for nothing");
                        holding = after;
                    }
                    Err(HarbergerError::PriceOutOfRange) => assert_eq!(price, 0),
                    Err(HarbergerError::UnderNotice) => assert!(noticed_at.is_some()),
                    Err(HarbergerError::RentOwed) => assert!(owing),
                    Err(error) => {
                        assert_eq!(error, HarbergerError::LoweredTooSoon);
                        assert!(price < holding.price && now < raised_at + i64::from(terms.hold));
                    }
                }
            }
            4 => match terms.give_notice(&holding, now, holding.price) {
                Ok(after) => {
                    assert!(noticed_at.is_none() && now >= since + i64::from(terms.tenure));
                    let low = terms.give_notice(&holding, now, holding.price - 1);
                    assert_eq!(low, Err(HarbergerError::PriceAboveOffer));
                    noticed_at = Some(now);
                    holding = after;
                }
                Err(HarbergerError::UnderNotice) => assert!(noticed_at.is_some()),
                Err(error) => {
                    assert_eq!(error, HarbergerError::TenureTooShort);
                    assert!(now < since + i64::from(terms.tenure));
                }
            },
            5 => match terms.lapse(&holding, now) {
                Ok(after) => {
                    assert!(noticed_at.is_some_and(|at| now >= at + i64::from(terms.notice) + SALE_TIME));
                    noticed_at = None;
                    holding = after;
                }
                Err(HarbergerError::NoNotice) => assert!(noticed_at.is_none()),
                Err(error) => {
                    assert_eq!(error, HarbergerError::SaleStillPossible);
                    assert!(noticed_at.is_some_and(|at| now < at + i64::from(terms.notice) + SALE_TIME));
                }
            },
            _ => match terms.buy_out(&holding, now) {
                Ok(Sale { holding: after, to_seller, to_vault }) => {
                    let sale = |at: i64| now - at - i64::from(terms.notice);
                    assert!(noticed_at.is_some_and(|at| (0..SALE_TIME).contains(&sale(at))));
                    let owed = rate * holding.seconds_owed(now) as u128;
                    assert_eq!(u128::from(to_vault), owed.div_ceil(WHOLE).min(holding.price.into()));
                    assert_eq!(u128::from(to_seller) + u128::from(to_vault), holding.price.into());
                    assert_eq!(after.paid_through, holding.paid_through.max(now));
                    // What the price does not cover is lost, and no longer owed.
                    used -= owed.saturating_sub(u128::from(to_vault) * WHOLE);
                    paid += u128::from(to_vault) * WHOLE;
                    (since, raised_at, noticed_at) = (now, now, None);
                    holding = after;
                }
                Err(HarbergerError::NoNotice) => assert!(noticed_at.is_none()),
                Err(HarbergerError::SaleTooLate) => {
                    assert!(noticed_at.is_some_and(|at| now >= at + i64::from(terms.notice) + SALE_TIME));
                }
                Err(error) => {
                    assert_eq!(error, HarbergerError::NoticeRunning);
                    assert!(noticed_at.is_some_and(|at| now < at + i64::from(terms.notice)));
                }
            },
        }
        assert_eq!((holding.since, holding.raised_at, holding.noticed_at), (since, raised_at, noticed_at));
        // Every second used or held was paid for, at the price of that second.
        let rate = u128::from(holding.price) * u128::from(bps);
        let left = rate * holding.seconds_left(now) as u128;
        let owed = rate * holding.seconds_owed(now) as u128;
        assert!(paid + owed >= used + left, "time for nothing");
        let forfeit = now - holding.paid_through >= i64::from(terms.cure);
        assert_eq!(terms.is_forfeit(&holding, now), forfeit);
    }
}

/// Any lease at all: no panic, no time for nothing, no money made.
pub fn hostile(terms: Terms, holding: Holding, now: i64, number: u64) {
    if let Ok(Payment { holding: after, cost }) = terms.pay(&holding, now, number) {
        assert!(cost <= number && after.paid_through > holding.paid_through);
        assert_eq!(cost == 0, holding.price == 0 || terms.rent_bps == 0);
    }
    // Any end will do, such as this number.
    let end = holding.raised_at;
    let whole = terms.pay(&holding, now, number);
    match terms.pay_until(&holding, now, number, end) {
        Ok(payment) if payment.holding.paid_through < end => assert_eq!(Ok(payment), whole),
        Ok(payment) => {
            assert_eq!(payment.holding.paid_through, end);
            assert!(whole.is_ok_and(|whole| payment.cost <= whole.cost && end <= whole.holding.paid_through));
        }
        Err(_) => assert!(whole.is_err() || end <= holding.paid_through),
    }
    if let Ok(after) = terms.declare(&holding, now, number) {
        assert!(after.price == number && number > 0 && holding.noticed_at.is_none());
        assert!(holding.paid_through >= now && after.paid_through >= now);
    }
    if let Ok(after) = terms.give_notice(&holding, now, number) {
        assert!(after.noticed_at == Some(now) && number >= holding.price);
    }
    if terms.lapse(&holding, now).is_ok() {
        assert_eq!(terms.buy_out(&holding, now), Err(HarbergerError::SaleTooLate));
    }
    if let Ok(sale) = terms.buy_out(&holding, now) {
        assert_eq!(sale.to_seller.checked_add(sale.to_vault), Some(holding.price));
        assert_eq!(terms.owed(&sale.holding, now), 0);
    }
    let _ = terms.is_forfeit(&holding, now);
}
