//! A Solana cluster on this machine with Civitas deployed: [Surfpool](https://crates.io/crates/surfpool-core) in
//! this process, offline, on loopback only.
//!
//! [`node`] is the cluster, [`world`] what it starts with, [`serve`] its life from start to stop. [`remote`] asks
//! things of one that runs. A [`state`] is all that a cluster has and a fresh one has not.

#![cfg_attr(not(test), warn(clippy::unwrap_used))]

pub mod arguments;
mod demo;
mod error;
pub mod node;
pub mod remote;
pub mod said;
pub mod serve;
pub mod state;
pub mod wallets;
pub mod world;

pub use error::Error;

use arguments::{Arguments, Command};
use remote::Running;
use std::ffi::OsString;
use std::process::ExitCode;

/// Runs the program with `arguments`, the first of which is its name.
///
/// Data goes to stdout, progress and errors to stderr. The exit code is 0 when all is well, 1 when something fails,
/// 2 when the input or the arguments are wrong.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments = Arguments::read(arguments).unwrap_or_else(|error| error.exit());
    let result = match &arguments.command {
        None => serve::serve(&arguments.start, arguments.rpc_port, arguments.output).map(|()| None),
        Some(Command::Wallets) => Ok(Some(said::wallets())),
        Some(command) => {
            Running::at(arguments.rpc_port).and_then(|running| running.execute(command)).map(Some)
        }
    };
    said::finish(arguments.output, result)
}
