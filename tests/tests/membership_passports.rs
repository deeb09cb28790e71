//! Passports, with the real Token-2022: `issue_passport`, `burn_passport`.

use civitas_tests::tokens::{Mint, TOKEN_2022};
use civitas_tests::*;
use client::dev_keys;
use client::membership::accounts::Citizen;
use client::membership::events::Event;
use client::membership::types;

const ASSOCIATED: Address = Address::from_str_const("ATokenGPvbdGVxr1b2hvZbsiqW5xWH25efTNsLJA8knL");
const SYSTEM: Address = Address::new_from_array([0; 32]);

/// Refusals of Token-2022 (`TokenError`).
const FIXED_SUPPLY: u32 = 5;
const HAS_BALANCE: u32 = 11;
const IMMUTABLE_OWNER: u32 = 34;
const NON_TRANSFERABLE: u32 = 37;

const SYMBOL: &str = "ALPHA";
const URI: &str = "ipfs://bafy-passport";

fn passport_of(w: &World, serial: u64) -> Address {
    addresses::passport(&w.nation.address, serial).0
}

fn holding_of(w: &World, person: &Person, serial: u64) -> Address {
    ix::passport_holding(person, &passport_of(w, serial))
}

fn issue(w: &World, person: &Person, serial: u64) -> Outcome {
    w.send(&[ix::issue_passport(person, serial, SYMBOL, URI)], &[&person.wallet])
}

fn burn(w: &World, person: &Person, serial: u64, caller: &Keypair) -> Outcome {
    w.send(&[ix::burn_passport(person, serial, caller.pubkey(), None)], &[caller])
}

/// A world in which citizen 1 has a passport.
fn issued() -> (World, Person) {
    let w = World::new(3);
    let person = w.citizen(1).clone();
    issue(&w, &person, 1).ok();
    (w, person)
}

/// An instruction to Token-2022; the last account signs.
fn token(data: &[u8], accounts: &[Address], authority: Address) -> Instruction {
    let mut metas: Vec<_> = accounts.iter().map(|address| AccountMeta::new(*address, false)).collect();
    metas.push(AccountMeta::new_readonly(authority, true));
    Instruction { program_id: TOKEN_2022, accounts: metas, data: data.to_vec() }
}

/// The holder burns the token, without this program.
fn burn_by_hand(w: &World, person: &Person, serial: u64) {
    let accounts = [holding_of(w, person, serial), passport_of(w, serial)];
    let data = [&[8][..], &1u64.to_le_bytes()].concat();
    w.send(&[token(&data, &accounts, person.key())], &[&person.wallet]).ok();
}

/// The holder closes the token account.
fn close_holding(w: &World, person: &Person, serial: u64) -> Outcome {
    let accounts = [holding_of(w, person, serial), person.key()];
    w.send(&[token(&[9], &accounts, person.key())], &[&person.wallet])
}

/// Creates a wallet's associated token account.
fn create_holding(w: &World, person: &Person, serial: u64) {
    let accounts = vec![
        AccountMeta::new(w.payer.pubkey(), true),
        AccountMeta::new(holding_of(w, person, serial), false),
        AccountMeta::new_readonly(person.key(), false),
        AccountMeta::new_readonly(passport_of(w, serial), false),
        AccountMeta::new_readonly(SYSTEM, false),
        AccountMeta::new_readonly(TOKEN_2022, false),
    ];
    w.send(&[Instruction { program_id: ASSOCIATED, accounts, data: vec![1] }], &[]).ok();
}

fn texts(texts: &[&str]) -> Vec<u8> {
    texts.iter().flat_map(|text| [&(text.len() as u32).to_le_bytes(), text.as_bytes()].concat()).collect()
}

