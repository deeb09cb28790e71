//! Signatures that the ed25519 precompile has checked, as seen through the Instructions sysvar.
//!
//! Layouts: the sysvar's is that of `solana-instructions-sysvar` (`construct_instructions_data`), the
//! precompile's that of `solana-ed25519-program` (`Ed25519SignatureOffsets`). A signature that the
//! precompile refuses fails the transaction, so what stands here is checked.

use anchor_lang::prelude::*;

/// The Instructions sysvar.
pub const INSTRUCTIONS: Address = Address::from_str_const("Sysvar1nstructions1111111111111111111111111");
/// The ed25519 precompile.
pub const ED25519: Address = Address::from_str_const("Ed25519SigVerify111111111111111111111111111");

/// In the precompile's offsets: "this instruction's own data".
const THIS_INSTRUCTION: u16 = u16::MAX;
/// Bytes of one signature's offsets.
const ENTRY: usize = 14;

#[inline(always)]
fn read_u16(data: &[u8], at: usize) -> Option<u16> {
    let bytes = data.get(at..at.checked_add(2)?)?;
    Some(u16::from_le_bytes(bytes.try_into().ok()?))
}

/// The transaction's instructions.
#[derive(Clone, Copy)]
pub struct Instructions<'a> {
    data: &'a [u8],
}

/// One instruction's program and data.
#[derive(Clone, Copy)]
pub struct Instruction<'a> {
    program: &'a [u8],
    data: &'a [u8],
}

impl<'a> Instructions<'a> {
    /// Over the data of the sysvar account, whose address the caller has checked.
    #[inline(always)]
    pub fn new(data: &'a [u8]) -> Self {
        Self { data }
    }

    /// The top-level instruction just before the present one.
    #[inline(always)]
    pub fn previous(self) -> Option<Instruction<'a>> {
        // The runtime keeps the present instruction's index in the last two bytes.
        let current = read_u16(self.data, self.data.len().checked_sub(2)?)?;
        self.get(current.checked_sub(1)?)
    }

    /// An instruction that exists: `index` is below the present one's.
    #[inline(always)]
    fn get(self, index: u16) -> Option<Instruction<'a>> {
        // Count; then each one's offset; at the offset count of accounts, accounts, program, length, data.
        let record = self.data.get(usize::from(read_u16(self.data, 2 + 2 * usize::from(index))?)..)?;
        let accounts = usize::from(read_u16(record, 0)?);
        let (head, rest) = record.get(2 + accounts * 33..)?.split_at_checked(34)?;
        let (program, len) = head.split_at(32);
        Some(Instruction { program, data: rest.get(..usize::from(read_u16(len, 0)?))? })
    }
}

/// An instruction to the precompile.
#[derive(Clone, Copy)]
pub struct SignatureCheck<'a> {
    data: &'a [u8],
    count: u8,
}

/// One checked signature: who signed what.
#[derive(Clone, Copy)]
pub struct Signed<'a> {
    /// The signer's public key, 32 bytes.
    pub signer: &'a [u8],
    /// The message.
    pub message: &'a [u8],
}

impl<'a> SignatureCheck<'a> {
    /// `None` when the instruction is not one to the precompile.
    #[inline(always)]
    pub fn new(instruction: Instruction<'a>) -> Option<Self> {
        if instruction.program != ED25519.as_ref() {
            return None;
        }
        Some(Self { data: instruction.data, count: *instruction.data.first()? })
    }

    /// Signatures checked.
    #[inline(always)]
    pub fn count(&self) -> usize {
        usize::from(self.count)
    }

    /// The signature at `index`. `None` when there is none, or when key or message lie in another
    /// instruction's data: the precompile allows that, but what is read here must be what it checked.
    #[inline(always)]
    pub fn entry(&self, index: usize) -> Option<Signed<'a>> {
        if index >= self.count() {
            return None;
        }
        let at = 2 + index * ENTRY;
        let field = |n: usize| read_u16(self.data, at + 2 * n);
        // 0 signature offset, 1 its instruction, 2 key offset, 3 its instruction, 4 message offset,
        // 5 message size, 6 its instruction.
        if field(3)? != THIS_INSTRUCTION || field(6)? != THIS_INSTRUCTION {
            return None;
        }
        let key = usize::from(field(2)?);
        let message = usize::from(field(4)?);
        let size = usize::from(field(5)?);
        Some(Signed {
            signer: self.data.get(key..key + 32)?,
            message: self.data.get(message..message + size)?,
        })
    }
}
