//! `create_treasury` and `open_ledger`: what they write, which mints are trusted, and addresses that have been
//! used before.

use civitas_tests::*;
use client::treasury::accounts::{Ledger, Treasury};
use client::treasury::events::Event;
use client::treasury::types::{LedgerOpened, TreasuryCreated};

fn rent(w: &World, len: usize) -> u64 {
    w.cluster.rent_exempt(len).unwrap()
}

#[test]
fn a_treasury_is_created() {
    let w = World::new(1);
    let nation = &w.nation;
    let till = Till::of(&nation.address, Money::SOL);
    let founder = nation.founder.pubkey();
    let before = (w.lamports(&ix::payer()), w.lamports(&founder));
    let receipt = w.send(&[ix::create_treasury(nation, founder)], &[&nation.founder]).ok();
    let treasury: Treasury = w.read(&till.treasury);
    let expected = Treasury {
        discriminator: treasury.discriminator,
        nation: nation.address,
        vault: till.vault,
        next_budget: 0,
        next_stream: 0,
        vault_reserve: rent(&w, 0),
        version: 1,
        bump: addresses::treasury(&nation.address).1,
        vault_bump: addresses::vault(&till.treasury).1,
        padding: [0; 5],
        reserved: [0; 32],
    };
    assert_eq!(treasury, expected);
    let vault = w.account(&till.vault);
    assert_eq!((vault.lamports, vault.data.len(), vault.owner), (rent(&w, 0), 0, Address::default()));
    // The payer paid for both, the authority for nothing; nobody else's account was touched.
    let paid = w.lamports(&till.treasury) + rent(&w, 0) + receipt.fee;
    assert_eq!((w.lamports(&ix::payer()), w.lamports(&founder)), (before.0 - paid, before.1));
    assert_eq!(w.lamports(&till.treasury), rent(&w, w.account(&till.treasury).data.len()));
    let created = TreasuryCreated { treasury: till.treasury, nation: nation.address, vault: till.vault };
    assert_eq!(World::treasury_events(&receipt), [Event::TreasuryCreated(created)]);
    // The nation still has to name it: whoever is called does not know its caller.
    assert_eq!(w.nation_account(nation).treasury, Address::default());
    w.send(&[ix::create_treasury(nation, founder)], &[&nation.founder]).already_exists();
}

#[test]
fn ledgers_are_opened_for_sol_and_for_tokens() {
    let w = World::new(1);
    let monies = [
        (Money::SOL, 9, rent(&w, 0)),
        (w.coin("a coin"), 6, 0),
        (w.coin_2022("another coin", &[]), 6, 0),
        (w.coin_2022("a taxed coin", &[Extension::TransferFee { bps: 100, maximum: 1_000 }]), 6, 0),
    ];
    w.create_treasury(&w.nation);
    w.wait(12_345);
    for (money, decimals, reserve) in monies {
        let till = Till::of(&w.nation.address, money);
        let founder = &w.nation.founder;
        let receipt = w.send(&[ix::open_ledger(&till, founder.pubkey())], &[founder]).ok();
        let ledger = w.ledger(&till);
        let expected = Ledger {
            discriminator: ledger.discriminator,
            nation: w.nation.address,
            treasury: till.treasury,
            mint: money.mint,
            token_program: money.program,
            holding: till.holding,
            reserve,
            income: [0; 6],
            outflow: 0,
            promised_streams: 0,
            promised_budgets: 0,
            balance: 0,
            // A window of a day has seven slots.
            breaker_slot: w.now() / 12_343,
            breaker_flows: [0; 16],
            next_at: 0,
            window: 86_400,
            next_window: 0,
            limit_bps: 10_000,
            next_limit_bps: 0,
            decimals,
            version: 1,
            bump: addresses::ledger(&till.treasury, &money.mint).1,
            padding: [0; 1],
            reserved: [0; 32],
        };
        assert_eq!(ledger, expected);
        let opened = LedgerOpened { ledger: till.ledger, treasury: till.treasury, mint: money.mint };
        assert_eq!(World::treasury_events(&receipt), [Event::LedgerOpened(opened)]);
        if !money.is_sol() {
            let holding = w.account(&till.holding);
            assert_eq!((holding.owner, &holding.data[32..64]), (money.program, till.vault.as_ref()));
            assert_eq!(w.real(&till), 0);
        }
        w.send(&[ix::open_ledger(&till, founder.pubkey())], &[founder]).already_exists();
    }
}

#[test]
fn what_lies_in_a_holding_before_its_ledger_is_not_booked() {
    let w = World::new(1);
    for money in [w.coin("a coin"), w.coin_2022("another coin", &[])] {
        let till = Till::of(&w.nation.address, money);
        w.endow(&money, &till.vault, 777); // anyone can make the vault's associated token account
        w.open_till(&w.nation, money);
        assert_eq!((w.balance(&till), w.real(&till)), (0, 777));
        w.empty_holding(&money, &w.citizen(0).key());
        w.pay(&till, money.of(&w.citizen(0).key()), 1).treasury_error("AmountOverFree");
        w.send(&[ix::reconcile(&till)], &[]).ok();
        assert_eq!(w.balance(&till), 777);
        w.pay(&till, money.of(&w.citizen(0).key()), 777).ok();
    }
}

