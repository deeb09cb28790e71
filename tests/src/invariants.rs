//! What must hold after every transaction that succeeds.

use crate::{Account, Address, Receipt, Till, World, tokens};
use client::governor::accounts::BallotPage;
use client::treasury::accounts::{Budget, Ledger, Stream};
use client::{ProgramAccount, TREASURY_ID, addresses, pages};
use cluster::Cluster;
use std::collections::BTreeMap;

/// The accounts that a transaction names, before it or after it.
pub(crate) type Snapshot = [(Address, Option<Account>)];

/// No lamport and no token is made or lost, and pages count what lies in them. `paid` is what the fee payer
/// lost.
pub(crate) fn check_transaction(receipt: &Receipt, before: &Snapshot, after: &Snapshot, paid: i128) {
    let sum = |accounts: &Snapshot| -> i128 {
        accounts.iter().filter_map(|(_, account)| account.as_ref()).map(|a| i128::from(a.lamports)).sum()
    };
    assert_eq!(sum(after) - sum(before), paid - i128::from(receipt.fee), "lamports were made or lost");
    assert_eq!(tokens_beyond_supply(after), tokens_beyond_supply(before), "tokens were made or lost");
    for (address, account) in after {
        let changed = !before.iter().any(|(other, was)| other == address && was == account);
        if let Some(account) = account.as_ref().filter(|_| changed) {
            check_page(address, account);
        }
    }
}

/// For each mint whose tokens move: what lies in token accounts, less the mint's supply where that can change.
fn tokens_beyond_supply(accounts: &Snapshot) -> BTreeMap<Address, i128> {
    let mut sums = BTreeMap::new();
    for (address, account) in accounts {
        let Some(account) = account else { continue };
        if let Some((mint, amount)) = tokens::amount_of(account) {
            *sums.entry(mint).or_default() += i128::from(amount);
        } else if let Some(supply) = tokens::supply_of(account) {
            *sums.entry(*address).or_default() -= i128::from(supply);
        }
    }
    // An account that is new and empty adds no mint to the list.
    sums.retain(|_, sum| *sum != 0);
    sums
}

/// If the account is a ballot page, counts it anew.
fn check_page(address: &Address, account: &Account) {
    let Ok((page, tail)) = client::decode_with_tail::<BallotPage>(&account.owner, &account.data) else {
        return;
    };
    if page.chamber == pages::CITIZENS {
        let count = pages::count_citizens(tail, page.capacity);
        assert_eq!(count.by_choice, page.counts, "page {address} miscounts");
        assert_eq!(count.delegated, u64::from(page.delegated), "page {address} miscounts delegates");
    } else {
        let count = pages::count_stakes(tail, page.capacity).expect("choices exist");
        assert_eq!(count.by_choice, page.counts, "page {address} miscounts");
    }
}

impl World {
    /// Checks the books of every treasury: each ledger against its own sums, against all streams and budgets
    /// that draw on it, and against what really lies in the vault.
    #[track_caller]
    pub fn check_books(&self) {
        let accounts = self.cluster.program_accounts(&TREASURY_ID, &[]).expect("an embedded cluster answers");
        // Accounts that tests forge elsewhere are nobody's.
        let ledgers = all::<Ledger>(&accounts, |ledger| addresses::ledger(&ledger.treasury, &ledger.mint).0);
        if ledgers.is_empty() {
            return;
        }
        let treasury_of: BTreeMap<Address, Address> =
            ledgers.iter().map(|(address, ledger)| (*address, ledger.treasury)).collect();
        let home = |ledger: &Address| treasury_of.get(ledger).copied().unwrap_or_default();
        let streams =
            all::<Stream>(&accounts, |stream| addresses::stream(&home(&stream.ledger), stream.id).0);
        let budgets =
            all::<Budget>(&accounts, |budget| addresses::budget(&home(&budget.ledger), budget.id).0);
        for (address, ledger) in &ledgers {
            let wide = |amounts: &[u64]| -> i128 { amounts.iter().copied().map(i128::from).sum() };
            assert_eq!(
                wide(&ledger.income) - i128::from(ledger.outflow),
                i128::from(ledger.balance),
                "ledger {address}: income less outflow is not the balance"
            );
            let unpaid: Vec<u64> = streams
                .iter()
                .filter(|(_, stream)| stream.ledger == *address)
                .map(|(_, stream)| stream.total - stream.withdrawn)
                .collect();
            assert_eq!(
                wide(&unpaid),
                i128::from(ledger.promised_streams),
                "ledger {address}: promised to streams"
            );
            let set_aside: Vec<u64> = budgets
                .iter()
                .filter(|(_, budget)| budget.ledger == *address)
                .map(|(_, budget)| budget.set_aside)
                .collect();
            assert_eq!(
                wide(&set_aside),
                i128::from(ledger.promised_budgets),
                "ledger {address}: set aside for budgets"
            );
            assert!(
                wide(&[ledger.promised_streams, ledger.promised_budgets]) <= i128::from(ledger.balance),
                "ledger {address} has promised more than it has"
            );
            let till = Till::of_ledger(ledger);
            let (real, booked) =
                (self.amount_in(&till.money, &till.holding), wide(&[ledger.balance, ledger.reserve]));
            assert!(i128::from(real) >= booked, "ledger {address} books {booked}, the vault has {real}");
        }
    }
}

/// The accounts of a type at their true addresses.
fn all<T: ProgramAccount>(
    accounts: &[(Address, Account)],
    address_of: impl Fn(&T) -> Address,
) -> Vec<(Address, T)> {
    let typed = accounts.iter().filter_map(|(address, account)| {
        client::decode::<T>(&account.owner, &account.data).ok().map(|value| (*address, value))
    });
    typed.filter(|(address, value)| address_of(value) == *address).collect()
}
