//! Making a proposal.

use crate::Error;
use crate::commands::arguments::Document;
use crate::governing::{Motion, ProposalArg, exported, metas, program_data};
use crate::nation::{self, NationArg};
use crate::output::{Output, counted, deadline};
use crate::sending::{Delivery, Desk, Sending};
use clap::Args;
use client::addresses;
use client::governor::accounts::{Governor, Proposal};
use client::governor::instructions::{
    AddAction, AddActionInstructionArgs, Cancel as CancelProposal, OpenProposal, OpenProposalInstructionArgs,
    Submit as SubmitProposal,
};
use cluster::Cluster;
use serde_json::json;
use solana_address::Address;
use solana_instruction::Instruction;
use std::path::{Path, PathBuf};

/// Choices of a motion: for, against, abstain.
const MOTION: u8 = 3;

/// Arguments of `civitas proposal create`.
#[derive(Debug, Args)]
pub struct Create {
    #[command(flatten)]
    nation: NationArg,
    /// What it is called.
    #[arg(long)]
    title: String,
    /// Kind of decision: a track of the governor.
    #[arg(long, default_value_t = 0)]
    track: u8,
    /// Make it a poll with so many options, two to seven, instead of a motion.
    #[arg(long, value_name = "OPTIONS", value_parser = clap::value_parser!(u8).range(2..=7))]
    poll: Option<u8>,
    /// What shall be done if it is carried: a transaction as --export writes it, of which the governor's executor is the
    /// wallet. Can be given several times.
    #[arg(long = "action", value_name = "FILE")]
    actions: Vec<PathBuf>,
    /// Submit it at once.
    #[arg(long)]
    submit: bool,
    /// The text.
    #[command(flatten)]
    text: Document,
    #[command(flatten)]
    sending: Sending,
}

/// The instructions of exported transactions.
fn read(files: &[PathBuf]) -> Result<Vec<Instruction>, Error> {
    let read = |path: &Path| {
        let text = std::fs::read_to_string(path)
            .map_err(|error| Error::input(path, None, format!("cannot be read: {error}")))?;
        exported(&text).map_err(|error| Error::input(path, None, error.to_string()))
    };
    let found = files.iter().map(|path| read(path)).collect::<Result<Vec<_>, _>>()?;
    Ok(found.into_iter().flatten().collect())
}

/// Adds an instruction to a draft, as the action of this number.
fn add(
    cluster: &dyn Cluster,
    proposer: Address,
    governor: Address,
    proposal: Address,
    number: u8,
    option: u8,
    instruction: &Instruction,
) -> Result<Instruction, Error> {
    let program = instruction.program_id;
    let action = addresses::action(&proposal, number).0;
    let program_data = program_data(cluster, &program)?;
    let add = AddAction { proposer, governor, proposal, action, program, program_data };
    let (metas, data) = (metas(instruction), instruction.data.clone());
    Ok(add.instruction(AddActionInstructionArgs { option, metas, data }))
}

/// Adds instructions to a draft, each in a transaction of its own; returns whether all landed.
fn add_all(
    desk: &Desk<'_>,
    governor: Address,
    proposal: Address,
    first: u8,
    option: u8,
    instructions: &[Instruction],
) -> Result<bool, Error> {
    for (number, instruction) in (first..).zip(instructions) {
        let add = add(&desk.rpc, desk.wallet(), governor, proposal, number, option, instruction)?;
        if let Delivery::Written = desk.deliver(vec![add])? {
            return Ok(false);
        }
    }
    Ok(true)
}

fn submission(wallet: Address, nation: Address, governor: Address, proposal: Address) -> Instruction {
    let citizen = addresses::citizen(&nation, &wallet).0;
    SubmitProposal { proposer: wallet, citizen, nation, governor, proposal }.instruction()
}

