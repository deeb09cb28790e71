//! A localnet that a test runs, as another process.

use cluster::Rpc;
use serde_json::Value;
use solana_commitment_config::CommitmentConfig;
use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::time::{Duration, Instant};

/// How long anything may take.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// A localnet that a test started. It is killed, by its id, if the test fails before it stops.
pub struct Running {
    pub child: Child,
    pub port: u16,
    /// What it said when it served.
    pub said: Value,
}

impl Running {
    /// Starts one on free ports and waits until it serves.
    pub fn start(options: &[&str]) -> Self {
        let (port, ws) = (free_port(), free_port());
        let mut child = localnet()
            .args(["--output", "json", "--rpc-port", &port.to_string(), "--ws-port", &ws.to_string()])
            .args(options)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let said: Value = serde_json::from_str(&line).unwrap_or_else(|_| panic!("it said `{line}`"));
        assert_eq!(said["rpc"], format!("http://127.0.0.1:{port}"));
        assert_eq!(said["pid"], child.id());
        Self { child, port, said }
    }

    pub fn ws(&self) -> &str {
        self.said["ws"].as_str().unwrap()
    }

    pub fn cluster(&self) -> Rpc {
        Rpc::with_commitment(self.said["rpc"].as_str().unwrap(), CommitmentConfig::processed())
    }

    /// Runs a command against it from another process.
    pub fn command(&self, arguments: &[&str]) -> Output {
        let port = self.port.to_string();
        localnet().args(["--output", "json", "--rpc-port", &port]).args(arguments).output().unwrap()
    }

    /// The same, when it must succeed.
    #[track_caller]
    pub fn ask(&self, arguments: &[&str]) -> Value {
        let output = self.command(arguments);
        assert!(output.status.success(), "{arguments:?}: {output:?}");
        serde_json::from_slice(&output.stdout).unwrap()
    }

    /// Waits until it has ended by itself.
    pub fn ended(mut self) -> ExitStatus {
        let deadline = Instant::now() + PATIENCE;
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            assert!(Instant::now() < deadline, "it does not end");
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The program, yet without arguments.
pub fn localnet() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_civitas-localnet"));
    // From here up, the programs of the build are found.
    command.current_dir(env!("CARGO_MANIFEST_DIR"));
    command
}

/// A port that nobody listens on.
pub fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}
