use crate::error::CourtError;
use anchor_lang::prelude::*;

/// Cases that a juror can sit in at the same time. Who sits in so many is drawn in no other.
pub const MAX_SEATS: usize = 16;

/// A citizen who can be drawn to judge.
///
/// Seeds: `["juror", court, index]`, the index in 4 little-endian bytes.
#[account]
#[derive(Debug)]
pub struct Juror {
    /// The court.
    pub court: Address,
    /// The wallet that acts for the juror.
    pub wallet: Address,
    /// The citizen account of that wallet.
    pub citizen: Address,
    /// Who paid the rent of this account and of the one that names it, and gets it back.
    pub rent_payer: Address,
    /// Serial of the citizen, which survives a reissue.
    pub serial: u64,
    /// What the juror has put up.
    pub bond: u64,
    /// Of that, what is at risk in seats held.
    pub locked: u64,
    /// What the juror has earned and not withdrawn.
    pub due: u64,
    /// Of the bond, what was added last.
    pub added: u64,
    /// When it was added.
    pub added_at: i64,
    /// When the juror joined.
    pub joined_at: i64,
    /// From this second on the juror is gone, and gets the bond back once no seat is held; 0 while staying.
    pub leaves_at: i64,
    /// When the citizen's new wallet took the juror over, after a reissue; 0 for never.
    pub claimed_at: i64,
    /// The cases of the seats held, each as id + 1; 0 where there is none.
    pub cases: [u64; 16],
    /// Number within the court, never reused.
    pub index: u32,
    /// Layout version, 1.
    pub version: u8,
    /// Bump of the address.
    pub bump: u8,
    /// Explicit padding; zero.
    pub padding: [u8; 2],
    /// Room to grow; zero.
    pub reserved: [u8; 32],
}

const _: () = assert!(
    size_of::<Juror>()
        == 32 // court
            + 32 // wallet
            + 32 // citizen
            + 32 // rent_payer
            + 8 // serial
            + 8 // bond
            + 8 // locked
            + 8 // due
            + 8 // added
            + 8 // added_at
            + 8 // joined_at
            + 8 // leaves_at
            + 8 // claimed_at
            + 8 * MAX_SEATS // cases
            + 4 // index
            + 1 // version
            + 1 // bump
            + 2 // padding
            + 32 // reserved
);

impl Juror {
    /// First seed of the address.
    pub const SEED: &'static [u8] = b"juror";
    /// Layout version written by this program.
    pub const VERSION: u8 = 1;

    /// How a case is listed among those of the seats held.
    #[inline(always)]
    fn entry(case: u64) -> u64 {
        case.wrapping_add(1)
    }

    /// Whether the juror holds no seat.
    pub fn is_free(&self) -> bool {
        self.cases.iter().all(|case| *case == 0)
    }

    /// Whether the juror can be drawn, as far as the jury is concerned, for a case whose jurors were frozen at
    /// `frozen_at` and whose draw ends at `draw_until`: there to the end of it, not seated in it, not in too many, and
    /// with this much bond to spare.
    ///
    /// What was added since the jurors were frozen does not count, and who has taken the juror over since is not
    /// drawn, so that nobody who knows the hash can decide by it whether to be drawn. Who leaves within the draw is
    /// gone from its beginning, so that nobody who draws can choose by drawing sooner or later.
    #[inline(always)]
    pub fn can_sit(&self, case: u64, bond: u64, frozen_at: i64, draw_until: i64) -> bool {
        let counts = if self.added_at < frozen_at { self.bond } else { self.bond.saturating_sub(self.added) };
        let entry = Self::entry(case);
        let mut has_room = false;
        for seated in &self.cases {
            if *seated == entry {
                return false;
            }
            has_room |= *seated == 0;
        }
        has_room
            && (self.leaves_at == 0 || draw_until <= self.leaves_at)
            && (self.claimed_at == 0 || self.claimed_at < frozen_at)
            && counts.saturating_sub(self.locked) >= bond
    }

    /// Seats the juror in a case, with this much at risk.
    ///
    /// # Errors
    /// `ArithmeticOverflow`, `SeatsHeld`; neither for one who [can sit](Self::can_sit).
    #[inline(always)]
    pub fn sit(&mut self, case: u64, bond: u64) -> Result<()> {
        self.locked = self.locked.checked_add(bond).ok_or(CourtError::ArithmeticOverflow)?;
        let place = self.cases.iter_mut().find(|case| **case == 0).ok_or(CourtError::SeatsHeld)?;
        *place = Self::entry(case);
        Ok(())
    }

    /// Takes the juror's seat in a case back, of which this much was at risk and is lost or not.
    ///
    /// # Errors
    /// `ArithmeticOverflow`; `WrongSeat` for one who holds none in it.
    pub fn rise(&mut self, case: u64, bond: u64, lost: bool) -> Result<()> {
        let entry = Self::entry(case);
        let place = self.cases.iter_mut().find(|case| **case == entry).ok_or(CourtError::WrongSeat)?;
        *place = 0;
        self.locked = self.locked.checked_sub(bond).ok_or(CourtError::ArithmeticOverflow)?;
        if lost {
            self.bond = self.bond.checked_sub(bond).ok_or(CourtError::ArithmeticOverflow)?;
        }
        Ok(())
    }

    /// Adds to the bond.
    ///
    /// # Errors
    /// `BondPending` while a case may still be drawing for which the last addition does not count yet: the two could
    /// not be told apart. `ArithmeticOverflow`.
    pub fn add_bond(&mut self, amount: u64, longest_draw: u32, now: i64) -> Result<()> {
        require!(now >= self.added_at.saturating_add(i64::from(longest_draw)), CourtError::BondPending);
        self.bond = self.bond.checked_add(amount).ok_or(CourtError::ArithmeticOverflow)?;
        self.added = amount;
        self.added_at = now;
        Ok(())
    }

