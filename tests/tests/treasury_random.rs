//! Everything that can be done with a treasury, at random. After each step the house checks the books; in the end
//! nothing must be stuck.

use civitas_tests::matrix::crashed;
use civitas_tests::*;
use std::rc::Rc;

/// Numbers that are the same in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }

    /// Mostly small, sometimes all there is or more.
    fn amount(&mut self, available: u64) -> u64 {
        match self.below(8) {
            0 => available,
            1 => available.saturating_add(1),
            2 => self.below(3),
            3 => u64::MAX,
            _ => self.below(available / 4 + 1),
        }
    }

    fn pick<'a, T>(&mut self, from: &'a [T]) -> Option<&'a T> {
        if from.is_empty() { None } else { from.get(self.below(from.len() as u64) as usize) }
    }
}

/// A world in which much happens.
struct Play {
    w: Rc<World>,
    tills: Vec<Till>,
    court: Keypair,
    streams: Vec<(usize, Address)>,
    budgets: Vec<(usize, Address)>,
    office: Address,
    done: usize,
}

impl Play {
    fn new() -> Self {
        let w = World::new(4);
        let coin = w.coin("a coin");
        let taxed = w.coin_2022("a taxed coin", &[Extension::TransferFee { bps: 300, maximum: 500 }]);
        let tills: Vec<Till> =
            [Money::SOL, coin, taxed].into_iter().map(|money| w.till(money, 1_000_000_000)).collect();
        for person in &w.nation.people {
            for till in &tills {
                w.endow(&till.money, &person.key(), 1_000_000_000);
            }
        }
        w.set_dues(&w.nation, &coin, 7_777);
        let court = w.stranger().wallet;
        w.appoint_court(&court);
        let office = w.appoint(w.citizen(2), "harbour master", w.now() + 3_000 * DAY);
        Self { w: Rc::new(w), tills, court, streams: vec![], budgets: vec![], office, done: 0 }
    }

    /// It succeeded, or was refused in so many words.
    fn judge(&mut self, outcome: Outcome) -> bool {
        match outcome.result() {
            Ok(_) => {
                self.done += 1;
                true
            }
            Err(failure) => {
                assert!(!crashed(failure), "{failure:?}");
                assert!(failure.code().is_some(), "{failure:?}");
                false
            }
        }
    }

