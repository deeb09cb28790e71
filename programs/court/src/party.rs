//! Who acts for a party.

use crate::error::CourtError;
use crate::state::{Case, NO_SERIAL, SIDE_CLAIMANT, SIDE_RESPONDENT};
use anchor_lang::prelude::*;
use membership::state::Citizen;

/// Whether `signer` acts for a party: the wallet itself, or the present wallet of the citizen with its serial after a
/// reissue, as a wallet may be lost while a case runs.
fn acts_for(
    signer: &Address,
    wallet: &Address,
    serial: u64,
    nation: &Address,
    citizen: &Option<Account<Citizen>>,
) -> bool {
    signer == wallet
        || citizen.as_ref().is_some_and(|citizen| {
            // A serial is never reused within its nation, and a reissue moves it.
            serial != NO_SERIAL
                && citizen.nation == *nation
                && citizen.serial == serial
                && citizen.wallet == *signer
        })
}

/// The side that `signer` acts for. The citizen is only looked at where the wallet is neither party's.
///
/// # Errors
/// `NotParty`.
pub fn side(case: &Case, signer: &Address, citizen: &Option<Account<Citizen>>) -> Result<u8> {
    if acts_for(signer, &case.claimant, case.claimant_serial, &case.nation, citizen) {
        return Ok(SIDE_CLAIMANT);
    }
    require!(
        acts_for(signer, &case.respondent, case.respondent_serial, &case.nation, citizen),
        CourtError::NotParty
    );
    Ok(SIDE_RESPONDENT)
}

/// The serial of the citizen that an account is, at an address derived from the nation and a wallet;
/// [`NO_SERIAL`] where there is none.
pub fn serial(citizen: &AccountView) -> u64 {
    Account::<Citizen>::load(*citizen).map_or(NO_SERIAL, |citizen| citizen.serial)
}
