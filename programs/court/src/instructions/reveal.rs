use super::Sit;
use crate::error::CourtError;
use crate::state::Seat;
use anchor_lang::prelude::*;
use rules::verdict::{NO_CHOICE, is_choice};

impl Sit {
    pub(crate) fn reveal(&mut self, choice: u8, salt: &[u8; 32]) -> Result<()> {
        let now = support::now()?;
        self.check_round()?;
        let (case, seat) = (&mut self.case, &mut self.seat);
        case.trial()?.reveal(now).map_err(CourtError::from)?;
        require!(seat.commitment != [0; 32], CourtError::NotCommitted);
        require!(seat.choice == NO_CHOICE, CourtError::AlreadyRevealed);
        require!(is_choice(choice), CourtError::ChoiceUnknown);
        let commitment = Seat::commitment(case.address(), seat.round, seat.index, choice, salt);
        require!(seat.commitment == commitment, CourtError::RevealMismatch);
        seat.choice = choice;
        let round = case.present_mut()?;
        let counts = round.counts().with(choice).ok_or(CourtError::ArithmeticOverflow)?;
        round.set_counts(&counts);
        Ok(())
    }
}
