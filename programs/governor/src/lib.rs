//! Decisions of a network state: tracks, proposals, ballots, tally, execution.
//!
//! The hot path is the vote. A ballot page carries a copy of all that casting needs, so a vote reads the
//! voter's citizenship, writes a few bits and two counts of one page, and touches nothing that all votes
//! share.

#![cfg_attr(not(test), no_std)]
// See `#[program]` below.
#![cfg_attr(all(target_os = "solana", feature = "no-entrypoint"), allow(dead_code, unused_imports))]

extern crate alloc;

use anchor_lang::prelude::*;
use support::{End, Text};

pub mod error;
pub mod event;
pub mod instructions;
pub mod state;

use instructions::*;
use state::TrackRules;

declare_id!("4x4qqNJTJQ2y2v899TUzuupR5dGWzaQTVtg2ua997DGF");

// A library on chain has no program: Anchor names each one's entry `__anchor_dispatch`, and a program that uses
// two libraries would have two of them.
#[cfg(not(all(target_os = "solana", feature = "no-entrypoint")))]
#[program]
pub mod governor {
    use super::*;

    /// Casts one citizen's ballot, in person.
    ///
    /// Specification
    /// - The citizen's wallet signs. The citizen must be able to vote: active, of the tier citizen, within
    ///   term, not suspended, with the proposal's charter version signed, joined in time.
    /// - Replaces an earlier ballot of the citizen or of the delegate; where ballots are final, only the
    ///   delegate's.
    /// - In objection time only ballots against are taken.
    #[discrim = 0]
    pub fn cast(ctx: &mut Context<Cast>, choice: u8, _end: End) -> Result<()> {
        instructions::cast(ctx, choice)
    }

    /// Casts the ballots of citizens who chose the signer as their delegate.
    ///
    /// Specification
    /// - The delegate's wallet signs; the delegate must be able to vote on this proposal.
    /// - The delegators' citizen accounts follow the declared ones; all on this page.
    /// - Passes over whoever voted in person, cannot vote, or has another delegate by now; a repeated
    ///   account counts once. Fails when nobody is left.
    #[discrim = 1]
    pub fn cast_delegated(ctx: &mut Context<CastDelegated>, choice: u8, _end: End) -> Result<()> {
        instructions::cast_delegated(ctx, choice)
    }

    /// Casts ballots that citizens signed off-chain; anyone may submit them.
    ///
    /// Specification
    /// - The instruction before this one is an ed25519 check whose signatures are, in order, those of the
    ///   citizens whose accounts follow the declared ones, each over a ballot message: tag, program,
    ///   proposal, expiry, choice.
    /// - Counts as cast in person; sets only a ballot that is empty or was cast by a delegate.
    #[discrim = 2]
    pub fn cast_relayed(ctx: &mut Context<CastRelayed>, _end: End) -> Result<()> {
        instructions::cast_relayed(ctx)
    }

    /// Casts one stake's ballot, by weight.
    ///
    /// Specification
    /// - The stake's wallet signs. Only tokens staked before the proposal was submitted weigh.
    /// - Locks the stake until the last ballot is in.
    #[discrim = 3]
    pub fn cast_stake(ctx: &mut Context<CastStake>, choice: u8, _end: End) -> Result<()> {
        instructions::cast_stake(ctx, choice)
    }

    /// Creates the governor of a nation.
    ///
    /// Specification
    /// - The nation's authority signs. The nation's successor must be this governor's executor.
    /// - The guardian is nobody (zero, until 0), or has power for at most two years.
    #[discrim = 4]
    pub fn create_governor(
        ctx: &mut Context<CreateGovernor>,
        guardian: Address,
        guardian_until: i64,
        _end: End,
    ) -> Result<()> {
        instructions::create_governor(ctx, guardian, guardian_until)
    }

