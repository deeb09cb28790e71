//! What a census is shown: ledgers of the treasury and parcels of the land registry, in any order.

use crate::error::DiplomacyError;
use crate::state::CensusReport;
use anchor_lang::prelude::*;
use land::state::Parcel;
use treasury::state::Ledger;

/// Adds accounts to a report; returns whether anything was new. What is in the report already, or passed twice,
/// counts once.
///
/// # Errors
/// `NotEvidence`, `WrongNation`, `LedgersFull`, `ParcelDoesNotCount`, `ParcelTooNew`.
pub fn add(report: &mut CensusReport, evidence: &[AccountView], now: i64) -> Result<bool> {
    let mut new = false;
    for view in evidence {
        // Owner and type say that the account is what its program made of it; each has its nation in it.
        new |= if view.owned_by(&treasury::ID) {
            let ledger = Account::<Ledger>::load(*view).map_err(|_| DiplomacyError::NotEvidence)?;
            report.add_ledger(&ledger, now)?
        } else {
            let parcel = Account::<Parcel>::load(*view).map_err(|_| DiplomacyError::NotEvidence)?;
            report.add_parcel(&parcel)?
        };
    }
    Ok(new)
}
