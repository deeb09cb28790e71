//! What can be asked of a localnet.

use civitas::output::Format;
use clap::error::ErrorKind;
use clap::{Args, CommandFactory, Parser, Subcommand};
use solana_address::Address;
use std::ffi::OsString;
use std::path::PathBuf;
use std::time::Duration;

/// A Solana cluster on this machine with Civitas deployed: offline, on loopback only, gone when it stops.
///
/// Without a command, starts one and serves until it is stopped with Ctrl-C, SIGTERM or the command `stop`.
/// The other commands work on a localnet that runs, from another terminal.
#[derive(Debug, Parser)]
#[command(name = "civitas localnet", version)]
pub struct Arguments {
    /// What to print: text to read, or one JSON document in a line.
    #[arg(long, value_enum, default_value_t = Format::Human, global = true, overrides_with = "output")]
    pub output: Format,

    /// Port of JSON-RPC over HTTP.
    #[arg(long, value_name = "PORT", default_value_t = 8899, global = true)]
    pub rpc_port: u16,

    /// How to start.
    #[command(flatten)]
    pub start: Start,

    /// What to do with a localnet that runs.
    #[command(subcommand)]
    pub command: Option<Command>,
}

impl Arguments {
    /// Reads the arguments, the first of which is the program's name.
    ///
    /// # Errors
    /// They make no sense, or ask for help.
    pub fn read(arguments: impl IntoIterator<Item = OsString>) -> Result<Self, clap::Error> {
        let arguments = Self::try_parse_from(arguments)?;
        if arguments.command.is_some() && arguments.start != Start::default() {
            let reason = "options for the start do not go with a command for a localnet that runs";
            return Err(Self::command().error(ErrorKind::ArgumentConflict, reason));
        }
        Ok(arguments)
    }
}

/// How to start.
#[derive(Debug, PartialEq, Eq, Args)]
pub struct Start {
    /// Port of the WebSocket [default: the next after --rpc-port].
    #[arg(long, value_name = "PORT")]
    pub ws_port: Option<u16>,

    /// Folder of a scenario, as scenarios/parliament: its nation lives here from the start. What comes of it is
    /// kept under target/localnet, so that the next start is quick.
    #[arg(long, value_name = "FOLDER", conflicts_with = "load")]
    pub scenario: Option<PathBuf>,

    /// With --scenario: end with its last step, without the two weeks after it in which things are started that are
    /// still under way (proposals in every state, an auction, a campaign, cases).
    #[arg(long, requires = "scenario")]
    pub no_demo: bool,

    /// Start from a state that was saved: accounts, programs and time are those of the file.
    #[arg(long, value_name = "FILE")]
    pub load: Option<PathBuf>,

    /// Save the state in this file when the localnet stops.
    #[arg(long, value_name = "FILE")]
    pub save: Option<PathBuf>,

    /// Folder with the programs' binaries [default: target/deploy here or in a folder above].
    #[arg(long, value_name = "DIR")]
    pub programs: Option<PathBuf>,

    /// Start without the programs, to try a deployment (migrations/).
    #[arg(long, conflicts_with_all = ["scenario", "load", "programs"])]
    pub no_programs: bool,

    /// With --load: deploy the programs of the build anew over those of the file.
    #[arg(long, requires = "load")]
    pub redeploy: bool,

    /// Milliseconds from slot to slot.
    #[arg(long, value_name = "MS", default_value_t = SLOT_TIME, value_parser = clap::value_parser!(u64).range(10..=60_000))]
    pub slot_time: u64,

    /// Say on stderr what the cluster does, transaction by transaction.
    #[arg(short, long)]
    pub verbose: bool,
}

/// Milliseconds that a slot is meant to take on Solana (`solana-clock`, `DEFAULT_MS_PER_SLOT`).
const SLOT_TIME: u64 = 400;

