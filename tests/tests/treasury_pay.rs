//! `pay`: by whose will, out of what, to whom; measured, and booked before it is made.

use civitas_tests::*;
use client::treasury::events::Event;
use client::treasury::types::Payment;
use solana_instruction_error::InstructionError;

const TOKEN_ERROR_FROZEN: u32 = 17;
const TOKEN_ERROR_MINT_MISMATCH: u32 = 3;

/// A world with this much of some money in its treasury, and somebody to pay.
fn rich(money: impl FnOnce(&World) -> Money, amount: u64) -> (World, Till, Person, Address) {
    let w = World::new(4);
    let money = money(&w);
    let till = w.till(money, amount);
    let payee = w.citizen(1).clone();
    let to = w.empty_holding(&money, &payee.key());
    (w, till, payee, to)
}

fn sol(_: &World) -> Money {
    Money::SOL
}

fn coin(w: &World) -> Money {
    w.coin("a coin")
}

fn coin_2022(w: &World) -> Money {
    w.coin_2022("another coin", &[Extension::MetadataPointer, Extension::Metadata])
}

#[test]
fn the_authority_pays() {
    for money in [sol, coin, coin_2022] {
        let (w, till, _, to) = rich(money, 10_000_000);
        let before = (w.amount_in(&till.money, &to), w.real(&till));
        let receipt = w.pay(&till, to, 4_000_000).ok();
        let ledger = w.ledger(&till);
        assert_eq!((ledger.balance, ledger.outflow), (6_000_000, 4_000_000));
        assert_eq!(w.amount_in(&till.money, &to), before.0 + 4_000_000);
        assert_eq!(w.real(&till), before.1 - 4_000_000);
        let event = Payment {
            ledger: till.ledger,
            destination: to,
            under: Address::default(),
            amount: 4_000_000,
            reason: 0,
            padding: [0; 7],
        };
        assert_eq!(World::treasury_events(&receipt), [Event::Payment(event)]);
        w.pay(&till, to, 0).treasury_error("AmountZero");
        w.pay(&till, to, 6_000_001).treasury_error("AmountOverFree");
        w.pay(&till, to, u64::MAX).treasury_error("AmountOverFree");
        w.pay(&till, to, 6_000_000).ok();
        // Nothing is left but what is no money.
        assert_eq!((w.balance(&till), w.real(&till)), (0, w.ledger(&till).reserve));
        w.pay(&till, to, 1).treasury_error("AmountOverFree");
    }
}

#[test]
fn of_a_mint_with_a_fee_the_payee_gets_less() {
    let taxed =
        |w: &World| w.coin_2022("a taxed coin", &[Extension::TransferFee { bps: 1_000, maximum: u64::MAX }]);
    let (w, till, _, to) = rich(taxed, 100_000);
    assert_eq!(w.balance(&till), 90_000);
    w.pay(&till, to, 50_000).ok();
    assert_eq!((w.balance(&till), w.real(&till), w.tokens_in(&to)), (40_000, 40_000, 45_000));
    w.pay(&till, to, 40_000).ok();
    assert_eq!((w.balance(&till), w.real(&till), w.tokens_in(&to)), (0, 0, 81_000));
}

#[test]
fn a_carried_motion_pays() {
    for money in [sol, coin, coin_2022] {
        let (w, till, _, to) = rich(money, 10_000_000);
        w.hand_over(&w.nation);
        // The founder can do nothing any more.
        w.pay(&till, to, 1).membership_error("NotAuthority");
        let call = Call::of(ix::pay(&till, w.nation.executor, to, 3_000_000));
        let before = w.amount_in(&till.money, &to);
        let p = w.carried(std::slice::from_ref(&call));
        w.at(w.proposal(&p).executes_from - 1);
        w.execute(&p, 0, &call).governor_error("TimelockRunning");
        w.wait(1);
        w.execute(&p, 0, &call).ok();
        assert_eq!((w.balance(&till), w.amount_in(&till.money, &to)), (7_000_000, before + 3_000_000));
        w.execute(&p, 0, &call).failure();
        assert_eq!(w.balance(&till), 7_000_000);
    }
}

