//! One interface over a cluster, so that tests, the command line and tools are written once.
//!
//! [`Embedded`] is a virtual machine in this process: instant, its clock can be set, programs can be
//! deployed at a chosen slot. [`Rpc`] is any node that speaks Solana's JSON-RPC. [`Snapshot`] is a file of
//! accounts that can be read like a cluster, for whoever checks a nation's books offline.
//!
//! ```
//! use cluster::{Cluster, Embedded, TransactionBuilder};
//! use solana_keypair::{Keypair, Signer};
//!
//! let cluster = Embedded::new();
//! let alice = Keypair::new();
//! cluster.airdrop(&alice.pubkey(), 1_000_000_000)?;
//! let limit = TransactionBuilder::new(alice.pubkey()).compute_unit_limit(10_000);
//! let receipt = cluster.execute(&limit, &[&alice])?;
//! assert_eq!(receipt.fee, 5_000);
//! # Ok::<(), cluster::ClusterError>(())
//! ```

mod embedded;
mod error;
pub mod loader;
mod rpc;
mod snapshot;
mod transaction;

pub use embedded::{Embedded, FIRST_SECOND};
pub use error::{ClusterError, Failure};
pub use rpc::Rpc;
pub use snapshot::{Snapshot, SnapshotError};
pub use solana_account::Account;
pub use transaction::{PACKET_BYTES, TransactionBuilder, size, writable_accounts};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use solana_address::Address;
use solana_hash::Hash;
use solana_signature::Signature;
use solana_signer::Signer;
use solana_transaction::versioned::VersionedTransaction;

/// What a transaction did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Receipt {
    /// The transaction's first signature.
    pub signature: Signature,
    /// The slot it was processed in.
    pub slot: u64,
    /// Compute units consumed by all its instructions.
    pub compute_units: u64,
    /// What the runtime and the programs logged.
    pub logs: Vec<String>,
    /// Lamports paid for it, priority fee included.
    pub fee: u64,
}

impl Receipt {
    /// What `program` logged as data, in order: its events.
    pub fn data_of(&self, program: &Address) -> Vec<Vec<u8>> {
        let mut running = Vec::new();
        let mut found = Vec::new();
        for line in &self.logs {
            // Programs cannot write lines that begin so; what they write comes after `Program log: `.
            let Some(line) = line.strip_prefix("Program ") else { continue };
            if let Some(data) = line.strip_prefix("data: ") {
                if running.last() == Some(program) {
                    found.extend(data.split(' ').next().and_then(|first| BASE64.decode(first).ok()));
                }
            } else if let Some((invoked, _)) = line.split_once(" invoke [") {
                running.extend(invoked.parse::<Address>());
            } else if line.ends_with(" success") || line.contains(" failed: ") {
                let ended = line.split(' ').next().and_then(|name| name.parse::<Address>().ok());
                if ended.is_some() && ended.as_ref() == running.last() {
                    running.pop();
                }
            }
        }
        found
    }
}

/// A condition on an account's data, for [`Cluster::program_accounts`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Filter {
    /// The data has exactly this length.
    Size(u64),
    /// The data contains `bytes` at `offset`.
    Bytes {
        /// Where in the data.
        offset: usize,
        /// What must be there; nodes accept up to 128 bytes.
        bytes: Vec<u8>,
    },
}

impl Filter {
    /// The data contains `bytes` at `offset`.
    pub fn bytes(offset: usize, bytes: impl AsRef<[u8]>) -> Self {
        Self::Bytes { offset, bytes: bytes.as_ref().to_vec() }
    }

    /// Whether `data` satisfies the condition.
    pub fn matches(&self, data: &[u8]) -> bool {
        match self {
            Self::Size(size) => data.len() as u64 == *size,
            Self::Bytes { offset, bytes } => data.get(*offset..).is_some_and(|tail| tail.starts_with(bytes)),
        }
    }
}

/// A cluster: somewhere to send transactions and read accounts.
pub trait Cluster {
    /// A blockhash that a transaction can be signed with now.
    ///
    /// # Errors
    /// The cluster cannot be reached.
    fn latest_blockhash(&self) -> Result<Hash, ClusterError>;

