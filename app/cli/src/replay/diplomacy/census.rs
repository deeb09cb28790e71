//! Census reports, and the stages that follow from them.

use super::super::Replay;
use super::super::economy::ANYONE;
use super::super::founding::ALLOWANCE;
use super::report::{CensusRow, LedgerRow, StageRow};
use crate::Error;
use crate::scenario::Date;
use crate::scenario::diplomacy::{FILE, Party, Recogniser, StageName, Step};
use crate::scenario::economy::{Action, Asset};
use client::addresses;
use client::diplomacy::accounts::{CensusReport, Stage};
use client::diplomacy::instructions::{
    AssessStage, CompleteCensus, PublishCensus, PublishCensusInstructionArgs,
};
use client::land::accounts::Parcel;
use cluster::Cluster;
use solana_address::Address;
use solana_instruction::AccountMeta;
use solana_signer::Signer;
use std::collections::BTreeSet;

/// A census period, in seconds: 30 days, counted from 1970.
const PERIOD: i64 = 30 * 86_400;

/// The period of a time.
/// Ledgers and parcels that a census is shown when it is published, at most.
const SHOWN_AT_FIRST: usize = 6;

fn period_of(now: i64) -> u32 {
    u32::try_from(now.div_euclid(PERIOD)).unwrap_or_default()
}

