//! The circuit breaker: how much leaves within a window, whoever signs; and how its rule changes.

use civitas_tests::*;
use client::treasury::events::Event;
use client::treasury::types::BreakerChanged;

const MILLION: u64 = 1_000_000_000;
/// A window of seven slots of a thousand seconds.
const WINDOW: u32 = 7_000;
const SLOT: i64 = 1_000;
/// A tenth.
const TENTH: u16 = 1_000;
/// A looser rule waits for one old window, and at least this long.
const LIFT_WAIT: i64 = 30 * DAY;

/// A treasury with a billion units, all of them older than any window, of which a tenth may leave; at the first
/// second of a slot. And somebody to pay.
fn limited(money: fn(&World) -> Money) -> (World, Till, Address) {
    let w = World::new(4);
    let till = w.till(money(&w), MILLION);
    let to = w.empty_holding(&till.money, &w.citizen(1).key());
    w.wait(30 * DAY);
    to_slot(&w);
    w.set_breaker(&till, TENTH, WINDOW).ok();
    (w, till, to)
}

fn sol(_: &World) -> Money {
    Money::SOL
}

fn coin(w: &World) -> Money {
    w.coin("a coin")
}

/// Moves on to the first second of the next slot.
fn to_slot(w: &World) {
    w.at((w.now() / SLOT + 1) * SLOT);
}

#[test]
fn no_more_than_the_limit_leaves() {
    for money in [sol, coin] {
        let (w, till, to) = limited(money);
        w.pay(&till, to, MILLION / 10 + 1).treasury_error("BreakerTripped");
        let copy = w.clone();
        copy.pay(&till, to, MILLION / 10).ok();
        copy.pay(&till, to, 1).treasury_error("BreakerTripped");
        w.pay(&till, to, MILLION / 10 - 1).ok();
        w.pay(&till, to, 2).treasury_error("BreakerTripped");
        w.pay(&till, to, 1).ok();
        w.pay(&till, to, 1).treasury_error("BreakerTripped");
        assert_eq!(w.balance(&till), MILLION - MILLION / 10);
    }
}

#[test]
fn the_share_is_rounded_down() {
    let w = World::new(2);
    let till = w.till(w.coin("a coin"), 9_999);
    let to = w.empty_holding(&till.money, &w.citizen(1).key());
    w.wait(30 * DAY);
    w.set_breaker(&till, 1, WINDOW).ok();
    w.pay(&till, to, 1).treasury_error("BreakerTripped"); // 0.9999 of a unit
    w.donate(&till, 1);
    w.wait(30 * DAY);
    w.pay(&till, to, 2).treasury_error("BreakerTripped");
    w.pay(&till, to, 1).ok();
}

#[test]
fn payments_of_a_window_add_up_and_are_forgotten_after_it() {
    let (w, till, to) = limited(coin);
    let start = w.now();
    w.pay(&till, to, 60_000_000).ok();
    w.at(start + 3 * SLOT + 999);
    w.pay(&till, to, 40_000_000).ok();
    w.pay(&till, to, 1).treasury_error("BreakerTripped");
    // The present slot and seven before it are remembered, whatever second of its slot a payment was made in.
    w.at(start + 8 * SLOT - 1);
    w.pay(&till, to, 1).treasury_error("BreakerTripped");
    w.at(start + 8 * SLOT);
    // The first is forgotten: a tenth of what was there after it, less the second.
    let allowed = (MILLION - 60_000_000) / 10 - 40_000_000;
    w.clone().pay(&till, to, allowed + 1).treasury_error("BreakerTripped");
    w.pay(&till, to, allowed).ok();
    w.at(start + 11 * SLOT - 1);
    w.pay(&till, to, 1).treasury_error("BreakerTripped");
    w.at(start + 11 * SLOT);
    let allowed = (MILLION - 100_000_000) / 10 - allowed;
    w.pay(&till, to, allowed + 1).treasury_error("BreakerTripped");
    w.pay(&till, to, allowed).ok();
}

