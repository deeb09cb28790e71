use anchor_lang::prelude::*;

/// `serial` of an office that nobody holds.
pub const VACANT: u64 = u64::MAX;
/// Longest term of an office: ten years, about the longest single mandate of a constitutional judge. An
/// office for life is a throne.
pub const MAX_OFFICE_TERM: i64 = 10 * 365 * 86_400;

/// An office held by a citizen for a term. It lapses by itself; whoever relies on it re-checks holder,
/// term and citizenship at the moment of use.
///
/// Seeds: `["office", nation, title]`, the title padded with zeros to 32 bytes.
#[account]
#[derive(Debug)]
pub struct Office {
    /// The nation.
    pub nation: Address,
    /// The wallet that held the citizenship when appointed; zero while vacant.
    pub holder: Address,
    /// Who paid the rent.
    pub rent_payer: Address,
    /// Serial of the holder: what counts, because it survives a reissue. [`VACANT`] for nobody.
    pub serial: u64,
    /// When the term began.
    pub appointed_at: i64,
    /// The office is vacant from this second on.
    pub term_ends_at: i64,
    /// Title, padded with zeros.
    pub title: [u8; 32],
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
    size_of::<Office>()
        == 32 // nation
            + 32 // holder
            + 32 // rent_payer
            + 8 // serial
            + 8 // appointed_at
            + 8 // term_ends_at
            + 32 // title
            + 1 // version
            + 1 // bump
            + 6 // padding
            + 32 // reserved
);

impl Office {
    /// First seed of the address.
    pub const SEED: &'static [u8] = b"office";
    /// Layout version written by this program.
    pub const VERSION: u8 = 1;

    /// A title as it is stored and as it appears in the seeds; zeros for one that is too long, which
    /// no office can have.
    pub fn padded_title(title: &str) -> [u8; 32] {
        support::text::padded::<32>(title).unwrap_or_default()
    }
}
