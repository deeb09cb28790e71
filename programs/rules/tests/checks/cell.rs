//! Checks of `rules::cell` against the documentation read digit by digit; shared by the property tests and the
//! fuzz targets.

use rules::cell::*;

/// The layout as H3's documentation tells it, slowly.
fn is_cell_slowly(cell: u64, resolution: u32) -> bool {
    let bits = |from: u32, count: u32| cell >> from & ((1 << count) - 1);
    let base = bits(45, 7);
    let digit = |n: u32| bits(3 * (15 - n), 3);
    let pentagon = [4, 14, 24, 38, 49, 58, 63, 72, 83, 97, 107, 117].contains(&base);
    let first = (1..=resolution.min(15)).map(digit).find(|digit| *digit != 0);
    resolution <= 15
        && bits(63, 1) == 0
        && bits(59, 4) == 1
        && bits(56, 3) == 0
        && bits(52, 4) == u64::from(resolution)
        && base < 122
        && (1..=resolution).all(|n| digit(n) != 7)
        && (resolution + 1..=15).all(|n| digit(n) == 7)
        && !(pentagon && first == Some(1))
}

/// Any number at all.
pub fn any(cell: u64, resolution: u32) {
    assert_eq!(is_cell(cell, resolution), is_cell_slowly(cell, resolution));
}

/// Numbers that are cells, or nearly: head and tail right, then one bit changed.
pub fn near(base: u8, digits: u64, resolution: u32, flip: u64) {
    let resolution = resolution % 16;
    let beyond = 45 - 3 * resolution;
    let head = 1 << 59 | u64::from(resolution) << 52 | u64::from(base & 0x7f) << 45;
    let cell = head | (digits & ((1 << 45) - 1)) >> beyond << beyond | ((1 << beyond) - 1);
    any(cell, resolution);
    any(cell ^ 1 << (flip % 64), resolution);
    // Without the digits that are none, so that most are cells.
    let mut tame = cell;
    for place in beyond / 3..15 {
        if tame >> (3 * place) & 7 == 7 {
            tame ^= 1 << (3 * place + (flip % 3) as u32);
        }
    }
    any(tame, resolution);
    any(tame, (resolution + 1) % 16);
}
