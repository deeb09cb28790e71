//! Checks of `rules::pages`; shared by the property tests and the fuzz targets.

use rules::pages::*;

/// Pages of a small electorate hold every seat exactly once, in order, and `page_of` finds it.
pub fn cover(seats: u16, per_page: u16) {
    let (seats, per_page) = (u64::from(seats), u64::from(per_page).max(1));
    let mut next = 0u64;
    for index in 0.. {
        let Some((first, count)) = span(index, seats, per_page) else {
            break;
        };
        assert_eq!(first, next);
        assert!(count > 0 && u64::from(count) <= per_page);
        for seat in [first, first + u64::from(count) - 1] {
            assert_eq!(page_of(seat, per_page), index);
        }
        next += u64::from(count);
    }
    assert_eq!(next, seats);
}

/// Any numbers, against wide integers. A seat is in the span of `page_of` it, or in none at all.
pub fn any(index: u32, seats: u64, per_page: u64, seat: u64) {
    let (start, size) = (u128::from(index) * u128::from(per_page), u128::from(per_page));
    let empty = per_page == 0 || per_page > u64::from(u32::MAX) || start >= u128::from(seats);
    let expected = (!empty).then(|| (start as u64, size.min(u128::from(seats) - start) as u32));
    assert_eq!(span(index, seats, per_page), expected);

    let holds = |page: u32| {
        span(page, seats, per_page)
            .is_some_and(|(first, count)| seat >= first && seat - first < u64::from(count))
    };
    if holds(index) {
        assert_eq!(page_of(seat, per_page), index);
    }
    let reachable = u128::from(seat) < (u128::from(u32::MAX) + 1) * u128::from(per_page);
    let sized = per_page > 0 && per_page <= u64::from(u32::MAX);
    assert_eq!(holds(page_of(seat, per_page)), sized && reachable && seat < seats);

    assert_eq!(citizen_bytes(index), (u64::from(index) * 4).div_ceil(8) as usize);
    assert_eq!(stake_bytes(index) as u64, u64::from(index) * 8);
}