#[test]
fn a_passport_is_a_mint_of_one_token_with_all_its_extensions() {
    let w = World::new(2);
    let person = w.citizen(1);
    let before = w.citizen_account(person);
    let receipt = issue(&w, person, 1).ok();
    let (passport, nation) = (passport_of(&w, 1), w.nation.address);
    assert_eq!(w.citizen_account(person), Citizen { passport, passport_payer: person.key(), ..before });
    let issued = types::PassportIssued { nation, passport, serial: 1 };
    assert_eq!(World::membership_events(&receipt), [Event::PassportIssued(issued)]);

    let account = w.account(&passport);
    let mint = Mint::read(&account);
    assert_eq!((mint.supply, mint.decimals), (1, 0));
    assert_eq!((mint.authority, mint.freeze_authority), (None, None), "nobody mints again, nobody freezes");
    let pointer = [[0; 32], passport.to_bytes()].concat();
    let group = addresses::passport_group(&nation).0;
    let metadata = [
        [nation.to_bytes(), passport.to_bytes()].concat(),
        texts(&["alpha #1", SYMBOL, URI]),
        2u32.to_le_bytes().to_vec(),
        texts(&["nation", "alpha", "serial", "1"]),
    ];
    let member = [passport.as_ref(), group.as_ref(), &1u64.to_le_bytes()];
    let expected: [(u16, Vec<u8>); 7] = [
        (tokens::MINT_CLOSE_AUTHORITY, nation.to_bytes().to_vec()),
        (tokens::PERMANENT_DELEGATE, nation.to_bytes().to_vec()),
        (tokens::NON_TRANSFERABLE, vec![]),
        (tokens::METADATA_POINTER, pointer.clone()),
        (tokens::GROUP_MEMBER_POINTER, pointer),
        (tokens::TOKEN_METADATA, metadata.concat()),
        (tokens::TOKEN_GROUP_MEMBER, member.concat()),
    ];
    assert_eq!(mint.extensions.len(), expected.len());
    for (number, body) in expected {
        assert_eq!(mint.extension(number), body, "extension {number}");
    }
    assert_eq!(account.lamports, w.cluster.rent_exempt(account.data.len()).unwrap(), "rent to the lamport");

    // The wallet holds it, in its associated account.
    let holding = holding_of(&w, person, 1);
    let data = w.account(&holding).data;
    assert_eq!((&data[..32], &data[32..64]), (passport.as_ref(), person.key().as_ref()));
    assert_eq!(w.tokens_in(&holding), 1);
    // And it is counted in the nation's group.
    let group = Mint::read(&w.account(&group));
    assert_eq!(group.extension(tokens::TOKEN_GROUP)[64..72], 1u64.to_le_bytes());
}

#[test]
fn the_longest_texts_fit_and_cost_their_rent_exactly() {
    let w = World::bare();
    let nation = w.found("a-very-long-slug-of-32-bytes-123", 1);
    let serial = u64::MAX - 1;
    w.edit(&nation.people[0].citizen, |citizen: &mut Citizen| citizen.serial = serial);
    let person = &nation.people[0];
    for (symbol, uri) in [("ABCDEFGHIJ", "u".repeat(128)), ("", String::new())] {
        w.send(&[ix::issue_passport(person, serial, symbol, &uri)], &[&person.wallet]).ok();
        let account = w.account(&addresses::passport(&nation.address, serial).0);
        assert_eq!(account.lamports, w.cluster.rent_exempt(account.data.len()).unwrap());
        let mint = Mint::read(&account);
        let name = "a-very-long-slug-of-32-bytes-123 #18446744073709551614";
        assert_eq!(mint.extension(tokens::TOKEN_METADATA)[64..][..4 + name.len()], texts(&[name]));
        burn(&w, person, serial, &person.wallet).ok();
    }
}

#[test]
fn a_passport_can_be_paid_for_by_another() {
    let w = World::new(2);
    let (person, patron) = (w.citizen(1), dev_keys::keypair("patron"));
    w.fund(&patron.pubkey());
    let before = w.lamports(&person.key());
    let mut issue = ix::issue_passport(person, 1, SYMBOL, URI);
    issue.accounts[0].pubkey = patron.pubkey();
    w.send(&[issue], &[&person.wallet, &patron]).ok();
    assert_eq!(w.lamports(&person.key()), before);
    let rents = w.lamports(&passport_of(&w, 1)) + w.lamports(&holding_of(&w, person, 1));
    assert_eq!(w.lamports(&patron.pubkey()), WALLET_SOL * SOL - rents);
}

