//! Land of a network state: parcels, leases, rent, deposits, auctions, campaigns.
//!
//! The model follows ISO 19152 (LADM): parties are the nation's citizens, spatial units are parcels named by an
//! H3 cell, rights are leases, and what changes supersedes a version that stays. The nation is the landlord:
//! its authority, or whoever holds a parcel's steward office. Rent and all that is due to the landlord goes to
//! the treasury; what is a tenant's, a bidder's or a pledger's lies in escrow until its owner takes it.
//!
//! Money is pulled by whom it belongs to, never pushed. Money accounts come last: mint, then its program, which
//! for SOL are both the System program. Errors of the membership program are its own: `NotAuthority`,
//! `FoundingOver`, `NotCourt`, `NotHolder` and what makes a steward unfit.

#![cfg_attr(not(test), no_std)]
// See `#[program]` below.
#![cfg_attr(all(target_os = "solana", feature = "no-entrypoint"), allow(dead_code, unused_imports))]

extern crate alloc;

use anchor_lang::prelude::*;
use support::{End, Text};

pub mod citizen;
pub mod court;
pub mod error;
pub mod escrow;
pub mod event;
pub mod instructions;
pub mod landlord;
pub mod owner;
pub mod state;
pub mod treasury;

use instructions::*;
use rules::auction::Auction;
use state::LeaseTerms;

declare_id!("AfbketbFgftA8icoaSa5ZVZaKMR13NQy39DX4Kn3wxeK");

// A library on chain has no program: Anchor names each one's entry `__anchor_dispatch`, and a program that uses
// two libraries would have two of them.
#[cfg(not(all(target_os = "solana", feature = "no-entrypoint")))]
#[program]
pub mod land {
    use super::*;

    /// Creates the registry of a nation's land.
    ///
    /// Specification
    /// - Only the nation's authority may call; anyone may pay.
    /// - `NotAuthority`, `FoundingOver`. A second registry fails in the system program.
    #[discrim = 0]
    pub fn create_registry(ctx: &mut Context<CreateRegistry>, _end: End) -> Result<()> {
        ctx.accounts.create_registry(ctx.bumps.registry)
    }

    /// Registers a parcel.
    ///
    /// Specification
    /// - Only the nation's authority may call; anyone may pay.
    /// - The cell is that of the centroid, at resolution 12; that it is, and that the steward is an office of this
    ///   nation, is not checked here: whoever relies on it does.
    /// - `NotAuthority`, `FoundingOver`, `WrongNation`, `CellInvalid`, `AreaZero`, `CoordinatesOutOfRange`,
    ///   `JurisdictionMalformed`, `TenureUnknown`, `TextMalformed`, `ArithmeticOverflow`. A second parcel of the
    ///   same cell fails in the system program.
    #[discrim = 1]
    #[expect(clippy::too_many_arguments, reason = "what is known of a parcel")]
    pub fn register_parcel(
        ctx: &mut Context<RegisterParcel>,
        cell: u64,
        area: u64,
        latitude_e7: i32,
        longitude_e7: i32,
        jurisdiction: [u8; 6],
        tenure: u8,
        steward: Address,
        boundary_hash: [u8; 32],
        title_hash: [u8; 32],
        boundary_uri: Text<'_>,
        title_uri: Text<'_>,
        _end: End,
    ) -> Result<()> {
        let description = Description {
            area,
            latitude_e7,
            longitude_e7,
            jurisdiction,
            tenure,
            steward,
            boundary_hash,
            title_hash,
            boundary_uri: boundary_uri.0,
            title_uri: title_uri.0,
        };
        ctx.accounts.register_parcel(cell, &description, ctx.bumps.parcel)
    }

