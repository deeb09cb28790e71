//! Development wallets: keys that anyone can derive, with SOL on every localnet.
//!
//! A wallet's secret (an ed25519 seed) is the SHA-256 of `civitas development key: localnet wallet <name>`.

use client::dev_keys;
use solana_address::Address;
use solana_signer::Signer;

/// Their names.
pub const NAMES: [&str; 5] = ["alice", "bob", "carol", "dave", "erin"];

/// The label of a wallet's key, for [`dev_keys::keypair`].
pub fn label(name: &str) -> String {
    format!("localnet wallet {name}")
}

/// Names and addresses.
pub fn all() -> impl Iterator<Item = (&'static str, Address)> {
    NAMES.into_iter().map(|name| (name, dev_keys::keypair(&label(name)).pubkey()))
}
