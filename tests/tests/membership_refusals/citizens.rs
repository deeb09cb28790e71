//! What is done to citizens and by them: charter, term, delegate, tier, suspension, the end, another wallet.

use crate::twists::*;
use civitas_tests::catalogue::Case;
use civitas_tests::refusals::Refusal;
use civitas_tests::{Address, DAY, Signer, addresses, ix};

/// Puts the order about another citizen into its slot.
fn another_reissue(c: &mut Case, of: usize) {
    let (court, other) = (founder(c), person(c, of));
    let order = ix::reissue(&other, court.pubkey(), c.world.citizen(3).key());
    founder_does(c, order);
    c.put("reissue", ix::reissue_of(&other));
}

fn new_wallet(c: &mut Case, wallet: Address) {
    let at = c.instruction.data.len() - 32;
    c.instruction.data[at..].copy_from_slice(wallet.as_ref());
}

fn thief(c: &mut Case, slot: &str) {
    let thief = c.world.citizen(3).key();
    c.put(slot, thief);
}

/// Closes the account of citizen 2, after this.
fn close_two(c: &mut Case) {
    let close = ix::close_citizen(c.world.citizen(2), founder(c).pubkey());
    replace(c, close);
}

fn issue_to(c: &Case, citizen: usize) {
    let person = c.world.citizen(citizen);
    c.world.send(&[ix::issue_passport(person, citizen as u64, "ALPHA", "")], &[&person.wallet]).ok();
}

fn revoke(c: &Case, citizen: usize) {
    founder_does(c, ix::revoke(c.world.citizen(citizen), founder(c).pubkey()));
}

/// The founder, while the nation has a court.
fn founder_as_court(c: &mut Case) {
    let founder = founder(c);
    c.stand_in("court", &founder);
}

fn founder_as_court_after_sunset(c: &mut Case) {
    without_court(c);
    sunset(c);
}

