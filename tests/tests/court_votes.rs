//! What a panel says: `commit`, `reveal`, `rule`.

use civitas_tests::court::{self, BOND, PARAMS, Sitting, ruling, stage};
use civitas_tests::*;
use client::court::instructions as i;
use client::court::types::CourtParams;
use ix::{commitment, salt};
use ruling::{ABSENT, FOR_CLAIMANT, FOR_RESPONDENT, REFUSED, SILENT, UNDECIDED};

/// A case with a panel of three that can commit, of six jurors.
fn empanelled() -> (World, Tribunal, Dispute, Vec<Sitting>) {
    let (w, tribunal) = court::world(6, |_| Money::SOL, &PARAMS);
    let dispute = w.file(&tribunal, &w.citizen(0).wallet, &Petition::suspend(w.citizen(1), DAY as u32));
    w.empanel(&dispute);
    let bench = w.bench(&dispute);
    (w, tribunal, dispute, bench)
}

/// `reveal` with any salt.
fn open(dispute: &Dispute, sitting: &Sitting, choice: u8, salt: [u8; 32]) -> Instruction {
    i::Reveal { wallet: sitting.key(), juror: sitting.juror, case: dispute.address, seat: sitting.seat }
        .instruction(i::RevealInstructionArgs { choice, salt })
}

/// The juror commits to these bytes; then the others in their own way, so that all can be revealed.
fn committed_to(w: &World, dispute: &Dispute, bench: &[Sitting], bytes: [u8; 32]) {
    let (first, others) = bench.split_first().unwrap();
    w.send(&[ix::commit_to(dispute, first, bytes)], &[&first.wallet]).ok();
    for sitting in others {
        w.commit(dispute, sitting, FOR_CLAIMANT).ok();
    }
}

#[test]
fn a_commitment_is_opened_by_its_juror_with_its_choice_and_salt_alone() {
    let (w, _, dispute, bench) = empanelled();
    w.commit_all(&dispute, &[FOR_CLAIMANT, FOR_RESPONDENT, REFUSED]);
    let first = &bench[0];
    let own = salt(first.index);
    for (choice, salt) in
        [(FOR_RESPONDENT, own), (REFUSED, own), (FOR_CLAIMANT, [0; 32]), (FOR_CLAIMANT, salt(99))]
    {
        w.send(&[open(&dispute, first, choice, salt)], &[&first.wallet]).court_error("RevealMismatch");
    }
    for choice in [ABSENT, UNDECIDED, 5, 255] {
        w.reveal(&dispute, first, choice).court_error("ChoiceUnknown");
    }
    w.reveal(&dispute, first, FOR_CLAIMANT).ok();
    w.reveal(&dispute, first, FOR_CLAIMANT).court_error("AlreadyRevealed");
    let seat = w.seat_account(&first.seat);
    assert_eq!((seat.choice, seat.settled), (FOR_CLAIMANT, 0));
    assert_eq!(w.round(&dispute).for_claimant, 1);
}

#[test]
fn a_commitment_copied_from_another_juror_cannot_be_revealed() {
    let (w, _, dispute, bench) = empanelled();
    let [thief, victim] = [&bench[0], &bench[1]];
    let stolen = commitment(&dispute.address, 0, victim.index, FOR_CLAIMANT, &salt(victim.index));
    committed_to(&w, &dispute, &bench, stolen);
    assert_eq!(w.seat_account(&thief.seat).commitment, w.seat_account(&victim.seat).commitment);
    // Once the victim has revealed, the thief knows everything.
    w.reveal(&dispute, victim, FOR_CLAIMANT).ok();
    for choice in [FOR_CLAIMANT, FOR_RESPONDENT, REFUSED] {
        for salt in [salt(victim.index), salt(thief.index)] {
            w.send(&[open(&dispute, thief, choice, salt)], &[&thief.wallet]).court_error("RevealMismatch");
        }
    }
    // Nor does it help to pass the victim's seat or juror.
    let pass = |juror, seat| {
        let reveal = i::Reveal { wallet: thief.key(), juror, case: dispute.address, seat };
        let args = i::RevealInstructionArgs { choice: FOR_CLAIMANT, salt: salt(victim.index) };
        w.send(&[reveal.instruction(args)], &[&thief.wallet])
    };
    pass(victim.juror, victim.seat).court_error("NotJuror");
    pass(thief.juror, victim.seat).court_error("WrongSeat");
    pass(victim.juror, thief.seat).court_error("NotJuror");
    // Who cannot reveal loses what is at risk.
    w.at(w.case_account(&dispute).reveal_until);
    w.reveal(&dispute, &bench[2], FOR_CLAIMANT).court_error("NotRevealing");
}

