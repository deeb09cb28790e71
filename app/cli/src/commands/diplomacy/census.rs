//! The census, with the evidence it is shown, and the stage.

use crate::Error;
use crate::nation::{self, NationArg};
use crate::output::{Output, counted};
use crate::sending::{Delivery, Desk, Sending};
use clap::{Args, Subcommand};
use client::addresses;
use client::diplomacy::accounts::{Body, CensusReport, Recognition, Stage as StageAccount};
use client::diplomacy::instructions::{
    AssessStage, CompleteCensus, PublishCensus, PublishCensusInstructionArgs,
};
use client::land::accounts::Parcel;
use client::membership::accounts::Nation;
use client::treasury::accounts::Ledger;
use cluster::{Cluster, Filter};
use rules::stage::{self, NETWORK_STATE};
use serde_json::json;
use solana_address::Address;
use solana_instruction::AccountMeta;
use std::collections::BTreeSet;

/// Ledgers that a report has room for.
const LEDGERS: usize = 4;
/// Ledgers and parcels that a census is published with at most (`diplomacy`, `TooMuchShown`); the rest completes it.
const SHOWN_AT_FIRST: usize = 6;
/// Accounts that complete a census in one transaction, with room to spare for signatures: 20 addresses of 32 bytes.
const SHOWN_AT_ONCE: usize = 20;
/// Tenure of a parcel that is only claimed, and counts for nothing.
const CLAIMED: u8 = 2;
/// Where a parcel names its nation, and a recognition whom it recognises: after the discriminator and an address.
const SECOND_FIELD: usize = 40;

/// The commands of `civitas diplomacy census`.
#[derive(Debug, Subcommand)]
pub enum Census {
    /// Publish the census of the running period, with all ledgers and countries that there are. Anyone may, once a
    /// period.
    Publish(Act),
    /// Add to this period's census what its publisher left out. Anyone may, for a week.
    Complete(Act),
}

impl Census {
    pub(super) fn execute(&self) -> Result<Output, Error> {
        match self {
            Self::Publish(act) => act.publish(),
            Self::Complete(act) => act.complete(),
        }
    }
}

/// The commands of `civitas diplomacy stage`.
#[derive(Debug, Subcommand)]
pub enum Stage {
    /// Compute the stage from the last census and a recognition that counts. Anyone may.
    Assess(Act),
}

impl Stage {
    pub(super) fn execute(&self) -> Result<Output, Error> {
        match self {
            Self::Assess(act) => act.assess(),
        }
    }
}

/// Arguments of these commands.
#[derive(Debug, Args)]
pub struct Act {
    #[command(flatten)]
    nation: NationArg,
    #[command(flatten)]
    sending: Sending,
}

/// What a census can be shown beyond what is in a report: ledgers, and a parcel of each country.
fn evidence(
    cluster: &dyn Cluster,
    nation: &Address,
    report: Option<&CensusReport>,
) -> Result<Vec<Address>, Error> {
    let dues = nation::read::<Nation>(cluster, nation)?.dues_mint;
    let reported = report.into_iter().flat_map(|report| &report.ledgers).filter(|ledger| ledger.present != 0);
    let reported: Vec<Address> = reported.map(|ledger| ledger.mint).collect();
    // SOL and the dues have places of their own; the others share what is left.
    let has_place = |mint: &Address| *mint == Address::default() || *mint == dues;
    let places = LEDGERS - if dues == Address::default() { 1 } else { 2 };
    let mut left = places.saturating_sub(reported.iter().filter(|mint| !has_place(mint)).count());
    let mut shown = Vec::new();
    for (address, ledger) in nation::all_of::<Ledger>(cluster, nation)? {
        // A ledger that nothing ever came into shows nothing.
        let empty = ledger.income.iter().all(|kind| *kind == 0);
        if empty || reported.contains(&ledger.mint) || (!has_place(&ledger.mint) && left == 0) {
            continue;
        }
        left = left.saturating_sub(usize::from(!has_place(&ledger.mint)));
        shown.push(address);
    }
    shown.extend(countries(cluster, nation, report)?);
    Ok(shown)
}

/// A parcel of each country that is not in a report yet.
fn countries(
    cluster: &dyn Cluster,
    nation: &Address,
    report: Option<&CensusReport>,
) -> Result<Vec<Address>, Error> {
    let parcels = nation::all::<Parcel>(cluster, vec![Filter::bytes(SECOND_FIELD, nation)])?;
    let mut seen = BTreeSet::new();
    let new = parcels.into_iter().filter_map(|(address, parcel)| {
        let [first, second, ..] = parcel.facts.jurisdiction;
        let counts = parcel.retired == 0
            && parcel.facts.tenure != CLAIMED
            && report.is_none_or(|report| parcel.version_since < report.reported_at);
        let country = stage::country([first, second]).filter(|_| counts)?;
        let mut set = report.map(|report| report.country_set).unwrap_or_default();
        // The set tells whether it is new; what was added is dropped again.
        (seen.insert([first, second]) && stage::add_country(&mut set, country)).then_some(address)
    });
    Ok(new.collect())
}

fn metas(addresses: &[Address]) -> Vec<AccountMeta> {
    addresses.iter().map(|address| AccountMeta::new_readonly(*address, false)).collect()
}

