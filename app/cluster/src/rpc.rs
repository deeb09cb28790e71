use crate::{Account, Cluster, ClusterError, Failure, Filter, Receipt};
use solana_address::Address;
use solana_clock::Clock;
use solana_commitment_config::CommitmentConfig;
use solana_hash::Hash;
use solana_rpc_client::rpc_client::{RpcClient, SerializableTransaction};
use solana_rpc_client_api::client_error::{Error as ClientError, ErrorKind};
use solana_rpc_client_api::config::{
    RpcAccountInfoConfig, RpcProgramAccountsConfig, RpcSendTransactionConfig, RpcSimulateTransactionConfig,
    RpcTransactionConfig, UiAccountEncoding,
};
use solana_rpc_client_api::filter::{Memcmp, RpcFilterType};
use solana_rpc_client_api::request::{RpcError, RpcResponseErrorData};
use solana_rpc_client_api::response::RpcSimulateTransactionResult;
use solana_sdk_ids::sysvar;
use solana_signature::Signature;
use solana_transaction::versioned::VersionedTransaction;
use solana_transaction_error::TransactionError;
use solana_transaction_status_client_types::{TransactionStatus, UiTransactionEncoding};
use std::time::{Duration, Instant};

/// Most accounts that a node returns in one answer (`getMultipleAccounts`).
const ACCOUNTS_IN_A_REQUEST: usize = 100;

/// First and longest pause between two looks at a transaction's status: a test node confirms at once,
/// a public one in about a slot.
const FIRST_PAUSE: Duration = Duration::from_millis(25);
const LONGEST_PAUSE: Duration = Duration::from_millis(400);

/// How often a transaction is sent again while it is not confirmed; nodes drop transactions under load.
const RESEND_AFTER: Duration = Duration::from_secs(2);

/// How long to wait for a confirmation; a blockhash lives for about 60 seconds.
const GIVE_UP_AFTER: Duration = Duration::from_secs(90);

/// How long to wait until the node can tell what a confirmed transaction did.
const RECEIPT_WITHIN: Duration = Duration::from_secs(5);

/// A node that speaks Solana's JSON-RPC.
pub struct Rpc {
    client: RpcClient,
}

impl Rpc {
    /// A node at `url`; what it says counts once a majority has voted on it ("confirmed").
    pub fn new(url: impl ToString) -> Self {
        Self::with_commitment(url, CommitmentConfig::confirmed())
    }

    /// A node at `url`, with a commitment of one's choice.
    pub fn with_commitment(url: impl ToString, commitment: CommitmentConfig) -> Self {
        Self { client: RpcClient::new_with_commitment(url, commitment) }
    }

    /// The client itself, for what this interface does not offer.
    pub fn client(&self) -> &RpcClient {
        &self.client
    }

    /// Runs a transaction without committing anything, whoever has signed it, and with whatever blockhash: for one that
    /// is signed elsewhere.
    ///
    /// # Errors
    /// As [`send`](Cluster::send).
    pub fn rehearse(&self, transaction: VersionedTransaction) -> Result<Receipt, ClusterError> {
        self.run(&transaction, false)
    }

    fn run(&self, transaction: &VersionedTransaction, as_signed: bool) -> Result<Receipt, ClusterError> {
        let config = RpcSimulateTransactionConfig {
            sig_verify: as_signed,
            replace_recent_blockhash: !as_signed,
            commitment: Some(self.client.commitment()),
            encoding: Some(UiTransactionEncoding::Base64),
            ..RpcSimulateTransactionConfig::default()
        };
        let signature = transaction.signatures.first().copied();
        let answer = self.client.simulate_transaction_with_config(transaction, config)?;
        if answer.value.err.is_some() {
            return Err(simulated(signature, answer.value)
                .unwrap_or_else(|| ClusterError::BadAnswer("a failure without an error".into())));
        }
        Ok(Receipt {
            signature: signature.unwrap_or_default(),
            slot: answer.context.slot,
            compute_units: answer.value.units_consumed.unwrap_or_default(),
            logs: answer.value.logs.unwrap_or_default(),
            fee: answer.value.fee.unwrap_or_default(),
        })
    }

