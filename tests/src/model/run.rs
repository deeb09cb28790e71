//! Runs of the play: steps, checks, and what is said of a failure.

use super::chain::{Chain, Done};
use super::court::marks::marks;
use super::generate::{Focus, Generator};
use super::id::Id;
use super::name_of;
use super::op::{Op, Who};
use crate::{idl, state};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

/// Every so many steps all accounts are compared, not only those touched.
const ALL_EVERY: usize = 50;

/// Counts of what was done: by operation, how often it succeeded and how often it was refused.
#[derive(Clone, Debug, Default)]
pub struct Statistics {
    /// By operation.
    pub operations: BTreeMap<String, (u64, u64)>,
    /// Errors the chain gave, by operation and name.
    pub errors: BTreeMap<String, u64>,
    /// Steps.
    pub steps: u64,
    /// What was reached besides, see [`super::court::marks`].
    pub marks: BTreeMap<String, u64>,
    /// Calls of treasury, land, court and diplomacy in them.
    pub calls: u64,
}

impl Statistics {
    fn add(&mut self, op: &Op, error: Option<String>) {
        self.steps += 1;
        for call in op.calls() {
            self.calls +=
                u64::from(matches!(call, Op::Treasury(_) | Op::Land(_) | Op::Court(_) | Op::Diplomacy(_)));
            // Of a transaction that fails nobody knows which of them would have.
            if error.is_none() {
                self.operations.entry(call.name()).or_default().0 += 1;
            }
        }
        match error {
            None => {}
            Some(error) => {
                self.operations.entry(op.name()).or_default().1 += 1;
                *self.errors.entry(format!("{} {error}", op.name())).or_default() += 1;
            }
        }
    }

    /// Adds other statistics.
    pub fn join(&mut self, other: &Self) {
        for (name, (done, refused)) in &other.operations {
            let count = self.operations.entry(name.clone()).or_default();
            *count = (count.0 + done, count.1 + refused);
        }
        for (name, n) in &other.errors {
            *self.errors.entry(name.clone()).or_default() += n;
        }
        for (mark, n) in &other.marks {
            *self.marks.entry(mark.clone()).or_default() += n;
        }
        self.steps += other.steps;
        self.calls += other.calls;
    }

    /// Instructions of a program that never succeeded.
    pub fn never(&self, program: &str) -> Vec<String> {
        let done = |name: &str| {
            let camel: String = name.split('_').map(|word| word[..1].to_uppercase() + &word[1..]).collect();
            self.operations.get(&camel).is_some_and(|(done, _)| *done > 0)
        };
        let all = idl::instructions().iter().filter(|of| of.program == program);
        all.map(|of| of.name.clone()).filter(|name| !done(name)).collect()
    }
}

impl std::fmt::Display for Statistics {
    /// How often each operation succeeded and was refused.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(f, "{:24} {:>9} {:>9}", "", "succeeded", "refused")?;
        for (name, (done, refused)) in &self.operations {
            writeln!(f, "{name:24} {done:>9} {refused:>9}")?;
        }
        for (mark, n) in &self.marks {
            writeln!(f, "{mark:60} {n:>9}")?;
        }
        Ok(())
    }
}

/// A disagreement between model and chain, or an invariant that broke.
#[derive(Clone, Debug)]
pub struct Violation {
    /// What was done, the last being what went wrong.
    pub ops: Vec<Op>,
    /// What is wrong.
    pub what: String,
}

/// Chooses what to do next, or stops.
enum Source<'a> {
    Seed(Box<Generator>),
    List(std::slice::Iter<'a, Op>),
}

/// Plays a seed for so many steps.
///
/// # Errors
/// The first violation.
pub fn play(seed: u64, steps: usize, focus: Focus) -> Result<Statistics, Violation> {
    let (chain, model) = Chain::new();
    let generator = Generator::new(seed, model.now, focus);
    run(&chain, model, Source::Seed(Box::new(generator)), steps)
}

