//! Nations among nations: census reports against the books they were read from, stages, recognitions, treaties, visas.

use super::layout::diplomacy::{
    CensusReport, Entry, Recognition, ReportedLedger, STAGES, Stage, Treaty, Visa,
};
use super::{Auditor, Book, NOBODY};
use client::{DIPLOMACY_ID, LAND_ID, TREASURY_ID};
use serde::Serialize;
use solana_address::Address;

/// A period of the census, in seconds: 30 days, counted from 1970.
const PERIOD: i64 = 30 * 86_400;
/// Members of a network union, and of a network state, at least.
const UNION_POPULATION: u64 = 150;
const STATE_POPULATION: u64 = 500;
/// Countries in which a network archipelago has land, at least.
const ARCHIPELAGO_COUNTRIES: u16 = 2;
/// The stages, by their number.
const STAGE_NAMES: [&str; STAGES] =
    ["startup society", "network union", "network archipelago", "network state"];

/// A census report.
#[derive(Clone, Debug, Serialize)]
pub struct CensusBook {
    /// The nation.
    pub nation: String,
    /// Its period.
    pub period: u32,
    /// When it was published, in Unix seconds.
    pub reported_at: i64,
    /// Members whose term ran.
    pub population: u64,
    /// Parcels.
    pub parcels: u32,
    /// Countries.
    pub countries: u16,
    /// Whether all of it agrees.
    pub agrees: bool,
}

/// A stage.
#[derive(Clone, Debug, Serialize)]
pub struct StageBook {
    /// The nation.
    pub nation: String,
    /// The stage.
    pub stage: &'static str,
    /// Since when, in Unix seconds.
    pub since: i64,
    /// When each stage, or one beyond it, was first reached, in Unix seconds; 0 for never.
    pub first_reached: [u64; STAGES],
    /// What it follows from.
    pub population: u64,
    /// Likewise.
    pub countries: u16,
    /// Who recognises the nation, so that it counts.
    pub recognised_by: Option<String>,
    /// Whether all of it agrees.
    pub agrees: bool,
}

/// A recognition.
#[derive(Clone, Debug, Serialize)]
pub struct RecognitionBook {
    /// Who recognises.
    pub from: String,
    /// Whom.
    pub to: String,
    /// Whether it is in force.
    pub in_force: bool,
    /// Whether it is answered.
    pub mutual: bool,
    /// Acts in its history.
    pub entries: u32,
    /// Whether all of it agrees.
    pub agrees: bool,
}

/// A treaty.
#[derive(Clone, Debug, Serialize)]
pub struct TreatyBook {
    /// One party.
    pub one: String,
    /// The other.
    pub other: String,
    /// Its number among those of the two.
    pub number: u32,
    /// `proposed`, `signed` or `denounced`.
    pub state: &'static str,
    /// Visas under it.
    pub visas: u64,
    /// Whether all of it agrees.
    pub agrees: bool,
}

/// The stage that follows from these facts, each including the ones before.
fn stage(population: u64, countries: u16, self_governed: bool, has_purse: bool, recognised: bool) -> u8 {
    if population < UNION_POPULATION || !self_governed || !has_purse {
        0
    } else if countries < ARCHIPELAGO_COUNTRIES {
        1
    } else if population < STATE_POPULATION || !recognised {
        2
    } else {
        3
    }
}

/// The country of a number: two letters.
fn country(number: usize) -> String {
    let letter = |n: usize| u8::try_from(n).map_or('?', |n| char::from(b'A' + n));
    [letter(number / 26), letter(number % 26)].iter().collect()
}