#[test]
fn a_funded_address_stops_no_passport() {
    for lamports in [1, 3_000_000, SOL] {
        let w = World::new(2);
        let (person, passport) = (w.citizen(1), passport_of(&w, 1));
        w.give(&passport, lamports);
        issue(&w, person, 1).ok();
        let account = w.account(&passport);
        assert_eq!(Mint::read(&account).supply, 1);
        assert_eq!(account.lamports, lamports.max(w.cluster.rent_exempt(account.data.len()).unwrap()));
        burn(&w, person, 1, &person.wallet).ok();
        assert!(!w.exists(&passport));
    }
}

#[test]
fn visitors_and_the_suspended_have_passports_within_their_term() {
    let w = World::new(2);
    let (person, founder) = (w.citizen(1), &w.nation.founder);
    w.send(&[ix::set_tier(person, founder.pubkey(), 0)], &[founder]).ok();
    w.send(&[ix::suspend(person, founder.pubkey(), i64::MAX)], &[founder]).ok();
    let end = w.citizen_account(person).expires_at;
    for second in [end, end + 1] {
        w.at(second);
        issue(&w, person, 1).membership_error("Lapsed");
    }
    w.at(end - 1);
    issue(&w, person, 1).ok();
}

#[test]
fn a_passport_cannot_be_transferred() {
    let (w, person) = issued();
    let other = w.citizen(2);
    create_holding(&w, other, 1);
    let accounts = [holding_of(&w, &person, 1), passport_of(&w, 1), holding_of(&w, other, 1)];
    let checked = [&[12][..], &1u64.to_le_bytes(), &[0]].concat();
    w.send(&[token(&checked, &accounts, person.key())], &[&person.wallet]).code(NON_TRANSFERABLE);
    // Nor can the account that holds it change hands (`SetAuthority`, account owner).
    let owner = [&[6, 2, 1][..], other.key().as_ref()].concat();
    w.send(&[token(&owner, &accounts[..1], person.key())], &[&person.wallet]).code(IMMUTABLE_OWNER);
    // Nor can it be closed with the passport in it.
    close_holding(&w, &person, 1).code(HAS_BALANCE);
}

#[test]
fn nobody_mints_a_second_one() {
    let (w, person) = issued();
    let mint = [&[7][..], &1u64.to_le_bytes()].concat();
    let accounts = [passport_of(&w, 1), holding_of(&w, &person, 1)];
    for who in [&person.wallet, &w.nation.founder] {
        w.send(&[token(&mint, &accounts, who.pubkey())], &[who]).code(FIXED_SUPPLY);
    }
    issue(&w, &person, 1).membership_error("PassportExists");
}

#[test]
fn the_holder_burns_it_and_may_have_another() {
    let (w, person) = issued();
    let before = w.citizen_account(&person);
    let (rent, lamports) = (w.lamports(&passport_of(&w, 1)), w.lamports(&person.key()));
    let receipt = burn(&w, &person, 1, &person.wallet).ok();
    assert_eq!(
        w.citizen_account(&person),
        Citizen { passport: Address::default(), passport_payer: Address::default(), ..before }
    );
    assert!(!w.exists(&passport_of(&w, 1)));
    assert_eq!(w.tokens_in(&holding_of(&w, &person, 1)), 0);
    assert_eq!(w.lamports(&person.key()), lamports + rent);
    let burnt = types::PassportBurnt { nation: w.nation.address, passport: passport_of(&w, 1), serial: 1 };
    assert_eq!(World::membership_events(&receipt), [Event::PassportBurnt(burnt)]);
    burn(&w, &person, 1, &person.wallet).membership_error("PassportMissing");
    // The same mint address, and the same account to hold it.
    issue(&w, &person, 1).ok();
    assert_eq!(w.tokens_in(&holding_of(&w, &person, 1)), 1);
}

