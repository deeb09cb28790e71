use anchor_lang::prelude::*;

/// Vouchers an application can hold.
pub const MAX_VOUCHES: usize = 16;

/// A wallet that asks to be admitted, and who has vouched for it.
///
/// Seeds: `["application", nation, wallet]`.
#[account]
#[derive(Debug)]
pub struct Application {
    /// The nation.
    pub nation: Address,
    /// The applicant.
    pub wallet: Address,
    /// Who paid the rent, and gets it back.
    pub rent_payer: Address,
    /// When the application was made.
    pub applied_at: i64,
    /// Serials of the citizens who have vouched, each once.
    pub vouchers: [u64; MAX_VOUCHES],
    /// Charter version the applicant signed.
    pub charter_version: u32,
    /// How many of `vouchers` are set.
    pub vouches: u8,
    /// Layout version, 1.
    pub version: u8,
    /// Bump of the address.
    pub bump: u8,
    /// Explicit padding; zero.
    pub padding: u8,
    /// Room to grow; zero.
    pub reserved: [u8; 32],
}

const _: () = assert!(
    size_of::<Application>()
        == 32 // nation
            + 32 // wallet
            + 32 // rent_payer
            + 8 // applied_at
            + 8 * MAX_VOUCHES // vouchers
            + 4 // charter_version
            + 1 // vouches
            + 1 // version
            + 1 // bump
            + 1 // padding
            + 32 // reserved
);

impl Application {
    /// First seed of the address.
    pub const SEED: &'static [u8] = b"application";
    /// Layout version written by this program.
    pub const VERSION: u8 = 1;
}
