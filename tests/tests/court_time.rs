//! Windows are half-open: the second at which one ends belongs to the next.

use civitas_tests::court::{self, BOND, PARAMS, ruling, stage};
use civitas_tests::*;
use client::court::types::CourtParams;
use ruling::FOR_CLAIMANT;

/// How long an unenforced ruling keeps a case from being closed: a year.
const RECORD_SECONDS: i64 = 365 * DAY;

fn filed(params: &CourtParams) -> (World, Tribunal, Dispute) {
    let (w, tribunal) = court::world(12, |_| Money::SOL, params);
    let dispute = w.file(&tribunal, &w.citizen(0).wallet, &Petition::suspend(w.citizen(1), DAY as u32));
    (w, tribunal, dispute)
}

/// What can be done before a second cannot from it on, for this reason.
#[track_caller]
fn ends_at(w: &World, second: i64, error: &str, step: impl Fn(&World) -> Outcome) {
    for (before, fails) in [(1, false), (0, true), (-1, true)] {
        let w = w.clone();
        w.at(second - before);
        if fails { step(&w).court_error(error) } else { drop(step(&w).ok()) }
    }
}

/// What can be done from a second on cannot before it, for this reason.
#[track_caller]
fn begins_at(w: &World, second: i64, error: &str, step: impl Fn(&World) -> Outcome) {
    for (before, fails) in [(2, true), (1, true), (0, false)] {
        let w = w.clone();
        w.at(second - before);
        if fails { step(&w).court_error(error) } else { drop(step(&w).ok()) }
    }
}

#[test]
fn pleading() {
    let (w, tribunal) = court::world(3, |_| Money::SOL, &PARAMS);
    let parties = [&w.citizen(0).wallet, &w.citizen(1).wallet];
    let dispute = w.file(&tribunal, parties[0], &Petition::award_escrow(parties[1].pubkey(), 500));
    let case = w.case_account(&dispute);
    let now = w.now();
    assert_eq!(case.answer_until, now + i64::from(PARAMS.answer_seconds));
    assert_eq!(case.evidence_until, case.answer_until + i64::from(PARAMS.evidence_seconds));
    ends_at(&w, case.answer_until, "AnswerTooLate", |w| w.answer(&dispute, parties[1]));
    for party in parties {
        ends_at(&w, case.evidence_until, "EvidenceClosed", |w| w.submit_evidence(&dispute, party));
        ends_at(&w, case.evidence_until, "EvidenceClosed", |w| w.put_in_escrow(&dispute, party, 1));
    }
    begins_at(&w, case.evidence_until, "EvidenceOpen", |w| w.try_close_evidence(&dispute));
    w.close_evidence(&dispute);
    w.try_close_evidence(&dispute).court_error("EvidenceClosed");
    w.submit_evidence(&dispute, parties[0]).court_error("EvidenceClosed");
    w.answer(&dispute, parties[1]).court_error("AnswerTooLate");
}

#[test]
fn closing_evidence_late_moves_what_comes_after() {
    let (w, _, dispute) = filed(&PARAMS);
    w.at(w.case_account(&dispute).evidence_until + 1_000_000);
    w.try_close_evidence(&dispute).ok();
    let case = w.case_account(&dispute);
    assert_eq!(case.draw_until, w.now() + i64::from(PARAMS.draw_seconds));
    assert_eq!(case.commit_until, case.draw_until + i64::from(PARAMS.commit_seconds));
    assert_eq!(case.reveal_until, case.commit_until + i64::from(PARAMS.reveal_seconds));
    assert_eq!(case.rounds[0].frozen_at, w.now());
}

#[test]
fn drawing() {
    let (w, _, dispute) = filed(&PARAMS);
    w.close_evidence(&dispute);
    let draw_until = w.case_account(&dispute).draw_until;
    w.pass_slots(10);
    ends_at(&w, draw_until, "NotDrawing", |w| w.capture(&dispute, &w.payer));
    let aged = w.clone();
    aged.pass_slots(600);
    ends_at(&aged, draw_until, "NotDrawing", |w| w.repin(&dispute));
    w.capture(&dispute, &w.payer).ok();
    ends_at(&w, draw_until, "NotDrawing", |w| w.draw(&dispute));
    // A draw that nobody began ends in no ruling at that second.
    begins_at(&w, draw_until, "NotCounting", |w| w.rule(&dispute));
    // Of a panel that is not full the jurors commit from that second on.
    w.draw(&dispute).ok();
    let sitting = w.sitting(&dispute, 0, 0);
    begins_at(&w, draw_until, "NotCommitting", |w| w.commit(&dispute, &sitting, FOR_CLAIMANT));
    // Of one that is, at once.
    w.draw_panel(&dispute);
    assert_eq!(w.case_account(&dispute).draw_until, w.now());
    assert!(w.now() < draw_until);
    w.commit(&dispute, &sitting, FOR_CLAIMANT).ok();
    w.draw(&dispute).court_error("NotDrawing");
}

