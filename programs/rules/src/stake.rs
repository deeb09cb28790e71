//! Locked tokens and what they weigh in a proposal.
//!
//! A stake is a few *lots*: an amount and the number of submissions the governor had seen when the
//! tokens came in. A lot weighs in a proposal only if it was there before the proposal was submitted, so
//! nothing borrowed for a vote ever votes. Counting submissions rather than seconds leaves no room
//! within a block.
//!
//! Submissions are numbered from 1: a proposal's number is the count *with* it, so tokens that came in
//! when `n` had been submitted first weigh in proposal `n + 1`. Amounts are in the token's smallest unit.

/// Lots a stake keeps apart. A further deposit joins the newest lot, and takes the later time.
pub const LOTS: usize = 4;

/// One deposit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Lot {
    /// Tokens, in the smallest unit.
    pub amount: u64,
    /// Submissions that the governor had seen when they came in.
    pub since: u64,
}

/// Oldest lot first; empty lots at the end.
pub type Lots = [Lot; LOTS];

/// All tokens of a stake. `None` on overflow.
pub fn total(lots: &Lots) -> Option<u64> {
    lots.iter().try_fold(0u64, |sum, lot| sum.checked_add(lot.amount))
}

/// What the stake weighs in the proposal with this submission number: the lots deposited before it.
/// Never more than [`total`]; saturates where that is `None`.
#[inline]
pub fn weight(lots: &Lots, submission: u64) -> u64 {
    lots.iter().filter(|lot| lot.since < submission).fold(0u64, |sum, lot| sum.saturating_add(lot.amount))
}

/// The lots after a deposit of `amount` when the governor has seen `submissions`. `None` on overflow.
///
/// Once all [`LOTS`] are in use, a deposit joins the newest and makes it as young as itself, so only the
/// owner of a stake should be able to deposit into it. A deposit of nothing changes nothing.
pub fn deposit(lots: &Lots, amount: u64, submissions: u64) -> Option<Lots> {
    total(lots)?.checked_add(amount)?;
    let mut after = *lots;
    if amount == 0 {
        return Some(after);
    }
    let used = after.iter().take_while(|lot| lot.amount > 0).count();
    let newest = used.saturating_sub(1);
    if used > 0 && (after[newest].since >= submissions || used == LOTS) {
        // `max`, should the count of submissions ever go back: tokens may look younger, never older.
        let Lot { amount: held, since } = after[newest];
        after[newest] = Lot { amount: held.checked_add(amount)?, since: since.max(submissions) };
    } else {
        after[used] = Lot { amount, since: submissions };
    }
    Some(after)
}

/// The lots after a withdrawal of `amount`, newest first, so that the longest-held tokens stay. `None`
/// when there is less.
pub fn withdraw(lots: &Lots, amount: u64) -> Option<Lots> {
    let mut after = *lots;
    let mut left = amount;
    for lot in after.iter_mut().rev() {
        let taken = left.min(lot.amount);
        lot.amount -= taken;
        left -= taken;
        if lot.amount == 0 {
            *lot = Lot::default();
        }
    }
    if left == 0 { Some(after) } else { None }
}
