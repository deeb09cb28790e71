//! Recorded votes, held again: the nation is founded, every ballot is a signed transaction, the programs
//! count and decide, and what they say is compared with what was published.

mod founding;
mod motion;
mod report;

pub use report::{NationReport, PollReport, RentReport, Report};

use crate::Error;
use crate::output::{hex, progress};
use crate::recount::recount;
use crate::scenario::Scenario;
use crate::session::Session;
use client::membership::accounts::Nation;
use client::membership::instructions::{SignCharter, SignCharterInstructionArgs};
use client::{GOVERNOR_ID, MEMBERSHIP_ID, addresses};
use cluster::{Embedded, Snapshot};
use founding::Founded;
use motion::Motion;
use solana_address::Address;
use solana_signer::Signer;
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::time::Instant;

/// Ballots stay on chain at least this long after the decision, in seconds: 7 days.
const RECOUNT_SECONDS: i64 = 7 * 86_400;

/// Where the nation's accounts lie.
#[derive(Clone, Copy, Debug)]
pub struct Places {
    /// The nation.
    pub nation: Address,
    /// Its governor.
    pub governor: Address,
    /// Who signs what it decides.
    pub executor: Address,
}

impl Places {
    /// Those of the nation with this slug.
    pub fn of(slug: &str) -> Self {
        let nation = addresses::nation(slug).0;
        let governor = addresses::governor(&nation).0;
        Self { nation, governor, executor: addresses::executor(&governor).0 }
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
    let start = Instant::now();
    let mut replay = Replay {
        scenario,
        cluster,
        session: Session::new(cluster),
        places: Places::of(&scenario.slug),
        charter_hash: scenario.charter.hash,
        disagreements: Vec::new(),
    };
    cluster.set_time(scenario.founded.midnight());
    let founded = replay.found()?;
    let motions = replay.vote()?;

    let snapshot = Snapshot::take(cluster, &[MEMBERSHIP_ID, GOVERNOR_ID])?;
    let accounts: Vec<_> = snapshot.accounts.iter().map(|(at, account)| (*at, account.clone())).collect();
    let recount = recount(&accounts);
    let rent = replay.close(&motions)?;
    let report = replay.report(&founded, motions, recount, rent, start)?;
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
    disagreements: Vec<String>,
}

/// What is next for a motion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Stage {
    Submit,
    Vote,
    Decide,
    Execute,
}

impl Replay<'_> {
    /// Holds all votes, each at its time; several may run at once.
    fn vote(&mut self) -> Result<Vec<Motion>, Error> {
        let scenario = self.scenario;
        let mut agenda = BinaryHeap::new();
        for (index, poll) in scenario.polls.iter().enumerate() {
            let review = scenario.tracks[poll.track].rules.review_seconds;
            agenda.push(Reverse((poll.date.midnight() - i64::from(review), index, Stage::Submit)));
        }
        let bar = progress("votes are held", scenario.ballots());
        let mut motions: Vec<Option<Motion>> = scenario.polls.iter().map(|_| None).collect();
        while let Some(Reverse((time, index, stage))) = agenda.pop() {
            self.cluster.set_time(time);
            let poll = &scenario.polls[index];
            let next = match (stage, &mut motions[index]) {
                (Stage::Submit, slot) => {
                    let motion = slot.insert(self.submit(poll)?);
                    Some((motion.voting_opens_at, Stage::Vote))
                }
                (_, None) => None,
                (Stage::Vote, Some(motion)) => {
                    bar.set_message(format!("{} {}", poll.date, poll.title));
                    self.cast(poll, motion, &bar)?;
                    Some((motion.objection_closes_at, Stage::Decide))
                }
                (Stage::Decide, Some(motion)) => self.decide(poll, motion)?.map(|at| (at, Stage::Execute)),
                (Stage::Execute, Some(motion)) => {
                    self.execute(poll, motion)?;
                    None
                }
            };
            agenda.extend(next.map(|(time, stage)| Reverse((time, index, stage))));
        }
        bar.finish_and_clear();
        Ok(motions.into_iter().flatten().collect())
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
    fn close(&mut self, motions: &[Motion]) -> Result<RentReport, Error> {
        let last = motions.iter().map(|motion| motion.decided_at).max();
        if let Some(last) = last {
            let now = self.session.cluster.now()?;
            self.cluster.set_time(now.max(last + RECOUNT_SECONDS));
        }
        let mut rent = RentReport::default();
        let bar = progress("accounts are closed", motions.len());
        for motion in motions {
            rent.deposited += motion.deposited;
            rent.returned += self.close_motion(&self.scenario.polls[motion.poll], motion)?;
            rent.forfeited += motion.forfeited;
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
            disagreements,
            milliseconds: u64::try_from(start.elapsed().as_millis()).unwrap_or(u64::MAX),
        })
    }
}

fn member_of(name: &str) -> String {
    format!("member {name}")
}
