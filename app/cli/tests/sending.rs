//! How transactions are told, asked for, signed, written and sent, against a node.

mod support;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use civitas_tests::{Cluster, Keypair, SOL, Signer, World};
use serde_json::Value;
use solana_transaction::Transaction;
use std::process::Output;
use support::Scene;

/// A nation without a court, and the command that creates one.
fn scene() -> (Scene, Keypair) {
    let scene = Scene::new(World::new(3));
    let founder = scene.world.nation.founder.insecure_clone();
    (scene, founder)
}

const CREATE: &str = "court create --nation alpha --panel 1";

fn run(scene: &Scene, command: &str, more: &[&str]) -> Output {
    let words: Vec<&str> = command.split_whitespace().chain(more.iter().copied()).collect();
    scene.run(&words)
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn court(scene: &Scene) -> civitas_tests::Address {
    civitas_tests::addresses::court(&scene.world.nation.address).0
}

fn decoded(encoded: &str) -> Transaction {
    bincode::deserialize(&BASE64.decode(encoded.trim()).unwrap()).unwrap()
}

#[test]
fn nothing_is_sent_unasked() {
    let (scene, founder) = scene();
    let wallet = scene.wallet(&founder);
    let output = run(&scene, CREATE, &["--url", scene.url(), "--keypair", &wallet]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("there is no terminal to ask on; say --yes"), "{output:?}");
    assert!(!scene.world.exists(&court(&scene)));
    let output = run(&scene, CREATE, &["--url", scene.url(), "--keypair", &wallet, "--yes"]);
    assert!(output.status.success(), "{output:?}");
    let said = text(&output.stdout);
    for part in [
        "Create the court of nation ",
        "  court create_court\n",
        "answer_seconds",
        "[signs, changes]",
        "CU simulated, fee 0.000005 SOL",
        "signature ",
        "slot ",
    ] {
        assert!(said.contains(part), "no {part:?} in {said}");
    }
    assert!(scene.world.exists(&court(&scene)));
}

#[test]
fn the_configuration_of_the_solana_cli_is_used() {
    let (scene, founder) = scene();
    let wallet = scene.wallet(&founder);
    let config = format!(
        "json_rpc_url: {}\nwebsocket_url: ''\nkeypair_path: {wallet}\ncommitment: processed\n",
        scene.url()
    );
    let named = scene.file("config.yml", &config);
    let shown = run(&scene, "court show --nation alpha", &["-C", &named]);
    assert!(text(&shown.stderr).contains("this nation has no court yet"), "{shown:?}");
    let home = scene.path("home/.config/solana/cli");
    std::fs::create_dir_all(&home).unwrap();
    std::fs::write(home.join("config.yml"), &config).unwrap();
    let output = run(&scene, CREATE, &["--yes"]);
    assert!(output.status.success(), "{output:?}");
    std::fs::write(home.join("config.yml"), config.replace("processed", "certain")).unwrap();
    let output = run(&scene, "court show --nation alpha", &[]);
    assert!(text(&output.stderr).contains("unknown commitment, `certain`"), "{output:?}");
}

#[test]
fn fee_payers_prices_and_limits_are_taken() {
    let (scene, founder) = scene();
    let payer = Keypair::new();
    scene.world.fund(&payer.pubkey());
    let (wallet, file) = (scene.wallet(&founder), scene.wallet(&payer));
    let before = scene.world.lamports(&founder.pubkey());
    let price = ["--compute-unit-price", "1000000", "--compute-unit-limit", "200000", "--output", "json"];
    let more = [&["--url", scene.url(), "-k", &wallet, "--fee-payer", &file, "-y"][..], &price].concat();
    let output = run(&scene, CREATE, &more);
    assert!(output.status.success(), "{output:?}");
    let data: Value = serde_json::from_slice(&output.stdout).unwrap();
    // Two signatures at 5,000 lamports, and a lamport for each unit of the limit.
    assert_eq!(data["transactions"][0]["fee"], 2 * 5_000 + 200_000);
    assert_eq!(scene.world.lamports(&founder.pubkey()), before, "rent and fees are the payer's");
    assert!(scene.world.lamports(&payer.pubkey()) < 100 * SOL - 210_000);
    let more = ["--url", scene.url(), "-k", &wallet, "-y", "--compute-unit-limit", "300"];
    let output = run(&scene, "court set-parameters --nation alpha --panel 3", &more);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("court.set_parameters: "), "{output:?}");
}

