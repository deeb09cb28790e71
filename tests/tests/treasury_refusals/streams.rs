//! Streams.

use crate::twists::*;
use civitas_tests::catalogue::Case;
use civitas_tests::refusals::Refusal;
use civitas_tests::{Address, DAY, Signer, ix};

/// Where `create_stream` has its arguments.
const TOTAL: usize = 1;
const START: usize = 9;
const CLIFF: usize = 17;
const END: usize = 25;

/// Farthest from now that a stream may begin or end.
const TEN_YEARS: i64 = 10 * 365 * DAY;

fn times(c: &mut Case, start: i64, cliff: i64, end: i64) {
    let now = c.world.now();
    for (at, time) in [(START, start), (CLIFF, cliff), (END, end)] {
        number(c, at, (now + time).cast_unsigned());
    }
}

/// Somebody who is paid by nothing.
fn other_payee(c: &mut Case) {
    let other = c.world.citizen(2).wallet.insecure_clone();
    c.stand_in("payee", &other);
}

/// Moves on to the moment when all of the stream is earned.
fn to_the_end(c: &mut Case) {
    let stream = c.world.stream_account(&c.address("stream"));
    c.world.at(stream.end);
}

fn cancel(c: &mut Case) {
    let cancel = ix::cancel_stream(&till(c), founder(c).pubkey(), c.address("stream"));
    founder_does(c, cancel);
}

/// A pause of as long as pauses may last, over.
fn pause_for_sixty_days(c: &mut Case) {
    c.run_once();
    c.world.wait(60 * DAY);
}

