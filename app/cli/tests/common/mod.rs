//! A small scenario in a temporary folder, to be spoilt by tests.

#![allow(dead_code, reason = "each test program uses some of it")]

use civitas::replay::{Replayed, replay};
use civitas::scenario::Scenario;
use civitas::{Error, programs};
use cluster::Embedded;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// Three members, two votes: one carried, which changes the charter, and one defeated.
pub const NATION: &str = r#"format = 1
name = "Three"
slug = "three"
seed = "three"
founded = 2020-01-01
founder_sunset = "30d"

[charter]
file = "charter.md"
uri = "https://three.example/charter"

[admission]
policy = "open"

[term]
length = "365d"
bucket = "30d"

[passport]
symbol = "THREE"

[[tracks]]
name = "main"
deposit_lamports = 1000000
review = "2d"
voting = "1d"
objection = "12h"
timelock = "1d"
execution = "7d"
quorum = "50%"
threshold = "50%"
max_open = 4
programs = ["membership"]

[[motions]]
poll = "first"
amend_charter = "charter-2.md"
"#;

pub const CITIZENS: &str = "member\nann\nbob\ncem\n";
pub const POLLS: &str = "poll_id,poll_date,poll_title,yes,no,abstain,no_show\n\
    second,2020-02-01,Second,1,1,1,0\n\
    first,2020-01-10, First,2,0,0,1\n";
pub const FIRST: &str = "member,vote\nann,yes\nbob,no_show\ncem,yes\n";
pub const SECOND: &str = "member,vote\nann,yes\nbob,no\ncem,abstain\n";

/// What the small nation takes in and pays out: every kind of step once.
pub const ECONOMY: &str = include_str!("../small/economy.toml");
/// Its land.
pub const PARCELS: &str = include_str!("../small/parcels.geojson");

/// A court of a small nation, and other nations: every kind of step once.
pub const COURT: &str = include_str!("../small/justice/court.toml");
/// Other nations and the census.
pub const DIPLOMACY: &str = include_str!("../small/justice/diplomacy.toml");

/// A scenario's folder.
pub struct Folder(TempDir);

impl Folder {
    /// The small scenario.
    pub fn new() -> Self {
        let folder = Self(TempDir::new().unwrap());
        fs::create_dir(folder.path().join("votes")).unwrap();
        for (file, text) in [
            ("nation.toml", NATION),
            ("charter.md", "One for all.\n"),
            ("charter-2.md", "One for all, all for one.\n"),
            ("citizens.csv", CITIZENS),
            ("polls.csv", POLLS),
            ("votes/first.csv", FIRST),
            ("votes/second.csv", SECOND),
        ] {
            folder.write(file, text);
        }
        folder
    }

    /// The small scenario, with an economy.
    pub fn with_economy() -> Self {
        let folder = Self::new();
        folder.replace("nation.toml", "[\"membership\"]", "[\"membership\", \"treasury\", \"land\"]");
        folder.write("economy.toml", ECONOMY);
        folder.write("parcels.geojson", PARCELS);
        folder
    }

    /// Twenty members with an economy, a court and neighbours; in the second vote a member votes with a new wallet.
    pub fn with_court() -> Self {
        let folder = Self::new();
        let everything = "[\"membership\", \"treasury\", \"land\", \"court\", \"diplomacy\"]";
        folder.replace("nation.toml", "[\"membership\"]", everything);
        folder.replace("nation.toml", "max_open = 4", "max_open = 12");
        let lines = |heading: &str, line: &dyn Fn(usize) -> String| {
            let lines: String = (0..20).map(|n| format!("c{n}{}\n", line(n))).collect();
            format!("{heading}\n{lines}")
        };
        folder.write("citizens.csv", lines("member", &|_| String::new()));
        folder.write(
            "votes/first.csv",
            lines("member,vote", &|n| if n < 11 { ",yes" } else { ",no_show" }.into()),
        );
        folder
            .write("votes/second.csv", lines("member,vote", &|n| if n < 4 { ",yes" } else { ",no" }.into()));
        folder.write(
            "polls.csv",
            "poll_id,poll_date,poll_title,yes,no,abstain,no_show\n\
             second,2020-03-10,Second,4,16,0,0\nfirst,2020-01-10, First,11,0,0,9\n",
        );
        folder.write("economy.toml", include_str!("../small/justice/economy.toml"));
        folder.write("abroad.geojson", include_str!("../small/justice/abroad.geojson"));
        folder.write("parcels.geojson", PARCELS);
        folder.write("court.toml", COURT);
        folder.write("diplomacy.toml", DIPLOMACY);
        folder
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    pub fn file(&self, name: &str) -> PathBuf {
        self.path().join(name)
    }

    pub fn write(&self, file: &str, content: impl AsRef<[u8]>) {
        fs::write(self.file(file), content).unwrap();
    }

    /// Replaces what must be there.
    pub fn replace(&self, file: &str, from: &str, to: &str) {
        let text = fs::read_to_string(self.file(file)).unwrap();
        assert!(text.contains(from), "{file} has no `{from}`");
        self.write(file, text.replacen(from, to, 1));
    }

    pub fn load(&self) -> Result<Scenario, Error> {
        Scenario::load(self.path())
    }

    pub fn replay(&self) -> Replayed {
        replay(&self.load().unwrap(), &embedded())
            .unwrap_or_else(|error| panic!("{error}\n{:?}", error.hint()))
    }
}

/// A cluster with the programs that were built.
pub fn embedded() -> Embedded {
    programs::embedded(None).unwrap_or_else(|error| panic!("{error}; {}", error.hint().unwrap_or_default()))
}
