//! `nation.toml`: the nation, its rules, and what particular motions do.

use super::values::{Date, Share, Span};
use super::{Action, Admission, Document, Track};
use crate::file::{self, line_of};
use crate::{Error, programs::PROGRAMS};
use client::governor::types::TrackRules;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use solana_address::Address;
use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};
use toml::Spanned;

/// The format that this program reads.
const FORMAT: u32 = 1;

/// Bytes of a slug and of a track's name, as the programs store them.
const NAME_BYTES: usize = 32;
/// Bytes of an address on the web, likewise.
const URI_BYTES: usize = 128;
/// Bytes of a passport's symbol, likewise.
const SYMBOL_BYTES: usize = 10;
/// Tracks of a governor.
const MAX_TRACKS: usize = 8;
/// Programs of a track.
const MAX_PROGRAMS: usize = 8;
/// Most vouches that a nation may require.
const MAX_VOUCHES: u8 = 16;
/// Buckets that a term may span.
const MAX_BUCKETS: u32 = 63;
/// Longest rule of a founder: four years, in seconds.
const MAX_FOUNDING: u32 = 4 * 365 * 86_400;
/// Longest duration of a track: 366 days, in seconds.
const MAX_DURATION: u32 = 366 * 86_400;
/// The citizens' chamber: the only one that scenarios have.
const CHAMBER_CITIZENS: u8 = 1;

/// What `nation.toml` says, checked.
#[derive(Debug)]
pub struct Nation {
    pub name: String,
    pub slug: String,
    pub seed: String,
    pub founded: Date,
    pub founder_sunset: i64,
    pub charter: Document,
    pub admission: Admission,
    pub term_seconds: i64,
    pub bucket_seconds: i64,
    pub passport_symbol: String,
    pub passport_uri: String,
    pub tracks: Vec<Track>,
    /// By poll.
    pub motions: BTreeMap<String, Motion>,
}

