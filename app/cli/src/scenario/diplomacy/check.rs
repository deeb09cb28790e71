//! Looks up everything that a file of foreign relations names, and refuses what cannot be.

use super::raw::{RawAction, RawFile, RawFoundNation, RawRecognise, RawTerms, RawVisa, RawWhat};
use super::{Body, Census, Diplomacy, ForeignAction, Neighbour, Party, Recogniser, Step, Treaty, What};
use crate::file::{self, line_of};
use crate::recount::verdict::Verdict;
use crate::scenario::economy::{Action, Vote};
use crate::scenario::nation::{self, Nation};
use crate::scenario::page::{FOR, Page};
use crate::scenario::steps::{self, RawMotion};
use crate::scenario::values::{Date, Span};
use crate::scenario::{Document, Member, dev_key};
use crate::{Error, output};
use client::DIPLOMACY_ID;
use client::diplomacy::types::TreatyTerms;
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::ops::Deref;
use std::path::Path;
use toml::Spanned;

/// Bytes of a body's name and address on the web, as the program stores them.
const NAME_BYTES: usize = 64;
const URI_BYTES: usize = 96;
/// Bytes of a nation's name and of a charter's address, likewise.
const SLUG_BYTES: usize = 32;
const CHARTER_URI_BYTES: usize = 128;
/// Citizens of another nation that a run has patience for.
const MAX_CITIZENS: usize = 10_000;
/// Longest rule of a founder: four years.
const MAX_FOUNDING: u32 = 4 * 365 * 86_400;
/// Longest notice, visit and offer: 366 days.
const MAX_TERM: u32 = 366 * 86_400;

/// Reads and checks the file.
pub fn read(folder: &Path, path: &Path, nation: &Nation, citizens: &[Member]) -> Result<Diplomacy, Error> {
    let text = file::text(path)?;
    let page = Page::new(folder, path, &text, nation, citizens);
    let (raw, steps) = steps::parse::<RawFile>(&text).map_err(|wrong| page.malformed(0, wrong))?;
    let census = raw.census.as_ref().map(|raw| {
        let (until, ends) = (*raw.until.get_ref(), nation.founded.midnight() + nation.term_seconds);
        if until.midnight() >= ends {
            return Err(page.wrong(&raw.until, format!("{until} is after the citizens' first term")));
        }
        Ok(Census { publisher: page.member(&raw.publisher)?, until, population: raw.population })
    });
    let diplomacy = Diplomacy {
        file: path.to_owned(),
        census: census.transpose()?,
        nations: Vec::new(),
        bodies: Vec::new(),
        treaties: Vec::new(),
        steps: Vec::new(),
    };
    let mut checker = Checker { page, diplomacy, proposed: HashMap::new() };
    let mut last = nation.founded;
    for (number, unread) in (1..).zip(steps) {
        let (start, line) = (unread.start(), line_of(&text, unread.start()));
        let raw = checker.page.step(number, unread, last)?;
        last = *raw.at.get_ref();
        let what = checker.what(raw.what, start, &raw.at)?;
        checker.diplomacy.steps.push(Step { number, line, date: last, kind: raw.kind, what });
    }
    Ok(checker.diplomacy)
}

struct Checker<'a> {
    page: Page<'a>,
    diplomacy: Diplomacy,
    /// From when on a treaty is proposed; none where the motion that does is not carried.
    proposed: HashMap<usize, Option<i64>>,
}

/// What can be said of any file of steps.
impl<'a> Deref for Checker<'a> {
    type Target = Page<'a>;

    fn deref(&self) -> &Page<'a> {
        &self.page
    }
}

fn hash(text: &str) -> [u8; 32] {
    Sha256::digest(text).into()
}

