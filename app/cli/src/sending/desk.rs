//! Where transactions are made: simulated, told, confirmed, sent, or written.

use super::offline::{self, Nonce};
use super::{Connection, Party, summary};
use crate::output::{Output, sol};
use crate::{Error, Refusal};
use clap::Args;
use client::explain;
use cluster::{Cluster, ClusterError, Failure, PACKET_BYTES, Receipt, Rpc};
use dialoguer::Confirm;
use serde_json::{Value, json};
use solana_address::Address;
use solana_compute_budget_interface::ComputeBudgetInstruction;
use solana_hash::Hash;
use solana_instruction::Instruction;
use solana_message::Message;
use solana_signer::Signer;
use solana_system_interface::instruction::advance_nonce_account;
use solana_transaction::Transaction;
use solana_transaction::versioned::VersionedTransaction;
use std::cell::{Cell, RefCell};
use std::fmt::Write;
use std::io::IsTerminal;
use std::path::PathBuf;

/// Lines of a failed transaction's log that an error shows.
const LOG_LINES: usize = 6;

/// By how much a limit of compute units that nobody chose is above what the simulation took, in percent: accounts may
/// have changed until the transaction lands.
const MARGIN_PERCENT: u64 = 20;
/// What a simulation may take when nobody chose a limit: the most that a transaction can
/// (`solana-compute-budget`, `MAX_COMPUTE_UNIT_LIMIT`).
const MOST_UNITS: u32 = 1_400_000;
/// The least such margin, in compute units.
const LEAST_MARGIN: u64 = 2_000;

/// How transactions are signed and sent: arguments of every sending command.
#[derive(Debug, Args)]
#[command(next_help_heading = "Sending")]
pub struct Sending {
    #[command(flatten)]
    connection: Connection,

    /// Wallet that acts: a keypair file, or `-` for one on standard input. With --export or --sign-only also the
    /// address of a wallet that signs elsewhere. The Solana CLI's keypair when not given.
    #[arg(short, long, value_name = "KEYPAIR", help_heading = "Sending")]
    keypair: Option<String>,

    /// Who pays fees and rent, if not the wallet. With --export only fees: the rent is the wallet's then.
    #[arg(long, value_name = "KEYPAIR", help_heading = "Sending")]
    fee_payer: Option<String>,

    /// Priority fee, in micro-lamports for each compute unit.
    #[arg(long, value_name = "MICRO_LAMPORTS", help_heading = "Sending")]
    compute_unit_price: Option<u64>,

    /// Most compute units that a transaction may take. What the simulation took and a fifth when not given.
    #[arg(long, value_name = "UNITS", help_heading = "Sending")]
    compute_unit_limit: Option<u32>,

    /// Do not ask before sending.
    #[arg(short, long, help_heading = "Sending")]
    yes: bool,

    /// Write the transaction to a file, unsigned and in base64, instead of sending it: for a multisig.
    #[arg(long, value_name = "FILE", conflicts_with = "sign_only", help_heading = "Sending")]
    export: Option<PathBuf>,

    /// Sign with the keys at hand and print the transaction instead of sending it.
    #[arg(long, help_heading = "Sending")]
    sign_only: bool,

    /// Nonce account whose nonce stands for a recent blockhash, so that a transaction that is signed elsewhere does not
    /// lapse after a minute.
    #[arg(long, value_name = "ADDRESS", help_heading = "Sending")]
    nonce: Option<Address>,

    /// Who may advance the nonce, if not the wallet.
    #[arg(long, value_name = "KEYPAIR", requires = "nonce", help_heading = "Sending")]
    nonce_authority: Option<String>,
}

/// What became of a transaction.
#[derive(Debug)]
pub enum Delivery {
    /// It landed.
    Landed(Receipt),
    /// It was written instead.
    Written,
}

/// Where the transactions of one command are made.
pub struct Desk<'a> {
    /// The cluster.
    pub rpc: Rpc,
    url: String,
    sending: &'a Sending,
    wallet: Party,
    payer: Option<Party>,
    others: Vec<Party>,
    nonce: Option<(Address, Nonce, Option<Party>)>,
    agreed: Cell<bool>,
    human: RefCell<String>,
    done: RefCell<Vec<Value>>,
}

