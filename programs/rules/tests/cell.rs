//! `rules::cell`.

#[path = "checks/cell.rs"]
mod checks;
mod common;

use common::number;
use proptest::prelude::*;
use rules::cell::*;

/// The base cells that are pentagons, as H3's documentation lists them.
const PENTAGONS: [u64; 12] = [4, 14, 24, 38, 49, 58, 63, 72, 83, 97, 107, 117];

/// Cells of the reference implementation: `latLngToCell` of h3-js 4 for the Ferry Building, null island, both
/// poles, Lisbon and Sydney, and the first and the last of its `getPentagons`, all at resolution 12.
const CELLS: [u64; 8] = [
    0x8c283082a672bff,
    0x8c754e649929dff,
    0x8c0326233ab03ff,
    0x8cf29380e0d0dff,
    0x8c3933676d081ff,
    0x8cbe0e35c2725ff,
    0x8c08000000001ff,
    0x8cea000000001ff,
];

/// Cells of a base cell and a resolution, counted by asking for every number of digits 0 to 7.
fn count(base: u64, resolution: u32) -> u64 {
    let digits = 3 * resolution;
    let beyond = 45 - digits;
    (0..1u64 << digits)
        .filter(|used| {
            let cell =
                1 << 59 | u64::from(resolution) << 52 | base << 45 | used << beyond | ((1 << beyond) - 1);
            is_cell(cell, resolution)
        })
        .count() as u64
}

#[test]
fn there_are_as_many_cells_as_h3_has() {
    // <https://h3geo.org/docs/core-library/restable>: 122, 842, 5,882, 41,162 cells.
    for (resolution, cells) in [(0, 122), (1, 842), (2, 5_882), (3, 41_162)] {
        assert_eq!((0..128).map(|base| count(base, resolution)).sum::<u64>(), cells);
    }
    for base in 0..128 {
        let children = if base >= 122 {
            0
        } else if PENTAGONS.contains(&base) {
            6
        } else {
            7
        };
        assert_eq!(count(base, 1), children, "base cell {base}");
    }
}

#[test]
fn cells_of_the_reference_implementation() {
    for cell in CELLS {
        assert!(is_cell(cell, 12), "{cell:x}");
        assert!(!is_cell(cell, 11) && !is_cell(cell, 13) && !is_cell(cell, 16), "{cell:x}");
        // A last digit of 7, or one beyond that is not; reserved bits; another mode.
        assert!(!is_cell(cell | 7 << 9, 12) && !is_cell(cell & !(7 << 6), 12));
        assert!(!is_cell(cell | 1 << 63, 12) && !is_cell(cell ^ 3 << 59, 12) && !is_cell(cell | 1 << 56, 12));
    }
    for base in PENTAGONS {
        let centre = 1 << 59 | 12 << 52 | base << 45 | 0o777;
        assert!(is_cell(centre, 12));
        for place in 0..12 {
            let child = |digit: u64| centre | digit << (9 + 3 * place);
            assert!(!is_cell(child(1), 12) && (2..7).all(|digit| is_cell(child(digit), 12)));
        }
    }
    assert!(!is_cell(0, 12) && !is_cell(u64::MAX, 12));
}

proptest! {
    #![proptest_config(regressions!("cell"))]

    #[test]
    fn digit_by_digit(cell in number(), digits in number(), base: u8, resolution in 0u32..20, flips in number()) {
        checks::any(cell, resolution);
        checks::near(base, digits, resolution, flips);
    }
}
