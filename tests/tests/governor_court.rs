//! The court's hand on a decision: `enjoin` and `release`.

use civitas_tests::*;
use client::governor::events::Event;

struct Court {
    w: World,
    court: Keypair,
    call: Call,
}

/// A world of three with a court; its executor has the authority.
fn court() -> Court {
    let w = World::new(3);
    let court = w.stranger().wallet;
    w.appoint_court(&court);
    w.hand_over(&w.nation);
    let call = Call::of(ix::set_admission(&w.nation, w.nation.executor, 0, 0));
    Court { w, court, call }
}

impl Court {
    fn queued(&self) -> Proposal {
        self.w.carried(std::slice::from_ref(&self.call))
    }

    fn enjoin(&self, p: &Proposal, until: i64) -> Outcome {
        self.w.send(&[ix::enjoin(p, self.court.pubkey(), until)], &[&self.court])
    }

    fn release(&self, p: &Proposal) -> Outcome {
        self.w.send(&[ix::release(p, self.court.pubkey())], &[&self.court])
    }
}

#[test]
fn an_injunction_holds_back_what_is_queued() {
    let c = court();
    let w = &c.w;
    let p = c.queued();
    let before = w.proposal(&p);
    w.wait(20);
    let until = w.now() + 1_000;
    let receipt = c.enjoin(&p, until).ok();
    let held = w.proposal(&p);
    assert_eq!((held.state, held.enjoined_state), (state::ENJOINED, state::QUEUED));
    assert_eq!((held.enjoined_at, held.enjoined_until, held.enjoined_seconds), (w.now(), until, 0));
    assert!(matches!(&World::events(&receipt)[..], [Event::ProposalMoved(m)] if m.state == state::ENJOINED));
    w.at(before.executes_from).execute(&p, 0, &c.call).governor_error("ProposalNotQueued");
    w.send(&[ix::expire(&p)], &[]).governor_error("NotExpired");
    c.enjoin(&p, until + 1).governor_error("ProposalNotQueued");

    // Released by the court after 100 seconds: timelock and window move on by as much.
    w.at(held.enjoined_at + 100);
    let receipt = c.release(&p).ok();
    let freed = w.proposal(&p);
    assert_eq!(
        (freed.state, freed.enjoined_state, freed.enjoined_at, freed.enjoined_until),
        (state::QUEUED, 0, 0, 0)
    );
    assert_eq!(freed.enjoined_seconds, 100);
    assert_eq!(freed.executes_from, before.executes_from + 100);
    assert_eq!(freed.executes_until, before.executes_until + 100);
    assert!(matches!(&World::events(&receipt)[..], [Event::ProposalMoved(m)] if m.state == state::QUEUED));
    c.release(&p).governor_error("NotEnjoined");
    w.at(freed.executes_from - 1).execute(&p, 0, &c.call).governor_error("TimelockRunning");
    w.at(freed.executes_from).execute(&p, 0, &c.call).ok();
    c.enjoin(&p, w.now() + 1).governor_error("ProposalNotQueued");
}

#[test]
fn anyone_lifts_an_injunction_that_has_lapsed() {
    let c = court();
    let w = &c.w;
    let p = c.queued();
    let before = w.proposal(&p);
    let until = w.now() + 1_000;
    c.enjoin(&p, until).ok();
    let stranger = w.citizen(1);
    let by_anyone = || w.send(&[ix::release(&p, stranger.key())], &[&stranger.wallet]);
    w.at(until - 1);
    by_anyone().governor_error("InjunctionRunning");
    // Late by a day: only the time of the injunction itself moves the window.
    w.at(until + DAY);
    by_anyone().ok();
    let freed = w.proposal(&p);
    assert_eq!(freed.enjoined_seconds, 1_000);
    assert_eq!(freed.executes_until, before.executes_until + 1_000);
    w.execute(&p, 0, &c.call).governor_error("ExecutionWindowOver");
    w.send(&[ix::expire(&p)], &[]).ok();
}

