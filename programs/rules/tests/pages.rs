//! `rules::pages`.

#[path = "checks/pages.rs"]
mod checks;
mod common;

use common::number;
use proptest::prelude::*;
use rules::pages::*;

#[test]
fn known_spans() {
    assert_eq!(span(0, 0, CITIZENS_PER_PAGE), None);
    assert_eq!(span(0, 1, CITIZENS_PER_PAGE), Some((0, 1)));
    assert_eq!(span(0, 16_384, CITIZENS_PER_PAGE), Some((0, 16_384)));
    assert_eq!(span(1, 16_384, CITIZENS_PER_PAGE), None);
    assert_eq!(span(1, 16_385, CITIZENS_PER_PAGE), Some((16_384, 1)));
    assert_eq!(span(0, 5, 0), None);
    assert_eq!(span(u32::MAX, u64::MAX, u64::MAX), None);
    assert_eq!(page_of(16_383, CITIZENS_PER_PAGE), 0);
    assert_eq!(page_of(16_384, CITIZENS_PER_PAGE), 1);
    assert_eq!(page_of(7, 0), u32::MAX);
    // Not page 0.
    assert_eq!(page_of(1 << 46, CITIZENS_PER_PAGE), u32::MAX);
}

#[test]
fn pages_fill_what_one_transaction_can_allocate() {
    assert_eq!(citizen_bytes(CITIZENS_PER_PAGE as u32), 8_192);
    assert_eq!(stake_bytes(STAKES_PER_PAGE as u32), 8_192);
    assert_eq!([0, 1, 2, 3].map(citizen_bytes), [0, 1, 1, 2]);
    assert_eq!([0, 1, u32::MAX].map(stake_bytes), [0, 8, 34_359_738_360]);
    assert_eq!(citizen_bytes(u32::MAX), 1 << 31);
}

proptest! {
    #![proptest_config(regressions!("pages"))]

    #[test]
    fn every_seat_once(seats: u16, per_page in 1u16..2_000) {
        checks::cover(seats, per_page);
    }

    #[test]
    fn any_numbers(index: u32, seats in number(), per_page in number(), seat in number()) {
        checks::any(index, seats, per_page, seat);
        checks::any(index % 8, seats, per_page, seat);
        checks::any(index, seats, per_page % 20_000, seat);
    }
}
