//! A citizen's standing: `sign_charter`, `set_delegate`, `set_tier`, `suspend`, `reinstate`, `revoke`, `renounce`,
//! `close_citizen`.

use civitas_tests::*;
use client::dev_keys;
use client::membership::accounts::Citizen;
use client::membership::events::Event;
use client::membership::types;

const NO_DELEGATE: u64 = u64::MAX;

fn by_founder(w: &World, instruction: Instruction) -> Outcome {
    w.send(&[instruction], &[&w.nation.founder])
}

fn founder(w: &World) -> Address {
    w.nation.founder.pubkey()
}

fn suspend(w: &World, person: &Person, until: i64) -> Outcome {
    by_founder(w, ix::suspend(person, founder(w), until))
}

fn renounce(w: &World, person: &Person) -> Outcome {
    w.send(&[ix::renounce(person)], &[&person.wallet])
}

fn revoke(w: &World, person: &Person) -> Outcome {
    by_founder(w, ix::revoke(person, founder(w)))
}

/// Anyone closes.
fn close(w: &World, person: &Person) -> Outcome {
    w.send(&[ix::close_citizen(person, w.payer.pubkey())], &[])
}

fn join(w: &World, person: &Person) -> Outcome {
    w.send(&[ix::join(person)], &[&person.wallet])
}

/// Something that only citizens in good standing may do: to be named as delegate, by citizen 0. It leaves no
/// trace.
fn good_standing(w: &World, person: &Person) -> Outcome {
    let first = w.citizen(0);
    let pair = [ix::set_delegate(first, Some(person)), ix::set_delegate(first, None)];
    w.send(&pair, &[&first.wallet])
}

#[test]
fn sign_charter_raises_the_version_signed() {
    let w = World::new(2);
    by_founder(&w, ix::amend_charter(&w.nation, founder(&w), [9; 32])).ok();
    let person = w.citizen(1);
    let before = w.citizen_account(person);
    w.send(&[ix::sign_charter(person, ix::CHARTER)], &[&person.wallet]).membership_error("CharterMismatch");
    let receipt = w.send(&[ix::sign_charter(person, [9; 32])], &[&person.wallet]).ok();
    assert_eq!(w.citizen_account(person), Citizen { charter_version: 2, ..before });
    let signed = types::CharterSigned { nation: w.nation.address, serial: 1, charter_version: 2 };
    assert_eq!(World::membership_events(&receipt), [Event::CharterSigned(signed)]);
    assert_eq!(w.citizen_account(w.citizen(0)).charter_version, 1);
}

#[test]
fn the_lapsed_and_the_suspended_may_sign_and_delegate() {
    let w = World::new(2);
    let person = w.citizen(1);
    suspend(&w, person, i64::MAX).ok();
    w.at(w.citizen_account(person).expires_at);
    let newcomer = w.newcomer();
    // Signing the text that was signed already changes nothing.
    w.send(&[ix::sign_charter(person, ix::CHARTER)], &[&person.wallet]).ok();
    assert_eq!(w.citizen_account(person).charter_version, 1);
    w.send(&[ix::set_delegate(person, Some(&newcomer))], &[&person.wallet]).ok();
    assert_eq!(w.citizen_account(person).delegate, 2);
}

#[test]
fn set_delegate_names_and_drops() {
    let w = World::new(3);
    let person = w.citizen(2);
    let before = w.citizen_account(person);
    assert_eq!(before.delegate, NO_DELEGATE);
    for (delegate, serial) in [(Some(w.citizen(0)), 0), (Some(w.citizen(1)), 1), (None, NO_DELEGATE)] {
        let receipt = w.send(&[ix::set_delegate(person, delegate)], &[&person.wallet]).ok();
        assert_eq!(w.citizen_account(person), Citizen { delegate: serial, ..before.clone() });
        let set = types::DelegateSet { nation: w.nation.address, serial: 2, delegate: serial };
        assert_eq!(World::membership_events(&receipt), [Event::DelegateSet(set)]);
    }
}

#[test]
fn nobody_is_their_own_delegate() {
    let w = World::new(2);
    let person = w.citizen(1);
    w.send(&[ix::set_delegate(person, Some(person))], &[&person.wallet]).code(anchor::DUPLICATE_MUTABLE);
}

#[test]
fn two_may_be_each_others_delegates() {
    let w = World::new(2);
    w.delegate(w.citizen(0), w.citizen(1));
    w.delegate(w.citizen(1), w.citizen(0));
}

