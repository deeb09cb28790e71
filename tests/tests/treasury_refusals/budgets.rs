//! Budgets of wallets, offices and the court.

use crate::twists::*;
use civitas_tests::catalogue::Case;
use civitas_tests::refusals::Refusal;
use civitas_tests::{Address, DAY, Grant, Person, Signer, ix, kind};

/// Where `create_budget` has its arguments.
const KIND: usize = 1;
const PER_PERIOD: usize = 2;
const PERIOD: usize = 10;
const FROM: usize = 14;
const UNTIL: usize = 22;
const SET_ASIDE: usize = 30;

fn kind_of_holder(c: &mut Case, kind: u8) {
    c.instruction.data[KIND] = kind;
}

/// Another grant of the founder's, in the place of the case's budget.
fn other_budget(c: &mut Case, grant: impl FnOnce(Grant) -> Grant) {
    let till = till(c);
    let grant = grant(c.world.grant(c.world.citizen(1).key()));
    let budget = c.world.budget(&till, &Grant { per_period: 10_000_000, ..grant });
    c.put("budget", budget);
}

/// A budget of the case's holder which is not like the case's.
fn like_own(c: &mut Case, change: impl FnOnce(Grant) -> Grant) {
    let own = c.world.budget_account(&c.address("budget"));
    let as_granted = Grant {
        holder_kind: own.holder_kind,
        holder: own.holder,
        destination: own.destination,
        per_period: own.per_period,
        period: own.period,
        from: own.from,
        until: own.until,
        set_aside: 0,
    };
    other_budget(c, |_| change(as_granted));
}

/// Another destination than any that there is.
fn one_destination(c: &mut Case) {
    like_own(c, |grant| Grant { destination: Address::new_from_array([3; 32]), ..grant });
}

/// An office of citizen 2's, in its slot.
fn other_office(c: &mut Case) {
    let office = c.world.appoint(c.world.citizen(2), "pilot", c.world.now() + DAY);
    c.put("office", office);
}

/// Citizen 2, who holds nothing, in the place of citizen 1 who does.
fn other_citizen(c: &mut Case) {
    let person = c.world.citizen(2).clone();
    c.put("citizen", person.citizen);
    c.stand_in("spender", &person.wallet);
}

/// The wallet of citizen 2, with the citizen account of citizen 1 who holds the office.
fn other_wallet(c: &mut Case) {
    let person = c.world.citizen(2).clone();
    c.stand_in("spender", &person.wallet);
}

/// An office of the sibling's and its holder.
fn foreign_office(c: &mut Case) -> (Address, Person) {
    let (sibling, person) = (&c.world.sibling, c.world.sibling.people[1].clone());
    let appoint = ix::appoint(&person, sibling.founder.pubkey(), "harbour master", c.world.now() + DAY);
    c.world.send(&[appoint], &[&sibling.founder]).ok();
    (ix::office_of(&sibling.address, "harbour master"), person)
}

fn no_office(c: &mut Case, slot: &str) {
    let none = c.idl.program_id;
    c.put(slot, none);
}

/// The founder as the court, which there is not, while the budget is open.
fn long_award(c: &mut Case) {
    like_own(c, |grant| Grant { until: i64::MAX, ..grant });
    founder_as_court_after_sunset(c, "court");
}

