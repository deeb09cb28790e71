//! Events: one small, fixed-size record for each change of state.

use crate::state::{Budget, Ledger, Stream};
use anchor_lang::prelude::*;

/// Reason of a payment: the authority's will.
pub const REASON_PAYMENT: u8 = 0;
/// Reason of a payment: spent from a budget.
pub const REASON_BUDGET: u8 = 1;
/// Reason of a payment: awarded by the court.
pub const REASON_AWARD: u8 = 2;
/// Reason of a payment: earned in a stream.
pub const REASON_STREAM: u8 = 3;

/// A treasury was created.
#[event(bytemuck)]
#[repr(C)]
pub struct TreasuryCreated {
    /// The treasury.
    pub treasury: Address,
    /// Its nation.
    pub nation: Address,
    /// What holds its money.
    pub vault: Address,
}

/// A treasury began to keep the money of a mint.
#[event(bytemuck)]
#[repr(C)]
pub struct LedgerOpened {
    /// The ledger.
    pub ledger: Address,
    /// The treasury.
    pub treasury: Address,
    /// The mint, zero for SOL.
    pub mint: Address,
}

/// Money came in.
#[event(bytemuck)]
#[repr(C)]
pub struct Income {
    /// The ledger.
    pub ledger: Address,
    /// What arrived, in the mint's smallest unit.
    pub amount: u64,
    /// One of the `INCOME_` values.
    pub kind: u8,
    /// Explicit padding; zero.
    pub padding: [u8; 7],
}

/// Money left.
#[event(bytemuck)]
#[repr(C)]
pub struct Payment {
    /// The ledger.
    pub ledger: Address,
    /// The holding it went to.
    pub destination: Address,
    /// The budget or stream it was paid under; zero for none.
    pub under: Address,
    /// What left, in the mint's smallest unit.
    pub amount: u64,
    /// One of the `REASON_` values.
    pub reason: u8,
    /// Explicit padding; zero.
    pub padding: [u8; 7],
}

/// A breaker's rule was set, now or for later.
#[event(bytemuck)]
#[repr(C)]
pub struct BreakerChanged {
    /// The ledger.
    pub ledger: Address,
    /// When the rule takes effect, in Unix seconds.
    pub from: i64,
    /// The window, in seconds.
    pub window: u32,
    /// What may leave in a window, in basis points.
    pub limit_bps: u16,
    /// Explicit padding; zero.
    pub padding: [u8; 2],
}

/// A budget was created or revoked.
#[event(bytemuck)]
#[repr(C)]
pub struct BudgetChanged {
    /// The budget.
    pub budget: Address,
    /// The ledger it draws on.
    pub ledger: Address,
    /// What is still set aside for it.
    pub set_aside: u64,
    /// 1 when it was revoked.
    pub revoked: u8,
    /// Explicit padding; zero.
    pub padding: [u8; 7],
}

/// A stream was created, paused, resumed, cancelled or closed.
#[event(bytemuck)]
#[repr(C)]
pub struct StreamChanged {
    /// The stream.
    pub stream: Address,
    /// The ledger it draws on.
    pub ledger: Address,
    /// What it pays in all; after a cancellation, what was earned.
    pub total: u64,
    /// When all of it is earned.
    pub end: i64,
    /// 1 while it is paused.
    pub paused: u8,
    /// 1 when it was cancelled.
    pub cancelled: u8,
    /// 1 when its account was closed.
    pub closed: u8,
    /// Explicit padding; zero.
    pub padding: [u8; 5],
}

impl Income {
    /// The event for what arrived in a ledger.
    pub fn of(ledger: &Account<Ledger>, kind: u8, amount: u64) -> Self {
        Self { ledger: *ledger.address(), amount, kind, padding: [0; 7] }
    }
}

impl BudgetChanged {
    /// The event for a budget as it is now.
    pub fn of(budget: &Account<Budget>, revoked: bool) -> Self {
        Self {
            budget: *budget.address(),
            ledger: budget.ledger,
            set_aside: budget.set_aside,
            revoked: revoked.into(),
            padding: [0; 7],
        }
    }
}

impl StreamChanged {
    /// The event for a stream as it is now.
    pub fn of(stream: &Account<Stream>, closed: bool) -> Self {
        Self {
            stream: *stream.address(),
            ledger: stream.ledger,
            total: stream.total,
            end: stream.end,
            paused: stream.paused,
            cancelled: stream.cancelled,
            closed: closed.into(),
            padding: [0; 5],
        }
    }
}