#[test]
fn set_tier_makes_visitors_residents_and_citizens() {
    let w = World::new(2);
    let person = w.citizen(1);
    let before = w.citizen_account(person);
    for tier in [0, 1, 2, 2] {
        let receipt = by_founder(&w, ix::set_tier(person, founder(&w), tier)).ok();
        assert_eq!(w.citizen_account(person), Citizen { tier, ..before.clone() });
        let set = types::TierSet { nation: w.nation.address, serial: 1, tier: u64::from(tier) };
        assert_eq!(World::membership_events(&receipt), [Event::TierSet(set)]);
        if tier == 2 {
            good_standing(&w, person).ok();
        } else {
            good_standing(&w, person).membership_error("NotCitizen");
        }
    }
}

#[test]
fn a_term_ends_at_its_last_second() {
    let w = World::new(1);
    w.wait(DAY);
    let person = w.newcomer();
    let end = w.citizen_account(&person).expires_at;
    w.at(end - 1);
    good_standing(&w, &person).ok();
    for second in [end, end + 1] {
        w.at(second);
        good_standing(&w, &person).membership_error("Lapsed");
    }
}

#[test]
fn a_suspension_ends_by_itself() {
    let w = World::new(2);
    let (person, until) = (w.citizen(1), w.now() + DAY);
    let before = w.citizen_account(person);
    let receipt = suspend(&w, person, until).ok();
    assert_eq!(w.citizen_account(person), Citizen { suspended_until: until, ..before });
    let set = types::SuspensionSet { nation: w.nation.address, serial: 1, suspended_until: until };
    assert_eq!(World::membership_events(&receipt), [Event::SuspensionSet(set)]);
    for second in [w.now(), until - 1] {
        w.at(second);
        good_standing(&w, person).membership_error("Suspended");
    }
    for second in [until, until + 1] {
        w.at(second);
        good_standing(&w, person).ok();
    }
}

#[test]
fn a_suspension_begins_at_once_and_lasts_a_second_at_least() {
    let w = World::new(2);
    let person = w.citizen(1);
    for until in [w.now(), w.now() - 1, 0, i64::MIN] {
        suspend(&w, person, until).membership_error("SuspensionPast");
    }
    suspend(&w, person, w.now() + 1).ok();
    good_standing(&w, person).membership_error("Suspended");
}

#[test]
fn a_new_order_replaces_the_old_and_reinstating_lifts_it() {
    let w = World::new(2);
    let (person, now) = (w.citizen(1), w.now());
    let before = w.citizen_account(person);
    suspend(&w, person, i64::MAX).ok();
    suspend(&w, person, now + 10).ok();
    assert_eq!(w.citizen_account(person).suspended_until, now + 10);
    let receipt = by_founder(&w, ix::reinstate(person, founder(&w))).ok();
    assert_eq!(w.citizen_account(person), before);
    let set = types::SuspensionSet { nation: w.nation.address, serial: 1, suspended_until: 0 };
    assert_eq!(World::membership_events(&receipt), [Event::SuspensionSet(set)]);
    good_standing(&w, person).ok();
}

#[test]
fn the_judicial_power_is_the_courts_and_the_authoritys_while_there_is_none() {
    let w = World::new(2);
    let (person, court) = (w.citizen(1), dev_keys::keypair("court"));
    let until = w.now() + DAY;
    suspend(&w, person, until).ok();
    w.appoint_court(&court);
    suspend(&w, person, until + 1).membership_error("NotCourt");
    w.send(&[ix::suspend(person, court.pubkey(), until + 2)], &[&court]).ok();
    by_founder(&w, ix::reinstate(person, founder(&w))).membership_error("NotCourt");
    // A court outlives the founder's rule; the founder as court does not.
    w.at(w.nation_account(&w.nation).founder_sunset);
    w.send(&[ix::reinstate(person, court.pubkey())], &[&court]).ok();
}

#[test]
fn revoke_ends_a_citizenship_and_keeps_its_account() {
    let w = World::new(2);
    let person = w.citizen(1);
    let before = w.citizen_account(person);
    let receipt = revoke(&w, person).ok();
    assert_eq!(w.citizen_account(person), Citizen { status: 2, ..before });
    let ended = types::CitizenshipEnded { nation: w.nation.address, serial: 1, status: 2 };
    assert_eq!(World::membership_events(&receipt), [Event::CitizenshipEnded(ended)]);
    good_standing(&w, person).membership_error("NotActive");
    // So the wallet cannot join again,
    join(&w, person).already_exists();
    close(&w, person).membership_error("NotAuthority");
    w.send(&[ix::close_citizen(person, person.key())], &[&person.wallet]).membership_error("NotAuthority");
    w.wait(400 * DAY);
    join(&w, person).already_exists();
    // unless it is pardoned; the pardoned begins anew.
    by_founder(&w, ix::close_citizen(person, founder(&w))).ok();
    join(&w, person).ok();
    assert_eq!(w.citizen_account(person).serial, 2);
}

