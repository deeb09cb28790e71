//! What is to be said of a nation among others.

use super::super::Replay;
use super::super::economy::{VoteReport, votes_table};
use crate::Error;
use crate::audit::verdict;
use crate::output::{counted, grouped, quantity, table};
use crate::scenario::Date;
use crate::scenario::diplomacy::{Party, Recogniser, StageName, What};
use client::addresses;
use client::diplomacy::accounts::{Recognition, Treaty};
use client::membership::accounts::Nation;
use cluster::Cluster;
use serde::Serialize;

/// Foreign relations, census and stage.
#[derive(Clone, Debug, Serialize)]
pub struct DiplomacyReport {
    /// Steps done.
    pub steps: u64,
    /// The votes on them.
    pub votes: Vec<VoteReport>,
    /// Other nations.
    pub nations: Vec<NationRow>,
    /// Recognitions in the end.
    pub recognitions: Vec<RecognitionRow>,
    /// Treaties in the end.
    pub treaties: Vec<TreatyRow>,
    /// Every assessment of a stage.
    pub stages: Vec<StageRow>,
    /// Every census report.
    pub censuses: Vec<CensusRow>,
}

/// Another nation.
#[derive(Clone, Debug, Serialize)]
#[allow(missing_docs, reason = "the names say it")]
pub struct NationRow {
    pub slug: String,
    pub address: String,
    pub citizens: u64,
}

/// A recognition.
#[derive(Clone, Debug, Serialize)]
#[allow(missing_docs, reason = "the names say it")]
pub struct RecognitionRow {
    pub from: String,
    pub to: String,
    pub in_force: bool,
    /// Whether it is answered by one the other way.
    pub mutual: bool,
    pub since: Date,
}

/// A treaty.
#[derive(Clone, Debug, Serialize)]
#[allow(missing_docs, reason = "the names say it")]
pub struct TreatyRow {
    pub treaty: String,
    pub from: String,
    pub to: String,
    /// `proposed`, `signed` or `denounced`; `not there` where nobody proposed it.
    pub state: &'static str,
    pub signed: Option<Date>,
}

/// An assessment.
#[derive(Clone, Debug, Serialize)]
pub struct StageRow {
    /// Its step in the file.
    pub step: usize,
    /// Its day.
    pub date: Date,
    /// The nation.
    pub nation: String,
    /// What the file says.
    pub expected: StageName,
    /// What the chain says.
    pub stage: Option<StageName>,
    /// Since when it is that.
    pub since: Date,
    /// Members whose term runs.
    pub population: u64,
    /// Countries in which it has land.
    pub countries: u16,
    /// Whether it governs itself.
    pub self_governed: bool,
    /// Whether its purse has taken money.
    pub has_purse: bool,
    /// Whose recognition was shown.
    pub recognised_by: Option<String>,
    /// Whether the chain says what the file does.
    pub agrees: bool,
}

/// A census report.
#[derive(Clone, Debug, Serialize)]
pub struct CensusRow {
    /// The nation.
    pub nation: String,
    /// Its address.
    pub address: String,
    /// Its period of 30 days, counted from 1970.
    pub period: u32,
    /// When it was published.
    pub date: Date,
    /// Members whose term runs.
    pub population: u64,
    /// Those of them with a vote.
    pub voters: u64,
    /// Parcels.
    pub parcels: u32,
    /// Their area, in square decimetres.
    pub area_dm2: u64,
    /// Leases that run.
    pub leases: u32,
    /// Countries in which they lie.
    pub countries: u16,
    /// Whether it governs itself.
    pub self_governed: bool,
    /// Its money.
    pub ledgers: Vec<LedgerRow>,
    /// Whether it shows as many people as the file says.
    pub agrees: bool,
}

/// Money in a census report.
#[derive(Clone, Debug, Serialize)]
#[allow(missing_docs, reason = "the names say it")]
pub struct LedgerRow {
    pub money: String,
    pub decimals: u8,
    /// All that ever came in.
    pub income: u64,
    /// All that ever went out.
    pub outflow: u64,
    pub balance: u64,
}

