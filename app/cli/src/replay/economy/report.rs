//! What the economy has to say.

use super::super::Replay;
use crate::Error;
use crate::audit::{Audit, Income, LedgerBook, verdict};
use crate::output::{TITLE, counted, table};
use crate::recount::verdict::Verdict;
use crate::scenario::Date;
use crate::scenario::economy::{Asset, Economy, What};
use serde::Serialize;

/// What the treasury should have of a kind of money.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Journal {
    income: [u64; 6],
    /// What was paid out.
    pub outflow: u64,
    /// What was sent and nobody has booked.
    pub unbooked: u64,
}

impl Journal {
    /// Money came in, of a kind by its index.
    pub fn came_in(&mut self, kind: usize, amount: u64) {
        if let Some(sum) = self.income.get_mut(kind) {
            *sum = sum.saturating_add(amount);
        }
    }
}

/// The economy of a replay.
#[derive(Clone, Debug, Serialize)]
pub struct EconomyReport {
    /// Steps done.
    pub steps: u64,
    /// The votes on it.
    pub votes: Vec<VoteReport>,
    /// What was paid, as the steps say, by kind of money.
    pub journals: Vec<JournalReport>,
    /// The independent audit.
    pub audit: Audit,
}

/// A vote on the economy.
#[derive(Clone, Debug, Serialize)]
pub struct VoteReport {
    /// Its step in the file.
    pub step: usize,
    /// Its day.
    pub date: Date,
    /// Its title.
    pub title: String,
    /// The proposal's address.
    pub proposal: String,
    /// The choices.
    pub choices: Vec<ChoiceReport>,
    /// What the votes of the file mean by the track's rules.
    pub expected: Verdict,
    /// What the chain made of it.
    pub outcome: &'static str,
    /// Whether the chain says what the file does.
    pub agrees: bool,
}

/// A choice.
#[derive(Clone, Debug, Serialize)]
pub struct ChoiceReport {
    /// What it is called.
    pub choice: String,
    /// Votes by the file.
    pub planned: u64,
    /// Votes that the chain counted.
    pub counted: u64,
}

/// What was paid of a kind of money, as the steps say.
#[derive(Clone, Debug, Serialize)]
pub struct JournalReport {
    /// `SOL`, or the token's symbol.
    pub money: String,
    /// What came in.
    pub income: Income,
    /// What went out.
    pub outflow: u64,
    /// What was sent and nobody has booked.
    pub unbooked: u64,
    /// Whether the ledger says the same.
    pub agrees: bool,
}

impl Replay<'_> {
    /// Compares the journal with the audited books. What differs is a disagreement.
    pub(in crate::replay) fn economy_report(
        &mut self,
        votes: Vec<VoteReport>,
        mut audit: Audit,
    ) -> Result<EconomyReport, Error> {
        let economy = self.economy()?;
        let mut journals = Vec::new();
        for (asset, journal) in std::mem::take(&mut self.progress.journal) {
            let ledger = self.till(asset).ledger.to_string();
            let book = audit.ledgers.iter_mut().find(|book| book.address == ledger);
            let sentences = match &book {
                Some(book) => differences(&journal, book),
                None => vec![format!("the ledger of {} is not there", symbol(economy, asset))],
            };
            let agrees = sentences.is_empty();
            self.disagreements.extend(sentences);
            if let Some(book) = book {
                book.agrees &= agrees;
            }
            journals.push(JournalReport {
                money: symbol(economy, asset).to_owned(),
                income: journal.income.into(),
                outflow: journal.outflow,
                unbooked: journal.unbooked,
                agrees,
            });
        }
        let is_step = |what: &What| !matches!(what, What::Vote(_));
        let steps = economy.steps.iter().filter(|step| is_step(&step.what)).count() as u64;
        Ok(EconomyReport { steps, votes, journals, audit })
    }
}

fn symbol(economy: &Economy, asset: Asset) -> &str {
    match (&economy.token, asset) {
        (Some(token), Asset::Token) => &token.symbol,
        _ => "SOL",
    }
}

