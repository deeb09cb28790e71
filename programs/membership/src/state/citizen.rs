use anchor_lang::prelude::*;
use rules::eligibility::{STATUS_ACTIVE, Standing, TIER_CITIZEN};

/// `delegate` of a citizen who has none.
pub const NO_DELEGATE: u64 = u64::MAX;

/// A member of a nation. The one source of truth about membership: other programs trust this account,
/// never a token.
///
/// Seeds: `["citizen", nation, wallet]`.
#[account]
#[derive(Debug)]
pub struct Citizen {
    /// The nation.
    pub nation: Address,
    /// The wallet that acts for the citizen.
    pub wallet: Address,
    /// The passport's mint, or zero while none is issued.
    pub passport: Address,
    /// Who paid the rent, and gets it back.
    pub rent_payer: Address,
    /// Dense number within the nation, for life: it survives a reissue and is never reused.
    pub serial: u64,
    /// Serial of the citizen who may vote in this one's absence, or [`NO_DELEGATE`].
    pub delegate: u64,
    /// When the citizen joined, in Unix seconds; survives a reissue.
    pub joined_at: i64,
    /// When the term ends, in Unix seconds; on a bucket boundary of the nation's census.
    pub expires_at: i64,
    /// A suspension ends at this second; 0 for none.
    pub suspended_until: i64,
    /// Charter version signed.
    pub charter_version: u32,
    /// One of `rules::eligibility::STATUS_*`.
    pub status: u8,
    /// One of `rules::eligibility::TIER_*`.
    pub tier: u8,
    /// Layout version, 1.
    pub version: u8,
    /// Bump of the address.
    pub bump: u8,
    /// Who paid the passport's rent, and gets it back; zero while none is issued.
    pub passport_payer: Address,
    /// Room to grow; zero.
    pub reserved: [u8; 32],
}

const _: () = assert!(
    size_of::<Citizen>()
        == 32 // nation
            + 32 // wallet
            + 32 // passport
            + 32 // rent_payer
            + 8 // serial
            + 8 // delegate
            + 8 // joined_at
            + 8 // expires_at
            + 8 // suspended_until
            + 4 // charter_version
            + 1 // status
            + 1 // tier
            + 1 // version
            + 1 // bump
            + 32 // passport_payer
            + 32 // reserved
);

impl Citizen {
    /// First seed of the address.
    pub const SEED: &'static [u8] = b"citizen";
    /// Layout version written by this program.
    pub const VERSION: u8 = 1;

    /// A citizen with a vote who joins at `now`.
    #[expect(clippy::too_many_arguments, reason = "one for each field that differs")]
    pub fn new(
        nation: Address,
        wallet: Address,
        rent_payer: Address,
        serial: u64,
        now: i64,
        expires_at: i64,
        charter_version: u32,
        bump: u8,
    ) -> Self {
        Self {
            nation,
            wallet,
            passport: support::NOBODY,
            rent_payer,
            serial,
            delegate: NO_DELEGATE,
            joined_at: now,
            expires_at,
            suspended_until: 0,
            charter_version,
            status: STATUS_ACTIVE,
            tier: TIER_CITIZEN,
            version: Self::VERSION,
            bump,
            passport_payer: support::NOBODY,
            reserved: [0; 32],
        }
    }

    /// What the rules of voting look at.
    #[inline(always)]
    pub fn standing(&self) -> Standing {
        Standing {
            status: self.status,
            tier: self.tier,
            expires_at: self.expires_at,
            suspended_until: self.suspended_until,
            joined_at: self.joined_at,
            charter_version: self.charter_version,
        }
    }

    /// Whether the citizen is counted in the nation's ring of voters (while the term runs).
    pub fn counts_as_voter(&self) -> bool {
        self.status == STATUS_ACTIVE && self.tier == TIER_CITIZEN
    }
}
