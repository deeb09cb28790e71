//! Every deadline of the governor a second before, on the second, and a second after. Windows are half-open:
//! `[open, close)`.

use civitas_tests::relay::{message, sign};
use civitas_tests::*;

/// Nothing is refused.
const OK: &str = "";

/// What an act comes to at a deadline's −1, 0 and +1 second; each time in a world of its own.
#[track_caller]
fn edges(w: &World, deadline: i64, act: impl Fn(&World) -> Outcome, expected: [&str; 3]) {
    for (offset, expected) in [-1, 0, 1].into_iter().zip(expected) {
        let w = w.clone();
        w.at(deadline + offset);
        let outcome = act(&w);
        println!("{offset:+} s: expecting {}", if expected.is_empty() { "success" } else { expected });
        if expected.is_empty() {
            outcome.ok();
        } else {
            outcome.governor_error(expected);
        }
    }
}

fn call(w: &World) -> Call {
    Call::of(ix::set_admission(&w.nation, w.nation.executor, 0, 0))
}

#[test]
fn voting_opens() {
    let w = World::new(2);
    w.delegate(w.citizen(1), w.citizen(0));
    let p = w.submitted(&w.nation, &Draft::motion(), &[]);
    let opens = w.proposal(&p).voting_opens_at;
    edges(&w, opens, |w| w.cast(w.citizen(0), &p, FOR), ["VotingNotOpen", OK, OK]);
    edges(&w, opens, |w| w.cast_for(w.citizen(0), &p, FOR, &[w.citizen(1)]), ["VotingNotOpen", OK, OK]);
    let cancel = |w: &World| w.send(&[ix::cancel(&p, w.citizen(0).key())], &[&w.citizen(0).wallet]);
    edges(&w, opens, cancel, [OK, "NotAllowedToCancel", "NotAllowedToCancel"]);
    edges(&w, opens, |w| w.decide(&p), ["VotingNotOpen", "VotingNotClosed", "VotingNotClosed"]);
}

#[test]
fn voting_opens_where_ballots_are_final() {
    let w = World::with_rules(2, TrackRules { final_ballots: 1, ..RULES });
    let p = w.submitted(&w.nation, &Draft::motion(), &[]);
    let opens = w.proposal(&p).voting_opens_at;
    edges(&w, opens, |w| w.tally(&p), ["VotingNotClosed", OK, OK]);
    edges(&w, opens, |w| w.decide(&p), ["VotingNotOpen", "OutcomeOpen", "OutcomeOpen"]);
}

#[test]
fn voting_closes_and_objection_begins() {
    let w = World::new(2);
    let p = w.submitted(&w.nation, &Draft::motion(), &[]);
    let closes = w.proposal(&p).voting_closes_at;
    edges(&w, closes, |w| w.cast(w.citizen(0), &p, FOR), [OK, "ObjectionOnly", "ObjectionOnly"]);
    edges(&w, closes, |w| w.cast(w.citizen(0), &p, ABSTAIN), [OK, "ObjectionOnly", "ObjectionOnly"]);
    edges(&w, closes, |w| w.cast(w.citizen(0), &p, AGAINST), [OK, OK, OK]);
    let unopened = w.draft(&w.nation, &Draft::motion());
    w.submit(&unopened).ok();
    let closes = w.proposal(&unopened).voting_closes_at;
    edges(&w, closes, |w| w.open_page(&unopened, 0), [OK, "VotingClosed", "VotingClosed"]);
}

#[test]
fn objection_closes_and_the_tally_begins() {
    let w = World::new(2);
    let p = w.submitted(&w.nation, &Draft::motion(), &[]);
    let closes = w.proposal(&p).objection_closes_at;
    edges(&w, closes, |w| w.cast(w.citizen(0), &p, AGAINST), [OK, "VotingClosed", "VotingClosed"]);
    edges(&w, closes, |w| w.tally(&p), ["VotingNotClosed", OK, OK]);
    edges(&w, closes, |w| w.decide(&p), ["VotingNotClosed", "TallyIncomplete", "TallyIncomplete"]);
}

#[test]
fn without_objection_voting_closes_at_once() {
    let w = World::with_rules(2, TrackRules { objection_seconds: 0, review_seconds: 0, ..RULES });
    let p = w.submitted(&w.nation, &Draft::motion(), &[]);
    let proposal = w.proposal(&p);
    assert_eq!(proposal.voting_opens_at, w.now(), "without review, voting opens at once");
    let closes = proposal.voting_closes_at;
    edges(&w, closes, |w| w.cast(w.citizen(0), &p, AGAINST), [OK, "VotingClosed", "VotingClosed"]);
    edges(&w, closes, |w| w.tally(&p), ["VotingNotClosed", OK, OK]);
}

