use crate::error::GovernorError;
use anchor_lang::prelude::*;
use rules::tally::{self, Bar};
use rules::window::{self, Durations};

/// Programs a track's actions may call, at most.
pub const MAX_TRACK_PROGRAMS: usize = 8;

/// Chambers: only the citizens decide.
pub const CHAMBER_CITIZENS: u8 = 1;
/// Chambers: only the stakers decide.
pub const CHAMBER_STAKERS: u8 = 2;
/// Chambers: both decide, and must agree.
pub const CHAMBER_BOTH: u8 = 3;

/// The least deposit, other than none, in lamports: enough to keep the account alive that a forfeited one
/// goes to, which may hold nothing yet (890,880 lamports at the rent of 2026).
pub const MIN_DEPOSIT: u64 = 1_000_000;

/// The rules that a kind of decision is made by. A proposal copies them at submission.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    IdlType,
    AnchorSerialize,
    AnchorDeserialize,
    bytemuck::Pod,
    bytemuck::Zeroable,
)]
#[repr(C)]
pub struct TrackRules {
    /// Lamports a proposer deposits at submission: none, or at least [`MIN_DEPOSIT`].
    pub deposit: u64,
    /// Seconds between submission and the opening of the vote.
    pub review_seconds: u32,
    /// Seconds of voting.
    pub voting_seconds: u32,
    /// Seconds after voting in which only ballots against count.
    pub objection_seconds: u32,
    /// Seconds between the decision and the first possible execution.
    pub timelock_seconds: u32,
    /// Seconds in which the actions may run; then the proposal expires.
    pub execution_seconds: u32,
    /// Seconds a citizen must have belonged to the nation at submission to have a vote.
    pub tenure_seconds: u32,
    /// Share of each electorate that must take part, in basis points.
    pub quorum_bps: u16,
    /// Share of for + against that the votes for must exceed, in basis points.
    pub threshold_bps: u16,
    /// Undecided proposals the track holds at most.
    pub max_open: u16,
    /// Which chambers decide: one of the `CHAMBER_` values.
    pub chambers: u8,
    /// 1 when a ballot cannot be changed, and so a motion may be decided early.
    pub final_ballots: u8,
}

const _: () = assert!(
    size_of::<TrackRules>()
        == 8 // deposit
            + 4 // review_seconds
            + 4 // voting_seconds
            + 4 // objection_seconds
            + 4 // timelock_seconds
            + 4 // execution_seconds
            + 4 // tenure_seconds
            + 2 // quorum_bps
            + 2 // threshold_bps
            + 2 // max_open
            + 1 // chambers
            + 1 // final_ballots
);

impl TrackRules {
    /// The five times, for the rules of windows.
    pub fn durations(&self) -> Durations {
        Durations {
            review: self.review_seconds,
            voting: self.voting_seconds,
            objection: self.objection_seconds,
            timelock: self.timelock_seconds,
            execution: self.execution_seconds,
        }
    }

    /// Quorum and threshold, for the rules of the tally.
    pub fn bar(&self) -> Bar {
        Bar { quorum_bps: self.quorum_bps, threshold_bps: self.threshold_bps }
    }

    /// Whether a chamber decides here.
    #[inline(always)]
    pub fn has_chamber(&self, chamber: u8) -> bool {
        self.chambers & chamber != 0
    }

    /// Refuses rules under which nothing could ever be decided or executed, or only by a minority.
    ///
    /// # Errors
    /// `TrackUnsound`.
    pub fn check(&self) -> Result<()> {
        require!(
            window::durations_are_sound(&self.durations())
                && tally::bar_is_sound(&self.bar())
                && self.tenure_seconds <= window::MAX_DURATION
                && self.max_open > 0
                && (self.deposit == 0 || self.deposit >= MIN_DEPOSIT)
                && matches!(self.chambers, CHAMBER_CITIZENS..=CHAMBER_BOTH)
                && self.final_ballots <= 1,
            GovernorError::TrackUnsound
        );
        Ok(())
    }
}

/// A track of a governor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, IdlType, bytemuck::Pod, bytemuck::Zeroable)]
#[repr(C)]
pub struct Track {
    /// Name, padded with zeros.
    pub name: [u8; 32],
    /// The rules.
    pub rules: TrackRules,
    /// Rises with every change; 0 for a track that was never set. A draft opened under another version
    /// cannot be submitted.
    pub version: u32,
    /// Undecided proposals now.
    pub open: u16,
    /// How many of `programs` are set.
    pub program_count: u8,
    /// Explicit padding; zero.
    pub padding: u8,
    /// Programs that actions may call.
    pub programs: [Address; MAX_TRACK_PROGRAMS],
}

const _: () = assert!(
    size_of::<Track>()
        == 32 // name
            + size_of::<TrackRules>()
            + 4 // version
            + 2 // open
            + 1 // program_count
            + 1 // padding
            + 32 * MAX_TRACK_PROGRAMS // programs
);

impl Track {
    /// Whether actions may call this program.
    pub fn allows(&self, program: &Address) -> bool {
        self.programs.iter().take(usize::from(self.program_count)).any(|allowed| allowed == program)
    }
}
