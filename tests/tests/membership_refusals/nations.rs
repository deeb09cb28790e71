//! Founding a nation, and what its authority does to it.

use crate::twists::*;
use civitas_tests::catalogue::Case;
use civitas_tests::refusals::Refusal;
use civitas_tests::{Address, DAY, Nation, Signer, addresses, ix};
use client::membership::instructions as i;

/// Founds another nation than the case does: with these changes.
fn found(c: &mut Case, change: fn(&mut i::FoundNationInstructionArgs)) {
    let mut nation = Nation::named("gamma");
    let mut founding = ix::founding(&nation, c.world.now());
    change(&mut founding);
    nation.address = addresses::nation(&founding.slug).0;
    c.instruction = ix::found_nation_as(&nation, founding);
}

fn amend_uri(c: &mut Case, uri: &str) {
    let amend = i::AmendCharter { authority: founder(c).pubkey(), nation: c.world.nation.address };
    c.instruction =
        amend.instruction(i::AmendCharterInstructionArgs { charter_hash: [9; 32], charter_uri: uri.into() });
}

fn admission(c: &mut Case, admission: u8, vouches: u8) {
    c.instruction = ix::set_admission(&c.world.nation, founder(c).pubkey(), admission, vouches);
}

/// Four years.
const LONGEST_FOUNDING: i64 = 4 * 365 * DAY;

pub const REFUSALS: &[Refusal] = &[
    ("found_nation", "SlugInvalid", |c| found(c, |f| f.slug = String::new())),
    ("found_nation", "SlugInvalid", |c| found(c, |f| f.slug = "Gamma".into())),
    ("found_nation", "SlugInvalid", |c| found(c, |f| f.slug = "gam ma".into())),
    ("found_nation", "SlugInvalid", |c| found(c, |f| f.slug = "gamma\0".into())),
    ("found_nation", "SlugInvalid", |c| found(c, |f| f.slug = "gämma".into())),
    ("found_nation", "SunsetOutOfRange", |c| found(c, |f| f.founder_sunset -= 730 * DAY)),
    ("found_nation", "SunsetOutOfRange", |c| {
        found(c, |f| f.founder_sunset += LONGEST_FOUNDING - 730 * DAY + 1)
    }),
    ("found_nation", "SunsetOutOfRange", |c| found(c, |f| f.founder_sunset = i64::MIN)),
    ("found_nation", "SunsetOutOfRange", |c| found(c, |f| f.founder_sunset = i64::MAX)),
    ("found_nation", "SuccessorInvalid", |c| found(c, |f| f.successor = Address::default())),
    ("found_nation", "SuccessorInvalid", |c| {
        found(c, |f| f.successor = Nation::named("gamma").founder.pubkey())
    }),
    ("found_nation", "AdmissionUnknown", |c| found(c, |f| f.admission = 3)),
    ("found_nation", "VouchesOutOfRange", |c| found(c, |f| f.admission = 1)),
    ("found_nation", "VouchesOutOfRange", |c| found(c, |f| (f.admission, f.vouches_required) = (1, 17))),
    ("found_nation", "TermOutOfRange", |c| found(c, |f| f.term_seconds = f.bucket_seconds - 1)),
    ("found_nation", "TermOutOfRange", |c| found(c, |f| f.term_seconds = f.bucket_seconds * 63 + 1)),
    ("found_nation", "TermOutOfRange", |c| found(c, |f| f.bucket_seconds = 0)),
    ("found_nation", "TermOutOfRange", |c| {
        found(c, |f| (f.term_seconds, f.bucket_seconds) = (i64::MIN, i64::MIN))
    }),
    ("found_nation", "CharterUriInvalid", |c| found(c, |f| f.charter_uri = "x".repeat(129))),
    ("found_nation", "CharterUriInvalid", |c| found(c, |f| f.charter_uri = "two\nlines".into())),
    ("set_admission", "NotAuthority", |c| c.usurp("authority")),
    ("set_admission", "NotAuthority", wrong_nation),
    ("set_admission", "FoundingOver", sunset),
    ("set_admission", "AdmissionUnknown", |c| admission(c, 3, 0)),
    ("set_admission", "VouchesOutOfRange", |c| admission(c, 1, 0)),
    ("set_admission", "VouchesOutOfRange", |c| admission(c, 1, 17)),
    ("set_admission", "NationInvariant", |c| corrupt(c, |n| n.voters[0] = n.members[0] + 1)),
    ("amend_charter", "NotAuthority", |c| c.usurp("authority")),
    ("amend_charter", "NotAuthority", wrong_nation),
    ("amend_charter", "FoundingOver", sunset),
    ("amend_charter", "CharterUriInvalid", |c| amend_uri(c, &"x".repeat(129))),
    ("amend_charter", "CharterUriInvalid", |c| amend_uri(c, "nil\0")),
    ("amend_charter", "CharterVersionOverflow", |c| corrupt(c, |n| n.charter_version = u32::MAX)),
    ("propose_authority", "NotAuthority", |c| c.usurp("authority")),
    ("propose_authority", "NotAuthority", wrong_nation),
    ("propose_authority", "FoundingOver", sunset),
    ("accept_authority", "NotPendingAuthority", |c| c.usurp("pending_authority")),
    ("accept_authority", "NotPendingAuthority", wrong_nation),
    ("accept_authority", "NotPendingAuthority", |c| {
        let founder = founder(c);
        c.stand_in("pending_authority", &founder);
    }),
    ("accept_authority", "NotPendingAuthority", |c| c.run_once()),
    ("accept_authority", "NotPendingAuthority", |c| {
        founder_does(c, ix::propose_authority(&c.world.nation, founder(c).pubkey(), Address::default()));
    }),
    ("end_founding", "FoundingNotEnded", |c| pass(c, -1)),
    ("end_founding", "FoundingNotEnded", |c| c.run_once()),
    ("set_court", "NotAuthority", |c| c.usurp("authority")),
    ("set_court", "NotAuthority", wrong_nation),
    ("set_court", "FoundingOver", sunset),
    ("set_treasury", "NotAuthority", |c| c.usurp("authority")),
    ("set_treasury", "NotAuthority", wrong_nation),
    ("set_treasury", "FoundingOver", sunset),
];
