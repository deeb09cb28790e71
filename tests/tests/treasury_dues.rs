//! `pay_dues`: the term that is bought is given, or nothing is paid.

use civitas_tests::*;
use client::treasury::events::Event;
use client::treasury::types::Income;

/// Terms of 360 days end on buckets of 30.
const TERM: i64 = 360 * DAY;
const BUCKET: i64 = 30 * DAY;
/// What a term costs in most tests.
const DUES: u64 = 5_000;

/// A world of three whose dues are in this money, the payer having plenty of it.
fn with_dues(money: fn(&World) -> Money) -> (World, Till, Keypair) {
    let w = World::new(3);
    let money = money(&w);
    let till = w.open_till(&w.nation, money);
    w.set_dues(&w.nation, &money, DUES);
    let payer = w.holder_of(&money, "a friend", 1_000_000_000);
    (w, till, payer)
}

fn sol(_: &World) -> Money {
    Money::SOL
}

fn coin(w: &World) -> Money {
    w.coin("a coin")
}

fn coin_2022(w: &World) -> Money {
    w.coin_2022("another coin", &[Extension::InterestBearing])
}

fn dues(w: &World, till: &Till, payer: &Keypair, person: &Person, terms: u8, amount: u64) -> Outcome {
    w.send(&[ix::pay_dues(till, payer.pubkey(), person, terms, amount)], &[payer])
}

#[test]
fn dues_extend_the_term_and_are_booked() {
    for money in [sol, coin, coin_2022] {
        let (w, till, payer) = with_dues(money);
        let person = w.citizen(1);
        for terms in [1u8, 3] {
            let (before, ledger) = (w.citizen_account(person), w.ledger(&till));
            let price = DUES * u64::from(terms);
            let receipt = dues(&w, &till, &payer, person, terms, price).ok();
            let after = w.citizen_account(person);
            let bought = after.expires_at - before.expires_at;
            let wanted = i64::from(terms) * TERM;
            assert!((wanted..wanted + i64::from(terms) * BUCKET).contains(&bought), "{bought}");
            assert_eq!((after.serial, after.status, after.tier), (before.serial, before.status, before.tier));
            assert_eq!(w.ledger(&till).income[0], ledger.income[0] + price);
            assert_eq!(w.real(&till), ledger.reserve + ledger.balance + price);
            let event = Income { ledger: till.ledger, amount: price, kind: income::DUES, padding: [0; 7] };
            assert_eq!(World::treasury_events(&receipt), [Event::Income(event)]);
            assert_eq!(World::membership_events(&receipt).len(), 1);
        }
        // The census counts the longer term: the others lapse, this citizen does not.
        w.at(w.citizen_account(w.citizen(0)).expires_at);
        let p = Proposal { proposer: person.clone(), ..w.next_proposal(&w.nation, person) };
        w.send(&[ix::open_proposal(&p, &Draft::motion()), ix::submit(&p)], &[&person.wallet]).ok();
        assert_eq!(w.proposal(&p).citizens, 1);
    }
}

#[test]
fn exactly_the_price_must_arrive() {
    for money in [sol, coin, coin_2022] {
        let (w, till, payer) = with_dues(money);
        let person = w.citizen(1);
        let before = w.citizen_account(person);
        for (terms, amount) in [(1, DUES - 1), (1, DUES + 1), (1, 0), (2, DUES), (2, 3 * DUES), (1, 2 * DUES)]
        {
            dues(&w, &till, &payer, person, terms, amount).treasury_error("DuesMismatch");
        }
        assert_eq!((w.citizen_account(person), w.balance(&till)), (before, 0));
        dues(&w, &till, &payer, person, 1, DUES).ok();
    }
}

#[test]
fn of_a_mint_with_a_fee_more_is_sent() {
    let taxed =
        |w: &World| w.coin_2022("a taxed coin", &[Extension::TransferFee { bps: 250, maximum: u64::MAX }]);
    let (w, till, payer) = with_dues(taxed);
    let person = w.citizen(1);
    dues(&w, &till, &payer, person, 1, DUES).treasury_error("DuesMismatch");
    // A fortieth stays back: 5,129 − 129 = 5,000.
    dues(&w, &till, &payer, person, 1, 5_128).treasury_error("DuesMismatch");
    dues(&w, &till, &payer, person, 1, 5_129).ok();
    assert_eq!((w.balance(&till), w.real(&till)), (DUES, DUES));
    assert_eq!(w.ledger(&till).income, [DUES, 0, 0, 0, 0, 0]);
}

