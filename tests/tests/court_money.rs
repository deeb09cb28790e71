//! The court's money: `create_court`, `join_jury`, `add_bond`, `withdraw_bond`, `put_in_escrow`, `settle_seat`,
//! `withdraw_rewards`, `withdraw_case`, `collect_fines`, `close_seat`, `close_case`, and who tries to get more of it.

use civitas_tests::court::{self, BOND, FEE, PARAMS, ruling, stage};
use civitas_tests::*;
use client::court::types::CourtParams;
use ruling::{ABSENT, FOR_CLAIMANT, FOR_RESPONDENT, REFUSED, SILENT};

type Kind = fn(&World) -> Money;

/// The kinds of money.
const MONIES: [Kind; 3] =
    [|_| Money::SOL, |w| w.freezable_coin("coin of alpha"), |w| w.coin_2022("newer coin of alpha", &[])];

fn suspension(w: &World, tribunal: &Tribunal) -> Dispute {
    w.file(tribunal, &w.citizen(0).wallet, &Petition::suspend(w.citizen(1), DAY as u32))
}

/// A case whose first panel has chosen so; final, no seat settled.
fn ended(money: Kind, choices: &[u8; 3]) -> (World, Tribunal, Dispute) {
    let (w, tribunal) = court::world(6, money, &PARAMS);
    let dispute = suspension(&w, &tribunal);
    w.empanel(&dispute);
    w.deliberate(&dispute, choices);
    w.end_case(&dispute);
    (w, tribunal, dispute)
}

/// The juror who holds a seat, as a person.
fn holder(w: &World, dispute: &Dispute, number: u8) -> Person {
    let key = w.sitting(dispute, 0, number).key();
    w.nation.people.iter().find(|person| person.key() == key).expect("a citizen").clone()
}

#[test]
fn a_court_is_created_by_the_authority_with_money_that_nobody_else_commands() {
    let w = World::new(2);
    let founder = &w.nation.founder;
    let tribunal = Tribunal::of(&w.nation.address, Money::SOL);
    let stranger = w.stranger().wallet;
    let create = |tribunal: &Tribunal, by: &Keypair, params: &CourtParams| {
        w.send(&[ix::create_court(tribunal, by.pubkey(), params)], &[by])
    };
    create(&tribunal, &stranger, &PARAMS).membership_error("NotAuthority");
    create(&tribunal, &w.sibling.founder, &PARAMS).membership_error("NotAuthority");
    create(&tribunal, founder, &CourtParams { panel: 2, ..PARAMS }).court_error("ParamsUnsound");
    for (n, extension) in [
        Extension::TransferFee { bps: 1, maximum: 1 },
        Extension::CloseAuthority,
        Extension::ConfidentialTransfer,
        Extension::DefaultFrozen,
        Extension::NonTransferable,
        Extension::PermanentDelegate,
        Extension::TransferHook,
        Extension::Pausable,
    ]
    .into_iter()
    .enumerate()
    {
        let money = w.coin_2022(&format!("coin {n}"), &[extension]);
        create(&Tribunal::of(&w.nation.address, money), founder, &PARAMS).court_error("MintRefused");
    }
    // A mint with another program's name, and a wallet as a mint.
    let coin = w.coin("coin of alpha");
    for money in [
        Money { program: tokens::TOKEN_2022, ..coin },
        Money { program: Address::default(), ..coin },
        Money { mint: w.citizen(0).key(), ..coin },
        Money { mint: Address::default(), ..coin },
        Money { mint: tokens::account_of(&w.citizen(0).key(), &coin.mint), ..coin },
    ] {
        create(&Tribunal::of(&w.nation.address, money), founder, &PARAMS).court_error("WrongMint");
    }
    // Somebody sends both addresses something first.
    w.give(&tribunal.address, 1);
    w.give(&tribunal.escrow, 5);
    create(&tribunal, founder, &PARAMS).ok();
    let court = w.court_account(&tribunal);
    assert_eq!((court.held, court.reserve), (0, w.lamports(&tribunal.escrow)));
    create(&tribunal, founder, &PARAMS).already_exists();
}

