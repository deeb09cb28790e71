use crate::error::GovernorError;
use crate::state::{BallotPage, CHAMBER_CITIZENS, Proposal};
use anchor_lang::prelude::*;
use rules::window::Phase;

/// Accounts of `tally`. The pages follow, writable, in any order.
#[derive(Accounts)]
pub struct TallyPages {
    /// The proposal.
    #[account(mut)]
    pub proposal: Account<Proposal>,
}

/// Adds what a page has counted and the proposal has not, to the proposal.
fn add_page(proposal: &mut Proposal, page: &mut BallotPage, complete: bool) -> Result<()> {
    let tally = if page.chamber == CHAMBER_CITIZENS {
        &mut proposal.citizen_tally
    } else {
        &mut proposal.stake_tally
    };
    for ((total, counted), tallied) in tally.iter_mut().zip(&page.counts).zip(&mut page.tallied).skip(1) {
        // Replace the page's last contribution by its present one: a citizen may have overridden a
        // delegate since an early tally.
        *total = total
            .checked_sub(*tallied)
            .and_then(|rest| rest.checked_add(*counted))
            .ok_or(GovernorError::ArithmeticOverflow)?;
        *tallied = *counted;
    }
    proposal.delegated = proposal
        .delegated
        .checked_sub(u64::from(page.delegated_tallied))
        .and_then(|rest| rest.checked_add(u64::from(page.delegated)))
        .ok_or(GovernorError::ArithmeticOverflow)?;
    page.delegated_tallied = page.delegated;
    if complete {
        page.complete = 1;
        let pages = if page.chamber == CHAMBER_CITIZENS {
            &mut proposal.citizen_pages_tallied
        } else {
            &mut proposal.stake_pages_tallied
        };
        *pages = pages.checked_add(1).ok_or(GovernorError::ArithmeticOverflow)?;
    }
    Ok(())
}

/// See `governor::tally`.
pub fn tally(ctx: &mut Context<TallyPages>) -> Result<()> {
    let now = support::now()?;
    let complete = match ctx.accounts.proposal.phase(now)? {
        Phase::Closed => true,
        // Where ballots are final, a tally in between can show that the outcome is certain.
        Phase::Voting | Phase::Objection if ctx.accounts.proposal.rules.final_ballots != 0 => false,
        _ => return Err(GovernorError::VotingNotClosed.into()),
    };
    let mut added = 0u32;
    for view in ctx.remaining_accounts()? {
        // SAFETY: the page loaded in an earlier round was dropped at its end, and Anchor refuses remaining
        // accounts that alias the declared writable one, so no other reference to this account exists.
        let mut page = unsafe { Account::<BallotPage>::load_mut(view)? };
        page.check_of(&ctx.accounts.proposal)?;
        // Counted in full before, perhaps earlier in this very list: it counts once.
        if page.complete != 0 {
            continue;
        }
        add_page(&mut ctx.accounts.proposal, &mut page, complete)?;
        added += 1;
    }
    require!(added > 0, GovernorError::PageAlreadyTallied);
    ctx.accounts.proposal.invariant()
}
