//! A case in plain words.

use super::next::{appeal, missing};
use super::state::{deadline, named_choice, named_ruling, phase, present};
use super::{Filed, Remedy, Step, steps};
use crate::Error;
use crate::nation;
use crate::output;
use client::court::accounts::Evidence;
use cluster::Cluster;
use rules::trial::Phase;
use serde::Serialize;
use solana_address::Address;
use std::fmt::Write;

/// What there is to say of a case.
#[derive(Debug, Serialize)]
pub struct Told {
    /// Number within the court.
    pub id: u64,
    /// Address.
    pub address: String,
    /// The nation's slug.
    pub nation: String,
    /// What is asked for.
    pub remedy: &'static str,
    /// The account that it acts upon; zero for none.
    pub target: String,
    /// Amount asked for, in the smallest unit.
    pub amount: u64,
    /// Length of the suspension or injunction asked for, in seconds.
    pub seconds: u32,
    /// Who gains by it besides the claimant; zero for nobody.
    pub beneficiary: String,
    /// Who brought it.
    pub claimant: String,
    /// Who it is brought against.
    pub respondent: String,
    /// Where it stands.
    pub phase: &'static str,
    /// The same in a sentence.
    pub standing: String,
    /// When the phase ends by itself, in Unix seconds.
    pub deadline: Option<i64>,
    /// The cluster's time, in Unix seconds.
    pub now: i64,
    /// The ruling so far.
    pub ruling: &'static str,
    /// When the remedy was enforced; 0 before.
    pub enforced_at: i64,
    /// Due to the claimant.
    pub claimant_due: u64,
    /// Due to the respondent.
    pub respondent_due: u64,
    /// Where the statement can be read, and its SHA-256.
    pub statement: Text,
    /// The answer, if there is one.
    pub answer: Option<Text>,
    /// Evidence that still has an account.
    pub evidence: Vec<Brought>,
    /// The rounds so far.
    pub rounds: Vec<ToldRound>,
    /// What can be done next.
    pub next: Vec<Step>,
}

/// A text that lies elsewhere.
#[derive(Debug, Serialize)]
pub struct Text {
    /// Where it can be read.
    pub uri: String,
    /// Its SHA-256.
    pub sha256: String,
}

/// A piece of evidence.
#[derive(Debug, Serialize)]
pub struct Brought {
    /// Number within the case.
    pub number: u32,
    /// For whom.
    pub side: &'static str,
    /// When, in Unix seconds.
    pub at: i64,
    /// What.
    pub text: Text,
}

/// A round.
#[derive(Debug, Serialize)]
pub struct ToldRound {
    /// Number, from 0.
    pub round: u8,
    /// Seats that its panel shall have.
    pub panel: u8,
    /// Seats that were drawn.
    pub seats: u8,
    /// Seats that committed.
    pub committed: u8,
    /// Revealed for the claimant.
    pub for_claimant: u8,
    /// Revealed for the respondent.
    pub for_respondent: u8,
    /// Revealed to refuse.
    pub refused: u8,
    /// Its ruling.
    pub ruling: &'static str,
    /// Slot whose hash decides.
    pub pinned_slot: u64,
    /// Slot that decided; 0 before it is captured.
    pub captured_slot: u64,
    /// Its seats that still have an account.
    pub jurors: Vec<Sitting>,
}

/// A seat.
#[derive(Debug, Serialize)]
pub struct Sitting {
    /// Index of the juror.
    pub juror: u32,
    /// Whether there is a commitment.
    pub committed: bool,
    /// The choice.
    pub choice: &'static str,
    /// Whether the money is settled.
    pub settled: bool,
}

fn text(uri: &[u8], hash: &[u8; 32]) -> Text {
    Text { uri: output::padded(uri), sha256: output::hex(hash) }
}

/// A phase by one word.
pub fn named_phase(phase: Phase) -> &'static str {
    match phase {
        Phase::Answer => "answer",
        Phase::Evidence => "evidence",
        Phase::EvidenceOver => "evidence_over",
        Phase::Draw => "draw",
        Phase::Commit => "commit",
        Phase::Reveal => "reveal",
        Phase::Count => "count",
        Phase::Appeal => "appeal",
        Phase::AppealOver => "appeal_over",
        Phase::Citizens => "citizens",
        Phase::Final => "final",
    }
}

