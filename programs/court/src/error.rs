use anchor_lang::prelude::*;
use rules::eligibility::Ineligible;
use rules::trial::TrialError;

/// Errors of the court program: codes 6800–6999.
#[error_code(offset = 6800)]
pub enum CourtError {
    /// A sum would leave its range.
    #[msg("An amount, count or time would leave its range")]
    ArithmeticOverflow,
    /// The account belongs to another nation.
    #[msg("The account belongs to another nation")]
    WrongNation,
    /// Another court.
    #[msg("The account belongs to another court")]
    WrongCourt,
    /// Another case.
    #[msg("The account belongs to another case")]
    WrongCase,
    /// Another juror than the one drawn, seated or named.
    #[msg("The juror is not the one that was drawn or that sits here")]
    WrongJuror,
    /// Another seat, or none in this case.
    #[msg("The seat is not the next one, or not this juror's in this round of the case")]
    WrongSeat,
    /// Another escrow.
    #[msg("The escrow is not the court's")]
    WrongEscrow,
    /// Mint or token program is another.
    #[msg("The mint is not the court's, or not one of this token program")]
    WrongMint,
    /// Not the treasury's ledger of this nation and mint.
    #[msg("The ledger is not the one of this nation and mint")]
    WrongLedger,
    /// Not the treasury's holding.
    #[msg("The holding is not the treasury's")]
    WrongHolding,
    /// Not a holding of this mint.
    #[msg("The source or destination does not hold the court's money")]
    NotAHolding,
    /// Another program.
    #[msg("The program is not the one this remedy or step calls")]
    WrongProgram,
    /// Another receiver of rent.
    #[msg("The receiver is not the one who paid the rent")]
    WrongRentPayer,
    /// Another citizen.
    #[msg("The citizen is not the signer, the juror, or the one this is about")]
    WrongCitizen,
    /// Another proposal.
    #[msg("The proposal is not the one by which the citizens were asked")]
    WrongProposal,
    /// Not the sysvar.
    #[msg("The account is not the SlotHashes sysvar")]
    WrongSysvar,
    /// Mint refused.
    #[msg("Tokens of this mint could be seized, taxed or redirected; the court does not hold them")]
    MintRefused,
    /// Unsound parameters.
    #[msg("Under these parameters a case could not be judged, or jurors could dodge it")]
    ParamsUnsound,
    /// A text is too long or has control characters.
    #[msg("A text is too long or contains control characters")]
    TextMalformed,
    /// Zero amount.
    #[msg("The amount must be more than zero")]
    AmountZero,
    /// Not what was sent arrived.
    #[msg("Not exactly the amount arrived in escrow")]
    AmountNotReceived,
    /// The escrow has less than is booked.
    #[msg("The escrow holds less than is booked in it")]
    EscrowShort,
    /// Nothing is due.
    #[msg("Nothing is due")]
    NothingDue,
    /// Renounced or revoked.
    #[msg("The citizenship was renounced or revoked")]
    NotActive,
    /// Visitor or resident.
    #[msg("The member is not of the citizen tier")]
    NotCitizen,
    /// Term has ended.
    #[msg("The citizen's term has ended")]
    Lapsed,
    /// Suspended.
    #[msg("The citizen is suspended")]
    Suspended,
    /// Not the juror.
    #[msg("The signer is not the juror")]
    NotJuror,
    /// Bond too small.
    #[msg("The bond is less than what a seat puts at risk")]
    BondTooSmall,
    /// The last addition is too young.
    #[msg("A bond can be added to again only when no draw of before the last addition can still run")]
    BondPending,
    /// Leaves already.
    #[msg("The juror is leaving already")]
    AlreadyLeaving,
    /// Does not leave.
    #[msg("The juror has not left")]
    NotLeaving,
    /// Unbonding runs.
    #[msg("The time of unbonding is not over")]
    UnbondingRunning,
    /// Seats are held.
    #[msg("The juror holds seats that are not settled")]
    SeatsHeld,
    /// Not the nation's court.
    #[msg("This court is not the nation's")]
    NotInOffice,
    /// Too few jurors.
    #[msg("There are fewer jurors than a first panel has seats")]
    TooFewJurors,
    /// Unknown remedy.
    #[msg("There is no remedy with this number")]
    RemedyUnknown,
    /// Malformed remedy.
    #[msg("The amount, time or beneficiary is out of range, or not one of this remedy")]
    RemedyMalformed,
    /// Target of another kind.
    #[msg("The target is not an account that this remedy acts upon")]
    WrongTarget,
    /// Target in another state.
    #[msg("The target is in no state in which this remedy could be granted")]
    TargetUnfit,
    /// The target is not what the ruling is about any more.
    #[msg("The target is another tenant's by now, or under another suspension, injunction or pause")]
    TargetChanged,
    /// Another respondent.
    #[msg("The respondent is not the one whom this remedy concerns")]
    WrongRespondent,
    /// A party against itself.
    #[msg("Claimant and respondent are the same")]
    PartiesSame,
    /// Not a party.
    #[msg("The signer is not a party to the case")]
    NotParty,
    /// Not the respondent.
    #[msg("The signer is not the respondent")]
    NotRespondent,
    /// Answered already.
    #[msg("The respondent has answered already")]
    AlreadyAnswered,
    /// Too late to answer.
    #[msg("The time to answer is over")]
    AnswerTooLate,
    /// Evidence closed.
    #[msg("The time to bring evidence is over")]
    EvidenceClosed,
    /// Evidence open.
    #[msg("The time to bring evidence is not over")]
    EvidenceOpen,
    /// Too much evidence.
    #[msg("The party has brought as much evidence as it may")]
    EvidenceFull,
    /// Nothing to put in escrow for.
    #[msg("This remedy is not an award from escrow")]
    EscrowNotAsked,
    /// Not drawing.
    #[msg("No panel is being drawn, or the time to draw is over")]
    NotDrawing,
    /// Captured already.
    #[msg("The hash was captured already")]
    AlreadyCaptured,
    /// Not captured.
    #[msg("The hash was not captured")]
    NotCaptured,
    /// Too early.
    #[msg("The slot that decides was not produced yet, or the next is not known yet")]
    SlotNotProduced,
    /// Aged out.
    #[msg("The slot that decides has aged out; pin another")]
    SlotAgedOut,
    /// Not aged out.
    #[msg("The slot that decides can still be captured")]
    SlotNotAgedOut,
    /// Not committing.
    #[msg("No commitment can be made now")]
    NotCommitting,
    /// Committed already.
    #[msg("The juror has committed already")]
    AlreadyCommitted,
    /// No commitment.
    #[msg("The juror has not committed")]
    NotCommitted,
    /// Empty commitment.
    #[msg("A commitment of zeros is none")]
    CommitmentEmpty,
    /// Not revealing.
    #[msg("No choice can be revealed now")]
    NotRevealing,
    /// Revealed already.
    #[msg("The juror has revealed already")]
    AlreadyRevealed,
    /// Unknown choice.
    #[msg("The choice is neither of the parties, nor to refuse")]
    ChoiceUnknown,
    /// Another commitment.
    #[msg("Choice and salt are not what this juror committed to")]
    RevealMismatch,
    /// Not counting.
    #[msg("The panel is not through, or its ruling was counted")]
    NotCounting,
    /// Not appealable.
    #[msg("There is no ruling, or the time to appeal it is over")]
    NotAppealable,
    /// Won already.
    #[msg("The ruling is not against the signer")]
    RulingNotAgainst,
    /// Appeals used up.
    #[msg("The appeals to a larger panel are used up")]
    AppealsUsedUp,
    /// Appeals left.
    #[msg("There are appeals to a larger panel left")]
    AppealsLeft,
    /// Appeal possible.
    #[msg("The ruling can still be appealed, or there is none")]
    NotEnding,
    /// Not before the citizens.
    #[msg("The case is not before the citizens")]
    NotBeforeCitizens,
    /// Citizens undecided.
    #[msg("The citizens have not decided")]
    CitizensUndecided,
    /// Not final.
    #[msg("The ruling is not final")]
    NotFinal,
    /// No remedy granted.
    #[msg("The ruling grants no remedy")]
    NothingGranted,
    /// Enforced already.
    #[msg("The remedy was enforced already")]
    AlreadyEnforced,
    /// A shorter suspension.
    #[msg("The citizen is suspended for longer already")]
    SuspensionShorter,
    /// Other accounts.
    #[msg("The accounts that follow are not those of the remedy, in its order")]
    AccountsDiffer,
    /// No such round.
    #[msg("The case has had no such round")]
    RoundUnknown,
    /// Not the capturer.
    #[msg("The signer did not capture this round's hash")]
    NotCapturer,
    /// Settled already.
    #[msg("The seat was settled already")]
    AlreadySettled,
    /// Not settled.
    #[msg("The seat was not settled")]
    NotSettled,
    /// Not over.
    #[msg("Money, seats, evidence or a remedy are left in the case")]
    CaseNotOver,
    /// The juror is this wallet's already.
    #[msg("The juror is on record with this wallet already")]
    WalletOnRecord,
    /// Invariant of a court.
    #[msg("The court would be inconsistent")]
    CourtInvariant,
    /// Invariant of a juror.
    #[msg("The juror would be inconsistent")]
    JurorInvariant,
    /// Invariant of a case.
    #[msg("The case would be inconsistent")]
    CaseInvariant,
}

