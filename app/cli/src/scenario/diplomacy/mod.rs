//! `diplomacy.toml`: other nations and outside bodies, recognition, treaties and visas, census reports and stages.
//!
//! A part of a scenario that may be missing. What the scenario's own nation does among others its citizens decide, by
//! motions; another nation decides by its founder, a body by its key.

mod check;
mod raw;

pub use raw::StageName;

use super::economy::Vote;
use super::nation::Nation;
use super::values::Date;
use super::{Document, Member};
use crate::Error;
use client::diplomacy::types::TreatyTerms;
use solana_keypair::Keypair;
use std::path::{Path, PathBuf};

/// The file.
pub const FILE: &str = "diplomacy.toml";

/// Foreign relations of a scenario.
#[derive(Debug)]
pub struct Diplomacy {
    /// The file it was read from.
    pub file: PathBuf,
    /// Who publishes the nation's census in every period.
    pub census: Option<Census>,
    /// Other nations, in the order they are founded.
    pub nations: Vec<Neighbour>,
    /// Bodies outside, in the order they are registered.
    pub bodies: Vec<Body>,
    /// Treaties, in the order they are proposed.
    pub treaties: Vec<Treaty>,
    /// What happens, in the order of time.
    pub steps: Vec<Step>,
}

/// The nation's census.
#[derive(Clone, Copy, Debug)]
pub struct Census {
    /// Who publishes it, as soon as a period begins; in the first, with the first day after the founding.
    pub publisher: usize,
    /// The last day on which it is.
    pub until: Date,
    /// How many people it should show.
    pub population: u64,
}

/// Another nation, ruled by its founder.
#[derive(Debug)]
pub struct Neighbour {
    /// Its unique name on chain.
    pub slug: String,
    /// Its founder, who is its authority until the sunset.
    pub founder: Keypair,
    /// Seconds after the founding at which that ends.
    pub sunset: i64,
    /// Its charter.
    pub charter: Document,
    /// Its citizens, who join when it is founded.
    pub citizens: Vec<Keypair>,
}

/// A body outside.
#[derive(Debug)]
pub struct Body {
    /// What it calls itself.
    pub name: String,
    /// Where more can be read.
    pub uri: String,
    /// Its key.
    pub key: Keypair,
}

/// A nation of the scenario.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Party {
    /// Its own.
    Home,
    /// Another.
    Other(usize),
}

/// Who recognises nations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recogniser {
    /// A nation.
    Nation(Party),
    /// A body outside.
    Body(usize),
}

/// A treaty.
#[derive(Clone, Debug)]
pub struct Treaty {
    /// Its name in the file.
    pub name: String,
    /// Who proposes it.
    pub from: Party,
    /// To whom.
    pub to: Party,
    /// Its number among those of the two.
    pub number: u32,
    /// What is agreed on.
    pub terms: TreatyTerms,
    /// Until when it can be signed.
    pub open_until: i64,
}

/// Something that happens on a day.
#[derive(Debug)]
pub struct Step {
    /// Its number in the file, from 1.
    pub number: usize,
    /// The line it begins in.
    pub line: u64,
    /// The day; for a vote, that on which voting opens.
    pub date: Date,
    /// Its kind, as in the file.
    pub kind: String,
    /// What happens.
    pub what: What,
}

impl Step {
    /// Where it is in the file, for errors.
    pub fn place(&self) -> String {
        format!("{FILE}, step {}, line {}", self.number, self.line)
    }
}

/// What a step does. Nations, bodies and treaties are indices of the file's.
#[derive(Debug)]
#[allow(missing_docs, reason = "the fields are those of the file, described in docs/scenarios.md")]
pub enum What {
    /// A motion.
    Vote(Vote),
    /// Another nation is founded, and its citizens join.
    Found(usize),
    /// A body is registered.
    Register(usize),
    /// A body or another nation recognises a nation.
    Recognise { from: Recogniser, to: Party, statement: [u8; 32] },
    /// It takes that back.
    Revoke { from: Recogniser, to: Party, statement: [u8; 32] },
    /// Another nation proposes a treaty.
    Propose(usize),
    /// Another nation signs it.
    Sign(usize),
    /// Another nation denounces it.
    Denounce { treaty: usize, by: usize },
    /// A citizen gets a visa.
    Visa { treaty: usize, of: Party, citizen: usize, until: i64 },
    /// A visa is closed.
    CloseVisa { treaty: usize, of: Party, citizen: usize },
    /// Another nation's census is published.
    Census(usize),
    /// A nation's stage is computed, from its census of the period.
    Assess { nation: Party, recognised_by: Option<Recogniser>, stage: StageName, population: u64 },
}

impl What {
    /// About how many transactions it takes, for whoever watches.
    pub fn weight(&self, nations: &[Neighbour]) -> usize {
        match self {
            Self::Vote(vote) => vote.ballots().count(),
            Self::Found(nation) => nations[*nation].citizens.len(),
            _ => 1,
        }
    }
}

/// What a motion does among nations.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs, reason = "the fields are those of the file, described in docs/scenarios.md")]
pub enum ForeignAction {
    Recognise { to: usize, statement: [u8; 32] },
    Revoke { to: usize, statement: [u8; 32] },
    Propose(usize),
    Sign(usize),
    Denounce(usize),
}

/// Reads `diplomacy.toml`, if the scenario has one.
pub(super) fn read(folder: &Path, nation: &Nation, citizens: &[Member]) -> Result<Option<Diplomacy>, Error> {
    let path = folder.join(FILE);
    // A file that cannot be read is an error of its own.
    if !path.try_exists().unwrap_or(true) {
        return Ok(None);
    }
    check::read(folder, &path, nation, citizens).map(Some)
}
