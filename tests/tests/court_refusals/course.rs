//! From the draw to the last appeal.

use crate::twists::*;
use civitas_tests::catalogue::Case;
use civitas_tests::court::ruling;
use civitas_tests::refusals::Refusal;
use civitas_tests::{Address, Draft, TrackRules, ix};
use client::court::accounts::Case as CaseAccount;
use client::governor::accounts::{Governor, Proposal};

/// Ends the time to draw.
fn draw_over(c: &Case) {
    c.world.at(account(c).draw_until);
}

/// Moves on to the end of the time to commit, or reveal.
fn at(c: &Case, second: fn(&CaseAccount) -> i64) {
    c.world.at(second(&account(c)));
}

/// The claimant appeals, for whom the ruling is.
fn by_the_winner(c: &mut Case) {
    let claimant = person(c, 0).wallet;
    c.stand_in("appellant", &claimant);
}

/// Makes this the ruling that was counted.
fn ruled(c: &Case, ruling: u8) {
    corrupt(c, |case| case.ruling = ruling);
}

/// Takes the commitment of the first juror for the second's.
fn copied(c: &mut Case) {
    let dispute = dispute(c);
    let first = c.world.sitting(&dispute, 0, 0);
    let commitment = c.world.seat_account(&first.seat).commitment;
    let second = c.world.sitting(&dispute, 0, 1);
    c.instruction = ix::reveal(&dispute, &second, ruling::FOR_CLAIMANT);
    // With the salt of whom it was copied from, too.
    c.instruction.data[2..].copy_from_slice(&ix::salt(first.index));
    c.sign(&second.wallet);
    corrupt_seat(c, |seat| seat.commitment = commitment);
}

pub const REFUSALS: &[Refusal] = &[
    ("capture", "SlotNotProduced", |c| corrupt(c, |case| case.rounds[0].pinned_slot += 600)),
    ("capture", "SlotAgedOut", |c| c.world.pass_slots(600)),
    ("capture", "AlreadyCaptured", |c| c.run_once()),
    ("capture", "NotDrawing", |c| draw_over(c)),
    ("capture", "WrongSysvar", |c| c.put("slot_hashes", c.world.nation.address)),
    ("repin", "SlotNotProduced", |c| c.run_once()),
    ("repin", "SlotNotAgedOut", |c| {
        c.run_once();
        c.world.pass_slots(10);
    }),
    ("repin", "AlreadyCaptured", |c| {
        c.run_once();
        c.world.pass_slots(10);
        c.world.capture(&dispute(c), &person(c, 7).wallet).ok();
    }),
    ("repin", "NotDrawing", |c| draw_over(c)),
    ("repin", "WrongSysvar", |c| c.put("slot_hashes", c.world.nation.address)),
    ("draw", "NotDrawing", |c| draw_over(c)),
    ("draw", "NotCaptured", |c| corrupt(c, |case| case.rounds[0].captured_slot = 0)),
    ("draw", "TooFewJurors", |c| corrupt(c, |case| case.rounds[0].jurors = 0)),
    ("draw", "WrongJuror", other_juror),
    ("draw", "WrongJuror", |c| c.put("juror", c.world.nation.address)),
    ("draw", "WrongJuror", |c| c.put("juror", home(c).juror(99))),
    ("draw", "WrongCitizen", other_citizen),
    ("draw", "WrongSeat", |c| c.put("seat", dispute(c).seat(0, 1))),
    ("draw", "WrongSeat", |c| c.put("seat", dispute(c).seat(1, 0))),
    ("commit", "NotJuror", |c| somebody_else(c, "wallet")),
    ("commit", "WrongSeat", other_juror_who_signs),
    ("commit", "WrongSeat", other_seat),
    ("commit", "WrongSeat", |c| corrupt(c, |case| case.round = 1)),
    ("commit", "WrongCase", other_case),
    ("commit", "NotCommitting", |c| at(c, |case| case.commit_until)),
    ("commit", "AlreadyCommitted", |c| c.run_once()),
    ("commit", "CommitmentEmpty", |c| c.instruction.data[1..].fill(0)),
    ("reveal", "RevealMismatch", |c| number(c, "choice", 2)),
    ("reveal", "RevealMismatch", |c| c.instruction.data[33] ^= 1),
    ("reveal", "RevealMismatch", copied),
    ("reveal", "NotJuror", |c| somebody_else(c, "wallet")),
    ("reveal", "WrongSeat", other_juror_who_signs),
    ("reveal", "WrongSeat", other_seat),
    ("reveal", "WrongSeat", |c| corrupt(c, |case| case.round = 1)),
    ("reveal", "WrongCase", other_case),
    ("reveal", "NotRevealing", |c| at(c, |case| case.reveal_until)),
    ("reveal", "NotCommitted", |c| corrupt_seat(c, |seat| seat.commitment = [0; 32])),
    ("reveal", "AlreadyRevealed", |c| c.run_once()),
    ("reveal", "ChoiceUnknown", |c| number(c, "choice", 0)),
    ("reveal", "ChoiceUnknown", |c| number(c, "choice", 4)),
    ("rule", "NotCounting", |c| c.run_once()),
    ("rule", "NotCounting", |c| corrupt(c, |case| case.rounds[0].for_claimant = 1)),
    ("rule", "CaseInvariant", |c| corrupt(c, |case| case.rounds[0].for_respondent = 9)),
    ("appeal", "NotParty", |c| without(c, "citizen")),
    ("appeal", "NotParty", other_citizen),
    ("appeal.wallet", "NotParty", |c| somebody_else(c, "appellant")),
    ("appeal", "NotAppealable", |c| at(c, |case| case.appeal_until)),
    ("appeal", "NotAppealable", |c| c.run_once()),
    ("appeal", "RulingNotAgainst", by_the_winner),
    ("appeal", "AppealsUsedUp", |c| corrupt(c, |case| case.params.max_appeals = 0)),
    ("appeal", "WrongCourt", other_court),
    ("appeal", "WrongEscrow", other_escrow),
    ("appeal", "WrongMint", other_mint),
    ("appeal", "WrongMint", other_token_program),
    ("appeal", "NotAHolding", |c| no_holding(c, "source")),
    ("appeal.sol", "NotAHolding", another_purse),
    ("appeal", "AmountNotReceived", |c| tax(c, "appellant")),
    ("appeal", "EscrowShort", |c| overbook(c)),
    ("appeal_to_citizens", "NotParty", |c| without(c, "citizen")),
    ("appeal_to_citizens", "NotParty", other_citizen),
    ("appeal_to_citizens.party", "NotParty", |c| somebody_else(c, "appellant")),
    ("appeal_to_citizens", "NotAppealable", |c| at(c, |case| case.appeal_until)),
    ("appeal_to_citizens", "AppealsLeft", |c| corrupt(c, |case| case.params.max_appeals = 1)),
    ("appeal_to_citizens", "RulingNotAgainst", by_the_winner),
    ("appeal_to_citizens", "RulingNotAgainst", |c| ruled(c, ruling::FOR_RESPONDENT)),
    ("appeal_to_citizens", "RulingNotAgainst", |c| ruled(c, ruling::UNDECIDED)),
    ("appeal_to_citizens", "WrongProgram", |c| c.put("governor_program", civitas_tests::LAND_ID)),
    ("appeal_to_citizens", "WrongNation", their_nation),
    ("appeal_to_citizens", "WrongNation", |c| c.put("governor", c.world.sibling.governor)),
    ("appeal_to_citizens", "WrongNation", |c| c.put("governor", c.world.citizen(3).citizen)),
    ("conclude_appeal", "NotBeforeCitizens", |c| c.run_once()),
    ("conclude_appeal", "WrongProposal", |c| {
        let other = c.world.draft(&c.world.nation, &Draft::motion());
        c.put("proposal", other.address);
    }),
    ("conclude_appeal.gone", "WrongProposal", |c| c.put("proposal", Address::default())),
    ("conclude_appeal", "CitizensUndecided", |c| {
        c.world
            .edit::<Proposal>(&c.address("proposal"), |proposal| (proposal.state, proposal.outcome) = (1, 0));
    }),
    ("conclude_appeal", "WrongCourt", other_court),
];

