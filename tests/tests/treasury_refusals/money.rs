//! Money that comes in, and what the authority pays out.

use crate::twists::*;
use civitas_tests::catalogue::Case;
use civitas_tests::refusals::Refusal;
use civitas_tests::{Address, Extension, Money, Signer, ix};

/// The deposit is of a mint that keeps all of every transfer.
fn wholly_taxed(c: &mut Case) {
    let money = c.world.coin_2022("taxed coin", &[Extension::TransferFee { bps: 10_000, maximum: u64::MAX }]);
    let till = c.world.till(money, 0);
    let donor = c.world.holder_of(&money, "a lessee", 1_000_000);
    c.instruction = ix::deposit(&till, donor.pubkey(), 2, 1_000);
    c.sign(&donor);
}

/// Somebody else's SOL, in the place of the payer's own.
fn of_another(c: &mut Case) {
    let other = c.world.citizen(3).key();
    c.put("source", other);
}

/// A citizen of the sibling, whose treasury it is not.
fn foreigner(c: &mut Case) {
    let foreigner = c.world.sibling.people[0].citizen;
    c.put("citizen", foreigner);
}

/// The whole of another nation's treasury, in which the dues are in the same money.
fn their_everything(c: &mut Case) {
    let theirs = their_till(c);
    c.put("treasury", theirs.treasury);
    c.put("ledger", theirs.ledger);
    c.put("holding", theirs.holding);
}

/// The dues, and what is sent for them.
fn dues(c: &mut Case, dues: u64, terms: u8, sent: u64) {
    c.world.set_dues(&c.world.nation, &till(c).money, dues);
    c.instruction.data[1] = terms;
    number(c, 2, sent);
}

/// Dues of nothing, which some refusals need so that more terms cost no more.
fn for_nothing(c: &mut Case, terms: u8) {
    dues(c, 0, terms, 0);
}

/// The citizen's term is as long as the census can count. No dues lead there, since what is capped is refused:
/// another treasury, which a nation may name, has given it.
fn term_full(c: &mut Case) {
    let (founder, nation) = (founder(c), &c.world.nation);
    let other = c.world.holder_of(&Money::SOL, "another treasury", 0);
    let name = |treasury| ix::set_treasury(nation, founder.pubkey(), treasury);
    let extend = ix::extend_term(c.world.citizen(1), other.pubkey(), u8::MAX);
    let own = till(c).treasury;
    c.world.send(&[name(other.pubkey()), extend, name(own)], &[&founder, &other]).ok();
}

/// The founder, after handing the authority over.
fn after_handing_over(c: &mut Case) {
    c.world.hand_over(&c.world.nation);
}