impl Replay<'_> {
    pub(in crate::replay) fn diplomacy_report(
        &self,
        votes: Vec<VoteReport>,
    ) -> Result<DiplomacyReport, Error> {
        let diplomacy = self.diplomacy()?;
        let slug = |party: Party| match party {
            Party::Home => self.scenario.slug.clone(),
            Party::Other(nation) => diplomacy.nations[nation].slug.clone(),
        };
        let name = |from: Recogniser| match from {
            Recogniser::Nation(party) => slug(party),
            Recogniser::Body(body) => diplomacy.bodies[body].name.clone(),
        };
        let mut nations = Vec::new();
        for neighbour in &diplomacy.nations {
            let address = addresses::nation(&neighbour.slug).0;
            let citizens = self.session.read::<Nation>(&address)?.next_serial;
            nations.push(NationRow { slug: neighbour.slug.clone(), address: address.to_string(), citizens });
        }
        let everybody = || std::iter::once(Party::Home).chain((0..diplomacy.nations.len()).map(Party::Other));
        let bodies = (0..diplomacy.bodies.len()).map(Recogniser::Body);
        let mut recognitions = Vec::new();
        for from in bodies.chain(everybody().map(Recogniser::Nation)) {
            for to in everybody() {
                let (one, other) = (self.recogniser_at(from)?, self.nation_at(to)?);
                let Some(recognition) = self.read_recognition(&one, &other)? else { continue };
                let answer = self.read_recognition(&other, &one)?;
                let in_force = recognition.in_force != 0;
                recognitions.push(RecognitionRow {
                    from: name(from),
                    to: slug(to),
                    in_force,
                    mutual: in_force && answer.is_some_and(|answer| answer.in_force != 0),
                    since: Date::of(recognition.since),
                });
            }
        }
        let mut treaties = Vec::new();
        for planned in &diplomacy.treaties {
            let address = self.treaty_at(planned)?;
            let treaty = match self.cluster.account(&address)? {
                Some(_) => Some(self.session.read::<Treaty>(&address)?),
                None => None,
            };
            let state = treaty.as_ref().map(|treaty| usize::from(treaty.state));
            let signed = treaty.filter(|treaty| treaty.signed_at != 0);
            treaties.push(TreatyRow {
                treaty: planned.name.clone(),
                from: slug(planned.from),
                to: slug(planned.to),
                state: state.map_or("not there", |state| {
                    ["proposed", "signed", "denounced"].get(state).unwrap_or(&"unknown")
                }),
                signed: signed.map(|treaty| Date::of(treaty.signed_at)),
            });
        }
        let steps = diplomacy.steps.iter().filter(|step| !matches!(step.what, What::Vote(_))).count() as u64;
        let (stages, censuses) = (self.relations.stages.clone(), self.relations.censuses.clone());
        Ok(DiplomacyReport { steps, votes, nations, recognitions, treaties, stages, censuses })
    }

    fn read_recognition(
        &self,
        from: &solana_address::Address,
        to: &solana_address::Address,
    ) -> Result<Option<Recognition>, Error> {
        let address = addresses::recognition(from, to).0;
        match self.cluster.account(&address)? {
            Some(_) => self.session.read(&address).map(Some),
            None => Ok(None),
        }
    }
}

impl DiplomacyReport {
    /// The result in a sentence.
    pub fn summary(&self) -> String {
        let disagreeing = self.votes.iter().filter(|vote| !vote.agrees).count()
            + self.stages.iter().filter(|stage| !stage.agrees).count()
            + self.censuses.iter().filter(|census| !census.agrees).count();
        let says = if disagreeing == 0 { "agree" } else { "DISAGREE" };
        format!(
            "{} and {} of {} {says} with the file.",
            counted(self.censuses.len() as u64, "census report"),
            counted(self.stages.len() as u64, "assessment"),
            counted(1 + self.nations.len() as u64, "nation"),
        )
    }

    /// Relations, stages and census reports, for people.
    pub fn to_human(&self) -> String {
        let yes = |is: bool| if is { "yes" } else { "no" }.to_owned();
        let date = |date: Option<Date>| date.map_or_else(String::new, |date| date.to_string());
        let mut text = votes_table("Votes on foreign relations", &self.votes);
        if !self.recognitions.is_empty() {
            let rows = self.recognitions.iter().map(|row| {
                let state = if row.in_force { "in force" } else { "revoked" }.to_owned();
                [row.from.clone(), row.to.clone(), state, yes(row.mutual), row.since.to_string()]
            });
            text += "Recognitions\n";
            text += &table(["By", "Of", "State", "Mutual", "Since"], 5, rows);
        }
        if !self.treaties.is_empty() {
            let rows = self.treaties.iter().map(|row| {
                let [treaty, from, to] = [&row.treaty, &row.from, &row.to].map(Clone::clone);
                [treaty, from, to, row.state.to_owned(), date(row.signed)]
            });
            text += "Treaties\n";
            text += &table(["Treaty", "Proposed by", "To", "State", "Signed"], 5, rows);
        }
        if !self.stages.is_empty() {
            let rows = self.stages.iter().map(|row| {
                [
                    row.date.to_string(),
                    row.nation.clone(),
                    row.stage.map_or("nothing", StageName::name).to_owned(),
                    row.since.to_string(),
                    row.recognised_by.clone().unwrap_or_default(),
                    yes(row.self_governed),
                    yes(row.has_purse),
                    grouped(row.population),
                    grouped(row.countries),
                    verdict(row.agrees),
                ]
            });
            let heads = [
                "Assessed",
                "Nation",
                "Stage",
                "Since",
                "Recognised by",
                "Governs itself",
                "Purse",
                "People",
                "Countries",
                "",
            ];
            text += "Stages\n";
            text += &table(heads, 7, rows);
        }
        if !self.censuses.is_empty() {
            text += "Census\n";
            text += &self.census_table();
        }
        text
    }

    fn census_table(&self) -> String {
        let rows = self.censuses.iter().map(|row| {
            let each = |amount: fn(&LedgerRow) -> u64| {
                let texts: Vec<String> = row
                    .ledgers
                    .iter()
                    .map(|ledger| format!("{} {}", quantity(amount(ledger), ledger.decimals), ledger.money))
                    .collect();
                texts.join(", ")
            };
            [
                row.nation.clone(),
                row.date.to_string(),
                grouped(row.population),
                grouped(row.parcels),
                grouped(row.area_dm2 / 100),
                grouped(row.countries),
                grouped(row.leases),
                each(|ledger| ledger.income),
                each(|ledger| ledger.balance),
                verdict(row.agrees),
            ]
        });
        let heads = [
            "Nation",
            "Date",
            "People",
            "Parcels",
            "m²",
            "Countries",
            "Leases",
            "Income so far",
            "Balance",
            "",
        ];
        table(heads, 2, rows)
    }
}
