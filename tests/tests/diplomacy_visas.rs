//! Visitors: whom a treaty admits, for how long, and whom a host does not want.

use civitas_tests::diplomacy::{NOTICE, VISIT};
use civitas_tests::*;
use client::diplomacy::accounts::{Treaty, Visa};
use client::diplomacy::events::Event;
use client::membership::accounts::Citizen;

/// Whether somebody is a visitor of `host` at this moment, as whoever relies on a visa has to ask: written from the
/// documentation of `Visa::check_visitor`.
fn is_visitor(w: &World, pact: &Pact, host: &Nation, person: &Person, serial: u64) -> bool {
    let address = pact.visa(&pact.other_than(&host.address), serial);
    let Some(visa) = w.maybe(&address).filter(|account| account.owner == DIPLOMACY_ID) else { return false };
    let visa: Visa = client::decode(&visa.owner, &visa.data).expect("a visa");
    let (treaty, citizen): (Treaty, Citizen) = (w.treaty_account(pact), w.citizen_account(person));
    let now = w.now();
    let in_force = treaty.state == 1 || (treaty.state == 2 && now < treaty.ends_at);
    let standing = citizen.status == 0
        && citizen.tier == 2
        && now < citizen.expires_at
        && now >= citizen.suspended_until;
    visa.host == host.address
        && visa.treaty == pact.address
        && in_force
        && visa.expelled == 0
        && now < visa.until
        && citizen.nation == visa.home
        && citizen.serial == visa.serial
        && standing
}

#[test]
fn citizens_of_either_nation_visit_the_other() {
    let w = World::new(2);
    let pact = w.treaty(&w.nation, &w.sibling);
    for (person, home, host) in
        [(w.citizen(1), &w.nation, &w.sibling), (&w.sibling.people[1], &w.sibling, &w.nation)]
    {
        let until = w.now() + 10 * DAY;
        let receipt = w.visit(&pact, person, until).ok();
        let visa = w.visa(&pact, person);
        assert_eq!((visa.treaty, visa.home, visa.host), (pact.address, home.address, host.address));
        assert_eq!((visa.wallet, visa.serial, visa.rent_payer), (person.key(), 1, ix::payer()));
        assert_eq!((visa.from, visa.until, visa.expelled), (w.now(), until, 0));
        match World::diplomacy_events(&receipt).as_slice() {
            [Event::VisaChanged(event)] => {
                assert_eq!((event.home, event.host, event.serial), (home.address, host.address, 1));
                assert_eq!((event.until, event.expelled, event.closed), (until, 0, 0));
            }
            other => panic!("{other:?}"),
        }
        assert!(is_visitor(&w, &pact, host, person, 1) && !is_visitor(&w, &pact, home, person, 1));
        w.at(until - 1);
        assert!(is_visitor(&w, &pact, host, person, 1));
        w.at(until);
        assert!(!is_visitor(&w, &pact, host, person, 1));
    }
}

#[test]
fn a_visit_is_bounded_by_treaty_and_term() {
    let w = World::new(2);
    let (pact, person) = (w.treaty(&w.nation, &w.sibling), w.citizen(1));
    let now = w.now();
    w.visit(&pact, person, now).diplomacy_error("VisitPast");
    w.visit(&pact, person, now + 1).ok();
    w.visit(&pact, person, now + VISIT + 1).diplomacy_error("VisitTooLong");
    w.visit(&pact, person, now + VISIT).ok();
    // The term, to the second.
    let ends = now + VISIT / 2;
    w.edit::<Citizen>(&person.citizen, |citizen| citizen.expires_at = ends);
    w.visit(&pact, person, ends + 1).diplomacy_error("VisitBeyondTerm");
    w.visit(&pact, person, ends).ok();
    w.at(ends - 1);
    assert!(is_visitor(&w, &pact, &w.sibling, person, 1));
    w.at(ends);
    w.visit(&pact, person, ends + 1).diplomacy_error("Lapsed");
    assert!(!is_visitor(&w, &pact, &w.sibling, person, 1));
}

