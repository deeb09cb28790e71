//! Passports and offices.

use crate::twists::*;
use civitas_tests::catalogue::Case;
use civitas_tests::refusals::Refusal;
use civitas_tests::{DAY, MEMBERSHIP_ID, Signer, addresses, ix};
use client::membership::instructions as i;

fn issue_with(c: &mut Case, symbol: &str, uri: &str) {
    let issue = ix::issue_passport(c.world.citizen(1), 1, symbol, uri);
    replace(c, issue);
}

fn appoint_as(c: &mut Case, title: &str, term: i64) {
    let (nation, authority) = (c.world.nation.address, founder(c).pubkey());
    // A title that is too long has the seeds of no title.
    let office =
        addresses::office(&nation, title).or_else(|| addresses::office(&nation, "")).expect("a title");
    c.instruction = i::Appoint {
        payer: c.address("payer"),
        authority,
        nation,
        citizen: c.address("citizen"),
        office: office.0,
    }
    .instruction(i::AppointInstructionArgs { title: title.into(), term_ends_at: term });
}

fn appoint_until(c: &mut Case, term: i64) {
    appoint_as(c, "harbour master", term);
}

/// The same title in the sibling nation, held by its citizen 0.
fn office_abroad(c: &mut Case) {
    let sibling = c.world.sibling.clone();
    let appoint =
        ix::appoint(&sibling.people[0], sibling.founder.pubkey(), "harbour master", c.world.now() + DAY);
    c.world.send(&[appoint], &[&sibling.founder]).ok();
    c.put("office", ix::office_of(&sibling.address, "harbour master"));
}

/// Ten years.
const LONGEST_TERM: i64 = 10 * 365 * DAY;

pub const REFUSALS: &[Refusal] = &[
    ("issue_passport", "WrongWallet", |c| c.usurp("wallet")),
    ("issue_passport", "WrongNation", |c| {
        let sibling = c.world.sibling.address;
        c.put("nation", sibling);
        c.put("passport_group", addresses::passport_group(&sibling).0);
        c.put("passport", addresses::passport(&sibling, 1).0);
    }),
    ("issue_passport", "WrongNation", |c| {
        c.put("passport_group", addresses::passport_group(&c.world.sibling.address).0);
    }),
    ("issue_passport", "NotActive", |c| renounce(c, 1)),
    ("issue_passport", "Lapsed", |c| lapse(c)),
    ("issue_passport", "PassportExists", |c| c.run_once()),
    ("issue_passport", "SymbolInvalid", |c| issue_with(c, "ELEVEN BYTE", "")),
    ("issue_passport", "SymbolInvalid", |c| issue_with(c, "A\u{7f}", "")),
    ("issue_passport", "PassportUriInvalid", |c| issue_with(c, "A", &"x".repeat(129))),
    ("issue_passport", "PassportUriInvalid", |c| issue_with(c, "A", "two\nlines")),
    ("burn_passport", "PassportMissing", |c| c.run_once()),
    ("burn_passport", "WrongPassport", |c| {
        c.put("passport", addresses::passport_group(&c.world.nation.address).0);
    }),
    ("burn_passport", "WrongPassport", |c| {
        // The right address, but no mint any more.
        let passport = c.address("passport");
        c.world.look_alike(&c.world.nation.address, &passport, MEMBERSHIP_ID);
    }),
    ("burn_passport", "PassportValid", |c| pass(c, -1)),
    ("burn_passport", "PassportValid", |c| c.put("reissue", MEMBERSHIP_ID)),
    ("burn_passport", "PassportValid", |c| {
        // Not even the nation's authority, nor a citizen whose term has ended.
        c.put("reissue", MEMBERSHIP_ID);
        let founder = founder(c);
        c.stand_in("caller", &founder);
        lapse(c);
    }),
    ("burn_passport", "WrongPassportHolder", |c| {
        let passport = c.address("passport");
        c.put("holding", ix::passport_holding(&person(c, 2), &passport));
    }),
    ("burn_passport", "WrongPassportHolder", |c| {
        // A token account of the right mint, under another program.
        let holding = c.address("holding");
        let fake = c.world.citizen(3).citizen;
        c.world.look_alike(&holding, &fake, MEMBERSHIP_ID);
        c.put("holding", fake);
    }),
    ("burn_passport", "WrongNation", wrong_nation),
    ("burn_passport", "WrongReissue", |c| {
        let other = person(c, 2);
        founder_does(c, ix::reissue(&other, founder(c).pubkey(), c.world.citizen(3).key()));
        c.put("reissue", ix::reissue_of(&other));
    }),
    ("burn_passport", "WrongRentPayer", |c| {
        let thief = c.world.citizen(3).key();
        c.put("rent_payer", thief);
    }),
    ("appoint", "NotAuthority", |c| c.usurp("authority")),
    ("appoint", "FoundingOver", sunset),
    ("appoint", "TitleInvalid", |c| appoint_as(c, "", c.world.now() + 1)),
    ("appoint", "TitleInvalid", |c| appoint_as(c, &"x".repeat(33), c.world.now() + 1)),
    ("appoint", "TitleInvalid", |c| {
        // Control characters make no title either; its seeds are those of none.
        appoint_as(c, "two\nlines", c.world.now() + 1);
        c.put("office", addresses::office(&c.world.nation.address, "").expect("a title").0);
    }),
    ("appoint", "OfficeTermOutOfRange", |c| appoint_until(c, c.world.now())),
    ("appoint", "OfficeTermOutOfRange", |c| appoint_until(c, c.world.now() + LONGEST_TERM + 1)),
    ("appoint", "OfficeTermOutOfRange", |c| appoint_until(c, i64::MIN)),
    ("appoint", "OfficeTermOutOfRange", |c| appoint_until(c, i64::MAX)),
    ("appoint", "WrongNation", |c| foreigner(c, "citizen")),
    ("appoint", "NotActive", |c| renounce(c, 1)),
    ("appoint", "NotCitizen", |c| demote(c, 1)),
    ("appoint", "Lapsed", |c| {
        lapse(c);
        appoint_until(c, c.world.now() + DAY);
    }),
    ("appoint", "Suspended", |c| suspend(c, 1)),
    ("resign", "WrongWallet", |c| c.usurp("wallet")),
    ("resign", "WrongNation", office_abroad),
    ("resign", "NotHolder", |c| pass(c, DAY)),
    ("resign", "NotHolder", |c| c.run_once()),
    ("resign", "NotHolder", |c| {
        let other = person(c, 2);
        c.put("citizen", other.citizen);
        c.stand_in("wallet", &other.wallet);
    }),
];
