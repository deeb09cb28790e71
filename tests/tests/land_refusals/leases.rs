//! Leases from the offer to the end.

use crate::twists::*;
use civitas_tests::catalogue::Case;
use civitas_tests::refusals::Refusal;
use civitas_tests::{Extension, Letting, Plot, Till, catalogue, ix, land};
use client::land::accounts::{Parcel, Registry};
use land::{CURE, GRACE, OFFER, PERIOD, RENT};

/// Offers in other money.
fn offer_in(c: &mut Case, till: Till) {
    let landlord = c.world.steward(c.world.citizen(3));
    let letting = Letting { till, ..next(c) };
    let (lease, escrow) = (c.address("lease"), c.address("escrow"));
    let patron = c.address("payer");
    c.instruction =
        ix::offer_lease(&letting, &landlord, &land::fixed(), Default::default(), c.world.now() + 5);
    c.put("payer", patron);
    c.put("lease", lease);
    c.put("escrow", escrow);
}

fn next(c: &Case) -> Letting {
    let parcel: Parcel = c.world.read(&c.address("parcel"));
    Letting::of(&Plot::of(&c.world.nation.address, parcel.cell), &till(c), parcel.next_lease)
}

/// Lets the lease end by its time.
fn end(c: &Case) {
    let letting = letting(c);
    c.world.at(lease(c).ends_at);
    c.world.end_lease(&letting, &plain(c, 0)).ok();
}

/// Ends it by ruling, now.
fn evicted(c: &Case) {
    c.world.evict(&letting(c)).ok();
}

/// Lets citizen 2 give notice, of a Harberger lease.
fn noticed(c: &mut Case) {
    let w = c.world.clone();
    let letting = w.lease(&till(c), &land::harberger(), w.citizen(1));
    w.pay_rent(&letting, w.citizen(1), land::PRICE).ok();
    w.wait(land::TENURE);
    w.buy_out(&letting, w.citizen(2)).ok();
    let tenant = plain(c, 1);
    c.instruction = ix::end_lease(&letting, &tenant);
    c.sign(&tenant.wallet);
    c.world = w;
}

