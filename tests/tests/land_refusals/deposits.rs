//! What becomes of a deposit.

use crate::twists::*;
use civitas_tests::catalogue::Case;
use civitas_tests::refusals::Refusal;
use civitas_tests::{ix, land};
use land::{CLAIM_TIME, DEPOSIT};

/// Claims other items.
fn claim(c: &mut Case, items: &[u64]) {
    let landlord = civitas_tests::Landlord::holder(c.world.citizen(3), land::STEWARD);
    c.instruction = ix::propose_deductions(&letting(c), &landlord, items);
}

/// Turns the lease back into one that runs.
fn running(c: &Case) {
    corrupt(c, |lease| lease.state = 1);
}

pub const REFUSALS: &[Refusal] = &[
    ("propose_deductions", "NotLandlord", |c| without(c, "office")),
    ("propose_deductions", "NotAuthority", without_office),
    ("propose_deductions", "FoundingOver", |c| founder_after_sunset(c, "landlord")),
    ("propose_deductions", "WrongNation", their_nation),
    ("propose_deductions", "WrongParcel", other_parcel),
    ("propose_deductions", "ItemsMalformed", |c| claim(c, &[])),
    ("propose_deductions", "ItemsMalformed", |c| claim(c, &[1; 9])),
    ("propose_deductions", "ItemsMalformed", |c| claim(c, &[0])),
    ("propose_deductions", "NotEnded", |c| running(c)),
    ("propose_deductions", "AlreadyClaimed", |c| c.run_once()),
    ("propose_deductions", "ClaimTooLate", |c| pass(c, CLAIM_TIME)),
    ("propose_deductions", "AmountOverDeposit", |c| claim(c, &[DEPOSIT, 1])),
    ("accept_deductions", "NotTenant", |c| {
        let other = person(c, 2).wallet;
        c.stand_in("tenant", &other);
    }),
    ("accept_deductions", "ItemNotOpen", |c| c.run_once()),
    ("accept_deductions", "ItemNotOpen", |c| number(c, "items", 0)),
    ("accept_deductions", "LeaseInvariant", |c| corrupt(c, |lease| lease.to_tenant += 1)),
    ("waive_deductions", "NotLandlord", |c| without(c, "citizen")),
    ("waive_deductions", "NotAuthority", without_office),
    ("waive_deductions", "FoundingOver", |c| founder_after_sunset(c, "landlord")),
    ("waive_deductions", "WrongNation", their_nation),
    ("waive_deductions", "WrongParcel", other_parcel),
    ("waive_deductions", "ItemNotOpen", |c| c.run_once()),
    ("release_deposit", "NotEnded", |c| running(c)),
    ("release_deposit", "AlreadyClaimed", |c| c.run_once()),
    ("release_deposit", "ClaimStillPossible", |c| pass(c, -1)),
    ("rule_deposit", "NotCourt", |c| c.usurp("court")),
    ("rule_deposit", "NotCourt", founder_as_court),
    ("rule_deposit", "NoIndependentCourt", without_court),
    ("rule_deposit", "NoIndependentCourt", founder_is_court),
    ("rule_deposit", "WrongNation", their_nation),
    ("rule_deposit", "ItemNotOpen", |c| c.run_once()),
    ("rule_deposit", "AmountOverDeposit", |c| number(c, "to_landlord", DEPOSIT)),
    ("withdraw_deposit", "NotTenant", |c| {
        let other = person(c, 2).wallet;
        c.stand_in("tenant", &other);
    }),
    ("withdraw_deposit", "NothingDue", |c| c.run_once()),
    ("withdraw_deposit", "WrongEscrow", other_escrow),
    ("withdraw_deposit", "WrongMint", other_mint),
    ("withdraw_deposit", "WrongMint", other_token_program),
    ("withdraw_deposit", "EscrowShort", |c| overbook(c)),
    ("withdraw_deposit", "NotAHolding", |c| no_holding(c, "destination")),
    ("withdraw_deposit", "LeaseInvariant", |c| corrupt(c, |lease| lease.buyer_escrow = lease.held + 1)),
    ("withdraw_deposit", "ArithmeticOverflow", |c| {
        corrupt(c, |lease| lease.tenant_taken = lease.to_tenant + 1)
    }),
    ("collect_deductions", "NothingDue", |c| c.run_once()),
    ("collect_deductions", "WrongLedger", their_ledger),
    ("collect_deductions", "WrongHolding", their_holding),
    ("collect_deductions", "WrongEscrow", other_escrow),
    ("collect_deductions", "WrongMint", other_mint),
    ("collect_deductions", "WrongMint", other_token_program),
    ("collect_deductions", "WrongProgram", other_program),
    ("collect_deductions", "EscrowShort", |c| overbook(c)),
    ("collect_deductions", "ArithmeticOverflow", |c| {
        corrupt(c, |lease| lease.landlord_taken = lease.to_landlord + 1);
    }),
];
