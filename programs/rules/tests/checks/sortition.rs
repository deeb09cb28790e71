//! Checks of `rules::sortition` against long division and linear search; shared by the property tests and the fuzz
//! targets.

use rules::sortition::*;

/// The index that bytes mean, by long division with digits of 8 bits.
pub fn index_of(bytes: &[u8; 32], among: u32) {
    let Some(found) = index(bytes, among) else {
        assert_eq!(among, 0);
        return;
    };
    let rest = bytes.iter().fold(0u128, |rest, byte| (rest << 8 | u128::from(*byte)) % u128::from(among));
    assert_eq!(u128::from(found), rest);
    assert!(found < among);
}

/// A chain whose slots are produced after these gaps, seen through a window of `keep` slots at every moment: whoever
/// looks, and whenever, finds the same slot or none.
pub fn chain(first: u64, gaps: &[u8], keep: usize, ahead: u16) {
    let slots: Vec<u64> = gaps
        .iter()
        .scan(first, |slot, gap| {
            *slot = slot.checked_add(1 + u64::from(*gap))?;
            Some(*slot)
        })
        .collect();
    let pinned = first.saturating_add(u64::from(ahead));
    let decides = slots.iter().find(|slot| **slot >= pinned);
    let keep = keep.max(1);
    let mut aged = false;
    for seen in 0..=slots.len() {
        let list: Vec<u64> = slots[..seen].iter().rev().take(keep).copied().collect();
        match first_produced(pinned, list.len(), |at| list[at]) {
            Search::At(place) => {
                assert_eq!(Some(&list[place]), decides);
                assert!(!aged, "what has aged out stays so");
            }
            Search::TooEarly => assert!(list.iter().all(|slot| *slot < pinned)),
            Search::AgedOut => {
                // The list does not reach back to the pinned slot: it was cut, or begins later.
                assert!(list.last().is_some_and(|oldest| *oldest > pinned));
                aged = true;
            }
        }
    }
}

/// Any list at all: an answer in range, and no panic.
pub fn hostile(pinned: u64, slots: &[u64]) {
    match first_produced(pinned, slots.len(), |at| slots[at]) {
        Search::At(place) => assert!(slots[place] >= pinned),
        Search::TooEarly => assert!(slots.first().is_none_or(|newest| *newest < pinned)),
        Search::AgedOut => assert!(slots.last().is_some_and(|oldest| *oldest > pinned)),
    }
    assert!(pin(pinned) > pinned || pinned >= u64::MAX - SLOT_LEAD);
}
