//! The real program, from start to stop: commands, transactions over JSON-RPC, notifications over the WebSocket, time,
//! and state in files.

mod migrations;
mod running;

use civitas_tests::{
    CITIZENS, Draft, FOR, GOVERNOR_ID, Nation, Person, Proposal, RULES, addresses, ix, state,
};
use client::court::accounts::Case;
use client::governor::accounts::{BallotPage, Proposal as ProposalAccount};
use cluster::{Cluster, Rpc, Snapshot, TransactionBuilder, loader};
use futures_util::{Stream, StreamExt};
use running::{PATIENCE, Running, free_port, localnet};
use solana_address::Address;
use solana_commitment_config::CommitmentConfig;
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_pubsub_client::nonblocking::pubsub_client::PubsubClient;
use solana_rpc_client_api::config::{
    RpcAccountInfoConfig, RpcProgramAccountsConfig, RpcSignatureSubscribeConfig, UiAccountEncoding,
};
use solana_sdk_ids::sysvar;
use solana_signer::Signer;
use std::net::TcpListener;
use std::path::Path;
use std::process::{Command, Output};
use std::time::{Duration, Instant};

fn send(cluster: &Rpc, payer: &Keypair, instruction: Instruction, signer: &Keypair) -> cluster::Receipt {
    let transaction = TransactionBuilder::new(payer.pubkey()).instruction(instruction);
    let signers: &[&dyn Signer] = if payer.pubkey() == signer.pubkey() { &[payer] } else { &[payer, signer] };
    cluster.execute(&transaction, signers).unwrap()
}

/// What a subscription tells next.
#[track_caller]
fn next<T>(runtime: &tokio::runtime::Runtime, stream: &mut (impl Stream<Item = T> + Unpin)) -> T {
    let next = runtime.block_on(async { tokio::time::timeout(PATIENCE, stream.next()).await });
    next.expect("it is told nothing").expect("the connection closed")
}

/// Slots of the SlotHashes sysvar, newest first.
fn slot_hashes(cluster: &Rpc) -> Vec<(u64, [u8; 32])> {
    let data = cluster.account(&sysvar::slot_hashes::ID).unwrap().unwrap().data;
    let count = usize::try_from(u64::from_le_bytes(data[..8].try_into().unwrap())).unwrap();
    let entry = |at: usize| {
        let entry = &data[8 + 40 * at..][..40];
        (u64::from_le_bytes(entry[..8].try_into().unwrap()), entry[8..].try_into().unwrap())
    };
    (0..count).map(entry).collect()
}

fn proposal_account(cluster: &Rpc, address: &Address) -> ProposalAccount {
    let account = cluster.account(address).unwrap().unwrap();
    client::decode(&account.owner, &account.data).unwrap()
}

