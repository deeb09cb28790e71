#![allow(
    unused_variables,
    reason = "Anchor binds every `#[instruction]` argument, also those no constraint uses"
)]

use crate::error::GovernorError;
use crate::state::{BallotPage, CHAMBER_CITIZENS, CHAMBER_STAKERS, Proposal};
use anchor_lang::prelude::*;
use rules::pages::{self, CITIZENS_PER_PAGE, STAKES_PER_PAGE};
use rules::window::Phase;

/// Accounts of `open_page`.
#[derive(Accounts)]
#[instruction(chamber: u8, index: u32)]
pub struct OpenPage {
    /// Pays the rent, and gets it back when the page is closed.
    #[account(mut)]
    pub payer: Signer,
    /// The proposal.
    #[account(mut)]
    pub proposal: Account<Proposal>,
    /// The page, created here.
    #[account(
        init,
        payer = payer,
        space = page_space(&proposal, chamber, index),
        seeds = [b"page", proposal.address().as_ref(), &[chamber], &index.to_le_bytes()],
        bump
    )]
    pub page: Account<BallotPage>,
    /// Creates the account.
    pub system_program: Program<System>,
}

/// First seat and number of seats of a page, or `None` for a page that does not exist.
fn page_span(proposal: &Proposal, chamber: u8, index: u32) -> Option<(u64, u32)> {
    match chamber {
        CHAMBER_CITIZENS => pages::span(index, proposal.citizen_seats, CITIZENS_PER_PAGE),
        CHAMBER_STAKERS => pages::span(index, proposal.stake_seats, STAKES_PER_PAGE),
        _ => None,
    }
}

/// Bytes of a page's account. A page that does not exist is refused by the handler.
fn page_space(proposal: &Proposal, chamber: u8, index: u32) -> usize {
    let count = page_span(proposal, chamber, index).map_or(0, |(_, count)| count);
    BallotPage::HEADER
        + match chamber {
            CHAMBER_STAKERS => pages::stake_bytes(count),
            _ => pages::citizen_bytes(count),
        }
}

/// See `governor::open_page`.
pub fn open_page(ctx: &mut Context<OpenPage>, chamber: u8, index: u32) -> Result<()> {
    let now = support::now()?;
    let accounts = &mut ctx.accounts;
    let proposal = &mut accounts.proposal;
    require!(matches!(proposal.phase(now)?, Phase::Review | Phase::Voting), GovernorError::VotingClosed);
    let (first, capacity) = page_span(proposal, chamber, index).ok_or(GovernorError::PageUnknown)?;
    require!(proposal.rules.has_chamber(chamber), GovernorError::ChamberNotCalled);
    let opened =
        if chamber == CHAMBER_CITIZENS { &mut proposal.citizen_pages } else { &mut proposal.stake_pages };
    *opened = opened.checked_add(1).ok_or(GovernorError::ArithmeticOverflow)?;
    proposal.pages_left = proposal.pages_left.checked_add(1).ok_or(GovernorError::ArithmeticOverflow)?;
    proposal.invariant()?;

    let payer = *accounts.payer.address();
    let proposal_address = *accounts.proposal.address();
    let proposal = &accounts.proposal;
    let page = &mut accounts.page;
    page.proposal = proposal_address;
    page.electorate = if chamber == CHAMBER_CITIZENS { proposal.nation } else { proposal.governor };
    page.rent_payer = payer;
    page.opens_at = proposal.voting_opens_at;
    page.closes_at = proposal.voting_closes_at;
    page.objection_closes_at = proposal.objection_closes_at;
    page.joined_by = proposal.submitted_at.saturating_sub(i64::from(proposal.rules.tenure_seconds));
    page.first = first;
    page.submission = proposal.submission;
    if chamber == CHAMBER_CITIZENS {
        page.counts[0] = u64::from(capacity);
    }
    page.charter_version = proposal.charter_version;
    page.capacity = capacity;
    page.index = index;
    page.chamber = chamber;
    page.choices = proposal.choices;
    page.final_ballots = proposal.rules.final_ballots;
    page.version = BallotPage::VERSION;
    page.bump = ctx.bumps.page;
    // `#[instruction]` arguments are parsed on their own: make sure that they are the handler's.
    require!(page.view().data_len() == page_space(proposal, chamber, index), GovernorError::PageInvariant);
    Ok(())
}