impl Checker<'_> {
    fn what(&mut self, raw: RawWhat, start: usize, at: &Spanned<Date>) -> Result<What, Error> {
        let now = at.get_ref().midnight();
        Ok(match raw {
            RawWhat::Motion(raw) => What::Vote(self.motion(&raw, start, at)?),
            RawWhat::FoundNation(raw) => What::Found(self.found(&raw)?),
            RawWhat::RegisterBody(raw) => {
                let name = self.fits(&raw.body, "body's name", 1, NAME_BYTES)?;
                if self.body(&name).is_some() || self.nation(&name).is_some() {
                    return Err(self.wrong(&raw.body, format!("there is a `{name}` already")));
                }
                let uri = raw.uri.as_ref();
                let uri = uri.map_or(Ok(String::new()), |uri| self.fits(uri, "address", 0, URI_BYTES))?;
                let key = dev_key(&self.page.nation.seed, &format!("body {name}"));
                self.diplomacy.bodies.push(Body { name, uri, key });
                What::Register(self.diplomacy.bodies.len() - 1)
            }
            RawWhat::Recognise(raw) => {
                let (from, to) = self.two(&raw)?;
                What::Recognise { from, to, statement: hash(&raw.statement) }
            }
            RawWhat::RevokeRecognition(raw) => {
                let (from, to) = self.two(&raw)?;
                What::Revoke { from, to, statement: hash(&raw.statement) }
            }
            RawWhat::ProposeTreaty(raw) => {
                let from = Party::Other(self.other(&raw.from, "propose_treaty")?);
                let to = self.party(&raw.to)?;
                if from == to {
                    return Err(self.wrong(&raw.to, "a treaty takes two nations"));
                }
                What::Propose(self.treaty_between(&raw.treaty, from, to, &raw.terms, Some(now))?)
            }
            RawWhat::SignTreaty(raw) => {
                let treaty = self.treaty(&raw.treaty, now)?;
                if self.diplomacy.treaties[treaty].to == Party::Home {
                    return Err(self.by_motion(&raw.treaty, "sign_treaty"));
                }
                What::Sign(treaty)
            }
            RawWhat::DenounceTreaty(raw) => {
                let (treaty, by) = (self.treaty(&raw.treaty, now)?, self.other(&raw.by, "denounce_treaty")?);
                let Treaty { from, to, .. } = self.diplomacy.treaties[treaty];
                if ![from, to].contains(&Party::Other(by)) {
                    return Err(self.wrong(&raw.by, "it is not a party"));
                }
                What::Denounce { treaty, by }
            }
            RawWhat::IssueVisa(raw) => {
                let until = raw.until.get_ref().midnight();
                if until <= now {
                    return Err(self.wrong(&raw.until, "the visit is over before it begins"));
                }
                let visa = RawVisa {
                    treaty: raw.treaty,
                    member: raw.member,
                    nation: raw.nation,
                    citizen: raw.citizen,
                };
                let (treaty, of, citizen) = self.visa(&visa, start, now)?;
                What::Visa { treaty, of, citizen, until }
            }
            RawWhat::CloseVisa(raw) => {
                let (treaty, of, citizen) = self.visa(&raw, start, now)?;
                What::CloseVisa { treaty, of, citizen }
            }
            RawWhat::PublishCensus(raw) => What::Census(match self.party(&raw.nation)? {
                Party::Other(nation) => nation,
                Party::Home => {
                    let reason = "the nation's own is published in every period";
                    return Err(self.wrong(&raw.nation, reason).hinting("[census] says by whom"));
                }
            }),
            RawWhat::AssessStage(raw) => {
                let nation = raw.nation.as_ref().map_or(Ok(Party::Home), |nation| self.party(nation))?;
                if nation == Party::Home
                    && self.diplomacy.census.is_none_or(|census| census.until < *at.get_ref())
                {
                    return Err(self
                        .wrong_at(start, "a stage follows from a census, and none is published then")
                        .hinting("[census] says who publishes it, and until when"));
                }
                let recognised_by = raw.recognised_by.as_ref().map(|by| self.recogniser(by)).transpose()?;
                What::Assess { nation, recognised_by, stage: raw.stage, population: raw.population }
            }
        })
    }

    fn body(&self, name: &str) -> Option<usize> {
        self.diplomacy.bodies.iter().position(|body| body.name == name)
    }

    fn nation(&self, slug: &str) -> Option<Party> {
        if slug == self.page.nation.slug {
            return Some(Party::Home);
        }
        self.diplomacy.nations.iter().position(|nation| nation.slug == slug).map(Party::Other)
    }

    /// A nation, by its slug.
    fn party(&self, at: &Spanned<String>) -> Result<Party, Error> {
        let slug = at.get_ref();
        self.nation(slug).ok_or_else(|| self.wrong(at, format!("there is no nation `{slug}` so far")))
    }

    /// What the nation itself does its citizens decide.
    fn by_motion(&self, at: &Spanned<String>, action: &str) -> Error {
        let reason = format!("`{}` decides by its citizens", self.page.nation.slug);
        self.wrong(at, reason).hinting(format!("make it a motion with the action `{action}`"))
    }

    /// Another nation, by its slug.
    fn other(&self, at: &Spanned<String>, action: &str) -> Result<usize, Error> {
        match self.party(at)? {
            Party::Other(nation) => Ok(nation),
            Party::Home => Err(self.by_motion(at, action)),
        }
    }

    fn recogniser(&self, at: &Spanned<String>) -> Result<Recogniser, Error> {
        let name = at.get_ref();
        let found = self.nation(name).map(Recogniser::Nation).or(self.body(name).map(Recogniser::Body));
        found.ok_or_else(|| self.wrong(at, format!("there is neither a nation nor a body `{name}` so far")))
    }

    /// Who recognises, by itself, and whom.
    fn two(&self, raw: &RawRecognise) -> Result<(Recogniser, Party), Error> {
        let (from, to) = (self.recogniser(&raw.from)?, self.party(&raw.to)?);
        if from == Recogniser::Nation(Party::Home) {
            return Err(self.by_motion(&raw.from, "recognise"));
        }
        if from == Recogniser::Nation(to) {
            return Err(self.wrong(&raw.to, "nobody recognises themselves"));
        }
        Ok((from, to))
    }

    fn found(&mut self, raw: &RawFoundNation) -> Result<usize, Error> {
        let slug = raw.nation.get_ref().clone();
        if !nation::is_slug(&slug) {
            let reason = format!("`{slug}` is not a slug: 1 to {SLUG_BYTES} of a-z, 0-9 and -");
            return Err(self.wrong(&raw.nation, reason));
        }
        if self.nation(&slug).is_some() || self.body(&slug).is_some() {
            return Err(self.wrong(&raw.nation, format!("there is a `{slug}` already")));
        }
        let (sunset, citizens) = (raw.founder_sunset.get_ref().0, *raw.citizens.get_ref());
        if !(1..=MAX_FOUNDING).contains(&sunset) {
            let reason = "the founder's power must end within four years, not at once";
            return Err(self.wrong(&raw.founder_sunset, reason));
        }
        if citizens > MAX_CITIZENS {
            return Err(self.wrong(&raw.citizens, format!("at most {MAX_CITIZENS} citizens")));
        }
        let path = self.folder.join(raw.charter.get_ref());
        let bytes = file::bytes(&path)
            .map_err(|_| self.wrong(&raw.charter, format!("there is no readable file {}", path.display())))?;
        let uri = raw.charter_uri.as_ref();
        let uri = uri.map_or(Ok(String::new()), |uri| self.fits(uri, "address", 0, CHARTER_URI_BYTES))?;
        let seed = &self.page.nation.seed;
        let neighbour = Neighbour {
            founder: dev_key(seed, &format!("founder of {slug}")),
            sunset: sunset.into(),
            charter: Document { file: path, hash: Sha256::digest(bytes).into(), uri },
            citizens: (0..citizens).map(|n| dev_key(seed, &format!("citizen {n} of {slug}"))).collect(),
            slug,
        };
        self.diplomacy.nations.push(neighbour);
        Ok(self.diplomacy.nations.len() - 1)
    }

    /// A treaty that was proposed by `now`.
    fn treaty(&self, at: &Spanned<String>, now: i64) -> Result<usize, Error> {
        let name = at.get_ref();
        let found = self.diplomacy.treaties.iter().position(|treaty| treaty.name == *name);
        let treaty = found.ok_or_else(|| self.wrong(at, format!("there is no treaty `{name}` so far")))?;
        match self.proposed.get(&treaty).copied().flatten() {
            Some(since) if since <= now => Ok(treaty),
            Some(since) => {
                let since = output::date(since);
                Err(self.wrong(at, format!("the treaty `{name}` is proposed on {since} only")))
            }
            None => {
                Err(self.wrong(at, format!("the motion that proposes the treaty `{name}` is not carried")))
            }
        }
    }

    fn treaty_between(
        &mut self,
        at: &Spanned<String>,
        from: Party,
        to: Party,
        raw: &RawTerms,
        proposed: Option<i64>,
    ) -> Result<usize, Error> {
        let name = at.get_ref().clone();
        if self.diplomacy.treaties.iter().any(|treaty| treaty.name == name) {
            return Err(self.wrong(at, format!("there is a treaty `{name}` already")));
        }
        let within = |at: &Spanned<Span>, least: u32| match at.get_ref().0 {
            seconds if (least..=MAX_TERM).contains(&seconds) => Ok(seconds),
            _ => Err(self.wrong(at, format!("this must last from {} to 366d", output::span(least)))),
        };
        let terms = TreatyTerms {
            text_hash: hash(&raw.text),
            notice: within(&raw.notice, 0)?,
            visit: within(&raw.visit, 1)?,
        };
        let open = i64::from(within(&raw.open, 1)?);
        let treaties = &mut self.diplomacy.treaties;
        let of_both = |treaty: &&Treaty| [treaty.from, treaty.to].iter().all(|of| [from, to].contains(of));
        let number = u32::try_from(treaties.iter().filter(of_both).count()).unwrap_or(u32::MAX);
        let open_until = proposed.unwrap_or_default() + open;
        treaties.push(Treaty { name, from, to, number, terms, open_until });
        let index = treaties.len() - 1;
        self.proposed.insert(index, proposed);
        Ok(index)
    }

    /// Who has a visa: the treaty, the nation that they are a citizen of, and the citizen's number.
    fn visa(&self, raw: &RawVisa, start: usize, now: i64) -> Result<(usize, Party, usize), Error> {
        let treaty = self.treaty(&raw.treaty, now)?;
        let (of, citizen) = match (&raw.member, &raw.nation, &raw.citizen) {
            (Some(member), None, None) => (Party::Home, self.member(member)?),
            (None, Some(nation), Some(citizen)) => {
                let of = self.other(nation, "")?;
                let citizens = self.diplomacy.nations[of].citizens.len();
                if *citizen.get_ref() >= citizens {
                    let reason = format!("citizens are numbered from 0, and there are {citizens}");
                    return Err(self.wrong(citizen, reason));
                }
                (Party::Other(of), *citizen.get_ref())
            }
            _ => {
                let reason = "a visa is a `member`'s, or that of a `citizen` of another `nation`";
                return Err(self.wrong_at(start, reason));
            }
        };
        let Treaty { from, to, .. } = self.diplomacy.treaties[treaty];
        if ![from, to].contains(&of) {
            return Err(self.wrong(&raw.treaty, "the visitor's nation is not a party"));
        }
        Ok((treaty, of, citizen))
    }

    fn motion(
        &mut self,
        raw: &RawMotion<RawAction>,
        start: usize,
        at: &Spanned<Date>,
    ) -> Result<Vote, Error> {
        let mut vote = self.page.motion(raw, &[("diplomacy", DIPLOMACY_ID)], start, at)?;
        let runs = vote.executes_at;
        let carried = (vote.expected == Verdict::Carried).then_some(runs);
        for action in raw.actions.get_ref() {
            let action = match action {
                RawAction::Recognise(raw) => {
                    ForeignAction::Recognise { to: self.foreign(&raw.to)?, statement: hash(&raw.statement) }
                }
                RawAction::RevokeRecognition(raw) => {
                    ForeignAction::Revoke { to: self.foreign(&raw.to)?, statement: hash(&raw.statement) }
                }
                RawAction::ProposeTreaty(raw) => {
                    let to = Party::Other(self.foreign(&raw.to)?);
                    let treaty = self.treaty_between(&raw.treaty, Party::Home, to, &raw.terms, carried)?;
                    self.diplomacy.treaties[treaty].open_until = runs + i64::from(raw.terms.open.get_ref().0);
                    ForeignAction::Propose(treaty)
                }
                RawAction::SignTreaty(raw) => {
                    let treaty = self.treaty(&raw.treaty, runs)?;
                    if self.diplomacy.treaties[treaty].to != Party::Home {
                        return Err(self.wrong(&raw.treaty, "it is not proposed to this nation"));
                    }
                    ForeignAction::Sign(treaty)
                }
                RawAction::DenounceTreaty(raw) => ForeignAction::Denounce(self.treaty(&raw.treaty, runs)?),
            };
            vote.actions.push((FOR, Action::Foreign(action)));
        }
        Ok(vote)
    }

    /// Another nation than the scenario's own.
    fn foreign(&self, at: &Spanned<String>) -> Result<usize, Error> {
        match self.party(at)? {
            Party::Other(nation) => Ok(nation),
            Party::Home => Err(self.wrong(at, "that is the nation itself")),
        }
    }
}
