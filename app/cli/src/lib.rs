//! The command line of a network state, as a library.
//!
//! [`commands`] has one file for each command; a command computes an [`output::Output`] or an [`Error`],
//! and only [`run`] prints. [`context`] is what it reads from, [`session`] sends transactions and keeps
//! account of their costs, on any cluster. [`scenario`] reads recorded votes, [`replay`] holds them again
//! on chain, and [`recount`] checks what the chain says, from raw bytes and by its own arithmetic.
//! [`audit`] does the same with the books of treasury and land. [`survey`] turns polygons into parcels of land.
//! [`sending`] makes the transactions of commands, on any cluster; [`justice`] knows the court, [`secret`] a juror's
//! secret.

#![cfg_attr(not(test), warn(clippy::unwrap_used))]

pub mod audit;
pub mod commands;
pub mod context;
mod error;
mod file;
mod governing;
pub mod justice;
pub mod money;
pub mod nation;
pub mod output;
pub mod programs;
pub mod raw;
pub mod recount;
pub mod replay;
pub mod scenario;
pub mod secret;
pub mod sending;
pub mod session;
pub mod survey;

pub use error::{Error, Refusal};

use clap::Parser;
use clap::error::ErrorKind;
use output::Format;
use std::ffi::OsString;
use std::process::ExitCode;

/// Govern a network state on Solana.
#[derive(Debug, Parser)]
#[command(name = "civitas", version, propagate_version = true)]
pub struct Cli {
    /// What to print: tables to read, or one JSON document.
    #[arg(long, value_enum, default_value_t = Format::Human, global = true)]
    pub output: Format,

    /// What to do.
    #[command(subcommand)]
    pub command: commands::Command,
}

/// Runs the program with `arguments`, the first of which is its name, and prints what comes of it.
///
/// Data goes to stdout; progress and, for human readers, errors go to stderr. The exit code is 0 when all
/// is well, 1 when something disagrees or fails, 2 when the input or the arguments are wrong.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let cli = match Cli::try_parse_from(&arguments) {
        Ok(cli) => cli,
        Err(error) if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) => {
            error.exit()
        }
        Err(error) if output::asks_for_json(&arguments) => {
            return output::finish(Format::Json, Err(Error::usage(&error)));
        }
        Err(error) => error.exit(),
    };
    output::finish(cli.output, cli.command.execute())
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn arguments_are_sound_and_everything_is_told() {
        Cli::command().debug_assert();
        told(&Cli::command(), "civitas");
    }

    /// Every command and every argument has a sentence in the help.
    fn told(command: &clap::Command, path: &str) {
        assert!(command.get_about().is_some(), "{path} says nothing of itself");
        for argument in command.get_arguments() {
            let id = argument.get_id();
            assert!(argument.get_help().is_some(), "{path}: nothing is said of {id}");
        }
        for inner in command.get_subcommands() {
            told(inner, &format!("{path} {}", inner.get_name()));
        }
    }
}