#[test]
fn what_comes_in_is_the_courts_money_from_its_owner() {
    for money in MONIES {
        let w = World::new(4);
        let money = money(&w);
        let tribunal = w.establish(money, &PARAMS);
        let other = w.coin("another coin");
        let (juror, victim) = (w.citizen(2), w.citizen(3));
        for person in &w.nation.people {
            w.equip(&other, person);
        }
        let join = |bond| ix::join_jury(&tribunal, juror, 2, 0, bond);
        w.send(&[join(BOND - 1)], &[&juror.wallet]).court_error("BondTooSmall");
        w.send(&[join(0)], &[&juror.wallet]).court_error("BondTooSmall");
        w.send(&[join(u64::MAX)], &[&juror.wallet]).failure();
        // Slots 2, 7, 8 and 9 are source, escrow, mint and token program.
        let swapped = |slot: usize, to: Address| {
            let mut instruction = join(BOND);
            instruction.accounts[slot].pubkey = to;
            w.send(&[instruction], &[&juror.wallet])
        };
        assert_eq!(join(BOND).accounts[7].pubkey, tribunal.escrow);
        if money.is_sol() {
            swapped(2, victim.key()).court_error("NotAHolding");
        } else {
            // Another's tokens: the token program refuses.
            swapped(2, money.of(&victim.key())).failure();
            swapped(2, other.of(&juror.key())).court_error("NotAHolding");
            swapped(2, juror.key()).court_error("NotAHolding");
        }
        swapped(2, tribunal.escrow).failure();
        swapped(7, money.of(&juror.key())).failure();
        swapped(7, victim.key()).court_error("WrongEscrow");
        swapped(8, other.mint).court_error("WrongMint");
        for program in [tokens::PROGRAM, tokens::TOKEN_2022, Address::default()] {
            if program != money.program {
                swapped(9, program).court_error("WrongMint");
            }
        }
        w.send(&[join(BOND)], &[&juror.wallet]).ok();
        assert_eq!(w.court_account(&tribunal).held, BOND);
        w.add_bond(&tribunal, juror, 0).court_error("AmountZero");
    }
}

#[test]
fn jurors_and_parties_are_paid_once() {
    for money in MONIES {
        // One of three was wrong, one silent: two bonds are lost, and one juror gets all of it.
        let (w, tribunal, dispute) = ended(money, &[1, 1, 2]);
        for seat in w.seats(&dispute) {
            w.send(&[ix::close_seat(&dispute, seat)], &[]).court_error("NotSettled");
        }
        w.close_case(&dispute).court_error("CaseNotOver");
        w.settle_seats(&dispute);
        for seat in w.seats(&dispute) {
            w.settle_seat(&dispute, &seat).court_error("AlreadySettled");
        }
        let people: Vec<_> = (0..3).map(|number| holder(&w, &dispute, number)).collect();
        let reward = (3 * FEE + BOND) / 2;
        for (person, due) in people.iter().zip([reward, reward, 0]) {
            let before = w.purse(&tribunal.money, person);
            if due == 0 {
                w.withdraw_rewards(&tribunal, person).court_error("NothingDue");
            } else {
                w.withdraw_rewards(&tribunal, person).ok();
                w.withdraw_rewards(&tribunal, person).court_error("NothingDue");
            }
            assert_eq!(w.purse(&tribunal.money, person) - before, due);
        }
        // Twice in one transaction is once too often.
        let (w, tribunal, dispute) = ended(money, &[1; 3]);
        let seat = w.seats(&dispute)[0];
        let settle = ix::settle_seat(&dispute, seat, w.seat_account(&seat).juror);
        w.send(&[settle.clone(), settle], &[]).court_error("AlreadySettled");
        w.settle_seats(&dispute);
        let person = holder(&w, &dispute, 0);
        let index = w.juror_of(&tribunal, &person).0;
        let withdraw = ix::withdraw_rewards(&tribunal, person.key(), index);
        w.send(&[withdraw.clone(), withdraw], &[&person.wallet]).court_error("NothingDue");
        // A party whose panel said nothing has its fee back, once.
        let (w, tribunal, dispute) = ended(money, &[ABSENT, SILENT, ABSENT]);
        let claimant = w.citizen(0);
        let before = w.purse(&tribunal.money, claimant);
        w.withdraw_case(&dispute, &claimant.wallet).ok();
        assert_eq!(w.purse(&tribunal.money, claimant) - before, 3 * FEE);
        w.withdraw_case(&dispute, &claimant.wallet).court_error("NothingDue");
        w.withdraw_case(&dispute, &w.citizen(1).wallet).court_error("NothingDue");
        w.withdraw_case(&dispute, &w.citizen(2).wallet).court_error("NotParty");
        // The bonds of the silent are the treasury's, as nobody earned them.
        w.settle_seats(&dispute);
        assert_eq!(w.court_account(&tribunal).fines, 3 * BOND);
    }
}

