use anchor_lang::prelude::*;
use rules::breaker::BreakerError;
use rules::budget::BudgetError;
use rules::stream::StreamError;

/// Errors of the treasury program: codes 6400–6599.
#[error_code(offset = 6400)]
pub enum TreasuryError {
    /// A sum would leave its range.
    #[msg("An amount, count or time would leave its range")]
    ArithmeticOverflow,
    /// The account belongs to another nation.
    #[msg("The account belongs to another nation")]
    WrongNation,
    /// Treasury of another ledger.
    #[msg("The treasury is not the one this ledger belongs to")]
    WrongTreasury,
    /// Ledger of another budget or stream.
    #[msg("The ledger is not the one this budget or stream draws on")]
    WrongLedger,
    /// Vault of another treasury.
    #[msg("The vault is not this treasury's")]
    WrongVault,
    /// Holding of another ledger.
    #[msg("The holding is not the one this ledger books")]
    WrongHolding,
    /// Mint of another ledger, or not the one asked for.
    #[msg("The mint is not this ledger's, or the dues are in another one")]
    WrongMint,
    /// Token program of another mint.
    #[msg("The token program is not the mint's")]
    WrongTokenProgram,
    /// Rent must return to who paid it.
    #[msg("The rent must return to whoever paid it")]
    WrongRentPayer,
    /// Mint refused.
    #[msg("Tokens of this mint could be seized, redirected or stopped; the treasury does not hold them")]
    MintRefused,
    /// Zero amount.
    #[msg("The amount must be more than zero")]
    AmountZero,
    /// Dues only by `pay_dues`.
    #[msg("Dues are booked by paying for a citizen's term, not by a deposit")]
    KindReserved,
    /// No such kind of income.
    #[msg("There is no income of this kind")]
    KindUnknown,
    /// SOL comes from the signer itself.
    #[msg("SOL is paid from the payer's own account")]
    SourceNotPayer,
    /// Nothing arrived.
    #[msg("Nothing of the amount arrived in the treasury")]
    NothingArrived,
    /// Not the price.
    #[msg("What arrived is not the dues for these terms")]
    DuesMismatch,
    /// Term capped.
    #[msg("The citizen's term cannot be extended by as much as would be paid for")]
    TermCapped,
    /// More than is free.
    #[msg("More than the balance that is promised to nobody")]
    AmountOverFree,
    /// Breaker.
    #[msg("More than may leave the treasury within the breaker's window")]
    BreakerTripped,
    /// Breaker's rule unsound.
    #[msg("A breaker allows 1 to 10,000 basis points in a window of a second to 90 days")]
    BreakerUnsound,
    /// Treasury pays itself.
    #[msg("The treasury cannot pay itself")]
    DestinationIsVault,
    /// Not the budget's destination.
    #[msg("The budget pays to another destination only")]
    WrongDestination,
    /// What left is not the amount.
    #[msg("What left the treasury is not the amount")]
    PaymentMismatch,
    /// Budget that allows nothing.
    #[msg("A budget allows something, in periods of at least a second, until a time to come")]
    BudgetUnsound,
    /// Holder of a kind it is not.
    #[msg("The holder is not a wallet, an office of this nation or, for the court, the System program")]
    HolderInvalid,
    /// Spent by the wrong way.
    #[msg("Budgets of the court are spent by award, all others by spend")]
    WrongHolderKind,
    /// Not the wallet, or not the office.
    #[msg("The signer or the office is not the budget's holder")]
    NotHolder,
    /// Office accounts missing.
    #[msg("An office's budget needs the office and the citizen who holds it")]
    OfficeMissing,
    /// Budget before or after its time.
    #[msg("The budget is not open now")]
    BudgetNotOpen,
    /// Over budget.
    #[msg("More than is left of the budget in this period")]
    AmountOverBudget,
    /// Stream that pays nothing, or out of order or range.
    #[msg("A stream pays something, its start, cliff and end are in order and within ten years of now")]
    StreamUnsound,
    /// Nobody is paid.
    #[msg("The payee must be somebody")]
    PayeeInvalid,
    /// Not the payee.
    #[msg("The signer is not the stream's payee")]
    NotPayee,
    /// Not earned yet.
    #[msg("More than is earned and not yet withdrawn")]
    AmountUnearned,
    /// Paused before.
    #[msg("The stream is already paused")]
    AlreadyPaused,
    /// Not paused.
    #[msg("The stream is not paused")]
    NotPaused,
    /// Nothing to pause or cancel.
    #[msg("All of the stream is earned; there is nothing to pause or cancel")]
    AllEarned,
    /// Pauses used up.
    #[msg("The stream has been paused for 60 days in all and cannot be paused again")]
    PauseUsedUp,
    /// Payee has not taken all.
    #[msg("The payee has not withdrawn all of the stream")]
    StreamNotEmpty,
    /// Nothing unbooked.
    #[msg("Everything in the treasury is booked already")]
    NothingToReconcile,
    /// The ledger contradicts itself.
    #[msg("The ledger would contradict itself")]
    LedgerInvariant,
    /// The founder's grants end with his power.
    #[msg("The founder granted this budget, and the founder's power has ended")]
    GrantLapsed,
}

impl From<BreakerError> for TreasuryError {
    fn from(error: BreakerError) -> Self {
        match error {
            BreakerError::RuleUnsound => Self::BreakerUnsound,
            BreakerError::AmountOverBalance => Self::AmountOverFree,
            BreakerError::AmountOverLimit => Self::BreakerTripped,
        }
    }
}

impl From<BudgetError> for TreasuryError {
    fn from(error: BudgetError) -> Self {
        match error {
            BudgetError::NotOpen => Self::BudgetNotOpen,
            BudgetError::AmountOverBudget => Self::AmountOverBudget,
        }
    }
}

impl From<StreamError> for TreasuryError {
    fn from(error: StreamError) -> Self {
        match error {
            StreamError::AmountUnearned => Self::AmountUnearned,
            StreamError::AlreadyPaused => Self::AlreadyPaused,
            StreamError::NotPaused => Self::NotPaused,
            StreamError::AllEarned => Self::AllEarned,
            StreamError::TimeOutOfRange => Self::ArithmeticOverflow,
        }
    }
}