/// What `nation.toml` says about one poll.
#[derive(Debug)]
pub struct Motion {
    /// The line of `poll`.
    pub line: u64,
    pub track: usize,
    /// A member's name, and its line.
    pub proposer: Option<(String, u64)>,
    pub text_hash: Option<[u8; 32]>,
    pub uri: String,
    pub action: Option<Action>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawNation {
    format: Spanned<u32>,
    name: String,
    slug: Spanned<String>,
    seed: Spanned<String>,
    founded: Date,
    founder_sunset: Spanned<Span>,
    charter: RawCharter,
    admission: RawAdmission,
    term: RawTerm,
    passport: RawPassport,
    tracks: Spanned<Vec<RawTrack>>,
    #[serde(default)]
    motions: Vec<RawMotion>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCharter {
    file: Spanned<PathBuf>,
    uri: Option<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawAdmission {
    policy: Spanned<RawPolicy>,
    vouches: Option<Spanned<u8>>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum RawPolicy {
    Open,
    Vouched,
    Approved,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawTerm {
    length: Spanned<Span>,
    bucket: Spanned<Span>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPassport {
    symbol: Spanned<String>,
    uri: Option<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawTrack {
    name: Spanned<String>,
    #[serde(default)]
    deposit_lamports: u64,
    review: Spanned<Span>,
    voting: Spanned<Span>,
    #[serde(default)]
    objection: Option<Spanned<Span>>,
    timelock: Spanned<Span>,
    execution: Spanned<Span>,
    #[serde(default)]
    tenure: Option<Spanned<Span>>,
    quorum: Share,
    threshold: Spanned<Share>,
    max_open: Spanned<u16>,
    #[serde(default)]
    final_ballots: bool,
    #[serde(default)]
    programs: Vec<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawMotion {
    poll: Spanned<String>,
    track: Option<Spanned<String>>,
    proposer: Option<Spanned<String>>,
    text: Option<Spanned<PathBuf>>,
    uri: Option<Spanned<String>>,
    amend_charter: Option<Spanned<PathBuf>>,
    charter_uri: Option<Spanned<String>>,
}

/// Whether a nation can have this slug.
pub fn is_slug(slug: &str) -> bool {
    let in_slug = |b: u8| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-');
    (1..=NAME_BYTES).contains(&slug.len()) && slug.bytes().all(in_slug)
}

/// Reads `nation.toml` and the texts it names.
pub fn read(folder: &Path) -> Result<Nation, Error> {
    let path = folder.join("nation.toml");
    let text = file::text(&path)?;
    let raw: RawNation = toml::from_str(&text).map_err(|error| {
        let line = error.span().map(|span| line_of(&text, span.start));
        Error::input(&path, line, error.message())
    })?;
    Checker { folder, path: &path, text: &text }.nation(raw)
}

/// Checks what one file says, and knows its lines.
struct Checker<'a> {
    folder: &'a Path,
    path: &'a Path,
    text: &'a str,
}

impl Checker<'_> {
    fn line<T>(&self, at: &Spanned<T>) -> u64 {
        line_of(self.text, at.span().start)
    }

    fn wrong<T>(&self, at: &Spanned<T>, reason: impl Into<String>) -> Error {
        Error::input(self.path, self.line(at), reason)
    }

    /// Refuses a text that the chain has no room for.
    fn fits(&self, at: &Spanned<String>, what: &str, least: usize, most: usize) -> Result<(), Error> {
        let text = at.get_ref();
        if text.len() < least || text.len() > most || text.chars().any(char::is_control) {
            return Err(self.wrong(at, format!("the {what} must have {least} to {most} bytes of plain text")));
        }
        Ok(())
    }

    fn uri(&self, uri: Option<Spanned<String>>) -> Result<String, Error> {
        uri.map_or(Ok(String::new()), |uri| {
            self.fits(&uri, "address", 0, URI_BYTES)?;
            Ok(uri.into_inner())
        })
    }

    fn document(&self, file: &Spanned<PathBuf>, uri: Option<Spanned<String>>) -> Result<Document, Error> {
        let path = self.folder.join(file.get_ref());
        let bytes = file::bytes(&path)
            .map_err(|_| self.wrong(file, format!("there is no readable file {}", path.display())))?;
        Ok(Document { file: path, hash: Sha256::digest(bytes).into(), uri: self.uri(uri)? })
    }

    fn nation(&self, raw: RawNation) -> Result<Nation, Error> {
        if *raw.format.get_ref() != FORMAT {
            return Err(self.wrong(&raw.format, format!("this program reads format {FORMAT}")));
        }
        let slug = raw.slug.get_ref();
        if !is_slug(slug) {
            return Err(self.wrong(&raw.slug, format!("`{slug}` is not a slug: 1 to 32 of a-z, 0-9 and -")));
        }
        if raw.seed.get_ref().is_empty() {
            return Err(self.wrong(&raw.seed, "the seed of the development keys is empty"));
        }
        let sunset = raw.founder_sunset.get_ref().0;
        if sunset == 0 || sunset > MAX_FOUNDING {
            return Err(self
                .wrong(&raw.founder_sunset, "the founder's power must end within four years, not at once"));
        }
        let (term, bucket) = (raw.term.length.get_ref().0, raw.term.bucket.get_ref().0);
        if bucket == 0 || term < bucket || u64::from(term) > u64::from(bucket) * u64::from(MAX_BUCKETS) {
            return Err(self.wrong(&raw.term.length, format!("a term must span 1 to {MAX_BUCKETS} buckets")));
        }
        self.fits(&raw.passport.symbol, "passports' symbol", 1, SYMBOL_BYTES)?;

        let tracks = self.tracks(&raw.tracks)?;
        let mut motions = BTreeMap::new();
        for motion in raw.motions {
            let (poll, line) = (motion.poll.get_ref().clone(), self.line(&motion.poll));
            if motions.contains_key(&poll) {
                return Err(Error::input(self.path, line, format!("poll {poll} has a motion already")));
            }
            motions.insert(poll, self.motion(motion, &tracks)?);
        }
        Ok(Nation {
            charter: self.document(&raw.charter.file, raw.charter.uri)?,
            admission: self.admission(&raw.admission)?,
            name: raw.name,
            slug: raw.slug.into_inner(),
            seed: raw.seed.into_inner(),
            founded: raw.founded,
            founder_sunset: sunset.into(),
            term_seconds: term.into(),
            bucket_seconds: bucket.into(),
            passport_symbol: raw.passport.symbol.into_inner(),
            passport_uri: self.uri(raw.passport.uri)?,
            tracks,
            motions,
        })
    }

    fn admission(&self, raw: &RawAdmission) -> Result<Admission, Error> {
        match (raw.policy.get_ref(), &raw.vouches) {
            (RawPolicy::Open, None) => Ok(Admission::Open),
            (RawPolicy::Approved, None) => Ok(Admission::Approved),
            (RawPolicy::Vouched, Some(vouches)) if (1..=MAX_VOUCHES).contains(vouches.get_ref()) => {
                Ok(Admission::Vouched(*vouches.get_ref()))
            }
            (RawPolicy::Vouched, _) => {
                Err(self.wrong(&raw.policy, format!("say how many `vouches` it takes: 1 to {MAX_VOUCHES}")))
            }
            (_, Some(vouches)) => Err(self.wrong(vouches, "only the policy `vouched` takes `vouches`")),
        }
    }

    fn tracks(&self, raw: &Spanned<Vec<RawTrack>>) -> Result<Vec<Track>, Error> {
        if raw.get_ref().is_empty() || raw.get_ref().len() > MAX_TRACKS {
            return Err(self.wrong(raw, format!("a nation has 1 to {MAX_TRACKS} tracks")));
        }
        let mut names = HashSet::new();
        raw.get_ref()
            .iter()
            .map(|track| {
                self.fits(&track.name, "track's name", 1, NAME_BYTES)?;
                if !names.insert(track.name.get_ref()) {
                    return Err(self
                        .wrong(&track.name, format!("there is a track `{}` already", track.name.get_ref())));
                }
                self.track(track)
            })
            .collect()
    }

    fn track(&self, raw: &RawTrack) -> Result<Track, Error> {
        let duration = |at: &Spanned<Span>, least: u32| {
            let seconds = at.get_ref().0;
            if seconds < least || seconds > MAX_DURATION {
                return Err(self.wrong(at, format!("this must last {least} seconds to 366 days")));
            }
            Ok(seconds)
        };
        let optional = |at: &Option<Spanned<Span>>| at.as_ref().map_or(Ok(0), |at| duration(at, 0));
        let threshold = raw.threshold.get_ref().0;
        if !(5_000..10_000).contains(&threshold) {
            return Err(self
                .wrong(&raw.threshold, "the threshold must be at least 50% and less than 100%")
                .hinting("votes for must exceed it: 50% is a simple majority"));
        }
        if *raw.max_open.get_ref() == 0 {
            return Err(self.wrong(&raw.max_open, "a track must hold at least one open proposal"));
        }
        Ok(Track {
            name: raw.name.get_ref().clone(),
            rules: TrackRules {
                deposit: raw.deposit_lamports,
                review_seconds: duration(&raw.review, 0)?,
                voting_seconds: duration(&raw.voting, 1)?,
                objection_seconds: optional(&raw.objection)?,
                timelock_seconds: duration(&raw.timelock, 0)?,
                execution_seconds: duration(&raw.execution, 1)?,
                tenure_seconds: optional(&raw.tenure)?,
                quorum_bps: raw.quorum.0,
                threshold_bps: threshold,
                max_open: *raw.max_open.get_ref(),
                chambers: CHAMBER_CITIZENS,
                final_ballots: u8::from(raw.final_ballots),
            },
            programs: self.programs(&raw.programs)?,
        })
    }

    fn programs(&self, names: &[Spanned<String>]) -> Result<Vec<Address>, Error> {
        let mut programs = Vec::with_capacity(names.len());
        for at in names {
            let name = at.get_ref().as_str();
            let known = PROGRAMS.iter().find(|(known, _)| *known == name).map(|(_, id)| *id);
            let program = known.or_else(|| name.parse().ok()).ok_or_else(|| {
                let known: Vec<&str> = PROGRAMS.iter().map(|(name, _)| *name).collect();
                self.wrong(
                    at,
                    format!("`{name}` is not a program; name an address or one of {}", known.join(", ")),
                )
            })?;
            if programs.contains(&program) || programs.len() == MAX_PROGRAMS {
                return Err(
                    self.wrong(at, format!("a track names at most {MAX_PROGRAMS} programs, each once"))
                );
            }
            programs.push(program);
        }
        Ok(programs)
    }

    fn motion(&self, raw: RawMotion, tracks: &[Track]) -> Result<Motion, Error> {
        let track = match &raw.track {
            None => 0,
            Some(at) => tracks
                .iter()
                .position(|track| track.name == *at.get_ref())
                .ok_or_else(|| self.wrong(at, format!("there is no track `{}`", at.get_ref())))?,
        };
        let action = match (raw.amend_charter, raw.charter_uri) {
            (Some(file), uri) => {
                if !tracks.get(track).is_some_and(|track| track.programs.contains(&client::MEMBERSHIP_ID)) {
                    return Err(self
                        .wrong(&file, "its track may not call the program `membership`")
                        .hinting("add \"membership\" to the `programs` of the motion's track"));
                }
                Some(Action::AmendCharter(self.document(&file, uri)?))
            }
            (None, Some(uri)) => {
                return Err(self.wrong(&uri, "this belongs to `amend_charter`, which is missing"));
            }
            (None, None) => None,
        };
        Ok(Motion {
            line: self.line(&raw.poll),
            track,
            proposer: raw.proposer.map(|at| (at.get_ref().clone(), self.line(&at))),
            text_hash: raw.text.map(|file| self.document(&file, None)).transpose()?.map(|text| text.hash),
            uri: self.uri(raw.uri)?,
            action,
        })
    }
}
