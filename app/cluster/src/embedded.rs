use crate::{Account, Cluster, ClusterError, Failure, Filter, Receipt, loader};
use litesvm::LiteSVM;
use litesvm::types::{FailedTransactionMetadata, TransactionMetadata};
use sha2::{Digest, Sha256};
use solana_address::Address;
use solana_clock::Clock;
use solana_hash::Hash;
use solana_sdk_ids::sysvar::{self, slot_hashes};
use solana_sdk_ids::{bpf_loader, bpf_loader_upgradeable};
use solana_signature::Signature;
use solana_transaction::versioned::VersionedTransaction;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Where the embedded cluster's clock starts: 1 January 2026, 00:00 UTC.
pub const FIRST_SECOND: i64 = 1_767_225_600;

/// Slots in two seconds: a slot is meant to take 400 ms (`solana-clock`, `DEFAULT_MS_PER_SLOT`).
const SLOTS_IN_TWO_SECONDS: u64 = 5;

/// Slots that the SlotHashes sysvar shows (`solana-slot-hashes`, `MAX_ENTRIES`).
const SLOT_HASHES: u64 = 512;
/// Bytes of its account: a count, then slot and hash of each.
const SLOT_HASHES_BYTES: usize = 8 + 512 * 40;

/// A cluster inside this process: LiteSVM with mainnet's features, the SPL programs and the
/// signature precompiles.
///
/// Time and slots stand still until told to move. Every blockhash it ever gave stays valid, so a
/// transaction can be signed long before it is sent; sending the same one twice fails as on any cluster.
/// Epochs do not move.
pub struct Embedded {
    svm: Mutex<LiteSVM>,
}

/// A copy that lives on by itself. It costs a fraction of a new cluster: tests can prepare one and
/// copy it.
impl Clone for Embedded {
    fn clone(&self) -> Self {
        Self { svm: Mutex::new(self.svm().clone()) }
    }
}

impl Default for Embedded {
    fn default() -> Self {
        Self::new()
    }
}

impl Embedded {
    /// A cluster with no program but the standard ones.
    pub fn new() -> Self {
        let mut svm = LiteSVM::new().with_blockhash_check(false);
        let mut clock = svm.get_sysvar::<Clock>();
        clock.unix_timestamp = FIRST_SECOND;
        clock.epoch_start_timestamp = FIRST_SECOND;
        svm.set_sysvar(&clock);
        Self { svm: Mutex::new(svm) }
    }

    /// A cluster with programs, each deployed as upgradeable at the current slot with nobody allowed
    /// to upgrade it.
    ///
    /// # Errors
    /// A file cannot be read, or is not a program.
    pub fn with_programs<P: AsRef<Path>>(
        programs: impl IntoIterator<Item = (Address, P)>,
    ) -> Result<Self, ClusterError> {
        let cluster = Self::new();
        for (program, path) in programs {
            cluster.deploy(&program, &read_program(path.as_ref())?, cluster.slot()?, None)?;
        }
        Ok(cluster)
    }

    /// The virtual machine itself, for what this interface does not offer.
    ///
    /// The cluster is locked until the guard is dropped.
    pub fn svm(&self) -> MutexGuard<'_, LiteSVM> {
        // A test that panicked while holding the lock leaves nothing half-written that matters here.
        self.svm.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Sets the clock. Slots pass as time does, but never go back.
    pub fn set_time(&self, unix: i64) {
        let mut svm = self.svm();
        let mut clock = svm.get_sysvar::<Clock>();
        let passed = unix.saturating_sub(clock.unix_timestamp);
        if let Ok(seconds @ 1..) = u64::try_from(passed) {
            let slots = seconds.saturating_mul(SLOTS_IN_TWO_SECONDS).div_ceil(2);
            clock.slot = clock.slot.saturating_add(slots);
        }
        clock.unix_timestamp = unix;
        svm.set_sysvar(&clock);
    }

    /// Moves the clock by `seconds`.
    pub fn advance(&self, seconds: i64) {
        let now = self.svm().get_sysvar::<Clock>().unix_timestamp;
        self.set_time(now.saturating_add(seconds));
    }

    /// Sets the slot, leaving the time as it is.
    pub fn set_slot(&self, slot: u64) {
        self.svm().warp_to_slot(slot);
    }

    /// Shows the last slots before the present one in the SlotHashes sysvar, as if each had been produced: its
    /// hash is the SHA-256 of its number, which anybody can know beforehand. Until then the sysvar shows nothing
    /// of the slots that were skipped when the clock was set.
    ///
    /// # Errors
    /// [`ClusterError::Refused`] when the virtual machine does not accept the sysvar.
    pub fn produce_slots(&self) -> Result<(), ClusterError> {
        let present = self.slot()?;
        let slots = (present.saturating_sub(SLOT_HASHES)..present).rev();
        let mut data = (slots.clone().count() as u64).to_le_bytes().to_vec();
        for slot in slots {
            data.extend(slot.to_le_bytes());
            data.extend(Sha256::digest(slot.to_le_bytes()));
        }
        data.resize(SLOT_HASHES_BYTES, 0);
        self.set_account(&slot_hashes::ID, self.owned(sysvar::ID, data, false))
    }

    /// Writes an account as it is; no lamports removes it.
    ///
    /// # Errors
    /// [`ClusterError::Refused`] for a sysvar or program that cannot be decoded.
    pub fn set_account(&self, address: &Address, account: Account) -> Result<(), ClusterError> {
        self.svm()
            .set_account(*address, account)
            .map_err(|error| ClusterError::Refused { address: *address, reason: error.to_string() })
    }

