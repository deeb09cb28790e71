//! The common money of a network state: ledgers, dues, budgets, streams, and a breaker on all of them.
//!
//! Anyone may send money to the vault; what counts is booked in a [`state::Ledger`] for each mint, and only booked
//! money is ever paid. Every amount is what the vault really received or paid, measured before and after.

#![cfg_attr(not(test), no_std)]
// See `#[program]` below.
#![cfg_attr(all(target_os = "solana", feature = "no-entrypoint"), allow(dead_code, unused_imports))]

extern crate alloc;

use anchor_lang::prelude::*;
use support::End;

pub mod error;
pub mod event;
pub mod instructions;
mod money;
pub mod state;

pub use instructions::*;

declare_id!("3m6YPCEeJ8N8kXo1sAAp33ELE7PRK7vwhYyfv7UNVipN");

// A library on chain has no program: Anchor names each one's entry `__anchor_dispatch`, and a program that uses
// two libraries would have two of them.
#[cfg(not(all(target_os = "solana", feature = "no-entrypoint")))]
#[program]
pub mod treasury {
    use super::*;

    /// Creates a nation's treasury, with the vault that holds its money.
    ///
    /// Specification
    /// - Only the authority may call; anyone may pay. The nation names the treasury by membership's
    ///   `set_treasury`, without which no dues can be paid.
    /// - The vault gets the rent of an account without data, which is nobody's money.
    /// - `NotAuthority`, `FoundingOver`. `InvalidSeeds`: not the address of this nation's treasury or vault.
    #[discrim = 0]
    pub fn create_treasury(ctx: &mut Context<CreateTreasury>, _end: End) -> Result<()> {
        ctx.accounts.create_treasury(&ctx.bumps)
    }

    /// Opens the ledger of a mint, or of SOL.
    ///
    /// Specification
    /// - Only the authority may call; anyone may pay.
    /// - Creates the vault's associated token account unless it is there. What is in it already is not booked.
    /// - The breaker begins without a limit.
    /// - `WrongTokenProgram`: neither SOL nor a mint of that token program. `MintRefused`: somebody could seize,
    ///   redirect or stop the tokens. `WrongHolding`: for SOL, not the vault. `InvalidSeeds`: for tokens, not the
    ///   vault's associated account; the associated token program says so.
    /// - `NotAuthority`, `FoundingOver`, `WrongNation`, `WrongVault`.
    #[discrim = 1]
    pub fn open_ledger(ctx: &mut Context<OpenLedger>, _end: End) -> Result<()> {
        ctx.accounts.open_ledger(ctx.bumps.ledger)
    }

    /// Pays money in.
    ///
    /// Specification
    /// - Anyone may call, a program too, and says what kind of income it is.
    /// - Books what arrived, which may be less than was sent.
    /// - `KindReserved`: dues are paid by `pay_dues`. `KindUnknown`, `AmountZero`, `NothingArrived`.
    /// - `SourceNotPayer`: SOL comes from the payer itself. `ArithmeticOverflow`: more of a kind than can be counted.
    /// - `WrongHolding`, `WrongMint`, `WrongTokenProgram`.
    #[discrim = 2]
    pub fn deposit(ctx: &mut Context<Deposit>, kind: u8, amount: u64, _end: End) -> Result<()> {
        ctx.accounts.deposit(kind, amount)
    }

    /// Pays a citizen's dues, which extends the term.
    ///
    /// Specification
    /// - Anyone may call for anyone. `amount` is what is sent; exactly the dues must arrive, so where the mint
    ///   takes a fee more is sent.
    /// - Membership extends the term, signed for by the treasury, by at least the terms that are paid for.
    /// - Where the nation takes no dues the amount is zero, and the term is extended for nothing.
    /// - `DuesMismatch`; `TermCapped`: the census cannot count so late a term now. `ArithmeticOverflow`.
    /// - `WrongMint`: the dues are in another one. `SourceNotPayer`.
    /// - `WrongNation`, `WrongTreasury`, `WrongHolding`, `WrongTokenProgram`.
    /// - Of membership: `NotTreasury`, `WrongNation`, `TermsZero`, `NotActive`, `TermAlreadyFull`.
    #[discrim = 3]
    pub fn pay_dues(ctx: &mut Context<PayDues>, terms: u8, amount: u64, _end: End) -> Result<()> {
        ctx.accounts.pay_dues(terms, amount)
    }

