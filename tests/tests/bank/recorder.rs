//! Transactions recorded in LiteSVM, and played again in a bank.

use civitas_tests::*;
use client::ProgramAccount;
use client::treasury::accounts::{Ledger, Treasury};
use cluster::{TransactionBuilder, loader};
use solana_clock::Clock;
use solana_program_test::tokio::runtime::Runtime;
use solana_program_test::{ProgramTest, ProgramTestContext};

/// An account as far as both machines must agree: not on its lamports, because their rents differ.
pub type Content = Option<(Address, Vec<u8>)>;

/// A transaction of the life, at its time, and what came of it.
pub struct Step {
    pub name: &'static str,
    at: i64,
    instructions: Vec<Instruction>,
    signers: Vec<Keypair>,
    /// The error, if it failed, as it prints.
    error: Option<String>,
    pub compute_units: u64,
    /// The accounts it names as writable, afterwards.
    after: Vec<(Address, Content)>,
}

/// Runs the steps in LiteSVM and writes them down.
pub struct Recorder {
    pub w: World,
    pub steps: Vec<Step>,
}

impl Recorder {
    /// A world without nations, whose programs are as in a genesis block: the bank's slots begin there, and
    /// actions pin the slot.
    pub fn new() -> Self {
        let r = Self { w: World::bare(), steps: Vec::new() };
        for (name, program) in PROGRAMS {
            r.w.cluster.deploy(&program, &std::fs::read(artifact(name)).unwrap(), 0, None).unwrap();
        }
        r
    }

    /// Founds `alpha` with this many citizens, its governor with track 0; the executor has the authority.
    pub fn nation(&mut self, citizens: usize) -> Nation {
        let mut nation = Nation::named("alpha");
        nation.people = (0..citizens).map(|serial| nation.person(serial)).collect();
        let founder = nation.founder.insecure_clone();
        self.w.fund(&founder.pubkey());
        self.step("found_nation", &[ix::found_nation(&nation, self.w.now())], &[&founder]);
        for person in &nation.people {
            self.w.fund(&person.key());
            self.step("join", &[ix::join(person)], &[&person.wallet]);
        }
        self.step("create_governor", &[ix::create_governor(&nation, Address::default(), 0)], &[&founder]);
        let programs = [MEMBERSHIP_ID, TREASURY_ID];
        let set = ix::set_track(&nation, founder.pubkey(), 0, "name", RULES, &programs);
        self.step("set_track", &[set], &[&founder]);
        nation
    }

    /// Hands the authority from the founder to the executor.
    pub fn hand_over(&mut self, nation: &Nation) {
        let propose = ix::propose_authority(nation, nation.founder.pubkey(), nation.executor);
        self.step("propose_authority", &[propose], &[&nation.founder]);
        self.step("assume_authority", &[ix::assume_authority(nation)], &[]);
    }

    pub fn step(&mut self, name: &'static str, instructions: &[Instruction], signers: &[&Keypair]) {
        let receipt = self.w.send(instructions, signers).ok();
        self.record(name, instructions, signers, None, receipt.compute_units);
    }

    pub fn refused(&mut self, name: &'static str, instructions: &[Instruction], signers: &[&Keypair]) {
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
            .map(|meta| (meta.pubkey, self.w.maybe(&meta.pubkey).map(comparable)))
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

/// What both machines must agree on: without the rent that a treasury's books name, because their rents differ.
fn comparable(account: Account) -> (Address, Vec<u8>) {
    fn without_rent<T: ProgramAccount + borsh::BorshSerialize>(
        account: &Account,
        erase: fn(&mut T),
    ) -> Option<Vec<u8>> {
        let mut value: T = client::decode(&account.owner, &account.data).ok()?;
        erase(&mut value);
        borsh::to_vec(&value).ok()
    }
    let data = without_rent::<Treasury>(&account, |treasury| treasury.vault_reserve = 0)
        .or_else(|| without_rent::<Ledger>(&account, |ledger| ledger.reserve = 0));
    (account.owner, data.unwrap_or(account.data))
}

/// A bank with the programs as they lie in `w`, and a hundred coins for everybody who signs.
async fn bank(w: &World, steps: &[Step]) -> ProgramTestContext {
    let mut test = ProgramTest::default();
    for (_, program) in PROGRAMS {
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
        let account = account.map(comparable);
        assert_eq!(account, *content, "{}: {address}", step.name);
    }
    metadata.compute_units_consumed
}

/// Plays a recorded life again in a bank: every transaction comes to the same, and costs the same compute units,
/// but for steps of these names, whose cost is mostly that of programs which each machine brings along itself.
pub fn play_again(recorder: &Recorder, foreign: &[&str]) {
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
            if units != step.compute_units && !foreign.contains(&step.name) {
                different.push(step.name);
            }
        }
        assert!(different.is_empty(), "different in a bank: {different:?}");
    });
}
