//! Becoming a citizen: `join`, `apply`, `vouch`, `admit`, `withdraw_application`.

use civitas_tests::*;
use client::dev_keys;
use client::membership::accounts::{
    APPLICATION_DISCRIMINATOR, Application, CITIZEN_DISCRIMINATOR, Citizen, Nation as NationAccount,
};
use client::membership::events::Event;
use client::membership::types;

const NO_DELEGATE: u64 = u64::MAX;

/// A fresh citizen account as it should be.
fn citizen_of(w: &World, person: &Person, payer: Address, serial: u64, expires_at: i64) -> Citizen {
    Citizen {
        discriminator: CITIZEN_DISCRIMINATOR,
        nation: person.nation,
        wallet: person.key(),
        passport: Address::default(),
        rent_payer: payer,
        serial,
        delegate: NO_DELEGATE,
        joined_at: w.now(),
        expires_at,
        suspended_until: 0,
        charter_version: 1,
        status: 0,
        tier: 2,
        version: 1,
        bump: addresses::citizen(&person.nation, &person.key()).1,
        passport_payer: Address::default(),
        reserved: [0; 32],
    }
}

/// The nation after one more citizen, whose term ends in this bucket.
fn one_more(before: &NationAccount, bucket: i64) -> NationAccount {
    let mut after = NationAccount { next_serial: before.next_serial + 1, ..before.clone() };
    after.members[(bucket % 64) as usize] += 1;
    after.voters[(bucket % 64) as usize] += 1;
    after
}

/// Terms of 360 days in buckets of 30: the bucket in which a term that starts now ends.
fn first_bucket(w: &World) -> i64 {
    (w.now() + 390 * DAY - 1) / (30 * DAY)
}

fn policy(w: &World, admission: u8, vouches: u8) {
    let founder = &w.nation.founder;
    w.send(&[ix::set_admission(&w.nation, founder.pubkey(), admission, vouches)], &[founder]).ok();
}

fn applicant(w: &World, label: &str) -> Person {
    let person = Person::named(label, &w.nation.address);
    w.fund(&person.key());
    w.send(&[ix::apply(&person)], &[&person.wallet]).ok();
    person
}

fn vouch(w: &World, voucher: &Person, applicant: &Person) -> Outcome {
    w.send(&[ix::vouch(voucher, applicant)], &[&voucher.wallet])
}

/// Anyone admits.
fn admit(w: &World, applicant: &Person) -> Outcome {
    w.send(&[ix::admit(applicant, w.payer.pubkey())], &[])
}

fn founder_admits(w: &World, applicant: &Person) -> Outcome {
    w.send(&[ix::admit(applicant, w.nation.founder.pubkey())], &[&w.nation.founder])
}

fn application(w: &World, person: &Person) -> Application {
    w.read(&ix::application_of(person))
}

fn rent(w: &World, address: &Address) -> u64 {
    w.cluster.rent_exempt(w.account(address).data.len()).unwrap()
}

#[test]
fn join_makes_a_citizen_at_the_wallets_expense() {
    let w = World::new(2);
    let (person, before, bucket) = (w.stranger(), w.nation_account(&w.nation), first_bucket(&w));
    let receipt = w.send(&[ix::join(&person)], &[&person.wallet]).ok();
    assert_eq!(w.citizen_account(&person), citizen_of(&w, &person, person.key(), 2, bucket * 30 * DAY));
    assert_eq!(w.nation_account(&w.nation), one_more(&before, bucket));
    let rent = rent(&w, &person.citizen);
    assert_eq!(w.lamports(&person.citizen), rent);
    assert_eq!(w.lamports(&person.key()), WALLET_SOL * SOL - rent);
    let joined = types::CitizenJoined {
        nation: w.nation.address,
        wallet: person.key(),
        serial: 2,
        expires_at: bucket * 30 * DAY,
    };
    assert_eq!(World::membership_events(&receipt), [Event::CitizenJoined(joined)]);
}

#[test]
fn join_can_be_paid_for_by_another() {
    let w = World::new(1);
    let (person, patron) = (w.stranger(), dev_keys::keypair("patron"));
    w.fund(&patron.pubkey());
    let mut join = ix::join(&person);
    join.accounts[0].pubkey = patron.pubkey();
    w.send(&[join], &[&person.wallet, &patron]).ok();
    assert_eq!(w.citizen_account(&person).rent_payer, patron.pubkey());
    assert_eq!(w.lamports(&person.key()), WALLET_SOL * SOL);
    assert_eq!(w.lamports(&patron.pubkey()), WALLET_SOL * SOL - rent(&w, &person.citizen));
}

