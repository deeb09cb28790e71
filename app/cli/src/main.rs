//! `civitas`: the command line of a network state.

use std::process::ExitCode;

fn main() -> ExitCode {
    civitas::run(std::env::args_os())
}