#[test]
fn a_visit_ends_with_the_treaty_though_the_visa_says_longer() {
    let w = World::new(3);
    let pact = Pact::of(&w.nation, &w.sibling, 0);
    let terms = client::diplomacy::types::TreatyTerms { notice: DAY as u32, ..diplomacy::TERMS };
    w.propose(&pact, &w.nation, terms.clone(), w.now() + DAY).ok();
    let sign = ix::sign_treaty(&pact, w.sibling.founder.pubkey(), terms);
    w.send(&[sign], &[&w.sibling.founder]).ok();
    let person = w.citizen(1);
    w.visit(&pact, person, w.now() + VISIT).ok();
    w.denounce(&pact, &w.sibling).ok();
    // New visits end with it; those that were granted before, too.
    let ends_at = w.treaty_account(&pact).ends_at;
    w.visit(&pact, w.citizen(2), ends_at + 1).diplomacy_error("VisitBeyondTreaty");
    w.visit(&pact, w.citizen(2), ends_at).ok();
    w.at(ends_at - 1);
    assert!(
        is_visitor(&w, &pact, &w.sibling, person, 1) && is_visitor(&w, &pact, &w.sibling, w.citizen(2), 2)
    );
    w.at(ends_at);
    assert!(!is_visitor(&w, &pact, &w.sibling, person, 1) && w.visa(&pact, person).until > w.now());
    // Nothing depends on the visa any more, so anyone may close it.
    w.close_visa(&pact, person, &w.citizen(0).wallet).ok();
}

#[test]
fn only_citizens_in_good_standing_visit_and_only_as_long_as_they_are() {
    let w = World::new(3);
    let pact = w.treaty(&w.nation, &w.sibling);
    let (person, founder) = (w.citizen(1), &w.nation.founder);
    let until = w.now() + 10 * DAY;
    w.visit(&pact, person, until).ok();
    let court = client::dev_keys::keypair("court");
    w.appoint_court(&court);
    w.send(&[ix::suspend(person, court.pubkey(), w.now() + DAY)], &[&court]).ok();
    assert!(!is_visitor(&w, &pact, &w.sibling, person, 1));
    w.visit(&pact, person, until).diplomacy_error("Suspended");
    w.wait(DAY);
    assert!(is_visitor(&w, &pact, &w.sibling, person, 1));
    w.send(&[ix::set_tier(person, founder.pubkey(), 1)], &[founder]).ok();
    w.visit(&pact, person, until).diplomacy_error("NotCitizen");
    assert!(!is_visitor(&w, &pact, &w.sibling, person, 1));
    w.send(&[ix::renounce(w.citizen(2))], &[&w.citizen(2).wallet]).ok();
    w.visit(&pact, w.citizen(2), until).diplomacy_error("NotActive");
}

#[test]
fn a_visa_is_issued_anew_and_its_rent_payer_stays() {
    let w = World::new(2);
    let (pact, person) = (w.treaty(&w.nation, &w.sibling), w.citizen(1));
    let patron = client::dev_keys::keypair("patron");
    w.fund(&patron.pubkey());
    let mut issue = ix::issue_visa(&pact, person, 1, w.now() + DAY);
    issue.accounts[0].pubkey = patron.pubkey();
    w.send(&[issue], &[&patron, &person.wallet]).ok();
    let rent = w.lamports(&pact.visa(&person.nation, 1));
    w.wait(DAY / 2);
    w.visit(&pact, person, w.now() + VISIT).ok();
    let visa = w.visa(&pact, person);
    assert_eq!((visa.from, visa.until, visa.rent_payer), (w.now(), w.now() + VISIT, patron.pubkey()));
    // To nobody else does it come back.
    w.close_visa(&pact, person, &person.wallet).diplomacy_error("WrongRentPayer");
    let before = w.lamports(&patron.pubkey());
    let mut close = ix::close_visa(&pact, person.nation, 1, person.key());
    close.accounts[3].pubkey = patron.pubkey();
    w.send(&[close], &[&person.wallet]).ok();
    assert_eq!(w.lamports(&patron.pubkey()), before + rent);
}

#[test]
fn who_may_close_a_visa() {
    let w = World::new(3);
    let (pact, person) = (w.treaty(&w.nation, &w.sibling), w.citizen(1));
    let until = w.now() + DAY;
    w.visit(&pact, person, until).ok();
    for other in [&w.citizen(2).wallet, &w.nation.founder, &w.sibling.founder] {
        w.close_visa(&pact, person, other).diplomacy_error("VisitRunning");
    }
    w.close_visa(&pact, person, &person.wallet).ok();
    assert!(!w.exists(&pact.visa(&person.nation, 1)));
    w.visit(&pact, person, until).ok();
    w.at(until - 1);
    w.close_visa(&pact, person, &w.citizen(2).wallet).diplomacy_error("VisitRunning");
    w.at(until);
    w.close_visa(&pact, person, &w.citizen(2).wallet).ok();
}