    /// Waits until `signature` is confirmed; `resend` is called now and then, and says whether the
    /// transaction can still land.
    fn wait(
        &self,
        signature: &Signature,
        mut resend: impl FnMut() -> Result<bool, ClusterError>,
    ) -> Result<(), ClusterError> {
        let start = Instant::now();
        let (mut pause, mut sent) = (FIRST_PAUSE, start);
        while start.elapsed() < GIVE_UP_AFTER {
            if let Some(status) = self.status(signature)? {
                if let Some(error) = status.err {
                    return Err(self.explain(signature, error));
                }
                if status.satisfies_commitment(self.client.commitment()) {
                    return Ok(());
                }
            } else if sent.elapsed() >= RESEND_AFTER {
                sent = Instant::now();
                // Looked up once more: it may have landed just before its blockhash expired.
                if !resend()? && self.status(signature)?.is_none() {
                    return Err(refusal(*signature, TransactionError::BlockhashNotFound));
                }
            }
            std::thread::sleep(pause);
            pause = LONGEST_PAUSE.min(pause * 2);
        }
        Err(ClusterError::Unconfirmed(*signature))
    }

    fn status(&self, signature: &Signature) -> Result<Option<TransactionStatus>, ClusterError> {
        let mut statuses = self.client.get_signature_statuses(&[*signature])?.value;
        Ok(statuses.pop().flatten())
    }

    /// What a transaction did, and its error if it failed. The node's index may lag behind the
    /// confirmation; `None` when it does for too long.
    fn fetch(&self, signature: &Signature) -> Option<(Receipt, Option<TransactionError>)> {
        let config = RpcTransactionConfig {
            encoding: Some(UiTransactionEncoding::Base64),
            commitment: Some(self.client.commitment()),
            max_supported_transaction_version: Some(0),
        };
        let start = Instant::now();
        let mut pause = FIRST_PAUSE;
        loop {
            if let Ok(found) = self.client.get_transaction_with_config(signature, config) {
                let meta = found.transaction.meta?;
                let receipt = Receipt {
                    signature: *signature,
                    slot: found.slot,
                    compute_units: Option::from(meta.compute_units_consumed).unwrap_or_default(),
                    logs: Option::from(meta.log_messages).unwrap_or_default(),
                    fee: meta.fee,
                };
                return Some((receipt, meta.err.map(Into::into)));
            }
            if start.elapsed() >= RECEIPT_WITHIN {
                return None;
            }
            std::thread::sleep(pause);
            pause = LONGEST_PAUSE.min(pause * 2);
        }
    }

    /// The failure of a transaction that landed, with its logs where the node has them.
    fn explain(&self, signature: &Signature, error: TransactionError) -> ClusterError {
        let receipt = self.fetch(signature).map(|(receipt, _)| receipt).unwrap_or_default();
        ClusterError::Failed(Box::new(Failure {
            signature: Some(*signature),
            error,
            logs: receipt.logs,
            compute_units: receipt.compute_units,
        }))
    }

    fn receipt(&self, signature: &Signature) -> Result<Receipt, ClusterError> {
        self.fetch(signature).map(|(receipt, _)| receipt).ok_or_else(|| {
            ClusterError::BadAnswer(format!(
                "transaction {signature} succeeded, but the node has no record of it"
            ))
        })
    }
}

fn refusal(signature: Signature, error: TransactionError) -> ClusterError {
    ClusterError::Failed(Box::new(Failure {
        signature: Some(signature),
        error,
        logs: Vec::new(),
        compute_units: 0,
    }))
}

fn simulated(signature: Option<Signature>, result: RpcSimulateTransactionResult) -> Option<ClusterError> {
    Some(ClusterError::Failed(Box::new(Failure {
        signature,
        error: result.err?.into(),
        logs: result.logs.unwrap_or_default(),
        compute_units: result.units_consumed.unwrap_or_default(),
    })))
}

impl From<ClientError> for ClusterError {
    fn from(error: ClientError) -> Self {
        let text = error.to_string();
        match *error.kind {
            ErrorKind::TransactionError(error) => {
                Self::Failed(Box::new(Failure { signature: None, error, logs: Vec::new(), compute_units: 0 }))
            }
            ErrorKind::RpcError(RpcError::RpcResponseError {
                data: RpcResponseErrorData::SendTransactionPreflightFailure(result),
                ..
            }) => simulated(None, result).unwrap_or(Self::BadAnswer(text)),
            ErrorKind::RpcError(RpcError::ParseError(_)) | ErrorKind::SerdeJson(_) => Self::BadAnswer(text),
            _ => Self::Unreachable(text),
        }
    }
}

