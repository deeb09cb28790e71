//! Transactions, most of one instruction each, and what they cost.

use crate::Error;
use client::{ProgramAccount, explain};
use cluster::{Cluster, ClusterError, Failure, Receipt, TransactionBuilder};
use serde::Serialize;
use solana_address::Address;
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_signer::Signer;
use std::collections::BTreeMap;

/// Lines of a failed transaction's log that an error shows.
const LOG_LINES: usize = 6;

/// Smallest, largest and sum of some measurements.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Spread {
    /// How many.
    pub count: u64,
    /// The smallest; 0 of none.
    pub min: u64,
    /// The largest.
    pub max: u64,
    /// Their sum.
    pub sum: u64,
    /// Their mean, rounded to the nearest.
    pub mean: u64,
}

impl Spread {
    /// Adds a measurement.
    pub fn add(&mut self, value: u64) {
        self.min = if self.count == 0 { value } else { self.min.min(value) };
        self.max = self.max.max(value);
        self.sum += value;
        self.count += 1;
        self.mean = (self.sum + self.count / 2) / self.count;
    }
}

/// What an instruction has cost so far, over all transactions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Cost {
    /// Compute units.
    pub compute_units: Spread,
    /// Fees, in lamports.
    pub fees: u64,
    /// Lamports that the payers put into accounts; negative when accounts gave them back.
    pub deposited: i64,
}

/// What one transaction has cost.
#[derive(Clone, Debug)]
pub struct Sent {
    /// What the cluster says.
    pub receipt: Receipt,
    /// Lamports that the payer put into accounts; negative when accounts gave them back.
    pub deposited: i64,
}

/// Sends transactions to a cluster and keeps account of them, by instruction.
pub struct Session<'a> {
    /// The cluster.
    pub cluster: &'a dyn Cluster,
    costs: BTreeMap<&'static str, Cost>,
}

impl<'a> Session<'a> {
    /// A session in which nothing has been sent.
    pub fn new(cluster: &'a dyn Cluster) -> Self {
        Self { cluster, costs: BTreeMap::new() }
    }

    /// Sends one instruction in a transaction of its own. The first signer pays.
    ///
    /// `name` is the program's and the instruction's, `context` who or what it is for.
    ///
    /// # Errors
    /// [`Error::Instruction`] when the cluster refuses it.
    pub fn send(
        &mut self,
        name: &'static str,
        context: &str,
        instruction: Instruction,
        signers: &[&Keypair],
    ) -> Result<Sent, Error> {
        self.send_together(name, context, [instruction], signers)
    }

    /// Sends instructions that belong together in one transaction. Its costs are kept under `name`.
    ///
    /// # Errors
    /// As [`send`](Self::send).
    pub fn send_together(
        &mut self,
        name: &'static str,
        context: &str,
        instructions: impl IntoIterator<Item = Instruction>,
        signers: &[&Keypair],
    ) -> Result<Sent, Error> {
        let payer = signers.first().map(|signer| signer.pubkey()).unwrap_or_default();
        let transaction = TransactionBuilder::new(payer).instructions(instructions);
        let signers: Vec<&dyn Signer> = signers.iter().map(|signer| *signer as &dyn Signer).collect();
        let before = self.cluster.balance(&payer)?;
        let receipt =
            self.cluster.execute(&transaction, &signers).map_err(|error| refused(name, context, error))?;
        let after = self.cluster.balance(&payer)?.saturating_add(receipt.fee);
        let deposited = before.cast_signed().saturating_sub(after.cast_signed());

        let cost = self.costs.entry(name).or_default();
        cost.compute_units.add(receipt.compute_units);
        cost.fees += receipt.fee;
        cost.deposited += deposited;
        Ok(Sent { receipt, deposited })
    }

    /// Reads an account of one of the programs.
    ///
    /// # Errors
    /// [`Error::Account`] when there is none, or it is another.
    pub fn read<T: ProgramAccount>(&self, address: &Address) -> Result<T, Error> {
        let unreadable = |reason: String| Error::Account { what: T::NAME, reason };
        let account = self.cluster.account(address)?;
        let account = account.ok_or_else(|| unreadable(format!("there is no account {address}")))?;
        client::decode(&account.owner, &account.data).map_err(|error| unreadable(error.to_string()))
    }

    /// Costs so far, by instruction.
    pub fn costs(&self) -> &BTreeMap<&'static str, Cost> {
        &self.costs
    }
}

fn refused(instruction: &'static str, context: &str, error: ClusterError) -> Error {
    let Some(failure) = error.failure() else { return error.into() };
    let logs = failure.logs.iter().skip(failure.logs.len().saturating_sub(LOG_LINES)).cloned().collect();
    Error::Instruction { instruction, context: context.to_owned(), reason: reason(failure), logs }
}

fn reason(failure: &Failure) -> String {
    failure
        .program()
        .zip(failure.code())
        .and_then(|(program, code)| explain(&program, code))
        .map_or_else(|| failure.error.to_string(), ToString::to_string)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spread_is_kept() {
        let mut spread = Spread::default();
        for value in [5, 3, 9] {
            spread.add(value);
        }
        assert_eq!(spread, Spread { count: 3, min: 3, max: 9, sum: 17, mean: 6 });
    }
}