#[test]
fn an_expelled_visitor_stays_out() {
    let w = World::new(3);
    let (pact, person) = (w.treaty(&w.nation, &w.sibling), w.citizen(1));
    let until = w.now() + DAY;
    w.visit(&pact, person, until).ok();
    // Only the host expels: not the home nation, which is host of others under the same treaty.
    let founder = &w.nation.founder;
    let forged = ix::expel_visitor(&pact, w.sibling.address, founder.pubkey(), 1, true);
    w.send(&[forged], &[founder]).membership_error("NotAuthority");
    w.expel(&pact, &w.sibling, person, true).ok();
    w.expel(&pact, &w.sibling, person, true).diplomacy_error("AlreadySo");
    assert!(!is_visitor(&w, &pact, &w.sibling, person, 1));
    // Neither a new visa, nor closing the old one, nor a new wallet undoes it.
    w.visit(&pact, person, until).diplomacy_error("Expelled");
    w.close_visa(&pact, person, &person.wallet).diplomacy_error("Expelled");
    let moved = w.move_wallet(person, "a new wallet");
    assert_eq!(w.citizen_account(&moved).serial, 1);
    w.visit(&pact, &moved, w.now() + DAY).diplomacy_error("Expelled");
    w.wait(2 * VISIT);
    w.close_visa(&pact, &moved, &moved.wallet).diplomacy_error("Expelled");
    // Nobody else is meant, and the host can change its mind.
    w.visit(&pact, w.citizen(2), w.now() + DAY).ok();
    w.expel(&pact, &w.sibling, &moved, false).ok();
    w.expel(&pact, &w.sibling, &moved, false).diplomacy_error("AlreadySo");
    w.visit(&pact, &moved, w.now() + DAY).ok();
    assert!(is_visitor(&w, &pact, &w.sibling, &moved, 1));
}

#[test]
fn nobody_escapes_expulsion_by_having_no_visa() {
    // A visitor who sees a motion to expel closes the visa, and would come back when it is over.
    let w = World::new(3);
    let (pact, person) = (w.treaty(&w.nation, &w.sibling), w.citizen(1));
    w.visit(&pact, person, w.now() + DAY).ok();
    w.close_visa(&pact, person, &person.wallet).ok();
    w.expel(&pact, &w.sibling, person, true).ok();
    let visa = w.visa(&pact, person);
    assert_eq!((visa.treaty, visa.home, visa.host), (pact.address, w.nation.address, w.sibling.address));
    assert_eq!((visa.wallet, visa.serial, visa.expelled), (Address::default(), 1, 1));
    assert_eq!((visa.from, visa.until, visa.rent_payer), (0, 0, ix::payer()));
    w.visit(&pact, person, w.now() + DAY).diplomacy_error("Expelled");
    // The citizens of the own nation are not its visitors: their serials mean those of the other.
    w.visit(&pact, &w.sibling.people[1], w.now() + DAY).ok();
    w.close_visa(&pact, person, &w.citizen(2).wallet).diplomacy_error("Expelled");
    // What was never issued is no visit when the expulsion is lifted, and anyone may close it.
    w.expel(&pact, &w.sibling, person, false).ok();
    assert!(!is_visitor(&w, &pact, &w.sibling, person, 1));
    w.close_visa(&pact, person, &w.citizen(2).wallet).ok();
    w.visit(&pact, person, w.now() + DAY).ok();
}

#[test]
fn expulsions_end_with_their_treaty() {
    let w = World::new(3);
    let (pact, person) = (w.treaty(&w.nation, &w.sibling), w.citizen(1));
    w.expel(&pact, &w.sibling, person, true).ok();
    w.denounce(&pact, &w.nation).ok();
    w.wait(NOTICE - 1);
    w.close_visa(&pact, person, &person.wallet).diplomacy_error("Expelled");
    w.wait(1);
    w.expel(&pact, &w.sibling, person, false).diplomacy_error("NotInForce");
    w.close_visa(&pact, person, &w.citizen(2).wallet).ok();
    // The next treaty of the two is another one.
    let next = w.propose_treaty(&w.sibling, &w.nation, 1);
    w.expel(&next, &w.sibling, person, true).diplomacy_error("NotInForce");
    w.sign(&next, &w.nation).ok();
    w.visit(&next, person, w.now() + DAY).ok();
    w.visit(&pact, person, w.now() + DAY).diplomacy_error("NotInForce");
}

#[test]
fn a_wallet_that_was_replaced_visits_no_more() {
    let w = World::new(3);
    let (pact, person) = (w.treaty(&w.nation, &w.sibling), w.citizen(1).clone());
    w.visit(&pact, &person, w.now() + VISIT).ok();
    let moved = w.move_wallet(&person, "a new wallet");
    // The visa is the serial's; the new wallet shows it.
    assert!(w.now() < w.visa(&pact, &moved).until);
    assert!(is_visitor(&w, &pact, &w.sibling, &moved, 1));
    assert_eq!(w.visa(&pact, &moved).wallet, person.key());
    let until = w.now() + DAY;
    w.send(&[ix::issue_visa(&pact, &person, 1, until)], &[&person.wallet]).failure();
    w.visit(&pact, &moved, until).ok();
    assert_eq!(w.visa(&pact, &moved).wallet, moved.key());
}
