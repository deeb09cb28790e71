//! A proposal's whole life in a real bank (`solana-program-test`), step by step beside LiteSVM: every
//! transaction succeeds in both, costs the same compute units, and leaves the same bytes. So what the other
//! tests show in LiteSVM holds for a validator.

use civitas_tests::*;
use cluster::{TransactionBuilder, loader};
use solana_clock::Clock;
use solana_program_test::tokio::runtime::Runtime;
use solana_program_test::{ProgramTest, ProgramTestContext};

/// An account as far as both machines must agree: not on its lamports, because their rents differ.
type Content = Option<(Address, Vec<u8>)>;

/// A transaction of the life, at its time, and what came of it.
struct Step {
    name: &'static str,
    at: i64,
    instructions: Vec<Instruction>,
    signers: Vec<Keypair>,
    /// The error, if it failed, as it prints.
    error: Option<String>,
    compute_units: u64,
    /// The accounts it names as writable, afterwards.
    after: Vec<(Address, Content)>,
}

/// Runs the steps in LiteSVM and writes them down.
struct Recorder {
    w: World,
    steps: Vec<Step>,
}

impl Recorder {
    fn step(&mut self, name: &'static str, instructions: &[Instruction], signers: &[&Keypair]) {
        let receipt = self.w.send(instructions, signers).ok();
        self.record(name, instructions, signers, None, receipt.compute_units);
    }

    fn refused(&mut self, name: &'static str, instructions: &[Instruction], signers: &[&Keypair]) {
        let failure = self.w.send(instructions, signers).failure();
        let error = format!("{:?}", failure.error);
        self.record(name, instructions, signers, Some(error), failure.compute_units);
    }

    fn record(
        &mut self,
        name: &'static str,
        instructions: &[Instruction],
        signers: &[&Keypair],
        error: Option<String>,
        compute_units: u64,
    ) {
        let metas = instructions.iter().flat_map(|instruction| &instruction.accounts);
        let after = metas
            .filter(|meta| meta.is_writable)
            .map(|meta| {
                (meta.pubkey, self.w.maybe(&meta.pubkey).map(|account| (account.owner, account.data)))
            })
            .collect();
        self.steps.push(Step {
            name,
            at: self.w.now(),
            instructions: instructions.to_vec(),
            signers: signers.iter().map(|keypair| keypair.insecure_clone()).collect(),
            error,
            compute_units,
            after,
        });
    }
}

/// Found, join, govern, hand over, propose, add an action, submit, open a page, vote in three ways, tally,
/// decide, execute, close.
fn life() -> Recorder {
    let mut r = Recorder { w: World::bare(), steps: Vec::new() };
    for (program, name) in [(MEMBERSHIP_ID, "membership"), (GOVERNOR_ID, "governor")] {
        // As in a genesis block: the bank's slots begin there, and actions pin the slot.
        r.w.cluster.deploy(&program, &std::fs::read(artifact(name)).unwrap(), 0, None).unwrap();
    }
    let mut nation = Nation::named("alpha");
    nation.people = (0..4).map(|serial| nation.person(serial)).collect();
    let founder = nation.founder.insecure_clone();
    r.w.fund(&founder.pubkey());
    r.step("found_nation", &[ix::found_nation(&nation, r.w.now())], &[&founder]);
    for person in &nation.people {
        r.w.fund(&person.key());
        r.step("join", &[ix::join(person)], &[&person.wallet]);
    }
    let [me, delegator, by_mail, opponent] = [0, 1, 2, 3].map(|serial| nation.people[serial].clone());
    r.step("set_delegate", &[ix::set_delegate(&delegator, Some(&me))], &[&delegator.wallet]);
    r.step("create_governor", &[ix::create_governor(&nation, Address::default(), 0)], &[&founder]);
    let set = ix::set_track(&nation, founder.pubkey(), 0, "name", RULES, &[MEMBERSHIP_ID]);
    r.step("set_track", &[set], &[&founder]);
    let propose = ix::propose_authority(&nation, founder.pubkey(), nation.executor);
    r.step("propose_authority", &[propose], &[&founder]);
    r.step("assume_authority", &[ix::assume_authority(&nation)], &[]);

    let p = r.w.next_proposal(&nation, &me);
    let call = Call::of(ix::amend_charter(&nation, nation.executor, [42; 32]));
    r.step("open_proposal", &[ix::open_proposal(&p, &Draft::motion())], &[&me.wallet]);
    r.step("add_action", &[ix::add_action(&p, 0, 1, &call)], &[&me.wallet]);
    r.step("submit", &[ix::submit(&p)], &[&me.wallet]);
    r.step("open_page", &[ix::open_page(&p, CITIZENS, 0)], &[]);
    r.w.at(r.w.proposal(&p).voting_opens_at);
    r.step("cast", &[ix::cast(&me, &p, FOR)], &[&me.wallet]);
    let delegated = ix::cast_delegated(&me, p.page(0), FOR, &[delegator.citizen]);
    r.step("cast_delegated", &[delegated], &[&me.wallet]);
    let signed = relay::ballot(&by_mail, &p, r.w.now(), FOR);
    let relayed = [relay::check(&[signed]), ix::cast_relayed(p.page(0), &[by_mail.citizen])];
    r.step("cast_relayed", &relayed, &[]);
    let delegated = ix::cast_delegated(&me, p.page(0), FOR, &[by_mail.citizen]);
    r.refused("cast_delegated (none)", &[delegated], &[&me.wallet]);
    r.w.to_objection(&p);
    r.refused("cast (too late)", &[ix::cast(&opponent, &p, FOR)], &[&opponent.wallet]);
    r.step("cast (objection)", &[ix::cast(&opponent, &p, AGAINST)], &[&opponent.wallet]);
    r.w.to_close(&p);
    r.step("tally", &[ix::tally(&p, &[p.page(0)])], &[]);
    r.step("decide", &[ix::decide(&p)], &[]);
    r.w.at(r.w.proposal(&p).executes_from);
    r.step("execute", &[ix::execute(&p, 0, &call)], &[]);
    r.refused("execute (again)", &[ix::execute(&p, 0, &call)], &[]);
    assert_eq!(r.w.nation_account(&nation).charter_hash, [42; 32]);
    assert_eq!(r.w.proposal(&p).citizen_tally[..3], [0, 3, 1]);
    r.step("close_action", &[ix::close_action(&p, 0)], &[]);
    r.refused("close_page (early)", &[ix::close_page(&p, p.page(0), ix::payer())], &[]);
    r.w.wait(7 * DAY);
    r.step("close_page", &[ix::close_page(&p, p.page(0), ix::payer())], &[]);
    r.step("close_proposal", &[ix::close_proposal(&p, nation.executor)], &[]);
    assert!(!r.w.exists(&p.address));
    r
}