#[test]
fn a_vault_that_was_funded_before_keeps_its_rent_apart() {
    let usual = rent(&World::new(1), 0);
    for funded in [1, usual - 1, usual, usual + 1, 10 * SOL] {
        let w = World::new(1);
        let till = Till::of(&w.nation.address, Money::SOL);
        w.give(&till.vault, funded);
        w.open_till(&w.nation, Money::SOL);
        let held = w.lamports(&till.vault);
        assert_eq!(held, funded.max(usual), "{funded}");
        assert_eq!((w.ledger(&till).reserve, w.balance(&till)), (usual, 0));
        if held == usual {
            w.send(&[ix::reconcile(&till)], &[]).treasury_error("NothingToReconcile");
        } else {
            w.send(&[ix::reconcile(&till)], &[]).ok();
            assert_eq!(w.balance(&till), held - usual);
        }
    }
}

#[test]
fn mints_that_only_describe_tax_or_freeze_are_trusted() {
    use Extension::*;
    let trusted: [(&str, &[Extension]); 9] = [
        ("plain", &[]),
        ("taxed", &[TransferFee { bps: 500, maximum: u64::MAX }]),
        ("with interest", &[InterestBearing]),
        ("scaled", &[ScaledUiAmount]),
        ("described", &[MetadataPointer, Metadata]),
        ("of a group", &[GroupPointer]),
        ("a member", &[GroupMemberPointer]),
        (
            "all of it",
            &[TransferFee { bps: 1, maximum: 1 }, InterestBearing, MetadataPointer, GroupPointer, Metadata],
        ),
        ("described without pointer", &[GroupMemberPointer, MetadataPointer, Metadata]),
    ];
    let w = World::new(1);
    for (label, extensions) in trusted {
        let money = w.coin_2022(label, extensions);
        let till = w.till(money, 1_000);
        assert!(w.balance(&till) > 0, "{label}");
    }
    // A freeze authority, as most stablecoins have.
    let till = w.till(w.freezable_coin("freezable"), 1_000);
    assert_eq!(w.balance(&till), 1_000);
}

#[test]
fn mints_that_somebody_commands_are_refused() {
    use Extension::*;
    let w = World::new(1);
    w.create_treasury(&w.nation);
    let refused: [(&str, &[Extension]); 12] = [
        ("hooked", &[TransferHook]),
        ("with a permanent delegate", &[PermanentDelegate]),
        ("pausable", &[Pausable]),
        ("closable", &[CloseAuthority]),
        ("bound to its holder", &[NonTransferable]),
        ("frozen from birth", &[DefaultFrozen]),
        // Thawed today, frozen when its authority likes.
        ("not frozen from birth", &[DefaultThawed]),
        ("confidential", &[ConfidentialTransfer]),
        // Behind others that are harmless, and before them.
        ("hooked last", &[MetadataPointer, InterestBearing, TransferHook]),
        ("hooked first", &[TransferHook, MetadataPointer, Metadata]),
        ("taxed and seizable", &[TransferFee { bps: 1, maximum: 1 }, PermanentDelegate]),
        ("described and pausable", &[MetadataPointer, Pausable, Metadata]),
    ];
    let founder = &w.nation.founder;
    for (label, extensions) in refused {
        let money = w.coin_2022(label, extensions);
        let till = Till::of(&w.nation.address, money);
        println!("{label}");
        w.send(&[ix::open_ledger(&till, founder.pubkey())], &[founder]).treasury_error("MintRefused");
        assert!(!w.exists(&till.ledger) && !w.exists(&till.holding));
    }
}

#[test]
fn extensions_yet_to_be_invented_are_refused() {
    let w = World::new(1);
    w.create_treasury(&w.nation);
    let money = w.coin_2022("of the future", &[Extension::PermanentDelegate]);
    let till = Till::of(&w.nation.address, money);
    let founder = &w.nation.founder;
    // Those of 2026 and what may follow; only the descriptive ones are let in.
    let trusted: Vec<u16> = (1..200)
        .filter(|number: &u16| {
            let w = w.clone();
            w.edit_bytes(&money.mint, |data| data[166..168].copy_from_slice(&number.to_le_bytes()));
            // Judged by the error alone: Token-2022 itself refuses numbers that it does not know.
            let outcome = w.send(&[ix::open_ledger(&till, founder.pubkey())], &[founder]);
            let code = outcome.result().err().and_then(|failure| failure.code());
            let refused = code.is_some_and(|code| {
                client::explain(&TREASURY_ID, code).is_some_and(|error| error.name == "MintRefused")
            });
            !refused
        })
        .collect();
    assert_eq!(trusted, [1, 10, 18, 19, 20, 21, 22, 23, 25]);
}

