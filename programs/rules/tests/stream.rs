//! `rules::stream`.

#[path = "checks/stream.rs"]
mod checks;
mod common;

use common::number;
use proptest::collection::vec;
use proptest::prelude::*;
use rules::stream::*;

const STREAM: Stream =
    Stream { total: 100, withdrawn: 0, start: 1_000, cliff: 1_010, end: 1_030, paused_at: None };

#[test]
fn pay_is_linear_after_the_cliff() {
    let earned =
        [i64::MIN, 999, 1_000, 1_009, 1_010, 1_011, 1_029, 1_030, i64::MAX].map(|t| STREAM.earned(t));
    assert_eq!(earned, [0, 0, 0, 0, 33, 36, 96, 100, 100]);
}

#[test]
fn only_the_earned_can_be_withdrawn() {
    assert_eq!(STREAM.withdraw(1_009, 1), Err(StreamError::AmountUnearned));
    let stream = STREAM.withdraw(1_010, 33).unwrap();
    assert_eq!(stream.withdraw(1_010, 1), Err(StreamError::AmountUnearned));
    assert_eq!(stream.withdrawable(1_011), 3);
    assert_eq!(stream.cancel(1_015), Settlement { to_payee: 17, to_vault: 50 });
    assert_eq!(stream.cancel(0), Settlement { to_payee: 0, to_vault: 67 });
}

#[test]
fn a_pause_stops_earning_and_moves_the_end() {
    let paused = STREAM.pause(1_015).unwrap();
    assert_eq!(paused.pause(1_016), Err(StreamError::AlreadyPaused));
    assert_eq!([1_014, 1_015, 1_029, 9_999].map(|t| paused.earned(t)), [46, 50, 50, 50]);
    let resumed = paused.resume(1_115).unwrap();
    assert_eq!((resumed.start, resumed.cliff, resumed.end), (1_100, 1_110, 1_130));
    assert_eq!([1_115, 1_129, 1_130].map(|t| resumed.earned(t)), [50, 96, 100]);
    assert_eq!(resumed.resume(1_115), Err(StreamError::NotPaused));
    assert_eq!(STREAM.pause(1_030), Err(StreamError::AllEarned));
    // The clock never runs backwards; if it did, nothing would move.
    assert_eq!(paused.resume(1_000), Ok(STREAM));
}

#[test]
fn a_pause_before_the_start_costs_nothing_until_the_start() {
    let paused = STREAM.pause(900).unwrap();
    assert_eq!(paused.resume(1_000), Ok(STREAM));
    let late = paused.resume(1_005).unwrap();
    assert_eq!((late.start, late.cliff, late.end), (1_005, 1_015, 1_035));
}

#[test]
fn soundness() {
    assert!(STREAM.is_sound());
    assert!(Stream { cliff: 1_000, end: 1_001, ..STREAM }.is_sound());
    assert!(Stream { start: i64::MIN, cliff: 0, end: i64::MAX, total: u64::MAX, ..STREAM }.is_sound());
    for unsound in [
        Stream { total: 0, ..STREAM },
        Stream { withdrawn: 101, ..STREAM },
        Stream { end: 1_000, cliff: 1_000, ..STREAM },
        Stream { cliff: 999, ..STREAM },
        Stream { cliff: 1_031, ..STREAM },
    ] {
        assert!(!unsound.is_sound());
    }
}

#[test]
fn times_at_the_edges() {
    let all = Stream { start: i64::MIN, cliff: i64::MIN, end: i64::MAX, total: u64::MAX, ..STREAM };
    assert_eq!([i64::MIN, 0, i64::MAX].map(|t| all.earned(t)), [0, 1 << 63, u64::MAX]);
    assert_eq!(all.pause(0).unwrap().resume(1), Err(StreamError::TimeOutOfRange));
}

proptest! {
    #![proptest_config(regressions!("stream"))]

    #[test]
    fn pay_is_by_seconds_worked(total in number(), times: [u16; 3], steps in vec((any::<u8>(), number()), 0..80)) {
        checks::life(total, times, &steps);
        checks::life(total % 100, times.map(|n| n % 20), &steps);
    }

    #[test]
    fn hostile(
        amounts in [number(), number(), number()],
        times in [number(), number(), number(), number(), number(), number()],
    ) {
        checks::hostile(amounts, times.map(|n| n as i64));
        checks::hostile(amounts, times.map(|n| (n % 50) as i64));
    }
}