#[test]
fn no_window_ever_lets_more_than_the_limit_out() {
    // Just before and just after the boundary of slots, for a hundred slots.
    let (w, till, to) = limited(coin);
    let mut paid: Vec<(i64, u64)> = vec![];
    for round in 0..200 {
        w.at(w.now() / SLOT * SLOT + if round % 2 == 0 { SLOT - 1 } else { SLOT });
        for amount in [50_000_000, 9_999_999, 1_000_000, 1_234] {
            if w.pay(&till, to, amount).result().is_ok() {
                paid.push((w.now(), amount));
            }
        }
        let balance_now = w.balance(&till);
        let since: u64 =
            paid.iter().filter(|(at, _)| *at > w.now() - i64::from(WINDOW)).map(|(_, amount)| amount).sum();
        // All that left in this window is at most a tenth of what was there before it.
        assert!(since * 10 <= balance_now + since, "{since} of {}", balance_now + since);
    }
    assert!(paid.len() > 20);
}

#[test]
fn income_raises_the_limit_only_after_a_window() {
    for money in [sol, coin] {
        let (w, till, to) = limited(money);
        let start = w.now();
        w.donate(&till, 9 * MILLION);
        w.pay(&till, to, MILLION / 10 + 1).treasury_error("BreakerTripped");
        w.at(start + 8 * SLOT - 1);
        w.pay(&till, to, MILLION / 10 + 1).treasury_error("BreakerTripped");
        w.at(start + 8 * SLOT);
        w.pay(&till, to, MILLION + 1).treasury_error("BreakerTripped");
        w.pay(&till, to, MILLION).ok();
    }
}

#[test]
fn income_that_was_reconciled_counts_from_then() {
    let (w, till, to) = limited(coin);
    w.endow(&till.money, &till.vault, 9 * MILLION);
    w.wait(30 * DAY);
    to_slot(&w);
    let start = w.now();
    w.send(&[ix::reconcile(&till)], &[]).ok();
    w.pay(&till, to, MILLION / 10 + 1).treasury_error("BreakerTripped");
    w.at(start + 8 * SLOT);
    w.pay(&till, to, MILLION).ok();
}

#[test]
fn paying_in_what_was_paid_out_pumps_nothing() {
    let (w, till, to) = limited(coin);
    let accomplice = w.citizen(1).wallet.insecure_clone();
    w.pay(&till, to, MILLION / 10).ok();
    for _ in 0..3 {
        let back = ix::deposit(&till, accomplice.pubkey(), income::DONATION, MILLION / 10);
        w.send(&[back], &[&accomplice]).ok();
        w.pay(&till, to, 1).treasury_error("BreakerTripped");
        w.endow(&till.money, &accomplice.pubkey(), MILLION / 10);
    }
    // In a single transaction too.
    let w = limited(coin).0;
    let founder = &w.nation.founder;
    let pay = ix::pay(&till, founder.pubkey(), to, MILLION / 10);
    let back = ix::deposit(&till, accomplice.pubkey(), income::DONATION, MILLION / 10);
    w.send(&[pay.clone(), back, pay], &[founder, &accomplice]).treasury_error("BreakerTripped");
}

#[test]
fn budgets_awards_and_streams_are_held_too() {
    for money in [sol, coin] {
        let (w, till, to) = limited(money);
        let (holder, payee) = (&w.citizen(2).wallet, &w.citizen(3).wallet);
        let court = w.stranger().wallet;
        w.appoint_court(&court);
        let grant = Grant { per_period: MILLION, ..w.grant(holder.pubkey()) };
        let budget = w.budget(&till, &grant);
        let aside = w.budget(&till, &Grant { set_aside: MILLION / 4, ..grant });
        let awards =
            w.budget(&till, &Grant { holder_kind: kind::COURT, holder: Address::default(), ..grant });
        let now = w.now();
        let stream = w.stream(&till, payee.pubkey(), MILLION / 2, [now - 100, now - 100, now]);
        w.empty_holding(&till.money, &payee.pubkey());
        let limit = MILLION / 10;
        let award = |amount| ix::award(&till, court.pubkey(), awards, to, amount);
        // Each alone.
        w.spend(&till, holder, budget, to, limit + 1).treasury_error("BreakerTripped");
        w.spend(&till, holder, aside, to, limit + 1).treasury_error("BreakerTripped");
        w.send(&[award(limit + 1)], &[&court]).treasury_error("BreakerTripped");
        w.withdraw(&till, payee, stream, limit + 1).treasury_error("BreakerTripped");
        // All together.
        w.spend(&till, holder, budget, to, limit / 5).ok();
        w.spend(&till, holder, aside, to, limit / 5).ok();
        w.send(&[award(limit / 5)], &[&court]).ok();
        w.withdraw(&till, payee, stream, limit / 5).ok();
        w.pay(&till, to, limit / 5).ok();
        w.pay(&till, to, 1).treasury_error("BreakerTripped");
        w.withdraw(&till, payee, stream, 1).treasury_error("BreakerTripped");
        // Held, not lost.
        w.wait(8 * SLOT);
        w.withdraw(&till, payee, stream, limit / 5).ok();
    }
}