#[test]
fn join_needs_the_wallets_signature_whoever_pays() {
    let w = World::new(1);
    let person = w.stranger();
    let mut join = ix::join(&person);
    join.accounts[0].pubkey = w.payer.pubkey();
    join.accounts[1].is_signer = false;
    w.send(&[join], &[]).missing_signer();
}

#[test]
fn nobody_joins_twice() {
    let w = World::new(2);
    let person = w.citizen(1);
    w.send(&[ix::join(person)], &[&person.wallet]).already_exists();
    let twice = [ix::join(&w.stranger()), ix::join(&w.stranger())];
    w.send(&twice, &[&w.stranger().wallet]).already_exists();
    assert_eq!(w.nation_account(&w.nation).next_serial, 2);
}

#[test]
fn one_wallet_joins_two_nations() {
    let w = World::new(1);
    let there = Person::holding(w.citizen(0).wallet.insecure_clone(), &w.sibling.address);
    w.send(&[ix::join(&there)], &[&there.wallet]).ok();
    assert_eq!(w.citizen_account(&there).serial, 2);
    assert_eq!(w.citizen_account(w.citizen(0)).serial, 0);
}

#[test]
fn funded_addresses_stop_nobody() {
    for lamports in [1, SOL] {
        let w = World::new(1);
        let (person, bucket) = (w.stranger(), first_bucket(&w));
        w.give(&person.citizen, lamports);
        w.send(&[ix::join(&person)], &[&person.wallet]).ok();
        assert_eq!(w.citizen_account(&person), citizen_of(&w, &person, person.key(), 1, bucket * 30 * DAY));
        assert_eq!(w.lamports(&person.citizen), lamports.max(rent(&w, &person.citizen)));

        policy(&w, 2, 0);
        let other = Person::named("another stranger", &w.nation.address);
        w.give(&ix::application_of(&other), lamports);
        w.give(&other.citizen, lamports);
        applicant(&w, "another stranger");
        founder_admits(&w, &other).ok();
        assert_eq!(w.citizen_account(&other).serial, 2);
    }
}

#[test]
fn only_the_canonical_address_is_the_citizens() {
    let w = World::new(1);
    let person = w.stranger();
    let person_key = person.key();
    let seeds = |bump| {
        let bump = [bump];
        let seeds: [&[u8]; 4] = [b"citizen", w.nation.address.as_ref(), person_key.as_ref(), &bump];
        Address::create_program_address(&seeds, &MEMBERSHIP_ID)
    };
    let canonical = addresses::citizen(&w.nation.address, &person.key()).1;
    let other =
        (0..canonical).rev().find_map(|bump| seeds(bump).ok()).expect("another bump is off the curve too");
    let mut join = ix::join(&person);
    join.accounts[3].pubkey = other;
    w.send(&[join], &[&person.wallet]).wrong_seeds();
}

#[test]
fn data_is_exact() {
    let w = World::new(1);
    let person = w.stranger();
    let mut long = ix::join(&person);
    long.data.push(0);
    w.send(&[long], &[&person.wallet]).malformed_data();
    let mut short = ix::join(&person);
    short.data.pop();
    w.send(&[short], &[&person.wallet]).malformed_data();
}

#[test]
fn apply_writes_it() {
    let w = World::new(1);
    policy(&w, 1, 2);
    let patron = dev_keys::keypair("patron");
    w.fund(&patron.pubkey());
    let person = w.stranger();
    let mut apply = ix::apply(&person);
    apply.accounts[0].pubkey = patron.pubkey();
    let receipt = w.send(&[apply], &[&person.wallet, &patron]).ok();
    let expected = Application {
        discriminator: APPLICATION_DISCRIMINATOR,
        nation: w.nation.address,
        wallet: person.key(),
        rent_payer: patron.pubkey(),
        applied_at: w.now(),
        vouchers: [0; 16],
        charter_version: 1,
        vouches: 0,
        version: 1,
        bump: addresses::application(&w.nation.address, &person.key()).1,
        padding: 0,
        reserved: [0; 32],
    };
    assert_eq!(application(&w, &person), expected);
    let applied = types::Applied { nation: w.nation.address, wallet: person.key() };
    assert_eq!(World::membership_events(&receipt), [Event::Applied(applied)]);
    w.send(&[ix::apply(&person)], &[&person.wallet]).already_exists();
}