/// Another juror of the same panel signs for the seat.
fn other_juror_who_signs(c: &mut Case) {
    let own = c.address("seat");
    let dispute = dispute(c);
    let bench = c.world.bench(&dispute);
    let other = bench.iter().find(|sitting| sitting.seat != own).expect("three seats");
    c.stand_in("wallet", &other.wallet);
    c.put("juror", other.juror);
}

/// What the governor refuses when it is asked to open the motion.
pub const OF_THE_GOVERNOR: &[Refusal] = &[
    ("appeal_to_citizens", "TrackUnknown", |c| corrupt(c, |case| case.params.citizens_track = 5)),
    ("appeal_to_citizens", "TrackFull", |c| {
        let rules = TrackRules { max_open: 1, ..civitas_tests::RULES };
        c.world.set_track(&c.world.nation, 0, rules);
        c.world.submitted(&c.world.nation, &Draft::motion(), &[]);
        let next = c.world.next_proposal(&c.world.nation, &person(c, 2));
        c.put("proposal", next.address);
    }),
    ("appeal_to_citizens", "NotVoter", |c| somebody_else(c, "proposer")),
    ("appeal_to_citizens", "ElectorateEmpty", |c| {
        // Nobody but the proposer could vote, and even that not at this moment.
        let nation = c.world.nation.address;
        c.world.edit::<client::membership::accounts::Nation>(&nation, |nation| {
            nation.voters = [0; 64];
        });
    }),
    ("appeal_to_citizens", "WrongNation", |c| {
        // The governor's own check, of the proposer's citizenship.
        let (governor, sibling) = (c.address("governor"), c.world.sibling.people[0].clone());
        c.stand_in("proposer", &sibling.wallet);
        c.put("proposer_citizen", sibling.citizen);
        c.world.edit::<Governor>(&governor, |_| {});
    }),
];
