//! Courts and their jurors.

use crate::twists::*;
use civitas_tests::catalogue::Case;
use civitas_tests::court::{BOND, PARAMS};
use civitas_tests::refusals::Refusal;
use civitas_tests::{Extension, Money, Signer, Tribunal, ix};

/// Creates a court for other money.
fn create_for(c: &mut Case, money: Money) {
    let tribunal = Tribunal::of(&c.world.nation.address, money);
    c.put("mint", tribunal.money.mint);
    c.put("token_program", tribunal.money.program);
}

fn taxed_money(c: &mut Case) {
    let fee = Extension::TransferFee { bps: 1, maximum: 1 };
    let money = c.world.coin_2022("taxed coin", &[fee]);
    create_for(c, money);
}

fn seizable_money(c: &mut Case) {
    let money = c.world.coin_2022("seizable coin", &[Extension::PermanentDelegate]);
    create_for(c, money);
}

/// Puts what would name the citizen with this serial into its slot.
fn named(c: &mut Case, serial: u64) {
    let name = home(c).juror_of(serial);
    c.put("juror_of", name);
}

/// Puts what names another juror into its slot.
fn names_another(c: &mut Case) {
    let other = home(c).juror_of(3);
    c.put("juror_of", other);
}

/// A juror who has moved and claims again.
fn claim_for_another(c: &mut Case) {
    let other = person(c, 4);
    c.stand_in("wallet", &other.wallet);
    c.put("citizen", other.citizen);
}

