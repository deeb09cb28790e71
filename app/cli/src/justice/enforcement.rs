//! The accounts that a remedy needs, found on chain.

use super::{Filed, Remedy};
use crate::Error;
use crate::nation;
use client::land::accounts::Lease;
use client::membership::accounts::Citizen;
use client::treasury::accounts::{Budget, Ledger};
use client::{GOVERNOR_ID, LAND_ID, MEMBERSHIP_ID, TREASURY_ID, addresses};
use cluster::Cluster;
use solana_address::Address;
use solana_instruction::AccountMeta;
use solana_sdk_ids::system_program;

/// The call that enforces a remedy.
#[derive(Debug)]
pub struct Call {
    /// The program that is called.
    pub program: Address,
    /// Its accounts, in its order.
    pub accounts: Vec<AccountMeta>,
}

fn reads(address: Address) -> AccountMeta {
    AccountMeta::new_readonly(address, false)
}

fn writes(address: Address) -> AccountMeta {
    AccountMeta::new(address, false)
}

/// The call that enforces a case; `payer` pays the rent of what it creates. `None` for an award from escrow, which the
/// court pays by itself.
///
/// # Errors
/// [`Error::Account`] when what the remedy acts upon is gone.
pub fn call(cluster: &dyn Cluster, filed: &Filed, payer: &Address) -> Result<Option<Call>, Error> {
    let case = &filed.case;
    let (court, nation, target) = (case.court, case.nation, case.target);
    let first = [reads(court), reads(nation)];
    let and =
        |program: Address, rest: &[AccountMeta]| Some(Call { program, accounts: [&first, rest].concat() });
    let remedy = Remedy::of(case.remedy).ok_or_else(|| Error::Account {
        what: "Case",
        reason: format!("it asks for remedy {}", case.remedy),
    })?;
    Ok(match remedy {
        Remedy::Suspend | Remedy::Reinstate => and(MEMBERSHIP_ID, &[writes(citizen(cluster, filed)?)]),
        Remedy::Reissue => {
            // Only from the wallet that was lost at the filing.
            let citizen = target;
            Some(Call {
                program: MEMBERSHIP_ID,
                accounts: vec![
                    AccountMeta::new(*payer, true),
                    reads(court),
                    reads(nation),
                    reads(citizen),
                    writes(addresses::reissue(&citizen).0),
                    reads(system_program::ID),
                ],
            })
        }
        Remedy::Evict => {
            let lease: Lease = nation::read(cluster, &target)?;
            let registry = addresses::registry(&nation).0;
            and(LAND_ID, &[writes(registry), writes(lease.parcel), writes(target)])
        }
        Remedy::SplitDeposit => and(LAND_ID, &[writes(target)]),
        Remedy::AwardBudget => {
            let budget: Budget = nation::read(cluster, &target)?;
            let ledger: Ledger = nation::read(cluster, &budget.ledger)?;
            and(
                TREASURY_ID,
                &[
                    writes(budget.ledger),
                    writes(target),
                    reads(addresses::vault(&ledger.treasury).0),
                    writes(ledger.holding),
                    writes(case.beneficiary),
                    reads(ledger.mint),
                    reads(ledger.token_program),
                    reads(ledger.treasury),
                ],
            )
        }
        Remedy::AwardEscrow => None,
        Remedy::Enjoin | Remedy::Release => and(GOVERNOR_ID, &[writes(target)]),
        Remedy::Pause | Remedy::Resume => and(TREASURY_ID, &[writes(target)]),
    })
}

/// The citizen that the remedy acts upon: where it was at the filing, else where a reissue has moved it.
fn citizen(cluster: &dyn Cluster, filed: &Filed) -> Result<Address, Error> {
    let case = &filed.case;
    let there: Option<Citizen> = nation::find(cluster, &case.target)?;
    if there.is_some_and(|citizen| citizen.serial == case.target_serial) {
        return Ok(case.target);
    }
    Ok(nation::by_serial(cluster, &case.nation, case.target_serial)?.0)
}