impl Sending {
    /// Reads keys and reaches for the cluster.
    ///
    /// # Errors
    /// A key cannot be read, or is missing where something is to be sent; there is no such nonce.
    pub fn open(&self) -> Result<Desk<'_>, Error> {
        let config = self.connection.configured()?;
        let named = self.keypair.clone().or_else(|| config.keypair());
        let named = named.ok_or_else(|| Error::Usage("name a keypair file with --keypair".into()))?;
        let wallet = self.party(&named)?;
        let payer = self.fee_payer.as_deref().map(|name| self.party(name)).transpose()?;
        let authority = self.nonce_authority.as_deref().map(|name| self.party(name)).transpose()?;
        let rpc = self.connection.open()?;
        let nonce = match self.nonce {
            Some(address) => Some((address, offline::nonce(&rpc, &address)?, authority)),
            None => None,
        };
        Ok(Desk {
            rpc,
            url: self.connection.address()?,
            sending: self,
            wallet,
            payer,
            others: Vec::new(),
            nonce,
            agreed: Cell::new(false),
            human: RefCell::default(),
            done: RefCell::default(),
        })
    }

    /// Whether transactions are written instead of sent.
    fn writes(&self) -> bool {
        self.sign_only || self.export.is_some()
    }

    fn party(&self, name: &str) -> Result<Party, Error> {
        let party = Party::named(name)?;
        if party.signer().is_none() && !self.writes() {
            return Err(Error::Usage(format!(
                "the key of {} is not here: name a keypair file, or write the transaction with --export",
                party.address
            )));
        }
        Ok(party)
    }
}

