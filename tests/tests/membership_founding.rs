//! Founding a nation, and who holds its powers: `found_nation`, `propose_authority`, `accept_authority`,
//! `end_founding`, `set_admission`, `amend_charter`, `set_court`, `set_treasury`.

use civitas_tests::*;
use client::membership::accounts::{NATION_DISCRIMINATOR, Nation as NationAccount};
use client::membership::events::Event;
use client::membership::instructions::FoundNationInstructionArgs as Founding;
use client::membership::types;

const YEAR: i64 = 365 * DAY;

fn padded<const N: usize>(text: &str) -> [u8; N] {
    let mut bytes = [0; N];
    bytes[..text.len()].copy_from_slice(text.as_bytes());
    bytes
}

/// Founds a nation by its slug with changed terms.
fn found(w: &World, slug: &str, change: impl FnOnce(&mut Founding)) -> (Nation, Outcome) {
    let nation = Nation::named(slug);
    w.fund(&nation.founder.pubkey());
    let mut founding = ix::founding(&nation, w.now());
    change(&mut founding);
    let outcome = w.send(&[ix::found_nation_as(&nation, founding)], &[&nation.founder]);
    (nation, outcome)
}

/// A world whose nation has a successor with a key.
fn with_heir() -> (World, Keypair) {
    let mut w = World::bare();
    let heir = client::dev_keys::keypair("successor");
    let (nation, outcome) = found(&w, "alpha", |founding| founding.successor = heir.pubkey());
    outcome.ok();
    w.nation = nation;
    (w, heir)
}

fn propose(w: &World, from: &Keypair, to: Address) -> Outcome {
    w.send(&[ix::propose_authority(&w.nation, from.pubkey(), to)], &[from])
}

fn accept(w: &World, who: &Keypair) -> Outcome {
    w.send(&[ix::accept_authority(&w.nation, who.pubkey())], &[who])
}

/// Something that only the authority may do.
fn rule(w: &World, who: &Keypair) -> Outcome {
    w.send(&[ix::set_admission(&w.nation, who.pubkey(), 0, 0)], &[who])
}

fn key(label: &str) -> Keypair {
    client::dev_keys::keypair(label)
}

#[test]
fn found_nation_writes_it() {
    let w = World::bare();
    let (slug, uri, mint) =
        ("a-very-long-slug-of-32-bytes-123", "u".repeat(128), Address::new_from_array([7; 32]));
    let now = w.now();
    let (nation, outcome) = found(&w, slug, |founding| {
        founding.charter_uri = uri.clone();
        (founding.admission, founding.vouches_required) = (1, 16);
        (founding.dues_mint, founding.dues_amount) = (mint, u64::MAX);
    });
    let receipt = outcome.ok();
    let founder = nation.founder.pubkey();
    let group = addresses::passport_group(&nation.address).0;
    let expected = NationAccount {
        discriminator: NATION_DISCRIMINATOR,
        authority: founder,
        pending_authority: Address::default(),
        founder,
        successor: nation.executor,
        court: Address::default(),
        treasury: Address::default(),
        passport_group: group,
        dues_mint: mint,
        dues_amount: u64::MAX,
        founder_sunset: now + 730 * DAY,
        founded_at: now,
        charter_adopted_at: now,
        term_seconds: 360 * DAY,
        bucket_seconds: 30 * DAY,
        next_serial: 0,
        census_first: now / (30 * DAY) + 1,
        members: [0; 64],
        voters: [0; 64],
        charter_hash: ix::CHARTER,
        charter_version: 1,
        vouches_required: 16,
        admission: 1,
        version: 1,
        bump: addresses::nation(slug).1,
        slug: padded(slug),
        charter_uri: padded(&uri),
        reserved: [0; 64],
    };
    assert_eq!(w.nation_account(&nation), expected);
    let founded = types::NationFounded { nation: nation.address, founder, founder_sunset: now + 730 * DAY };
    assert_eq!(World::membership_events(&receipt), [Event::NationFounded(founded)]);
    // The founder pays the rent of both accounts, and nothing else.
    let rents = w.lamports(&nation.address) + w.lamports(&group);
    assert_eq!(w.lamports(&founder), WALLET_SOL * SOL - rents);
    for account in [nation.address, group].map(|address| w.account(&address)) {
        assert_eq!(account.lamports, w.cluster.rent_exempt(account.data.len()).unwrap());
    }
}

