use super::TrackRules;
use crate::error::GovernorError;
use anchor_lang::prelude::*;
use rules::ballot::{FOR, MAX_CHOICE, MOTION_CHOICES};
use rules::window::{Execution, Phase, Vote};

/// Being written; not yet submitted.
pub const STATE_DRAFT: u8 = 0;
/// Submitted and undecided: review, voting, objection or waiting for the tally, by the clock.
pub const STATE_SUBMITTED: u8 = 1;
/// Carried, with nothing to execute.
pub const STATE_SUCCEEDED: u8 = 2;
/// Carried, with actions to execute after the timelock.
pub const STATE_QUEUED: u8 = 3;
/// Carried, and every action has run.
pub const STATE_EXECUTED: u8 = 4;
/// Quorum missed, rejected, or no option elected.
pub const STATE_DEFEATED: u8 = 5;
/// Withdrawn by its proposer or stopped by the guardian.
pub const STATE_CANCELLED: u8 = 6;
/// Held back by the court.
pub const STATE_ENJOINED: u8 = 7;
/// Not executed in time, or never submitted.
pub const STATE_EXPIRED: u8 = 8;

/// For, against, abstain; carries actions that run when it is carried.
pub const KIND_MOTION: u8 = 0;
/// Two to seven options, plurality; an option may carry the actions its winning runs.
pub const KIND_POLL: u8 = 1;

/// Actions of a proposal, over all options.
pub const MAX_ACTIONS: u8 = 32;
/// A draft may be cleared away by anyone after this long: 30 days.
pub const DRAFT_SECONDS: i64 = 30 * 86_400;
/// The longest a court may hold a proposal back, over all injunctions: 60 days.
pub const MAX_INJUNCTION_SECONDS: i64 = 60 * 86_400;
/// Ballot pages stay on chain at least this long after the decision, so that anyone can recount: 7 days.
pub const RECOUNT_SECONDS: i64 = 7 * 86_400;

/// A motion or a poll.
///
/// Seeds: `["proposal", governor, id]`, the id in 8 little-endian bytes.
#[account]
#[derive(Debug)]
pub struct Proposal {
    /// The governor.
    pub governor: Address,
    /// The nation.
    pub nation: Address,
    /// Wallet that opened it, paid its rent and deposit, and gets them back.
    pub proposer: Address,
    /// Where a forfeited deposit goes: the nation's treasury at submission, or the executor where there is none.
    pub forfeit_to: Address,
    /// Number within the governor.
    pub id: u64,
    /// Number of its submission within the governor; 0 for a draft.
    pub submission: u64,
    /// When it was opened.
    pub opened_at: i64,
    /// When it was submitted.
    pub submitted_at: i64,
    /// First second of voting.
    pub voting_opens_at: i64,
    /// First second after voting; objection begins.
    pub voting_closes_at: i64,
    /// First second after objection; the tally may begin.
    pub objection_closes_at: i64,
    /// When it was decided, cancelled or expired: when it left `STATE_SUBMITTED` or `STATE_DRAFT`.
    pub decided_at: i64,
    /// First second in which actions may run.
    pub executes_from: i64,
    /// It expires at this second.
    pub executes_until: i64,
    /// When the present injunction began; 0 for none.
    pub enjoined_at: i64,
    /// When the present injunction lapses.
    pub enjoined_until: i64,
    /// Seconds that past injunctions took.
    pub enjoined_seconds: i64,
    /// Electorate of the citizens' chamber at submission.
    pub citizens: u64,
    /// Serials below this belong to the electorate.
    pub citizen_seats: u64,
    /// Tokens staked at submission: the electorate of the stakers' chamber.
    pub staked: u64,
    /// Stake indices below this belong to the electorate.
    pub stake_seats: u64,
    /// Lamports held in this account as the deposit.
    pub deposit: u64,
    /// The track's rules, as they were when the draft was opened and still at submission.
    pub rules: TrackRules,
    /// The track's version, likewise.
    pub track_version: u32,
    /// Charter version a voter must have signed.
    pub charter_version: u32,
    /// Pages opened, citizens' chamber.
    pub citizen_pages: u32,
    /// Pages counted in full, citizens' chamber.
    pub citizen_pages_tallied: u32,
    /// Pages opened, stakers' chamber.
    pub stake_pages: u32,
    /// Pages counted in full, stakers' chamber.
    pub stake_pages_tallied: u32,
    /// Pages that still exist.
    pub pages_left: u32,
    /// Track index.
    pub track: u8,
    /// `KIND_MOTION` or `KIND_POLL`.
    pub kind: u8,
    /// Choices a ballot may hold: 3 for a motion, 2–7 for a poll.
    pub choices: u8,
    /// One of the `STATE_` values.
    pub state: u8,
    /// State the injunction interrupted.
    pub enjoined_state: u8,
    /// Winning choice; 0 while undecided or when nothing won.
    pub outcome: u8,
    /// 1 when the deposit is forfeit.
    pub deposit_forfeit: u8,
    /// Actions, over all options.
    pub actions: u8,
    /// Actions that still have an account.
    pub actions_left: u8,
    /// Actions of the winning option that have run.
    pub executed: u8,
    /// Layout version, 1.
    pub version: u8,
    /// Bump of the address.
    pub bump: u8,
    /// Actions by option; a motion's belong to [`FOR`].
    pub option_actions: [u8; MAX_CHOICE as usize + 1],
    /// Votes by choice, citizens' chamber.
    pub citizen_tally: [u64; MAX_CHOICE as usize + 1],
    /// Votes by choice, stakers' chamber, by weight.
    pub stake_tally: [u64; MAX_CHOICE as usize + 1],
    /// Of the citizens' votes, those cast by delegates.
    pub delegated: u64,
    /// Rolling SHA-256 of each option's actions; a motion's is that of [`FOR`].
    pub action_hashes: [[u8; 32]; MAX_CHOICE as usize],
    /// Rolling SHA-256 of the actions that have run.
    pub executed_hash: [u8; 32],
    /// SHA-256 of the proposal's text.
    pub text_hash: [u8; 32],
    /// Title, padded with zeros.
    pub title: [u8; 96],
    /// Where the text can be read, padded with zeros.
    pub uri: [u8; 128],
    /// Room to grow; zero.
    pub reserved: [u8; 32],
}