pub const REFUSALS: &[Refusal] = &[
    ("create_stream", "NotAuthority", |c| c.usurp("authority")),
    ("create_stream", "FoundingOver", |c| {
        sunset(c);
        times(c, 0, 0, DAY);
    }),
    ("create_stream", "WrongNation", |c| abroad(c, "authority")),
    ("create_stream", "WrongNation", |c| {
        let theirs = their_till(c).ledger;
        c.put("ledger", theirs);
    }),
    ("create_stream", "WrongTreasury", |c| {
        their_treasury(c);
        let theirs = their_till(c).stream(0);
        c.put("stream", theirs);
    }),
    ("create_stream", "PayeeInvalid", |c| c.put("payee", Address::default())),
    ("create_stream", "AmountOverFree", |c| number(c, TOTAL, 5_000_000_001)),
    ("create_stream", "AmountOverFree", |c| number(c, TOTAL, u64::MAX)),
    ("create_stream", "AmountOverFree", promise_everything),
    ("create_stream", "StreamUnsound", |c| number(c, TOTAL, 0)),
    ("create_stream", "StreamUnsound", |c| times(c, DAY, DAY, DAY)),
    ("create_stream", "StreamUnsound", |c| times(c, DAY, 0, 2 * DAY)),
    ("create_stream", "StreamUnsound", |c| times(c, 0, DAY + 1, DAY)),
    ("create_stream", "StreamUnsound", |c| times(c, 0, 0, TEN_YEARS + 1)),
    ("create_stream", "StreamUnsound", |c| times(c, -TEN_YEARS - 1, 0, DAY)),
    ("create_stream", "LedgerInvariant", |c| corrupt(c, |ledger| ledger.outflow += 1)),
    ("withdraw_stream", "NotPayee", |c| c.usurp("payee")),
    ("withdraw_stream", "NotPayee", other_payee),
    ("withdraw_stream.sol", "NotPayee", |c| {
        let founder = founder(c);
        c.stand_in("payee", &founder);
    }),
    ("withdraw_stream", "AmountUnearned", |c| number(c, 1, 30_000_001)),
    ("withdraw_stream", "AmountUnearned", |c| {
        number(c, 1, 30_000_000);
        c.run_once();
        number(c, 1, 1);
    }),
    ("withdraw_stream.sol", "AmountUnearned", |c| number(c, 1, u64::MAX)),
    ("withdraw_stream", "AmountZero", |c| number(c, 1, 0)),
    ("withdraw_stream", "BreakerTripped", break_circuit),
    ("withdraw_stream.sol", "BreakerTripped", break_circuit),
    ("withdraw_stream", "DestinationIsVault", |c| c.put("destination", till(c).holding)),
    ("withdraw_stream", "DestinationIsVault", |c| c.put("destination", till(c).vault)),
    ("withdraw_stream.sol", "DestinationIsVault", |c| c.put("destination", till(c).vault)),
    ("withdraw_stream.sol", "DestinationIsVault", |c| c.put("destination", till(c).treasury)),
    ("withdraw_stream", "WrongTreasury", their_treasury),
    ("withdraw_stream", "WrongLedger", other_ledger),
    ("withdraw_stream", "WrongLedger", |c| {
        let theirs = their_till(c);
        c.put("treasury", theirs.treasury);
        c.put("ledger", theirs.ledger);
    }),
    ("withdraw_stream", "WrongVault", their_vault),
    ("withdraw_stream", "WrongHolding", their_holding),
    ("withdraw_stream", "WrongMint", other_mint),
    ("withdraw_stream", "WrongTokenProgram", other_token_program),
    ("withdraw_stream", "ArithmeticOverflow", count_full),
    ("withdraw_stream", "LedgerInvariant", |c| corrupt(c, |ledger| ledger.promised_streams = 0)),
    ("cancel_stream", "NotAuthority", |c| c.usurp("authority")),
    ("cancel_stream", "NotAuthority", |c| {
        let payee = c.world.citizen(1).wallet.insecure_clone();
        c.stand_in("authority", &payee);
    }),
    ("cancel_stream", "FoundingOver", sunset),
    ("cancel_stream", "WrongNation", |c| abroad(c, "authority")),
    ("cancel_stream", "WrongLedger", other_ledger),
    ("cancel_stream", "AllEarned", to_the_end),
    ("cancel_stream", "AllEarned", |c| c.run_once()),
    ("cancel_stream", "LedgerInvariant", |c| corrupt(c, |ledger| ledger.promised_streams = 0)),
    ("cancel_stream", "LedgerInvariant", |c| corrupt(c, |ledger| ledger.outflow += 1)),
    ("pause_stream", "NotCourt", |c| c.usurp("court")),
    ("pause_stream", "NotCourt", |c| founder_as_court(c, "court")),
    ("pause_stream", "FoundingOver", |c| founder_as_court_after_sunset(c, "court")),
    ("pause_stream", "WrongNation", |c| abroad(c, "court")),
    ("pause_stream", "AlreadyPaused", |c| c.run_once()),
    ("pause_stream", "AllEarned", to_the_end),
    ("pause_stream", "AllEarned", cancel),
    ("pause_stream", "PauseUsedUp", pause_for_sixty_days),
    ("resume_stream", "NotPaused", |c| c.run_once()),
    ("resume_stream", "NotCourt", |c| c.usurp("signer")),
    ("resume_stream", "NotCourt", |c| founder_as_court(c, "signer")),
    ("resume_stream", "NotCourt", |c| {
        let payee = c.world.citizen(1).wallet.insecure_clone();
        c.stand_in("signer", &payee);
    }),
    ("resume_stream", "FoundingOver", |c| {
        founder_as_court_after_sunset(c, "signer");
        // The case's pause is over by then; one that still lasts.
        let now = c.world.now();
        c.world.edit(&c.address("stream"), |stream: &mut client::treasury::accounts::Stream| {
            stream.paused_at = now;
        });
    }),
    ("resume_stream", "WrongNation", |c| abroad(c, "signer")),
    ("close_stream", "StreamNotEmpty", |c| corrupt_stream(c, |stream| stream.withdrawn -= 1)),
    ("close_stream", "WrongRentPayer", |c| {
        let thief = c.world.citizen(3).key();
        c.put("rent_payer", thief);
    }),
];
