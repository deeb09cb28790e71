//! How many jurors judge, and what they cost.
//!
//! Every appeal goes to twice as many jurors and one, so that it outnumbers all that judged before and stays odd.
//! Fees are in the token's smallest unit; there is no rounding.

/// Appeals to a larger panel, at most.
pub const MAX_APPEALS: u8 = 4;
/// Rounds of a case, at most: the first and the appeals.
pub const MAX_ROUNDS: usize = MAX_APPEALS as usize + 1;

/// Seats of a round, the first of which is round 0: `(first + 1) · 2^round − 1`. `None` when 255 are not enough.
pub const fn seats(first: u8, round: u8) -> Option<u8> {
    if round > MAX_APPEALS {
        return None;
    }
    let seats = ((first as u16 + 1) << round) - 1;
    if seats <= u8::MAX as u16 { Some(seats as u8) } else { None }
}

/// Whether panels may begin so and be appealed so often: odd, so that full panels have no ties, and small enough.
pub const fn is_sound(first: u8, appeals: u8) -> bool {
    first % 2 == 1 && appeals <= MAX_APPEALS && seats(first, appeals).is_some()
}

/// What a round costs whoever asks for it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Fee {
    /// Shared by its jurors.
    pub pool: u64,
    /// Kept as security for the other party's costs, and given back to who wins.
    pub costs: u64,
}

impl Fee {
    /// All of it. `None` when it does not fit.
    pub const fn total(&self) -> Option<u64> {
        self.pool.checked_add(self.costs)
    }
}

/// The fee of a round with so many seats. An appeal costs twice as much a seat: as much again as its jurors
/// share answers for the costs. `None` when it does not fit.
pub const fn fee(per_seat: u64, seats: u8, round: u8) -> Option<Fee> {
    match per_seat.checked_mul(seats as u64) {
        Some(pool) => Some(Fee { pool, costs: if round == 0 { 0 } else { pool } }),
        None => None,
    }
}

/// The part of a round's pool that pays for a new slot when the pinned one was missed: a tenth, rounded down. It
/// goes to whoever then captures the hash. So nobody gets another draw for nothing.
pub const fn bounty(pool: u64) -> u64 {
    pool / 10
}