    /// Deploys a program under the upgradeable loader as if in `slot`, and returns the address of its
    /// program data. What was there before is replaced.
    ///
    /// # Errors
    /// [`ClusterError::Refused`] when `binary` is not a program.
    pub fn deploy(
        &self,
        program: &Address,
        binary: &[u8],
        slot: u64,
        authority: Option<&Address>,
    ) -> Result<Address, ClusterError> {
        let program_data = loader::program_data_address(program);
        let stored = loader::program_data(slot, authority, binary);
        // The binary first: writing the program's account is what loads it.
        self.set_account(&program_data, self.owned(bpf_loader_upgradeable::ID, stored, false))?;
        let stored = loader::program(program);
        self.set_account(program, self.owned(bpf_loader_upgradeable::ID, stored, true))?;
        Ok(program_data)
    }

    /// Replaces the binary of a program that [`deploy`](Self::deploy) put there, as if in `slot`,
    /// whoever may upgrade it.
    ///
    /// # Errors
    /// [`ClusterError::Refused`] when the program was not deployed or `binary` is not a program.
    pub fn upgrade(&self, program: &Address, binary: &[u8], slot: u64) -> Result<(), ClusterError> {
        let deployed = self.account(&loader::program_data_address(program))?;
        let (_, authority) =
            deployed.and_then(|account| loader::deployment(&account.data)).ok_or_else(|| {
                ClusterError::Refused { address: *program, reason: "it is not an upgradeable program".into() }
            })?;
        self.deploy(program, binary, slot, authority.as_ref()).map(drop)
    }

    /// Deploys a program that nobody can ever upgrade, under the second loader.
    ///
    /// # Errors
    /// [`ClusterError::Refused`] when `binary` is not a program.
    pub fn deploy_immutable(&self, program: &Address, binary: &[u8]) -> Result<(), ClusterError> {
        self.set_account(program, self.owned(bpf_loader::ID, binary.to_vec(), true))
    }

    fn owned(&self, owner: Address, data: Vec<u8>, executable: bool) -> Account {
        let lamports = self.svm().minimum_balance_for_rent_exemption(data.len());
        Account { lamports, data, owner, executable, rent_epoch: u64::MAX }
    }

    fn receipt(slot: u64, meta: TransactionMetadata) -> Receipt {
        Receipt {
            signature: meta.signature,
            slot,
            compute_units: meta.compute_units_consumed,
            logs: meta.logs,
            fee: meta.fee,
        }
    }
}

fn read_program(path: &Path) -> Result<Vec<u8>, ClusterError> {
    std::fs::read(path).map_err(|source| ClusterError::ProgramFile { path: path.to_owned(), source })
}

impl From<FailedTransactionMetadata> for ClusterError {
    fn from(failed: FailedTransactionMetadata) -> Self {
        let signature = failed.meta.signature;
        Self::Failed(Box::new(Failure {
            signature: (signature != Signature::default()).then_some(signature),
            error: failed.err,
            logs: failed.meta.logs,
            compute_units: failed.meta.compute_units_consumed,
        }))
    }
}

impl Cluster for Embedded {
    fn latest_blockhash(&self) -> Result<Hash, ClusterError> {
        let mut svm = self.svm();
        // A new one each time, so that equal transactions differ.
        svm.expire_blockhash();
        Ok(svm.latest_blockhash())
    }

    fn send(&self, transaction: VersionedTransaction) -> Result<Receipt, ClusterError> {
        let mut svm = self.svm();
        let slot = svm.get_sysvar::<Clock>().slot;
        Ok(Self::receipt(slot, svm.send_transaction(transaction)?))
    }

    fn simulate(&self, transaction: VersionedTransaction) -> Result<Receipt, ClusterError> {
        let svm = self.svm();
        let slot = svm.get_sysvar::<Clock>().slot;
        Ok(Self::receipt(slot, svm.simulate_transaction(transaction)?.meta))
    }

    fn accounts(&self, addresses: &[Address]) -> Result<Vec<Option<Account>>, ClusterError> {
        let svm = self.svm();
        let account = |address| svm.get_account(address).filter(|account| account.lamports > 0);
        Ok(addresses.iter().map(account).collect())
    }

    fn program_accounts(
        &self,
        program: &Address,
        filters: &[Filter],
    ) -> Result<Vec<(Address, Account)>, ClusterError> {
        let mut accounts = self.svm().get_program_accounts(program);
        accounts.retain(|(_, account)| {
            account.lamports > 0 && filters.iter().all(|filter| filter.matches(&account.data))
        });
        accounts.sort_by_key(|(address, _)| *address);
        Ok(accounts)
    }

    fn rent_exempt(&self, len: usize) -> Result<u64, ClusterError> {
        Ok(self.svm().minimum_balance_for_rent_exemption(len))
    }

    fn slot(&self) -> Result<u64, ClusterError> {
        Ok(self.svm().get_sysvar::<Clock>().slot)
    }

    fn now(&self) -> Result<i64, ClusterError> {
        Ok(self.svm().get_sysvar::<Clock>().unix_timestamp)
    }

    fn airdrop(&self, to: &Address, lamports: u64) -> Result<Receipt, ClusterError> {
        let mut svm = self.svm();
        svm.expire_blockhash();
        let slot = svm.get_sysvar::<Clock>().slot;
        Ok(Self::receipt(slot, svm.airdrop(to, lamports)?))
    }
}
