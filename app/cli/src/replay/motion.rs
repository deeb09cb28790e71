//! A recorded vote, held again.

use super::proposal::{Draft, Kind, Proposed};
use super::{PollReport, Replay};
use crate::Error;
use crate::recount::layout::state;
use crate::recount::verdict::{self, Verdict};
use crate::scenario::{Action, Poll, Scenario, Totals, Vote};
use client::membership::accounts::Nation;
use client::membership::instructions::{AmendCharter, AmendCharterInstructionArgs};
use indicatif::ProgressBar;
use solana_instruction::Instruction;

/// Choices of a motion.
const CHOICES: u8 = 3;
const FOR: u8 = 1;
const AGAINST: u8 = 2;
const ABSTAIN: u8 = 3;

/// A motion on its way.
#[derive(Debug)]
pub(super) struct Motion {
    pub poll: usize,
    pub proposed: Proposed,
    pub counted: Totals,
    pub expected: Verdict,
    pub disagreements: Vec<String>,
}

impl Motion {
    pub fn report(self, scenario: &Scenario) -> PollReport {
        let (poll, proposed) = (&scenario.polls[self.poll], &self.proposed);
        let ballots = proposed.compute_units.count;
        PollReport {
            id: poll.id.clone(),
            date: poll.date,
            title: poll.title.clone(),
            proposal: proposed.address.to_string(),
            published: poll.published,
            counted: self.counted,
            expected: self.expected,
            outcome: state::name(proposed.state),
            ballots,
            compute_units: proposed.compute_units,
            allocated_by_ballots: proposed.ballot_rent,
            page_rent: proposed.page_rent,
            page_rent_per_ballot: proposed.page_rent / ballots.max(1).cast_signed(),
            agrees: self.disagreements.is_empty(),
        }
    }
}

impl Replay<'_> {
    /// Opens the draft, gives it its action, submits it and opens its pages.
    pub(super) fn submit_poll(&mut self, index: usize) -> Result<Motion, Error> {
        let poll = &self.scenario.polls[index];
        let proposed = self.propose(Draft {
            context: format!("poll {}", poll.id),
            track: poll.track,
            proposer: poll.proposer,
            kind: Kind::Motion,
            choices: CHOICES,
            title: poll.title.clone(),
            uri: poll.uri.clone(),
            text_hash: poll.text_hash,
            actions: poll.action.iter().map(|action| (FOR, self.amendment(action))).collect(),
        })?;
        Ok(Motion {
            poll: index,
            proposed,
            counted: Totals::default(),
            expected: Verdict::QuorumMissed,
            disagreements: Vec::new(),
        })
    }

    /// Casts every recorded ballot.
    pub(super) fn cast_poll(&mut self, motion: &mut Motion, bar: &ProgressBar) -> Result<(), Error> {
        let poll = &self.scenario.polls[motion.poll];
        let ballots = poll.ballots().filter_map(|(index, vote)| match vote {
            Vote::Yes => Some((index, FOR)),
            Vote::No => Some((index, AGAINST)),
            Vote::Abstain => Some((index, ABSTAIN)),
            Vote::NoShow => None,
        });
        self.cast(&mut motion.proposed, ballots, bar)
    }

    /// Tallies and decides, and compares with what was published. Returns when the actions may run, if
    /// there are any to run.
    pub(super) fn decide_poll(&mut self, motion: &mut Motion) -> Result<Option<i64>, Error> {
        let poll = &self.scenario.polls[motion.poll];
        let decided = self.count(&mut motion.proposed)?;
        let [_, yes, no, abstain, ..] = decided.citizen_tally;
        let called = poll.votes.len() as u64;
        motion.counted = Totals { yes, no, abstain, no_show: called.saturating_sub(yes + no + abstain) };
        self.compare(poll, motion);
        Ok((decided.state == state::QUEUED).then_some(decided.executes_from))
    }

    fn compare(&mut self, poll: &Poll, motion: &mut Motion) {
        let Totals { yes, no, abstain, .. } = poll.published;
        let rules = &self.scenario.tracks[poll.track].rules;
        let electorate = self.scenario.citizens.len() as u64;
        motion.expected =
            verdict::motion(yes, no, abstain, electorate, rules.quorum_bps, rules.threshold_bps);
        let title = format!("poll {} of {} (\u{201c}{}\u{201d})", poll.id, poll.date, poll.title);
        if motion.counted != poll.published {
            let sentence =
                format!("{title}: published are {}; the chain counted {}", poll.published, motion.counted);
            motion.disagreements.push(sentence);
        }
        let chain = motion.proposed.state;
        let carried = matches!(chain, state::SUCCEEDED | state::QUEUED | state::EXECUTED);
        if carried != (motion.expected == Verdict::Carried) {
            let outcome = state::name(chain);
            let sentence = format!(
                "{title}: by the published result it is {}; the chain says {outcome}",
                motion.expected
            );
            motion.disagreements.push(sentence);
        }
        self.disagreements.extend(motion.disagreements.iter().cloned());
    }

    /// Runs what the motion was for, and checks that it has happened.
    pub(super) fn execute_poll(&mut self, motion: &mut Motion) -> Result<(), Error> {
        let poll = &self.scenario.polls[motion.poll];
        self.execute(&mut motion.proposed)?;
        if let Some(Action::AmendCharter(charter)) = &poll.action {
            self.charter_hash = charter.hash;
            let nation: Nation = self.session.read(&self.places.nation)?;
            if nation.charter_hash != charter.hash || motion.proposed.state != state::EXECUTED {
                let sentence = format!("poll {}: it was executed, but its charter is not in force", poll.id);
                motion.disagreements.push(sentence.clone());
                self.disagreements.push(sentence);
            }
            self.sign_charter()?;
        }
        Ok(())
    }

    /// What an action is on chain: an instruction that the executor signs.
    fn amendment(&self, action: &Action) -> Instruction {
        match action {
            Action::AmendCharter(charter) => {
                AmendCharter { authority: self.places.executor, nation: self.places.nation }.instruction(
                    AmendCharterInstructionArgs {
                        charter_hash: charter.hash,
                        charter_uri: charter.uri.clone(),
                    },
                )
            }
        }
    }
}
