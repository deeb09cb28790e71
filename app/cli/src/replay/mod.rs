//! Recorded votes, held again: the nation is founded, every ballot is a signed transaction, the programs
//! count and decide, and what they say is compared with what was published. Where the scenario has an economy, its
//! steps come in between, and its books are audited at the end.

pub mod economy;
mod founding;
mod motion;
mod proposal;
mod report;

pub use report::{NationReport, PollReport, RentReport, Report};

use crate::Error;
use crate::audit::{Evidence, audit};
use crate::output::{hex, progress};
use crate::programs::PROGRAMS;
use crate::recount::recount;
use crate::scenario::Scenario;
use crate::scenario::economy::{Step, What};
use crate::session::Session;
use client::membership::accounts::Nation;
use client::membership::instructions::{SignCharter, SignCharterInstructionArgs};
use client::{GOVERNOR_ID, addresses};
use cluster::{Embedded, Snapshot};
use economy::{EconomicVote, EconomyReport, Progress};
use founding::Founded;
use indicatif::ProgressBar;
use motion::Motion;
use solana_address::Address;
use solana_signer::Signer;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};
use std::time::Instant;

/// Ballots stay on chain at least this long after the decision, in seconds: 7 days.
const RECOUNT_SECONDS: i64 = 7 * 86_400;

/// Token programs all of whose accounts a snapshot holds.
pub const TOKEN_PROGRAMS: &[Address] = &[spl_token_2022_interface::ID];

/// Where the nation's accounts lie.
#[derive(Clone, Copy, Debug)]
pub struct Places {
    /// The nation.
    pub nation: Address,
    /// Its governor.
    pub governor: Address,
    /// Who signs what it decides.
    pub executor: Address,
    /// Its treasury.
    pub treasury: Address,
    /// What holds the treasury's SOL and owns its token accounts.
    pub vault: Address,
    /// Its land.
    pub registry: Address,
}

impl Places {
    /// Those of the nation with this slug.
    pub fn of(slug: &str) -> Self {
        let nation = addresses::nation(slug).0;
        let governor = addresses::governor(&nation).0;
        let treasury = addresses::treasury(&nation).0;
        Self {
            nation,
            governor,
            executor: addresses::executor(&governor).0,
            treasury,
            vault: addresses::vault(&treasury).0,
            registry: addresses::registry(&nation).0,
        }
    }
}

/// What a replay leaves behind.
#[derive(Debug)]
pub struct Replayed {
    /// What happened.
    pub report: Report,
    /// The programs' accounts when all was decided and nothing closed.
    pub snapshot: Snapshot,
}

/// Plays a scenario on an embedded cluster that has the programs and nothing else.
///
/// A result that differs from the published one is no error here: the report's sentences say so.
///
/// # Errors
/// An instruction fails, or an account is not what it must be.
pub fn replay(scenario: &Scenario, cluster: &Embedded) -> Result<Replayed, Error> {
    replay_looking(scenario, cluster, |_| ())
}

/// The same; `look` sees the cluster when all is decided and nothing closed.
///
/// # Errors
/// As [`replay`].
pub fn replay_looking(
    scenario: &Scenario,
    cluster: &Embedded,
    look: impl FnOnce(&Embedded),
) -> Result<Replayed, Error> {
    let start = Instant::now();
    let mut replay = Replay {
        scenario,
        cluster,
        session: Session::new(cluster),
        places: Places::of(&scenario.slug),
        charter_hash: scenario.charter.hash,
        progress: Progress::default(),
        disagreements: Vec::new(),
    };
    cluster.set_time(scenario.founded.midnight());
    let founded = replay.found()?;
    let held = replay.hold()?;

    let snapshot = replay.snapshot()?;
    look(cluster);
    let accounts: Vec<_> = snapshot.accounts.iter().map(|(at, account)| (*at, account.clone())).collect();
    let recount = recount(&accounts);
    let economy = match &scenario.economy {
        Some(economy) => {
            let steps = held.votes.iter().map(|(index, vote)| (&economy.steps[*index], vote));
            let votes = steps.filter_map(|(step, held)| match &step.what {
                What::Vote(vote) => Some(held.report(step, vote)),
                _ => None,
            });
            let (votes, audit) = (votes.collect(), audit(&Evidence::gather(&snapshot, TOKEN_PROGRAMS)?));
            Some(replay.economy_report(votes, audit)?)
        }
        None => None,
    };
    let rent = replay.close(&held)?;
    let report = replay.report(&founded, held.motions, recount, economy, rent, start)?;
    Ok(Replayed { report, snapshot })
}

/// A replay in progress.
struct Replay<'a> {
    scenario: &'a Scenario,
    cluster: &'a Embedded,
    session: Session<'a>,
    places: Places,
    /// SHA-256 of the charter in force.
    charter_hash: [u8; 32],
    /// What is known of the economy.
    progress: Progress,
    disagreements: Vec<String>,
}

