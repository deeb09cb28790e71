//! Looking at proposals.

use crate::Error;
use crate::governing::{
    Motion, ProposalArg, actions, choice_named, deadline, may_vote, named_state, standing,
};
use crate::nation::{self, NationArg};
use crate::output::{self, Output, grouped, hex, padded, table};
use crate::sending::{Reading, sentence, summary_data};
use clap::Args;
use client::governor::accounts::Proposal;
use client::{GOVERNOR_ID, MEMBERSHIP_ID, addresses};
use cluster::Cluster;
use serde_json::{Value, json};
use solana_address::Address;
use std::fmt::Write;

/// Arguments of `civitas proposal list`.
#[derive(Debug, Args)]
pub struct List {
    #[command(flatten)]
    nation: NationArg,
    /// Only those that are drafts, voted on, or wait for execution.
    #[arg(long)]
    open: bool,
    #[command(flatten)]
    reading: Reading,
}

impl List {
    pub(super) fn execute(&self) -> Result<Output, Error> {
        let cluster = self.reading.open(&[GOVERNOR_ID, MEMBERSHIP_ID])?;
        let (nation, _) = self.nation.find(&*cluster)?;
        let now = cluster.now()?;
        let mut proposals = nation::all_of::<Proposal>(&*cluster, &addresses::governor(&nation).0)?;
        // Executed, defeated, cancelled and expired are over.
        proposals.retain(|(_, proposal)| !self.open || !matches!(proposal.state, 4..=6 | 8));
        proposals.sort_by_key(|(_, proposal)| proposal.id);
        let data: Vec<Value> = proposals
            .iter()
            .map(|(address, proposal)| {
                json!({
                    "proposal": proposal.id,
                    "address": address.to_string(),
                    "title": padded(&proposal.title),
                    "track": proposal.track,
                    "state": named_state(proposal.state),
                    "phase": standing(proposal, now).0,
                    "deadline": deadline(proposal, now),
                })
            })
            .collect();
        let rows = proposals.iter().map(|(_, proposal)| {
            let ends = deadline(proposal, now).map_or_else(String::new, |at| output::relative(now, at));
            let phase = standing(proposal, now).0.to_owned();
            [proposal.id.to_string(), padded(&proposal.title), phase, ends]
        });
        let table = table(["No.", output::TITLE, "Phase", "Ends"], 4, rows);
        Ok(Output::new(&json!({ "now": now, "proposals": data }), table))
    }
}

/// Arguments of `civitas proposal show`.
#[derive(Debug, Args)]
pub struct Show {
    #[command(flatten)]
    proposal: ProposalArg,
    /// Tell whether this wallet may vote, and why not.
    #[arg(long = "as", value_name = "WALLET")]
    viewer: Option<Address>,
    #[command(flatten)]
    reading: Reading,
}

impl Show {
    pub(super) fn execute(&self) -> Result<Output, Error> {
        let cluster = self.reading.open(&[GOVERNOR_ID, MEMBERSHIP_ID])?;
        let motion = self.proposal.open(&*cluster)?;
        let now = cluster.now()?;
        let planned = actions(&*cluster, &motion)?;
        let viewer = match &self.viewer {
            Some(wallet) => Some(eligibility(&*cluster, &motion, wallet, now)?),
            None => None,
        };
        let mut data = data(&motion, now);
        data["actions"] = planned
            .iter()
            .map(|one| {
                let mut told = summary_data(std::slice::from_ref(&one.instruction))[0].clone();
                told["option"] = json!(one.action.option);
                told["executed"] = json!(one.action.executed != 0);
                told
            })
            .collect();
        if let Some(viewer) = &viewer {
            data["you"] = json!({ "may_vote": viewer.is_ok(), "reason": viewer.as_ref().err() });
        }
        let mut text = human(&motion, now);
        for one in &planned {
            let state = if one.action.executed != 0 { "executed" } else { "would" };
            let said = sentence(&one.instruction);
            let _ = writeln!(
                text,
                "  action {} ({state}, for option {}): {said}",
                one.action.index, one.action.option
            );
        }
        match &viewer {
            Some(Ok(())) => {
                let id = motion.proposal.id;
                let slug = padded(&motion.nation.slug);
                let _ = writeln!(
                    text,
                    "> you can vote\n    civitas proposal vote {id} for|against|abstain --nation {slug}"
                );
            }
            Some(Err(reason)) => {
                let _ = writeln!(text, "> you cannot vote: {reason}");
            }
            None => {}
        }
        Ok(Output::new(&data, text))
    }
}

