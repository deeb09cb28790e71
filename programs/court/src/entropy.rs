//! Where chance comes from: the hash of a slot that was pinned before anybody could know it.
//!
//! The only place that knows the source, so that a verifiable random function can replace it. What it is worth: the
//! leader who produces the slot can try several blocks, or none, at the price of a block's reward; nobody else can
//! do anything.

use crate::error::CourtError;
use anchor_lang::prelude::*;
use rules::sortition::{self, Search};

/// The SlotHashes sysvar: the hashes of the last 512 produced slots, newest first (`solana-slot-hashes`).
pub const SLOT_HASHES: Address = Address::from_str_const("SysvarS1otHashes111111111111111111111111111");

/// Bytes before the entries: their count, little-endian.
const HEADER: usize = 8;
/// Bytes of an entry: slot, little-endian, and hash.
const ENTRY: usize = 40;

/// A slot and its hash.
pub struct Entropy {
    /// The slot.
    pub slot: u64,
    /// The hash.
    pub hash: [u8; 32],
}

/// The entries of the sysvar, read where they lie.
struct Entries<'a>(&'a [[u8; ENTRY]]);

impl<'a> Entries<'a> {
    fn of(data: &'a [u8]) -> Option<Self> {
        let (count, entries) = data.split_first_chunk::<HEADER>()?;
        let (entries, _) = entries.as_chunks::<ENTRY>();
        let count = usize::try_from(u64::from_le_bytes(*count)).ok()?;
        Some(Self(entries.get(..count)?))
    }

    fn get(&self, at: usize) -> Option<Entropy> {
        let (slot, hash) = self.0.get(at)?.split_first_chunk::<8>()?;
        Some(Entropy { slot: u64::from_le_bytes(*slot), hash: hash.try_into().ok()? })
    }

    fn search(&self, pinned: u64) -> Search {
        sortition::first_produced(pinned, self.0.len(), |at| self.get(at).map_or(0, |entry| entry.slot))
    }
}

/// Checks that an account is the sysvar.
fn check(sysvar: &AccountView) -> Result<()> {
    require!(*sysvar.address() == SLOT_HASHES, CourtError::WrongSysvar);
    Ok(())
}

/// The first slot produced from `pinned` on: the same for whoever asks, as long as it can be told.
///
/// # Errors
/// `WrongSysvar`, `SlotNotProduced`, `SlotAgedOut`.
pub fn capture(sysvar: &AccountView, pinned: u64) -> Result<Entropy> {
    check(sysvar)?;
    let data = sysvar.try_borrow()?;
    let entries = Entries::of(&data).ok_or(CourtError::WrongSysvar)?;
    match entries.search(pinned) {
        Search::At(place) => Ok(entries.get(place).ok_or(CourtError::WrongSysvar)?),
        Search::TooEarly => Err(CourtError::SlotNotProduced.into()),
        Search::AgedOut => Err(CourtError::SlotAgedOut.into()),
    }
}

/// Checks that it cannot be told any more which slot was the first produced from `pinned` on.
///
/// # Errors
/// `WrongSysvar`, `SlotNotProduced`, `SlotNotAgedOut`.
pub fn check_aged_out(sysvar: &AccountView, pinned: u64) -> Result<()> {
    check(sysvar)?;
    let data = sysvar.try_borrow()?;
    match Entries::of(&data).ok_or(CourtError::WrongSysvar)?.search(pinned) {
        Search::AgedOut => Ok(()),
        Search::TooEarly => Err(CourtError::SlotNotProduced.into()),
        Search::At(_) => Err(CourtError::SlotNotAgedOut.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sysvar(slots: &[u64]) -> Vec<u8> {
        let mut data = (slots.len() as u64).to_le_bytes().to_vec();
        for slot in slots {
            data.extend(slot.to_le_bytes());
            data.extend([*slot as u8; 32]);
        }
        // The account has room for 512 entries, whatever is in it.
        data.resize(HEADER + 512 * ENTRY, 0xee);
        data
    }

    #[test]
    fn the_first_produced_slot_decides() {
        let data = sysvar(&[90, 88, 70, 69]);
        let entries = Entries::of(&data).unwrap();
        for (pinned, expected) in
            [(69, Some(69)), (70, Some(70)), (71, Some(88)), (88, Some(88)), (89, Some(90)), (90, Some(90))]
        {
            let Search::At(place) = entries.search(pinned) else { panic!("{pinned}") };
            let entry = entries.get(place).unwrap();
            assert_eq!((Some(entry.slot), entry.hash), (expected, [entry.slot as u8; 32]));
        }
        assert_eq!(entries.search(91), Search::TooEarly);
        assert_eq!(entries.search(68), Search::AgedOut);
        assert_eq!(Entries::of(&sysvar(&[])).unwrap().search(1), Search::TooEarly);
    }

    #[test]
    fn malformed_data_is_no_sysvar() {
        assert!(Entries::of(&[]).is_none());
        assert!(Entries::of(&[0; 7]).is_none());
        assert!(Entries::of(&1u64.to_le_bytes()).is_none());
        assert!(Entries::of(&u64::MAX.to_le_bytes()).is_none());
        let mut long = sysvar(&[1]);
        long[..8].copy_from_slice(&513u64.to_le_bytes());
        assert!(Entries::of(&long).is_none());
    }
}
