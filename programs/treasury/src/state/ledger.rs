use crate::error::TreasuryError;
use anchor_lang::prelude::*;
use rules::breaker::{Breaker, Flow, SLOTS, rule_is_sound};
use rules::math::BPS;

/// Income: dues of citizens, which extend their terms.
pub const INCOME_DUES: u8 = 0;
/// Income: rent of land.
pub const INCOME_RENT: u8 = 1;
/// Income: gifts, and campaigns that met their goal.
pub const INCOME_DONATION: u8 = 2;
/// Income: fines of the court.
pub const INCOME_FINE: u8 = 3;
/// Income: sales, such as what the winner of an auction pays.
pub const INCOME_SALE: u8 = 4;
/// Income: everything else, such as what arrived by plain transfer.
pub const INCOME_OTHER: u8 = 5;
/// Kinds of income.
pub const INCOME_KINDS: usize = 6;

/// A breaker at this limit is switched off: it remembers what came in and what left, and refuses nothing.
pub const NO_LIMIT: u16 = BPS as u16;
/// Longest window of a breaker, in seconds: 90 days. A loosened rule waits for one old window, and a nation
/// that has erred must be able to put it right within a season.
pub const MAX_WINDOW: u32 = 90 * 86_400;
/// A looser rule waits at least 30 days, in seconds: longer than a proposal that would lift the breaker and empty
/// the vault should stay executable.
pub const LIFT_WAIT: u32 = 30 * 86_400;
/// Window of the breaker of a new ledger, in seconds: a day.
pub const FIRST_WINDOW: u32 = 86_400;

/// The money of one mint: where it came from, where it went, to whom it is promised, and how fast it may
/// leave.
///
/// Only what is booked here is ever paid. The holding may have more, sent by plain transfer and not yet
/// reconciled; never less.
///
/// Seeds: `["ledger", treasury, mint]`, with zeros for SOL.
#[account]
#[derive(Debug)]
pub struct Ledger {
    /// The nation.
    pub nation: Address,
    /// The treasury.
    pub treasury: Address,
    /// The mint; zero, the System program's address, for SOL.
    pub mint: Address,
    /// The mint's token program; the System program for SOL.
    pub token_program: Address,
    /// Where the money lies: the vault for SOL, its associated token account else.
    pub holding: Address,
    /// Lamports of the vault that are its rent and no money; 0 for tokens.
    pub reserve: u64,
    /// What came in, by the `INCOME_` kinds.
    pub income: [u64; 6],
    /// What left.
    pub outflow: u64,
    /// What is promised to streams.
    pub promised_streams: u64,
    /// What is set aside for budgets.
    pub promised_budgets: u64,
    /// The booked balance, which is also what the breaker saw last.
    pub balance: u64,
    /// The breaker's present slot.
    pub breaker_slot: i64,
    /// The breaker's flows: in and out of each of its slots.
    pub breaker_flows: [u64; 16],
    /// When the next rule takes effect, in Unix seconds; 0 for none.
    pub next_at: i64,
    /// The breaker's window, in seconds.
    pub window: u32,
    /// The next rule's window.
    pub next_window: u32,
    /// What may leave in a window, in basis points; [`NO_LIMIT`] switches the breaker off.
    pub limit_bps: u16,
    /// The next rule's limit.
    pub next_limit_bps: u16,
    /// Digits after the point in which people write amounts.
    pub decimals: u8,
    /// Layout version, 1.
    pub version: u8,
    /// Bump of the address.
    pub bump: u8,
    /// Explicit padding; zero.
    pub padding: [u8; 1],
    /// Room to grow; zero.
    pub reserved: [u8; 32],
}

const _: () = assert!(
    size_of::<Ledger>()
        == 32 // nation
            + 32 // treasury
            + 32 // mint
            + 32 // token_program
            + 32 // holding
            + 8 // reserve
            + 8 * INCOME_KINDS // income
            + 8 // outflow
            + 8 // promised_streams
            + 8 // promised_budgets
            + 8 // balance
            + 8 // breaker_slot
            + 2 * 8 * SLOTS // breaker_flows
            + 8 // next_at
            + 4 // window
            + 4 // next_window
            + 2 // limit_bps
            + 2 // next_limit_bps
            + 1 // decimals
            + 1 // version
            + 1 // bump
            + 1 // padding
            + 32 // reserved
);

impl Ledger {
    /// First seed of the address.
    pub const SEED: &'static [u8] = b"ledger";
    /// Layout version written by this program.
    pub const VERSION: u8 = 1;

    /// What is promised to streams and budgets together.
    pub fn promised(&self) -> u64 {
        self.promised_streams.saturating_add(self.promised_budgets)
    }

    /// What is promised to nobody.
    pub fn free(&self) -> u64 {
        self.balance.saturating_sub(self.promised())
    }