pub const REFUSALS: &[Refusal] = &[
    ("sign_charter", "WrongWallet", |c| c.usurp("wallet")),
    ("sign_charter", "WrongNation", wrong_nation),
    ("sign_charter", "NotActive", |c| renounce(c, 1)),
    ("sign_charter", "CharterMismatch", |c| c.instruction.data[32] ^= 1),
    ("extend_term", "NotTreasury", |c| c.usurp("treasury")),
    ("extend_term", "NotTreasury", |c| {
        let founder = founder(c);
        c.stand_in("treasury", &founder);
    }),
    ("extend_term", "NotTreasury", |c| {
        founder_does(c, ix::set_treasury(&c.world.nation, founder(c).pubkey(), Address::default()));
    }),
    ("extend_term", "WrongNation", |c| foreigner(c, "citizen")),
    ("extend_term", "TermsZero", |c| c.instruction.data[1] = 0),
    ("extend_term", "NotActive", |c| renounce(c, 1)),
    ("extend_term", "NotActive", |c| revoke(c, 1)),
    ("extend_term", "TermAlreadyFull", |c| {
        c.instruction.data[1] = u8::MAX;
        c.run_once();
    }),
    ("set_delegate", "WrongWallet", |c| c.usurp("wallet")),
    ("set_delegate", "WrongNation", wrong_nation),
    ("set_delegate", "WrongNation", |c| foreigner(c, "delegate")),
    ("set_delegate", "NotActive", |c| renounce(c, 1)),
    ("set_delegate", "NotActive", |c| renounce(c, 2)),
    ("set_delegate", "NotActive", |c| revoke(c, 2)),
    ("set_delegate", "NotCitizen", |c| demote(c, 2)),
    ("set_delegate", "Lapsed", |c| lapse(c)),
    ("set_delegate", "Suspended", |c| suspend(c, 2)),
    ("set_tier", "NotAuthority", |c| c.usurp("authority")),
    ("set_tier", "FoundingOver", sunset),
    ("set_tier", "WrongNation", |c| abroad(c, "authority")),
    ("set_tier", "WrongNation", |c| foreigner(c, "citizen")),
    ("set_tier", "TierUnknown", |c| c.instruction.data[1] = 3),
    ("set_tier", "NotActive", |c| renounce(c, 1)),
    ("suspend", "NotCourt", |c| c.usurp("court")),
    ("suspend", "NotCourt", founder_as_court),
    ("suspend", "NotCourt", |c| {
        without_court(c);
        c.usurp("court");
    }),
    ("suspend", "FoundingOver", founder_as_court_after_sunset),
    ("suspend", "WrongNation", |c| foreigner(c, "citizen")),
    ("suspend", "WrongNation", |c| abroad(c, "court")),
    ("suspend", "NotActive", |c| renounce(c, 1)),
    ("suspend", "SuspensionPast", |c| pass(c, DAY)),
    ("reinstate", "NotCourt", |c| c.usurp("court")),
    ("reinstate", "NotCourt", founder_as_court),
    ("reinstate", "NotCourt", |c| {
        let wallet = wallet(c, 1);
        c.stand_in("court", &wallet);
    }),
    ("reinstate", "FoundingOver", founder_as_court_after_sunset),
    ("reinstate", "WrongNation", |c| foreigner(c, "citizen")),
    ("reinstate", "WrongNation", |c| abroad(c, "court")),
    ("reinstate", "NotSuspended", |c| c.run_once()),
    ("revoke", "NotAuthority", |c| c.usurp("authority")),
    ("revoke", "FoundingOver", sunset),
    ("revoke", "WrongNation", |c| foreigner(c, "citizen")),
    ("revoke", "WrongNation", |c| abroad(c, "authority")),
    ("revoke", "AlreadyRevoked", |c| c.run_once()),
    ("revoke", "ExpiryOutOfRange", |c| corrupt_citizen(c, |citizen| citizen.expires_at += 1)),
    ("revoke", "CountOutOfRange", |c| corrupt(c, |n| (n.members, n.voters) = ([0; 64], [0; 64]))),
    ("renounce", "WrongWallet", |c| c.usurp("wallet")),
    ("renounce", "WrongNation", wrong_nation),
    ("renounce", "NotActive", |c| c.run_once()),
    ("renounce", "NotActive", |c| revoke(c, 1)),
    ("reissue", "NotCourt", |c| c.usurp("court")),
    ("reissue", "NotCourt", founder_as_court),
    ("reissue", "FoundingOver", founder_as_court_after_sunset),
    ("reissue", "WrongNation", |c| {
        let foreigner = c.world.sibling.people[0].citizen;
        c.put("citizen", foreigner);
        c.put("reissue", addresses::reissue(&foreigner).0);
    }),
    ("reissue", "WrongNation", |c| abroad(c, "court")),
    ("reissue", "NotActive", |c| renounce(c, 1)),
    ("reissue", "NewWalletInvalid", |c| new_wallet(c, Address::default())),
    ("reissue", "NewWalletInvalid", |c| new_wallet(c, c.world.citizen(1).key())),
    ("veto_reissue", "NotReissueParty", |c| c.usurp("caller")),
    ("veto_reissue", "NotReissueParty", |c| {
        let new = c.world.stranger().wallet;
        c.stand_in("caller", &new);
    }),
    ("veto_reissue", "NotReissueParty", |c| {
        sunset(c);
        let founder = founder(c);
        c.stand_in("caller", &founder);
    }),
    ("veto_reissue", "WrongNation", wrong_nation),
    ("veto_reissue", "WrongReissue", |c| another_reissue(c, 2)),
    ("veto_reissue", "WrongRentPayer", |c| thief(c, "rent_payer")),
    ("complete_reissue", "WrongWallet", |c| {
        c.usurp("new_wallet");
        c.put("new_citizen", addresses::citizen(&c.world.nation.address, &c.address("new_wallet")).0);
    }),
    ("complete_reissue", "WrongReissue", |c| {
        let other = person(c, 2);
        c.put("citizen", other.citizen);
        c.put("citizen_rent_payer", other.key());
    }),
    ("complete_reissue", "WrongRentPayer", |c| thief(c, "citizen_rent_payer")),
    ("complete_reissue", "WrongRentPayer", |c| thief(c, "reissue_rent_payer")),
    ("complete_reissue", "ReissueNotReady", |c| pass(c, -1)),
    ("complete_reissue", "NotActive", |c| revoke(c, 1)),
    ("complete_reissue", "NotActive", |c| renounce(c, 1)),
    ("complete_reissue", "PassportNotBurnt", |c| issue_to(c, 1)),
    ("close_citizen", "StillActive", close_two),
    ("close_citizen", "ReissuePending", |c| {
        another_reissue(c, 2);
        revoke(c, 2);
        close_two(c);
    }),
    ("close_citizen", "NotAuthority", |c| c.usurp("caller")),
    ("close_citizen", "NotAuthority", |c| {
        let wallet = wallet(c, 1);
        c.stand_in("caller", &wallet);
    }),
    ("close_citizen", "FoundingOver", sunset),
    ("close_citizen", "Suspended", |c| {
        suspend(c, 2);
        renounce(c, 2);
        close_two(c);
    }),
    ("close_citizen", "PassportNotBurnt", |c| {
        issue_to(c, 2);
        renounce(c, 2);
        close_two(c);
    }),
    ("close_citizen", "WrongNation", |c| abroad(c, "caller")),
    ("close_citizen", "WrongRentPayer", |c| thief(c, "rent_payer")),
];
