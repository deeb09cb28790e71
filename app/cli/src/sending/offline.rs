//! Transactions that are written instead of sent, and the nonces that keep them valid.

use crate::Error;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use cluster::{Cluster, ClusterError};
use serde_json::{Value, json};
use solana_address::Address;
use solana_hash::Hash;
use solana_message::Message;
use solana_nonce::state::State;
use solana_nonce::versions::Versions;
use solana_sdk_ids::system_program;
use solana_signature::Signature;
use solana_signer::Signer;
use solana_transaction::Transaction;
use std::path::Path;

/// What a durable nonce says now, and who may advance it.
pub struct Nonce {
    /// What takes the place of a recent blockhash.
    pub hash: Hash,
    /// Who must sign for it to advance.
    pub authority: Address,
}

/// Reads a nonce account.
///
/// # Errors
/// There is none at that address, or it holds no nonce.
pub fn nonce(cluster: &dyn Cluster, address: &Address) -> Result<Nonce, Error> {
    let wrong = || Error::Usage(format!("{address} is no nonce account"));
    let account = cluster.account(address)?.ok_or_else(wrong)?;
    if account.owner != system_program::ID {
        return Err(wrong());
    }
    let versions: Versions = bincode::deserialize(&account.data).map_err(|_| wrong())?;
    match versions.state() {
        State::Initialized(data) => Ok(Nonce { hash: data.blockhash(), authority: data.authority }),
        State::Uninitialized => Err(wrong()),
    }
}

/// A transaction with the signatures that can be made here; zeros stand for the others.
///
/// # Errors
/// A key cannot sign.
pub fn signed(message: Message, signers: &[&dyn Signer]) -> Result<Transaction, Error> {
    let bytes = message.serialize();
    let mut transaction = Transaction::new_unsigned(message);
    let needed = usize::from(transaction.message.header.num_required_signatures);
    for (place, address) in transaction.message.account_keys.iter().take(needed).enumerate() {
        if let Some(signer) = signers.iter().find(|signer| signer.pubkey() == *address)
            && let Some(signature) = transaction.signatures.get_mut(place)
        {
            *signature = signer
                .try_sign_message(&bytes)
                .map_err(|error| ClusterError::Unsignable(error.to_string()))?;
        }
    }
    Ok(transaction)
}

/// Who must sign, each with the signature if it is there.
pub fn signatures(transaction: &Transaction) -> Vec<(Address, Option<Signature>)> {
    let signed = transaction.signatures.iter().map(|made| (*made != Signature::default()).then_some(*made));
    transaction.message.account_keys.iter().copied().zip(signed).collect()
}

/// The transaction in the form that it is sent in, as base64.
///
/// # Errors
/// It cannot be serialised, which no transaction of this program is.
pub fn encoded(transaction: &Transaction) -> Result<String, Error> {
    bincode::serialize(transaction)
        .map(|bytes| BASE64.encode(bytes))
        .map_err(|error| ClusterError::Unsignable(error.to_string()).into())
}

/// Reads a transaction that [`encoded`] wrote.
///
/// # Errors
/// [`Error::Usage`] for anything else.
pub fn decoded(text: &str) -> Result<Transaction, Error> {
    let bytes =
        BASE64.decode(text.trim()).map_err(|error| Error::Usage(format!("this is not base64: {error}")))?;
    bincode::deserialize(&bytes)
        .map_err(|error| Error::Usage(format!("this is no transaction as --export writes it: {error}")))
}

/// Writes a transaction to a file.
///
/// # Errors
/// The file cannot be written.
pub fn write(path: &Path, transaction: &str) -> Result<(), Error> {
    std::fs::write(path, format!("{transaction}\n"))
        .map_err(|error| Error::input(path, None, format!("cannot be written: {error}")))
}

/// What was written, for programs.
pub fn data(transaction: &Transaction, encoded: &str) -> Value {
    let signatures: Vec<Value> = signatures(transaction)
        .into_iter()
        .map(|(address, signature)| {
            json!({ "address": address.to_string(), "signature": signature.map(|made| made.to_string()) })
        })
        .collect();
    json!({
        "transaction": encoded,
        "blockhash": transaction.message.recent_blockhash.to_string(),
        "signatures": signatures,
    })
}
