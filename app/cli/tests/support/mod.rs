//! A world behind JSON-RPC on a loopback port, and the command line run against it.

#![allow(dead_code, reason = "each test program uses some of it")]

mod node;

use civitas_tests::{Address, Keypair, World};
pub use node::Node;
use serde_json::Value;
use sha2::{Digest, Sha256};
use solana_keypair::write_keypair_file;
use std::path::PathBuf;
use std::process::{Command, Output};
use std::sync::Arc;
use tempfile::TempDir;

const SLOT_HASHES: Address = Address::from_str_const("SysvarS1otHashes111111111111111111111111111");
const SYSVAR: Address = Address::from_str_const("Sysvar1111111111111111111111111111111111111");

/// A world that commands are run against.
pub struct Scene {
    pub world: Arc<World>,
    node: Node,
    folder: TempDir,
}

impl Scene {
    /// Puts a world behind a node.
    pub fn new(world: World) -> Self {
        let world = Arc::new(world);
        let node = Node::serve(world.clone());
        Self { world, node, folder: TempDir::new().unwrap() }
    }

    /// The node's address.
    pub fn url(&self) -> &str {
        self.node.url()
    }

    /// A path in the folder that commands run in.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A file in that folder.
    pub fn file(&self, name: &str, content: &str) -> String {
        let path = self.path(name);
        std::fs::write(&path, content).unwrap();
        path.to_str().unwrap().to_owned()
    }

    /// The file of a wallet's keypair.
    pub fn wallet(&self, key: &Keypair) -> String {
        let path = self.path(&format!("{}.json", solana_keypair::Signer::pubkey(key)));
        write_keypair_file(key, &path).unwrap();
        path.to_str().unwrap().to_owned()
    }

    /// Runs a command, with a home of its own in which there is nothing.
    pub fn run(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_civitas"))
            .args(arguments)
            .current_dir(self.folder.path())
            .env("HOME", self.folder.path().join("home"))
            .stdin(std::process::Stdio::null())
            .output()
            .unwrap()
    }

    /// Runs a command that reads; it must succeed.
    #[track_caller]
    pub fn look(&self, command: &str) -> Value {
        let words: Vec<&str> =
            command.split_whitespace().chain(["--url", self.url(), "--output", "json"]).collect();
        succeeded(command, &self.run(&words))
    }

    /// Runs a command that reads, for people; it must succeed.
    #[track_caller]
    pub fn read(&self, command: &str) -> String {
        let words: Vec<&str> = command.split_whitespace().chain(["--url", self.url()]).collect();
        let output = self.run(&words);
        assert!(output.status.success(), "{command}: {output:?}");
        String::from_utf8(output.stdout).unwrap()
    }

    fn as_wallet(&self, wallet: &Keypair, command: &str) -> Output {
        let wallet = self.wallet(wallet);
        let more = ["--url", self.url(), "--keypair", &wallet, "--yes", "--output", "json"];
        let words: Vec<&str> = command.split_whitespace().chain(more).collect();
        self.run(&words)
    }

    /// Runs a command that sends, as this wallet; it must succeed, and every transaction of it must have landed.
    #[track_caller]
    pub fn act(&self, wallet: &Keypair, command: &str) -> Value {
        let data = succeeded(command, &self.as_wallet(wallet, command));
        let transactions = data["transactions"].as_array().unwrap();
        assert!(!transactions.is_empty(), "{command} did nothing");
        for transaction in transactions {
            assert!(transaction["signature"].is_string() && transaction["compute_units"].as_u64() > Some(0));
            for instruction in transaction["instructions"].as_array().unwrap() {
                assert!(instruction["name"].is_string(), "{instruction}");
            }
        }
        data
    }

    /// Runs a command that sends, as this wallet; it must fail. Returns the error.
    #[track_caller]
    pub fn fail(&self, wallet: &Keypair, command: &str) -> Value {
        let output = self.as_wallet(wallet, command);
        assert!(!output.status.success(), "{command} succeeded: {output:?}");
        let data: Value = serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{output:?}"));
        data["error"].clone()
    }

    /// Lets slots pass, all of them produced, and shows the last 512 in the sysvar.
    pub fn slots(&self, passed: u64) {
        use civitas_tests::Cluster;
        let to = self.world.cluster.slot().unwrap() + passed;
        self.world.cluster.set_slot(to);
        let produced: Vec<u64> = (1..to).rev().take(512).collect();
        let mut data = (produced.len() as u64).to_le_bytes().to_vec();
        for slot in &produced {
            data.extend(slot.to_le_bytes());
            data.extend(Sha256::digest(slot.to_le_bytes()));
        }
        data.resize(20_488, 0);
        let account = civitas_tests::Account {
            lamports: 143_487_360,
            data,
            owner: SYSVAR,
            executable: false,
            rent_epoch: 0,
        };
        self.world.put(&SLOT_HASHES, account);
    }
}

#[track_caller]
fn succeeded(command: &str, output: &Output) -> Value {
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{command}: {text}{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{command}: {error} in {text}"))
}
