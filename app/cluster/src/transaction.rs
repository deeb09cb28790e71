use crate::ClusterError;
use solana_address::Address;
use solana_compute_budget_interface::ComputeBudgetInstruction;
use solana_hash::Hash;
use solana_instruction::Instruction;
use solana_message::{AddressLookupTableAccount, Message, VersionedMessage, v0};
use solana_signer::Signer;
use solana_transaction::versioned::VersionedTransaction;
use std::collections::HashSet;

/// Most bytes that a transaction may have: an IPv6 packet of 1,280 bytes less its headers
/// (`solana-packet`, `PACKET_DATA_SIZE`).
pub const PACKET_BYTES: usize = 1232;

/// A transaction before it is signed.
///
/// It is a legacy transaction unless a lookup table is given, which takes version 0.
#[derive(Clone, Debug, Default)]
pub struct TransactionBuilder {
    payer: Address,
    instructions: Vec<Instruction>,
    compute_unit_limit: Option<u32>,
    compute_unit_price: Option<u64>,
    lookup_tables: Vec<AddressLookupTableAccount>,
}

impl TransactionBuilder {
    /// An empty transaction that `payer` pays for.
    pub fn new(payer: Address) -> Self {
        Self { payer, ..Self::default() }
    }

    /// Appends an instruction.
    pub fn instruction(mut self, instruction: Instruction) -> Self {
        self.instructions.push(instruction);
        self
    }

    /// Appends instructions.
    pub fn instructions(mut self, instructions: impl IntoIterator<Item = Instruction>) -> Self {
        self.instructions.extend(instructions);
        self
    }

    /// Limits the compute units; without a limit each instruction may use 200,000.
    pub fn compute_unit_limit(mut self, units: u32) -> Self {
        self.compute_unit_limit = Some(units);
        self
    }

    /// Offers a priority fee, in micro-lamports for each compute unit of the limit.
    pub fn compute_unit_price(mut self, micro_lamports: u64) -> Self {
        self.compute_unit_price = Some(micro_lamports);
        self
    }

    /// Takes addresses from a lookup table where possible.
    pub fn lookup_table(mut self, table: AddressLookupTableAccount) -> Self {
        self.lookup_tables.push(table);
        self
    }

    /// Who pays.
    pub fn payer(&self) -> &Address {
        &self.payer
    }

    /// The message to sign.
    ///
    /// # Errors
    /// [`ClusterError::Unsignable`] when it has more accounts than a message can name.
    pub fn message(&self, blockhash: Hash) -> Result<VersionedMessage, ClusterError> {
        let budget = [
            self.compute_unit_limit.map(ComputeBudgetInstruction::set_compute_unit_limit),
            self.compute_unit_price.map(ComputeBudgetInstruction::set_compute_unit_price),
        ];
        let instructions: Vec<_> =
            budget.into_iter().flatten().chain(self.instructions.iter().cloned()).collect();
        if self.lookup_tables.is_empty() {
            let message = Message::new_with_blockhash(&instructions, Some(&self.payer), &blockhash);
            return Ok(VersionedMessage::Legacy(message));
        }
        v0::Message::try_compile(&self.payer, &instructions, &self.lookup_tables, blockhash)
            .map(VersionedMessage::V0)
            .map_err(|error| ClusterError::Unsignable(error.to_string()))
    }

    /// The signed transaction. Signers come in any order; each must be needed.
    ///
    /// # Errors
    /// [`ClusterError::Unsignable`] when a signer is missing or too many.
    pub fn sign(
        &self,
        signers: &[&dyn Signer],
        blockhash: Hash,
    ) -> Result<VersionedTransaction, ClusterError> {
        VersionedTransaction::try_new(self.message(blockhash)?, signers)
            .map_err(|error| ClusterError::Unsignable(error.to_string()))
    }
}

/// Bytes of the transaction on the wire; at most [`PACKET_BYTES`].
pub fn size(transaction: &VersionedTransaction) -> usize {
    // A compact array's length takes one byte up to 127, and no packet has room for more signatures.
    1 + transaction.signatures.len() * size_of::<solana_signature::Signature>()
        + transaction.message.serialize().len()
}

/// How many accounts the transaction locks for writing, the payer included.
pub fn writable_accounts(transaction: &VersionedTransaction) -> usize {
    let message = &transaction.message;
    let own = (0..message.static_account_keys().len())
        .filter(|index| message.is_maybe_writable_with_reserved_addresses(*index, None::<&HashSet<Address>>))
        .count();
    let looked_up: usize = message
        .address_table_lookups()
        .unwrap_or_default()
        .iter()
        .map(|lookup| lookup.writable_indexes.len())
        .sum();
    own + looked_up
}

#[cfg(test)]
mod tests {
    use super::*;
    use solana_instruction::AccountMeta;
    use solana_keypair::Keypair;

    fn touch(accounts: Vec<AccountMeta>) -> Instruction {
        Instruction { program_id: Address::new_from_array([9; 32]), accounts, data: vec![1, 2, 3] }
    }

    #[test]
    fn size_and_locks_are_counted() {
        let payer = Keypair::new();
        let transaction = TransactionBuilder::new(payer.pubkey())
            .instruction(touch(vec![
                AccountMeta::new(Address::new_from_array([1; 32]), false),
                AccountMeta::new_readonly(Address::new_from_array([2; 32]), false),
            ]))
            .sign(&[&payer], Hash::default())
            .unwrap();
        // signatures 1 + 64, header 3, keys 1 + 4 × 32, blockhash 32, instructions 1 + (1 + 1 + 2 + 1 + 3)
        assert_eq!(size(&transaction), 65 + 3 + 129 + 32 + 9);
        assert_eq!(writable_accounts(&transaction), 2);
    }

    #[test]
    fn lookup_tables_shorten_a_transaction_and_keep_its_locks() {
        let payer = Keypair::new();
        let addresses: Vec<_> = (1..=8).map(|i| Address::new_from_array([i; 32])).collect();
        let metas = addresses.iter().map(|a| AccountMeta::new(*a, false)).collect();
        let long = TransactionBuilder::new(payer.pubkey()).instruction(touch(metas));
        let table = AddressLookupTableAccount { key: Address::new_from_array([99; 32]), addresses };
        let short = long.clone().lookup_table(table).sign(&[&payer], Hash::default()).unwrap();
        let long = long.sign(&[&payer], Hash::default()).unwrap();
        assert!(size(&short) < size(&long));
        assert_eq!(writable_accounts(&short), 9);
        assert_eq!(writable_accounts(&long), 9);
    }

    #[test]
    fn a_missing_signer_is_reported() {
        let stranger = Keypair::new();
        let transaction = TransactionBuilder::new(Address::new_from_array([1; 32]));
        let error = transaction.sign(&[&stranger], Hash::default()).unwrap_err();
        assert!(matches!(error, ClusterError::Unsignable(_)));
    }
}