    /// Checks that `amount` is promised to nobody.
    ///
    /// # Errors
    /// `AmountOverFree`.
    pub fn check_free(&self, amount: u64) -> Result<()> {
        require!(amount <= self.free(), TreasuryError::AmountOverFree);
        Ok(())
    }

    /// Promises `amount` of the free balance to a stream.
    ///
    /// # Errors
    /// `AmountOverFree`.
    pub fn promise_stream(&mut self, amount: u64) -> Result<()> {
        self.check_free(amount)?;
        self.promised_streams =
            self.promised_streams.checked_add(amount).ok_or(TreasuryError::ArithmeticOverflow)?;
        Ok(())
    }

    /// Takes back what was promised to a stream: it is paid, or not earned.
    ///
    /// # Errors
    /// `LedgerInvariant` if less was promised.
    pub fn settle_stream(&mut self, amount: u64) -> Result<()> {
        self.promised_streams =
            self.promised_streams.checked_sub(amount).ok_or(TreasuryError::LedgerInvariant)?;
        Ok(())
    }

    /// Sets `amount` of the free balance aside for a budget.
    ///
    /// # Errors
    /// `AmountOverFree`.
    pub fn promise_budget(&mut self, amount: u64) -> Result<()> {
        self.check_free(amount)?;
        self.promised_budgets =
            self.promised_budgets.checked_add(amount).ok_or(TreasuryError::ArithmeticOverflow)?;
        Ok(())
    }

    /// Takes back what was set aside for a budget: it is spent, or the budget is over.
    ///
    /// # Errors
    /// `LedgerInvariant` if less was set aside.
    pub fn settle_budget(&mut self, amount: u64) -> Result<()> {
        self.promised_budgets =
            self.promised_budgets.checked_sub(amount).ok_or(TreasuryError::LedgerInvariant)?;
        Ok(())
    }

    /// Books income of a kind that exists.
    ///
    /// # Errors
    /// `KindUnknown`, `ArithmeticOverflow`.
    pub fn book_income(&mut self, kind: u8, amount: u64, now: i64) -> Result<()> {
        let balance = self.balance.checked_add(amount).ok_or(TreasuryError::ArithmeticOverflow)?;
        let income = self.income.get_mut(usize::from(kind)).ok_or(TreasuryError::KindUnknown)?;
        *income = income.checked_add(amount).ok_or(TreasuryError::ArithmeticOverflow)?;
        self.adopt_rule(now)?;
        self.set_breaker(&self.breaker().observe(balance, now));
        self.invariant()
    }

    /// Books a payment that the breaker allows. What was promised for it has been settled before.
    ///
    /// # Errors
    /// `AmountOverFree`, `BreakerTripped`, `ArithmeticOverflow`.
    pub fn book_payment(&mut self, amount: u64, now: i64) -> Result<()> {
        self.adopt_rule(now)?;
        let left = self.balance.checked_sub(amount).ok_or(TreasuryError::AmountOverFree)?;
        let outflow = self.outflow.checked_add(amount).ok_or(TreasuryError::ArithmeticOverflow)?;
        let breaker = self.breaker();
        let after = if self.limit_bps == NO_LIMIT {
            breaker.observe(left, now)
        } else {
            breaker.allow(self.balance, amount, now).map_err(TreasuryError::from)?
        };
        self.outflow = outflow;
        self.set_breaker(&after);
        self.invariant()
    }

    /// Sets the breaker's rule, and returns when it takes effect: at once where nothing more may leave than
    /// before, else after one old window and at least [`LIFT_WAIT`]. Whatever waited is void.
    ///
    /// A longer window is never looser: what left before the shorter one counts in full, and what came in
    /// then counts for less than it would have before.
    ///
    /// # Errors
    /// `BreakerUnsound`.
    pub fn set_rule(&mut self, limit_bps: u16, window: u32, now: i64) -> Result<i64> {
        require!(rule_is_sound(limit_bps, window) && window <= MAX_WINDOW, TreasuryError::BreakerUnsound);
        self.adopt_rule(now)?;
        let tighter = limit_bps <= self.limit_bps && window >= self.window;
        if tighter || self.limit_bps == NO_LIMIT {
            self.apply_rule(limit_bps, window, now)?;
            return Ok(now);
        }
        self.next_limit_bps = limit_bps;
        self.next_window = window;
        let wait = self.window.max(LIFT_WAIT);
        self.next_at = now.checked_add(wait.into()).ok_or(TreasuryError::ArithmeticOverflow)?;
        Ok(self.next_at)
    }

    /// Lets the next rule take effect if its time has come.
    fn adopt_rule(&mut self, now: i64) -> Result<()> {
        if self.next_at != 0 && now >= self.next_at {
            self.apply_rule(self.next_limit_bps, self.next_window, now)?;
        }
        Ok(())
    }