const _: () = assert!(
    size_of::<Proposal>()
        == 4 * 32 // governor, nation, proposer, forfeit_to
            + 2 * 8 // id, submission
            + 11 * 8 // opened_at … enjoined_seconds
            + 5 * 8 // citizens … deposit
            + size_of::<TrackRules>()
            + 7 * 4 // track_version … pages_left
            + 12 // track … bump
            + 8 // option_actions
            + 8 * 8 // citizen_tally
            + 8 * 8 // stake_tally
            + 8 // delegated
            + 7 * 32 // action_hashes
            + 32 // executed_hash
            + 32 // text_hash
            + 96 // title
            + 128 // uri
            + 32 // reserved
);

impl Proposal {
    /// First seed of the address.
    pub const SEED: &'static [u8] = b"proposal";
    /// Layout version written by this program.
    pub const VERSION: u8 = 1;

    /// The times of its vote.
    pub fn vote(&self) -> Vote {
        Vote {
            opens_at: self.voting_opens_at,
            closes_at: self.voting_closes_at,
            objection_closes_at: self.objection_closes_at,
        }
    }

    /// When its actions may run.
    pub fn execution(&self) -> Execution {
        Execution { from: self.executes_from, until: self.executes_until }
    }

    /// The phase of a submitted, undecided proposal.
    ///
    /// # Errors
    /// `ProposalNotSubmitted` in any other state.
    pub fn phase(&self, now: i64) -> Result<Phase> {
        require!(self.state == STATE_SUBMITTED, GovernorError::ProposalNotSubmitted);
        Ok(self.vote().phase(now))
    }

    /// Whether nothing can happen to it any more, but to be closed.
    pub fn is_over(&self) -> bool {
        matches!(
            self.state,
            STATE_SUCCEEDED | STATE_EXECUTED | STATE_DEFEATED | STATE_CANCELLED | STATE_EXPIRED
        )
    }

    /// The options that actions may belong to.
    pub fn carries_actions_for(&self, option: u8) -> bool {
        match self.kind {
            KIND_MOTION => option == FOR,
            _ => option >= 1 && option <= self.choices,
        }
    }

    /// Actions of the winning option.
    pub fn actions_to_run(&self) -> u8 {
        self.option_actions.get(usize::from(self.outcome)).copied().unwrap_or(0)
    }

    /// What must hold after every instruction.
    ///
    /// # Errors
    /// `ProposalInvariant`.
    pub fn invariant(&self) -> Result<()> {
        let by_option: u32 = self.option_actions.iter().map(|n| u32::from(*n)).sum();
        require!(
            by_option == u32::from(self.actions)
                && self.actions_left <= self.actions
                && self.citizen_pages_tallied <= self.citizen_pages
                && self.stake_pages_tallied <= self.stake_pages
                && self.executed <= self.actions_to_run()
                && (self.kind != KIND_MOTION || self.choices == MOTION_CHOICES)
                && (self.state != STATE_ENJOINED || self.enjoined_at > 0),
            GovernorError::ProposalInvariant
        );
        Ok(())
    }
}