pub const REFUSALS: &[Refusal] = &[
    ("offer_lease", "NotLandlord", |c| without(c, "office")),
    ("offer_lease", "NotLandlord", |c| without(c, "citizen")),
    ("offer_lease", "NotAuthority", without_office),
    ("offer_lease", "FoundingOver", |c| founder_after_sunset(c, "landlord")),
    ("offer_lease.authority", "FoundingOver", |c| sunset(c)),
    ("offer_lease", "WrongNation", their_nation),
    ("offer_lease", "TermsUnsound", |c| number(c, "terms.rent", 0)),
    ("offer_lease", "LeaseTooLong", |c| number(c, "terms.renewals", 32)),
    ("offer_lease.authority", "LeaseTooLong", |c| number(c, "terms.renewals", 32)),
    ("offer_lease", "OfferExpiryOutOfRange", |c| number(c, "offer_expires_at", 0)),
    ("offer_lease", "AuctionInvites", |c| number(c, "terms.by_auction", 1)),
    ("offer_lease", "WrongLedger", their_ledger),
    ("offer_lease", "WrongLedger", other_mint),
    ("offer_lease", "WrongMint", other_token_program),
    ("offer_lease", "MintRefused", |c| {
        let fee = Extension::TransferFee { bps: 1, maximum: 1 };
        let till = c.world.till(c.world.coin_2022("taxed coin", &[fee]), 0);
        offer_in(c, till);
    }),
    ("offer_lease", "ParcelRetired", |c| {
        let plot = next(c).plot;
        c.world.retire(&plot).ok();
    }),
    ("offer_lease", "ParcelTaken", |c| {
        let first = next(c);
        c.world.try_offer(&first, &c.world.authority(), &land::fixed(), None).ok();
        let second = next(c);
        c.put("lease", second.address);
        c.put("escrow", second.escrow);
    }),
    ("withdraw_offer", "NotOffered", |c| c.run_once()),
    ("withdraw_offer", "BidsMade", |c| corrupt(c, |lease| lease.auction = 2)),
    ("withdraw_offer", "NotLandlord", |c| without(c, "office")),
    ("withdraw_offer", "NotAuthority", without_office),
    ("withdraw_offer", "FoundingOver", |c| founder_after_sunset(c, "signer")),
    ("withdraw_offer", "WrongNation", their_nation),
    ("withdraw_offer", "WrongParcel", other_parcel),
    ("withdraw_offer", "WrongParcel", |c| {
        c.world.edit::<Parcel>(&c.address("parcel"), |parcel| parcel.current = Default::default());
    }),
    ("accept_lease", "NotOffered", |c| c.run_once()),
    ("accept_lease", "ByAuction", |c| corrupt(c, |lease| lease.terms.by_auction = 1)),
    ("accept_lease", "OfferExpired", |c| pass(c, OFFER)),
    ("accept_lease", "NotInvited", |c| {
        let other = person(c, 2).key();
        corrupt(c, |lease| lease.tenant = other);
    }),
    ("accept_lease", "WrongCitizen", other_citizen),
    ("accept_lease", "WrongCitizen", |c| c.usurp("tenant")),
    ("accept_lease", "NotActive", |c| renounce(c)),
    ("accept_lease", "NotCitizen", |c| demote(c)),
    ("accept_lease", "Lapsed", |c| lapse(c)),
    ("accept_lease", "Suspended", |c| suspend(c)),
    ("accept_lease", "PriceOutOfRange", |c| number(c, "price", 1)),
    ("accept_lease", "WrongNation", foreigner),
    ("accept_lease", "WrongNation", their_registry),
    ("accept_lease", "WrongEscrow", other_escrow),
    ("accept_lease", "WrongMint", other_mint),
    ("accept_lease", "WrongMint", other_token_program),
    ("accept_lease", "NotAHolding", |c| no_holding(c, "source")),
    ("accept_lease", "AmountNotReceived", |c| tax(c, "tenant")),
    ("accept_lease", "EscrowShort", |c| overbook(c)),
    ("pay_rent", "AmountZero", |c| number(c, "amount", 0)),
    ("pay_rent", "NotRunning", |c| evicted(c)),
    ("pay_rent", "AmountOverRent", |c| number(c, "amount", 100 * RENT)),
    ("pay_rent.harberger", "NothingBought", |c| number(c, "amount", 1)),
    ("pay_rent", "WrongLedger", their_ledger),
    ("pay_rent", "WrongHolding", their_holding),
    ("pay_rent", "WrongMint", other_mint),
    ("pay_rent", "WrongProgram", other_program),
    ("pay_rent", "ArithmeticOverflow", |c| corrupt(c, |lease| lease.paid_total = u64::MAX)),
    ("renew_lease", "NotTenant", |c| {
        let other = person(c, 2).wallet;
        c.stand_in("tenant", &other);
    }),
    ("renew_lease", "NotRunning", |c| evicted(c)),
    ("renew_lease", "LeaseOver", |c| pass(c, 6 * PERIOD)),
    ("renew_lease", "WrongNation", foreigner),
    ("renew_lease", "WrongCitizen", other_citizen),
    ("renew_lease", "NotActive", |c| renounce(c)),
    ("renew_lease", "NotCitizen", |c| demote(c)),
    ("renew_lease", "Lapsed", |c| lapse(c)),
    ("renew_lease", "Suspended", |c| suspend(c)),
    ("renew_lease", "RentLate", |c| pass(c, GRACE)),
    ("renew_lease", "NoRenewalLeft", |c| corrupt(c, |lease| lease.renewals_left = 0)),
    ("renew_lease", "ArithmeticOverflow", |c| {
        corrupt(c, |lease| (lease.starts_at, lease.ends_at) = (i64::MAX - 5, i64::MAX - 1));
    }),
    ("declare_arrears", "NotRunning", |c| evicted(c)),
    ("declare_arrears", "NotFixed", |c| corrupt(c, |lease| lease.terms.kind = 1)),
    ("declare_arrears", "NotInOrder", |c| c.run_once()),
    ("declare_arrears", "RentNotLate", |c| pass(c, -1)),
    ("declare_arrears", "LeaseInvariant", |c| corrupt(c, |lease| lease.buyer_escrow = 1)),
    ("declare_default", "NotInArrears", |c| c.run_once()),
    ("declare_default", "CureRunning", |c| pass(c, -1)),
    ("declare_default", "LeaseInvariant", |c| corrupt(c, |lease| lease.to_tenant = u64::MAX)),
    ("waive_default", "NotLandlord", |c| without(c, "citizen")),
    ("waive_default", "NotAuthority", without_office),
    ("waive_default", "FoundingOver", |c| founder_after_sunset(c, "landlord")),
    ("waive_default", "WrongNation", their_nation),
    ("waive_default", "WrongParcel", other_parcel),
    ("waive_default", "NotInDefault", |c| c.run_once()),
    ("waive_default", "RentLate", |c| pass(c, PERIOD)),
    ("end_lease", "NotRunning", |c| c.run_once()),
    ("end_lease", "UnderNotice", noticed),
    ("end_lease.tenant", "RentDue", |c| pass(c, PERIOD)),
    ("end_lease.tenant", "NotAllowedToEnd", |c| {
        let other = person(c, 2).wallet;
        c.stand_in("signer", &other);
    }),
    ("end_lease", "NotLandlord", |c| without(c, "office")),
    ("end_lease", "NotAuthority", without_office),
    ("end_lease", "FoundingOver", |c| founder_after_sunset(c, "signer")),
    ("end_lease", "WrongNation", their_nation),
    ("end_lease", "WrongNation", their_registry),
    ("end_lease", "WrongParcel", other_parcel),
    ("end_lease", "ArithmeticOverflow", |c| {
        let registry = c.address("registry");
        c.world.edit::<Registry>(&registry, |registry| registry.leases = 0);
    }),
    ("evict", "NotCourt", |c| c.usurp("court")),
    ("evict", "NotCourt", founder_as_court),
    ("evict", "NoIndependentCourt", without_court),
    ("evict", "NoIndependentCourt", founder_is_court),
    ("evict", "WrongNation", their_nation),
    ("evict", "WrongNation", their_registry),
    ("evict", "WrongParcel", other_parcel),
    ("evict", "NotRunning", |c| end(c)),
    ("claim_tenancy", "WrongNation", foreigner),
    ("claim_tenancy", "WrongCitizen", other_citizen),
    ("claim_tenancy", "WrongCitizen", |c| c.usurp("wallet")),
    ("claim_tenancy", "WrongCitizen", |c| {
        let other = person(c, 2);
        c.stand_in("wallet", &other.wallet);
        c.put("citizen", other.citizen);
    }),
    ("claim_tenancy", "WalletOnRecord", |c| c.run_once()),
    ("close_lease", "NotSettled", |c| corrupt(c, |lease| lease.held = 1)),
    ("close_lease", "NotSettled", |c| corrupt(c, |lease| lease.claimed = 0)),
    ("close_lease", "NotSettled", |c| corrupt(c, |lease| lease.state = 0)),
    ("close_lease", "WrongEscrow", other_escrow),
    ("close_lease", "WrongRentPayer", |c| other_rent_payer(c, "rent_payer")),
    ("close_lease", "WrongLedger", their_ledger),
    ("close_lease", "WrongHolding", their_holding),
    ("close_lease", "WrongMint", other_mint),
    ("close_lease", "WrongMint", other_token_program),
];

/// What the tables above rest on: in these cases nothing else is wrong.
#[test]
fn the_times_of_the_cases() {
    let late = catalogue::case("land.declare_arrears");
    assert_eq!(late.world.now(), lease(&late).starts_at + GRACE);
    let over = catalogue::case("land.declare_default");
    assert_eq!(over.world.now(), lease(&over).starts_at + GRACE + CURE);
}
