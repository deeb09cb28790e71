//! Courts and their jurors.

use super::*;
use crate::catalogue::founder;

/// The index of the juror that cases are about: citizen 2.
const INDEX: u32 = 0;

pub(super) fn create_court(kind: Kind) -> Ready {
    let w = crate::catalogue::world();
    let (founder, patron) = (founder(&w).insecure_clone(), benefactor(&w, "patron"));
    let tribunal = Tribunal::of(&w.nation.address, kind(&w));
    let create = ix::create_court(&tribunal, founder.pubkey(), &PARAMS);
    ready(w, with(create, "court.create_court", "payer", patron.pubkey()), &[&founder, &patron])
}

pub(super) fn set_parameters() -> Ready {
    let b = bar(coin);
    let founder = founder(&b.w).insecure_clone();
    let params = CourtParams { fee: 5, panel: 5, ..PARAMS };
    let set = ix::set_parameters(&b.tribunal, founder.pubkey(), &params);
    b.ready(set, &[&founder])
}

pub(super) fn join_jury(kind: Kind) -> Ready {
    let b = bar(kind);
    let person = b.person(RESPONDENT);
    let next = b.w.court_account(&b.tribunal).next_juror;
    let join = ix::join_jury(&b.tribunal, &person, RESPONDENT as u64, next, court::BOND);
    b.ready_patronised(join, "court.join_jury", &[&person.wallet])
}

pub(super) fn add_bond(kind: Kind) -> Ready {
    let b = bar(kind);
    let wallet = b.wallet(JURORS.start);
    b.ready(ix::add_bond(&b.tribunal, wallet.pubkey(), INDEX, AMOUNT), &[&wallet])
}

pub(super) fn leave_jury() -> Ready {
    let b = bar(coin);
    let wallet = b.wallet(JURORS.start);
    b.ready(ix::leave_jury(&b.tribunal, wallet.pubkey(), INDEX), &[&wallet])
}

pub(super) fn withdraw_bond(kind: Kind) -> Ready {
    let b = bar(kind);
    let wallet = b.wallet(JURORS.start);
    b.w.leave_jury(&b.tribunal, b.w.citizen(JURORS.start)).ok();
    b.w.wait(i64::from(PARAMS.unbonding_seconds));
    let withdraw = ix::withdraw_bond(&b.tribunal, wallet.pubkey(), JURORS.start as u64, INDEX);
    let withdraw = b.paying(withdraw, "court.withdraw_bond");
    b.ready_closing(withdraw, "court.withdraw_bond", &[&wallet])
}

pub(super) fn claim_juror() -> Ready {
    let b = bar(coin);
    let (old, new) = (b.person(JURORS.start), Person::named("the new wallet", &b.w.nation.address));
    b.w.fund(&new.key());
    b.ruled_by_key(|key| b.w.send(&[ix::reissue(&old, key.pubkey(), new.key())], &[key]).ok());
    b.w.wait(7 * DAY);
    b.w.send(&[ix::complete_reissue(&old, &new)], &[&new.wallet]).ok();
    b.ready(ix::claim_juror(&b.tribunal, &new, INDEX), &[&new.wallet])
}
