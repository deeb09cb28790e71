//! The deposit of a lease: itemised deductions in time, or the whole of it is due back.
//!
//! Amounts are in the token's smallest unit, points in time are Unix seconds, windows are half-open. There
//! is no rounding.
//!
//! When the lease has ended the landlord has a fixed time to claim deductions, once, item by item. What is
//! not claimed is due to the tenant at that moment; if nothing is claimed in time, everything is. Each item
//! then waits: the tenant accepts it, the landlord waives it, or the court splits what is left. Silence
//! is no consent: an item that nobody settles waits for the court.
//!
//! Due to the tenant, due to the landlord and open: these three always add up to the deposit, and what is
//! due never shrinks.

/// Items that a claim may have.
pub const MAX_ITEMS: usize = 8;

/// Why a step is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DepositError {
    /// The lease has ended already.
    AlreadyEnded,
    /// The lease has not ended.
    NotEnded,
    /// Deductions were claimed already, or the deposit was released.
    AlreadyClaimed,
    /// The time to claim has passed.
    ClaimTooLate,
    /// The time to claim has not passed.
    ClaimStillPossible,
    /// No items, too many, or one of nothing.
    ItemsOutOfRange,
    /// More than the deposit, or more than is open.
    AmountOverDeposit,
    /// None of these items, or one that is not open.
    ItemNotOpen,
}

/// A deposit as it is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deposit {
    /// What was paid in.
    pub amount: u64,
    /// From the end of the lease, how long deductions may be claimed, in seconds.
    pub claim_time: u32,
    /// When the lease ended.
    pub ended_at: Option<i64>,
    /// Whether deductions were claimed, or can be no more.
    pub claimed: bool,
    /// The items claimed.
    pub items: [u64; MAX_ITEMS],
    /// Which items are not settled: bit `n` for item `n`.
    pub open: u8,
    /// Due to the tenant.
    pub to_tenant: u64,
    /// Due to the landlord.
    pub to_landlord: u64,
}

impl Deposit {
    /// A deposit paid in.
    pub const fn new(amount: u64, claim_time: u32) -> Self {
        Self {
            amount,
            claim_time,
            ended_at: None,
            claimed: false,
            items: [0; MAX_ITEMS],
            open: 0,
            to_tenant: 0,
            to_landlord: 0,
        }
    }

    /// What is due to nobody yet.
    pub const fn unsettled(&self) -> u64 {
        self.amount.saturating_sub(self.to_tenant).saturating_sub(self.to_landlord)
    }

    /// Whether all of it is due to somebody.
    #[inline]
    pub const fn is_settled(&self) -> bool {
        self.claimed && self.open == 0
    }

    /// The first second at which nothing can be claimed. `None` before the lease ends; a time that does not fit
    /// is the last there is.
    pub const fn claim_closes_at(&self) -> Option<i64> {
        match self.ended_at {
            Some(ended_at) => Some(ended_at.saturating_add(self.claim_time as i64)),
            None => None,
        }
    }

    /// The sum of these items. Saturates.
    fn sum(&self, items: u8) -> u64 {
        let chosen = (0..MAX_ITEMS).filter(|n| items >> n & 1 == 1);
        chosen.fold(0u64, |sum, n| sum.saturating_add(self.items[n]))
    }

    /// The deposit once the lease has ended at `now`.
    ///
    /// # Errors
    /// [`DepositError::AlreadyEnded`].
    pub const fn end(&self, now: i64) -> Result<Self, DepositError> {
        if self.ended_at.is_some() {
            return Err(DepositError::AlreadyEnded);
        }
        Ok(Self { ended_at: Some(now), ..*self })
    }

    /// The deposit after the landlord claimed these deductions at `now`; the rest is due to the tenant.
    ///
    /// # Errors
    /// [`DepositError::NotEnded`], [`DepositError::AlreadyClaimed`], [`DepositError::ClaimTooLate`],
    /// [`DepositError::ItemsOutOfRange`], [`DepositError::AmountOverDeposit`].
    pub fn claim(&self, now: i64, items: &[u64]) -> Result<Self, DepositError> {
        let closes_at = self.claim_closes_at().ok_or(DepositError::NotEnded)?;
        if self.claimed {
            return Err(DepositError::AlreadyClaimed);
        }
        if now >= closes_at {
            return Err(DepositError::ClaimTooLate);
        }
        if items.is_empty() || items.len() > MAX_ITEMS || items.contains(&0) {
            return Err(DepositError::ItemsOutOfRange);
        }
        let mut after = Self { claimed: true, items: [0; MAX_ITEMS], open: 0, ..*self };
        let mut rest = self.unsettled();
        for (n, item) in items.iter().enumerate() {
            rest = rest.checked_sub(*item).ok_or(DepositError::AmountOverDeposit)?;
            after.items[n] = *item;
            after.open |= 1 << n;
        }
        after.to_tenant = after.to_tenant.saturating_add(rest);
        Ok(after)
    }

    /// The deposit, all of it due to the tenant because nothing was claimed by `now`.
    ///
    /// # Errors
    /// [`DepositError::NotEnded`], [`DepositError::AlreadyClaimed`], [`DepositError::ClaimStillPossible`].
    pub fn release(&self, now: i64) -> Result<Self, DepositError> {
        let closes_at = self.claim_closes_at().ok_or(DepositError::NotEnded)?;
        if self.claimed {
            return Err(DepositError::AlreadyClaimed);
        }
        if now < closes_at {
            return Err(DepositError::ClaimStillPossible);
        }
        Ok(Self { claimed: true, to_tenant: self.to_tenant.saturating_add(self.unsettled()), ..*self })
    }

    /// The sum of these open items.
    fn open_items(&self, items: u8) -> Result<u64, DepositError> {
        if items == 0 || items & !self.open != 0 {
            return Err(DepositError::ItemNotOpen);
        }
        let sum = self.sum(items);
        if sum > self.unsettled() { Err(DepositError::AmountOverDeposit) } else { Ok(sum) }
    }

    /// The deposit after the tenant accepted these items (bit `n` for item `n`).
    ///
    /// # Errors
    /// [`DepositError::ItemNotOpen`].
    pub fn accept(&self, items: u8) -> Result<Self, DepositError> {
        let to_landlord = self.to_landlord.saturating_add(self.open_items(items)?);
        Ok(Self { to_landlord, open: self.open & !items, ..*self })
    }

    /// The deposit after the landlord waived these items (bit `n` for item `n`).
    ///
    /// # Errors
    /// [`DepositError::ItemNotOpen`].
    pub fn waive(&self, items: u8) -> Result<Self, DepositError> {
        let to_tenant = self.to_tenant.saturating_add(self.open_items(items)?);
        Ok(Self { to_tenant, open: self.open & !items, ..*self })
    }

    /// The deposit after the court gave this much of the open items to the landlord and the rest to the tenant.
    ///
    /// # Errors
    /// [`DepositError::ItemNotOpen`] when there is nothing to split; [`DepositError::AmountOverDeposit`] for
    /// more than was claimed and is open.
    pub fn split(&self, to_landlord: u64) -> Result<Self, DepositError> {
        let open = self.open_items(self.open)?;
        let Some(rest) = open.checked_sub(to_landlord) else {
            return Err(DepositError::AmountOverDeposit);
        };
        Ok(Self {
            to_tenant: self.to_tenant.saturating_add(rest),
            to_landlord: self.to_landlord.saturating_add(to_landlord),
            open: 0,
            ..*self
        })
    }
}
