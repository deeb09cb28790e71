//! Bodies, recognition granted and revoked.

use crate::twists::*;
use civitas_tests::catalogue::Case;
use civitas_tests::diplomacy::{STATEMENT, Statement};
use civitas_tests::refusals::Refusal;
use civitas_tests::{Signer, Voice, addresses, ix};
use client::diplomacy::accounts::Recognition;

fn register(c: &mut Case, name: &str, uri: &str) {
    let key = c.address("key");
    instead(c, ix::register_body(key, name, uri));
}

fn alpha(c: &Case) -> Voice {
    Voice::nation(&c.world.nation)
}

/// A text that is too long.
fn long() -> &'static str {
    Box::leak("x".repeat(97).into_boxed_str())
}

/// Recognises on `alpha`'s behalf whom its founder's own body would: the nation itself.
fn by_the_founders_body(c: &mut Case) {
    let founder = founder(c);
    let body = Voice::body(&founder);
    c.world.send(&[ix::register_body(founder.pubkey(), "The founder", "")], &[&founder]).ok();
    c.sign(&founder);
    instead(c, ix::recognise(&body, c.world.nation.address, 0, &STATEMENT));
}

/// Lets the authority's body recognise it, after another key has become the authority.
fn by_the_authoritys_body(c: &mut Case) {
    let body = c.world.body("a successor");
    let key = body.key();
    c.world.edit::<client::membership::accounts::Nation>(&c.world.nation.address, |n| n.authority = key);
    c.sign(&body.wallet);
    instead(c, ix::recognise(&body, c.world.nation.address, 0, &STATEMENT));
}

fn of_itself(c: &mut Case) {
    let alpha = alpha(c);
    instead(c, ix::recognise(&alpha, c.world.nation.address, 0, &STATEMENT));
}

/// The next act of the case's recognition.
fn again(c: &mut Case, entries: u32) {
    let entry = addresses::entry(&c.address("recognition"), entries).0;
    c.put("entry", entry);
}

pub const REFUSALS: &[Refusal] = &[
    ("register_body", "NameMalformed", |c| register(c, "", "")),
    ("register_body", "NameMalformed", |c| register(c, &"n".repeat(65), "")),
    ("register_body", "NameMalformed", |c| register(c, "bell\u{7}", "")),
    ("register_body", "TextMalformed", |c| register(c, "n", long())),
    ("recognise", "NotARecogniser", |c| {
        let citizen = c.world.citizen(1).citizen;
        c.put("from", citizen);
        let recognition = addresses::recognition(&citizen, &c.address("to")).0;
        c.put("recognition", recognition);
        again(c, 0);
    }),
    ("recognise", "NotAuthority", |c| c.usurp("authority")),
    ("recognise", "FoundingOver", |c| sunset(c)),
    ("recognise.body", "NotBody", |c| c.usurp("authority")),
    ("recognise", "SelfRecognition", of_itself),
    ("recognise.body", "SelfRecognition", by_the_founders_body),
    ("recognise.body", "SelfRecognition", by_the_authoritys_body),
    ("recognise", "AlreadyRecognised", |c| {
        c.run_once();
        again(c, 1);
    }),
    ("recognise.body", "AlreadyRecognised", |c| {
        c.run_once();
        again(c, 1);
    }),
    ("recognise", "TextMalformed", |c| {
        let statement = Statement { uri: long(), ..STATEMENT };
        let recognise = ix::recognise(&alpha(c), gamma().address, 0, &statement);
        instead(c, recognise);
    }),
    ("recognise.again", "ArithmeticOverflow", |c| {
        corrupt::<Recognition>(c, "recognition", |r| (r.entries, r.grants) = (u32::MAX, u32::MAX));
        again(c, u32::MAX);
    }),
    ("recognise.again", "RecognitionInvariant", |c| {
        corrupt::<Recognition>(c, "recognition", |r| r.grants += 1);
    }),
    ("revoke_recognition", "WrongRecogniser", |c| c.put("from", gamma().address)),
    ("revoke_recognition", "NotARecogniser", |c| {
        let citizen = c.world.citizen(1).citizen;
        corrupt::<Recognition>(c, "recognition", |r| r.from = citizen);
        c.put("from", citizen);
    }),
    ("revoke_recognition", "NotAuthority", |c| c.usurp("authority")),
    ("revoke_recognition", "FoundingOver", |c| sunset(c)),
    ("revoke_recognition.body", "NotBody", |c| c.usurp("authority")),
    ("revoke_recognition", "NotRecognised", |c| {
        c.run_once();
        again(c, 2);
    }),
    ("revoke_recognition", "TextMalformed", |c| {
        let statement = Statement { uri: "line\nbreak", ..STATEMENT };
        let revoke = ix::revoke_recognition(&alpha(c), gamma().address, 1, &statement);
        instead(c, revoke);
    }),
    ("revoke_recognition", "ArithmeticOverflow", |c| {
        corrupt::<Recognition>(c, "recognition", |r| r.entries = u32::MAX);
        again(c, u32::MAX);
    }),
    ("revoke_recognition", "RecognitionInvariant", |c| {
        corrupt::<Recognition>(c, "recognition", |r| r.grants += 1);
    }),
];
