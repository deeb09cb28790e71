//! `rules::reward`.

#[path = "checks/reward.rs"]
mod checks;
mod common;

use checks::Round;
use common::number;
use proptest::collection::vec;
use proptest::prelude::*;
use rules::reward::*;
use rules::verdict::*;

fn counts(claimant: u8, respondent: u8, refuse: u8) -> Counts {
    Counts { claimant, respondent, refuse }
}

#[test]
fn those_who_were_right_share_fees_and_lost_bonds() {
    // Three seats: two right, one wrong.
    let share = shared(30, 100, 3, &counts(2, 1, 0), FOR_CLAIMANT);
    assert_eq!(share, Share { coherent: 2, lost: 1, reward: 65, remainder: 0 });
    // Seven seats: three right, two wrong, two absent; a unit is left.
    let share = shared(70, 101, 7, &counts(1, 3, 1), FOR_RESPONDENT);
    assert_eq!(share, Share { coherent: 3, lost: 4, reward: 158, remainder: 0 });
    let share = shared(71, 101, 7, &counts(1, 3, 1), FOR_RESPONDENT);
    assert_eq!(share, Share { coherent: 3, lost: 4, reward: 158, remainder: 1 });
}

fn shared(pool: u64, bond: u64, seats: u8, counts: &Counts, ruling: u8) -> Share {
    share(pool, bond, seats, counts, ruling).unwrap()
}

#[test]
fn where_nobody_was_right_nobody_earns() {
    let unanimous_and_overruled = shared(30, 100, 3, &counts(3, 0, 0), FOR_RESPONDENT);
    assert_eq!(unanimous_and_overruled, Share { coherent: 0, lost: 3, reward: 0, remainder: 0 });
    let tied = shared(30, 100, 3, &counts(1, 1, 0), UNDECIDED);
    assert_eq!(tied, Share { coherent: 0, lost: 1, reward: 0, remainder: 0 });
    let empty = shared(30, 100, 3, &counts(0, 0, 0), FOR_CLAIMANT);
    assert_eq!(empty, Share { coherent: 0, lost: 3, reward: 0, remainder: 0 });
    assert_eq!(share(30, 100, 2, &counts(1, 1, 1), REFUSE), None, "more than there are seats");
    assert_eq!(share(1, u64::MAX, 3, &counts(1, 1, 0), FOR_CLAIMANT), None);
}

#[test]
fn the_loser_pays_as_far_as_there_is_something() {
    let round = |by, pool, costs, earned| Paid { by, pool, costs, earned };
    use Side::{Claimant, Respondent};
    let case = [round(Claimant, 30, 0, true), round(Respondent, 70, 70, true)];
    // The claimant wins: the respondent's security pays the first fee, the rest goes back.
    assert_eq!(fees(case, FOR_CLAIMANT), Some(Dues { claimant: 30, respondent: 40 }));
    // The respondent wins: the security goes back; of the claimant's there is none.
    assert_eq!(fees(case, FOR_RESPONDENT), Some(Dues { claimant: 0, respondent: 70 }));
    assert_eq!(fees(case, REFUSE), Some(Dues { claimant: 0, respondent: 70 }));
    // A first panel that was unanimous and overruled has not earned its fee: it pays for the appeal.
    let case = [round(Claimant, 30, 0, false), round(Respondent, 70, 70, true)];
    assert_eq!(fees(case, FOR_RESPONDENT), Some(Dues { claimant: 0, respondent: 100 }));
    assert_eq!(fees(case, UNDECIDED), Some(Dues { claimant: 30, respondent: 70 }));
    assert_eq!(fees([], FOR_CLAIMANT), Some(Dues::default()));
    assert_eq!(fees([round(Claimant, 1, u64::MAX, false)], FOR_CLAIMANT), None);
}

#[test]
fn escrow_answers_for_the_amount() {
    let held = Dues { claimant: 20, respondent: 100 };
    assert_eq!(escrow(&held, 60, FOR_CLAIMANT), Dues { claimant: 80, respondent: 40 });
    assert_eq!(escrow(&held, 600, FOR_CLAIMANT), Dues { claimant: 120, respondent: 0 });
    assert_eq!(escrow(&held, 60, FOR_RESPONDENT), Dues { claimant: 0, respondent: 120 });
    for nobody in [REFUSE, UNDECIDED] {
        assert_eq!(escrow(&held, 60, nobody), held);
    }
    let full = Dues { claimant: u64::MAX, respondent: 5 };
    assert_eq!(escrow(&full, 5, FOR_CLAIMANT), full, "nothing is lost to a sum that does not fit");
}

fn side() -> impl Strategy<Value = Side> {
    any::<bool>().prop_map(|b| if b { Side::Claimant } else { Side::Respondent })
}

fn round(most: u64) -> impl Strategy<Value = Round> {
    (side(), number(), number(), vec(0u8..4, 0..30)).prop_map(move |(by, pool, costs, choices)| Round {
        by,
        pool: pool & most,
        costs: costs & most,
        choices,
    })
}

proptest! {
    #![proptest_config(regressions!("reward"))]

    #[test]
    fn money_in_is_money_out(
        rounds in vec(round((1 << 40) - 1), 0..6),
        large in vec(round(u64::MAX), 0..6),
        bond in number(),
        ruling in 1u8..5,
        put_up in [number(), number()],
        amount in number(),
    ) {
        let [claimant, respondent] = put_up;
        checks::case(&rounds, bond >> 24, ruling, Dues { claimant, respondent }, amount);
        checks::case(&rounds, bond >> 24, ruling, Dues { claimant: claimant >> 20, respondent: respondent >> 20 }, amount >> 20);
        checks::case(&large, bond, ruling, Dues { claimant, respondent }, amount);
    }

    #[test]
    fn parties(paid in vec((side(), 0u64..1 << 50, 0u64..1 << 50, any::<bool>()), 0..6), ruling in 0u8..6) {
        let paid: Vec<Paid> =
            paid.into_iter().map(|(by, pool, costs, earned)| Paid { by, pool, costs, earned }).collect();
        checks::parties(&paid, ruling);
    }
}
