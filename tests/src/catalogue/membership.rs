//! Cases of the membership program.

use super::{Builder, Case, Ready, Seeds, benefactor, court, derived, founder, ready, with, world};
use crate::{Address, DAY, Keypair, MEMBERSHIP_ID, Nation, Person, Signer, World, addresses, ix};
use client::dev_keys;
use client::membership::accounts::{Application, Citizen};

/// Builders by key, in the order of the IDL.
pub(super) const BUILDERS: &[(&str, Builder)] = &[
    ("membership.found_nation", found_nation),
    ("membership.set_admission", set_admission),
    ("membership.amend_charter", amend_charter),
    ("membership.propose_authority", propose_authority),
    ("membership.accept_authority", accept_authority),
    ("membership.end_founding", end_founding),
    ("membership.set_court", set_court),
    ("membership.set_treasury", set_treasury),
    ("membership.join", join),
    ("membership.apply", apply),
    ("membership.vouch", vouch),
    ("membership.admit", admit),
    ("membership.sign_charter", sign_charter),
    ("membership.extend_term", extend_term),
    ("membership.set_delegate", set_delegate),
    ("membership.set_tier", set_tier),
    ("membership.suspend", suspend),
    ("membership.reinstate", reinstate),
    ("membership.revoke", revoke),
    ("membership.renounce", renounce),
    ("membership.reissue", reissue),
    ("membership.veto_reissue", veto_reissue),
    ("membership.complete_reissue", complete_reissue),
    ("membership.issue_passport", issue_passport),
    ("membership.burn_passport", burn_passport),
    ("membership.close_citizen", close_citizen),
    ("membership.appoint", appoint),
    ("membership.resign", resign),
    ("membership.withdraw_application", withdraw_application),
];

fn set_policy(w: &World, admission: u8, vouches: u8) {
    let set = ix::set_admission(&w.nation, founder(w).pubkey(), admission, vouches);
    w.send(&[set], &[founder(w)]).ok();
}

/// Somebody who has applied under this policy, with somebody else paying.
fn applicant(w: &World, admission: u8, vouches: u8, patron: &Keypair) -> Person {
    set_policy(w, admission, vouches);
    let person = w.stranger();
    let apply = with(ix::apply(&person), "membership.apply", "payer", patron.pubkey());
    w.send(&[apply], &[&person.wallet, patron]).ok();
    person
}

/// An order, paid for by `patron`, to move citizen 1 to this wallet.
fn ordered(w: &World, new_wallet: Address, patron: &Keypair) -> Person {
    let person = w.citizen(1).clone();
    let order = with(
        ix::reissue(&person, founder(w).pubkey(), new_wallet),
        "membership.reissue",
        "payer",
        patron.pubkey(),
    );
    w.send(&[order], &[founder(w), patron]).ok();
    person
}

fn found_nation() -> Ready {
    let w = world();
    let nation = Nation::named("gamma");
    w.fund(&nation.founder.pubkey());
    let found = ix::found_nation(&nation, w.now());
    ready(w, found, &[&nation.founder])
}

fn set_admission() -> Ready {
    let w = world();
    let founder = founder(&w).insecure_clone();
    let set = ix::set_admission(&w.nation, founder.pubkey(), 1, 3);
    ready(w, set, &[&founder])
}

fn amend_charter() -> Ready {
    let w = world();
    let founder = founder(&w).insecure_clone();
    let amend = ix::amend_charter(&w.nation, founder.pubkey(), [9; 32]);
    ready(w, amend, &[&founder])
}

fn propose_authority() -> Ready {
    let w = world();
    let founder = founder(&w).insecure_clone();
    let propose = ix::propose_authority(&w.nation, founder.pubkey(), w.nation.executor);
    ready(w, propose, &[&founder])
}

fn accept_authority() -> Ready {
    let w = world();
    let heir = benefactor(&w, "heir");
    w.send(&[ix::propose_authority(&w.nation, founder(&w).pubkey(), heir.pubkey())], &[founder(&w)]).ok();
    let accept = ix::accept_authority(&w.nation, heir.pubkey());
    ready(w, accept, &[&heir])
}

fn end_founding() -> Ready {
    let w = world();
    w.at(w.nation_account(&w.nation).founder_sunset);
    let end = ix::end_founding(&w.nation);
    ready(w, end, &[])
}

fn set_court() -> Ready {
    let w = world();
    let founder = founder(&w).insecure_clone();
    let set = ix::set_court(&w.nation, founder.pubkey(), dev_keys::keypair("court").pubkey());
    ready(w, set, &[&founder])
}

