//! What can be asked for, upon what, and of whom; and what a party may do until evidence closes.

use crate::twists::*;
use civitas_tests::catalogue::Case;
use civitas_tests::court::PARAMS;
use civitas_tests::refusals::Refusal;
use civitas_tests::{Address, addresses, ix};
use client::court::accounts::Court;
use client::governor::accounts::Proposal;
use client::land::accounts::Lease;
use client::membership::accounts::Citizen;
use client::treasury::accounts::{Budget, Stream};

/// Bytes of `file`'s data before the length of its text: discriminator, remedy, amount, seconds, beneficiary, hash.
const BEFORE_STATEMENT: usize = 1 + 1 + 8 + 4 + 32 + 32;
/// Bytes before the length of an answer's or evidence's text.
const BEFORE_TEXT: usize = 1 + 32;

/// The remedy acts upon an account of another kind, of the same nation.
fn of_another_kind(c: &mut Case) {
    c.put("target", c.world.nation.governor);
}

/// The remedy acts upon no account.
fn upon_nothing(c: &mut Case) {
    c.put("target", Address::default());
}

/// Rewrites the target's account, which is of any type.
fn another_nations(c: &mut Case) {
    let target = c.address("target");
    let (own, theirs) = (c.world.nation.address, c.world.sibling.address);
    c.world.edit_bytes(&target, |data| {
        let at = (0..data.len() - 31).find(|at| data[*at..*at + 32] == own.to_bytes()).expect("its nation");
        data[at..at + 32].copy_from_slice(theirs.as_ref());
    });
}

/// The case is brought against somebody whom the remedy does not concern.
fn against_another(c: &mut Case) {
    let other = c.world.citizen(5).key();
    respond(c, other);
}

fn respond(c: &mut Case, wallet: Address) {
    c.put("respondent", wallet);
    c.put("respondent_citizen", addresses::citizen(&c.world.nation.address, &wallet).0);
}

/// Somebody else brings the case, who can pay for it.
fn by_another(c: &mut Case, citizen: usize) {
    let other = person(c, citizen);
    c.stand_in("claimant", &other.wallet);
    c.put("claimant_citizen", other.citizen);
    let court: Court = c.world.read(&c.address("court"));
    let money = civitas_tests::Money { mint: court.mint, program: court.token_program };
    c.put("source", money.of(&other.key()));
}

/// Names somebody who shall gain by it.
fn beneficiary(c: &mut Case, wallet: Address) {
    c.instruction.data[14..46].copy_from_slice(wallet.as_ref());
}

/// Rewrites the target.
macro_rules! unfit {
    ($type:ty, $change:expr) => {
        |c| c.world.edit::<$type>(&c.address("target"), $change)
    };
}

/// The longest that can be asked for, and a second.
fn too_long(c: &mut Case, longest: u32) {
    number(c, "seconds", u64::from(longest) + 1);
}

