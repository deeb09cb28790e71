use crate::error::CourtError;
use crate::event::CaseChanged;
use crate::state::Case;
use anchor_lang::prelude::*;
use rules::verdict;

/// Accounts of `rule`.
#[derive(Accounts)]
pub struct Rule {
    /// The case.
    #[account(mut)]
    pub case: Account<Case>,
}

impl Rule {
    pub(crate) fn rule(&mut self) -> Result<()> {
        let now = support::now()?;
        let case = &mut self.case;
        let trial = case.trial()?.rule(now, &case.params.times()).map_err(CourtError::from)?;
        case.set_trial(&trial)?;
        let (before, backing) = (case.ruling, case.backing());
        let round = case.present_mut()?;
        let ruling = verdict::ruling(before, backing, &round.counts());
        round.ruling = ruling;
        if !round.is_captured() {
            // Nobody has earned it.
            round.pool = round.pool.checked_add(round.bounty).ok_or(CourtError::ArithmeticOverflow)?;
            round.bounty = 0;
        }
        case.ruling = ruling;
        case.invariant()?;
        emit!(CaseChanged::of(case, now)?);
        Ok(())
    }
}
