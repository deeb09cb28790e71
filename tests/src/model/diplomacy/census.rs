//! Censuses and stages.

use super::op::{DiplomacyOp, Shown, Voice};
use crate::model::id::Id;
use crate::model::land::JURISDICTIONS;
use crate::model::money::SOL;
use crate::model::op::Who;
use crate::model::{Model, Refusals};
use client::diplomacy::accounts as layout;
use std::collections::BTreeSet;

/// Thirty days.
pub const PERIOD: i64 = 30 * 86_400;
/// A week.
pub const WEEK: i64 = 7 * 86_400;
/// Ledgers and parcels that a publication may be shown.
const MOST_SHOWN: usize = 6;
/// Ledgers that a report has room for.
const LEDGERS: usize = 4;
/// Kinds of tenure: owned, leased in, claimed.
const CLAIMED: u8 = 2;

/// The stages.
pub const SOCIETY: u8 = 0;
/// 150 members, a purse that has taken money, self-government.
pub const UNION: u8 = 1;
/// Land in two countries.
pub const ARCHIPELAGO: u8 = 2;
/// 500 members, recognised.
pub const STATE: u8 = 3;

/// Money, as a report has it.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub struct Purse {
    pub coin: u8,
    pub read_at: i64,
    pub income: [u64; 6],
    pub outflow: u64,
    pub balance: u64,
    pub promised: u64,
}

/// A census.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub struct Report {
    pub reporter: Who,
    pub at: i64,
    pub dues_coin: u8,
    pub dues: u64,
    pub population: u64,
    pub voters: u64,
    pub serials: u64,
    pub charter_version: u32,
    pub areas: [u64; 3],
    pub counts: [u32; 3],
    pub leases: u32,
    pub self_governed: bool,
    /// By their two letters.
    pub countries: BTreeSet<[u8; 2]>,
    /// In the order in which they were read.
    pub purses: Vec<Purse>,
}

/// The stage of a nation.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub struct Stage {
    pub period: u32,
    pub by: Option<Voice>,
    pub rent_payer: Who,
    pub assessed_at: i64,
    pub since: i64,
    pub first_reached: [i64; 4],
    pub population: u64,
    pub countries: u16,
    pub self_governed: bool,
    pub has_purse: bool,
    pub stage: u8,
}

/// The period of a time.
pub fn period(now: i64) -> u32 {
    (now / PERIOD) as u32
}

impl Report {
    /// The purse in each of the places: SOL's, that of the dues where they are not in SOL, and those of any others.
    pub fn places(&self) -> [Option<&Purse>; LEDGERS] {
        let mut places = [None; LEDGERS];
        let of = |coin: u8| self.purses.iter().find(|purse| purse.coin == coin);
        places[0] = of(SOL);
        let mut free = 1;
        if self.dues_coin != SOL {
            places[1] = of(self.dues_coin);
            free = 2;
        }
        let others = self.purses.iter().filter(|purse| purse.coin != SOL && purse.coin != self.dues_coin);
        for (place, purse) in places[free..].iter_mut().zip(others) {
            *place = Some(purse);
        }
        places
    }

    /// Whether there is room for another kind of money.
    fn has_room(&self, coin: u8) -> bool {
        if coin == SOL || coin == self.dues_coin {
            return true;
        }
        let own_places = if self.dues_coin == SOL { 1 } else { 2 };
        let others = self.purses.iter().filter(|purse| purse.coin != SOL && purse.coin != self.dues_coin);
        others.count() < LEDGERS - own_places
    }

    fn has_purse(&self) -> bool {
        self.purses.iter().any(|purse| purse.income.iter().any(|kind| *kind > 0))
    }
}

/// Every stage takes what the one before takes.
fn stage_of(population: u64, self_governed: bool, has_purse: bool, countries: u16, recognised: bool) -> u8 {
    let union = population >= 150 && self_governed && has_purse;
    let archipelago = union && countries >= 2;
    let state = archipelago && population >= 500 && recognised;
    match (union, archipelago, state) {
        (_, _, true) => STATE,
        (_, true, _) => ARCHIPELAGO,
        (true, _, _) => UNION,
        _ => SOCIETY,
    }
}

impl Model {
    /// A census that was published.
    pub fn report(&self, nation: u8, period: u32) -> Option<&Report> {
        self.diplomacy.reports.get(&(nation, period))
    }