#[test]
fn a_commitment_for_something_else_cannot_be_revealed() {
    let other_program = |case: &Address, index: u32| {
        use sha2::{Digest, Sha256};
        let mut hash = Sha256::new().chain_update(b"civitas court commitment v1").chain_update(GOVERNOR_ID);
        hash.update(case);
        hash.update([0]);
        hash.update(index.to_le_bytes());
        hash.update([FOR_CLAIMANT]);
        hash.update(salt(index));
        hash.finalize().into()
    };
    let (w, tribunal, dispute, bench) = empanelled();
    let first = &bench[0];
    let other_case = tribunal.dispute(1).address;
    let made_for: [(&str, [u8; 32]); 4] = [
        ("another case", commitment(&other_case, 0, first.index, FOR_CLAIMANT, &salt(first.index))),
        ("another round", commitment(&dispute.address, 1, first.index, FOR_CLAIMANT, &salt(first.index))),
        ("another juror", commitment(&dispute.address, 0, first.index + 1, FOR_CLAIMANT, &salt(first.index))),
        ("another program", other_program(&dispute.address, first.index)),
    ];
    for (what, bytes) in made_for {
        let w = w.clone();
        committed_to(&w, &dispute, &bench, bytes);
        for choice in [FOR_CLAIMANT, FOR_RESPONDENT, REFUSED] {
            w.reveal(&dispute, first, choice).court_error("RevealMismatch");
        }
        w.reveal(&dispute, &bench[1], FOR_CLAIMANT).ok();
        assert_eq!(w.round(&dispute).for_claimant, 1, "{what}");
    }
    // The same bytes are good where they belong.
    let good = commitment(&dispute.address, 0, first.index, FOR_CLAIMANT, &salt(first.index));
    committed_to(&w, &dispute, &bench, good);
    w.reveal(&dispute, first, FOR_CLAIMANT).ok();
}

#[test]
fn a_commitment_replayed_in_a_second_case_cannot_be_revealed() {
    // Two cases at a time; a juror who sits in both commits to the bytes of the first in the second.
    let (w, tribunal) = court::world(3, |_| Money::SOL, &PARAMS);
    let petition = Petition::suspend(w.citizen(1), DAY as u32);
    let disputes = [0, 1].map(|_| w.file(&tribunal, &w.citizen(0).wallet, &petition));
    w.close_evidence(&disputes[0]);
    w.try_close_evidence(&disputes[1]).ok();
    w.pass_slots(10);
    for dispute in &disputes {
        w.capture(dispute, &w.payer).ok();
        w.draw_panel(dispute);
    }
    let [here, there] = disputes.map(|dispute| {
        w.bench(&dispute).into_iter().find(|sitting| sitting.index == 0).expect("all three sit in both")
    });
    w.commit(&disputes[0], &here, FOR_CLAIMANT).ok();
    let bytes = w.seat_account(&here.seat).commitment;
    w.send(&[ix::commit_to(&disputes[1], &there, bytes)], &[&there.wallet]).ok();
    // A seat is one of its case.
    let mixed = |seat: &Sitting, dispute: &Dispute| w.commit(dispute, seat, FOR_CLAIMANT);
    mixed(&here, &disputes[1]).court_error("WrongCase");
    for dispute in &disputes {
        for sitting in w.bench(dispute).iter().filter(|sitting| sitting.index != 0) {
            w.commit(dispute, sitting, FOR_CLAIMANT).ok();
        }
    }
    w.reveal(&disputes[0], &here, FOR_CLAIMANT).ok();
    w.reveal(&disputes[1], &there, FOR_CLAIMANT).court_error("RevealMismatch");
    assert_eq!(w.juror_account(&tribunal, 0).locked, 2 * BOND);
}

