//! Who signs: keypairs from files, or addresses of those who sign elsewhere.

use crate::Error;
use solana_address::Address;
use solana_keypair::{Keypair, read_keypair, read_keypair_file};
use solana_signer::Signer;

/// Somebody who must sign: with the key at hand, or without.
pub struct Party {
    /// The address.
    pub address: Address,
    /// The key, if it is here.
    key: Option<Keypair>,
}

impl Party {
    /// Reads what a person named: a keypair file, `-` for one on standard input, or the address of somebody who signs
    /// elsewhere.
    ///
    /// # Errors
    /// The file cannot be read, or holds no keypair.
    pub fn named(name: &str) -> Result<Self, Error> {
        if let Ok(address) = name.parse() {
            return Ok(Self { address, key: None });
        }
        if name.contains("://") {
            return Err(Error::Usage(format!(
                "`{name}`: keys are read from files; for a hardware wallet write the transaction with --export and \
                 sign it there"
            )));
        }
        let key = if name == "-" { read_keypair(&mut std::io::stdin()) } else { read_keypair_file(name) };
        key.map(Self::from).map_err(|error| {
            Error::input(name, None, format!("no keypair can be read from it: {error}"))
                .hinting("name a keypair file with --keypair; solana-keygen new makes one")
        })
    }

    /// The key, if it is here.
    pub fn signer(&self) -> Option<&dyn Signer> {
        self.key.as_ref().map(|key| key as &dyn Signer)
    }
}

impl From<Keypair> for Party {
    fn from(key: Keypair) -> Self {
        Self { address: key.pubkey(), key: Some(key) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_read_from_files_and_addresses_have_none() {
        let folder = tempfile::TempDir::new().unwrap();
        let (path, key) = (folder.path().join("id.json"), Keypair::new_from_array([7; 32]));
        solana_keypair::write_keypair_file(&key, &path).unwrap();
        let party = Party::named(path.to_str().unwrap()).unwrap();
        assert_eq!(party.address, key.pubkey());
        assert!(party.signer().is_some());
        let elsewhere = Party::named(&key.pubkey().to_string()).unwrap();
        assert_eq!(elsewhere.address, key.pubkey());
        assert!(elsewhere.signer().is_none());
        assert!(matches!(Party::named("usb://ledger"), Err(Error::Usage(_))));
        assert!(matches!(Party::named("/nowhere/id.json"), Err(Error::Input { .. })));
    }
}