    /// What must hold after every instruction.
    ///
    /// # Errors
    /// `JurorInvariant`.
    pub fn invariant(&self) -> Result<()> {
        require!(
            self.locked <= self.bond && (!self.is_free() || self.locked == 0),
            CourtError::JurorInvariant
        );
        Ok(())
    }
}

/// The juror that a citizen is: makes one juror of each, and tells which.
///
/// Seeds: `["juror_of", court, serial]`, the serial in 8 little-endian bytes.
#[account]
#[derive(Debug)]
pub struct JurorOf {
    /// The juror.
    pub juror: Address,
    /// Serial of the citizen.
    pub serial: u64,
    /// Index of the juror.
    pub index: u32,
    /// Layout version, 1.
    pub version: u8,
    /// Bump of the address.
    pub bump: u8,
    /// Explicit padding; zero.
    pub padding: [u8; 2],
}

const _: () = assert!(
    size_of::<JurorOf>()
        == 32 // juror
            + 8 // serial
            + 4 // index
            + 1 // version
            + 1 // bump
            + 2 // padding
);

impl JurorOf {
    /// First seed of the address.
    pub const SEED: &'static [u8] = b"juror_of";
    /// Layout version written by this program.
    pub const VERSION: u8 = 1;
}

#[cfg(test)]
mod tests {
    use super::*;
    use anchor_lang::bytemuck::Zeroable;

    const BOND: u64 = 100;
    const FROZEN: i64 = 1_000;

    fn juror(bond: u64) -> Juror {
        Juror { bond, ..Juror::zeroed() }
    }

    fn refused<T: core::fmt::Debug>(result: Result<T>, error: CourtError) {
        assert_eq!(result.unwrap_err(), error.into());
    }

    #[test]
    fn seats_lock_bonds_and_give_them_back() {
        let mut juror = juror(250);
        assert!(juror.can_sit(0, BOND, FROZEN, FROZEN));
        juror.sit(0, BOND).unwrap();
        assert!(!juror.can_sit(0, BOND, FROZEN, FROZEN), "seated in it");
        assert!(juror.can_sit(7, BOND, FROZEN, FROZEN));
        juror.sit(7, BOND).unwrap();
        assert!(!juror.can_sit(8, BOND, FROZEN, FROZEN), "50 to spare");
        assert!(juror.can_sit(8, 50, FROZEN, FROZEN));
        juror.invariant().unwrap();
        refused(juror.rise(8, BOND, false), CourtError::WrongSeat);
        juror.rise(0, BOND, true).unwrap();
        assert_eq!((juror.bond, juror.locked, juror.is_free()), (150, 100, false));
        juror.rise(7, BOND, false).unwrap();
        assert_eq!((juror.bond, juror.locked, juror.is_free()), (150, 0, true));
        refused(juror.rise(7, BOND, false), CourtError::WrongSeat);
        juror.invariant().unwrap();
    }

    #[test]
    fn nobody_sits_in_more_than_sixteen() {
        let mut juror = juror(u64::MAX);
        for case in 0..MAX_SEATS as u64 {
            assert!(juror.can_sit(case, BOND, FROZEN, FROZEN));
            juror.sit(case, BOND).unwrap();
        }
        assert!(!juror.can_sit(99, BOND, FROZEN, FROZEN));
        refused(juror.sit(99, BOND), CourtError::SeatsHeld);
        juror.locked = 16 * BOND;
        juror.rise(3, BOND, false).unwrap();
        assert!(juror.can_sit(99, BOND, FROZEN, FROZEN));
    }

    #[test]
    fn leaving_jurors_can_be_drawn_in_draws_that_end_before_they_are_gone() {
        let juror = Juror { leaves_at: 2_000, ..juror(BOND) };
        assert!(juror.can_sit(0, BOND, FROZEN, 1_999));
        assert!(juror.can_sit(0, BOND, FROZEN, 2_000));
        assert!(!juror.can_sit(0, BOND, FROZEN, 2_001));
    }

    #[test]
    fn who_took_a_juror_over_is_drawn_from_the_next_freezing_on() {
        let juror = Juror { claimed_at: FROZEN, ..juror(BOND) };
        assert!(!juror.can_sit(0, BOND, FROZEN - 1, FROZEN));
        assert!(!juror.can_sit(0, BOND, FROZEN, FROZEN), "in the same second");
        assert!(juror.can_sit(0, BOND, FROZEN + 1, FROZEN + 1));
    }

    #[test]
    fn what_is_added_after_the_freezing_does_not_count() {
        const DRAW: u32 = 500;
        let mut juror = juror(BOND - 1);
        juror.add_bond(1, DRAW, FROZEN - 1).unwrap();
        assert!(juror.can_sit(0, BOND, FROZEN, FROZEN));
        // While a draw of before may run, another addition could hide that one.
        refused(juror.add_bond(1, DRAW, FROZEN + 498), CourtError::BondPending);
        juror.add_bond(BOND, DRAW, FROZEN + 499).unwrap();
        assert!(juror.can_sit(0, BOND, FROZEN, FROZEN + 499), "what counted before counts still");
        assert!(!juror.can_sit(0, BOND + 1, FROZEN, FROZEN + 499));
        assert!(!juror.can_sit(0, BOND + 1, FROZEN + 499, FROZEN + 499), "in the same second");
        assert!(juror.can_sit(0, 2 * BOND, FROZEN + 500, FROZEN + 500));
        refused(juror.add_bond(u64::MAX, DRAW, i64::MAX), CourtError::ArithmeticOverflow);
    }
}
