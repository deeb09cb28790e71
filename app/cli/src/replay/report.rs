//! What a replay has to say.

use super::court::CourtReport;
use super::diplomacy::DiplomacyReport;
use super::economy::EconomyReport;
use crate::output::{TITLE, counted, grouped, sol, table};
use crate::recount::Recount;
use crate::recount::verdict::Verdict;
use crate::scenario::{Date, Totals};
use crate::session::{Cost, Spread};
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt::Write;

/// All of it.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    /// The nation.
    pub nation: NationReport,
    /// Its votes, by date.
    pub polls: Vec<PollReport>,
    /// Costs by instruction.
    pub instructions: BTreeMap<&'static str, Cost>,
    /// Transactions sent, the faucet's not counted.
    pub transactions: u64,
    /// What was paid for the votes' accounts, and came back.
    pub rent: RentReport,
    /// The independent count.
    pub recount: Recount,
    /// The economy, where the scenario has one.
    pub economy: Option<EconomyReport>,
    /// The court and its cases, where the scenario has one.
    pub court: Option<CourtReport>,
    /// Other nations, census and stage, where the scenario has them.
    pub diplomacy: Option<DiplomacyReport>,
    /// A sentence for each disagreement; none when all is well.
    pub disagreements: Vec<String>,
    /// How long it took.
    pub milliseconds: u64,
}

/// The nation after the votes.
#[derive(Clone, Debug, Serialize)]
#[allow(missing_docs, reason = "the names say it")]
pub struct NationReport {
    pub name: String,
    pub slug: String,
    pub address: String,
    pub governor: String,
    pub executor: String,
    pub citizens: u64,
    pub passports: u64,
    pub charter_hash: String,
    pub charter_version: u32,
}

/// One vote.
#[derive(Clone, Debug, Serialize)]
pub struct PollReport {
    /// Its name in the files.
    pub id: String,
    /// Its day.
    pub date: Date,
    /// Its title.
    pub title: String,
    /// The proposal's address.
    pub proposal: String,
    /// The published result.
    pub published: Totals,
    /// What the chain counted.
    pub counted: Totals,
    /// What the published result means by the track's rules.
    pub expected: Verdict,
    /// What the chain made of it.
    pub outcome: &'static str,
    /// Ballots cast.
    pub ballots: u64,
    /// Compute units of a ballot's transaction.
    pub compute_units: Spread,
    /// Lamports that the ballots themselves put into accounts.
    pub allocated_by_ballots: i64,
    /// Lamports that lie in the ballot pages until they are closed.
    pub page_rent: i64,
    /// The same for each ballot, rounded down.
    pub page_rent_per_ballot: i64,
    /// Whether the chain says what was published.
    pub agrees: bool,
}

/// Lamports in the accounts of the votes.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct RentReport {
    /// Paid in, deposits of proposers included.
    pub deposited: i64,
    /// Paid back when they were closed.
    pub returned: i64,
    /// Deposits lost to missed quorums.
    pub forfeited: u64,
    /// Accounts that could not be closed.
    pub accounts_left: u64,
}

impl Report {
    /// The report for people.
    pub fn to_human(&self) -> String {
        let mut text = String::new();
        // Writing to a string cannot fail.
        let _ = self.write(&mut text);
        text
    }

    fn write(&self, out: &mut String) -> std::fmt::Result {
        let nation = &self.nation;
        writeln!(
            out,
            "{} ({}): {}, {}, charter version {}, governed by its citizens",
            nation.name,
            nation.slug,
            counted(nation.citizens, "citizen"),
            counted(nation.passports, "passport"),
            nation.charter_version
        )?;
        writeln!(out, "\nVotes, as yes / no / abstain / no show\n{}", self.votes())?;
        if let Some(economy) = &self.economy {
            writeln!(out, "{}", economy.to_human())?;
        }
        if let Some(court) = &self.court {
            writeln!(out, "{}", court.to_human())?;
        }
        if let Some(diplomacy) = &self.diplomacy {
            writeln!(out, "{}", diplomacy.to_human())?;
        }
        writeln!(out, "Costs\n{}", self.costs())?;
        let ballots: u64 = self.polls.iter().map(|poll| poll.ballots).sum();
        let all = self.instructions.get("governor.cast").map_or(0, |cost| cost.compute_units.count);
        writeln!(out, "{} in {}.", counted(all, "ballot"), counted(self.transactions, "transaction"))?;
        let units: u64 = self.polls.iter().map(|poll| poll.compute_units.sum).sum();
        let allocated: i64 = self.polls.iter().map(|poll| poll.allocated_by_ballots).sum();
        writeln!(
            out,
            "A recorded ballot took {} compute units on average and put {} lamports into accounts.",
            units / ballots.max(1),
            allocated / ballots.max(1).cast_signed()
        )?;
        let rent = &self.rent;
        writeln!(
            out,
            "After the time for recounts {} of {} deposited for the votes came back{}.",
            sol(rent.returned.unsigned_abs()),
            sol(rent.deposited.unsigned_abs()),
            if rent.forfeited > 0 {
                format!(", {} were forfeit", sol(rent.forfeited))
            } else {
                String::new()
            }
        )?;
        writeln!(out, "{}", self.recount.summary())?;
        if let Some(economy) = &self.economy {
            writeln!(out, "{}", economy.summary())?;
        }
        if let Some(court) = &self.court {
            writeln!(out, "{}", court.summary())?;
        }
        if let Some(diplomacy) = &self.diplomacy {
            writeln!(out, "{}", diplomacy.summary())?;
        }
        let disagreeing = self.polls.iter().filter(|poll| !poll.agrees).count() as u64;
        let votes = self.polls.len() as u64;
        writeln!(
            out,
            "{} of {} agree with what was published. {:.1} s.",
            votes - disagreeing,
            counted(votes, "vote"),
            self.milliseconds as f64 / 1_000.0
        )
    }

    fn votes(&self) -> String {
        table(
            ["Poll", "Date", TITLE, "Outcome", "Published", "Counted", "", "CU/ballot", "Page rent/ballot"],
            4,
            self.polls.iter().map(|poll| {
                [
                    poll.id.clone(),
                    poll.date.to_string(),
                    poll.title.clone(),
                    poll.outcome.to_owned(),
                    slashed(&poll.published),
                    slashed(&poll.counted),
                    if poll.agrees { "agrees" } else { "DIFFERS" }.to_owned(),
                    spread(&poll.compute_units),
                    grouped(poll.page_rent_per_ballot),
                ]
            }),
        )
    }

    fn costs(&self) -> String {
        table(
            ["Instruction", "Transactions", "CU mean", "CU min", "CU max", "Fees", "Lamports into accounts"],
            1,
            self.instructions.iter().map(|(name, cost)| {
                [
                    (*name).to_owned(),
                    grouped(cost.compute_units.count),
                    grouped(cost.compute_units.mean),
                    grouped(cost.compute_units.min),
                    grouped(cost.compute_units.max),
                    grouped(cost.fees),
                    grouped(cost.deposited),
                ]
            }),
        )
    }
}

fn slashed(totals: &Totals) -> String {
    let Totals { yes, no, abstain, no_show } = totals;
    format!("{yes} / {no} / {abstain} / {no_show}")
}

/// The mean, and the extremes if there are any.
fn spread(units: &Spread) -> String {
    let Spread { min, max, mean, .. } = *units;
    if min == max { grouped(mean) } else { format!("{} ({min}\u{2013}{max})", grouped(mean)) }
}