impl From<&Filter> for RpcFilterType {
    fn from(filter: &Filter) -> Self {
        match filter {
            Filter::Size(size) => Self::DataSize(*size),
            Filter::Bytes { offset, bytes } => Self::Memcmp(Memcmp::new_base58_encoded(*offset, bytes)),
        }
    }
}

impl Cluster for Rpc {
    fn latest_blockhash(&self) -> Result<Hash, ClusterError> {
        Ok(self.client.get_latest_blockhash()?)
    }

    fn send(&self, transaction: VersionedTransaction) -> Result<Receipt, ClusterError> {
        let commitment = self.client.commitment();
        let config = RpcSendTransactionConfig {
            preflight_commitment: Some(commitment.commitment),
            encoding: Some(UiTransactionEncoding::Base64),
            ..RpcSendTransactionConfig::default()
        };
        let signature = self.client.send_transaction_with_config(&transaction, config)?;
        let again = RpcSendTransactionConfig { skip_preflight: true, ..config };
        self.wait(&signature, || {
            // Failing to send it again does not matter: the first copy may have arrived.
            let _ = self.client.send_transaction_with_config(&transaction, again);
            Ok(self.client.is_blockhash_valid(transaction.get_recent_blockhash(), commitment)?)
        })?;
        self.receipt(&signature)
    }

    fn simulate(&self, transaction: VersionedTransaction) -> Result<Receipt, ClusterError> {
        self.run(&transaction, true)
    }

    fn accounts(&self, addresses: &[Address]) -> Result<Vec<Option<Account>>, ClusterError> {
        let mut accounts = Vec::with_capacity(addresses.len());
        for some in addresses.chunks(ACCOUNTS_IN_A_REQUEST) {
            accounts.extend(
                self.client.get_multiple_accounts_with_commitment(some, self.client.commitment())?.value,
            );
        }
        Ok(accounts)
    }

    fn program_accounts(
        &self,
        program: &Address,
        filters: &[Filter],
    ) -> Result<Vec<(Address, Account)>, ClusterError> {
        let config = RpcProgramAccountsConfig {
            filters: (!filters.is_empty()).then(|| filters.iter().map(Into::into).collect()),
            account_config: RpcAccountInfoConfig {
                encoding: Some(UiAccountEncoding::Base64),
                commitment: Some(self.client.commitment()),
                ..RpcAccountInfoConfig::default()
            },
            ..RpcProgramAccountsConfig::default()
        };
        let mut accounts = Vec::new();
        for (address, encoded) in self.client.get_program_ui_accounts_with_config(program, config)? {
            let account = encoded
                .to_account()
                .ok_or_else(|| ClusterError::BadAnswer(format!("account {address} is not base64")))?;
            accounts.push((address, account));
        }
        accounts.sort_by_key(|(address, _)| *address);
        Ok(accounts)
    }

    fn rent_exempt(&self, len: usize) -> Result<u64, ClusterError> {
        Ok(self.client.get_minimum_balance_for_rent_exemption(len)?)
    }

    fn slot(&self) -> Result<u64, ClusterError> {
        Ok(self.client.get_slot()?)
    }

    fn now(&self) -> Result<i64, ClusterError> {
        let clock = self
            .account(&sysvar::clock::ID)?
            .ok_or_else(|| ClusterError::BadAnswer("there is no Clock sysvar".into()))?;
        // The Unix time is the last of the sysvar's five 8-byte fields.
        clock
            .data
            .get(size_of::<Clock>() - 8..size_of::<Clock>())
            .and_then(|bytes| bytes.try_into().ok())
            .map(i64::from_le_bytes)
            .ok_or_else(|| ClusterError::BadAnswer("the Clock sysvar is too short".into()))
    }

    fn airdrop(&self, to: &Address, lamports: u64) -> Result<Receipt, ClusterError> {
        let signature = self.client.request_airdrop(to, lamports)?;
        self.wait(&signature, || Ok(true))?;
        self.receipt(&signature)
    }
}
