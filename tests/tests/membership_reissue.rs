//! A citizenship moves to another wallet: `reissue`, `veto_reissue`, `complete_reissue`.

use civitas_tests::*;
use client::dev_keys;
use client::membership::accounts::{Citizen, REISSUE_DISCRIMINATOR, Reissue};
use client::membership::events::Event;
use client::membership::types;

/// Seven days.
const DELAY: i64 = 7 * DAY;

fn order(w: &World, old: &Person, new: Address) -> Outcome {
    w.send(&[ix::reissue(old, w.nation.founder.pubkey(), new)], &[&w.nation.founder])
}

fn complete(w: &World, old: &Person, new: &Person) -> Outcome {
    w.send(&[ix::complete_reissue(old, new)], &[&new.wallet])
}

fn veto(w: &World, old: &Person, caller: &Keypair) -> Outcome {
    w.send(&[ix::veto_reissue(old, caller.pubkey())], &[caller])
}

/// Citizen 1, and a new wallet to which an order moves it.
fn ordered() -> (World, Person, Person) {
    let w = World::new(3);
    let (old, new) = (w.citizen(1).clone(), w.stranger());
    order(&w, &old, new.key()).ok();
    (w, old, new)
}

#[test]
fn reissue_writes_the_order_and_moves_nothing() {
    let w = World::new(2);
    let (old, new) = (w.citizen(1), w.stranger());
    let before = w.citizen_account(old);
    let receipt = order(&w, old, new.key()).ok();
    let ready_at = w.now() + DELAY;
    let expected = Reissue {
        discriminator: REISSUE_DISCRIMINATOR,
        nation: w.nation.address,
        citizen: old.citizen,
        new_wallet: new.key(),
        rent_payer: w.payer.pubkey(),
        ready_at,
        version: 1,
        bump: addresses::reissue(&old.citizen).1,
        padding: [0; 6],
        reserved: [0; 32],
    };
    assert_eq!(w.read::<Reissue>(&ix::reissue_of(old)), expected);
    assert_eq!(w.citizen_account(old), before);
    let ordered =
        types::ReissueOrdered { nation: w.nation.address, new_wallet: new.key(), serial: 1, ready_at };
    assert_eq!(World::membership_events(&receipt), [Event::ReissueOrdered(ordered)]);
    // One at a time: the delay cannot be spent on one wallet and used for another.
    order(&w, old, w.citizen(0).key()).already_exists();
}

#[test]
fn complete_reissue_moves_everything_but_the_wallet() {
    let w = World::new(3);
    let (old, new) = (w.citizen(1).clone(), w.stranger());
    let founder = &w.nation.founder;
    // Nothing is as it was at joining.
    w.delegate(&old, w.citizen(2));
    w.send(&[ix::amend_charter(&w.nation, founder.pubkey(), [9; 32])], &[founder]).ok();
    w.send(&[ix::sign_charter(&old, [9; 32])], &[&old.wallet]).ok();
    w.send(&[ix::set_tier(&old, founder.pubkey(), 1)], &[founder]).ok();
    w.send(&[ix::suspend(&old, founder.pubkey(), w.now() + 400 * DAY)], &[founder]).ok();
    order(&w, &old, new.key()).ok();
    w.wait(DELAY);

    let (before, nation) = (w.citizen_account(&old), w.account(&w.nation.address));
    let (old_lamports, order_lamports) = (w.lamports(&old.key()), w.lamports(&ix::reissue_of(&old)));
    let fee_payer = w.lamports(&w.payer.pubkey());
    let receipt = complete(&w, &old, &new).ok();
    let expected = Citizen {
        wallet: new.key(),
        rent_payer: new.key(),
        bump: addresses::citizen(&w.nation.address, &new.key()).1,
        ..before
    };
    assert_eq!(w.citizen_account(&new), expected);
    assert_eq!(w.account(&w.nation.address), nation, "the census stays");
    assert!(!w.exists(&old.citizen) && !w.exists(&ix::reissue_of(&old)));
    // Both rents return to who paid them.
    let rent = w.lamports(&new.citizen);
    assert_eq!(w.lamports(&old.key()), old_lamports + rent);
    assert_eq!(w.lamports(&w.payer.pubkey()), fee_payer - receipt.fee + order_lamports);
    assert_eq!(w.lamports(&new.key()), WALLET_SOL * SOL - rent);
    let completed = types::ReissueCompleted { nation: w.nation.address, wallet: new.key(), serial: 1 };
    assert_eq!(World::membership_events(&receipt), [Event::ReissueCompleted(completed)]);
    complete(&w, &old, &new).no_account();
}