#[test]
fn enough_vouches_admit_without_the_authority() {
    let w = World::new(3);
    policy(&w, 1, 2);
    let person = applicant(&w, "a stranger");
    let empty = application(&w, &person);
    admit(&w, &person).membership_error("VouchesMissing");
    let receipt = vouch(&w, w.citizen(2), &person).ok();
    let vouched = types::Vouched { nation: w.nation.address, wallet: person.key(), voucher: 2 };
    assert_eq!(World::membership_events(&receipt), [Event::Vouched(vouched)]);
    vouch(&w, w.citizen(2), &person).membership_error("AlreadyVouched");
    admit(&w, &person).membership_error("VouchesMissing");
    vouch(&w, w.citizen(0), &person).ok();
    let mut vouchers = [0; 16];
    vouchers[0] = 2;
    assert_eq!(application(&w, &person), Application { vouches: 2, vouchers, ..empty });
    // Serial 0 is a voucher like any other.
    vouch(&w, w.citizen(0), &person).membership_error("AlreadyVouched");

    let (before, rent_before) = (w.nation_account(&w.nation), w.lamports(&person.key()));
    let refund = w.lamports(&ix::application_of(&person));
    let (bucket, receipt) = (first_bucket(&w), admit(&w, &person).ok());
    assert_eq!(w.citizen_account(&person), citizen_of(&w, &person, w.payer.pubkey(), 3, bucket * 30 * DAY));
    assert_eq!(w.nation_account(&w.nation), one_more(&before, bucket));
    assert!(!w.exists(&ix::application_of(&person)));
    assert_eq!(w.lamports(&person.key()), rent_before + refund);
    assert!(matches!(World::membership_events(&receipt)[..], [Event::CitizenJoined(_)]));
}

#[test]
fn the_authority_admits_under_either_closed_policy() {
    for (admission, vouches) in [(1, 16), (2, 0)] {
        let w = World::new(1);
        policy(&w, admission, vouches);
        let person = applicant(&w, "a stranger");
        founder_admits(&w, &person).ok();
        assert_eq!(w.citizen_account(&person).serial, 1);
    }
}

#[test]
fn vouches_do_not_help_where_the_authority_decides() {
    let w = World::new(2);
    policy(&w, 1, 1);
    let person = applicant(&w, "a stranger");
    vouch(&w, w.citizen(0), &person).ok();
    policy(&w, 2, 0);
    admit(&w, &person).membership_error("NotAuthority");
    vouch(&w, w.citizen(1), &person).membership_error("NotVouchedAdmission");
    // The vouches stay, and are judged by the policy in force.
    policy(&w, 1, 2);
    admit(&w, &person).membership_error("VouchesMissing");
    policy(&w, 1, 1);
    admit(&w, &person).ok();
}

#[test]
fn sixteen_vouch_and_no_more() {
    let w = World::new(17);
    policy(&w, 1, 16);
    let person = applicant(&w, "a stranger");
    for serial in 0..16 {
        admit(&w, &person).membership_error("VouchesMissing");
        vouch(&w, w.citizen(serial), &person).ok();
    }
    vouch(&w, w.citizen(16), &person).membership_error("VouchesFull");
    vouch(&w, w.citizen(15), &person).membership_error("AlreadyVouched");
    assert_eq!(application(&w, &person).vouchers, core::array::from_fn(|i| i as u64));
    admit(&w, &person).ok();
}

#[test]
fn a_vouch_stands_though_the_voucher_falls() {
    let w = World::new(2);
    policy(&w, 1, 1);
    let person = applicant(&w, "a stranger");
    vouch(&w, w.citizen(1), &person).ok();
    w.send(&[ix::revoke(w.citizen(1), w.nation.founder.pubkey())], &[&w.nation.founder]).ok();
    admit(&w, &person).ok();
}

#[test]
fn nobody_vouches_twice_with_another_wallet() {
    let w = World::new(2);
    policy(&w, 1, 2);
    let person = applicant(&w, "a stranger");
    let (old, court) = (w.citizen(1), w.nation.founder.insecure_clone());
    let new = Person::named("new wallet", &w.nation.address);
    w.fund(&new.key());
    vouch(&w, old, &person).ok();
    w.send(&[ix::reissue(old, court.pubkey(), new.key())], &[&court]).ok();
    w.wait(7 * DAY).send(&[ix::complete_reissue(old, &new)], &[&new.wallet]).ok();
    vouch(&w, &new, &person).membership_error("AlreadyVouched");
}

#[test]
fn strangers_and_applicants_cannot_vouch() {
    let w = World::new(1);
    policy(&w, 1, 1);
    let person = applicant(&w, "a stranger");
    // There is no citizen account to show, and an application is none.
    vouch(&w, &person, &person).no_account();
    let mut own = ix::vouch(&person, &person);
    own.accounts[2].pubkey = ix::application_of(&person);
    w.send(&[own], &[&person.wallet]).code(anchor::DUPLICATE_MUTABLE);
}

