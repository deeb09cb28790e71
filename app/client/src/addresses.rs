//! Where the programs keep their accounts: program derived addresses, each with its bump.

use crate::{COURT_ID, DIPLOMACY_ID, GOVERNOR_ID, LAND_ID, MEMBERSHIP_ID, TREASURY_ID};
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

fn treasury_program(seeds: &[&[u8]]) -> (Address, u8) {
    Address::find_program_address(seeds, &TREASURY_ID)
}

fn land_program(seeds: &[&[u8]]) -> (Address, u8) {
    Address::find_program_address(seeds, &LAND_ID)
}

fn court_program(seeds: &[&[u8]]) -> (Address, u8) {
    Address::find_program_address(seeds, &COURT_ID)
}

fn diplomacy_program(seeds: &[&[u8]]) -> (Address, u8) {
    Address::find_program_address(seeds, &DIPLOMACY_ID)
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
    associated_token(wallet, passport, &TOKEN_2022)
}

/// Where a wallet, or any other owner, keeps tokens of a mint: its associated token account.
pub fn associated_token(owner: &Address, mint: &Address, token_program: &Address) -> (Address, u8) {
    Address::find_program_address(&[owner.as_ref(), token_program.as_ref(), mint.as_ref()], &ASSOCIATED_TOKEN)
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

/// The common money of a nation.
pub fn treasury(nation: &Address) -> (Address, u8) {
    treasury_program(&[b"treasury", nation.as_ref()])
}

/// What holds a treasury's SOL and owns its token accounts.
pub fn vault(treasury: &Address) -> (Address, u8) {
    treasury_program(&[b"vault", treasury.as_ref()])
}

/// A treasury's books of a mint; of SOL where the mint is zero, the System program's address.
pub fn ledger(treasury: &Address, mint: &Address) -> (Address, u8) {
    treasury_program(&[b"ledger", treasury.as_ref(), mint.as_ref()])
}

/// Where a treasury's money of a mint lies: the vault for SOL, its associated token account else.
pub fn holding(vault: &Address, mint: &Address, token_program: &Address) -> Address {
    if *mint == Address::default() { *vault } else { associated_token(vault, mint, token_program).0 }
}

/// A budget, by its number.
pub fn budget(treasury: &Address, id: u64) -> (Address, u8) {
    treasury_program(&[b"budget", treasury.as_ref(), &id.to_le_bytes()])
}

/// A stream, by its number.
pub fn stream(treasury: &Address, id: u64) -> (Address, u8) {
    treasury_program(&[b"stream", treasury.as_ref(), &id.to_le_bytes()])
}

/// The land of a nation, added up.
pub fn registry(nation: &Address) -> (Address, u8) {
    land_program(&[b"registry", nation.as_ref()])
}

/// A piece of land, by its H3 cell.
pub fn parcel(registry: &Address, cell: u64) -> (Address, u8) {
    land_program(&[b"parcel", registry.as_ref(), &cell.to_le_bytes()])
}

/// What was known of a parcel, by the version's number.
pub fn parcel_version(parcel: &Address, number: u32) -> (Address, u8) {
    land_program(&[b"version", parcel.as_ref(), &number.to_le_bytes()])
}

/// A lease of a parcel, by its number.
pub fn lease(parcel: &Address, number: u32) -> (Address, u8) {
    land_program(&[b"lease", parcel.as_ref(), &number.to_le_bytes()])
}

/// What holds the money of a lease or a campaign.
pub fn escrow(owner: &Address) -> (Address, u8) {
    land_program(&[b"escrow", owner.as_ref()])
}

/// The auction of a lease.
pub fn auction(lease: &Address) -> (Address, u8) {
    land_program(&[b"auction", lease.as_ref()])
}

/// A wallet's bid in an auction.
pub fn bid(auction: &Address, bidder: &Address) -> (Address, u8) {
    land_program(&[b"bid", auction.as_ref(), bidder.as_ref()])
}

/// What a lease owes a wallet that is not party to it.
pub fn claim(lease: &Address, wallet: &Address) -> (Address, u8) {
    land_program(&[b"claim", lease.as_ref(), wallet.as_ref()])
}

/// A campaign, by its number.
pub fn campaign(registry: &Address, id: u64) -> (Address, u8) {
    land_program(&[b"campaign", registry.as_ref(), &id.to_le_bytes()])
}

/// What a wallet pledged to a campaign.
pub fn pledge(campaign: &Address, wallet: &Address) -> (Address, u8) {
    land_program(&[b"pledge", campaign.as_ref(), wallet.as_ref()])
}

/// The court of a nation, which signs its remedies.
pub fn court(nation: &Address) -> (Address, u8) {
    court_program(&[b"court", nation.as_ref()])
}

/// What holds the bonds, fees and damages of a court.
pub fn court_escrow(court: &Address) -> (Address, u8) {
    court_program(&[b"escrow", court.as_ref()])
}

/// A juror, by its number.
pub fn juror(court: &Address, index: u32) -> (Address, u8) {
    court_program(&[b"juror", court.as_ref(), &index.to_le_bytes()])
}

/// Which juror a citizen is, by the citizen's serial.
pub fn juror_of(court: &Address, serial: u64) -> (Address, u8) {
    court_program(&[b"juror_of", court.as_ref(), &serial.to_le_bytes()])
}

/// A case, by its number.
pub fn case(court: &Address, id: u64) -> (Address, u8) {
    court_program(&[b"case", court.as_ref(), &id.to_le_bytes()])
}

/// A seat on the panel of a round.
pub fn seat(case: &Address, round: u8, index: u8) -> (Address, u8) {
    court_program(&[b"seat", case.as_ref(), &[round], &[index]])
}

/// A piece of evidence, by its number.
pub fn evidence(case: &Address, index: u32) -> (Address, u8) {
    court_program(&[b"evidence", case.as_ref(), &index.to_le_bytes()])
}

/// A body that is no nation and recognises nations, by its key.
pub fn body(key: &Address) -> (Address, u8) {
    diplomacy_program(&[b"body", key.as_ref()])
}

/// What a nation, or an outside body, thinks of a nation. `from` is the nation's address, or the body's account.
pub fn recognition(from: &Address, to: &Address) -> (Address, u8) {
    diplomacy_program(&[b"recognition", from.as_ref(), to.as_ref()])
}

/// One grant or revocation of a recognition, by its number.
pub fn entry(recognition: &Address, index: u32) -> (Address, u8) {
    diplomacy_program(&[b"entry", recognition.as_ref(), &index.to_le_bytes()])
}

/// A treaty of two nations, in any order, by its number between them.
pub fn treaty(one: &Address, other: &Address, number: u32) -> (Address, u8) {
    let (lower, higher) = if one < other { (one, other) } else { (other, one) };
    diplomacy_program(&[b"treaty", lower.as_ref(), higher.as_ref(), &number.to_le_bytes()])
}

/// The visa that a citizen of `home`, by its serial there, has under a treaty.
pub fn visa(treaty: &Address, home: &Address, serial: u64) -> (Address, u8) {
    diplomacy_program(&[b"visa", treaty.as_ref(), home.as_ref(), &serial.to_le_bytes()])
}

/// The census report of a nation, by the number of its period.
pub fn census(nation: &Address, period: u32) -> (Address, u8) {
    diplomacy_program(&[b"census", nation.as_ref(), &period.to_le_bytes()])
}

/// The stage that a nation has reached.
pub fn stage(nation: &Address) -> (Address, u8) {
    diplomacy_program(&[b"stage", nation.as_ref()])
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
        assert_ne!(treasury(&one), vault(&one));
        assert_ne!(budget(&one, 0), stream(&one, 0));
        assert_ne!(ledger(&one, &two), ledger(&two, &one));
        assert_eq!(holding(&one, &Address::default(), &Address::default()), one);
        assert_ne!(lease(&one, 1), parcel_version(&one, 1));
        assert_ne!(auction(&one), escrow(&one));
        assert_ne!(claim(&one, &two), pledge(&one, &two));
        assert_ne!(parcel(&one, 1), campaign(&one, 1));
        assert_ne!(juror(&one, 1), case(&one, 1));
        assert_ne!(seat(&one, 1, 0), seat(&one, 0, 1));
        assert_ne!(recognition(&one, &two), recognition(&two, &one));
        assert_eq!(treaty(&one, &two, 1), treaty(&two, &one, 1));
    }

    #[test]
    fn titles_are_padded_and_bounded() {
        let nation = Address::new_from_array([1; 32]);
        assert_eq!(office(&nation, "judge"), office(&nation, "judge\0"));
        assert!(office(&nation, &"x".repeat(TITLE_BYTES)).is_some());
        assert!(office(&nation, &"x".repeat(TITLE_BYTES + 1)).is_none());
    }
}