impl Desk<'_> {
    /// The wallet that acts.
    pub fn wallet(&self) -> Address {
        self.wallet.address
    }

    /// Its key.
    ///
    /// # Errors
    /// [`Error::Usage`] when it lies elsewhere.
    pub fn wallet_signer(&self) -> Result<&dyn Signer, Error> {
        self.wallet
            .signer()
            .ok_or_else(|| Error::Usage(format!("this needs the key of {} itself", self.wallet.address)))
    }

    /// Who pays rent: whoever pays the fee. Of a transaction that is exported the wallet, because what is exported is to
    /// become part of another transaction, whose fee payer is not known here: a multisig's, or a proposal's action.
    pub fn payer(&self) -> Address {
        if self.sending.export.is_some() { self.wallet() } else { self.fee_payer() }
    }

    fn fee_payer(&self) -> Address {
        self.payer.as_ref().unwrap_or(&self.wallet).address
    }

    /// Reads the key of somebody else who must sign, and returns the address.
    ///
    /// # Errors
    /// As [`Sending::open`].
    pub fn with(&mut self, name: &str) -> Result<Address, Error> {
        let party = self.sending.party(name)?;
        let address = party.address;
        self.others.push(party);
        Ok(address)
    }

    fn signers(&self) -> Vec<&dyn Signer> {
        let nonce = self.nonce.iter().filter_map(|(_, _, authority)| authority.as_ref());
        let parties = std::iter::once(&self.wallet).chain(&self.payer).chain(&self.others).chain(nonce);
        parties.filter_map(Party::signer).collect()
    }

    /// Does one transaction: simulates it, tells what it does, asks, sends it, and waits until it is confirmed; or
    /// writes it.
    ///
    /// # Errors
    /// [`Error::Transaction`] when the simulation or the transaction fails. [`Error::Usage`] when nobody can be asked,
    /// or whoever was asked said no; or when the transaction is too large.
    pub fn deliver(&self, instructions: Vec<Instruction>) -> Result<Delivery, Error> {
        if self.sending.writes() {
            return self.write(&instructions);
        }
        let first = self.transaction(&instructions, self.sending.compute_unit_limit.unwrap_or(MOST_UNITS))?;
        let rehearsed = self
            .rpc
            .simulate(VersionedTransaction::from(first.clone()))
            .map_err(|error| self.failed(&instructions, error))?;
        let units = rehearsed.compute_units;
        let transaction = match self.sending.compute_unit_limit {
            Some(_) => first,
            None => self.transaction(&instructions, limit(units))?,
        };
        let fee = self.rpc.client().get_fee_for_message(&transaction.message).ok();
        let told = summary::human(&instructions, &self.url, Some(units), fee);
        self.ask(&told)?;
        let receipt = self
            .rpc
            .send(VersionedTransaction::from(transaction))
            .map_err(|error| self.failed(&instructions, error))?;
        self.keep(&told, &instructions, &receipt);
        Ok(Delivery::Landed(receipt))
    }

    fn failed(&self, instructions: &[Instruction], error: ClusterError) -> Error {
        // Those that stand before: the advance of a nonce, the limit, and the price if there is one.
        let before = self.nonce.iter().len() + 1 + self.sending.compute_unit_price.iter().len();
        failed(instructions, before, error)
    }

    fn transaction(&self, instructions: &[Instruction], limit: u32) -> Result<Transaction, Error> {
        let hash = match &self.nonce {
            Some((_, nonce, _)) => nonce.hash,
            None => self.rpc.latest_blockhash()?,
        };
        let message = self.message(instructions, limit, hash);
        let transaction = offline::signed(message, &self.signers())?;
        let size = transaction.signatures.len() * size_of::<solana_signature::Signature>()
            + 1
            + transaction.message.serialize().len();
        if size > PACKET_BYTES {
            return Err(Error::Usage(format!(
                "the transaction would have {size} bytes, more than the {PACKET_BYTES} of a packet"
            )));
        }
        if !self.sending.writes()
            && let Some((missing, _)) =
                offline::signatures(&transaction).into_iter().find(|(_, made)| made.is_none())
        {
            return Err(Error::Usage(format!(
                "{missing} must sign too, and its key is not here: is --keypair the right wallet? To have it signed \
                 elsewhere use --export"
            )));
        }
        Ok(transaction)
    }

    fn message(&self, instructions: &[Instruction], limit: u32, hash: Hash) -> Message {
        // The advance of a nonce is only one in the first place.
        let advance =
            self.nonce.as_ref().map(|(address, nonce, _)| advance_nonce_account(address, &nonce.authority));
        let price = self.sending.compute_unit_price.map(ComputeBudgetInstruction::set_compute_unit_price);
        let limit = ComputeBudgetInstruction::set_compute_unit_limit(limit);
        let all: Vec<Instruction> =
            advance.into_iter().chain([limit]).chain(price).chain(instructions.iter().cloned()).collect();
        Message::new_with_blockhash(&all, Some(&self.fee_payer()), &hash)
    }

    fn ask(&self, told: &str) -> Result<(), Error> {
        if self.sending.yes {
            return Ok(());
        }
        if !std::io::stdin().is_terminal() || !std::io::stderr().is_terminal() {
            return Err(Error::Usage(
                "nothing was sent: there is no terminal to ask on; say --yes to send without asking, or write the \
                 transaction with --export or --sign-only"
                    .into(),
            ));
        }
        eprint!("{told}");
        // Who agreed to the first of several steps agreed to the command.
        if self.agreed.get() {
            return Ok(());
        }
        let agreed = Confirm::new().with_prompt("Send this?").default(false).interact();
        match agreed {
            Ok(true) => {
                self.agreed.set(true);
                Ok(())
            }
            Ok(false) => Err(Error::Usage("nothing was sent".into())),
            Err(error) => Err(Error::Usage(format!("nothing was sent: {error}"))),
        }
    }

    fn keep(&self, told: &str, instructions: &[Instruction], receipt: &Receipt) {
        let mut human = self.human.borrow_mut();
        if self.sending.yes {
            human.push_str(told);
        }
        let _ = writeln!(
            human,
            "signature {}\nslot {}, {} CU, fee {}",
            receipt.signature,
            receipt.slot,
            receipt.compute_units,
            sol(receipt.fee)
        );
        self.done.borrow_mut().push(json!({
            "signature": receipt.signature.to_string(),
            "slot": receipt.slot,
            "compute_units": receipt.compute_units,
            "fee": receipt.fee,
            "instructions": summary::data(instructions),
        }));
    }

    /// Writes the transaction instead of sending it. What comes after it depends on its landing, so that a command
    /// writes only one.
    fn write(&self, instructions: &[Instruction]) -> Result<Delivery, Error> {
        if !self.done.borrow().is_empty() {
            return Err(Error::Usage("send the first transaction before the next is written".into()));
        }
        let first = self.transaction(instructions, self.sending.compute_unit_limit.unwrap_or(MOST_UNITS))?;
        let rehearsed = self.rpc.rehearse(VersionedTransaction::from(first.clone()));
        let rehearsed = rehearsed.map_err(|error| self.failed(instructions, error))?;
        let transaction = match self.sending.compute_unit_limit {
            Some(_) => first,
            None => self.transaction(instructions, limit(rehearsed.compute_units))?,
        };
        let transaction = match &self.sending.export {
            Some(_) => Transaction::new_unsigned(transaction.message),
            None => transaction,
        };
        let encoded = offline::encoded(&transaction)?;
        let mut human = self.human.borrow_mut();
        human.push_str(&summary::human(instructions, &self.url, Some(rehearsed.compute_units), None));
        match &self.sending.export {
            Some(path) => {
                offline::write(path, &encoded)?;
                let _ = writeln!(human, "written to {}, to be signed by:", path.display());
            }
            None => {
                let _ = writeln!(human, "{encoded}\nsigned by:");
            }
        }
        for (address, signature) in offline::signatures(&transaction) {
            let made = signature.map_or_else(|| "not signed".into(), |made| made.to_string());
            let _ = writeln!(human, "  {address}  {made}");
        }
        if self.nonce.is_none() {
            human.push_str("It lapses with its blockhash, in about a minute; with --nonce it would not.\n");
        }
        let mut data = offline::data(&transaction, &encoded);
        data["instructions"] = summary::data(instructions);
        self.done.borrow_mut().push(data);
        Ok(Delivery::Written)
    }

    /// What the command says: its transactions, and what it adds for programs and people.
    pub fn finish(self, mut data: Value, human: &str) -> Output {
        data["transactions"] = Value::Array(self.done.into_inner());
        Output::new(&data, self.human.into_inner() + human)
    }

    /// One transaction, and nothing more to say.
    ///
    /// # Errors
    /// As [`deliver`](Self::deliver).
    pub fn send(self, instructions: Vec<Instruction>) -> Result<Output, Error> {
        self.deliver(instructions)?;
        Ok(self.finish(json!({}), ""))
    }
}

