//! Recorded votes, held again: the nation is founded, every ballot is a signed transaction, the programs
//! count and decide, and what they say is compared with what was published. Where the scenario has an economy, its
//! steps come in between, and its books are audited at the end.

pub mod court;
pub mod diplomacy;
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
use crate::scenario::economy::{Vote, What};
use crate::scenario::{Date, court as justice, diplomacy as foreign};
use crate::scenario::{SECONDS_IN_DAY, Scenario};
use crate::session::Session;
use client::membership::accounts::Nation;
use client::membership::instructions::{SignCharter, SignCharterInstructionArgs};
use client::{GOVERNOR_ID, addresses};
use cluster::{Cluster, Embedded, Snapshot};
use court::{CaseStage, CourtReport, Docket};
use diplomacy::{DiplomacyReport, Relations};
use economy::{EconomicVote, EconomyReport, Progress, VoteReport};
use founding::Founded;
use indicatif::ProgressBar;
use motion::Motion;
use solana_address::Address;
use solana_keypair::Keypair;
use solana_signer::Signer;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap, HashMap};
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
    /// Its court.
    pub court: Address,
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
            court: addresses::court(&nation).0,
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
        planned: planned(scenario),
        moved: HashMap::new(),
        progress: Progress::default(),
        docket: Docket::default(),
        relations: Relations::default(),
        disagreements: Vec::new(),
    };
    cluster.set_time(scenario.founded.midnight());
    let founded = replay.found()?;
    let held = replay.hold()?;

    let snapshot = replay.snapshot()?;
    look(cluster);
    let accounts: Vec<_> = snapshot.accounts.iter().map(|(at, account)| (*at, account.clone())).collect();
    let recount = recount(&accounts);
    let parts = replay.parts(&held, &snapshot)?;
    let rent = replay.close(&held)?;
    let report = replay.report(&founded, held.motions, recount, parts, rent, start)?;
    Ok(Replayed { report, snapshot })
}

/// Where a step comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Source {
    Economy,
    Court,
    Diplomacy,
}

/// A vote that is planned by one of the files of steps.
struct Planned<'a> {
    source: Source,
    number: usize,
    place: String,
    date: Date,
    vote: &'a Vote,
}

/// All of them.
fn planned(scenario: &Scenario) -> Vec<Planned<'_>> {
    let economy = scenario.economy.iter().flat_map(|economy| &economy.steps).filter_map(|step| {
        let What::Vote(vote) = &step.what else { return None };
        let (number, place, date) = (step.number, step.place(), step.date);
        Some(Planned { source: Source::Economy, number, place, date, vote })
    });
    let court = scenario.court.iter().flat_map(|court| &court.steps).filter_map(|step| {
        let justice::What::Vote(vote) = &step.what else { return None };
        let (number, place, date) = (step.number, step.place(), step.date);
        Some(Planned { source: Source::Court, number, place, date, vote })
    });
    let diplomacy = scenario.diplomacy.iter().flat_map(|diplomacy| &diplomacy.steps).filter_map(|step| {
        let foreign::What::Vote(vote) = &step.what else { return None };
        let (number, place, date) = (step.number, step.place(), step.date);
        Some(Planned { source: Source::Diplomacy, number, place, date, vote })
    });
    economy.chain(court).chain(diplomacy).collect()
}

/// What the parts of a scenario come to that may be missing.
#[derive(Default)]
struct Parts {
    economy: Option<EconomyReport>,
    court: Option<CourtReport>,
    diplomacy: Option<DiplomacyReport>,
}

/// A replay in progress.
struct Replay<'a> {
    scenario: &'a Scenario,
    cluster: &'a Embedded,
    session: Session<'a>,
    places: Places,
    /// SHA-256 of the charter in force.
    charter_hash: [u8; 32],
    /// The votes that files of steps plan.
    planned: Vec<Planned<'a>>,
    /// New wallets of members who have lost theirs.
    moved: HashMap<usize, &'a Keypair>,
    /// What is known of the economy.
    progress: Progress,
    /// What is known of the cases.
    docket: Docket,
    /// What is known of other nations.
    relations: Relations,
    disagreements: Vec<String>,
}

/// What was held.
#[derive(Default)]
struct Held {
    /// The recorded votes.
    motions: Vec<Motion>,
    /// Those that files of steps plan, by index.
    votes: BTreeMap<usize, EconomicVote>,
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
    /// A planned vote, by its index.
    Vote(usize, Stage),
    /// A case, by its index.
    Case(usize, CaseStage),
    /// The nation's census of the period.
    Census,
    /// A step of a file, by its index.
    Step(Source, usize),
}

