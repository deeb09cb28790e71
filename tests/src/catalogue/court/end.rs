//! The end of a case: what is final, who is paid, what is closed.

use super::*;

pub(super) fn finalize() -> Ready {
    let b = bar(coin);
    let dispute = b.suspension();
    b.ruled(&dispute, &[1, 1, 2]);
    b.w.at(b.w.case_account(&dispute).appeal_until);
    b.ready(ix::finalize(&dispute), &[])
}

pub(super) fn finalize_award_from_escrow() -> Ready {
    let b = bar(coin);
    let dispute = b.award();
    for party in [CLAIMANT, RESPONDENT] {
        b.w.put_in_escrow(&dispute, &b.wallet(party), 2 * AMOUNT).ok();
    }
    b.ruled(&dispute, &[1, 1, 2]);
    b.w.at(b.w.case_account(&dispute).appeal_until);
    b.ready(ix::finalize(&dispute), &[])
}

/// Of the juror of this seat: the last one chose otherwise than was ruled.
pub(super) fn settle_seat(number: usize) -> Ready {
    let b = bar(coin);
    let dispute = b.suspension();
    let bench = b.ended(&dispute, &[1, 1, 2]);
    b.ready(ix::settle_seat(&dispute, bench[number].seat, bench[number].juror), &[])
}

pub(super) fn withdraw_rewards(kind: Kind) -> Ready {
    let b = bar(kind);
    let dispute = b.suspension();
    let juror = b.ended(&dispute, &[1, 1, 2])[0].clone();
    b.w.settle_seats(&dispute);
    let withdraw = ix::withdraw_rewards(&b.tribunal, juror.key(), juror.index);
    let withdraw = b.paying(withdraw, "court.withdraw_rewards");
    b.ready(withdraw, &[&juror.wallet])
}

pub(super) fn withdraw_case() -> Ready {
    let (b, dispute, new) = moved(coin, &PARAMS);
    let put = ix::put_in_escrow(&dispute, new.key(), Some(new.citizen), 2 * AMOUNT);
    b.w.send(&[put], &[&new.wallet]).ok();
    b.ended(&dispute, &[1, 1, 2]);
    let withdraw = ix::withdraw_case(&dispute, new.key(), Some(new.citizen));
    let withdraw = b.paying(withdraw, "court.withdraw_case");
    b.ready(withdraw, &[&new.wallet])
}

pub(super) fn withdraw_case_from_the_wallet(kind: Kind) -> Ready {
    let b = bar(kind);
    let (dispute, claimant) = (b.award(), b.wallet(CLAIMANT));
    b.w.put_in_escrow(&dispute, &claimant, AMOUNT).ok();
    b.ended(&dispute, &[1, 1, 2]);
    let withdraw = ix::withdraw_case(&dispute, claimant.pubkey(), None);
    let withdraw = b.paying(withdraw, "court.withdraw_case");
    b.ready(withdraw, &[&claimant])
}

pub(super) fn withdraw_bounty(kind: Kind) -> Ready {
    let b = bar(kind);
    let (dispute, capturer) = (b.suspension(), b.wallet(CAPTURER));
    b.w.close_evidence(&dispute);
    b.w.pass_slots(600);
    b.w.repin(&dispute).ok();
    b.captured(&dispute);
    let withdraw = ix::withdraw_bounty(&dispute, capturer.pubkey(), 0);
    let withdraw = b.paying(withdraw, "court.withdraw_bounty");
    b.ready(withdraw, &[&capturer])
}

pub(super) fn collect_fines(kind: Kind) -> Ready {
    let b = bar(kind);
    let dispute = b.suspension();
    b.ended(&dispute, &[0, 0, 0]);
    b.w.settle_seats(&dispute);
    b.ready(ix::collect_fines(&b.tribunal), &[])
}

pub(super) fn close_seat() -> Ready {
    let b = bar(coin);
    let dispute = b.suspension();
    let seat = b.ended(&dispute, &[1, 1, 2])[0].seat;
    b.w.settle_seats(&dispute);
    b.ready_closing(ix::close_seat(&dispute, seat), "court.close_seat", &[])
}

/// A case with a piece of evidence that `patron` paid for; ended, for the respondent.
fn with_evidence() -> (Bar, Dispute) {
    let b = bar(coin);
    let (dispute, claimant) = (b.suspension(), b.wallet(CLAIMANT));
    let submit = ix::submit_evidence(&dispute, claimant.pubkey(), None, 0);
    b.patronised(submit, "court.submit_evidence", &[&claimant]);
    b.ended(&dispute, &[2, 2, 2]);
    (b, dispute)
}

pub(super) fn close_evidence_account() -> Ready {
    let (b, dispute) = with_evidence();
    b.ready_closing(ix::close_evidence_account(&dispute, 0), "court.close_evidence_account", &[])
}

pub(super) fn close_case() -> Ready {
    let (b, dispute) = with_evidence();
    b.w.settle_seats(&dispute);
    let mut closing: Vec<_> =
        b.w.seats(&dispute).iter().map(|seat| ix::close_seat(&dispute, *seat)).collect();
    closing =
        closing.into_iter().map(|ix| with(ix, "court.close_seat", "rent_payer", b.patron.pubkey())).collect();
    let evidence = ix::close_evidence_account(&dispute, 0);
    closing.push(with(evidence, "court.close_evidence_account", "rent_payer", b.patron.pubkey()));
    b.w.send(&closing, &[]).ok();
    b.ready_closing(ix::close_case(&dispute), "court.close_case", &[])
}