    #[inline(never)]
    fn apply_rule(&mut self, limit_bps: u16, window: u32, now: i64) -> Result<()> {
        let after =
            self.breaker().with_rule(limit_bps, window, self.balance, now).map_err(TreasuryError::from)?;
        self.set_breaker(&after);
        self.limit_bps = limit_bps;
        self.window = window;
        self.next_limit_bps = 0;
        self.next_window = 0;
        self.next_at = 0;
        Ok(())
    }

    /// The breaker, for the rules.
    fn breaker(&self) -> Breaker {
        Breaker {
            limit_bps: self.limit_bps,
            window: self.window,
            slot: self.breaker_slot,
            balance: self.balance,
            flows: core::array::from_fn(|slot| Flow {
                inflow: self.breaker_flows[2 * slot],
                outflow: self.breaker_flows[2 * slot + 1],
            }),
        }
    }

    /// Stores what the breaker remembers.
    fn set_breaker(&mut self, breaker: &Breaker) {
        self.breaker_slot = breaker.slot;
        self.balance = breaker.balance;
        for (slot, flow) in breaker.flows.iter().enumerate() {
            self.breaker_flows[2 * slot] = flow.inflow;
            self.breaker_flows[2 * slot + 1] = flow.outflow;
        }
    }

    /// Begins the breaker of a new, empty ledger.
    ///
    /// # Errors
    /// None, since the first rule is sound.
    pub fn begin(&mut self, now: i64) -> Result<()> {
        self.limit_bps = NO_LIMIT;
        self.window = FIRST_WINDOW;
        let breaker = Breaker::new(NO_LIMIT, FIRST_WINDOW, 0, now).map_err(TreasuryError::from)?;
        self.set_breaker(&breaker);
        self.invariant()
    }