    /// Changes what is known of a parcel; what was known is kept as a version.
    ///
    /// Specification
    /// - Only the nation's authority may call, while a lease runs too; anyone may pay.
    /// - Replaces all facts, the steward among them; the cell stays. A retired parcel is back by it.
    /// - The totals of the registry follow.
    /// - `NotAuthority`, `FoundingOver`, `WrongNation`, `AreaZero`, `CoordinatesOutOfRange`,
    ///   `JurisdictionMalformed`, `TenureUnknown`, `TextMalformed`, `ArithmeticOverflow`.
    #[discrim = 2]
    #[expect(clippy::too_many_arguments, reason = "what is known of a parcel")]
    pub fn amend_parcel(
        ctx: &mut Context<Supersede>,
        area: u64,
        latitude_e7: i32,
        longitude_e7: i32,
        jurisdiction: [u8; 6],
        tenure: u8,
        steward: Address,
        boundary_hash: [u8; 32],
        title_hash: [u8; 32],
        boundary_uri: Text<'_>,
        title_uri: Text<'_>,
        _end: End,
    ) -> Result<()> {
        let description = Description {
            area,
            latitude_e7,
            longitude_e7,
            jurisdiction,
            tenure,
            steward,
            boundary_hash,
            title_hash,
            boundary_uri: boundary_uri.0,
            title_uri: title_uri.0,
        };
        ctx.accounts.amend_parcel(&description, ctx.bumps.version)
    }

    /// Retires a parcel: it counts in no total, and cannot be leased.
    ///
    /// Specification
    /// - Only the nation's authority may call, while the parcel is free; anyone may pay.
    /// - What was known is kept as a version; amending brings the parcel back.
    /// - `NotAuthority`, `FoundingOver`, `WrongNation`, `ParcelRetired`, `ParcelTaken`.
    #[discrim = 3]
    pub fn retire_parcel(ctx: &mut Context<Supersede>, _end: End) -> Result<()> {
        ctx.accounts.retire_parcel(ctx.bumps.version)
    }

    /// Offers a lease of a free parcel, and creates its escrow.
    ///
    /// Specification
    /// - Only the landlord may call: the nation's authority, or with `office` and `citizen` the holder of the
    ///   parcel's steward office; anyone may pay.
    /// - `tenant` is the one wallet invited, or zero for any citizen; an auction invites nobody in particular.
    /// - Fixed: the duration is a whole number of periods, so that no renewal begins within one, and the terms are
    ///   sound with all renewals. What belongs to the other kind is zero. Claims within 90 days, a buyer's
    ///   notice of at most 180, grace and cure of a year each, tenure and hold of ten, 99 years in all.
    /// - The treasury has a ledger of the mint; the mint is SOL, or one whose tokens nobody can take, tax or
    ///   redirect.
    /// - A steward, or a founder in power, offers at most five years with all renewals: `LeaseTooLong`.
    /// - `NotLandlord`, `NotAuthority`, `FoundingOver`, those of the office; `WrongNation`, `TermsUnsound`,
    ///   `OfferExpiryOutOfRange`, `AuctionInvites`, `WrongLedger`, `WrongMint`, `MintRefused`, `ParcelRetired`,
    ///   `ParcelTaken`.
    #[discrim = 4]
    pub fn offer_lease(
        ctx: &mut Context<OfferLease>,
        terms: LeaseTerms,
        tenant: Address,
        offer_expires_at: i64,
        _end: End,
    ) -> Result<()> {
        ctx.accounts.offer_lease(&terms, &tenant, offer_expires_at, &ctx.bumps)
    }

    /// Withdraws an offer; the parcel is free again.
    ///
    /// Specification
    /// - The landlord may call until somebody accepts or bids; anyone once the offer has lapsed, unless somebody
    ///   has bid: then the auction is settled.
    /// - `NotOffered`, `BidsMade`, `NotLandlord`, `NotAuthority`, `FoundingOver`, those of the office;
    ///   `WrongNation`, `WrongParcel`.
    #[discrim = 5]
    pub fn withdraw_offer(ctx: &mut Context<WithdrawOffer>, _end: End) -> Result<()> {
        ctx.accounts.withdraw_offer()
    }

