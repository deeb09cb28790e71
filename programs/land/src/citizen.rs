//! Who may take a lease.

use crate::error::LandError;
use anchor_lang::prelude::*;
use membership::state::Citizen;
use rules::eligibility::in_good_standing;

/// Checks that a citizen is of the nation and signs as `wallet`.
///
/// # Errors
/// `WrongNation`, `WrongCitizen`.
pub fn check(citizen: &Citizen, wallet: &Address, nation: &Address) -> Result<()> {
    require!(citizen.nation == *nation, LandError::WrongNation);
    require!(citizen.wallet == *wallet, LandError::WrongCitizen);
    Ok(())
}

/// Checks that a citizen is of the nation, signs as `wallet`, and may take a lease, renew, bid or buy.
///
/// # Errors
/// `WrongNation`, `WrongCitizen`, `NotActive`, `NotCitizen`, `Lapsed`, `Suspended`.
pub fn check_in_good_standing(citizen: &Citizen, wallet: &Address, nation: &Address, now: i64) -> Result<()> {
    check(citizen, wallet, nation)?;
    in_good_standing(&citizen.standing(), now).map_err(LandError::from)?;
    Ok(())
}
