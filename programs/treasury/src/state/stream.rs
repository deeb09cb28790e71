use crate::error::TreasuryError;
use anchor_lang::prelude::*;

/// Seconds that a stream may be paused in all: 60 days, as long as the court may hold up a proposal. Who has
/// not ruled by then cannot starve the payee.
pub const MAX_PAUSE: i64 = 60 * 86_400;
/// How far from now a stream may begin and end, in seconds: ten years, as long as an office. So no pause can
/// move it out of range.
pub const MAX_STREAM: i64 = 10 * 365 * 86_400;

/// Linear pay with a cliff. What is earned cannot be taken back; the court may pause the rest, the authority
/// may cancel it. See `rules::stream`.
///
/// Seeds: `["stream", treasury, id]`, the id in eight little-endian bytes.
#[account]
#[derive(Debug)]
pub struct Stream {
    /// The nation.
    pub nation: Address,
    /// The ledger it draws on.
    pub ledger: Address,
    /// The wallet that is paid.
    pub payee: Address,
    /// Who paid the rent, and gets it back.
    pub rent_payer: Address,
    /// Number within the treasury, never reused.
    pub id: u64,
    /// What is paid in all; after a cancellation, what was earned.
    pub total: u64,
    /// What the payee has taken.
    pub withdrawn: u64,
    /// First second of earning.
    pub start: i64,
    /// Nothing is earned before this second.
    pub cliff: i64,
    /// Everything is earned at this second.
    pub end: i64,
    /// Since when it is paused; 0 while it is not.
    pub paused_at: i64,
    /// Seconds that it was paused for, in pauses that have ended.
    pub paused_total: i64,
    /// 1 while it is paused.
    pub paused: u8,
    /// 1 when it was cancelled.
    pub cancelled: u8,
    /// Layout version, 1.
    pub version: u8,
    /// Bump of the address.
    pub bump: u8,
    /// Explicit padding; zero.
    pub padding: [u8; 4],
    /// Room to grow; zero.
    pub reserved: [u8; 32],
}

const _: () = assert!(
    size_of::<Stream>()
        == 32 // nation
            + 32 // ledger
            + 32 // payee
            + 32 // rent_payer
            + 8 // id
            + 8 // total
            + 8 // withdrawn
            + 8 // start
            + 8 // cliff
            + 8 // end
            + 8 // paused_at
            + 8 // paused_total
            + 1 // paused
            + 1 // cancelled
            + 1 // version
            + 1 // bump
            + 4 // padding
            + 32 // reserved
);

impl Stream {
    /// First seed of the address.
    pub const SEED: &'static [u8] = b"stream";
    /// Layout version written by this program.
    pub const VERSION: u8 = 1;

    /// The stream, for the rules.
    pub fn rules(&self) -> rules::stream::Stream {
        rules::stream::Stream {
            total: self.total,
            withdrawn: self.withdrawn,
            start: self.start,
            cliff: self.cliff,
            end: self.end,
            paused_at: (self.paused != 0).then_some(self.paused_at),
        }
    }

    /// Stores what the rules change.
    pub fn set_rules(&mut self, after: &rules::stream::Stream) {
        self.total = after.total;
        self.withdrawn = after.withdrawn;
        self.start = after.start;
        self.cliff = after.cliff;
        self.end = after.end;
        self.paused = after.paused_at.is_some().into();
        self.paused_at = after.paused_at.unwrap_or_default();
    }

    /// When a pause ends by itself, because pauses have lasted [`MAX_PAUSE`] together.
    pub fn pause_lapses_at(&self) -> i64 {
        self.paused_at.saturating_add(MAX_PAUSE.saturating_sub(self.paused_total))
    }

    /// Ends a pause at `now`, or when it lapsed before.
    ///
    /// # Errors
    /// `NotPaused`.
    pub fn resume(&mut self, now: i64) -> Result<()> {
        let at = now.min(self.pause_lapses_at());
        let after = self.rules().resume(at).map_err(TreasuryError::from)?;
        self.paused_total = self.paused_total.saturating_add(at.saturating_sub(self.paused_at).max(0));
        self.set_rules(&after);
        Ok(())
    }