/// What was held.
#[derive(Default)]
struct Held {
    /// The recorded votes.
    motions: Vec<Motion>,
    /// Those on the economy, with the index of their step.
    votes: Vec<(usize, EconomicVote)>,
}

/// What is next for a motion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Stage {
    Submit,
    Vote,
    Decide,
    Execute,
}

/// What is next on the agenda. Of one moment, votes come before steps, which may depend on them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Turn {
    /// A recorded vote, by its index.
    Poll(usize, Stage),
    /// A vote on the economy, by the index of its step.
    Vote(usize, Stage),
    /// A step of the economy, by its index.
    Step(usize),
}

impl<'a> Replay<'a> {
    /// Holds all votes and does all steps, each at its time; several votes may run at once.
    fn hold(&mut self) -> Result<Held, Error> {
        let scenario = self.scenario;
        let steps: &[Step] = scenario.economy.as_ref().map_or(&[], |economy| &economy.steps);
        let review = |track: usize| i64::from(scenario.tracks[track].rules.review_seconds);
        let mut agenda = BinaryHeap::new();
        for (index, poll) in scenario.polls.iter().enumerate() {
            let time = poll.date.midnight() - review(poll.track);
            agenda.push(Reverse((time, Turn::Poll(index, Stage::Submit))));
        }
        for (index, step) in steps.iter().enumerate() {
            let (time, turn) = match &step.what {
                What::Vote(vote) => (review(vote.track), Turn::Vote(index, Stage::Submit)),
                _ => (0, Turn::Step(index)),
            };
            agenda.push(Reverse((step.date.midnight() - time, turn)));
        }
        let weight: usize = steps.iter().map(|step| step.what.weight()).sum();
        let bar = progress("votes are held", scenario.ballots() + weight);
        let mut motions: Vec<Option<Motion>> = scenario.polls.iter().map(|_| None).collect();
        let mut votes: BTreeMap<usize, EconomicVote> = BTreeMap::new();
        while let Some(Reverse((time, turn))) = agenda.pop() {
            self.cluster.set_time(time);
            let next = match turn {
                Turn::Poll(index, stage) => self
                    .poll_turn(index, stage, &mut motions[index], &bar)?
                    .map(|(time, stage)| (time, Turn::Poll(index, stage))),
                Turn::Vote(index, stage) => self
                    .vote_turn(&steps[index], index, stage, &mut votes, &bar)?
                    .map(|(time, stage)| (time, Turn::Vote(index, stage))),
                Turn::Step(index) => {
                    self.step(&steps[index], &bar)?;
                    None
                }
            };
            agenda.extend(next.map(Reverse));
        }
        bar.finish_and_clear();
        Ok(Held { motions: motions.into_iter().flatten().collect(), votes: votes.into_iter().collect() })
    }

    /// A stage of a recorded vote. Returns when the next is due.
    fn poll_turn(
        &mut self,
        index: usize,
        stage: Stage,
        slot: &mut Option<Motion>,
        bar: &ProgressBar,
    ) -> Result<Option<(i64, Stage)>, Error> {
        let poll = &self.scenario.polls[index];
        Ok(match (stage, slot) {
            (Stage::Submit, slot) => {
                let motion = slot.insert(self.submit_poll(index)?);
                Some((motion.proposed.voting_opens_at, Stage::Vote))
            }
            (_, None) => None,
            (Stage::Vote, Some(motion)) => {
                bar.set_message(format!("{} {}", poll.date, poll.title));
                self.cast_poll(motion, bar)?;
                Some((motion.proposed.objection_closes_at, Stage::Decide))
            }
            (Stage::Decide, Some(motion)) => self.decide_poll(motion)?.map(|at| (at, Stage::Execute)),
            (Stage::Execute, Some(motion)) => {
                self.execute_poll(motion)?;
                None
            }
        })
    }

    /// A stage of a vote on the economy. Returns when the next is due.
    fn vote_turn(
        &mut self,
        step: &'a Step,
        index: usize,
        stage: Stage,
        votes: &mut BTreeMap<usize, EconomicVote>,
        bar: &ProgressBar,
    ) -> Result<Option<(i64, Stage)>, Error> {
        let What::Vote(vote): &'a What = &step.what else { return Ok(None) };
        if stage == Stage::Submit {
            let held = self.submit_vote(step, vote)?;
            let opens_at = held.proposed.voting_opens_at;
            votes.insert(index, held);
            return Ok(Some((opens_at, Stage::Vote)));
        }
        let Some(held) = votes.get_mut(&index) else { return Ok(None) };
        Ok(match stage {
            Stage::Submit => None,
            Stage::Vote => {
                bar.set_message(format!("{} {}", step.date, vote.title));
                self.cast_vote(vote, held, bar)?;
                Some((held.proposed.objection_closes_at, Stage::Decide))
            }
            Stage::Decide => self.decide_vote(step, vote, held)?.map(|at| (at, Stage::Execute)),
            Stage::Execute => {
                self.execute_vote(vote, held)?;
                None
            }
        })
    }