/// What is on the agenda, the earliest first.
type Agenda = BinaryHeap<Reverse<(i64, Turn)>>;

impl<'a> Replay<'a> {
    /// Holds all votes and does all steps, each at its time; several votes may run at once.
    fn hold(&mut self) -> Result<Held, Error> {
        let scenario = self.scenario;
        let mut agenda = self.agenda();
        let bar = progress("votes are held", scenario.ballots() + self.weight());
        let mut motions: Vec<Option<Motion>> = scenario.polls.iter().map(|_| None).collect();
        let mut votes: BTreeMap<usize, EconomicVote> = BTreeMap::new();
        while let Some(Reverse((time, turn))) = agenda.pop() {
            // Cases take some seconds of a day for their slots.
            self.cluster.set_time(time.max(self.cluster.now()?));
            let next = match turn {
                Turn::Poll(index, stage) => self
                    .poll_turn(index, stage, &mut motions[index], &bar)?
                    .map(|(time, stage)| (time, Turn::Poll(index, stage))),
                Turn::Vote(index, stage) => self
                    .vote_turn(index, stage, &mut votes, &bar)?
                    .map(|(time, stage)| (time, Turn::Vote(index, stage))),
                Turn::Case(index, stage) => self.case_turn(index, stage, &votes, &bar)?,
                Turn::Census => self.census_turn()?.map(|time| (time, Turn::Census)),
                Turn::Step(source, index) => self.step_turn(source, index, &bar)?,
            };
            agenda.extend(next.map(Reverse));
        }
        bar.finish_and_clear();
        Ok(Held { motions: motions.into_iter().flatten().collect(), votes })
    }

    /// Everything that has a date.
    fn agenda(&self) -> Agenda {
        let scenario = self.scenario;
        let review = |track: usize| i64::from(scenario.tracks[track].rules.review_seconds);
        let polls = scenario.polls.iter().enumerate().map(|(index, poll)| {
            (poll.date.midnight() - review(poll.track), Turn::Poll(index, Stage::Submit))
        });
        let votes = self.planned.iter().enumerate().map(|(index, planned)| {
            let time = planned.date.midnight() - review(planned.vote.track);
            (time, Turn::Vote(index, Stage::Submit))
        });
        let economy = scenario.economy.iter().flat_map(|economy| economy.steps.iter().enumerate());
        let economy = economy.filter(|(_, step)| !matches!(step.what, What::Vote(_)));
        let economy = economy.map(|(index, step)| (step.date, Turn::Step(Source::Economy, index)));
        let court = scenario.court.iter().flat_map(|court| court.steps.iter().enumerate());
        let court = court.filter(|(_, step)| !matches!(step.what, justice::What::Vote(_)));
        let court = court.map(|(index, step)| (step.date, Turn::Step(Source::Court, index)));
        let foreign = scenario.diplomacy.iter().flat_map(|foreign| foreign.steps.iter().enumerate());
        let foreign = foreign.filter(|(_, step)| !matches!(step.what, foreign::What::Vote(_)));
        let foreign = foreign.map(|(index, step)| (step.date, Turn::Step(Source::Diplomacy, index)));
        let steps = economy.chain(court).chain(foreign).map(|(date, turn)| (date.midnight(), turn));
        // The first census is taken when everybody has joined.
        let census = scenario.diplomacy.as_ref().and_then(|diplomacy| diplomacy.census);
        let census = census.map(|_| (scenario.founded.midnight() + SECONDS_IN_DAY, Turn::Census));
        polls.chain(votes).chain(steps).chain(census).map(Reverse).collect()
    }

    /// About how many transactions the files of steps take.
    fn weight(&self) -> usize {
        let Scenario { economy, court, diplomacy, .. } = self.scenario;
        let economy = economy.iter().flat_map(|economy| &economy.steps).map(|step| step.what.weight());
        let court =
            court.iter().flat_map(|court| court.steps.iter().map(|step| step.what.weight(&court.cases)));
        let diplomacy = diplomacy
            .iter()
            .flat_map(|foreign| foreign.steps.iter().map(|step| step.what.weight(&foreign.nations)));
        economy.chain(court).chain(diplomacy).sum()
    }

