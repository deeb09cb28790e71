//! The end of a case.

use crate::twists::*;
use civitas_tests::catalogue::Case;
use civitas_tests::court::ruling;
use civitas_tests::refusals::Refusal;
use civitas_tests::{GOVERNOR_ID, LAND_ID, MEMBERSHIP_ID, Signer, TREASURY_ID, Till, ix};
use client::governor::accounts::Proposal;
use client::land::accounts::Lease;
use client::membership::accounts::Citizen;
use client::treasury::accounts::Stream;

/// Another account among those that follow.
fn follow(c: &mut Case, place: usize, address: civitas_tests::Address) {
    let declared = c.idl.slots.len();
    c.instruction.accounts[declared + place].pubkey = address;
}

/// The account that follows at a place.
fn following(c: &Case, place: usize) -> civitas_tests::Address {
    c.instruction.accounts[c.idl.slots.len() + place].pubkey
}

/// Another program is asked to enforce it.
fn by(c: &mut Case, program: civitas_tests::Address) {
    c.put("program", program);
}

/// The same target at another address, as it could not be.
fn a_copy(c: &mut Case, place: usize) {
    let target = following(c, place);
    let copy = civitas_tests::Address::new_from_array([71; 32]);
    c.world.put(&copy, c.world.account(&target));
    follow(c, place, copy);
}

/// Somebody's citizenship other than the respondent's.
fn another_citizen(c: &mut Case, place: usize) {
    let other = c.world.citizen(4).citizen;
    follow(c, place, other);
}

/// A target of another type.
fn of_another_kind(c: &mut Case, place: usize) {
    let governor = c.world.nation.governor;
    follow(c, place, governor);
}

