//! The state of a cluster: everything in it that a fresh one does not have, and the time.
//!
//! In files it is a [`Snapshot`], so `civitas recount`, `civitas audit` and the rest read it too.

use crate::Error;
use civitas::programs::PROGRAMS;
use cluster::{Account, Embedded, Snapshot};
use solana_address::Address;
use solana_clock::Clock;
use solana_sdk_ids::{bpf_loader_upgradeable, feature, native_loader, system_program, sysvar};
use std::collections::BTreeMap;

/// A system account with this much is a faucet of a virtual machine, which every new one has anew: 1,000,000 SOL
/// less what it gave away. All other wallets together cannot have a tenth of it.
const FAUCET: u64 = 900_000 * crate::arguments::LAMPORTS;

/// What a fresh cluster has: programs of Solana's own, the native mint.
pub struct Fresh(BTreeMap<Address, Account>);

impl Fresh {
    /// Looks at a fresh cluster.
    pub fn look() -> Self {
        let mut accounts: BTreeMap<_, _> = accounts(&Embedded::new()).collect();
        // The embedded cluster does without.
        accounts.insert(NATIVE_MINT, native_mint());
        Self(accounts)
    }

    /// The state among all of a cluster's `accounts`; its time and slot are those of the clock among them.
    ///
    /// # Errors
    /// There is no clock.
    pub fn state(&self, accounts: impl IntoIterator<Item = (Address, Account)>) -> Result<Snapshot, Error> {
        let mut clock = None;
        let mut kept = BTreeMap::new();
        for (address, account) in accounts {
            if address == sysvar::clock::ID {
                clock = read_clock(&account.data);
            }
            if self.is_news(&address, &account) {
                kept.insert(address, account);
            }
        }
        let (slot, time) = clock.ok_or_else(|| Error::Node("it has no clock".into()))?;
        let mut programs: Vec<Address> = PROGRAMS.iter().map(|(_, program)| *program).collect();
        programs.extend(civitas::replay::TOKEN_PROGRAMS);
        programs.extend([TOKEN, system_program::ID, bpf_loader_upgradeable::ID]);
        Ok(Snapshot { slot, time, programs, accounts: kept })
    }

    fn is_news(&self, address: &Address, account: &Account) -> bool {
        let faucet = account.owner == system_program::ID && account.lamports >= FAUCET;
        let machinery = [sysvar::ID, native_loader::ID, feature::ID].contains(&account.owner);
        let same = |fresh: &Account| fresh.owner == account.owner && fresh.data == account.data;
        account.lamports > 0 && !faucet && !machinery && !self.0.get(address).is_some_and(same)
    }
}

/// The SPL Token program.
const TOKEN: Address = Address::from_str_const("TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA");

/// The mint of wrapped SOL.
const NATIVE_MINT: Address = Address::from_str_const("So11111111111111111111111111111111111111112");

/// The mint of wrapped SOL as a fresh cluster has it: nine places, no supply, nobody's.
fn native_mint() -> Account {
    let mut data = vec![0; MINT_BYTES];
    (data[PLACES_AT], data[INITIALIZED_AT]) = (9, 1);
    Account { lamports: 1, data, owner: TOKEN, ..Account::default() }
}

/// Layout of a mint of the SPL Token program (`spl_token_interface::state::Mint`).
const MINT_BYTES: usize = 82;
const PLACES_AT: usize = 44;
const INITIALIZED_AT: usize = 45;

/// Every account of an embedded cluster.
pub fn accounts(cluster: &Embedded) -> impl Iterator<Item = (Address, Account)> {
    let svm = cluster.svm();
    let all: Vec<_> =
        svm.accounts_db().inner.iter().map(|(address, account)| (*address, account.clone().into())).collect();
    all.into_iter()
}

/// Slot and time of the clock sysvar's account.
pub fn read_clock(data: &[u8]) -> Option<(u64, i64)> {
    // `solana_clock::Clock` in bincode: slot, start of the epoch, epoch, epoch of the leader schedule, time.
    let word = |at: usize| data.get(at..at + 8)?.try_into().map(u64::from_le_bytes).ok();
    const { assert!(size_of::<Clock>() == 40) };
    Some((word(0)?, word(32)?.cast_signed()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use cluster::Cluster;

    #[test]
    fn a_state_holds_what_is_new_and_nothing_else() {
        let cluster = Embedded::new();
        let fresh = Fresh::look();
        assert!(fresh.state(accounts(&cluster)).unwrap().accounts.is_empty());

        let somebody = Address::new_from_array([9; 32]);
        cluster.airdrop(&somebody, 1_000_000_000).unwrap();
        cluster.set_time(cluster.now().unwrap() + 1_000);
        let state = fresh.state(accounts(&cluster)).unwrap();
        assert_eq!(state.accounts.keys().collect::<Vec<_>>(), [&somebody]);
        assert_eq!(state.accounts[&somebody].lamports, 1_000_000_000);
        assert_eq!((state.slot, state.time), (cluster.slot().unwrap(), cluster.now().unwrap()));
    }

    #[test]
    fn a_state_without_a_clock_is_refused() {
        assert!(Fresh::look().state([]).is_err());
    }
}
