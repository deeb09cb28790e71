use crate::Error;
use client::dev_keys;
use serde::Deserialize;
use solana_keypair::{Keypair, read_keypair_file};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// A key: one of development that anyone can derive, or a file of the Solana CLI.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields, rename_all = "lowercase")]
pub enum Key {
    /// By its label; only for clusters without value.
    Development(String),
    /// By its file, from the configuration's folder.
    File(PathBuf),
}

/// What a cluster is to be brought to.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// The node, by its JSON-RPC address.
    pub url: String,
    /// Folder of the binaries, from the configuration's folder.
    pub binaries: PathBuf,
    /// Folder of the IDLs, likewise.
    pub idls: PathBuf,
    /// What is published as security contact, likewise.
    pub security: PathBuf,
    /// Who pays.
    pub payer: Key,
    /// Who may upgrade the programs.
    pub upgrade_authority: Key,
    /// Keys at whose addresses the programs are, by name; needed only where one is not deployed yet.
    pub programs: BTreeMap<String, Key>,
    /// The first nation.
    pub nation: Option<NationPlan>,
    #[serde(skip)]
    folder: PathBuf,
}

/// A nation to be founded.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NationPlan {
    /// Its unique name.
    pub slug: String,
    /// Who founds it.
    pub founder: Key,
    /// File of the charter, from the configuration's folder.
    pub charter: PathBuf,
    /// Where everybody can read it.
    pub charter_uri: String,
    /// How long the founder rules at most.
    #[serde(deserialize_with = "duration")]
    pub founder_sunset: Duration,
    /// Length of a citizen's term.
    #[serde(deserialize_with = "duration")]
    pub term: Duration,
    /// Length of a bucket of the census.
    #[serde(deserialize_with = "duration")]
    pub bucket: Duration,
    /// How one becomes a citizen.
    pub admission: Admission,
}

/// How one becomes a citizen.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields, rename_all = "lowercase")]
pub enum Admission {
    /// By joining.
    Open,
    /// By the vouches of so many citizens.
    Vouched(u8),
    /// By the authority's word.
    Approved,
}

fn duration<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Duration, D::Error> {
    let text = String::deserialize(deserializer)?;
    humantime::parse_duration(&text).map_err(serde::de::Error::custom)
}

impl Plan {
    /// Reads a configuration.
    ///
    /// # Errors
    /// [`Error::File`].
    pub fn read(path: &Path) -> Result<Self, Error> {
        let wrong = |reason: String| Error::File { path: path.to_owned(), reason };
        let text = std::fs::read_to_string(path).map_err(|error| wrong(error.to_string()))?;
        let mut plan: Self = toml::from_str(&text).map_err(|error| wrong(error.to_string()))?;
        plan.folder = path.parent().unwrap_or(Path::new("")).to_owned();
        Ok(plan)
    }

    /// A path of the configuration, from its folder.
    pub fn path(&self, path: &Path) -> PathBuf {
        self.folder.join(path)
    }

    /// A key of the configuration.
    ///
    /// # Errors
    /// [`Error::File`].
    pub fn key(&self, key: &Key) -> Result<Keypair, Error> {
        match key {
            Key::Development(label) => Ok(dev_keys::keypair(label)),
            Key::File(path) => {
                let path = self.path(path);
                read_keypair_file(&path).map_err(|error| Error::File { path, reason: error.to_string() })
            }
        }
    }

    /// A file of the configuration.
    ///
    /// # Errors
    /// [`Error::File`].
    pub fn bytes(&self, path: &Path) -> Result<Vec<u8>, Error> {
        let path = self.path(path);
        std::fs::read(&path).map_err(|error| Error::File { path, reason: error.to_string() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_of_this_folder_are_read() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
        let plan = Plan::read(&folder.join("localnet.toml")).unwrap();
        assert_eq!(plan.programs.len(), 6);
        for key in plan.programs.values().chain([&plan.payer, &plan.upgrade_authority]) {
            assert!(matches!(key, Key::Development(_)));
            plan.key(key).unwrap();
        }
        let nation = plan.nation.as_ref().unwrap();
        assert!(!plan.bytes(&nation.charter).unwrap().is_empty());
        assert_eq!(nation.term, Duration::from_secs(4 * 360 * 86_400));

        let example = Plan::read(&folder.join("mainnet.example.toml")).unwrap();
        let keys = example.programs.values().chain([&example.payer, &example.upgrade_authority]);
        assert!(keys.into_iter().all(|key| matches!(key, Key::File(_))));
    }
}