#[test]
fn only_the_nations_court_enjoins() {
    let c = court();
    let w = &c.w;
    let p = c.queued();
    let stranger = w.citizen(1);
    let until = w.now() + 10;
    w.send(&[ix::enjoin(&p, stranger.key(), until)], &[&stranger.wallet]).governor_error("NotCourt");
    let founder = &w.nation.founder;
    w.send(&[ix::enjoin(&p, founder.pubkey(), until)], &[founder]).governor_error("NotCourt");
    let mut foreign = ix::enjoin(&p, c.court.pubkey(), until);
    foreign.accounts[1].pubkey = w.sibling.address;
    w.send(&[foreign], &[&c.court]).governor_error("WrongNation");
    let mut foreign = ix::release(&p, c.court.pubkey());
    foreign.accounts[1].pubkey = w.sibling.address;
    w.send(&[foreign], &[&c.court]).governor_error("WrongNation");
}

#[test]
fn without_a_court_nobody_is_one() {
    let w = World::new(3);
    let call = Call::of(ix::set_admission(&w.nation, w.nation.executor, 0, 0));
    let p = w.carried(&[call]);
    let founder = &w.nation.founder;
    w.send(&[ix::enjoin(&p, founder.pubkey(), w.now() + 1)], &[founder]).governor_error("NotCourt");
}

#[test]
fn only_what_has_succeeded_or_is_queued() {
    let c = court();
    let w = &c.w;
    let until = |w: &World| w.now() + 10;
    let draft = w.draft(&w.nation, &Draft::motion());
    c.enjoin(&draft, until(w)).governor_error("ProposalNotQueued");
    let voting = w.voting(&w.nation, 0);
    c.enjoin(&voting, until(w)).governor_error("ProposalNotQueued");
    c.release(&voting).governor_error("NotEnjoined");
    let succeeded = w.carried(&[]);
    assert_eq!(w.proposal(&succeeded).state, state::SUCCEEDED);
    c.enjoin(&succeeded, until(w)).ok();
    w.send(&[ix::close_proposal(&succeeded, w.nation.executor)], &[]).governor_error("ProposalNotOver");
    c.release(&succeeded).ok();
    assert_eq!(w.proposal(&succeeded).state, state::SUCCEEDED);
    let queued = c.queued();
    w.at(w.proposal(&queued).executes_until);
    c.enjoin(&queued, until(w)).governor_error("ExecutionWindowOver");
}

#[test]
fn injunctions_together_last_sixty_days() {
    let c = court();
    let w = &c.w;
    let p = c.queued();
    let now = w.now();
    for until in [now, now - 1, i64::MIN, now + 60 * DAY + 1, i64::MAX] {
        c.enjoin(&p, until).governor_error("InjunctionOutOfRange");
    }
    c.enjoin(&p, now + 60 * DAY).ok();
    w.wait(20 * DAY);
    c.release(&p).ok();
    assert_eq!(w.proposal(&p).enjoined_seconds, 20 * DAY);
    c.enjoin(&p, w.now() + 40 * DAY + 1).governor_error("InjunctionOutOfRange");
    c.enjoin(&p, w.now() + 40 * DAY).ok();
    w.wait(50 * DAY);
    c.release(&p).ok();
    assert_eq!(w.proposal(&p).enjoined_seconds, 60 * DAY, "no longer than it was ordered for");
    let window = w.proposal(&p);
    w.at(window.executes_until - 1);
    c.enjoin(&p, w.now() + 1).governor_error("InjunctionOutOfRange");
    w.execute(&p, 0, &c.call).ok();
}

#[test]
fn the_guardian_may_cancel_what_is_enjoined() {
    let c = court();
    let w = World::new(3);
    let guardian = w.citizen(2).wallet.insecure_clone();
    w.appoint_guardian(&guardian);
    w.appoint_court(&c.court);
    w.hand_over(&w.nation);
    let c = Court { w, ..c };
    let w = &c.w;
    let p = c.queued();
    c.enjoin(&p, w.now() + 100).ok();
    w.send(&[ix::cancel(&p, w.citizen(0).key())], &[&w.citizen(0).wallet])
        .governor_error("NotAllowedToCancel");
    w.send(&[ix::cancel(&p, guardian.pubkey())], &[&guardian]).ok();
    assert_eq!(w.proposal(&p).state, state::CANCELLED);
    c.release(&p).governor_error("NotEnjoined");
}
