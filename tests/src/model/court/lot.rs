//! Chance, as anyone can compute it: which slots there are, and whom their hashes mean.

use crate::model::book::Book;
use crate::model::id::Id;
use crate::model::op::Nth;
use crate::model::rng::Rng;
use crate::{Account, Address, COURT_ID};
use sha2::{Digest, Sha256};

use super::op::Secret;

/// The SlotHashes sysvar.
pub const SLOT_HASHES: Address = Address::from_str_const("SysvarS1otHashes111111111111111111111111111");
/// Slots that it shows.
const SHOWN: usize = 512;
/// A slot is pinned so many ahead.
pub const LEAD: u64 = 8;

/// A number that looks like chance, the same for ever.
fn mixed(number: u64) -> u64 {
    Rng::new(number).below(u64::MAX)
}

/// Whether a slot is produced in the play: leaders miss one now and then, or all four in a row.
pub fn is_produced(slot: u64) -> bool {
    !mixed(slot).is_multiple_of(11) && !mixed((1 << 40) | (slot / 4)).is_multiple_of(9)
}

/// The hash of a slot in the play.
pub fn slot_hash(slot: u64) -> [u8; 32] {
    Sha256::digest([b"slot of the model".as_slice(), &slot.to_le_bytes()].concat()).into()
}

/// The slots that the sysvar shows in `slot`, newest first.
fn shown(slot: u64) -> Vec<u64> {
    (1..slot).rev().filter(|slot| is_produced(*slot)).take(SHOWN).collect()
}

/// The sysvar in `slot`.
pub fn sysvar(slot: u64) -> Account {
    let slots = shown(slot);
    let mut data = (slots.len() as u64).to_le_bytes().to_vec();
    for slot in slots {
        data.extend(slot.to_le_bytes());
        data.extend(slot_hash(slot));
    }
    data.resize(8 + SHOWN * 40, 0);
    let owner = Address::from_str_const("Sysvar1111111111111111111111111111111111111");
    Account { lamports: 143_487_360, data, owner, executable: false, rent_epoch: 0 }
}

/// What can be known in `slot` about the first slot produced from `pinned` on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// It is this one.
    Slot(u64),
    /// It is yet to come.
    NotYet,
    /// It may be one that is not shown any more.
    NoMore,
}

/// Looks for the first slot produced from `pinned` on, as seen in `slot`.
pub fn first_from(pinned: u64, slot: u64) -> Known {
    let slots = shown(slot);
    let from: Vec<u64> = slots.iter().copied().filter(|slot| *slot >= pinned).collect();
    match from.last() {
        None => Known::NotYet,
        Some(_) if from.len() == slots.len() && from.last() > Some(&pinned) => Known::NoMore,
        Some(first) => Known::Slot(*first),
    }
}

/// The juror among so many whom an attempt to fill a seat means.
pub fn drawn(
    book: &Book,
    case: Nth,
    hash: &[u8; 32],
    round: u8,
    seat: u8,
    attempt: u32,
    among: u32,
) -> Option<u32> {
    let ticket = Sha256::new()
        .chain_update(b"civitas court draw v1")
        .chain_update(hash)
        .chain_update(book.address(Id::Case(case)))
        .chain_update([round, seat])
        .chain_update(attempt.to_le_bytes())
        .finalize();
    // A big-endian number, byte by byte.
    let rest = |rest: u64, byte: &u8| (rest * 256 + u64::from(*byte)) % u64::from(among);
    (among > 0).then(|| ticket.iter().fold(0, rest) as u32)
}

/// What a juror commits to.
pub fn commitment(book: &Book, case: Nth, secret: Option<Secret>) -> [u8; 32] {
    let Some(secret) = secret else { return [0; 32] };
    Sha256::new()
        .chain_update(b"civitas court commitment v1")
        .chain_update(COURT_ID)
        .chain_update(book.address(Id::Case(case)))
        .chain_update([secret.round])
        .chain_update(secret.index.to_le_bytes())
        .chain_update([secret.choice])
        .chain_update([secret.salt; 32])
        .finalize()
        .into()
}