#[test]
fn what_may_be_founded_at_most_and_at_least() {
    let w = World::bare();
    let now = w.now();
    let changes: [fn(&mut Founding, i64); 9] = [
        |founding, now| founding.founder_sunset = now + 1,
        |founding, now| founding.founder_sunset = now + 4 * YEAR,
        |founding, _| (founding.admission, founding.vouches_required) = (1, 1),
        |founding, _| (founding.admission, founding.vouches_required) = (2, 255),
        |founding, _| founding.term_seconds = 63 * founding.bucket_seconds,
        |founding, _| founding.term_seconds = founding.bucket_seconds,
        |founding, _| (founding.term_seconds, founding.bucket_seconds) = (1, 1),
        |founding, _| founding.charter_uri = String::new(),
        |founding, _| founding.charter_hash = [0; 32],
    ];
    for (i, change) in changes.into_iter().enumerate() {
        found(&w, &i.to_string(), |founding| change(founding, now)).1.ok();
    }
}

#[test]
fn a_slug_of_more_than_32_bytes_has_no_address() {
    let w = World::bare();
    found(&w, "alpha", |founding| founding.slug = "x".repeat(33)).1.wrong_seeds();
}

#[test]
fn another_slugs_address_is_refused() {
    let w = World::bare();
    found(&w, "alpha", |founding| founding.slug = "beta".into()).1.wrong_seeds();
}

#[test]
fn a_slug_is_taken_once() {
    let w = World::new(1);
    let before = w.nation_account(&w.nation);
    let rival = key("rival");
    w.fund(&rival.pubkey());
    let mut again = ix::found_nation(&w.nation, w.now());
    again.accounts[0].pubkey = rival.pubkey();
    w.send(&[again], &[&rival]).already_exists();
    assert_eq!(w.nation_account(&w.nation), before);
}

#[test]
fn funded_addresses_stop_no_founding() {
    for lamports in [1, SOL] {
        let w = World::bare();
        let nation = Nation::named("alpha");
        w.give(&nation.address, lamports);
        w.give(&addresses::passport_group(&nation.address).0, lamports);
        found(&w, "alpha", |_| ()).1.ok();
        assert_eq!(w.nation_account(&nation).founder, nation.founder.pubkey());
    }
}

#[test]
fn the_group_mint_is_the_nations() {
    let w = World::new(1);
    let account = w.account(&addresses::passport_group(&w.nation.address).0);
    let mint = tokens::Mint::read(&account);
    let nation = w.nation.address;
    assert_eq!(mint.supply, 0);
    assert_eq!((mint.decimals, mint.authority, mint.freeze_authority), (0, Some(nation), None));
    let group = addresses::passport_group(&nation).0;
    assert_eq!(mint.extension(tokens::GROUP_POINTER), [[0; 32], group.to_bytes()].concat());
    let sizes = [0u64.to_le_bytes(), u64::MAX.to_le_bytes()].concat();
    assert_eq!(
        mint.extension(tokens::TOKEN_GROUP),
        [&nation.to_bytes()[..], group.as_ref(), &sizes].concat()
    );
    assert_eq!(mint.extensions.len(), 2);
}

#[test]
fn the_founder_is_powerless_from_the_sunset_on() {
    let w = World::new(1);
    let founder = &w.nation.founder;
    let sunset = w.nation_account(&w.nation).founder_sunset;
    w.at(sunset - 1);
    rule(&w, founder).ok();
    w.send(&[ix::end_founding(&w.nation)], &[]).membership_error("FoundingNotEnded");
    w.at(sunset);
    rule(&w, founder).membership_error("FoundingOver");
    let before = w.nation_account(&w.nation);
    let receipt = w.send(&[ix::end_founding(&w.nation)], &[]).ok();
    let expected = NationAccount { authority: w.nation.executor, ..before };
    assert_eq!(w.nation_account(&w.nation), expected);
    let moved = types::AuthorityMoved { nation: w.nation.address, authority: w.nation.executor };
    assert_eq!(World::membership_events(&receipt), [Event::AuthorityMoved(moved)]);
    rule(&w, founder).membership_error("NotAuthority");
    w.send(&[ix::end_founding(&w.nation)], &[]).membership_error("FoundingNotEnded");
}

