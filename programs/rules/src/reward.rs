//! Who gets the money of a case, once it is ruled for good.
//!
//! Amounts are in the token's smallest unit. Every division is rounded down and its remainder named, so that
//! nothing is lost: what comes in is what goes out.
//!
//! Jurors: in every round the pool and the bonds that are lost in it are shared by those who chose what was ruled
//! in the end. Where nobody did, the pool goes back to the parties and the lost bonds to the treasury.
//!
//! Parties: the loser pays, as far as there is something to pay with. Each gets back the pools that no juror has
//! earned and the security for costs that it put up; out of the loser's the winner is paid the pools that jurors
//! earned. Where nobody wins, nobody owes anything.

use crate::verdict::{Counts, FOR_CLAIMANT, FOR_RESPONDENT, is_choice};

/// A party.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Who brought the case.
    Claimant,
    /// Who it is brought against.
    Respondent,
}

/// How the jurors of a round come off.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// Seats that chose what was ruled.
    pub coherent: u8,
    /// Seats that lose what they have at risk.
    pub lost: u8,
    /// For each coherent seat.
    pub reward: u64,
    /// What cannot be divided among them; for the treasury.
    pub remainder: u64,
}

impl Share {
    /// Whether jurors earned the pool.
    pub const fn is_earned(&self) -> bool {
        self.coherent > 0
    }
}

/// Shares the pool of a round with so many seats, of which each has `bond` at risk. `None` when more seats
/// revealed than there are, or the sum does not fit.
pub const fn share(pool: u64, bond: u64, seats: u8, counts: &Counts, ruling: u8) -> Option<Share> {
    let revealed = counts.revealed();
    if revealed > seats as u16 {
        return None;
    }
    let coherent = counts.of(ruling);
    let absent = seats as u16 - revealed;
    let wrong = if is_choice(ruling) { revealed - coherent as u16 } else { 0 };
    let lost = (absent + wrong) as u8; // at most `seats`
    if coherent == 0 {
        return Some(Share { coherent, lost, reward: 0, remainder: 0 });
    }
    let Some(bonds) = bond.checked_mul(lost as u64) else { return None };
    let Some(sum) = pool.checked_add(bonds) else { return None };
    let (reward, remainder) = (sum / coherent as u64, sum % coherent as u64);
    Some(Share { coherent, lost, reward, remainder })
}

/// What a round brought in from a party.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paid {
    /// Who paid.
    pub by: Side,
    /// The pool of its jurors, less bounties.
    pub pool: u64,
    /// The security for costs.
    pub costs: u64,
    /// Whether jurors earned the pool.
    pub earned: bool,
}

/// What is due to the parties.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Dues {
    /// To the claimant.
    pub claimant: u64,
    /// To the respondent.
    pub respondent: u64,
}

impl Dues {
    /// These and those. `None` when the sum does not fit.
    pub const fn plus(&self, other: &Self) -> Option<Self> {
        match (self.claimant.checked_add(other.claimant), self.respondent.checked_add(other.respondent)) {
            (Some(claimant), Some(respondent)) => Some(Self { claimant, respondent }),
            _ => None,
        }
    }

    /// With `amount` at most taken from the loser and given to the winner. A sum that does not fit is not taken.
    const fn judged(&self, amount: u64, ruling: u8) -> Self {
        match ruling {
            FOR_CLAIMANT => {
                let (claimant, respondent) = moved(self.claimant, self.respondent, amount);
                Self { claimant, respondent }
            }
            FOR_RESPONDENT => {
                let (respondent, claimant) = moved(self.respondent, self.claimant, amount);
                Self { claimant, respondent }
            }
            _ => *self,
        }
    }
}

/// Winner's and loser's sum after up to `amount` went over.
const fn moved(winner: u64, loser: u64, amount: u64) -> (u64, u64) {
    let amount = if amount < loser { amount } else { loser };
    match winner.checked_add(amount) {
        Some(winner) => (winner, loser - amount),
        None => (winner, loser),
    }
}

/// What of the fees is due to the parties. `None` when a sum does not fit.
pub fn fees(rounds: impl IntoIterator<Item = Paid>, ruling: u8) -> Option<Dues> {
    let mut own = Dues::default();
    let mut earned = Dues::default();
    for round in rounds {
        let back = round.costs.checked_add(if round.earned { 0 } else { round.pool })?;
        let spent = if round.earned { round.pool } else { 0 };
        let side = |amount| match round.by {
            Side::Claimant => Dues { claimant: amount, respondent: 0 },
            Side::Respondent => Dues { claimant: 0, respondent: amount },
        };
        own = own.plus(&side(back))?;
        earned = earned.plus(&side(spent))?;
    }
    let winner_spent = match ruling {
        FOR_CLAIMANT => earned.claimant,
        FOR_RESPONDENT => earned.respondent,
        _ => 0,
    };
    Some(own.judged(winner_spent, ruling))
}

/// What of the parties' escrow is due to them, when it answers for `amount`: the winner gets that much of the
/// loser's, as far as it goes; all else goes back to who put it in.
pub const fn escrow(held: &Dues, amount: u64, ruling: u8) -> Dues {
    held.judged(amount, ruling)
}
