//! `rules::harberger`.

#[path = "checks/harberger.rs"]
mod checks;
mod common;

use common::number;
use proptest::collection::vec;
use proptest::prelude::*;
use rules::harberger::*;

/// A tenth of the price a year.
const TERMS: Terms = Terms { rent_bps: 1_000, tenure: 100, notice: 20, hold: 50, cure: 30 };

/// A rent of 2 a second.
const PRICE: u64 = 20 * YEAR;

fn paid(seconds: u64) -> Holding {
    TERMS.pay(&Holding::new(PRICE, 0).unwrap(), 0, 2 * seconds).unwrap().holding
}

#[test]
fn rent_buys_whole_seconds_and_takes_no_more() {
    let holding = Holding::new(PRICE, 0).unwrap();
    assert_eq!(TERMS.pay(&holding, 0, 1), Err(HarbergerError::NothingBought));
    let Payment { holding, cost } = TERMS.pay(&holding, 0, 7).unwrap();
    assert_eq!((holding.paid_through, cost), (3, 6));
    assert_eq!([2, 3, 4, 10].map(|at| TERMS.owed(&holding, at)), [0, 0, 2, 14]);
    assert_eq!([32, 33].map(|at| TERMS.is_forfeit(&holding, at)), [false, true]);
    // A year ahead, and no further.
    let Payment { holding, cost } = TERMS.pay(&holding, 10, u64::MAX).unwrap();
    assert_eq!((holding.paid_through, cost), (10 + YEAR as i64, 2 * (YEAR + 7)));
    assert_eq!(TERMS.pay(&holding, 10, u64::MAX), Err(HarbergerError::NothingBought));
    // A price so low that a second costs less than a unit still costs one.
    assert_eq!(TERMS.rent(1, 1), 1);
    assert_eq!(TERMS.pay(&Holding::new(10, 0).unwrap(), 0, 1).unwrap().holding.paid_through, YEAR as i64);
}

#[test]
fn time_after_the_end_costs_nothing() {
    let holding = Holding::new(PRICE, 0).unwrap();
    let Payment { holding, cost } = TERMS.pay_until(&holding, 5, 1_000, 10).unwrap();
    assert_eq!((holding.paid_through, cost), (10, 20));
    for end in [10, 9, i64::MIN] {
        assert_eq!(TERMS.pay_until(&holding, 5, 1_000, end), Err(HarbergerError::NothingBought));
    }
}

#[test]
fn a_new_price_turns_seconds_into_money_and_back() {
    let holding = paid(100);
    assert_eq!(TERMS.declare(&holding, 0, 0), Err(HarbergerError::PriceOutOfRange));
    assert_eq!(TERMS.declare(&holding, 0, PRICE), Ok(holding));
    let raised = TERMS.declare(&holding, 40, PRICE * 7).unwrap();
    assert_eq!((raised.price, raised.raised_at, raised.paid_through), (PRICE * 7, 40, 40 + 120 / 14));
    assert_eq!(TERMS.declare(&holding, 101, PRICE * 2), Err(HarbergerError::RentOwed));
    assert_eq!(TERMS.declare(&holding, 49, PRICE - 1), Err(HarbergerError::LoweredTooSoon));
    let lowered = TERMS.declare(&holding, 50, PRICE / 2).unwrap();
    assert_eq!((lowered.raised_at, lowered.paid_through), (0, 150));
    assert_eq!(TERMS.declare(&holding, 50, 1).unwrap().paid_through, 50 + YEAR as i64);
}

#[test]
fn a_buyer_waits_for_tenure_and_notice() {
    let holding = paid(110);
    assert_eq!(TERMS.give_notice(&holding, 99, PRICE), Err(HarbergerError::TenureTooShort));
    assert_eq!(TERMS.give_notice(&holding, 100, PRICE - 1), Err(HarbergerError::PriceAboveOffer));
    assert_eq!(TERMS.buy_out(&holding, 100), Err(HarbergerError::NoNotice));
    let holding = TERMS.give_notice(&holding, 100, PRICE).unwrap();
    assert_eq!(TERMS.give_notice(&holding, 100, PRICE), Err(HarbergerError::UnderNotice));
    assert_eq!(TERMS.declare(&holding, 100, PRICE * 2), Err(HarbergerError::UnderNotice));
    assert_eq!(TERMS.buy_out(&holding, 119), Err(HarbergerError::NoticeRunning));
    let sale = TERMS.buy_out(&holding, 120).unwrap();
    assert_eq!((sale.to_seller, sale.to_vault), (PRICE - 20, 20));
    let bought = Holding { price: PRICE, since: 120, raised_at: 120, paid_through: 120, noticed_at: None };
    assert_eq!(sale.holding, bought);
    // Seconds paid ahead go with the lease; a price that does not cover the rent is all the vault gets.
    assert_eq!(
        TERMS.buy_out(&Holding { paid_through: 500, ..holding }, 120).unwrap().holding.paid_through,
        500
    );
    let dear = Terms { notice: YEAR as u32, rent_bps: 10_000, ..TERMS };
    let late = dear.buy_out(&holding, 120 + YEAR as i64).unwrap();
    assert_eq!((late.to_seller, late.to_vault), (0, PRICE));
}