#[test]
fn a_token_burnt_by_hand_leaves_a_passport_to_close() {
    for close in [false, true] {
        let (w, person) = issued();
        burn_by_hand(&w, &person, 1);
        if close {
            close_holding(&w, &person, 1).ok();
        }
        // Until it is closed, the citizen can neither have another, nor leave for good.
        issue(&w, &person, 1).membership_error("PassportExists");
        burn(&w, &person, 1, &person.wallet).ok();
        assert!(!w.exists(&passport_of(&w, 1)));
        issue(&w, &person, 1).ok();
        assert_eq!(w.tokens_in(&holding_of(&w, &person, 1)), 1);
    }
}

#[test]
fn the_holder_hides_nothing_by_burning_by_hand_before_being_revoked() {
    let (w, person) = issued();
    let founder = &w.nation.founder;
    burn_by_hand(&w, &person, 1);
    close_holding(&w, &person, 1).ok();
    w.send(&[ix::revoke(&person, founder.pubkey())], &[founder]).ok();
    burn(&w, &person, 1, &w.citizen(2).wallet).ok();
    w.send(&[ix::close_citizen(&person, founder.pubkey())], &[founder]).ok();
}

#[test]
fn a_valid_passport_is_the_holders_to_burn() {
    let (w, person) = issued();
    for stranger in [&w.citizen(2).wallet, &w.nation.founder] {
        burn(&w, &person, 1, stranger).membership_error("PassportValid");
    }
    // A term that has ended ends no citizenship.
    w.at(w.citizen_account(&person).expires_at);
    burn(&w, &person, 1, &w.citizen(2).wallet).membership_error("PassportValid");
}

#[test]
fn anyone_burns_what_has_ended_and_the_rent_goes_to_whoever_paid() {
    for revoked in [false, true] {
        let (w, person) = issued();
        let founder = &w.nation.founder;
        if revoked {
            w.send(&[ix::revoke(&person, founder.pubkey())], &[founder]).ok();
        } else {
            w.send(&[ix::renounce(&person)], &[&person.wallet]).ok();
        }
        let close = ix::close_citizen(&person, founder.pubkey());
        w.send(std::slice::from_ref(&close), &[founder]).membership_error("PassportNotBurnt");
        let (rent, lamports) = (w.lamports(&passport_of(&w, 1)), w.lamports(&person.key()));
        let stranger = &w.citizen(2).wallet;
        let before = w.lamports(&stranger.pubkey());
        burn(&w, &person, 1, stranger).ok();
        assert_eq!(w.lamports(&person.key()), lamports + rent);
        assert_eq!(w.lamports(&stranger.pubkey()), before);
        w.send(&[close], &[founder]).ok();
        issue(&w, &person, 1).no_account();
    }
}

#[test]
fn the_mints_rent_goes_to_whoever_paid_for_it() {
    let w = World::new(2);
    let (person, patron) = (w.citizen(1), dev_keys::keypair("patron"));
    w.fund(&patron.pubkey());
    issue(&w, person, 1).ok();
    assert_eq!(w.citizen_account(person).passport_payer, person.key());
    w.edit(&person.citizen, |citizen: &mut Citizen| citizen.passport_payer = patron.pubkey());
    let (rent, before) = (w.lamports(&passport_of(&w, 1)), w.lamports(&person.key()));
    burn(&w, person, 1, &person.wallet).membership_error("WrongRentPayer");
    let mut burn = ix::burn_passport(person, 1, person.key(), None);
    burn.accounts[6].pubkey = patron.pubkey();
    w.send(&[burn], &[&person.wallet]).ok();
    assert_eq!(w.lamports(&patron.pubkey()), WALLET_SOL * SOL + rent);
    assert_eq!(w.lamports(&person.key()), before);
}

