//! `deposit` and `reconcile`: what comes in is measured, booked once, under its kind.

use civitas_tests::*;
use client::treasury::events::Event;
use client::treasury::types::Income;

const SYSTEM_ERROR_TOO_LITTLE: u32 = 1;
const TOKEN_ERROR_TOO_LITTLE: u32 = 1;
const TOKEN_ERROR_FROZEN: u32 = 17;
const TOKEN_ERROR_MINT_MISMATCH: u32 = 3;
const TOKEN_ERROR_OWNER_MISMATCH: u32 = 4;

/// SOL, SPL Token, Token-2022.
fn monies(w: &World) -> [Money; 3] {
    [
        Money::SOL,
        w.coin("a coin"),
        w.coin_2022("another coin", &[Extension::MetadataPointer, Extension::Metadata]),
    ]
}

fn income_event(till: &Till, kind: u8, amount: u64) -> Event {
    Event::Income(Income { ledger: till.ledger, amount, kind, padding: [0; 7] })
}

#[test]
fn deposits_are_booked_by_kind() {
    let w = World::new(1);
    for money in monies(&w) {
        let till = w.till(money, 0);
        let donor = w.holder_of(&money, "somebody", 10_000_000_000);
        let from = money.of(&donor.pubkey());
        let mut income = [0; 6];
        let mut total = 0;
        for (round, kind) in
            [income::RENT, income::DONATION, income::FINE, income::SALE, income::OTHER, income::RENT]
                .into_iter()
                .enumerate()
        {
            let amount = 1_000 << round;
            let (had, real) = (w.amount_in(&money, &from), w.real(&till));
            let receipt = w.send(&[ix::deposit(&till, donor.pubkey(), kind, amount)], &[&donor]).ok();
            income[usize::from(kind)] += amount;
            total += amount;
            let ledger = w.ledger(&till);
            assert_eq!((ledger.income, ledger.balance, ledger.outflow), (income, total, 0));
            assert_eq!(w.real(&till), real + amount);
            assert_eq!(w.amount_in(&money, &from), had - amount);
            assert_eq!(World::treasury_events(&receipt), [income_event(&till, kind, amount)]);
        }
        for (kind, name) in [(income::DUES, "KindReserved"), (6, "KindUnknown"), (255, "KindUnknown")] {
            w.send(&[ix::deposit(&till, donor.pubkey(), kind, 5)], &[&donor]).treasury_error(name);
        }
        w.send(&[ix::deposit(&till, donor.pubkey(), 1, 0)], &[&donor]).treasury_error("AmountZero");
    }
}

#[test]
fn a_depositor_cannot_pay_what_is_not_there() {
    let w = World::new(1);
    for money in monies(&w) {
        let till = w.till(money, 0);
        let donor = w.holder_of(&money, "somebody", 1_000);
        let has = w.amount_in(&money, &money.of(&donor.pubkey()));
        let code = if money.is_sol() { SYSTEM_ERROR_TOO_LITTLE } else { TOKEN_ERROR_TOO_LITTLE };
        for amount in [has + 1, u64::MAX] {
            w.send(&[ix::deposit(&till, donor.pubkey(), 2, amount)], &[&donor]).code(code);
        }
        w.send(&[ix::deposit(&till, donor.pubkey(), 2, has)], &[&donor]).ok();
        assert_eq!(w.balance(&till), has);
    }
}

#[test]
fn a_mint_with_a_fee_is_booked_by_what_arrives() {
    let w = World::new(1);
    // Two and a half percent, rounded up, at most 50.
    let money = w.coin_2022("a taxed coin", &[Extension::TransferFee { bps: 250, maximum: 50 }]);
    let till = w.till(money, 0);
    let donor = w.holder_of(&money, "somebody", 1_000_000);
    let mut booked = 0;
    for (sent, arrives) in
        [(1, 0), (2, 1), (40, 39), (41, 39), (1_000, 975), (2_000, 1_950), (100_000, 99_950)]
    {
        let deposit = ix::deposit(&till, donor.pubkey(), income::DONATION, sent);
        if arrives == 0 {
            w.send(&[deposit], &[&donor]).treasury_error("NothingArrived");
            continue;
        }
        let receipt = w.send(&[deposit], &[&donor]).ok();
        booked += arrives;
        assert_eq!(World::treasury_events(&receipt), [income_event(&till, income::DONATION, arrives)]);
        assert_eq!((w.balance(&till), w.real(&till)), (booked, booked), "{sent}");
    }
    // A mint that keeps everything.
    let money =
        w.coin_2022("a coin that is a fee", &[Extension::TransferFee { bps: 10_000, maximum: u64::MAX }]);
    let till = w.till(money, 0);
    let donor = w.holder_of(&money, "somebody", 1_000_000);
    w.send(&[ix::deposit(&till, donor.pubkey(), 2, 1_000_000)], &[&donor]).treasury_error("NothingArrived");
    assert_eq!((w.balance(&till), w.real(&till)), (0, 0));
}

