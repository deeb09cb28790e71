//! The programs' binaries: where they are, and a cluster that runs them.

use crate::Error;
use client::{COURT_ID, DIPLOMACY_ID, GOVERNOR_ID, LAND_ID, MEMBERSHIP_ID, TREASURY_ID};
use cluster::Embedded;
use solana_address::Address;
use std::path::{Path, PathBuf};

/// The programs, by name.
pub const PROGRAMS: [(&str, Address); 6] = [
    ("membership", MEMBERSHIP_ID),
    ("governor", GOVERNOR_ID),
    ("treasury", TREASURY_ID),
    ("land", LAND_ID),
    ("court", COURT_ID),
    ("diplomacy", DIPLOMACY_ID),
];

/// Where builds put binaries, from the repository's root.
const DEPLOY: &str = "target/deploy";

/// `chosen`, or the folder of the build around the current directory.
pub fn folder(chosen: Option<&Path>) -> PathBuf {
    chosen.map_or_else(built, Path::to_owned)
}

/// An embedded cluster with the programs of `folder`; of the build around the current directory when
/// there is none.
///
/// # Errors
/// [`Error::ProgramMissing`]; a binary that the virtual machine refuses.
pub fn embedded(folder: Option<&Path>) -> Result<Embedded, Error> {
    let folder = self::folder(folder);
    let files = PROGRAMS.map(|(name, id)| (name, id, folder.join(format!("{name}.so"))));
    if let Some((program, ..)) = files.iter().find(|(.., file)| !file.is_file()) {
        return Err(Error::ProgramMissing { program, folder });
    }
    Ok(Embedded::with_programs(files.map(|(_, id, file)| (id, file)))?)
}

/// The nearest `target/deploy` with the first program in it, from the current directory up.
fn built() -> PathBuf {
    let here = std::env::current_dir().unwrap_or_default();
    let candidates = here.ancestors().map(|folder| folder.join(DEPLOY));
    let program = format!("{}.so", PROGRAMS[0].0);
    let mut found = candidates.filter(|folder| folder.join(&program).is_file());
    found.next().unwrap_or_else(|| DEPLOY.into())
}
