//! The model-based fuzzer: see `civitas_tests::model`.
//!
//! `cargo test` plays a few seeds and every list in `fuzz-seeds/`; `scripts/fuzz-model` plays as long as wanted.

use civitas_tests::model::op::Op;
use civitas_tests::model::run::{Statistics, Violation, play, read_ops, replay, report, write_ops};
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// Seeds that every test run plays, and for how many steps.
const SEEDS: u64 = 20;
const STEPS: usize = 500;

/// Where past failures are kept.
fn seeds() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fuzz-seeds")
}

fn setting<T: std::str::FromStr>(name: &str) -> Option<T> {
    std::env::var(name).ok()?.parse().ok()
}

/// Plays a seed; says what went wrong, and with which operations.
fn checked(seed: u64, steps: usize) -> Result<Statistics, (String, Vec<Op>)> {
    play(seed, steps).map_err(|violation| report(seed, &violation))
}

#[test]
fn programs_agree_with_the_model() {
    let threads = std::thread::available_parallelism().map_or(2, std::num::NonZero::get).min(4) as u64;
    let results: Vec<_> = std::thread::scope(|scope| {
        let play = |thread| {
            scope.spawn(move || {
                (thread..SEEDS).step_by(threads as usize).map(|seed| checked(seed, STEPS)).collect::<Vec<_>>()
            })
        };
        let handles: Vec<_> = (0..threads).map(play).collect();
        handles.into_iter().flat_map(|handle| handle.join().expect("panics are caught")).collect()
    });
    let mut statistics = Statistics::default();
    for result in results {
        match result {
            Ok(more) => statistics.join(&more),
            Err((what, _)) => panic!("{what}"),
        }
    }
    assert_eq!(statistics.steps, SEEDS * STEPS as u64);
}

#[test]
fn past_failures_stay_mended() {
    for entry in std::fs::read_dir(seeds()).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.extension().is_none_or(|extension| extension != "txt") {
            continue;
        }
        let ops = read_ops(&std::fs::read_to_string(&path).expect("it can be read"))
            .expect("it is a list of operations");
        if let Err(Violation { ops, what }) = replay(&ops) {
            panic!("{}: step {}: {what}", path.display(), ops.len());
        }
    }
}

/// What `scripts/fuzz-model` runs.
#[test]
#[ignore = "runs as long as it is told to: scripts/fuzz-model"]
fn fuzz() {
    let (from, to) = (setting("FUZZ_FROM").unwrap_or(0), setting("FUZZ_TO").unwrap_or(u64::MAX));
    let steps = setting("FUZZ_STEPS").unwrap_or(STEPS);
    let until = Instant::now() + Duration::from_secs(setting::<u64>("FUZZ_SECONDS").unwrap_or(60));
    let stride: u64 = setting("FUZZ_STRIDE").unwrap_or(1);
    let mut statistics = Statistics::default();
    let (mut played, mut said) = (0u64, Instant::now());
    for seed in (from..to).step_by(stride as usize) {
        match checked(seed, steps) {
            Ok(more) => statistics.join(&more),
            Err((what, ops)) => {
                let path = seeds().join(format!("seed-{seed}.txt"));
                let kept = std::fs::write(&path, format!("# Found by seed {seed}.\n{}", write_ops(&ops)));
                let kept = kept.map_or_else(|error| error.to_string(), |()| "kept".into());
                panic!("{what}\ntests/fuzz-seeds/seed-{seed}.txt: {kept}");
            }
        }
        played += 1;
        if said.elapsed() > Duration::from_secs(10) {
            said = Instant::now();
            eprintln!("{played} seeds, {} steps, at seed {seed}", statistics.steps);
        }
        if Instant::now() > until {
            break;
        }
    }
    if std::env::var_os("FUZZ_STATISTICS").is_some() {
        eprintln!("{:#?}", statistics.operations);
        eprintln!("{:#?}", statistics.errors);
    }
    eprintln!("No violation in {played} seeds, {} steps", statistics.steps);
}
