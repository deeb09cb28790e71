//! Checks of `rules::ballot` against plain models; shared by the property tests and the fuzz targets.

use rules::ballot::*;

/// A page against one byte for each ballot.
pub fn page(bytes: u8, writes: &[(u16, u8)]) {
    let bytes = usize::from(bytes);
    let mut page = vec![0u8; bytes];
    let mut model = vec![0u8; bytes * 2];
    for &(index, ballot) in writes {
        // Mostly inside the page, sometimes past it.
        let index = usize::from(index) % (bytes * 2 + 3);
        let inside = index < model.len();
        assert_eq!(set(&mut page, index, ballot), inside);
        if inside {
            model[index] = ballot & 0xf;
        }
        for (index, ballot) in model.iter().enumerate() {
            assert_eq!(get(&page, index), Some(*ballot));
        }
        assert_eq!(get(&page, model.len()), None);
        assert_eq!(get(&page, usize::MAX), None);
    }
}

/// Every reason for which `admit` refuses, written as a list, and what it writes otherwise.
pub fn admission(old: u8, new: u8, way: u8, is_final: bool) {
    let way = [Way::InPerson, Way::Signed, Way::Delegated][usize::from(way) % 3];
    let old_in_person = old & 8 == 8;
    let refused = [
        new > 7,
        // Final ballots cannot be taken back ...
        is_final && new == 0,
        // ... or changed by the same will.
        is_final && way == Way::InPerson && old_in_person,
        is_final && way == Way::Delegated && old != 0,
        // Neither an old signature nor a delegate touches what the citizen cast.
        way == Way::Signed && old_in_person,
        way == Way::Delegated && old_in_person,
    ];
    let admitted = admit(old, new, way, is_final);
    if refused.contains(&true) {
        assert_eq!(admitted, None, "{old} {new} {way:?} {is_final}");
        return;
    }
    let written = admitted.expect("nothing forbids it");
    assert!(written <= 0xf);
    assert_eq!(choice(written), new);
    assert_eq!(written & IN_PERSON != 0, way != Way::Delegated);
    assert_eq!(is_delegated(written), way == Way::Delegated && new != 0);
}

/// A citizen's ballot over any series of attempts: the will of the citizen is never undone by another's,
/// turnout never falls where ballots are final, and a final will is cast once.
pub fn history(is_final: bool, attempts: &[(u8, u8)]) {
    let mut ballot = 0u8;
    let mut by_citizen = None;
    let mut changes = 0;
    for &(way, new) in attempts {
        let way = [Way::InPerson, Way::Signed, Way::Delegated][usize::from(way) % 3];
        if let Some(written) = admit(ballot, new, way, is_final) {
            if is_final && choice(ballot) != 0 {
                assert_ne!(choice(written), 0);
            }
            changes += 1;
            ballot = written;
            if way != Way::Delegated {
                by_citizen = Some(new);
            }
        }
        if let Some(new) = by_citizen {
            assert_eq!((choice(ballot), ballot & IN_PERSON), (new, IN_PERSON));
        }
    }
    // Once by the delegate, once by the citizen.
    assert!(!is_final || changes <= 2);
}

/// A stake's ballot there and back, and any eight bytes.
pub fn weighted(new: u8, weight: u64, raw: u64) {
    match pack_weighted(new, weight) {
        Some(ballot) => {
            assert!(new <= MAX_CHOICE && weight <= MAX_WEIGHT);
            assert_eq!(unpack_weighted(ballot), (new, weight));
        }
        None => assert!(new > MAX_CHOICE || weight > MAX_WEIGHT),
    }
    let (choice, weight) = unpack_weighted(raw);
    assert!(choice <= MAX_CHOICE && weight <= MAX_WEIGHT);
    if raw >> 63 == 0 {
        assert_eq!(pack_weighted(choice, weight), Some(raw));
    } else {
        assert_eq!(choice, 0);
    }
}
