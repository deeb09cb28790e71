//! Joining, applying, vouching, admitting, withdrawing.

use crate::twists::*;
use civitas_tests::catalogue::Case;
use civitas_tests::refusals::Refusal;
use civitas_tests::{Person, Signer, addresses, ix};
use client::membership::accounts::Application;

fn policy(c: &Case, admission: u8, vouches: u8) {
    founder_does(c, ix::set_admission(&c.world.nation, founder(c).pubkey(), admission, vouches));
}

/// Consents to another text than the charter in force: the last 32 bytes of the data.
fn another_text(c: &mut Case) {
    *c.instruction.data.last_mut().expect("there is data") ^= 1;
}

/// A citizen of the sibling nation vouches.
fn foreign_voucher(c: &mut Case) {
    let foreigner = c.world.sibling.people[0].clone();
    c.put("voucher", foreigner.citizen);
    c.stand_in("wallet", &foreigner.wallet);
}

fn full(c: &mut Case) {
    c.world.edit(&c.address("application"), |application: &mut Application| {
        application.vouches = 16;
        application.vouchers = core::array::from_fn(|i| 100 + i as u64);
    });
}

/// The application is of `alpha`; nation, authority and the new citizen are the sibling's.
fn admit_abroad(c: &mut Case) {
    let sibling = c.world.sibling.clone();
    let set = ix::set_admission(&sibling, sibling.founder.pubkey(), 2, 0);
    c.world.send(&[set], &[&sibling.founder]).ok();
    abroad(c, "caller");
    c.put("citizen", addresses::citizen(&sibling.address, &stranger(c).key()).0);
}

fn stranger(c: &Case) -> Person {
    c.world.stranger()
}

/// A third party, for whom no rent is meant.
fn thief(c: &mut Case) {
    let thief = c.world.citizen(3).key();
    c.put("rent_payer", thief);
}

pub const REFUSALS: &[Refusal] = &[
    ("join", "AdmissionNotOpen", |c| policy(c, 1, 1)),
    ("join", "AdmissionNotOpen", |c| policy(c, 2, 0)),
    ("join", "CharterMismatch", another_text),
    ("join", "CharterMismatch", |c| {
        founder_does(c, ix::amend_charter(&c.world.nation, founder(c).pubkey(), [9; 32]));
    }),
    ("join", "SerialOverflow", |c| corrupt(c, |n| n.next_serial = u64::MAX)),
    ("join", "CountOutOfRange", |c| corrupt(c, |n| n.members = [u32::MAX; 64])),
    ("apply", "AdmissionOpen", |c| policy(c, 0, 0)),
    ("apply", "CharterMismatch", another_text),
    ("vouch", "NotVouchedAdmission", |c| policy(c, 2, 0)),
    ("vouch", "NotVouchedAdmission", |c| policy(c, 0, 0)),
    ("vouch", "WrongWallet", |c| c.usurp("wallet")),
    ("vouch", "WrongNation", foreign_voucher),
    ("vouch", "WrongNation", |c| {
        foreign_voucher(c);
        wrong_nation(c);
    }),
    ("vouch", "NotActive", |c| renounce(c, 0)),
    ("vouch", "NotCitizen", |c| demote(c, 0)),
    ("vouch", "Lapsed", |c| lapse(c)),
    ("vouch", "Suspended", |c| suspend(c, 0)),
    ("vouch", "AlreadyVouched", |c| c.run_once()),
    ("vouch", "VouchesFull", full),
    ("admit", "AdmissionOpen", |c| policy(c, 0, 0)),
    ("admit", "VouchesMissing", |c| {
        policy(c, 1, 1);
        c.usurp("caller");
    }),
    ("admit", "NotAuthority", |c| c.usurp("caller")),
    ("admit", "FoundingOver", sunset),
    ("admit", "FoundingOver", |c| {
        policy(c, 1, 1);
        sunset(c);
    }),
    ("admit", "WrongNation", admit_abroad),
    ("admit", "WrongRentPayer", thief),
    ("admit", "SerialOverflow", |c| corrupt(c, |n| n.next_serial = u64::MAX)),
    ("withdraw_application", "WrongWallet", |c| c.usurp("wallet")),
    ("withdraw_application", "WrongRentPayer", thief),
];
