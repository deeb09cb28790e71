//! What the court has to say.

use super::super::Replay;
use super::super::economy::{VoteReport, votes_table};
use crate::Error;
use crate::audit::{Money, verdict};
use crate::output::{self, counted, table};
use crate::scenario::Date;
use crate::scenario::court::{What, Word};
use crate::scenario::economy::Asset;
use client::court::accounts::Court;
use serde::Serialize;

/// The court of a replay.
#[derive(Clone, Debug, Serialize)]
pub struct CourtReport {
    /// The court's address.
    pub address: String,
    /// Steps done.
    pub steps: u64,
    /// The votes on it.
    pub votes: Vec<VoteReport>,
    /// Jurors in the end.
    pub jurors: u32,
    /// What it is paid in.
    pub money: Money,
    /// What it holds in the end, for whomever.
    pub held: u64,
    /// Of that, what is the treasury's.
    pub fines: u64,
    /// The cases, as they were brought.
    pub cases: Vec<CaseReport>,
}

/// A case.
#[derive(Clone, Debug, Serialize)]
pub struct CaseReport {
    /// Its name in the file.
    pub case: String,
    /// Its number on chain.
    pub id: u64,
    /// Its address.
    pub address: String,
    /// What was asked for.
    pub remedy: &'static str,
    /// Who brought it.
    pub claimant: String,
    /// Who it was brought against: a member, or the nation.
    pub respondent: String,
    /// When it was filed.
    pub filed: Date,
    /// What was ruled: by the first panel, then in each appeal.
    pub rounds: Vec<RoundReport>,
    /// What the file says that is ruled in the end.
    pub expected: Word,
    /// What was ruled in the end.
    pub ruling: Option<Word>,
    /// When that became final.
    pub ended: Date,
    /// When it was enforced, if it was.
    pub enforced: Option<Date>,
    /// Whether the chain says what the file does.
    pub agrees: bool,
}

/// A panel.
#[derive(Clone, Debug, Serialize)]
pub struct RoundReport {
    /// Seats that were drawn.
    pub seats: u8,
    /// Of those, for the claimant.
    pub claimant: u8,
    /// For the respondent.
    pub respondent: u8,
    /// Refusing.
    pub refuse: u8,
    /// Its ruling.
    pub ruling: Option<Word>,
}

impl Replay<'_> {
    pub(in crate::replay) fn court_report(&self, votes: Vec<VoteReport>) -> Result<CourtReport, Error> {
        let justice = self.justice()?;
        let court = self.places.court;
        let account = self.session.read::<Court>(&court).ok();
        let mut cases = Vec::new();
        for (index, trial) in &self.docket.trials {
            let planned = &justice.cases[*index];
            // What is over may be closed.
            let case = trial.ended.clone().map_or_else(|| self.case_account(trial), Ok)?;
            let rounds = case.rounds.iter().take(usize::from(case.round) + 1);
            let name = |member: usize| self.scenario.citizens[member].name.clone();
            cases.push(CaseReport {
                case: planned.name.clone(),
                id: trial.id,
                address: trial.address.to_string(),
                remedy: planned.remedy.kind().1,
                claimant: name(planned.claimant),
                respondent: self.member_with(&trial.asked.respondent).map_or("the nation".into(), name),
                filed: Date::of(case.filed_at),
                rounds: rounds
                    .map(|round| RoundReport {
                        seats: round.seats,
                        claimant: round.for_claimant,
                        respondent: round.for_respondent,
                        refuse: round.refused,
                        ruling: Word::of(round.ruling),
                    })
                    .collect(),
                expected: planned.ruling,
                ruling: Word::of(case.ruling),
                ended: Date::of(case.final_at),
                enforced: (case.enforced_at != 0).then(|| Date::of(case.enforced_at)),
                agrees: trial.disagreements.is_empty(),
            });
        }
        let token = self.scenario.economy.as_ref().and_then(|economy| economy.token.as_ref());
        let money = match (justice.asset, token) {
            (Asset::Token, Some(token)) => Money { name: token.symbol.clone(), decimals: token.decimals },
            _ => Money { name: "SOL".into(), decimals: 9 },
        };
        let steps = justice.steps.iter().filter(|step| !matches!(step.what, What::Vote(_))).count() as u64;
        Ok(CourtReport {
            address: court.to_string(),
            steps,
            votes,
            jurors: account.as_ref().map_or(0, |court| court.jurors),
            money,
            held: account.as_ref().map_or(0, |court| court.held),
            fines: account.as_ref().map_or(0, |court| court.fines),
            cases,
        })
    }
}

impl CourtReport {
    /// The result in a sentence.
    pub fn summary(&self) -> String {
        let disagreeing = self.votes.iter().filter(|vote| !vote.agrees).count()
            + self.cases.iter().filter(|case| !case.agrees).count();
        let says = if disagreeing == 0 { "agree" } else { "DISAGREE" };
        let enforced = self.cases.iter().filter(|case| case.enforced.is_some()).count() as u64;
        format!(
            "{} before {}: rulings and enforcements, of which there are {}, {says} with the file.",
            counted(self.cases.len() as u64, "case"),
            counted(self.jurors.into(), "juror"),
            output::grouped(enforced)
        )
    }

    /// The cases, for people.
    pub fn to_human(&self) -> String {
        let cases = table(
            [
                "Case",
                "What it is about",
                "Asks to",
                "Claimant",
                "Respondent",
                "Filed",
                "Panels, as claimant / respondent / refuse of seats",
                "Ruling",
                "Final",
                "Enforced",
                "",
            ],
            11,
            self.cases.iter().map(|case| {
                let panels: Vec<String> = case
                    .rounds
                    .iter()
                    .map(|round| {
                        let RoundReport { seats, claimant, respondent, refuse, .. } = round;
                        format!("{claimant} / {respondent} / {refuse} of {seats}")
                    })
                    .collect();
                [
                    case.id.to_string(),
                    case.case.clone(),
                    case.remedy.to_owned(),
                    case.claimant.clone(),
                    case.respondent.clone(),
                    case.filed.to_string(),
                    panels.join(", then "),
                    case.ruling.map_or("none", Word::name).to_owned(),
                    case.ended.to_string(),
                    case.enforced.map_or_else(String::new, |date| date.to_string()),
                    verdict(case.agrees),
                ]
            }),
        );
        let votes = votes_table("Votes on the court", &self.votes);
        let held = self.money.text(self.held);
        format!(
            "{votes}Cases\n{cases}{} in the end; the court holds {held}.\n",
            counted(self.jurors.into(), "juror")
        )
    }
}