    /// Takes a lease: it runs from now.
    ///
    /// Specification
    /// - A citizen in good standing may call, the one invited if somebody is; not where the highest bid wins.
    /// - `price` is the value declared for a Harberger lease, and 0 for a fixed one.
    /// - Escrows the deposit: exactly it must arrive. Rent is due at the beginning of each period, so the first is
    ///   due now.
    /// - `NotOffered`, `ByAuction`, `OfferExpired`, `NotInvited`, `WrongCitizen`, `NotActive`, `NotCitizen`,
    ///   `Lapsed`, `Suspended`, `PriceOutOfRange`, `WrongNation`, `WrongEscrow`, `WrongMint`, `NotAHolding`,
    ///   `AmountNotReceived`, `EscrowShort`.
    #[discrim = 6]
    pub fn accept_lease(ctx: &mut Context<AcceptLease>, price: u64, _end: End) -> Result<()> {
        ctx.accounts.accept_lease(price)
    }

    /// Pays rent into the treasury.
    ///
    /// Specification
    /// - Anyone may call for any lease that runs, by its state.
    /// - Fixed: the oldest period first, late fees included; more than the lease costs to its end is refused.
    ///   Harberger: takes what whole seconds cost, at most a year ahead and not beyond the end, and leaves the rest.
    /// - Paying all that is late cures arrears. In default it is taken, and the landlord may waive the default.
    /// - `AmountZero`, `NotRunning`, `AmountOverRent`, `NothingBought`, `WrongLedger`, `WrongHolding`, `WrongMint`,
    ///   `WrongProgram`; those of `treasury::deposit`.
    #[discrim = 7]
    pub fn pay_rent(ctx: &mut Context<PayRent>, amount: u64, _end: End) -> Result<()> {
        ctx.accounts.pay_rent(amount)
    }

    /// Renews a lease: it ends one duration later.
    ///
    /// Specification
    /// - The tenant may call, a citizen in good standing, at any time before the end, while the lease is active,
    ///   nothing is late and a renewal is left. Terms stay, the escalator of the rent among them.
    /// - `NotTenant`, `NotRunning`, `LeaseOver`, `WrongNation`, `WrongCitizen`, `NotActive`, `NotCitizen`,
    ///   `Lapsed`, `Suspended`, `RentLate`, `NoRenewalLeft`.
    #[discrim = 8]
    pub fn renew_lease(ctx: &mut Context<RenewLease>, _end: End) -> Result<()> {
        ctx.accounts.renew_lease()
    }

    /// Finds that rent is late.
    ///
    /// Specification
    /// - Anyone may call, once the grace of a period has ended unpaid. Fixed leases only: a Harberger lease is
    ///   forfeit by itself.
    /// - `NotRunning`, `NotFixed`, `NotInOrder`, `RentNotLate`.
    #[discrim = 9]
    pub fn declare_arrears(ctx: &mut Context<Observe>, _end: End) -> Result<()> {
        ctx.accounts.declare_arrears()
    }

    /// Finds that late rent was not paid in the time to cure.
    ///
    /// Specification
    /// - Anyone may call, after arrears were declared and the time to cure the oldest unpaid period has passed.
    /// - `NotInArrears`, `CureRunning`.
    #[discrim = 10]
    pub fn declare_default(ctx: &mut Context<Observe>, _end: End) -> Result<()> {
        ctx.accounts.declare_default()
    }

    /// Forgives a default that was paid.
    ///
    /// Specification
    /// - The landlord may call once nothing is late.
    /// - `NotLandlord`, `NotAuthority`, `FoundingOver`, those of the office; `WrongNation`, `WrongParcel`,
    ///   `NotInDefault`, `RentLate`.
    #[discrim = 11]
    pub fn waive_default(ctx: &mut Context<ActAsLandlord>, _end: End) -> Result<()> {
        ctx.accounts.waive_default()
    }

