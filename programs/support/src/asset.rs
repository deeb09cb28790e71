//! Money of either kind, SOL or tokens, moved by one code path.
//!
//! SOL is the asset whose mint and whose token program are both the System program; its *holding* is the
//! wallet itself. A token's holding is a token account. So every instruction that moves money takes the same
//! accounts, and nothing has two forms.

use crate::call::{Call, reads, signs, writes};
use anchor_lang::pinocchio::cpi::{CpiAccount, Seed, Signer as CpiSigner, invoke_signed_unchecked};
use anchor_lang::pinocchio::instruction::{InstructionAccount, InstructionView};
use anchor_lang::pinocchio::sysvars::{Sysvar as _, rent::Rent};
use anchor_lang::prelude::*;
use anchor_lang::programs::Token;
use anchor_lang::{Id, address_eq};

// Layouts of `spl-token-interface` and `spl-token-2022-interface`, `Mint` and `Account`; Token-2022 adds an
// account type after the room of a token account, in mints too.
/// Bytes of a mint without extensions.
const MINT_LEN: usize = 82;
/// Where a mint keeps its decimals.
const DECIMALS_AT: usize = 44;
/// Where a mint says whether it is initialised.
const MINT_INITIALIZED_AT: usize = 45;
/// Bytes of a token account without extensions, and where the account type is in one that has any.
const ACCOUNT_LEN: usize = 165;
/// Account type of a mint.
const TYPE_MINT: u8 = 1;
/// Account type of a token account.
const TYPE_ACCOUNT: u8 = 2;
/// Where a token account keeps its amount, after mint and owner.
const AMOUNT_AT: usize = 64;
/// Where a token account keeps its state; 0 is uninitialised.
const STATE_AT: usize = 108;
/// Bytes of a multisig, which Token-2022 never makes an account's length.
const MULTISIG_LEN: usize = 355;

/// Index of `TransferChecked` among the token programs' instructions.
const TRANSFER_CHECKED: u8 = 12;
/// Index of `CloseAccount`.
const CLOSE_ACCOUNT: u8 = 9;
/// Index of `InitializeAccount3`.
const INITIALIZE_ACCOUNT_3: u8 = 18;
/// Index of `Transfer` among the System program's instructions (`solana-system-interface`).
const SYSTEM_TRANSFER: u32 = 2;

/// Seeds that an address of Civitas has at most, bump included.
const MAX_SEEDS: usize = 4;

/// A kind of money: SOL, or the tokens of a mint.
#[derive(Clone, Copy)]
pub struct Asset<'a> {
    mint: &'a AccountView,
    program: &'a AccountView,
    decimals: u8,
    sol: bool,
}

/// Eight little-endian bytes at `at`.
fn number(data: &[u8], at: usize) -> Option<u64> {
    Some(u64::from_le_bytes(data.get(at..at.checked_add(8)?)?.try_into().ok()?))
}

/// The decimals of an initialised mint.
fn mint_decimals(data: &[u8]) -> Option<u8> {
    let is_mint =
        data.len() == MINT_LEN || (data.len() > ACCOUNT_LEN && data.get(ACCOUNT_LEN) == Some(&TYPE_MINT));
    if !is_mint || data.get(MINT_INITIALIZED_AT) != Some(&1) {
        return None;
    }
    data.get(DECIMALS_AT).copied()
}

/// The amount in an initialised token account of `mint`.
fn account_amount(data: &[u8], mint: &Address) -> Option<u64> {
    let is_account = data.len() == ACCOUNT_LEN
        || (data.len() > ACCOUNT_LEN
            && data.len() != MULTISIG_LEN
            && data.get(ACCOUNT_LEN) == Some(&TYPE_ACCOUNT));
    if !is_account || data.get(STATE_AT) == Some(&0) || data.get(..32)? != mint.as_ref() {
        return None;
    }
    number(data, AMOUNT_AT)
}

