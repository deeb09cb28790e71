//! A file of dated steps while it is checked: what is wrong is said with line and step.

use super::economy::values::{self, Asset, Members, Money, Name};
use super::economy::{Action, Choice, Vote};
use super::nation::Nation;
use super::steps::{RawMotion, RawStep, Unread, Wrong};
use super::values::Date;
use super::{Member, votes};
use crate::Error;
use crate::file::line_of;
use crate::recount::verdict;
use serde::de::DeserializeOwned;
use solana_address::Address;
use std::collections::{HashMap, HashSet};
use std::path::Path;
use toml::Spanned;

/// Bytes of an office's title, as the program stores it.
const OFFICE_BYTES: usize = 32;
/// Bytes of a proposal's title, as the program stores it.
pub const TITLE_BYTES: usize = 96;
/// Actions of a proposal.
const MAX_ACTIONS: usize = 32;
/// The choice of a motion that carries it.
pub const FOR: u8 = 1;

/// The file, and whom and what it can name.
pub struct Page<'a> {
    pub folder: &'a Path,
    pub path: &'a Path,
    pub text: &'a str,
    pub nation: &'a Nation,
    pub citizens: &'a [Member],
    members: HashMap<&'a str, usize>,
    /// Symbol and decimals of the nation's token, where it has one.
    pub token: Option<(String, u8)>,
    /// The step being read: its number and kind.
    step: Option<(usize, String)>,
}

