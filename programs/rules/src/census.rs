//! The census: how many members and voters a nation has at any moment, with no crank.
//!
//! Terms end on *bucket* boundaries: bucket `k` ends at time `k × bucket_seconds`. A ring of
//! [`BUCKETS`] counters holds the buckets that can still be alive; a member who joins or renews moves
//! between buckets, and a bucket whose end has passed simply no longer counts. So time cannot make a
//! counter wrong, and no transaction is needed for a term to lapse.
//!
//! Times are Unix seconds, lengths are seconds; a member counts at `now` while `now < expires_at`. Bucket
//! numbers near the ends of `i64` saturate, which matters only to times no clock will show.

/// Buckets in a ring. A term may span at most `BUCKETS - 1` whole buckets.
pub const BUCKETS: usize = 64;

/// Why a census step is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CensusError {
    /// The term or bucket length is zero, negative, or spans more than [`BUCKETS`]` - 1` buckets.
    TermOutOfRange,
    /// The expiry is not one that the ring can hold now.
    ExpiryOutOfRange,
    /// A counter would go below zero or above `u32::MAX`.
    CountOutOfRange,
}

/// The last bucket that has ended at `now`: `now ÷ bucket_seconds`, rounded down.
///
/// A bucket length that [`check_term`] refuses counts as one second, so that this is total. The division
/// is unsigned because the older SBF instruction sets have no signed one.
#[inline]
const fn bucket_at(now: i64, bucket_seconds: i64) -> i64 {
    let length = if bucket_seconds < 1 { 1 } else { bucket_seconds as u64 };
    if now >= 0 { (now as u64 / length) as i64 } else { -1 - (!now as u64 / length) as i64 }
}

/// Whether a time is the end of `bucket`.
#[inline]
const fn ends_at(bucket: i64, time: i64, bucket_seconds: i64) -> bool {
    matches!(bucket.checked_mul(bucket_seconds), Some(end) if end == time)
}

/// Checks a term against a bucket length (both in seconds).
///
/// # Errors
/// [`CensusError::TermOutOfRange`].
pub const fn check_term(term_seconds: i64, bucket_seconds: i64) -> Result<(), CensusError> {
    if bucket_seconds <= 0 || term_seconds < bucket_seconds {
        return Err(CensusError::TermOutOfRange);
    }
    match bucket_seconds.checked_mul(BUCKETS as i64 - 1) {
        Some(longest) if term_seconds > longest => Err(CensusError::TermOutOfRange),
        _ => Ok(()),
    }
}

/// When a term that starts at `from` ends: `from + term`, rounded up to a bucket boundary, so that
/// rounding never shortens what was paid for; but never beyond what the ring can hold at `now`.
///
/// With `from == now` the ring always holds the whole term. A renewal from a later `from` (the present
/// expiry) may be cut short by the ring's end; whoever takes dues for it should say so, or refuse.
///
/// # Errors
/// [`CensusError::TermOutOfRange`] for lengths [`check_term`] refuses or a time that overflows.
pub const fn expiry(from: i64, now: i64, term_seconds: i64, bucket_seconds: i64) -> Result<i64, CensusError> {
    if let Err(error) = check_term(term_seconds, bucket_seconds) {
        return Err(error);
    }
    let Some(end) = from.checked_add(term_seconds) else {
        return Err(CensusError::TermOutOfRange);
    };
    let ended = bucket_at(end, bucket_seconds);
    let bucket = if ends_at(ended, end, bucket_seconds) { ended } else { ended.saturating_add(1) };
    let last = bucket_at(now, bucket_seconds).saturating_add(BUCKETS as i64);
    let bucket = if bucket > last { last } else { bucket };
    match bucket.checked_mul(bucket_seconds) {
        Some(at) => Ok(at),
        None => Err(CensusError::TermOutOfRange),
    }
}

/// One ring of expiry buckets, borrowed from wherever it is stored.
///
/// `first` is the lowest bucket that the counters may still speak of; the counter of bucket `k` is
/// `counts[k mod BUCKETS]` for `first <= k < first + BUCKETS`.
pub struct Ring<'a> {
    /// Lowest bucket the counters speak of.
    pub first: i64,
    /// Counters, by bucket modulo [`BUCKETS`].
    pub counts: &'a mut [u32; BUCKETS],
}

/// `bucket mod BUCKETS`. The cast keeps the residue, since [`BUCKETS`] divides 2^64.
#[inline]
const fn slot(bucket: i64) -> usize {
    (bucket as u64 % BUCKETS as u64) as usize
}

/// Members whose term has not ended at `now`. A time before the ring's first bucket counts as it.
///
/// 0 for a bucket length below a second. The ring need not be advanced.
pub fn population(first: i64, counts: &[u32; BUCKETS], now: i64, bucket_seconds: i64) -> u64 {
    let [population] = populations(first, [counts], now, bucket_seconds);
    population
}

