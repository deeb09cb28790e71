//! The times of a proposal: review, voting, objection, timelock, execution window, injunction.
//!
//! Points in time are Unix seconds, durations are seconds, windows are half-open.

/// Track times, in seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Durations {
    /// Between submission and the opening of the vote.
    pub review: u32,
    /// During which any choice counts.
    pub voting: u32,
    /// After voting, during which only ballots against count.
    pub objection: u32,
    /// Between the decision and the first possible execution.
    pub timelock: u32,
    /// After the timelock, during which actions may run.
    pub execution: u32,
}

/// The longest that any single time of a track may be: 366 days, in seconds. Longer would brick a nation as surely
/// as never.
pub const MAX_DURATION: u32 = 366 * 86_400;

/// Durations a track may have: a vote and an execution window of at least a second, nothing beyond
/// [`MAX_DURATION`].
#[inline]
pub const fn durations_are_sound(d: &Durations) -> bool {
    d.voting > 0
        && d.execution > 0
        && d.review <= MAX_DURATION
        && d.voting <= MAX_DURATION
        && d.objection <= MAX_DURATION
        && d.timelock <= MAX_DURATION
        && d.execution <= MAX_DURATION
}

/// When a proposal's vote happens. All windows are half-open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Vote {
    /// First second of voting.
    pub opens_at: i64,
    /// First second after voting; objection begins.
    pub closes_at: i64,
    /// First second after objection; the tally may begin.
    pub objection_closes_at: i64,
}

/// Where a submitted, undecided proposal stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Submitted; may be read, not yet voted on.
    Review,
    /// Any choice counts.
    Voting,
    /// Only ballots against count.
    Objection,
    /// Every ballot is in.
    Closed,
}

impl Vote {
    /// The vote of a proposal submitted at `now`. `None` on overflow.
    pub const fn submitted_at(now: i64, d: &Durations) -> Option<Self> {
        let Some(opens_at) = now.checked_add(d.review as i64) else {
            return None;
        };
        let Some(closes_at) = opens_at.checked_add(d.voting as i64) else {
            return None;
        };
        let Some(objection_closes_at) = closes_at.checked_add(d.objection as i64) else {
            return None;
        };
        Some(Self { opens_at, closes_at, objection_closes_at })
    }

    /// The phase at `now`.
    #[inline(always)]
    pub const fn phase(&self, now: i64) -> Phase {
        if now < self.opens_at {
            Phase::Review
        } else if now < self.closes_at {
            Phase::Voting
        } else if now < self.objection_closes_at {
            Phase::Objection
        } else {
            Phase::Closed
        }
    }
}

/// When the actions of a decided proposal may run: `[from, until)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Execution {
    /// End of the timelock.
    pub from: i64,
    /// The proposal expires at this second.
    pub until: i64,
}

impl Execution {
    /// The window of a proposal decided at `now`. `None` on overflow.
    pub const fn decided_at(now: i64, d: &Durations) -> Option<Self> {
        let Some(from) = now.checked_add(d.timelock as i64) else {
            return None;
        };
        let Some(until) = from.checked_add(d.execution as i64) else {
            return None;
        };
        Some(Self { from, until })
    }

    /// The window after an injunction of `[since, lifted)`: the clock stood still meanwhile, so both ends
    /// move on by its length. What was left of the timelock and of the window at `since` is left at
    /// `lifted`; a window that had ended by `since` has ended by `lifted`. An injunction lifted before it
    /// began changes nothing. `None` on overflow.
    pub const fn after_injunction(&self, since: i64, lifted: i64) -> Option<Self> {
        if lifted <= since {
            return Some(*self);
        }
        let Some(held) = lifted.checked_sub(since) else {
            return None;
        };
        let Some(from) = self.from.checked_add(held) else {
            return None;
        };
        let Some(until) = self.until.checked_add(held) else {
            return None;
        };
        Some(Self { from, until })
    }
}
