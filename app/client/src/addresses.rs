//! Where the programs keep their accounts: program derived addresses, each with its bump.

use crate::{GOVERNOR_ID, MEMBERSHIP_ID};
use solana_address::{Address, address};

/// Most bytes of an office's title: its seed is the title padded with zeros to this length.
pub const TITLE_BYTES: usize = 32;

const TOKEN_2022: Address = address!("TokenzQdBNbLqP5VEhdkAS6EPFLC1PHnBqCXEpPxuEb");
const ASSOCIATED_TOKEN: Address = address!("ATokenGPvbdGVxr1b2hvZbsiqW5xWH25efTNsLJA8knL");

fn membership(seeds: &[&[u8]]) -> (Address, u8) {
    Address::find_program_address(seeds, &MEMBERSHIP_ID)
}

fn governor_program(seeds: &[&[u8]]) -> (Address, u8) {
    Address::find_program_address(seeds, &GOVERNOR_ID)
}

/// A nation, by its slug.
///
/// # Panics
/// When the slug has more than 32 bytes, which no nation's has.
pub fn nation(slug: &str) -> (Address, u8) {
    membership(&[b"nation", slug.as_bytes()])
}

/// The citizen that a wallet is in a nation.
pub fn citizen(nation: &Address, wallet: &Address) -> (Address, u8) {
    membership(&[b"citizen", nation.as_ref(), wallet.as_ref()])
}

/// A wallet's application to join a nation.
pub fn application(nation: &Address, wallet: &Address) -> (Address, u8) {
    membership(&[b"application", nation.as_ref(), wallet.as_ref()])
}

/// A pending move of a citizen to another wallet.
pub fn reissue(citizen: &Address) -> (Address, u8) {
    membership(&[b"reissue", citizen.as_ref()])
}

/// An office of a nation, by its title.
///
/// `None` when the title is longer than [`TITLE_BYTES`].
pub fn office(nation: &Address, title: &str) -> Option<(Address, u8)> {
    let mut padded = [0; TITLE_BYTES];
    padded.get_mut(..title.len())?.copy_from_slice(title.as_bytes());
    Some(membership(&[b"office", nation.as_ref(), &padded]))
}

/// The mint of a citizen's passport, by the citizen's serial.
pub fn passport(nation: &Address, serial: u64) -> (Address, u8) {
    membership(&[b"passport", nation.as_ref(), &serial.to_le_bytes()])
}

/// Where a wallet holds its passport: its associated token account.
pub fn passport_holding(wallet: &Address, passport: &Address) -> (Address, u8) {
    Address::find_program_address(
        &[wallet.as_ref(), TOKEN_2022.as_ref(), passport.as_ref()],
        &ASSOCIATED_TOKEN,
    )
}

/// The group mint that a nation's passports are members of.
pub fn passport_group(nation: &Address) -> (Address, u8) {
    membership(&[b"passport_group", nation.as_ref()])
}

/// How a nation decides.
pub fn governor(nation: &Address) -> (Address, u8) {
    governor_program(&[b"governor", nation.as_ref()])
}

/// Who signs what a nation has decided.
pub fn executor(governor: &Address) -> (Address, u8) {
    governor_program(&[b"executor", governor.as_ref()])
}

/// A proposal, by its number.
pub fn proposal(governor: &Address, id: u64) -> (Address, u8) {
    governor_program(&[b"proposal", governor.as_ref(), &id.to_le_bytes()])
}

/// An action of a proposal, by its number.
pub fn action(proposal: &Address, index: u8) -> (Address, u8) {
    governor_program(&[b"action", proposal.as_ref(), &[index]])
}

/// A page of ballots, by its chamber and its number within it.
pub fn page(proposal: &Address, chamber: u8, index: u32) -> (Address, u8) {
    governor_program(&[b"page", proposal.as_ref(), &[chamber], &index.to_le_bytes()])
}

/// The tokens a wallet has locked with a governor.
pub fn stake(governor: &Address, wallet: &Address) -> (Address, u8) {
    governor_program(&[b"stake", governor.as_ref(), wallet.as_ref()])
}

/// The token account that holds all stakes of a governor.
pub fn stake_vault(governor: &Address) -> (Address, u8) {
    governor_program(&[b"stake_vault", governor.as_ref()])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seeds_tell_accounts_apart() {
        let (one, two) = (Address::new_from_array([1; 32]), Address::new_from_array([2; 32]));
        assert_ne!(citizen(&one, &two), citizen(&two, &one));
        assert_ne!(citizen(&one, &two), application(&one, &two));
        assert_ne!(page(&one, 1, 0), page(&one, 2, 0));
        assert_ne!(page(&one, 1, 0), page(&one, 1, 1));
        assert_ne!(governor(&one), executor(&one));
    }

    #[test]
    fn titles_are_padded_and_bounded() {
        let nation = Address::new_from_array([1; 32]);
        assert_eq!(office(&nation, "judge"), office(&nation, "judge\0"));
        assert!(office(&nation, &"x".repeat(TITLE_BYTES)).is_some());
        assert!(office(&nation, &"x".repeat(TITLE_BYTES + 1)).is_none());
    }
}
