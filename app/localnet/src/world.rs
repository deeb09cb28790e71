//! What a localnet starts with.

use crate::arguments::{LAMPORTS, Start};
use crate::node::upgrade_authority;
use crate::state::{Fresh, accounts};
use crate::{Error, demo, wallets};
use civitas::programs::{self, PROGRAMS};
use civitas::replay::{Places, replay_looking};
use civitas::scenario::Scenario;
use cluster::{Account, Embedded, Snapshot, loader};
use serde::Serialize;
use sha2::{Digest, Sha256};
use solana_address::Address;
use solana_sdk_ids::system_program;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

/// Lamports that each development wallet has at the start.
const ALLOWANCE: u64 = 10_000 * LAMPORTS;

/// The nation of a scenario.
#[derive(Clone, Debug, Serialize)]
pub struct Nation {
    /// What it is called.
    pub name: String,
    /// Its unique name on chain.
    pub slug: String,
    /// Its account.
    pub address: String,
    /// Whoever knows it can derive the keys of the founder and of all citizens; see docs/localnet.md.
    pub seed: String,
}

/// A state to start from, and the nation in it if it comes from a scenario.
pub struct World {
    /// Accounts and time.
    pub state: Snapshot,
    /// The nation.
    pub nation: Option<Nation>,
}

/// Makes or loads what the user asks for.
///
/// # Errors
/// A file is missing or not what it should be; the scenario fails.
pub fn prepare(start: &Start) -> Result<World, Error> {
    if let Some(file) = &start.load {
        eprintln!("Loading {}", file.display());
        let mut state = Snapshot::load(file)?;
        if start.redeploy {
            let slot = state.slot;
            let fresh = deployed(start.programs.as_deref(), slot)?;
            state.accounts.extend(fresh.accounts);
        }
        return Ok(World { state, nation: None });
    }
    let Some(folder) = &start.scenario else {
        let mut state = if start.no_programs {
            Fresh::look().state(accounts(&Embedded::new()))?
        } else {
            deployed(start.programs.as_deref(), 0)?
        };
        state.time = now();
        fund(&mut state);
        return Ok(World { state, nation: None });
    };
    let scenario = Scenario::load(folder)?;
    let mut state = living(&scenario, start.programs.as_deref(), !start.no_demo)?;
    fund(&mut state);
    let nation = Nation {
        address: Places::of(&scenario.slug).nation.to_string(),
        name: scenario.name,
        slug: scenario.slug,
        seed: scenario.seed,
    };
    Ok(World { state, nation: Some(nation) })
}

fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_secs()).unwrap_or_default()
}

/// The programs as deployed in `slot`, and nothing else.
fn deployed(folder: Option<&Path>, slot: u64) -> Result<Snapshot, Error> {
    let cluster = programs::embedded(folder)?;
    let mut state = Fresh::look().state(accounts(&cluster))?;
    give_authority(&mut state, Some(slot));
    Ok(state)
}

/// Makes the development key the one that may upgrade the programs. The embedded cluster gives that right to nobody.
fn give_authority(state: &mut Snapshot, slot: Option<u64>) {
    for (_, program) in PROGRAMS {
        let Some(account) = state.accounts.get_mut(&loader::program_data_address(&program)) else { continue };
        let Some((deployed, _)) = loader::deployment(&account.data) else { continue };
        let binary = &account.data[loader::HEADER_BYTES..];
        account.data = loader::program_data(slot.unwrap_or(deployed), Some(&upgrade_authority()), binary);
    }
}

/// Gives every development wallet what it can spend.
fn fund(state: &mut Snapshot) {
    for (_, wallet) in wallets::all() {
        let account = Account {
            lamports: ALLOWANCE,
            owner: system_program::ID,
            rent_epoch: u64::MAX,
            ..Account::default()
        };
        state.accounts.entry(wallet).or_insert(account);
    }
}

