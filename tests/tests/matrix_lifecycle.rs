//! Attacks on the birth and death of accounts: every account that an instruction creates or closes.

use civitas_tests::catalogue::{self, Case, seeds};
use civitas_tests::matrix::{Effects, Matrix};
use civitas_tests::{Account, Address, Cluster, Instruction, Signer};
use client::membership::accounts::Citizen;

/// The case's instruction with another address in a slot.
fn at(case: &Case, index: usize, address: Address) -> Instruction {
    let mut instruction = case.instruction.clone();
    instruction.accounts[index].pubkey = address;
    instruction
}

/// The address of seeds with the next lower bump that gives one.
fn next_bump(seeds: &[Vec<u8>], program: &Address) -> Address {
    let seeds: Vec<&[u8]> = seeds.iter().map(Vec::as_slice).collect();
    let (_, bump) = Address::find_program_address(&seeds, program);
    let lower = (0..bump).rev().find_map(|bump| {
        let bump = [bump];
        let with_bump: Vec<&[u8]> = seeds.iter().copied().chain([bump.as_slice()]).collect();
        Address::create_program_address(&with_bump, program).ok()
    });
    lower.expect("half of all bumps give an address")
}

#[test]
fn derived_addresses() {
    // In every slot whose address is derived: another bump, the sibling nation's address, any address, and
    // (for what exists already) the same bytes elsewhere.
    let mut matrix = Matrix::new("derived-addresses", &[], &[]);
    let mut seen = 0;
    for case in catalogue::cases() {
        let created = Effects::of(&case).created;
        for (index, slot) in case.idl.slots.iter().enumerate() {
            let nation = nation_of(&case);
            let Some((own, program)) = seeds(&case, &slot.name, &nation) else {
                // The associated token program derives that one, and refuses any other itself.
                assert!(!created.contains(&index) || slot.name == "holding", "{} has no seeds", slot.name);
                continue;
            };
            seen += 1;
            let own_seeds: Vec<&[u8]> = own.iter().map(Vec::as_slice).collect();
            let canonical = Address::find_program_address(&own_seeds, &program).0;
            assert_eq!(canonical, case.instruction.accounts[index].pubkey, "{} {}", case.key, slot.name);
            let (theirs, _) = seeds(&case, &slot.name, &case.world.sibling).expect("as its own");
            let their_seeds: Vec<&[u8]> = theirs.iter().map(Vec::as_slice).collect();
            let attempts = [
                ("another bump", next_bump(&own, &program)),
                ("the sibling's", Address::find_program_address(&their_seeds, &program).0),
                ("any address", Address::new_from_array([69; 32])),
            ];
            for (what, address) in attempts {
                if let Some(account) = case.account(index) {
                    case.world.put(&address, account);
                }
                let world = case.world.clone();
                let outcome = case.run_in(&world, at(&case, index, address), &[]);
                matrix.judge(&case, &format!("{}: {what}", slot.name), outcome);
            }
        }
    }
    assert!(seen > 15, "only {seen} derived addresses");
    matrix.end();
}

/// The nation that a case is about.
fn nation_of(case: &Case) -> civitas_tests::Nation {
    match case.idl.name.as_str() {
        "found_nation" | "create_governor" => civitas_tests::Nation::named("gamma"),
        _ => case.world.nation.clone(),
    }
}

#[test]
fn initialised_twice() {
    const REPLACED: &str =
        "an office that exists gets a new holder; nothing else of it survives but its rent payer";
    const ADDED: &str = "a pledge that exists is added to";
    const ANEW: &str = "a visa that exists is issued anew; its rent payer and an expulsion stay";
    const FOLLOWS: &str = "anyone may compute a stage again; what it was before counts";
    let exceptions = [
        ("diplomacy.issue_visa again", ANEW),
        ("diplomacy.assess_stage.first again", FOLLOWS),
        ("diplomacy.assess_stage.body again", FOLLOWS),
        ("membership.appoint again", REPLACED),
        ("land.pledge again", ADDED),
        ("land.pledge.sol again", ADDED),
    ];
    let mut matrix = Matrix::new("initialised-twice", &[], &exceptions);
    for case in catalogue::cases() {
        let effects = Effects::of(&case);
        if !effects.created.is_empty() {
            let outcome = case.run_in(&effects.after, case.instruction.clone(), &[]);
            matrix.judge(&case, "again", outcome);
        }
    }
    matrix.end();
}