#[test]
fn sol_comes_from_who_signs() {
    let w = World::new(2);
    let till = w.till(Money::SOL, 0);
    let (me, other) = (w.citizen(0), w.citizen(1));
    let mut deposit = ix::deposit(&till, me.key(), income::DONATION, SOL);
    deposit.accounts[1].pubkey = other.key();
    w.send(std::slice::from_ref(&deposit), &[&me.wallet]).treasury_error("SourceNotPayer");
    // Even if the other one has signed too.
    deposit.accounts[1].is_signer = true;
    w.send(&[deposit], &[&me.wallet, &other.wallet]).treasury_error("SourceNotPayer");
    // The treasury's own account, and its vault, are nobody's wallet.
    for own in [till.treasury, till.ledger, w.nation.address] {
        let mut deposit = ix::deposit(&till, me.key(), income::DONATION, 1);
        deposit.accounts[1].pubkey = own;
        w.send(&[deposit], &[&me.wallet]).failure();
    }
    let mut deposit = ix::deposit(&till, me.key(), income::DONATION, 1);
    deposit.accounts[1].pubkey = till.vault;
    w.send(&[deposit], &[&me.wallet]).code(anchor::DUPLICATE_MUTABLE);
}

#[test]
fn money_of_the_vault_cannot_be_paid_in_again() {
    let w = World::new(2);
    let me = w.citizen(0);
    for money in [w.coin("a coin"), w.coin_2022("another coin", &[])] {
        let till = w.till(money, 1_000);
        let mut circle = ix::deposit(&till, me.key(), income::DONATION, 10);
        circle.accounts[1].pubkey = till.holding;
        w.send(&[circle], &[&me.wallet]).code(anchor::DUPLICATE_MUTABLE);
        // Another token account of the vault's, which nobody can sign for.
        w.put_data(
            &Address::new_from_array([77; 32]),
            money.program,
            tokens::holding_bytes(&till.vault, &money.mint, 50),
        );
        let mut circle = ix::deposit(&till, me.key(), income::DONATION, 10);
        circle.accounts[1].pubkey = Address::new_from_array([77; 32]);
        w.send(&[circle], &[&me.wallet]).code(TOKEN_ERROR_OWNER_MISMATCH);
        assert_eq!(w.balance(&till), 1_000);
    }
}

#[test]
fn tokens_of_another_mint_or_of_somebody_else_are_not_taken() {
    let w = World::new(2);
    let (me, other) = (w.citizen(0), w.citizen(1));
    let (money, fake) = (w.coin("a coin"), w.coin("a worthless coin"));
    let till = w.till(money, 1_000);
    w.endow(&fake, &me.key(), 1_000);
    let theirs = w.endow(&money, &other.key(), 1_000);
    let mut deposit = ix::deposit(&till, me.key(), income::DONATION, 10);
    deposit.accounts[1].pubkey = fake.of(&me.key());
    w.send(&[deposit], &[&me.wallet]).code(TOKEN_ERROR_MINT_MISMATCH);
    let mut deposit = ix::deposit(&till, me.key(), income::DONATION, 10);
    deposit.accounts[1].pubkey = theirs;
    w.send(std::slice::from_ref(&deposit), &[&me.wallet]).code(TOKEN_ERROR_OWNER_MISMATCH);
    // A delegate may pay, as far as the owner allows.
    let approve = Instruction {
        program_id: money.program,
        accounts: vec![
            AccountMeta::new(theirs, false),
            AccountMeta::new_readonly(me.key(), false),
            AccountMeta::new_readonly(other.key(), true),
        ],
        data: [&[4], 15u64.to_le_bytes().as_slice()].concat(),
    };
    w.send(&[approve], &[&other.wallet]).ok();
    w.send(std::slice::from_ref(&deposit), &[&me.wallet]).ok();
    w.send(&[deposit], &[&me.wallet]).code(TOKEN_ERROR_TOO_LITTLE);
    assert_eq!((w.balance(&till), w.tokens_in(&theirs)), (1_010, 990));
}