#[test]
fn a_nation_lives_on_a_localnet() {
    let folder = tempfile::tempdir().unwrap();
    let localnet = Running::start(&[]);
    let cluster = localnet.cluster();

    // Programs are deployed as upgradeable, at their addresses, by somebody known.
    let status = localnet.ask(&["status"]);
    for (name, program) in civitas_tests::PROGRAMS {
        assert_eq!(status["programs"][name]["address"], program.to_string());
        let data = cluster.account(&loader::program_data_address(&program)).unwrap().unwrap().data;
        let (slot, authority) = loader::deployment(&data).unwrap();
        assert_eq!(authority, Some(localnet::node::upgrade_authority()));
        assert_eq!(status["programs"][name]["slot"], slot);
        assert_eq!(data[loader::HEADER_BYTES..], std::fs::read(civitas_tests::artifact(name)).unwrap());
    }

    // The faucet, as a command and by JSON-RPC.
    let nation = Nation::named("harbour");
    let payer = client::dev_keys::keypair("payer of fees");
    let founder = nation.founder.pubkey();
    assert_eq!(localnet.ask(&["airdrop", &founder.to_string(), "2.5"])["balance"], 2_500_000_000_u64);
    assert_eq!(cluster.balance(&founder).unwrap(), 2_500_000_000);
    cluster.airdrop(&payer.pubkey(), 50_000_000_000).unwrap();
    assert_eq!(cluster.balance(&payer.pubkey()).unwrap(), 50_000_000_000);

    let runtime = tokio::runtime::Runtime::new().unwrap();
    let watcher = runtime.block_on(PubsubClient::new(localnet.ws())).unwrap();

    // A nation is founded; whoever watches its account hears of it.
    let account = RpcAccountInfoConfig {
        encoding: Some(UiAccountEncoding::Base64),
        commitment: Some(CommitmentConfig::processed()),
        ..RpcAccountInfoConfig::default()
    };
    let (mut heard, _) =
        runtime.block_on(watcher.account_subscribe(&nation.address, Some(account.clone()))).unwrap();
    let now = cluster.now().unwrap();
    send(&cluster, &payer, ix::found_nation(&nation, now), &nation.founder);
    let told = next(&runtime, &mut heard).value;
    assert_eq!(told.owner, client::MEMBERSHIP_ID.to_string());
    assert_eq!(told.data.decode().unwrap(), cluster.account(&nation.address).unwrap().unwrap().data);

    let people: Vec<Person> = (0..2).map(|serial| nation.person(serial)).collect();
    for person in &people {
        cluster.airdrop(&person.key(), 10_000_000_000).unwrap();
        send(&cluster, &payer, ix::join(person), &person.wallet);
    }
    send(&cluster, &payer, ix::create_governor(&nation, Address::default(), 0), &nation.founder);
    let track = ix::set_track(&nation, founder, 0, "common matters", RULES, &[]);
    send(&cluster, &payer, track, &nation.founder);

    // A proposal, and time that passes until it can be voted on.
    let proposal = Proposal {
        nation: nation.address,
        governor: nation.governor,
        address: addresses::proposal(&nation.governor, 0).0,
        id: 0,
        proposer: people[0].clone(),
    };
    send(&cluster, &payer, ix::open_proposal(&proposal, &Draft::motion()), &people[0].wallet);
    send(&cluster, &payer, ix::submit(&proposal), &people[0].wallet);
    send(&cluster, &payer, ix::open_page(&proposal, CITIZENS, 0), &payer);
    let submitted = proposal_account(&cluster, &proposal.address);
    warp_to(&localnet, &cluster, submitted.voting_opens_at);

    // A vote; whoever watches the program or the transaction hears of it.
    let program = RpcProgramAccountsConfig { account_config: account, ..RpcProgramAccountsConfig::default() };
    let (mut changes, _) = runtime.block_on(watcher.program_subscribe(&GOVERNOR_ID, Some(program))).unwrap();
    send(&cluster, &payer, ix::cast(&people[0], &proposal, FOR), &people[0].wallet);
    let changed = next(&runtime, &mut changes).value;
    assert_eq!(changed.pubkey, proposal.page(0).to_string());
    let data = changed.account.data.decode().unwrap();
    let (page, _) = client::decode_with_tail::<BallotPage>(&GOVERNOR_ID, &data).unwrap();
    assert_eq!(page.counts[usize::from(FOR)], 1);

    let cast = TransactionBuilder::new(people[1].key()).instruction(ix::cast(&people[1], &proposal, FOR));
    let cast = cast.sign(&[&people[1].wallet], cluster.latest_blockhash().unwrap()).unwrap();
    let processed = RpcSignatureSubscribeConfig {
        commitment: Some(CommitmentConfig::confirmed()),
        enable_received_notification: Some(false),
    };
    let (mut heard, _) =
        runtime.block_on(watcher.signature_subscribe(&cast.signatures[0], Some(processed))).unwrap();
    cluster.send(cast).unwrap();
    let told = serde_json::to_value(next(&runtime, &mut heard).value).unwrap();
    assert!(told["err"].is_null(), "{told}");

    // Counted and decided, when time allows.
    warp_to(&localnet, &cluster, submitted.objection_closes_at);
    send(&cluster, &payer, ix::tally(&proposal, &[proposal.page(0)]), &payer);
    send(&cluster, &payer, ix::decide(&proposal), &payer);
    let decided = proposal_account(&cluster, &proposal.address);
    assert_eq!((decided.state, decided.citizen_tally[usize::from(FOR)]), (state::SUCCEEDED, 2));

    // Saved while it runs, then stopped by a command, then loaded.
    let saved = folder.path().join("saved.json");
    localnet.ask(&["save", saved.to_str().unwrap()]);
    localnet.ask(&["stop"]);
    assert!(localnet.ended().success());

    let again = folder.path().join("again.json");
    let localnet = Running::start(&["--load", saved.to_str().unwrap(), "--save", again.to_str().unwrap()]);
    let cluster = localnet.cluster();
    assert_eq!(localnet.said["nations"], serde_json::json!([nation.address.to_string()]));
    assert_eq!(proposal_account(&cluster, &proposal.address), decided);
    assert_eq!(
        cluster.balance(&founder).unwrap(),
        Snapshot::load(&saved).unwrap().accounts[&founder].lamports
    );
    // The scan finds what was loaded as it finds what was made.
    let citizens = cluster.program_accounts(&client::MEMBERSHIP_ID, &[]).unwrap();
    assert!(people.iter().all(|person| citizens.iter().any(|(address, _)| *address == person.citizen)));
    let somebody = Address::new_from_array([5; 32]);
    cluster.airdrop(&somebody, 1_000_000_000).unwrap();

    // Stopped by a signal, it saves what it was told to save: the same, and what has happened since.
    let pid = localnet.child.id().to_string();
    assert!(Command::new("kill").args(["-TERM", &pid]).status().unwrap().success());
    assert!(localnet.ended().success());
    let (before, mut after) = (Snapshot::load(&saved).unwrap(), Snapshot::load(&again).unwrap());
    assert!(after.time >= before.time && after.slot > before.slot, "time went back");
    assert_eq!(after.accounts.remove(&somebody).unwrap().lamports, 1_000_000_000);
    assert_eq!(after.accounts, before.accounts);
}

