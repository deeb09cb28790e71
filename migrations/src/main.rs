//! `civitas-migrate`: brings a cluster to what a configuration file says.

use clap::Parser;
use migrations::{Plan, run};
use std::path::PathBuf;
use std::process::ExitCode;

/// Bring a cluster to what a file says: deploy or upgrade the programs, publish what is known of them, found the first
/// nation. What is there already is left as it is, so it can be run again at any time.
#[derive(Debug, Parser)]
#[command(name = "civitas-migrate", version)]
struct Arguments {
    /// What to bring about, as migrations/localnet.toml.
    config: PathBuf,

    /// Node to send to, in place of the file's.
    #[arg(short, long, value_name = "URL")]
    url: Option<String>,

    /// Only say what would be done.
    #[arg(long)]
    dry_run: bool,
}

fn main() -> ExitCode {
    let Arguments { config, url, dry_run } = Arguments::parse();
    let done = Plan::read(&config).and_then(|mut plan| {
        plan.url = url.unwrap_or(plan.url);
        run(&plan, dry_run, &mut |line| println!("{line}"))
    });
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}
