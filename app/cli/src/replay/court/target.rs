//! What a case is about: the account that its remedy acts upon, who answers for it, and the call that enforces it.

use super::super::Replay;
use super::super::economy::{ANYONE, EconomicVote, SYSTEM};
use super::case::Trial;
use crate::Error;
use crate::recount::layout::state;
use crate::scenario::court::{Case, Remedy};
use client::governor::accounts::Proposal;
use client::land::accounts::Lease;
use client::membership::accounts::Citizen;
use client::treasury::accounts::Stream;
use client::{GOVERNOR_ID, LAND_ID, MEMBERSHIP_ID, TREASURY_ID, addresses};
use cluster::Cluster;
use solana_address::Address;
use solana_instruction::AccountMeta;
use solana_signer::Signer;
use std::collections::BTreeMap;

/// State of a lease after an eviction.
const EVICTED: u8 = 5;

/// What is asked for, as the program takes it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Asked {
    pub target: Address,
    pub respondent: Address,
    pub amount: u64,
    pub seconds: u32,
    pub beneficiary: Address,
}

fn reads(address: Address) -> AccountMeta {
    AccountMeta::new_readonly(address, false)
}

fn writes(address: Address) -> AccountMeta {
    AccountMeta::new(address, false)
}

impl Replay<'_> {
    /// Where the proposal of this title is.
    pub(super) fn proposal_of(
        &self,
        title: &str,
        votes: &BTreeMap<usize, EconomicVote>,
    ) -> Result<(usize, Address), Error> {
        let index = self.planned.iter().position(|planned| planned.vote.title == title);
        let found = index.and_then(|index| Some((index, votes.get(&index)?.proposed.address)));
        let missing =
            || Error::Account { what: "proposal", reason: format!("`{title}` is not submitted yet") };
        found.ok_or_else(missing)
    }

    /// What a case asks for, now that it is filed. Against whom depends on who asks.
    pub(super) fn asked(&self, case: &Case, proposal: Option<Address>) -> Result<Asked, Error> {
        let (nation, claimant) = (self.places.executor, self.wallet(case.claimant).pubkey());
        let wallet = |member: usize| self.wallet(member).pubkey();
        let about = |target, respondent| Asked { target, respondent, ..Asked::default() };
        let proposal = proposal.unwrap_or_default();
        Ok(match &case.remedy {
            Remedy::Suspend { member, seconds } => {
                Asked { seconds: *seconds, ..about(self.citizen_of(*member), wallet(*member)) }
            }
            Remedy::Reissue { member, wallet: new } => {
                Asked { beneficiary: new.pubkey(), ..about(self.citizen_of(*member), wallet(*member)) }
            }
            Remedy::Evict { lease } => {
                let lease = self.lease_at(*lease)?.address;
                about(lease, self.session.read::<Lease>(&lease)?.tenant)
            }
            Remedy::SplitDeposit { lease, to_landlord } => {
                let lease = self.lease_at(*lease)?.address;
                let tenant = self.session.read::<Lease>(&lease)?.tenant;
                let respondent = if tenant == claimant { nation } else { tenant };
                Asked { amount: *to_landlord, ..about(lease, respondent) }
            }
            Remedy::AwardBudget { budget, to, amount } => {
                let asset = self.economy()?.budgets[*budget].asset;
                let beneficiary = self.purse(asset, *to);
                Asked { amount: *amount, beneficiary, ..about(self.budget_at(*budget)?, nation) }
            }
            Remedy::AwardEscrow { member, amount } => {
                Asked { amount: *amount, ..about(SYSTEM, wallet(*member)) }
            }
            Remedy::Enjoin { seconds, .. } => {
                let proposer = self.session.read::<Proposal>(&proposal)?.proposer;
                Asked { seconds: *seconds, ..about(proposal, proposer) }
            }
            Remedy::Release { .. } => about(proposal, nation),
            Remedy::Pause { stream } => {
                let stream = self.stream_at(*stream)?;
                about(stream, self.session.read::<Stream>(&stream)?.payee)
            }
            Remedy::Resume { stream } => about(self.stream_at(*stream)?, nation),
            Remedy::Reinstate { member } => about(self.citizen_of(*member), nation),
        })
    }

    /// The program that enforces a remedy, with the accounts of its call.
    pub(super) fn call(&self, case: &Case, trial: &Trial) -> Result<(Address, Vec<AccountMeta>), Error> {
        let (court, nation) = (reads(self.places.court), reads(self.places.nation));
        let target = writes(trial.asked.target);
        Ok(match &case.remedy {
            Remedy::Suspend { member, .. } | Remedy::Reinstate { member } => {
                (MEMBERSHIP_ID, vec![court, nation, writes(self.citizen_of(*member))])
            }
            Remedy::Reissue { member, .. } => {
                let citizen = self.citizen_of(*member);
                let payer = AccountMeta::new(self.wallet(ANYONE).pubkey(), true);
                let order = writes(addresses::reissue(&citizen).0);
                (MEMBERSHIP_ID, vec![payer, court, nation, reads(citizen), order, reads(SYSTEM)])
            }
            Remedy::Evict { lease } => {
                let parcel = writes(self.lease_at(*lease)?.parcel);
                (LAND_ID, vec![court, nation, writes(self.places.registry), parcel, target])
            }
            Remedy::SplitDeposit { .. } => (LAND_ID, vec![court, nation, target]),
            Remedy::AwardBudget { budget, .. } => {
                let till = self.till(self.economy()?.budgets[*budget].asset);
                let accounts = vec![
                    court,
                    nation,
                    writes(till.ledger),
                    target,
                    reads(self.places.vault),
                    writes(till.holding),
                    writes(trial.asked.beneficiary),
                    reads(till.mint),
                    reads(till.program),
                    reads(self.places.treasury),
                ];
                (TREASURY_ID, accounts)
            }
            Remedy::AwardEscrow { .. } => (SYSTEM, Vec::new()),
            Remedy::Enjoin { .. } | Remedy::Release { .. } => (GOVERNOR_ID, vec![court, nation, target]),
            Remedy::Pause { .. } | Remedy::Resume { .. } => (TREASURY_ID, vec![court, nation, target]),
        })
    }

    /// A mark of what a remedy changes, for comparison: until when a citizen is suspended, the state of a lease, what
    /// of its deposit is open, the state of a proposal, whether a stream is paused, what lies in a purse.
    pub(super) fn mark(&self, case: &Case, trial: &Trial) -> Result<i64, Error> {
        let target = &trial.asked.target;
        Ok(match &case.remedy {
            Remedy::Suspend { member, .. } | Remedy::Reinstate { member } => {
                self.session.read::<Citizen>(&self.citizen_of(*member))?.suspended_until
            }
            Remedy::Reissue { member, .. } => {
                let order = addresses::reissue(&self.citizen_of(*member)).0;
                self.cluster.account(&order)?.is_some().into()
            }
            Remedy::Evict { .. } => self.session.read::<Lease>(target)?.state.into(),
            Remedy::SplitDeposit { .. } => self.session.read::<Lease>(target)?.open.into(),
            Remedy::Enjoin { .. } | Remedy::Release { .. } => {
                self.session.read::<Proposal>(target)?.state.into()
            }
            Remedy::Pause { .. } | Remedy::Resume { .. } => {
                self.session.read::<Stream>(target)?.paused.into()
            }
            Remedy::AwardBudget { .. } | Remedy::AwardEscrow { .. } => 0,
        })
    }

    /// Whether a mark is what enforcement at a time leaves.
    pub(super) fn is_enforced(case: &Case, mark: i64, at: i64) -> bool {
        match &case.remedy {
            Remedy::Suspend { seconds, .. } => mark == at + i64::from(*seconds),
            Remedy::Reissue { .. } | Remedy::Pause { .. } => mark == 1,
            Remedy::Evict { .. } => mark == i64::from(EVICTED),
            Remedy::Enjoin { .. } => mark == i64::from(state::ENJOINED),
            Remedy::Release { .. } => [state::QUEUED, state::SUCCEEDED].map(i64::from).contains(&mark),
            Remedy::SplitDeposit { .. } | Remedy::Resume { .. } | Remedy::Reinstate { .. } => mark == 0,
            Remedy::AwardBudget { .. } | Remedy::AwardEscrow { .. } => true,
        }
    }
}
