//! Calls of other programs, spelt out: Anchor's own way costs thousands of compute units a call and makes
//! a program several times as long.

extern crate alloc;

use alloc::vec::Vec;
use anchor_lang::pinocchio::cpi::{CpiAccount, Seed, Signer as CpiSigner, invoke_signed_unchecked};
use anchor_lang::pinocchio::instruction::{InstructionAccount, InstructionView};
use anchor_lang::prelude::*;

/// An account in a call, and what the callee may do with it.
#[derive(Clone, Copy)]
pub struct Role<'a> {
    view: &'a AccountView,
    writable: bool,
    signer: bool,
}

/// An account that the callee only reads.
#[inline(always)]
pub fn reads(view: &AccountView) -> Role<'_> {
    Role { view, writable: false, signer: false }
}

/// An account that the callee may write.
#[inline(always)]
pub fn writes(view: &AccountView) -> Role<'_> {
    Role { view, writable: true, signer: false }
}

/// An account that signs.
#[inline(always)]
pub fn signs(view: &AccountView) -> Role<'_> {
    Role { view, writable: false, signer: true }
}

/// An account that signs and may be written.
#[inline(always)]
pub fn pays(view: &AccountView) -> Role<'_> {
    Role { view, writable: true, signer: true }
}

/// A call of another program.
pub struct Call<'a> {
    /// The callee.
    pub program: &'a Address,
    /// Its accounts, in its order.
    pub accounts: &'a [Role<'a>],
    /// Its instruction data.
    pub data: &'a [u8],
    /// Whose program-derived signature to add, bump included; empty for none.
    pub seeds: &'a [&'a [u8]],
}

impl Call<'_> {
    /// Makes the call. A failure of the callee ends the transaction, so there is no result.
    ///
    /// # Safety
    /// The callee writes to the accounts whose role says so: no reference to the data of such an account may
    /// live across the call, and what was read from one before must be read again. The runtime checks
    /// everything else.
    // One copy for all calls: inlined, they made up most of a program.
    #[inline(never)]
    pub unsafe fn invoke(&self) {
        let metas: Vec<InstructionAccount<'_>> = self
            .accounts
            .iter()
            .map(|role| InstructionAccount::new(role.view.address(), role.writable, role.signer))
            .collect();
        let views: Vec<CpiAccount<'_>> =
            self.accounts.iter().map(|role| CpiAccount::from(role.view)).collect();
        let seeds: Vec<Seed<'_>> = self.seeds.iter().map(|seed| Seed::from(*seed)).collect();
        let signer = [CpiSigner::from(seeds.as_slice())];
        let signers: &[CpiSigner<'_, '_>] = if seeds.is_empty() { &[] } else { &signer };
        let instruction = InstructionView { program_id: self.program, accounts: &metas, data: self.data };
        // SAFETY: the caller's promise.
        unsafe { invoke_signed_unchecked(&instruction, &views, signers) }
    }
}