    /// What must hold after every instruction.
    ///
    /// # Errors
    /// `LedgerInvariant`.
    pub fn invariant(&self) -> Result<()> {
        // Modulo 2^64, because the sum of all kinds may be longer than any of them.
        let income = self.income.iter().fold(0u64, |sum, kind| sum.wrapping_add(*kind));
        require!(
            income.wrapping_sub(self.outflow) == self.balance
                && self
                    .promised_streams
                    .checked_add(self.promised_budgets)
                    .is_some_and(|sum| sum <= self.balance),
            TreasuryError::LedgerInvariant
        );
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: i64 = 86_400;
    const NOW: i64 = 20_000 * DAY;
    const WAIT: i64 = LIFT_WAIT as i64;

    fn ledger(balance: u64) -> Ledger {
        let mut ledger: Ledger = anchor_lang::bytemuck::Zeroable::zeroed();
        ledger.begin(NOW).unwrap();
        if balance > 0 {
            ledger.book_income(INCOME_DONATION, balance, NOW).unwrap();
        }
        ledger
    }

    fn refused<T: core::fmt::Debug>(result: Result<T>, error: TreasuryError) {
        assert_eq!(result.unwrap_err(), error.into());
    }

    #[test]
    fn income_is_booked_by_its_kind() {
        let mut ledger = ledger(0);
        for kind in 0..INCOME_KINDS as u8 {
            ledger.book_income(kind, 10 + u64::from(kind), NOW).unwrap();
        }
        assert_eq!(ledger.income, [10, 11, 12, 13, 14, 15]);
        assert_eq!(ledger.balance, 75);
        refused(ledger.book_income(6, 1, NOW), TreasuryError::KindUnknown);
        refused(ledger.book_income(0, u64::MAX, NOW), TreasuryError::ArithmeticOverflow);
    }

    #[test]
    fn all_that_ever_came_in_may_be_more_than_can_be_held() {
        let mut ledger = ledger(0);
        for kind in 0..3 {
            ledger.book_income(kind, u64::MAX / 2, NOW).unwrap();
            if kind < 2 {
                ledger.book_payment(u64::MAX / 2, NOW).unwrap();
            }
        }
        assert_eq!(ledger.balance, u64::MAX / 2);
        ledger.invariant().unwrap();
    }

    #[test]
    fn nothing_is_promised_twice() {
        let mut ledger = ledger(100);
        ledger.promise_stream(60).unwrap();
        refused(ledger.promise_budget(41), TreasuryError::AmountOverFree);
        ledger.promise_budget(40).unwrap();
        assert_eq!(ledger.free(), 0);
        refused(ledger.check_free(1), TreasuryError::AmountOverFree);
        // Paying what is promised is a slip of the caller, and found out.
        refused(ledger.clone_and_pay(1), TreasuryError::LedgerInvariant);
        refused(ledger.settle_stream(61), TreasuryError::LedgerInvariant);
        refused(ledger.settle_budget(41), TreasuryError::LedgerInvariant);
        ledger.settle_stream(60).unwrap();
        ledger.book_payment(60, NOW).unwrap();
        assert_eq!((ledger.balance, ledger.outflow, ledger.promised()), (40, 60, 40));
        ledger.settle_budget(40).unwrap();
        refused(ledger.book_payment(41, NOW), TreasuryError::AmountOverFree);
    }

    impl Ledger {
        fn clone_and_pay(&self, amount: u64) -> Result<()> {
            let mut copy = *self;
            copy.book_payment(amount, NOW)
        }
    }

    #[test]
    fn without_a_limit_money_may_leave_at_once() {
        let mut ledger = ledger(100);
        ledger.book_payment(100, NOW).unwrap();
        assert_eq!(ledger.balance, 0);
    }

    #[test]
    fn a_breaker_remembers_what_left_before_it_was_set() {
        let mut ledger = ledger(1_000);
        let later = NOW + 10 * DAY;
        ledger.book_payment(400, later).unwrap();
        assert_eq!(ledger.set_rule(5_000, DAY as u32, later).unwrap(), later);
        // Half of the thousand at the day's beginning.
        refused(ledger.book_payment(101, later), TreasuryError::BreakerTripped);
        ledger.book_payment(100, later).unwrap();
        refused(ledger.book_payment(1, later), TreasuryError::BreakerTripped);
        ledger.book_payment(250, later + 2 * DAY).unwrap();
    }

    #[test]
    fn looser_rules_wait() {
        let mut ledger = ledger(1_000);
        let week = 7 * DAY;
        let t = NOW + 30 * DAY;
        ledger.set_rule(1_000, week as u32, t).unwrap();
        // A higher share, a shorter window, or one of each.
        for (limit, window) in [(1_001, week), (1_000, week - 1), (1, week - 1), (10_000, DAY)] {
            assert_eq!(ledger.set_rule(limit, window as u32, t).unwrap(), t + WAIT);
            assert_eq!((ledger.limit_bps, i64::from(ledger.window)), (1_000, week));
        }
        refused(ledger.book_payment(101, t + WAIT - 1), TreasuryError::BreakerTripped);
        ledger.book_payment(1_000, t + WAIT).unwrap();
        assert_eq!((ledger.limit_bps, ledger.window, ledger.next_at), (NO_LIMIT, DAY as u32, 0));
    }

    #[test]
    fn a_window_longer_than_the_least_wait_is_waited_for() {
        let mut ledger = ledger(1_000);
        ledger.set_rule(1_000, MAX_WINDOW, NOW).unwrap();
        assert_eq!(ledger.set_rule(NO_LIMIT, 1, NOW).unwrap(), NOW + i64::from(MAX_WINDOW));
    }

    #[test]
    fn a_later_call_replaces_what_waits() {
        let mut ledger = ledger(1_000);
        let t = NOW + 30 * DAY;
        ledger.set_rule(1_000, DAY as u32, t).unwrap();
        ledger.set_rule(10_000, DAY as u32, t).unwrap();
        // The same rule again is no looser: it only takes back what waits.
        assert_eq!(ledger.set_rule(1_000, DAY as u32, t + 1).unwrap(), t + 1);
        assert_eq!(ledger.next_at, 0);
        refused(ledger.book_payment(101, t + WAIT), TreasuryError::BreakerTripped);
        // What waits begins to wait anew.
        ledger.set_rule(2_000, DAY as u32, t).unwrap();
        assert_eq!(ledger.set_rule(3_000, DAY as u32, t + WAIT - 1).unwrap(), t + 2 * WAIT - 1);
        // What has waited long enough is in force, and the next rule is measured by it.
        assert_eq!(ledger.set_rule(2_500, DAY as u32, t + 2 * WAIT - 1).unwrap(), t + 2 * WAIT - 1);
        assert_eq!(ledger.limit_bps, 2_500);
    }

    #[test]
    fn unsound_rules_are_refused() {
        let mut ledger = ledger(0);
        for (limit, window) in [(0, 1), (10_001, 1), (1, 0), (1, MAX_WINDOW + 1), (u16::MAX, u32::MAX)] {
            refused(ledger.set_rule(limit, window, NOW), TreasuryError::BreakerUnsound);
        }
        ledger.set_rule(1, MAX_WINDOW, NOW).unwrap();
    }

    #[test]
    fn the_rules_fit_the_account() {
        assert_eq!(ledger(0).breaker_flows.len(), 2 * SLOTS);
        assert_eq!(ledger(0).income.len(), INCOME_KINDS);
        assert_eq!(u64::from(NO_LIMIT), BPS);
        let mut ledger = ledger(7);
        ledger.breaker_flows = core::array::from_fn(|n| n as u64);
        let before = ledger.breaker_flows;
        let breaker = ledger.breaker();
        ledger.set_breaker(&breaker);
        assert_eq!(ledger.breaker_flows, before);
    }
}
