use crate::is_program;
use cluster::loader;
use sha2::{Digest, Sha256};
use solana_address::Address;
use solana_instruction::{AccountMeta, Instruction};

/// An instruction as an action carries it.
#[derive(Clone)]
pub struct Call {
    /// The program.
    pub program: Address,
    /// Its program data, if it can be upgraded.
    pub program_data: Option<Address>,
    /// Its accounts. Only the executor signs, by the governor program.
    pub accounts: Vec<AccountMeta>,
    /// Its data.
    pub data: Vec<u8>,
}

impl Call {
    /// This instruction as an action. Programs of the project are upgradeable; others are taken not to be.
    pub fn of(instruction: Instruction) -> Self {
        let program = instruction.program_id;
        Self {
            program,
            program_data: is_program(&program).then(|| loader::program_data_address(&program)),
            accounts: instruction.accounts,
            data: instruction.data,
        }
    }

    /// The accounts as the action stores them: address and flags, 33 bytes each.
    pub fn metas(&self) -> Vec<u8> {
        let flags = |meta: &AccountMeta| u8::from(meta.is_signer) | u8::from(meta.is_writable) << 1;
        self.accounts
            .iter()
            .flat_map(|meta| meta.pubkey.to_bytes().into_iter().chain([flags(meta)]))
            .collect()
    }

    /// The accounts as `execute` takes them after its own: nobody signs the transaction for the executor.
    pub fn remaining(&self) -> Vec<AccountMeta> {
        self.accounts.iter().map(|meta| AccountMeta { is_signer: false, ..meta.clone() }).collect()
    }

    /// The next link of an option's hash chain, computed from its description:
    /// `SHA-256(previous ‖ program ‖ slot ‖ account count ‖ accounts ‖ data)`.
    pub fn link(&self, previous: [u8; 32], deployment_slot: u64) -> [u8; 32] {
        Sha256::new()
            .chain_update(previous)
            .chain_update(self.program)
            .chain_update(deployment_slot.to_le_bytes())
            .chain_update([self.accounts.len() as u8])
            .chain_update(self.metas())
            .chain_update(&self.data)
            .finalize()
            .into()
    }
}
