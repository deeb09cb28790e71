//! What a nation is among nations.

use super::census::named;
use crate::Error;
use crate::nation::{self, NationArg};
use crate::output::{Output, deadline, grouped, hex, moment, padded, span};
use crate::sending::Reading;
use clap::Args;
use client::diplomacy::accounts::{Body, CensusReport, Recognition, Stage, Treaty};
use client::membership::accounts::Nation;
use client::{DIPLOMACY_ID, MEMBERSHIP_ID, addresses};
use cluster::Cluster;
use serde_json::{Value, json};
use solana_address::Address;
use std::fmt::Write;

/// Arguments of `civitas diplomacy show`.
#[derive(Debug, Args)]
pub struct Show {
    #[command(flatten)]
    nation: NationArg,
    #[command(flatten)]
    reading: Reading,
}

impl Show {
    pub(super) fn execute(&self) -> Result<Output, Error> {
        let cluster = self.reading.open(&[DIPLOMACY_ID, MEMBERSHIP_ID])?;
        let (address, account) = self.nation.find(&*cluster)?;
        let now = cluster.now()?;
        let mut text = format!("{} ({address})\n", padded(&account.slug));
        let data = json!({
            "nation": padded(&account.slug),
            "address": address.to_string(),
            "now": now,
            "stage": stage(&*cluster, &address, &mut text)?,
            "census": census(&*cluster, &address, &mut text)?,
            "recognitions": recognitions(&*cluster, &address, &mut text)?,
            "treaties": treaties(&*cluster, &address, now, &mut text)?,
        });
        Ok(Output::new(&data, text))
    }
}

fn stage(cluster: &dyn Cluster, nation: &Address, text: &mut String) -> Result<Value, Error> {
    let Some(stage) = nation::find::<Stage>(cluster, &addresses::stage(nation).0)? else {
        text.push_str("  stage         not assessed yet: civitas diplomacy stage assess\n");
        return Ok(Value::Null);
    };
    let _ = writeln!(text, "  stage         {}, since {}", named(stage.stage), moment(stage.since));
    Ok(json!({
        "stage": named(stage.stage),
        "since": stage.since,
        "assessed_at": stage.assessed_at,
        "population": stage.population,
        "countries": stage.countries,
        "self_governed": stage.self_governed != 0,
        "has_purse": stage.has_purse != 0,
        "recognition": stage.recognition.to_string(),
        "report": stage.report.to_string(),
    }))
}

fn census(cluster: &dyn Cluster, nation: &Address, text: &mut String) -> Result<Value, Error> {
    let reports = nation::all_of::<CensusReport>(cluster, nation)?;
    let Some((address, report)) = reports.iter().max_by_key(|(_, report)| report.period) else {
        text.push_str("  census        none yet: civitas diplomacy census publish\n");
        return Ok(Value::Null);
    };
    let _ = writeln!(
        text,
        "  census        of {}: {} members, {} with a vote; {} parcels in at least {} countries, {} leases",
        moment(report.reported_at),
        grouped(report.population),
        grouped(report.voters),
        grouped(report.parcels),
        report.countries,
        grouped(report.leases),
    );
    let ledgers: Vec<Value> = report
        .ledgers
        .iter()
        .filter(|ledger| ledger.present != 0)
        .map(|ledger| {
            json!({
                "mint": ledger.mint.to_string(),
                "income": ledger.income,
                "outflow": ledger.outflow,
                "balance": ledger.balance,
                "promised": ledger.promised,
                "decimals": ledger.decimals,
            })
        })
        .collect();
    Ok(json!({
        "address": address.to_string(),
        "period": report.period,
        "reported_at": report.reported_at,
        "population": report.population,
        "voters": report.voters,
        "areas": report.areas,
        "parcels": report.parcels,
        "leases": report.leases,
        "countries": report.countries,
        "self_governed": report.self_governed != 0,
        "ledgers": ledgers,
        "reports": reports.len(),
    }))
}

/// What an address is called that recognises or is recognised.
fn name(cluster: &dyn Cluster, address: &Address) -> Result<String, Error> {
    if let Some(nation) = nation::find::<Nation>(cluster, address)? {
        return Ok(padded(&nation.slug));
    }
    let body = nation::find::<Body>(cluster, address)?;
    Ok(body.map_or_else(|| address.to_string(), |body| format!("“{}”", padded(&body.name))))
}

fn recognitions(cluster: &dyn Cluster, nation: &Address, text: &mut String) -> Result<Vec<Value>, Error> {
    let mut listed = Vec::new();
    let all = nation::all::<Recognition>(cluster, Vec::new())?;
    let in_force = |from: &Address, to: &Address| {
        all.iter().any(|(_, one)| one.in_force != 0 && one.from == *from && one.to == *to)
    };
    for (address, one) in &all {
        let (other, what) = if one.to == *nation {
            (&one.from, "recognised by")
        } else if one.from == *nation {
            (&one.to, "recognises")
        } else {
            continue;
        };
        let mutual = in_force(&one.from, &one.to) && in_force(&one.to, &one.from);
        let (other_name, state) = (name(cluster, other)?, if one.in_force != 0 { "" } else { ", revoked" });
        let both = if mutual { ", mutually" } else { "" };
        let _ = writeln!(text, "  {what:<14}{other_name}, since {}{both}{state}", moment(one.since));
        listed.push(json!({
            "address": address.to_string(),
            "from": one.from.to_string(),
            "to": one.to.to_string(),
            "name": other_name,
            "in_force": one.in_force != 0,
            "mutual": mutual,
            "since": one.since,
            "revoked_at": one.revoked_at,
            "grants": one.grants,
            "entries": one.entries,
        }));
    }
    Ok(listed)
}

fn standing(treaty: &Treaty, now: i64) -> String {
    match treaty.state {
        0 if now < treaty.open_until => {
            format!("proposed, can be signed until {}", deadline(now, treaty.open_until))
        }
        0 => "proposed, and lapsed".into(),
        1 => format!("in force since {}", moment(treaty.signed_at)),
        _ if now < treaty.ends_at => format!("denounced, in force until {}", deadline(now, treaty.ends_at)),
        _ => format!("ended {}", moment(treaty.ends_at)),
    }
}

fn treaties(
    cluster: &dyn Cluster,
    nation: &Address,
    now: i64,
    text: &mut String,
) -> Result<Vec<Value>, Error> {
    let mut treaties = nation::all::<Treaty>(cluster, Vec::new())?;
    treaties.retain(|(_, treaty)| [treaty.nation_a, treaty.nation_b].contains(nation));
    let mut listed = Vec::new();
    for (address, treaty) in &treaties {
        let other = if treaty.nation_a == *nation { treaty.nation_b } else { treaty.nation_a };
        let (other_name, standing) = (name(cluster, &other)?, standing(treaty, now));
        let visits = span(treaty.terms.visit);
        let _ = writeln!(
            text,
            "  treaty        {} with {other_name}: {standing}; visits of at most {visits}\n                {address}",
            treaty.number
        );
        listed.push(json!({
            "address": address.to_string(),
            "number": treaty.number,
            "with": other.to_string(),
            "name": other_name,
            "standing": standing,
            "proposed_by_us": treaty.proposer == *nation,
            "text_uri": padded(&treaty.text_uri),
            "text_hash": hex(&treaty.terms.text_hash),
            "notice": treaty.terms.notice,
            "visit": treaty.terms.visit,
            "open_until": treaty.open_until,
            "signed_at": treaty.signed_at,
            "ends_at": treaty.ends_at,
        }));
    }
    Ok(listed)
}