#[test]
fn a_tighter_rule_takes_effect_at_once() {
    let (w, till, to) = limited(coin);
    // A smaller share, a longer window, both.
    for (limit, window) in [(500, WINDOW), (500, 2 * WINDOW), (300, 3 * WINDOW)] {
        let receipt = w.set_breaker(&till, limit, window).ok();
        let event =
            BreakerChanged { ledger: till.ledger, from: w.now(), window, limit_bps: limit, padding: [0; 2] };
        assert_eq!(World::treasury_events(&receipt), [Event::BreakerChanged(event)]);
        let allowed = MILLION * u64::from(limit) / 10_000;
        w.pay(&till, to, allowed + 1).treasury_error("BreakerTripped");
        w.clone().pay(&till, to, allowed).ok();
        let ledger = w.ledger(&till);
        assert_eq!((ledger.limit_bps, ledger.window, ledger.next_at), (limit, window, 0));
    }
    // The same rule once more is no looser.
    w.set_breaker(&till, 300, 3 * WINDOW).ok();
    assert_eq!(w.ledger(&till).next_at, 0);
}

#[test]
fn a_new_rule_forgets_nothing() {
    let (w, till, to) = limited(coin);
    w.pay(&till, to, MILLION / 10).ok();
    w.wait(5 * SLOT);
    // Half of what left already is more than what may leave now.
    w.set_breaker(&till, 500, WINDOW).ok();
    w.pay(&till, to, 1).treasury_error("BreakerTripped");
    // It counts as if it had left just now.
    w.at((w.now() / SLOT + 8) * SLOT - 1);
    w.pay(&till, to, 1).treasury_error("BreakerTripped");
    w.wait(1);
    w.pay(&till, to, MILLION * 9 / 10 / 20).ok();
}

#[test]
fn a_looser_rule_waits_for_one_old_window_and_for_thirty_days() {
    let month = 30 * 86_400;
    for (old, wait) in [
        (WINDOW, LIFT_WAIT),
        (month - 1, LIFT_WAIT),
        (month, LIFT_WAIT),
        (month + 1, LIFT_WAIT + 1),
        (3 * month, 3 * LIFT_WAIT),
    ] {
        // A larger share, a shorter window, off.
        for (limit, window) in [(2_000, old), (TENTH, old - 1), (2_000, 1), (10_000, old), (500, 1)] {
            loosened(old, wait, limit, window);
        }
    }
}