impl Auditor<'_> {
    pub(super) fn diplomacy(&mut self) {
        let accounts = self.accounts;
        for (address, body) in &accounts.bodies {
            self.book(&format!("body {}", body.name), |book| {
                book.place(address, &[b"body", body.key.as_ref()], &DIPLOMACY_ID);
            });
        }
        for (address, report) in &accounts.censuses {
            self.census(address, report);
        }
        self.audit.censuses.sort_by_key(|book| (book.nation.clone(), book.period));
        for (address, stage) in &accounts.stages {
            self.stage(address, stage);
        }
        self.audit.stages.sort_by_key(|book| book.nation.clone());
        for (address, recognition) in &accounts.recognitions {
            self.recognition(address, recognition);
        }
        self.audit.recognitions.sort_by_key(|book| (book.to.clone(), book.from.clone()));
        for (address, treaty) in &accounts.treaties {
            self.treaty(address, treaty);
        }
        for (address, visa) in &accounts.visas {
            self.visa(address, visa);
        }
    }

    fn census(&mut self, address: &Address, report: &CensusReport) {
        let accounts = self.accounts;
        let nation = self.nation(&report.nation);
        let earlier = accounts
            .censuses
            .values()
            .filter(|other| other.nation == report.nation && other.period < report.period)
            .max_by_key(|other| other.period);
        let agrees = self.book(&format!("census {} of {nation}", report.period), |book| {
            let period = report.period.to_le_bytes();
            book.place(address, &[b"census", report.nation.as_ref(), &period], &DIPLOMACY_ID);
            book.agree(i64::from(report.period) == report.reported_at.div_euclid(PERIOD), || {
                "it was published in another period".into()
            });
            book.agree(report.voters <= report.population && report.population <= report.serials, || {
                let CensusReport { voters, population, serials, .. } = report;
                format!("of {serials} citizens there ever were, {population} are members and {voters} vote")
            });
            let parcels: u64 = report.counts.iter().map(|count| u64::from(*count)).sum();
            book.agree(parcels == u64::from(report.parcels) && report.leases <= report.parcels, || {
                format!(
                    "it shows {} parcels, {} of them let; by tenure there are {parcels}",
                    report.parcels, report.leases
                )
            });
            let countries: u32 = report.country_set.iter().map(|word| word.count_ones()).sum();
            book.agree(countries == u32::from(report.countries), || {
                format!("it shows {} countries, {countries} are marked", report.countries)
            });
            for (kind, area) in report.areas.iter().enumerate() {
                book.agree(*area == 0 || report.counts[kind] > 0, || "it shows land without parcels".into());
            }
            if let Some(earlier) = earlier {
                let grew = earlier.serials <= report.serials
                    && earlier.charter_version <= report.charter_version
                    && earlier.reported_at < report.reported_at;
                book.agree(grew, || format!("what only grows is less than in census {}", earlier.period));
            }
            for ledger in report.ledgers.iter().filter(|ledger| ledger.present != 0) {
                reported(book, ledger, earlier);
            }
        });
        let grounded = self.grounds(report, &nation);
        self.audit.censuses.push(CensusBook {
            nation,
            period: report.period,
            reported_at: report.reported_at,
            population: report.population,
            parcels: report.parcels,
            countries: report.countries,
            agrees: agrees && grounded,
        });
    }

    /// A report against the ledgers and parcels as they are now.
    fn grounds(&mut self, report: &CensusReport, nation: &str) -> bool {
        let accounts = self.accounts;
        let treasury = Address::find_program_address(&[b"treasury", report.nation.as_ref()], &TREASURY_ID).0;
        let registry = Address::find_program_address(&[b"registry", report.nation.as_ref()], &LAND_ID).0;
        let parcels = || accounts.parcels.values().filter(|parcel| parcel.registry == registry);
        // What was amended may have lain elsewhere.
        let as_registered = parcels().all(|parcel| parcel.facts_version <= 1);
        self.book(&format!("census {} of {nation}", report.period), |book| {
            for ledger in report.ledgers.iter().filter(|ledger| ledger.present != 0) {
                let seeds: &[&[u8]] = &[b"ledger", treasury.as_ref(), ledger.mint.as_ref()];
                let now = accounts.ledgers.get(&Address::find_program_address(seeds, &TREASURY_ID).0);
                let Some(now) = now else {
                    book.disagree("it shows a ledger that is not there");
                    continue;
                };
                let grew = ledger.income.iter().zip(&now.income).all(|(then, now)| then <= now);
                book.agree(grew && ledger.outflow <= now.outflow, || {
                    "it shows more income or payments than the ledger has now".into()
                });
            }
            for number in
                (0..26 * 26).filter(|number| report.country_set[number / 64] >> (number % 64) & 1 == 1)
            {
                let code = country(number);
                let there = parcels().any(|parcel| {
                    parcel.jurisdiction.starts_with(&code)
                        && parcel.tenure < 2
                        && parcel.registered_at <= report.reported_at
                });
                book.agree(there || !as_registered, || format!("no parcel in {code} was there then"));
            }
        })
    }

    fn stage(&mut self, address: &Address, stored: &Stage) {
        let accounts = self.accounts;
        let nation = self.nation(&stored.nation);
        let report = accounts.censuses.get(&stored.report);
        let recognition = accounts.recognitions.get(&stored.recognition);
        let recognised_by = (stored.recognition != NOBODY).then(|| self.recogniser(&stored.recogniser));
        let agrees = self.book(&format!("stage of {nation}"), |book| {
            book.place(address, &[b"stage", stored.nation.as_ref()], &DIPLOMACY_ID);
            let follows = stage(
                stored.population,
                stored.countries,
                stored.self_governed != 0,
                stored.has_purse != 0,
                stored.recognition != NOBODY,
            );
            book.agree(stored.stage == follows, || {
                let name = |stage: u8| STAGE_NAMES.get(usize::from(stage)).unwrap_or(&"unknown");
                format!("it is stored as a {}, its facts make it a {}", name(stored.stage), name(follows))
            });
            match report {
                Some(report) => {
                    let same = report.nation == stored.nation
                        && report.period == stored.period
                        && report.population == stored.population
                        && report.self_governed == stored.self_governed
                        && report.reported_at <= stored.assessed_at;
                    book.agree(same, || "its census says otherwise".into());
                }
                None => book.disagree("its census is not there"),
            }
            if stored.recognition != NOBODY {
                let of_it = recognition.is_some_and(|recognition| {
                    recognition.to == stored.nation
                        && recognition.from == stored.recogniser
                        && recognition.from_kind == stored.by_body
                });
                book.agree(of_it, || "the recognition that counts is not one of this nation".into());
            }
            let reached = usize::from(stored.stage) + 1;
            let reached = stored.first_reached.get(..reached).unwrap_or_default();
            let in_turn = reached.windows(2).all(|pair| pair[0] <= pair[1]) && !reached.contains(&0);
            book.agree(in_turn && stored.since <= stored.assessed_at, || {
                "it was reached before the stages that it includes".into()
            });
        });
        self.audit.stages.push(StageBook {
            nation,
            stage: STAGE_NAMES.get(usize::from(stored.stage)).unwrap_or(&"unknown"),
            since: stored.since,
            first_reached: stored.first_reached,
            population: stored.population,
            countries: stored.countries,
            recognised_by,
            agrees,
        });
    }

    /// What people call a nation or a body.
    fn recogniser(&self, from: &Address) -> String {
        let body = self.accounts.bodies.get(from);
        body.map_or_else(|| self.nation(from), |body| body.name.clone())
    }

    fn recognition(&mut self, address: &Address, recognition: &Recognition) {
        let accounts = self.accounts;
        let (from, to) = (self.recogniser(&recognition.from), self.nation(&recognition.to));
        let mut history: Vec<(&Address, &Entry)> =
            accounts.entries.iter().filter(|(_, entry)| entry.recognition == *address).collect();
        history.sort_by_key(|(_, entry)| entry.number);
        let answer = accounts.recognitions.values().find(|other| {
            other.from == recognition.to && other.to == recognition.from && other.in_force != 0
        });
        let agrees = self.book(&format!("recognition of {to} by {from}"), |book| {
            let seeds: &[&[u8]] = &[b"recognition", recognition.from.as_ref(), recognition.to.as_ref()];
            book.place(address, seeds, &DIPLOMACY_ID);
            let grants = history.iter().filter(|(_, entry)| entry.act == 0).count();
            book.agree(
                history.len() == recognition.entries as usize && grants == recognition.grants as usize,
                || {
                    let Recognition { entries, grants: granted, .. } = recognition;
                    format!("it counts {entries} acts, {granted} of them grants; there are {}, {grants} of them grants", history.len())
                },
            );
            for (number, (place, entry)) in (0u32..).zip(&history) {
                book.place(place, &[b"entry", address.as_ref(), &number.to_le_bytes()], &DIPLOMACY_ID);
                let in_turn = entry.number == number && u32::from(entry.act) == number % 2;
                book.agree(in_turn, || format!("act {number} is out of turn"));
            }
            let last = history.last().map(|(_, entry)| entry);
            let granted = last.is_some_and(|entry| entry.act == 0);
            book.agree((recognition.in_force != 0) == granted, || {
                "whether it is in force is not what its last act says".into()
            });
        });
        self.audit.recognitions.push(RecognitionBook {
            from,
            to,
            in_force: recognition.in_force != 0,
            mutual: recognition.in_force != 0 && answer.is_some(),
            entries: recognition.entries,
            agrees,
        });
    }

    fn treaty(&mut self, address: &Address, treaty: &Treaty) {
        let (one, other) = (self.nation(&treaty.nation_a), self.nation(&treaty.nation_b));
        let visas = self.accounts.visas.values().filter(|visa| visa.treaty == *address).count() as u64;
        let agrees = self.book(&format!("treaty {} of {one} and {other}", treaty.number), |book| {
            let (a, b) = (treaty.nation_a.as_ref(), treaty.nation_b.as_ref());
            book.place(address, &[b"treaty", a, b, &treaty.number.to_le_bytes()], &DIPLOMACY_ID);
            book.agree(treaty.nation_a < treaty.nation_b, || "the lower address comes first".into());
            let Treaty { signed_at, open_until, denounced_at, ends_at, .. } = *treaty;
            let sound = match treaty.state {
                0 => signed_at == 0 && ends_at == 0,
                1 => signed_at != 0 && signed_at < open_until && ends_at == 0,
                2 => signed_at <= denounced_at && ends_at == denounced_at + i64::from(treaty.notice),
                _ => false,
            };
            book.agree(sound, || "its times do not fit its state".into());
            book.agree(visas == 0 || treaty.state != 0, || "there are visas before it is signed".into());
        });
        self.audit.treaties.push(TreatyBook {
            one,
            other,
            number: treaty.number,
            state: ["proposed", "signed", "denounced"].get(usize::from(treaty.state)).unwrap_or(&"unknown"),
            visas,
            agrees,
        });
    }

    fn visa(&mut self, address: &Address, visa: &Visa) {
        let treaty = self.accounts.treaties.get(&visa.treaty);
        let name = format!("visa of citizen {} of {}", visa.serial, self.nation(&visa.home));
        self.book(&name, |book| {
            let Some(treaty) = treaty else { return book.disagree("its treaty is not there") };
            let serial = visa.serial.to_le_bytes();
            book.place(address, &[b"visa", visa.treaty.as_ref(), visa.home.as_ref(), &serial], &DIPLOMACY_ID);
            let mut of = [visa.home, visa.host];
            of.sort_unstable();
            book.agree(of == [treaty.nation_a, treaty.nation_b], || {
                "its nations are not the treaty's".into()
            });
            // One that an expulsion made was never issued.
            let lasts = visa.until.saturating_sub(visa.from);
            let is_issued = (visa.from, visa.until) != (0, 0);
            book.agree(!is_issued || (lasts > 0 && lasts <= i64::from(treaty.visit)), || {
                format!("the visit lasts {lasts} seconds, the treaty allows {}", treaty.visit)
            });
        });
    }
}

