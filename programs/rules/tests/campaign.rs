//! `rules::campaign`.

#[path = "checks/campaign.rs"]
mod checks;
mod common;

use common::number;
use proptest::collection::vec;
use proptest::prelude::*;
use rules::campaign::*;

const CAMPAIGN: Campaign = Campaign { goal: 100, deadline: 1_000, pledged: 0, refunded: 0, paid_out: false };

fn pledged(amount: u64) -> (Campaign, Pledge) {
    CAMPAIGN.pledge(&Pledge::default(), 999, amount).unwrap()
}

#[test]
fn a_goal_met_is_paid_out_once() {
    let (campaign, pledge) = pledged(99);
    assert_eq!(campaign.pay_out(999), Err(CampaignError::GoalNotMet));
    let (campaign, pledge) = campaign.pledge(&pledge, 999, 2).unwrap();
    assert_eq!(
        (pledge.amount, campaign.standing(0), campaign.standing(1_000)),
        (101, Standing::Funded, Standing::Funded)
    );
    assert_eq!(campaign.refund(&pledge, 1_000), Err(CampaignError::NotFailed));
    let (campaign, paid) = campaign.pay_out(999).unwrap();
    assert_eq!((paid, campaign.held(), campaign.standing(0)), (101, 0, Standing::PaidOut));
    assert_eq!(campaign.pay_out(999), Err(CampaignError::AlreadyPaidOut));
    assert_eq!(campaign.pledge(&pledge, 0, 1), Err(CampaignError::Closed));
    assert_eq!(campaign.refund(&pledge, 1_000), Err(CampaignError::NotFailed));
}

#[test]
fn a_goal_missed_is_refunded_once() {
    let (campaign, pledge) = pledged(99);
    assert_eq!([999, 1_000].map(|at| campaign.standing(at)), [Standing::Open, Standing::Failed]);
    assert_eq!(campaign.refund(&pledge, 999), Err(CampaignError::NotFailed));
    let (campaign, pledge, back) = campaign.refund(&pledge, 1_000).unwrap();
    assert_eq!((back, campaign.held()), (99, 0));
    assert_eq!(campaign.refund(&pledge, 1_000), Err(CampaignError::AlreadyRefunded));
    assert_eq!(campaign.pledge(&pledge, 999, 1), Err(CampaignError::AlreadyRefunded));
    assert_eq!(campaign.pay_out(1_000), Err(CampaignError::GoalNotMet));
}

#[test]
fn what_nobody_could_pay_out_is_refunded() {
    let (campaign, pledge) = pledged(100);
    let last = 1_000 + PAYOUT_TIME;
    assert_eq!([last - 1, last].map(|at| campaign.standing(at)), [Standing::Funded, Standing::Failed]);
    assert!(campaign.pay_out(last - 1).is_ok());
    assert_eq!(campaign.pay_out(last), Err(CampaignError::PayoutTooLate));
    assert_eq!(campaign.refund(&pledge, last - 1), Err(CampaignError::NotFailed));
    let (campaign, _, back) = campaign.refund(&pledge, last).unwrap();
    assert_eq!((back, campaign.held()), (100, 0));
    assert_eq!(campaign.pay_out(last - 1), Err(CampaignError::GoalNotMet));
}

#[test]
fn pledges_are_something_in_time() {
    assert_eq!(CAMPAIGN.pledge(&Pledge::default(), 1_000, 1), Err(CampaignError::Closed));
    assert_eq!(CAMPAIGN.pledge(&Pledge::default(), 999, 0), Err(CampaignError::AmountOutOfRange));
    let (full, pledge) = pledged(u64::MAX);
    assert_eq!(full.pledge(&pledge, 999, 1), Err(CampaignError::AmountOutOfRange));
    assert_eq!(full.pay_out(999).map(|(_, paid)| paid), Ok(u64::MAX));
    let stranger = Pledge { amount: 100, refunded: false };
    assert_eq!(pledged(99).0.refund(&stranger, 1_000), Err(CampaignError::AmountOutOfRange));
}

#[test]
fn soundness() {
    assert!(CAMPAIGN.is_sound(999) && !CAMPAIGN.is_sound(1_000));
    assert!(!Campaign { goal: 0, ..CAMPAIGN }.is_sound(0));
    assert!(!Campaign { pledged: 1, ..CAMPAIGN }.is_sound(0));
}

proptest! {
    #![proptest_config(regressions!("campaign"))]

    #[test]
    fn pledges_are_conserved(
        goal in number(),
        length: u16,
        steps in vec((any::<u8>(), any::<u16>(), number()), 0..80),
    ) {
        checks::life(goal, length, &steps);
        checks::life(goal % 1_000, length % 200, &steps);
        let small: Vec<_> = steps.iter().map(|(kind, wait, n)| (*kind, *wait, n % 50)).collect();
        checks::life(goal % 1_000, length % 200, &small);
    }

    #[test]
    fn hostile(
        numbers in [number(), number(), number(), number(), number()],
        times in [number(), number()],
        flags: (bool, bool),
    ) {
        let [deadline, now] = times.map(|n| n as i64);
        for [goal, pledged, refunded, own, amount] in [numbers, numbers.map(|n| n % 10)] {
            let campaign = Campaign { goal, deadline, pledged, refunded, paid_out: flags.0 };
            checks::hostile(campaign, Pledge { amount: own, refunded: flags.1 }, now, amount);
        }
    }
}
