//! The model-based fuzzer: see `civitas_tests::model`.
//!
//! `cargo test` plays a few seeds and every list in `fuzz-seeds/`; `scripts/fuzz-model` plays as long as wanted.

use civitas_tests::model::generate::Focus;
use civitas_tests::model::op::Op;
use civitas_tests::model::run::{Statistics, Violation, play, read_ops, replay, report, write_ops};
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// Seeds that every test run plays, and for how many steps: in turn about all programs alike, mostly about money and
/// land, mostly about courts, and mostly about other nations.
const SEEDS: u64 = 20;
const STEPS: usize = 500;
const TURNS: [&str; 4] = ["", "treasury,land", "court", "diplomacy"];

/// Where past failures are kept.
fn seeds() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fuzz-seeds")
}

fn setting<T: std::str::FromStr>(name: &str) -> Option<T> {
    std::env::var(name).ok()?.parse().ok()
}

/// Plays a seed; says what went wrong, and with which operations.
fn checked(seed: u64, steps: usize, focus: &str) -> Result<Statistics, (String, Vec<Op>)> {
    let about: Focus = focus.parse().expect("programs, separated by commas");
    play(seed, steps, about).map_err(|violation| report(seed, focus, &violation))
}

#[test]
fn programs_agree_with_the_model() {
    let threads = std::thread::available_parallelism().map_or(2, std::num::NonZero::get).min(4) as u64;
    let results: Vec<_> = std::thread::scope(|scope| {
        let one = |seed: u64| checked(seed, STEPS, TURNS[seed as usize % TURNS.len()]);
        let play = |thread| {
            scope.spawn(move || (thread..SEEDS).step_by(threads as usize).map(one).collect::<Vec<_>>())
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
    // What a few steps cannot lead to everywhere; a long run leads to all of it.
    for (program, rare) in [("treasury", 1), ("land", 6), ("court", 4), ("diplomacy", 1)] {
        let never = statistics.never(program);
        assert!(never.len() <= rare, "of {program} nothing ever succeeded of {never:?}");
    }
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
    let focus: String = setting("FUZZ_FOCUS").unwrap_or_default();
    let enough = setting("FUZZ_CALLS").unwrap_or(u64::MAX);
    let until = Instant::now() + Duration::from_secs(setting::<u64>("FUZZ_SECONDS").unwrap_or(60));
    let stride: u64 = setting("FUZZ_STRIDE").unwrap_or(1);
    let mut statistics = Statistics::default();
    let (mut played, mut said) = (0u64, Instant::now());
    let mut last = from;
    for seed in (from..to).step_by(stride as usize) {
        match checked(seed, steps, &focus) {
            Ok(more) => statistics.join(&more),
            Err((what, ops)) => {
                let path = seeds().join(format!("seed-{seed}.txt"));
                let kept = std::fs::write(&path, format!("# Found by seed {seed}.\n{}", write_ops(&ops)));
                let kept = kept.map_or_else(|error| error.to_string(), |()| "kept".into());
                panic!("{what}\ntests/fuzz-seeds/seed-{seed}.txt: {kept}");
            }
        }
        (played, last) = (played + 1, seed);
        if said.elapsed() > Duration::from_secs(10) {
            said = Instant::now();
            let Statistics { steps, calls, .. } = statistics;
            eprintln!(
                "{played} seeds, {steps} steps, {calls} calls of treasury, land, court and diplomacy, at seed {seed}"
            );
        }
        if Instant::now() > until || statistics.calls >= enough {
            break;
        }
    }
    if std::env::var_os("FUZZ_STATISTICS").is_some() {
        eprintln!("{statistics}\n{:#?}", statistics.errors);
    }
    for program in
        focus.split(',').filter(|program| ["treasury", "land", "court", "diplomacy"].contains(program))
    {
        let never = statistics.never(program);
        if !never.is_empty() {
            eprintln!("Of {program} never succeeded: {}", never.join(", "));
        }
    }
    eprintln!(
        "No violation in {played} seeds ({from} to {last}), {} steps, {} calls of treasury, land, court and diplomacy",
        statistics.steps, statistics.calls
    );
}
