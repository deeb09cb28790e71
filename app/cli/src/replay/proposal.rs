//! One proposal of whatever kind, from draft to closing.

use super::{Replay, member_of};
use crate::Error;
use crate::session::Spread;
use client::governor::accounts::{BallotPage, Governor, Proposal};
use client::governor::instructions::{
    AddAction, AddActionInstructionArgs, Cast, CastInstructionArgs, CloseAction, ClosePage, CloseProposal,
    Decide, Execute, OpenPage, OpenPageInstructionArgs, OpenProposal, OpenProposalInstructionArgs, Submit,
    Tally,
};
use client::membership::accounts::Citizen;
use client::{addresses, pages};
use cluster::{Cluster, loader};
use indicatif::ProgressBar;
use solana_address::Address;
use solana_instruction::{AccountMeta, Instruction};
use solana_keypair::Keypair;
use solana_signer::Signer;
use std::collections::BTreeMap;

/// Flags of an action's accounts.
const SIGNS: u8 = 1;
const WRITABLE: u8 = 2;

/// Kinds of proposals.
#[derive(Clone, Copy, Debug)]
#[repr(u8)]
pub(super) enum Kind {
    /// For, against, abstain.
    Motion = 0,
    /// Among options.
    Poll = 1,
}

/// A proposal to be made.
#[derive(Debug)]
pub(super) struct Draft {
    /// What it is, for errors.
    pub context: String,
    pub track: usize,
    pub proposer: usize,
    pub kind: Kind,
    pub choices: u8,
    pub title: String,
    pub uri: String,
    pub text_hash: [u8; 32],
    /// What it runs: by which choice, and what.
    pub actions: Vec<(u8, Instruction)>,
}

/// A proposal on its way.
#[derive(Debug)]
pub(super) struct Proposed {
    pub context: String,
    /// Who proposed it.
    pub wallet: Keypair,
    pub address: Address,
    /// By number.
    pub pages: BTreeMap<u32, Address>,
    pub actions: Vec<(u8, Instruction)>,
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
    pub state: u8,
    /// The winning choice; 0 for none.
    pub outcome: u8,
}

