use anchor_lang::prelude::*;
use rules::eligibility::Ineligible;

/// Errors of the diplomacy program: codes 7000–7199.
#[error_code(offset = 7000)]
pub enum DiplomacyError {
    /// A count would leave its range.
    #[msg("A count would leave its range")]
    ArithmeticOverflow,
    /// The account belongs to another nation.
    #[msg("The account belongs to another nation")]
    WrongNation,
    /// Not who recognises.
    #[msg("The account is not the nation or body that recognises")]
    WrongRecogniser,
    /// Not the treaty of this visa.
    #[msg("The treaty is not the one of this visa")]
    WrongTreaty,
    /// Not the land registry of this nation, nor its empty address.
    #[msg("The registry is not the nation's, nor the address where it would be")]
    WrongRegistry,
    /// Not the citizen of this visa.
    #[msg("The citizen is not the one of this visa")]
    WrongCitizen,
    /// The signer is not the citizen.
    #[msg("The signer is not the wallet of this citizen")]
    WrongWallet,
    /// Another receiver of rent.
    #[msg("The receiver is not the one who paid the rent")]
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
    /// No name, or one that cannot be.
    #[msg("A name is 1 to 64 bytes without control characters")]
    NameMalformed,
    /// Text too long or with control characters.
    #[msg("A URI is longer than 96 bytes, or contains control characters")]
    TextMalformed,
    /// Neither a nation nor a body.
    #[msg("The account is neither a nation nor a registered body")]
    NotARecogniser,
    /// The signer is not the body's key.
    #[msg("The signer is not the key of this body")]
    NotBody,
    /// A nation cannot recognise itself.
    #[msg("A nation cannot recognise itself, nor by a body with the key of its authority or founder")]
    SelfRecognition,
    /// In force already.
    #[msg("The recognition is in force already")]
    AlreadyRecognised,
    /// Not in force.
    #[msg("There is no recognition in force to revoke")]
    NotRecognised,
    /// Recognition contradicts itself.
    #[msg("The recognition would contradict itself")]
    RecognitionInvariant,
    /// A treaty with oneself.
    #[msg("A treaty is between two nations")]
    SameNation,
    /// Terms that cannot be.
    #[msg("Notice or length of visits is out of range")]
    TermsUnsound,
    /// Open for signature for too long, or not at all.
    #[msg("A proposal must be open for signature until a time at most a year away")]
    OfferOutOfRange,
    /// Not a party.
    #[msg("The nation is not a party to this treaty")]
    NotParty,
    /// Not the party that is to sign.
    #[msg("The nation is not the one the treaty was proposed to")]
    NotCounterparty,
    /// Signed already.
    #[msg("The treaty is no proposal any more")]
    NotProposed,
    /// Too late to sign.
    #[msg("The time to sign has passed")]
    OfferLapsed,
    /// Other terms were proposed.
    #[msg("The terms signed are not the terms proposed")]
    TermsDiffer,
    /// Only what was signed can be denounced.
    #[msg("The treaty was not signed")]
    NotSigned,
    /// Denounced before.
    #[msg("The treaty was denounced already")]
    AlreadyDenounced,
    /// Not signed, or over.
    #[msg("The treaty is not in force")]
    NotInForce,
    /// Treaty contradicts itself.
    #[msg("The treaty would contradict itself")]
    TreatyInvariant,
    /// The visit would be over.
    #[msg("The visit must end in the future")]
    VisitPast,
    /// Longer than the treaty allows.
    #[msg("The visit is longer than the treaty allows")]
    VisitTooLong,
    /// Longer than the citizenship.
    #[msg("The visit would outlast the citizen's term")]
    VisitBeyondTerm,
    /// Longer than the treaty.
    #[msg("The visit would outlast the treaty")]
    VisitBeyondTreaty,
    /// Not over yet.
    #[msg("The visit is not over, and the signer is not the visitor")]
    VisitRunning,
    /// The visit is over.
    #[msg("The visit is over")]
    VisitOver,
    /// Expelled.
    #[msg("The visitor was expelled")]
    Expelled,
    /// Nothing would change.
    #[msg("The visitor is expelled already, or is not expelled")]
    AlreadySo,
    /// Not the running period.
    #[msg("The period is not the one that runs")]
    WrongPeriod,
    /// Neither a ledger nor a parcel.
    #[msg("An account is neither a ledger of the treasury nor a parcel of the land registry")]
    NotEvidence,
    /// No room for another ledger.
    #[msg("The report has no room for another ledger")]
    LedgersFull,
    /// Retired, or only claimed.
    #[msg("The parcel is retired, or only claimed")]
    ParcelDoesNotCount,
    /// Known only since the census.
    #[msg("The parcel was registered or changed since the census")]
    ParcelTooNew,
    /// Cannot be completed any more.
    #[msg("The census is final")]
    ReportFinal,
    /// Nothing new.
    #[msg("All of it is in the report already")]
    NothingToAdd,
    /// Report contradicts itself.
    #[msg("The report would contradict itself")]
    ReportInvariant,
    /// Report says nothing of now.
    #[msg("The census is older than the last period")]
    ReportOld,
    /// The stage follows from a newer one.
    #[msg("The stage follows from a newer census already")]
    ReportSuperseded,
    /// The one on record was left out, or another passed in its place.
    #[msg("The recognition on record must be passed, until it counts no more")]
    RecognitionOnRecord,
    /// Not in force.
    #[msg("The recognition was revoked")]
    RecognitionRevoked,
    /// The recogniser's stage was left out.
    #[msg("The stage of the nation that recognises must be passed")]
    RecogniserMissing,
    /// Only a network state that a body recognises makes a network state.
    #[msg("The nation that recognises is not itself a network state that a body recognises")]
    RecogniserNotState,
    /// Stage contradicts itself.
    #[msg("The stage would contradict itself")]
    StageInvariant,
    /// More accounts than a publication is shown.
    #[msg("A census is published with six ledgers and parcels at most; the rest completes it")]
    TooMuchShown,
}

impl From<Ineligible> for DiplomacyError {
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