    /// Ends a lease; the parcel is free, and the deposit begins to be settled.
    ///
    /// Specification
    /// - Anyone from the end on, and when a Harberger lease is forfeit, which it is not while a buyer's notice
    ///   runs: rent owed is then paid from the price. The tenant at any time when nothing is due and no buyer has
    ///   given notice. The landlord in default.
    /// - Rent paid ahead is not returned. A pending buyer's money can be withdrawn.
    /// - `NotRunning`, `UnderNotice`, `RentDue`, `NotAllowedToEnd`, `NotLandlord`, `NotAuthority`, `FoundingOver`,
    ///   those of the office; `WrongNation`, `WrongParcel`.
    #[discrim = 12]
    pub fn end_lease(ctx: &mut Context<EndLease>, _end: End) -> Result<()> {
        ctx.accounts.end_lease()
    }

    /// Ends a lease by ruling.
    ///
    /// Specification
    /// - Only the court may call, and only one that is neither the authority nor the founder: nobody judges their
    ///   own case.
    /// - `NoIndependentCourt`, `NotCourt`, `WrongNation`, `WrongParcel`, `NotRunning`.
    #[discrim = 13]
    pub fn evict(ctx: &mut Context<Evict>, _end: End) -> Result<()> {
        ctx.accounts.evict()
    }

    /// Claims deductions from the deposit, item by item; the rest is due to the tenant at once.
    ///
    /// Specification
    /// - The landlord may call, once, within the claim time from the end.
    /// - One to eight items, each with the SHA-256 of its reason.
    /// - `NotLandlord`, `NotAuthority`, `FoundingOver`, those of the office; `WrongNation`, `WrongParcel`,
    ///   `ItemsMalformed`, `NotEnded`, `AlreadyClaimed`, `ClaimTooLate`, `AmountOverDeposit`.
    #[discrim = 14]
    pub fn propose_deductions(
        ctx: &mut Context<ActAsLandlord>,
        items: alloc::vec::Vec<u64>,
        reasons: alloc::vec::Vec<[u8; 32]>,
        _end: End,
    ) -> Result<()> {
        ctx.accounts.propose_deductions(&items, &reasons)
    }

    /// Accepts deductions, bit `n` for item `n`: they are due to the landlord.
    ///
    /// Specification
    /// - The tenant's wallet may call.
    /// - `NotTenant`, `ItemNotOpen`.
    #[discrim = 15]
    pub fn accept_deductions(ctx: &mut Context<ActAsTenant>, items: u8, _end: End) -> Result<()> {
        ctx.accounts.accept_deductions(items)
    }

    /// Waives deductions, bit `n` for item `n`: they are due to the tenant.
    ///
    /// Specification
    /// - The landlord may call.
    /// - `NotLandlord`, `NotAuthority`, `FoundingOver`, those of the office; `WrongNation`, `WrongParcel`,
    ///   `ItemNotOpen`.
    #[discrim = 16]
    pub fn waive_deductions(ctx: &mut Context<ActAsLandlord>, items: u8, _end: End) -> Result<()> {
        ctx.accounts.waive_deductions(items)
    }

    /// Releases a deposit of which nothing was claimed in time: all of it is due to the tenant.
    ///
    /// Specification
    /// - Anyone may call after the claim time.
    /// - `NotEnded`, `AlreadyClaimed`, `ClaimStillPossible`.
    #[discrim = 17]
    pub fn release_deposit(ctx: &mut Context<Observe>, _end: End) -> Result<()> {
        ctx.accounts.release_deposit()
    }

    /// Splits the open deductions by ruling.
    ///
    /// Specification
    /// - Only the court may call, and only one that is neither the authority nor the founder.
    /// - `NoIndependentCourt`, `NotCourt`, `WrongNation`, `ItemNotOpen`, `AmountOverDeposit`.
    #[discrim = 18]
    pub fn rule_deposit(ctx: &mut Context<RuleDeposit>, to_landlord: u64, _end: End) -> Result<()> {
        ctx.accounts.rule_deposit(to_landlord)
    }