impl From<TrialError> for CourtError {
    #[inline(always)]
    fn from(error: TrialError) -> Self {
        match error {
            TrialError::AnswerTooLate => Self::AnswerTooLate,
            TrialError::EvidenceClosed => Self::EvidenceClosed,
            TrialError::EvidenceOpen => Self::EvidenceOpen,
            TrialError::NotDrawing => Self::NotDrawing,
            TrialError::NotCommitting => Self::NotCommitting,
            TrialError::NotRevealing => Self::NotRevealing,
            TrialError::NotCounting => Self::NotCounting,
            TrialError::NotAppealable => Self::NotAppealable,
            TrialError::NotEnding => Self::NotEnding,
            TrialError::NotBeforeCitizens => Self::NotBeforeCitizens,
            TrialError::CountOutOfRange => Self::ArithmeticOverflow,
        }
    }
}

impl From<Ineligible> for CourtError {
    fn from(reason: Ineligible) -> Self {
        match reason {
            Ineligible::NotActive => Self::NotActive,
            Ineligible::NotCitizen => Self::NotCitizen,
            Ineligible::Lapsed => Self::Lapsed,
            Ineligible::Suspended => Self::Suspended,
            // Only `may_vote` gives these two, and this program never asks it.
            Ineligible::CharterNotSigned | Ineligible::JoinedTooLate => Self::NotCitizen,
        }
    }
}
