//! Development keys. **Anyone can derive them**: they protect nothing and must never hold value.
//!
//! They let every checkout of the project deploy the same programs at the same addresses, and let tests
//! name their people.

use sha2::{Digest, Sha256};
use solana_keypair::{Keypair, keypair_from_seed};

/// Label of the membership program's key.
pub const MEMBERSHIP: &str = "program membership";
/// Label of the governor program's key.
pub const GOVERNOR: &str = "program governor";

/// The development key with this label: its secret is the SHA-256 of
/// `civitas development key: <label>`.
pub fn keypair(label: &str) -> Keypair {
    let secret = Sha256::digest(format!("civitas development key: {label}"));
    keypair_from_seed(&secret).expect("a SHA-256 digest is as long as an ed25519 secret")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{GOVERNOR_ID, MEMBERSHIP_ID};
    use solana_signer::Signer;

    #[test]
    fn programs_are_declared_at_their_development_keys() {
        assert_eq!(keypair(MEMBERSHIP).pubkey(), MEMBERSHIP_ID);
        assert_eq!(keypair(GOVERNOR).pubkey(), GOVERNOR_ID);
    }
}
