//! Checks of `rules::panel` against its definition; shared by the property tests and the fuzz targets.

use rules::panel::*;

/// Panels that begin so: each outnumbers all before it together.
pub fn rounds(first: u8, appeals: u8) {
    let mut expected = u32::from(first);
    let mut before = 0;
    for round in 0..=u8::MAX {
        let fits = round <= MAX_APPEALS && expected <= 255;
        assert_eq!(seats(first, round), fits.then_some(expected as u8));
        if fits {
            assert_eq!(expected % 2 == 1, round > 0 || first % 2 == 1);
            assert!(round == 0 || expected > before);
            before += expected;
        }
        if round <= MAX_APPEALS {
            expected = 2 * expected + 1;
        }
    }
    let last = (u32::from(first) + 1) << u32::from(appeals.min(8));
    assert_eq!(is_sound(first, appeals), first % 2 == 1 && appeals <= MAX_APPEALS && last <= 256);
}

/// What a round costs.
pub fn costs(per_seat: u64, count: u8, round: u8) {
    let pool = u128::from(per_seat) * u128::from(count);
    let fits = u64::try_from(pool).ok();
    let Some(fee) = fee(per_seat, count, round) else {
        assert_eq!(fits, None);
        return;
    };
    assert_eq!(Some(fee.pool), fits);
    assert_eq!(fee.costs, if round == 0 { 0 } else { fee.pool });
    let total = pool * if round == 0 { 1 } else { 2 };
    assert_eq!(fee.total(), u64::try_from(total).ok());
    // Whatever is missed, and however often, the pool is never used up by it.
    let mut pool = fee.pool;
    for _ in 0..50 {
        let part = bounty(pool);
        assert!(part <= pool / 10);
        pool -= part;
    }
    assert!(fee.pool == 0 || pool > 0);
}