fn counted(number: u8, of: u8, noun: &str) -> String {
    let plural = if of == 1 { "" } else { "s" };
    format!("{number} of {of} {noun}{plural}")
}

/// Where a case stands, in a sentence.
fn standing(filed: &Filed, now: i64) -> String {
    let case = &filed.case;
    let Some(round) = present(case) else { return String::new() };
    let revealed = round.for_claimant + round.for_respondent + round.refused;
    let short = match missing(filed, now) {
        0 => String::new(),
        seats => format!(" ({} could not be filled)", output::counted(seats.into(), "seat")),
    };
    match phase(case, now) {
        Phase::Answer if case.answered == 0 => {
            "the respondent may answer, and both parties may bring evidence".into()
        }
        Phase::Answer => "the respondent has answered; both parties may bring evidence".into(),
        Phase::Evidence => "both parties may bring evidence".into(),
        Phase::EvidenceOver => {
            "the time for evidence is over; it must be closed before a panel can be drawn".into()
        }
        Phase::Draw if round.captured_slot == 0 => {
            format!("a panel of {} is to be drawn by the hash of slot {}", round.panel, round.pinned_slot)
        }
        Phase::Draw => format!("the panel is being drawn: {}", counted(round.seats, round.panel, "seat")),
        Phase::Commit => {
            format!("the panel judges: {} committed{short}", counted(round.committed, round.seats, "juror"))
        }
        Phase::Reveal => {
            format!(
                "the panel's choices are revealed: {}{short}",
                counted(revealed, round.committed, "juror")
            )
        }
        Phase::Count => "the panel has spoken, or its time is over; the ruling can be counted".into(),
        Phase::Appeal => match appeal(filed) {
            Some((seats, fee)) => format!(
                "ruled, and can be appealed to a panel of {seats} for {}: {}",
                filed.money.write(fee),
                named_ruling(case.ruling)
            ),
            None => format!("ruled, and can be appealed to all citizens: {}", named_ruling(case.ruling)),
        },
        Phase::AppealOver => format!("ruled, and not appealed in time: {}", named_ruling(case.ruling)),
        Phase::Citizens => format!("all citizens are asked, by proposal {}", case.proposal),
        Phase::Final => match (case.ruling == rules::verdict::FOR_CLAIMANT, case.enforced_at) {
            (true, 0) => "final: for the claimant, and not enforced yet".into(),
            (true, _) => "final: for the claimant, and enforced".into(),
            (false, _) => format!("final: {}", named_ruling(case.ruling)),
        },
    }
}

/// Everything there is to say of a case; with what `wallet` can do, if somebody looks at it.
///
/// # Errors
/// The cluster does not answer.
pub fn tell(cluster: &dyn Cluster, filed: &Filed, wallet: Option<&Address>) -> Result<Told, Error> {
    let now = cluster.now()?;
    let case = &filed.case;
    let seats = filed.seats(cluster)?;
    let mut evidence = nation::all_of::<Evidence>(cluster, &filed.address)?;
    evidence.sort_by_key(|(_, piece)| piece.n);
    let rounds = (0..=case.round).zip(&case.rounds).map(|(number, round)| ToldRound {
        round: number,
        panel: if round.panel == 0 { case.params.panel } else { round.panel },
        seats: round.seats,
        committed: round.committed,
        for_claimant: round.for_claimant,
        for_respondent: round.for_respondent,
        refused: round.refused,
        ruling: named_ruling(round.ruling),
        pinned_slot: round.pinned_slot,
        captured_slot: round.captured_slot,
        jurors: seats
            .iter()
            .filter(|(_, seat)| seat.round == number)
            .map(|(_, seat)| Sitting {
                juror: seat.index,
                committed: seat.commitment != [0; 32],
                choice: named_choice(seat.choice),
                settled: seat.settled != 0,
            })
            .collect(),
    });
    Ok(Told {
        id: case.id,
        address: filed.address.to_string(),
        nation: output::padded(&filed.nation.slug),
        remedy: Remedy::of(case.remedy).map_or("unknown", Remedy::meaning),
        target: case.target.to_string(),
        amount: case.amount,
        seconds: case.seconds,
        beneficiary: case.beneficiary.to_string(),
        claimant: case.claimant.to_string(),
        respondent: case.respondent.to_string(),
        phase: named_phase(phase(case, now)),
        standing: standing(filed, now),
        deadline: deadline(case, now),
        now,
        ruling: named_ruling(case.ruling),
        enforced_at: case.enforced_at,
        claimant_due: case.claimant_due,
        respondent_due: case.respondent_due,
        statement: text(&case.statement_uri, &case.statement_hash),
        answer: (case.answered != 0).then(|| text(&case.answer_uri, &case.answer_hash)),
        evidence: evidence
            .iter()
            .map(|(_, piece)| Brought {
                number: piece.n,
                side: if piece.side == 0 { "claimant" } else { "respondent" },
                at: piece.at,
                text: text(&piece.uri, &piece.hash),
            })
            .collect(),
        rounds: rounds.collect(),
        next: steps(cluster, filed, wallet, now)?,
    })
}