/// Moves the clock by the command, and checks that all that programs see of time went with it.
#[track_caller]
fn warp_to(localnet: &Running, cluster: &Rpc, time: i64) {
    let (slot, then) = (cluster.slot().unwrap(), cluster.now().unwrap());
    let newest = slot_hashes(cluster)[0];
    let seconds = time - then;
    assert!(seconds > 0);
    let said = localnet.ask(&["warp", &format!("{seconds}s")]);
    assert!(said["time"].as_i64().unwrap() >= time, "{said}, and not {time}");
    // Slots passed as time did, at 400 ms, of which the clock tells whole seconds; the process itself takes a few.
    let passed = cluster.slot().unwrap() - slot;
    let expected = (u64::try_from(seconds).unwrap() - 1) * 5 / 2;
    assert!((expected..expected + 50).contains(&passed), "{passed} slots in {seconds} s");
    assert!((0..20).contains(&(cluster.now().unwrap() - time)));
    // New slots are produced, and their hashes can be captured: strictly falling, none twice, none older lost.
    let deadline = Instant::now() + PATIENCE;
    loop {
        let hashes = slot_hashes(cluster);
        assert!(hashes.windows(2).all(|pair| pair[0].0 > pair[1].0 && pair[0].1 != pair[1].1));
        assert!(hashes.contains(&newest));
        if hashes[0].0 > slot + expected {
            break;
        }
        assert!(Instant::now() < deadline, "no slot is produced");
        std::thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn a_nation_lives_on_after_its_scenario() {
    let scenario = concat!(env!("CARGO_MANIFEST_DIR"), "/../../scenarios/parliament");
    // Played, or kept from the last time.
    Running::start(&["--scenario", scenario]).ask(&["stop"]);

    let start = Instant::now();
    let localnet = Running::start(&["--scenario", scenario]);
    assert!(start.elapsed() < Duration::from_secs(20), "the second start takes {:?}", start.elapsed());
    let cluster = localnet.cluster();
    let nation = addresses::nation("bundestag-19").0;
    assert_eq!(localnet.said["scenario"]["slug"], "bundestag-19");
    assert_eq!(localnet.said["scenario"]["address"], nation.to_string());
    assert!(localnet.said["nations"].as_array().unwrap().contains(&nation.to_string().into()));

    // There are proposals in every state that the programs know, but for those that only time or a court brings.
    let governor = addresses::governor(&nation).0;
    let accounts = cluster.program_accounts(&GOVERNOR_ID, &[]).unwrap();
    let mut proposals: Vec<ProposalAccount> = accounts
        .iter()
        .filter_map(|(_, account)| client::decode(&account.owner, &account.data).ok())
        .filter(|proposal: &ProposalAccount| proposal.governor == governor)
        .collect();
    proposals.sort_by_key(|proposal| proposal.id);
    let now = cluster.now().unwrap();
    for wanted in 0..=state::CANCELLED {
        assert!(proposals.iter().any(|proposal| proposal.state == wanted), "none is in state {wanted}");
    }
    let open: Vec<_> = proposals.iter().filter(|proposal| proposal.state == state::SUBMITTED).collect();
    let voting =
        |proposal: &&&ProposalAccount| proposal.voting_opens_at <= now && now < proposal.voting_closes_at;
    // A motion and a poll.
    assert_eq!(open.iter().filter(voting).map(|proposal| proposal.kind).collect::<Vec<_>>(), [0, 1]);
    assert!(open.iter().any(|proposal| now < proposal.voting_opens_at), "none is in review");
    assert!(open.iter().any(|proposal| proposal.voting_closes_at <= now), "none waits to be counted");
    let queued = || proposals.iter().filter(|proposal| proposal.state == state::QUEUED);
    assert!(queued().any(|proposal| proposal.executes_from <= now), "none can be executed");
    assert!(queued().any(|proposal| now < proposal.executes_from), "none is in its timelock");

    // What the programs counted and booked holds for whoever looks at the raw bytes.
    let recount = civitas::recount::recount(&accounts);
    assert!(recount.disagreements.is_empty(), "{:?}", recount.disagreements);

    // A panel has been drawn and has not committed yet; in another case evidence is taken.
    let cases = cluster.program_accounts(&client::COURT_ID, &[]).unwrap();
    let cases: Vec<Case> =
        cases.iter().filter_map(|(_, account)| client::decode(&account.owner, &account.data).ok()).collect();
    assert!(cases.iter().any(|case| now < case.evidence_until));
    assert!(cases.iter().any(|case| {
        let seats = case.rounds[usize::from(case.round)].seats;
        seats == case.params.panel && now < case.commit_until
    }));

    // Its citizens' keys are those that everybody can derive.
    let voter = client::dev_keys::keypair("scenario parliament: member 400");
    let citizen = addresses::citizen(&nation, &voter.pubkey()).0;
    let motion = open.iter().find(voting).unwrap();
    let proposal = addresses::proposal(&governor, motion.id).0;
    let page = addresses::page(&proposal, CITIZENS, 0).0;
    let cast = client::governor::instructions::Cast { voter: voter.pubkey(), citizen, page }
        .instruction(client::governor::instructions::CastInstructionArgs { choice: FOR });
    send(&cluster, &voter, cast, &voter);
}

#[test]
fn what_cannot_be_is_refused() {
    let refused = |output: Output, code: i32, text: &str| {
        let error =
            String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(code), "{error}");
        assert!(error.contains(text), "`{error}` does not say `{text}`");
    };
    let run = |arguments: &[&str]| localnet().args(arguments).output().unwrap();

    refused(run(&["--rpc-port", "0"]), 2, "port 0");
    refused(run(&["--rpc-port", "7", "--ws-port", "7"]), 2, "a port each");
    refused(run(&["--rpc-port", "65535"]), 2, "--ws-port");
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    refused(run(&["--rpc-port", &port, "--ws-port", "1"]), 2, "--rpc-port");
    refused(run(&["--rpc-port", &free_port().to_string(), "--ws-port", &port]), 2, "in use");
    let free = free_port().to_string();
    refused(run(&["--rpc-port", &free, "status"]), 1, "no localnet answers");
    refused(run(&["--rpc-port", &free, "--load", "no such file"]), 2, "no such file");
    refused(run(&["--rpc-port", &free, "--scenario", "no such folder"]), 2, "no such folder");
    let empty = tempfile::tempdir().unwrap();
    refused(run(&["--rpc-port", &free, "--programs", empty.path().to_str().unwrap()]), 2, "membership.so");

    let localnet = Running::start(&["--slot-time", "50"]);
    let second = run(&["--rpc-port", &localnet.port.to_string()]);
    refused(second, 2, "in use");
    refused(localnet.command(&["warp", "--to", "2020-01-01"]), 2, "forward only");
    refused(localnet.command(&["warp", "300000000000s"]), 2, "further than clocks go");
    refused(localnet.command(&["airdrop", &Address::new_from_array([3; 32]).to_string(), "0"]), 1, "airdrop");
    refused(localnet.command(&["save", "/no/such/folder/state.json"]), 2, "/no/such/folder");

    // It listens on loopback and nowhere else.
    for other in outer_addresses() {
        let reached = std::net::TcpStream::connect((other.as_str(), localnet.port));
        assert!(reached.is_err(), "it listens on {other}");
    }
}

/// Addresses of this machine that are not loopback.
fn outer_addresses() -> Vec<String> {
    let output = Command::new("hostname").arg("-I").output();
    let text = output.map(|output| String::from_utf8_lossy(&output.stdout).into_owned()).unwrap_or_default();
    text.split_whitespace().map(ToOwned::to_owned).collect()
}

#[test]
fn a_state_is_a_snapshot_that_other_commands_read() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("state.json");
    let localnet = Running::start(&["--save", file.to_str().unwrap()]);
    localnet.ask(&["stop"]);
    assert!(localnet.ended().success());
    let state = Snapshot::load(Path::new(&file)).unwrap();
    // Programs and development wallets, none of the machinery that every cluster has.
    let wallets: Vec<_> = localnet::wallets::all().collect();
    assert_eq!(state.accounts.len(), 2 * civitas_tests::PROGRAMS.len() + wallets.len());
    for (_, wallet) in wallets {
        assert_eq!(state.accounts[&wallet].lamports, 10_000_000_000_000);
    }
}