/// Whether a wallet may vote, or why not.
fn eligibility(
    cluster: &dyn Cluster,
    motion: &Motion,
    wallet: &Address,
    now: i64,
) -> Result<Result<(), &'static str>, Error> {
    Ok(match nation::citizen(cluster, &motion.proposal.nation, wallet)? {
        Some((_, citizen)) => may_vote(motion, &citizen, now),
        None => Err("this wallet is no citizen of the nation"),
    })
}

fn tally(proposal: &Proposal) -> Vec<(String, u64, u64)> {
    let motion = proposal.kind == 0;
    let counts = proposal.citizen_tally.iter().zip(&proposal.stake_tally).zip(0u8..);
    counts
        .skip(1)
        .take(proposal.choices.into())
        .map(|((citizens, stake), choice)| (choice_named(motion, choice), *citizens, *stake))
        .collect()
}

fn data(motion: &Motion, now: i64) -> Value {
    let proposal = &motion.proposal;
    let (phase, sentence) = standing(proposal, now);
    let tally: Vec<Value> = tally(proposal)
        .into_iter()
        .map(|(choice, citizens, stake)| json!({ "choice": choice, "citizens": citizens, "stake": stake }))
        .collect();
    json!({
        "proposal": proposal.id,
        "address": motion.address.to_string(),
        "nation": padded(&motion.nation.slug),
        "title": padded(&proposal.title),
        "uri": padded(&proposal.uri),
        "text_hash": hex(&proposal.text_hash),
        "proposer": proposal.proposer.to_string(),
        "track": proposal.track,
        "kind": if proposal.kind == 0 { "motion" } else { "poll" },
        "state": named_state(proposal.state),
        "phase": phase,
        "standing": sentence,
        "deadline": deadline(proposal, now),
        "now": now,
        "electorate": { "citizens": proposal.citizens, "stake": proposal.staked },
        "quorum_bps": proposal.rules.quorum_bps,
        "threshold_bps": proposal.rules.threshold_bps,
        "tally": tally,
        "outcome": proposal.outcome,
        "executes_from": proposal.executes_from,
        "executes_until": proposal.executes_until,
    })
}

fn human(motion: &Motion, now: i64) -> String {
    let proposal = &motion.proposal;
    let mut text = format!("Proposal {}: {} ({})\n", proposal.id, padded(&proposal.title), motion.address);
    let mut line = |name: &str, value: String| {
        let _ = writeln!(text, "  {name:<12}{value}");
    };
    line("text", format!("{} (SHA-256 {})", padded(&proposal.uri), hex(&proposal.text_hash)));
    line("by", proposal.proposer.to_string());
    line("stands", standing(proposal, now).1);
    if let Some(at) = deadline(proposal, now) {
        line("until", output::deadline(now, at));
    }
    let share = |bps: u16| format!("{}.{:02} %", bps / 100, bps % 100);
    line(
        "electorate",
        format!(
            "{} citizens; quorum {}, threshold {}",
            grouped(proposal.citizens),
            share(proposal.rules.quorum_bps),
            share(proposal.rules.threshold_bps)
        ),
    );
    let counted = tally(proposal);
    if counted.iter().any(|(_, citizens, stake)| citizens + stake > 0) {
        let counted: Vec<String> = counted
            .into_iter()
            .map(|(choice, citizens, _)| format!("{choice} {}", grouped(citizens)))
            .collect();
        line("counted", counted.join(", "));
    }
    text
}
