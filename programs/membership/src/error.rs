use anchor_lang::prelude::*;
use rules::census::CensusError;
use rules::eligibility::Ineligible;

/// Errors of the membership program: codes 6000–6199.
#[error_code(offset = 6000)]
pub enum MembershipError {
    /// Signer is not the nation's authority.
    #[msg("The signer is not the nation's authority")]
    NotAuthority,
    /// The founder's time is over.
    #[msg("The founder's rule has ended; authority belongs to the executor")]
    FoundingOver,
    /// Signer does not hold the judicial power.
    #[msg("The signer is not the nation's court")]
    NotCourt,
    /// The nation's state contradicts itself.
    #[msg("The nation's state would contradict itself")]
    NationInvariant,
    /// Slug has wrong bytes or length.
    #[msg("A slug is 1 to 32 bytes of a-z, 0-9 and -")]
    SlugInvalid,
    /// Charter URI is too long or has control characters.
    #[msg("The charter's URI is longer than 128 bytes or contains control characters")]
    CharterUriInvalid,
    /// Sunset is past or too far away.
    #[msg("The founder's sunset must be in the future and at most four years away")]
    SunsetOutOfRange,
    /// Successor is nobody or the founder.
    #[msg("The successor must be somebody, and not the founder")]
    SuccessorInvalid,
    /// Term does not fit the census.
    #[msg("The term must be at least one census bucket and at most 63")]
    TermOutOfRange,
    /// An expiry does not fit the census.
    #[msg("The end of the term is not one that the census can count")]
    ExpiryOutOfRange,
    /// A census counter would overflow or underflow.
    #[msg("A counter of the census would leave its range")]
    CountOutOfRange,
    /// Serials are used up.
    #[msg("The nation has no serial left")]
    SerialOverflow,
    /// Admission policy does not exist.
    #[msg("The admission policy is none of open, vouched and approved")]
    AdmissionUnknown,
    /// Wrong number of vouches.
    #[msg("Vouched admission needs 1 to 16 vouches")]
    VouchesOutOfRange,
    /// Signer is not the proposed authority.
    #[msg("The signer is not the authority that was proposed")]
    NotPendingAuthority,
    /// Founder still rules, or authority has moved already.
    #[msg("The founding has not reached its sunset, or has ended already")]
    FoundingNotEnded,
    /// Charter versions are used up.
    #[msg("The charter has no version number left")]
    CharterVersionOverflow,
    /// Not the text in force.
    #[msg("The hash is not that of the charter in force")]
    CharterMismatch,
    /// Join only under open admission.
    #[msg("Admission is not open; apply instead")]
    AdmissionNotOpen,
    /// Apply and admit only under closed admission.
    #[msg("Admission is open; join instead")]
    AdmissionOpen,
    /// Vouches count only under vouched admission.
    #[msg("This nation does not admit by vouching")]
    NotVouchedAdmission,
    /// One vouch each.
    #[msg("This citizen has already vouched for this applicant")]
    AlreadyVouched,
    /// Application is full.
    #[msg("The application holds as many vouches as it can")]
    VouchesFull,
    /// Not enough vouches yet.
    #[msg("Too few citizens have vouched, and the signer is not the authority")]
    VouchesMissing,
    /// Account of another nation.
    #[msg("The account belongs to another nation")]
    WrongNation,
    /// Signer is not the wallet.
    #[msg("The signer is not the wallet of this citizen or applicant")]
    WrongWallet,
    /// Rent must return to who paid it.
    #[msg("The rent must return to whoever paid it")]
    WrongRentPayer,
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
    /// Only the treasury extends terms.
    #[msg("The signer is not the nation's treasury")]
    NotTreasury,
    /// Zero terms.
    #[msg("At least one term must be added")]
    TermsZero,
    /// Term cannot be extended further now.
    #[msg("The term already ends as late as the census can count")]
    TermAlreadyFull,
    /// Tier does not exist.
    #[msg("The tier is none of visitor, resident and citizen")]
    TierUnknown,
    /// Suspension must end in the future.
    #[msg("The suspension must end in the future")]
    SuspensionPast,
    /// No suspension to lift.
    #[msg("The citizen is not suspended")]
    NotSuspended,
    /// Revoked before.
    #[msg("The citizenship is already revoked")]
    AlreadyRevoked,
    /// Only what has ended can be closed.
    #[msg("An active citizenship cannot be closed")]
    StillActive,
    /// Passport must be burnt first.
    #[msg("The passport must be burnt first")]
    PassportNotBurnt,
    /// A reissue is pending.
    #[msg("A reissue of this citizenship is pending; it must be vetoed or completed first")]
    ReissuePending,
    /// New wallet is nobody or the old one.
    #[msg("The new wallet must be somebody, and not the present wallet")]
    NewWalletInvalid,
    /// Reissue of another citizen.
    #[msg("The reissue is of another citizen")]
    WrongReissue,
    /// Delay still runs.
    #[msg("The reissue's delay has not passed")]
    ReissueNotReady,
    /// Only the old wallet or the court may stop it.
    #[msg("Only the present wallet or the court may stop a reissue")]
    NotReissueParty,
    /// One passport at a time.
    #[msg("The citizen already holds a passport")]
    PassportExists,
    /// No passport to burn.
    #[msg("The citizen holds no passport")]
    PassportMissing,
    /// Mint is not the citizen's passport.
    #[msg("The mint is not this citizen's passport")]
    WrongPassport,
    /// Token account does not hold the passport.
    #[msg("The token account does not hold the passport")]
    WrongPassportHolder,
    /// Nobody may burn a valid passport but its holder.
    #[msg("Only its holder may burn a passport that is valid")]
    PassportValid,
    /// Symbol too long.
    #[msg("The passport's symbol is longer than 10 bytes or contains control characters")]
    SymbolInvalid,
    /// URI too long.
    #[msg("The passport's URI is longer than 128 bytes or contains control characters")]
    PassportUriInvalid,
    /// Title has wrong bytes or length.
    #[msg("A title is 1 to 32 bytes without control characters")]
    TitleInvalid,
    /// Term of an office.
    #[msg("An office's term must end in the future and at most ten years away")]
    OfficeTermOutOfRange,
    /// Nobody holds the office, or somebody else does.
    #[msg("The citizen does not hold this office")]
    NotHolder,
}

impl From<CensusError> for MembershipError {
    fn from(error: CensusError) -> Self {
        match error {
            CensusError::TermOutOfRange => Self::TermOutOfRange,
            CensusError::ExpiryOutOfRange => Self::ExpiryOutOfRange,
            CensusError::CountOutOfRange => Self::CountOutOfRange,
        }
    }
}

impl From<Ineligible> for MembershipError {
    fn from(reason: Ineligible) -> Self {
        match reason {
            Ineligible::NotActive => Self::NotActive,
            Ineligible::NotCitizen => Self::NotCitizen,
            Ineligible::Lapsed => Self::Lapsed,
            Ineligible::Suspended => Self::Suspended,
            // Only `may_vote` gives these two, and this program never asks it.
            Ineligible::CharterNotSigned => Self::CharterMismatch,
            Ineligible::JoinedTooLate => Self::NotCitizen,
        }
    }
}
