//! `rules::verdict`.

#[path = "checks/verdict.rs"]
mod checks;
mod common;

use common::number;
use proptest::collection::vec;
use proptest::prelude::*;
use rules::panel;
use rules::verdict::*;

fn counts(claimant: u8, respondent: u8, refuse: u8) -> Counts {
    Counts { claimant, respondent, refuse }
}

#[test]
fn more_than_half_of_those_who_revealed_decide() {
    assert_eq!(counts(2, 1, 0).majority(), Some(FOR_CLAIMANT));
    assert_eq!(counts(1, 2, 0).majority(), Some(FOR_RESPONDENT));
    assert_eq!(counts(0, 1, 2).majority(), Some(REFUSE));
    assert_eq!(counts(1, 0, 0).majority(), Some(FOR_CLAIMANT));
    for none in [counts(0, 0, 0), counts(1, 1, 0), counts(1, 1, 1), counts(3, 2, 2), counts(2, 1, 1)] {
        assert_eq!(none.majority(), None);
    }
    assert_eq!(counts(255, 0, 0).majority(), Some(FOR_CLAIMANT));
}

#[test]
fn without_a_majority_the_court_is_undecided_and_an_appeal_changes_nothing() {
    assert_eq!(ruling(NO_RULING, 0, &counts(1, 1, 1)), UNDECIDED);
    assert_eq!(ruling(NO_RULING, 0, &counts(0, 0, 0)), UNDECIDED);
    for before in [FOR_CLAIMANT, FOR_RESPONDENT, REFUSE, UNDECIDED] {
        assert_eq!(ruling(before, 0, &counts(2, 2, 0)), before);
        assert_eq!(ruling(before, 0, &counts(0, 0, 0)), before);
        assert_eq!(ruling(before, 1, &counts(1, 2, 0)), FOR_RESPONDENT);
    }
}

#[test]
fn only_more_jurors_reverse_a_ruling() {
    // Three of three, then whoever of seven came.
    assert_eq!(ruling(FOR_CLAIMANT, 3, &counts(0, 1, 0)), FOR_CLAIMANT);
    assert_eq!(ruling(FOR_CLAIMANT, 3, &counts(1, 3, 0)), FOR_CLAIMANT);
    assert_eq!(ruling(FOR_CLAIMANT, 3, &counts(3, 4, 0)), FOR_RESPONDENT);
    assert_eq!(ruling(FOR_CLAIMANT, 3, &counts(0, 0, 4)), REFUSE);
    assert_eq!(ruling(FOR_CLAIMANT, 3, &counts(1, 0, 0)), FOR_CLAIMANT);
    // Nobody chose to be undecided.
    assert_eq!(ruling(UNDECIDED, 0, &counts(0, 1, 0)), FOR_RESPONDENT);
    // A full panel always reverses: its majority outnumbers all of the panel before.
    for first in [1u8, 3, 5, 7, 15] {
        for round in 1..=4 {
            let (before, now) =
                (panel::seats(first, round - 1).unwrap(), panel::seats(first, round).unwrap());
            let least = now / 2 + 1;
            assert_eq!(ruling(FOR_CLAIMANT, before, &counts(now - least, least, 0)), FOR_RESPONDENT);
        }
    }
}

#[test]
fn who_loses() {
    assert!(loses(NO_CHOICE, UNDECIDED) && loses(NO_CHOICE, FOR_CLAIMANT));
    assert!(loses(FOR_RESPONDENT, FOR_CLAIMANT) && loses(FOR_CLAIMANT, REFUSE));
    assert!(!loses(FOR_CLAIMANT, UNDECIDED) && !loses(REFUSE, UNDECIDED));
    assert!(
        is_coherent(REFUSE, REFUSE) && !is_coherent(REFUSE, UNDECIDED) && !is_coherent(NO_CHOICE, NO_RULING)
    );
    assert!(!is_coherent(UNDECIDED, UNDECIDED));
}

#[test]
fn only_who_has_not_won_appeals() {
    let parties = |ruling| [true, false].map(|claimant| may_appeal(ruling, claimant));
    assert_eq!(parties(FOR_CLAIMANT), [false, true]);
    assert_eq!(parties(FOR_RESPONDENT), [true, false]);
    assert_eq!([parties(REFUSE), parties(UNDECIDED)], [[true; 2]; 2]);
    assert_eq!([parties(NO_RULING), parties(5)], [[false; 2]; 2]);
    let ask = |ruling| [true, false].map(|claimant| may_ask_citizens(ruling, claimant));
    assert_eq!(
        [FOR_CLAIMANT, FOR_RESPONDENT, REFUSE, UNDECIDED, NO_RULING].map(ask),
        [[false, true], [true, false], [true, false], [true, false], [false, false],]
    );
}

proptest! {
    #![proptest_config(regressions!("verdict"))]

    #[test]
    fn any_panel(before in 0u8..5, backing in 0u8..30, choices in vec(0u8..5, 0..40)) {
        checks::panel(before, backing, &choices);
    }

    #[test]
    fn any_counts(bytes in number(), choice: u8) {
        let [claimant, respondent, refuse, before, ..] = bytes.to_le_bytes();
        checks::hostile(counts(claimant, respondent, refuse), before, choice);
        checks::hostile(counts(claimant, respondent, refuse), before, choice % 5);
    }
}
