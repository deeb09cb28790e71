//! Ballots as they lie in a page: four bits for each citizen, eight bytes for each stake.
//!
//! A citizen's ballot: the low three bits are the choice (0 = none, 1…7), the high bit says that the
//! citizen voted in person (or by a signed message, which is the same will) rather than by a delegate.
//! Serial `first + i` has the low half of byte `i / 2` when `i` is even, the high half when odd.
//!
//! A stake's ballot: the choice in the top four bits, the weight (the token's smallest unit) in the 60 below.
//!
//! Choice 0 takes a ballot back. Where ballots are final it is refused, so that turnout never falls there:
//! [`crate::tally::certain_motion`] relies on it.

/// Choices that exist, besides "none": 1…7.
pub const MAX_CHOICE: u8 = 7;
/// Set in a citizen's ballot that was cast in person.
pub const IN_PERSON: u8 = 0b1000;
/// Motion: in favour.
pub const FOR: u8 = 1;
/// Motion: against. The only choice that counts during objection time.
pub const AGAINST: u8 = 2;
/// Motion: present, counted for the quorum, neither for nor against.
pub const ABSTAIN: u8 = 3;
/// Choices of a motion.
pub const MOTION_CHOICES: u8 = 3;
/// Heaviest stake a ballot can hold, in the token's smallest unit.
pub const MAX_WEIGHT: u64 = (1 << 60) - 1;

/// The ballot at `index`, 0…15. `None` when the page is shorter.
#[inline(always)]
pub fn get(ballots: &[u8], index: usize) -> Option<u8> {
    let byte = *ballots.get(index / 2)?;
    Some((byte >> ((index & 1) * 4)) & 0xf)
}

/// Writes the ballot at `index` (its low four bits). `false`, and nothing written, when the page is shorter.
#[inline(always)]
pub fn set(ballots: &mut [u8], index: usize, ballot: u8) -> bool {
    let Some(byte) = ballots.get_mut(index / 2) else {
        return false;
    };
    let shift = (index & 1) * 4;
    *byte = (*byte & !(0xf << shift)) | ((ballot & 0xf) << shift);
    true
}

/// The choice in a citizen's ballot, 0…7; 0 for none.
#[inline(always)]
pub const fn choice(ballot: u8) -> u8 {
    ballot & MAX_CHOICE
}

/// Whether a ballot was cast by a delegate. An empty one was not.
#[inline(always)]
pub const fn is_delegated(ballot: u8) -> bool {
    ballot != 0 && ballot & IN_PERSON == 0
}

/// How a ballot comes in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// By the citizen's own transaction.
    InPerson,
    /// By a message the citizen signed. As good as in person, but never over a ballot cast in person, so
    /// that an old signature cannot replace a newer will.
    Signed,
    /// By the citizen's delegate, who never overrides the citizen.
    Delegated,
}

/// The ballot of a choice that comes in by `way`.
#[inline(always)]
pub const fn marked(choice: u8, way: Way) -> u8 {
    match way {
        Way::InPerson | Way::Signed => choice | IN_PERSON,
        Way::Delegated => choice,
    }
}

/// The ballot to write when `choice` comes in by `way` over `old`; `None` when `old` must stand.
///
/// `is_final` is the track's rule that a ballot cannot be changed. It binds each will to itself: a
/// citizen may still override the delegate once.
///
/// `None` also for a choice above [`MAX_CHOICE`], whatever the way (its bits would pass for
/// [`IN_PERSON`]), and for choice 0 where ballots are final. That the proposal has such a choice is for
/// the caller to check.
#[inline(always)]
pub const fn admit(old: u8, choice: u8, way: Way, is_final: bool) -> Option<u8> {
    if choice > MAX_CHOICE || (is_final && choice == 0) {
        return None;
    }
    match way {
        Way::InPerson if is_final && old & IN_PERSON != 0 => None,
        Way::Signed if old & IN_PERSON != 0 => None,
        Way::Delegated if old & IN_PERSON != 0 || (is_final && old != 0) => None,
        way => Some(marked(choice, way)),
    }
}

/// Packs a stake's ballot. `None` for a choice or a weight out of range.
#[inline(always)]
pub const fn pack_weighted(choice: u8, weight: u64) -> Option<u64> {
    if choice > MAX_CHOICE || weight > MAX_WEIGHT {
        return None;
    }
    Some(((choice as u64) << 60) | weight)
}

/// A stake's ballot as `(choice, weight)`. A choice that [`pack_weighted`] never writes reads as 0, none,
/// so that the choice is always an index of [`crate::tally::Counts`].
#[inline(always)]
pub const fn unpack_weighted(ballot: u64) -> (u8, u64) {
    let choice = (ballot >> 60) as u8;
    (if choice > MAX_CHOICE { 0 } else { choice }, ballot & MAX_WEIGHT)
}