#[test]
fn a_commitment_is_made_once_by_who_sits_in_the_present_round() {
    let (w, tribunal, dispute, bench) = empanelled();
    let first = &bench[0];
    w.send(&[ix::commit_to(&dispute, first, [0; 32])], &[&first.wallet]).court_error("CommitmentEmpty");
    w.commit(&dispute, first, FOR_CLAIMANT).ok();
    let kept = w.seat_account(&first.seat).commitment;
    w.commit(&dispute, first, FOR_RESPONDENT).court_error("AlreadyCommitted");
    w.send(&[ix::commit_to(&dispute, first, [0; 32])], &[&first.wallet]).court_error("AlreadyCommitted");
    assert_eq!(w.seat_account(&first.seat).commitment, kept);
    // Jurors who do not sit have no seat to commit in.
    let idle = (0..6).find(|index| bench.iter().all(|sitting| sitting.index != *index)).unwrap();
    let wallet = w.juror_account(&tribunal, idle).wallet;
    let person = w.nation.people.iter().find(|person| person.key() == wallet).unwrap();
    let stranger = Sitting {
        juror: tribunal.juror(idle),
        index: idle,
        wallet: person.wallet.insecure_clone(),
        ..bench[1].clone()
    };
    w.commit(&dispute, &stranger, FOR_CLAIMANT).court_error("WrongSeat");
    // Nothing is revealed while anybody can commit.
    w.reveal(&dispute, first, FOR_CLAIMANT).court_error("NotRevealing");
    w.rule(&dispute).court_error("NotCounting");
    w.commit(&dispute, &bench[1], FOR_CLAIMANT).ok();
    w.commit(&dispute, &bench[2], FOR_CLAIMANT).ok();
    // The last commitment has ended the time to commit.
    let case = w.case_account(&dispute);
    assert_eq!((case.commit_until, case.reveal_until), (w.now(), w.now() + i64::from(PARAMS.reveal_seconds)));
    for sitting in &bench {
        w.reveal(&dispute, sitting, FOR_CLAIMANT).ok();
    }
    w.rule(&dispute).ok();
    w.rule(&dispute).court_error("NotCounting");
    // In an appeal the seats of the round before are good for nothing.
    w.appeal(&dispute, &w.citizen(1).wallet).ok();
    w.empanel(&dispute);
    w.commit(&dispute, first, FOR_CLAIMANT).court_error("WrongSeat");
    w.reveal(&dispute, first, FOR_CLAIMANT).court_error("WrongSeat");
}

#[test]
fn who_has_not_committed_in_time_reveals_nothing() {
    let (w, _, dispute, bench) = empanelled();
    w.commit(&dispute, &bench[0], FOR_CLAIMANT).ok();
    w.at(w.case_account(&dispute).commit_until);
    w.commit(&dispute, &bench[1], FOR_CLAIMANT).court_error("NotCommitting");
    w.reveal(&dispute, &bench[1], FOR_CLAIMANT).court_error("NotCommitted");
    w.reveal(&dispute, &bench[0], FOR_CLAIMANT).ok();
    // Nobody else can reveal: nothing is waited for.
    w.rule(&dispute).ok();
    assert_eq!(w.case_account(&dispute).ruling, FOR_CLAIMANT);
}