/// Loosens a tenth in `old` seconds to `limit` in `window` seconds, which must take `wait` seconds.
#[track_caller]
fn loosened(old: u32, wait: i64, limit: u16, window: u32) {
    let (w, till, to) = limited(coin);
    w.set_breaker(&till, TENTH, old).ok();
    assert_eq!(w.ledger(&till).next_at, 0);
    let receipt = w.set_breaker(&till, limit, window).ok();
    let from = w.now() + wait;
    let event = BreakerChanged { ledger: till.ledger, from, window, limit_bps: limit, padding: [0; 2] };
    assert_eq!(World::treasury_events(&receipt), [Event::BreakerChanged(event)]);
    let pending = w.ledger(&till);
    assert_eq!((pending.limit_bps, pending.window), (TENTH, old));
    assert_eq!((pending.next_limit_bps, pending.next_window, pending.next_at), (limit, window, from));
    let most = MILLION * u64::from(limit) / 10_000;
    for (late, looser) in [(-1, false), (0, true), (1, true)] {
        let w = w.clone();
        w.at(from + late);
        let allowed = if looser { most } else { MILLION / 10 };
        if allowed < MILLION {
            w.pay(&till, to, allowed + 1).treasury_error("BreakerTripped");
        }
        w.pay(&till, to, allowed).ok();
        let after = w.ledger(&till);
        let rule = if looser { (limit, window, 0) } else { (TENTH, old, from) };
        assert_eq!((after.limit_bps, after.window, after.next_at), rule, "{old}: {late}");
    }
}

#[test]
fn nobody_lifts_the_breaker_and_empties_the_vault_at_once() {
    let (w, till, to) = limited(coin);
    let founder = &w.nation.founder;
    let lift = |limit, window| ix::set_breaker(&till, founder.pubkey(), limit, window);
    let pay = ix::pay(&till, founder.pubkey(), to, MILLION / 10 + 1);
    for rule in [lift(10_000, WINDOW), lift(10_000, 1), lift(TENTH, 1), lift(9_999, 90 * 86_400)] {
        w.send(&[rule.clone(), pay.clone()], &[founder]).treasury_error("BreakerTripped");
        w.send(&[rule.clone(), rule, pay.clone()], &[founder]).treasury_error("BreakerTripped");
    }
    // Nor by way of a rule that is off for an instant.
    w.send(&[lift(1, 90 * 86_400), lift(10_000, 1), pay], &[founder]).treasury_error("BreakerTripped");
}

#[test]
fn a_later_rule_replaces_the_one_that_waits() {
    let (w, till, to) = limited(coin);
    let start = w.now();
    w.set_breaker(&till, 10_000, WINDOW).ok();
    w.wait(6_000);
    // Another looser one begins to wait anew.
    w.set_breaker(&till, 5_000, WINDOW).ok();
    w.at(start + LIFT_WAIT);
    w.pay(&till, to, MILLION / 10 + 1).treasury_error("BreakerTripped");
    w.at(start + 6_000 + LIFT_WAIT - 1);
    w.pay(&till, to, MILLION / 10 + 1).treasury_error("BreakerTripped");
    w.wait(1);
    w.clone().pay(&till, to, MILLION / 2 + 1).treasury_error("BreakerTripped");
    w.clone().pay(&till, to, MILLION / 2).ok();

    // A tighter one voids what waits.
    w.set_breaker(&till, 10_000, WINDOW).ok();
    w.wait(100);
    w.set_breaker(&till, 400, WINDOW).ok();
    let ledger = w.ledger(&till);
    assert_eq!((ledger.next_at, ledger.next_limit_bps, ledger.next_window), (0, 0, 0));
    w.wait(2 * LIFT_WAIT);
    w.pay(&till, to, MILLION / 25 + 1).treasury_error("BreakerTripped");
    w.pay(&till, to, MILLION / 25).ok();
}

#[test]
fn a_rule_whose_time_has_come_counts_as_the_rule() {
    // What is tighter and what is looser is said against the rule that is due, even if nothing has been paid since.
    let (w, till, to) = limited(coin);
    w.set_breaker(&till, 5_000, 2 * WINDOW).ok();
    w.wait(LIFT_WAIT);
    w.set_breaker(&till, 2_000, 2 * WINDOW).ok(); // tighter than what is due
    let ledger = w.ledger(&till);
    assert_eq!((ledger.limit_bps, ledger.window, ledger.next_at), (2_000, 2 * WINDOW, 0));
    w.pay(&till, to, MILLION / 5 + 1).treasury_error("BreakerTripped");
    w.pay(&till, to, MILLION / 5).ok();
    // And income makes it take effect as well.
    w.set_breaker(&till, 10_000, 1).ok();
    w.wait(LIFT_WAIT);
    w.donate(&till, 5);
    let ledger = w.ledger(&till);
    assert_eq!((ledger.limit_bps, ledger.window, ledger.next_at), (10_000, 1, 0));
    w.pay(&till, to, MILLION * 4 / 5 + 5).ok();
    assert_eq!(w.balance(&till), 0);
}