pub const REFUSALS: &[Refusal] = &[
    ("file", "RemedyUnknown", |c| number(c, "remedy", 11)),
    // What each remedy asks for, and nothing else.
    ("file", "RemedyMalformed", |c| number(c, "amount", 1)),
    ("file", "RemedyMalformed", |c| number(c, "seconds", 1)),
    ("file", "RemedyMalformed", |c| beneficiary(c, person(c, 3).key())),
    ("file.suspend", "RemedyMalformed", |c| number(c, "seconds", 0)),
    ("file.suspend", "RemedyMalformed", |c| too_long(c, PARAMS.max_suspension_seconds)),
    ("file.suspend", "RemedyMalformed", |c| number(c, "amount", 1)),
    ("file.reissue", "RemedyMalformed", |c| beneficiary(c, Address::default())),
    ("file.reissue", "RemedyMalformed", |c| beneficiary(c, person(c, 1).key())),
    ("file.split_deposit", "RemedyMalformed", |c| number(c, "amount", 3_000_001)),
    ("file.award_budget", "RemedyMalformed", |c| number(c, "amount", 0)),
    ("file.award_budget", "RemedyMalformed", |c| beneficiary(c, Address::default())),
    ("file.award_budget", "RemedyMalformed", |c| {
        let elsewhere = c.world.citizen(3).key();
        c.world.edit::<Budget>(&c.address("target"), |budget| budget.destination = elsewhere);
    }),
    ("file.award_escrow", "RemedyMalformed", |c| number(c, "amount", 0)),
    ("file.enjoin", "RemedyMalformed", |c| number(c, "seconds", 0)),
    ("file.enjoin", "RemedyMalformed", |c| too_long(c, PARAMS.max_injunction_seconds)),
    ("file.release", "RemedyMalformed", |c| number(c, "seconds", 1)),
    ("file.pause", "RemedyMalformed", |c| number(c, "amount", 1)),
    ("file.resume", "RemedyMalformed", |c| beneficiary(c, person(c, 1).key())),
    ("file.reinstate", "RemedyMalformed", |c| number(c, "seconds", 1)),
    // Upon what.
    ("file", "WrongTarget", of_another_kind),
    ("file", "WrongTarget", upon_nothing),
    ("file.suspend", "WrongTarget", of_another_kind),
    ("file.suspend", "WrongTarget", upon_nothing),
    ("file.reissue", "WrongTarget", of_another_kind),
    ("file.split_deposit", "WrongTarget", of_another_kind),
    ("file.award_budget", "WrongTarget", of_another_kind),
    ("file.award_escrow", "WrongTarget", of_another_kind),
    ("file.enjoin", "WrongTarget", of_another_kind),
    ("file.release", "WrongTarget", of_another_kind),
    ("file.pause", "WrongTarget", of_another_kind),
    ("file.resume", "WrongTarget", of_another_kind),
    ("file.reinstate", "WrongTarget", of_another_kind),
    ("file", "WrongNation", another_nations),
    ("file.suspend", "WrongNation", another_nations),
    ("file.suspend", "WrongNation", |c| c.put("target", c.world.sibling.people[0].citizen)),
    ("file.reissue", "WrongNation", another_nations),
    ("file.split_deposit", "WrongNation", another_nations),
    ("file.award_budget", "WrongNation", another_nations),
    ("file.enjoin", "WrongNation", another_nations),
    ("file.release", "WrongNation", another_nations),
    ("file.pause", "WrongNation", another_nations),
    ("file.resume", "WrongNation", another_nations),
    ("file.reinstate", "WrongNation", another_nations),
    ("file", "WrongNation", their_nation),
    // In what state.
    ("file", "TargetUnfit", unfit!(Lease, |lease| lease.state = 4)),
    ("file", "TargetUnfit", unfit!(Lease, |lease| lease.state = 0)),
    ("file.suspend", "TargetUnfit", |c| {
        let person = person(c, 1);
        c.world.send(&[ix::renounce(&person)], &[&person.wallet]).ok();
    }),
    ("file.reissue", "TargetUnfit", unfit!(Citizen, |citizen| citizen.status = 1)),
    ("file.split_deposit", "TargetUnfit", unfit!(Lease, |lease| lease.state = 1)),
    ("file.split_deposit", "TargetUnfit", unfit!(Lease, |lease| lease.open = 0)),
    ("file.award_budget", "TargetUnfit", unfit!(Budget, |budget| budget.holder_kind = 0)),
    ("file.enjoin", "TargetUnfit", unfit!(Proposal, |proposal| proposal.state = 0)),
    ("file.enjoin", "TargetUnfit", unfit!(Proposal, |proposal| proposal.state = 4)),
    ("file.enjoin", "TargetUnfit", unfit!(Proposal, |proposal| proposal.state = 7)),
    ("file.release", "TargetUnfit", unfit!(Proposal, |proposal| proposal.state = 3)),
    ("file.pause", "TargetUnfit", unfit!(Stream, |stream| stream.cancelled = 1)),
    ("file.pause", "TargetUnfit", unfit!(Stream, |stream| stream.end = 1)),
    ("file.resume", "TargetUnfit", unfit!(Stream, |stream| stream.paused = 0)),
    ("file.reinstate", "TargetUnfit", unfit!(Citizen, |citizen| citizen.suspended_until = 0)),
    // Of whom.
    ("file", "WrongRespondent", against_another),
    ("file.suspend", "WrongRespondent", against_another),
    ("file.reissue", "WrongRespondent", against_another),
    ("file.split_deposit", "WrongRespondent", against_another),
    ("file.split_deposit", "WrongRespondent", |c| {
        // The tenant asks of somebody who is not the authority.
        by_another(c, 1);
        against_another(c);
    }),
    ("file.award_budget", "WrongRespondent", against_another),
    ("file.award_escrow", "WrongRespondent", |c| respond(c, Address::default())),
    ("file.enjoin", "WrongRespondent", against_another),
    ("file.release", "WrongRespondent", against_another),
    ("file.release", "WrongRespondent", |c| {
        // The proposer, though it is not the authority that asks.
        let proposer = c.world.citizen(0).key();
        by_another(c, 5);
        respond(c, proposer);
    }),
    ("file.pause", "WrongRespondent", against_another),
    ("file.resume", "WrongRespondent", against_another),
    ("file.reinstate", "WrongRespondent", against_another),
    ("file", "PartiesSame", |c| by_another(c, 1)),
    ("file.award_escrow", "PartiesSame", |c| by_another(c, 1)),
    ("file", "NotInOffice", |c| out_of_office(c)),
    ("file", "TooFewJurors", |c| corrupt_court(c, |court| court.jurors = 2)),
    ("file", "TextMalformed", |c| malformed_text(c, BEFORE_STATEMENT)),
    ("file", "WrongEscrow", other_escrow),
    ("file", "WrongMint", other_mint),
    ("file", "WrongMint", other_token_program),
    ("file", "NotAHolding", |c| no_holding(c, "source")),
    ("file.sol", "NotAHolding", another_purse),
    ("file", "AmountNotReceived", |c| tax(c, "claimant")),
    ("file", "EscrowShort", |c| overbook(c)),
    ("answer", "NotParty", |c| without(c, "citizen")),
    ("answer", "NotParty", other_citizen),
    ("answer", "NotParty", foreigner),
    ("answer.wallet", "NotParty", |c| somebody_else(c, "respondent")),
    ("answer", "NotRespondent", |c| {
        let claimant = person(c, 0).wallet;
        c.stand_in("respondent", &claimant);
    }),
    ("answer", "AnswerTooLate", |c| {
        c.world.at(account(c).answer_until);
    }),
    ("answer", "AlreadyAnswered", |c| c.run_once()),
    ("answer", "TextMalformed", |c| malformed_text(c, BEFORE_TEXT)),
    ("submit_evidence", "NotParty", |c| without(c, "citizen")),
    ("submit_evidence", "NotParty", other_citizen),
    ("submit_evidence.wallet", "NotParty", |c| somebody_else(c, "party")),
    ("submit_evidence", "EvidenceClosed", |c| {
        c.world.at(account(c).evidence_until);
    }),
    ("submit_evidence", "EvidenceFull", |c| {
        corrupt(c, |case| case.respondent_evidence = 16);
        let next = dispute(c).evidence(16);
        c.put("evidence", next);
    }),
    ("submit_evidence", "TextMalformed", |c| malformed_text(c, BEFORE_TEXT)),
    ("put_in_escrow", "NotParty", |c| without(c, "citizen")),
    ("put_in_escrow", "NotParty", other_citizen),
    ("put_in_escrow.wallet", "NotParty", |c| somebody_else(c, "party")),
    ("put_in_escrow", "EscrowNotAsked", |c| corrupt(c, |case| case.remedy = 0)),
    ("put_in_escrow", "EvidenceClosed", |c| {
        c.world.at(account(c).evidence_until);
    }),
    ("put_in_escrow", "WrongCourt", other_court),
    ("put_in_escrow", "AmountZero", |c| number(c, "amount", 0)),
    ("put_in_escrow", "ArithmeticOverflow", |c| number(c, "amount", u64::MAX)),
    ("put_in_escrow", "WrongEscrow", other_escrow),
    ("put_in_escrow", "WrongMint", other_mint),
    ("put_in_escrow", "WrongMint", other_token_program),
    ("put_in_escrow", "NotAHolding", |c| no_holding(c, "source")),
    ("put_in_escrow.sol", "NotAHolding", another_purse),
    ("put_in_escrow", "AmountNotReceived", |c| tax(c, "party")),
    ("put_in_escrow", "EscrowShort", |c| overbook(c)),
    ("close_evidence", "EvidenceOpen", |c| pass(c, -1)),
    ("close_evidence", "EvidenceClosed", |c| c.run_once()),
    ("close_evidence", "WrongCourt", other_court),
];
