//! Accounts written behind the programs' back.

use crate::World;
use client::ProgramAccount;
use cluster::Account;
use solana_address::Address;

impl World {
    /// Changes the fixed part of an account; what follows it stays.
    #[track_caller]
    pub fn edit<T: ProgramAccount + borsh::BorshSerialize>(
        &self,
        address: &Address,
        change: impl FnOnce(&mut T),
    ) {
        let mut account = self.account(address);
        let mut value: T = client::decode(&account.owner, &account.data).expect("it decodes");
        change(&mut value);
        let bytes = borsh::to_vec(&value).expect("it encodes");
        account.data[..bytes.len()].copy_from_slice(&bytes);
        self.put(address, account);
    }

    /// Changes an account's raw data.
    #[track_caller]
    pub fn edit_bytes(&self, address: &Address, change: impl FnOnce(&mut Vec<u8>)) {
        let mut account = self.account(address);
        change(&mut account.data);
        self.put(address, account);
    }

    /// Writes an account as it is.
    #[track_caller]
    pub fn put(&self, address: &Address, account: Account) {
        self.cluster.set_account(address, account).expect("the virtual machine takes it");
    }

    /// Writes an account of `owner` with this data, exempt from rent.
    #[track_caller]
    pub fn put_data(&self, address: &Address, owner: Address, data: Vec<u8>) {
        let lamports = cluster::Cluster::rent_exempt(&self.cluster, data.len()).expect("a rent");
        self.put(address, Account { lamports, data, owner, executable: false, rent_epoch: u64::MAX });
    }

    /// Copies an account's bytes to another address under another owner: a look-alike.
    #[track_caller]
    pub fn look_alike(&self, of: &Address, at: &Address, owner: Address) {
        let account = self.account(of);
        self.put(at, Account { owner, ..account });
    }
}