    /// The stage of a nation, once it was computed.
    pub fn stage(&self, nation: u8) -> Option<&Stage> {
        self.diplomacy.stages.get(&nation)
    }

    pub(super) fn census_op(&mut self, op: &DiplomacyOp) -> Refusals {
        let now = self.now;
        match op {
            DiplomacyOp::PublishCensus { payer, nation, land_of, period: of, shown } => {
                let Some(mut report) = self.read(*nation, *payer) else { return Refusals::certain() };
                let mut no = Refusals::none();
                no.any_when(self.report(*nation, *of).is_some())
                    .when(*of != period(now), "WrongPeriod")
                    .when(land_of != nation, "WrongRegistry")
                    .when(shown.len() > MOST_SHOWN, "TooMuchShown");
                self.show(*nation, &mut report, shown, None, &mut no);
                if !no.refused() {
                    self.create(Id::Census(*nation, *of), layout::CensusReport::LEN, *payer);
                    self.world_mut().reports.insert((*nation, *of), report);
                }
                no
            }
            DiplomacyOp::CompleteCensus { nation, period, shown } => {
                let Some(report) = self.report(*nation, *period) else { return Refusals::certain() };
                let mut report = report.clone();
                let mut no = Refusals::none();
                no.when(now >= report.at + WEEK, "ReportFinal");
                let before = report.at;
                let new = self.show(*nation, &mut report, shown, Some(before), &mut no);
                no.when(!new, "NothingToAdd");
                if !no.refused() {
                    self.world_mut().reports.insert((*nation, *period), report);
                }
                no
            }
            DiplomacyOp::AssessStage { payer, nation, report_of, period, recognition, recogniser } => {
                self.assess(*payer, *nation, (*report_of, *period), *recognition, *recogniser)
            }
            other => unreachable!("not about a census: {other:?}"),
        }
    }

    /// What a census reads whole.
    fn read(&self, nation: u8, reporter: Who) -> Option<Report> {
        let n = self.nation(nation)?;
        let land = self.land(nation);
        let by_program =
            matches!(n.authority, Who::Executor(_) | Who::Treasury(_) | Who::Vault(_) | Who::Court(_));
        Some(Report {
            reporter,
            at: self.now,
            dues_coin: n.dues_coin,
            dues: n.dues,
            population: n.census(self.now, false),
            voters: n.census(self.now, true),
            serials: n.next_serial,
            charter_version: n.charter_version,
            areas: [0, 1, 2].map(|tenure| land.map_or(0, |land| land.area(tenure))),
            counts: [0, 1, 2].map(|tenure| land.map_or(0, |land| land.count(tenure))),
            leases: land.map_or(0, |land| land.running()),
            self_governed: by_program && n.authority != n.founder,
            countries: BTreeSet::new(),
            purses: vec![],
        })
    }

    /// Shows a report ledgers and parcels, these as they have been since before a time; whether anything was new.
    fn show(
        &self,
        nation: u8,
        report: &mut Report,
        shown: &[Shown],
        before: Option<i64>,
        no: &mut Refusals,
    ) -> bool {
        let mut new = false;
        for (index, one) in shown.iter().enumerate() {
            if shown[..index].contains(one) {
                continue;
            }
            match *one {
                Shown::Wallet(_) => {
                    no.when(true, "NotEvidence");
                }
                Shown::Ledger(till) => {
                    let (Some(t), Some(ledger)) = (self.treasury(till.nation), self.ledger(till)) else {
                        no.when(true, "NotEvidence");
                        continue;
                    };
                    no.when(till.nation != nation, "WrongNation");
                    let known = report.purses.iter().any(|purse| purse.coin == till.coin);
                    if known || ledger.income == [0; 6] || till.nation != nation {
                        continue;
                    }
                    if !report.has_room(till.coin) {
                        no.when(true, "LedgersFull");
                        continue;
                    }
                    report.purses.push(Purse {
                        coin: till.coin,
                        read_at: self.now,
                        income: ledger.income,
                        outflow: ledger.outflow,
                        balance: ledger.balance() as u64,
                        promised: t.promised_streams(till.coin) + t.promised_budgets(till.coin),
                    });
                    new = true;
                }
                Shown::Parcel(plot) => {
                    let Some(parcel) = self.parcel(plot) else {
                        no.when(true, "NotEvidence");
                        continue;
                    };
                    let too_new = before.is_some_and(|before| parcel.since >= before);
                    let counts = !parcel.retired && parcel.facts.tenure != CLAIMED;
                    no.when(plot.nation != nation, "WrongNation")
                        .when(!counts, "ParcelDoesNotCount")
                        .when(too_new, "ParcelTooNew");
                    let [first, second, ..] = *JURISDICTIONS[usize::from(parcel.facts.law)];
                    if plot.nation == nation && counts && !too_new {
                        new |= report.countries.insert([first, second]);
                    }
                }
            }
        }
        new
    }

