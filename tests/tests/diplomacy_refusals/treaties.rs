//! Treaties proposed, signed, withdrawn, denounced.

use crate::twists::*;
use civitas_tests::catalogue::Case;
use civitas_tests::diplomacy::{OPEN, TERMS, TEXT_URI};
use civitas_tests::refusals::Refusal;
use civitas_tests::{DAY, Pact, Signer, ix};
use client::diplomacy::accounts::Treaty;
use client::diplomacy::types::TreatyTerms;

/// Longest notice, visit and time to sign, in seconds.
const YEAR: u64 = 366 * DAY as u64;

/// Proposes a treaty of `alpha` with itself.
fn with_itself(c: &mut Case) {
    let alpha = &c.world.nation;
    let pact = Pact::of(alpha, alpha, 7);
    let until = c.world.now() + OPEN;
    let propose = ix::propose_treaty(&pact, alpha.founder.pubkey(), TERMS, until, TEXT_URI);
    instead(c, propose);
}

fn open_until(c: &mut Case, after: i64) {
    let until = c.world.now() + after;
    number(c, "open_until", until as u64);
}

fn text(c: &mut Case, uri: &str) {
    let pact = Pact::of(&c.world.nation, &gamma(), 7);
    let (authority, until) = (founder(c).pubkey(), c.world.now() + OPEN);
    instead(c, ix::propose_treaty(&pact, authority, TERMS, until, uri));
}

/// Signs other terms.
fn sign(c: &mut Case, terms: TreatyTerms) {
    let pact = Pact::of(&gamma(), &c.world.nation, 7);
    c.instruction = ix::sign_treaty(&pact, founder(c).pubkey(), terms);
}

/// The nation that has proposed it, in the place of the other.
fn sign_as_proposer(c: &mut Case) {
    let gamma = gamma();
    c.put("nation", gamma.address);
    c.stand_in("authority", &gamma.founder);
}

pub const REFUSALS: &[Refusal] = &[
    ("propose_treaty", "NotAuthority", |c| c.usurp("authority")),
    ("propose_treaty", "FoundingOver", |c| sunset(c)),
    ("propose_treaty", "SameNation", with_itself),
    ("propose_treaty", "TermsUnsound", |c| number(c, "terms.notice", YEAR + 1)),
    ("propose_treaty", "TermsUnsound", |c| number(c, "terms.visit", YEAR + 1)),
    ("propose_treaty", "TermsUnsound", |c| number(c, "terms.visit", 0)),
    ("propose_treaty", "OfferOutOfRange", |c| open_until(c, 0)),
    ("propose_treaty", "OfferOutOfRange", |c| open_until(c, 366 * DAY + 1)),
    ("propose_treaty", "OfferOutOfRange", |c| number(c, "open_until", i64::MAX as u64)),
    ("propose_treaty", "TextMalformed", |c| text(c, &"x".repeat(97))),
    ("propose_treaty", "TextMalformed", |c| text(c, "nil\0")),
    ("sign_treaty", "NotParty", |c| their_nation(c, "authority")),
    ("sign_treaty", "NotCounterparty", sign_as_proposer),
    ("sign_treaty", "NotAuthority", |c| c.usurp("authority")),
    ("sign_treaty", "FoundingOver", |c| sunset(c)),
    ("sign_treaty", "NotProposed", |c| c.run_once()),
    ("sign_treaty", "OfferLapsed", |c| pass(c, OPEN)),
    ("sign_treaty", "TermsDiffer", |c| sign(c, TreatyTerms { text_hash: [8; 32], ..TERMS })),
    ("sign_treaty", "TermsDiffer", |c| sign(c, TreatyTerms { notice: TERMS.notice + 1, ..TERMS })),
    ("sign_treaty", "TermsDiffer", |c| sign(c, TreatyTerms { visit: TERMS.visit - 1, ..TERMS })),
    ("sign_treaty", "TreatyInvariant", |c| {
        let (one, other) = (gamma().address, c.world.nation.address);
        corrupt::<Treaty>(c, "treaty", |treaty| {
            (treaty.nation_a, treaty.nation_b) = (one.max(other), one.min(other));
        });
    }),
    ("withdraw_proposal", "NotParty", |c| their_nation(c, "signer")),
    ("withdraw_proposal", "NotAuthority", |c| c.usurp("signer")),
    ("withdraw_proposal", "NotAuthority", |c| {
        c.usurp("signer");
        pass(c, OPEN - 1);
    }),
    ("withdraw_proposal", "FoundingOver", |c| sunset(c)),
    ("withdraw_proposal", "NotProposed", |c| {
        let gamma = gamma();
        c.world.sign(&Pact::of(&c.world.nation, &gamma, 7), &gamma).ok();
    }),
    ("withdraw_proposal", "WrongRentPayer", other_rent_payer),
    ("withdraw_proposal.lapsed", "NotParty", |c| c.put("nation", c.world.sibling.address)),
    ("denounce_treaty", "NotParty", |c| their_nation(c, "authority")),
    ("denounce_treaty", "NotAuthority", |c| c.usurp("authority")),
    ("denounce_treaty", "FoundingOver", |c| sunset(c)),
    ("denounce_treaty", "NotSigned", |c| {
        let pact = Pact::of(&c.world.nation, &gamma(), 8);
        c.world.propose(&pact, &c.world.nation, TERMS, c.world.now() + OPEN).ok();
        c.put("treaty", pact.address);
    }),
    ("denounce_treaty", "AlreadyDenounced", |c| c.run_once()),
    ("denounce_treaty", "AlreadyDenounced", |c| {
        let gamma = gamma();
        c.world.denounce(&Pact::of(&c.world.nation, &gamma, 7), &gamma).ok();
    }),
    ("denounce_treaty", "TreatyInvariant", |c| {
        corrupt::<Treaty>(c, "treaty", |treaty| treaty.proposer = civitas_tests::Address::default());
    }),
];
