use anchor_lang::prelude::*;
use rules::stake::{LOTS, Lot, Lots};

/// Tokens stay at least this long: a day, so that nobody swells the stakers' electorate, and with it the
/// quorum of somebody else's motion, with tokens borrowed for a moment.
pub const MIN_STAKE_SECONDS: i64 = 86_400;

/// Tokens locked by one wallet to vote in the stakers' chamber.
///
/// Seeds: `["stake", governor, wallet]`.
#[account]
#[derive(Debug)]
pub struct Stake {
    /// The governor.
    pub governor: Address,
    /// The wallet.
    pub wallet: Address,
    /// Who paid the rent, and gets it back.
    pub rent_payer: Address,
    /// Dense number within the governor, never reused: the place of its ballots.
    pub index: u64,
    /// Tokens cannot leave before this second: the end of the last vote taken part in, or a day after the
    /// last deposit.
    pub locked_until: i64,
    /// Amounts of the lots, oldest first; see `rules::stake`.
    pub amounts: [u64; LOTS],
    /// Submission counts at which the lots came in.
    pub since: [u64; LOTS],
    /// Layout version, 1.
    pub version: u8,
    /// Bump of the address.
    pub bump: u8,
    /// Explicit padding; zero.
    pub padding: [u8; 6],
    /// Room to grow; zero.
    pub reserved: [u8; 32],
}

const _: () = assert!(
    size_of::<Stake>()
        == 32 // governor
            + 32 // wallet
            + 32 // rent_payer
            + 8 // index
            + 8 // locked_until
            + 8 * LOTS // amounts
            + 8 * LOTS // since
            + 1 // version
            + 1 // bump
            + 6 // padding
            + 32 // reserved
);

impl Stake {
    /// First seed of the address.
    pub const SEED: &'static [u8] = b"stake";
    /// Layout version written by this program.
    pub const VERSION: u8 = 1;

    /// The lots, for the rules.
    #[inline(always)]
    pub fn lots(&self) -> Lots {
        core::array::from_fn(|i| Lot { amount: self.amounts[i], since: self.since[i] })
    }

    /// Stores the lots.
    pub fn set_lots(&mut self, lots: &Lots) {
        for (i, lot) in lots.iter().enumerate() {
            self.amounts[i] = lot.amount;
            self.since[i] = lot.since;
        }
    }
}