#[test]
fn wrapped_sol_is_a_mint_like_any_other() {
    // An associated token account of the native mint keeps lamports; whoever sends lamports there can have them
    // counted by the token program, and then by `reconcile`.
    const NATIVE: Address = Address::from_str_const("So11111111111111111111111111111111111111112");
    let w = World::new(1);
    w.put_data(&NATIVE, tokens::PROGRAM, {
        let mut mint = tokens::mint_bytes(0, None);
        mint[44] = 9;
        mint
    });
    let money = Money { mint: NATIVE, program: tokens::PROGRAM };
    let till = w.open_till(&w.nation, money);
    assert_eq!((w.ledger(&till).decimals, w.ledger(&till).reserve), (9, 0));
    let sync = Instruction {
        program_id: tokens::PROGRAM,
        accounts: vec![AccountMeta::new(till.holding, false)],
        data: vec![17],
    };
    let send = solana_system_interface::instruction::transfer(&ix::payer(), &till.holding, 5_000);
    // Wrapping makes tokens without a mint's supply, so the balance is looked at by hand.
    let before = w.real(&till);
    w.cluster
        .execute(&cluster::TransactionBuilder::new(ix::payer()).instructions([send, sync]), &[&w.payer])
        .unwrap();
    assert_eq!(w.real(&till) - before, 5_000);
    w.send(&[ix::reconcile(&till)], &[]).ok();
    let payee = w.citizen(0).key();
    let to = w.empty_holding(&money, &payee);
    w.pay(&till, to, 5_000).ok();
    assert_eq!((w.balance(&till), w.tokens_in(&to)), (0, 5_000));
}

#[test]
fn each_nation_has_a_treasury_of_its_own() {
    let w = World::new(1);
    let ours = w.till(Money::SOL, 5 * SOL);
    let theirs = w.open_till(&w.sibling, Money::SOL);
    w.donate(&theirs, 7 * SOL);
    for (one, other) in
        [(ours.treasury, theirs.treasury), (ours.vault, theirs.vault), (ours.ledger, theirs.ledger)]
    {
        assert_ne!(one, other);
    }
    let payee = w.stranger().key();
    // Their founder is nobody here, and with their nation nothing of ours can be paid.
    let founder = &w.sibling.founder;
    w.send(&[ix::pay(&ours, founder.pubkey(), payee, SOL)], &[founder]).membership_error("NotAuthority");
    let mut mixed = ix::pay(&ours, founder.pubkey(), payee, SOL);
    mixed.accounts[1].pubkey = w.sibling.address;
    w.send(&[mixed], &[founder]).treasury_error("WrongNation");
    w.send(&[ix::pay(&theirs, founder.pubkey(), payee, SOL)], &[founder]).ok();
    assert_eq!((w.balance(&ours), w.balance(&theirs)), (5 * SOL, 6 * SOL));
}

#[test]
fn a_carried_motion_creates_treasury_and_ledger() {
    // The executor is authority and payer at once, out of lamports that it has.
    let w = World::new(3);
    w.give(&w.nation.executor, SOL);
    let executor = w.nation.executor;
    let till = Till::of(&w.nation.address, Money::SOL);
    let mut create = ix::create_treasury(&w.nation, executor);
    create.accounts[0].pubkey = executor;
    let mut open = ix::open_ledger(&till, executor);
    open.accounts[0].pubkey = executor;
    w.hand_over(&w.nation);
    let calls =
        [Call::of(create), Call::of(open), Call::of(ix::set_treasury(&w.nation, executor, till.treasury))];
    let p = w.executable(&calls);
    for (index, call) in calls.iter().enumerate() {
        w.execute(&p, index as u8, call).ok();
    }
    assert_eq!(w.nation_account(&w.nation).treasury, till.treasury);
    let spent = w.lamports(&till.treasury) + w.lamports(&till.vault) + w.lamports(&till.ledger);
    assert_eq!(w.lamports(&executor), SOL - spent);
}

#[test]
fn seeds_are_what_the_client_says() {
    let w = World::new(1);
    let till = w.till(Money::SOL, SOL);
    let find = |seeds: &[&[u8]]| Address::find_program_address(seeds, &TREASURY_ID).0;
    assert_eq!(till.treasury, find(&[b"treasury", w.nation.address.as_ref()]));
    assert_eq!(till.vault, find(&[b"vault", till.treasury.as_ref()]));
    assert_eq!(till.ledger, find(&[b"ledger", till.treasury.as_ref(), &[0; 32]]));
    let budget = w.budget(&till, &w.grant(w.citizen(0).key()));
    assert_eq!(budget, find(&[b"budget", till.treasury.as_ref(), &0u64.to_le_bytes()]));
    let times = [w.now(), w.now(), w.now() + 10];
    let stream = w.stream(&till, w.citizen(0).key(), 10, times);
    assert_eq!(stream, find(&[b"stream", till.treasury.as_ref(), &0u64.to_le_bytes()]));
    // A budget and a stream each have a number of their own, which is never used again.
    assert_eq!((w.treasury_account(&till).next_budget, w.treasury_account(&till).next_stream), (1, 1));
    w.send(&[ix::revoke_budget(&till, w.nation.founder.pubkey(), budget)], &[&w.nation.founder]).ok();
    assert_eq!(w.budget(&till, &w.grant(w.citizen(0).key())), till.budget(1));
}
