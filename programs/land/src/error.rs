use anchor_lang::prelude::*;
use rules::auction::AuctionError;
use rules::campaign::CampaignError;
use rules::deposit::DepositError;
use rules::eligibility::Ineligible;
use rules::harberger::HarbergerError;
use rules::rent::RentError;

/// Errors of the land program: codes 6600–6799.
#[error_code(offset = 6600)]
pub enum LandError {
    /// A sum would leave its range.
    #[msg("An amount, area or count would leave its range")]
    ArithmeticOverflow,
    /// The account belongs to another nation.
    #[msg("The account belongs to another nation")]
    WrongNation,
    /// Another parcel, or not the parcel of this lease.
    #[msg("The parcel is not the one of this lease")]
    WrongParcel,
    /// Another lease.
    #[msg("The account belongs to another lease")]
    WrongLease,
    /// Another escrow.
    #[msg("The escrow is not the one on record")]
    WrongEscrow,
    /// Mint or token program is another.
    #[msg("The mint is not the one on record, or not one of this token program")]
    WrongMint,
    /// Not the treasury's ledger of this nation and mint.
    #[msg("The ledger is not the one of this nation and mint")]
    WrongLedger,
    /// Not the treasury's holding.
    #[msg("The holding is not the treasury's")]
    WrongHolding,
    /// Not a holding of this mint.
    #[msg("The source or destination does not hold this mint")]
    NotAHolding,
    /// Another program.
    #[msg("The program is not the treasury")]
    WrongProgram,
    /// Another receiver of rent.
    #[msg("The receiver is not the one who paid the rent")]
    WrongRentPayer,
    /// Neither authority nor steward.
    #[msg("The signer is neither the nation's authority nor the holder of the parcel's steward office")]
    NotLandlord,
    /// Not the tenant.
    #[msg("The signer is not the tenant")]
    NotTenant,
    /// Not the signer's citizenship, or not the tenant's.
    #[msg("The citizen is not the one who signs")]
    WrongCitizen,
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
    /// Totals contradict themselves.
    #[msg("The registry's totals would contradict themselves")]
    RegistryInvariant,
    /// Parcel contradicts itself.
    #[msg("The parcel would contradict itself")]
    ParcelInvariant,
    /// Lease contradicts itself.
    #[msg("The lease would contradict itself")]
    LeaseInvariant,
    /// Not an H3 cell of resolution 12.
    #[msg("The cell is not an H3 cell of resolution 12")]
    CellInvalid,
    /// No area.
    #[msg("A parcel must have an area")]
    AreaZero,
    /// Not on Earth.
    #[msg("The coordinates are beyond 90 degrees of latitude or 180 of longitude")]
    CoordinatesOutOfRange,
    /// Not a code of ISO 3166.
    #[msg("The jurisdiction is not written as ISO 3166-1 alpha-2 or ISO 3166-2")]
    JurisdictionMalformed,
    /// Tenure does not exist.
    #[msg("The tenure is none of owned, leased in and claimed")]
    TenureUnknown,
    /// Text longer than its room or with control characters.
    #[msg("A text is too long or contains control characters")]
    TextMalformed,
    /// The parcel is retired.
    #[msg("The parcel is retired")]
    ParcelRetired,
    /// A lease is offered or runs.
    #[msg("A lease of the parcel is offered or runs")]
    ParcelTaken,
    /// Mint refused.
    #[msg("Tokens of this mint could be taken, taxed or changed while in escrow")]
    MintRefused,
    /// Terms that make no lease.
    #[msg("The terms are not those of a sound lease of their kind")]
    TermsUnsound,
    /// The offer stands too long, or not at all.
    #[msg("An offer must end in the future and within a year")]
    OfferExpiryOutOfRange,
    /// An auction invites everybody.
    #[msg("An auction cannot be for one tenant only")]
    AuctionInvites,
    /// Not on offer.
    #[msg("The lease is not on offer")]
    NotOffered,
    /// The offer has lapsed.
    #[msg("The offer has lapsed")]
    OfferExpired,
    /// Another tenant is invited.
    #[msg("The lease is offered to somebody else")]
    NotInvited,
    /// Goes to whoever bids most.
    #[msg("The lease goes to whoever bids most")]
    ByAuction,
    /// Somebody has bid.
    #[msg("Somebody has bid; the auction must be settled")]
    BidsMade,
    /// Price of nothing, or a price where none is declared.
    #[msg("A price must be more than nothing for a Harberger lease, and nothing for a fixed one")]
    PriceOutOfRange,
    /// No tenant.
    #[msg("The lease does not run")]
    NotRunning,
    /// Its time is up.
    #[msg("The lease's time is up")]
    LeaseOver,
    /// Not fixed.
    #[msg("The lease is not one of rent by periods")]
    NotFixed,
    /// Not Harberger.
    #[msg("The lease is not one of a declared price")]
    NotHarberger,
    /// Zero amount.
    #[msg("The amount must be more than zero")]
    AmountZero,
    /// More than the rent to the end.
    #[msg("More than the whole lease still costs")]
    AmountOverRent,
    /// Rent that does not buy a second.
    #[msg("The amount does not buy a second, or nothing more can be paid ahead")]
    NothingBought,
    /// What arrived is not what was sent.
    #[msg("What arrived is not what was sent")]
    AmountNotReceived,
    /// The escrow would not hold what it owes.
    #[msg("The escrow would hold less than it owes")]
    EscrowShort,
    /// Rent is late.
    #[msg("Rent is late")]
    RentLate,
    /// Rent is not late.
    #[msg("No rent is late")]
    RentNotLate,
    /// The time to cure has not passed.
    #[msg("The time to cure has not passed")]
    CureRunning,
    /// Not active.
    #[msg("The lease is in arrears or default already")]
    NotInOrder,
    /// Not in arrears.
    #[msg("The lease is not in arrears")]
    NotInArrears,
    /// Not in default.
    #[msg("The lease is not in default")]
    NotInDefault,
    /// No renewal left.
    #[msg("The tenant has no renewal left")]
    NoRenewalLeft,
    /// Rent is due.
    #[msg("Rent is due")]
    RentDue,
    /// Nobody else may end it now.
    #[msg("The signer cannot end the lease at this time")]
    NotAllowedToEnd,
    /// Not ended.
    #[msg("The lease has not ended")]
    NotEnded,
    /// Claimed or released.
    #[msg("Deductions were claimed already, or the deposit was released")]
    AlreadyClaimed,
    /// Too late to claim.
    #[msg("The time to claim deductions has passed")]
    ClaimTooLate,
    /// Still possible to claim.
    #[msg("The time to claim deductions has not passed")]
    ClaimStillPossible,
    /// No items, too many, or one of nothing; or not a reason for each.
    #[msg("Deductions are 1 to 8 items of more than nothing, with a reason each")]
    ItemsMalformed,
    /// More than the deposit.
    #[msg("More than the deposit, or than what is open of it")]
    AmountOverDeposit,
    /// No such open item.
    #[msg("None of these items, or one that is not open")]
    ItemNotOpen,
    /// Nothing to take.
    #[msg("Nothing is due")]
    NothingDue,
    /// Not after a reissue.
    #[msg("The wallet is on record already")]
    WalletOnRecord,
    /// Money or claims left.
    #[msg("The lease has not ended, or money of it is not paid out")]
    NotSettled,
    /// Rent is owed.
    #[msg("Rent is owed; pay it first")]
    RentOwed,
    /// Lowered too soon.
    #[msg("A raised price cannot be lowered yet")]
    LoweredTooSoon,
    /// A buyer gave notice.
    #[msg("A buyer has given notice")]
    UnderNotice,
    /// Nobody gave notice.
    #[msg("Nobody has given notice")]
    NoNotice,
    /// Notice runs.
    #[msg("The buyer's notice has not run out")]
    NoticeRunning,
    /// Tenure too short.
    #[msg("The tenant has not had the minimum tenure")]
    TenureTooShort,
    /// Price above the offer.
    #[msg("The declared price is above the offer")]
    PriceAboveOffer,
    /// The sale was not completed in time.
    #[msg("The time to complete the sale has passed")]
    SaleTooLate,
    /// The sale can still be completed.
    #[msg("The sale can still be completed")]
    SaleStillPossible,
    /// Not whose money it is.
    #[msg("The signer is not whose money it is")]
    NotOwner,
    /// Another auction.
    #[msg("The auction is not the one of this lease")]
    WrongAuction,
    /// Another bid, or none where there must be one, or one where there must be none.
    #[msg("The bid is not the one that is called for")]
    WrongBid,
    /// Auction contradicts itself.
    #[msg("The auction would contradict itself")]
    AuctionInvariant,
    /// Not offered by auction.
    #[msg("The lease is not offered by auction")]
    NotByAuction,
    /// An auction that nobody could bid in.
    #[msg(
        "The auction needs a reserve, a raise of at most the whole, and a close ahead and after its opening"
    )]
    AuctionUnsound,
    /// The offer lapses first.
    #[msg("The auction could last longer than the offer")]
    AuctionBeyondOffer,
    /// Bidding has not opened.
    #[msg("Bidding has not opened")]
    AuctionNotOpen,
    /// Bidding has closed.
    #[msg("Bidding has closed")]
    AuctionClosed,
    /// Not over.
    #[msg("The auction is not over")]
    AuctionRunning,
    /// Settled.
    #[msg("The auction has been settled")]
    AuctionSettled,
    /// Below the reserve or the minimum raise.
    #[msg("The bid is below the reserve, or less than the minimum raise above the highest bid")]
    BidTooLow,
    /// The leader's money stays.
    #[msg("The bid leads; its money stays until somebody bids more or the auction is settled")]
    BidLeads,
    /// Bids not taken back.
    #[msg("Bids of the auction have not been taken back")]
    BidsOpen,
    /// The tenant cannot buy.
    #[msg("The tenant cannot buy the lease")]
    BuyerIsTenant,
    /// The lease is forfeit.
    #[msg("The lease is forfeit, and not the tenant's to sell")]
    LeaseForfeit,
    /// The lease ends first.
    #[msg("The lease would end before the sale could be completed")]
    NoticeBeyondEnd,
    /// Not the buyer.
    #[msg("The account is not the buyer")]
    NotBuyer,
    /// Another campaign's pledge.
    #[msg("The pledge is not one of this campaign and wallet")]
    WrongPledge,
    /// Campaign contradicts itself.
    #[msg("The campaign would contradict itself")]
    CampaignInvariant,
    /// No goal, or a deadline too far or past.
    #[msg("A campaign needs a goal, and a deadline in the future and within a year")]
    CampaignUnsound,
    /// No pledge is taken any more.
    #[msg("The campaign takes no pledges any more")]
    CampaignClosed,
    /// Goal not met.
    #[msg("The campaign's goal is not met")]
    GoalNotMet,
    /// Paid out.
    #[msg("The campaign's money has been paid out")]
    CampaignPaidOut,
    /// Not paid out.
    #[msg("The campaign's money has not been paid out")]
    CampaignNotPaidOut,
    /// Too late to pay out.
    #[msg("The time to pay out has passed; pledges can be taken back")]
    PayoutTooLate,
    /// Not failed.
    #[msg("The campaign has not failed")]
    CampaignNotFailed,
    /// Not over.
    #[msg("The campaign is not over, or pledges of it are open")]
    CampaignNotOver,
    /// No court, or one that is the authority or the founder.
    #[msg("The nation has no court that is independent of the landlord")]
    NoIndependentCourt,
    /// Not the court.
    #[msg("The signer is not the nation's court")]
    NotCourt,
    /// A steward's or founder's lease for too long.
    #[msg("A steward or a founder can lease land for five years at most, renewals included")]
    LeaseTooLong,
}

