//! A Harberger lease: the holder declares a price, pays rent as a share of it, and must sell at it.
//!
//! Prices and amounts are in the token's smallest unit, points in time are Unix seconds, lengths are
//! seconds, the rate is in basis points of the price a year ([`YEAR`]).
//!
//! - Rent buys whole seconds. What they cost is rounded up, and only that is taken, so time advances only
//!   by what was paid for. At most [`MAX_AHEAD`] can be paid for in advance.
//! - A new price turns the seconds paid for into money at the old price and back into seconds at the new one,
//!   both rounded down; the remainder, and what would reach beyond [`MAX_AHEAD`], stays with the vault.
//!   Whoever owes rent cannot declare.
//! - A raised price binds: it cannot be lowered for `hold`, so that a price raised to keep a buyer off costs
//!   something. Lowering is free otherwise.
//! - A buyer gives notice once the holder has had `tenure`, and must take the declared price: it is fixed
//!   from then on. After `notice` the sale can be completed. Rent owed is paid from the price; seconds paid
//!   ahead go with the lease. If the price does not cover what is owed, the rest is lost to the vault.
//! - Anyone can complete a sale; if for [`SALE_TIME`] after the notice nobody could, the notice has lapsed, so
//!   that the buyer's money is not kept for nothing.

use crate::math::{BPS, mul_div_down, mul_div_up};

/// Seconds in a year of 365 days.
pub const YEAR: u64 = 365 * 86_400;

/// The furthest ahead that rent can be paid: a year, in seconds.
pub const MAX_AHEAD: u64 = YEAR;

/// How long after the notice a sale can be completed: 30 days, in seconds. Completing takes one transaction of
/// anybody's, unless the receiver of the rent is frozen.
pub const SALE_TIME: i64 = 30 * 86_400;

/// Why a step is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HarbergerError {
    /// A price of nothing.
    PriceOutOfRange,
    /// The amount does not buy a second, or nothing more can be paid ahead.
    NothingBought,
    /// Rent is owed.
    RentOwed,
    /// A raised price cannot be lowered yet.
    LoweredTooSoon,
    /// A buyer has given notice.
    UnderNotice,
    /// Nobody has given notice.
    NoNotice,
    /// The notice has not run out.
    NoticeRunning,
    /// The time to complete the sale has passed.
    SaleTooLate,
    /// The sale can still be completed.
    SaleStillPossible,
    /// The holder has not had the minimum tenure.
    TenureTooShort,
    /// The declared price is above what the buyer offers.
    PriceAboveOffer,
}

/// What was agreed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terms {
    /// Rent a year, as a share of the price.
    pub rent_bps: u16,
    /// How long a holder is safe from buyers.
    pub tenure: u32,
    /// Between a buyer's notice and the sale.
    pub notice: u32,
    /// How long a raised price cannot be lowered.
    pub hold: u32,
    /// After paid-through, how long until the lease is forfeit.
    pub cure: u32,
}

/// A lease as it is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Holding {
    /// The declared price.
    pub price: u64,
    /// Since when this holder has it.
    pub since: i64,
    /// When the price was last raised.
    pub raised_at: i64,
    /// The first second not paid for.
    pub paid_through: i64,
    /// When a buyer gave notice.
    pub noticed_at: Option<i64>,
}

/// Rent paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Payment {
    /// The holding after it.
    pub holding: Holding,
    /// What is taken of the amount offered.
    pub cost: u64,
}

/// A completed sale. Both sums together are the price.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sale {
    /// The holding, now the buyer's.
    pub holding: Holding,
    /// What the former holder gets.
    pub to_seller: u64,
    /// Rent that the former holder owed.
    pub to_vault: u64,
}

impl Holding {
    /// A holding that begins at `now`, with nothing paid.
    ///
    /// # Errors
    /// [`HarbergerError::PriceOutOfRange`].
    pub const fn new(price: u64, now: i64) -> Result<Self, HarbergerError> {
        if price == 0 {
            return Err(HarbergerError::PriceOutOfRange);
        }
        Ok(Self { price, since: now, raised_at: now, paid_through: now, noticed_at: None })
    }

