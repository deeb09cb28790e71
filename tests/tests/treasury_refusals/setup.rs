//! Treasuries, ledgers and breakers.

use crate::twists::*;
use civitas_tests::catalogue::Case;
use civitas_tests::refusals::Refusal;
use civitas_tests::{Extension, Money, Till, tokens};

/// The ledger that the case opens is to be of this money.
fn of_money(c: &mut Case, money: Money) {
    let till = Till::of(&c.world.nation.address, money);
    c.put("mint", money.mint);
    c.put("token_program", money.program);
    c.put("ledger", till.ledger);
    c.put("holding", till.holding);
}

fn of_extended(c: &mut Case, extension: Extension) {
    let money = c.world.coin_2022("extended coin", &[extension]);
    of_money(c, money);
}

/// A mint whose account is made to look otherwise.
fn of_mint_that(c: &mut Case, change: fn(&mut Vec<u8>)) {
    let money = c.world.coin("strange coin");
    of_money(c, money);
    c.world.edit_bytes(&money.mint, change);
}

pub const REFUSALS: &[Refusal] = &[
    ("create_treasury", "NotAuthority", |c| c.usurp("authority")),
    ("create_treasury", "NotAuthority", |c| {
        let foreign = c.world.sibling.founder.insecure_clone();
        c.stand_in("authority", &foreign);
    }),
    ("create_treasury", "FoundingOver", sunset),
    ("open_ledger", "NotAuthority", |c| c.usurp("authority")),
    ("open_ledger.sol", "NotAuthority", |c| c.usurp("authority")),
    ("open_ledger", "FoundingOver", sunset),
    ("open_ledger", "WrongNation", |c| abroad(c, "authority")),
    ("open_ledger", "WrongNation", |c| {
        // Everything of theirs but the authority and the nation, so that the addresses are right.
        let money = Money { mint: c.address("mint"), program: tokens::PROGRAM };
        let theirs = Till::of(&c.world.sibling.address, money);
        c.put("treasury", theirs.treasury);
        c.put("vault", theirs.vault);
        c.put("ledger", theirs.ledger);
        c.put("holding", theirs.holding);
    }),
    ("open_ledger", "WrongVault", |c| {
        let theirs = Till::of(&c.world.sibling.address, Money::SOL);
        c.put("vault", theirs.vault);
    }),
    ("open_ledger.sol", "WrongHolding", |c| {
        let theirs = Till::of(&c.world.sibling.address, Money::SOL);
        c.put("holding", theirs.vault);
    }),
    ("open_ledger.sol", "WrongHolding", |c| {
        let own = c.address("treasury");
        c.put("holding", own);
    }),
    ("open_ledger", "WrongTokenProgram", |c| c.put("token_program", tokens::TOKEN_2022)),
    ("open_ledger", "WrongTokenProgram", |c| c.put("token_program", Money::SOL.program)),
    ("open_ledger.sol", "WrongTokenProgram", |c| c.put("token_program", tokens::PROGRAM)),
    ("open_ledger", "WrongTokenProgram", |c| c.put("token_program", tokens::ASSOCIATED)),
    ("open_ledger", "WrongTokenProgram", |c| {
        // A token account is no mint.
        let holding = c.world.endow(
            &Money { mint: c.address("mint"), program: tokens::PROGRAM },
            &c.address("vault"),
            5,
        );
        of_money(c, Money { mint: holding, program: tokens::PROGRAM });
    }),
    ("open_ledger", "WrongTokenProgram", |c| of_mint_that(c, |data| data[45] = 0)),
    ("open_ledger", "WrongTokenProgram", |c| of_mint_that(c, |data| data.truncate(81))),
    ("open_ledger", "MintRefused", |c| of_extended(c, Extension::TransferHook)),
    ("open_ledger", "MintRefused", |c| of_extended(c, Extension::PermanentDelegate)),
    ("open_ledger", "MintRefused", |c| of_extended(c, Extension::Pausable)),
    ("open_ledger", "MintRefused", |c| of_extended(c, Extension::CloseAuthority)),
    ("open_ledger", "MintRefused", |c| of_extended(c, Extension::NonTransferable)),
    ("open_ledger", "MintRefused", |c| of_extended(c, Extension::DefaultFrozen)),
    ("open_ledger", "MintRefused", |c| of_extended(c, Extension::ConfidentialTransfer)),
    ("set_breaker", "NotAuthority", |c| c.usurp("authority")),
    ("set_breaker", "FoundingOver", sunset),
    ("set_breaker", "WrongNation", |c| abroad(c, "authority")),
    ("set_breaker", "WrongNation", |c| {
        let theirs = their_till(c).ledger;
        c.put("ledger", theirs);
    }),
    ("set_breaker", "BreakerUnsound", |c| c.instruction.data[1..3].fill(0)),
    ("set_breaker", "BreakerUnsound", |c| c.instruction.data[1..3].copy_from_slice(&10_001u16.to_le_bytes())),
    ("set_breaker", "BreakerUnsound", |c| c.instruction.data[3..7].fill(0)),
    ("set_breaker", "BreakerUnsound", |c| {
        c.instruction.data[3..7].copy_from_slice(&(90 * 86_400u32 + 1).to_le_bytes());
    }),
    ("set_breaker", "LedgerInvariant", |c| corrupt(c, |ledger| ledger.outflow += 1)),
];