#[test]
fn a_motion_that_asks_for_too_much_can_be_tried_again() {
    let (w, till, _, to) = rich(coin, 1_000);
    w.hand_over(&w.nation);
    let call = Call::of(ix::pay(&till, w.nation.executor, to, 1_500));
    let p = w.executable(std::slice::from_ref(&call));
    w.execute(&p, 0, &call).treasury_error("AmountOverFree");
    w.donate(&till, 500);
    w.execute(&p, 0, &call).ok();
    assert_eq!(w.balance(&till), 0);
}

#[test]
fn only_the_authority_of_the_moment_pays() {
    let (w, till, payee, to) = rich(coin, 1_000);
    let pay = |key: &Keypair| w.send(&[ix::pay(&till, key.pubkey(), to, 1)], &[key]);
    let court = w.stranger().wallet;
    w.appoint_court(&court);
    for nobody in [&payee.wallet, &w.sibling.founder, &court, &w.payer] {
        pay(nobody).membership_error("NotAuthority");
    }
    let founder = &w.nation.founder;
    let sunset = w.nation_account(&w.nation).founder_sunset;
    w.at(sunset - 1);
    pay(founder).ok();
    w.at(sunset);
    pay(founder).membership_error("FoundingOver");
    w.wait(1);
    pay(founder).membership_error("FoundingOver");
    w.send(&[ix::end_founding(&w.nation)], &[]).ok();
    pay(founder).membership_error("NotAuthority");
}

#[test]
fn promised_money_is_untouchable() {
    for money in [sol, coin] {
        let (w, till, payee, to) = rich(money, 10_000_000);
        let now = w.now();
        w.stream(&till, payee.key(), 4_000_000, [now, now, now + 100]);
        w.budget(&till, &Grant { set_aside: 3_000_000, ..w.grant(payee.key()) });
        let ledger = w.ledger(&till);
        assert_eq!((ledger.promised_streams, ledger.promised_budgets), (4_000_000, 3_000_000));
        assert_eq!(w.free(&till), 3_000_000);
        w.pay(&till, to, 3_000_001).treasury_error("AmountOverFree");
        w.try_stream(&till, payee.key(), 3_000_001, [now, now, now + 100]).treasury_error("AmountOverFree");
        let more = Grant { set_aside: 3_000_001, ..w.grant(payee.key()) };
        w.try_budget(&till, &more).treasury_error("AmountOverFree");
        w.pay(&till, to, 3_000_000).ok();
        w.pay(&till, to, 1).treasury_error("AmountOverFree");
        // Time makes it no freer.
        w.wait(1_000_000);
        w.pay(&till, to, 1).treasury_error("AmountOverFree");
        assert_eq!((w.balance(&till), w.free(&till)), (7_000_000, 0));
    }
}

#[test]
fn money_that_is_not_booked_is_not_paid() {
    for money in [sol, coin, coin_2022] {
        let (w, till, _, to) = rich(money, 5_000_000);
        w.endow(&till.money, &till.vault, 2_000_000);
        w.pay(&till, to, 5_000_001).treasury_error("AmountOverFree");
        w.pay(&till, to, 5_000_000).ok();
        w.pay(&till, to, 1).treasury_error("AmountOverFree");
        assert_eq!(w.real(&till) - w.ledger(&till).reserve, 2_000_000);
        // Counted and paid in one transaction.
        let founder = &w.nation.founder;
        w.send(&[ix::reconcile(&till), ix::pay(&till, founder.pubkey(), to, 2_000_000)], &[founder]).ok();
        assert_eq!((w.balance(&till), w.real(&till)), (0, w.ledger(&till).reserve));
    }
}

