//! The embedded cluster keeps time, money and deployments as a real one would.

use cluster::{Account, Cluster, Embedded, FIRST_SECOND, Filter, Snapshot, TransactionBuilder, loader};
use solana_address::Address;
use solana_keypair::{Keypair, Signer};
use solana_sdk_ids::bpf_loader_upgradeable;
use solana_system_interface::instruction::transfer;
use solana_transaction_error::TransactionError;

const SOL: u64 = 1_000_000_000;

fn funded(cluster: &Embedded) -> Keypair {
    let keypair = Keypair::new();
    cluster.airdrop(&keypair.pubkey(), SOL).unwrap();
    keypair
}

#[test]
fn money_moves() {
    let cluster = Embedded::new();
    let alice = funded(&cluster);
    cluster.airdrop(&alice.pubkey(), SOL).unwrap();
    let bob = Address::new_unique();
    let payment = TransactionBuilder::new(alice.pubkey())
        .compute_unit_limit(1_000)
        .compute_unit_price(2_000_000)
        .instruction(transfer(&alice.pubkey(), &bob, SOL / 2));
    let receipt = cluster.execute(&payment, &[&alice]).unwrap();
    assert_eq!(receipt.fee, 5_000 + 2_000);
    assert!(receipt.compute_units > 0);
    assert_eq!(cluster.balance(&bob).unwrap(), SOL / 2);
    assert_eq!(cluster.balance(&alice.pubkey()).unwrap(), SOL * 3 / 2 - receipt.fee);

    let blockhash = cluster.latest_blockhash().unwrap();
    let signed = payment.sign(&[&alice], blockhash).unwrap();
    cluster.execute(&payment, &[&alice]).unwrap();
    cluster.simulate(signed.clone()).unwrap();
    cluster.send(signed.clone()).unwrap();
    let again = cluster.send(signed).unwrap_err();
    assert_eq!(again.failure().unwrap().error, TransactionError::AlreadyProcessed);
}

#[test]
fn a_failure_names_its_instruction_and_code() {
    let cluster = Embedded::new();
    let alice = funded(&cluster);
    let bob = Address::new_unique();
    let overdraft = TransactionBuilder::new(alice.pubkey())
        .instruction(transfer(&alice.pubkey(), &bob, SOL / 4))
        .instruction(transfer(&alice.pubkey(), &bob, SOL));
    let error = cluster.execute(&overdraft, &[&alice]).unwrap_err();
    let failure = error.failure().unwrap();
    assert_eq!(failure.instruction(), Some(1));
    // `SystemError::ResultWithNegativeLamports`
    assert_eq!(error.code(), Some(1));
    assert_eq!(failure.program(), Some(Address::default()));
    assert_eq!(cluster.account(&bob).unwrap(), None);
}

#[test]
fn time_passes_when_told_and_slots_with_it() {
    let cluster = Embedded::new();
    let slot = cluster.slot().unwrap();
    assert_eq!(cluster.now().unwrap(), FIRST_SECOND);
    cluster.advance(4);
    assert_eq!(cluster.now().unwrap(), FIRST_SECOND + 4);
    assert_eq!(cluster.slot().unwrap(), slot + 10);
    cluster.set_time(FIRST_SECOND - 1);
    assert_eq!(cluster.now().unwrap(), FIRST_SECOND - 1);
    assert_eq!(cluster.slot().unwrap(), slot + 10);
}

#[test]
fn programs_are_deployed_and_upgraded_at_a_slot() {
    let cluster = Embedded::new();
    // Any program will do; the virtual machine brings SPL Memo along.
    let memo = Address::from_str_const("MemoSq4gqABAXKb96qnH8TysNcWxMyWCqXgDLGmfcHr");
    let binary = {
        let svm = cluster.svm();
        svm.accounts_db().try_program_elf_bytes(&memo).unwrap().to_vec()
    };
    let (program, authority) = (Address::new_unique(), Address::new_unique());
    let stored = cluster.deploy(&program, &binary, 7, Some(&authority)).unwrap();
    let deployment = || {
        let account = cluster.account(&stored).unwrap().unwrap();
        assert_eq!(account.owner, bpf_loader_upgradeable::ID);
        loader::deployment(&account.data).unwrap()
    };
    assert_eq!(deployment(), (7, Some(authority)));

    let alice = funded(&cluster);
    let memo_of = |text: &str, program: Address| {
        TransactionBuilder::new(alice.pubkey()).instruction(solana_instruction::Instruction {
            program_id: program,
            accounts: vec![],
            data: text.as_bytes().to_vec(),
        })
    };
    cluster.execute(&memo_of("first", program), &[&alice]).unwrap();
    cluster.upgrade(&program, &binary, 9).unwrap();
    assert_eq!(deployment(), (9, Some(authority)));
    cluster.execute(&memo_of("second", program), &[&alice]).unwrap();

    let fixed = Address::new_unique();
    cluster.deploy_immutable(&fixed, &binary).unwrap();
    cluster.execute(&memo_of("third", fixed), &[&alice]).unwrap();
    assert!(cluster.upgrade(&fixed, &binary, 9).is_err());
    assert!(cluster.deploy(&Address::new_unique(), b"not a program", 1, None).is_err());
}

#[test]
fn a_copy_lives_on_by_itself() {
    let original = Embedded::new();
    let alice = funded(&original);
    let copy = original.clone();
    copy.advance(60);
    let payment = TransactionBuilder::new(alice.pubkey()).instruction(transfer(
        &alice.pubkey(),
        &Address::new_unique(),
        SOL / 2,
    ));
    copy.execute(&payment, &[&alice]).unwrap();
    assert_eq!(original.now().unwrap(), FIRST_SECOND);
    assert_eq!(original.balance(&alice.pubkey()).unwrap(), SOL);
    assert!(copy.balance(&alice.pubkey()).unwrap() < SOL);
}

#[test]
fn accounts_are_found_and_survive_a_snapshot() {
    let cluster = Embedded::new();
    let program = Address::new_unique();
    let account = |data: &[u8]| Account {
        lamports: SOL,
        data: data.to_vec(),
        owner: program,
        executable: false,
        rent_epoch: u64::MAX,
    };
    let [short, long] = [Address::new_unique(), Address::new_unique()];
    cluster.set_account(&short, account(&[1, 2])).unwrap();
    cluster.set_account(&long, account(&[1, 2, 3])).unwrap();

    let path = std::env::temp_dir().join(format!("civitas-snapshot-{}.json", std::process::id()));
    Snapshot::take(&cluster, &[program]).unwrap().save(&path).unwrap();
    let snapshot = Snapshot::load(&path).unwrap();
    std::fs::remove_file(&path).unwrap();
    let other = Embedded::new();
    snapshot.install(&other).unwrap();

    for cluster in [&cluster as &dyn Cluster, &snapshot, &other] {
        let found = |filters: &[Filter]| -> Vec<Address> {
            let found = cluster.program_accounts(&program, filters).unwrap();
            found.into_iter().map(|(address, _)| address).collect()
        };
        let mut both = vec![short, long];
        both.sort();
        assert_eq!(found(&[]), both);
        assert_eq!(found(&[Filter::Size(2)]), vec![short]);
        assert_eq!(found(&[Filter::bytes(1, [2, 3])]), vec![long]);
        assert_eq!(cluster.account(&short).unwrap().unwrap().data, vec![1, 2]);
        assert_eq!(cluster.account(&Address::new_unique()).unwrap(), None);
        assert_eq!(cluster.now().unwrap(), FIRST_SECOND);
    }
}
