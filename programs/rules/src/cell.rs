//! Cells of H3, the hexagonal grid of the Earth, told from other numbers by their bits.
//!
//! The layout and the rules are those of H3's documentation, "Cell index" and "Index digits"
//! (<https://h3geo.org/docs/library/index/cell>), and of `isValidCell` in the reference implementation. From
//! the highest bit: 1 reserved (0); 4 mode (1, a cell); 3 reserved for the mode (0); 4 resolution; 7 base cell
//! (0 to 121); then 15 digits of 3 bits, one a resolution from 1 on: 0 to 6 down to the cell's own resolution, 7
//! beyond. The twelve base cells that are pentagons have no child of digit 1, so the first digit other than 0
//! cannot be 1 there.

/// Resolutions beyond 0.
pub const MAX_RESOLUTION: u32 = 15;
/// Base cells.
pub const BASE_CELLS: u32 = 122;

/// Mode of a cell.
const MODE_CELL: u64 = 1;
/// Bits of the 15 digits.
const DIGIT_BITS: u32 = 3 * MAX_RESOLUTION;
/// The lowest bit of each digit.
const ONES: u64 = 0o111_111_111_111_111;

/// Whether a base cell is a pentagon.
const fn is_pentagon(base: u32) -> bool {
    matches!(base, 4 | 14 | 24 | 38 | 49 | 58 | 63 | 72 | 83 | 97 | 107 | 117)
}

/// Whether `cell` is an H3 cell of that resolution.
pub const fn is_cell(cell: u64, resolution: u32) -> bool {
    if resolution > MAX_RESOLUTION {
        return false;
    }
    // Reserved bit, mode and reserved bits together; then the resolution.
    if cell >> 56 != MODE_CELL << 3 || (cell >> 52) & 0xf != resolution as u64 {
        return false;
    }
    let base = ((cell >> DIGIT_BITS) & 0x7f) as u32;
    if base >= BASE_CELLS {
        return false;
    }
    let beyond = DIGIT_BITS - 3 * resolution;
    let digits = cell & ((1 << DIGIT_BITS) - 1);
    // All ones beyond the resolution, and no digit of three ones up to it.
    let unused = (1u64 << beyond) - 1;
    if digits & unused != unused {
        return false;
    }
    let used = digits >> beyond;
    if used & used >> 1 & used >> 2 & ONES != 0 {
        return false;
    }
    if !is_pentagon(base) || used == 0 {
        return true;
    }
    // The first digit other than 0 has the highest bit that is set.
    let first = (63 - used.leading_zeros()) / 3;
    (used >> (3 * first)) != 1
}
