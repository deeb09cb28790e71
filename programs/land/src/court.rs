//! The court as a judge between landlord and tenant.

use crate::error::LandError;
use anchor_lang::prelude::*;
use membership::state::Nation;

/// Checks that the signer is the nation's court, and that it is not the landlord under another name. Elsewhere the
/// authority stands in while there is no court; here it would judge its own case, and a tenant's deposit lies in
/// escrow to be safe from just that.
///
/// # Errors
/// `NoIndependentCourt`, `NotCourt`.
pub fn check(nation: &Nation, signer: &Address) -> Result<()> {
    let court = &nation.court;
    require!(
        *court != support::NOBODY && *court != nation.authority && *court != nation.founder,
        LandError::NoIndependentCourt
    );
    require!(court == signer, LandError::NotCourt);
    Ok(())
}