#[test]
fn initialised_over_any_account() {
    // An account of the program already stands where one is to be created: the case's own, from a run before,
    // and in a world in which nothing else has happened yet.
    const IDEMPOTENT: &str =
        "anyone may have created the wallet's associated token account; nothing is in it";
    const VAULTS: &str = "anyone may have created the vault's; what is in it is not booked";
    let exceptions =
        [("membership.issue_passport holding", IDEMPOTENT), ("treasury.open_ledger holding", VAULTS)];
    let mut matrix = Matrix::new("initialised-over", &[], &exceptions);
    for case in catalogue::cases() {
        let effects = Effects::of(&case);
        for index in effects.created {
            // Such an account may be there; what is in it counts, so one that is made up fits no books.
            const KEPT: [&str; 7] = [
                "appoint",
                "bid",
                "pledge",
                "complete_buy_out",
                "cancel_buy_out",
                "issue_visa",
                "assess_stage",
            ];
            if KEPT.contains(&case.idl.name.as_str()) {
                continue;
            }
            let address = case.instruction.accounts[index].pubkey;
            let world = case.world.clone();
            world.put(&address, effects.after.account(&address));
            let outcome = case.run_in(&world, case.instruction.clone(), &[]);
            matrix.judge(&case, &case.name(index), outcome);
        }
    }
    matrix.end();
}

#[test]
fn pre_funded_addresses() {
    let mut tried = 0;
    for case in catalogue::cases() {
        let effects = Effects::of(&case);
        for index in effects.created {
            let address = case.instruction.accounts[index].pubkey;
            let usual = effects.after.account(&address);
            for lamports in [1, usual.lamports - 1, usual.lamports, usual.lamports + 1, 10_000_000_000] {
                let world = case.world.clone();
                let funded = Account { lamports, rent_epoch: u64::MAX, ..Account::default() };
                world.put(&address, funded);
                case.run_in(&world, case.instruction.clone(), &[]).expect("its signers are there").ok();
                let after = world.account(&address);
                let at = format!("{} {} with {lamports} lamports", case.key, case.name(index));
                assert_eq!((after.owner, &after.data), (usual.owner, &usual.data), "{at}");
                // Beyond the rent there may be a deposit in it.
                let rent = world.cluster.rent_exempt(usual.data.len()).expect("a rent");
                assert_eq!(after.lamports, rent.max(lamports) + (usual.lamports - rent), "{at}");
                tried += 1;
            }
        }
    }
    assert!(tried >= 60, "only {tried} addresses were funded before");
}

#[test]
fn revived_in_the_same_transaction() {
    let mut matrix = Matrix::new("revived", &[], &[]);
    for case in catalogue::cases() {
        let effects = Effects::of(&case);
        for index in effects.closed {
            let address = case.instruction.accounts[index].pubkey;
            let lamports = case.world.account(&address).lamports;
            let refund = solana_system_interface::instruction::transfer(
                &case.world.payer.pubkey(),
                &address,
                lamports,
            );

            // Refunded, it is an empty account of the system program's, as if it had never been.
            let world = case.world.clone();
            let with_payer = refund.clone();
            let outcome = run_with_payer(&case, &world, &[with_payer]);
            outcome.ok();
            let left = world.account(&address);
            assert_eq!(left.owner, Address::default(), "{} {}", case.key, case.name(index));
            assert!(left.data.is_empty(), "{} {}", case.key, case.name(index));

            // So nothing can use it again, in this transaction or the next.
            let outcome = run_with_payer(&case, &case.world.clone(), &[refund, case.instruction.clone()]);
            matrix.judge(&case, &format!("{} in the same transaction", case.name(index)), Some(outcome));
            let outcome = case.run_in(&world, case.instruction.clone(), &[]);
            matrix.judge(&case, &format!("{} in the next transaction", case.name(index)), outcome);
        }
    }
    matrix.end();
}

/// Runs the case and what follows, in which the payer of fees signs too.
fn run_with_payer(
    case: &Case,
    world: &civitas_tests::World,
    after: &[Instruction],
) -> civitas_tests::Outcome {
    let mut all = case.before.clone();
    all.push(case.instruction.clone());
    let signers = case.signers(&all).expect("its signers are there");
    all.extend(after.iter().cloned());
    world.send(&all, &signers)
}

#[test]
fn closing_pays_exactly_what_the_account_held() {
    for case in catalogue::cases() {
        let effects = Effects::of(&case);
        let lamports = |world: &civitas_tests::World| -> u64 {
            let metas = case.instruction.accounts.iter();
            metas.map(|meta| world.cluster.balance(&meta.pubkey).expect("an embedded cluster answers")).sum()
        };
        if !effects.closed.is_empty() {
            assert_eq!(lamports(&case.world), lamports(&effects.after), "{}", case.key);
        }
    }
}

#[test]
fn the_sibling_has_people_of_its_own() {
    // What the seeds of the sibling's accounts above rest on.
    let case = catalogue::case("membership.close_citizen");
    let citizen: Citizen = case.world.read(&case.world.sibling.people[0].citizen);
    assert_eq!(citizen.nation, case.world.sibling.address);
}
