//! What is published about the programs: their IDLs, and whom to tell of a weakness.
//!
//! Both belong into the Program Metadata program, which its own tool writes to. That program is not on every cluster,
//! and no crate speaks to it: this step says what to run, and never claims to have published anything.

use crate::programs::PROGRAMS;
use crate::{Error, Plan};
use cluster::{Cluster, Rpc};
use solana_address::{Address, address};

/// The Program Metadata program.
pub const PROGRAM_METADATA: Address = address!("ProgM6JCCvbYkfKqJYHePx4xxSUSqJp7rh8Lyv7nk7S");

/// Says what publishes IDLs and security contact, having checked that both are there to be published.
///
/// # Errors
/// A file is missing; the cluster does not answer.
pub fn publish(cluster: &Rpc, plan: &Plan, say: &mut dyn FnMut(String)) -> Result<(), Error> {
    plan.bytes(&plan.security)?;
    for (name, _) in PROGRAMS {
        plan.bytes(&plan.idls.join(format!("{name}.json")))?;
    }
    if cluster.account(&PROGRAM_METADATA)?.is_none() {
        say("IDLs and security contact are not published: this cluster has no Program Metadata program"
            .into());
        return Ok(());
    }
    say("to publish IDLs and security contact, as the upgrade authority:".into());
    for (name, program) in PROGRAMS {
        let idl = plan.path(&plan.idls).join(format!("{name}.json"));
        let security = plan.path(&plan.security);
        for (seed, file) in [("idl", idl), ("security", security)] {
            say(format!(
                "  npx @solana-program/program-metadata write {seed} {program} {} --rpc {}",
                file.display(),
                plan.url
            ));
        }
    }
    Ok(())
}
