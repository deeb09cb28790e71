//! `civitas-localnet`: a cluster on this machine with Civitas deployed.

use std::process::ExitCode;

fn main() -> ExitCode {
    localnet::run(std::env::args_os())
}
