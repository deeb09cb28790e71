use crate::{Account, Cluster, ClusterError, Embedded, Filter, Receipt};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use serde::{Deserialize, Serialize};
use solana_address::Address;
use solana_hash::Hash;
use solana_transaction::versioned::VersionedTransaction;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Layout of the file; another number is refused.
const VERSION: u32 = 1;

/// All accounts of some programs at one moment, as a JSON file that anyone can check.
///
/// It can be read like a cluster; it takes no transactions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snapshot {
    /// The slot it was taken in, or just before.
    pub slot: u64,
    /// The cluster's time then, in Unix seconds.
    pub time: i64,
    /// The programs whose accounts it holds.
    pub programs: Vec<Address>,
    /// The accounts.
    pub accounts: BTreeMap<Address, Account>,
}

/// Why a snapshot cannot be written or read.
#[derive(Debug, thiserror::Error)]
pub enum SnapshotError {
    /// The file cannot be written or read.
    #[error("cannot open the snapshot {path}: {source}")]
    File {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// The file is not a snapshot.
    #[error("{path} is not a snapshot: {reason}")]
    Malformed {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    version: u32,
    slot: u64,
    time: i64,
    programs: Vec<String>,
    accounts: Vec<Entry>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    pubkey: String,
    owner: String,
    lamports: u64,
    executable: bool,
    data: String,
}

impl Snapshot {
    /// Reads every account of `programs`.
    ///
    /// A node may process transactions between two programs' scans. Ballots stop moving when voting
    /// closes, so a count of a closed vote is not affected.
    ///
    /// # Errors
    /// The cluster cannot be reached or refuses the scan.
    pub fn take(cluster: &dyn Cluster, programs: &[Address]) -> Result<Self, ClusterError> {
        let (slot, time) = (cluster.slot()?, cluster.now()?);
        let mut accounts = BTreeMap::new();
        for program in programs {
            accounts.extend(cluster.program_accounts(program, &[])?);
        }
        Ok(Self { slot, time, programs: programs.to_vec(), accounts })
    }

    /// Writes the snapshot; equal snapshots give equal files.
    ///
    /// # Errors
    /// [`SnapshotError::File`].
    pub fn save(&self, path: impl AsRef<Path>) -> Result<(), SnapshotError> {
        let file = File {
            version: VERSION,
            slot: self.slot,
            time: self.time,
            programs: self.programs.iter().map(Address::to_string).collect(),
            accounts: self
                .accounts
                .iter()
                .map(|(address, account)| Entry {
                    pubkey: address.to_string(),
                    owner: account.owner.to_string(),
                    lamports: account.lamports,
                    executable: account.executable,
                    data: BASE64.encode(&account.data),
                })
                .collect(),
        };
        let path = path.as_ref();
        serde_json::to_string_pretty(&file)
            .map_err(std::io::Error::other)
            .and_then(|json| std::fs::write(path, json + "\n"))
            .map_err(|source| SnapshotError::File { path: path.to_owned(), source })
    }

    /// Reads a snapshot that [`save`](Self::save) wrote.
    ///
    /// # Errors
    /// [`SnapshotError`].
    pub fn load(path: impl AsRef<Path>) -> Result<Self, SnapshotError> {
        let path = path.as_ref();
        let json = std::fs::read_to_string(path)
            .map_err(|source| SnapshotError::File { path: path.to_owned(), source })?;
        Self::parse(&json).map_err(|reason| SnapshotError::Malformed { path: path.to_owned(), reason })
    }

    fn parse(json: &str) -> Result<Self, String> {
        let file: File = serde_json::from_str(json).map_err(|error| error.to_string())?;
        if file.version != VERSION {
            return Err(format!("it has layout {}, this program reads {VERSION}", file.version));
        }
        let address = |text: &str| text.parse::<Address>().map_err(|_| format!("`{text}` is not an address"));
        let mut accounts = BTreeMap::new();
        for entry in file.accounts {
            let account = Account {
                lamports: entry.lamports,
                data: BASE64
                    .decode(&entry.data)
                    .map_err(|error| format!("data of {}: {error}", entry.pubkey))?,
                owner: address(&entry.owner)?,
                executable: entry.executable,
                rent_epoch: u64::MAX,
            };
            if accounts.insert(address(&entry.pubkey)?, account).is_some() {
                return Err(format!("{} is there twice", entry.pubkey));
            }
        }
        let programs = file.programs.iter().map(|p| address(p)).collect::<Result<_, _>>()?;
        Ok(Self { slot: file.slot, time: file.time, programs, accounts })
    }

    /// Puts the accounts and the time into an embedded cluster.
    ///
    /// # Errors
    /// [`ClusterError::Refused`] when the virtual machine does not accept an account.
    pub fn install(&self, cluster: &Embedded) -> Result<(), ClusterError> {
        cluster.set_time(self.time);
        self.accounts.iter().try_for_each(|(address, account)| cluster.set_account(address, account.clone()))
    }
}

const READ_ONLY: ClusterError = ClusterError::Unsupported("a snapshot can only be read");

impl Cluster for Snapshot {
    fn latest_blockhash(&self) -> Result<Hash, ClusterError> {
        Err(READ_ONLY)
    }

    fn send(&self, _: VersionedTransaction) -> Result<Receipt, ClusterError> {
        Err(READ_ONLY)
    }

    fn simulate(&self, _: VersionedTransaction) -> Result<Receipt, ClusterError> {
        Err(READ_ONLY)
    }

    fn accounts(&self, addresses: &[Address]) -> Result<Vec<Option<Account>>, ClusterError> {
        Ok(addresses.iter().map(|address| self.accounts.get(address).cloned()).collect())
    }

    fn program_accounts(
        &self,
        program: &Address,
        filters: &[Filter],
    ) -> Result<Vec<(Address, Account)>, ClusterError> {
        if !self.programs.contains(program) {
            return Err(ClusterError::Unsupported("the snapshot does not hold that program's accounts"));
        }
        let wanted = |account: &Account| {
            account.owner == *program && filters.iter().all(|filter| filter.matches(&account.data))
        };
        Ok(self
            .accounts
            .iter()
            .filter(|(_, account)| wanted(account))
            .map(|(address, account)| (*address, account.clone()))
            .collect())
    }

    fn rent_exempt(&self, _: usize) -> Result<u64, ClusterError> {
        Err(READ_ONLY)
    }

    fn slot(&self) -> Result<u64, ClusterError> {
        Ok(self.slot)
    }

    fn now(&self) -> Result<i64, ClusterError> {
        Ok(self.time)
    }

    fn airdrop(&self, _: &Address, _: u64) -> Result<Receipt, ClusterError> {
        Err(READ_ONLY)
    }
}