#[test]
fn money_goes_out_to_a_holding_of_ones_choice_but_the_escrow() {
    for money in MONIES {
        let (w, tribunal, dispute) = ended(money, &[ABSENT; 3]);
        let claimant = w.citizen(0);
        let other = w.coin("another coin");
        w.equip(&other, claimant);
        let withdraw = ix::withdraw_case(&dispute, claimant.key(), None);
        // Slots 4, 5, 6 and 7 are destination, escrow, mint and token program.
        assert_eq!(withdraw.accounts[5].pubkey, tribunal.escrow);
        let swapped = |slot: usize, to: Address| {
            let mut instruction = withdraw.clone();
            instruction.accounts[slot].pubkey = to;
            w.send(&[instruction], &[&claimant.wallet])
        };
        swapped(4, tribunal.escrow).code(anchor::DUPLICATE_MUTABLE);
        let theirs = w.create_court(&w.sibling, tribunal.money, &PARAMS);
        swapped(5, theirs.escrow).court_error("WrongEscrow");
        swapped(5, w.citizen(3).key()).court_error("WrongEscrow");
        swapped(6, other.mint).court_error("WrongMint");
        if !tribunal.money.is_sol() {
            swapped(4, other.of(&claimant.key())).court_error("NotAHolding");
            swapped(4, claimant.key()).court_error("NotAHolding");
            swapped(4, tribunal.money.mint).court_error("NotAHolding");
        }
        let friend = w.stranger();
        let to = w.empty_holding(&tribunal.money, &friend.key());
        let before = w.amount_in(&tribunal.money, &to);
        swapped(4, to).ok();
        assert_eq!(w.amount_in(&tribunal.money, &to) - before, 3 * FEE);
    }
}

#[test]
fn nothing_lives_on_after_it_was_closed() {
    let (w, tribunal, dispute) = ended(|_| Money::SOL, &[1, 1, 2]);
    let giver = w.stranger().wallet;
    let send = |to: Address| solana_system_interface::instruction::transfer(&giver.pubkey(), &to, SOL);
    w.settle_seats(&dispute);
    // A seat is closed, given lamports, and settled again in one transaction.
    let seat = w.seats(&dispute)[0];
    let juror = w.seat_account(&seat).juror;
    let again = [ix::close_seat(&dispute, seat), send(seat), ix::settle_seat(&dispute, seat, juror)];
    w.send(&again, &[&giver]).failure();
    let again = [ix::close_seat(&dispute, seat), send(seat), ix::close_seat(&dispute, seat)];
    w.send(&again, &[&giver]).failure();
    // So is a juror, and asks for the bond again.
    let person = w.nation.people[2..].iter().find(|p| w.juror_of(&tribunal, p).1.due == 0).unwrap();
    w.leave_jury(&tribunal, person).ok();
    w.wait(i64::from(PARAMS.unbonding_seconds));
    let (index, account) = w.juror_of(&tribunal, person);
    let withdraw = ix::withdraw_bond(&tribunal, person.key(), account.serial, index);
    let again =
        [withdraw.clone(), send(tribunal.juror(index)), send(tribunal.juror_of(account.serial)), withdraw];
    w.send(&again, &[&giver, &person.wallet]).failure();
    // And a case.
    w.clear_case(&dispute);
    w.enforce(&dispute).ok();
    let again = [ix::close_case(&dispute), send(dispute.address), ix::close_case(&dispute)];
    w.send(&again, &[&giver]).failure();
    let again = [ix::close_case(&dispute), send(dispute.address), ix::rule(&dispute)];
    w.send(&again, &[&giver]).failure();
    w.close_case(&dispute).ok();
    assert_ne!(w.next_dispute(&tribunal).id, dispute.id);
}

