//! What a proposal would do: its actions as the instructions that they are.

use super::Motion;
use crate::Error;
use client::addresses;
use client::governor::accounts::Action;
use cluster::{Cluster, loader};
use solana_address::Address;
use solana_instruction::{AccountMeta, Instruction};
use std::collections::HashSet;

/// Bytes of an account in an action: its address and flags.
const META: usize = 33;
/// Flag of an account that signs.
const SIGNER: u8 = 1;
/// Flag of an account that may be changed.
const WRITABLE: u8 = 2;

/// An action of a proposal.
pub struct Planned {
    /// Its address.
    pub address: Address,
    /// Its header.
    pub action: Action,
    /// The instruction that it is.
    pub instruction: Instruction,
}

impl Planned {
    /// The program's data account, if the program can be upgraded.
    pub fn program_data(&self) -> Option<Address> {
        (self.action.deployment_slot != 0).then(|| loader::program_data_address(&self.action.program))
    }

    /// The accounts as `execute` takes them: nobody signs the transaction for the executor.
    pub fn remaining(&self) -> Vec<AccountMeta> {
        self.instruction
            .accounts
            .iter()
            .map(|meta| AccountMeta { is_signer: false, ..meta.clone() })
            .collect()
    }
}

/// The actions of a proposal, in their order.
///
/// # Errors
/// [`Error::Account`] for an action that is gone or malformed.
pub fn actions(cluster: &dyn Cluster, motion: &Motion) -> Result<Vec<Planned>, Error> {
    (0..motion.proposal.actions)
        .filter_map(|index| {
            let address = addresses::action(&motion.address, index).0;
            match cluster.account(&address) {
                Ok(None) => None,
                Ok(Some(account)) => Some(decoded(address, &account.owner, &account.data)),
                Err(error) => Some(Err(error.into())),
            }
        })
        .collect()
}

fn decoded(address: Address, owner: &Address, data: &[u8]) -> Result<Planned, Error> {
    let malformed = |reason: String| Error::Account { what: "Action", reason };
    let (action, tail) =
        client::decode_with_tail::<Action>(owner, data).map_err(|error| malformed(error.to_string()))?;
    let metas = usize::from(action.account_count) * META;
    let (metas, data) =
        tail.split_at_checked(metas).ok_or_else(|| malformed(format!("{address} is too short")))?;
    let accounts = metas
        .as_chunks::<META>()
        .0
        .iter()
        .filter_map(|bytes| {
            let (address, flags) = bytes.split_first_chunk::<32>()?;
            let flags = flags.first()?;
            Some(AccountMeta {
                pubkey: Address::new_from_array(*address),
                is_signer: flags & SIGNER != 0,
                is_writable: flags & WRITABLE != 0,
            })
        })
        .collect();
    let instruction = Instruction { program_id: action.program, accounts, data: data.to_vec() };
    Ok(Planned { address, action, instruction })
}

/// The accounts of an instruction as an action stores them.
pub fn metas(instruction: &Instruction) -> Vec<u8> {
    let flags =
        |meta: &AccountMeta| u8::from(meta.is_signer) * SIGNER + u8::from(meta.is_writable) * WRITABLE;
    instruction
        .accounts
        .iter()
        .flat_map(|meta| meta.pubkey.to_bytes().into_iter().chain([flags(meta)]))
        .collect()
}

/// The data account of a program, if it can be upgraded: what pins its deployment.
///
/// # Errors
/// The cluster does not answer.
pub fn program_data(cluster: &dyn Cluster, program: &Address) -> Result<Option<Address>, Error> {
    let upgradeable = cluster
        .account(program)?
        .is_some_and(|account| account.owner == solana_sdk_ids::bpf_loader_upgradeable::ID);
    Ok(upgradeable.then(|| loader::program_data_address(program)))
}

/// The instructions of a transaction that a command has exported, without those that only pay for it.
///
/// # Errors
/// [`Error::Usage`] for what is no transaction of the kind, or needs lookup tables.
pub fn exported(text: &str) -> Result<Vec<Instruction>, Error> {
    let transaction = crate::sending::decoded(text)?;
    let message = &transaction.message;
    let instructions = message.instructions.iter().map(|compiled| {
        let accounts = compiled
            .accounts
            .iter()
            .map(|index| {
                let index = usize::from(*index);
                Some(AccountMeta {
                    pubkey: *message.account_keys.get(index)?,
                    is_signer: message.is_signer(index),
                    is_writable: message
                        .is_maybe_writable_with_reserved_addresses(index, None::<&HashSet<Address>>),
                })
            })
            .collect::<Option<Vec<_>>>()?;
        let program_id = *message.account_keys.get(usize::from(compiled.program_id_index))?;
        Some(Instruction { program_id, accounts, data: compiled.data.clone() })
    });
    let all = instructions
        .collect::<Option<Vec<_>>>()
        .ok_or_else(|| Error::Usage("the transaction names accounts that it does not have".into()))?;
    Ok(all.into_iter().filter(|one| one.program_id != solana_sdk_ids::compute_budget::ID).collect())
}

/// The actions of a nation's proposal that are still there, unexecuted and for the winning option, in their order.
pub fn due(motion: &Motion, planned: Vec<Planned>) -> Vec<Planned> {
    planned
        .into_iter()
        .filter(|one| one.action.executed == 0 && one.action.option == motion.proposal.outcome)
        .collect()
}
