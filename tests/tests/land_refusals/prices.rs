//! Declared prices, buyers and claims.

use crate::twists::*;
use civitas_tests::catalogue::Case;
use civitas_tests::refusals::Refusal;
use civitas_tests::{DAY, land};
use land::{FORFEIT, NOTICE, SETTLE_TIME};

/// Makes it a lease of rent by periods.
fn by_periods(c: &Case) {
    corrupt(c, |lease| lease.terms.kind = 0);
}

/// Ends it by ruling.
fn evicted(c: &Case) {
    c.world.evict(&letting(c)).ok();
}

/// Lets its time be up.
fn over(c: &Case) {
    c.world.at(lease(c).ends_at);
}

/// Takes the notice back, and the buyer with it.
fn unnoticed(c: &Case) {
    corrupt(c, |lease| {
        (lease.noticed, lease.buyer) = (0, Default::default());
        lease.held -= lease.buyer_escrow;
        lease.buyer_escrow = 0;
    });
}

/// Makes the buyer the tenant.
fn tenant_buys(c: &Case) {
    let buyer = person(c, 2).key();
    corrupt(c, |lease| lease.tenant = buyer);
}

pub const REFUSALS: &[Refusal] = &[
    ("declare_value", "NotTenant", |c| {
        let other = person(c, 2).wallet;
        c.stand_in("tenant", &other);
    }),
    ("declare_value", "NotRunning", |c| evicted(c)),
    ("declare_value", "LeaseOver", |c| over(c)),
    ("declare_value", "NotHarberger", |c| by_periods(c)),
    ("declare_value", "PriceOutOfRange", |c| number(c, "price", 0)),
    ("declare_value", "UnderNotice", |c| {
        let (now, buyer) = (c.world.now(), person(c, 2).key());
        corrupt(c, |lease| (lease.noticed, lease.noticed_at, lease.buyer) = (1, now, buyer));
    }),
    ("declare_value", "RentOwed", |c| pass(c, 1)),
    ("declare_value", "LoweredTooSoon", |c| number(c, "price", 1)),
    ("buy_out", "NotRunning", |c| evicted(c)),
    ("buy_out", "LeaseOver", |c| over(c)),
    ("buy_out", "NotHarberger", |c| by_periods(c)),
    ("buy_out", "WrongNation", foreigner),
    ("buy_out", "WrongCitizen", other_citizen),
    ("buy_out", "NotActive", |c| renounce(c)),
    ("buy_out", "NotCitizen", |c| demote(c)),
    ("buy_out", "Lapsed", |c| lapse(c)),
    ("buy_out", "Suspended", |c| suspend(c)),
    ("buy_out", "BuyerIsTenant", |c| tenant_buys(c)),
    ("buy_out", "UnderNotice", |c| {
        let other = person(c, 3);
        c.world.buy_out(&letting(c), &other).ok();
    }),
    ("buy_out", "LeaseForfeit", |c| {
        let now = c.world.now();
        corrupt(c, |lease| lease.paid_through = now - FORFEIT);
    }),
    ("buy_out", "TenureTooShort", |c| pass(c, -1)),
    ("buy_out", "PriceAboveOffer", |c| number(c, "offer_max", land::PRICE - 1)),
    ("buy_out", "NoticeBeyondEnd", |c| {
        let end = c.world.now() + NOTICE;
        corrupt(c, |lease| lease.ends_at = end);
    }),
    ("buy_out", "ArithmeticOverflow", |c| {
        corrupt(c, |lease| lease.price = u64::MAX);
        number(c, "offer_max", u64::MAX);
    }),
    ("buy_out", "WrongEscrow", other_escrow),
    ("buy_out", "WrongMint", other_mint),
    ("buy_out", "WrongMint", other_token_program),
    ("buy_out", "NotAHolding", |c| no_holding(c, "source")),
    ("buy_out", "AmountNotReceived", |c| tax(c, "buyer")),
    ("buy_out", "EscrowShort", |c| overbook(c)),
    ("complete_buy_out", "NotRunning", |c| evicted(c)),
    ("complete_buy_out", "LeaseOver", |c| over(c)),
    ("complete_buy_out", "NotHarberger", |c| by_periods(c)),
    ("complete_buy_out", "NoNotice", |c| unnoticed(c)),
    ("complete_buy_out", "NoticeRunning", |c| pass(c, -5 * DAY - 1)),
    ("complete_buy_out", "SaleTooLate", |c| pass(c, SETTLE_TIME - 5 * DAY)),
    ("complete_buy_out", "NotTenant", |c| {
        let (letting, other) = (letting(c), person(c, 3).key());
        c.put("seller", other);
        c.put("claim", letting.claim(&other));
    }),
    ("complete_buy_out", "WrongLedger", their_ledger),
    ("complete_buy_out", "WrongHolding", their_holding),
    ("complete_buy_out", "WrongEscrow", other_escrow),
    ("complete_buy_out", "WrongMint", other_mint),
    ("complete_buy_out", "WrongMint", other_token_program),
    ("complete_buy_out", "WrongProgram", other_program),
    ("complete_buy_out", "EscrowShort", |c| overbook(c)),
    ("complete_buy_out", "ArithmeticOverflow", |c| corrupt(c, |lease| lease.paid_total = u64::MAX)),
    ("withdraw_claim", "NotOwner", |c| without(c, "citizen")),
    ("withdraw_claim", "NotOwner", foreigner),
    ("withdraw_claim", "NotOwner", |c| c.usurp("owner")),
    ("withdraw_claim", "WrongLease", |c| {
        let other = other_lease(c);
        c.put("lease", other.address);
        c.put("escrow", other.escrow);
    }),
    ("withdraw_claim", "WrongRentPayer", |c| other_rent_payer(c, "rent_payer")),
    ("withdraw_claim", "WrongEscrow", other_escrow),
    ("withdraw_claim", "WrongMint", other_mint),
    ("withdraw_claim", "WrongMint", other_token_program),
    ("withdraw_claim", "NotAHolding", |c| no_holding(c, "destination")),
    ("withdraw_claim", "EscrowShort", |c| overbook(c)),
    ("cancel_buy_out", "NoNotice", |c| {
        unnoticed(c);
        let nobody = Default::default();
        let letting = letting(c);
        c.put("buyer", nobody);
        c.put("claim", letting.claim(&nobody));
    }),
    ("cancel_buy_out", "SaleStillPossible", |c| {
        let now = c.world.now();
        corrupt(c, |lease| (lease.state, lease.noticed, lease.noticed_at) = (1, 1, now));
    }),
    ("cancel_buy_out", "NotBuyer", |c| c.run_once()),
    ("cancel_buy_out", "NotBuyer", |c| {
        let (letting, other) = (letting(c), person(c, 3).key());
        c.put("buyer", other);
        c.put("claim", letting.claim(&other));
    }),
];