    /// Ends a pause that has lapsed by `now`, so that nobody needs to come and resume the stream.
    ///
    /// # Errors
    /// None that can be reached.
    pub fn lift_lapsed_pause(&mut self, now: i64) -> Result<()> {
        if self.paused != 0 && now >= self.pause_lapses_at() {
            self.resume(now)?;
        }
        Ok(())
    }

    /// Pauses the stream.
    ///
    /// # Errors
    /// `AlreadyPaused`, `AllEarned`; `PauseUsedUp`.
    pub fn pause(&mut self, now: i64) -> Result<()> {
        self.lift_lapsed_pause(now)?;
        let after = self.rules().pause(now).map_err(TreasuryError::from)?;
        require!(self.paused_total < MAX_PAUSE, TreasuryError::PauseUsedUp);
        self.set_rules(&after);
        Ok(())
    }

    /// Pays the payee `amount` of what is earned.
    ///
    /// # Errors
    /// `AmountUnearned`.
    pub fn withdraw(&mut self, now: i64, amount: u64) -> Result<()> {
        self.lift_lapsed_pause(now)?;
        let after = self.rules().withdraw(now, amount).map_err(TreasuryError::from)?;
        self.withdrawn = after.withdrawn;
        Ok(())
    }

    /// Cuts the stream down to what is earned, all of which the payee may take. Returns what is not.
    ///
    /// # Errors
    /// `AllEarned`: nothing to take back; also when it was cancelled before.
    pub fn cancel(&mut self, now: i64) -> Result<u64> {
        self.lift_lapsed_pause(now)?;
        let unearned = self.rules().cancel(now).to_vault;
        require!(self.cancelled == 0 && unearned > 0, TreasuryError::AllEarned);
        let total = self.total.checked_sub(unearned).ok_or(TreasuryError::ArithmeticOverflow)?;
        // Ended now, so that the total is what is earned from now on.
        self.set_rules(&rules::stream::Stream {
            total,
            withdrawn: self.withdrawn,
            start: self.start.min(now),
            cliff: now,
            end: now,
            paused_at: None,
        });
        self.cancelled = 1;
        Ok(unearned)
    }

    /// Whether more will be earned after `now`. A pause moves the end, from the stream's start on and until it lapses.
    pub fn still_earns(&self, now: i64) -> bool {
        let paused = match self.paused {
            0 => 0,
            _ => now.min(self.pause_lapses_at()).saturating_sub(self.paused_at.max(self.start)).max(0),
        };
        now < self.end.saturating_add(paused)
    }