fn set_treasury() -> Ready {
    let w = world();
    let founder = founder(&w).insecure_clone();
    let set = ix::set_treasury(&w.nation, founder.pubkey(), dev_keys::keypair("treasury").pubkey());
    ready(w, set, &[&founder])
}

fn join() -> Ready {
    let w = world();
    let (person, patron) = (w.stranger(), benefactor(&w, "patron"));
    let join = with(ix::join(&person), "membership.join", "payer", patron.pubkey());
    ready(w, join, &[&person.wallet, &patron])
}

fn apply() -> Ready {
    let w = world();
    set_policy(&w, 1, 1);
    let (person, patron) = (w.stranger(), benefactor(&w, "patron"));
    let apply = with(ix::apply(&person), "membership.apply", "payer", patron.pubkey());
    ready(w, apply, &[&person.wallet, &patron])
}

fn vouch() -> Ready {
    let w = world();
    let person = applicant(&w, 1, 2, &benefactor(&w, "patron"));
    let voucher = w.citizen(0).clone();
    ready(w, ix::vouch(&voucher, &person), &[&voucher.wallet])
}

fn admit() -> Ready {
    let w = world();
    let (patron, sponsor) = (benefactor(&w, "patron"), benefactor(&w, "sponsor"));
    let person = applicant(&w, 2, 0, &patron);
    let founder = founder(&w).insecure_clone();
    let key = "membership.admit";
    let admit = with(ix::admit(&person, founder.pubkey()), key, "payer", sponsor.pubkey());
    let admit = with(admit, key, "rent_payer", patron.pubkey());
    ready(w, admit, &[&founder, &sponsor])
}

fn sign_charter() -> Ready {
    let w = world();
    w.send(&[ix::amend_charter(&w.nation, founder(&w).pubkey(), [9; 32])], &[founder(&w)]).ok();
    let person = w.citizen(1).clone();
    ready(w, ix::sign_charter(&person, [9; 32]), &[&person.wallet])
}

fn extend_term() -> Ready {
    let w = world();
    let treasury = benefactor(&w, "treasury");
    w.send(&[ix::set_treasury(&w.nation, founder(&w).pubkey(), treasury.pubkey())], &[founder(&w)]).ok();
    let extend = ix::extend_term(w.citizen(1), treasury.pubkey(), 1);
    ready(w, extend, &[&treasury])
}

fn set_delegate() -> Ready {
    let w = world();
    let (from, to) = (w.citizen(1).clone(), w.citizen(2).clone());
    ready(w, ix::set_delegate(&from, Some(&to)), &[&from.wallet])
}

fn set_tier() -> Ready {
    let w = world();
    let founder = founder(&w).insecure_clone();
    let set = ix::set_tier(w.citizen(1), founder.pubkey(), 1);
    ready(w, set, &[&founder])
}

fn suspend() -> Ready {
    let w = world();
    let court = court(&w);
    let suspend = ix::suspend(w.citizen(1), court.pubkey(), w.now() + DAY);
    ready(w, suspend, &[&court])
}

fn reinstate() -> Ready {
    let w = world();
    let court = court(&w);
    w.send(&[ix::suspend(w.citizen(1), court.pubkey(), w.now() + DAY)], &[&court]).ok();
    let reinstate = ix::reinstate(w.citizen(1), court.pubkey());
    ready(w, reinstate, &[&court])
}

fn revoke() -> Ready {
    let w = world();
    let founder = founder(&w).insecure_clone();
    let revoke = ix::revoke(w.citizen(1), founder.pubkey());
    ready(w, revoke, &[&founder])
}

fn renounce() -> Ready {
    let w = world();
    let person = w.citizen(1).clone();
    ready(w, ix::renounce(&person), &[&person.wallet])
}

fn reissue() -> Ready {
    let w = world();
    let (court, patron) = (court(&w), benefactor(&w, "patron"));
    let order = ix::reissue(w.citizen(1), court.pubkey(), w.stranger().key());
    ready(w, with(order, "membership.reissue", "payer", patron.pubkey()), &[&court, &patron])
}

fn veto_reissue() -> Ready {
    let w = world();
    let patron = benefactor(&w, "patron");
    let person = ordered(&w, w.stranger().key(), &patron);
    let veto = with(
        ix::veto_reissue(&person, person.key()),
        "membership.veto_reissue",
        "rent_payer",
        patron.pubkey(),
    );
    ready(w, veto, &[&person.wallet])
}

