//! The last appeal is a motion to all citizens, by two calls of the governor: `open_proposal` and `submit`.

use crate::error::CourtError;
use crate::state::Case;
use alloc::vec::Vec;
use anchor_lang::prelude::*;
use anchor_lang::solana_program::hash::hashv;
use governor::state::{KIND_MOTION, Proposal, STATE_DEFEATED, STATE_DRAFT, STATE_SUBMITTED};
use rules::ballot::{FOR, MOTION_CHOICES};
use rules::verdict::{FOR_CLAIMANT, FOR_RESPONDENT};
use support::call::{Call, Role};
use support::text;

/// Discriminator of `governor::open_proposal`.
const OPEN_PROPOSAL: u8 = 8;
/// Discriminator of `governor::submit`.
const SUBMIT: u8 = 10;

/// What the hash of a motion's text begins with.
pub const TAG: &[u8] = b"civitas court appeal v1";

/// What the citizens are asked: `SHA-256(tag ‖ case ‖ remedy ‖ target ‖ beneficiary ‖ amount ‖ seconds ‖ claimant ‖
/// respondent ‖ statement hash ‖ answer hash)`, the remedy in 1 byte, numbers little-endian.
pub fn text_hash(case: &Account<Case>) -> [u8; 32] {
    hashv(&[
        TAG,
        case.address().as_ref(),
        &[case.remedy],
        case.target.as_ref(),
        case.beneficiary.as_ref(),
        &case.amount.to_le_bytes(),
        &case.seconds.to_le_bytes(),
        case.claimant.as_ref(),
        case.respondent.as_ref(),
        &case.statement_hash,
        &case.answer_hash,
    ])
    .to_bytes()
}

/// A number in decimal digits, at the end of room for the longest.
fn decimal(mut number: u64, room: &mut [u8; 20]) -> &[u8] {
    let mut at = room.len();
    loop {
        at = at.saturating_sub(1);
        if let Some(digit) = room.get_mut(at) {
            *digit = b'0' + (number % 10) as u8;
        }
        number /= 10;
        if number == 0 {
            return room.get(at..).unwrap_or_default();
        }
    }
}

/// The motion's title: `Appeal in case 12, for the claimant: evict a tenant`.
fn title(case: &Case) -> Result<Vec<u8>> {
    let mut room = [0; 20];
    Ok([
        b"Appeal in case ",
        decimal(case.id, &mut room),
        b", for the claimant: ",
        case.remedy()?.name().as_bytes(),
    ]
    .concat())
}

/// Adds a text as the governor reads one: length in 4 little-endian bytes, then the text.
fn push_text(data: &mut Vec<u8>, text: &[u8]) {
    data.extend_from_slice(&(text.len() as u32).to_le_bytes());
    data.extend_from_slice(text);
}

/// The data of `open_proposal`: a motion on the case's track, whose text is the case's.
///
/// # Errors
/// `RemedyUnknown`, which filing refuses.
pub fn open_data(case: &Account<Case>) -> Result<Vec<u8>> {
    let mut data = Vec::with_capacity(300);
    data.extend_from_slice(&[OPEN_PROPOSAL, case.params.citizens_track, KIND_MOTION, MOTION_CHOICES]);
    push_text(&mut data, &title(case)?);
    // What the claimant says; the answer is found in the case.
    push_text(&mut data, text::trimmed(&case.statement_uri));
    data.extend_from_slice(&text_hash(case));
    Ok(data)
}

/// Makes both calls. The proposer's wallet signed the transaction.
///
/// # Safety
/// No reference to the data of governor or proposal may live across it.
pub unsafe fn ask(case: &Account<Case>, open: &[Role<'_>], submit: &[Role<'_>]) -> Result<()> {
    let data = open_data(case)?;
    // SAFETY: the caller's promise; the other accounts are only read, or hold no data.
    unsafe {
        Call { program: &governor::ID, accounts: open, data: &data, seeds: &[] }.invoke();
        Call { program: &governor::ID, accounts: submit, data: &[SUBMIT], seeds: &[] }.invoke();
    }
    Ok(())
}

/// What the citizens decided: for the claimant, for the respondent, or nothing, in which case the ruling stands.
///
/// A motion that is carried stays readable for the governor's recount period at least, and so does one that is
/// rejected, since ballots were cast. One that is gone had none, was cancelled, or nobody cared for that long.
///
/// # Errors
/// `CitizensUndecided`.
pub fn decision(proposal: &AccountView) -> Result<Option<u8>> {
    let Ok(proposal) = Account::<Proposal>::load(*proposal) else { return Ok(None) };
    // Carried, whatever became of it since: it may even be enjoined.
    if proposal.outcome == FOR {
        return Ok(Some(FOR_CLAIMANT));
    }
    match proposal.state {
        STATE_DRAFT | STATE_SUBMITTED => Err(CourtError::CitizensUndecided.into()),
        // Forfeiting the deposit tells a missed quorum from a rejection.
        STATE_DEFEATED if proposal.deposit_forfeit == 0 => Ok(Some(FOR_RESPONDENT)),
        _ => Ok(None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_in_digits() {
        for (number, text) in [(0, "0"), (7, "7"), (120, "120"), (u64::MAX, "18446744073709551615")] {
            assert_eq!(decimal(number, &mut [0; 20]), text.as_bytes());
        }
    }

    #[test]
    fn the_longest_title_fits_a_proposal() {
        let mut case: Case = anchor_lang::bytemuck::Zeroable::zeroed();
        case.id = u64::MAX;
        for remedy in crate::state::Remedy::ALL {
            case.remedy = remedy as u8;
            assert!(title(&case).unwrap().len() <= 96);
        }
    }
}