    /// Seconds paid for and not yet used at `now`.
    #[inline]
    pub const fn seconds_left(&self, now: i64) -> u64 {
        if self.paid_through > now { self.paid_through.abs_diff(now) } else { 0 }
    }

    /// Seconds used and not paid for at `now`.
    #[inline]
    pub const fn seconds_owed(&self, now: i64) -> u64 {
        if now > self.paid_through { now.abs_diff(self.paid_through) } else { 0 }
    }
}

impl Terms {
    /// Whether a lease may be offered so: a rent of at most the price a year. Lengths may be any.
    #[inline]
    pub const fn is_sound(&self) -> bool {
        self.rent_bps > 0 && self.rent_bps as u64 <= BPS
    }

    /// The rent of so many seconds, rounded up. Saturates.
    pub const fn rent(&self, price: u64, seconds: u64) -> u64 {
        match mul_div_up(price, seconds.saturating_mul(self.rent_bps as u64), BPS * YEAR) {
            Some(rent) => rent,
            None => u64::MAX,
        }
    }

    /// The whole seconds that an amount buys, rounded down. Saturates, as where the rent is nothing.
    pub const fn seconds_for(&self, price: u64, amount: u64) -> u64 {
        // Rounding down twice is rounding down once: ⌊⌊x ÷ a⌋ ÷ b⌋ = ⌊x ÷ ab⌋.
        match mul_div_down(amount, BPS * YEAR, price) {
            Some(shares) if self.rent_bps > 0 => shares / self.rent_bps as u64,
            _ => u64::MAX,
        }
    }

    /// What is owed at `now`.
    #[inline]
    pub const fn owed(&self, holding: &Holding, now: i64) -> u64 {
        self.rent(holding.price, holding.seconds_owed(now))
    }

    /// Whether rent has been owed for so long that the lease is forfeit.
    #[inline]
    pub const fn is_forfeit(&self, holding: &Holding, now: i64) -> bool {
        now >= holding.paid_through.saturating_add(self.cure as i64)
    }

    /// Rent paid at `now`: as many seconds as `amount` buys and can be paid ahead, the oldest first.
    ///
    /// # Errors
    /// [`HarbergerError::NothingBought`].
    pub const fn pay(&self, holding: &Holding, now: i64, amount: u64) -> Result<Payment, HarbergerError> {
        self.pay_until(holding, now, amount, i64::MAX)
    }

    /// Rent paid at `now` for a lease that ends at `end`: as [`pay`](Self::pay), but not for the time after.
    ///
    /// # Errors
    /// [`HarbergerError::NothingBought`].
    pub const fn pay_until(
        &self,
        holding: &Holding,
        now: i64,
        amount: u64,
        end: i64,
    ) -> Result<Payment, HarbergerError> {
        let affordable = self.seconds_for(holding.price, amount);
        let open =
            MAX_AHEAD.saturating_add(holding.seconds_owed(now)).saturating_sub(holding.seconds_left(now));
        let left = if end > holding.paid_through { end.abs_diff(holding.paid_through) } else { 0 };
        let open = if open < left { open } else { left };
        let seconds = if affordable < open { affordable } else { open };
        let cost = self.rent(holding.price, seconds);
        // Seconds that do not fit, or whose rent does not, are none.
        match holding.paid_through.checked_add_unsigned(seconds) {
            Some(paid_through) if seconds > 0 && cost <= amount => {
                Ok(Payment { holding: Holding { paid_through, ..*holding }, cost })
            }
            _ => Err(HarbergerError::NothingBought),
        }
    }