#[test]
fn errors_are_told_by_name_and_sentence() {
    let (scene, founder) = scene();
    scene.act(&founder, CREATE);
    let stranger = scene.world.stranger();
    let (ours, wallet) = (scene.wallet(&founder), scene.wallet(&stranger.wallet));
    let output = run(&scene, CREATE, &["--url", scene.url(), "-k", &wallet, "-y"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("the authority of alpha is"), "{output:?}");
    let output =
        run(&scene, "court set-parameters --nation alpha --panel 2 -y", &["--url", scene.url(), "-k", &ours]);
    assert_eq!(output.status.code(), Some(1));
    let said = text(&output.stderr);
    assert!(said.contains("court.set_parameters: ") && said.contains("(ParamsUnsound, "), "{said}");
    assert!(said.contains("to change the parameters of court "), "{said}");
    let error = scene.fail(&founder, "court set-parameters --nation alpha --panel 2");
    assert_eq!(
        (error["kind"].as_str(), error["name"].as_str()),
        (Some("transaction"), Some("ParamsUnsound"))
    );
    assert!(error["code"].as_u64().is_some() && error["signature"].is_string());
    let wrong = run(&scene, "court show -u mainnet", &[]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(text(&wrong.stderr).contains("`mainnet` is no cluster"), "{wrong:?}");
}

#[test]
fn what_is_exported_can_be_signed_elsewhere() {
    let (scene, founder) = scene();
    let address = founder.pubkey().to_string();
    let more = ["--url", scene.url(), "--keypair", &address, "--export", "court.tx"];
    let output = run(&scene, CREATE, &more);
    assert!(output.status.success(), "{output:?}");
    let said = text(&output.stdout);
    assert!(said.contains("written to court.tx, to be signed by:") && said.contains("not signed"), "{said}");
    assert!(!scene.world.exists(&court(&scene)));
    let mut transaction = decoded(&std::fs::read_to_string(scene.path("court.tx")).unwrap());
    assert_eq!(transaction.message.account_keys[0], founder.pubkey());
    assert!(transaction.signatures.iter().all(|made| *made == Default::default()));
    let hash = transaction.message.recent_blockhash;
    transaction.try_sign(&[&founder], hash).unwrap();
    scene.world.cluster.send(transaction.into()).unwrap();
    assert!(scene.world.exists(&court(&scene)));
    // What would fail is not written.
    let more = ["--url", scene.url(), "--keypair", &address, "--export", "again.tx"];
    let output = run(&scene, CREATE, &more);
    assert!(!output.status.success() && !scene.path("again.tx").exists());
    // Without --export an address is not enough.
    let output = run(&scene, CREATE, &more[..4]);
    assert!(text(&output.stderr).contains("is not here: name a keypair file"), "{output:?}");
}

#[test]
fn keys_at_hand_sign_and_a_nonce_keeps_it_valid() {
    let (scene, founder) = scene();
    let world = scene.world.clone();
    let (nonce, payer) = (Keypair::new(), Keypair::new());
    world.fund(&payer.pubkey());
    let rent = world.cluster.rent_exempt(solana_nonce::state::State::size()).unwrap();
    let create = solana_system_interface::instruction::create_nonce_account(
        &founder.pubkey(),
        &nonce.pubkey(),
        &founder.pubkey(),
        rent,
    );
    world.send(&create, &[&founder, &nonce]).ok();
    let stored = || {
        let data = world.account(&nonce.pubkey()).data;
        // Version, state and authority stand before it.
        solana_hash::Hash::new_from_array(data[40..72].try_into().unwrap())
    };
    let before = stored();
    let (wallet, key) = (scene.wallet(&founder), payer.pubkey().to_string());
    let more = [
        "--url",
        scene.url(),
        "-k",
        &wallet,
        "--fee-payer",
        &key,
        "--sign-only",
        "--nonce",
        &nonce.pubkey().to_string(),
        "--output",
        "json",
    ];
    let output = run(&scene, CREATE, &more);
    assert!(output.status.success(), "{output:?}");
    let data: Value = serde_json::from_slice(&output.stdout).unwrap();
    let written = &data["transactions"][0];
    assert_eq!(written["blockhash"], before.to_string());
    let signed: Vec<bool> =
        written["signatures"].as_array().unwrap().iter().map(|one| one["signature"].is_string()).collect();
    assert_eq!(signed, [false, true], "the fee payer signs elsewhere");
    world.wait(86_400);
    let mut transaction = decoded(written["transaction"].as_str().unwrap());
    transaction.partial_sign(&[&payer], before);
    world.cluster.send(transaction.into()).unwrap();
    assert!(world.exists(&court(&scene)));
    let output = run(&scene, CREATE, &["--url", scene.url(), "-k", &wallet, "--sign-only", "--nonce", &key]);
    assert!(text(&output.stderr).contains("is no nonce account"), "{output:?}");
}

#[test]
fn a_node_that_is_not_there_is_named() {
    let (scene, _) = scene();
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let output = run(&scene, "court show", &["-u", &format!("http://127.0.0.1:{port}")]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("the cluster does not answer"), "{output:?}");
}