impl Replay<'_> {
    /// Opens the draft, gives it its actions, submits it and opens its pages.
    pub(super) fn propose(&mut self, draft: Draft) -> Result<Proposed, Error> {
        let Draft { context, proposer: index, .. } = &draft;
        let (nation, governor) = (self.places.nation, self.places.governor);
        let (wallet, citizen) = (self.wallet(*index), self.citizen_of(*index));
        let proposer = wallet.pubkey();
        let id = self.session.read::<Governor>(&governor)?.next_proposal;
        let proposal = addresses::proposal(&governor, id).0;
        let mut deposited = 0;

        let open =
            OpenProposal { proposer, citizen, governor, proposal }.instruction(OpenProposalInstructionArgs {
                track: u8::try_from(draft.track).unwrap_or(u8::MAX),
                kind: draft.kind as u8,
                choices: draft.choices,
                title: draft.title.clone(),
                uri: draft.uri.clone(),
                text_hash: draft.text_hash,
            });
        deposited += self.session.send("governor.open_proposal", context, open, &[wallet])?.deposited;

        for (index, (option, instruction)) in (0..).zip(&draft.actions) {
            let add = AddAction {
                proposer,
                governor,
                proposal,
                action: addresses::action(&proposal, index).0,
                program: instruction.program_id,
                program_data: self.program_data(&instruction.program_id)?,
            }
            .instruction(AddActionInstructionArgs {
                option: *option,
                metas: instruction.accounts.iter().flat_map(packed).collect(),
                data: instruction.data.clone(),
            });
            deposited += self.session.send("governor.add_action", context, add, &[wallet])?.deposited;
        }

        let submit = Submit { proposer, citizen, nation, governor, proposal }.instruction();
        deposited += self.session.send("governor.submit", context, submit, &[wallet])?.deposited;
        let submitted: Proposal = self.session.read(&proposal)?;

        let mut pages = BTreeMap::new();
        let mut page_rent = 0;
        let count = pages::page_count(pages::CITIZENS, submitted.citizen_seats);
        for index in 0..u32::try_from(count).unwrap_or(u32::MAX) {
            let page = addresses::page(&proposal, pages::CITIZENS, index).0;
            let open = OpenPage { payer: proposer, proposal, page }
                .instruction(OpenPageInstructionArgs { chamber: pages::CITIZENS, index });
            page_rent += self.session.send("governor.open_page", context, open, &[wallet])?.deposited;
            pages.insert(index, page);
        }
        Ok(Proposed {
            context: draft.context,
            wallet: wallet.insecure_clone(),
            address: proposal,
            pages,
            actions: draft.actions,
            voting_opens_at: submitted.voting_opens_at,
            objection_closes_at: submitted.objection_closes_at,
            decided_at: 0,
            deposited: deposited + page_rent,
            page_rent,
            forfeited: 0,
            compute_units: Spread::default(),
            ballot_rent: 0,
            state: submitted.state,
            outcome: 0,
        })
    }

    /// Casts ballots, each in a transaction that its citizen signs and pays.
    pub(super) fn cast(
        &mut self,
        proposed: &mut Proposed,
        ballots: impl Iterator<Item = (usize, u8)>,
        bar: &ProgressBar,
    ) -> Result<(), Error> {
        for (index, choice) in ballots {
            let (member, wallet) = (&self.scenario.citizens[index], self.wallet(index));
            let citizen = self.citizen_of(index);
            let serial = self.session.read::<Citizen>(&citizen)?.serial;
            let Some(page) = proposed.pages.get(&pages::citizen_place(serial).0) else {
                let reason = format!("there is none for serial {serial}");
                return Err(Error::Account { what: "ballot page", reason });
            };
            let cast = Cast { voter: wallet.pubkey(), citizen, page: *page }
                .instruction(CastInstructionArgs { choice });
            let context = format!("{}, {}", proposed.context, member_of(&member.name));
            let sent = self.session.send("governor.cast", &context, cast, &[wallet])?;
            proposed.compute_units.add(sent.receipt.compute_units);
            proposed.ballot_rent += sent.deposited;
            bar.inc(1);
        }
        Ok(())
    }

    /// Tallies and decides. Returns what the chain says then.
    pub(super) fn count(&mut self, proposed: &mut Proposed) -> Result<Proposal, Error> {
        let context = &proposed.context;
        let wallet = &proposed.wallet;
        let metas: Vec<AccountMeta> =
            proposed.pages.values().map(|page| AccountMeta::new(*page, false)).collect();
        let tally = Tally { proposal: proposed.address }.instruction_with_remaining_accounts(&metas);
        self.session.send("governor.tally", context, tally, &[wallet])?;
        let decide = Decide { governor: self.places.governor, proposal: proposed.address }.instruction();
        self.session.send("governor.decide", context, decide, &[wallet])?;

        let decided: Proposal = self.session.read(&proposed.address)?;
        proposed.decided_at = decided.decided_at;
        proposed.state = decided.state;
        proposed.outcome = decided.outcome;
        proposed.forfeited = if decided.deposit_forfeit == 0 { 0 } else { decided.deposit };
        Ok(decided)
    }

    /// Runs what the winning choice was for.
    pub(super) fn execute(&mut self, proposed: &mut Proposed) -> Result<(), Error> {
        let wallet = &proposed.wallet;
        for (index, (option, instruction)) in (0..).zip(&proposed.actions) {
            if *option != proposed.outcome {
                continue;
            }
            // The executor's signature is the program's to give.
            let metas: Vec<AccountMeta> = instruction
                .accounts
                .iter()
                .map(|meta| AccountMeta { is_signer: false, ..meta.clone() })
                .collect();
            let execute = Execute {
                governor: self.places.governor,
                proposal: proposed.address,
                action: addresses::action(&proposed.address, index).0,
                program: instruction.program_id,
                program_data: self.program_data(&instruction.program_id)?,
            }
            .instruction_with_remaining_accounts(&metas);
            self.session.send("governor.execute", &proposed.context, execute, &[wallet])?;
        }
        proposed.state = self.session.read::<Proposal>(&proposed.address)?.state;
        Ok(())
    }

    /// Closes its accounts, and returns the lamports that came back.
    pub(super) fn close_proposal(&mut self, proposed: &Proposed) -> Result<i64, Error> {
        let context = &proposed.context;
        let wallet = &proposed.wallet;
        let (proposer, proposal) = (wallet.pubkey(), proposed.address);
        let mut returned = 0;
        for page in proposed.pages.values() {
            let rent_payer = self.session.read::<BallotPage>(page)?.rent_payer;
            let close = ClosePage { proposal, rent_payer, page: *page }.instruction();
            returned -= self.session.send("governor.close_page", context, close, &[wallet])?.deposited;
        }
        for (index, _) in (0..).zip(&proposed.actions) {
            let action = addresses::action(&proposal, index).0;
            let close = CloseAction { proposal, rent_payer: proposer, action }.instruction();
            returned -= self.session.send("governor.close_action", context, close, &[wallet])?.deposited;
        }
        let forfeit_to = self.session.read::<Proposal>(&proposal)?.forfeit_to;
        let close = CloseProposal { proposer, forfeit_to, proposal }.instruction();
        returned -= self.session.send("governor.close_proposal", context, close, &[wallet])?.deposited;
        Ok(returned)
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