    /// A step of a file. Returns what follows from it.
    fn step_turn(
        &mut self,
        source: Source,
        index: usize,
        bar: &ProgressBar,
    ) -> Result<Option<(i64, Turn)>, Error> {
        let scenario = self.scenario;
        match source {
            Source::Economy => {
                let step = scenario.economy.as_ref().and_then(|economy| economy.steps.get(index));
                step.map_or(Ok(()), |step| self.step(step, bar)).map(|()| None)
            }
            Source::Court => {
                let step = scenario.court.as_ref().and_then(|court| court.steps.get(index));
                step.map_or(Ok(None), |step| self.court_step(step, bar))
            }
            Source::Diplomacy => {
                let step = scenario.diplomacy.as_ref().and_then(|diplomacy| diplomacy.steps.get(index));
                step.map_or(Ok(()), |step| self.foreign_step(step, bar)).map(|()| None)
            }
        }
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

    /// A stage of a planned vote. Returns when the next is due.
    fn vote_turn(
        &mut self,
        index: usize,
        stage: Stage,
        votes: &mut BTreeMap<usize, EconomicVote>,
        bar: &ProgressBar,
    ) -> Result<Option<(i64, Stage)>, Error> {
        let Planned { ref place, date, vote, .. } = self.planned[index];
        let place = place.clone();
        if stage == Stage::Submit {
            let held = self.submit_vote(&place, vote)?;
            let opens_at = held.proposed.voting_opens_at;
            votes.insert(index, held);
            return Ok(Some((opens_at, Stage::Vote)));
        }
        let Some(held) = votes.get_mut(&index) else { return Ok(None) };
        Ok(match stage {
            Stage::Submit => None,
            Stage::Vote => {
                bar.set_message(format!("{date} {}", vote.title));
                self.cast_vote(vote, held, bar)?;
                Some((held.proposed.objection_closes_at, Stage::Decide))
            }
            Stage::Decide => self.decide_vote(&place, vote, held)?.map(|at| (at, Stage::Execute)),
            Stage::Execute => {
                self.execute_vote(vote, held)?;
                None
            }
        })
    }

    /// What became of the parts of the scenario that may be missing.
    fn parts(&mut self, held: &Held, snapshot: &Snapshot) -> Result<Parts, Error> {
        let scenario = self.scenario;
        if scenario.economy.is_none() && scenario.court.is_none() && scenario.diplomacy.is_none() {
            return Ok(Parts::default());
        }
        let audit = audit(&Evidence::gather(snapshot, TOKEN_PROGRAMS)?);
        let votes = |source: Source| -> Vec<VoteReport> {
            let of = held.votes.iter().map(|(index, vote)| (&self.planned[*index], vote));
            of.filter(|(planned, _)| planned.source == source)
                .map(|(planned, vote)| vote.report(planned))
                .collect()
        };
        let [economy, court, foreign] = [Source::Economy, Source::Court, Source::Diplomacy].map(votes);
        let court = scenario.court.as_ref().map(|_| self.court_report(court)).transpose()?;
        let diplomacy = scenario.diplomacy.as_ref().map(|_| self.diplomacy_report(foreign)).transpose()?;
        self.disagreements.extend(audit.disagreements.iter().cloned());
        let economy = scenario.economy.as_ref().map(|_| self.economy_report(economy, audit)).transpose()?;
        Ok(Parts { economy, court, diplomacy })
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
        for (index, member) in self.scenario.citizens.iter().enumerate() {
            let keypair = self.wallet(index);
            let (wallet, citizen) = (keypair.pubkey(), self.citizen_of(index));
            let sign = SignCharter { wallet, nation: self.places.nation, citizen }
                .instruction(SignCharterInstructionArgs { charter_hash: self.charter_hash });
            self.session.send("membership.sign_charter", &member_of(&member.name), sign, &[keypair])?;
            bar.inc(1);
        }
        bar.finish_and_clear();
        Ok(())
    }

    /// The wallet of a member now.
    fn wallet(&self, member: usize) -> &'a Keypair {
        self.moved.get(&member).copied().unwrap_or(&self.scenario.citizens[member].wallet)
    }

    /// Where the citizenship of a member is now.
    fn citizen_of(&self, member: usize) -> Address {
        addresses::citizen(&self.places.nation, &self.wallet(member).pubkey()).0
    }

    /// Closes everything that the votes have left behind, after the time for recounts.
    fn close(&mut self, held: &Held) -> Result<RentReport, Error> {
        let recorded = held.motions.iter().map(|motion| &motion.proposed);
        let proposals: Vec<_> = recorded.chain(held.votes.values().map(|vote| &vote.proposed)).collect();
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
        parts: Parts,
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
            economy: parts.economy,
            court: parts.court,
            diplomacy: parts.diplomacy,
            disagreements,
            milliseconds: u64::try_from(start.elapsed().as_millis()).unwrap_or(u64::MAX),
        })
    }
}

fn member_of(name: &str) -> String {
    format!("member {name}")
}
