use super::SOL;
use super::layout::court::Court;
use super::layout::diplomacy::{CensusReport, Treaty};
use super::layout::{Campaign, Layout, Lease, Ledger, Treasury};
use crate::Error;
use client::membership::accounts::Nation;
use client::{COURT_ID, DIPLOMACY_ID, LAND_ID, TREASURY_ID};
use cluster::{Account, Cluster, Filter};
use solana_address::Address;
use std::collections::{BTreeMap, BTreeSet};

/// Everything that an audit looks at.
#[derive(Clone, Debug, Default)]
pub struct Evidence {
    /// The time, in Unix seconds.
    pub time: i64,
    /// All accounts of the programs of treasury, land, court and diplomacy.
    pub accounts: Vec<(Address, Account)>,
    /// Vaults, holdings, escrows and mints that those speak of, as far as they exist.
    pub money: BTreeMap<Address, Account>,
    /// All token accounts of a mint, for those mints of which all are known.
    pub holders: BTreeMap<Address, Vec<(Address, Account)>>,
    /// What people call the nations.
    pub nations: BTreeMap<Address, String>,
}

impl Evidence {
    /// Gathers it from a cluster. `whole` are the token programs all of whose accounts can be listed, so that
    /// supplies can be compared with holdings: on a live cluster none, since a mint may have millions of holders.
    ///
    /// On a live cluster transactions go on meanwhile, so that books may seem to disagree that do not.
    ///
    /// # Errors
    /// The cluster cannot be reached, or does not have the programs' accounts.
    pub fn gather(cluster: &dyn Cluster, whole: &[Address]) -> Result<Self, Error> {
        let mut evidence = Self { time: cluster.now()?, ..Self::default() };
        for program in [TREASURY_ID, LAND_ID, COURT_ID, DIPLOMACY_ID] {
            evidence.accounts.extend(cluster.program_accounts(&program, &[])?);
        }
        let Named { money, mints, nations } = Named::of(&evidence.accounts);
        evidence.money = existing(cluster, money)?;
        for mint in mints {
            let Some(program) = evidence.money.get(&mint).map(|account| account.owner) else { continue };
            if whole.contains(&program) {
                let holders = cluster.program_accounts(&program, &[Filter::bytes(0, mint)])?;
                evidence.holders.insert(mint, holders);
            }
        }
        for (address, account) in existing(cluster, nations)? {
            if let Ok(nation) = client::decode::<Nation>(&account.owner, &account.data) {
                let slug = String::from_utf8_lossy(&nation.slug).trim_end_matches('\0').to_owned();
                evidence.nations.insert(address, slug);
            }
        }
        Ok(evidence)
    }
}

/// Addresses that the programs' accounts name.
#[derive(Default)]
struct Named {
    money: BTreeSet<Address>,
    mints: BTreeSet<Address>,
    nations: BTreeSet<Address>,
}

impl Named {
    fn of(accounts: &[(Address, Account)]) -> Self {
        let mut named = Self::default();
        for (_, account) in accounts {
            if let Some(treasury) = read::<Treasury>(account, &TREASURY_ID) {
                named.add(treasury.nation, SOL, treasury.vault);
            } else if let Some(ledger) = read::<Ledger>(account, &TREASURY_ID) {
                named.add(ledger.nation, ledger.mint, ledger.holding);
            } else if let Some(lease) = read::<Lease>(account, &LAND_ID) {
                named.add(lease.nation, lease.mint, lease.escrow);
            } else if let Some(campaign) = read::<Campaign>(account, &LAND_ID) {
                named.add(campaign.nation, campaign.mint, campaign.escrow);
            } else if let Some(court) = read::<Court>(account, &COURT_ID) {
                named.add(court.nation, court.mint, court.escrow);
            } else if let Some(report) = read::<CensusReport>(account, &DIPLOMACY_ID) {
                named.nations.insert(report.nation);
            } else if let Some(treaty) = read::<Treaty>(account, &DIPLOMACY_ID) {
                named.nations.extend([treaty.nation_a, treaty.nation_b]);
            }
        }
        named
    }

    fn add(&mut self, nation: Address, mint: Address, holding: Address) {
        self.nations.insert(nation);
        self.money.insert(holding);
        if mint != SOL {
            self.money.insert(mint);
            self.mints.insert(mint);
        }
    }
}

fn read<T: Layout>(account: &Account, program: &Address) -> Option<T> {
    let is_one = account.owner == *program && account.data.starts_with(&T::TYPE);
    is_one.then(|| T::read(&account.data).ok()).flatten()
}

/// Those accounts that exist.
fn existing(
    cluster: &dyn Cluster,
    addresses: BTreeSet<Address>,
) -> Result<BTreeMap<Address, Account>, Error> {
    let addresses: Vec<Address> = addresses.into_iter().collect();
    let accounts = cluster.accounts(&addresses)?;
    Ok(addresses
        .into_iter()
        .zip(accounts)
        .filter_map(|(address, account)| Some((address, account?)))
        .collect())
}
