//! Who recognises: a nation, by its authority, or a body outside, by its key.

use crate::error::DiplomacyError;
use crate::state::{Body, FROM_BODY, FROM_NATION};
use anchor_lang::prelude::*;
use membership::state::Nation;

/// Checks that `signer` speaks for a nation or a body; returns which of the two it is, as one of the `FROM_` values.
///
/// # Errors
/// `NotARecogniser`, `NotBody`; those of the nation.
pub fn check(from: &AccountView, signer: &Address, now: i64) -> Result<u8> {
    if from.owned_by(&membership::ID) {
        let nation = Account::<Nation>::load(*from).map_err(|_| DiplomacyError::NotARecogniser)?;
        nation.check_authority(signer, now)?;
        return Ok(FROM_NATION);
    }
    let body = Account::<Body>::load(*from).map_err(|_| DiplomacyError::NotARecogniser)?;
    require!(*signer == body.key, DiplomacyError::NotBody);
    Ok(FROM_BODY)
}
