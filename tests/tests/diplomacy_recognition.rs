//! Who recognises whom: granted, revoked, granted again, with all of it on record.

use civitas_tests::diplomacy::{STATEMENT, Statement};
use civitas_tests::*;
use client::diplomacy::accounts::{Body, Entry, Recognition};
use client::diplomacy::events::Event;

const GRANTED: u8 = 0;
const REVOKED: u8 = 1;

fn entry(w: &World, from: &Voice, to: &Nation, number: u32) -> Entry {
    w.read(&addresses::entry(&from.of(to), number).0)
}

#[test]
fn a_body_says_who_it_is_once_and_for_all() {
    let w = World::new(1);
    let key = client::dev_keys::keypair("a city");
    let (name, uri) = ("n".repeat(64), "u".repeat(96));
    let receipt = w.send(&[ix::register_body(key.pubkey(), &name, &uri)], &[&key]).ok();
    let voice = Voice::body(&key);
    let body: Body = w.read(&voice.address);
    assert_eq!((body.key, body.rent_payer, body.registered_at), (key.pubkey(), ix::payer(), w.now()));
    assert_eq!((body.name.as_slice(), body.uri.as_slice()), (name.as_bytes(), uri.as_bytes()));
    match World::diplomacy_events(&receipt).as_slice() {
        [Event::BodyRegistered(event)] => assert_eq!((event.body, event.key), (voice.address, key.pubkey())),
        other => panic!("{other:?}"),
    }
    w.send(&[ix::register_body(key.pubkey(), "another name", "")], &[&key]).already_exists();
    // Nobody registers a body for a key that is not theirs.
    let other = client::dev_keys::keypair("another city");
    let mut forged = ix::register_body(other.pubkey(), "forged", "");
    forged.accounts[1].is_signer = false;
    w.send(&[forged], &[]).missing_signer();
}

#[test]
fn the_history_of_a_recognition_is_complete() {
    let w = World::new(1);
    let alpha = Voice::nation(&w.nation);
    let mut acts = vec![];
    for round in 0..4u8 {
        for act in [GRANTED, REVOKED] {
            w.wait(1 + i64::from(round));
            let uri = if act == GRANTED { "ipfs://granted" } else { "" };
            let statement = Statement { hash: [round * 2 + act; 32], uri };
            let number = acts.len() as u32;
            let to = w.sibling.address;
            let instruction = if act == GRANTED {
                ix::recognise(&alpha, to, number, &statement)
            } else {
                ix::revoke_recognition(&alpha, to, number, &statement)
            };
            let receipt = w.send(&[instruction], &[&alpha.wallet]).ok();
            acts.push((act, w.now(), statement));
            match World::diplomacy_events(&receipt).as_slice() {
                [Event::RecognitionChanged(event)] => {
                    assert_eq!((event.from, event.to, event.at), (alpha.address, to, w.now()));
                    assert_eq!((event.in_force, event.from_kind), (1 - act, 0));
                }
                other => panic!("{other:?}"),
            }
            let recognition: Recognition = w.recognition(&alpha, &w.sibling);
            assert_eq!((recognition.from, recognition.to), (alpha.address, to));
            assert_eq!((recognition.entries, recognition.grants), (number + 1, u32::from(round) + 1));
            assert_eq!(recognition.in_force, 1 - act);
            let last = |kind| acts.iter().rev().find(|(act, ..)| *act == kind).map_or(0, |(_, at, _)| *at);
            assert_eq!((recognition.since, recognition.revoked_at), (last(GRANTED), last(REVOKED)));
        }
    }
    // Every act is an entry, as it was written; there is no other.
    for (number, (act, at, statement)) in acts.iter().enumerate() {
        let entry = entry(&w, &alpha, &w.sibling, number as u32);
        assert_eq!((entry.recognition, entry.number), (alpha.of(&w.sibling), number as u32));
        assert_eq!((entry.act, entry.at, entry.statement_hash), (*act, *at, statement.hash));
        assert_eq!(entry.statement_uri, land::padded::<96>(statement.uri));
    }
    assert!(!w.exists(&addresses::entry(&alpha.of(&w.sibling), acts.len() as u32).0));
}

#[test]
fn an_act_cannot_be_written_elsewhere_in_the_history() {
    let w = World::new(1);
    let alpha = Voice::nation(&w.nation);
    let recognise = |number| ix::recognise(&alpha, w.sibling.address, number, &STATEMENT);
    w.send(&[recognise(1)], &[&alpha.wallet]).wrong_seeds();
    w.send(&[recognise(0)], &[&alpha.wallet]).ok();
    let revoke = |number| ix::revoke_recognition(&alpha, w.sibling.address, number, &STATEMENT);
    w.send(&[revoke(2)], &[&alpha.wallet]).wrong_seeds();
    w.send(&[revoke(0)], &[&alpha.wallet]).wrong_seeds();
    w.send(&[revoke(1), recognise(2)], &[&alpha.wallet]).ok();
    assert_eq!(w.acts(&alpha, &w.sibling), 3);
}