    /// Withdraws what is due to the tenant of the deposit.
    ///
    /// Specification
    /// - The tenant's wallet may call, to any holding.
    /// - `NotTenant`, `NothingDue`, `WrongEscrow`, `WrongMint`, `EscrowShort`, `NotAHolding`.
    #[discrim = 19]
    pub fn withdraw_deposit(ctx: &mut Context<WithdrawDeposit>, _end: End) -> Result<()> {
        ctx.accounts.withdraw_deposit()
    }

    /// Pays what is due to the landlord of the deposit into the treasury.
    ///
    /// Specification
    /// - Anyone may call.
    /// - `NothingDue`, `WrongLedger`, `WrongHolding`, `WrongEscrow`, `WrongMint`, `WrongProgram`, `EscrowShort`;
    ///   those of `treasury::deposit`.
    #[discrim = 20]
    pub fn collect_deductions(ctx: &mut Context<CollectDeductions>, _end: End) -> Result<()> {
        ctx.accounts.collect_deductions()
    }

    /// Puts the present wallet of the tenant, or of the pending buyer, on record after a reissue.
    ///
    /// Specification
    /// - The wallet of the citizen with the tenant's or the buyer's serial may call, in any standing.
    /// - `WrongNation`, `WrongCitizen`, `WalletOnRecord`.
    #[discrim = 21]
    pub fn claim_tenancy(ctx: &mut Context<ClaimTenancy>, _end: End) -> Result<()> {
        ctx.accounts.claim_tenancy()
    }

    /// Closes a lease and its escrow; the rent of both goes to whoever paid it.
    ///
    /// Specification
    /// - Anyone may call, once the lease has ended or was withdrawn, the deposit is settled and the escrow holds
    ///   nothing for anybody.
    /// - Tokens that were sent to the escrow for nobody go to the treasury; lamports go with the rent.
    /// - `NotSettled`, `WrongEscrow`, `WrongRentPayer`, `WrongLedger`, `WrongHolding`, `WrongMint`.
    #[discrim = 22]
    pub fn close_lease(ctx: &mut Context<CloseLease>, _end: End) -> Result<()> {
        ctx.accounts.close_lease()
    }

    /// Opens the auction of an offered lease.
    ///
    /// Specification
    /// - The landlord may call, once for each lease, while the offer stands; anyone may pay.
    /// - What is bid is a premium for the treasury; rent comes on top. A bid is at least `reserve`, then at least
    ///   `raise_bps` of the highest above it, and leaves at least `extension` seconds to answer it, but never
    ///   beyond `closes_at_last`, which is not after the offer lapses.
    /// - `NotLandlord`, `NotAuthority`, `FoundingOver`, those of the office; `WrongNation`, `WrongParcel`,
    ///   `NotOffered`, `NotByAuction`, `AuctionUnsound`, `AuctionBeyondOffer`. A second auction
    ///   of the lease fails in the system program.
    #[discrim = 23]
    #[expect(clippy::too_many_arguments, reason = "what an auction announces")]
    pub fn open_auction(
        ctx: &mut Context<OpenAuction>,
        reserve: u64,
        raise_bps: u16,
        extension: u32,
        opens_at: i64,
        closes_at: i64,
        closes_at_last: i64,
        _end: End,
    ) -> Result<()> {
        let rules = Auction {
            reserve,
            raise_bps,
            extension,
            opens_at,
            closes_at,
            closes_at_last,
            highest: 0,
            bids: 0,
        };
        ctx.accounts.open_auction(&rules, ctx.bumps.auction)
    }