#[test]
fn committing_and_revealing() {
    let (w, _, dispute) = filed(&PARAMS);
    w.empanel(&dispute);
    let bench = w.bench(&dispute);
    let case = w.case_account(&dispute);
    assert_eq!(case.commit_until, w.now() + i64::from(PARAMS.commit_seconds));
    ends_at(&w, case.commit_until, "NotCommitting", |w| w.commit(&dispute, &bench[0], FOR_CLAIMANT));
    // Nobody committed: there is nothing to wait for.
    begins_at(&w, case.commit_until, "NotCounting", |w| w.rule(&dispute));
    for sitting in &bench[..2] {
        w.commit(&dispute, sitting, FOR_CLAIMANT).ok();
    }
    begins_at(&w, case.commit_until, "NotRevealing", |w| w.reveal(&dispute, &bench[0], FOR_CLAIMANT));
    w.at(case.commit_until);
    ends_at(&w, case.reveal_until, "NotRevealing", |w| w.reveal(&dispute, &bench[0], FOR_CLAIMANT));
    w.reveal(&dispute, &bench[0], FOR_CLAIMANT).ok();
    begins_at(&w, case.reveal_until, "NotCounting", |w| w.rule(&dispute));
    // The last reveal ends the waiting.
    w.reveal(&dispute, &bench[1], FOR_CLAIMANT).ok();
    w.rule(&dispute).ok();
}

#[test]
fn the_last_commitment_ends_the_time_to_commit() {
    let (w, _, dispute) = filed(&PARAMS);
    w.empanel(&dispute);
    w.wait(100);
    w.commit_all(&dispute, &[FOR_CLAIMANT; 3]);
    let case = w.case_account(&dispute);
    assert_eq!((case.commit_until, case.reveal_until), (w.now(), w.now() + i64::from(PARAMS.reveal_seconds)));
    let sitting = w.sitting(&dispute, 0, 1);
    ends_at(&w, case.reveal_until, "NotRevealing", |w| w.reveal(&dispute, &sitting, FOR_CLAIMANT));
}

#[test]
fn appealing() {
    let (w, _, dispute) = filed(&PARAMS);
    let respondent = &w.citizen(1).wallet;
    w.empanel(&dispute);
    // Counted late, the ruling can be appealed as long as one that is counted at once.
    w.commit_all(&dispute, &[FOR_CLAIMANT; 3]);
    w.reveal_all(&dispute, &[FOR_CLAIMANT; 3]);
    w.wait(5_000_000);
    w.rule(&dispute).ok();
    let appeal_until = w.case_account(&dispute).appeal_until;
    assert_eq!(appeal_until, w.now() + i64::from(PARAMS.appeal_seconds));
    ends_at(&w, appeal_until, "NotAppealable", |w| w.appeal(&dispute, respondent));
    begins_at(&w, appeal_until, "NotEnding", |w| w.finalize(&dispute));
    w.appeal(&dispute, respondent).ok();
    let case = w.case_account(&dispute);
    assert_eq!(case.draw_until, w.now() + i64::from(PARAMS.draw_seconds));
    w.finalize(&dispute).court_error("NotEnding");
    w.empanel(&dispute);
    w.agree(&dispute, FOR_CLAIMANT);
    let appeal_until = w.case_account(&dispute).appeal_until;
    ends_at(&w, appeal_until, "NotAppealable", |w| {
        w.appeal_to_citizens(&dispute, respondent, w.citizen(5)).0
    });
    begins_at(&w, appeal_until, "NotEnding", |w| w.finalize(&dispute));
    w.end_case(&dispute);
    w.finalize(&dispute).court_error("NotEnding");
    assert_eq!((w.case_account(&dispute).stage, w.case_account(&dispute).final_at), (stage::FINAL, w.now()));
}

#[test]
fn unbonding() {
    let (w, tribunal, _) = filed(&PARAMS);
    let person = w.citizen(2);
    w.leave_jury(&tribunal, person).ok();
    let leaves_at = w.now() + i64::from(PARAMS.unbonding_seconds);
    assert_eq!(w.juror_account(&tribunal, 0).leaves_at, leaves_at);
    begins_at(&w, leaves_at, "UnbondingRunning", |w| w.withdraw_bond(&tribunal, person));
}

#[test]
fn unbonding_lasts_as_long_as_the_longest_draw_there_ever_was() {
    let long = CourtParams { draw_seconds: 6 * 86_400, unbonding_seconds: 7 * 86_400, ..PARAMS };
    let (w, tribunal, dispute) = filed(&long);
    let founder = &w.nation.founder;
    w.send(&[ix::set_parameters(&tribunal, founder.pubkey(), &PARAMS)], &[founder]).ok();
    assert_eq!(w.court_account(&tribunal).longest_draw, long.draw_seconds);
    // The case of before draws for six days still: who leaves when its hash is known is there to the end.
    w.close_evidence(&dispute);
    assert_eq!(w.case_account(&dispute).draw_until, w.now() + 6 * DAY);
    w.capture_for(&dispute, 0);
    w.leave_jury(&tribunal, w.citizen(2)).ok();
    assert_eq!(w.juror_account(&tribunal, 0).leaves_at, w.now() + 6 * DAY);
    w.wait(6 * DAY - 1);
    w.draw(&dispute).ok();
    assert_eq!(w.seat_account(&dispute.seat(0, 0)).index, 0);
    // And bonds are added to once in six days.
    let person = w.citizen(3);
    w.add_bond(&tribunal, person, 1).ok();
    begins_at(&w, w.now() + 6 * DAY, "BondPending", |w| w.add_bond(&tribunal, person, 1));
}

