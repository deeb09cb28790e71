//! The course of a case, from the answer to the last appeal.

use super::*;
use crate::{AGAINST, CITIZENS, Proposal};

pub(super) fn answer() -> Ready {
    let (b, dispute, new) = moved(coin, &PARAMS);
    b.ready(ix::answer(&dispute, new.key(), Some(new.citizen)), &[&new.wallet])
}

pub(super) fn answer_from_the_wallet() -> Ready {
    let b = bar(coin);
    let (dispute, respondent) = (b.suspension(), b.wallet(RESPONDENT));
    b.ready(ix::answer(&dispute, respondent.pubkey(), None), &[&respondent])
}

pub(super) fn submit_evidence() -> Ready {
    let (b, dispute, new) = moved(coin, &PARAMS);
    let submit = ix::submit_evidence(&dispute, new.key(), Some(new.citizen), 0);
    b.ready_patronised(submit, "court.submit_evidence", &[&new.wallet])
}

pub(super) fn submit_evidence_from_the_wallet() -> Ready {
    let b = bar(coin);
    let (dispute, claimant) = (b.suspension(), b.wallet(CLAIMANT));
    let submit = ix::submit_evidence(&dispute, claimant.pubkey(), None, 0);
    b.ready_patronised(submit, "court.submit_evidence", &[&claimant])
}

pub(super) fn put_in_escrow() -> Ready {
    let (b, dispute, new) = moved(coin, &PARAMS);
    b.ready(ix::put_in_escrow(&dispute, new.key(), Some(new.citizen), AMOUNT), &[&new.wallet])
}

pub(super) fn put_in_escrow_from_the_wallet(kind: Kind) -> Ready {
    let b = bar(kind);
    let (dispute, claimant) = (b.award(), b.wallet(CLAIMANT));
    b.ready(ix::put_in_escrow(&dispute, claimant.pubkey(), None, AMOUNT), &[&claimant])
}

pub(super) fn close_evidence() -> Ready {
    let b = bar(coin);
    let dispute = b.suspension();
    b.w.at(b.w.case_account(&dispute).evidence_until);
    b.ready(ix::close_evidence(&dispute), &[])
}

pub(super) fn capture() -> Ready {
    let b = bar(coin);
    let (dispute, capturer) = (b.suspension(), b.wallet(CAPTURER));
    b.w.close_evidence(&dispute);
    b.w.pass_slots(10);
    b.ready(ix::capture(&dispute, capturer.pubkey()), &[&capturer])
}

pub(super) fn repin() -> Ready {
    let b = bar(coin);
    let dispute = b.suspension();
    b.w.close_evidence(&dispute);
    b.w.pass_slots(600);
    b.ready(ix::repin(&dispute), &[])
}

/// By a hash that draws another juror for the second seat than for the first.
pub(super) fn draw() -> Ready {
    let b = bar(coin);
    let dispute = b.suspension();
    b.captured_for(&dispute, 1);
    let draw = b.w.next_draw(&dispute);
    b.ready_patronised(draw, "court.draw", &[])
}

/// Citizen 1, the respondent, joins the jury and is drawn: not seated.
pub(super) fn draw_a_party() -> Ready {
    let b = bar(coin);
    let dispute = b.suspension();
    b.join(b.w.citizen(RESPONDENT));
    b.captured_for(&dispute, JURORS.len() as u32);
    let draw = b.w.next_draw(&dispute);
    b.ready_patronised(draw, "court.draw", &[])
}

/// Citizen 2 leaves the jury and is drawn: not there.
pub(super) fn draw_one_who_left() -> Ready {
    let b = bar(coin);
    let leaver = b.w.citizen(JURORS.start);
    b.w.leave_jury(&b.tribunal, leaver).ok();
    b.w.wait(i64::from(PARAMS.unbonding_seconds));
    let withdraw = ix::withdraw_bond(&b.tribunal, leaver.key(), JURORS.start as u64, 0);
    let withdraw = with(withdraw, "court.withdraw_bond", "rent_payer", b.patron.pubkey());
    b.w.send(&[withdraw], &[&leaver.wallet]).ok();
    let dispute = b.suspension();
    b.captured_for(&dispute, 0);
    let draw = b.w.next_draw(&dispute);
    b.ready_patronised(draw, "court.draw", &[])
}

