//! One motion, from draft to closing.

use super::{PollReport, Replay, member_of};
use crate::Error;
use crate::recount::layout::state;
use crate::recount::verdict::{self, Verdict};
use crate::scenario::{Action, Poll, Scenario, Totals, Vote};
use crate::session::Spread;
use client::governor::accounts::{BallotPage, Governor, Proposal};
use client::governor::instructions::{
    AddAction, AddActionInstructionArgs, Cast, CastInstructionArgs, CloseAction, ClosePage, CloseProposal,
    Decide, Execute, OpenPage, OpenPageInstructionArgs, OpenProposal, OpenProposalInstructionArgs, Submit,
    Tally,
};
use client::membership::accounts::{Citizen, Nation};
use client::membership::instructions::{AmendCharter, AmendCharterInstructionArgs};
use client::{addresses, pages};
use cluster::{Cluster, loader};
use indicatif::ProgressBar;
use solana_address::Address;
use solana_instruction::{AccountMeta, Instruction};
use solana_signer::Signer;
use std::collections::BTreeMap;

/// Kind of a proposal: for, against, abstain.
const MOTION: u8 = 0;
/// Choices of a motion.
const CHOICES: u8 = 3;
const FOR: u8 = 1;
const AGAINST: u8 = 2;
const ABSTAIN: u8 = 3;

/// Flags of an action's accounts.
const SIGNS: u8 = 1;
const WRITABLE: u8 = 2;

/// A motion on its way.
#[derive(Debug)]
pub(super) struct Motion {
    pub poll: usize,
    pub address: Address,
    /// By number.
    pub pages: BTreeMap<u32, Address>,
    /// What the motion runs when it is carried.
    pub action: Option<Instruction>,
    pub voting_opens_at: i64,
    pub objection_closes_at: i64,
    pub decided_at: i64,
    /// Lamports put into its accounts.
    pub deposited: i64,
    /// Lamports of it in its pages.
    pub page_rent: i64,
    /// Lamports of it that are lost.
    pub forfeited: u64,
    /// Compute units of its ballots.
    pub compute_units: Spread,
    /// Lamports that the ballots themselves put into accounts.
    pub ballot_rent: i64,
    pub counted: Totals,
    pub state: u8,
    pub expected: Verdict,
    pub disagreements: Vec<String>,
}

impl Motion {
    pub fn report(self, scenario: &Scenario) -> PollReport {
        let poll = &scenario.polls[self.poll];
        PollReport {
            id: poll.id.clone(),
            date: poll.date,
            title: poll.title.clone(),
            proposal: self.address.to_string(),
            published: poll.published,
            counted: self.counted,
            expected: self.expected,
            outcome: state::name(self.state),
            ballots: self.compute_units.count,
            compute_units: self.compute_units,
            allocated_by_ballots: self.ballot_rent,
            page_rent: self.page_rent,
            page_rent_per_ballot: self.page_rent / self.compute_units.count.max(1).cast_signed(),
            agrees: self.disagreements.is_empty(),
        }
    }
}