    /// Pays money out by the nation's will.
    ///
    /// Specification
    /// - Only the authority may call.
    /// - Only what is promised to nobody can be paid, and only as much as the breaker lets out.
    /// - `AmountZero`, `AmountOverFree`, `BreakerTripped`. `DestinationIsVault`: the treasury, its vault or its
    ///   holding. `PaymentMismatch`: what left is not the amount. `ArithmeticOverflow`: more has left than can be
    ///   counted.
    /// - `NotAuthority`, `FoundingOver`, `WrongNation`, `WrongTreasury`, `WrongVault`, `WrongHolding`,
    ///   `WrongMint`, `WrongTokenProgram`.
    #[discrim = 4]
    pub fn pay(ctx: &mut Context<Pay>, amount: u64, _end: End) -> Result<()> {
        ctx.accounts.pay(amount)
    }

    /// Sets how much may leave within how long, whoever signs.
    ///
    /// Specification
    /// - Only the authority may call.
    /// - A rule that is nowhere looser takes effect at once. Any other waits for one old window and at
    ///   least 30 days, so that nobody lifts the breaker and empties the vault in one stroke. A later call replaces
    ///   what waits.
    /// - At 10,000 basis points the breaker is off.
    /// - `BreakerUnsound`: no share, more than the whole, no window, or one longer than 90 days.
    /// - `NotAuthority`, `FoundingOver`, `WrongNation`.
    #[discrim = 5]
    pub fn set_breaker(ctx: &mut Context<SetBreaker>, limit_bps: u16, window: u32, _end: End) -> Result<()> {
        ctx.accounts.set_breaker(limit_bps, window)
    }

    /// Grants a budget to a wallet, an office or the court.
    ///
    /// Specification
    /// - Only the authority may call; anyone may pay.
    /// - `set_aside` of the free balance is promised to it; the rest it takes from what is free at the time.
    /// - What the founder grants lapses when the authority passes to somebody else.
    /// - `HolderInvalid`: not a holder of that kind. `BudgetUnsound`: allows nothing, or is over already.
    /// - `DestinationIsVault`, `AmountOverFree`.
    /// - `NotAuthority`, `FoundingOver`, `WrongNation`, `WrongTreasury`.
    #[discrim = 6]
    #[expect(clippy::too_many_arguments, reason = "what a budget is made of")]
    pub fn create_budget(
        ctx: &mut Context<CreateBudget>,
        holder_kind: u8,
        per_period: u64,
        period: u32,
        from: i64,
        until: i64,
        set_aside: u64,
        _end: End,
    ) -> Result<()> {
        let grant = Grant { holder_kind, per_period, period, from, until, set_aside };
        ctx.accounts.create_budget(&grant, ctx.bumps.budget)
    }

    /// Spends from the budget of a wallet or an office.
    ///
    /// Specification
    /// - The wallet may call; or the citizen who holds the office now, within its term and in good standing.
    /// - Takes what is set aside first, then what is free.
    /// - `NotHolder`; `WrongHolderKind`: the court's. `OfficeMissing`: no office or no citizen was passed.
    /// - `BudgetNotOpen`, `AmountOverBudget`, `WrongDestination`; `GrantLapsed`: the founder granted it, and the
    ///   founder's power has ended.
    /// - `AmountZero`, `AmountOverFree`, `BreakerTripped`, `DestinationIsVault`, `PaymentMismatch`,
    ///   `ArithmeticOverflow`.
    /// - `WrongNation`, `WrongTreasury`, `WrongLedger`, `WrongVault`, `WrongHolding`, `WrongMint`,
    ///   `WrongTokenProgram`.
    /// - Of membership: `WrongNation`, `WrongWallet`, `NotHolder`, `NotActive`, `NotCitizen`, `Lapsed`,
    ///   `Suspended`.
    #[discrim = 7]
    pub fn spend(ctx: &mut Context<Spend>, amount: u64, _end: End) -> Result<()> {
        ctx.accounts.spend(amount)
    }

    /// Awards money from the court's budget.
    ///
    /// Specification
    /// - Only the court may call; the authority while there is no court.
    /// - Takes what is set aside first, then what is free.
    /// - `NotCourt`, `FoundingOver`. `WrongHolderKind`: not the court's.
    /// - `BudgetNotOpen`, `AmountOverBudget`, `WrongDestination`; `GrantLapsed`: the founder granted it, and the
    ///   founder's power has ended.
    /// - `AmountZero`, `AmountOverFree`, `BreakerTripped`, `DestinationIsVault`, `PaymentMismatch`,
    ///   `ArithmeticOverflow`.
    /// - `WrongNation`, `WrongTreasury`, `WrongLedger`, `WrongVault`, `WrongHolding`, `WrongMint`,
    ///   `WrongTokenProgram`.
    #[discrim = 8]
    pub fn award(ctx: &mut Context<Award>, amount: u64, _end: End) -> Result<()> {
        ctx.accounts.award(amount)
    }