impl Bar {
    /// Moves on to a captured hash by which the first lot falls on this juror.
    fn captured_for(&self, dispute: &Dispute, index: u32) {
        self.w.close_evidence(dispute);
        self.w.pass_slots_for(dispute, index);
        self.w.capture(dispute, &self.w.citizen(CAPTURER).wallet).ok();
    }
}

pub(super) fn commit() -> Ready {
    let b = bar(coin);
    let dispute = b.suspension();
    let bench = b.empanelled(&dispute);
    b.ready(ix::commit(&dispute, &bench[0], 1), &[&bench[0].wallet])
}

pub(super) fn reveal() -> Ready {
    let b = bar(coin);
    let dispute = b.suspension();
    let bench = b.empanelled(&dispute);
    b.w.commit_all(&dispute, &[1, 2, 3]);
    b.ready(ix::reveal(&dispute, &bench[0], 1), &[&bench[0].wallet])
}

pub(super) fn rule() -> Ready {
    let b = bar(coin);
    let dispute = b.suspension();
    b.empanelled(&dispute);
    b.w.commit_all(&dispute, &[1, 1, 2]);
    b.w.reveal_all(&dispute, &[1, 1, 2]);
    b.ready(ix::rule(&dispute), &[])
}

pub(super) fn appeal() -> Ready {
    let (b, dispute, new) = moved(coin, &PARAMS);
    b.ruled(&dispute, &[1, 1, 2]);
    b.ready(ix::appeal(&dispute, new.key(), Some(new.citizen)), &[&new.wallet])
}

pub(super) fn appeal_from_the_wallet(kind: Kind) -> Ready {
    let b = bar(kind);
    let (dispute, respondent) = (b.suspension(), b.wallet(RESPONDENT));
    b.ruled(&dispute, &[1, 1, 2]);
    b.ready(ix::appeal(&dispute, respondent.pubkey(), None), &[&respondent])
}

/// Rules under which the first ruling can be appealed to the citizens.
const NO_APPEALS: CourtParams = CourtParams { max_appeals: 0, ..PARAMS };

pub(super) fn appeal_to_citizens() -> Ready {
    let (b, dispute, new) = moved(coin, &NO_APPEALS);
    b.ruled(&dispute, &[1, 1, 2]);
    let friend = b.person(JURORS.start);
    let proposal = b.w.next_proposal(&b.w.nation, &friend);
    let appeal = ix::appeal_to_citizens(&dispute, new.key(), Some(new.citizen), &proposal);
    b.ready(appeal, &[&new.wallet, &friend.wallet])
}

pub(super) fn appeal_to_citizens_as_the_party() -> Ready {
    let b = bar_with(coin, &NO_APPEALS);
    let (dispute, respondent) = (b.suspension(), b.person(RESPONDENT));
    b.ruled(&dispute, &[1, 1, 2]);
    let proposal = b.w.next_proposal(&b.w.nation, &respondent);
    let appeal = ix::appeal_to_citizens(&dispute, respondent.key(), None, &proposal);
    b.ready(appeal, &[&respondent.wallet])
}

/// A case that was appealed to the citizens on behalf of citizen 1.
fn before_citizens() -> (Bar, Dispute, Proposal) {
    let b = bar_with(coin, &NO_APPEALS);
    let (dispute, respondent) = (b.suspension(), b.wallet(RESPONDENT));
    b.ruled(&dispute, &[1, 1, 2]);
    let (outcome, proposal) = b.w.appeal_to_citizens(&dispute, &respondent, b.w.citizen(JURORS.start));
    outcome.ok();
    (b, dispute, proposal)
}

pub(super) fn conclude_appeal() -> Ready {
    let (b, dispute, proposal) = before_citizens();
    b.w.send(&[ix::open_page(&proposal, CITIZENS, 0)], &[]).ok();
    b.w.at(b.w.proposal(&proposal).voting_opens_at);
    for person in &b.w.nation.people {
        b.w.cast(person, &proposal, AGAINST).ok();
    }
    b.w.conclude(&proposal);
    b.ready(ix::conclude_appeal(&dispute, proposal.address), &[])
}

/// The motion was cancelled and closed.
pub(super) fn conclude_withdrawn_appeal() -> Ready {
    let (b, dispute, proposal) = before_citizens();
    let proposer = proposal.proposer.clone();
    b.w.send(&[ix::cancel(&proposal, proposer.key())], &[&proposer.wallet]).ok();
    b.w.send(&[ix::close_proposal(&proposal, proposer.key())], &[]).ok();
    b.ready(ix::conclude_appeal(&dispute, proposal.address), &[])
}