pub const REFUSALS: &[Refusal] = &[
    ("create_court", "NotAuthority", |c| c.usurp("authority")),
    ("create_court", "FoundingOver", |c| sunset(c)),
    ("create_court", "ParamsUnsound", |c| number(c, "params.fee", 0)),
    ("create_court", "ParamsUnsound", |c| number(c, "params.bond", 1 << 53)),
    ("create_court", "ParamsUnsound", |c| number(c, "params.panel", 4)),
    ("create_court", "ParamsUnsound", |c| number(c, "params.draw_seconds", 8 * 86_400)),
    ("create_court", "ParamsUnsound", |c| number(c, "params.unbonding_seconds", 10 * 3_600 - 1)),
    ("create_court", "ParamsUnsound", |c| number(c, "params.max_suspension_seconds", 6 * 365 * 86_400)),
    ("create_court", "ParamsUnsound", |c| number(c, "params.max_injunction_seconds", 61 * 86_400)),
    ("create_court", "WrongMint", other_token_program),
    ("create_court", "WrongMint", |c| c.put("mint", c.world.nation.address)),
    ("create_court", "MintRefused", taxed_money),
    ("create_court", "MintRefused", seizable_money),
    ("set_parameters", "NotAuthority", |c| c.usurp("authority")),
    ("set_parameters", "FoundingOver", |c| sunset(c)),
    ("set_parameters", "WrongNation", their_nation),
    ("set_parameters", "ParamsUnsound", |c| number(c, "params.answer_seconds", 0)),
    ("set_parameters", "ParamsUnsound", |c| number(c, "params.max_appeals", 5)),
    ("set_parameters", "CourtInvariant", |c| corrupt_court(c, |court| court.fines = court.held + 1)),
    ("join_jury", "BondTooSmall", |c| number(c, "bond", BOND - 1)),
    ("join_jury", "WrongCitizen", |c| c.usurp("wallet")),
    ("join_jury", "WrongCitizen", |c| {
        other_citizen(c);
        named(c, 0);
    }),
    ("join_jury", "WrongNation", |c| {
        foreigner(c);
        named(c, 0);
    }),
    ("join_jury", "NotActive", |c| {
        let person = person(c, 1);
        c.world.send(&[ix::renounce(&person)], &[&person.wallet]).ok();
    }),
    ("join_jury", "NotCitizen", |c| {
        founder_does(c, ix::set_tier(&person(c, 1), founder(c).pubkey(), 1));
    }),
    ("join_jury", "Lapsed", |c| {
        let now = c.world.now();
        corrupt_citizen(c, |citizen| citizen.expires_at = now);
    }),
    ("join_jury", "Suspended", |c| {
        let later = c.world.now() + 1;
        corrupt_citizen(c, |citizen| citizen.suspended_until = later);
    }),
    ("join_jury", "WrongEscrow", other_escrow),
    ("join_jury", "WrongMint", other_mint),
    ("join_jury", "WrongMint", other_token_program),
    ("join_jury", "NotAHolding", |c| no_holding(c, "source")),
    ("join_jury.sol", "NotAHolding", another_purse),
    ("join_jury", "AmountNotReceived", |c| tax(c, "wallet")),
    ("join_jury", "EscrowShort", |c| overbook(c)),
    ("join_jury", "ArithmeticOverflow", |c| corrupt_court(c, |court| court.jurors = u32::MAX)),
    ("add_bond", "NotJuror", |c| somebody_else(c, "wallet")),
    ("add_bond", "AlreadyLeaving", |c| {
        c.world.leave_jury(&tribunal(c), &person(c, 2)).ok();
    }),
    ("add_bond", "BondPending", |c| c.run_once()),
    ("add_bond", "BondPending", |c| {
        c.run_once();
        pass(c, i64::from(PARAMS.draw_seconds) - 1);
    }),
    ("add_bond", "WrongCourt", other_court),
    ("add_bond", "AmountZero", |c| number(c, "amount", 0)),
    ("add_bond", "ArithmeticOverflow", |c| number(c, "amount", u64::MAX)),
    ("add_bond", "WrongEscrow", other_escrow),
    ("add_bond", "WrongMint", other_mint),
    ("add_bond", "WrongMint", other_token_program),
    ("add_bond", "NotAHolding", |c| no_holding(c, "source")),
    ("add_bond.sol", "NotAHolding", another_purse),
    ("add_bond", "AmountNotReceived", |c| tax(c, "wallet")),
    ("add_bond", "EscrowShort", |c| overbook(c)),
    ("add_bond", "JurorInvariant", |c| corrupt_juror(c, |juror| juror.locked = 1)),
    ("leave_jury", "NotJuror", |c| somebody_else(c, "wallet")),
    ("leave_jury", "AlreadyLeaving", |c| c.run_once()),
    ("leave_jury", "WrongCourt", other_court),
    ("withdraw_bond", "NotLeaving", |c| corrupt_juror(c, |juror| juror.leaves_at = 0)),
    ("withdraw_bond", "UnbondingRunning", |c| pass(c, -1)),
    ("withdraw_bond", "SeatsHeld", |c| {
        corrupt_juror(c, |juror| (juror.locked, juror.cases[3]) = (BOND, 1));
    }),
    ("withdraw_bond", "NotJuror", |c| somebody_else(c, "wallet")),
    ("withdraw_bond", "WrongCourt", other_court),
    ("withdraw_bond", "WrongJuror", names_another),
    ("withdraw_bond", "WrongRentPayer", other_rent_payer),
    ("withdraw_bond", "WrongEscrow", other_escrow),
    ("withdraw_bond", "WrongMint", other_mint),
    ("withdraw_bond", "WrongMint", other_token_program),
    ("withdraw_bond", "NotAHolding", |c| no_holding(c, "destination")),
    ("withdraw_bond", "EscrowShort", |c| overbook(c)),
    ("claim_juror", "WrongCitizen", |c| c.usurp("wallet")),
    ("claim_juror", "WrongCitizen", other_citizen),
    ("claim_juror", "WrongCitizen", claim_for_another),
    ("claim_juror", "WrongNation", foreigner),
    ("claim_juror", "WrongCourt", other_court),
    ("claim_juror", "WalletOnRecord", |c| c.run_once()),
];
