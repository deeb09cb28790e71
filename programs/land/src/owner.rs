//! Whose money it is that lies in escrow.

use crate::error::LandError;
use crate::state::NO_SERIAL;
use anchor_lang::prelude::*;
use membership::state::Citizen;

/// Checks that `signer` may take money that a wallet put in as the citizen with this serial, or that is due to
/// it: the wallet itself, or the citizen's present wallet after a reissue, as a wallet may be lost while its money
/// is held.
///
/// # Errors
/// `NotOwner`.
pub fn check(
    signer: &Address,
    wallet: &Address,
    serial: u64,
    nation: &Address,
    citizen: &Option<Account<Citizen>>,
) -> Result<()> {
    let reissued = |citizen: &Citizen| {
        // A serial is never reused within its nation, and a reissue moves it.
        serial != NO_SERIAL
            && citizen.nation == *nation
            && citizen.serial == serial
            && citizen.wallet == *signer
    };
    require!(
        signer == wallet || citizen.as_ref().is_some_and(|citizen| reissued(citizen)),
        LandError::NotOwner
    );
    Ok(())
}
