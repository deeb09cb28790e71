//! Drawing jurors by lot: which slot's hash decides, and which juror a hash means.
//!
//! The slot is fixed before anybody can know its hash: [`pin`] names one that is still to come, and whatever slot
//! is the first produced from there on decides. [`first_produced`] finds it, the same one for whoever asks and
//! whenever, or says that it cannot be known any more. So who captures the hash, and when, chooses nothing.

/// How many slots ahead the deciding one is pinned. A leader has four slots in a row
/// (`NUM_CONSECUTIVE_LEADER_SLOTS` of Solana), so it is another's than that in which the case was moved on.
pub const SLOT_LEAD: u64 = 8;

/// The slot whose hash will decide, as seen from `slot`.
#[inline]
pub const fn pin(slot: u64) -> u64 {
    slot.saturating_add(SLOT_LEAD)
}

/// What a list of past slots says about a pinned one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Search {
    /// The first slot produced from the pinned one on is at this place of the list.
    At(usize),
    /// No slot from the pinned one on is on the list yet.
    TooEarly,
    /// The list begins after the pinned slot: an earlier one may have dropped off it.
    AgedOut,
}

/// Looks for the first slot from `pinned` on in a list of `count` produced slots, newest first, as Solana keeps
/// them. A list out of order is no list of slots; for it the answer is some place or none, never out of range.
pub fn first_produced(pinned: u64, count: usize, slot_at: impl Fn(usize) -> u64) -> Search {
    if count == 0 || slot_at(0) < pinned {
        return Search::TooEarly;
    }
    if slot_at(count - 1) > pinned {
        return Search::AgedOut;
    }
    // `slot_at(low) ≥ pinned`, and everything from `high` on is below it.
    let (mut low, mut high) = (0, count);
    while high - low > 1 {
        let middle = low + (high - low) / 2;
        if slot_at(middle) >= pinned {
            low = middle;
        } else {
            high = middle;
        }
    }
    Search::At(low)
}

/// The index below `among` that 32 random bytes mean: the bytes as a big-endian number, modulo `among`. No index
/// is likelier than another by more than 2^-224. `None` among nobody.
pub fn index(bytes: &[u8; 32], among: u32) -> Option<u32> {
    if among == 0 {
        return None;
    }
    // Digit by digit, as on paper, with digits of 32 bits; the rest is below `among` and keeps within them.
    let digits = bytes.as_chunks::<4>().0;
    let rest = digits
        .iter()
        .fold(0u64, |rest, digit| ((rest << 32) | u64::from(u32::from_be_bytes(*digit))) % u64::from(among));
    Some(rest as u32)
}

/// Attempts that are made to fill one seat from so many jurors, before the panel stays as it is: four for each
/// juror and sixteen. That a single eligible juror among `n` is missed so often happens in fewer than 2 % of
/// draws (e^-4); of two, in fewer than one in two thousand.
#[inline]
pub const fn attempts(among: u32) -> u32 {
    among.saturating_mul(4).saturating_add(16)
}