impl Replay<'_> {
    /// Opens the draft, gives it its action, submits it and opens its pages.
    pub(super) fn submit(&mut self, poll: &Poll) -> Result<Motion, Error> {
        let scenario = self.scenario;
        let context = format!("poll {}", poll.id);
        let (nation, governor) = (self.places.nation, self.places.governor);
        let member = &scenario.citizens[poll.proposer];
        let (wallet, proposer, citizen) = (&member.wallet, member.wallet.pubkey(), self.citizen(member));
        let id = self.session.read::<Governor>(&governor)?.next_proposal;
        let proposal = addresses::proposal(&governor, id).0;
        let mut deposited = 0;

        let open =
            OpenProposal { proposer, citizen, governor, proposal }.instruction(OpenProposalInstructionArgs {
                track: u8::try_from(poll.track).unwrap_or(u8::MAX),
                kind: MOTION,
                choices: CHOICES,
                title: poll.title.clone(),
                uri: poll.uri.clone(),
                text_hash: poll.text_hash,
            });
        deposited += self.session.send("governor.open_proposal", &context, open, &[wallet])?.deposited;

        let action = poll.action.as_ref().map(|action| self.instruction(action));
        if let Some(instruction) = &action {
            let add = AddAction {
                proposer,
                governor,
                proposal,
                action: addresses::action(&proposal, 0).0,
                program: instruction.program_id,
                program_data: self.program_data(&instruction.program_id)?,
            }
            .instruction(AddActionInstructionArgs {
                option: FOR,
                metas: instruction.accounts.iter().flat_map(packed).collect(),
                data: instruction.data.clone(),
            });
            deposited += self.session.send("governor.add_action", &context, add, &[wallet])?.deposited;
        }

        let submit = Submit { proposer, citizen, nation, governor, proposal }.instruction();
        deposited += self.session.send("governor.submit", &context, submit, &[wallet])?.deposited;
        let submitted: Proposal = self.session.read(&proposal)?;

        let mut pages = BTreeMap::new();
        let mut page_rent = 0;
        let count = pages::page_count(pages::CITIZENS, submitted.citizen_seats);
        for index in 0..u32::try_from(count).unwrap_or(u32::MAX) {
            let page = addresses::page(&proposal, pages::CITIZENS, index).0;
            let open = OpenPage { payer: proposer, proposal, page }
                .instruction(OpenPageInstructionArgs { chamber: pages::CITIZENS, index });
            page_rent += self.session.send("governor.open_page", &context, open, &[wallet])?.deposited;
            pages.insert(index, page);
        }
        Ok(Motion {
            poll: scenario.polls.iter().position(|other| other.id == poll.id).unwrap_or_default(),
            address: proposal,
            pages,
            action,
            voting_opens_at: submitted.voting_opens_at,
            objection_closes_at: submitted.objection_closes_at,
            decided_at: 0,
            deposited: deposited + page_rent,
            page_rent,
            forfeited: 0,
            compute_units: Spread::default(),
            ballot_rent: 0,
            counted: Totals::default(),
            state: submitted.state,
            expected: Verdict::QuorumMissed,
            disagreements: Vec::new(),
        })
    }

    /// Casts every ballot, each in a transaction that its citizen signs and pays.
    pub(super) fn cast(&mut self, poll: &Poll, motion: &mut Motion, bar: &ProgressBar) -> Result<(), Error> {
        for (index, vote) in poll.ballots() {
            let member = &self.scenario.citizens[index];
            let choice = match vote {
                Vote::Yes => FOR,
                Vote::No => AGAINST,
                Vote::Abstain => ABSTAIN,
                Vote::NoShow => continue,
            };
            let citizen = self.citizen(member);
            let serial = self.session.read::<Citizen>(&citizen)?.serial;
            let Some(page) = motion.pages.get(&pages::citizen_place(serial).0) else {
                let reason = format!("there is none for serial {serial}");
                return Err(Error::Account { what: "ballot page", reason });
            };
            let cast = Cast { voter: member.wallet.pubkey(), citizen, page: *page }
                .instruction(CastInstructionArgs { choice });
            let context = format!("poll {}, {}", poll.id, member_of(&member.name));
            let sent = self.session.send("governor.cast", &context, cast, &[&member.wallet])?;
            motion.compute_units.add(sent.receipt.compute_units);
            motion.ballot_rent += sent.deposited;
            bar.inc(1);
        }
        Ok(())
    }

    /// Tallies and decides, and compares with what was published. Returns when the actions may run, if
    /// there are any to run.
    pub(super) fn decide(&mut self, poll: &Poll, motion: &mut Motion) -> Result<Option<i64>, Error> {
        let context = format!("poll {}", poll.id);
        let wallet = &self.scenario.citizens[poll.proposer].wallet;
        let metas: Vec<AccountMeta> =
            motion.pages.values().map(|page| AccountMeta::new(*page, false)).collect();
        let tally = Tally { proposal: motion.address }.instruction_with_remaining_accounts(&metas);
        self.session.send("governor.tally", &context, tally, &[wallet])?;
        let decide = Decide { governor: self.places.governor, proposal: motion.address }.instruction();
        self.session.send("governor.decide", &context, decide, &[wallet])?;

        let decided: Proposal = self.session.read(&motion.address)?;
        let [_, yes, no, abstain, ..] = decided.citizen_tally;
        let called = poll.votes.len() as u64;
        motion.counted = Totals { yes, no, abstain, no_show: called.saturating_sub(yes + no + abstain) };
        motion.decided_at = decided.decided_at;
        motion.state = decided.state;
        motion.forfeited = if decided.deposit_forfeit == 0 { 0 } else { decided.deposit };
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
        let carried = matches!(motion.state, state::SUCCEEDED | state::QUEUED | state::EXECUTED);
        if carried != (motion.expected == Verdict::Carried) {
            let outcome = state::name(motion.state);
            let sentence = format!(
                "{title}: by the published result it is {}; the chain says {outcome}",
                motion.expected
            );
            motion.disagreements.push(sentence);
        }
        self.disagreements.extend(motion.disagreements.iter().cloned());
    }

    /// Runs what the motion was for, and checks that it has happened.
    pub(super) fn execute(&mut self, poll: &Poll, motion: &mut Motion) -> Result<(), Error> {
        let Some(instruction) = &motion.action else { return Ok(()) };
        let wallet = &self.scenario.citizens[poll.proposer].wallet;
        // The executor's signature is the program's to give.
        let metas: Vec<AccountMeta> = instruction
            .accounts
            .iter()
            .map(|meta| AccountMeta { is_signer: false, ..meta.clone() })
            .collect();
        let execute = Execute {
            governor: self.places.governor,
            proposal: motion.address,
            action: addresses::action(&motion.address, 0).0,
            program: instruction.program_id,
            program_data: self.program_data(&instruction.program_id)?,
        }
        .instruction_with_remaining_accounts(&metas);
        self.session.send("governor.execute", &format!("poll {}", poll.id), execute, &[wallet])?;
        motion.state = self.session.read::<Proposal>(&motion.address)?.state;

        if let Some(Action::AmendCharter(charter)) = &poll.action {
            self.charter_hash = charter.hash;
            let nation: Nation = self.session.read(&self.places.nation)?;
            if nation.charter_hash != charter.hash || motion.state != state::EXECUTED {
                let sentence = format!("poll {}: it was executed, but its charter is not in force", poll.id);
                motion.disagreements.push(sentence.clone());
                self.disagreements.push(sentence);
            }
            self.sign_charter()?;
        }
        Ok(())
    }

    /// Closes the motion's accounts, and returns the lamports that came back.
    pub(super) fn close_motion(&mut self, poll: &Poll, motion: &Motion) -> Result<i64, Error> {
        let context = format!("poll {}", poll.id);
        let wallet = &self.scenario.citizens[poll.proposer].wallet;
        let (proposer, proposal) = (wallet.pubkey(), motion.address);
        let mut returned = 0;
        for page in motion.pages.values() {
            let rent_payer = self.session.read::<BallotPage>(page)?.rent_payer;
            let close = ClosePage { proposal, rent_payer, page: *page }.instruction();
            returned -= self.session.send("governor.close_page", &context, close, &[wallet])?.deposited;
        }
        if motion.action.is_some() {
            let action = addresses::action(&proposal, 0).0;
            let close = CloseAction { proposal, rent_payer: proposer, action }.instruction();
            returned -= self.session.send("governor.close_action", &context, close, &[wallet])?.deposited;
        }
        let forfeit_to = self.session.read::<Proposal>(&proposal)?.forfeit_to;
        let close = CloseProposal { proposer, forfeit_to, proposal }.instruction();
        returned -= self.session.send("governor.close_proposal", &context, close, &[wallet])?.deposited;
        Ok(returned)
    }

    /// What an action is on chain: an instruction that the executor signs.
    fn instruction(&self, action: &Action) -> Instruction {
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

    /// The program's data, if it can be upgraded.
    fn program_data(&self, program: &Address) -> Result<Option<Address>, Error> {
        let address = loader::program_data_address(program);
        Ok(self.cluster.account(&address)?.map(|_| address))
    }
}

/// An account as an action stores it: address, then flags.
fn packed(meta: &AccountMeta) -> Vec<u8> {
    let flags = SIGNS * u8::from(meta.is_signer) + WRITABLE * u8::from(meta.is_writable);
    [meta.pubkey.as_ref(), &[flags]].concat()
}
