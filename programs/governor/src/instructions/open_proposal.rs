use crate::error::GovernorError;
use crate::event::ProposalMoved;
use crate::state::{Governor, KIND_MOTION, KIND_POLL, Proposal, STATE_DRAFT};
use anchor_lang::prelude::*;
use membership::state::Citizen;
use rules::ballot::{MAX_CHOICE, MOTION_CHOICES};
use rules::eligibility::in_good_standing;
use support::text;

/// Accounts of `open_proposal`.
#[derive(Accounts)]
pub struct OpenProposal {
    /// The proposer's wallet; pays the rent.
    #[account(mut)]
    pub proposer: Signer,
    /// The proposer.
    pub citizen: Account<Citizen>,
    /// The governor.
    #[account(mut)]
    pub governor: Account<Governor>,
    /// The proposal, created here.
    #[account(
        init,
        payer = proposer,
        space = 8 + size_of::<Proposal>(),
        seeds = [b"proposal", governor.address().as_ref(), &governor.next_proposal.to_le_bytes()],
        bump
    )]
    pub proposal: Account<Proposal>,
    /// Creates the account.
    pub system_program: Program<System>,
}

/// Checks that `citizen` is the wallet's, of this nation, and could vote now.
pub fn check_proposer(citizen: &Citizen, wallet: &Address, nation: &Address, now: i64) -> Result<()> {
    require!(citizen.nation == *nation, GovernorError::WrongNation);
    require!(citizen.wallet == *wallet, GovernorError::NotVoter);
    require!(in_good_standing(&citizen.standing(), now).is_ok(), GovernorError::ProposerIneligible);
    Ok(())
}

/// See `governor::open_proposal`.
pub fn open_proposal(
    ctx: &mut Context<OpenProposal>,
    track: u8,
    kind: u8,
    choices: u8,
    title: &str,
    uri: &str,
    text_hash: [u8; 32],
) -> Result<()> {
    let now = support::now()?;
    let accounts = &mut ctx.accounts;
    check_proposer(&accounts.citizen, accounts.proposer.address(), &accounts.governor.nation, now)?;
    require!(
        match kind {
            KIND_MOTION => choices == MOTION_CHOICES,
            KIND_POLL => (2..=MAX_CHOICE).contains(&choices),
            _ => false,
        },
        GovernorError::KindUnknown
    );
    let title = text::padded(title).ok_or(GovernorError::TextMalformed)?;
    let uri = text::padded(uri).ok_or(GovernorError::TextMalformed)?;
    let (rules, track_version) = {
        let track = accounts.governor.track(track)?;
        (track.rules, track.version)
    };

    let id = accounts.governor.next_proposal;
    accounts.governor.next_proposal = id.checked_add(1).ok_or(GovernorError::ArithmeticOverflow)?;
    let nation = accounts.governor.nation;
    let governor = *accounts.governor.address();
    let proposer = *accounts.proposer.address();
    // A fresh account is all zeros: what is not named here is zero.
    let proposal = &mut accounts.proposal;
    proposal.governor = governor;
    proposal.nation = nation;
    proposal.proposer = proposer;
    proposal.id = id;
    proposal.opened_at = now;
    proposal.rules = rules;
    proposal.track_version = track_version;
    proposal.track = track;
    proposal.kind = kind;
    proposal.choices = choices;
    proposal.state = STATE_DRAFT;
    proposal.version = Proposal::VERSION;
    proposal.bump = ctx.bumps.proposal;
    proposal.title = title;
    proposal.uri = uri;
    proposal.text_hash = text_hash;
    emit!(ProposalMoved::of(proposal, now));
    Ok(())
}
