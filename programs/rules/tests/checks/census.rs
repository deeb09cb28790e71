//! Checks of `rules::census` against a plain list of members; shared by the property tests and the fuzz
//! targets.

use rules::census::*;

const RING: i64 = BUCKETS as i64;

fn naive(members: &[i64], now: i64) -> u64 {
    members.iter().filter(|expires_at| now < **expires_at).count() as u64
}

/// A nation's ring over a series of steps `(kind, which, by)`, from `start` on.
///
/// Buckets last 1…2^20 seconds and a term 1…63 of them, with any seconds between.
pub fn ring(start: i32, bucket: u32, term: u32, steps: &[(u8, u16, u32)]) {
    let mut now = i64::from(start);
    let bucket = i64::from(bucket % (1 << 20)) + 1;
    let term = bucket + i64::from(term) % (bucket * (RING - 2) + 1);
    assert_eq!(check_term(term, bucket), Ok(()));

    let mut counts = [0u32; BUCKETS];
    let mut first = first_alive(now, bucket);
    // Expiries, lapsed members among them.
    let mut members: Vec<i64> = Vec::new();

    for &(kind, which, by) in steps {
        let which = usize::from(which) % members.len().max(1);
        let chosen = members.get(which).copied();
        let mut ring = Ring { first, counts: &mut counts };
        match (kind % 8, chosen) {
            // Time goes on by up to 2 buckets, seldom by up to 80.
            (0, _) => now += i64::from(by) % (bucket * 2),
            (1, _) => now += i64::from(by) % (bucket * 80),
            // Renewal from the present expiry, or from now if that has passed.
            (2 | 3, Some(old)) => {
                let from = if kind % 8 == 2 { old.max(now) } else { now };
                let renewed = whole_expiry(from, now, term, bucket);
                ring.advance(now, bucket);
                assert_eq!(ring.remove(old, bucket), Ok(()));
                assert_eq!(ring.add(renewed, bucket), Ok(()));
                members[which] = renewed;
            }
            // Leaving, lapsed or not.
            (4, Some(old)) => {
                ring.advance(now, bucket);
                assert_eq!(ring.remove(old, bucket), Ok(()));
                members.swap_remove(which);
            }
            // A member that the ring never counted cannot leave, or an error changes nothing.
            (5, _) => {
                ring.advance(now, bucket);
                let before = *ring.counts;
                let expires_at = now + i64::from(by) % (bucket * 80);
                let known = members.contains(&expires_at) || expires_at <= now;
                if expires_at % bucket != 0 || !known {
                    assert!(ring.remove(expires_at, bucket).is_err());
                }
                if expires_at % bucket != 0 || expires_at <= now || expires_at - now > bucket * RING {
                    assert_eq!(ring.add(expires_at, bucket), Err(CensusError::ExpiryOutOfRange));
                }
                assert_eq!(before, *ring.counts);
            }
            // Joining.
            _ => {
                let expires_at = whole_expiry(now, now, term, bucket);
                ring.advance(now, bucket);
                assert_eq!(ring.add(expires_at, bucket), Ok(()));
                members.push(expires_at);
            }
        }
        first = ring.first;
        // At this and at any later moment, whether or not the ring was advanced.
        for later in [0, 1, bucket - 1, bucket, i64::from(by), i64::from(by) % (bucket * 80)] {
            assert_eq!(population(first, &counts, now + later, bucket), naive(&members, now + later));
        }
    }
    // Advancing by itself never changes the population; time that runs backwards never changes the ring.
    let (before, at) = (population(first, &counts, now, bucket), first);
    let mut ring = Ring { first, counts: &mut counts };
    ring.advance(now, bucket);
    let (advanced, advanced_counts) = (ring.first, *ring.counts);
    assert!(advanced >= at);
    assert_eq!(population(advanced, &advanced_counts, now, bucket), before);
    ring.advance(now - bucket * 100, bucket);
    assert_eq!((ring.first, *ring.counts), (advanced, advanced_counts));
}

/// The expiry, checked: on a boundary, ahead, in the ring, and whole unless the ring cuts it.
fn whole_expiry(from: i64, now: i64, term: i64, bucket: i64) -> i64 {
    let expires_at = expiry(from, now, term, bucket).expect("the lengths are sound");
    let end_of_ring = (now.div_euclid(bucket) + RING) * bucket;
    assert_eq!(expires_at.rem_euclid(bucket), 0);
    assert!(expires_at > now && expires_at <= end_of_ring);
    if from == now || from + term <= end_of_ring {
        assert!(expires_at >= from + term && expires_at < from + term + bucket);
    } else {
        assert_eq!(expires_at, end_of_ring);
    }
    expires_at
}

/// Lengths against wide integers.
pub fn term(term: i64, bucket: i64) {
    let sound = bucket > 0 && term >= bucket && i128::from(term) <= i128::from(bucket) * i128::from(RING - 1);
    assert_eq!(check_term(term, bucket).is_ok(), sound);
}

/// Any numbers at all, as from an account that a hostile program wrote: no panic, no invented member.
pub fn hostile(first: i64, filler: u32, [from, now, term, bucket, expires_at]: [i64; 5]) {
    let mut counts = [filler; BUCKETS];
    counts[7] = 1;
    let all: u64 = counts.iter().map(|n| u64::from(*n)).sum();
    assert!(population(first, &counts, now, bucket) <= all);

    if let Ok(at) = expiry(from, now, term, bucket) {
        assert_eq!(at.rem_euclid(bucket), 0);
        assert!(i128::from(at) < i128::from(from) + i128::from(term) + i128::from(bucket));
    }
    let alive = i128::from(now).div_euclid(i128::from(bucket.max(1))) + 1;
    assert_eq!(i128::from(first_alive(now, bucket)), alive.min(i128::from(i64::MAX)));

    let mut ring = Ring { first, counts: &mut counts };
    let before = *ring.counts;
    let added = ring.add(expires_at, bucket);
    if added.is_ok() {
        assert_eq!(ring.counts.iter().map(|n| u64::from(*n)).sum::<u64>(), all + 1);
        assert_eq!(ring.remove(expires_at, bucket), Ok(()));
    }
    assert_eq!(before, *ring.counts);
    if ring.remove(expires_at, bucket).is_err() {
        assert_eq!(before, *ring.counts);
    }
    ring.advance(now, bucket);
    assert!(ring.first >= first);
    let (first, counts) = (ring.first, *ring.counts);
    assert!(population(first, &counts, now, bucket) <= all);
}
