//! How an electorate is spread over ballot pages.
//!
//! A seat is a citizen's serial or a stake's index, from 0. Page `k` holds the `per_page` seats from
//! `k × per_page` on, the last page those that are left.

/// Citizens a page holds at most: 8,192 bytes of ballots, which one transaction can allocate.
pub const CITIZENS_PER_PAGE: u64 = 16_384;
/// Stakes a page holds at most: 8,192 bytes of ballots.
pub const STAKES_PER_PAGE: u64 = 1_024;

/// The seats of page `index` when `seats` are spread over pages of `per_page`: `(first, count)`.
/// `None` when the page would be empty, or `per_page` is 0 or above `u32::MAX`.
#[inline]
pub const fn span(index: u32, seats: u64, per_page: u64) -> Option<(u64, u32)> {
    let first = (index as u64).saturating_mul(per_page);
    if per_page == 0 || per_page > u32::MAX as u64 || first >= seats {
        return None;
    }
    let left = seats - first;
    Some((first, if left < per_page { left } else { per_page } as u32))
}

/// The page that holds a seat (a citizen's serial or a stake's index).
///
/// A seat beyond the last page that a `u32` can number gives `u32::MAX`, as does a `per_page` of 0: a page
/// whose [`span`] does not hold the seat, so that a look-up fails instead of finding another's ballot.
#[inline]
pub const fn page_of(seat: u64, per_page: u64) -> u32 {
    if per_page == 0 {
        return u32::MAX;
    }
    let page = seat / per_page;
    if page > u32::MAX as u64 { u32::MAX } else { page as u32 }
}

/// Bytes of ballots for `count` citizens: two to a byte.
#[inline]
pub const fn citizen_bytes(count: u32) -> usize {
    (count as usize).div_ceil(2)
}

/// Bytes of ballots for `count` stakes: eight each. Saturates where `usize` has 32 bits.
#[inline]
pub const fn stake_bytes(count: u32) -> usize {
    (count as usize).saturating_mul(8)
}
