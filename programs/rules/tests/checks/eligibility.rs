//! Checks of `rules::eligibility` against a list of obstacles; shared by the property tests and the fuzz
//! targets.

use rules::eligibility::*;

/// The first obstacle in the documented order, or none.
pub fn first_obstacle(
    (status, tier): (u8, u8),
    [expires_at, suspended_until, joined_at, joined_by, now]: [i64; 5],
    [signed, required]: [u32; 2],
) {
    let standing = Standing { status, tier, expires_at, suspended_until, joined_at, charter_version: signed };
    let requirement = Requirement { joined_by, charter_version: required };
    let obstacles = [
        (status != STATUS_ACTIVE, Ineligible::NotActive),
        (tier != TIER_CITIZEN, Ineligible::NotCitizen),
        (expires_at <= now, Ineligible::Lapsed),
        (suspended_until > now, Ineligible::Suspended),
        (required > signed, Ineligible::CharterNotSigned),
        (joined_by < joined_at, Ineligible::JoinedTooLate),
    ];
    let first = |of: &[(bool, Ineligible)]| match of.iter().find(|(holds, _)| *holds) {
        Some((_, reason)) => Err(*reason),
        None => Ok(()),
    };
    assert_eq!(in_good_standing(&standing, now), first(&obstacles[..4]));
    assert_eq!(may_vote(&standing, &requirement, now), first(&obstacles));
}