/// The limit of compute units for a transaction that took so many in its simulation.
fn limit(units: u64) -> u32 {
    let margin = (units * MARGIN_PERCENT / 100).max(LEAST_MARGIN);
    // The runtime's own limit is far below what fits.
    u32::try_from(units + margin).unwrap_or(u32::MAX)
}

/// What a failure means: the failing program's own sentence, where it has one.
fn failed(instructions: &[Instruction], before: usize, error: ClusterError) -> Error {
    let Some(failure) = error.failure() else { return error.into() };
    let place = failure.instruction().map(|index| usize::from(index).checked_sub(before));
    let instruction = match place {
        Some(Some(index)) => instructions.get(index),
        _ => instructions.first(),
    };
    let (name, sentence) = instruction
        .map(|instruction| (summary::name(instruction), summary::sentence(instruction)))
        .unwrap_or_default();
    let explained = own_error(failure);
    Error::Transaction(Box::new(Refusal {
        instruction: name,
        sentence,
        reason: explained.map_or_else(|| failure.error.to_string(), ToString::to_string),
        name: explained.map(|error| error.name),
        code: failure.code(),
        signature: failure.signature.map(|signature| signature.to_string()),
        logs: failure.logs.iter().skip(failure.logs.len().saturating_sub(LOG_LINES)).cloned().collect(),
    }))
}

fn own_error(failure: &Failure) -> Option<&'static client::ProgramError> {
    failure.program().zip(failure.code()).and_then(|(program, code)| explain(&program, code))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_leaves_a_margin() {
        assert_eq!(limit(0), 2_000);
        assert_eq!(limit(1_000), 3_000);
        assert_eq!(limit(100_000), 120_000);
        assert_eq!(limit(u64::from(u32::MAX)), u32::MAX);
    }
}
