//! Treaties: proposed, signed, withdrawn, declined, denounced.

use civitas_tests::diplomacy::{NOTICE, OPEN, TERMS, TEXT_URI, treaty_state};
use civitas_tests::*;
use client::diplomacy::events::Event;
use client::diplomacy::types::TreatyTerms;

fn changed(receipt: &Receipt) -> (u8, u8, i64) {
    match World::diplomacy_events(receipt).as_slice() {
        [Event::TreatyChanged(event)] => (event.state, event.closed, event.ends_at),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_treaty_is_what_both_have_agreed_on() {
    let w = World::new(1);
    for (number, (from, to)) in [(&w.nation, &w.sibling), (&w.sibling, &w.nation)].into_iter().enumerate() {
        let pact = Pact::of(from, to, number as u32);
        let open_until = w.now() + OPEN;
        assert_eq!(changed(&w.propose(&pact, from, TERMS, open_until).ok()), (treaty_state::PROPOSED, 0, 0));
        let treaty = w.treaty_account(&pact);
        let (lower, higher) = (from.address.min(to.address), from.address.max(to.address));
        assert_eq!((treaty.nation_a, treaty.nation_b, treaty.proposer), (lower, higher, from.address));
        assert_eq!((treaty.terms, treaty.open_until, treaty.proposed_at), (TERMS, open_until, w.now()));
        assert_eq!((treaty.number, treaty.rent_payer), (number as u32, ix::payer()));
        assert_eq!((treaty.text_uri, treaty.denouncer), (land::padded(TEXT_URI), Address::default()));
        assert_eq!((treaty.signed_at, treaty.denounced_at, treaty.ends_at), (0, 0, 0));
        // Who has proposed cannot also sign.
        w.sign(&pact, from).membership_error("NotAuthority");
        let both = ix::sign_treaty(&Pact { other: from.address, ..pact }, from.founder.pubkey(), TERMS);
        w.send(&[both], &[&from.founder]).diplomacy_error("NotCounterparty");
        w.wait(50);
        assert_eq!(changed(&w.sign(&pact, to).ok()), (treaty_state::SIGNED, 0, 0));
        let signed = w.treaty_account(&pact);
        assert_eq!((signed.state, signed.signed_at), (treaty_state::SIGNED, w.now()));
        assert_eq!((signed.terms, signed.text_uri, signed.proposer), (TERMS, treaty.text_uri, from.address));
    }
}

#[test]
fn a_signed_treaty_stays_and_its_number_is_taken() {
    let w = World::new(1);
    let pact = w.treaty(&w.nation, &w.sibling);
    w.sign(&pact, &w.sibling).diplomacy_error("NotProposed");
    for party in [&w.nation, &w.sibling] {
        w.withdraw_proposal(&pact, party).diplomacy_error("NotProposed");
    }
    // From either side it is the same address.
    w.propose(&pact, &w.nation, TERMS, w.now() + OPEN).already_exists();
    let back = Pact::of(&w.sibling, &w.nation, pact.number);
    assert_eq!(back.address, pact.address);
    w.propose(&back, &w.sibling, TERMS, w.now() + OPEN).already_exists();
    // Also once it is over.
    w.denounce(&pact, &w.nation).ok();
    w.wait(NOTICE + OPEN);
    w.withdraw_proposal(&pact, &w.nation).diplomacy_error("NotProposed");
    w.propose(&back, &w.sibling, TERMS, w.now() + OPEN).already_exists();
    // Numbers need not follow each other.
    let far = w.propose_treaty(&w.nation, &w.sibling, u32::MAX);
    w.sign(&far, &w.sibling).ok();
}

#[test]
fn either_may_end_an_offer_and_anyone_a_lapsed_one() {
    let w = World::new(2);
    let anyone = &w.citizen(0).wallet;
    for party in [&w.nation, &w.sibling] {
        let pact = w.propose_treaty(&w.nation, &w.sibling, 3);
        let before = w.lamports(&ix::payer()) + w.lamports(&pact.address);
        let receipt = w.withdraw_proposal(&pact, party).ok();
        assert_eq!(changed(&receipt), (treaty_state::PROPOSED, 1, 0));
        assert!(!w.exists(&pact.address));
        assert_eq!(w.lamports(&ix::payer()), before - receipt.fee, "the rent goes back");
    }
    // The number is free again, on other terms.
    let pact = Pact::of(&w.sibling, &w.nation, 3);
    let terms = TreatyTerms { text_hash: [1; 32], ..TERMS };
    w.propose(&pact, &w.sibling, terms, w.now() + OPEN).ok();
    let withdraw = ix::withdraw_proposal(&pact, w.nation.address, anyone.pubkey());
    w.wait(OPEN - 1);
    w.send(std::slice::from_ref(&withdraw), &[anyone]).membership_error("NotAuthority");
    w.wait(1);
    w.sign(&pact, &w.nation).diplomacy_error("OfferLapsed");
    w.send(&[withdraw], &[anyone]).ok();
    assert!(!w.exists(&pact.address));
}

#[test]
fn signed_in_the_last_second() {
    let w = World::new(1);
    let pact = w.propose_treaty(&w.nation, &w.sibling, 0);
    w.wait(OPEN - 1);
    w.sign(&pact, &w.sibling).ok();
}

#[test]
fn what_is_signed_is_what_was_decided() {
    // Between decision and signature the other side makes it another treaty.
    let w = World::new(1);
    let pact = w.propose_treaty(&w.nation, &w.sibling, 0);
    let sign = ix::sign_treaty(&pact, w.sibling.founder.pubkey(), TERMS);
    w.withdraw_proposal(&pact, &w.nation).ok();
    for other in [
        TreatyTerms { text_hash: [8; 32], ..TERMS },
        TreatyTerms { notice: 0, ..TERMS },
        TreatyTerms { visit: TERMS.visit + 1, ..TERMS },
    ] {
        w.propose(&pact, &w.nation, other, w.now() + OPEN).ok();
        w.send(std::slice::from_ref(&sign), &[&w.sibling.founder]).diplomacy_error("TermsDiffer");
        w.withdraw_proposal(&pact, &w.nation).ok();
    }
    w.propose(&pact, &w.nation, TERMS, w.now() + OPEN).ok();
    w.send(&[sign], &[&w.sibling.founder]).ok();
}

#[test]
fn a_denounced_treaty_runs_until_its_notice_has_run_out() {
    let w = World::new(2);
    for (number, denouncer) in [&w.nation, &w.sibling].into_iter().enumerate() {
        let pact = w.propose_treaty(&w.nation, &w.sibling, number as u32);
        let other = w.sibling.address;
        assert_eq!(pact.other, other);
        w.denounce(&pact, denouncer).diplomacy_error("NotSigned");
        w.sign(&pact, &w.sibling).ok();
        w.wait(10);
        let (now, ends_at) = (w.now(), w.now() + NOTICE);
        assert_eq!(changed(&w.denounce(&pact, denouncer).ok()), (treaty_state::DENOUNCED, 0, ends_at));
        let treaty = w.treaty_account(&pact);
        assert_eq!(
            (treaty.denounced_at, treaty.ends_at, treaty.denouncer),
            (now, ends_at, denouncer.address)
        );
        // Nobody can bring the end nearer, or put it off.
        w.wait(10);
        for party in [&w.nation, &w.sibling] {
            w.denounce(&pact, party).diplomacy_error("AlreadyDenounced");
        }
        // In force to the last second: that is when it still admits visitors.
        w.at(ends_at - 1);
        w.visit(&pact, w.citizen(1), ends_at).ok();
        w.at(ends_at);
        w.visit(&pact, w.citizen(1), ends_at + 1).diplomacy_error("NotInForce");
    }
}

#[test]
fn without_notice_a_treaty_ends_at_once() {
    let w = World::new(2);
    let pact = Pact::of(&w.nation, &w.sibling, 0);
    let terms = TreatyTerms { notice: 0, ..TERMS };
    w.propose(&pact, &w.nation, terms.clone(), w.now() + OPEN).ok();
    let sign = ix::sign_treaty(&pact, w.sibling.founder.pubkey(), terms);
    w.send(&[sign], &[&w.sibling.founder]).ok();
    w.visit(&pact, w.citizen(0), w.now() + 10).ok();
    w.denounce(&pact, &w.sibling).ok();
    w.visit(&pact, w.citizen(1), w.now() + 10).diplomacy_error("NotInForce");
}

#[test]
fn terms_at_their_edges() {
    let w = World::new(1);
    let year = 366 * DAY as u32;
    let edges = [(0, 1), (year, year)];
    for (number, (notice, visit)) in edges.into_iter().enumerate() {
        let pact = Pact::of(&w.nation, &w.sibling, number as u32);
        let terms = TreatyTerms { notice, visit, ..TERMS };
        w.propose(&pact, &w.nation, terms, w.now() + i64::from(year)).ok();
    }
    let pact = Pact::of(&w.nation, &w.sibling, 9);
    for (notice, visit) in [(year + 1, 1), (0, 0), (0, year + 1)] {
        let terms = TreatyTerms { notice, visit, ..TERMS };
        w.propose(&pact, &w.nation, terms, w.now() + 1).diplomacy_error("TermsUnsound");
    }
    for open_until in [w.now(), w.now() - 1, w.now() + i64::from(year) + 1, i64::MAX, i64::MIN] {
        w.propose(&pact, &w.nation, TERMS, open_until).diplomacy_error("OfferOutOfRange");
    }
    w.propose(&pact, &w.nation, TERMS, w.now() + 1).ok();
}

#[test]
fn a_third_nation_has_no_part_in_it() {
    let w = World::new(1);
    let gamma = w.found("gamma", 1);
    let proposed = w.propose_treaty(&w.nation, &w.sibling, 0);
    let signed = w.propose_treaty(&w.nation, &w.sibling, 1);
    w.sign(&signed, &w.sibling).ok();
    let foreign = Pact { other: gamma.address, ..proposed };
    w.sign(&foreign, &gamma).diplomacy_error("NotParty");
    w.withdraw_proposal(&proposed, &gamma).diplomacy_error("NotParty");
    w.denounce(&signed, &gamma).diplomacy_error("NotParty");
    // Not even when a party's account is shown with the third's authority.
    let founder = &gamma.founder;
    let denounce = ix::denounce_treaty(&signed, w.nation.address, founder.pubkey());
    w.send(&[denounce], &[founder]).membership_error("NotAuthority");
    // Nor with oneself.
    let alone = Pact::of(&w.nation, &w.nation, 2);
    w.propose(&alone, &w.nation, TERMS, w.now() + OPEN).diplomacy_error("SameNation");
}

#[test]
fn citizens_sign_by_a_motion() {
    let w = World::new(3);
    w.hand_over(&w.nation);
    let pact = w.propose_treaty(&w.sibling, &w.nation, 0);
    let call = Call::of(ix::sign_treaty(&pact, w.nation.executor, TERMS));
    let proposal = w.executable(std::slice::from_ref(&call));
    if w.now() >= w.treaty_account(&pact).open_until {
        panic!("the offer must outlast the motion");
    }
    w.execute(&proposal, 0, &call).ok();
    assert_eq!(w.treaty_account(&pact).state, treaty_state::SIGNED);
}