#[test]
fn a_frozen_holding_stops_deposits_and_nothing_else() {
    let w = World::new(1);
    let money = w.freezable_coin("a stablecoin");
    let till = w.till(money, 1_000);
    let sol = w.till(Money::SOL, SOL);
    let donor = w.holder_of(&money, "somebody", 1_000);
    let deposit = ix::deposit(&till, donor.pubkey(), income::DONATION, 10);
    for frozen in [till.holding, money.of(&donor.pubkey())] {
        w.freeze(&money, &frozen, true);
        w.send(std::slice::from_ref(&deposit), &[&donor]).code(TOKEN_ERROR_FROZEN);
        w.donate(&sol, 5);
        w.freeze(&money, &frozen, false);
    }
    w.send(&[deposit], &[&donor]).ok();
    assert_eq!((w.balance(&till), w.balance(&sol)), (1_010, SOL + 10));
}

#[test]
fn a_program_may_deposit() {
    // The sibling's executor gives to alpha, by an action of a carried motion: nobody has signed for it but the
    // governor program.
    let w = World::new(3);
    let executor = w.nation.executor;
    let coin = w.coin("a coin");
    let (sol, tokens) = (w.open_till(&w.sibling, Money::SOL), w.open_till(&w.sibling, coin));
    w.give(&executor, 2 * SOL);
    w.endow(&coin, &executor, 500);
    let calls = [
        Call::of(ix::deposit(&sol, executor, income::DONATION, SOL)),
        Call::of(ix::deposit(&tokens, executor, income::SALE, 300)),
    ];
    let p = w.executable(&calls);
    for (index, call) in calls.iter().enumerate() {
        w.execute(&p, index as u8, call).ok();
    }
    assert_eq!(
        (w.ledger(&sol).income, w.ledger(&tokens).income),
        ([0, 0, SOL, 0, 0, 0], [0, 0, 0, 0, 300, 0])
    );
    assert_eq!((w.lamports(&executor), w.tokens_in(&coin.of(&executor))), (SOL, 200));
}

#[test]
fn what_arrives_by_plain_transfer_is_reconciled_once() {
    let w = World::new(1);
    for money in monies(&w) {
        let till = w.till(money, 5_000);
        let donor = w.holder_of(&money, "somebody", 10_000);
        let (from, reconcile) = (money.of(&donor.pubkey()), ix::reconcile(&till));
        w.send(std::slice::from_ref(&reconcile), &[]).treasury_error("NothingToReconcile");
        for (round, amount) in [1u64, 2_345].into_iter().enumerate() {
            let before = w.ledger(&till);
            w.send(
                &[World::plain_transfer(&money, &from, &till.holding, &donor.pubkey(), amount)],
                &[&donor],
            )
            .ok();
            // It is there, and counts for nothing.
            assert_eq!(
                (w.real(&till) - before.reserve, w.ledger(&till)),
                (before.balance + amount, before.clone())
            );
            let receipt = w.send(std::slice::from_ref(&reconcile), &[]).ok();
            let after = w.ledger(&till);
            assert_eq!(
                (after.balance, after.income[5]),
                (before.balance + amount, before.income[5] + amount)
            );
            assert_eq!(World::treasury_events(&receipt), [income_event(&till, income::OTHER, amount)]);
            w.send(std::slice::from_ref(&reconcile), &[]).treasury_error("NothingToReconcile");
            assert_eq!(after.income[2], 5_000, "round {round}: nothing else is income");
        }
    }
}

#[test]
fn a_transfer_before_a_deposit_is_not_booked_as_that_deposit() {
    // What is measured is what the deposit itself moved.
    let w = World::new(1);
    for money in monies(&w) {
        let till = w.till(money, 5_000);
        let donor = w.holder_of(&money, "somebody", 10_000);
        let plain =
            World::plain_transfer(&money, &money.of(&donor.pubkey()), &till.holding, &donor.pubkey(), 700);
        let deposit = ix::deposit(&till, donor.pubkey(), income::RENT, 30);
        w.send(&[plain, deposit, ix::reconcile(&till)], &[&donor]).ok();
        assert_eq!(w.ledger(&till).income, [0, 30, 5_000, 0, 0, 700]);
    }
}

#[test]
fn forfeited_deposits_of_proposals_reach_the_ledger() {
    let w = World::new(6);
    let till = w.till(Money::SOL, SOL);
    let coin = w.till(w.coin("a coin"), 1_000);
    let minimum = w.lamports(&till.treasury);
    // Nobody votes, so the quorum is missed.
    let p = w.voting(&w.nation, 0);
    w.conclude(&p);
    assert_eq!(w.proposal(&p).deposit_forfeit, 1);
    w.wait(7 * DAY);
    w.send(&[ix::close_page(&p, p.page(0), ix::payer())], &[]).ok();
    w.send(&[ix::close_proposal(&p, till.treasury)], &[]).ok();
    assert_eq!(w.lamports(&till.treasury), minimum + RULES.deposit);
    // Not by another mint's ledger.
    w.send(&[ix::reconcile(&coin)], &[]).treasury_error("NothingToReconcile");
    w.give(&till.vault, 11);
    let receipt = w.send(&[ix::reconcile(&till)], &[]).ok();
    assert_eq!(w.lamports(&till.treasury), minimum);
    assert_eq!(w.ledger(&till).income, [0, 0, SOL, 0, 0, RULES.deposit + 11]);
    assert_eq!(World::treasury_events(&receipt), [income_event(&till, income::OTHER, RULES.deposit + 11)]);
    w.send(&[ix::reconcile(&till)], &[]).treasury_error("NothingToReconcile");
    // And can be paid.
    w.pay(&till, w.citizen(1).key(), SOL + RULES.deposit + 11).ok();
    assert_eq!(w.real(&till), w.ledger(&till).reserve);
}