#[test]
fn another_courts_accounts_open_no_purse() {
    // Both nations have a court, of the same money, with a case each.
    let (w, tribunal, dispute) = ended(|_| Money::SOL, &[ABSENT; 3]);
    let theirs = w.create_court(&w.sibling, Money::SOL, &PARAMS);
    let claimant = &w.citizen(0).wallet;
    let mut withdraw = ix::withdraw_case(&dispute, claimant.pubkey(), None);
    for meta in &mut withdraw.accounts {
        if meta.pubkey == tribunal.address {
            meta.pubkey = theirs.address;
        } else if meta.pubkey == tribunal.escrow {
            meta.pubkey = theirs.escrow;
        }
    }
    w.send(&[withdraw], &[claimant]).court_error("WrongCourt");
    let person = w.citizen(2);
    let (index, _) = w.juror_of(&tribunal, person);
    let mut add = ix::add_bond(&tribunal, person.key(), index, 5);
    for meta in &mut add.accounts {
        if meta.pubkey == tribunal.address {
            meta.pubkey = theirs.address;
        }
    }
    w.send(&[add], &[&person.wallet]).court_error("WrongCourt");
    // A seat is settled for its own juror, in its own case and court.
    let seats = w.seats(&dispute);
    let [first, second] = [seats[0], seats[1]].map(|seat| (seat, w.seat_account(&seat).juror));
    w.send(&[ix::settle_seat(&dispute, first.0, second.1)], &[]).court_error("WrongJuror");
    let other = suspension(&w, &tribunal);
    w.send(&[ix::settle_seat(&other, first.0, first.1)], &[]).court_error("WrongCase");
    let lying = Dispute { tribunal: theirs, ..dispute };
    w.send(&[ix::settle_seat(&lying, first.0, first.1)], &[]).court_error("WrongCourt");
    w.send(&[ix::finalize(&lying)], &[]).court_error("WrongCourt");
    w.send(&[ix::close_case(&lying)], &[]).court_error("WrongCourt");
    w.send(&[ix::close_seat(&other, first.0)], &[]).court_error("WrongCase");
}

#[test]
fn one_blocked_purse_stops_nobody_else() {
    let (w, tribunal) = court::world(6, |w| w.freezable_coin("coin of alpha"), &PARAMS);
    let money = tribunal.money;
    let (claimant, respondent) = (w.citizen(0).clone(), w.citizen(1).clone());
    let dispute = w.file(&tribunal, &claimant.wallet, &Petition::award_escrow(respondent.key(), 1_000));
    w.put_in_escrow(&dispute, &claimant.wallet, 400).ok();
    w.put_in_escrow(&dispute, &respondent.wallet, 5_000).ok();
    // From here on the respondent's account is frozen.
    w.freeze(&money, &money.of(&respondent.key()), true);
    w.empanel(&dispute);
    w.deliberate(&dispute, &[1, 1, 1]);
    w.end_case(&dispute);
    w.settle_seats(&dispute);
    w.withdraw_case(&dispute, &respondent.wallet).failure();
    let before = w.purse(&money, &claimant);
    w.withdraw_case(&dispute, &claimant.wallet).ok();
    assert_eq!(w.purse(&money, &claimant) - before, 400 + 1_000);
    for number in 0..3 {
        w.withdraw_rewards(&tribunal, &holder(&w, &dispute, number)).ok();
    }
    // The respondent has it sent elsewhere.
    let elsewhere = w.empty_holding(&money, &w.stranger().key());
    let mut withdraw = ix::withdraw_case(&dispute, respondent.key(), None);
    withdraw.accounts[4].pubkey = elsewhere;
    w.send(&[withdraw], &[&respondent.wallet]).ok();
    assert_eq!(w.amount_in(&money, &elsewhere), 4_000);
    // An escrow that is frozen holds back, and takes nothing.
    w.freeze(&money, &tribunal.escrow, true);
    let juror = w.citizen(2);
    w.leave_jury(&tribunal, juror).ok();
    w.wait(i64::from(PARAMS.unbonding_seconds));
    w.withdraw_bond(&tribunal, juror).failure();
    w.freeze(&money, &tribunal.escrow, false);
    w.withdraw_bond(&tribunal, juror).ok();
}

#[test]
fn an_award_from_escrow_goes_as_far_as_the_losers_money() {
    for (amount, put_in, choice, expected) in [
        (1_000, [0, 5_000], FOR_CLAIMANT, [1_000, 4_000]),
        (1_000, [300, 700], FOR_CLAIMANT, [1_000, 0]),
        (1_000, [300, 0], FOR_CLAIMANT, [300, 0]),
        (1_000, [300, 700], FOR_RESPONDENT, [0, 1_000]),
        (1_000, [5_000, 0], FOR_RESPONDENT, [4_000, 1_000]),
        (1_000, [300, 700], REFUSED, [300, 700]),
        (u64::MAX, [300, 700], FOR_CLAIMANT, [1_000, 0]),
    ] {
        let (w, tribunal) = court::world(3, |_| Money::SOL, &PARAMS);
        let parties = [w.citizen(0), w.citizen(1)];
        let petition = Petition::award_escrow(parties[1].key(), amount);
        let dispute = w.file(&tribunal, &parties[0].wallet, &petition);
        for (party, amount) in parties.iter().zip(put_in) {
            if amount > 0 {
                w.put_in_escrow(&dispute, &party.wallet, amount).ok();
            }
            w.put_in_escrow(&dispute, &party.wallet, 0).court_error("AmountZero");
        }
        w.put_in_escrow(&dispute, &w.citizen(2).wallet, 5).court_error("NotParty");
        w.empanel(&dispute);
        w.agree(&dispute, choice);
        w.end_case(&dispute);
        let case = w.case_account(&dispute);
        assert_eq!([case.claimant_due, case.respondent_due], expected, "{amount} of {put_in:?}");
        assert_eq!(case.enforced_at > 0, choice == FOR_CLAIMANT);
    }
    // Of another remedy there is nothing to put in escrow for.
    let (w, tribunal) = court::world(3, |_| Money::SOL, &PARAMS);
    let dispute = suspension(&w, &tribunal);
    w.put_in_escrow(&dispute, &w.citizen(1).wallet, 5).court_error("EscrowNotAsked");
}