#[test]
fn from_no_limit_any_rule_is_tighter() {
    let w = World::new(2);
    let till = w.till(w.coin("a coin"), MILLION);
    let to = w.empty_holding(&till.money, &w.citizen(1).key());
    w.wait(30 * DAY);
    w.set_breaker(&till, 9_999, 1).ok();
    let ledger = w.ledger(&till);
    assert_eq!((ledger.limit_bps, ledger.window, ledger.next_at), (9_999, 1, 0));
    w.pay(&till, to, MILLION / 10_000 * 9_999 + 1).treasury_error("BreakerTripped");
    w.pay(&till, to, MILLION / 10_000 * 9_999).ok();
}

#[test]
fn what_came_in_before_the_first_rule_is_remembered() {
    // A breaker that is off still looks on: money of today is not what tomorrow's limit is a share of.
    let w = World::new(2);
    let till = w.till(w.coin("a coin"), MILLION);
    let to = w.empty_holding(&till.money, &w.citizen(1).key());
    w.pay(&till, to, MILLION / 2).ok();
    w.set_breaker(&till, TENTH, WINDOW).ok();
    w.pay(&till, to, 1).treasury_error("BreakerTripped");
    w.wait(8 * SLOT);
    w.pay(&till, to, MILLION / 20).ok();
}

#[test]
fn rules_must_be_sound() {
    let (w, till, _) = limited(coin);
    for (limit, window) in
        [(0, WINDOW), (10_001, WINDOW), (u16::MAX, WINDOW), (TENTH, 0), (TENTH, 90 * 86_400 + 1)]
    {
        w.set_breaker(&till, limit, window).treasury_error("BreakerUnsound");
    }
    w.set_breaker(&till, 1, 90 * 86_400).ok();
    assert_eq!(w.ledger(&till).window, 90 * 86_400);
    // The longest window can be got rid of again, within a season.
    w.set_breaker(&till, 10_000, 1).ok();
    assert_eq!(w.ledger(&till).next_at, w.now() + 90 * DAY);
}

#[test]
fn each_ledger_has_a_breaker_of_its_own() {
    let (w, till, to) = limited(coin);
    let sol = w.till(Money::SOL, MILLION);
    w.pay(&till, to, MILLION / 10).ok();
    w.pay(&sol, w.citizen(1).key(), MILLION).ok();
    w.pay(&till, to, 1).treasury_error("BreakerTripped");
}

#[test]
fn a_motion_sets_the_breaker_and_cannot_outrun_it() {
    let (w, till, to) = limited(coin);
    w.hand_over(&w.nation);
    let executor = w.nation.executor;
    let calls = [
        Call::of(ix::set_breaker(&till, executor, 10_000, 86_400)),
        Call::of(ix::pay(&till, executor, to, MILLION)),
    ];
    let p = w.executable(&calls);
    w.execute(&p, 0, &calls[0]).ok();
    w.execute(&p, 1, &calls[1]).treasury_error("BreakerTripped");
    // The wait is longer than the time that the motion has to be executed in.
    assert!(w.proposal(&p).executes_until < w.ledger(&till).next_at);
    w.at(w.proposal(&p).executes_until - 1);
    w.execute(&p, 1, &calls[1]).treasury_error("BreakerTripped");
}

/// The breaker, written anew from its description: what came in and what left, and when.
struct Model {
    rule: (u16, u32),
    next: Option<(u16, u32, i64)>,
    balance: u64,
    flows: Vec<(i64, i128)>,
}

impl Model {
    fn slot(&self, at: i64) -> i64 {
        at.div_euclid((i64::from(self.rule.1) + 6) / 7)
    }

    /// What came in and what left, as far as it is remembered.
    fn remembered(&self, now: i64) -> (i128, i128) {
        let recent = self.flows.iter().filter(|(at, _)| self.slot(*at) > self.slot(now) - 8);
        recent.fold((0, 0), |(inflow, outflow), (_, amount)| {
            (inflow + amount.max(&0), outflow - amount.min(&0))
        })
    }

