//! Visas issued and closed, visitors expelled.

use crate::twists::*;
use civitas_tests::catalogue::Case;
use civitas_tests::diplomacy::{NOTICE, VISIT};
use civitas_tests::refusals::Refusal;
use civitas_tests::{DAY, Pact, ix};
use client::diplomacy::accounts::Treaty;
use client::membership::accounts::Citizen;

fn pact(c: &Case) -> Pact {
    Pact::of(&c.world.nation, &gamma(), 7)
}

/// The visit is to end so many seconds from now.
fn until(c: &mut Case, after: i64) {
    let until = c.world.now() + after;
    number(c, "until", until as u64);
}

fn citizen(c: &Case, change: impl FnOnce(&mut Citizen)) {
    corrupt::<Citizen>(c, "citizen", change);
}

/// Lets `alpha` denounce the treaty.
fn denounce(c: &Case) {
    c.world.denounce(&pact(c), &c.world.nation).ok();
}

/// Lets `gamma` expel the visitor.
fn expel(c: &Case) {
    let visitor = c.world.citizen(1).clone();
    c.world.expel(&pact(c), &gamma(), &visitor, true).ok();
}

/// Somebody of the sibling nation wants to visit under a treaty that is not theirs.
fn stranger(c: &mut Case) {
    let stranger = c.world.sibling.people[0].clone();
    c.sign(&stranger.wallet);
    instead(c, ix::issue_visa(&pact(c), &stranger, 0, c.world.now() + DAY));
}

/// Puts another treaty of the same two into the slot.
fn other_treaty(c: &mut Case) {
    let pact = c.world.propose_treaty(&c.world.nation, &gamma(), 8);
    c.put("treaty", pact.address);
}

pub const REFUSALS: &[Refusal] = &[
    ("issue_visa", "WrongWallet", |c| c.usurp("wallet")),
    ("issue_visa", "NotActive", |c| citizen(c, |citizen| citizen.status = 1)),
    ("issue_visa", "NotActive", |c| citizen(c, |citizen| citizen.status = 2)),
    ("issue_visa", "NotCitizen", |c| citizen(c, |citizen| citizen.tier = 1)),
    ("issue_visa", "NotCitizen", |c| citizen(c, |citizen| citizen.tier = 0)),
    ("issue_visa", "Lapsed", |c| {
        let now = c.world.now();
        citizen(c, |citizen| citizen.expires_at = now);
    }),
    ("issue_visa", "Suspended", |c| {
        let now = c.world.now();
        citizen(c, |citizen| citizen.suspended_until = now + 1);
    }),
    ("issue_visa", "NotParty", stranger),
    ("issue_visa", "NotInForce", |c| corrupt::<Treaty>(c, "treaty", |treaty| treaty.state = 0)),
    ("issue_visa", "NotInForce", |c| {
        denounce(c);
        pass(c, NOTICE);
        until(c, DAY);
    }),
    ("issue_visa", "VisitPast", |c| until(c, 0)),
    ("issue_visa", "VisitPast", |c| number(c, "until", i64::MIN as u64)),
    ("issue_visa", "VisitTooLong", |c| until(c, VISIT + 1)),
    ("issue_visa", "VisitTooLong", |c| number(c, "until", i64::MAX as u64)),
    ("issue_visa", "VisitBeyondTerm", |c| {
        let now = c.world.now();
        citizen(c, |citizen| citizen.expires_at = now + 10 * DAY - 1);
    }),
    ("issue_visa", "VisitBeyondTreaty", |c| {
        denounce(c);
        pass(c, NOTICE - DAY);
        until(c, DAY + 1);
    }),
    ("issue_visa.again", "Expelled", expel_before),
    ("issue_visa", "Expelled", expel_before),
    ("close_visa", "WrongTreaty", other_treaty),
    ("close_visa", "Expelled", expel_before),
    ("close_visa.over", "Expelled", expel_before),
    ("close_visa", "VisitRunning", |c| c.usurp("signer")),
    ("close_visa.over", "VisitRunning", |c| pass(c, -1)),
    ("close_visa", "WrongRentPayer", other_rent_payer),
    ("close_visa.over", "WrongRentPayer", other_rent_payer),
    ("expel_visitor", "NotParty", |c| their_nation(c, "authority")),
    ("expel_visitor", "NotInForce", |c| {
        denounce(c);
        pass(c, NOTICE);
    }),
    ("expel_visitor.absent", "NotInForce", |c| corrupt::<Treaty>(c, "treaty", |treaty| treaty.state = 0)),
    ("expel_visitor", "NotAuthority", |c| c.usurp("authority")),
    ("expel_visitor.absent", "NotAuthority", |c| c.usurp("authority")),
    ("expel_visitor", "FoundingOver", |c| sunset(c)),
    ("expel_visitor", "AlreadySo", |c| c.run_once()),
    ("expel_visitor", "AlreadySo", |c| *c.instruction.data.last_mut().expect("it has data") = 0),
    ("expel_visitor.absent", "AlreadySo", |c| *c.instruction.data.last_mut().expect("it has data") = 0),
];

fn expel_before(c: &mut Case) {
    expel(c);
}