#[test]
fn the_treasury_is_not_emptied_below_its_rent() {
    let w = World::new(1);
    let till = w.till(Money::SOL, SOL);
    let minimum = w.lamports(&till.treasury);
    w.give(&till.treasury, 1);
    w.send(&[ix::reconcile(&till)], &[]).ok();
    assert_eq!(w.lamports(&till.treasury), minimum);
    assert_eq!(w.ledger(&till).income[5], 1);
    // A vault that has less than it should, which cannot be, has nothing to reconcile; not a panic.
    w.put(&till.vault, Account { lamports: SOL / 2, ..w.account(&till.vault) });
    w.send(&[ix::reconcile(&till)], &[]).treasury_error("NothingToReconcile");
}

#[test]
fn all_the_tokens_there_can_be() {
    let w = World::new(1);
    let money = w.coin("a coin");
    let till = w.till(money, u64::MAX);
    assert_eq!((w.balance(&till), w.real(&till)), (u64::MAX, u64::MAX));
    let payee = w.citizen(0);
    let to = w.empty_holding(&money, &payee.key());
    w.pay(&till, to, u64::MAX).ok();
    assert_eq!((w.balance(&till), w.ledger(&till).outflow), (0, u64::MAX));
    // A second time under the same kind is more than its sum can say; under another it is not.
    let again = |kind| ix::deposit(&till, payee.key(), kind, u64::MAX);
    w.send(&[again(income::DONATION)], &[&payee.wallet]).treasury_error("ArithmeticOverflow");
    w.send(&[again(income::SALE)], &[&payee.wallet]).ok();
    assert_eq!(w.balance(&till), u64::MAX);
    // Known limit: the sum of what has left ends at 2^64 - 1 units.
    w.pay(&till, to, 1).treasury_error("ArithmeticOverflow");
}

/// Any transaction that succeeds: the house looks at the books after it.
fn look(w: &World) {
    let nothing = World::plain_transfer(&Money::SOL, &ix::payer(), &w.citizen(0).key(), &ix::payer(), 1);
    w.send(&[nothing], &[]).ok();
}

#[test]
#[should_panic(expected = "the vault has")]
fn the_house_sees_a_vault_that_is_short() {
    let w = World::new(1);
    let till = w.till(Money::SOL, SOL);
    look(&w);
    w.put(&till.vault, Account { lamports: SOL, ..w.account(&till.vault) });
    look(&w);
}

#[test]
#[should_panic(expected = "income less outflow is not the balance")]
fn the_house_sees_sums_that_do_not_add_up() {
    let w = World::new(1);
    let till = w.till(w.coin("a coin"), 1_000);
    w.edit::<client::treasury::accounts::Ledger>(&till.ledger, |ledger| ledger.outflow = 1);
    look(&w);
}

#[test]
#[should_panic(expected = "promised to streams")]
fn the_house_sees_a_promise_that_nobody_has() {
    let w = World::new(1);
    let till = w.till(w.coin("a coin"), 1_000);
    w.edit::<client::treasury::accounts::Ledger>(&till.ledger, |ledger| ledger.promised_streams = 1);
    look(&w);
}

#[test]
#[should_panic(expected = "tokens were made or lost")]
fn the_house_sees_tokens_that_come_from_nowhere() {
    // Wrapping SOL is the one way to make tokens without a mint's supply.
    let native = Money {
        mint: Address::from_str_const("So11111111111111111111111111111111111111112"),
        program: tokens::PROGRAM,
    };
    let w = World::new(1);
    w.put_data(&native.mint, native.program, tokens::mint_bytes(0, None));
    let holding = w.empty_holding(&native, &w.citizen(0).key());
    let sync = Instruction {
        program_id: native.program,
        accounts: vec![AccountMeta::new(holding, false)],
        data: vec![17],
    };
    let send = solana_system_interface::instruction::transfer(&ix::payer(), &holding, 5);
    w.send(&[send, sync], &[]).ok();
}