    /// Sets a track, or changes it.
    ///
    /// Specification
    /// - The nation's authority signs. Rules that could never decide are refused.
    /// - Proposals that were submitted keep their rules; drafts opened before cannot be submitted any more.
    #[discrim = 5]
    pub fn set_track(
        ctx: &mut Context<Configure>,
        index: u8,
        name: Text<'_>,
        rules: TrackRules,
        programs: alloc::vec::Vec<Address>,
        _end: End,
    ) -> Result<()> {
        instructions::set_track(ctx, index, name.0, rules, &programs)
    }

    /// Sets the guardian and the time its power ends.
    ///
    /// Specification
    /// - The nation's authority signs. At most two years from now; nobody is zero, until 0.
    #[discrim = 6]
    pub fn set_guardian(
        ctx: &mut Context<Configure>,
        guardian: Address,
        guardian_until: i64,
        _end: End,
    ) -> Result<()> {
        instructions::set_guardian(ctx, guardian, guardian_until)
    }

    /// Lets the executor accept the nation's authority, which must have been proposed to it. Anyone.
    #[discrim = 7]
    pub fn assume_authority(ctx: &mut Context<AssumeAuthority>, _end: End) -> Result<()> {
        instructions::assume_authority(ctx)
    }

    /// Opens a draft.
    ///
    /// Specification
    /// - A citizen who can vote signs and pays the rent. `kind` 0 is a motion (three choices), 1 a poll
    ///   (two to seven).
    /// - Copies the track's rules.
    #[discrim = 8]
    #[expect(clippy::too_many_arguments, reason = "what a proposal says")]
    pub fn open_proposal(
        ctx: &mut Context<OpenProposal>,
        track: u8,
        kind: u8,
        choices: u8,
        title: Text<'_>,
        uri: Text<'_>,
        text_hash: [u8; 32],
        _end: End,
    ) -> Result<()> {
        instructions::open_proposal(ctx, track, kind, choices, title.0, uri.0, text_hash)
    }

    /// Adds an action to a draft: one instruction that runs when `option` wins (1 for a motion).
    ///
    /// Specification
    /// - The proposer signs. The track must allow the program; the only signer can be the executor; the
    ///   proposal itself must not be touched.
    /// - `metas` is 33 bytes for each account: address, then flags (1 signs, 2 writable).
    /// - Pins the program's deployment, if it can be upgraded.
    #[discrim = 9]
    pub fn add_action(
        ctx: &mut Context<AddAction>,
        option: u8,
        metas: &[u8],
        data: &[u8],
        _end: End,
    ) -> Result<()> {
        instructions::add_action(ctx, option, metas, data)
    }

    /// Submits a draft: fixes its electorate, charter and times, and takes the deposit.
    ///
    /// Specification
    /// - The proposer signs, and must be able to vote. The track must not have changed nor be full.
    /// - A poll has no objection time: it has no choice that means "against".
    #[discrim = 10]
    pub fn submit(ctx: &mut Context<Submit>, _end: End) -> Result<()> {
        instructions::submit(ctx)
    }

    /// Opens a ballot page, until voting closes. Anyone; the rent returns when the page is closed.
    #[discrim = 11]
    pub fn open_page(ctx: &mut Context<OpenPage>, chamber: u8, index: u32, _end: End) -> Result<()> {
        instructions::open_page(ctx, chamber, index)
    }

    /// Adds pages to the proposal's tally. Anyone, in any order, over as many transactions as it takes.
    ///
    /// Specification
    /// - The pages follow the declared accounts. After the last ballot a page counts once; where ballots are
    ///   final it may be added before, and is then brought up to date.
    #[discrim = 12]
    pub fn tally(ctx: &mut Context<TallyPages>, _end: End) -> Result<()> {
        instructions::tally(ctx)
    }

    /// Decides a proposal once every opened page is in. Anyone.
    ///
    /// Specification
    /// - Where ballots are final, a motion may be decided as soon as no ballot to come can change it.
    /// - A missed quorum forfeits the deposit.
    #[discrim = 13]
    pub fn decide(ctx: &mut Context<Decide>, _end: End) -> Result<()> {
        instructions::decide(ctx)
    }

