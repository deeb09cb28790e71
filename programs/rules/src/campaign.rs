//! A campaign: many pledge towards a goal; all of it is paid out if the goal is met by the deadline, and
//! each pledge can be taken back, once, if it is not.
//!
//! Amounts are in the token's smallest unit, points in time are Unix seconds. Pledges are taken while
//! `now < deadline`; none can be taken back before, so a goal once met stays met, and more may come in until
//! the deadline or the payout. Anyone can have the money paid out; if for [`PAYOUT_TIME`] after the deadline
//! nobody could, the campaign has failed after all, so that what cannot be received is not kept. There is no rounding: what is held is always the sum of the pledges that were
//! neither taken back nor paid out.

/// How long after the deadline the money of a campaign that met its goal can be paid out: 30 days, in
/// seconds. Paying out takes one transaction of anybody's, unless the receiver's account is frozen.
pub const PAYOUT_TIME: i64 = 30 * 86_400;

/// Why a step is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CampaignError {
    /// The deadline has passed, or the money was paid out.
    Closed,
    /// A pledge of nothing, or sums that do not fit.
    AmountOutOfRange,
    /// The goal is not met.
    GoalNotMet,
    /// The money was paid out already.
    AlreadyPaidOut,
    /// The time to pay out has passed.
    PayoutTooLate,
    /// The campaign has not failed.
    NotFailed,
    /// The pledge was taken back already.
    AlreadyRefunded,
}

/// Where a campaign stands at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The goal is not met yet.
    Open,
    /// The goal is met.
    Funded,
    /// The deadline passed and the goal was not met, or the time to pay out passed.
    Failed,
    /// The money was paid out.
    PaidOut,
}

/// A campaign as it is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Campaign {
    /// What is needed.
    pub goal: u64,
    /// First second at which no pledge is taken.
    pub deadline: i64,
    /// All that was ever pledged.
    pub pledged: u64,
    /// What was taken back.
    pub refunded: u64,
    /// Whether the money was paid out.
    pub paid_out: bool,
}

/// One person's pledge.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pledge {
    /// All that this person pledged.
    pub amount: u64,
    /// Whether it was taken back.
    pub refunded: bool,
}

impl Campaign {
    /// Whether a campaign may be opened so at `now`: it has a goal and a deadline ahead.
    #[inline]
    pub const fn is_sound(&self, now: i64) -> bool {
        self.goal > 0 && now < self.deadline && self.pledged == 0 && self.refunded == 0 && !self.paid_out
    }

    /// The first second at which nothing can be paid out.
    #[inline]
    pub const fn payout_closes_at(&self) -> i64 {
        self.deadline.saturating_add(PAYOUT_TIME)
    }

    /// Where the campaign stands at `now`.
    #[inline]
    pub const fn standing(&self, now: i64) -> Standing {
        let met = self.pledged >= self.goal;
        if self.paid_out {
            Standing::PaidOut
        } else if met && now < self.payout_closes_at() {
            Standing::Funded
        } else if !met && now < self.deadline {
            Standing::Open
        } else {
            Standing::Failed
        }
    }

    /// What the campaign holds.
    #[inline]
    pub const fn held(&self) -> u64 {
        if self.paid_out { 0 } else { self.pledged.saturating_sub(self.refunded) }
    }

    /// The campaign and the pledge after `amount` was added to it at `now`.
    ///
    /// # Errors
    /// [`CampaignError::Closed`]; [`CampaignError::AlreadyRefunded`], which only a clock running backwards
    /// can cause; [`CampaignError::AmountOutOfRange`].
    pub const fn pledge(
        &self,
        pledge: &Pledge,
        now: i64,
        amount: u64,
    ) -> Result<(Self, Pledge), CampaignError> {
        if self.paid_out || now >= self.deadline {
            return Err(CampaignError::Closed);
        }
        if pledge.refunded {
            return Err(CampaignError::AlreadyRefunded);
        }
        if amount == 0 {
            return Err(CampaignError::AmountOutOfRange);
        }
        match (self.pledged.checked_add(amount), pledge.amount.checked_add(amount)) {
            (Some(pledged), Some(amount)) => {
                Ok((Self { pledged, ..*self }, Pledge { amount, refunded: false }))
            }
            _ => Err(CampaignError::AmountOutOfRange),
        }
    }

    /// The campaign after all it held was paid out at `now`, and how much that was. Possible as soon as the
    /// goal is met.
    ///
    /// # Errors
    /// [`CampaignError::AlreadyPaidOut`], [`CampaignError::GoalNotMet`], [`CampaignError::PayoutTooLate`].
    pub const fn pay_out(&self, now: i64) -> Result<(Self, u64), CampaignError> {
        if self.paid_out {
            return Err(CampaignError::AlreadyPaidOut);
        }
        // Nothing is taken back from a campaign that met its goal, so all that was pledged is there.
        if self.pledged < self.goal || self.refunded > 0 {
            return Err(CampaignError::GoalNotMet);
        }
        if now >= self.payout_closes_at() {
            return Err(CampaignError::PayoutTooLate);
        }
        Ok((Self { paid_out: true, ..*self }, self.pledged))
    }

    /// The campaign and the pledge after it was taken back whole at `now`, and how much that was.
    ///
    /// # Errors
    /// [`CampaignError::NotFailed`], [`CampaignError::AlreadyRefunded`]; [`CampaignError::AmountOutOfRange`]
    /// for more than is held, which no pledge of this campaign is.
    pub const fn refund(&self, pledge: &Pledge, now: i64) -> Result<(Self, Pledge, u64), CampaignError> {
        if !matches!(self.standing(now), Standing::Failed) {
            return Err(CampaignError::NotFailed);
        }
        if pledge.refunded {
            return Err(CampaignError::AlreadyRefunded);
        }
        if pledge.amount > self.held() {
            return Err(CampaignError::AmountOutOfRange);
        }
        let after = Self { refunded: self.refunded.saturating_add(pledge.amount), ..*self };
        Ok((after, Pledge { refunded: true, ..*pledge }, pledge.amount))
    }
}