/// A bank with the programs as they lie in `w`, and a hundred coins for everybody who signs.
async fn bank(w: &World, steps: &[Step]) -> ProgramTestContext {
    let mut test = ProgramTest::default();
    for program in [MEMBERSHIP_ID, GOVERNOR_ID] {
        for address in [program, loader::program_data_address(&program)] {
            // Rents differ between the two; ten coins are enough for either.
            let account = Account { lamports: 10 * SOL, ..w.account(&address) };
            test.add_genesis_account(address, account);
        }
    }
    let rich = Account { lamports: WALLET_SOL * SOL, ..Account::default() };
    test.add_account(w.payer.pubkey(), rich.clone());
    for signer in steps.iter().flat_map(|step| &step.signers) {
        test.add_account(signer.pubkey(), rich.clone());
    }
    test.start_with_context().await
}

/// Runs a step in the bank and checks what came of it; returns its compute units.
async fn replay(bank: &mut ProgramTestContext, w: &World, step: &Step) -> u64 {
    let mut clock: Clock = bank.banks_client.get_sysvar().await.unwrap();
    clock.unix_timestamp = step.at;
    bank.set_sysvar(&clock);
    let mut signers: Vec<&dyn Signer> = vec![&w.payer];
    signers.extend(step.signers.iter().map(|keypair| keypair as &dyn Signer));
    let transaction = TransactionBuilder::new(w.payer.pubkey())
        .instructions(step.instructions.iter().cloned())
        .sign(&signers, bank.last_blockhash)
        .unwrap();
    // A transaction that is tried again needs another blockhash.
    bank.last_blockhash = bank.get_new_latest_blockhash().await.unwrap();
    let done = bank.banks_client.process_transaction_with_metadata(transaction).await.unwrap();
    let metadata = done.metadata.unwrap();
    let error = done.result.err().map(|error| format!("{error:?}"));
    assert_eq!(error, step.error, "{}: {:#?}", step.name, metadata.log_messages);
    for (address, content) in &step.after {
        let account = bank.banks_client.get_account(*address).await.unwrap();
        let account = account.map(|account| (account.owner, account.data));
        assert_eq!(account, *content, "{}: {address}", step.name);
    }
    metadata.compute_units_consumed
}

#[test]
fn a_life_in_a_real_bank_is_the_same_life() {
    let recorder = life();
    let (w, steps) = (&recorder.w, &recorder.steps);
    Runtime::new().unwrap().block_on(async {
        let mut bank = bank(w, steps).await;
        // The bank's own chatter, which a test's output does not capture.
        log::set_max_level(log::LevelFilter::Off);
        println!("{:24} {:>8} {:>8}", "CU of", "bank", "LiteSVM");
        let mut different = Vec::new();
        for step in steps {
            let units = replay(&mut bank, w, step).await;
            println!("{:24} {units:>8} {:>8}", step.name, step.compute_units);
            // The group mint is made by Token-2022, of which each machine brings its own build.
            if units != step.compute_units && step.name != "found_nation" {
                different.push(step.name);
            }
        }
        assert!(different.is_empty(), "different in a bank: {different:?}");
    });
}