    /// Bids for a lease.
    ///
    /// Specification
    /// - A citizen in good standing may call while bidding is open; anyone may pay the rent of the bid's account.
    /// - Escrows bid and deposit, less what this wallet has in escrow already: exactly that must arrive. Whoever
    ///   leads may raise.
    /// - The bid is the taking of the lease: nothing about the citizen is looked at again.
    /// - `NotOffered`, `WrongNation`, `WrongCitizen`, `NotActive`, `NotCitizen`, `Lapsed`,
    ///   `Suspended`, `WrongBid`, `AuctionNotOpen`, `AuctionClosed`, `BidTooLow`, `ArithmeticOverflow`,
    ///   `WrongAuction`, `WrongEscrow`, `WrongMint`, `NotAHolding`, `AmountNotReceived`, `EscrowShort`.
    #[discrim = 24]
    pub fn bid(ctx: &mut Context<PlaceBid>, amount: u64, _end: End) -> Result<()> {
        ctx.accounts.bid(amount, ctx.bumps.bid)
    }

    /// Settles an auction that has closed.
    ///
    /// Specification
    /// - Anyone may call from the close on.
    /// - With a bid, within 30 days: the leader on record is the tenant from now, the bid's deposit is the lease's,
    ///   the premium goes to the treasury as a sale. Of a Harberger lease it is the declared price too. The
    ///   winner's bid is closed; its rent goes to whoever paid it.
    /// - Without, or later: the offer is withdrawn and the parcel free. A sale can only be late when the treasury
    ///   cannot receive; the bidder then takes everything back.
    /// - `AuctionSettled`, `AuctionRunning`, `NotOffered`, `WrongBid`, `WrongRentPayer`, `WrongAuction`,
    ///   `WrongNation`, `WrongParcel`, `WrongEscrow`, `WrongMint`, `WrongLedger`, `WrongHolding`, `WrongProgram`,
    ///   `AuctionInvariant`, `EscrowShort`; those of `treasury::deposit`.
    #[discrim = 25]
    pub fn settle_auction(ctx: &mut Context<SettleAuction>, _end: End) -> Result<()> {
        ctx.accounts.settle_auction()
    }

    /// Takes a bid back, deposit included, and closes it; its rent goes to whoever paid it.
    ///
    /// Specification
    /// - The bidder's wallet may call at any time unless the bid leads, or the bidder's present wallet after a
    ///   reissue; to any holding.
    /// - Also the leader's, when the sale was not settled within 30 days.
    /// - `NotOwner`, `BidLeads`, `WrongAuction`, `WrongBid`, `WrongRentPayer`, `WrongEscrow`, `WrongMint`,
    ///   `NotAHolding`, `EscrowShort`.
    #[discrim = 26]
    pub fn reclaim_bid(ctx: &mut Context<ReclaimBid>, _end: End) -> Result<()> {
        ctx.accounts.reclaim_bid()
    }

    /// Declares another price for a Harberger lease.
    ///
    /// Specification
    /// - The tenant's wallet may call before the end, while no rent is owed and no buyer has given notice.
    /// - Seconds paid ahead are turned into as many as their value buys at the new price, rounded down. A raised
    ///   price cannot be lowered for the time to hold.
    /// - `NotTenant`, `NotRunning`, `LeaseOver`, `NotHarberger`, `PriceOutOfRange`, `UnderNotice`, `RentOwed`,
    ///   `LoweredTooSoon`.
    #[discrim = 27]
    pub fn declare_value(ctx: &mut Context<ActAsTenant>, price: u64, _end: End) -> Result<()> {
        ctx.accounts.declare_value(price)
    }