#[test]
fn nobody_pays_for_time_that_is_not_given() {
    // The census counts terms that end within 64 buckets. A term that would end later is cut short by
    // membership; the treasury then lets nothing of it stand.
    for money in [sol, coin] {
        let (w, till, payer) = with_dues(money);
        let person = w.citizen(1);
        let before = w.citizen_account(person);
        let mut most = 0;
        for terms in [255u8, 100, 6, 5, 4, 3, 2, 1] {
            let copy = w.clone();
            let outcome = dues(&copy, &till, &payer, person, terms, DUES * u64::from(terms));
            match outcome.result() {
                Ok(_) => most = most.max(terms),
                Err(_) => {
                    outcome.treasury_error("TermCapped");
                    assert_eq!(copy.citizen_account(person), before);
                    assert_eq!((copy.balance(&till), copy.ledger(&till).income), (0, [0; 6]));
                }
            }
        }
        assert_eq!(most, 4, "as many terms as fit into the census");
        dues(&w, &till, &payer, person, most, DUES * u64::from(most)).ok();
        dues(&w, &till, &payer, person, 1, DUES).treasury_error("TermCapped");
        // Later it fits again.
        w.wait(TERM);
        dues(&w, &till, &payer, person, 1, DUES).ok();
    }
}

#[test]
fn a_lapsed_citizen_pays_from_now_on() {
    for late in [-1, 0, 1, 500 * DAY] {
        let (w, till, payer) = with_dues(coin);
        let person = w.citizen(1);
        let before = w.citizen_account(person);
        w.at(before.expires_at + late);
        dues(&w, &till, &payer, person, 1, DUES).ok();
        let after = w.citizen_account(person).expires_at;
        let from = before.expires_at.max(w.now());
        assert!((from + TERM..from + TERM + BUCKET).contains(&after), "{late}");
        // Who had lapsed is a citizen again, with the same number.
        assert_eq!(w.citizen_account(person).serial, before.serial);
        let p = w.next_proposal(&w.nation, person);
        w.send(&[ix::open_proposal(&p, &Draft::motion())], &[&person.wallet]).ok();
    }
}

#[test]
fn what_a_lapsed_citizen_pays_for_is_counted_from_now_on() {
    // Six terms fit into the census when they are counted from the old end, 500 days ago; from now they do not.
    let (w, till, payer) = with_dues(coin);
    let person = w.citizen(1);
    w.at(w.citizen_account(person).expires_at + 500 * DAY);
    dues(&w, &till, &payer, person, 6, 6 * DUES).treasury_error("TermCapped");
    dues(&w, &till, &payer, person, 5, 5 * DUES).ok();
    assert!(w.citizen_account(person).expires_at >= w.now() + 5 * TERM);
}

#[test]
fn dues_are_paid_in_the_mint_that_the_nation_names() {
    let (w, till, payer) = with_dues(coin);
    let (other, person) = (w.coin("a worthless coin"), w.citizen(1));
    let worthless = w.open_till(&w.nation, other);
    let sol = w.open_till(&w.nation, Money::SOL);
    w.endow(&other, &payer.pubkey(), 1_000_000);
    dues(&w, &worthless, &payer, person, 1, DUES).treasury_error("WrongMint");
    dues(&w, &sol, &payer, person, 1, DUES).treasury_error("WrongMint");
    // Nor by mixing: the right ledger with the worthless mint, holding or source.
    let right = ix::pay_dues(&till, payer.pubkey(), person, 1, DUES);
    for (slot, address) in [(1, other.of(&payer.pubkey())), (6, worthless.holding), (7, other.mint)] {
        let mut mixed = right.clone();
        mixed.accounts[slot].pubkey = address;
        w.send(&[mixed], &[&payer]).failure();
    }
    // When the nation changes its mind, the other is right.
    w.set_dues(&w.nation, &other, DUES);
    dues(&w, &till, &payer, person, 1, DUES).treasury_error("WrongMint");
    dues(&w, &worthless, &payer, person, 1, DUES).ok();
    assert_eq!((w.balance(&till), w.balance(&worthless)), (0, DUES));
}

#[test]
fn where_dues_are_nothing_terms_are_free() {
    for money in [sol, coin] {
        let (w, till, payer) = with_dues(money);
        w.set_dues(&w.nation, &till.money, 0);
        let person = w.citizen(1);
        let before = w.citizen_account(person).expires_at;
        dues(&w, &till, &payer, person, 1, 1).treasury_error("DuesMismatch");
        let receipt = dues(&w, &till, &payer, person, 1, 0).ok();
        assert!(w.citizen_account(person).expires_at >= before + TERM);
        assert_eq!((w.balance(&till), World::treasury_events(&receipt)), (0, vec![]));
        dues(&w, &till, &payer, person, 0, 0).membership_error("TermsZero");
        dues(&w, &till, &payer, person, 255, 0).treasury_error("TermCapped");
    }
}

#[test]
fn who_is_suspended_may_pay_who_has_left_may_not() {
    let (w, till, payer) = with_dues(coin);
    let founder = &w.nation.founder;
    let [suspended, gone, removed] = [0, 1, 2].map(|serial| w.citizen(serial));
    w.send(&[ix::suspend(suspended, founder.pubkey(), w.now() + DAY)], &[founder]).ok();
    w.send(&[ix::renounce(gone)], &[&gone.wallet]).ok();
    w.send(&[ix::revoke(removed, founder.pubkey())], &[founder]).ok();
    dues(&w, &till, &payer, suspended, 1, DUES).ok();
    // The suspension stays.
    assert!(w.citizen_account(suspended).suspended_until > w.now());
    for person in [gone, removed] {
        dues(&w, &till, &payer, person, 1, DUES).membership_error("NotActive");
    }
    // A resident and a visitor have terms too.
    let newcomer = w.newcomer();
    w.send(&[ix::set_tier(&newcomer, founder.pubkey(), 1)], &[founder]).ok();
    dues(&w, &till, &payer, &newcomer, 1, DUES).ok();
    assert_eq!(w.balance(&till), 2 * DUES);
}

