//! Checks of `rules::verdict` against lists of choices; shared by the property tests and the fuzz targets.

use rules::verdict::*;

/// A panel whose seats chose so, in this order; what is no choice was not revealed.
pub fn panel(before: u8, backing: u8, choices: &[u8]) {
    let mut counts = Counts::default();
    for choice in choices {
        match counts.with(*choice) {
            Some(after) => counts = after,
            None => assert!(!is_choice(*choice) || counts.of(*choice) == u8::MAX),
        }
    }
    let count = |wanted| choices.iter().filter(|choice| **choice == wanted).count();
    if choices.len() <= 255 {
        for choice in [FOR_CLAIMANT, FOR_RESPONDENT, REFUSE] {
            assert_eq!(usize::from(counts.of(choice)), count(choice));
        }
        let revealed = choices.iter().filter(|choice| is_choice(**choice)).count();
        assert_eq!(usize::from(counts.revealed()), revealed);
        let majority = (1..=3).find(|choice| 2 * count(*choice) > revealed);
        assert_eq!(counts.majority(), majority);
        let ruled = ruling(before, backing, &counts);
        let expected = match majority {
            Some(choice) if before == NO_RULING || count(choice) > usize::from(backing) => choice,
            _ if before == NO_RULING => UNDECIDED,
            _ => before,
        };
        assert_eq!(ruled, expected);
    }
    // Every seat is coherent, or loses, or neither where nobody could choose right; never both.
    for ruled in [FOR_CLAIMANT, FOR_RESPONDENT, REFUSE, UNDECIDED] {
        for choice in choices {
            let (coherent, lost) = (is_coherent(*choice, ruled), loses(*choice, ruled));
            assert!(!(coherent && lost));
            assert_eq!(coherent || lost, !is_choice(*choice) || is_choice(ruled));
        }
    }
}

/// Any counts at all.
pub fn hostile(counts: Counts, before: u8, choice: u8) {
    let ruled = ruling(before, choice, &counts);
    assert!(is_choice(ruled) || ruled == before || ruled == UNDECIDED);
    if let Some(after) = counts.with(choice) {
        assert_eq!(after.revealed(), counts.revealed() + 1);
        assert_eq!(after.of(choice), counts.of(choice) + 1);
    }
    assert_eq!(counts.of(NO_CHOICE), 0);
    assert_eq!(counts.of(UNDECIDED), 0);
}