    /// Gives notice to the tenant of a Harberger lease, at the declared price, which is fixed from now on.
    ///
    /// Specification
    /// - A citizen in good standing may call who is not the tenant, once the tenant has had the lease for the
    ///   tenure agreed.
    /// - Escrows the price, which is at most `offer_max`, and a deposit as the lease's: exactly that must arrive.
    /// - The notice must run out before the lease ends, and no other buyer's money may be here.
    /// - `NotRunning`, `LeaseOver`, `NotHarberger`, `WrongNation`, `WrongCitizen`, `NotActive`, `NotCitizen`,
    ///   `Lapsed`, `Suspended`, `BuyerIsTenant`, `UnderNotice`, `LeaseForfeit`, `TenureTooShort`, `PriceAboveOffer`,
    ///   `NoticeBeyondEnd`, `ArithmeticOverflow`, `WrongEscrow`, `WrongMint`, `NotAHolding`, `AmountNotReceived`,
    ///   `EscrowShort`.
    #[discrim = 28]
    pub fn buy_out(ctx: &mut Context<BuyOut>, offer_max: u64, _end: End) -> Result<()> {
        ctx.accounts.buy_out(offer_max)
    }

    /// Makes the buyer the tenant, once the notice has run out.
    ///
    /// Specification
    /// - Anyone may call within 30 days, before the lease ends, and pays the rent of the claim until it is
    ///   collected.
    /// - Rent owed goes from the price to the treasury; the rest of the price and the former deposit are due to the
    ///   former tenant, as a claim. What the buyer put up beyond the price is the deposit from now on.
    /// - `NotRunning`, `LeaseOver`, `NotHarberger`, `NoNotice`, `NoticeRunning`, `SaleTooLate`, `NotTenant`,
    ///   `WrongLedger`, `WrongHolding`, `WrongEscrow`, `WrongMint`, `WrongProgram`, `EscrowShort`; those of
    ///   `treasury::deposit`.
    #[discrim = 29]
    pub fn complete_buy_out(ctx: &mut Context<CompleteBuyOut>, _end: End) -> Result<()> {
        ctx.accounts.complete_buy_out(ctx.bumps.claim)
    }

    /// Withdraws what is due to a former tenant or buyer, and closes the claim; its rent goes to whoever paid it.
    ///
    /// Specification
    /// - The wallet it is due to may call, or the citizen's present wallet after a reissue; to any holding.
    /// - `NotOwner`, `WrongLease`, `WrongRentPayer`, `WrongEscrow`, `WrongMint`, `NotAHolding`, `EscrowShort`.
    #[discrim = 30]
    pub fn withdraw_claim(ctx: &mut Context<WithdrawClaim>, _end: End) -> Result<()> {
        ctx.accounts.withdraw_claim()
    }

    /// Opens a campaign, and creates its escrow.
    ///
    /// Specification
    /// - With `citizen` a citizen in good standing may call, without the nation's authority; anyone may pay.
    /// - A goal, a deadline within a year, the SHA-256 of the text that says what it is for, and where to read it.
    /// - The treasury has a ledger of the mint; the mint is SOL, or one whose tokens nobody can take, tax or
    ///   redirect.
    /// - `NotAuthority`, `FoundingOver`, `WrongNation`, `WrongCitizen`, `NotActive`, `NotCitizen`, `Lapsed`,
    ///   `Suspended`, `CampaignUnsound`, `TextMalformed`, `WrongLedger`, `WrongMint`, `MintRefused`,
    ///   `ArithmeticOverflow`.
    #[discrim = 31]
    pub fn open_campaign(
        ctx: &mut Context<OpenCampaign>,
        goal: u64,
        deadline: i64,
        purpose_hash: [u8; 32],
        purpose_uri: Text<'_>,
        _end: End,
    ) -> Result<()> {
        ctx.accounts.open_campaign(goal, deadline, purpose_hash, purpose_uri.0, &ctx.bumps)
    }

    /// Pledges to a campaign, or adds to a pledge.
    ///
    /// Specification
    /// - Anyone may call before the deadline, until the money is paid out; beyond the goal too. Anyone may pay
    ///   the rent of the pledge's account.
    /// - Exactly the amount must arrive in escrow.
    /// - `AmountZero`, `CampaignClosed`, `ArithmeticOverflow`, `WrongPledge`, `WrongEscrow`, `WrongMint`,
    ///   `NotAHolding`, `AmountNotReceived`, `EscrowShort`.
    #[discrim = 32]
    pub fn pledge(ctx: &mut Context<MakePledge>, amount: u64, _end: End) -> Result<()> {
        ctx.accounts.pledge(amount, ctx.bumps.pledge)
    }