    /// Runs the next action of a carried proposal, signed by the executor. Anyone.
    ///
    /// Specification
    /// - After the timelock, within the execution window, each action once and in order.
    /// - The hash must be the one voted on, and the program's deployment the one pinned.
    #[discrim = 14]
    pub fn execute(ctx: &mut Context<Execute>, _end: End) -> Result<()> {
        instructions::execute(ctx)
    }

    /// Cancels a proposal.
    ///
    /// Specification
    /// - The proposer until voting opens; the guardian, while in power, until it is executed. The guardian's
    ///   cancelling forfeits the deposit.
    #[discrim = 15]
    pub fn cancel(ctx: &mut Context<Cancel>, _end: End) -> Result<()> {
        instructions::cancel(ctx)
    }

    /// Holds back what has succeeded or is queued, until a time.
    ///
    /// Specification
    /// - The nation's court signs. All injunctions of a proposal together last at most 60 days.
    #[discrim = 16]
    pub fn enjoin(ctx: &mut Context<Enjoin>, until: i64, _end: End) -> Result<()> {
        instructions::enjoin(ctx, until)
    }

    /// Lifts an injunction, and moves timelock and execution window on by as long as it held.
    ///
    /// Specification
    /// - The nation's court at any time; anyone once the injunction has lapsed.
    #[discrim = 17]
    pub fn release(ctx: &mut Context<Enjoin>, _end: End) -> Result<()> {
        instructions::release(ctx)
    }

    /// Marks as expired what was not executed in time, or a draft not submitted within 30 days. Anyone.
    #[discrim = 18]
    pub fn expire(ctx: &mut Context<Expire>, _end: End) -> Result<()> {
        instructions::expire(ctx)
    }

    /// Closes a page of a proposal that is over, seven days after the decision at the earliest. Anyone; the
    /// rent returns to who paid it.
    #[discrim = 19]
    pub fn close_page(ctx: &mut Context<ClosePage>, _end: End) -> Result<()> {
        instructions::close_page(ctx)
    }

    /// Closes an action of a proposal that is over. Anyone; the rent returns to who paid it.
    #[discrim = 20]
    pub fn close_action(ctx: &mut Context<CloseAction>, _end: End) -> Result<()> {
        instructions::close_action(ctx)
    }

    /// Closes a proposal that is over and has no pages or actions left. Anyone; the rent returns to the
    /// proposer, and the deposit too unless it is forfeit.
    #[discrim = 21]
    pub fn close_proposal(ctx: &mut Context<CloseProposal>, _end: End) -> Result<()> {
        instructions::close_proposal(ctx)
    }

    /// Names the mint of the stakers' chamber, once, and creates the vault of staked tokens.
    ///
    /// Specification
    /// - The nation's authority signs. Mints whose tokens somebody else could freeze, seize, tax or redirect
    ///   are refused.
    #[discrim = 22]
    pub fn create_stake_vault(ctx: &mut Context<CreateStakeVault>, _end: End) -> Result<()> {
        instructions::create_stake_vault(ctx)
    }

    /// Opens the wallet's stake, empty.
    #[discrim = 23]
    pub fn open_stake(ctx: &mut Context<OpenStake>, _end: End) -> Result<()> {
        instructions::open_stake(ctx)
    }

    /// Locks tokens in the wallet's stake. They weigh in proposals submitted from now on.
    ///
    /// Specification
    /// - The wallet signs. The tokens stay at least a day; a stake holds at most 2^60 − 1.
    #[discrim = 24]
    pub fn stake(ctx: &mut Context<MoveStake>, amount: u64, _end: End) -> Result<()> {
        instructions::stake(ctx, amount)
    }

    /// Takes tokens out of the wallet's stake, newest first, once no vote locks it.
    #[discrim = 25]
    pub fn unstake(ctx: &mut Context<MoveStake>, amount: u64, _end: End) -> Result<()> {
        instructions::unstake(ctx, amount)
    }

    /// Closes the wallet's empty stake.
    #[discrim = 26]
    pub fn close_stake(ctx: &mut Context<CloseStake>, _end: End) -> Result<()> {
        instructions::close_stake(ctx)
    }
}