/// A ledger as a report shows it, and against the report before.
fn reported(book: &mut Book<'_>, ledger: &ReportedLedger, earlier: Option<&CensusReport>) {
    let income: u128 = ledger.income.iter().map(|kind| u128::from(*kind)).sum();
    let spent = u128::from(ledger.outflow) + u128::from(ledger.balance);
    book.agree(income == spent && ledger.promised <= ledger.balance, || {
        format!("a ledger shows {income} of income, and {spent} paid out or there")
    });
    let before = earlier.and_then(|earlier| {
        earlier.ledgers.iter().find(|other| other.present != 0 && other.mint == ledger.mint)
    });
    if let Some(before) = before {
        let grew = before.income.iter().zip(&ledger.income).all(|(then, now)| then <= now);
        book.agree(grew && before.outflow <= ledger.outflow, || {
            "a ledger shows less income or payments than the census before".into()
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stages_follow_from_facts() {
        assert_eq!(stage(149, 9, true, true, true), 0);
        assert_eq!(stage(150, 1, true, true, true), 1);
        assert_eq!(stage(150, 1, false, true, true), 0);
        assert_eq!(stage(150, 1, true, false, true), 0);
        assert_eq!(stage(499, 2, true, true, true), 2);
        assert_eq!(stage(500, 2, true, true, false), 2);
        assert_eq!(stage(500, 2, true, true, true), 3);
    }

    #[test]
    fn countries_are_two_letters() {
        assert_eq!(
            (country(0), country(25), country(26), country(675)),
            ("AA".into(), "AZ".into(), "BA".into(), "ZZ".into())
        );
    }
}