    /// Whether the word of a nation that recognises makes another a network state.
    fn lends(&self, nation: u8) -> bool {
        self.stage(nation).is_some_and(|s| s.stage == STATE && matches!(s.by, Some(Voice::Body(_))))
    }

    fn assess(
        &mut self,
        payer: Who,
        nation: u8,
        report: (u8, u32),
        recognition: Option<(Voice, u8)>,
        recogniser: Option<u8>,
    ) -> Refusals {
        let now = self.now;
        let Some(facts) = self.report(report.0, report.1).cloned() else { return Refusals::certain() };
        let was = self.stage(nation).cloned();
        let mut no = Refusals::none();
        let unknown = recognition.is_some_and(|(from, to)| self.recognition(from, to).is_none())
            || recogniser.is_some_and(|of| self.stage(of).is_none());
        // The stage that is written cannot be read as another's.
        no.any_when(report.0 != nation || unknown || recogniser == Some(nation))
            .when(period(now) > report.1 + 1, "ReportOld")
            .when(was.as_ref().is_some_and(|was| report.1 < was.period), "ReportSuperseded");
        if no.refused() {
            return no;
        }
        let recorded = was.as_ref().and_then(|was| was.by);
        let mut by = None;
        if let Some((from, to)) = recognition {
            let on_record = recorded == Some(from) && to == nation;
            no.when(to != nation, "WrongNation")
                .when(recorded.is_some() && !on_record, "RecognitionOnRecord");
            let in_force = self.recognition(from, to).is_some_and(super::Recognition::in_force);
            // Only of one in force it is asked whose it is.
            let obstacle = match from {
                _ if !in_force => Some("RecognitionRevoked"),
                Voice::Body(_) => None,
                Voice::Nation(of) => {
                    no.when(recogniser.is_none(), "RecogniserMissing")
                        .when(recogniser.is_some_and(|shown| shown != of), "WrongRecogniser");
                    (!self.lends(of)).then_some("RecogniserNotState")
                }
            };
            match obstacle {
                None => by = Some(from),
                Some(_) if on_record => {}
                Some(name) => {
                    no.when(true, name);
                }
            }
        } else {
            no.when(recorded.is_some(), "RecognitionOnRecord");
        }
        if !no.refused() {
            self.follow(payer, nation, report.1, &facts, was, by);
        }
        no
    }

    /// Writes down the stage that follows.
    fn follow(
        &mut self,
        payer: Who,
        nation: u8,
        period: u32,
        facts: &Report,
        was: Option<Stage>,
        by: Option<Voice>,
    ) {
        let now = self.now;
        if was.is_none() {
            self.create(Id::Stage(nation), layout::Stage::LEN, payer);
        }
        // What was known of this period or the last is not disproved by a census that can still be completed.
        let known = was.as_ref().filter(|was| period - was.period <= 1 && now < facts.at + WEEK);
        let countries = (facts.countries.len() as u16).max(known.map_or(0, |was| was.countries));
        let has_purse = facts.has_purse() || known.is_some_and(|was| was.has_purse);
        let stage = stage_of(facts.population, facts.self_governed, has_purse, countries, by.is_some());
        let mut first_reached = was.as_ref().map_or([0; 4], |was| was.first_reached);
        for reached in &mut first_reached[..=usize::from(stage)] {
            if *reached == 0 {
                *reached = now;
            }
        }
        let since = was.as_ref().filter(|was| was.stage == stage).map_or(now, |was| was.since);
        let next = Stage {
            period,
            by,
            rent_payer: was.map_or(payer, |was| was.rent_payer),
            assessed_at: now,
            since,
            first_reached,
            population: facts.population,
            countries,
            self_governed: facts.self_governed,
            has_purse,
            stage,
        };
        self.world_mut().stages.insert(nation, next);
    }
}
