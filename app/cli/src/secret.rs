//! A juror's secret, which nobody has to keep.
//!
//! A juror commits to a choice with a salt, and must show the salt to reveal it. The salt is the SHA-256 of the
//! wallet's signature of a text that names the case, the round and the juror. Ed25519 signatures are deterministic
//! (RFC 8032, section 5.1.6), so whoever has the wallet has the salt, and who has lost everything else can still
//! reveal; what the choice was is found by trying all three.
//!
//! The text can be read by whoever is asked to sign it. It is no transaction: a transaction's first byte counts its
//! signers, and the text's first byte would be 67 of them. Whoever gets the signature can read the choice before it is
//! revealed, and nothing more; after that it is of no use.
//!
//! Limits: a wallet that signs with randomness of its own, as some multi-party ones do, gives another salt each time.
//! [`salt`] asks twice and refuses such a wallet. Hardware wallets sign no plain text but off-chain messages, in another
//! form (`solana-offchain-message`), whose signature is another: who commits with one must reveal with one.

use sha2::{Digest, Sha256};
use solana_address::Address;
use solana_keypair::Signature;
use solana_signer::{Signer, SignerError};

/// What the hash of a commitment begins with, as the court has it.
const COMMITMENT_TAG: &[u8] = b"civitas court commitment v1";

/// A juror's place in a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The case.
    pub case: Address,
    /// The round: 0 is the first.
    pub round: u8,
    /// The juror's index within the court.
    pub juror: u32,
}

/// Why there is no secret.
#[derive(Debug, thiserror::Error)]
pub enum SecretError {
    /// The wallet does not sign.
    #[error("the wallet does not sign: {0}")]
    Unsigned(#[from] SignerError),
    /// The wallet's signatures differ from time to time.
    #[error("this wallet signs the same text differently each time, so the secret could not be found again")]
    NotDeterministic,
}

/// The text that the wallet signs.
pub fn text(place: &Place) -> String {
    let Place { case, round, juror } = place;
    format!(
        "Civitas court: the secret of a juror\n\
         \n\
         Sign this only where you vote as a juror. Whoever has the signature can read your choice before you reveal \
         it.\n\
         \n\
         Program: {}\n\
         Case: {case}\n\
         Round: {round}\n\
         Juror: {juror}\n",
        client::COURT_ID
    )
}

/// The salt that a signature of the text makes.
pub fn salt_of(signature: &Signature) -> [u8; 32] {
    Sha256::digest(signature).into()
}

/// The salt that a wallet makes.
///
/// # Errors
/// [`SecretError`].
pub fn salt(wallet: &dyn Signer, place: &Place) -> Result<[u8; 32], SecretError> {
    let text = text(place);
    let signature = wallet.try_sign_message(text.as_bytes())?;
    if wallet.try_sign_message(text.as_bytes())? != signature {
        return Err(SecretError::NotDeterministic);
    }
    Ok(salt_of(&signature))
}

/// What a juror commits to: `SHA-256(tag ‖ program ‖ case ‖ round ‖ index ‖ choice ‖ salt)`, round and choice in 1 byte,
/// the index in 4 little-endian ones.
pub fn commitment(place: &Place, choice: u8, salt: &[u8; 32]) -> [u8; 32] {
    Sha256::new()
        .chain_update(COMMITMENT_TAG)
        .chain_update(client::COURT_ID)
        .chain_update(place.case)
        .chain_update([place.round])
        .chain_update(place.juror.to_le_bytes())
        .chain_update([choice])
        .chain_update(salt)
        .finalize()
        .into()
}

/// The choice that was committed to with this salt; `None` when it was none with it.
pub fn choice_in(committed: &[u8; 32], place: &Place, salt: &[u8; 32]) -> Option<u8> {
    (1..=u8::MAX)
        .take_while(|choice| rules::verdict::is_choice(*choice))
        .find(|choice| commitment(place, *choice, salt) == *committed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::hex;
    use solana_keypair::Keypair;

    const PLACE: Place = Place { case: Address::new_from_array([9; 32]), round: 1, juror: 300 };

    #[test]
    fn the_text_is_what_it_always_was() {
        // Whoever changes it takes their secret from all who have committed.
        assert_eq!(
            text(&PLACE),
            "Civitas court: the secret of a juror\n\nSign this only where you vote as a juror. Whoever has the \
             signature can read your choice before you reveal it.\n\nProgram: \
             ACzmesapUTGqqD5peEv1Wy44Ho7GwRenDH3MKCQJTtvv\nCase: cGfHiC6Kgg3FpFZvgwGcswsCRtp4aBP2fzuXRQPizuN\n\
             Round: 1\nJuror: 300\n"
        );
    }

    #[test]
    fn salts_and_commitments_are_those_of_an_independent_program() {
        // Made by `tests/vectors/secret.py` with Python's `cryptography`.
        let vectors: serde_json::Value =
            serde_json::from_str(include_str!("../tests/vectors/secret.json")).unwrap();
        let vectors = vectors.as_array().unwrap();
        assert_eq!(vectors.len(), 4);
        for vector in vectors {
            let number = |name: &str| vector[name].as_u64().unwrap();
            let seed = [number("seed") as u8; 32];
            let place = Place {
                case: vector["case"].as_str().unwrap().parse().unwrap(),
                round: number("round") as u8,
                juror: number("juror") as u32,
            };
            let salt = salt(&Keypair::new_from_array(seed), &place).unwrap();
            assert_eq!(hex(&salt), vector["salt"]);
            for choice in 1..=3u8 {
                let committed = commitment(&place, choice, &salt);
                assert_eq!(hex(&committed), vector["commitments"][usize::from(choice) - 1]);
                assert_eq!(choice_in(&committed, &place, &salt), Some(choice));
            }
        }
    }

    #[test]
    fn a_secret_is_of_one_wallet_and_one_place() {
        let (ann, bob) = (Keypair::new_from_array([1; 32]), Keypair::new_from_array([2; 32]));
        let places = [
            PLACE,
            Place { case: Address::new_from_array([8; 32]), ..PLACE },
            Place { round: 0, ..PLACE },
            Place { juror: 301, ..PLACE },
        ];
        let salts: Vec<_> = places.iter().map(|place| salt(&ann, place).unwrap()).collect();
        for (n, one) in salts.iter().enumerate() {
            assert!(!salts[..n].contains(one));
        }
        assert_ne!(salt(&bob, &PLACE).unwrap(), salts[0]);
        let committed = commitment(&PLACE, 2, &salts[0]);
        assert_eq!(choice_in(&committed, &PLACE, &salt(&bob, &PLACE).unwrap()), None);
        assert_eq!(choice_in(&committed, &places[3], &salts[0]), None);
    }
}
