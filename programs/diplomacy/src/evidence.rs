//! What a census is shown: ledgers of the treasury and parcels of the land registry, in any order.

use crate::error::DiplomacyError;
use crate::state::CensusReport;
use anchor_lang::prelude::*;
use land::state::Parcel;
use support::remaining::Remaining;
use treasury::state::Ledger;

/// Adds accounts to a report, of parcels those that have been as they are since before `before`; returns whether
/// anything was new. What is in the report already, or passed twice, counts once.
///
/// # Errors
/// `NotEvidence`, `WrongNation`, `LedgersFull`, `ParcelDoesNotCount`, `ParcelTooNew`.
pub fn add(report: &mut CensusReport, evidence: Remaining<'_>, now: i64, before: i64) -> Result<bool> {
    let mut new = false;
    for record in evidence.flatten() {
        // Owner and type say that the account is what its program made of it; each has its nation in it.
        new |= if let Some(parcel) = record.get::<Parcel>(&land::ID) {
            report.add_parcel(parcel, before)?
        } else {
            let ledger = record.get::<Ledger>(&treasury::ID).ok_or(DiplomacyError::NotEvidence)?;
            report.add_ledger(ledger, now)?
        };
    }
    Ok(new)
}