#[test]
fn nothing_moves_before_the_delay_is_over() {
    let (w, old, new) = ordered();
    let ready = w.now() + DELAY;
    for second in [w.now(), ready - 1] {
        w.at(second);
        complete(&w, &old, &new).membership_error("ReissueNotReady");
    }
    for second in [ready, ready + 1] {
        let copy = w.clone();
        copy.at(second);
        complete(&copy, &old, &new).ok();
    }
}

#[test]
fn the_new_wallet_must_sign() {
    let (w, old, new) = ordered();
    w.wait(DELAY);
    let mut unsigned = ix::complete_reissue(&old, &new);
    unsigned.accounts[0].pubkey = w.payer.pubkey();
    unsigned.accounts[1].is_signer = false;
    w.send(&[unsigned.clone()], &[]).missing_signer();
    unsigned.accounts[1].is_signer = true;
    w.send(&[unsigned], &[&new.wallet]).ok();
    assert_eq!(w.citizen_account(&new).rent_payer, w.payer.pubkey());
}

#[test]
fn the_old_wallet_vetoes_until_completion() {
    for second in [0, DELAY - 1, DELAY, 400 * DAY] {
        let (w, old, new) = ordered();
        w.wait(second);
        let fee_payer = w.lamports(&w.payer.pubkey());
        let rent = w.lamports(&ix::reissue_of(&old));
        let receipt = veto(&w, &old, &old.wallet).ok();
        assert_eq!(w.lamports(&w.payer.pubkey()), fee_payer - receipt.fee + rent, "the rent is back");
        let stopped = types::ReissueStopped { nation: w.nation.address, serial: 1 };
        assert_eq!(World::membership_events(&receipt), [Event::ReissueStopped(stopped)]);
        w.wait(DELAY);
        complete(&w, &old, &new).no_account();
        // A new order waits the whole delay again.
        order(&w, &old, new.key()).ok();
        w.wait(DELAY - 1);
        complete(&w, &old, &new).membership_error("ReissueNotReady");
    }
}

#[test]
fn the_court_takes_its_order_back_and_nobody_else_does() {
    let (w, old, new) = ordered();
    let court = dev_keys::keypair("court");
    for stranger in [&new.wallet, &w.citizen(2).wallet, &court] {
        veto(&w, &old, stranger).membership_error("NotReissueParty");
    }
    w.appoint_court(&court);
    veto(&w, &old, &w.nation.founder).membership_error("NotReissueParty");
    veto(&w, &old, &court).ok();
}

#[test]
fn the_court_orders_once_there_is_one() {
    let w = World::new(2);
    let (old, court) = (w.citizen(1), dev_keys::keypair("court"));
    w.appoint_court(&court);
    order(&w, old, w.stranger().key()).membership_error("NotCourt");
    w.send(&[ix::reissue(old, court.pubkey(), w.stranger().key())], &[&court]).ok();
}

