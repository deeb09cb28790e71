//! Who may vote. One rule, used by every way to cast a ballot.
//!
//! Times are Unix seconds. The rule reads the citizen's standing *now*: somebody whose term had lapsed at
//! the submission and who has renewed since may vote, although the census of that moment left them out.
//! Seconds cannot order events within a block, so a caller must also require that the citizen's serial is
//! below the number of seats fixed at submission.

/// Citizen status: may vote, subject to the rest of the rule.
pub const STATUS_ACTIVE: u8 = 0;
/// Citizen status: left of their own will.
pub const STATUS_RENOUNCED: u8 = 1;
/// Citizen status: removed by the nation.
pub const STATUS_REVOKED: u8 = 2;

/// Tier of a guest, admitted for instance by treaty. No vote.
pub const TIER_VISITOR: u8 = 0;
/// Tier of a member without a vote.
pub const TIER_RESIDENT: u8 = 1;
/// Tier of a member with a vote.
pub const TIER_CITIZEN: u8 = 2;

/// What a citizen account says, as far as voting is concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// One of the `STATUS_` values.
    pub status: u8,
    /// One of the `TIER_` values.
    pub tier: u8,
    /// End of the term; the citizen lapses at this second.
    pub expires_at: i64,
    /// A suspension ends at this second.
    pub suspended_until: i64,
    /// When the citizen joined.
    pub joined_at: i64,
    /// Charter version signed.
    pub charter_version: u32,
}

/// What a proposal requires of its voters; fixed at submission.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Requirement {
    /// Latest allowed joining time: the submission, less the track's required tenure.
    pub joined_by: i64,
    /// Lowest charter version that must have been signed.
    pub charter_version: u32,
}

/// Why somebody may not vote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ineligible {
    /// Renounced or revoked.
    NotActive,
    /// A visitor or resident.
    NotCitizen,
    /// The term has ended.
    Lapsed,
    /// Suspended by the court.
    Suspended,
    /// Has not signed the charter the proposal was submitted under.
    CharterNotSigned,
    /// Joined after the proposal, or too shortly before it.
    JoinedTooLate,
}

/// Standing alone: active, a citizen, within term, not suspended.
///
/// # Errors
/// The first condition that fails, in this order: [`Ineligible::NotActive`], [`Ineligible::NotCitizen`],
/// [`Ineligible::Lapsed`], [`Ineligible::Suspended`].
#[inline(always)]
pub const fn in_good_standing(standing: &Standing, now: i64) -> Result<(), Ineligible> {
    if standing.status != STATUS_ACTIVE {
        return Err(Ineligible::NotActive);
    }
    if standing.tier != TIER_CITIZEN {
        return Err(Ineligible::NotCitizen);
    }
    if now >= standing.expires_at {
        return Err(Ineligible::Lapsed);
    }
    if now < standing.suspended_until {
        return Err(Ineligible::Suspended);
    }
    Ok(())
}

/// Whether a citizen may vote on a proposal now: [`may_vote`] without the reason, which is a few
/// instructions shorter where most may.
#[inline(always)]
pub const fn is_eligible(standing: &Standing, requirement: &Requirement, now: i64) -> bool {
    standing.status == STATUS_ACTIVE
        && standing.tier == TIER_CITIZEN
        && now < standing.expires_at
        && now >= standing.suspended_until
        && standing.charter_version >= requirement.charter_version
        && standing.joined_at <= requirement.joined_by
}

/// Whether a citizen may vote on a proposal now, or why not.
///
/// # Errors
/// The first condition that fails: those of [`in_good_standing`], then
/// [`Ineligible::CharterNotSigned`], then [`Ineligible::JoinedTooLate`].
#[inline(always)]
pub const fn may_vote(standing: &Standing, requirement: &Requirement, now: i64) -> Result<(), Ineligible> {
    if let Err(reason) = in_good_standing(standing, now) {
        return Err(reason);
    }
    if standing.charter_version < requirement.charter_version {
        return Err(Ineligible::CharterNotSigned);
    }
    if standing.joined_at > requirement.joined_by {
        return Err(Ineligible::JoinedTooLate);
    }
    Ok(())
}