#[test]
fn fines_go_to_the_treasury_of_the_nation() {
    for money in MONIES {
        let (w, tribunal, dispute) = ended(money, &[ABSENT; 3]);
        w.collect_fines(&tribunal).court_error("WrongLedger");
        let till = w.open_till(&w.nation, tribunal.money);
        let other = w.open_till(&w.nation, w.coin("another coin"));
        let theirs = w.open_till(&w.sibling, tribunal.money);
        w.collect_fines(&tribunal).court_error("NothingDue");
        w.settle_seats(&dispute);
        let collect = ix::collect_fines(&tribunal);
        for (ledger, holding, error) in [
            (theirs.ledger, theirs.holding, "WrongLedger"),
            (other.ledger, other.holding, "WrongLedger"),
            (till.ledger, theirs.holding, "WrongHolding"),
            (till.ledger, w.stranger().key(), "WrongHolding"),
            (tribunal.juror(0), till.holding, "WrongLedger"),
        ] {
            let mut instruction = collect.clone();
            for meta in &mut instruction.accounts {
                if meta.pubkey == till.ledger {
                    meta.pubkey = ledger;
                } else if meta.pubkey == till.holding {
                    meta.pubkey = holding;
                }
            }
            w.send(&[instruction], &[]).court_error(error);
        }
        let before = w.real(&till);
        w.collect_fines(&tribunal).ok();
        assert_eq!(w.real(&till) - before, 3 * BOND);
        assert_eq!(w.ledger(&till).income[usize::from(income::FINE)], 3 * BOND);
        w.collect_fines(&tribunal).court_error("NothingDue");
    }
}

#[test]
fn the_largest_amounts_there_may_be_fit() {
    // Fee and bond at their bounds, the largest panels, in a token of which there is enough.
    const MOST: u64 = 1 << 52;
    let params = CourtParams { fee: MOST, bond: MOST, panel: 1, max_appeals: 4, ..PARAMS };
    for (fee, bond) in [(MOST + 1, 1), (1, MOST + 1), (0, 1), (1, 0)] {
        let w = World::new(2);
        let tribunal = Tribunal::of(&w.nation.address, Money::SOL);
        let create =
            ix::create_court(&tribunal, w.nation.founder.pubkey(), &CourtParams { fee, bond, ..params });
        w.send(&[create], &[&w.nation.founder]).court_error("ParamsUnsound");
    }
    let w = World::new(62);
    let money = w.coin("coin of alpha");
    let tribunal = w.establish(money, &params);
    for person in &w.nation.people {
        w.endow(
            &money,
            &person.key(),
            if person.key() == w.citizen(0).key() { 200 * MOST } else { 2 * MOST },
        );
    }
    w.endow(&money, &w.citizen(1).key(), 200 * MOST);
    w.join_juries(&tribunal, &w.nation.people[2..], MOST);
    let dispute = suspension(&w, &tribunal);
    for round in 0..5 {
        w.empanel(&dispute);
        let [choice, loser] = [[FOR_CLAIMANT, 1], [FOR_RESPONDENT, 0]][round % 2];
        w.agree(&dispute, choice);
        if round < 4 {
            w.appeal(&dispute, &w.citizen(usize::from(loser)).wallet).ok();
        }
    }
    w.end_case(&dispute);
    w.settle_seats(&dispute);
    let case = w.case_account(&dispute);
    assert_eq!((case.stage, case.uncollected), (stage::FINAL, 0));
    // The claimant has 38 back as security, and of 39 that jurors earned as much as the respondent had: 36.
    assert_eq!([case.claimant_due, case.respondent_due], [74 * MOST, 0]);
    w.withdraw_case(&dispute, &w.citizen(0).wallet).ok();
}