#[test]
fn a_court_or_treasury_of_the_founders_ends_with_the_founding() {
    let program = Address::find_program_address(&[b"court"], &civitas_tests::GOVERNOR_ID).0;
    // By time, and by taking over before it.
    for by_time in [true, false] {
        let (w, heir) = with_heir();
        let founder = &w.nation.founder;
        let held = key("a court held by a key").pubkey();
        w.send(&[ix::set_court(&w.nation, founder.pubkey(), held)], &[founder]).ok();
        w.send(&[ix::set_treasury(&w.nation, founder.pubkey(), program)], &[founder]).ok();
        if by_time {
            w.at(w.nation_account(&w.nation).founder_sunset);
            w.send(&[ix::end_founding(&w.nation)], &[]).ok();
        } else {
            propose(&w, founder, heir.pubkey()).ok();
            accept(&w, &heir).ok();
        }
        let nation = w.nation_account(&w.nation);
        assert_eq!((nation.court, nation.treasury), (Address::default(), program));
        // And the other way round; by the successor's choice a key may hold them again.
        w.send(&[ix::set_court(&w.nation, heir.pubkey(), held)], &[&heir]).ok();
        assert_eq!(w.nation_account(&w.nation).court, held);
    }
    let (w, heir) = with_heir();
    let founder = &w.nation.founder;
    let held = key("a treasury held by a key").pubkey();
    w.send(&[ix::set_court(&w.nation, founder.pubkey(), program)], &[founder]).ok();
    w.send(&[ix::set_treasury(&w.nation, founder.pubkey(), held)], &[founder]).ok();
    propose(&w, founder, heir.pubkey()).ok();
    accept(&w, &heir).ok();
    let nation = w.nation_account(&w.nation);
    assert_eq!((nation.court, nation.treasury), (program, Address::default()));
}

#[test]
fn the_end_of_the_founding_voids_what_the_founder_proposed() {
    let w = World::new(1);
    let heir = key("heir");
    w.at(w.nation_account(&w.nation).founder_sunset - 1);
    propose(&w, &w.nation.founder, heir.pubkey()).ok();
    w.wait(1).send(&[ix::end_founding(&w.nation)], &[]).ok();
    accept(&w, &heir).membership_error("NotPendingAuthority");
    assert_eq!(w.nation_account(&w.nation).pending_authority, Address::default());
}

#[test]
fn changing_keys_is_no_escape_from_the_sunset() {
    let w = World::new(1);
    let (second, third) = (key("second key"), key("third key"));
    let before = w.nation_account(&w.nation);
    propose(&w, &w.nation.founder, second.pubkey()).ok();
    accept(&w, &second).ok();
    let expected = NationAccount { authority: second.pubkey(), founder: second.pubkey(), ..before.clone() };
    assert_eq!(w.nation_account(&w.nation), expected);
    // Again; the last step is taken when the sunset has come already.
    propose(&w, &second, third.pubkey()).ok();
    w.at(before.founder_sunset);
    rule(&w, &second).membership_error("FoundingOver");
    accept(&w, &third).ok();
    rule(&w, &third).membership_error("FoundingOver");
    propose(&w, &third, second.pubkey()).membership_error("FoundingOver");
    w.send(&[ix::end_founding(&w.nation)], &[]).ok();
    assert_eq!(w.nation_account(&w.nation).authority, w.nation.executor);
}

#[test]
fn the_successor_rules_beyond_the_sunset() {
    let (w, heir) = with_heir();
    let before = w.nation_account(&w.nation);
    propose(&w, &w.nation.founder, heir.pubkey()).ok();
    accept(&w, &heir).ok();
    let expected = NationAccount { authority: heir.pubkey(), ..before.clone() };
    assert_eq!(w.nation_account(&w.nation), expected);
    w.at(before.founder_sunset + YEAR);
    rule(&w, &heir).ok();
    w.send(&[ix::end_founding(&w.nation)], &[]).membership_error("FoundingNotEnded");
    // What the successor passes on is not a founding: no sunset.
    let next = key("next");
    propose(&w, &heir, next.pubkey()).ok();
    accept(&w, &next).ok();
    rule(&w, &next).ok();
    assert_eq!(w.nation_account(&w.nation).founder, before.founder);
}

#[test]
fn a_founder_whom_the_successor_calls_back_rules_until_the_sunset_only() {
    let (w, heir) = with_heir();
    let founder = &w.nation.founder;
    propose(&w, founder, heir.pubkey()).ok();
    accept(&w, &heir).ok();
    propose(&w, &heir, founder.pubkey()).ok();
    accept(&w, founder).ok();
    rule(&w, founder).ok();
    w.at(w.nation_account(&w.nation).founder_sunset);
    rule(&w, founder).membership_error("FoundingOver");
    w.send(&[ix::end_founding(&w.nation)], &[]).ok();
    rule(&w, &heir).ok();
}