#[test]
fn the_timelock_ends() {
    let w = World::new(2);
    let call = call(&w);
    w.hand_over(&w.nation);
    let p = w.carried(std::slice::from_ref(&call));
    let from = w.proposal(&p).executes_from;
    edges(&w, from, |w| w.execute(&p, 0, &call), ["TimelockRunning", OK, OK]);
}

#[test]
fn the_execution_window_ends() {
    let w = World::new(2);
    let court = w.stranger().wallet;
    w.appoint_court(&court);
    let call = call(&w);
    w.hand_over(&w.nation);
    let p = w.carried(std::slice::from_ref(&call));
    let until = w.proposal(&p).executes_until;
    let over = "ExecutionWindowOver";
    edges(&w, until, |w| w.execute(&p, 0, &call), [OK, over, over]);
    edges(&w, until, |w| w.send(&[ix::expire(&p)], &[]), ["NotExpired", OK, OK]);
    let enjoin = |w: &World| w.send(&[ix::enjoin(&p, court.pubkey(), until + 100)], &[&court]);
    edges(&w, until, enjoin, [OK, over, over]);
}

#[test]
fn an_injunction_begins_and_lapses() {
    let w = World::new(2);
    let court = w.stranger().wallet;
    w.appoint_court(&court);
    let call = call(&w);
    let p = w.carried(std::slice::from_ref(&call));
    let until = w.now() + 10;
    let enjoin = |w: &World| w.send(&[ix::enjoin(&p, court.pubkey(), until)], &[&court]);
    let past = "InjunctionOutOfRange";
    edges(&w, until, enjoin, [OK, past, past]);
    let longest = w.now() + 60 * DAY;
    let w = w.clone();
    for (offset, ok) in [(-1, true), (0, true), (1, false)] {
        let w = w.clone();
        let outcome = w.send(&[ix::enjoin(&p, court.pubkey(), longest + offset)], &[&court]);
        if ok {
            outcome.ok();
        } else {
            outcome.governor_error(past);
        }
    }
    enjoin(&w).ok();
    let anyone = w.citizen(1);
    let release = |w: &World| w.send(&[ix::release(&p, anyone.key())], &[&anyone.wallet]);
    edges(&w, until, release, ["InjunctionRunning", OK, OK]);
}

#[test]
fn the_guardians_power_ends() {
    let w = World::new(2);
    let guardian = w.stranger().wallet;
    w.appoint_guardian(&guardian);
    let until = w.governor(&w.nation).guardian_until;
    let p = w.voting(&w.nation, 0);
    let cancel = |w: &World| w.send(&[ix::cancel(&p, guardian.pubkey())], &[&guardian]);
    edges(&w, until, cancel, [OK, "NotAllowedToCancel", "NotAllowedToCancel"]);
}

#[test]
fn a_draft_expires() {
    let w = World::new(2);
    let p = w.draft(&w.nation, &Draft::motion());
    edges(&w, w.now() + 30 * DAY, |w| w.send(&[ix::expire(&p)], &[]), ["NotExpired", OK, OK]);
}

#[test]
fn the_recount_period_ends() {
    let w = World::new(2);
    let p = w.voting(&w.nation, 0);
    w.conclude(&p);
    let close = |w: &World| w.send(&[ix::close_page(&p, p.page(0), ix::payer())], &[]);
    edges(&w, w.proposal(&p).decided_at + 7 * DAY, close, ["RecountPeriod", OK, OK]);
    // From the decision, not from what came later.
    let call = call(&w);
    let p = w.carried(std::slice::from_ref(&call));
    w.at(w.proposal(&p).executes_until).send(&[ix::expire(&p)], &[]).ok();
    let close = |w: &World| w.send(&[ix::close_page(&p, p.page(0), ix::payer())], &[]);
    edges(&w, w.proposal(&p).decided_at + 7 * DAY, close, ["RecountPeriod", OK, OK]);
}