/// A sentence for each sum that the ledger has otherwise than the steps.
fn differences(journal: &Journal, book: &LedgerBook) -> Vec<String> {
    let planned = Income::from(journal.income).kinds();
    let booked = book.income.kinds();
    let mut sums: Vec<(String, u64, u64)> = planned
        .into_iter()
        .zip(booked)
        .map(|((kind, planned), (_, booked))| (format!("income of {kind}"), planned, booked))
        .collect();
    sums.push(("payments".into(), journal.outflow, book.outflow));
    sums.push(("money not booked".into(), journal.unbooked, book.unbooked));
    sums.into_iter()
        .filter(|(_, planned, booked)| planned != booked)
        .map(|(what, planned, booked)| {
            let (planned, booked) = (book.money.text(planned), book.money.text(booked));
            format!(
                "{} ledger: by the steps there are {planned} of {what}, by its books {booked}",
                book.money.name
            )
        })
        .collect()
}

impl EconomyReport {
    /// The result in a sentence.
    pub fn summary(&self) -> String {
        let disagreeing = self.votes.iter().filter(|vote| !vote.agrees).count()
            + self.journals.iter().filter(|journal| !journal.agrees).count();
        let says = if disagreeing == 0 { "agree" } else { "DISAGREE" };
        let steps = counted(self.steps, "step");
        let votes = counted(self.votes.len() as u64, "vote");
        format!("{}\n{steps} and {votes} of the economy {says} with its books.", self.audit.summary())
    }

    /// The votes and the books, for people.
    pub fn to_human(&self) -> String {
        let votes = votes_table("Votes on the economy", &self.votes);
        format!("{votes}{}", self.audit.to_human())
    }
}

/// The votes of a file of steps, under a heading.
pub(in crate::replay) fn votes_table(heading: &str, votes: &[VoteReport]) -> String {
    if votes.is_empty() {
        return String::new();
    }
    let votes = table(
        ["Step", "Date", TITLE, "Outcome", "Planned", "Counted", ""],
        4,
        votes.iter().map(|vote| {
            let slashed = |votes: fn(&ChoiceReport) -> u64| {
                let votes: Vec<String> =
                    vote.choices.iter().map(|choice| votes(choice).to_string()).collect();
                votes.join(" / ")
            };
            [
                vote.step.to_string(),
                vote.date.to_string(),
                vote.title.clone(),
                vote.outcome.to_owned(),
                slashed(|choice| choice.planned),
                slashed(|choice| choice.counted),
                verdict(vote.agrees),
            ]
        }),
    );
    format!("{heading}\n{votes}\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::Money;

    fn book(income: [u64; 6], outflow: u64, unbooked: u64) -> LedgerBook {
        LedgerBook {
            nation: "three".into(),
            address: String::new(),
            money: Money { name: "THA".into(), decimals: 2 },
            mint: String::new(),
            decimals: 2,
            income: income.into(),
            outflow,
            balance: 0,
            promised_streams: 0,
            promised_budgets: 0,
            held: None,
            unbooked,
            limit_bps: 10_000,
            window: 1,
            next_rule: None,
            agrees: true,
        }
    }

    #[test]
    fn a_unit_between_steps_and_books_is_said() {
        let income = [100, 20, 30, 40, 50, 60];
        let journal = Journal { income, outflow: 7, unbooked: 5 };
        assert_eq!(differences(&journal, &book(income, 7, 5)), [""; 0]);
        for (kind, name) in ["dues", "rent", "donations", "fines", "sales", "other"].into_iter().enumerate() {
            let mut booked = income;
            booked[kind] += 1;
            let sentences = differences(&journal, &book(booked, 7, 5));
            assert_eq!(sentences.len(), 1);
            assert!(sentences[0].contains(&format!(" of income of {name}, by its books ")), "{sentences:?}");
        }
        assert_eq!(
            differences(&journal, &book(income, 8, 4)),
            [
                "THA ledger: by the steps there are 0.07 THA of payments, by its books 0.08 THA",
                "THA ledger: by the steps there are 0.05 THA of money not booked, by its books 0.04 THA"
            ]
        );
    }
}