    #[allow(clippy::too_many_lines)]
    fn step(&mut self, r: &mut Random) {
        let w = self.w.clone();
        let at = r.below(self.tills.len() as u64) as usize;
        let till = self.tills[at];
        let founder = w.nation.founder.insecure_clone();
        let authority = founder.pubkey();
        let person = w.citizen(r.below(4) as usize).clone();
        let to = till.money.of(&w.citizen(r.below(4) as usize).key());
        let now = w.now();
        let outcome = match r.below(18) {
            0 => {
                w.wait(r.below(2 * 86_400) as i64);
                return;
            }
            1 => {
                w.wait(r.below(100) as i64);
                return;
            }
            2 | 3 => {
                let deposit = ix::deposit(&till, person.key(), r.below(7) as u8, r.amount(1_000_000));
                w.send(&[deposit], &[&person.wallet])
            }
            4 => {
                let holder = &person.wallet;
                let source = till.money.of(&person.key());
                let amount = 1 + r.below(1_000_000);
                let plain = World::plain_transfer(&till.money, &source, &till.holding, &person.key(), amount);
                w.send(&[plain], &[holder])
            }
            5 => w.send(&[ix::reconcile(&till)], &[]),
            6 => {
                let terms = r.below(3) as u8;
                let dues =
                    ix::pay_dues(&self.tills[1], person.key(), &person, terms, 7_777 * u64::from(terms));
                w.send(&[dues], &[&person.wallet])
            }
            7 => w.pay(&till, to, r.amount(w.free(&till))),
            8 => {
                let limit = [10_000, 10_000, 5_000, 1_000, 100][r.below(5) as usize];
                w.set_breaker(&till, limit, [60, 86_400, 3 * 86_400][r.below(3) as usize])
            }
            9 => {
                let (holder_kind, holder) = [
                    (kind::WALLET, person.key()),
                    (kind::OFFICE, self.office),
                    (kind::COURT, Address::default()),
                ][r.below(3) as usize];
                let grant = Grant {
                    holder_kind,
                    holder,
                    destination: if r.below(4) == 0 { to } else { Address::default() },
                    per_period: 1 + r.below(5_000_000),
                    period: 1 + r.below(100_000) as u32,
                    from: now + r.below(1_000) as i64,
                    until: now + r.below(40 * 86_400) as i64,
                    set_aside: if r.below(2) == 0 { r.amount(w.free(&till) / 8) } else { 0 },
                };
                let outcome = w.try_budget(&till, &grant);
                if outcome.result().is_ok() {
                    let id = w.treasury_account(&till).next_budget - 1;
                    self.budgets.push((at, till.budget(id)));
                }
                outcome
            }
            10 | 11 => {
                let Some(&(at, budget)) = r.pick(&self.budgets) else { return };
                let till = self.tills[at];
                let account = w.budget_account(&budget);
                let to = if account.destination == Address::default() {
                    till.money.of(&person.key())
                } else {
                    account.destination
                };
                let amount = r.amount(account.per_period);
                let holder = w.nation.people.iter().find(|person| person.key() == account.holder);
                match (account.holder_kind, holder) {
                    (kind::OFFICE, _) => {
                        w.spend_by_office(&till, w.citizen(2), self.office, budget, to, amount)
                    }
                    (kind::COURT, _) => {
                        w.send(&[ix::award(&till, self.court.pubkey(), budget, to, amount)], &[&self.court])
                    }
                    (_, holder) => w.spend(&till, &holder.unwrap_or(&person).wallet, budget, to, amount),
                }
            }
            12 => {
                let Some(&(at, budget)) = r.pick(&self.budgets) else { return };
                let signer = if r.below(2) == 0 { &founder } else { &person.wallet };
                let revoke = ix::revoke_budget(&self.tills[at], signer.pubkey(), budget);
                let outcome = w.send(&[revoke], &[signer]);
                if outcome.result().is_ok() {
                    self.budgets.retain(|(_, other)| *other != budget);
                }
                outcome
            }
            13 => {
                let start = now + r.below(10 * 86_400) as i64 - 5 * DAY;
                let length = r.below(60 * 86_400) as i64;
                let cliff = start + r.below(length as u64 + 1) as i64;
                let total = r.amount(w.free(&till) / 4);
                let outcome = w.try_stream(&till, person.key(), total, [start, cliff, start + length]);
                if outcome.result().is_ok() {
                    let id = w.treasury_account(&till).next_stream - 1;
                    self.streams.push((at, till.stream(id)));
                }
                outcome
            }
            14 | 15 => {
                let Some(&(at, stream)) = r.pick(&self.streams) else { return };
                let account = w.stream_account(&stream);
                let payee = w.nation.people.iter().find(|person| person.key() == account.payee).unwrap();
                w.withdraw(
                    &self.tills[at],
                    &payee.wallet,
                    stream,
                    r.amount(account.total - account.withdrawn),
                )
            }
            16 => {
                let Some(&(at, stream)) = r.pick(&self.streams) else { return };
                let till = self.tills[at];
                let (instruction, signer) = match r.below(4) {
                    0 => (ix::cancel_stream(&till, authority, stream), &founder),
                    1 => (ix::pause_stream(&till, self.court.pubkey(), stream), &self.court),
                    2 => (ix::resume_stream(&till, self.court.pubkey(), stream), &self.court),
                    _ => (ix::resume_stream(&till, person.key(), stream), &person.wallet),
                };
                w.send(&[instruction], &[signer])
            }
            _ => {
                let Some(&(_, stream)) = r.pick(&self.streams) else { return };
                let outcome = w.send(&[ix::close_stream(stream)], &[]);
                if outcome.result().is_ok() {
                    self.streams.retain(|(_, other)| *other != stream);
                }
                outcome
            }
        };
        self.judge(outcome);
    }

    /// Everybody takes what is theirs, and the nation the rest: no lamport and no token stays behind.
    fn wind_up(&self) {
        let w = &self.w;
        for till in &self.tills {
            // The breaker is lifted, once its longest window has passed.
            w.set_breaker(till, 10_000, 1).ok();
        }
        w.wait(200 * DAY);
        for (at, stream) in &self.streams {
            let account = w.stream_account(stream);
            let payee = w.nation.people.iter().find(|person| person.key() == account.payee).unwrap();
            let due = account.total - account.withdrawn;
            if due > 0 {
                w.withdraw(&self.tills[*at], &payee.wallet, *stream, due).ok();
            }
            w.send(&[ix::close_stream(*stream)], &[]).ok();
        }
        for (at, budget) in &self.budgets {
            let anyone = &w.citizen(3).wallet;
            w.send(&[ix::revoke_budget(&self.tills[*at], anyone.pubkey(), *budget)], &[anyone]).ok();
        }
        for till in &self.tills {
            if w.real(till) > w.balance(till) + w.ledger(till).reserve {
                w.send(&[ix::reconcile(till)], &[]).ok();
            }
            assert_eq!(w.free(till), w.balance(till));
            if w.balance(till) > 0 {
                w.pay(till, till.money.of(&w.citizen(0).key()), w.balance(till)).ok();
            }
            assert_eq!((w.balance(till), w.real(till)), (0, w.ledger(till).reserve));
        }
    }
}

#[test]
fn whatever_is_done_the_books_balance_and_nothing_is_stuck() {
    let mut done = 0;
    for seed in 0..6 {
        let mut play = Play::new();
        let mut random = Random(seed);
        for _ in 0..350 {
            play.step(&mut random);
        }
        play.wind_up();
        done += play.done;
    }
    println!("{done} steps succeeded");
    assert!(done > 600, "only {done} steps succeeded");
}