pub const REFUSALS: &[Refusal] = &[
    ("create_budget", "NotAuthority", |c| c.usurp("authority")),
    ("create_budget", "FoundingOver", sunset),
    ("create_budget", "WrongNation", |c| abroad(c, "authority")),
    ("create_budget", "WrongNation", |c| {
        let theirs = their_till(c).ledger;
        c.put("ledger", theirs);
    }),
    ("create_budget", "WrongTreasury", |c| {
        their_treasury(c);
        let theirs = their_till(c).budget(0);
        c.put("budget", theirs);
    }),
    ("create_budget", "HolderInvalid", |c| c.put("holder", Address::default())),
    ("create_budget", "HolderInvalid", |c| kind_of_holder(c, kind::OFFICE)),
    ("create_budget", "HolderInvalid", |c| kind_of_holder(c, kind::COURT)),
    ("create_budget", "HolderInvalid", |c| kind_of_holder(c, 3)),
    ("create_budget", "HolderInvalid", |c| {
        kind_of_holder(c, kind::OFFICE);
        let (office, _) = foreign_office(c);
        c.put("holder", office);
    }),
    ("create_budget", "HolderInvalid", |c| {
        kind_of_holder(c, kind::OFFICE);
        let citizen = c.world.citizen(1).citizen;
        c.put("holder", citizen);
    }),
    ("create_budget", "HolderInvalid", |c| {
        kind_of_holder(c, kind::OFFICE);
        let office = c.world.appoint(c.world.citizen(1), "pilot", c.world.now() + DAY);
        let fake = Address::new_from_array([9; 32]);
        c.world.look_alike(&office, &fake, civitas_tests::GOVERNOR_ID);
        c.put("holder", fake);
    }),
    ("create_budget", "BudgetUnsound", |c| number(c, PER_PERIOD, 0)),
    ("create_budget", "BudgetUnsound", |c| c.instruction.data[PERIOD..PERIOD + 4].fill(0)),
    ("create_budget", "BudgetUnsound", |c| {
        let until = c.world.now();
        number(c, UNTIL, until.cast_unsigned());
        number(c, FROM, (until - 10).cast_unsigned());
    }),
    ("create_budget", "BudgetUnsound", |c| {
        let from = c.world.now() + 100;
        number(c, FROM, from.cast_unsigned());
        number(c, UNTIL, from.cast_unsigned());
    }),
    ("create_budget", "DestinationIsVault", |c| c.put("destination", till(c).holding)),
    ("create_budget", "AmountOverFree", |c| number(c, SET_ASIDE, 5_000_000_001)),
    ("create_budget", "AmountOverFree", |c| number(c, SET_ASIDE, u64::MAX)),
    ("create_budget", "AmountOverFree", |c| {
        promise_everything(c);
        // It was a budget too, so the next one is another.
        let next = till(c).budget(1);
        c.put("budget", next);
    }),
    ("create_budget", "LedgerInvariant", |c| corrupt(c, |ledger| ledger.outflow += 1)),
    ("spend.wallet", "NotHolder", |c| c.usurp("spender")),
    ("spend.wallet", "NotHolder", |c| {
        let founder = founder(c);
        c.stand_in("spender", &founder);
    }),
    ("spend", "NotHolder", other_office),
    ("spend", "NotHolder", other_citizen),
    ("spend", "NotHolder", |c| {
        c.world.send(&[ix::resign(c.world.citizen(1), "harbour master")], &[&c.world.citizen(1).wallet]).ok();
    }),
    ("spend", "NotHolder", |c| {
        c.world.wait(DAY);
    }),
    ("spend.sol", "NotHolder", |c| {
        c.world.appoint(c.world.citizen(2), "harbour master", c.world.now() + DAY);
    }),
    ("spend", "WrongHolderKind", |c| {
        other_budget(c, |grant| Grant { holder_kind: kind::COURT, holder: Address::default(), ..grant });
    }),
    ("spend", "OfficeMissing", |c| no_office(c, "office")),
    ("spend", "OfficeMissing", |c| no_office(c, "citizen")),
    ("spend.sol", "OfficeMissing", |c| {
        no_office(c, "office");
        no_office(c, "citizen");
    }),
    ("spend", "BudgetNotOpen", |c| {
        let from = c.world.now() + 1;
        like_own(c, |grant| Grant { from, ..grant });
    }),
    ("spend.wallet", "BudgetNotOpen", |c| {
        c.world.wait(100_000);
    }),
    ("spend", "AmountOverBudget", |c| number(c, 1, 6_000_001)),
    ("spend", "AmountOverBudget", |c| {
        c.run_once();
        number(c, 1, 3_000_001);
    }),
    ("spend.wallet", "AmountOverBudget", |c| number(c, 1, u64::MAX)),
    ("spend", "GrantLapsed", hand_over),
    ("spend.wallet", "GrantLapsed", hand_over),
    ("spend.sol", "GrantLapsed", hand_over),
    ("spend", "WrongDestination", one_destination),
    ("spend.sol", "WrongDestination", one_destination),
    ("spend", "AmountZero", |c| number(c, 1, 0)),
    ("spend", "AmountOverFree", |c| {
        promise_everything(c);
        number(c, 1, 1_500_001);
    }),
    ("spend", "BreakerTripped", break_circuit),
    ("spend.sol", "BreakerTripped", break_circuit),
    ("spend", "ArithmeticOverflow", count_full),
    ("spend", "DestinationIsVault", |c| c.put("destination", till(c).holding)),
    ("spend", "DestinationIsVault", |c| c.put("destination", till(c).vault)),
    ("spend.sol", "DestinationIsVault", |c| c.put("destination", till(c).vault)),
    ("spend.sol", "DestinationIsVault", |c| c.put("destination", till(c).treasury)),
    ("spend", "WrongNation", |c| c.put("nation", c.world.sibling.address)),
    ("spend", "WrongNation", |c| {
        // A foreigner who is a citizen of the same number there.
        let person = c.world.sibling.people[1].clone();
        c.put("citizen", person.citizen);
        c.stand_in("spender", &person.wallet);
    }),
    ("spend", "WrongTreasury", |c| {
        their_treasury(c);
        their_vault(c);
    }),
    ("spend", "WrongLedger", other_ledger),
    ("spend", "WrongLedger", |c| {
        let theirs = their_till(c).ledger;
        c.put("ledger", theirs);
        c.put("nation", c.world.sibling.address);
    }),
    ("spend", "WrongVault", their_vault),
    ("spend", "WrongHolding", their_holding),
    ("spend", "WrongMint", other_mint),
    ("spend.sol", "WrongMint", other_mint),
    ("spend", "WrongTokenProgram", other_token_program),
    ("spend", "WrongWallet", other_wallet),
    ("spend", "NotActive", |c| {
        let person = c.world.citizen(1);
        c.world.send(&[ix::renounce(person)], &[&person.wallet]).ok();
    }),
    ("spend", "NotActive", |c| founder_does(c, ix::revoke(c.world.citizen(1), founder(c).pubkey()))),
    ("spend", "NotCitizen", |c| founder_does(c, ix::set_tier(c.world.citizen(1), founder(c).pubkey(), 1))),
    ("spend", "Lapsed", |c| {
        let person = c.world.citizen(1).clone();
        let expires_at = c.world.citizen_account(&person).expires_at;
        c.world.appoint(&person, "harbour master", expires_at + DAY);
        like_own(c, |grant| Grant { until: i64::MAX, ..grant });
        c.world.at(expires_at);
    }),
    ("spend", "Suspended", |c| {
        let until = c.world.now() + 1;
        founder_does(c, ix::suspend(c.world.citizen(1), founder(c).pubkey(), until));
    }),
    ("award", "NotCourt", |c| c.usurp("court")),
    ("award", "NotCourt", |c| founder_as_court(c, "court")),
    ("award.sol", "NotCourt", |c| founder_as_court(c, "court")),
    ("award", "FoundingOver", long_award),
    ("award", "WrongHolderKind", |c| other_budget(c, |grant| grant)),
    ("award", "WrongHolderKind", |c| {
        let office = c.world.appoint(c.world.citizen(1), "harbour master", c.world.now() + DAY);
        other_budget(c, |grant| Grant { holder_kind: kind::OFFICE, holder: office, ..grant });
    }),
    ("award", "BudgetNotOpen", |c| {
        c.world.wait(100_000);
    }),
    ("award", "AmountOverBudget", |c| number(c, 1, 6_000_001)),
    ("award", "GrantLapsed", hand_over),
    ("award.sol", "GrantLapsed", hand_over),
    ("award", "WrongDestination", one_destination),
    ("award", "AmountZero", |c| number(c, 1, 0)),
    ("award", "AmountOverFree", |c| {
        promise_everything(c);
        number(c, 1, 1_500_001);
    }),
    ("award", "BreakerTripped", break_circuit),
    ("award", "DestinationIsVault", |c| c.put("destination", till(c).holding)),
    ("award.sol", "DestinationIsVault", |c| c.put("destination", till(c).treasury)),
    ("award", "ArithmeticOverflow", count_full),
    ("award", "WrongNation", |c| abroad(c, "court")),
    ("award", "WrongTreasury", |c| {
        their_treasury(c);
        their_vault(c);
    }),
    ("award", "WrongLedger", other_ledger),
    ("award", "WrongVault", their_vault),
    ("award", "WrongHolding", their_holding),
    ("award", "WrongMint", other_mint),
    ("award", "WrongTokenProgram", other_token_program),
    ("revoke_budget", "NotAuthority", |c| c.usurp("signer")),
    ("revoke_budget", "NotAuthority", |c| {
        let holder = c.world.citizen(1).wallet.insecure_clone();
        c.stand_in("signer", &holder);
    }),
    ("revoke_budget", "NotAuthority", |c| {
        c.usurp("signer");
        c.world.wait(100_000 - 1);
    }),
    ("revoke_budget", "NotAuthority", |c| {
        // Not the founder's grant any more, but the executor's.
        hand_over(c);
        let budget = c.address("budget");
        c.world.edit::<client::treasury::accounts::Budget>(&budget, |budget| budget.founding = 0);
        c.usurp("signer");
    }),
    ("revoke_budget", "FoundingOver", |c| {
        let patron = ix::payer();
        let until = c.world.nation_account(&c.world.nation).founder_sunset + 1;
        like_own(c, |grant| Grant { until, ..grant });
        c.put("rent_payer", patron);
        sunset(c);
    }),
    ("revoke_budget", "WrongNation", |c| abroad(c, "signer")),
    ("revoke_budget", "WrongLedger", other_ledger),
    ("revoke_budget", "WrongLedger", |c| {
        let theirs = their_till(c).ledger;
        c.put("ledger", theirs);
        abroad(c, "signer");
    }),
    ("revoke_budget", "WrongRentPayer", |c| {
        let thief = c.world.citizen(3).key();
        c.put("rent_payer", thief);
    }),
    ("revoke_budget", "LedgerInvariant", |c| corrupt(c, |ledger| ledger.promised_budgets = 0)),
    ("revoke_budget", "LedgerInvariant", |c| corrupt(c, |ledger| ledger.outflow += 1)),
];