#[test]
fn more_than_half_of_those_who_reveal_decide() {
    for (choices, expected) in [
        ([1, 1, 2], FOR_CLAIMANT),
        ([2, 1, 2], FOR_RESPONDENT),
        ([3, 1, 3], REFUSED),
        ([1, 2, 3], UNDECIDED),
        ([1, 2, ABSENT], UNDECIDED),
        ([2, SILENT, ABSENT], FOR_RESPONDENT),
        ([ABSENT, 3, ABSENT], REFUSED),
        ([1, SILENT, 1], FOR_CLAIMANT),
        ([SILENT, SILENT, SILENT], UNDECIDED),
        ([ABSENT, ABSENT, ABSENT], UNDECIDED),
    ] {
        let (w, tribunal, dispute, bench) = empanelled();
        w.deliberate(&dispute, &choices);
        let case = w.case_account(&dispute);
        assert_eq!((case.ruling, case.stage), (expected, stage::RULED), "{choices:?}");
        let revealed = |choice| choices.iter().filter(|chosen| **chosen == choice).count() as u8;
        let round = w.round(&dispute);
        assert_eq!([round.for_claimant, round.for_respondent, round.refused], [1, 2, 3].map(revealed));
        w.end_case(&dispute);
        w.settle_seats(&dispute);
        // Who kept silent loses the bond; who chose otherwise, too, where somebody could choose right.
        for (sitting, choice) in bench.iter().zip(choices) {
            let juror = w.juror_account(&tribunal, sitting.index);
            let silent = matches!(choice, ABSENT | SILENT);
            let lost = silent || (expected != UNDECIDED && choice != expected);
            assert_eq!(juror.bond, 3 * BOND - u64::from(lost) * BOND, "{choices:?}: {choice}");
            assert_eq!(juror.locked, 0);
            assert_eq!(juror.due > 0, choice == expected, "{choices:?}: {choice}");
        }
        let granted = if expected == FOR_CLAIMANT { "AlreadyEnforced" } else { "NothingGranted" };
        if expected == FOR_CLAIMANT {
            w.enforce(&dispute).ok();
        }
        w.enforce(&dispute).court_error(granted);
    }
}

#[test]
fn a_new_wallet_reveals_what_the_old_one_committed_to() {
    let params = CourtParams { reveal_seconds: 30 * 86_400, unbonding_seconds: 60 * 86_400, ..PARAMS };
    let (w, tribunal) = court::world(3, |_| Money::SOL, &params);
    let dispute = w.file(&tribunal, &w.citizen(0).wallet, &Petition::suspend(w.citizen(1), DAY as u32));
    w.empanel(&dispute);
    w.commit_all(&dispute, &[FOR_CLAIMANT; 3]);
    let old = w.citizen(2).clone();
    let sitting = w.bench(&dispute).into_iter().find(|sitting| sitting.key() == old.key()).unwrap();
    let new = w.without_court(&tribunal, || w.move_wallet(&old, "a new wallet"));
    let moved = Sitting { wallet: new.wallet.insecure_clone(), ..sitting.clone() };
    w.reveal(&dispute, &moved, FOR_CLAIMANT).court_error("NotJuror");
    w.send(&[ix::claim_juror(&tribunal, &new, sitting.index)], &[&new.wallet]).ok();
    w.reveal(&dispute, &sitting, FOR_CLAIMANT).court_error("NotJuror");
    w.reveal(&dispute, &moved, FOR_CLAIMANT).ok();
}

#[test]
fn a_juror_who_is_suspended_once_seated_still_judges() {
    let (w, tribunal, dispute, bench) = empanelled();
    let person = w.nation.people.iter().find(|person| person.key() == bench[0].key()).unwrap();
    w.without_court(&tribunal, || {
        let founder = &w.nation.founder;
        w.send(&[ix::suspend(person, founder.pubkey(), w.now() + 30 * DAY)], &[founder]).ok();
    });
    w.agree(&dispute, FOR_RESPONDENT);
    assert_eq!(w.case_account(&dispute).ruling, FOR_RESPONDENT);
}