    /// Whether nothing is due any more, now or ever.
    pub fn is_done(&self) -> bool {
        self.withdrawn >= self.total
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: i64 = 86_400;
    const START: i64 = 20_000 * DAY;

    /// A unit a second for a hundred days, from the tenth on.
    fn stream() -> Stream {
        let mut stream: Stream = anchor_lang::bytemuck::Zeroable::zeroed();
        stream.total = 100 * DAY as u64;
        stream.start = START;
        stream.cliff = START + 10 * DAY;
        stream.end = START + 100 * DAY;
        stream
    }

    fn refused<T: core::fmt::Debug>(result: Result<T>, error: TreasuryError) {
        assert_eq!(result.unwrap_err(), error.into());
    }

    fn earned(stream: &Stream, now: i64) -> u64 {
        let mut copy = *stream;
        copy.lift_lapsed_pause(now).unwrap();
        copy.rules().earned(now)
    }

    #[test]
    fn a_pause_lapses_by_itself() {
        let mut stream = stream();
        stream.pause(START + 20 * DAY).unwrap();
        assert_eq!(earned(&stream, START + 80 * DAY - 1), 20 * DAY as u64);
        assert_eq!(earned(&stream, START + 80 * DAY), 20 * DAY as u64);
        assert_eq!(earned(&stream, START + 81 * DAY), 21 * DAY as u64);
        assert_eq!(earned(&stream, START + 160 * DAY), 100 * DAY as u64);
        // However late somebody writes it down.
        stream.resume(START + 300 * DAY).unwrap();
        assert_eq!((stream.end, stream.paused_total), (START + 160 * DAY, MAX_PAUSE));
        refused(stream.resume(START + 300 * DAY), TreasuryError::NotPaused);
    }

    #[test]
    fn a_pause_moves_the_end_of_earning_until_it_lapses() {
        let mut stream = stream();
        assert!(stream.still_earns(START + 100 * DAY - 1) && !stream.still_earns(START + 100 * DAY));
        stream.pause(START + 90 * DAY).unwrap();
        assert!(stream.still_earns(START + 149 * DAY));
        assert!(stream.still_earns(START + 160 * DAY - 1) && !stream.still_earns(START + 160 * DAY));
        // Of a pause before the start only what is after it counts.
        stream.paused_at = START - 50 * DAY;
        assert!(stream.still_earns(START + 110 * DAY - 1) && !stream.still_earns(START + 110 * DAY));
    }

    #[test]
    fn pauses_last_sixty_days_together() {
        let mut stream = stream();
        stream.pause(START + 20 * DAY).unwrap();
        refused(stream.pause(START + 21 * DAY), TreasuryError::AlreadyPaused);
        stream.resume(START + 60 * DAY).unwrap();
        assert_eq!(stream.paused_total, 40 * DAY);
        stream.pause(START + 70 * DAY).unwrap();
        assert_eq!(stream.pause_lapses_at(), START + 90 * DAY);
        // The pause has lapsed, and there is none left.
        refused(stream.pause(START + 90 * DAY), TreasuryError::PauseUsedUp);
        assert_eq!(stream.end, START + 160 * DAY);
    }

    #[test]
    fn the_earned_can_be_taken_in_a_pause_and_after() {
        let mut stream = stream();
        stream.pause(START + 20 * DAY).unwrap();
        stream.withdraw(START + 30 * DAY, 20 * DAY as u64).unwrap();
        refused(stream.withdraw(START + 30 * DAY, 1), TreasuryError::AmountUnearned);
        stream.withdraw(START + 81 * DAY, DAY as u64).unwrap();
        assert_eq!((stream.paused, stream.paused_at), (0, 0));
    }

    #[test]
    fn cancelling_leaves_what_is_earned() {
        for (at, earned) in [(-5, 0), (5, 0), (10, 10), (50, 50)] {
            let mut stream = stream();
            let now = START + at * DAY;
            assert_eq!(stream.cancel(now).unwrap(), (100 - earned) * DAY as u64);
            assert_eq!(stream.total, earned * DAY as u64);
            for later in [now, now + 1, i64::MAX] {
                assert_eq!(stream.rules().withdrawable(later), stream.total);
                refused(stream.pause(later), TreasuryError::AllEarned);
                refused(stream.cancel(later), TreasuryError::AllEarned);
            }
            assert_eq!(stream.is_done(), earned == 0);
            stream.withdraw(now, earned * DAY as u64).unwrap();
            assert!(stream.is_done());
        }
    }

    #[test]
    fn cancelling_in_a_pause_takes_the_pause_back_too() {
        let mut stream = stream();
        stream.pause(START + 20 * DAY).unwrap();
        stream.withdraw(START + 20 * DAY, 5 * DAY as u64).unwrap();
        assert_eq!(stream.cancel(START + 40 * DAY).unwrap(), 80 * DAY as u64);
        assert_eq!(stream.paused, 0);
        assert_eq!(stream.rules().withdrawable(START + 40 * DAY), 15 * DAY as u64);
    }

    #[test]
    fn a_stream_that_has_ended_cannot_be_cancelled() {
        refused(stream().cancel(START + 100 * DAY), TreasuryError::AllEarned);
    }
}