impl<'a> Asset<'a> {
    /// The asset of a mint and its token program, or SOL. `None` when the program is neither the System
    /// program, SPL Token nor Token-2022, or the mint is not one of it.
    pub fn new(mint: &'a AccountView, program: &'a AccountView) -> Option<Self> {
        let id = program.address();
        if address_eq(id, &System::id()) {
            return address_eq(mint.address(), id).then_some(Self { mint, program, decimals: 0, sol: true });
        }
        if !(address_eq(id, &Token::id()) || address_eq(id, &Token2022::id())) || !mint.owned_by(id) {
            return None;
        }
        let decimals = mint_decimals(&mint.try_borrow().ok()?)?;
        Some(Self { mint, program, decimals, sol: false })
    }

    /// Whether it is SOL.
    #[inline(always)]
    pub fn is_sol(&self) -> bool {
        self.sol
    }

    /// Digits after the point in which people write amounts: 9 for SOL, else the mint's.
    pub fn decimals(&self) -> u8 {
        if self.sol { 9 } else { self.decimals }
    }

    /// What a holding has: lamports, or tokens in the smallest unit. `None` for what is not a token account
    /// of this mint and program.
    pub fn balance(&self, holding: &AccountView) -> Option<u64> {
        if self.sol {
            return Some(holding.lamports());
        }
        if !holding.owned_by(self.program.address()) {
            return None;
        }
        account_amount(&holding.try_borrow().ok()?, self.mint.address())
    }