#[test]
fn an_application_is_worth_nothing_in_another_nation() {
    let w = World::new(1);
    policy(&w, 1, 1);
    let sibling = w.sibling.clone();
    let set = ix::set_admission(&sibling, sibling.founder.pubkey(), 1, 1);
    w.send(&[set], &[&sibling.founder]).ok();
    let there = Person::named("a stranger", &sibling.address);
    w.fund(&there.key());
    w.send(&[ix::apply(&there)], &[&there.wallet]).ok();
    let mut foreign = ix::vouch(w.citizen(0), &w.stranger());
    foreign.accounts[3].pubkey = ix::application_of(&there);
    w.send(&[foreign], &[&w.citizen(0).wallet]).membership_error("WrongNation");
    let mut foreign = ix::admit(&w.stranger(), w.nation.founder.pubkey());
    foreign.accounts[3].pubkey = ix::application_of(&there);
    w.send(&[foreign], &[&w.nation.founder]).membership_error("WrongNation");
}

#[test]
fn an_applicant_is_bound_by_the_charter_that_was_signed() {
    let w = World::new(1);
    policy(&w, 2, 0);
    let person = applicant(&w, "a stranger");
    let founder = &w.nation.founder;
    w.send(&[ix::amend_charter(&w.nation, founder.pubkey(), [9; 32])], &[founder]).ok();
    founder_admits(&w, &person).ok();
    assert_eq!(w.citizen_account(&person).charter_version, 1);
    // Whoever joins now signs the new one.
    policy(&w, 0, 0);
    let newcomer = Person::named("newcomer", &w.nation.address);
    w.fund(&newcomer.key());
    w.send(&[ix::join(&newcomer)], &[&newcomer.wallet]).membership_error("CharterMismatch");
    w.send(&[ix::join_signing(&newcomer, [9; 32])], &[&newcomer.wallet]).ok();
    assert_eq!(w.citizen_account(&newcomer).charter_version, 2);
}

#[test]
fn an_application_can_be_taken_back_under_any_policy() {
    let w = World::new(1);
    for admission in [0, 1, 2] {
        policy(&w, 1, 1);
        let person = applicant(&w, "a stranger");
        vouch(&w, w.citizen(0), &person).ok();
        policy(&w, admission, 1);
        let receipt = w.send(&[ix::withdraw_application(&person)], &[&person.wallet]).ok();
        assert!(!w.exists(&ix::application_of(&person)));
        assert_eq!(w.lamports(&person.key()) % (WALLET_SOL * SOL), 0, "the rent is back");
        let withdrawn = types::ApplicationWithdrawn { nation: w.nation.address, wallet: person.key() };
        assert_eq!(World::membership_events(&receipt), [Event::ApplicationWithdrawn(withdrawn)]);
        admit(&w, &person).no_account();
    }
    // A new application begins without vouches.
    policy(&w, 1, 1);
    let person = applicant(&w, "a stranger");
    admit(&w, &person).membership_error("VouchesMissing");
}

#[test]
fn an_applications_rent_goes_to_whoever_paid_it() {
    for admitted in [false, true] {
        let w = World::new(1);
        policy(&w, 2, 0);
        let (person, patron, founder) = (w.stranger(), dev_keys::keypair("patron"), &w.nation.founder);
        w.fund(&patron.pubkey());
        let mut apply = ix::apply(&person);
        apply.accounts[0].pubkey = patron.pubkey();
        w.send(&[apply], &[&person.wallet, &patron]).ok();
        let mut end = ix::withdraw_application(&person);
        end.accounts[2].pubkey = patron.pubkey();
        if admitted {
            end = ix::admit(&person, founder.pubkey());
            end.accounts[5].pubkey = patron.pubkey();
        }
        w.send(&[end], &[&person.wallet, founder][usize::from(admitted)..][..1]).ok();
        assert_eq!(w.lamports(&patron.pubkey()), WALLET_SOL * SOL);
        assert_eq!(w.lamports(&person.key()), WALLET_SOL * SOL);
        if admitted {
            // The citizen account is another matter: the payer of `admit` gets its rent back one day.
            assert_eq!(w.citizen_account(&person).rent_payer, w.payer.pubkey());
        }
    }
}

#[test]
fn nobody_is_admitted_twice_and_the_revoked_only_after_a_pardon() {
    let w = World::new(2);
    policy(&w, 2, 0);
    let (person, founder) = (w.citizen(1).clone(), &w.nation.founder);
    w.send(&[ix::apply(&person)], &[&person.wallet]).ok();
    founder_admits(&w, &person).already_exists();
    w.send(&[ix::revoke(&person, founder.pubkey())], &[founder]).ok();
    founder_admits(&w, &person).already_exists();
    w.send(&[ix::close_citizen(&person, founder.pubkey())], &[founder]).ok();
    founder_admits(&w, &person).ok();
    assert_eq!(w.citizen_account(&person).serial, 2);
}
