//! Campaigns.

use crate::twists::*;
use civitas_tests::catalogue::Case;
use civitas_tests::refusals::Refusal;
use civitas_tests::{DAY, Drive, Extension, ix, land};
use client::land::accounts::{Campaign, Pledge, Registry};
use land::SETTLE_TIME;

/// The campaign that the case opens.
fn next(c: &Case) -> Drive {
    let registry: Registry = c.world.read(&c.address("registry"));
    Drive::of(&till(c), registry.next_campaign)
}

/// Opens it with another text.
fn open_for(c: &mut Case, uri: &str) {
    let (opener, citizen, patron) = (c.address("opener"), c.address("citizen"), c.address("payer"));
    let deadline = c.world.now() + DAY;
    c.instruction = ix::open_campaign_for(&next(c), opener, Some(citizen), 5, deadline, uri);
    c.put("payer", patron);
}

fn other_escrow(c: &mut Case) {
    let other = other_drive(c);
    c.put("escrow", other.escrow);
}

fn other_campaigns_pledge(c: &mut Case) {
    let (other, pledger) = (other_drive(c), person(c, 2));
    c.world.pledge(&other, &pledger, 5).ok();
    c.put("pledge", other.pledge(&pledger.key()));
}

/// Turns time back to before the deadline.
fn in_time(c: &Case) {
    pass(c, -1);
}

