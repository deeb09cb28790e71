//! Motions and polls on the economy.

use super::super::Planned;
use super::super::proposal::{Draft, Kind, Proposed};
use super::{ChoiceReport, Replay, VoteReport};
use crate::Error;
use crate::recount::layout::state;
use crate::recount::verdict::Verdict;
use crate::scenario::economy::{Action, CourtAction, Holder, Vote};
use client::addresses;
use client::governor::accounts::Proposal;
use client::membership::instructions::{Appoint, AppointInstructionArgs, SetCourt, SetCourtInstructionArgs};
use client::treasury::instructions::{
    CancelStream, CreateBudget, CreateBudgetInstructionArgs, CreateStream, CreateStreamInstructionArgs,
    PauseStream, Pay, PayInstructionArgs, ResumeStream, RevokeBudget, SetBreaker, SetBreakerInstructionArgs,
};
use indicatif::ProgressBar;
use sha2::{Digest, Sha256};
use solana_address::Address;
use solana_instruction::Instruction;
use solana_signer::Signer;

/// Kinds of holders of a budget.
const OF_WALLET: u8 = 0;
const OF_OFFICE: u8 = 1;
const OF_COURT: u8 = 2;
/// Any destination of a budget; and no holder, of the court's.
const ANY: Address = Address::new_from_array([0; 32]);

/// A vote on its way.
#[derive(Debug)]
pub(in crate::replay) struct EconomicVote {
    pub proposed: Proposed,
    /// By choice, from 1.
    counted: Vec<u64>,
    disagreements: Vec<String>,
}

impl EconomicVote {
    pub(in crate::replay) fn report(&self, planned: &Planned<'_>) -> VoteReport {
        let vote = planned.vote;
        let counted = self.counted.iter().copied().chain(std::iter::repeat(0));
        VoteReport {
            step: planned.number,
            date: planned.date,
            title: vote.title.clone(),
            proposal: self.proposed.address.to_string(),
            choices: vote
                .choices
                .iter()
                .zip(counted)
                .map(|(choice, counted)| ChoiceReport {
                    choice: choice.name.clone(),
                    planned: choice.votes as u64,
                    counted,
                })
                .collect(),
            expected: vote.expected,
            outcome: state::name(self.proposed.state),
            agrees: self.disagreements.is_empty(),
        }
    }
}