#[test]
fn a_signed_ballot_expires() {
    let w = World::new(2);
    let p = w.voting(&w.nation, 0);
    let expiry = w.now() + 100;
    let voter = w.citizen(1);
    let relay = |w: &World| w.relay(&p, &[(voter, sign(&voter.wallet, message(&p, expiry, FOR)))]);
    edges(&w, expiry, relay, [OK, "MessageExpired", "MessageExpired"]);
}

#[test]
fn a_term_ends() {
    let w = World::with_rules(2, TrackRules { voting_seconds: 366 * DAY as u32, ..RULES });
    w.delegate(w.citizen(1), w.citizen(0));
    w.wait(100 * DAY);
    let draft = w.draft(&w.nation, &Draft::motion());
    let p = w.voting(&w.nation, 0);
    let ends = w.citizen_account(w.citizen(0)).expires_at;
    assert!(ends < w.proposal(&p).voting_closes_at);
    let (voter, other) = (w.citizen(0), w.citizen(1));
    edges(&w, ends, |w| w.cast(voter, &p, FOR), [OK, "VoterLapsed", "VoterLapsed"]);
    edges(&w, ends, |w| w.cast_for(voter, &p, FOR, &[other]), [OK, "VoterLapsed", "VoterLapsed"]);
    let relay = |w: &World| w.relay(&p, &[(voter, sign(&voter.wallet, message(&p, i64::MAX, FOR)))]);
    edges(&w, ends, relay, [OK, "VoterLapsed", "VoterLapsed"]);
    let ineligible = "ProposerIneligible";
    edges(&w, ends, |w| w.submit(&draft), [OK, ineligible, ineligible]);
    // The delegate's term runs on, the delegator's ends.
    let w = w.clone();
    w.edit::<client::membership::accounts::Citizen>(&voter.citizen, |citizen| citizen.expires_at += 30 * DAY);
    let nobody = "NobodyRepresented";
    edges(&w, ends, |w| w.cast_for(voter, &p, FOR, &[other]), [OK, nobody, nobody]);
}

#[test]
fn a_suspension_ends() {
    let w = World::new(2);
    w.delegate(w.citizen(1), w.citizen(0));
    let p = w.voting(&w.nation, 0);
    let (founder, voter, until) = (&w.nation.founder, w.citizen(1), w.now() + 100);
    w.send(&[ix::suspend(voter, founder.pubkey(), until)], &[founder]).ok();
    edges(&w, until, |w| w.cast(voter, &p, FOR), ["VoterSuspended", OK, OK]);
    edges(&w, until, |w| w.cast_for(w.citizen(0), &p, FOR, &[voter]), ["NobodyRepresented", OK, OK]);
}

#[test]
fn the_required_tenure_is_reached() {
    let w = World::with_rules(1, TrackRules { tenure_seconds: 1_000, ..RULES });
    w.wait(2_000);
    let newcomer = w.newcomer();
    let joined = w.now();
    // At a submission so long after joining.
    let vote = |w: &World| {
        let p = w.voting(&w.nation, 0);
        w.cast(&newcomer, &p, FOR)
    };
    edges(&w, joined + 1_000, vote, ["VoterJoinedTooLate", OK, OK]);
}

#[test]
fn a_stake_is_free_again() {
    let w = World::new(2);
    let mint = w.create_stakers();
    w.set_track(&w.nation, 0, TrackRules { chambers: STAKERS, ..RULES });
    w.stake(w.citizen(0), mint, 5);
    let free = w.now() + DAY;
    let take = ix::unstake(w.citizen(0), w.nation.governor, mint, 5);
    edges(&w, free, |w| w.send(&[take.clone()], &[&w.citizen(0).wallet]), ["StakeLocked", OK, OK]);
    w.at(free);
    let p = w.voting(&w.nation, 0);
    w.cast_stake(w.citizen(0), &p, FOR).ok();
    let closes = w.proposal(&p).objection_closes_at;
    let unstake = |w: &World| {
        let take = ix::unstake(w.citizen(0), w.nation.governor, mint, 5);
        w.send(&[take], &[&w.citizen(0).wallet])
    };
    edges(&w, closes, unstake, ["StakeLocked", OK, OK]);
    edges(&w, closes, |w| w.cast_stake(w.citizen(0), &p, AGAINST), [OK, "VotingClosed", "VotingClosed"]);
    let opens = w.proposal(&p).voting_closes_at;
    edges(&w, opens, |w| w.cast_stake(w.citizen(0), &p, FOR), [OK, "ObjectionOnly", "ObjectionOnly"]);
}