/// Shows a census more accounts; returns how many.
fn complete(desk: &Desk<'_>, report: Address, accounts: &[Address]) -> Result<usize, Error> {
    let mut shown = 0;
    for some in accounts.chunks(SHOWN_AT_ONCE) {
        let complete = CompleteCensus { report }.instruction_with_remaining_accounts(&metas(some));
        shown += some.len();
        if let Delivery::Written = desk.deliver(vec![complete])? {
            break;
        }
    }
    Ok(shown)
}

impl Act {
    fn publish(&self) -> Result<Output, Error> {
        let desk = self.sending.open()?;
        let (nation, _) = self.nation.find(&desk.rpc)?;
        let period = stage::period_at(desk.rpc.now()?);
        let report = addresses::census(&nation, period).0;
        let mut shown = evidence(&desk.rpc, &nation, None)?;
        let later = shown.split_off(shown.len().min(SHOWN_AT_FIRST));
        let registry = addresses::registry(&nation).0;
        let publish = PublishCensus { payer: desk.payer(), nation, registry, report };
        let args = PublishCensusInstructionArgs { period };
        let first = desk.deliver(vec![publish.instruction_with_remaining_accounts(args, &metas(&shown))])?;
        let more = match first {
            Delivery::Landed(_) => complete(&desk, report, &later)?,
            Delivery::Written => 0,
        };
        let number = shown.len() + more;
        let human =
            format!("census of period {period} ({report}), {} shown\n", counted(number as u64, "account"));
        Ok(desk.finish(json!({ "report": report.to_string(), "period": period, "shown": number }), &human))
    }

    fn complete(&self) -> Result<Output, Error> {
        let desk = self.sending.open()?;
        let (nation, _) = self.nation.find(&desk.rpc)?;
        let period = stage::period_at(desk.rpc.now()?);
        let report = addresses::census(&nation, period).0;
        let account: CensusReport = nation::find(&desk.rpc, &report)?.ok_or_else(|| {
            Error::Usage("there is no census of this period yet: civitas diplomacy census publish".into())
        })?;
        let missing = evidence(&desk.rpc, &nation, Some(&account))?;
        if missing.is_empty() {
            return Err(Error::Usage("the census has everything that it can show".into()));
        }
        let shown = complete(&desk, report, &missing)?;
        let human = format!("{} shown\n", counted(shown as u64, "account"));
        Ok(desk.finish(json!({ "report": report.to_string(), "shown": shown }), &human))
    }

    fn assess(&self) -> Result<Output, Error> {
        let desk = self.sending.open()?;
        let (nation, _) = self.nation.find(&desk.rpc)?;
        let now = stage::period_at(desk.rpc.now()?);
        let report = latest(&desk.rpc, &nation, now)?;
        let stage = addresses::stage(&nation).0;
        let known: Option<StageAccount> = nation::find(&desk.rpc, &stage)?;
        let recorded = known.map(|known| known.recognition).filter(|address| *address != Address::default());
        let recognition = match recorded {
            Some(recorded) => Some((recorded, nation::read::<Recognition>(&desk.rpc, &recorded)?)),
            None => that_counts(&desk.rpc, &nation)?,
        };
        let recogniser = match &recognition {
            Some((_, recognition)) if !is_body(&desk.rpc, &recognition.from)? => {
                Some(addresses::stage(&recognition.from).0)
            }
            _ => None,
        };
        let recognition = recognition.map(|(address, _)| address);
        let assess = AssessStage { payer: desk.payer(), report, stage, recognition, recogniser };
        desk.deliver(vec![assess.instruction()])?;
        let reached = nation::find::<StageAccount>(&desk.rpc, &stage)?.map(|reached| named(reached.stage));
        let human = reached.map_or_else(String::new, |reached| format!("stage: {reached}\n"));
        Ok(desk.finish(json!({ "stage": reached, "report": report.to_string() }), &human))
    }
}

/// The last census that a stage can follow from: this period's, else that before.
fn latest(cluster: &dyn Cluster, nation: &Address, period: u32) -> Result<Address, Error> {
    for period in [Some(period), period.checked_sub(1)].into_iter().flatten() {
        let address = addresses::census(nation, period).0;
        if nation::find::<CensusReport>(cluster, &address)?.is_some() {
            return Ok(address);
        }
    }
    Err(Error::Usage("there is no recent census: civitas diplomacy census publish".into()))
}

fn is_body(cluster: &dyn Cluster, address: &Address) -> Result<bool, Error> {
    Ok(nation::find::<Body>(cluster, address)?.is_some())
}

/// A recognition that counts for the stage: a body's, or that of a nation which is a network state by a body's word.
fn that_counts(cluster: &dyn Cluster, nation: &Address) -> Result<Option<(Address, Recognition)>, Error> {
    let recognitions = nation::all::<Recognition>(cluster, vec![Filter::bytes(SECOND_FIELD, nation)])?;
    for (address, recognition) in recognitions {
        let counts = recognition.in_force != 0
            && (is_body(cluster, &recognition.from)?
                || nation::find::<StageAccount>(cluster, &addresses::stage(&recognition.from).0)?
                    .is_some_and(|stage| stage.stage == NETWORK_STATE && stage.by_body != 0));
        if counts {
            return Ok(Some((address, recognition)));
        }
    }
    Ok(None)
}

/// A stage by its name.
pub fn named(stage: u8) -> &'static str {
    match stage {
        stage::STARTUP_SOCIETY => "startup society",
        stage::NETWORK_UNION => "network union",
        stage::NETWORK_ARCHIPELAGO => "network archipelago",
        NETWORK_STATE => "network state",
        _ => "unknown",
    }
}