    /// The programs' accounts as they are now; of an economy, with everything that an audit looks at.
    fn snapshot(&self) -> Result<Snapshot, Error> {
        let mut programs: Vec<_> = PROGRAMS.iter().map(|(_, program)| *program).collect();
        if self.scenario.economy.is_some() {
            programs.extend(TOKEN_PROGRAMS);
        }
        let mut snapshot = Snapshot::take(self.cluster, &programs)?;
        // The vault and the escrows of SOL belong to no program of these.
        snapshot.accounts.extend(Evidence::gather(self.cluster, &[])?.money);
        Ok(snapshot)
    }

    /// Everybody signs the charter in force.
    fn sign_charter(&mut self) -> Result<(), Error> {
        let bar = progress("citizens sign the new charter", self.scenario.citizens.len());
        for member in &self.scenario.citizens {
            let wallet = member.wallet.pubkey();
            let citizen = addresses::citizen(&self.places.nation, &wallet).0;
            let sign = SignCharter { wallet, nation: self.places.nation, citizen }
                .instruction(SignCharterInstructionArgs { charter_hash: self.charter_hash });
            self.session.send(
                "membership.sign_charter",
                &member_of(&member.name),
                sign,
                &[&member.wallet],
            )?;
            bar.inc(1);
        }
        bar.finish_and_clear();
        Ok(())
    }

    /// Closes everything that the votes have left behind, after the time for recounts.
    fn close(&mut self, held: &Held) -> Result<RentReport, Error> {
        let recorded = held.motions.iter().map(|motion| &motion.proposed);
        let proposals: Vec<_> = recorded.chain(held.votes.iter().map(|(_, vote)| &vote.proposed)).collect();
        let last = proposals.iter().map(|proposal| proposal.decided_at).max();
        if let Some(last) = last {
            let now = self.session.cluster.now()?;
            self.cluster.set_time(now.max(last + RECOUNT_SECONDS));
        }
        let mut rent = RentReport::default();
        let bar = progress("accounts are closed", proposals.len());
        for proposal in proposals {
            rent.deposited += proposal.deposited;
            rent.returned += self.close_proposal(proposal)?;
            rent.forfeited += proposal.forfeited;
            bar.inc(1);
        }
        bar.finish_and_clear();
        let left = self.session.cluster.program_accounts(&GOVERNOR_ID, &[])?;
        let of_votes = left.iter().filter(|(address, _)| *address != self.places.governor);
        rent.accounts_left = of_votes.count() as u64;
        if rent.deposited != rent.returned + rent.forfeited.cast_signed() || rent.accounts_left > 0 {
            self.disagreements.push(format!(
                "{} lamports were deposited for the votes, {} came back and {} are forfeit; {} accounts are left",
                rent.deposited, rent.returned, rent.forfeited, rent.accounts_left
            ));
        }
        Ok(rent)
    }

    fn report(
        self,
        founded: &Founded,
        motions: Vec<Motion>,
        recount: crate::recount::Recount,
        economy: Option<EconomyReport>,
        rent: RentReport,
        start: Instant,
    ) -> Result<Report, Error> {
        let nation: Nation = self.session.read(&self.places.nation)?;
        let mut disagreements = self.disagreements;
        if nation.charter_hash != self.charter_hash {
            disagreements.push("the charter in force is not the last one adopted".into());
        }
        disagreements.extend(recount.disagreements.iter().cloned());
        let polls = motions.into_iter().map(|motion| motion.report(self.scenario)).collect();
        Ok(Report {
            nation: NationReport {
                name: self.scenario.name.clone(),
                slug: self.scenario.slug.clone(),
                address: self.places.nation.to_string(),
                governor: self.places.governor.to_string(),
                executor: self.places.executor.to_string(),
                citizens: nation.next_serial,
                passports: founded.passports,
                charter_hash: hex(&nation.charter_hash),
                charter_version: nation.charter_version,
            },
            polls,
            transactions: self.session.costs().values().map(|cost| cost.compute_units.count).sum(),
            instructions: self.session.costs().clone(),
            rent,
            recount,
            economy,
            disagreements,
            milliseconds: u64::try_from(start.elapsed().as_millis()).unwrap_or(u64::MAX),
        })
    }
}

fn member_of(name: &str) -> String {
    format!("member {name}")
}