    fn adopt(&mut self, now: i64) {
        if let Some((limit, window, _)) = self.next.filter(|(.., at)| now >= *at) {
            self.set(limit, window, now);
        }
    }

    fn set(&mut self, limit: u16, window: u32, now: i64) {
        let (inflow, outflow) = self.remembered(now);
        self.flows = vec![(now, inflow), (now, -outflow)];
        self.rule = (limit, window);
        self.next = None;
    }

    fn change(&mut self, limit: u16, window: u32, now: i64) {
        self.adopt(now);
        let (old, length) = self.rule;
        if old == 10_000 || (limit <= old && window >= length) {
            self.set(limit, window, now);
        } else {
            self.next = Some((limit, window, now + i64::from(length).max(LIFT_WAIT)));
        }
    }

    fn receive(&mut self, amount: u64, now: i64) {
        self.adopt(now);
        self.balance += amount;
        self.flows.push((now, i128::from(amount)));
    }

    fn allowed(&mut self, now: i64) -> u64 {
        let mut after = Self { flows: self.flows.clone(), ..*self };
        after.adopt(now);
        if after.rule.0 == 10_000 {
            return after.balance;
        }
        let (inflow, outflow) = after.remembered(now);
        let base = i128::from(after.balance) + outflow - inflow;
        let most = base.max(0) * i128::from(after.rule.0) / 10_000 - outflow;
        u64::try_from(most.clamp(0, i128::from(after.balance))).unwrap()
    }

    fn pay(&mut self, amount: u64, now: i64) {
        self.adopt(now);
        self.balance -= amount;
        self.flows.push((now, -i128::from(amount)));
    }
}

#[test]
fn a_breaker_written_anew_agrees() {
    // Six hundred random steps: income, time, rules, the instants around that of a looser one; and payments of
    // exactly what may leave, and of a unit more.
    let mut seed = 7u64;
    let mut random = move |below: u64| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % below
    };
    let w = World::new(2);
    // All the time that the rules need: the founder sets them.
    w.edit::<client::membership::accounts::Nation>(&w.nation.address, |nation| {
        nation.founder_sunset = i64::MAX;
    });
    let till = w.open_till(&w.nation, w.coin("a coin"));
    let to = w.empty_holding(&till.money, &w.citizen(1).key());
    let mut model = Model { rule: (10_000, 86_400), next: None, balance: 0, flows: vec![] };
    let (mut paid, mut held, mut loosened) = (0, 0, 0);
    for step in 0..600 {
        match random(9) {
            0 => {
                let amount = 1 + random(1_000_000);
                model.receive(amount, w.now());
                w.donate(&till, amount);
            }
            1 => {
                let limit = [1, 500, 1_000, 2_500, 9_999, 10_000][random(6) as usize];
                let window = [1, 6, 7, 8, 100, 3_600, 86_400, 40 * 86_400][random(8) as usize];
                model.change(limit, window, w.now());
                w.set_breaker(&till, limit, window).ok();
            }
            2 | 3 => {
                w.wait(random(10) as i64);
            }
            4 => {
                w.wait(random(100_000) as i64);
            }
            5 => {
                if let Some((.., from)) = model.next.filter(|(.., from)| *from > w.now()) {
                    w.at(from - 1 + random(3) as i64);
                    loosened += u32::from(w.now() >= from);
                }
            }
            _ => {
                let allowed = model.allowed(w.now());
                if allowed < model.balance {
                    w.clone().pay(&till, to, allowed + 1).treasury_error("BreakerTripped");
                    held += 1;
                }
                let amount = if random(2) == 0 { allowed } else { random(allowed + 1) };
                if amount > 0 {
                    model.pay(amount, w.now());
                    w.pay(&till, to, amount).ok();
                    paid += 1;
                }
            }
        }
        assert_eq!(w.balance(&till), model.balance, "step {step}");
    }
    assert!(paid > 30 && held > 30, "{paid} paid, {held} held");
    assert!(loosened > 10, "{loosened} loosened");
}
