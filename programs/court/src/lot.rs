//! Whom the lot falls on, and whether he or she can be seated.

use crate::error::CourtError;
use crate::state::{Case, Juror, NO_SERIAL};
use anchor_lang::prelude::*;
use anchor_lang::solana_program::hash::hashv;
use membership::state::Citizen;
use rules::eligibility::in_good_standing;
use rules::sortition;

/// What the hash of a draw begins with.
pub const TAG: &[u8] = b"civitas court draw v1";

/// The bytes that decide an attempt to fill a seat: `SHA-256(tag ‖ slot hash ‖ case ‖ round ‖ seat ‖ attempt)`, round
/// and seat in 1 byte, the attempt in 4 little-endian ones.
#[inline]
pub fn ticket(hash: &[u8; 32], case: &Address, round: u8, seat: u8, attempt: u32) -> [u8; 32] {
    hashv(&[TAG, hash, case.as_ref(), &[round], &[seat], &attempt.to_le_bytes()]).to_bytes()
}

/// The index that the present attempt of a case draws.
///
/// # Errors
/// `NotCaptured`; `TooFewJurors` among none.
#[inline(always)]
pub fn drawn(case: &Account<Case>) -> Result<u32> {
    let round = case.present()?;
    require!(round.is_captured(), CourtError::NotCaptured);
    let ticket = ticket(&round.hash, case.address(), case.round, round.seats, round.attempt);
    Ok(sortition::index(&ticket, round.jurors).ok_or(CourtError::TooFewJurors)?)
}

/// The juror of an index. `None` where that account was closed: the juror has left.
///
/// # Errors
/// `WrongJuror` for an account that is neither.
#[inline(always)]
pub fn juror(view: &AccountView, court: &Address, index: u32) -> Result<Option<Account<Juror>>> {
    // SAFETY: nothing else refers to the account's data: it is declared once, as a view, and an account that is
    // declared mutable twice is refused.
    if let Ok(juror) = unsafe { Account::<Juror>::load_mut(*view) } {
        // What the account says is as good as its address: only this program writes it.
        require!(juror.court == *court && juror.index == index, CourtError::WrongJuror);
        return Ok(Some(juror));
    }
    let seeds: &[&[u8]] = &[Juror::SEED, court.as_ref(), &index.to_le_bytes()];
    require!(*view.address() == find_program_address(seeds, &crate::ID).0, CourtError::WrongJuror);
    // Every index below those frozen was a juror's once, so nothing here means that the juror has left.
    Ok(None)
}

/// Whether a juror can be seated in the present round of a case.
///
/// Bond, terms and suspensions are taken as of when the jurors were frozen, and the time does not enter: whoever draws
/// chooses nothing by drawing sooner or later, and nothing that a juror does alone once the hash is known changes the
/// outcome, except to give up a citizenship or to renew one that had lapsed. Seats held in other cases do count, as
/// they are.
///
/// # Errors
/// `WrongCitizen` for another account than the juror's citizen.
#[inline(always)]
pub fn is_eligible(juror: &Juror, citizen: &AccountView, case: &Case) -> Result<bool> {
    require!(*citizen.address() == juror.citizen, CourtError::WrongCitizen);
    let frozen_at = case.present()?.frozen_at;
    if is_concerned(juror, case) || !juror.can_sit(case.id, case.params.bond, frozen_at, case.draw_until) {
        return Ok(false);
    }
    // The account was closed, or is another citizenship of the same wallet's: the juror's is gone.
    let Ok(citizen) = Account::<Citizen>::load(*citizen) else { return Ok(false) };
    Ok(citizen.serial == juror.serial && in_good_standing(&citizen.standing(), frozen_at).is_ok())
}

/// Whether a juror is a party, or gains by the remedy.
#[inline(always)]
fn is_concerned(juror: &Juror, case: &Case) -> bool {
    let serials = [case.claimant_serial, case.respondent_serial, case.target_serial];
    let wallets = [case.claimant, case.respondent, case.beneficiary];
    (juror.serial != NO_SERIAL && serials.contains(&juror.serial)) || wallets.contains(&juror.wallet)
}

#[cfg(test)]
mod tests {
    use super::*;
    use anchor_lang::bytemuck::Zeroable;

    const CASE: Address = Address::new_from_array([9; 32]);

    #[test]
    fn tickets_draw_uniformly() {
        // As many draws as a nation makes in a generation: 131,072, over cases, rounds, seats and attempts.
        const JURORS: u32 = 1_000;
        let mut counts = [0u32; JURORS as usize];
        for n in 0u32..1 << 17 {
            let mut hash = [0; 32];
            hash[..2].copy_from_slice(&(n >> 15).to_le_bytes()[..2]);
            let ticket = ticket(&hash, &CASE, (n >> 13) as u8 & 3, (n >> 6) as u8 & 127, n & 63);
            counts[sortition::index(&ticket, JURORS).unwrap() as usize] += 1;
        }
        // Pearson's chi-square; beyond four standard deviations lies one in ten thousand.
        let expected = f64::from(1 << 17) / f64::from(JURORS);
        let chi: f64 = counts.iter().map(|n| (f64::from(*n) - expected).powi(2) / expected).sum();
        let freedom = f64::from(JURORS - 1);
        assert!((chi - freedom).abs() < 4.0 * (2.0 * freedom).sqrt(), "{chi}");
    }

    #[test]
    fn a_ticket_depends_on_everything() {
        let all = [
            ticket(&[1; 32], &CASE, 0, 0, 0),
            ticket(&[2; 32], &CASE, 0, 0, 0),
            ticket(&[1; 32], &Address::new_from_array([8; 32]), 0, 0, 0),
            ticket(&[1; 32], &CASE, 1, 0, 0),
            ticket(&[1; 32], &CASE, 0, 1, 0),
            ticket(&[1; 32], &CASE, 0, 0, 1),
        ];
        for (n, ticket) in all.iter().enumerate() {
            assert!(!all[..n].contains(ticket), "{n}");
        }
    }

    #[test]
    fn parties_and_those_who_gain_do_not_judge() {
        let address = |n| Address::new_from_array([n; 32]);
        let case = Case {
            claimant: address(1),
            respondent: address(2),
            beneficiary: address(3),
            claimant_serial: 10,
            respondent_serial: NO_SERIAL,
            target_serial: 30,
            ..Case::zeroed()
        };
        let juror = |wallet, serial| Juror { wallet: address(wallet), serial, ..Juror::zeroed() };
        assert!(!is_concerned(&juror(4, 40), &case));
        for concerned in [juror(1, 40), juror(2, 40), juror(3, 40), juror(4, 10), juror(4, 30)] {
            assert!(is_concerned(&concerned, &case));
        }
        assert!(!is_concerned(&juror(4, NO_SERIAL), &case), "no serial is nobody's");
    }
}
