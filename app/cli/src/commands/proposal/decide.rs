//! What is anyone's: counting, deciding, executing.

use crate::Error;
use crate::governing::{ProposalArg, actions, due, named_state, standing};
use crate::output::{Output, counted};
use crate::sending::{Delivery, Sending};
use clap::Args;
use client::governor::instructions::{Decide, Execute, Tally};
use cluster::Cluster;
use serde_json::json;
use solana_instruction::AccountMeta;

/// Pages that fit into a transaction.
const PAGES_AT_ONCE: usize = 20;

/// A command about a proposal that needs nothing else.
#[derive(Debug, Args)]
pub struct Step {
    #[command(flatten)]
    proposal: ProposalArg,
    #[command(flatten)]
    sending: Sending,
}

impl Step {
    pub(super) fn decide(&self) -> Result<Output, Error> {
        let desk = self.sending.open()?;
        let motion = self.proposal.open(&desk.rpc)?;
        let pages = motion.pages(&desk.rpc)?;
        let open: Vec<AccountMeta> = pages
            .iter()
            .filter(|(_, page)| page.complete == 0)
            .map(|(address, _)| AccountMeta::new(*address, false))
            .collect();
        let decide = Decide { governor: motion.proposal.governor, proposal: motion.address }.instruction();
        let mut batches: Vec<_> = open
            .chunks(PAGES_AT_ONCE)
            .map(|some| Tally { proposal: motion.address }.instruction_with_remaining_accounts(some))
            .collect();
        let last = batches.pop();
        for tally in batches {
            if let Delivery::Written = desk.deliver(vec![tally])? {
                return Ok(desk.finish(json!({ "pages": open.len() }), ""));
            }
        }
        if let Delivery::Written = desk.deliver(last.into_iter().chain([decide]).collect())? {
            return Ok(desk.finish(json!({ "pages": open.len() }), ""));
        }
        let decided = motion.again(&desk.rpc)?;
        let state = named_state(decided.proposal.state);
        let human = format!(
            "{} counted; proposal {}: {state}\n",
            counted(open.len() as u64, "page"),
            motion.proposal.id
        );
        Ok(desk.finish(
            json!({ "pages": open.len(), "state": state, "outcome": decided.proposal.outcome }),
            &human,
        ))
    }

    pub(super) fn run(&self) -> Result<Output, Error> {
        let desk = self.sending.open()?;
        let motion = self.proposal.open(&desk.rpc)?;
        let planned = due(&motion, actions(&desk.rpc, &motion)?);
        if planned.is_empty() {
            let (_, sentence) = standing(&motion.proposal, desk.rpc.now()?);
            return Err(Error::Usage(format!(
                "proposal {} has no action to execute: {sentence}",
                motion.proposal.id
            )));
        }
        let mut run = 0;
        for one in &planned {
            let execute = Execute {
                governor: motion.proposal.governor,
                proposal: motion.address,
                action: one.address,
                program: one.action.program,
                program_data: one.program_data(),
            };
            run += 1;
            let instruction = execute.instruction_with_remaining_accounts(&one.remaining());
            if let Delivery::Written = desk.deliver(vec![instruction])? {
                break;
            }
        }
        let human = format!("{} executed\n", counted(run, "action"));
        Ok(desk.finish(json!({ "executed": run }), &human))
    }
}
