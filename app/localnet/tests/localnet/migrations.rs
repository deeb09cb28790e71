//! What `migrations/` does, against a localnet without programs.

use crate::running::{Running, localnet};
use ::migrations::{Plan, programs::PROGRAMS, run};
use client::membership::accounts::Nation;
use client::{MEMBERSHIP_ID, addresses};
use cluster::{Cluster, loader};

use solana_address::Address;
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../migrations")
}

/// Runs the plan, and returns what it says it does.
fn deploy(plan: &Plan, dry_run: bool) -> Vec<String> {
    let mut said = Vec::new();
    run(plan, dry_run, &mut |line| said.push(line)).unwrap();
    said
}

#[test]
fn a_deployment_can_be_repeated() {
    let localnet = Running::start(&["--no-programs"]);
    let cluster = localnet.cluster();
    let mut plan = Plan::read(&folder().join("localnet.toml")).unwrap();
    plan.url = localnet.said["rpc"].as_str().unwrap().to_owned();
    let is_deployed = |program: &Address| cluster.account(&loader::program_data_address(program)).unwrap();
    let doings = |said: &[String]| {
        let verbs = ["deploy ", "upgrade ", "found ", "create "];
        said.iter().filter(|line| verbs.iter().any(|verb| line.starts_with(verb))).count()
    };

    // A dry run says it all and does nothing.
    let nation = addresses::nation(&plan.nation.as_ref().unwrap().slug).0;
    assert_eq!(doings(&deploy(&plan, true)), PROGRAMS.len() + 2);
    assert!(PROGRAMS.iter().all(|(_, program)| is_deployed(program).is_none()));
    assert_eq!(cluster.account(&nation).unwrap(), None);

    // The binaries are there then, whole, and run: the nation is founded by them.
    assert_eq!(doings(&deploy(&plan, false)), PROGRAMS.len() + 2);
    let authority = plan.key(&plan.upgrade_authority).unwrap();
    for (name, program) in PROGRAMS {
        let data = is_deployed(&program).unwrap().data;
        let binary = std::fs::read(plan.path(&plan.binaries).join(format!("{name}.so"))).unwrap();
        assert_eq!(data[loader::HEADER_BYTES..][..binary.len()], binary);
        assert_eq!(loader::deployment(&data).unwrap().1, Some(solana_signer::Signer::pubkey(&authority)));
    }
    let account = cluster.account(&nation).unwrap().unwrap();
    client::decode::<Nation>(&MEMBERSHIP_ID, &account.data).unwrap();

    // Again, there is nothing to do. Of this cluster it does not claim that IDLs are published.
    let said = deploy(&plan, false);
    assert_eq!(doings(&said), 0, "{said:?}");
    assert!(said.iter().any(|line| line.contains("not published")), "{said:?}");

    // A binary that differs is an upgrade, and only that.
    let other = tempfile::tempdir().unwrap();
    for (name, _) in PROGRAMS {
        // One program in place of another: a binary that fits and that the loader accepts.
        let from = if name == "diplomacy" { "treasury" } else { name };
        let from = plan.path(&plan.binaries).join(format!("{from}.so"));
        std::fs::copy(from, other.path().join(format!("{name}.so"))).unwrap();
    }
    plan.binaries = other.path().to_owned();
    assert_eq!(doings(&deploy(&plan, false)), 1);
    let data = is_deployed(&client::DIPLOMACY_ID).unwrap().data;
    let binary = std::fs::read(other.path().join("diplomacy.so")).unwrap();
    assert_eq!(data[loader::HEADER_BYTES..][..binary.len()], binary);

    // Who may not upgrade is told so, by name.
    plan.upgrade_authority = ::migrations::Key::Development("somebody else".into());
    plan.binaries = folder().join("../target/deploy");
    let refused = run(&plan, false, &mut |_| ()).unwrap_err().to_string();
    assert!(refused.contains("may upgrade it"), "{refused}");

    let stopped = localnet.command(&["stop"]);
    assert!(stopped.status.success(), "{stopped:?}");
    assert!(localnet.ended().success());
}

#[test]
fn a_cluster_without_programs_has_none() {
    let refused = localnet().args(["--no-programs", "--load", "x"]).output().unwrap();
    assert_eq!(refused.status.code(), Some(2));
}