    /// Moves `amount` from one holding to another. `authority` signs, in the transaction or by `seeds` (bump
    /// included); for SOL it is `from` itself.
    ///
    /// The called program checks owner, mint, decimals, authority and balance. A failure ends the transaction.
    #[inline(never)]
    pub fn transfer(
        &self,
        from: &AccountView,
        to: &AccountView,
        authority: &AccountView,
        amount: u64,
        seeds: &[&[u8]],
    ) {
        // More seeds than any address of Civitas has are dropped, which signs for nothing.
        let all: [Seed<'_>; MAX_SEEDS] =
            core::array::from_fn(|n| Seed::from(seeds.get(n).copied().unwrap_or_default()));
        let signer = [CpiSigner::from(&all[..seeds.len().min(MAX_SEEDS)])];
        let signers: &[CpiSigner<'_, '_>] = if seeds.is_empty() { &[] } else { &signer };
        if self.sol {
            let mut data = [0; 12];
            data[..4].copy_from_slice(&SYSTEM_TRANSFER.to_le_bytes());
            data[4..].copy_from_slice(&amount.to_le_bytes());
            let accounts = [
                InstructionAccount::writable_signer(from.address()),
                InstructionAccount::writable(to.address()),
            ];
            let call =
                InstructionView { program_id: self.program.address(), accounts: &accounts, data: &data };
            // SAFETY: a transfer changes lamports alone, which lie in the accounts' headers; no reference to
            // their data is touched, whoever holds one.
            unsafe {
                invoke_signed_unchecked(&call, &[CpiAccount::from(from), CpiAccount::from(to)], signers)
            };
            return;
        }
        let mut data = [0; 10];
        data[0] = TRANSFER_CHECKED;
        data[1..9].copy_from_slice(&amount.to_le_bytes());
        data[9] = self.decimals;
        let accounts = [
            InstructionAccount::writable(from.address()),
            InstructionAccount::readonly(self.mint.address()),
            InstructionAccount::writable(to.address()),
            InstructionAccount::readonly_signer(authority.address()),
        ];
        let call = InstructionView { program_id: self.program.address(), accounts: &accounts, data: &data };
        let views = [
            CpiAccount::from(from),
            CpiAccount::from(self.mint),
            CpiAccount::from(to),
            CpiAccount::from(authority),
        ];
        // SAFETY: a token program writes to token accounts alone, whose data Civitas programs never hold a
        // reference to: they are views, read through `balance`, which returns a number.
        unsafe { invoke_signed_unchecked(&call, &views, signers) };
    }

    /// Creates an escrow at the address that `seeds` (bump included) derive: for SOL an account without data
    /// that holds the rent of one, for tokens a token account that owns itself. So the same seeds sign for
    /// both. Survives an address that was funded before.
    ///
    /// # Errors
    /// Those of the runtime; the payer must be able to pay the rent.
    #[inline(never)]
    pub fn create_escrow(&self, payer: &Signer, escrow: &AccountView, seeds: &[&[u8]]) -> Result<()> {
        if self.sol {
            let missing = Rent::get()?.try_minimum_balance(0)?.saturating_sub(escrow.lamports());
            if missing > 0 {
                crate::system::transfer(payer.account(), escrow, missing);
            }
            return Ok(());
        }
        create_account_signed(payer.account(), escrow, ACCOUNT_LEN, self.program.address(), seeds)?;
        let mut data = [0; 33];
        data[0] = INITIALIZE_ACCOUNT_3;
        data[1..].copy_from_slice(escrow.address().as_ref());
        let accounts = [writes(escrow), reads(self.mint)];
        // SAFETY: only the escrow is written, which was made just now and is held as a view.
        unsafe {
            Call { program: self.program.address(), accounts: &accounts, data: &data, seeds: &[] }.invoke()
        };
        Ok(())
    }

    /// Closes an escrow: its rent goes to `rent_to`. Tokens that nobody accounts for, which anyone can send
    /// there, go to `stray_to`, a holding of this asset; otherwise a single one would keep the escrow open
    /// for ever. Stray lamports go with the rent.
    #[inline(never)]
    pub fn close_escrow(
        &self,
        escrow: &AccountView,
        rent_to: &AccountView,
        stray_to: &AccountView,
        seeds: &[&[u8]],
    ) {
        if self.sol {
            self.transfer(escrow, rent_to, escrow, escrow.lamports(), seeds);
            return;
        }
        match self.balance(escrow) {
            Some(stray) if stray > 0 => self.transfer(escrow, stray_to, escrow, stray, seeds),
            _ => {}
        }
        let accounts = [writes(escrow), writes(rent_to), signs(escrow)];
        let call =
            Call { program: self.program.address(), accounts: &accounts, data: &[CLOSE_ACCOUNT], seeds };
        // SAFETY: closing writes to the escrow's data, held as a view, and to `rent_to`'s lamports alone.
        unsafe { call.invoke() };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINT: Address = Address::new_from_array([7; 32]);

    fn account(len: usize, kind: u8) -> Vec<u8> {
        let mut data = vec![0; len];
        data[..32].copy_from_slice(MINT.as_ref());
        data[AMOUNT_AT..AMOUNT_AT + 8].copy_from_slice(&5u64.to_le_bytes());
        data[STATE_AT] = 1;
        if len > ACCOUNT_LEN {
            data[ACCOUNT_LEN] = kind;
        }
        data
    }

    #[test]
    fn token_accounts_say_what_they_hold() {
        assert_eq!(account_amount(&account(165, 0), &MINT), Some(5));
        assert_eq!(account_amount(&account(170, 2), &MINT), Some(5));
        assert_eq!(account_amount(&account(170, 1), &MINT), None, "a mint");
        assert_eq!(account_amount(&account(355, 2), &MINT), None, "a multisig");
        assert_eq!(account_amount(&account(165, 0), &Address::new_from_array([8; 32])), None, "another mint");
        assert_eq!(account_amount(&[0; 164], &MINT), None);
        let mut blank = account(165, 0);
        blank[STATE_AT] = 0;
        assert_eq!(account_amount(&blank, &MINT), None, "uninitialised");
    }

    #[test]
    fn mints_say_their_decimals() {
        let mut data = vec![0; 82];
        data[44] = 6;
        assert_eq!(mint_decimals(&data), None, "uninitialised");
        data[45] = 1;
        assert_eq!(mint_decimals(&data), Some(6));
        data.resize(170, 0);
        assert_eq!(mint_decimals(&data), None, "no type");
        data[165] = 1;
        assert_eq!(mint_decimals(&data), Some(6));
        data[165] = 2;
        assert_eq!(mint_decimals(&data), None, "a token account");
        assert_eq!(mint_decimals(&[1; 165]), None);
    }
}
