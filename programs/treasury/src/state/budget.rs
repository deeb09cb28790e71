use anchor_lang::prelude::*;
use membership::state::Nation;

/// Holder: a wallet.
pub const HOLDER_WALLET: u8 = 0;
/// Holder: whoever holds an office of the nation at the moment of spending.
pub const HOLDER_OFFICE: u8 = 1;
/// Holder: the court, which awards from it.
pub const HOLDER_COURT: u8 = 2;

/// An amount that somebody may spend in each period between two dates. See `rules::budget`.
///
/// Seeds: `["budget", treasury, id]`, the id in eight little-endian bytes.
#[account]
#[derive(Debug)]
pub struct Budget {
    /// The nation.
    pub nation: Address,
    /// The ledger it draws on.
    pub ledger: Address,
    /// Who may spend: the wallet, the office's account, or zero for the court.
    pub holder: Address,
    /// The one holding it pays to; zero for any.
    pub destination: Address,
    /// Who paid the rent, and gets it back.
    pub rent_payer: Address,
    /// Number within the treasury, never reused.
    pub id: u64,
    /// What may be spent in a whole period.
    pub per_period: u64,
    /// First second of the first period.
    pub from: i64,
    /// First second after the last period.
    pub until: i64,
    /// What was spent in period `spent_in`.
    pub spent: u64,
    /// The period that was last spent in.
    pub spent_in: u64,
    /// What of the treasury's balance is still promised to it.
    pub set_aside: u64,
    /// Length of a period, in seconds.
    pub period: u32,
    /// One of the `HOLDER_` values.
    pub holder_kind: u8,
    /// Layout version, 1.
    pub version: u8,
    /// Bump of the address.
    pub bump: u8,
    /// 1 for one that the founder granted: it ends when the authority passes to somebody else.
    pub founding: u8,
    /// Room to grow; zero.
    pub reserved: [u8; 32],
}

const _: () = assert!(
    size_of::<Budget>()
        == 32 // nation
            + 32 // ledger
            + 32 // holder
            + 32 // destination
            + 32 // rent_payer
            + 8 // id
            + 8 // per_period
            + 8 // from
            + 8 // until
            + 8 // spent
            + 8 // spent_in
            + 8 // set_aside
            + 4 // period
            + 1 // holder_kind
            + 1 // version
            + 1 // bump
            + 1 // founding
            + 32 // reserved
);

impl Budget {
    /// First seed of the address.
    pub const SEED: &'static [u8] = b"budget";
    /// Layout version written by this program.
    pub const VERSION: u8 = 1;

    /// Whether the budget has ended because its founder's power has.
    pub fn has_lapsed(&self, nation: &Nation) -> bool {
        self.founding != 0 && nation.authority != nation.founder
    }

    /// The budget, for the rules.
    pub fn rules(&self) -> rules::budget::Budget {
        rules::budget::Budget {
            per_period: self.per_period,
            period: self.period,
            from: self.from,
            until: self.until,
            spent: self.spent,
            spent_in: self.spent_in,
        }
    }

    /// Stores what the rules change.
    pub fn set_spent(&mut self, after: &rules::budget::Budget) {
        self.spent = after.spent;
        self.spent_in = after.spent_in;
    }
}