    /// The holding after its holder declared another price at `now`. The present price changes nothing.
    ///
    /// # Errors
    /// [`HarbergerError::PriceOutOfRange`], [`HarbergerError::UnderNotice`], [`HarbergerError::RentOwed`],
    /// [`HarbergerError::LoweredTooSoon`].
    pub const fn declare(&self, holding: &Holding, now: i64, price: u64) -> Result<Holding, HarbergerError> {
        if price == 0 {
            return Err(HarbergerError::PriceOutOfRange);
        }
        if holding.noticed_at.is_some() {
            return Err(HarbergerError::UnderNotice);
        }
        if holding.seconds_owed(now) > 0 {
            return Err(HarbergerError::RentOwed);
        }
        if price == holding.price {
            return Ok(*holding);
        }
        if price < holding.price && now < holding.raised_at.saturating_add(self.hold as i64) {
            return Err(HarbergerError::LoweredTooSoon);
        }
        let shares = holding.seconds_left(now).saturating_mul(self.rent_bps as u64);
        let value = match mul_div_down(holding.price, shares, BPS * YEAR) {
            Some(value) => value,
            None => u64::MAX,
        };
        let seconds = self.seconds_for(price, value);
        let seconds = if seconds < MAX_AHEAD { seconds } else { MAX_AHEAD };
        let raised_at = if price > holding.price { now } else { holding.raised_at };
        Ok(Holding { price, raised_at, paid_through: now.saturating_add_unsigned(seconds), ..*holding })
    }

    /// The holding after a buyer, who has put up the declared price and would pay at most `offer`, gave
    /// notice at `now`.
    ///
    /// # Errors
    /// [`HarbergerError::UnderNotice`], [`HarbergerError::TenureTooShort`],
    /// [`HarbergerError::PriceAboveOffer`].
    pub const fn give_notice(
        &self,
        holding: &Holding,
        now: i64,
        offer: u64,
    ) -> Result<Holding, HarbergerError> {
        if holding.noticed_at.is_some() {
            return Err(HarbergerError::UnderNotice);
        }
        if now < holding.since.saturating_add(self.tenure as i64) {
            return Err(HarbergerError::TenureTooShort);
        }
        if offer < holding.price {
            return Err(HarbergerError::PriceAboveOffer);
        }
        Ok(Holding { noticed_at: Some(now), ..*holding })
    }

    /// When a sale can be completed: its first second, and the first one after.
    const fn sale(&self, holding: &Holding) -> Result<(i64, i64), HarbergerError> {
        match holding.noticed_at {
            Some(noticed_at) => {
                let opens_at = noticed_at.saturating_add(self.notice as i64);
                Ok((opens_at, opens_at.saturating_add(SALE_TIME)))
            }
            None => Err(HarbergerError::NoNotice),
        }
    }

    /// The holding without a notice that nobody acted on in time.
    ///
    /// # Errors
    /// [`HarbergerError::NoNotice`], [`HarbergerError::SaleStillPossible`].
    pub const fn lapse(&self, holding: &Holding, now: i64) -> Result<Holding, HarbergerError> {
        match self.sale(holding) {
            Ok((_, closes_at)) if now < closes_at => Err(HarbergerError::SaleStillPossible),
            Ok(_) => Ok(Holding { noticed_at: None, ..*holding }),
            Err(error) => Err(error),
        }
    }

    /// The sale completed at `now`.
    ///
    /// # Errors
    /// [`HarbergerError::NoNotice`], [`HarbergerError::NoticeRunning`], [`HarbergerError::SaleTooLate`].
    pub const fn buy_out(&self, holding: &Holding, now: i64) -> Result<Sale, HarbergerError> {
        match self.sale(holding) {
            Ok((opens_at, _)) if now < opens_at => return Err(HarbergerError::NoticeRunning),
            Ok((_, closes_at)) if now >= closes_at => return Err(HarbergerError::SaleTooLate),
            Ok(_) => {}
            Err(error) => return Err(error),
        }
        let owed = self.owed(holding, now);
        let to_vault = if owed < holding.price { owed } else { holding.price };
        let paid_through = if holding.paid_through > now { holding.paid_through } else { now };
        Ok(Sale {
            holding: Holding { since: now, raised_at: now, paid_through, noticed_at: None, ..*holding },
            to_seller: holding.price - to_vault,
            to_vault,
        })
    }
}