/// Plays a list of operations.
///
/// # Errors
/// The first violation.
pub fn replay(ops: &[Op]) -> Result<Statistics, Violation> {
    let (chain, model) = Chain::new();
    run(&chain, model, Source::List(ops.iter()), ops.len())
}

fn run(
    chain: &Chain,
    mut model: super::Model,
    mut source: Source<'_>,
    steps: usize,
) -> Result<Statistics, Violation> {
    let mut statistics = Statistics::default();
    let mut ops = vec![];
    for step in 0..steps {
        let op = match &mut source {
            Source::Seed(generator) => generator.next(&model),
            Source::List(list) => match list.next() {
                Some(op) => op.clone(),
                None => break,
            },
        };
        ops.push(op.clone());
        let before = model.clone();
        // A panic of the model is a violation like any other.
        let done = catch_unwind(AssertUnwindSafe(|| one(chain, &mut model, &op)));
        match done.unwrap_or_else(|_| Err("the model panicked, see above".into())) {
            Ok(error) => {
                if error.is_none() {
                    let between = super::diplomacy::marks::marks(&before, &model);
                    for mark in marks(&before, &model, &op).into_iter().chain(between) {
                        *statistics.marks.entry(mark).or_default() += 1;
                    }
                }
                statistics.add(&op, error);
            }
            Err(what) => return Err(Violation { ops, what }),
        }
        if step % ALL_EVERY == ALL_EVERY - 1 || step == steps - 1 {
            chain.compare_all(&model).map_err(|what| Violation { ops: ops.clone(), what })?;
        }
    }
    Ok(statistics)
}

/// One step, checked; the error's name if it was refused, as it should.
fn one(chain: &Chain, model: &mut super::Model, op: &Op) -> Result<Option<String>, String> {
    let before = model.clone();
    let no = model.act(op);
    let error = match chain.act(&before, op) {
        Done::Violation(what) => return Err(what),
        Done::Ok if no.refused() => return Err(format!("it succeeded, and should not: {no:?}")),
        Done::Ok => None,
        Done::Nothing if no.refused() => Some("nothing to do it to".into()),
        Done::Nothing => return Err("there was nothing to do it to, and should be".into()),
        Done::Failed(failure) => {
            let name =
                failure.code().and_then(name_of).map_or_else(|| failure.error.to_string(), str::to_owned);
            if !no.refused() {
                return Err(format!("it failed, and should not: {name}\n{}", failure.logs.join("\n")));
            }
            if !no.expect(&failure) {
                return Err(format!(
                    "it failed with {name}, and should with {no:?}\n{}",
                    failure.logs.join("\n")
                ));
            }
            Some(name)
        }
    };
    if error.is_none() {
        observe(chain, model, &before, op);
        forward(&before, model)?;
    }
    touched(chain, &before, model, op)?;
    Ok(error)
}

/// Learns what the model cannot know: what passports and groups cost.
fn observe(chain: &Chain, model: &mut super::Model, before: &super::Model, op: &Op) {
    match op {
        Op::Found { founder, .. } => model.observe(&chain.world, Who::Wallet(*founder)),
        Op::IssuePassport { citizen, .. } => {
            let serial = before.citizen(*citizen).map_or(0, |c| c.serial);
            let mint = chain.book.address(Id::Passport(citizen.nation, serial));
            let holding = chain.book.address(Id::Holding(citizen.nation, serial, citizen.wallet));
            model.passport_issued(*citizen, chain.world.lamports(&mint), chain.world.lamports(&holding));
        }
        _ => {}
    }
}