#[test]
fn a_guarded_account_does_not_keep_a_passport_from_being_burnt() {
    let (w, person) = issued();
    let holding = holding_of(&w, &person, 1);
    // The holder lengthens the account for a CPI guard (extension 11) and a required memo (8), and turns both on.
    let lengthen = Instruction {
        program_id: TOKEN_2022,
        accounts: vec![
            AccountMeta::new(holding, false),
            AccountMeta::new(person.key(), true),
            AccountMeta::new_readonly(SYSTEM, false),
            AccountMeta::new_readonly(person.key(), true),
        ],
        data: vec![29, 11, 0, 8, 0],
    };
    let guard = token(&[34, 0], &[holding], person.key());
    let memo = token(&[30, 0], &[holding], person.key());
    w.send(&[lengthen, guard, memo], &[&person.wallet]).ok();
    w.send(&[ix::revoke(&person, w.nation.founder.pubkey())], &[&w.nation.founder]).ok();
    burn(&w, &person, 1, &w.citizen(2).wallet).ok();
}

#[test]
fn a_passport_goes_with_the_serial_to_a_new_wallet() {
    let (w, old) = issued();
    let (new, founder, stranger) = (w.stranger(), w.nation.founder.insecure_clone(), w.citizen(2).clone());
    w.send(&[ix::reissue(&old, founder.pubkey(), new.key())], &[&founder]).ok();
    let ready = w.now() + 7 * DAY;
    let by_anyone = ix::burn_passport(&old, 1, stranger.key(), Some(ix::reissue_of(&old)));
    w.at(ready - 1);
    w.send(std::slice::from_ref(&by_anyone), &[&stranger.wallet]).membership_error("PassportValid");
    w.at(ready);
    let complete = ix::complete_reissue(&old, &new);
    w.send(std::slice::from_ref(&complete), &[&new.wallet]).membership_error("PassportNotBurnt");
    // Without the order shown, the passport looks valid.
    burn(&w, &old, 1, &stranger.wallet).membership_error("PassportValid");
    w.send(&[by_anyone, complete], &[&stranger.wallet, &new.wallet]).ok();
    assert!(!w.exists(&passport_of(&w, 1)));
    issue(&w, &new, 1).ok();
    assert_eq!(w.citizen_account(&new).passport, passport_of(&w, 1));
    assert_eq!(w.tokens_in(&holding_of(&w, &new, 1)), 1);
    // The old wallet keeps an empty account of the same mint.
    assert_eq!(w.tokens_in(&holding_of(&w, &old, 1)), 0);
    burn(&w, &new, 1, &old.wallet).membership_error("PassportValid");
    // The group has counted both; numbers are not used again.
    let mint = Mint::read(&w.account(&passport_of(&w, 1)));
    assert_eq!(mint.extension(tokens::TOKEN_GROUP_MEMBER)[64..], 2u64.to_le_bytes());
}

#[test]
fn the_empty_account_of_a_former_holder_does_not_pass_for_the_holders() {
    let (w, person) = issued();
    let other = w.citizen(2);
    create_holding(&w, other, 1);
    let mut burn = ix::burn_passport(&person, 1, person.key(), None);
    burn.accounts[5].pubkey = holding_of(&w, other, 1);
    w.send(&[burn], &[&person.wallet]).membership_error("WrongPassportHolder");
}

#[test]
fn every_citizen_has_a_mint_of_their_own_in_the_group() {
    let w = World::new(3);
    for serial in 0..3 {
        issue(&w, w.citizen(serial as usize), serial).ok();
        let mint = Mint::read(&w.account(&passport_of(&w, serial)));
        assert_eq!(mint.extension(tokens::TOKEN_GROUP_MEMBER)[64..], (serial + 1).to_le_bytes());
    }
    // Another serial's mint address is refused.
    let w = World::new(3);
    let mut wrong = ix::issue_passport(w.citizen(1), 1, SYMBOL, URI);
    wrong.accounts[5].pubkey = passport_of(&w, 2);
    w.send(&[wrong], &[&w.citizen(1).wallet]).wrong_seeds();
}

#[test]
fn the_token_must_go_to_the_wallets_own_account() {
    let w = World::new(3);
    let person = w.citizen(1);
    let mut wrong = ix::issue_passport(person, 1, SYMBOL, URI);
    wrong.accounts[6].pubkey = holding_of(&w, w.citizen(2), 1);
    w.send(&[wrong], &[&person.wallet]).wrong_seeds();
    assert!(!w.exists(&passport_of(&w, 1)));
}
