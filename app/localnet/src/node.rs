//! The cluster itself: Surfpool in a thread of this process, with everything in memory.

use crate::Error;
use crate::state::Fresh;
use client::dev_keys;
use cluster::{Account, Snapshot};
use crossbeam_channel::{Receiver, Sender};
use sha2::{Digest, Sha256};
use solana_address::Address;
use solana_hash::Hash;
use solana_sdk_ids::bpf_loader_upgradeable;
use std::collections::BTreeMap;
use std::net::{Ipv4Addr, TcpListener};
use std::thread::JoinHandle;
use std::time::Duration;
use surfpool_core::runloops::start_local_surfnet_runloop;
use surfpool_core::surfnet::GeyserEvent;
use surfpool_core::surfnet::locker::SurfnetSvmLocker;
use surfpool_core::surfnet::svm::{SurfnetSvm, SurfnetSvmConfig};
use surfpool_types::{
    BlockProductionMode, RpcConfig, SimnetCommand, SimnetConfig, SimnetEvent, SurfpoolConfig,
};

/// The only address it listens on.
pub const HOST: Ipv4Addr = Ipv4Addr::LOCALHOST;

/// Slots from the first to one that is final; a cluster that starts earlier would have slots before its first.
const FIRST_SLOT: u64 = 32;

/// How long the servers may take until they listen.
const START_WITHIN: Duration = Duration::from_secs(30);

/// Label of the development key that may upgrade the programs.
pub const UPGRADE_AUTHORITY: &str = "localnet upgrade authority";

/// What `getGenesisHash` says, so that a wallet can tell a localnet from every other cluster: the SHA-256 of
/// `civitas localnet`.
pub fn genesis_hash() -> Hash {
    Hash::new_from_array(Sha256::digest("civitas localnet").into())
}

/// Who may upgrade the programs of a localnet.
pub fn upgrade_authority() -> Address {
    use solana_signer::Signer;
    dev_keys::keypair(UPGRADE_AUTHORITY).pubkey()
}

/// The ports that it listens on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ports {
    /// JSON-RPC over HTTP.
    pub rpc: u16,
    /// WebSocket.
    pub ws: u16,
}

impl Ports {
    /// Checks what the user asks for, before any work is done.
    ///
    /// # Errors
    /// A port is 0, both are the same, or one is in use.
    pub fn choose(rpc: u16, ws: Option<u16>) -> Result<Self, Error> {
        let next = || rpc.checked_add(1).ok_or_else(|| Error::Usage("name a port with --ws-port too".into()));
        let ports = Self { rpc, ws: ws.map_or_else(next, Ok)? };
        if ports.rpc == 0 || ports.ws == 0 {
            return Err(Error::Usage("port 0 is none: name one from 1 to 65535".into()));
        }
        if ports.rpc == ports.ws {
            return Err(Error::Usage("JSON-RPC and WebSocket need a port each".into()));
        }
        for (port, option) in [(ports.rpc, "--rpc-port"), (ports.ws, "--ws-port")] {
            TcpListener::bind((HOST, port)).map_err(|source| match source.kind() {
                std::io::ErrorKind::AddrInUse => Error::PortTaken { port, option },
                _ => Error::Port { port, source },
            })?;
        }
        Ok(ports)
    }

    /// The address of JSON-RPC.
    pub fn rpc_url(&self) -> String {
        format!("http://{HOST}:{}", self.rpc)
    }

    /// The address of the WebSocket.
    pub fn ws_url(&self) -> String {
        format!("ws://{HOST}:{}", self.ws)
    }
}

/// A cluster that runs.
pub struct Node {
    commands: Sender<SimnetCommand>,
    svm: SurfnetSvmLocker,
    /// Ends when the cluster does; says why if that was no one's wish.
    thread: JoinHandle<Result<(), String>>,
}

impl Node {
    /// Starts a cluster with the accounts, slot and time of `state`, and waits until it serves.
    ///
    /// # Errors
    /// The virtual machine refuses an account; the servers do not start.
    pub fn start(state: &Snapshot, ports: Ports, slot_time: u64, verbose: bool) -> Result<Self, Error> {
        let (svm, events, geyser) = prepare(state, slot_time)?;
        let svm = SurfnetSvmLocker::new(svm);
        let (commands, commands_received) = crossbeam_channel::unbounded();
        let config = config(ports, slot_time);
        let runloop =
            RunLoop { svm: svm.clone(), config, commands: commands.clone(), commands_received, geyser };
        let thread = spawn("cluster", move || runloop.run())?;
        let started = watch(events, verbose)?;
        let node = Self { commands, svm, thread };
        let deadline = std::time::Instant::now() + START_WITHIN;
        loop {
            match started.recv_timeout(Duration::from_millis(50)) {
                Ok(()) => return Ok(node),
                Err(_) if node.ended() => return Err(node.join().err().unwrap_or_else(ended_early)),
                Err(_) if std::time::Instant::now() > deadline => {
                    node.terminate();
                    return Err(Error::Node("it does not start in time".into()));
                }
                Err(_) => {}
            }
        }
    }

    /// Whether it has stopped.
    pub fn ended(&self) -> bool {
        self.thread.is_finished()
    }

    /// Tells it to stop.
    pub fn terminate(&self) {
        // It has stopped already if nobody listens.
        let _ = self.commands.send(SimnetCommand::Terminate(None));
    }

