//! The first nation: founded, with a governor, unless it exists.

use crate::config::Admission;
use crate::{Error, Plan};
use client::governor::instructions::{CreateGovernor, CreateGovernorInstructionArgs};
use client::membership::accounts::Nation;
use client::membership::instructions::{FoundNation, FoundNationInstructionArgs};
use client::{MEMBERSHIP_ID, addresses};
use cluster::{Cluster, Rpc, TransactionBuilder};
use sha2::{Digest, Sha256};
use solana_address::Address;
use solana_signer::Signer;
use std::time::Duration;

/// Founds the nation of the plan, and creates its governor.
///
/// # Errors
/// The slug is taken by somebody else; a program refuses; the cluster does not answer.
pub fn found(cluster: &Rpc, plan: &Plan, dry_run: bool, say: &mut dyn FnMut(String)) -> Result<(), Error> {
    let Some(wanted) = &plan.nation else { return Ok(()) };
    let (payer, founder) = (plan.key(&plan.payer)?, plan.key(&wanted.founder)?);
    let nation = addresses::nation(&wanted.slug).0;
    let governor = addresses::governor(&nation).0;
    let executor = addresses::executor(&governor).0;
    let signers: &[&dyn Signer] =
        if payer.pubkey() == founder.pubkey() { &[&payer] } else { &[&payer, &founder] };
    let charter = plan.bytes(&wanted.charter)?;
    match cluster.account(&nation)? {
        Some(account) => {
            let found: Nation = client::decode(&MEMBERSHIP_ID, &account.data)
                .map_err(|error| Error::Refused(format!("the nation cannot be read: {error}")))?;
            if found.founder != founder.pubkey() {
                return Err(Error::Refused(format!(
                    "the nation {} exists, founded by {}",
                    wanted.slug, found.founder
                )));
            }
            say(format!("the nation {} exists at {nation}", wanted.slug));
        }
        None => {
            say(format!("found the nation {} at {nation}", wanted.slug));
            if !dry_run {
                let (admission, vouches_required) = match wanted.admission {
                    Admission::Open => (0, 0),
                    Admission::Vouched(vouches) => (1, vouches),
                    Admission::Approved => (2, 0),
                };
                let found = FoundNation {
                    founder: founder.pubkey(),
                    nation,
                    passport_group: addresses::passport_group(&nation).0,
                }
                .instruction(FoundNationInstructionArgs {
                    slug: wanted.slug.clone(),
                    charter_hash: Sha256::digest(&charter).into(),
                    charter_uri: wanted.charter_uri.clone(),
                    founder_sunset: cluster.now()?.saturating_add(seconds(wanted.founder_sunset)?),
                    successor: executor,
                    admission,
                    vouches_required,
                    term_seconds: seconds(wanted.term)?,
                    bucket_seconds: seconds(wanted.bucket)?,
                    dues_mint: Address::default(),
                    dues_amount: 0,
                });
                cluster.execute(&TransactionBuilder::new(payer.pubkey()).instruction(found), signers)?;
            }
        }
    }
    if cluster.account(&governor)?.is_some() {
        say(format!("its governor exists at {governor}"));
        return Ok(());
    }
    say(format!("create its governor at {governor}"));
    if !dry_run {
        let create =
            CreateGovernor { payer: payer.pubkey(), authority: founder.pubkey(), nation, governor, executor }
                .instruction(CreateGovernorInstructionArgs {
                    guardian: Address::default(),
                    guardian_until: 0,
                });
        cluster.execute(&TransactionBuilder::new(payer.pubkey()).instruction(create), signers)?;
    }
    Ok(())
}

fn seconds(duration: Duration) -> Result<i64, Error> {
    i64::try_from(duration.as_secs()).map_err(|error| Error::Refused(error.to_string()))
}
