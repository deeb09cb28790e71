use crate::error::GovernorError;
use anchor_lang::prelude::*;
use anchor_lang::solana_program::hash::hashv;

/// Accounts an action's instruction may name.
pub const MAX_ACTION_ACCOUNTS: usize = 32;
/// Bytes of data an action's instruction may carry.
pub const MAX_ACTION_DATA: usize = 800;

/// Account flag: signs, which only the executor can.
pub const META_SIGNER: u8 = 1;
/// Account flag: may be written.
pub const META_WRITABLE: u8 = 2;

/// One instruction that a carried proposal runs.
///
/// After this header come `account_count` × 33 bytes (address, flags) and `data_len` bytes of instruction
/// data: what the hash is taken over, see [`Action::link`].
///
/// Seeds: `["action", proposal, index]`, the index in 1 byte.
#[account]
#[derive(Debug)]
pub struct Action {
    /// The proposal.
    pub proposal: Address,
    /// Program to call.
    pub program: Address,
    /// Who paid the rent.
    pub rent_payer: Address,
    /// Slot of the program's deployment when the action was added; 0 for a program that cannot be upgraded.
    pub deployment_slot: u64,
    /// Rolling hash of its option's actions up to and including this one.
    pub chain: [u8; 32],
    /// Bytes of instruction data.
    pub data_len: u16,
    /// Accounts named.
    pub account_count: u8,
    /// Number within the proposal.
    pub index: u8,
    /// Option whose winning runs it; 1 for a motion.
    pub option: u8,
    /// Number within its option.
    pub ordinal: u8,
    /// 1 once it has run.
    pub executed: u8,
    /// Layout version, 1.
    pub version: u8,
    /// Bump of the address.
    pub bump: u8,
    /// Explicit padding; zero.
    pub padding: [u8; 7],
}

const _: () = assert!(
    size_of::<Action>()
        == 32 // proposal
            + 32 // program
            + 32 // rent_payer
            + 8 // deployment_slot
            + 32 // chain
            + 2 // data_len
            + 1 // account_count
            + 1 // index
            + 1 // option
            + 1 // ordinal
            + 1 // executed
            + 1 // version
            + 1 // bump
            + 7 // padding
);

impl Action {
    /// First seed of the address.
    pub const SEED: &'static [u8] = b"action";
    /// Layout version written by this program.
    pub const VERSION: u8 = 1;
    /// Bytes before the accounts and data.
    pub const HEADER: usize = 8 + size_of::<Action>();
    /// Bytes of one account named: address and flags.
    pub const META: usize = 33;

    /// Bytes of an action's account.
    pub const fn space(accounts: usize, data: usize) -> usize {
        Self::HEADER + accounts * Self::META + data
    }

    /// The next link of an option's hash chain:
    /// `SHA-256(previous ‖ program ‖ deployment slot ‖ account count ‖ accounts ‖ data)`, numbers
    /// little-endian (8 bytes, 1 byte), each account as address and flags.
    pub fn link(
        previous: &[u8; 32],
        program: &Address,
        deployment_slot: u64,
        accounts: &[u8],
        data: &[u8],
    ) -> [u8; 32] {
        let count = [(accounts.len() / Self::META) as u8];
        hashv(&[previous, program.as_ref(), &deployment_slot.to_le_bytes(), &count, accounts, data])
            .to_bytes()
    }
    /// The header to be written, the accounts (33 bytes each) and the instruction data to be read.
    ///
    /// # Errors
    /// `ActionMalformed` when the account is shorter than its header says, which cannot be.
    pub fn split(action: &mut Account<Self>) -> Result<(&mut Self, &[u8], &[u8])> {
        let metas = usize::from(action.account_count) * Self::META;
        let data = usize::from(action.data_len);
        let view = *action.view();
        // SAFETY: the account's data is alive for the whole instruction, and holds at least the header
        // (`Account` checked its length on loading). The bytes after it are aliased by no other reference:
        // `Account<Action>` itself only ever refers to the header, and the exclusive borrow of `action`
        // keeps others from calling this.
        let tail = unsafe {
            core::slice::from_raw_parts(view.data_ptr().add(Self::HEADER), view.data_len() - Self::HEADER)
        };
        require!(tail.len() == metas + data, GovernorError::ActionMalformed);
        let (metas, data) = tail.split_at_checked(metas).ok_or(GovernorError::ActionMalformed)?;
        Ok((&mut *action, metas, data))
    }

    /// Writes what follows the header.
    ///
    /// # Errors
    /// `ActionMalformed` when the account was not made for exactly these bytes.
    pub fn write_tail(action: &mut Account<Self>, metas: &[u8], data: &[u8]) -> Result<()> {
        let mut view = *action.view();
        // SAFETY: as in `split`; the exclusive borrow of `action` keeps the bytes from being read meanwhile.
        let bytes = unsafe { core::slice::from_raw_parts_mut(view.data_mut_ptr(), view.data_len()) };
        let tail = bytes.get_mut(Self::HEADER..).filter(|tail| tail.len() == metas.len() + data.len());
        let (to_metas, to_data) = tail
            .and_then(|tail| tail.split_at_mut_checked(metas.len()))
            .ok_or(GovernorError::ActionMalformed)?;
        to_metas.copy_from_slice(metas);
        to_data.copy_from_slice(data);
        Ok(())
    }
}