#[test]
fn the_treasury_does_not_pay_itself() {
    for money in [sol, coin, coin_2022] {
        let (w, till, ..) = rich(money, 5_000_000);
        for own in [till.holding, till.vault, till.treasury] {
            w.pay(&till, own, 1_000_000).treasury_error("DestinationIsVault");
        }
        // Its books are no destination either.
        w.pay(&till, till.ledger, 1_000_000).code(anchor::DUPLICATE_MUTABLE);
        assert_eq!(w.balance(&till), 5_000_000);
    }
}

#[test]
fn the_vault_of_another_nation_is_paid_like_anybody() {
    let (w, till, ..) = rich(coin, 1_000);
    let theirs = w.open_till(&w.sibling, till.money);
    w.pay(&till, theirs.holding, 400).ok();
    // It arrived by plain transfer, as far as they are concerned.
    assert_eq!((w.balance(&till), w.balance(&theirs), w.real(&theirs)), (600, 0, 400));
    w.send(&[ix::reconcile(&theirs)], &[]).ok();
    assert_eq!(w.ledger(&theirs).income, [0, 0, 0, 0, 0, 400]);
}

#[test]
fn a_payment_of_one_asset_touches_no_other() {
    let w = World::new(2);
    let (sol, one, two) =
        (w.till(Money::SOL, SOL), w.till(w.coin("a coin"), 1_000), w.till(w.coin("another coin"), 2_000));
    let to = w.empty_holding(&one.money, &w.citizen(1).key());
    w.pay(&one, to, 600).ok();
    assert_eq!((w.balance(&sol), w.balance(&one), w.balance(&two)), (SOL, 400, 2_000));
    // One ledger with another's holding or mint pays nothing.
    let founder = &w.nation.founder;
    let right = ix::pay(&one, founder.pubkey(), to, 100);
    for (slot, address, error) in [
        (3, two.ledger, "WrongHolding"),
        (5, two.holding, "WrongHolding"),
        (5, sol.holding, "WrongHolding"),
        (7, two.money.mint, "WrongMint"),
        (7, sol.money.mint, "WrongMint"),
        (8, tokens::TOKEN_2022, "WrongTokenProgram"),
        (8, sol.money.program, "WrongTokenProgram"),
    ] {
        let mut mixed = right.clone();
        mixed.accounts[slot].pubkey = address;
        w.send(&[mixed], &[founder]).treasury_error(error);
    }
    // The other's tokens with both of its own addresses.
    let mut mixed = right.clone();
    mixed.accounts[5].pubkey = two.holding;
    mixed.accounts[7].pubkey = two.money.mint;
    w.send(&[mixed], &[founder]).treasury_error("WrongHolding");
}

#[test]
fn a_destination_that_cannot_take_it_stops_this_payment_only() {
    let (w, till, payee, to) = rich(|w| w.freezable_coin("a stablecoin"), 10_000);
    let fake = w.coin("a worthless coin");
    let other = w.empty_holding(&till.money, &w.citizen(2).key());
    // Of another mint, frozen, missing, and a wallet.
    w.pay(&till, w.empty_holding(&fake, &payee.key()), 5).code(TOKEN_ERROR_MINT_MISMATCH);
    w.freeze(&till.money, &to, true);
    w.pay(&till, to, 5).code(TOKEN_ERROR_FROZEN);
    w.pay(&till, till.money.of(&w.citizen(3).key()), 5).failure();
    w.pay(&till, payee.key(), 5).failure();
    assert_eq!((w.balance(&till), w.ledger(&till).outflow), (10_000, 0));
    w.pay(&till, other, 5).ok();
    // The treasury itself frozen: nothing leaves, and nothing is booked as if it had.
    w.freeze(&till.money, &till.holding, true);
    w.pay(&till, other, 5).code(TOKEN_ERROR_FROZEN);
    assert_eq!((w.balance(&till), w.ledger(&till).outflow), (9_995, 5));
    w.freeze(&till.money, &till.holding, false);
    w.pay(&till, other, 5).ok();
}