impl Told {
    /// The same for people.
    pub fn to_human(&self, filed: &Filed) -> String {
        let mut text = format!("Case {} of {} ({})\n", self.id, self.nation, self.address);
        let mut line = |name: &str, value: String| {
            let _ = writeln!(text, "  {name:<12}{value}");
        };
        line("asks to", self.asked());
        if self.target != Address::default().to_string() {
            line("upon", self.target.clone());
        }
        line("claimant", self.claimant.clone());
        line("respondent", self.respondent.clone());
        line("statement", format!("{} (SHA-256 {})", self.statement.uri, self.statement.sha256));
        match &self.answer {
            Some(answer) => line("answer", format!("{} (SHA-256 {})", answer.uri, answer.sha256)),
            None => line("answer", "none".into()),
        }
        for piece in &self.evidence {
            let Brought { number, side, at, text } = piece;
            let at = output::moment(*at);
            line(
                "evidence",
                format!("{number}, by the {side}, {at}: {} (SHA-256 {})", text.uri, text.sha256),
            );
        }
        line("stands", self.standing.clone());
        if let Some(at) = self.deadline {
            line("until", output::deadline(self.now, at));
        }
        for round in &self.rounds {
            line("round", round.to_human());
        }
        for (party, due) in [("claimant", self.claimant_due), ("respondent", self.respondent_due)] {
            if due > 0 {
                line("due", format!("{} to the {party}", filed.money.write(due)));
            }
        }
        if self.next.is_empty() {
            text.push_str("Nothing is to be done now.\n");
        }
        for step in &self.next {
            text.push_str(&step.to_human(self.now));
        }
        text
    }

    fn asked(&self) -> String {
        let mut asked = self.remedy.to_owned();
        if self.seconds > 0 {
            asked += &format!(", for {}", output::span(self.seconds));
        }
        if self.amount > 0 {
            asked += &format!(", {} units", output::grouped(self.amount));
        }
        if self.beneficiary != Address::default().to_string() {
            asked += &format!(", to {}", self.beneficiary);
        }
        asked
    }
}

impl ToldRound {
    fn to_human(&self) -> String {
        let Self { round, panel, seats, committed, for_claimant, for_respondent, refused, ruling, .. } = self;
        format!(
            "{}: panel of {panel}, {seats} drawn, {committed} committed; revealed {for_claimant} for the claimant, \
             {for_respondent} for the respondent, {refused} to refuse; ruling: {ruling}",
            round + 1
        )
    }
}

impl Step {
    /// The step for people, in two lines.
    pub fn to_human(&self, now: i64) -> String {
        let until =
            self.until.map_or_else(String::new, |at| format!(", until {}", output::deadline(now, at)));
        let mark = if self.urgent { "!" } else { ">" };
        format!("{mark} {}: {}{until}\n    {}\n", self.who, self.what, self.command)
    }
}
