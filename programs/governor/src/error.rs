use anchor_lang::prelude::*;

/// Errors of the governor program: codes 6200–6399.
#[error_code(offset = 6200)]
pub enum GovernorError {
    /// A sum would leave its range.
    #[msg("An amount or count would leave its range")]
    ArithmeticOverflow,
    /// The account belongs to another nation.
    #[msg("The account belongs to another nation")]
    WrongNation,
    /// The nation names another successor than this governor's executor.
    #[msg("The nation's successor is not this governor's executor")]
    WrongSuccessor,
    /// Text longer than its room or with control characters.
    #[msg("A text is too long or contains control characters")]
    TextMalformed,
    /// No such track.
    #[msg("There is no track with this number")]
    TrackUnknown,
    /// Rules that could never decide, or let a minority decide.
    #[msg("The track's rules could never decide, or would let a minority decide")]
    TrackUnsound,
    /// Too many programs.
    #[msg("A track can name at most eight programs, each once")]
    TrackProgramsMalformed,
    /// Stakers' chamber without a stake mint.
    #[msg("The stakers' chamber needs a governor with a stake mint")]
    StakeMintMissing,
    /// The track is full.
    #[msg("The track holds as many open proposals as it may")]
    TrackFull,
    /// The track's rules changed after the draft was opened.
    #[msg("The track's rules changed after this draft was opened; open a new one")]
    TrackChanged,
    /// Guardian's power too long, or already over.
    #[msg("The guardian's power must end in the future and within two years")]
    GuardianTermOutOfRange,
    /// Neither motion nor poll, or a number of options that does not fit.
    #[msg("A motion has three choices and a poll two to seven options")]
    KindUnknown,
    /// The proposer is not a citizen in good standing.
    #[msg("Only a citizen who can vote may propose")]
    ProposerIneligible,
    /// Not the proposer.
    #[msg("The signer is not the proposer")]
    NotProposer,
    /// Not a draft.
    #[msg("The proposal is not a draft any more")]
    ProposalNotDraft,
    /// Not submitted and undecided.
    #[msg("The proposal is not between submission and decision")]
    ProposalNotSubmitted,
    /// Not queued.
    #[msg("The proposal is not queued for execution")]
    ProposalNotQueued,
    /// Not over.
    #[msg("The proposal is not over yet")]
    ProposalNotOver,
    /// State contradicts itself.
    #[msg("The proposal's state would contradict itself")]
    ProposalInvariant,
    /// Too many actions.
    #[msg("The proposal carries as many actions as it may")]
    TooManyActions,
    /// No such option, or it carries no actions.
    #[msg("This option does not exist or carries no actions")]
    OptionUnknown,
    /// The program is not on the track's list.
    #[msg("The track's actions may not call this program")]
    ProgramNotAllowed,
    /// Not a program of a known loader.
    #[msg("The account is not a program whose deployment can be pinned")]
    NotAProgram,
    /// Program data missing or of another program.
    #[msg("The program can be upgraded: pass its own program data account")]
    WrongProgramData,
    /// Action too large, or with malformed accounts.
    #[msg("The action's accounts or data are malformed or too large")]
    ActionMalformed,
    /// Only the executor signs.
    #[msg("An action's only signer can be the executor")]
    ActionSignerNotExecutor,
    /// Actions must not touch their own proposal.
    #[msg("An action must not touch its own proposal")]
    ActionTouchesProposal,
    /// Action of another proposal.
    #[msg("The action belongs to another proposal")]
    ActionOfAnotherProposal,
    /// Not the next action of the winning option.
    #[msg("This is not the next action of the winning option")]
    ActionOutOfOrder,
    /// Accounts differ from those voted on.
    #[msg("The accounts passed are not those of the action voted on")]
    ActionAccountsDiffer,
    /// Hash differs.
    #[msg("The action is not the one voted on")]
    ActionHashDiffers,
    /// Upgraded since.
    #[msg("The program was upgraded after the action was added")]
    ProgramUpgraded,
    /// Timelock runs.
    #[msg("The timelock has not ended")]
    TimelockRunning,
    /// Window over.
    #[msg("The execution window has ended")]
    ExecutionWindowOver,
    /// Not expired.
    #[msg("The proposal has not expired")]
    NotExpired,
    /// Page would be empty.
    #[msg("The chamber has no page with this number")]
    PageUnknown,
    /// Chamber does not decide.
    #[msg("This chamber does not decide on the proposal")]
    ChamberNotCalled,
    /// Page of another proposal.
    #[msg("The page belongs to another proposal")]
    PageOfAnotherProposal,
    /// Page account inconsistent.
    #[msg("The page's bytes do not match its header")]
    PageInvariant,
    /// The voter's place is on another page.
    #[msg("The voter's ballot is not on this page, or the voter joined after the proposal")]
    WrongPage,
    /// Page of the other chamber.
    #[msg("The page belongs to the other chamber")]
    WrongChamber,
    /// Choice out of range.
    #[msg("The proposal has no such choice")]
    ChoiceUnknown,
    /// Review.
    #[msg("Voting has not opened")]
    VotingNotOpen,
    /// Closed.
    #[msg("Voting has closed")]
    VotingClosed,
    /// Voting still runs.
    #[msg("Voting has not closed")]
    VotingNotClosed,
    /// Objection time.
    #[msg("In objection time only ballots against count")]
    ObjectionOnly,
    /// The ballot must stand.
    #[msg("A ballot has been cast that this one may not replace")]
    BallotStands,
    /// Signer is not the citizen's wallet.
    #[msg("The signer is not the voter's wallet")]
    NotVoter,
    /// Renounced or revoked.
    #[msg("The voter is no longer a citizen")]
    VoterNotActive,
    /// Visitor or resident.
    #[msg("The voter's tier has no vote")]
    VoterNotCitizen,
    /// Term over.
    #[msg("The voter's term has ended")]
    VoterLapsed,
    /// Suspended.
    #[msg("The voter is suspended")]
    VoterSuspended,
    /// Charter not signed.
    #[msg("The voter has not signed the charter in force at submission")]
    VoterCharterNotSigned,
    /// Joined too late.
    #[msg("The voter joined after the proposal or too shortly before it")]
    VoterJoinedTooLate,
    /// A delegator's account is not a citizen of the nation.
    #[msg("An account passed is not a citizen of this nation")]
    DelegatorMalformed,
    /// Nobody to vote for.
    #[msg("No ballot could be cast for any account passed")]
    NobodyRepresented,
    /// The instruction before is not a signature check of the expected shape.
    #[msg("No ed25519 signature check of the expected shape precedes this instruction")]
    SignatureMissing,
    /// Signed message differs.
    #[msg("The signed message is not a ballot for this proposal")]
    MessageMalformed,
    /// Signature expired.
    #[msg("The signed ballot has expired")]
    MessageExpired,
    /// Signed by somebody else.
    #[msg("The ballot was not signed by the voter's wallet")]
    MessageNotByVoter,
    /// Stake of another governor or wallet.
    #[msg("The stake belongs to another governor or wallet")]
    WrongStake,
    /// No weight.
    #[msg("The stake has no weight in this proposal")]
    NoWeight,
    /// Locked.
    #[msg("The stake is locked by a vote it took part in")]
    StakeLocked,
    /// More than staked.
    #[msg("The stake holds less than that")]
    StakeTooSmall,
    /// Zero amount.
    #[msg("The amount must be more than zero")]
    AmountZero,
    /// Mint refused.
    #[msg("Tokens of this mint could be taken or changed while staked; it cannot form a chamber")]
    MintRefused,
    /// Pages not all in.
    #[msg("Not every opened page has been tallied")]
    TallyIncomplete,
    /// Page tallied already.
    #[msg("The page has been tallied in full")]
    PageAlreadyTallied,
    /// Outcome still open.
    #[msg("The outcome is not certain yet")]
    OutcomeOpen,
    /// Not the guardian, or its power is over.
    #[msg("The signer is neither the proposer before voting nor a guardian in power")]
    NotAllowedToCancel,
    /// Not court.
    #[msg("The signer is not the nation's court")]
    NotCourt,
    /// Not enjoined.
    #[msg("The proposal is not enjoined")]
    NotEnjoined,
    /// Injunction too long.
    #[msg("An injunction must end in the future, and injunctions together within 60 days")]
    InjunctionOutOfRange,
    /// Only court before the end.
    #[msg("Only the court can lift the injunction before it lapses")]
    InjunctionRunning,
    /// Recount period.
    #[msg("Pages stay on chain for seven days after the decision, for recounts")]
    RecountPeriod,
    /// Pages or actions left.
    #[msg("Close the proposal's pages and actions first")]
    NotEmpty,
    /// Wrong receiver of rent or deposit.
    #[msg("The receiver is not the one on record")]
    WrongReceiver,
    /// Nation's electorate is empty.
    #[msg("The nation has nobody who could vote")]
    ElectorateEmpty,
}
