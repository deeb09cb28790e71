//! `polls.csv` and the votes of each poll.

use super::nation::{Motion, Nation};
use super::rows::{Row, Rows};
use super::{Date, Member, Poll, Totals, Vote};
use crate::Error;
use sha2::{Digest, Sha256};
use std::collections::{HashMap, HashSet};
use std::path::Path;

/// Bytes of a proposal's title, as the program stores it.
const TITLE_BYTES: usize = 96;

/// Reads `polls.csv` and `votes/`, by date; polls of one day in the order of the file.
pub fn polls(folder: &Path, nation: &Nation, citizens: &[Member]) -> Result<Vec<Poll>, Error> {
    let columns = ["poll_id", "poll_date", "poll_title", "yes", "no", "abstain", "no_show"];
    let rows = Rows::read(folder.join("polls.csv"), columns, columns.len())?;
    let members: HashMap<&str, usize> =
        citizens.iter().enumerate().map(|(index, member)| (member.name.as_str(), index)).collect();
    let mut ids = HashSet::new();
    let mut polls = Vec::with_capacity(rows.rows.len());
    for row in &rows.rows {
        let id = &row.fields[0];
        if !ids.insert(id.as_str()) {
            return Err(rows.wrong(row.line, format!("poll {id} is there twice")));
        }
        polls.push(poll(folder, nation, &members, &rows, row)?);
    }

    let path = folder.join("nation.toml");
    for (id, motion) in &nation.motions {
        if !ids.contains(id.as_str()) {
            return Err(Error::input(path, motion.line, format!("there is no poll {id} in polls.csv")));
        }
    }
    polls.sort_by_key(|poll| poll.date);
    Ok(polls)
}

fn poll(
    folder: &Path,
    nation: &Nation,
    members: &HashMap<&str, usize>,
    rows: &Rows<7>,
    row: &Row<7>,
) -> Result<Poll, Error> {
    let [id, date, title, numbers @ ..] = &row.fields;
    let wrong = |reason: String| rows.wrong(row.line, reason);
    // The id names a file.
    if id.is_empty() || !id.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_')) {
        return Err(wrong(format!("`{id}` is not a poll_id: letters, digits, - and _")));
    }
    if title.is_empty() || title.len() > TITLE_BYTES || title.chars().any(char::is_control) {
        return Err(wrong(format!("the title must have 1 to {TITLE_BYTES} bytes of plain text")));
    }
    let number =
        |text: &String| text.parse::<u64>().map_err(|_| wrong(format!("`{text}` is not a number of votes")));
    let [yes, no, abstain, no_show] = numbers;
    let published =
        Totals { yes: number(yes)?, no: number(no)?, abstain: number(abstain)?, no_show: number(no_show)? };
    let date = date.parse().map_err(wrong)?;
    let motion = nation.motions.get(id);
    let track = motion.map_or(0, |motion| motion.track);
    check_time(nation, track, date).map_err(wrong)?;

    let votes = votes(folder, id, members)?;
    Ok(Poll {
        id: id.clone(),
        date,
        title: title.clone(),
        published,
        track,
        proposer: proposer(folder, motion, members, &votes)?,
        text_hash: motion
            .and_then(|motion| motion.text_hash)
            .unwrap_or_else(|| Sha256::digest(title.as_bytes()).into()),
        uri: motion.map(|motion| motion.uri.clone()).unwrap_or_default(),
        action: motion.and_then(|motion| motion.action.clone()),
        votes,
    })
}

/// Refuses a poll that the citizens could not vote in: before they have belonged long enough, or after
/// their terms.
pub(super) fn check_time(nation: &Nation, track: usize, date: Date) -> Result<(), String> {
    let Some(rules) = nation.tracks.get(track).map(|track| &track.rules) else { return Ok(()) };
    let founded = nation.founded.midnight();
    let submitted = date.midnight() - i64::from(rules.review_seconds);
    if submitted - i64::from(rules.tenure_seconds) < founded {
        return Err(format!(
            "voting on {date} is too early for a nation founded on {}: review and tenure come first",
            nation.founded
        ));
    }
    let closed = date.midnight() + i64::from(rules.voting_seconds) + i64::from(rules.objection_seconds);
    if closed > founded + nation.term_seconds {
        return Err(format!(
            "voting on {date} goes beyond the term of citizens who joined on {}",
            nation.founded
        ));
    }
    Ok(())
}

fn votes(folder: &Path, id: &str, members: &HashMap<&str, usize>) -> Result<Vec<(usize, Vote)>, Error> {
    let rows = Rows::read(folder.join("votes").join(format!("{id}.csv")), ["member", "vote"], 2)?;
    let mut lines = HashMap::new();
    let mut votes = Vec::with_capacity(rows.rows.len());
    for Row { line, fields: [member, vote] } in &rows.rows {
        let index = *members
            .get(member.as_str())
            .ok_or_else(|| rows.wrong(*line, format!("member `{member}` is not among the citizens")))?;
        if let Some(earlier) = lines.insert(index, *line) {
            return Err(rows.wrong(*line, format!("member {member} votes twice, first in line {earlier}")));
        }
        let vote = match vote.as_str() {
            "yes" => Vote::Yes,
            "no" => Vote::No,
            "abstain" => Vote::Abstain,
            "no_show" => Vote::NoShow,
            _ => {
                return Err(rows
                    .wrong(*line, format!("`{vote}` is not a vote"))
                    .hinting("a vote is one of yes, no, abstain, no_show"));
            }
        };
        votes.push((index, vote));
    }
    Ok(votes)
}

/// The member whom `nation.toml` names; else the first who voted for it, else the first in the file.
fn proposer(
    folder: &Path,
    motion: Option<&Motion>,
    members: &HashMap<&str, usize>,
    votes: &[(usize, Vote)],
) -> Result<usize, Error> {
    if let Some((name, line)) = motion.and_then(|motion| motion.proposer.as_ref()) {
        return members.get(name.as_str()).copied().ok_or_else(|| {
            Error::input(
                folder.join("nation.toml"),
                *line,
                format!("member `{name}` is not among the citizens"),
            )
        });
    }
    let in_favour = votes.iter().find(|(_, vote)| *vote == Vote::Yes);
    Ok(in_favour.or(votes.first()).map_or(0, |(member, _)| *member))
}