impl From<AuctionError> for LandError {
    fn from(error: AuctionError) -> Self {
        match error {
            AuctionError::NotOpen => Self::AuctionNotOpen,
            AuctionError::Closed => Self::AuctionClosed,
            AuctionError::BidTooLow => Self::BidTooLow,
            AuctionError::CountOutOfRange => Self::ArithmeticOverflow,
        }
    }
}

impl From<CampaignError> for LandError {
    fn from(error: CampaignError) -> Self {
        match error {
            CampaignError::Closed => Self::CampaignClosed,
            // Zero was refused before, so it is the sum that does not fit.
            CampaignError::AmountOutOfRange => Self::ArithmeticOverflow,
            CampaignError::GoalNotMet => Self::GoalNotMet,
            CampaignError::AlreadyPaidOut => Self::CampaignPaidOut,
            CampaignError::PayoutTooLate => Self::PayoutTooLate,
            CampaignError::NotFailed => Self::CampaignNotFailed,
            // A pledge that was taken back is closed, and says so nowhere.
            CampaignError::AlreadyRefunded => Self::WrongPledge,
        }
    }
}

impl From<Ineligible> for LandError {
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

impl From<RentError> for LandError {
    fn from(error: RentError) -> Self {
        match error {
            RentError::TermsUnsound => Self::TermsUnsound,
            RentError::AmountOverRent => Self::AmountOverRent,
        }
    }
}

impl From<DepositError> for LandError {
    fn from(error: DepositError) -> Self {
        match error {
            // Only `end` gives this one, and the lease's state says first whether it can end.
            DepositError::AlreadyEnded => Self::NotRunning,
            DepositError::NotEnded => Self::NotEnded,
            DepositError::AlreadyClaimed => Self::AlreadyClaimed,
            DepositError::ClaimTooLate => Self::ClaimTooLate,
            DepositError::ClaimStillPossible => Self::ClaimStillPossible,
            DepositError::ItemsOutOfRange => Self::ItemsMalformed,
            DepositError::AmountOverDeposit => Self::AmountOverDeposit,
            DepositError::ItemNotOpen => Self::ItemNotOpen,
        }
    }
}

impl From<HarbergerError> for LandError {
    fn from(error: HarbergerError) -> Self {
        match error {
            HarbergerError::PriceOutOfRange => Self::PriceOutOfRange,
            HarbergerError::NothingBought => Self::NothingBought,
            HarbergerError::RentOwed => Self::RentOwed,
            HarbergerError::LoweredTooSoon => Self::LoweredTooSoon,
            HarbergerError::UnderNotice => Self::UnderNotice,
            HarbergerError::NoNotice => Self::NoNotice,
            HarbergerError::NoticeRunning => Self::NoticeRunning,
            HarbergerError::TenureTooShort => Self::TenureTooShort,
            HarbergerError::PriceAboveOffer => Self::PriceAboveOffer,
            HarbergerError::SaleTooLate => Self::SaleTooLate,
            HarbergerError::SaleStillPossible => Self::SaleStillPossible,
        }
    }
}
