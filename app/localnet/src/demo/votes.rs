//! Proposals in every state.

use super::{Demo, HOUR};
use civitas::Error;
use client::governor::accounts::{Governor, Proposal};
use client::governor::instructions::{
    AddAction, AddActionInstructionArgs, Cancel, Cast, CastInstructionArgs, Decide, OpenPage,
    OpenPageInstructionArgs, OpenProposal, OpenProposalInstructionArgs, Submit, Tally,
};
use client::membership::accounts::Citizen;
use client::membership::instructions::{Appoint, AppointInstructionArgs};
use client::{addresses, pages};
use cluster::{Cluster, loader};
use sha2::{Digest, Sha256};
use solana_address::Address;
use solana_instruction::{AccountMeta, Instruction};
use solana_signer::Signer;

const MOTION: u8 = 0;
const POLL: u8 = 1;
const FOR: u8 = 1;

/// What becomes of a proposal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    /// It is never submitted.
    Draft,
    /// Its proposer thinks better of it after so many hours.
    Cancelled(i64),
    /// Some vote, and nobody counts.
    Voted,
    /// Some vote, and it is counted and decided as soon as it can be.
    Decided,
}

/// A proposal that somebody will make.
struct Plan {
    track: &'static str,
    title: &'static str,
    /// Hours after the beginning.
    at: i64,
    proposer: usize,
    choices: u8,
    kind: u8,
    /// Of ten voters, how many choose each of the first choices.
    tenths: &'static [usize],
    voters: usize,
    fate: Fate,
    /// A title, and who is to hold the office.
    appoint: Option<(&'static str, usize)>,
}

const BILL: Plan = Plan {
    track: "bills",
    title: "",
    at: 0,
    proposer: 0,
    choices: 3,
    kind: MOTION,
    tenths: &[6, 3, 1],
    voters: 420,
    fate: Fate::Voted,
    appoint: None,
};

/// All of them. Times are such that two weeks later each is in another state.
const PLANS: [Plan; 9] = [
    // Carried; anyone can execute it.
    Plan {
        track: "offices",
        title: "Keep the land steward for four more years",
        at: 2,
        proposer: 303,
        fate: Fate::Decided,
        appoint: Some(("land steward", 41)),
        ..BILL
    },
    // Defeated.
    Plan {
        title: "Hold every sitting before breakfast",
        at: 4,
        proposer: 12,
        tenths: &[2, 7, 1],
        fate: Fate::Decided,
        ..BILL
    },
    // Voting is over; anyone can count.
    Plan { title: "Print the charter for every household", at: 6, proposer: 77, ..BILL },
    // Voting.
    Plan { title: "Open the archive on Sundays", at: 22, proposer: 5, voters: 300, ..BILL },
    Plan {
        title: "What shall stand in the courtyard?",
        at: 23,
        proposer: 205,
        kind: POLL,
        choices: 4,
        tenths: &[4, 3, 2, 1],
        voters: 260,
        ..BILL
    },
    // In its timelock.
    Plan {
        track: "offices",
        title: "A librarian for the archive",
        at: 159,
        proposer: 88,
        fate: Fate::Decided,
        appoint: Some(("librarian", 64)),
        ..BILL
    },
    // Withdrawn.
    Plan { title: "Paint the hall green", at: 240, proposer: 9, fate: Fate::Cancelled(48), ..BILL },
    // In review.
    Plan { title: "Plant a tree for every new citizen", at: 320, proposer: 150, ..BILL },
    // Being written.
    Plan { title: "A song for the founding day", at: 368, proposer: 33, fate: Fate::Draft, ..BILL },
];

impl<'a> Demo<'a> {
    pub(super) fn plan_votes(&mut self) {
        for plan in &PLANS {
            self.after(plan.at, move |demo| demo.propose(plan));
        }
    }