#[test]
fn dues_of_one_nation_buy_nothing_in_another() {
    let (w, till, payer) = with_dues(sol);
    let theirs = w.open_till(&w.sibling, Money::SOL);
    w.set_dues(&w.sibling, &Money::SOL, 1);
    let foreigner = &w.sibling.people[0];
    // A foreigner cannot be extended here, nor one of ours with the sibling's cheap dues.
    dues(&w, &till, &payer, foreigner, 1, DUES).membership_error("WrongNation");
    dues(&w, &theirs, &payer, w.citizen(1), 1, 1).membership_error("WrongNation");
    // Nor with their ledger and our nation.
    let mut mixed = ix::pay_dues(&theirs, payer.pubkey(), w.citizen(1), 1, 1);
    mixed.accounts[2].pubkey = w.nation.address;
    w.send(&[mixed], &[&payer]).treasury_error("WrongNation");
    dues(&w, &theirs, &payer, foreigner, 1, 1).ok();
    assert_eq!((w.balance(&till), w.balance(&theirs)), (0, 1));
}

#[test]
fn a_nation_that_names_another_treasury_extends_nothing() {
    let (w, till, payer) = with_dues(sol);
    let founder = &w.nation.founder;
    for other in [Address::default(), till.vault, payer.pubkey()] {
        w.send(&[ix::set_treasury(&w.nation, founder.pubkey(), other)], &[founder]).ok();
        dues(&w, &till, &payer, w.citizen(1), 1, DUES).membership_error("NotTreasury");
        assert_eq!(w.balance(&till), 0);
    }
    w.send(&[ix::set_treasury(&w.nation, founder.pubkey(), till.treasury)], &[founder]).ok();
    dues(&w, &till, &payer, w.citizen(1), 1, DUES).ok();
}

#[test]
fn prices_beyond_all_numbers() {
    let (w, till, payer) = with_dues(coin);
    w.set_dues(&w.nation, &till.money, u64::MAX);
    dues(&w, &till, &payer, w.citizen(1), 2, u64::MAX).treasury_error("ArithmeticOverflow");
    dues(&w, &till, &payer, w.citizen(1), 255, 1).treasury_error("ArithmeticOverflow");
    dues(&w, &till, &payer, w.citizen(1), 1, u64::MAX).code(1); // SPL Token: insufficient funds
    assert_eq!(w.balance(&till), 0);
}

#[test]
fn whoever_pays_may_be_the_citizen() {
    for money in [sol, coin] {
        let (w, till, _) = with_dues(money);
        let person = w.citizen(1);
        w.endow(&till.money, &person.key(), DUES);
        dues(&w, &till, &person.wallet, person, 1, DUES).ok();
        assert_eq!(w.balance(&till), DUES);
    }
}

#[test]
fn a_program_may_pay() {
    // By an action of a carried motion: the governor calls the treasury, which calls membership.
    let (w, till, _) = with_dues(coin);
    let executor = w.nation.executor;
    w.endow(&till.money, &executor, DUES);
    let call = Call::of(ix::pay_dues(&till, executor, w.citizen(1), 1, DUES));
    let p = w.executable(std::slice::from_ref(&call));
    let before = w.citizen_account(w.citizen(1)).expires_at;
    w.execute(&p, 0, &call).ok();
    assert!(w.citizen_account(w.citizen(1)).expires_at >= before + TERM);
    assert_eq!(w.balance(&till), DUES);
}

#[test]
fn somebody_elses_sol_pays_nothing() {
    let (w, till, payer) = with_dues(sol);
    let mut theft = ix::pay_dues(&till, payer.pubkey(), w.citizen(1), 1, DUES);
    theft.accounts[1].pubkey = w.citizen(0).key();
    w.send(&[theft], &[&payer]).treasury_error("SourceNotPayer");
}

#[test]
fn terms_of_many_people_in_one_transaction() {
    let (w, till, payer) = with_dues(coin);
    let all: Vec<_> =
        w.nation.people.iter().map(|person| ix::pay_dues(&till, payer.pubkey(), person, 1, DUES)).collect();
    w.send(&all, &[&payer]).ok();
    // And twice for one of them: two terms.
    let person = w.citizen(2);
    let before = w.citizen_account(person).expires_at;
    let pay = ix::pay_dues(&till, payer.pubkey(), person, 1, DUES);
    w.send(&[pay.clone(), pay], &[&payer]).ok();
    assert!(w.citizen_account(person).expires_at >= before + 2 * TERM);
    assert_eq!(w.ledger(&till).income[0], 5 * DUES);
}
