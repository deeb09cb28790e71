//! Whom the lot falls on next, drawn again from what is on chain.

use super::Filed;
use super::state::present;
use rules::sortition;
use sha2::{Digest, Sha256};

/// What the hash of a draw begins with, as the court has it.
const TAG: &[u8] = b"civitas court draw v1";

/// The index of the juror that the present attempt draws; `None` before the hash is captured, and among no jurors.
pub fn drawn(filed: &Filed) -> Option<u32> {
    let round = present(&filed.case).filter(|round| round.captured_slot != 0)?;
    let ticket: [u8; 32] = Sha256::new()
        .chain_update(TAG)
        .chain_update(round.hash)
        .chain_update(filed.address)
        .chain_update([filed.case.round])
        .chain_update([round.seats])
        .chain_update(round.attempt.to_le_bytes())
        .finalize()
        .into();
    sortition::index(&ticket, round.jurors)
}