    /// Ends a budget.
    ///
    /// Specification
    /// - The authority may call at any time, anyone once the budget is over or has lapsed.
    /// - What is still set aside is free again; the rent returns to who paid it.
    /// - `NotAuthority`, `FoundingOver`, `WrongNation`, `WrongLedger`, `WrongRentPayer`.
    #[discrim = 9]
    pub fn revoke_budget(ctx: &mut Context<RevokeBudget>, _end: End) -> Result<()> {
        ctx.accounts.revoke_budget()
    }

    /// Promises somebody pay that is earned second by second.
    ///
    /// Specification
    /// - Only the authority may call; anyone may pay the rent.
    /// - The whole total is promised at once, so that it can be relied upon.
    /// - `StreamUnsound`: pays nothing, over no time, with a cliff outside, or further than ten years from now.
    /// - `PayeeInvalid`, `AmountOverFree`.
    /// - `NotAuthority`, `FoundingOver`, `WrongNation`, `WrongTreasury`.
    #[discrim = 10]
    #[expect(clippy::duplicate_underscore_argument, reason = "the end of the stream, and that of the data")]
    pub fn create_stream(
        ctx: &mut Context<CreateStream>,
        total: u64,
        start: i64,
        cliff: i64,
        end: i64,
        _end: End,
    ) -> Result<()> {
        let terms = rules::stream::Stream { total, withdrawn: 0, start, cliff, end, paused_at: None };
        ctx.accounts.create_stream(&terms, ctx.bumps.stream)
    }

    /// Takes what is earned.
    ///
    /// Specification
    /// - Only the payee may call, and says where to. What was earned before a pause or a cancellation can be
    ///   taken too. The breaker applies.
    /// - `NotPayee`, `AmountUnearned`.
    /// - `AmountZero`, `BreakerTripped`, `DestinationIsVault`, `PaymentMismatch`, `ArithmeticOverflow`.
    /// - `WrongTreasury`, `WrongLedger`, `WrongVault`, `WrongHolding`, `WrongMint`, `WrongTokenProgram`.
    #[discrim = 11]
    pub fn withdraw_stream(ctx: &mut Context<WithdrawStream>, amount: u64, _end: End) -> Result<()> {
        ctx.accounts.withdraw_stream(amount)
    }

    /// Ends a stream before its time.
    ///
    /// Specification
    /// - Only the authority may call.
    /// - What is not earned is free again; what is earned stays the payee's.
    /// - `AllEarned`: nothing to take back, or cancelled before.
    /// - `NotAuthority`, `FoundingOver`, `WrongNation`, `WrongLedger`.
    #[discrim = 12]
    pub fn cancel_stream(ctx: &mut Context<CancelStream>, _end: End) -> Result<()> {
        ctx.accounts.cancel_stream()
    }

    /// Stops a stream from earning.
    ///
    /// Specification
    /// - Only the court may call; the authority while there is no court.
    /// - Pauses end by themselves when they have lasted 60 days together.
    /// - `AlreadyPaused`, `AllEarned`, `PauseUsedUp`.
    /// - `NotCourt`, `FoundingOver`, `WrongNation`.
    #[discrim = 13]
    pub fn pause_stream(ctx: &mut Context<PauseStream>, _end: End) -> Result<()> {
        ctx.accounts.pause_stream()
    }

    /// Lets a stream earn again; its times move on by as long as it stood still.
    ///
    /// Specification
    /// - The court may call at any time (the authority while there is no court), anyone once pauses have lasted
    ///   60 days together; the stream then earns since that moment, not only since the call.
    /// - `NotPaused`, `NotCourt`, `FoundingOver`, `WrongNation`.
    #[discrim = 14]
    pub fn resume_stream(ctx: &mut Context<ResumeStream>, _end: End) -> Result<()> {
        ctx.accounts.resume_stream()
    }

    /// Closes a stream that has nothing more to pay.
    ///
    /// Specification
    /// - Anyone may call; the rent returns to who paid it.
    /// - `StreamNotEmpty`: something is due, now or later. `WrongRentPayer`.
    #[discrim = 15]
    pub fn close_stream(ctx: &mut Context<CloseStream>, _end: End) -> Result<()> {
        ctx.accounts.close_stream()
    }

    /// Books what arrived by plain transfer.
    ///
    /// Specification
    /// - Anyone may call. Counts as other income.
    /// - For SOL, first moves what the treasury's own account holds above its rent into the vault: forfeited
    ///   deposits of proposals arrive there.
    /// - `NothingToReconcile`. `ArithmeticOverflow`: more of a kind than can be counted.
    /// - `WrongTreasury`, `WrongHolding`, `WrongMint`, `WrongTokenProgram`.
    #[discrim = 16]
    pub fn reconcile(ctx: &mut Context<Reconcile>, _end: End) -> Result<()> {
        ctx.accounts.reconcile()
    }
}