#[test]
fn an_order_is_moot_once_the_citizenship_has_ended() {
    for revoked in [false, true] {
        let (w, old, new) = ordered();
        let founder = w.nation.founder.insecure_clone();
        if revoked {
            w.send(&[ix::revoke(&old, founder.pubkey())], &[&founder]).ok();
        } else {
            w.send(&[ix::renounce(&old)], &[&old.wallet]).ok();
        }
        w.wait(DELAY);
        complete(&w, &old, &new).membership_error("NotActive");
        // It would apply to the next citizenship of that wallet, so it must go first; anyone sees to it.
        let close = ix::close_citizen(&old, founder.pubkey());
        w.send(std::slice::from_ref(&close), &[&founder]).membership_error("ReissuePending");
        veto(&w, &old, &w.citizen(2).wallet).ok();
        w.send(&[close], &[&founder]).ok();
        w.send(&[ix::join(&old)], &[&old.wallet]).ok();
        complete(&w, &old, &new).no_account();
    }
}

#[test]
fn a_citizen_cannot_take_over_a_second_citizenship() {
    let w = World::new(3);
    let (old, rich) = (w.citizen(1).clone(), w.citizen(2).clone());
    order(&w, &old, rich.key()).ok();
    w.wait(DELAY);
    complete(&w, &old, &rich).already_exists();
    assert_eq!(w.citizen_account(&rich).serial, 2);
    // Nor can one whose citizenship was revoked come back that way.
    w.send(&[ix::revoke(&rich, w.nation.founder.pubkey())], &[&w.nation.founder]).ok();
    complete(&w, &old, &rich).already_exists();
}

#[test]
fn the_old_wallet_is_nobody_and_may_join_anew() {
    let (w, old, new) = ordered();
    w.wait(DELAY);
    complete(&w, &old, &new).ok();
    w.send(&[ix::renounce(&old)], &[&old.wallet]).no_account();
    let mut forged = ix::renounce(&new);
    forged.accounts[0].pubkey = old.key();
    w.send(&[forged], &[&old.wallet]).membership_error("WrongWallet");
    w.send(&[ix::join(&old)], &[&old.wallet]).ok();
    assert_eq!((w.citizen_account(&old).serial, w.citizen_account(&new).serial), (3, 1));
}

#[test]
fn a_funded_address_stops_no_reissue() {
    for lamports in [1, SOL] {
        let w = World::new(2);
        let (old, new) = (w.citizen(1).clone(), w.stranger());
        w.give(&ix::reissue_of(&old), lamports);
        w.give(&new.citizen, lamports);
        order(&w, &old, new.key()).ok();
        w.wait(DELAY);
        complete(&w, &old, &new).ok();
        assert_eq!(w.citizen_account(&new).serial, 1);
    }
}

#[test]
fn a_funded_order_address_does_not_keep_a_citizen_from_closing() {
    let w = World::new(2);
    let person = w.citizen(1);
    w.give(&ix::reissue_of(person), SOL);
    w.send(&[ix::renounce(person), ix::close_citizen(person, person.key())], &[&person.wallet]).ok();
}

#[test]
fn the_lapsed_may_move_and_stay_lapsed() {
    let w = World::new(2);
    let (old, new) = (w.citizen(1).clone(), w.stranger());
    let end = w.citizen_account(&old).expires_at;
    w.at(end);
    order(&w, &old, new.key()).ok();
    w.wait(DELAY);
    complete(&w, &old, &new).ok();
    assert_eq!(w.citizen_account(&new).expires_at, end);
}

#[test]
fn a_foreign_order_moves_nobody() {
    let (w, old, new) = ordered();
    // The sibling's founder orders, in the sibling nation, that its citizen move to the same wallet.
    let foreigner = w.sibling.people[0].clone();
    let there = ix::reissue(&foreigner, w.sibling.founder.pubkey(), new.key());
    w.send(&[there], &[&w.sibling.founder]).ok();
    w.wait(DELAY);
    let mut mixed = ix::complete_reissue(&old, &new);
    mixed.accounts[3].pubkey = ix::reissue_of(&foreigner);
    w.send(&[mixed], &[&new.wallet]).membership_error("WrongReissue");
    let mut veto = ix::veto_reissue(&old, w.sibling.founder.pubkey());
    veto.accounts[1].pubkey = w.sibling.address;
    w.send(&[veto], &[&w.sibling.founder]).membership_error("WrongNation");
}
