//! Checks of `rules::stake` against a pile of deposits; shared by the property tests and the fuzz targets.

use rules::stake::*;

/// A stake over a series of steps `(kind, amount)`. The model keeps every deposit apart for ever.
pub fn life(steps: &[(u8, u64)]) {
    let mut lots = Lots::default();
    let mut submissions = 0u64;
    // (amount, submissions at the time), oldest first.
    let mut pile: Vec<(u64, u64)> = Vec::new();
    // Whether deposits of different times ever had to share a lot.
    let mut merged = false;

    for &(kind, amount) in steps {
        let held: u128 = pile.iter().map(|(amount, _)| u128::from(*amount)).sum();
        match kind % 8 {
            0..=2 => {
                // Small, or anything up to overflow.
                let amount = if kind % 8 == 0 { amount } else { amount % 1_000 };
                match deposit(&lots, amount, submissions) {
                    Some(after) => {
                        for number in 0..=submissions {
                            assert!(weight(&after, number) <= weight(&lots, number), "new tokens voted");
                        }
                        lots = after;
                        if amount > 0 {
                            pile.push((amount, submissions));
                        }
                    }
                    None => assert!(held + u128::from(amount) > u128::from(u64::MAX)),
                }
            }
            3 | 4 => {
                // Often all or more than all, otherwise a part.
                let amount = if kind % 8 == 3 { amount } else { amount % (held as u64).max(1) };
                match withdraw(&lots, amount) {
                    Some(after) => {
                        lots = after;
                        let mut left = amount;
                        while left > 0 {
                            let newest = pile.last_mut().expect("there was enough");
                            let taken = left.min(newest.0);
                            newest.0 -= taken;
                            left -= taken;
                            if newest.0 == 0 {
                                pile.pop();
                            }
                        }
                    }
                    None => assert!(u128::from(amount) > held),
                }
            }
            5 => {
                if let Some(after) = withdraw(&lots, held as u64) {
                    assert_eq!(after, Lots::default());
                }
            }
            _ => submissions += 1 + amount % 2,
        }

        let mut times: Vec<u64> = pile.iter().map(|(_, since)| *since).collect();
        times.dedup();
        merged |= times.len() > LOTS;
        let held: u64 = pile.iter().map(|(amount, _)| *amount).sum();
        assert_eq!(total(&lots), Some(held));
        for number in 0..=submissions + 1 {
            let honest: u64 =
                pile.iter().filter(|(_, since)| *since < number).map(|(amount, _)| *amount).sum();
            let weight = weight(&lots, number);
            assert!(weight <= honest);
            assert!(merged || weight == honest);
        }
        assert_eq!(weight(&lots, submissions + 1), held);
        well_formed(&lots);
    }
}

/// Oldest first, strictly; empty lots at the end, and zero.
fn well_formed(lots: &Lots) {
    let used = lots.iter().take_while(|lot| lot.amount > 0).count();
    assert!(lots[..used].windows(2).all(|pair| pair[0].since < pair[1].since));
    assert!(lots[used..].iter().all(|lot| *lot == Lot::default()));
}

/// Any lots at all: no panic, tokens conserved, nothing newly deposited weighs in an older proposal.
pub fn hostile(raw: [(u64, u64); LOTS], amount: u64, submissions: u64, number: u64) {
    let lots: Lots = raw.map(|(amount, since)| Lot { amount, since });
    let held: u128 = raw.iter().map(|(amount, _)| u128::from(*amount)).sum();
    let sum = |lots: &Lots| lots.iter().map(|lot| u128::from(lot.amount)).sum::<u128>();

    assert_eq!(total(&lots), u64::try_from(held).ok());
    let old: u128 = lots.iter().filter(|lot| lot.since < number).map(|lot| u128::from(lot.amount)).sum();
    assert_eq!(u128::from(weight(&lots, number)), old.min(u128::from(u64::MAX)));

    match deposit(&lots, amount, submissions) {
        Some(after) => {
            assert_eq!(sum(&after), held + u128::from(amount));
            let number = number.min(submissions);
            assert!(weight(&after, number) <= weight(&lots, number));
        }
        None => assert!(held + u128::from(amount) > u128::from(u64::MAX)),
    }
    match withdraw(&lots, amount) {
        Some(after) => {
            assert_eq!(sum(&after), held - u128::from(amount));
            assert!(weight(&after, number) <= weight(&lots, number));
            // Nothing is taken from a lot while a newer one holds any.
            for newer in 1..LOTS {
                if after[newer].amount > 0 {
                    assert!((0..newer).all(|older| after[older].amount == lots[older].amount));
                }
            }
        }
        None => assert!(u128::from(amount) > held),
    }
}