/// The [`population`] of rings that share their buckets.
pub fn populations<const N: usize>(
    first: i64,
    rings: [&[u32; BUCKETS]; N],
    now: i64,
    bucket_seconds: i64,
) -> [u64; N] {
    if bucket_seconds <= 0 {
        return [0; N];
    }
    let alive = first_alive(now, bucket_seconds);
    let from = if alive > first { alive } else { first };
    let passed = from.saturating_sub(first);
    if passed >= BUCKETS as i64 {
        return [0; N];
    }
    let passed = passed as usize;
    rings.map(|counts| {
        if passed > BUCKETS / 2 {
            return sum_of(counts, slot(from), BUCKETS - passed);
        }
        // Most often nothing has ended since the ring was advanced: to add all in the order they lie in costs half of
        // finding each bucket's place. 64 counters of 32 bits cannot overflow 64.
        let total = counts.iter().fold(0u64, |sum, count| sum.wrapping_add(u64::from(*count)));
        total.wrapping_sub(sum_of(counts, slot(first), passed))
    })
}

/// The sum of `len` counters from a place on, at most all of them; after the last comes the first.
fn sum_of(counts: &[u32; BUCKETS], from: usize, len: usize) -> u64 {
    let (before, after) = counts.split_at(from % BUCKETS);
    let wrapped = len.saturating_sub(after.len());
    let sum = |part: Option<&[u32]>| {
        let part = part.unwrap_or_default();
        part.iter().fold(0u64, |sum, count| sum.wrapping_add(u64::from(*count)))
    };
    sum(after.get(..len - wrapped)).wrapping_add(sum(before.get(..wrapped)))
}

/// The first bucket of rings brought up to `now`; see [`Ring::advance`]. A bucket length below a second
/// counts as one.
pub const fn first_alive(now: i64, bucket_seconds: i64) -> i64 {
    bucket_at(now, bucket_seconds).saturating_add(1)
}

impl Ring<'_> {
    /// Forgets buckets that have ended at `now`, so that their counters can serve later buckets.
    /// Time that stands still or runs backwards changes nothing, nor does a bucket length below a second.
    pub fn advance(&mut self, now: i64, bucket_seconds: i64) {
        let target = first_alive(now, bucket_seconds);
        if bucket_seconds <= 0 || target <= self.first {
            return;
        }
        if target.saturating_sub(self.first) >= BUCKETS as i64 {
            *self.counts = [0; BUCKETS];
        } else {
            for bucket in self.first..target {
                self.counts[slot(bucket)] = 0;
            }
        }
        self.first = target;
    }

    /// The counter of an expiry; `None` when it has passed.
    fn counter(&mut self, expires_at: i64, bucket_seconds: i64) -> Result<Option<&mut u32>, CensusError> {
        let bucket = bucket_at(expires_at, bucket_seconds);
        if bucket_seconds <= 0 || !ends_at(bucket, expires_at, bucket_seconds) {
            return Err(CensusError::ExpiryOutOfRange);
        }
        if bucket < self.first {
            return Ok(None);
        }
        if bucket.saturating_sub(self.first) >= BUCKETS as i64 {
            return Err(CensusError::ExpiryOutOfRange);
        }
        Ok(Some(&mut self.counts[slot(bucket)]))
    }

    /// Counts one member whose term ends at `expires_at`. The ring must be advanced to now.
    ///
    /// # Errors
    /// [`CensusError::ExpiryOutOfRange`] for an expiry off a boundary, already past, or beyond the
    /// ring; [`CensusError::CountOutOfRange`] for a full counter.
    pub fn add(&mut self, expires_at: i64, bucket_seconds: i64) -> Result<(), CensusError> {
        let count = self.counter(expires_at, bucket_seconds)?.ok_or(CensusError::ExpiryOutOfRange)?;
        *count = count.checked_add(1).ok_or(CensusError::CountOutOfRange)?;
        Ok(())
    }

    /// Stops counting one member whose term ends at `expires_at`; a member whose term has already
    /// ended was no longer counted, so that changes nothing.
    ///
    /// # Errors
    /// [`CensusError::ExpiryOutOfRange`] for an expiry off a boundary or beyond the ring,
    /// [`CensusError::CountOutOfRange`] for an empty counter: the ring never counted such a member.
    pub fn remove(&mut self, expires_at: i64, bucket_seconds: i64) -> Result<(), CensusError> {
        if let Some(count) = self.counter(expires_at, bucket_seconds)? {
            *count = count.checked_sub(1).ok_or(CensusError::CountOutOfRange)?;
        }
        Ok(())
    }
}