#[test]
fn mutual_is_what_exists_both_ways() {
    let w = World::new(1);
    let (alpha, beta) = (Voice::nation(&w.nation), Voice::nation(&w.sibling));
    let in_force = |from: &Voice, to: &Nation| w.acts(from, to) > 0 && w.recognition(from, to).in_force == 1;
    let mutual = || in_force(&alpha, &w.sibling) && in_force(&beta, &w.nation);
    w.recognise(&alpha, &w.sibling).ok();
    // One nation's word is not the other's.
    assert!(!mutual() && !w.exists(&beta.of(&w.nation)));
    w.recognise(&beta, &w.nation).ok();
    assert!(mutual());
    w.revoke(&alpha, &w.sibling).ok();
    assert!(!mutual() && in_force(&beta, &w.nation));
}

#[test]
fn who_pays_for_what() {
    let w = World::new(2);
    let body = w.body("a city");
    let patron = client::dev_keys::keypair("patron");
    w.fund(&patron.pubkey());
    let before = w.lamports(&patron.pubkey());
    let mut recognise = ix::recognise(&body, w.nation.address, 0, &STATEMENT);
    recognise.accounts[0].pubkey = patron.pubkey();
    w.send(&[recognise], &[&body.wallet, &patron]).ok();
    let recognition = body.of(&w.nation);
    let entry = addresses::entry(&recognition, 0).0;
    let paid = before - w.lamports(&patron.pubkey());
    assert_eq!(paid, w.lamports(&recognition) + w.lamports(&entry));
    // The second act is paid for by somebody else; what exists keeps its payer.
    w.revoke(&body, &w.nation).ok();
    assert_eq!(w.recognition(&body, &w.nation).rent_payer, patron.pubkey());
    let second: Entry = w.read(&addresses::entry(&recognition, 1).0);
    assert_eq!((second.rent_payer, second.act), (ix::payer(), REVOKED));
}

#[test]
fn a_nation_decides_by_its_authority_alone() {
    let w = World::new(2);
    let (alpha, body) = (Voice::nation(&w.nation), w.body("a city"));
    // Not a citizen, not the sibling's authority, not a body's key.
    for other in [&w.citizen(0).wallet, &w.sibling.founder, &body.wallet] {
        let voice = Voice { address: alpha.address, wallet: other.insecure_clone() };
        w.recognise(&voice, &w.sibling).membership_error("NotAuthority");
    }
    // Nor does a nation's authority speak for a body.
    let voice = Voice { address: body.address, wallet: alpha.wallet.insecure_clone() };
    w.recognise(&voice, &w.sibling).diplomacy_error("NotBody");
    // Once the founding is over, the founder cannot take back what they granted.
    w.recognise(&alpha, &w.sibling).ok();
    w.at(w.nation_account(&w.nation).founder_sunset);
    w.revoke(&alpha, &w.sibling).membership_error("FoundingOver");
    w.revoke(&body, &w.sibling).no_account();
}

#[test]
fn citizens_recognise_by_a_motion() {
    let w = World::new(3);
    w.hand_over(&w.nation);
    let executor = w.nation.executor;
    w.give(&executor, 10 * SOL);
    // The executor signs and pays; the founder's key is nobody's now.
    let founder = Voice::nation(&w.nation);
    w.recognise(&founder, &w.sibling).membership_error("NotAuthority");
    let mut recognise = ix::recognise(&founder, w.sibling.address, 0, &STATEMENT);
    (recognise.accounts[0].pubkey, recognise.accounts[1].pubkey) = (executor, executor);
    let call = Call::of(recognise);
    let proposal = w.executable(std::slice::from_ref(&call));
    w.execute(&proposal, 0, &call).ok();
    let recognition = w.recognition(&founder, &w.sibling);
    assert_eq!((recognition.in_force, recognition.from_kind, recognition.rent_payer), (1, 0, executor));
}

#[test]
fn a_nation_recognises_itself_in_no_guise() {
    let w = World::new(2);
    let alpha = Voice::nation(&w.nation);
    w.recognise(&alpha, &w.nation).diplomacy_error("SelfRecognition");
    // By a body with the founder's key, while the founder rules and after.
    let founder = &w.nation.founder;
    w.send(&[ix::register_body(founder.pubkey(), "The founder", "")], &[founder]).ok();
    let disguise = Voice::body(founder);
    w.recognise(&disguise, &w.nation).diplomacy_error("SelfRecognition");
    w.hand_over(&w.nation);
    w.recognise(&disguise, &w.nation).diplomacy_error("SelfRecognition");
    // By a body whose key is the executor, as a motion could register one.
    let executor = w.nation.executor;
    w.give(&executor, 10 * SOL);
    let mut register = ix::register_body(executor, "Ourselves", "");
    register.accounts[0].pubkey = executor;
    let body = addresses::body(&executor).0;
    let recognition = addresses::recognition(&body, &w.nation.address).0;
    let mut recognise = ix::recognise(&alpha, w.nation.address, 0, &STATEMENT);
    let entry = addresses::entry(&recognition, 0).0;
    for (slot, address) in [(0, executor), (1, executor), (2, body), (4, recognition), (5, entry)] {
        recognise.accounts[slot].pubkey = address;
    }
    let calls = [Call::of(register), Call::of(recognise)];
    let proposal = w.executable(&calls);
    w.execute(&proposal, 0, &calls[0]).ok();
    w.execute(&proposal, 1, &calls[1]).diplomacy_error("SelfRecognition");
    // Of others both may say what they like.
    w.recognise(&disguise, &w.sibling).ok();
}