pub const REFUSALS: &[Refusal] = &[
    ("deposit", "KindReserved", |c| c.instruction.data[1] = 0),
    ("deposit.sol", "KindReserved", |c| c.instruction.data[1] = 0),
    ("deposit", "KindUnknown", |c| c.instruction.data[1] = 6),
    ("deposit.sol", "KindUnknown", |c| c.instruction.data[1] = u8::MAX),
    ("deposit", "AmountZero", |c| number(c, 2, 0)),
    ("deposit.sol", "AmountZero", |c| number(c, 2, 0)),
    ("deposit", "NothingArrived", wholly_taxed),
    ("deposit.sol", "SourceNotPayer", of_another),
    ("deposit.sol", "SourceNotPayer", |c| {
        let own = c.world.nation.address;
        c.put("source", own);
    }),
    ("deposit", "WrongHolding", their_holding),
    ("deposit.sol", "WrongHolding", their_holding),
    ("deposit.sol", "WrongHolding", |c| {
        let own = till(c).treasury;
        c.put("holding", own);
    }),
    ("deposit", "WrongHolding", |c| {
        let theirs = their_till(c).ledger;
        c.put("ledger", theirs);
    }),
    ("deposit", "WrongHolding", other_ledger),
    ("deposit", "WrongMint", other_mint),
    ("deposit", "WrongMint", |c| c.put("mint", Money::SOL.mint)),
    ("deposit.sol", "WrongMint", other_mint),
    ("deposit", "WrongTokenProgram", other_token_program),
    ("deposit.sol", "WrongTokenProgram", other_token_program),
    ("deposit", "LedgerInvariant", |c| corrupt(c, |ledger| ledger.outflow += 1)),
    ("deposit", "ArithmeticOverflow", count_full),
    ("deposit", "ArithmeticOverflow", |c| corrupt(c, |ledger| ledger.balance = u64::MAX)),
    ("pay_dues", "DuesMismatch", |c| c.instruction.data[1] = 2),
    ("pay_dues", "DuesMismatch", |c| number(c, 2, 3_000_001)),
    ("pay_dues", "DuesMismatch", |c| number(c, 2, 2_999_999)),
    ("pay_dues", "DuesMismatch", |c| number(c, 2, 0)),
    ("pay_dues.sol", "DuesMismatch", |c| number(c, 2, 3_000_001)),
    ("pay_dues.sol", "DuesMismatch", |c| dues(c, 0, 1, 1)),
    ("pay_dues", "TermCapped", |c| for_nothing(c, 5)),
    ("pay_dues.sol", "TermCapped", |c| dues(c, 1_000_000, 5, 5_000_000)),
    ("pay_dues", "ArithmeticOverflow", count_full),
    ("pay_dues", "ArithmeticOverflow", |c| dues(c, u64::MAX, 2, 1)),
    ("pay_dues", "ArithmeticOverflow", |c| dues(c, u64::MAX / 254, 255, 1)),
    ("pay_dues", "WrongMint", |c| c.world.set_dues(&c.world.nation, &Money::SOL, 3_000_000)),
    ("pay_dues.sol", "WrongMint", |c| {
        let other = c.world.coin("other coin");
        c.world.set_dues(&c.world.nation, &other, 3_000_000);
    }),
    ("pay_dues", "WrongMint", other_ledger),
    ("pay_dues", "WrongMint", other_mint),
    ("pay_dues.sol", "SourceNotPayer", of_another),
    ("pay_dues", "WrongNation", |c| c.put("nation", c.world.sibling.address)),
    ("pay_dues", "WrongNation", their_everything),
    ("pay_dues", "WrongNation", foreigner),
    ("pay_dues", "WrongTreasury", their_treasury),
    ("pay_dues", "WrongHolding", their_holding),
    ("pay_dues", "WrongTokenProgram", other_token_program),
    ("pay_dues", "NotTreasury", |c| {
        founder_does(c, ix::set_treasury(&c.world.nation, founder(c).pubkey(), Address::default()));
    }),
    ("pay_dues", "NotTreasury", |c| {
        let vault = till(c).vault;
        founder_does(c, ix::set_treasury(&c.world.nation, founder(c).pubkey(), vault));
    }),
    ("pay_dues", "TermsZero", |c| for_nothing(c, 0)),
    ("pay_dues", "TermsZero", |c| dues(c, 1_000, 0, 0)),
    ("pay_dues", "NotActive", |c| {
        let person = c.world.citizen(1);
        c.world.send(&[ix::renounce(person)], &[&person.wallet]).ok();
    }),
    ("pay_dues", "NotActive", |c| founder_does(c, ix::revoke(c.world.citizen(1), founder(c).pubkey()))),
    ("pay_dues", "TermAlreadyFull", term_full),
    ("pay", "NotAuthority", |c| c.usurp("authority")),
    ("pay.sol", "NotAuthority", |c| c.usurp("authority")),
    ("pay.sol", "NotAuthority", after_handing_over),
    ("pay", "NotAuthority", |c| {
        let citizen = c.world.citizen(0).wallet.insecure_clone();
        c.stand_in("authority", &citizen);
    }),
    ("pay", "FoundingOver", sunset),
    ("pay", "WrongNation", |c| abroad(c, "authority")),
    ("pay.sol", "WrongNation", |c| abroad(c, "authority")),
    ("pay", "WrongTreasury", their_treasury),
    ("pay", "WrongVault", their_vault),
    ("pay.sol", "WrongVault", their_vault),
    ("pay", "WrongHolding", their_holding),
    ("pay.sol", "WrongHolding", their_holding),
    ("pay", "WrongHolding", other_ledger),
    ("pay", "WrongMint", other_mint),
    ("pay", "WrongTokenProgram", other_token_program),
    ("pay", "AmountZero", |c| number(c, 1, 0)),
    ("pay", "AmountOverFree", |c| number(c, 1, 5_000_000_001)),
    ("pay.sol", "AmountOverFree", |c| number(c, 1, u64::MAX)),
    ("pay", "AmountOverFree", promise_everything),
    ("pay.sol", "AmountOverFree", promise_everything),
    ("pay", "BreakerTripped", break_circuit),
    ("pay.sol", "BreakerTripped", break_circuit),
    ("pay", "DestinationIsVault", |c| c.put("destination", till(c).holding)),
    ("pay", "DestinationIsVault", |c| c.put("destination", till(c).vault)),
    ("pay", "DestinationIsVault", |c| c.put("destination", till(c).treasury)),
    ("pay.sol", "DestinationIsVault", |c| c.put("destination", till(c).vault)),
    ("pay.sol", "DestinationIsVault", |c| c.put("destination", till(c).treasury)),
    ("pay", "LedgerInvariant", |c| corrupt(c, |ledger| ledger.income[0] += 1)),
    ("pay", "ArithmeticOverflow", count_full),
    ("reconcile", "ArithmeticOverflow", count_full),
    ("reconcile", "NothingToReconcile", |c| c.run_once()),
    ("reconcile.sol", "NothingToReconcile", |c| c.run_once()),
    ("reconcile", "WrongTreasury", their_treasury),
    ("reconcile", "WrongTreasury", |c| {
        let theirs = their_till(c).ledger;
        c.put("ledger", theirs);
    }),
    ("reconcile", "WrongHolding", their_holding),
    ("reconcile.sol", "WrongHolding", their_holding),
    ("reconcile", "WrongHolding", other_ledger),
    ("reconcile", "WrongMint", other_mint),
    ("reconcile", "WrongTokenProgram", other_token_program),
    ("reconcile", "WrongHolding", |c| {
        // Another token account of the vault's.
        let vault = till(c).vault;
        let other = c.world.hold(&vault, &till(c).money.mint, 7);
        c.put("holding", other);
    }),
    ("reconcile", "LedgerInvariant", |c| corrupt(c, |ledger| ledger.outflow += 1)),
];