#[test]
fn a_case_keeps_the_rules_it_was_filed_under() {
    let (w, tribunal, dispute) = filed(&PARAMS);
    let founder = &w.nation.founder;
    let other = CourtParams {
        fee: 7,
        bond: 1_000 * BOND,
        draw_seconds: 1_000,
        commit_seconds: 1_100,
        reveal_seconds: 1_200,
        appeal_seconds: 1_300,
        unbonding_seconds: 3_300,
        panel: 1,
        max_appeals: 0,
        citizens_track: 3,
        ..PARAMS
    };
    w.send(&[ix::set_parameters(&tribunal, founder.pubkey(), &other)], &[founder]).ok();
    w.empanel(&dispute);
    assert_eq!(w.round(&dispute).seats, 3);
    let case = w.case_account(&dispute);
    assert_eq!(case.params, PARAMS);
    assert_eq!(case.commit_until, w.now() + i64::from(PARAMS.commit_seconds));
    w.agree(&dispute, FOR_CLAIMANT);
    assert_eq!(w.case_account(&dispute).appeal_until, w.now() + i64::from(PARAMS.appeal_seconds));
    let before = w.lamports(&w.citizen(1).key());
    w.appeal(&dispute, &w.citizen(1).wallet).ok();
    assert_eq!(before - w.lamports(&w.citizen(1).key()), 14 * PARAMS.fee);
    w.empanel(&dispute);
    assert_eq!((w.round(&dispute).seats, w.juror_account(&tribunal, 0).bond), (7, 3 * BOND));
    // A new one is judged by the new rules: nobody has such a bond.
    let next = w.file(&tribunal, &w.citizen(0).wallet, &Petition::suspend(w.citizen(1), DAY as u32));
    assert_eq!(w.case_account(&next).params, other);
}

#[test]
fn a_ruling_that_nobody_enforces_is_on_record_for_a_year() {
    let (w, _, dispute) = filed(&PARAMS);
    w.empanel(&dispute);
    w.agree(&dispute, FOR_CLAIMANT);
    w.end_case(&dispute);
    w.clear_case(&dispute);
    w.withdraw_case(&dispute, &w.citizen(0).wallet).court_error("NothingDue");
    let final_at = w.case_account(&dispute).final_at;
    begins_at(&w, final_at + RECORD_SECONDS, "CaseNotOver", |w| w.close_case(&dispute));
    w.enforce(&dispute).ok();
    assert_eq!(w.case_account(&dispute).enforced_at, w.now());
    w.close_case(&dispute).ok();
}

#[test]
fn a_bounty_that_nobody_fetches_is_a_fine_after_a_year() {
    let (w, tribunal, dispute) = filed(&PARAMS);
    w.close_evidence(&dispute);
    w.pass_slots(600);
    w.repin(&dispute).ok();
    let bounty = w.round(&dispute).bounty;
    w.empanel(&dispute);
    w.agree(&dispute, ruling::FOR_RESPONDENT);
    w.end_case(&dispute);
    w.clear_case(&dispute);
    let (final_at, fines) = (w.case_account(&dispute).final_at, w.court_account(&tribunal).fines);
    assert_eq!(w.case_account(&dispute).held, bounty);
    begins_at(&w, final_at + RECORD_SECONDS, "CaseNotOver", |w| w.close_case(&dispute));
    w.at(final_at + RECORD_SECONDS);
    w.close_case(&dispute).ok();
    assert_eq!(w.court_account(&tribunal).fines, fines + bounty);
}

#[test]
fn suspensions_and_injunctions_run_from_their_enforcement() {
    let (w, _, dispute) = filed(&PARAMS);
    w.empanel(&dispute);
    w.agree(&dispute, FOR_CLAIMANT);
    w.end_case(&dispute);
    w.wait(12_345);
    w.enforce(&dispute).ok();
    assert_eq!(w.citizen_account(w.citizen(1)).suspended_until, w.now() + DAY);
}

#[test]
fn a_time_asked_for_is_within_what_the_court_may_order() {
    let (w, tribunal) = court::world(3, |_| Money::SOL, &PARAMS);
    let file = |seconds| {
        w.clone().try_file(&tribunal, &w.citizen(0).wallet, &Petition::suspend(w.citizen(1), seconds))
    };
    file(1).ok();
    file(PARAMS.max_suspension_seconds).ok();
    for seconds in [0, PARAMS.max_suspension_seconds + 1, u32::MAX] {
        file(seconds).court_error("RemedyMalformed");
    }
}
