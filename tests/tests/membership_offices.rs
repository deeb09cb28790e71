//! Offices: `appoint`, `resign`.

use civitas_tests::*;
use client::membership::accounts::{OFFICE_DISCRIMINATOR, Office};
use client::membership::events::Event;
use client::membership::types;

const TITLE: &str = "harbour master";
const VACANT: u64 = u64::MAX;

fn appoint(w: &World, person: &Person, title: &str, until: i64) -> Outcome {
    w.send(&[ix::appoint(person, w.nation.founder.pubkey(), title, until)], &[&w.nation.founder])
}

fn resign(w: &World, person: &Person) -> Outcome {
    w.send(&[ix::resign(person, TITLE)], &[&person.wallet])
}

fn office(w: &World, title: &str) -> Office {
    w.read(&ix::office_of(&w.nation.address, title))
}

/// The office as it should be, held by the citizen with this serial from now on.
fn held(w: &World, title: &str, person: &Person, serial: u64, until: i64) -> Office {
    let mut padded = [0; 32];
    padded[..title.len()].copy_from_slice(title.as_bytes());
    Office {
        discriminator: OFFICE_DISCRIMINATOR,
        nation: w.nation.address,
        holder: person.key(),
        rent_payer: w.payer.pubkey(),
        serial,
        appointed_at: w.now(),
        term_ends_at: until,
        title: padded,
        version: 1,
        bump: addresses::office(&w.nation.address, title).unwrap().1,
        padding: [0; 6],
        reserved: [0; 32],
    }
}

#[test]
fn appoint_creates_the_office() {
    let w = World::new(2);
    let until = w.now() + 10 * 365 * DAY;
    for title in [TITLE, "x", "a title of thirty-two bytes, see", "Bürgermeisterin"] {
        let receipt = appoint(&w, w.citizen(1), title, until).ok();
        assert_eq!(office(&w, title), held(&w, title, w.citizen(1), 1, until));
        let filled = types::OfficeFilled {
            nation: w.nation.address,
            office: ix::office_of(&w.nation.address, title),
            serial: 1,
            term_ends_at: until,
        };
        assert_eq!(World::membership_events(&receipt), [Event::OfficeFilled(filled)]);
    }
}

#[test]
fn appoint_replaces_the_holder_and_keeps_the_rent_payer() {
    let w = World::new(3);
    appoint(&w, w.citizen(1), TITLE, w.now() + DAY).ok();
    w.wait(5);
    let other = client::dev_keys::keypair("patron");
    w.fund(&other.pubkey());
    let mut again = ix::appoint(w.citizen(2), w.nation.founder.pubkey(), TITLE, w.now() + 1);
    again.accounts[0].pubkey = other.pubkey();
    w.send(&[again], &[&w.nation.founder, &other]).ok();
    assert_eq!(office(&w, TITLE), held(&w, TITLE, w.citizen(2), 2, w.now() + 1));
    assert_eq!(w.lamports(&other.pubkey()), WALLET_SOL * SOL);
    // The former holder has nothing to lay down.
    resign(&w, w.citizen(1)).membership_error("NotHolder");
    // The same citizen may be appointed again, for longer.
    appoint(&w, w.citizen(2), TITLE, w.now() + 2).ok();
    assert_eq!(office(&w, TITLE).term_ends_at, w.now() + 2);
}

#[test]
fn resign_vacates_the_office() {
    let w = World::new(2);
    appoint(&w, w.citizen(1), TITLE, w.now() + DAY).ok();
    let before = office(&w, TITLE);
    w.wait(5);
    let receipt = resign(&w, w.citizen(1)).ok();
    let expected = Office { holder: Address::default(), serial: VACANT, term_ends_at: w.now(), ..before };
    assert_eq!(office(&w, TITLE), expected);
    let resigned = types::OfficeResigned {
        nation: w.nation.address,
        office: ix::office_of(&w.nation.address, TITLE),
        serial: 1,
    };
    assert_eq!(World::membership_events(&receipt), [Event::OfficeResigned(resigned)]);
    resign(&w, w.citizen(1)).membership_error("NotHolder");
    appoint(&w, w.citizen(1), TITLE, w.now() + DAY).ok();
}

#[test]
fn an_office_lapses_at_its_last_second() {
    let w = World::new(2);
    let end = w.now() + DAY;
    appoint(&w, w.citizen(1), TITLE, end).ok();
    for second in [end, end + 1] {
        w.at(second);
        resign(&w, w.citizen(1)).membership_error("NotHolder");
    }
    w.at(end - 1);
    resign(&w, w.citizen(1)).ok();
}