    /// Pays all that a campaign holds into the treasury, as a donation.
    ///
    /// Specification
    /// - Anyone may call as soon as the goal is met, until 30 days after the deadline.
    /// - `CampaignPaidOut`, `GoalNotMet`, `PayoutTooLate`, `WrongLedger`, `WrongHolding`, `WrongEscrow`, `WrongMint`,
    ///   `WrongProgram`, `EscrowShort`; those of `treasury::deposit`.
    #[discrim = 33]
    pub fn settle_campaign(ctx: &mut Context<SettleCampaign>, _end: End) -> Result<()> {
        ctx.accounts.settle_campaign()
    }

    /// Takes a whole pledge back and closes it; its rent goes to whoever paid it.
    ///
    /// Specification
    /// - The pledger may call once the campaign has failed: the goal was not met by the deadline, or the money not
    ///   paid out within 30 days; to any holding.
    /// - `NotOwner`, `CampaignNotFailed`, `WrongPledge`, `WrongRentPayer`, `WrongEscrow`, `WrongMint`,
    ///   `NotAHolding`, `EscrowShort`.
    #[discrim = 34]
    pub fn reclaim_pledge(ctx: &mut Context<ReclaimPledge>, _end: End) -> Result<()> {
        ctx.accounts.reclaim_pledge()
    }

    /// Closes a pledge whose money was paid out; its rent goes to whoever paid it.
    ///
    /// Specification
    /// - Anyone may call, so that no pledger keeps the campaign from being closed.
    /// - `CampaignNotPaidOut`, `WrongPledge`, `WrongRentPayer`.
    #[discrim = 35]
    pub fn close_pledge(ctx: &mut Context<ClosePledge>, _end: End) -> Result<()> {
        ctx.accounts.close_pledge()
    }

    /// Closes a campaign and its escrow; the rent of both goes to whoever paid it.
    ///
    /// Specification
    /// - Anyone may call, once it failed or was paid out, holds nothing and has no pledges open.
    /// - Tokens that were sent to the escrow and pledged by nobody go to the treasury; lamports go with the rent.
    /// - `CampaignNotOver`, `WrongEscrow`, `WrongRentPayer`, `WrongLedger`, `WrongHolding`, `WrongMint`.
    #[discrim = 36]
    pub fn close_campaign(ctx: &mut Context<CloseCampaign>, _end: End) -> Result<()> {
        ctx.accounts.close_campaign()
    }

    /// Closes an auction; its rent goes to whoever paid it.
    ///
    /// Specification
    /// - Anyone may call, once it was settled, or its lease was withdrawn before anybody had bid, and every bid
    ///   was taken back.
    /// - `AuctionRunning`, `BidsOpen`, `WrongLease`, `WrongRentPayer`.
    #[discrim = 37]
    pub fn close_auction(ctx: &mut Context<CloseAuction>, _end: End) -> Result<()> {
        ctx.accounts.close_auction()
    }

    /// Gives a buyer back what was put up for a sale that cannot come about any more, as a claim.
    ///
    /// Specification
    /// - Anyone may call, and pays the rent of the claim until it is collected: once the lease is over or its time
    ///   is up, or when nobody completed the sale within 30 days of the notice. The lease is then free of it.
    /// - `NoNotice`, `SaleStillPossible`, `NotBuyer`.
    #[discrim = 38]
    pub fn cancel_buy_out(ctx: &mut Context<CancelBuyOut>, _end: End) -> Result<()> {
        ctx.accounts.cancel_buy_out(ctx.bumps.claim)
    }
}
