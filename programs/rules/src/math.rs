//! Full-width multiplication and division, with the rounding direction in the name.
//!
//! Nothing here uses `u128`: the SBF instruction set has no 128-bit arithmetic, and its division would be
//! a call into the compiler's runtime.

/// Basis points in a whole: 100 % = 10,000 bps.
pub const BPS: u64 = 10_000;

/// `a × b` as two 64-bit halves, `(high, low)`.
#[inline(always)]
const fn widening_mul(a: u64, b: u64) -> (u64, u64) {
    const LOW: u64 = 0xffff_ffff;
    let (a1, a0) = (a >> 32, a & LOW);
    let (b1, b0) = (b >> 32, b & LOW);
    let p0 = a0 * b0;
    let p1 = a1 * b0 + (p0 >> 32); // cannot overflow: (2^32-1)^2 + 2^32-1 < 2^64
    let p2 = a0 * b1 + (p1 & LOW);
    (a1 * b1 + (p1 >> 32) + (p2 >> 32), (p2 << 32) | (p0 & LOW))
}

/// `(high · 2^64 + low) ÷ d` as `(quotient, remainder)`, for `high < d`.
///
/// Schoolbook division by halves: Knuth, *The Art of Computer Programming*, vol. 2, 4.3.1, algorithm D
/// with two digits of base 2^32, in the form of Warren, *Hacker's Delight*, 2nd ed., 9-4, `divlu`.
const fn div_wide(high: u64, low: u64, d: u64) -> (u64, u64) {
    if high == 0 {
        return (low / d, low % d);
    }
    const BASE: u64 = 1 << 32;
    const LOW: u64 = BASE - 1;
    let shift = d.leading_zeros();
    let d = d << shift;
    let (d1, d0) = (d >> 32, d & LOW);
    let n32 = if shift == 0 { high } else { (high << shift) | (low >> (64 - shift)) };
    let n10 = low << shift;
    let (n1, n0) = (n10 >> 32, n10 & LOW);

    let mut q1 = n32 / d1;
    let mut r = n32 - q1 * d1;
    while q1 >= BASE || q1 * d0 > ((r << 32) | n1) {
        q1 -= 1;
        r += d1;
        if r >= BASE {
            break;
        }
    }
    // The true difference fits 64 bits; the partial products may wrap and cancel.
    // (`<<` drops the bits it shifts out; only multiplication and addition are checked.)
    let n21 = (n32 << 32).wrapping_add(n1).wrapping_sub(q1.wrapping_mul(d));
    let mut q0 = n21 / d1;
    let mut r = n21 - q0 * d1;
    while q0 >= BASE || q0 * d0 > ((r << 32) | n0) {
        q0 -= 1;
        r += d1;
        if r >= BASE {
            break;
        }
    }
    let rest = (n21 << 32).wrapping_add(n0).wrapping_sub(q0.wrapping_mul(d));
    ((q1 << 32) + q0, rest >> shift)
}

/// `a × b ÷ d`, rounded down, without an intermediate overflow.
///
/// `None` when `d` is zero or the quotient needs more than 64 bits.
pub const fn mul_div_down(a: u64, b: u64, d: u64) -> Option<u64> {
    let (high, low) = widening_mul(a, b);
    if high >= d {
        return None; // covers d == 0
    }
    Some(div_wide(high, low, d).0)
}

/// `a × b ÷ d`, rounded up, without an intermediate overflow.
///
/// `None` when `d` is zero or the quotient needs more than 64 bits.
pub const fn mul_div_up(a: u64, b: u64, d: u64) -> Option<u64> {
    let (high, low) = widening_mul(a, b);
    if high >= d {
        return None;
    }
    let (quotient, remainder) = div_wide(high, low, d);
    if remainder == 0 { Some(quotient) } else { quotient.checked_add(1) }
}

/// Whether `a × b > c × d`, exactly.
#[inline]
pub(crate) const fn product_exceeds(a: u64, b: u64, c: u64, d: u64) -> bool {
    let (left_high, left_low) = widening_mul(a, b);
    let (right_high, right_low) = widening_mul(c, d);
    left_high > right_high || (left_high == right_high && left_low > right_low)
}

/// Whether `part` is more than `bps` basis points of `whole`, exactly (no rounding).
#[inline]
pub const fn exceeds_bps(part: u64, whole: u64, bps: u16) -> bool {
    product_exceeds(part, BPS, whole, bps as u64)
}

/// Whether `part` is at least `bps` basis points of `whole`, exactly (no rounding).
#[inline]
pub const fn reaches_bps(part: u64, whole: u64, bps: u16) -> bool {
    !product_exceeds(whole, bps as u64, part, BPS)
}