#[test]
fn the_appointed_are_in_good_standing_at_that_second() {
    let w = World::new(2);
    let person = w.citizen(1);
    let founder = &w.nation.founder;
    let until = w.now() + 400 * DAY;
    let free = w.now() + DAY;
    w.send(&[ix::suspend(person, founder.pubkey(), free)], &[founder]).ok();
    w.at(free - 1);
    appoint(&w, person, TITLE, until).membership_error("Suspended");
    w.at(free);
    appoint(&w, person, TITLE, until).ok();
    let end = w.citizen_account(person).expires_at;
    w.at(end - 1);
    appoint(&w, person, TITLE, until).ok();
    w.at(end);
    appoint(&w, person, TITLE, until).membership_error("Lapsed");
}

#[test]
fn a_holder_in_any_standing_may_resign() {
    let founder_ends = |w: &World, person: &Person, which: usize| {
        let founder = &w.nation.founder;
        let instruction = match which {
            0 => ix::set_tier(person, founder.pubkey(), 0),
            1 => ix::suspend(person, founder.pubkey(), i64::MAX),
            _ => ix::revoke(person, founder.pubkey()),
        };
        w.send(&[instruction], &[founder]).ok();
    };
    for which in 0..3 {
        let w = World::new(2);
        appoint(&w, w.citizen(1), TITLE, w.now() + 400 * DAY).ok();
        founder_ends(&w, w.citizen(1), which);
        w.at(w.citizen_account(w.citizen(1)).expires_at);
        resign(&w, w.citizen(1)).ok();
    }
}

#[test]
fn an_office_follows_its_holder_to_a_new_wallet() {
    let w = World::new(2);
    let (old, new, founder) = (w.citizen(1).clone(), w.stranger(), w.nation.founder.insecure_clone());
    appoint(&w, &old, TITLE, w.now() + 30 * DAY).ok();
    w.send(&[ix::reissue(&old, founder.pubkey(), new.key())], &[&founder]).ok();
    w.wait(7 * DAY).send(&[ix::complete_reissue(&old, &new)], &[&new.wallet]).ok();
    // The old wallet, who joins anew, holds nothing.
    w.send(&[ix::join(&old)], &[&old.wallet]).ok();
    resign(&w, &old).membership_error("NotHolder");
    resign(&w, &new).ok();
}

#[test]
fn an_office_does_not_wait_for_one_who_left() {
    let w = World::new(2);
    let person = w.citizen(1).clone();
    appoint(&w, &person, TITLE, w.now() + DAY).ok();
    let leave = [ix::renounce(&person), ix::close_citizen(&person, person.key()), ix::join(&person)];
    w.send(&leave, &[&person.wallet]).ok();
    resign(&w, &person).membership_error("NotHolder");
    assert_eq!(office(&w, TITLE).serial, 1);
    assert_eq!(w.citizen_account(&person).serial, 2);
}

#[test]
fn the_address_of_another_title_or_nation_is_refused() {
    let w = World::new(2);
    let until = w.now() + DAY;
    for office in [ix::office_of(&w.nation.address, "judge"), ix::office_of(&w.sibling.address, TITLE)] {
        let mut appoint = ix::appoint(w.citizen(1), w.nation.founder.pubkey(), TITLE, until);
        appoint.accounts[4].pubkey = office;
        w.send(&[appoint], &[&w.nation.founder]).wrong_seeds();
    }
}

#[test]
fn titles_that_look_alike_are_one_or_refused() {
    let w = World::new(2);
    let nation = &w.nation.address;
    // Zeros at the end have the same seeds, so they must not pass for another title.
    assert_eq!(ix::office_of(nation, "judge\0"), ix::office_of(nation, "judge"));
    appoint(&w, w.citizen(0), "judge", w.now() + DAY).ok();
    let mut alike = ix::appoint(w.citizen(1), w.nation.founder.pubkey(), "judge\0", w.now() + DAY);
    w.send(&[alike.clone()], &[&w.nation.founder]).wrong_seeds();
    alike.accounts[4].pubkey = ix::office_of(nation, "");
    w.send(&[alike], &[&w.nation.founder]).membership_error("TitleInvalid");
    assert_eq!(office(&w, "judge").serial, 0);
}

#[test]
fn a_funded_address_stops_no_appointment() {
    for lamports in [1, SOL] {
        let w = World::new(2);
        w.give(&ix::office_of(&w.nation.address, TITLE), lamports);
        appoint(&w, w.citizen(1), TITLE, w.now() + DAY).ok();
        assert_eq!(office(&w, TITLE), held(&w, TITLE, w.citizen(1), 1, w.now() + DAY));
    }
}
