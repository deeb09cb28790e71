//! The one call to the system program that an instruction makes of its own.

use anchor_lang::Id;
use anchor_lang::pinocchio::cpi::{CpiAccount, invoke_unchecked};
use anchor_lang::pinocchio::instruction::{InstructionAccount, InstructionView};
use anchor_lang::prelude::*;

/// Index of `Transfer` among the system program's instructions (`solana-system-interface`,
/// `SystemInstruction`).
const TRANSFER: u32 = 2;

/// Moves lamports from a signer to any account. Anchor's own way costs about 1,900 compute units more.
///
/// The runtime checks everything: that `from` signs, is writable, belongs to the system program and holds
/// enough. A failure ends the transaction.
pub fn transfer(from: &AccountView, to: &AccountView, lamports: u64) {
    let mut data = [0; 12];
    data[..4].copy_from_slice(&TRANSFER.to_le_bytes());
    data[4..].copy_from_slice(&lamports.to_le_bytes());
    let accounts =
        [InstructionAccount::writable_signer(from.address()), InstructionAccount::writable(to.address())];
    let instruction = InstructionView { program_id: &System::id(), accounts: &accounts, data: &data };
    // SAFETY: a transfer changes lamports alone, which lie in the accounts' headers; no reference to their
    // data is touched, whoever holds one.
    unsafe { invoke_unchecked(&instruction, &[CpiAccount::from(from), CpiAccount::from(to)]) };
}
