//! `civitas`: the command line of a network state.

use clap::Parser;

/// Govern a network state on Solana.
#[derive(Parser)]
#[command(name = "civitas", version)]
struct Cli {}

fn main() {
    Cli::parse();
}
