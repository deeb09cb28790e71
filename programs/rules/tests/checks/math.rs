//! Checks of `rules::math` against `u128`; shared by the property tests and the fuzz targets.

use rules::math::*;

/// Multiplication and division, both roundings.
pub fn mul_div(a: u64, b: u64, d: u64) {
    let product = u128::from(a) * u128::from(b);
    let down = product.checked_div(u128::from(d)).and_then(|q| u64::try_from(q).ok());
    let up = (d > 0).then(|| product.div_ceil(u128::from(d))).and_then(|q| u64::try_from(q).ok());
    assert_eq!(mul_div_down(a, b, d), down, "{a} * {b} / {d}");
    assert_eq!(mul_div_up(a, b, d), up, "{a} * {b} / {d}");
}

/// Comparisons of shares.
pub fn shares(part: u64, whole: u64, bps: u16) {
    let (left, right) = (u128::from(part) * 10_000, u128::from(whole) * u128::from(bps));
    assert_eq!(exceeds_bps(part, whole, bps), left > right, "{part} of {whole}, {bps} bps");
    assert_eq!(reaches_bps(part, whole, bps), left >= right, "{part} of {whole}, {bps} bps");
}
