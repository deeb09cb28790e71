//! What hides a juror's choice until it is revealed.

use client::COURT_ID;
use sha2::{Digest, Sha256};
use solana_address::Address;
use solana_keypair::Keypair;
use solana_signer::Signer;

/// What a wallet signs to derive a salt begins with.
const TAG: &[u8] = b"civitas court secret v1";
/// What the hash of a commitment begins with, as the program has it.
const COMMITMENT_TAG: &[u8] = b"civitas court commitment v1";

/// The salt of a juror's commitment: the SHA-256 of the wallet's ed25519 signature over program, case, round and
/// juror. Ed25519 signatures are the same every time, so that a juror who loses everything but the wallet can reveal.
pub fn salt(wallet: &Keypair, case: &Address, round: u8, juror: u32) -> [u8; 32] {
    let message = [TAG, COURT_ID.as_ref(), case.as_ref(), &[round], &juror.to_le_bytes()].concat();
    Sha256::digest(wallet.sign_message(&message)).into()
}

/// What a juror commits to.
pub fn commitment(case: &Address, round: u8, juror: u32, choice: u8, salt: &[u8; 32]) -> [u8; 32] {
    let parts =
        [COMMITMENT_TAG, COURT_ID.as_ref(), case.as_ref(), &[round], &juror.to_le_bytes(), &[choice], salt];
    Sha256::digest(parts.concat()).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn salts_are_the_wallets_and_the_seats_own() {
        let [ann, bob] = ["ann", "bob"].map(client::dev_keys::keypair);
        let [one, two] = [1, 2].map(|n| Address::new_from_array([n; 32]));
        let salts = [
            salt(&ann, &one, 0, 0),
            salt(&bob, &one, 0, 0),
            salt(&ann, &two, 0, 0),
            salt(&ann, &one, 1, 0),
            salt(&ann, &one, 0, 1),
        ];
        for (n, found) in salts.iter().enumerate() {
            assert!(!salts[..n].contains(found), "{n}");
        }
        assert_eq!(salts[0], salt(&ann, &one, 0, 0));
    }
}