impl Replay<'_> {
    /// The nation's census of this period. Returns when the next one begins, if one is to be taken then.
    pub(in crate::replay) fn census_turn(&mut self) -> Result<Option<i64>, Error> {
        let Some(census) = self.diplomacy()?.census else { return Ok(None) };
        if self.relations.censuses.is_empty() {
            // The accounts of all reports are paid by whoever publishes them, and stay.
            self.cluster.airdrop(&self.wallet(census.publisher).pubkey(), ALLOWANCE)?;
        }
        self.publish_census(Party::Home, &format!("{FILE}, census"))?;
        let next = (i64::from(period_of(self.cluster.now()?)) + 1) * PERIOD;
        Ok((next <= census.until.midnight()).then_some(next))
    }

    /// Publishes the census of a nation for this period: with all ledgers and a parcel in each country.
    pub(super) fn publish_census(&mut self, nation: Party, place: &str) -> Result<(), Error> {
        let (address, period) = (self.nation_at(nation)?, period_of(self.cluster.now()?));
        let (member, evidence) = match (nation, self.diplomacy()?.census) {
            (Party::Home, Some(census)) => (census.publisher, self.evidence()?),
            _ => (ANYONE, Vec::new()),
        };
        let report = addresses::census(&address, period).0;
        let evidence: Vec<AccountMeta> =
            evidence.into_iter().map(|address| AccountMeta::new_readonly(address, false)).collect();
        let (first, later) = evidence.split_at(evidence.len().min(SHOWN_AT_FIRST));
        let publish = PublishCensus {
            payer: self.wallet(member).pubkey(),
            nation: address,
            registry: addresses::registry(&address).0,
            report,
        }
        .instruction_with_remaining_accounts(PublishCensusInstructionArgs { period }, first);
        self.send_as(member, "diplomacy.publish_census", place, publish)?;
        if !later.is_empty() {
            let complete = CompleteCensus { report }.instruction_with_remaining_accounts(later);
            self.send_as(member, "diplomacy.complete_census", place, complete)?;
        }
        let read: CensusReport = self.session.read(&report)?;
        let expected = match (nation, self.diplomacy()?.census) {
            (Party::Home, Some(census)) => census.population,
            (Party::Home, None) => read.population,
            (Party::Other(other), _) => self.diplomacy()?.nations[other].citizens.len() as u64,
        };
        let agrees = read.population == expected;
        let row = self.census_row(nation, &report, &read, agrees)?;
        if !agrees {
            let sentence = format!(
                "{place}: the census of {} on {} was to show {expected} people, it shows {}",
                row.nation, row.date, read.population
            );
            self.disagreements.push(sentence);
        }
        self.relations.censuses.push(row);
        Ok(())
    }

    /// What a census is shown: the ledgers, and of each country a parcel.
    fn evidence(&self) -> Result<Vec<Address>, Error> {
        let Some(economy) = &self.scenario.economy else { return Ok(Vec::new()) };
        let assets = [Some(Asset::Sol), economy.token.as_ref().map(|_| Asset::Token)];
        let mut shown: Vec<Address> =
            assets.into_iter().flatten().map(|asset| self.till(asset).ledger).collect();
        let registered = economy.land.iter().flat_map(|land| &land.parcels);
        let acquired = self.planned.iter().flat_map(|planned| &planned.vote.actions);
        let acquired = acquired.filter_map(|(_, action)| match action {
            Action::RegisterParcel(new) => Some(&new.parcel),
            _ => None,
        });
        let mut countries = BTreeSet::new();
        for parcel in registered.chain(acquired) {
            let address = addresses::parcel(&self.places.registry, parcel.cell).0;
            // Some are registered later.
            if self.cluster.account(&address)?.is_none() {
                continue;
            }
            let facts = self.session.read::<Parcel>(&address)?.facts;
            let [first, second, ..] = facts.jurisdiction;
            // What is only claimed does not count.
            if facts.tenure < 2 && countries.insert([first, second]) {
                shown.push(address);
            }
        }
        Ok(shown)
    }

    fn slug(&self, nation: Party) -> Result<String, Error> {
        Ok(match nation {
            Party::Home => self.scenario.slug.clone(),
            Party::Other(nation) => self.diplomacy()?.nations[nation].slug.clone(),
        })
    }

    fn census_row(
        &self,
        nation: Party,
        address: &Address,
        report: &CensusReport,
        agrees: bool,
    ) -> Result<CensusRow, Error> {
        let ledgers = report.ledgers.iter().filter(|ledger| ledger.present != 0);
        let token = self.scenario.economy.as_ref().and_then(|economy| economy.token.as_ref());
        Ok(CensusRow {
            nation: self.slug(nation)?,
            address: address.to_string(),
            period: report.period,
            date: Date::of(report.reported_at),
            population: report.population,
            voters: report.voters,
            parcels: report.parcels,
            area_dm2: report.areas.iter().fold(0, |sum: u64, area| sum.saturating_add(*area)),
            leases: report.leases,
            countries: report.countries,
            self_governed: report.self_governed != 0,
            ledgers: ledgers
                .map(|ledger| LedgerRow {
                    money: match token {
                        Some(token) if ledger.mint != Address::default() => token.symbol.clone(),
                        _ => "SOL".into(),
                    },
                    decimals: ledger.decimals,
                    income: ledger.income.iter().fold(0, |sum: u64, kind| sum.saturating_add(*kind)),
                    outflow: ledger.outflow,
                    balance: ledger.balance,
                })
                .collect(),
            agrees,
        })
    }

    /// Computes the stage of a nation from its census of this period, and compares it with what the file says.
    pub(super) fn assess_stage(
        &mut self,
        step: &Step,
        nation: Party,
        recognised_by: Option<Recogniser>,
        (expected, population): (StageName, u64),
    ) -> Result<(), Error> {
        let (address, place) = (self.nation_at(nation)?, step.place());
        let report = addresses::census(&address, period_of(self.cluster.now()?)).0;
        let stage = addresses::stage(&address).0;
        let from = recognised_by.map(|from| self.recogniser_at(from)).transpose()?;
        let recogniser = match recognised_by {
            Some(Recogniser::Nation(_)) => from.map(|from| addresses::stage(&from).0),
            _ => None,
        };
        let assess = AssessStage {
            payer: self.wallet(ANYONE).pubkey(),
            report,
            stage,
            recognition: from.map(|from| addresses::recognition(&from, &address).0),
            recogniser,
        }
        .instruction();
        self.send_as(ANYONE, "diplomacy.assess_stage", &place, assess)?;
        let read: Stage = self.session.read(&stage)?;
        let found = StageName::of(read.stage);
        let agrees = found == Some(expected) && read.population == population;
        let slug = self.slug(nation)?;
        if !agrees {
            let says = found.map_or("nothing", StageName::name);
            let sentence = format!(
                "{place}: {slug} was to be a {} of {population}, the chain says a {says} of {}",
                expected.name(),
                read.population
            );
            self.disagreements.push(sentence);
        }
        let diplomacy = self.diplomacy()?;
        self.relations.stages.push(StageRow {
            step: step.number,
            date: step.date,
            nation: slug,
            expected,
            stage: found,
            since: Date::of(read.since),
            population: read.population,
            countries: read.countries,
            self_governed: read.self_governed != 0,
            has_purse: read.has_purse != 0,
            recognised_by: match recognised_by {
                Some(Recogniser::Body(body)) => Some(diplomacy.bodies[body].name.clone()),
                Some(Recogniser::Nation(party)) => Some(self.slug(party)?),
                None => None,
            },
            agrees,
        });
        Ok(())
    }
}