impl Create {
    pub(super) fn execute(&self) -> Result<Output, Error> {
        let instructions = read(&self.actions)?;
        let desk = self.sending.open()?;
        let wallet = desk.wallet();
        let (nation, _) = self.nation.find(&desk.rpc)?;
        let governor = addresses::governor(&nation).0;
        let account: Governor = nation::find(&desk.rpc, &governor)?
            .ok_or_else(|| Error::Usage("this nation has no governor yet".into()))?;
        let id = account.next_proposal;
        let proposal = addresses::proposal(&governor, id).0;
        let open = OpenProposal {
            proposer: wallet,
            citizen: addresses::citizen(&nation, &wallet).0,
            governor,
            proposal,
        }
        .instruction(OpenProposalInstructionArgs {
            track: self.track,
            kind: self.poll.is_some().into(),
            choices: self.poll.unwrap_or(MOTION),
            title: self.title.clone(),
            uri: self.text.uri.clone(),
            text_hash: self.text.hash()?,
        });
        let landed = match desk.deliver(vec![open])? {
            Delivery::Landed(_) => add_all(&desk, governor, proposal, 0, 1, &instructions)?,
            Delivery::Written => false,
        };
        if landed && self.submit {
            desk.deliver(vec![submission(wallet, nation, governor, proposal)])?;
        }
        let data = json!({ "proposal": id, "address": proposal.to_string(), "actions": instructions.len() });
        let human = format!("proposal {id} ({proposal}), {}\n", counted(instructions.len() as u64, "action"));
        Ok(desk.finish(data, &human))
    }
}

/// Arguments of `civitas proposal add-actions`.
#[derive(Debug, Args)]
pub struct AddActions {
    #[command(flatten)]
    proposal: ProposalArg,
    /// What shall be done: a transaction as --export writes it, of which the governor's executor is the wallet. Can be
    /// given several times.
    #[arg(long = "action", value_name = "FILE", required = true)]
    actions: Vec<PathBuf>,
    /// Option of a poll whose winning runs it; 1 for a motion.
    #[arg(long, default_value_t = 1)]
    option: u8,
    #[command(flatten)]
    sending: Sending,
}

impl AddActions {
    pub(super) fn execute(&self) -> Result<Output, Error> {
        let instructions = read(&self.actions)?;
        let desk = self.sending.open()?;
        let Motion { address, proposal, .. } = self.proposal.open(&desk.rpc)?;
        add_all(&desk, proposal.governor, address, proposal.actions, self.option, &instructions)?;
        Ok(desk.finish(json!({ "proposal": proposal.id, "added": instructions.len() }), ""))
    }
}

/// Arguments of `civitas proposal submit`.
#[derive(Debug, Args)]
pub struct Submit {
    #[command(flatten)]
    proposal: ProposalArg,
    #[command(flatten)]
    sending: Sending,
}

impl Submit {
    pub(super) fn execute(&self) -> Result<Output, Error> {
        let desk = self.sending.open()?;
        let Motion { address, proposal, .. } = self.proposal.open(&desk.rpc)?;
        desk.deliver(vec![submission(desk.wallet(), proposal.nation, proposal.governor, address)])?;
        let submitted: Proposal = nation::read(&desk.rpc, &address)?;
        let opens = submitted.voting_opens_at;
        let human = match submitted.submitted_at {
            0 => String::new(),
            now => format!("voting opens {}\n", deadline(now, opens)),
        };
        Ok(desk.finish(json!({ "proposal": proposal.id, "voting_opens_at": opens }), &human))
    }
}

/// Arguments of `civitas proposal cancel`.
#[derive(Debug, Args)]
pub struct Cancel {
    #[command(flatten)]
    proposal: ProposalArg,
    #[command(flatten)]
    sending: Sending,
}

impl Cancel {
    pub(super) fn execute(&self) -> Result<Output, Error> {
        let desk = self.sending.open()?;
        let motion = self.proposal.open(&desk.rpc)?;
        let (signer, governor, proposal) = (desk.wallet(), motion.proposal.governor, motion.address);
        desk.send(vec![CancelProposal { signer, governor, proposal }.instruction()])
    }
}
