use super::Track;
use crate::error::GovernorError;
use anchor_lang::prelude::*;

/// Tracks of a governor.
pub const MAX_TRACKS: usize = 8;

/// Longest power of a guardian: two years, after which the nation must stand on its own.
pub const MAX_GUARDIAN_SECONDS: i64 = 2 * 366 * 86_400;

/// How a nation decides.
///
/// Seeds: `["governor", nation]`.
#[account]
#[derive(Debug)]
pub struct Governor {
    /// The nation.
    pub nation: Address,
    /// May cancel proposals until `guardian_until`; zero for nobody.
    pub guardian: Address,
    /// Signs what the nation decides: the address of seeds `["executor", governor]`.
    pub executor: Address,
    /// Mint whose holders may form the second chamber; zero for none.
    pub stake_mint: Address,
    /// The guardian's power ends at this second.
    pub guardian_until: i64,
    /// Id of the next proposal: how many there have ever been.
    pub next_proposal: u64,
    /// Submissions so far; tells what was staked before a proposal from what came after.
    pub submissions: u64,
    /// Index of the next stake: how many there have ever been.
    pub next_stake: u64,
    /// Tokens staked now, in the mint's smallest unit.
    pub staked: u64,
    /// Layout version, 1.
    pub version: u8,
    /// Bump of the address.
    pub bump: u8,
    /// Bump of the executor's address.
    pub executor_bump: u8,
    /// Explicit padding; zero.
    pub padding: [u8; 5],
    /// Room to grow; zero.
    pub reserved: [u8; 32],
    /// Tracks; one with version 0 was never set.
    pub tracks: [Track; MAX_TRACKS],
}

const _: () = assert!(
    size_of::<Governor>()
        == 32 // nation
            + 32 // guardian
            + 32 // executor
            + 32 // stake_mint
            + 8 // guardian_until
            + 8 // next_proposal
            + 8 // submissions
            + 8 // next_stake
            + 8 // staked
            + 1 // version
            + 1 // bump
            + 1 // executor_bump
            + 5 // padding
            + 32 // reserved
            + size_of::<Track>() * MAX_TRACKS
);

impl Governor {
    /// First seed of the address.
    pub const SEED: &'static [u8] = b"governor";
    /// First seed of the executor's address; the second is the governor's.
    pub const EXECUTOR_SEED: &'static [u8] = b"executor";
    /// First seed of the vault of staked tokens; the second is the governor's.
    pub const STAKE_VAULT_SEED: &'static [u8] = b"stake_vault";
    /// Layout version written by this program.
    pub const VERSION: u8 = 1;

    /// A track that has been set.
    ///
    /// # Errors
    /// `TrackUnknown`.
    pub fn track(&self, index: u8) -> Result<&Track> {
        match self.tracks.get(usize::from(index)) {
            Some(track) if track.version > 0 => Ok(track),
            _ => Err(GovernorError::TrackUnknown.into()),
        }
    }

    /// A track that has been set, to change its count.
    ///
    /// # Errors
    /// `TrackUnknown`.
    pub fn track_mut(&mut self, index: u8) -> Result<&mut Track> {
        match self.tracks.get_mut(usize::from(index)) {
            Some(track) if track.version > 0 => Ok(track),
            _ => Err(GovernorError::TrackUnknown.into()),
        }
    }

    /// One undecided proposal fewer on a track.
    ///
    /// # Errors
    /// `TrackUnknown`, `ArithmeticOverflow`.
    pub fn close_one(&mut self, track: u8) -> Result<()> {
        let track = self.track_mut(track)?;
        track.open = track.open.checked_sub(1).ok_or(GovernorError::ArithmeticOverflow)?;
        Ok(())
    }
}
