//! Which nation a command is about, and reading accounts of the programs.

use crate::Error;
use crate::output::padded;
use clap::Args;
use client::membership::accounts::{Citizen, Nation};
use client::{ProgramAccount, addresses};
use cluster::{Cluster, Filter};
use solana_address::Address;

/// Most bytes of a nation's slug.
const SLUG_BYTES: usize = 32;
/// Where accounts begin that name what they belong to first: after the discriminator.
pub const FIRST_FIELD: usize = 8;

/// The nation that a command is about.
#[derive(Clone, Debug, Default, Args)]
pub struct NationArg {
    /// Nation, by its slug or address. Can be left out where the cluster has only one.
    #[arg(short, long = "nation", value_name = "SLUG_OR_ADDRESS")]
    nation_name: Option<String>,
}

impl NationArg {
    /// The nation's address and account.
    ///
    /// # Errors
    /// [`Error::Usage`] when there is none of that name, or none was named and there are several.
    pub fn find(&self, cluster: &dyn Cluster) -> Result<(Address, Nation), Error> {
        match &self.nation_name {
            Some(name) => named(cluster, name),
            None => only(cluster),
        }
    }
}

/// The nation of a slug or an address.
///
/// # Errors
/// [`Error::Usage`] when there is none.
pub fn named(cluster: &dyn Cluster, name: &str) -> Result<(Address, Nation), Error> {
    let none = || Error::Usage(format!("there is no nation `{name}` on this cluster"));
    let by_slug = || (name.len() <= SLUG_BYTES).then(|| addresses::nation(name).0);
    for address in name.parse::<Address>().ok().into_iter().chain(by_slug()) {
        if let Some(nation) = find(cluster, &address)? {
            return Ok((address, nation));
        }
    }
    Err(none())
}

fn only(cluster: &dyn Cluster) -> Result<(Address, Nation), Error> {
    let mut nations = all::<Nation>(cluster, Vec::new())?;
    match (nations.len(), nations.pop()) {
        (1, Some(nation)) => Ok(nation),
        (0, _) | (_, None) => Err(Error::Usage("there is no nation on this cluster".into())),
        (_, Some(last)) => {
            let mut slugs: Vec<String> =
                nations.iter().chain([&last]).map(|(_, nation)| padded(&nation.slug)).collect();
            slugs.sort();
            Err(Error::Usage(format!("name a nation with --nation: {}", slugs.join(", "))))
        }
    }
}

/// Reads an account that may be missing; `None` where there is none of that type.
///
/// # Errors
/// The cluster does not answer.
pub fn find<T: ProgramAccount>(cluster: &dyn Cluster, address: &Address) -> Result<Option<T>, Error> {
    let account = cluster.account(address)?;
    Ok(account.and_then(|account| client::decode(&account.owner, &account.data).ok()))
}

/// Reads an account that must be there.
///
/// # Errors
/// [`Error::Account`] when there is none, or it is another.
pub fn read<T: ProgramAccount>(cluster: &dyn Cluster, address: &Address) -> Result<T, Error> {
    let unreadable = |reason: String| Error::Account { what: T::NAME, reason };
    let account = cluster.account(address)?;
    let account = account.ok_or_else(|| unreadable(format!("there is no account {address}")))?;
    client::decode(&account.owner, &account.data).map_err(|error| unreadable(format!("{address}: {error}")))
}

/// All accounts of a type that satisfy these conditions, by address.
///
/// # Errors
/// The cluster does not answer.
pub fn all<T: ProgramAccount>(
    cluster: &dyn Cluster,
    mut filters: Vec<Filter>,
) -> Result<Vec<(Address, T)>, Error> {
    filters.push(Filter::bytes(0, T::DISCRIMINATOR));
    let accounts = cluster.program_accounts(&T::PROGRAM, &filters)?;
    Ok(accounts
        .into_iter()
        .filter_map(|(address, account)| Some((address, client::decode(&account.owner, &account.data).ok()?)))
        .collect())
}

/// All accounts of a type whose first field is this address.
///
/// # Errors
/// The cluster does not answer.
pub fn all_of<T: ProgramAccount>(cluster: &dyn Cluster, owner: &Address) -> Result<Vec<(Address, T)>, Error> {
    all(cluster, vec![Filter::bytes(FIRST_FIELD, owner)])
}

/// The citizen that a wallet is, if it is one.
///
/// # Errors
/// The cluster does not answer.
pub fn citizen(
    cluster: &dyn Cluster,
    nation: &Address,
    wallet: &Address,
) -> Result<Option<(Address, Citizen)>, Error> {
    let address = addresses::citizen(nation, wallet).0;
    Ok(find(cluster, &address)?.map(|citizen| (address, citizen)))
}

/// The citizen with this serial, wherever the account is by now.
///
/// # Errors
/// [`Error::Account`] when there is none any more.
pub fn by_serial(cluster: &dyn Cluster, nation: &Address, serial: u64) -> Result<(Address, Citizen), Error> {
    all_of::<Citizen>(cluster, nation)?.into_iter().find(|(_, citizen)| citizen.serial == serial).ok_or_else(
        || Error::Account { what: Citizen::NAME, reason: format!("nobody has the serial {serial} now") },
    )
}