#[test]
fn renounce_ends_a_citizenship_and_anyone_closes_it() {
    let w = World::new(2);
    let person = w.citizen(1);
    let before = w.citizen_account(person);
    close(&w, person).membership_error("StillActive");
    let receipt = renounce(&w, person).ok();
    assert_eq!(w.citizen_account(person), Citizen { status: 1, ..before.clone() });
    let ended = types::CitizenshipEnded { nation: w.nation.address, serial: 1, status: 1 };
    assert_eq!(World::membership_events(&receipt), [Event::CitizenshipEnded(ended)]);
    good_standing(&w, person).membership_error("NotActive");
    join(&w, person).already_exists();

    let receipt = close(&w, person).ok();
    assert!(!w.exists(&person.citizen));
    assert_eq!(w.lamports(&person.key()), WALLET_SOL * SOL, "the rent is back");
    let closed = types::CitizenClosed { nation: w.nation.address, wallet: person.key(), serial: 1 };
    assert_eq!(World::membership_events(&receipt), [Event::CitizenClosed(closed)]);
    close(&w, person).no_account();
    // Whoever comes back is a new citizen.
    w.wait(5);
    join(&w, person).ok();
    let after = w.citizen_account(person);
    assert_eq!((after.serial, after.joined_at, after.delegate), (2, before.joined_at + 5, NO_DELEGATE));
}

#[test]
fn leaving_and_joining_again_lifts_no_suspension() {
    let w = World::new(2);
    let (person, until) = (w.citizen(1), w.now() + DAY);
    suspend(&w, person, until).ok();
    renounce(&w, person).ok();
    for second in [w.now(), until - 1] {
        w.at(second);
        close(&w, person).membership_error("Suspended");
        by_founder(&w, ix::close_citizen(person, founder(&w))).membership_error("Suspended");
        join(&w, person).already_exists();
    }
    w.at(until);
    close(&w, person).ok();
    join(&w, person).ok();
    assert_eq!(w.citizen_account(person).serial, 2);
}

#[test]
fn reinstating_lets_one_who_has_left_be_closed() {
    let w = World::new(2);
    let person = w.citizen(1);
    suspend(&w, person, i64::MAX).ok();
    renounce(&w, person).ok();
    suspend(&w, person, w.now() + 1).membership_error("NotActive");
    by_founder(&w, ix::reinstate(person, founder(&w))).ok();
    close(&w, person).ok();
}

#[test]
fn renouncing_is_no_escape_from_a_ban() {
    let w = World::new(2);
    let person = w.citizen(1);
    let nation = w.nation_account(&w.nation);
    renounce(&w, person).ok();
    let without = w.nation_account(&w.nation);
    assert_ne!(without.members, nation.members);
    revoke(&w, person).ok();
    assert_eq!(w.nation_account(&w.nation), without, "nobody is subtracted twice");
    close(&w, person).membership_error("NotAuthority");
    revoke(&w, person).membership_error("AlreadyRevoked");
    renounce(&w, person).membership_error("NotActive");
}

#[test]
fn a_pardon_needs_no_suspension_to_end() {
    let w = World::new(2);
    let person = w.citizen(1);
    suspend(&w, person, i64::MAX).ok();
    revoke(&w, person).ok();
    by_founder(&w, ix::close_citizen(person, founder(&w))).ok();
}

#[test]
fn a_closed_account_cannot_be_revived_within_the_transaction() {
    let w = World::new(2);
    let person = w.citizen(1);
    renounce(&w, person).ok();
    let refund = solana_system_interface::instruction::transfer(&person.key(), &person.citizen, SOL);
    let close = ix::close_citizen(person, person.key());
    // Paid for again, it is an empty account that belongs to nobody,
    w.send(&[close.clone(), refund.clone()], &[&person.wallet]).ok();
    let account = w.account(&person.citizen);
    assert_eq!((account.data.len(), account.owner), (0, Address::default()));
    // in which the wallet joins as a new citizen.
    let receipt = w
        .send(&[ix::join(person), ix::renounce(person), close, refund, ix::join(person)], &[&person.wallet])
        .ok();
    assert_eq!(World::membership_events(&receipt).len(), 4);
    let after = w.citizen_account(person);
    assert_eq!((after.serial, after.status, after.passport), (3, 0, Address::default()));
}

#[test]
fn rent_goes_to_whoever_paid_it() {
    let w = World::new(1);
    let (person, patron) = (w.stranger(), dev_keys::keypair("patron"));
    w.fund(&patron.pubkey());
    let mut join = ix::join(&person);
    join.accounts[0].pubkey = patron.pubkey();
    w.send(&[join], &[&person.wallet, &patron]).ok();
    renounce(&w, &person).ok();
    close(&w, &person).membership_error("WrongRentPayer");
    let mut close = ix::close_citizen(&person, w.payer.pubkey());
    close.accounts[4].pubkey = patron.pubkey();
    w.send(&[close], &[]).ok();
    assert_eq!(w.lamports(&patron.pubkey()), WALLET_SOL * SOL);
}
