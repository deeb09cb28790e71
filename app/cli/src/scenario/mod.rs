//! A nation, its citizens and their recorded votes, from a folder of text files.
//!
//! The format is described in `docs/scenarios.md`. Whatever is wrong with the files is found here, with
//! file and line, before anything is sent to a cluster.

pub mod court;
pub mod diplomacy;
pub mod economy;
mod nation;
mod page;
mod rows;
mod steps;
mod values;
mod votes;

pub use values::{Date, SECONDS_IN_DAY, Span};

use crate::Error;
use client::governor::types::TrackRules;
use court::Court;
use diplomacy::Diplomacy;
use economy::Economy;
use serde::Serialize;
use solana_address::Address;
use solana_keypair::Keypair;
use std::fmt;
use std::path::{Path, PathBuf};

/// A scenario that has been read and checked.
#[derive(Debug)]
pub struct Scenario {
    /// The folder it was read from.
    pub folder: PathBuf,
    /// What the nation is called.
    pub name: String,
    /// The nation's unique name on chain.
    pub slug: String,
    /// Whoever knows it can derive all development keys of the scenario.
    pub seed: String,
    /// The day of the founding.
    pub founded: Date,
    /// Seconds after the founding at which the founder's power ends.
    pub founder_sunset: i64,
    /// The charter.
    pub charter: Document,
    /// How one becomes a citizen.
    pub admission: Admission,
    /// Length of a citizen's term, in seconds.
    pub term_seconds: i64,
    /// Length of a census bucket, in seconds.
    pub bucket_seconds: i64,
    /// Symbol of the passports.
    pub passport_symbol: String,
    /// Where the passports' metadata can be read; empty for nowhere.
    pub passport_uri: String,
    /// The tracks.
    pub tracks: Vec<Track>,
    /// The citizens, in the order they join.
    pub citizens: Vec<Member>,
    /// The votes to be held, by date.
    pub polls: Vec<Poll>,
    /// What the nation takes in and pays out, if the scenario says so.
    pub economy: Option<Economy>,
    /// Its court and the cases, if the scenario has any.
    pub court: Option<Court>,
    /// Other nations and how they get on, if the scenario has any.
    pub diplomacy: Option<Diplomacy>,
}

/// A text that the chain knows by its hash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// The file.
    pub file: PathBuf,
    /// SHA-256 of the file.
    pub hash: [u8; 32],
    /// Where the text can be read; empty for nowhere.
    pub uri: String,
}

/// How one becomes a citizen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Admission {
    /// By signing the charter.
    Open,
    /// By the vouches of so many citizens; the founder admits those first ones.
    Vouched(u8),
    /// By the founder's approval.
    Approved,
}

/// A track of the nation's governor.
#[derive(Clone, Debug)]
pub struct Track {
    /// Its name.
    pub name: String,
    /// Its rules.
    pub rules: TrackRules,
    /// The programs that its motions may call.
    pub programs: Vec<Address>,
}

/// Somebody who joins the nation and votes.
#[derive(Debug)]
pub struct Member {
    /// Name or number in the files.
    pub name: String,
    /// The wallet.
    pub wallet: Keypair,
}

/// A recorded vote.
#[derive(Debug)]
pub struct Poll {
    /// Its name in the files.
    pub id: String,
    /// The day on which voting opens.
    pub date: Date,
    /// The title, without the spaces around it.
    pub title: String,
    /// The published result.
    pub published: Totals,
    /// Who was called to vote and what they did: indices of [`Scenario::citizens`].
    pub votes: Vec<(usize, Vote)>,
    /// Index of the track.
    pub track: usize,
    /// Index of the citizen who moves it.
    pub proposer: usize,
    /// SHA-256 of the text that is voted on: of the file, else of the title.
    pub text_hash: [u8; 32],
    /// Where the text can be read; empty for nowhere.
    pub uri: String,
    /// What carrying it does.
    pub action: Option<Action>,
}

/// What a carried motion does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Adopts a new charter, by `membership::amend_charter`.
    AmendCharter(Document),
}

/// What a member did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Vote {
    /// Voted for.
    Yes,
    /// Voted against.
    No,
    /// Was there and voted neither way.
    Abstain,
    /// Did not vote.
    NoShow,
}

/// A result.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Totals {
    /// Votes for.
    pub yes: u64,
    /// Votes against.
    pub no: u64,
    /// Abstentions.
    pub abstain: u64,
    /// Members who did not vote.
    pub no_show: u64,
}

impl fmt::Display for Totals {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} yes, {} no, {} abstain, {} no show", self.yes, self.no, self.abstain, self.no_show)
    }
}

impl Scenario {
    /// Reads and checks the scenario in `folder`.
    ///
    /// # Errors
    /// [`Error::Input`] for the first thing that is wrong.
    pub fn load(folder: &Path) -> Result<Self, Error> {
        if !folder.is_dir() {
            return Err(Error::input(folder, None, "there is no such folder")
                .hinting("a scenario is a folder with nation.toml, citizens.csv, polls.csv and votes/"));
        }
        let nation = nation::read(folder)?;
        let citizens = rows::citizens(folder, &nation.seed)?;
        let polls = votes::polls(folder, &nation, &citizens)?;
        let economy = economy::read(folder, &nation, &citizens)?;
        let court = court::read(folder, &nation, &citizens, economy.as_ref())?;
        let diplomacy = diplomacy::read(folder, &nation, &citizens)?;
        Ok(Self {
            folder: folder.to_owned(),
            name: nation.name,
            slug: nation.slug,
            seed: nation.seed,
            founded: nation.founded,
            founder_sunset: nation.founder_sunset,
            charter: nation.charter,
            admission: nation.admission,
            term_seconds: nation.term_seconds,
            bucket_seconds: nation.bucket_seconds,
            passport_symbol: nation.passport_symbol,
            passport_uri: nation.passport_uri,
            tracks: nation.tracks,
            citizens,
            polls,
            economy,
            court,
            diplomacy,
        })
    }

    /// The development key of the founder.
    pub fn founder(&self) -> Keypair {
        dev_key(&self.seed, "founder")
    }

    /// The development key at whose address the economy's token is.
    pub fn token_mint(&self) -> Keypair {
        dev_key(&self.seed, "token")
    }

    /// Recorded ballots that will be cast.
    pub fn ballots(&self) -> usize {
        self.polls.iter().map(|poll| poll.ballots().count()).sum()
    }
}

impl Poll {
    /// Who votes, and how: everybody in the file but the absent.
    pub fn ballots(&self) -> impl Iterator<Item = (usize, Vote)> + '_ {
        self.votes.iter().copied().filter(|(_, vote)| *vote != Vote::NoShow)
    }
}

/// The development key of somebody in a scenario. Anyone can derive it.
fn dev_key(seed: &str, who: &str) -> Keypair {
    client::dev_keys::keypair(&format!("scenario {seed}: {who}"))
}
