//! Checks of `rules::reward`: money in is money out; shared by the property tests and the fuzz targets.

use rules::reward::*;
use rules::verdict::*;

/// A round as it took place: who paid, how much a seat, what each seat chose (0: absent).
#[derive(Clone, Debug)]
pub struct Round {
    pub by: Side,
    pub pool: u64,
    pub costs: u64,
    pub choices: Vec<u8>,
}

impl Round {
    pub fn counts(&self) -> Counts {
        self.choices.iter().fold(Counts::default(), |counts, choice| counts.with(*choice).unwrap_or(counts))
    }
}

/// A whole case: settles it seat by seat and party by party, in any order, and compares with what came in.
pub fn case(rounds: &[Round], bond: u64, ruling: u8, put_up: Dues, amount: u64) {
    let shares: Vec<Option<Share>> = rounds
        .iter()
        .map(|round| share(round.pool, bond, round.choices.len() as u8, &round.counts(), ruling))
        .collect();
    let paid = rounds.iter().zip(&shares).map(|(round, share)| Paid {
        by: round.by,
        pool: round.pool,
        costs: round.costs,
        earned: share.is_some_and(|share| share.is_earned()),
    });
    let Some(due) = fees(paid, ruling) else {
        let all: u128 = rounds.iter().map(|round| u128::from(round.pool) + u128::from(round.costs)).sum();
        assert!(all > u128::from(u64::MAX));
        return;
    };
    let awarded = escrow(&put_up, amount, ruling);
    let Some(due) = due.plus(&awarded) else { return };

    let mut money_in = u128::from(put_up.claimant) + u128::from(put_up.respondent);
    let mut out = u128::from(due.claimant) + u128::from(due.respondent);
    for (round, share) in rounds.iter().zip(&shares) {
        let Some(share) = share else {
            let most = u128::from(round.pool) + u128::from(bond) * round.choices.len() as u128;
            assert!(most > u128::from(u64::MAX));
            return;
        };
        money_in += u128::from(round.pool) + u128::from(round.costs);
        out += u128::from(share.remainder);
        assert!(share.remainder < u64::from(share.coherent.max(1)));
        let (mut coherent, mut lost) = (0, 0);
        for choice in &round.choices {
            if loses(*choice, ruling) {
                // The bond goes to those who were right, or to the treasury.
                money_in += u128::from(bond);
                out += if share.is_earned() { 0 } else { u128::from(bond) };
                lost += 1;
            }
            if is_coherent(*choice, ruling) {
                out += u128::from(share.reward);
                coherent += 1;
            }
        }
        assert_eq!((share.coherent, share.lost), (coherent, lost));
        // The better a juror is off, the more were wrong; being right is never worse than being absent.
        assert!(!share.is_earned() || share.reward >= round.pool / u64::from(share.coherent));
    }
    assert_eq!(money_in, out, "conserved");
}

/// What the parties get: the winner at most what the fees and the loser's means allow, the loser never less than nothing.
pub fn parties(paid: &[Paid], ruling: u8) {
    let Some(due) = fees(paid.iter().copied(), ruling) else { return };
    let sum = |by: Side, of: fn(&Paid) -> u64| -> u128 {
        paid.iter().filter(|paid| paid.by == by).map(|paid| u128::from(of(paid))).sum()
    };
    let back: fn(&Paid) -> u64 = |paid| paid.costs + if paid.earned { 0 } else { paid.pool };
    let spent: fn(&Paid) -> u64 = |paid| if paid.earned { paid.pool } else { 0 };
    let own = [sum(Side::Claimant, back), sum(Side::Respondent, back)];
    let spent = [sum(Side::Claimant, spent), sum(Side::Respondent, spent)];
    let due = [u128::from(due.claimant), u128::from(due.respondent)];
    assert_eq!(due[0] + due[1], own[0] + own[1]);
    let winner = match ruling {
        FOR_CLAIMANT => 0,
        FOR_RESPONDENT => 1,
        _ => {
            assert_eq!(due, own);
            return;
        }
    };
    let loser = 1 - winner;
    // Never more than whole, and whole if the loser's means allow.
    assert_eq!(due[winner], own[winner] + spent[winner].min(own[loser]));
    assert_eq!(due[loser], own[loser].saturating_sub(spent[winner]));
}
