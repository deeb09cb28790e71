//! Ballots signed off-chain, and the instruction by which the ed25519 precompile checks them.
//!
//! Written from the descriptions (the governor's, and `solana-ed25519-program`'s offsets), not with the
//! programs' code.

use crate::{GOVERNOR_ID, Instruction, Person, Proposal};
use solana_address::Address;
use solana_keypair::Keypair;
use solana_signer::Signer;

/// The ed25519 precompile.
pub const ED25519: Address = Address::from_str_const("Ed25519SigVerify111111111111111111111111111");

/// In the precompile's offsets: this instruction's own data.
pub const HERE: u16 = u16::MAX;

/// A ballot to be signed: tag, program, proposal, expiry, choice.
pub fn message(proposal: &Proposal, expiry: i64, choice: u8) -> Vec<u8> {
    let mut message = b"civitas ballot 1".to_vec();
    message.extend(GOVERNOR_ID.to_bytes());
    message.extend(proposal.address.to_bytes());
    message.extend(expiry.to_le_bytes());
    message.push(choice);
    message
}

/// A message with its signature.
#[derive(Clone)]
pub struct Signed {
    /// Who signed.
    pub signer: Address,
    /// The signature.
    pub signature: [u8; 64],
    /// What was signed.
    pub message: Vec<u8>,
}

/// Signs a message.
pub fn sign(wallet: &Keypair, message: Vec<u8>) -> Signed {
    let signature = wallet.sign_message(&message).into();
    Signed { signer: wallet.pubkey(), signature, message }
}

/// A person's ballot, signed and valid for an hour from `now`.
pub fn ballot(person: &Person, proposal: &Proposal, now: i64, choice: u8) -> Signed {
    sign(&person.wallet, message(proposal, now + 3_600, choice))
}

/// The precompile's instruction for these signatures, all in its own data.
pub fn check(ballots: &[Signed]) -> Instruction {
    check_in(ballots, HERE)
}

/// As [`check`], but the offsets say that key, signature and message are in the data of instruction `place`.
pub fn check_in(ballots: &[Signed], place: u16) -> Instruction {
    let mut data = vec![ballots.len() as u8, 0];
    let mut at = 2 + 14 * ballots.len();
    for ballot in ballots {
        let (signature, key, message) = (at, at + 64, at + 96);
        for field in
            [signature as u16, place, key as u16, place, message as u16, ballot.message.len() as u16, place]
        {
            data.extend(field.to_le_bytes());
        }
        at = message + ballot.message.len();
    }
    for ballot in ballots {
        data.extend(ballot.signature);
        data.extend(ballot.signer.to_bytes());
        data.extend(&ballot.message);
    }
    Instruction { program_id: ED25519, accounts: vec![], data }
}