/// The state that a scenario leads to, nothing closed, with the weeks after it if wanted; from the last time if nothing has changed.
fn living(scenario: &Scenario, programs: Option<&Path>, demo: bool) -> Result<Snapshot, Error> {
    let programs = programs::folder(programs);
    let kept = kept(scenario, &programs, demo)?;
    if kept.is_file() {
        match Snapshot::load(&kept) {
            Ok(state) => return Ok(state),
            // Made anew, and overwritten.
            Err(error) => eprintln!("{error}"),
        }
    }
    eprintln!(
        "Playing {}; what comes of it is kept for the next time in {}",
        scenario.folder.display(),
        kept.display()
    );
    let cluster = programs::embedded(Some(&programs))?;
    let fresh = Fresh::look();
    let mut state: Option<Embedded> = None;
    replay_looking(scenario, &cluster, |cluster| state = Some(cluster.clone()))?;
    let cluster = state.ok_or_else(|| Error::Node("the scenario ended before its end".into()))?;
    if demo {
        demo::live_on(scenario, &cluster)?;
    }
    let mut state = fresh.state(accounts(&cluster))?;
    give_authority(&mut state, None);
    keep(&state, &kept)?;
    Ok(state)
}

/// Where the state of a scenario is kept: named by all that it depends on.
fn kept(scenario: &Scenario, programs: &Path, demo: bool) -> Result<PathBuf, Error> {
    let mut hasher = Sha256::new();
    hasher.update([u8::from(demo)]);
    let mut files: Vec<PathBuf> =
        PROGRAMS.iter().map(|(name, _)| programs.join(format!("{name}.so"))).collect();
    list(&scenario.folder, &mut files)?;
    for file in files {
        let bytes = std::fs::read(&file).map_err(|source| Error::File { path: file.clone(), source })?;
        hasher.update(file.file_name().unwrap_or_default().as_encoded_bytes());
        hasher.update(Sha256::digest(&bytes));
    }
    // The code that plays it: this program. It is large, and its time tells its versions apart as well.
    let of_program = std::env::current_exe().and_then(std::fs::metadata);
    if let Ok(metadata) = of_program {
        let built = metadata.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        hasher.update(metadata.len().to_le_bytes());
        hasher.update(built.unwrap_or_default().as_nanos().to_le_bytes());
    }
    let digest = civitas::output::hex(&hasher.finalize()[..8]);
    let folder = programs.parent().unwrap_or(programs).join("localnet");
    Ok(folder.join(format!("{}-{digest}.json", scenario.slug)))
}

/// All files of a folder and the folders in it, in order.
fn list(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), Error> {
    let unreadable = |source| Error::File { path: folder.to_owned(), source };
    let entries = std::fs::read_dir(folder).map_err(unreadable)?;
    let mut entries = entries
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<Vec<_>, _>>()
        .map_err(unreadable)?;
    entries.sort();
    for entry in entries {
        if entry.is_dir() {
            list(&entry, files)?;
        } else {
            files.push(entry);
        }
    }
    Ok(())
}

/// Writes the state where it is kept, in place of older ones of the same nation, whole or not at all.
fn keep(state: &Snapshot, kept: &Path) -> Result<(), Error> {
    let folder = kept.parent().unwrap_or(Path::new("."));
    let failed = |source| Error::File { path: kept.to_owned(), source };
    std::fs::create_dir_all(folder).map_err(failed)?;
    let name = kept.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
    let nation = name.rsplit_once('-').map_or(name, |(nation, _)| nation);
    for old in std::fs::read_dir(folder).map_err(failed)?.flatten() {
        let old = old.path();
        let stem = old.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        if stem.rsplit_once('-').is_some_and(|(of, _)| of == nation) {
            let _ = std::fs::remove_file(old);
        }
    }
    let unfinished = kept.with_extension(format!("{}.tmp", std::process::id()));
    state.save(&unfinished)?;
    std::fs::rename(&unfinished, kept).map_err(failed)
}

/// The address of a nation's account among those of a state, for what is printed.
pub fn is_nation(account: &Account) -> bool {
    account.owner == client::MEMBERSHIP_ID
        && client::decode::<client::membership::accounts::Nation>(&account.owner, &account.data).is_ok()
}

/// Addresses of all nations of a state.
pub fn nations(state: &Snapshot) -> Vec<Address> {
    let found = state.accounts.iter().filter(|(_, account)| is_nation(account));
    found.map(|(address, _)| *address).collect()
}