    /// Sends a signed transaction and waits until it is processed.
    ///
    /// # Errors
    /// [`ClusterError::Failed`] when the cluster refused it or an instruction failed.
    fn send(&self, transaction: VersionedTransaction) -> Result<Receipt, ClusterError>;

    /// Runs a signed transaction without committing anything.
    ///
    /// # Errors
    /// As [`send`](Self::send).
    fn simulate(&self, transaction: VersionedTransaction) -> Result<Receipt, ClusterError>;

    /// Several accounts at once, in the order asked for; `None` where there is none.
    ///
    /// # Errors
    /// The cluster cannot be reached.
    fn accounts(&self, addresses: &[Address]) -> Result<Vec<Option<Account>>, ClusterError>;

    /// Every account of `program` that satisfies all `filters`, ordered by address.
    ///
    /// # Errors
    /// The cluster cannot be reached or refuses the scan.
    fn program_accounts(
        &self,
        program: &Address,
        filters: &[Filter],
    ) -> Result<Vec<(Address, Account)>, ClusterError>;

    /// Lamports that an account of `len` bytes must hold to be exempt from rent.
    ///
    /// # Errors
    /// The cluster cannot be reached.
    fn rent_exempt(&self, len: usize) -> Result<u64, ClusterError>;

    /// The current slot.
    ///
    /// # Errors
    /// The cluster cannot be reached.
    fn slot(&self) -> Result<u64, ClusterError>;

    /// The cluster's time in Unix seconds, as programs see it in the Clock sysvar.
    ///
    /// # Errors
    /// The cluster cannot be reached.
    fn now(&self) -> Result<i64, ClusterError>;

    /// Gives `lamports` to `to`, where the cluster has a faucet.
    ///
    /// # Errors
    /// There is no faucet, or it refuses.
    fn airdrop(&self, to: &Address, lamports: u64) -> Result<Receipt, ClusterError>;

    /// One account, if there is one.
    ///
    /// # Errors
    /// The cluster cannot be reached.
    fn account(&self, address: &Address) -> Result<Option<Account>, ClusterError> {
        Ok(self.accounts(std::slice::from_ref(address))?.pop().flatten())
    }

    /// Lamports of an account; 0 where there is none.
    ///
    /// # Errors
    /// The cluster cannot be reached.
    fn balance(&self, address: &Address) -> Result<u64, ClusterError> {
        Ok(self.account(address)?.map_or(0, |account| account.lamports))
    }

    /// Signs `transaction` with a fresh blockhash and sends it.
    ///
    /// # Errors
    /// [`ClusterError::Unsignable`] when a signer is missing; else as [`send`](Self::send).
    fn execute(
        &self,
        transaction: &TransactionBuilder,
        signers: &[&dyn Signer],
    ) -> Result<Receipt, ClusterError> {
        self.send(transaction.sign(signers, self.latest_blockhash()?)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_belongs_to_the_program_that_logged_it() {
        let [outer, inner] = [1, 2].map(|byte| Address::new_from_array([byte; 32]));
        let logs = [
            format!("Program {outer} invoke [1]"),
            format!("Program {inner} invoke [2]"),
            "Program data: AQI=".into(),
            "Program log: Program data: /w==".into(),
            format!("Program {inner} consumed 5 of 10 compute units"),
            format!("Program {inner} success"),
            "Program data: Aw== BA==".into(),
            format!("Program {outer} success"),
        ];
        let receipt = Receipt { logs: logs.into(), ..Receipt::default() };
        assert_eq!(receipt.data_of(&inner), [[1, 2]]);
        assert_eq!(receipt.data_of(&outer), [[3]]);
    }

    #[test]
    fn filters_match_what_they_say() {
        assert!(Filter::Size(3).matches(&[1, 2, 3]));
        assert!(!Filter::Size(2).matches(&[1, 2, 3]));
        assert!(Filter::bytes(1, [2, 3]).matches(&[1, 2, 3]));
        assert!(!Filter::bytes(2, [3, 4]).matches(&[1, 2, 3]));
        assert!(!Filter::bytes(9, [1]).matches(&[1, 2, 3]));
    }
}
