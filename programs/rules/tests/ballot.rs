//! `rules::ballot`.

#[path = "checks/ballot.rs"]
mod checks;
mod common;

use common::number;
use proptest::collection::vec;
use proptest::prelude::*;
use rules::ballot::*;

#[test]
fn two_ballots_share_a_byte_low_half_first() {
    let mut page = [0xab, 0xcd];
    assert_eq!(
        (0..5).map(|i| get(&page, i)).collect::<Vec<_>>(),
        [Some(0xb), Some(0xa), Some(0xd), Some(0xc), None]
    );
    assert!(set(&mut page, 0, 1));
    assert_eq!(page, [0xa1, 0xcd]);
    assert!(set(&mut page, 3, 0xf2));
    assert_eq!(page, [0xa1, 0x2d]);
    assert!(!set(&mut page, 4, 3));
    assert!(!set(&mut page, usize::MAX, 3));
    assert_eq!(page, [0xa1, 0x2d]);
    assert!(!set(&mut [], 0, 1));
    assert_eq!(get(&[], 0), None);
}

#[test]
fn known_admissions() {
    use Way::{Delegated, InPerson, Signed};
    // The citizen overrides the delegate even where ballots are final; then nothing changes any more.
    assert_eq!(admit(FOR, AGAINST, InPerson, true), Some(AGAINST | IN_PERSON));
    assert_eq!(admit(AGAINST | IN_PERSON, FOR, InPerson, true), None);
    assert_eq!(admit(AGAINST | IN_PERSON, FOR, InPerson, false), Some(FOR | IN_PERSON));
    assert_eq!(admit(0, FOR, Delegated, true), Some(FOR));
    assert_eq!(admit(FOR, AGAINST, Delegated, true), None);
    assert_eq!(admit(FOR, AGAINST, Delegated, false), Some(AGAINST));
    assert_eq!(admit(FOR | IN_PERSON, AGAINST, Signed, false), None);
    assert_eq!(admit(FOR, AGAINST, Signed, true), Some(AGAINST | IN_PERSON));
    // Taken back by the citizen: the delegate cannot fill it again.
    assert_eq!(admit(FOR, 0, InPerson, false), Some(IN_PERSON));
    assert_eq!(admit(IN_PERSON, FOR, Delegated, false), None);
    // A delegate cannot pass for the citizen by way of a stray bit.
    assert_eq!(admit(0, FOR | IN_PERSON, Delegated, false), None);
}

#[test]
fn every_admission() {
    for old in 0..=u8::MAX {
        for new in 0..=u8::MAX {
            for way in 0..3 {
                for is_final in [false, true] {
                    checks::admission(old, new, way, is_final);
                }
            }
        }
    }
}

#[test]
fn weight_edges() {
    assert_eq!(pack_weighted(0, 0), Some(0));
    assert_eq!(pack_weighted(1, 1), Some((1 << 60) + 1));
    assert_eq!(pack_weighted(MAX_CHOICE, MAX_WEIGHT), Some(u64::MAX >> 1));
    assert_eq!(pack_weighted(MAX_CHOICE + 1, 0), None);
    assert_eq!(pack_weighted(1, MAX_WEIGHT + 1), None);
    assert_eq!(unpack_weighted(u64::MAX), (0, MAX_WEIGHT));
}

proptest! {
    #![proptest_config(regressions!("ballot"))]

    #[test]
    fn page_is_a_list(bytes: u8, writes in vec(any::<(u16, u8)>(), 0..64)) {
        checks::page(bytes % 24, &writes);
    }

    #[test]
    fn histories(is_final: bool, attempts in vec((any::<u8>(), 0u8..10), 0..32)) {
        checks::history(is_final, &attempts);
    }

    #[test]
    fn weights(choice in 0u8..10, weight in number(), raw in number()) {
        checks::weighted(choice, weight, raw);
    }
}
