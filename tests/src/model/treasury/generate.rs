//! What is tried of the treasury, and which times matter to it.

use super::{Budget, Holder, Stream, TreasuryOp};
use crate::model::generate::{DAY, Play};
use crate::model::money::{SOL, TAXED, fee};
use crate::model::op::{Badge, NATIONS, Nth, Op, Place, Ref, Till, Who};

impl Play<'_> {
    /// A kind of money that a nation has books of, mostly.
    pub(in crate::model) fn till(&mut self, nation: u8) -> Till {
        let open: Vec<u8> =
            self.m.treasury(nation).map_or_else(Vec::new, |t| t.ledgers.keys().copied().collect());
        let coin = self.rng.maybe_pick(&open).filter(|_| !self.slip());
        Till { nation: self.near(nation), coin: coin.unwrap_or_else(|| self.rng.below(5) as u8) }
    }

    /// An amount: small, odd, or one of these and what is next to them.
    pub(in crate::model) fn amount(&mut self, edges: &[u64]) -> u64 {
        match self.rng.maybe_pick(edges).filter(|_| !self.rng.one_in(3)) {
            Some(edge) => match self.rng.below(6) {
                0 => edge.saturating_add(1),
                1 => edge.saturating_sub(1),
                _ => edge,
            },
            None => match self.rng.below(30) {
                0 => 0,
                1 => u64::MAX,
                n => self.rng.pick(&[1, 7, 1_000, 999_983, 12_345_678]) + self.rng.below(n),
            },
        }
    }

    /// Somewhere money may go.
    pub(in crate::model) fn anywhere(&mut self, nation: u8) -> Place {
        match self.rng.below(15) {
            14 => Place::Court(nation),
            0 => Place::Executor(nation),
            1 => Place::Vault(self.nation()),
            2 => Place::Treasury(self.nation()),
            3 => self.an_escrow(nation).unwrap_or(Place::Vault(nation)),
            _ => Place::Wallet(self.wallet()),
        }
    }

    /// Who pays rents for somebody.
    pub(in crate::model) fn rents(&mut self, by: Who) -> Who {
        match by {
            Who::Wallet(_) if self.rng.one_in(3) => by,
            _ if self.slip() => Who::Wallet(self.wallet()),
            _ => Who::Payer,
        }
    }

    /// Who gets a rent back: mostly the one who paid.
    pub(in crate::model) fn rent_to(&mut self, right: Who) -> Who {
        if self.slip() { Who::Wallet(self.wallet()) } else { right }
    }

    fn judge_of(&mut self, nation: u8) -> Who {
        let right = self
            .m
            .nation(nation)
            .map_or(Who::Nobody, |n| if n.court == Who::Nobody { n.authority } else { n.court });
        self.by(right)
    }

    /// What may leave now.
    fn limits(&self, till: Till) -> Vec<u64> {
        let (Some(t), Some(ledger)) = (self.m.treasury(till.nation), self.m.ledger(till)) else {
            return vec![];
        };
        let free = t.free(till.coin);
        let allowed = ledger.breaker.allowance(ledger.balance(), self.m.now).unwrap_or(free);
        [free, free.min(allowed), free.min(allowed), allowed, free / 3, free.min(allowed) / 2]
            .map(|amount| amount as u64)
            .to_vec()
    }

    /// Something about the treasury.
    pub(in crate::model) fn treasury(&mut self) -> Op {
        let nation = self.nation();
        let Some(t) = self.m.treasury(nation) else {
            return self
                .decree(nation, |by, payer| Op::Treasury(TreasuryOp::CreateTreasury { nation, by, payer }));
        };
        let till = self.till(nation);
        let of = self.near(nation);
        match self.rng.below(100) {
            0..=1 => self.decree(nation, |by, payer| {
                Op::Treasury(TreasuryOp::OpenLedger { nation: of, by, payer, till })
            }),
            2..=16 => self.pay_something_in(till),
            17..=23 => self.dues(nation),
            24..=35 => {
                let amount = self.limits(till);
                let (to, amount) = (self.anywhere(nation), self.amount(&amount));
                self.decree(nation, |by, _| {
                    Op::Treasury(TreasuryOp::Pay { nation: of, by, till, to, amount })
                })
            }
            36..=40 => {
                let limit = self.rng.pick(&[1, 500, 2_500, 5_000, 9_999, 10_000, 10_000, 0, 10_001]);
                let window = self.rng.pick(&[1, 7, 100, 1_000, 86_400, 86_401, 7_776_000, 0, 7_776_001]);
                self.decree(nation, |by, _| {
                    Op::Treasury(TreasuryOp::SetBreaker { nation: of, by, till, limit, window })
                })
            }
            41..=46 => self.grant(nation, till),
            47..=60 => {
                let all: Vec<Nth> = t.budgets.keys().map(|id| Nth { nation, id: *id }).collect();
                let Some(at) = self.rng.maybe_pick(&all) else { return self.grant(nation, till) };
                t.budgets.get(&at.id).map_or(Op::Pass { seconds: 1 }, |budget| self.use_budget(at, budget))
            }
            61..=66 => self.employ(nation, till),
            67..=84 => {
                let all: Vec<Nth> = t.streams.keys().map(|id| Nth { nation, id: *id }).collect();
                let Some(at) = self.rng.maybe_pick(&all) else { return self.employ(nation, till) };
                t.streams.get(&at.id).map_or(Op::Pass { seconds: 1 }, |stream| self.use_stream(at, stream))
            }
            85..=90 => Op::Treasury(TreasuryOp::Reconcile { till }),
            91 => Op::OpenHolding { till },
            _ => self.arrive_unseen(nation),
        }
    }

    /// Money that no program sees arrive.
    pub(in crate::model) fn arrive_unseen(&mut self, nation: u8) -> Op {
        let from = self.wallet();
        if self.rng.one_in(4) {
            let to = self.some_account(nation);
            return Op::Litter { from, to, amount: self.rng.pick(&[1, 890_880, 5_000_000]) };
        }
        let coin = self.rng.below(4) as u8;
        let to = match self.rng.below(4) {
            0 => Place::Treasury(nation),
            1 => self.an_escrow(nation).unwrap_or(Place::Vault(nation)),
            _ => Place::Vault(nation),
        };
        Op::Transfer { from, coin, to, amount: self.rng.pick(&[1, 7, 890_880, 1_000_003]) }
    }

    fn pay_something_in(&mut self, till: Till) -> Op {
        let wallet = self.wallet();
        let from = if self.slip() { Place::Wallet(self.wallet()) } else { Place::Wallet(wallet) };
        let kind = if self.slip() { self.rng.pick(&[0, 6, 255]) } else { 1 + self.rng.below(5) as u8 };
        let by = Who::Wallet(wallet);
        Op::Treasury(TreasuryOp::Deposit { by, from, till, kind, amount: self.amount(&[]) })
    }

    fn dues(&mut self, nation: u8) -> Op {
        let Some(n) = self.m.nation(nation) else { return self.pass() };
        let coin = if self.slip() { self.rng.below(4) as u8 } else { n.dues_coin };
        let terms = self.rng.pick(&[1, 1, 1, 1, 2, 3, 0, 255]);
        let price = n.dues.saturating_mul(terms.into());
        // So much is sent that the price arrives, where that can be.
        let mut amount = price;
        while coin == TAXED && amount - fee(coin, amount) < price {
            amount += price - (amount - fee(coin, amount));
        }
        let amount = if self.rng.one_in(5) { self.amount(&[amount]) } else { amount };
        let wallet = self.wallet();
        Op::Treasury(TreasuryOp::PayDues {
            by: Who::Wallet(wallet),
            from: Place::Wallet(self.signer(wallet)),
            nation: self.near(nation),
            citizen: self.citizen(nation),
            till: Till { nation, coin },
            terms,
            amount,
        })
    }

    fn grant(&mut self, nation: u8, till: Till) -> Op {
        let now = self.m.now;
        let kind = self.rng.pick(&[0, 0, 1, 1, 1, 2, 2, 3]);
        let (office, wallet) = ((self.near(nation), self.rng.below(3) as u8), Who::Wallet(self.wallet()));
        let holder = match kind {
            0 => Holder::Who(wallet),
            1 => Holder::Office(office.0, office.1),
            _ => Holder::Who(Who::Nobody),
        };
        let holder = if self.slip() {
            self.rng.pick(&[Holder::Who(Who::Nobody), Holder::Who(wallet)])
        } else {
            holder
        };
        let to = self.rng.one_in(3).then(|| self.anywhere(nation));
        let per_period = self.amount(&[1, 1_000, 100_003]);
        let period = self.rng.pick(&[1, 100, 1_000, 86_400, 0]);
        let from = now + self.rng.pick(&[0, 0, 0, -50, 1, 1_000, -3_650 * DAY]);
        let until = now + self.rng.pick(&[1, 150, 1_999, 5 * DAY, 400 * DAY, 400 * DAY, 0]);
        let until = if self.rng.one_in(20) { i64::MAX } else { until };
        let free = self.limits(till).first().copied().unwrap_or(0);
        let set_aside = self.amount(&[0, 0, free, free / 2, free / 10]);
        let of = self.near(nation);
        self.decree(nation, |by, payer| {
            Op::Treasury(TreasuryOp::CreateBudget {
                nation: of,
                by,
                payer,
                till,
                kind,
                holder,
                to,
                per_period,
                period,
                from,
                until,
                set_aside,
            })
        })
    }

    fn use_budget(&mut self, at: Nth, budget: &Budget) -> Op {
        let now = self.m.now;
        let till =
            if self.slip() { self.till(at.nation) } else { Till { nation: at.nation, coin: budget.coin } };
        let nation = self.near(at.nation);
        let over = now >= budget.until;
        if over && !self.rng.one_in(3) || self.rng.one_in(9) {
            let rent_to = self.rent_to(budget.rent_payer);
            if over {
                let by = Who::Wallet(self.wallet());
                return Op::Treasury(TreasuryOp::RevokeBudget { nation, by, till, budget: at, rent_to });
            }
            return self.decree(at.nation, |by, _| {
                Op::Treasury(TreasuryOp::RevokeBudget { nation, by, till, budget: at, rent_to })
            });
        }
        let left = budget.available(now).map_or(1, |(_, left)| left);
        let mut edges = self.limits(till);
        edges.truncate(2);
        edges.extend([left, left, left, budget.set_aside, left / 2]);
        let smallest = edges.iter().copied().min().unwrap_or(1);
        edges.extend([smallest, smallest]);
        let amount = self.amount(&edges);
        let to = match budget.to {
            Some(to) if !self.slip() => to,
            _ => self.anywhere(at.nation),
        };
        if budget.kind == 2 && !self.slip() {
            let by = self.judge_of(at.nation);
            return Op::Treasury(TreasuryOp::Award { nation, by, till, budget: at, to, amount });
        }
        let (by, badge) = match budget.holder {
            Holder::Office(n, title) => self.officer((n, title)),
            Holder::Who(who) => (self.by(who), Badge::default()),
        };
        Op::Treasury(TreasuryOp::Spend { nation, by, till, budget: at, badge, to, amount })
    }

    /// Whoever holds an office, with the badge; or somebody else.
    pub(in crate::model) fn officer(&mut self, office: (u8, u8)) -> (Who, Badge) {
        let serial = self.m.nation(office.0).and_then(|n| n.offices.get(&office.1)).and_then(|o| o.serial);
        let holder = self.m.nation(office.0).and_then(|n| {
            let holder = n.citizens.iter().find(|(_, c)| Some(c.serial) == serial);
            holder.map(|(wallet, _)| Ref { nation: office.0, wallet: *wallet })
        });
        let citizen = match holder.filter(|_| !self.slip()) {
            Some(citizen) => citizen,
            None => self.citizen(office.0),
        };
        let office = if self.slip() { (office.0, self.rng.below(3) as u8) } else { office };
        let mut badge = Badge { office: Some(office), citizen: Some(citizen) };
        if self.slip() {
            badge = Badge { office: badge.office, citizen: None };
        }
        (self.by(Who::Wallet(citizen.wallet)), badge)
    }

    fn employ(&mut self, nation: u8, till: Till) -> Op {
        let now = self.m.now;
        let length = self.rng.pick(&[1, 3, 100, 1_000, 30 * DAY, 300 * DAY, 4_000 * DAY]);
        let start = now + self.rng.pick(&[0, 0, -length / 2, 1, 500, -10]);
        let end = start + length;
        let cliff = self.rng.pick(&[start, start, start + length / 3, end, end + 1, start - 1]);
        let free = self.limits(till);
        let total = self.amount(&[free.first().copied().unwrap_or(1), 100_003, 1_000, 7, 99_999]);
        let payee = if self.slip() { Who::Nobody } else { Who::Wallet(self.wallet()) };
        let of = self.near(nation);
        self.decree(nation, |by, payer| {
            Op::Treasury(TreasuryOp::CreateStream {
                nation: of,
                by,
                payer,
                till,
                payee,
                total,
                start,
                cliff,
                end,
            })
        })
    }

    fn use_stream(&mut self, at: Nth, stream: &Stream) -> Op {
        let now = self.m.now;
        let till =
            if self.slip() { self.till(at.nation) } else { Till { nation: at.nation, coin: stream.coin } };
        let nation = self.near(at.nation);
        let is = stream.at(now);
        if is.withdrawn == is.total && !self.rng.one_in(8) {
            let rent_to = self.rent_to(is.rent_payer);
            return Op::Treasury(TreasuryOp::CloseStream { stream: at, rent_to });
        }
        match self.rng.below(12) {
            0 => self.decree(at.nation, |by, _| {
                Op::Treasury(TreasuryOp::CancelStream { nation, by, till, stream: at })
            }),
            1 | 2 if stream.paused.is_none() => {
                let by = self.judge_of(at.nation);
                Op::Treasury(TreasuryOp::PauseStream { nation, by, stream: at })
            }
            1..=3 => {
                let lapsed = stream.lapses_at().is_some_and(|at| now >= at);
                let by = if lapsed { Who::Wallet(self.wallet()) } else { self.judge_of(at.nation) };
                Op::Treasury(TreasuryOp::ResumeStream { nation, by, stream: at })
            }
            4 => {
                let rent_to = self.rent_to(is.rent_payer);
                Op::Treasury(TreasuryOp::CloseStream { stream: at, rent_to })
            }
            _ => {
                let due = is.earned(now).saturating_sub(is.withdrawn);
                let limit = self.limits(till).get(3).copied().unwrap_or(due);
                let amount = self.amount(&[due, due, due.min(limit), due.min(limit), due / 2]);
                let to = self.anywhere(at.nation);
                Op::Treasury(TreasuryOp::WithdrawStream {
                    by: self.by(is.payee),
                    till,
                    stream: at,
                    to,
                    amount,
                })
            }
        }
    }

    /// Times that matter to the treasury.
    pub(in crate::model) fn treasury_times(&self) -> Vec<i64> {
        let now = self.m.now;
        let mut times = vec![];
        for t in (0..NATIONS).filter_map(|n| self.m.treasury(n)) {
            for ledger in t.ledgers.values() {
                times.extend(ledger.breaker.next.map(|(.., at)| at));
                if ledger.breaker.limit < super::breaker::OFF {
                    let length = i64::from(ledger.breaker.window.div_ceil(7));
                    times.extend([(now / length + 1) * length, now + i64::from(ledger.breaker.window)]);
                }
            }
            for budget in t.budgets.values() {
                times.extend([budget.from, budget.until.min(now + 3_650 * DAY)]);
                if let Some((period, _)) = budget.available(now) {
                    times.push(budget.from + (period as i64 + 1) * i64::from(budget.period));
                }
            }
            for stream in t.streams.values().filter(|stream| stream.withdrawn < stream.total) {
                let half = i64::midpoint(stream.start, stream.end);
                times.extend([stream.start, stream.cliff, stream.end, half]);
                times.extend(stream.lapses_at());
            }
        }
        times
    }

    /// Lets time pass by what matters to treasury and land: to a second before, at or after.
    pub(in crate::model) fn pass_by_economy(&mut self) -> Op {
        // Cases wait for somebody, and their panels are soon over.
        if self.focus.court
            && !self.rng.one_in(4)
            && let Some(op) = self.urgent(i64::MAX)
        {
            return op;
        }
        let now = self.m.now;
        let mut times = self.treasury_times();
        times.extend(self.land_times());
        times.extend(self.court_times());
        times.extend(self.diplomacy_times());
        for n in self.m.nations.iter().flatten() {
            times.extend(n.orders.values().map(|order| order.ready_at));
            times.extend(n.offices.values().map(|office| office.ends_at));
            times.extend(n.citizens.values().map(|c| c.suspended_until));
            // Terms and the founding end too, now and then.
            if self.rng.one_in(20) {
                times.extend(n.citizens.values().map(|c| c.expires_at));
                times.push(n.sunset);
            }
        }
        times.retain(|time| *time > now && *time < now + 200 * DAY);
        times.sort_unstable();
        times.dedup();
        let all = times.len() as u64;
        let at = match self.rng.below(20) {
            0..=11 => self.rng.below(all.min(3)),
            12..=18 => self.rng.below(all.min(9)),
            _ => self.rng.below(all),
        };
        let edge = self.rng.pick(&[-1, 0, 0, 0, 1]);
        let next = times.get(at as usize).filter(|time| **time < now + 10 * DAY || self.rng.one_in(3));
        Op::Pass {
            seconds: next.map_or_else(|| self.rng.below(100) as i64, |time| (time - now + edge).max(0)),
        }
    }

    /// SOL is everywhere; of the others only what wallets were given.
    pub(in crate::model) fn own(&mut self, wallet: u8) -> Place {
        if self.slip() { Place::Wallet(self.wallet()) } else { Place::Wallet(wallet) }
    }

    /// Some SOL books, or whatever there is.
    pub(in crate::model) fn land_till(&mut self, nation: u8) -> Till {
        let till = self.till(nation);
        if till.coin >= TAXED && !self.slip() { Till { coin: SOL, ..till } } else { till }
    }
}
