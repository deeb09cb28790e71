use crate::error::GovernorError;
use crate::event::GovernorChanged;
use crate::state::{CHAMBER_STAKERS, Governor, MAX_TRACK_PROGRAMS, MAX_TRACKS, Track, TrackRules};
use anchor_lang::prelude::*;
use membership::state::Nation;
use support::text;

/// Accounts of the instructions by which the nation's authority changes its governor: `set_track`,
/// `set_guardian`.
#[derive(Accounts)]
pub struct Configure {
    /// The nation's authority: the founder at first, then this governor's executor.
    pub authority: Signer,
    /// The nation.
    #[account(address = governor.nation @ GovernorError::WrongNation)]
    pub nation: Account<Nation>,
    /// The governor.
    #[account(mut)]
    pub governor: Account<Governor>,
}

impl Configure {
    /// Checks the authority, and returns the time.
    pub fn validate(&self) -> Result<i64> {
        let now = support::now()?;
        self.nation.check_authority(self.authority.address(), now)?;
        Ok(now)
    }
}

fn check_track(governor: &Governor, rules: &TrackRules, programs: &[Address]) -> Result<()> {
    rules.check()?;
    require!(
        !rules.has_chamber(CHAMBER_STAKERS) || governor.stake_mint != support::NOBODY,
        GovernorError::StakeMintMissing
    );
    let distinct = programs
        .iter()
        .enumerate()
        .all(|(i, program)| !programs.iter().take(i).any(|other| other == program));
    require!(programs.len() <= MAX_TRACK_PROGRAMS && distinct, GovernorError::TrackProgramsMalformed);
    Ok(())
}

/// See `governor::set_track`.
pub fn set_track(
    ctx: &mut Context<Configure>,
    index: u8,
    name: &str,
    rules: TrackRules,
    programs: &[Address],
) -> Result<()> {
    ctx.accounts.validate()?;
    require!(usize::from(index) < MAX_TRACKS, GovernorError::TrackUnknown);
    check_track(&ctx.accounts.governor, &rules, programs)?;
    let name = text::padded(name).ok_or(GovernorError::TextMalformed)?;

    let address = *ctx.accounts.governor.address();
    let track =
        ctx.accounts.governor.tracks.get_mut(usize::from(index)).ok_or(GovernorError::TrackUnknown)?;
    let version = track.version.checked_add(1).ok_or(GovernorError::ArithmeticOverflow)?;
    *track = Track {
        name,
        rules,
        version,
        // Proposals that run keep the rules they copied, and their place.
        open: track.open,
        program_count: programs.len() as u8,
        padding: 0,
        programs: [support::NOBODY; MAX_TRACK_PROGRAMS],
    };
    for (slot, program) in track.programs.iter_mut().zip(programs) {
        *slot = *program;
    }
    emit!(GovernorChanged { governor: address, track: u64::from(index) });
    Ok(())
}