fn complete_reissue() -> Ready {
    let w = world();
    let (patron, sponsor, new) = (benefactor(&w, "patron"), benefactor(&w, "sponsor"), w.stranger());
    let old = ordered(&w, new.key(), &patron);
    w.wait(7 * DAY);
    let key = "membership.complete_reissue";
    let complete = with(ix::complete_reissue(&old, &new), key, "payer", sponsor.pubkey());
    let complete = with(complete, key, "reissue_rent_payer", patron.pubkey());
    ready(w, complete, &[&new.wallet, &sponsor])
}

fn issue_passport() -> Ready {
    let w = world();
    let (person, patron) = (w.citizen(1).clone(), benefactor(&w, "patron"));
    let issue = ix::issue_passport(&person, 1, "ALPHA", "ipfs://bafy-passport");
    ready(w, with(issue, "membership.issue_passport", "payer", patron.pubkey()), &[&person.wallet, &patron])
}

fn burn_passport() -> Ready {
    let w = world();
    let (patron, sponsor, anyone) = (benefactor(&w, "patron"), benefactor(&w, "sponsor"), w.stranger());
    let person = ordered(&w, anyone.key(), &patron);
    w.send(&[ix::issue_passport(&person, 1, "ALPHA", "ipfs://bafy-passport")], &[&person.wallet]).ok();
    w.edit(&person.citizen, |citizen: &mut Citizen| citizen.passport_payer = sponsor.pubkey());
    w.wait(7 * DAY);
    let burn = ix::burn_passport(&person, 1, anyone.key(), Some(ix::reissue_of(&person)));
    ready(w, with(burn, "membership.burn_passport", "rent_payer", sponsor.pubkey()), &[&anyone.wallet])
}

fn close_citizen() -> Ready {
    let w = world();
    let founder = founder(&w).insecure_clone();
    let person = w.citizen(1).clone();
    w.send(&[ix::revoke(&person, founder.pubkey())], &[&founder]).ok();
    ready(w, ix::close_citizen(&person, founder.pubkey()), &[&founder])
}

fn appoint() -> Ready {
    let w = world();
    let (founder, patron) = (founder(&w).insecure_clone(), benefactor(&w, "patron"));
    let appoint = ix::appoint(w.citizen(1), founder.pubkey(), "harbour master", w.now() + DAY);
    ready(w, with(appoint, "membership.appoint", "payer", patron.pubkey()), &[&founder, &patron])
}

fn resign() -> Ready {
    let w = world();
    let person = w.citizen(1).clone();
    let appoint = ix::appoint(&person, founder(&w).pubkey(), "harbour master", w.now() + DAY);
    w.send(&[appoint], &[founder(&w)]).ok();
    ready(w, ix::resign(&person, "harbour master"), &[&person.wallet])
}

fn withdraw_application() -> Ready {
    let w = world();
    let patron = benefactor(&w, "patron");
    let person = applicant(&w, 1, 1, &patron);
    let withdraw = ix::withdraw_application(&person);
    let withdraw = with(withdraw, "membership.withdraw_application", "rent_payer", patron.pubkey());
    ready(w, withdraw, &[&person.wallet])
}

/// Seeds of the address in a slot.
pub(super) fn seeds(case: &Case, slot: &str, nation: &Nation) -> Option<Seeds> {
    let at = |name: &str| case.address(name).to_bytes();
    let nation_key = nation.address.to_bytes();
    let made = |seeds: &[&[u8]]| Some(derived(seeds, MEMBERSHIP_ID));
    match (case.idl.name.as_str(), slot) {
        ("found_nation", "nation") => made(&[b"nation", nation.slug.as_bytes()]),
        ("found_nation", "passport_group") => made(&[b"passport_group", &nation_key]),
        ("join", "citizen") => made(&[b"citizen", &nation_key, &at("wallet")]),
        ("admit", "citizen") => {
            let application: Application = case.world.read(&case.address("application"));
            made(&[b"citizen", &nation_key, application.wallet.as_ref()])
        }
        (_, "new_citizen") => made(&[b"citizen", &nation_key, &at("new_wallet")]),
        ("apply", "application") => made(&[b"application", &nation_key, &at("wallet")]),
        ("reissue" | "close_citizen", "reissue") => {
            // The sibling's: that of the citizen with the same wallet there.
            let old: Citizen = case.world.read(&case.address("citizen"));
            let citizen = addresses::citizen(&nation.address, &old.wallet).0;
            made(&[b"reissue", citizen.as_ref()])
        }
        ("appoint", "office") => {
            let mut title = [0; 32];
            title[..14].copy_from_slice(b"harbour master");
            made(&[b"office", &nation_key, &title])
        }
        ("issue_passport", "passport") => made(&[b"passport", &nation_key, &1u64.to_le_bytes()]),
        _ => None,
    }
}