#[test]
fn a_sale_that_nobody_completes_lapses() {
    let holding = TERMS.give_notice(&paid(110), 100, PRICE).unwrap();
    let last = 120 + SALE_TIME;
    assert!(TERMS.buy_out(&holding, last - 1).is_ok());
    assert_eq!(TERMS.buy_out(&holding, last), Err(HarbergerError::SaleTooLate));
    assert_eq!(TERMS.lapse(&holding, last - 1), Err(HarbergerError::SaleStillPossible));
    assert_eq!(TERMS.lapse(&holding, last), Ok(paid(110)));
    assert_eq!(TERMS.lapse(&paid(110), last), Err(HarbergerError::NoNotice));
}

#[test]
fn soundness_and_edges() {
    assert!(TERMS.is_sound() && Terms { rent_bps: 10_000, ..TERMS }.is_sound());
    assert!(!Terms { rent_bps: 0, ..TERMS }.is_sound() && !Terms { rent_bps: 10_001, ..TERMS }.is_sound());
    assert_eq!(Holding::new(0, 0), Err(HarbergerError::PriceOutOfRange));
    assert_eq!(TERMS.rent(u64::MAX, u64::MAX), u64::MAX);
    let end = Holding::new(1, i64::MAX).unwrap();
    assert_eq!(TERMS.pay(&end, i64::MAX, u64::MAX), Err(HarbergerError::NothingBought));
}

fn terms() -> impl Strategy<Value = Terms> {
    (
        any::<u16>(),
        [any::<u32>(), any::<u32>(), any::<u32>(), any::<u32>()],
        prop_oneof![Just(1u32), Just(9), Just(12)],
    )
        .prop_map(|(rent_bps, lengths, shift)| {
            let [tenure, notice, hold, cure] = lengths.map(|n| n >> shift);
            Terms { rent_bps, tenure, notice, hold, cure }
        })
}

proptest! {
    #![proptest_config(regressions!("harberger"))]

    #[test]
    fn prices(terms in terms(), price in number(), seconds in number(), amount in number()) {
        checks::prices(terms, price, seconds, amount);
        checks::prices(terms, price, seconds % YEAR, amount);
        checks::prices(Terms { rent_bps: terms.rent_bps % 2, ..terms }, price, seconds % YEAR, amount);
    }

    #[test]
    fn no_time_for_nothing(
        terms in terms(),
        price in number(),
        steps in vec((any::<u8>(), any::<u32>(), number()), 0..60),
    ) {
        checks::life(terms, price, &steps);
        let short: Vec<_> = steps.iter().map(|(kind, wait, n)| (*kind, wait % 100_000, *n)).collect();
        checks::life(terms, price % (1 << 40), &short);
        checks::life(Terms { tenure: terms.tenure % 1_000, notice: 0, hold: 1, ..terms }, price % 10_000, &short);
    }

    #[test]
    fn hostile(
        terms in terms(),
        price in number(),
        times in [number(), number(), number(), number(), number()],
        noticed: bool,
        amount in number(),
    ) {
        for [since, raised_at, paid_through, noticed_at, now] in [times, times.map(|n| n % 1_000)] {
            let holding = Holding {
                price,
                since: since as i64,
                raised_at: raised_at as i64,
                paid_through: paid_through as i64,
                noticed_at: noticed.then_some(noticed_at as i64),
            };
            checks::hostile(terms, holding, now as i64, amount);
            checks::hostile(Terms { rent_bps: terms.rent_bps % 2, ..terms }, holding, now as i64, amount);
        }
    }
}