pub const REFUSALS: &[Refusal] = &[
    ("open_campaign", "NotAuthority", |c| without(c, "citizen")),
    ("open_campaign.authority", "NotAuthority", |c| c.usurp("opener")),
    ("open_campaign.authority", "FoundingOver", |c| sunset(c)),
    ("open_campaign", "FoundingOver", |c| {
        without(c, "citizen");
        let founder = founder(c);
        c.stand_in("opener", &founder);
        sunset(c);
    }),
    ("open_campaign", "WrongNation", their_nation),
    ("open_campaign", "WrongNation", foreigner),
    ("open_campaign", "WrongCitizen", other_citizen),
    ("open_campaign", "NotActive", |c| renounce(c)),
    ("open_campaign", "NotCitizen", |c| demote(c)),
    ("open_campaign", "Lapsed", |c| lapse(c)),
    ("open_campaign", "Suspended", |c| suspend(c)),
    ("open_campaign", "CampaignUnsound", |c| number(c, "goal", 0)),
    ("open_campaign", "CampaignUnsound", |c| number(c, "deadline", 5)),
    ("open_campaign", "TextMalformed", |c| open_for(c, "two\nlines")),
    ("open_campaign", "WrongLedger", their_ledger),
    ("open_campaign", "WrongLedger", other_mint),
    ("open_campaign", "WrongMint", other_token_program),
    ("open_campaign", "MintRefused", |c| {
        let coin = c.world.coin_2022("taxed coin", &[Extension::TransferFee { bps: 1, maximum: 1 }]);
        let till = c.world.till(coin, 0);
        for (slot, address) in [("ledger", till.ledger), ("mint", coin.mint), ("token_program", coin.program)]
        {
            c.put(slot, address);
        }
    }),
    ("open_campaign", "ArithmeticOverflow", |c| {
        c.world.edit::<Registry>(&c.address("registry"), |registry| registry.next_campaign = u64::MAX);
        let last = next(c);
        c.put("campaign", last.address);
        c.put("escrow", last.escrow);
    }),
    ("pledge", "AmountZero", |c| number(c, "amount", 0)),
    ("pledge", "CampaignClosed", |c| pass(c, 10 * DAY)),
    ("pledge", "CampaignClosed", |c| corrupt_campaign(c, |campaign| campaign.paid_out = 1)),
    ("pledge", "ArithmeticOverflow", |c| corrupt_campaign(c, |campaign| campaign.pledged = u64::MAX)),
    ("pledge", "WrongPledge", |c| {
        c.run_once();
        let other = person(c, 3).key();
        c.world.edit::<Pledge>(&c.address("pledge"), |pledge| pledge.wallet = other);
    }),
    ("pledge", "WrongEscrow", other_escrow),
    ("pledge", "WrongMint", other_mint),
    ("pledge", "WrongMint", other_token_program),
    ("pledge", "NotAHolding", |c| no_holding(c, "source")),
    ("pledge", "AmountNotReceived", |c| tax(c, "pledger")),
    ("pledge", "EscrowShort", |c| corrupt_campaign(c, |campaign| campaign.pledged = 1)),
    ("pledge", "CampaignInvariant", |c| {
        corrupt_campaign(c, |campaign| (campaign.goal, campaign.refunded) = (0, 0));
    }),
    ("settle_campaign", "CampaignPaidOut", |c| c.run_once()),
    ("settle_campaign", "GoalNotMet", |c| corrupt_campaign(c, |campaign| campaign.goal += 1)),
    ("settle_campaign", "PayoutTooLate", |c| pass(c, 10 * DAY + SETTLE_TIME)),
    ("settle_campaign", "WrongLedger", their_ledger),
    ("settle_campaign", "WrongHolding", their_holding),
    ("settle_campaign", "WrongEscrow", other_escrow),
    ("settle_campaign", "WrongMint", other_mint),
    ("settle_campaign", "WrongMint", other_token_program),
    ("settle_campaign", "WrongProgram", other_program),
    ("settle_campaign.sol", "EscrowShort", |c| corrupt_campaign(c, |campaign| campaign.reserve += 1)),
    ("reclaim_pledge", "NotOwner", |c| c.usurp("pledger")),
    ("reclaim_pledge", "CampaignNotFailed", |c| in_time(c)),
    ("reclaim_pledge", "WrongPledge", other_campaigns_pledge),
    ("reclaim_pledge", "WrongRentPayer", |c| other_rent_payer(c, "rent_payer")),
    ("reclaim_pledge", "WrongEscrow", other_escrow),
    ("reclaim_pledge", "WrongMint", other_mint),
    ("reclaim_pledge", "WrongMint", other_token_program),
    ("reclaim_pledge", "NotAHolding", |c| no_holding(c, "destination")),
    ("reclaim_pledge", "EscrowShort", |c| corrupt_campaign(c, |campaign| campaign.pledged += 1)),
    ("reclaim_pledge", "ArithmeticOverflow", |c| {
        // More than the campaign holds.
        c.world.edit::<Pledge>(&c.address("pledge"), |pledge| pledge.amount += 1);
    }),
    ("close_pledge", "CampaignNotPaidOut", |c| corrupt_campaign(c, |campaign| campaign.paid_out = 0)),
    ("close_pledge", "WrongPledge", other_campaigns_pledge),
    ("close_pledge", "WrongRentPayer", |c| other_rent_payer(c, "rent_payer")),
    ("close_pledge", "ArithmeticOverflow", |c| corrupt_campaign(c, |campaign| campaign.open_pledges = 0)),
    ("close_campaign", "CampaignNotOver", |c| in_time(c)),
    ("close_campaign", "CampaignNotOver", |c| corrupt_campaign(c, |campaign| campaign.open_pledges = 1)),
    ("close_campaign", "CampaignNotOver", |c| corrupt_campaign(c, |campaign| campaign.pledged = 1)),
    ("close_campaign", "WrongEscrow", other_escrow),
    ("close_campaign", "WrongRentPayer", |c| other_rent_payer(c, "rent_payer")),
    ("close_campaign", "WrongLedger", their_ledger),
    ("close_campaign", "WrongHolding", their_holding),
    ("close_campaign", "WrongMint", other_mint),
    ("close_campaign", "WrongMint", other_token_program),
];

/// The campaign of a case whose pledges are taken back has met no goal.
#[test]
fn the_campaign_of_the_cases_has_failed() {
    let case = civitas_tests::catalogue::case("land.reclaim_pledge");
    let campaign: Campaign = case.world.read(&case.address("campaign"));
    assert!(campaign.pledged < campaign.goal && case.world.now() == campaign.deadline);
}