impl Replay<'_> {
    /// Opens the draft with its actions, submits it and opens its pages.
    pub(in crate::replay) fn submit_vote(&mut self, place: &str, vote: &Vote) -> Result<EconomicVote, Error> {
        let actions = vote
            .actions
            .iter()
            .map(|(choice, action)| Ok((*choice, self.action(action)?)))
            .collect::<Result<_, Error>>()?;
        let proposed = self.propose(Draft {
            context: place.to_owned(),
            track: vote.track,
            proposer: vote.proposer,
            kind: if vote.poll { Kind::Poll } else { Kind::Motion },
            choices: u8::try_from(vote.choices.len()).unwrap_or(u8::MAX),
            title: vote.title.clone(),
            uri: String::new(),
            text_hash: Sha256::digest(&vote.title).into(),
            actions,
        })?;
        Ok(EconomicVote { proposed, counted: Vec::new(), disagreements: Vec::new() })
    }

    pub(in crate::replay) fn cast_vote(
        &mut self,
        vote: &Vote,
        held: &mut EconomicVote,
        bar: &ProgressBar,
    ) -> Result<(), Error> {
        self.cast(&mut held.proposed, vote.ballots(), bar)
    }

    /// Tallies and decides, and compares with what the file says. Returns when the actions may run, if there are
    /// any to run.
    pub(in crate::replay) fn decide_vote(
        &mut self,
        place: &str,
        vote: &Vote,
        held: &mut EconomicVote,
    ) -> Result<Option<i64>, Error> {
        let decided = self.count(&mut held.proposed)?;
        held.counted = decided.citizen_tally[1..].to_vec();
        for (choice, counted) in vote.choices.iter().zip(&held.counted) {
            if choice.votes as u64 != *counted {
                let sentence = format!(
                    "{place}: {} were to vote {}, the chain counted {counted}",
                    choice.votes, choice.name
                );
                held.disagreements.push(sentence);
            }
        }
        let chain = match (decided.outcome, vote.poll) {
            (0, _) if vote.expected == Verdict::QuorumMissed => Verdict::QuorumMissed,
            (0, _) => Verdict::Rejected,
            (_, false) => Verdict::Carried,
            (option, true) => Verdict::Elected(option),
        };
        if chain != vote.expected {
            held.disagreements
                .push(format!("{place}: its votes say: {}; the chain says: {chain}", vote.expected));
        }
        self.disagreements.extend(held.disagreements.iter().cloned());
        Ok((decided.state == state::QUEUED).then_some(decided.executes_from))
    }

    /// Runs what it was for, unless it is enjoined.
    pub(in crate::replay) fn execute_vote(
        &mut self,
        vote: &Vote,
        held: &mut EconomicVote,
    ) -> Result<(), Error> {
        if self.session.read::<Proposal>(&held.proposed.address)?.state == state::ENJOINED {
            // It waits for the court to let it go.
            held.proposed.state = state::ENJOINED;
            return Ok(());
        }
        self.execute(&mut held.proposed)?;
        let ran = vote.actions.iter().filter(|(choice, _)| *choice == held.proposed.outcome);
        for (_, action) in ran {
            if let Action::Pay { money, .. } = action {
                self.journal(money.asset).outflow += money.amount;
            }
        }
        Ok(())
    }

    /// What an action is on chain: an instruction that the executor signs, and pays.
    fn action(&self, action: &Action) -> Result<Instruction, Error> {
        let places = self.places;
        let (nation, executor, treasury) = (places.nation, places.executor, places.treasury);
        Ok(match action {
            Action::Appoint { office, member, until } => {
                let untitled =
                    || Error::Account { what: "office", reason: format!("`{office}` is no title") };
                Appoint {
                    payer: executor,
                    authority: executor,
                    nation,
                    citizen: self.citizen_of(*member),
                    office: addresses::office(&nation, office).ok_or_else(untitled)?.0,
                }
                .instruction(AppointInstructionArgs { title: office.clone(), term_ends_at: *until })
            }
            Action::Pay { to, money } => {
                let till = self.till(money.asset);
                Pay {
                    authority: executor,
                    nation,
                    treasury,
                    ledger: till.ledger,
                    vault: places.vault,
                    holding: till.holding,
                    destination: self.purse(money.asset, *to),
                    mint: till.mint,
                    token_program: till.program,
                }
                .instruction(PayInstructionArgs { amount: money.amount })
            }
            Action::CreateBudget(index) => {
                let budget = &self.economy()?.budgets[*index];
                let (holder_kind, holder) = match &budget.holder {
                    Holder::Member(member) => (OF_WALLET, self.wallet(*member).pubkey()),
                    Holder::Office(title) => {
                        let office = addresses::office(&nation, title).map(|(office, _)| office);
                        (OF_OFFICE, office.unwrap_or_default())
                    }
                    Holder::Court => (OF_COURT, ANY),
                };
                CreateBudget {
                    payer: executor,
                    authority: executor,
                    nation,
                    treasury,
                    ledger: self.till(budget.asset).ledger,
                    holder,
                    destination: ANY,
                    // Of a motion that is not carried nothing is created, wherever that would be.
                    budget: addresses::budget(&treasury, budget.id.unwrap_or(u64::MAX)).0,
                }
                .instruction(CreateBudgetInstructionArgs {
                    holder_kind,
                    per_period: budget.per_period,
                    period: budget.period,
                    from: budget.from,
                    until: budget.until,
                    set_aside: budget.set_aside,
                })
            }
            Action::RevokeBudget(index) => {
                let ledger = self.till(self.economy()?.budgets[*index].asset).ledger;
                let budget = self.budget_at(*index)?;
                RevokeBudget { signer: executor, nation, ledger, budget, rent_payer: executor }.instruction()
            }
            Action::CreateStream(index) => {
                let stream = &self.economy()?.streams[*index];
                CreateStream {
                    payer: executor,
                    authority: executor,
                    nation,
                    treasury,
                    ledger: self.till(stream.total.asset).ledger,
                    payee: self.wallet(stream.payee).pubkey(),
                    stream: addresses::stream(&treasury, stream.id.unwrap_or(u64::MAX)).0,
                }
                .instruction(CreateStreamInstructionArgs {
                    total: stream.total.amount,
                    start: stream.start,
                    cliff: stream.cliff,
                    end: stream.end,
                })
            }
            Action::CancelStream(index) => {
                let ledger = self.till(self.economy()?.streams[*index].total.asset).ledger;
                let stream = self.stream_at(*index)?;
                CancelStream { authority: executor, nation, ledger, stream }.instruction()
            }
            Action::PauseStream(index) => {
                PauseStream { court: executor, nation, stream: self.stream_at(*index)? }.instruction()
            }
            Action::ResumeStream(index) => {
                ResumeStream { signer: executor, nation, stream: self.stream_at(*index)? }.instruction()
            }
            Action::SetBreaker { asset, rule } => {
                SetBreaker { authority: executor, nation, ledger: self.till(*asset).ledger }
                    .instruction(SetBreakerInstructionArgs { limit_bps: rule.limit_bps, window: rule.window })
            }
            Action::SetCourt(member) => {
                let court = self.wallet(*member).pubkey();
                SetCourt { authority: executor, nation }.instruction(SetCourtInstructionArgs { court })
            }
            Action::RegisterParcel(new) => self.register_parcel(
                &executor,
                &new.parcel,
                new.jurisdiction,
                new.tenure,
                new.steward.as_deref(),
            ),
            Action::Court(CourtAction::Create) => self.create_court()?,
            Action::Court(CourtAction::Install) => SetCourt { authority: executor, nation }
                .instruction(SetCourtInstructionArgs { court: places.court }),
            Action::Foreign(action) => self.foreign_action(action)?,
        })
    }
}