#[test]
fn a_new_wallet_must_be_paid_its_rent() {
    let (w, till, ..) = rich(sol, 10_000_000);
    let nobody = Address::new_from_array([5; 32]);
    let minimum = w.cluster.rent_exempt(0).unwrap();
    let refused = w.pay(&till, nobody, minimum - 1).failure();
    assert!(format!("{:?}", refused.error).contains("InsufficientFundsForRent"), "{refused:?}");
    w.pay(&till, nobody, minimum).ok();
    w.pay(&till, nobody, 1).ok();
    assert_eq!((w.lamports(&nobody), w.balance(&till)), (minimum + 1, 10_000_000 - minimum - 1));
}

#[test]
fn who_signs_may_be_paid() {
    let (w, till, ..) = rich(sol, 10_000_000);
    let founder = w.nation.founder.pubkey();
    let before = w.lamports(&founder);
    w.pay(&till, founder, 3_000_000).ok();
    assert_eq!(w.lamports(&founder), before + 3_000_000);
}

#[test]
fn the_vault_is_no_ones_to_sign_for() {
    // A plain transfer from the vault, by the tokens' or the system's own rules.
    for money in [sol, coin, coin_2022] {
        let (w, till, payee, to) = rich(money, 10_000_000);
        let mut theft = World::plain_transfer(&till.money, &till.holding, &to, &till.vault, 5);
        for meta in &mut theft.accounts {
            meta.is_signer = false;
        }
        let refused = w.send(&[theft.clone()], &[]).failure();
        let signature = refused.instruction_error() == Some(&InstructionError::MissingRequiredSignature);
        assert!(signature, "{refused:?}");
        if !till.money.is_sol() {
            let owner = theft.accounts.last_mut().unwrap();
            *owner = AccountMeta::new_readonly(payee.key(), true);
            w.send(&[theft], &[&payee.wallet]).code(4); // owner mismatch
        }
        assert_eq!(w.real(&till), w.ledger(&till).reserve + 10_000_000);
    }
}

#[test]
fn look_alikes_of_the_books() {
    // A ledger, treasury and vault with the same bytes, under an owner of the thief's or at another address of
    // the program's own, which only a forger could make.
    let (w, till, _, to) = rich(coin, 1_000);
    let founder = &w.nation.founder;
    let right = ix::pay(&till, founder.pubkey(), to, 100);
    let fake = Address::new_from_array([88; 32]);
    for (slot, original) in [(1, w.nation.address), (2, till.treasury), (3, till.ledger)] {
        w.look_alike(&original, &fake, Address::new_from_array([99; 32]));
        let mut forged = right.clone();
        forged.accounts[slot].pubkey = fake;
        w.send(&[forged], &[founder]).illegal_owner();
    }
    w.look_alike(&w.nation.address, &fake, MEMBERSHIP_ID);
    let mut forged = right.clone();
    forged.accounts[1].pubkey = fake;
    w.send(&[forged], &[founder]).treasury_error("WrongNation");
    w.look_alike(&till.treasury, &fake, TREASURY_ID);
    let mut forged = right;
    forged.accounts[2].pubkey = fake;
    w.send(&[forged], &[founder]).treasury_error("WrongTreasury");
    assert_eq!(w.balance(&till), 1_000);
}

/// A limit that is known, written down so that a change of it is seen: what the authority sends to another token
/// account of the vault's own has left the books, and no instruction reaches it there.
#[test]
fn known_limit_a_second_token_account_of_the_vault_is_out_of_reach() {
    let (w, till, ..) = rich(coin, 1_000);
    let stray = w.hold(&till.vault, &till.money.mint, 0);
    w.pay(&till, stray, 100).ok();
    assert_eq!((w.balance(&till), w.tokens_in(&stray)), (900, 100));
    let mut reconcile = ix::reconcile(&till);
    reconcile.accounts[2].pubkey = stray;
    w.send(&[reconcile], &[]).treasury_error("WrongHolding");
}
