use crate::error::CourtError;
use crate::event::CaseChanged;
use crate::party;
use crate::state::{Case, SIDE_RESPONDENT};
use anchor_lang::prelude::*;
use membership::state::Citizen;
use support::text;

/// Accounts of `answer`.
#[derive(Accounts)]
pub struct Answer {
    /// The respondent.
    pub respondent: Signer,
    /// The respondent's citizenship, where the wallet is another than when the case was filed.
    pub citizen: Option<Account<Citizen>>,
    /// The case.
    #[account(mut)]
    pub case: Account<Case>,
}

impl Answer {
    fn validate(&self, now: i64) -> Result<()> {
        let side = party::side(&self.case, self.respondent.address(), &self.citizen)?;
        require!(side == SIDE_RESPONDENT, CourtError::NotRespondent);
        self.case.trial()?.check_answer(now).map_err(CourtError::from)?;
        require!(self.case.answered == 0, CourtError::AlreadyAnswered);
        Ok(())
    }

    pub(crate) fn answer(&mut self, answer_hash: [u8; 32], answer_uri: &str) -> Result<()> {
        let now = support::now()?;
        self.validate(now)?;
        let case = &mut self.case;
        case.answer_hash = answer_hash;
        case.answer_uri = text::padded(answer_uri).ok_or(CourtError::TextMalformed)?;
        case.answered = 1;
        emit!(CaseChanged::of(case, now)?);
        Ok(())
    }
}