    fn propose(&mut self, plan: &'static Plan) -> Result<(), Error> {
        let members = self.scenario.citizens.len();
        let proposer = plan.proposer % members;
        let Some(track) = self.scenario.tracks.iter().position(|track| track.name == plan.track) else {
            return Ok(());
        };
        if !self.is_here(proposer)? {
            return Ok(());
        }
        let (governor, wallet, citizen) = (self.places.governor, self.key(proposer), self.citizen(proposer));
        let id = self.session.read::<Governor>(&governor)?.next_proposal;
        let proposal = addresses::proposal(&governor, id).0;
        let open = OpenProposal { proposer: wallet, citizen, governor, proposal }.instruction(
            OpenProposalInstructionArgs {
                track: u8::try_from(track).unwrap_or(u8::MAX),
                kind: plan.kind,
                choices: plan.choices,
                title: plan.title.to_owned(),
                uri: String::new(),
                text_hash: Sha256::digest(plan.title).into(),
            },
        );
        self.send(proposer, "governor.open_proposal", open)?;
        if let Some((title, member)) = plan.appoint {
            self.add_appointment(proposer, proposal, title, member % members)?;
        }
        if plan.fate == Fate::Draft {
            return Ok(());
        }
        let submit = Submit { proposer: wallet, citizen, nation: self.places.nation, governor, proposal };
        self.send(proposer, "governor.submit", submit.instruction())?;
        if let Fate::Cancelled(hours) = plan.fate {
            let cancel = Cancel { signer: wallet, governor, proposal }.instruction();
            self.after(plan.at + hours, move |demo| demo.send(proposer, "governor.cancel", cancel));
            return Ok(());
        }
        let page = addresses::page(&proposal, pages::CITIZENS, 0).0;
        let open = OpenPage { payer: wallet, proposal, page }
            .instruction(OpenPageInstructionArgs { chamber: pages::CITIZENS, index: 0 });
        self.send(proposer, "governor.open_page", open)?;
        let submitted: Proposal = self.session.read(&proposal)?;
        self.at(submitted.voting_opens_at + 2 * HOUR, move |demo| demo.vote(plan, page));
        if plan.fate == Fate::Decided {
            let closes = submitted.objection_closes_at.max(submitted.voting_closes_at);
            self.at(closes, move |demo| demo.decide(proposer, proposal, page));
        }
        Ok(())
    }

    /// Lets a carried motion appoint somebody to an office, for four years.
    fn add_appointment(
        &mut self,
        proposer: usize,
        proposal: Address,
        title: &str,
        member: usize,
    ) -> Result<(), Error> {
        let (nation, executor) = (self.places.nation, self.places.executor);
        let Some((office, _)) = addresses::office(&nation, title) else { return Ok(()) };
        let appoint =
            Appoint { payer: executor, authority: executor, nation, citizen: self.citizen(member), office }
                .instruction(AppointInstructionArgs {
                    title: title.to_owned(),
                    term_ends_at: self.end() + 4 * 365 * 24 * HOUR,
                });
        let program_data = loader::program_data_address(&appoint.program_id);
        let add = AddAction {
            proposer: self.wallet(proposer).pubkey(),
            governor: self.places.governor,
            proposal,
            action: addresses::action(&proposal, 0).0,
            program: appoint.program_id,
            program_data: self.cluster.account(&program_data)?.map(|_| program_data),
        }
        .instruction(AddActionInstructionArgs {
            option: FOR,
            metas: packed(&appoint),
            data: appoint.data.clone(),
        });
        self.send(proposer, "governor.add_action", add)
    }

    fn vote(&mut self, plan: &Plan, page: Address) -> Result<(), Error> {
        let voters = plan.voters.min(self.scenario.citizens.len());
        for member in (0..self.scenario.citizens.len()).take(voters) {
            let citizen = self.citizen(member);
            if !self.is_here(member)?
                || pages::citizen_place(self.session.read::<Citizen>(&citizen)?.serial).0 != 0
            {
                continue;
            }
            let mut tenth = member % 10;
            let choice = plan.tenths.iter().position(|share| match tenth.checked_sub(*share) {
                Some(rest) => {
                    tenth = rest;
                    false
                }
                None => true,
            });
            let choice = u8::try_from(choice.unwrap_or_default() + 1).unwrap_or(FOR);
            let cast =
                Cast { voter: self.key(member), citizen, page }.instruction(CastInstructionArgs { choice });
            self.send(member, "governor.cast", cast)?;
        }
        Ok(())
    }

    fn decide(&mut self, proposer: usize, proposal: Address, page: Address) -> Result<(), Error> {
        let tally = Tally { proposal }.instruction_with_remaining_accounts(&[AccountMeta::new(page, false)]);
        self.send(proposer, "governor.tally", tally)?;
        let decide = Decide { governor: self.places.governor, proposal }.instruction();
        self.send(proposer, "governor.decide", decide)
    }
}

/// Accounts as an action stores them: address, then flags (1 signs, 2 is written).
fn packed(instruction: &Instruction) -> Vec<u8> {
    let pack = |meta: &AccountMeta| {
        let flags = u8::from(meta.is_signer) + 2 * u8::from(meta.is_writable);
        [meta.pubkey.as_ref(), &[flags]].concat()
    };
    instruction.accounts.iter().flat_map(pack).collect()
}