pub const REFUSALS: &[Refusal] = &[
    ("finalize", "NotEnding", |c| pass(c, -1)),
    ("finalize", "NotEnding", |c| c.run_once()),
    ("finalize", "WrongCourt", other_court),
    ("enforce", "NotFinal", |c| not_final(c)),
    ("enforce", "NothingGranted", |c| corrupt(c, |case| case.ruling = ruling::FOR_RESPONDENT)),
    ("enforce", "NothingGranted", |c| corrupt(c, |case| case.ruling = ruling::UNDECIDED)),
    ("enforce", "AlreadyEnforced", |c| c.run_once()),
    ("enforce", "AlreadyEnforced", |c| corrupt(c, |case| case.remedy = 5)),
    ("enforce", "WrongProgram", |c| by(c, MEMBERSHIP_ID)),
    ("enforce.suspend", "WrongProgram", |c| by(c, LAND_ID)),
    ("enforce.split_deposit", "WrongProgram", |c| by(c, TREASURY_ID)),
    ("enforce.award_budget", "WrongProgram", |c| by(c, GOVERNOR_ID)),
    ("enforce.enjoin", "WrongProgram", |c| by(c, TREASURY_ID)),
    ("enforce.pause", "WrongProgram", |c| by(c, civitas_tests::COURT_ID)),
    // Too many, another court, another beneficiary.
    ("enforce", "AccountsDiffer", |c| {
        let nation = c.instruction.accounts[c.idl.slots.len() + 1].clone();
        c.instruction.accounts.push(nation);
    }),
    ("enforce", "AccountsDiffer", |c| {
        let theirs = their_court(c).address;
        follow(c, 0, theirs);
    }),
    ("enforce.award_budget", "AccountsDiffer", |c| {
        let other = c.world.empty_holding(&tribunal(c).money, &c.world.citizen(3).key());
        follow(c, 6, other);
    }),
    ("enforce", "WrongTarget", |c| a_copy(c, 4)),
    ("enforce", "WrongTarget", |c| of_another_kind(c, 4)),
    ("enforce.suspend", "WrongTarget", |c| another_citizen(c, 2)),
    ("enforce.suspend", "WrongTarget", |c| of_another_kind(c, 2)),
    ("enforce.suspend", "WrongTarget", |c| {
        let theirs = c.world.sibling.people[1].citizen;
        follow(c, 2, theirs);
    }),
    ("enforce.reissue", "WrongTarget", |c| another_citizen(c, 3)),
    ("enforce.split_deposit", "WrongTarget", |c| a_copy(c, 2)),
    ("enforce.award_budget", "WrongTarget", |c| a_copy(c, 3)),
    ("enforce.enjoin", "WrongTarget", |c| a_copy(c, 2)),
    ("enforce.release", "WrongTarget", |c| a_copy(c, 2)),
    ("enforce.pause", "WrongTarget", |c| a_copy(c, 2)),
    ("enforce.resume", "WrongTarget", |c| a_copy(c, 2)),
    ("enforce.reinstate", "WrongTarget", |c| another_citizen(c, 2)),
    ("enforce", "TargetChanged", |c| {
        c.world.edit::<Lease>(&following(c, 4), |lease| lease.tenant_serial = 3);
    }),
    ("enforce.split_deposit", "TargetChanged", |c| {
        c.world.edit::<Lease>(&following(c, 2), |lease| lease.tenant_serial = 3);
    }),
    ("enforce.release", "TargetChanged", |c| {
        c.world.edit::<Proposal>(&following(c, 2), |proposal| proposal.enjoined_at += 1);
    }),
    ("enforce.resume", "TargetChanged", |c| {
        c.world.edit::<Stream>(&following(c, 2), |stream| stream.paused_at += 1);
    }),
    ("enforce.reinstate", "TargetChanged", |c| {
        c.world.edit::<Citizen>(&following(c, 2), |citizen| citizen.suspended_until += 1);
    }),
    ("enforce.suspend", "SuspensionShorter", |c| {
        let until = c.world.now() + 86_400;
        c.world.edit::<Citizen>(&following(c, 2), |citizen| citizen.suspended_until = until);
    }),
    ("enforce", "WrongCourt", other_court),
    ("settle_seat", "NotFinal", |c| not_final(c)),
    ("settle_seat", "AlreadySettled", |c| c.run_once()),
    ("settle_seat", "WrongCourt", other_court),
    ("settle_seat", "WrongCase", other_case),
    ("settle_seat", "WrongJuror", other_juror),
    ("settle_seat.lost", "JurorInvariant", |c| corrupt_juror(c, |juror| juror.locked += 1)),
    ("withdraw_rewards", "NotJuror", |c| somebody_else(c, "wallet")),
    ("withdraw_rewards", "NothingDue", |c| c.run_once()),
    ("withdraw_rewards", "WrongCourt", other_court),
    ("withdraw_rewards", "WrongEscrow", other_escrow),
    ("withdraw_rewards", "WrongMint", other_mint),
    ("withdraw_rewards", "WrongMint", other_token_program),
    ("withdraw_rewards", "NotAHolding", |c| no_holding(c, "destination")),
    ("withdraw_rewards", "EscrowShort", |c| overbook(c)),
    ("withdraw_case", "NotFinal", |c| not_final(c)),
    ("withdraw_case", "NotParty", |c| without(c, "citizen")),
    ("withdraw_case", "NotParty", other_citizen),
    ("withdraw_case.wallet", "NotParty", |c| somebody_else(c, "party")),
    ("withdraw_case", "NothingDue", |c| c.run_once()),
    ("withdraw_case", "WrongCourt", other_court),
    ("withdraw_case", "WrongEscrow", other_escrow),
    ("withdraw_case", "WrongMint", other_mint),
    ("withdraw_case", "WrongMint", other_token_program),
    ("withdraw_case", "NotAHolding", |c| no_holding(c, "destination")),
    ("withdraw_case", "EscrowShort", |c| overbook(c)),
    ("withdraw_bounty", "RoundUnknown", |c| number(c, "round", 1)),
    ("withdraw_bounty", "RoundUnknown", |c| number(c, "round", 255)),
    ("withdraw_bounty", "NotCapturer", |c| somebody_else(c, "capturer")),
    ("withdraw_bounty", "NotCapturer", |c| corrupt(c, |case| case.rounds[0].captured_slot = 0)),
    ("withdraw_bounty", "NothingDue", |c| c.run_once()),
    ("withdraw_bounty", "WrongCourt", other_court),
    ("withdraw_bounty", "WrongEscrow", other_escrow),
    ("withdraw_bounty", "WrongMint", other_mint),
    ("withdraw_bounty", "WrongMint", other_token_program),
    ("withdraw_bounty", "NotAHolding", |c| no_holding(c, "destination")),
    ("withdraw_bounty", "EscrowShort", |c| overbook(c)),
    ("collect_fines", "NothingDue", |c| c.run_once()),
    ("collect_fines", "WrongLedger", |c| {
        let theirs = Till::of(&c.world.sibling.address, tribunal(c).money).ledger;
        c.put("ledger", theirs);
    }),
    ("collect_fines", "WrongLedger", |c| {
        let other = c.world.open_till(&c.world.nation, c.world.coin("another coin"));
        c.put("ledger", other.ledger);
    }),
    ("collect_fines", "WrongHolding", |c| {
        let theirs = Till::of(&c.world.sibling.address, tribunal(c).money).holding;
        c.put("holding", theirs);
    }),
    ("collect_fines", "WrongProgram", |c| c.put("treasury_program", LAND_ID)),
    ("collect_fines", "WrongEscrow", other_escrow),
    ("collect_fines", "WrongMint", other_mint),
    ("collect_fines", "WrongMint", other_token_program),
    ("collect_fines", "EscrowShort", |c| overbook(c)),
    ("close_seat", "NotSettled", |c| corrupt_seat(c, |seat| seat.settled = 0)),
    ("close_seat", "WrongCase", other_case),
    ("close_seat", "WrongRentPayer", other_rent_payer),
    ("close_evidence_account", "NotFinal", |c| not_final(c)),
    ("close_evidence_account", "WrongCase", other_case),
    ("close_evidence_account", "WrongRentPayer", other_rent_payer),
    ("close_case", "NotFinal", |c| not_final(c)),
    ("close_case", "CaseNotOver", |c| corrupt(c, |case| case.seats_left = 1)),
    ("close_case", "CaseNotOver", |c| corrupt(c, |case| case.evidence_left = 1)),
    ("close_case", "CaseNotOver", |c| corrupt(c, |case| case.claimant_due = 1)),
    ("close_case", "CaseNotOver", |c| corrupt(c, |case| case.respondent_due = 1)),
    ("close_case", "CaseNotOver", |c| {
        // Granted and not enforced, to the last second of the year.
        corrupt(c, |case| case.ruling = ruling::FOR_CLAIMANT);
        c.world.at(account(c).final_at + 365 * 86_400 - 1);
    }),
    ("close_case", "CaseNotOver", |c| {
        // A bounty that nobody has fetched.
        corrupt(c, |case| case.held = 1);
        c.world.at(account(c).final_at + 365 * 86_400 - 1);
    }),
    ("close_case", "WrongCourt", other_court),
    ("close_case", "WrongRentPayer", other_rent_payer),
];

/// What the called programs refuse, when the court signs.
pub const OF_THE_CALLED: &[Refusal] = &[
    ("enforce", "NotCourt", |c| {
        // Another court is in office by now.
        let stranger = c.world.stranger().key();
        founder_does(c, ix::set_court(&c.world.nation, founder(c).pubkey(), stranger));
    }),
    ("enforce.suspend", "NotCourt", |c| {
        let stranger = c.world.stranger().key();
        founder_does(c, ix::set_court(&c.world.nation, founder(c).pubkey(), stranger));
    }),
    ("enforce", "NotRunning", |c| {
        c.world.edit::<Lease>(&following(c, 4), |lease| lease.state = 4);
    }),
    ("enforce.suspend", "WrongNation", |c| {
        let theirs = c.world.sibling.address;
        follow(c, 1, theirs);
    }),
];
