use crate::error::TreasuryError;
use anchor_lang::prelude::*;

/// The treasury of a nation: what the nation stores as its treasury, and what signs for a citizen's term.
///
/// Seeds: `["treasury", nation]`.
#[account]
#[derive(Debug)]
pub struct Treasury {
    /// The nation.
    pub nation: Address,
    /// Holds the SOL and owns every token account: the address of seeds `["vault", treasury]`.
    pub vault: Address,
    /// Id of the next budget: how many there have ever been.
    pub next_budget: u64,
    /// Id of the next stream.
    pub next_stream: u64,
    /// Lamports that keep the vault alive and are nobody's money: what the rent of an account without data
    /// was when it was created.
    pub vault_reserve: u64,
    /// Layout version, 1.
    pub version: u8,
    /// Bump of the address.
    pub bump: u8,
    /// Bump of the vault's address.
    pub vault_bump: u8,
    /// Explicit padding; zero.
    pub padding: [u8; 5],
    /// Room to grow; zero.
    pub reserved: [u8; 32],
}

const _: () = assert!(
    size_of::<Treasury>()
        == 32 // nation
            + 32 // vault
            + 8 // next_budget
            + 8 // next_stream
            + 8 // vault_reserve
            + 1 // version
            + 1 // bump
            + 1 // vault_bump
            + 5 // padding
            + 32 // reserved
);

impl Treasury {
    /// First seed of the address.
    pub const SEED: &'static [u8] = b"treasury";
    /// First seed of the vault's address; the second is the treasury's.
    pub const VAULT_SEED: &'static [u8] = b"vault";
    /// Layout version written by this program.
    pub const VERSION: u8 = 1;

    /// The id of a new budget.
    ///
    /// # Errors
    /// `ArithmeticOverflow` after 2^64 budgets.
    pub fn take_budget_id(&mut self) -> Result<u64> {
        let id = self.next_budget;
        self.next_budget = id.checked_add(1).ok_or(TreasuryError::ArithmeticOverflow)?;
        Ok(id)
    }

    /// The id of a new stream.
    ///
    /// # Errors
    /// `ArithmeticOverflow` after 2^64 streams.
    pub fn take_stream_id(&mut self) -> Result<u64> {
        let id = self.next_stream;
        self.next_stream = id.checked_add(1).ok_or(TreasuryError::ArithmeticOverflow)?;
        Ok(id)
    }
}