    /// Waits until it has stopped, and returns what it leaves behind.
    ///
    /// # Errors
    /// It stopped because something failed.
    pub fn join(self) -> Result<Snapshot, Error> {
        let Self { commands, svm, thread } = self;
        drop(commands);
        thread.join().map_err(|_| Error::Node("its thread panicked".into()))?.map_err(Error::Node)?;
        let svm = svm.0.blocking_read();
        let accounts = svm.get_all_accounts().map_err(|error| Error::Node(error.to_string()))?;
        Fresh::look().state(accounts.into_iter().map(|(address, account)| (address, account.into())))
    }
}

fn ended_early() -> Error {
    Error::Node("it ended before it served".into())
}

fn spawn<T: Send + 'static>(
    name: &str,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<JoinHandle<T>, Error> {
    std::thread::Builder::new().name(name.into()).spawn(work).map_err(|error| Error::Node(error.to_string()))
}

fn config(ports: Ports, slot_time: u64) -> SurfpoolConfig {
    SurfpoolConfig {
        simnets: vec![SimnetConfig {
            // The default would copy accounts from a public cluster.
            offline_mode: true,
            remote_rpc_url: None,
            slot_time,
            block_production_mode: BlockProductionMode::Clock,
            instruction_profiling_enabled: false,
            ..SimnetConfig::default()
        }],
        rpc: RpcConfig {
            bind_host: HOST.to_string(),
            bind_port: ports.rpc,
            ws_port: ports.ws,
            ..RpcConfig::default()
        },
        ..SurfpoolConfig::default()
    }
}

struct RunLoop {
    svm: SurfnetSvmLocker,
    config: SurfpoolConfig,
    commands: Sender<SimnetCommand>,
    commands_received: Receiver<SimnetCommand>,
    geyser: Receiver<GeyserEvent>,
}

impl RunLoop {
    fn run(self) -> Result<(), String> {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()
            .map_err(|error| error.to_string())?;
        let run = start_local_surfnet_runloop(
            self.svm,
            self.config,
            self.commands,
            self.commands_received,
            self.geyser,
        );
        let ended = runtime.block_on(run).map_err(|error| error.to_string());
        runtime.shutdown_timeout(Duration::from_secs(2));
        ended
    }
}

/// Takes in what the cluster reports, so that it never waits for a reader. Sends once when it serves.
fn watch(events: Receiver<SimnetEvent>, verbose: bool) -> Result<Receiver<()>, Error> {
    let (started, receiver) = crossbeam_channel::bounded(1);
    spawn("events", move || {
        for event in events {
            match event {
                SimnetEvent::CoreStarted(_) => drop(started.try_send(())),
                SimnetEvent::ErrorLog(_, text) | SimnetEvent::WarnLog(_, text) => {
                    eprintln!("cluster: {text}")
                }
                SimnetEvent::InfoLog(_, text) if verbose => eprintln!("cluster: {text}"),
                SimnetEvent::TransactionProcessed(_, meta, error) if verbose => {
                    let outcome = error.map_or_else(|| "ok".to_owned(), |error| error.to_string());
                    eprintln!("{} {} CU {outcome}", meta.signature, meta.compute_units_consumed);
                }
                _ => {}
            }
        }
    })?;
    Ok(receiver)
}

type Prepared = (SurfnetSvm, Receiver<SimnetEvent>, Receiver<GeyserEvent>);

/// A virtual machine with the accounts, slot and time of `state`.
fn prepare(state: &Snapshot, slot_time: u64) -> Result<Prepared, Error> {
    let config =
        SurfnetSvmConfig { slot_time, instruction_profiling_enabled: false, ..SurfnetSvmConfig::default() };
    let (mut svm, events, geyser) =
        SurfnetSvm::new(config).map_err(|error| Error::Node(error.to_string()))?;
    svm.cached_genesis_hash = Some(genesis_hash());
    set_clock(&mut svm, state.slot.max(FIRST_SLOT), state.time);
    load(&mut svm, &state.accounts)?;
    Ok((svm, events, geyser))
}

/// Starts the chain at `slot` and `time`.
fn set_clock(svm: &mut SurfnetSvm, slot: u64, time: i64) {
    let schedule: solana_epoch_schedule::EpochSchedule = svm.inner.get_sysvar();
    let (epoch, slot_index) = schedule.get_epoch_and_slot_index(slot);
    let mut info = svm.latest_epoch_info();
    info.absolute_slot = slot;
    info.epoch = epoch;
    info.slot_index = slot_index;
    info.slots_in_epoch = schedule.get_slots_in_epoch(epoch);
    svm.initialize(info, schedule);
    // It assumes the time of the machine.
    svm.updated_at = u64::try_from(time).unwrap_or_default().saturating_mul(1_000);
    svm.genesis_updated_at = svm.updated_at;
    svm.reconstruct_sysvars();
}

/// Puts accounts into the virtual machine, and into the indexes that answer `getProgramAccounts`.
fn load(svm: &mut SurfnetSvm, accounts: &BTreeMap<Address, Account>) -> Result<(), Error> {
    let refused = |address: &Address, reason: String| Error::Node(format!("account {address}: {reason}"));
    // A program can only be loaded when its binary is there.
    let is_program = |account: &Account| account.owner == bpf_loader_upgradeable::ID && account.executable;
    let (programs, others): (Vec<_>, Vec<_>) = accounts.iter().partition(|(_, account)| is_program(account));
    for (address, account) in others.into_iter().chain(programs) {
        svm.set_account(address, account.clone()).map_err(|error| refused(address, error.to_string()))?;
    }
    Ok(())
}
