use crate::error::CourtError;
use crate::lot;
use crate::state::{Case, Juror, Seat};
use anchor_lang::AccountInitialize;
use anchor_lang::prelude::*;
use rules::sortition;
use rules::trial::Trial;

/// Accounts of `draw`.
#[derive(Accounts)]
pub struct Draw {
    /// Pays the rent of the seat, and gets it back.
    #[account(mut)]
    pub payer: Signer,
    /// The case.
    #[account(mut)]
    pub case: Account<Case>,
    /// The juror of the index that is drawn, or where that juror was.
    #[account(mut)]
    pub juror: UncheckedAccount,
    /// The juror's citizen account, or where that was; not looked at when the juror has left.
    pub citizen: UncheckedAccount,
    /// The next seat; created here if the juror can be seated.
    #[account(mut)]
    pub seat: UncheckedAccount,
    /// Creates the account.
    pub system_program: Program<System>,
}

impl Draw {
    pub(crate) fn draw(&mut self) -> Result<()> {
        let now = support::now()?;
        let trial = self.case.trial()?;
        trial.check_draw(now).map_err(CourtError::from)?;
        let index = lot::drawn(&self.case)?;
        let juror = lot::juror(&self.juror, &self.case.court, index)?;
        match juror {
            Some(mut juror) if lot::is_eligible(&juror, &self.citizen, &self.case)? => {
                self.seat(&mut juror, &trial, now)
            }
            _ => self.miss(&trial, now),
        }
    }

    /// Seats the juror.
    #[inline(always)]
    fn seat(&mut self, juror: &mut Account<Juror>, trial: &Trial, now: i64) -> Result<()> {
        let case = &mut self.case;
        let (round, number) = (case.round, trial.seats);
        let attempt = case.present()?.attempt;
        let bump = case.seat_bumps.get(usize::from(number)).copied().unwrap_or_default();
        let address = *case.address();
        let seeds: &[&[u8]] = &[Seat::SEED, address.as_ref(), &[round], &[number], &[bump]];
        require!(*self.seat.address() == create_program_address(seeds, &crate::ID)?, CourtError::WrongSeat);
        juror.sit(case.id, case.params.bond)?;
        juror.invariant()?;
        let trial = trial.seat(now, &case.params.times()).map_err(CourtError::from)?;
        case.set_trial(&trial)?;
        case.present_mut()?.attempt = 0;
        case.seats_open = case.seats_open.checked_add(1).ok_or(CourtError::ArithmeticOverflow)?;
        case.seats_left = case.seats_left.checked_add(1).ok_or(CourtError::ArithmeticOverflow)?;

        let mut seat = Account::<Seat>::create_and_initialize(
            self.payer.account(),
            &self.seat,
            8 + size_of::<Seat>(),
            &crate::ID,
            &(),
            Some(seeds),
            None,
        )?;
        // A fresh account is all zeros: what is not named here is zero.
        seat.case = *case.address();
        seat.juror = *juror.address();
        seat.rent_payer = *self.payer.address();
        seat.index = juror.index;
        seat.attempt = attempt;
        seat.round = round;
        seat.number = number;
        seat.version = Seat::VERSION;
        seat.bump = bump;
        Ok(())
    }

    /// Notes that the juror could not be seated. After too many attempts the panel stays as it is.
    fn miss(&mut self, trial: &Trial, now: i64) -> Result<()> {
        let case = &mut self.case;
        let params = case.params;
        let round = case.present_mut()?;
        round.attempt = round.attempt.checked_add(1).ok_or(CourtError::ArithmeticOverflow)?;
        let (attempt, jurors) = (round.attempt, round.jurors);
        if attempt >= sortition::attempts(jurors) {
            let trial = trial.stop_drawing(now, &params.times()).map_err(CourtError::from)?;
            case.set_trial(&trial)?;
        }
        Ok(())
    }
}
