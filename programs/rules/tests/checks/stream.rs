//! Checks of `rules::stream` against a count of seconds worked; shared by the property tests and the fuzz
//! targets.

use rules::stream::*;

/// A stream over a series of steps `(kind, by)`. The model knows only how many seconds were worked and
/// how many it takes to the cliff and to the end.
pub fn life(total: u64, times: [u16; 3], steps: &[(u8, u64)]) {
    let mut now = 1_000i64;
    let [wait, cliff, length] = times.map(|n| u64::from(n) % 500);
    let length = length + 1;
    let cliff = cliff % (length + 1);
    let start = now + wait as i64;
    let mut stream = Stream {
        total: total.max(1),
        withdrawn: 0,
        start,
        cliff: start + cliff as i64,
        end: start + length as i64,
        paused_at: None,
    };
    assert!(stream.is_sound());
    let (mut worked, mut earned_before) = (0u64, 0u64);
    let mut paused = false;

    for &(kind, by) in steps {
        match kind % 6 {
            0 | 1 => {
                for _ in 0..by % 60 {
                    // A second is worked if it begins at or after the start, unpaused, and there is work left.
                    if !paused && now >= start && worked < length {
                        worked += 1;
                    }
                    now += 1;
                }
            }
            2 => match stream.pause(now) {
                Ok(after) => {
                    assert!(!paused && worked < length);
                    paused = true;
                    stream = after;
                }
                Err(StreamError::AlreadyPaused) => assert!(paused),
                Err(error) => assert!(error == StreamError::AllEarned && worked == length),
            },
            3 => match stream.resume(now) {
                Ok(after) => {
                    assert!(paused);
                    paused = false;
                    stream = after;
                }
                Err(error) => assert!(error == StreamError::NotPaused && !paused),
            },
            _ => {
                let open = stream.withdrawable(now);
                assert_eq!(
                    open.checked_add(1).map(|more| stream.withdraw(now, more)),
                    open.checked_add(1).map(|_| Err(StreamError::AmountUnearned))
                );
                let amount = if kind % 2 == 0 { open } else { by % open.saturating_add(1).max(1) };
                stream = stream.withdraw(now, amount).expect("no more than can be withdrawn");
            }
        }

        let earned = if worked < cliff {
            0
        } else {
            (u128::from(stream.total) * u128::from(worked) / u128::from(length)) as u64
        };
        assert_eq!(stream.earned(now), earned);
        assert!(earned >= earned_before, "what was earned was taken back");
        earned_before = earned;
        assert!(stream.withdrawn <= earned && stream.is_sound());
        let Settlement { to_payee, to_vault } = stream.cancel(now);
        assert_eq!((to_payee, to_vault), (earned - stream.withdrawn, stream.total - earned));
    }
    if let Ok(resumed) = stream.resume(now) {
        stream = resumed;
    }
    assert_eq!(stream.earned(stream.end), stream.total);
    assert_eq!(stream.cancel(i64::MAX).to_vault, 0);
}

/// Any stream at all: no panic, no more than is left, nothing less at a later time.
pub fn hostile([total, withdrawn, amount]: [u64; 3], [start, cliff, end, paused_at, now, later]: [i64; 6]) {
    let (now, later) = (now.min(later), now.max(later));
    for paused_at in [None, Some(paused_at)] {
        let stream = Stream { total, withdrawn, start, cliff, end, paused_at };
        let earned = stream.earned(now);
        assert!(earned <= total && earned <= stream.earned(later));
        if start < end {
            let at = i128::from(paused_at.map_or(now, |at| at.min(now)));
            let worked = at.clamp(start.into(), end.into()) - i128::from(start);
            let linear = total as i128 as u128 * worked as u128 / u128::from(end.abs_diff(start));
            if at >= i128::from(cliff) {
                assert_eq!(u128::from(earned), linear);
            } else if stream.is_sound() {
                assert_eq!(earned, 0);
            }
        }
        let Settlement { to_payee, to_vault } = stream.cancel(now);
        let out = u128::from(withdrawn) + u128::from(to_payee) + u128::from(to_vault);
        assert_eq!(out, u128::from(total.max(withdrawn)));
        if let Ok(after) = stream.withdraw(now, amount) {
            assert_eq!(u128::from(after.withdrawn), u128::from(withdrawn) + u128::from(amount));
            assert!(after.withdrawn <= earned || amount == 0);
        }
        if let Ok(paused) = stream.pause(now) {
            assert_eq!((paused.earned(now), paused.earned(later)), (earned, earned));
            if let Ok(resumed) = paused.resume(later) {
                assert_eq!(resumed.is_sound(), stream.is_sound());
                if stream.is_sound() {
                    assert_eq!(resumed.earned(later), earned.max(stream.earned(later.min(start))));
                    assert!(resumed.earned(later) >= earned);
                }
            }
        }
        let _ = stream.resume(now);
    }
}