/// A proposal only moves forward, but for the end of an injunction.
fn forward(before: &super::Model, after: &super::Model) -> Result<(), String> {
    use state::{CANCELLED, DEFEATED, DRAFT, ENJOINED, EXECUTED, EXPIRED, QUEUED, SUBMITTED, SUCCEEDED};
    for (nation, g) in before.governors.iter().enumerate() {
        for (id, old) in g.iter().flat_map(|g| &g.proposals) {
            let new = after.governors[nation].as_ref().and_then(|g| g.proposals.get(id));
            let Some(new) = new else { continue };
            let allowed: &[u8] = match old.state {
                DRAFT => &[SUBMITTED, CANCELLED, EXPIRED, DEFEATED, SUCCEEDED, QUEUED],
                // Also what one transaction of several instructions can pass through.
                SUBMITTED => &[SUCCEEDED, QUEUED, DEFEATED, CANCELLED, EXECUTED, ENJOINED],
                SUCCEEDED => &[ENJOINED],
                QUEUED => &[EXECUTED, EXPIRED, CANCELLED, ENJOINED],
                ENJOINED => &[SUCCEEDED, QUEUED, CANCELLED, EXECUTED, EXPIRED],
                _ => &[],
            };
            if old.state != new.state && !allowed.contains(&new.state) {
                return Err(format!(
                    "proposal {id} of nation {nation} went from state {} to {}",
                    old.state, new.state
                ));
            }
            if new.executed() < old.executed() {
                return Err(format!("proposal {id} of nation {nation} forgot an execution"));
            }
        }
    }
    Ok(())
}

/// Compares every account that the operation named, in whatever role.
fn touched(chain: &Chain, before: &super::Model, model: &super::Model, op: &Op) -> Result<(), String> {
    let mut ids = vec![];
    for instruction in chain.book.instructions(before, op) {
        ids.extend(instruction.accounts.iter().filter_map(|meta| chain.book.id(&meta.pubkey)));
    }
    ids.sort_unstable();
    ids.dedup();
    ids.into_iter().try_for_each(|id| chain.compare(model, id))
}

/// The shortest list found that still goes wrong: leaves out ever smaller stretches, for so long.
pub fn shrink(violation: &Violation, patience: Duration) -> Violation {
    let until = Instant::now() + patience;
    let kind = |what: &str| what.split(':').next().unwrap_or_default().to_owned();
    let sort = kind(&violation.what);
    let mut best = violation.clone();
    let mut stretch = best.ops.len() / 2;
    while stretch > 0 && Instant::now() < until {
        let mut at = 0;
        while at < best.ops.len() && Instant::now() < until {
            let mut fewer = best.ops.clone();
            fewer.drain(at..(at + stretch).min(fewer.len()));
            match replay(&fewer) {
                Err(smaller) if kind(&smaller.what) == sort => best = smaller,
                _ => at += stretch,
            }
        }
        stretch /= 2;
    }
    best
}

/// Operations as they are stored: one JSON object a line.
pub fn write_ops(ops: &[Op]) -> String {
    ops.iter().fold(String::new(), |mut text, op| {
        let _ = writeln!(text, "{}", serde_json::to_string(op).expect("operations can be written"));
        text
    })
}

/// Reads what [`write_ops`] wrote; lines that begin with `#` are comments.
///
/// # Errors
/// The line that is none.
pub fn read_ops(text: &str) -> Result<Vec<Op>, String> {
    let lines = text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
    lines.map(|line| serde_json::from_str(line).map_err(|error| format!("{error} in {line}"))).collect()
}

/// What is said of a violation found by a seed, and the shortest list that shows it.
pub fn report(seed: u64, focus: &str, violation: &Violation) -> (String, Vec<Op>) {
    let step = violation.ops.len();
    let small = shrink(violation, Duration::from_secs(30));
    let said = format!(
        "seed {seed}, step {step}: {}\n\nWith {} operations: {}\n{}\nAgain: scripts/fuzz-model --seed {seed} --steps {step}{focus}\n",
        violation.what,
        small.ops.len(),
        small.what,
        write_ops(&small.ops),
        focus = if focus.is_empty() { String::new() } else { format!(" --focus {focus}") }
    );
    (said, small.ops)
}
