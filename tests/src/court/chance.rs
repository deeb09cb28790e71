//! Slots that pass, and the lot that follows from their hashes.

use super::Dispute;
use crate::{Account, Address, World, ix};
use client::court::accounts::Case;
use cluster::Cluster;
use sha2::{Digest, Sha256};

/// The owner of sysvars.
const SYSVAR_OWNER: Address = Address::from_str_const("Sysvar1111111111111111111111111111111111111");
/// Entries that the SlotHashes sysvar keeps.
const KEPT: usize = 512;
/// Bytes of the sysvar.
const SYSVAR_BYTES: usize = 8 + KEPT * 40;
/// Rent of the sysvar on a cluster.
const SYSVAR_LAMPORTS: u64 = 143_487_360;

/// The hash that every slot has in tests.
fn hash_of(slot: u64) -> [u8; 32] {
    Sha256::digest(slot.to_le_bytes()).into()
}

impl World {
    /// The slot.
    pub fn slot(&self) -> u64 {
        self.cluster.slot().expect("an embedded cluster answers")
    }

    /// Lets slots pass, all of them produced, and shows the last 512 in the SlotHashes sysvar.
    pub fn pass_slots(&self, slots: u64) {
        self.pass_slots_but(slots, &[]);
    }

    /// Lets slots pass, all of them produced but these.
    pub fn pass_slots_but(&self, slots: u64, skipped: &[u64]) {
        self.pass_slots_with(slots, skipped, hash_of);
    }

    /// Lets slots pass, all of them produced but these, with hashes of one's choice.
    pub fn pass_slots_with(&self, slots: u64, skipped: &[u64], hash: impl Fn(u64) -> [u8; 32]) {
        let now = self.slot() + slots;
        self.cluster.set_slot(now);
        // The present slot has no hash yet.
        let produced: Vec<u64> = (1..now).rev().filter(|slot| !skipped.contains(slot)).take(KEPT).collect();
        let mut data = (produced.len() as u64).to_le_bytes().to_vec();
        for slot in produced {
            data.extend(slot.to_le_bytes());
            data.extend(hash(slot));
        }
        data.resize(SYSVAR_BYTES, 0);
        let account = Account {
            lamports: SYSVAR_LAMPORTS,
            data,
            owner: SYSVAR_OWNER,
            executable: false,
            rent_epoch: 0,
        };
        self.put(&ix::SLOT_HASHES, account);
    }

    /// Lets slots pass with such hashes that the first lot of a round that waits for one falls on this juror.
    ///
    /// # Panics
    /// When no luck in the world would do: the juror is not among those frozen.
    #[track_caller]
    pub fn pass_slots_for(&self, dispute: &Dispute, index: u32) {
        let case: Case = self.read(&dispute.address);
        let round = &case.rounds[usize::from(case.round)];
        assert!(index < round.jurors, "the juror is not among those frozen");
        let hash_by = |luck: u64, slot: u64| -> [u8; 32] {
            Sha256::new().chain_update(luck.to_le_bytes()).chain_update(slot.to_le_bytes()).finalize().into()
        };
        let falls = |luck: &u64| {
            let hash = hash_by(*luck, round.pinned_slot);
            lot(&hash, &dispute.address, case.round, round.seats, round.attempt, round.jurors) == index
        };
        let luck = (0..).find(falls).expect("some luck");
        self.pass_slots_with(10, &[], |slot| hash_by(luck, slot));
    }

    /// The index that the present attempt of a case draws, reckoned from the description of the draw.
    ///
    /// # Panics
    /// When no hash was captured, or there are no jurors.
    #[track_caller]
    pub fn drawn(&self, dispute: &Dispute) -> u32 {
        let case: Case = self.read(&dispute.address);
        let round = &case.rounds[usize::from(case.round)];
        assert!(round.captured_slot > 0, "nothing was captured");
        lot(&round.hash, &dispute.address, case.round, round.seats, round.attempt, round.jurors)
    }
}

/// The index that an attempt to fill a seat draws among so many: the hash as a big-endian number, modulo them.
pub fn lot(hash: &[u8; 32], case: &Address, round: u8, seat: u8, attempt: u32, among: u32) -> u32 {
    let ticket = Sha256::new()
        .chain_update(b"civitas court draw v1")
        .chain_update(hash)
        .chain_update(case)
        .chain_update([round])
        .chain_update([seat])
        .chain_update(attempt.to_le_bytes())
        .finalize();
    let rest = ticket.iter().fold(0u64, |rest, byte| (rest << 8 | u64::from(*byte)) % u64::from(among));
    rest as u32
}