impl Default for Start {
    fn default() -> Self {
        Self {
            ws_port: None,
            scenario: None,
            no_demo: false,
            load: None,
            save: None,
            programs: None,
            no_programs: false,
            redeploy: false,
            slot_time: SLOT_TIME,
            verbose: false,
        }
    }
}

/// What to do with a localnet that runs.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Give SOL to an address.
    Airdrop {
        /// Who gets it.
        address: Address,
        /// How much, in SOL.
        #[arg(value_parser = sol)]
        sol: u64,
    },
    /// Move the clock forward; slots pass as time does.
    Warp {
        /// How far, as 3d, 12h or "1w 2h".
        #[arg(value_parser = humantime::parse_duration, required_unless_present = "to")]
        by: Option<Duration>,
        /// Up to a time instead, as 2021-12-24 or 2021-12-24T18:30:00Z.
        #[arg(long, value_name = "TIME", value_parser = time, conflicts_with = "by")]
        to: Option<i64>,
    },
    /// Say what it serves, and how far it is.
    Status,
    /// Save its state in a file, for --load.
    Save {
        /// The file; one that exists is replaced.
        file: PathBuf,
    },
    /// Stop it, and wait until it has stopped.
    Stop,
    /// List development wallets: anyone can derive their keys, here they have SOL.
    Wallets,
}

/// Lamports in a SOL.
pub const LAMPORTS: u64 = 1_000_000_000;

/// Reads an amount of SOL with up to nine places, exactly.
fn sol(text: &str) -> Result<u64, String> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !digits(whole) || !digits(fraction) || fraction.len() > 9 {
        return Err("not an amount of SOL, as 10 or 0.5".into());
    }
    let too_much = || "more SOL than there can be".to_owned();
    let whole: u64 = whole.parse().map_err(|_| too_much())?;
    let fraction: u64 = format!("{fraction:0<9}").parse().map_err(|_| too_much())?;
    whole.checked_mul(LAMPORTS).and_then(|all| all.checked_add(fraction)).ok_or_else(too_much)
}

/// Reads a date, or date and time, as Unix seconds.
fn time(text: &str) -> Result<i64, String> {
    let wrong = || "not a time, as 2021-12-24 or 2021-12-24T18:30:00Z".to_owned();
    let full = if text.contains(['T', ' ']) { text.to_owned() } else { format!("{text}T00:00:00Z") };
    let moment = humantime::parse_rfc3339_weak(&full).map_err(|_| wrong())?;
    let since = moment.duration_since(std::time::UNIX_EPOCH).map_err(|_| wrong())?;
    i64::try_from(since.as_secs()).map_err(|_| wrong())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_arguments_are_consistent() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn a_command_takes_no_options_of_the_start() {
        let read = |text: &str| Arguments::read(text.split(' ').map(Into::into));
        assert!(read("localnet --scenario x --verbose").is_ok());
        assert!(read("localnet --rpc-port 1 status").is_ok_and(|arguments| arguments.rpc_port == 1));
        assert!(read("localnet warp 3d --output json --rpc-port 7").is_ok());
        for wrong in [
            "--save x status",
            "--verbose stop",
            "--slot-time 10 wallets",
            "warp",
            "--redeploy",
            "--load a --scenario b",
        ] {
            assert!(read(&format!("localnet {wrong}")).is_err(), "{wrong}");
        }
    }

    #[test]
    fn sol_is_read_exactly() {
        assert_eq!(sol("10"), Ok(10_000_000_000));
        assert_eq!(sol("0.000000001"), Ok(1));
        assert_eq!(sol("1.5"), Ok(1_500_000_000));
        for wrong in ["", ".5", "-1", "1e3", "0.0000000001", "18446744073.709551616", "99999999999999999999"]
        {
            assert!(sol(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn times_are_read() {
        assert_eq!(time("1970-01-02"), Ok(86_400));
        assert_eq!(time("1970-01-01T00:01:00Z"), Ok(60));
        assert!(time("tomorrow").is_err());
        assert!(time("1969-12-31").is_err());
    }
}