impl<'a> Page<'a> {
    /// The file of this text, of which nothing has been read.
    pub fn new(
        folder: &'a Path,
        path: &'a Path,
        text: &'a str,
        nation: &'a Nation,
        citizens: &'a [Member],
    ) -> Self {
        let named = |(index, member): (usize, &'a Member)| (member.name.as_str(), index);
        let members = citizens.iter().enumerate().map(named).collect();
        Self { folder, path, text, nation, citizens, members, token: None, step: None }
    }

    /// Reads a step, which is none before `last` nor after the citizens' first term.
    pub fn step<W: DeserializeOwned>(
        &mut self,
        number: usize,
        unread: Unread<'_>,
        last: Date,
    ) -> Result<RawStep<W>, Error> {
        let start = unread.start();
        self.step = Some((number, unread.kind().unwrap_or_default().to_owned()));
        let raw = unread.read().map_err(|wrong| self.malformed(start, wrong))?;
        let date = *raw.at.get_ref();
        if date < last {
            let earlier = if number == 1 { "the founding" } else { "the step before" };
            return Err(self.wrong(&raw.at, format!("{date} is before {earlier}, {last}")));
        }
        if date.midnight() >= self.nation.founded.midnight() + self.nation.term_seconds {
            return Err(self.wrong(&raw.at, format!("{date} is after the citizens' first term")));
        }
        Ok(raw)
    }

    /// What is wrong at a byte of the file, in the step being read.
    pub fn wrong_at(&self, at: usize, reason: impl Into<String>) -> Error {
        let reason = reason.into();
        let reason = match &self.step {
            Some((number, kind)) if kind.is_empty() => format!("step {number}: {reason}"),
            Some((number, kind)) => format!("step {number} ({kind}): {reason}"),
            None => reason,
        };
        Error::input(self.path, line_of(self.text, at), reason)
    }

    pub fn wrong<T>(&self, at: &Spanned<T>, reason: impl Into<String>) -> Error {
        self.wrong_at(at.span().start, reason)
    }

    pub fn malformed(&self, start: usize, wrong: Wrong) -> Error {
        self.wrong_at(wrong.at.unwrap_or(start), wrong.reason)
    }

    /// Refuses a text that the chain has no room for.
    pub fn fits(&self, at: &Spanned<String>, what: &str, least: usize, most: usize) -> Result<String, Error> {
        let text = at.get_ref();
        if text.len() < least || text.len() > most || text.chars().any(char::is_control) {
            return Err(self.wrong(at, format!("the {what} must have {least} to {most} bytes of plain text")));
        }
        Ok(text.clone())
    }

    // Values.

    pub fn money(&self, at: &Spanned<String>) -> Result<Money, Error> {
        let token = self.token.as_ref().map(|(symbol, decimals)| (symbol.as_str(), *decimals));
        values::money(at.get_ref(), token).map_err(|reason| self.wrong(at, reason))
    }

    pub fn positive(&self, at: &Spanned<String>) -> Result<Money, Error> {
        let money = self.money(at)?;
        if money.amount == 0 { Err(self.wrong(at, "an amount of nothing does nothing")) } else { Ok(money) }
    }

    /// An amount of this money.
    pub fn amount_of(&self, at: &Spanned<String>, asset: Asset, of: &str) -> Result<u64, Error> {
        let money = self.money(at)?;
        if money.asset == asset {
            return Ok(money.amount);
        }
        Err(self.wrong(at, format!("{of} is in {}", self.symbol(asset))))
    }

    pub fn positive_of(&self, at: &Spanned<String>, asset: Asset, of: &str) -> Result<u64, Error> {
        self.positive(at)?;
        self.amount_of(at, asset, of)
    }

    pub fn symbol(&self, asset: Asset) -> &str {
        match (&self.token, asset) {
            (Some((symbol, _)), Asset::Token) => symbol,
            _ => values::SOL.0,
        }
    }

    /// A kind of money, by its symbol.
    pub fn asset(&self, at: &Spanned<String>) -> Result<Asset, Error> {
        let symbol = at.get_ref();
        let known = [Asset::Sol, Asset::Token].into_iter().find(|asset| self.symbol(*asset) == symbol);
        known.ok_or_else(|| self.wrong(at, format!("there is no money `{symbol}`")))
    }

    pub fn office(&self, at: &Spanned<String>) -> Result<String, Error> {
        self.fits(at, "office's title", 1, OFFICE_BYTES)
    }

    fn member_called(&self, at: usize, name: &str) -> Result<usize, Error> {
        let found = self.members.get(name).copied();
        found.ok_or_else(|| self.wrong_at(at, format!("member `{name}` is not among the citizens")))
    }

    pub fn member(&self, at: &Spanned<Name>) -> Result<usize, Error> {
        self.member_called(at.span().start, &at.get_ref().0)
    }

    pub fn group(&self, at: &Spanned<Members>) -> Result<Vec<usize>, Error> {
        let start = at.span().start;
        let members: Vec<usize> = match at.get_ref() {
            Members::List(names) => {
                names.iter().map(|name| self.member_called(start, &name.0)).collect::<Result<_, _>>()?
            }
            Members::Text(text) if text.0 == "all" => (0..self.citizens.len()).collect(),
            Members::Text(text) => match text.0.split_once("..") {
                Some((first, last)) => {
                    let first = self.member_called(start, first.trim())?;
                    (first..=self.member_called(start, last.trim())?).collect()
                }
                None => vec![self.member_called(start, &text.0)?],
            },
        };
        if members.is_empty() {
            return Err(self.wrong_at(start, "these are no members"));
        }
        let mut seen = HashSet::new();
        if let Some(twice) = members.iter().find(|member| !seen.insert(**member)) {
            let name = &self.citizens[*twice].name;
            return Err(self.wrong_at(start, format!("member {name} is named twice")));
        }
        Ok(members)
    }

    // Votes.

    /// A motion on a track that may call these programs, so far without its actions.
    pub fn motion<A>(
        &self,
        raw: &RawMotion<A>,
        programs: &[(&str, Address)],
        start: usize,
        at: &Spanned<Date>,
    ) -> Result<Vote, Error> {
        let title = self.fits(&raw.title, "title", 1, TITLE_BYTES)?;
        let choices = [("yes", raw.yes), ("no", raw.no), ("abstain", raw.abstain)];
        let choices = choices.map(|(name, votes)| Choice { name: name.to_owned(), votes });
        self.check_actions(raw.actions.span().start, raw.actions.get_ref().len())?;
        let track = self.track(raw.track.as_ref(), start, programs)?;
        self.vote(title, track, raw.proposer.as_ref(), false, choices.into(), Vec::new(), start, at)
    }

    /// Refuses so many actions if that is none or too many.
    pub fn check_actions(&self, at: usize, count: usize) -> Result<(), Error> {
        if (1..=MAX_ACTIONS).contains(&count) {
            return Ok(());
        }
        Err(self.wrong_at(at, format!("a motion has 1 to {MAX_ACTIONS} actions")))
    }

    /// The track: the one named, else the first that may call these programs.
    pub fn track(
        &self,
        named: Option<&Spanned<String>>,
        start: usize,
        programs: &[(&str, Address)],
    ) -> Result<usize, Error> {
        let tracks = &self.nation.tracks;
        let names: Vec<&str> = programs.iter().map(|(name, _)| *name).collect();
        let may = |index: &usize| programs.iter().all(|(_, id)| tracks[*index].programs.contains(id));
        let hint = format!("the `programs` of a track in nation.toml must include {}", names.join(" and "));
        let Some(at) = named else {
            return (0..tracks.len())
                .find(may)
                .ok_or_else(|| self.wrong_at(start, "there is no track for it").hinting(hint));
        };
        let index = tracks
            .iter()
            .position(|track| track.name == *at.get_ref())
            .ok_or_else(|| self.wrong(at, format!("there is no track `{}`", at.get_ref())))?;
        if !may(&index) {
            return Err(self.wrong(at, "the track may not call what this does").hinting(hint));
        }
        Ok(index)
    }

    #[expect(clippy::too_many_arguments, reason = "what a vote is made of")]
    pub fn vote(
        &self,
        title: String,
        track: usize,
        proposer: Option<&Spanned<Name>>,
        poll: bool,
        choices: Vec<Choice>,
        actions: Vec<(u8, Action)>,
        start: usize,
        at: &Spanned<Date>,
    ) -> Result<Vote, Error> {
        let date = *at.get_ref();
        votes::check_time(self.nation, track, date).map_err(|reason| self.wrong(at, reason))?;
        let votes: usize = choices.iter().fold(0, |sum, choice| sum.saturating_add(choice.votes));
        if votes > self.citizens.len() {
            let citizens = self.citizens.len();
            return Err(self.wrong_at(start, format!("{votes} votes of {citizens} citizens")));
        }
        let rules = &self.nation.tracks[track].rules;
        let electorate = self.citizens.len() as u64;
        let mut counts = [0u64; 8];
        for (count, choice) in counts.iter_mut().skip(1).zip(&choices) {
            *count = choice.votes as u64;
        }
        let expected = if poll {
            verdict::poll(&counts, electorate, rules.quorum_bps)
        } else {
            let [_, yes, no, abstain, ..] = counts;
            verdict::motion(yes, no, abstain, electorate, rules.quorum_bps, rules.threshold_bps)
        };
        let lasts = [rules.voting_seconds, rules.objection_seconds, rules.timelock_seconds];
        Ok(Vote {
            title,
            track,
            proposer: proposer.map_or(Ok(0), |member| self.member(member))?,
            poll,
            choices,
            actions,
            expected,
            executes_at: date.midnight() + lasts.into_iter().map(i64::from).sum::<i64>(),
        })
    }
}
