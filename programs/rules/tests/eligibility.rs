//! `rules::eligibility`.

#[path = "checks/eligibility.rs"]
mod checks;
mod common;

use common::number;
use proptest::prelude::*;
use rules::eligibility::*;

const CITIZEN: Standing = Standing {
    status: STATUS_ACTIVE,
    tier: TIER_CITIZEN,
    expires_at: 1_000,
    suspended_until: 500,
    joined_at: 100,
    charter_version: 2,
};
const REQUIREMENT: Requirement = Requirement { joined_by: 100, charter_version: 2 };

#[test]
fn each_obstacle_at_its_edge() {
    let may = |change: fn(&mut Standing), now| {
        let mut standing = CITIZEN;
        change(&mut standing);
        may_vote(&standing, &REQUIREMENT, now)
    };
    assert_eq!(may(|_| (), 500), Ok(()));
    assert_eq!(may(|_| (), 499), Err(Ineligible::Suspended));
    assert_eq!(may(|_| (), 999), Ok(()));
    assert_eq!(may(|_| (), 1_000), Err(Ineligible::Lapsed));
    assert_eq!(may(|s| s.joined_at = 101, 500), Err(Ineligible::JoinedTooLate));
    assert_eq!(may(|s| s.charter_version = 1, 500), Err(Ineligible::CharterNotSigned));
    assert_eq!(may(|s| s.charter_version = 3, 500), Ok(()));
    for tier in [TIER_VISITOR, TIER_RESIDENT, 3, u8::MAX] {
        assert_eq!(may_vote(&Standing { tier, ..CITIZEN }, &REQUIREMENT, 500), Err(Ineligible::NotCitizen));
    }
    for status in [STATUS_RENOUNCED, STATUS_REVOKED, 3, u8::MAX] {
        assert_eq!(may_vote(&Standing { status, ..CITIZEN }, &REQUIREMENT, 500), Err(Ineligible::NotActive));
    }
}

#[test]
fn every_combination_of_obstacles() {
    for status in 0..4 {
        for tier in 0..4 {
            for bits in 0..3u32.pow(5) {
                // Each time one before, at or one after `now`; each version below, equal or above.
                let step = |i: u32| i64::from(bits / 3u32.pow(i) % 3) - 1;
                let times = [10 + step(0), 10 + step(1), 10 + step(2), 10 + step(3), 10];
                checks::first_obstacle((status, tier), times, [(2 + step(4)) as u32, 2]);
            }
        }
    }
}

proptest! {
    #![proptest_config(regressions!("eligibility"))]

    #[test]
    fn any_standing(
        status in 0u8..4,
        tier in 0u8..4,
        times in [number(), number(), number(), number(), number()],
        versions: [u32; 2],
    ) {
        checks::first_obstacle((status, tier), times.map(|time| time as i64), versions);
    }
}