#[test]
fn authority_moves_in_two_steps() {
    let w = World::new(1);
    let founder = &w.nation.founder;
    let (first, second) = (key("first choice"), key("second choice"));
    let before = w.nation_account(&w.nation);
    let receipt = propose(&w, founder, first.pubkey()).ok();
    let expected = NationAccount { pending_authority: first.pubkey(), ..before };
    assert_eq!(w.nation_account(&w.nation), expected);
    let proposed = types::AuthorityProposed { nation: w.nation.address, authority: first.pubkey() };
    assert_eq!(World::membership_events(&receipt), [Event::AuthorityProposed(proposed)]);
    // Until then nothing has moved.
    rule(&w, &first).membership_error("NotAuthority");
    rule(&w, founder).ok();
    // Another proposal replaces it; zero withdraws it.
    propose(&w, founder, second.pubkey()).ok();
    accept(&w, &first).membership_error("NotPendingAuthority");
    propose(&w, founder, Address::default()).ok();
    accept(&w, &second).membership_error("NotPendingAuthority");
    propose(&w, founder, second.pubkey()).ok();
    let receipt = accept(&w, &second).ok();
    let moved = types::AuthorityMoved { nation: w.nation.address, authority: second.pubkey() };
    assert_eq!(World::membership_events(&receipt), [Event::AuthorityMoved(moved)]);
    rule(&w, founder).membership_error("NotAuthority");
    // A proposal is accepted once.
    propose(&w, founder, founder.pubkey()).membership_error("NotAuthority");
    accept(&w, &second).membership_error("NotPendingAuthority");
}

#[test]
fn zero_cannot_take_over() {
    let w = World::new(1);
    let mut accept = ix::accept_authority(&w.nation, Address::default());
    accept.accounts[0].is_signer = false;
    w.send(&[accept], &[]).missing_signer();
}

#[test]
fn set_admission_writes_policy_and_dues() {
    let w = World::new(1);
    let before = w.nation_account(&w.nation);
    let founder = &w.nation.founder;
    let receipt = w.send(&[ix::set_admission(&w.nation, founder.pubkey(), 1, 16)], &[founder]).ok();
    let expected = NationAccount { admission: 1, vouches_required: 16, dues_amount: 1_000, ..before };
    assert_eq!(w.nation_account(&w.nation), expected);
    let set = types::AdmissionSet {
        nation: w.nation.address,
        dues_mint: Address::default(),
        dues_amount: 1_000,
        admission: 1,
        vouches_required: 16,
        padding: [0; 6],
    };
    assert_eq!(World::membership_events(&receipt), [Event::AdmissionSet(set)]);
}

#[test]
fn amend_charter_raises_the_version_and_touches_no_citizen() {
    let w = World::new(1);
    let (before, citizen) = (w.nation_account(&w.nation), w.citizen_account(w.citizen(0)));
    let founder = &w.nation.founder;
    w.wait(5);
    let receipt = w.send(&[ix::amend_charter(&w.nation, founder.pubkey(), [9; 32])], &[founder]).ok();
    let expected = NationAccount {
        charter_hash: [9; 32],
        charter_uri: padded("ipfs://bafy-amended"),
        charter_version: 2,
        charter_adopted_at: w.now(),
        ..before
    };
    assert_eq!(w.nation_account(&w.nation), expected);
    assert_eq!(w.citizen_account(w.citizen(0)), citizen);
    let amended =
        types::CharterAmended { nation: w.nation.address, charter_hash: [9; 32], charter_version: 2 };
    assert_eq!(World::membership_events(&receipt), [Event::CharterAmended(amended)]);
}

#[test]
fn set_court_and_set_treasury_write_an_address_and_take_it_away() {
    let w = World::new(1);
    let founder = &w.nation.founder;
    let nation = w.nation.address;
    for address in [key("somebody").pubkey(), Address::default()] {
        let before = w.nation_account(&w.nation);
        let receipt = w.send(&[ix::set_court(&w.nation, founder.pubkey(), address)], &[founder]).ok();
        let expected = NationAccount { court: address, ..before };
        assert_eq!(w.nation_account(&w.nation), expected);
        let set = types::CourtSet { nation, court: address };
        assert_eq!(World::membership_events(&receipt), [Event::CourtSet(set)]);

        let receipt = w.send(&[ix::set_treasury(&w.nation, founder.pubkey(), address)], &[founder]).ok();
        let expected = NationAccount { treasury: address, ..expected };
        assert_eq!(w.nation_account(&w.nation), expected);
        let set = types::TreasurySet { nation, treasury: address };
        assert_eq!(World::membership_events(&receipt), [Event::TreasurySet(set)]);
    }
}
