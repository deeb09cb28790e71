//! What is done next: mostly something that fits, so that deep states are reached; often something slightly wrong.
//! What is tried of treasury and land is in their own modules.

use super::Model;
use super::book::page_of;
use super::governor::{Phase, Proposal};
use super::op::{Instead, Motion, NATIONS, Op, PageRef, Ref, SignedBallot, WALLETS, Who};
pub(super) use super::opening::DAY;
pub use super::opening::Focus;
use super::opening::{ALL, opening, rules};
use super::plan::Step;
use super::rng::Rng;
use crate::state;
use std::collections::VecDeque;
use std::rc::Rc;

/// Chooses operations.
pub struct Generator {
    /// Its stream.
    pub rng: Rng,
    /// What is yet to be done of the beginning.
    opening: VecDeque<Op>,
    /// What is yet to be done of a plan.
    plan: VecDeque<Step>,
    focus: Focus,
}

impl Generator {
    /// The generator of a seed. `now` is when the play begins.
    pub fn new(seed: u64, now: i64, focus: Focus) -> Self {
        let mut rng = Rng::new(seed);
        let opening = opening(&mut rng, now, focus).into();
        Self { rng, opening, plan: VecDeque::new(), focus }
    }

    /// The next operation.
    pub fn next(&mut self, model: &Model) -> Op {
        if let Some(op) = self.opening.pop_front() {
            return op;
        }
        if !self.plan.is_empty() && !self.rng.one_in(3) {
            while let Some(step) = self.plan.pop_front() {
                if let Some(op) = step.now(model) {
                    return op;
                }
            }
        }
        if self.rng.one_in(12) {
            return self.together(model);
        }
        // What the model refuses is tried again most of the time: else nothing would ever come of anything.
        for _ in 0..8 {
            let (op, plan) = self.one(model);
            // Time can always pass, and would all the time.
            if matches!(op, Op::Pass { .. }) && self.focus.on_economy() && !self.rng.one_in(3) {
                continue;
            }
            let fine = !model.clone().act(&op).refused();
            if fine && self.rng.one_in(30) {
                return self.astray(op);
            }
            if fine || self.rng.one_in(7) {
                if self.plan.is_empty() {
                    self.plan = plan;
                }
                return op;
            }
        }
        self.one(model).0
    }

    /// Something, and what should follow it.
    fn one(&mut self, model: &Model) -> (Op, VecDeque<Step>) {
        let mut plan = VecDeque::new();
        let planned = !self.plan.is_empty();
        let op = Play { rng: &mut self.rng, m: model, focus: self.focus, plan: &mut plan, planned }.any();
        (op, plan)
    }

    /// The same with a wrong account in a place that allows but one.
    fn astray(&mut self, op: Op) -> Op {
        let bound = match &op {
            Op::Treasury(op) => op.bound(),
            Op::Land(op) => op.bound(),
            Op::Court(op) => op.bound(),
            Op::Diplomacy(op) => op.bound(),
            _ => &[],
        };
        let Some(slot) = self.rng.maybe_pick(bound) else { return op };
        let instead = match self.rng.below(5) {
            0 | 1 => Instead::Sibling,
            2 => Instead::Twin(self.rng.below(12) as u8),
            3 => Instead::Wallet(self.rng.below(u64::from(WALLETS)) as u8),
            _ => Instead::System,
        };
        Op::Astray { op: Box::new(op), slot, instead }
    }

    /// Two or three things in one transaction: what belongs together, or anything.
    fn together(&mut self, model: &Model) -> Op {
        let mut then = model.clone();
        let mut ops = vec![];
        if self.rng.one_in(3) && !self.focus.on_economy() {
            let mut plan = VecDeque::new();
            let planned = true;
            let mut play = Play { rng: &mut self.rng, m: model, focus: self.focus, plan: &mut plan, planned };
            ops.extend(play.trick());
        }
        while ops.len() < 2 || (ops.len() < 3 && self.rng.one_in(2)) {
            let mut op = self.one(&then).0;
            for _ in 0..5 {
                if fits(&op) && !then.clone().act(&op).refused() {
                    break;
                }
                op = self.one(&then).0;
            }
            if fits(&op) {
                then.act(&op);
                ops.push(op);
            }
        }
        Op::Together { ops }
    }
}

/// Whether an operation can be part of a transaction of several.
fn fits(op: &Op) -> bool {
    // The price of a passport is seen on the chain afterwards.
    !matches!(
        op,
        Op::Pass { .. }
            | Op::Slots { .. }
            | Op::Upgrade { .. }
            | Op::Age { .. }
            | Op::Crowd { .. }
            | Op::Found { .. }
            | Op::IssuePassport { .. }
            | Op::AddAction { .. }
            | Op::Astray { .. }
            | Op::Together { .. }
    )
}

/// Somebody who looks for something to do.
pub(super) struct Play<'a> {
    pub(super) rng: &'a mut Rng,
    pub(super) m: &'a Model,
    pub(super) focus: Focus,
    /// What is to follow, if a plan is begun.
    pub(super) plan: &'a mut VecDeque<Step>,
    /// There is a plan already.
    pub(super) planned: bool,
}

impl Play<'_> {
    /// What somebody might try in one transaction.
    fn trick(&mut self) -> Vec<Op> {
        let nation = self.nation();
        let wallet = self.wallet();
        let (stake, citizen) = (Ref { nation, wallet }, Ref { nation, wallet });
        let text = self.m.nation(nation).map_or(1, |n| n.text);
        let voting = self.m.governor_of(nation).and_then(|g| {
            let now = self.m.now;
            g.proposals.iter().find(|(_, p)| p.state == state::SUBMITTED && p.phase(now) == Phase::Voting)
        });
        let of = Motion { nation, id: voting.map_or(0, |(id, _)| *id) };
        let held = self.m.stake(stake).map_or(1, super::governor::Stake::total);
        let seat = self.m.stake(stake).map_or(0, |s| s.index);
        let serial = self.m.citizen(citizen).map_or(0, |c| c.serial);
        let by_stake = PageRef { of, chamber: 2, index: page_of(2, seat) };
        let page = PageRef { of, chamber: 1, index: page_of(1, serial) };
        let signer = wallet;
        match self.rng.below(5) {
            // Borrowed tokens.
            0 => vec![
                Op::Stake { nation, signer, stake, amount: 100 },
                Op::CastStake { page: by_stake, signer, stake, choice: 1 },
                Op::Unstake { nation, signer, stake, amount: 100 },
            ],
            // A stake or a citizenship that is closed and comes again.
            1 => vec![
                Op::Unstake { nation, signer, stake, amount: held },
                Op::CloseStake { signer, stake },
                Op::OpenStake { nation, wallet },
            ],
            2 => vec![
                Op::Renounce { nation, signer, citizen },
                Op::CloseCitizen { nation, by: Who::Wallet(wallet), citizen },
                Op::Join { nation, wallet, text },
            ],
            // Voting twice, and as soon as one has joined.
            3 => vec![
                Op::Cast { page, signer, citizen, choice: 1 },
                Op::Cast { page, signer, citizen, choice: 2 },
            ],
            _ => vec![Op::Join { nation, wallet, text }, Op::Cast { page, signer, citizen, choice: 1 }],
        }
    }

    pub(super) fn slip(&mut self) -> bool {
        self.rng.one_in(14)
    }

    pub(super) fn wallet(&mut self) -> u8 {
        self.rng.below(u64::from(WALLETS)) as u8
    }

    pub(super) fn nation(&mut self) -> u8 {
        self.rng.below(u64::from(NATIONS)) as u8
    }

    /// The other nation now and then.
    pub(super) fn near(&mut self, nation: u8) -> u8 {
        if self.slip() { self.nation() } else { nation }
    }

    /// Somebody, mostly the right one.
    pub(super) fn by(&mut self, right: Who) -> Who {
        match right {
            Who::Wallet(_) if !self.slip() => right,
            _ => Who::Wallet(self.wallet()),
        }
    }

    pub(super) fn signer(&mut self, right: u8) -> u8 {
        if self.slip() { self.wallet() } else { right }
    }

    pub(super) fn time(&mut self, from: i64) -> i64 {
        from + self.rng.pick(&[-1, 0, 1, 2, 500, 10_000, DAY, 20 * DAY, 70 * DAY])
    }

    /// A citizen account of a nation, mostly an active one.
    pub(super) fn citizen(&mut self, nation: u8) -> Ref {
        let nation = self.near(nation);
        let slip = self.slip();
        let those: Vec<u8> = self.m.nation(nation).map_or_else(Vec::new, |n| {
            n.citizens.iter().filter(|(_, c)| slip || c.status == 0).map(|(wallet, _)| *wallet).collect()
        });
        let wallet = self.rng.maybe_pick(&those).unwrap_or_else(|| self.wallet());
        Ref { nation, wallet }
    }

    /// A citizen who could vote.
    pub(super) fn voter(&mut self, nation: u8) -> Ref {
        let now = self.m.now;
        let those: Vec<u8> = self.m.nation(nation).map_or_else(Vec::new, |n| {
            n.citizens.iter().filter(|(_, c)| !c.standing(now).refused()).map(|(wallet, _)| *wallet).collect()
        });
        match self.rng.maybe_pick(&those).filter(|_| !self.slip()) {
            Some(wallet) => Ref { nation, wallet },
            None => self.citizen(nation),
        }
    }

    fn any(&mut self) -> Op {
        let weights = self.focus.weights();
        let turns: Vec<(u64, usize)> = weights.into_iter().zip(0..).collect();
        match self.rng.weighted(&turns) {
            0 if self.focus.on_economy() || self.rng.one_in(2) => self.pass_by_economy(),
            0 => self.pass(),
            1 => self.authority(None),
            2 => self.member(),
            3 => self.politics(),
            4 => self.staker(),
            5 => self.treasury(),
            6 => self.land(),
            7 => self.court(),
            _ => self.diplomacy(),
        }
    }

    /// Lets time pass: mostly to a second before, at or after something that will happen.
    pub(super) fn pass(&mut self) -> Op {
        let now = self.m.now;
        let mut times = vec![];
        for n in self.m.nations.iter().flatten() {
            times.push(n.sunset);
            times.extend(n.orders.values().map(|order| order.ready_at));
            times.extend(n.offices.values().map(|office| office.ends_at));
            times.extend(n.citizens.values().flat_map(|c| [c.expires_at, c.suspended_until]));
        }
        let mut close = vec![];
        for g in self.m.governors.iter().flatten() {
            times.push(g.guardian_until);
            for p in g.proposals.values() {
                close.extend(p.times());
                close.extend([p.from, p.until, p.enjoined_until]);
                times.extend([p.opened_at + 30 * DAY, p.decided_at + 7 * DAY]);
            }
            times.extend(g.stakes.values().map(|s| s.locked_until));
        }
        for list in [&mut times, &mut close] {
            list.retain(|time| *time > now);
            list.sort_unstable();
            list.dedup();
        }
        let seconds = match self.rng.below(12) {
            0 => 1 + self.rng.below(1_000) as i64,
            1 => 0,
            kind => {
                let list = if (kind < 11 || self.busy()) && !close.is_empty() { close } else { times };
                let at = self.rng.below(3).min(self.rng.below(3)).min(self.rng.below(3)) as usize;
                let edge = self.rng.pick(&[-1, 0, 0, 1]);
                list.get(at).or(list.first()).map_or(1, |time| (time - now + edge).max(0))
            }
        };
        Op::Pass { seconds }
    }

    /// Something that the authority may do; with an executor, as an action of its nation.
    fn authority(&mut self, executor: Option<u8>) -> Op {
        let nation = executor.unwrap_or_else(|| self.nation());
        let right = match executor {
            Some(executor) => Who::Executor(executor),
            None => {
                let right = self.m.nation(nation).map_or(Who::Nobody, |n| n.authority);
                self.by(right)
            }
        };
        let by = right;
        let nation = self.near(nation);
        let citizen = self.citizen(nation);
        let somebody = Who::Wallet(self.wallet());
        match self.rng.below(16) {
            0 => {
                let admission = self.rng.pick(&[0, 0, 1, 2, 3]);
                Op::SetAdmission {
                    nation,
                    by,
                    admission,
                    vouches: self.rng.pick(&[0, 1, 2, 17]),
                    dues: self.rng.pick(&[0, 1, 7, 1_000_003]),
                    coin: self.rng.below(4) as u8,
                }
            }
            1 => Op::AmendCharter { nation, by, text: 1 + self.rng.below(4) as u8 },
            2 => {
                let to = self.rng.pick(&[Who::Executor(nation), somebody, Who::Nobody]);
                Op::ProposeAuthority { nation, by, to }
            }
            3 => Op::SetCourt { nation, by, to: self.rng.pick(&[Who::Wallet(5), somebody, Who::Nobody]) },
            4 => Op::SetTreasury {
                nation,
                by,
                to: self.rng.pick(&[
                    Who::Treasury(nation),
                    Who::Treasury(nation),
                    Who::Wallet(3),
                    somebody,
                    Who::Nobody,
                ]),
            },
            5 | 6 => Op::SetTier { nation, by, citizen, tier: self.rng.pick(&[2, 2, 2, 1, 0, 3]) },
            7 => Op::Revoke { nation, by, citizen },
            8 | 9 => {
                let payer = if executor.is_some() { by } else { Who::Payer };
                let until = self.time(self.m.now);
                Op::Appoint { nation, by, payer, citizen, title: self.rng.below(3) as u8, until }
            }
            10..=12 => {
                let index = self.rng.below(4) as u8;
                let mut rules = rules(self.rng, index.min(2));
                if self.slip() {
                    rules.threshold = 4_999;
                }
                let of = self.near(nation);
                Op::SetTrack { nation, of, by, index, rules, programs: self.rng.pick(&[ALL, ALL, 3, 12]) }
            }
            13 => {
                let guardian = self.rng.pick(&[Who::Wallet(4), somebody, Who::Nobody]);
                let until = if guardian == Who::Nobody { 0 } else { self.time(self.m.now + DAY) };
                let of = self.near(nation);
                Op::SetGuardian { nation, of, by, guardian, until }
            }
            14 => Op::Suspend { nation, by, citizen, until: self.time(self.m.now) },
            _ => Op::CreateStakeVault { nation, by },
        }
    }

    /// Something about membership.
    #[allow(clippy::too_many_lines)]
    fn member(&mut self) -> Op {
        let nation = self.nation();
        let Some(n) = self.m.nation(nation) else { return self.pass() };
        let text = if self.slip() { 3 } else { n.text };
        let wallet = self.wallet();
        let citizen = self.citizen(nation);
        let signer = self.signer(citizen.wallet);
        let nation = self.near(nation);
        let judge = self.by(if n.court == Who::Nobody { n.authority } else { n.court });
        let applicants: Vec<Ref> =
            n.applications.keys().map(|wallet| Ref { nation, wallet: *wallet }).collect();
        let application = self.rng.maybe_pick(&applicants).unwrap_or(Ref { nation, wallet });
        let orders: Vec<Ref> = n.orders.keys().map(|wallet| Ref { nation, wallet: *wallet }).collect();
        let ordered = self.rng.maybe_pick(&orders).unwrap_or(citizen);
        let ended: Vec<Ref> = n
            .citizens
            .iter()
            .filter(|(_, c)| c.status != 0)
            .map(|(wallet, _)| Ref { nation, wallet: *wallet })
            .collect();
        let ended = self.rng.maybe_pick(&ended).unwrap_or(citizen);
        let authority = self.by(n.authority);
        match self.rng.below(40) {
            0..=3 if n.admission == 0 => Op::Join { nation, wallet, text },
            0..=5 => Op::Apply { nation, wallet, text },
            6 => Op::Withdraw { signer: self.signer(application.wallet), application },
            7 | 8 => Op::Vouch { nation, signer, voucher: citizen, application },
            9 | 10 => Op::Admit { nation, by: authority, application },
            11..=13 => Op::SignCharter { nation, signer, citizen, text },
            14..=18 => Op::ExtendTerm {
                nation,
                by: self.by(n.treasury),
                citizen,
                terms: self.rng.pick(&[1, 1, 2, 5, 0, 255]),
            },
            19..=23 => {
                let delegate = self.voter(nation);
                Op::SetDelegate { nation, signer, citizen, delegate: (!self.slip()).then_some(delegate) }
            }
            24 => Op::Suspend { nation, by: judge, citizen, until: self.time(self.m.now) },
            25 => Op::Reinstate { nation, by: judge, citizen },
            26 => Op::Renounce { nation, signer, citizen },
            27 | 28 => {
                let to = self.rng.pick(&[
                    Who::Wallet(wallet),
                    Who::Wallet(wallet),
                    Who::Wallet(wallet),
                    Who::Nobody,
                ]);
                Op::Reissue { nation, by: judge, citizen, to }
            }
            29 => {
                let by = self.rng.pick(&[Who::Wallet(ordered.wallet), judge, Who::Wallet(wallet)]);
                Op::VetoReissue { nation, by, citizen: ordered }
            }
            30 | 31 => {
                let order = n.orders.get(&ordered.wallet).map(|order| order.to);
                let right = if let Some(Who::Wallet(to)) = order { to } else { wallet };
                Op::CompleteReissue { signer: self.signer(right), citizen: ordered }
            }
            32 => Op::IssuePassport { nation, signer, citizen },
            33 => {
                let by = self.rng.pick(&[Who::Wallet(citizen.wallet), Who::Wallet(wallet)]);
                let with_order = n.orders.contains_key(&citizen.wallet) || self.slip();
                Op::BurnPassport { nation, by, citizen, with_order }
            }
            34 => {
                let by = Who::Wallet(wallet);
                Op::BurnPassport {
                    nation,
                    by,
                    citizen: ended,
                    with_order: n.orders.contains_key(&ended.wallet),
                }
            }
            35 | 36 => Op::CloseCitizen { nation, by: authority, citizen: ended },
            37 => {
                let held: Vec<u8> =
                    n.offices.iter().filter(|(_, o)| o.serial.is_some()).map(|(title, _)| *title).collect();
                let title = self.rng.maybe_pick(&held).unwrap_or(0);
                let holder = n.offices.get(&title).map_or(Who::Nobody, |office| office.holder);
                let holder = if let Who::Wallet(w) = holder { Ref { nation, wallet: w } } else { citizen };
                Op::Resign {
                    signer: self.signer(holder.wallet),
                    citizen: holder,
                    office_of: self.near(nation),
                    title,
                }
            }
            38 => {
                let by = self.by(n.pending);
                if n.pending == Who::Executor(nation) {
                    Op::AssumeAuthority { nation }
                } else {
                    Op::AcceptAuthority { nation, by }
                }
            }
            _ => Op::EndFounding { nation },
        }
    }

    /// Something about stakes.
    fn staker(&mut self) -> Op {
        let nation = self.nation();
        let Some(g) = self.m.governor_of(nation) else { return self.pass() };
        let stakes: Vec<u8> = g.stakes.keys().copied().collect();
        let wallet = self.rng.maybe_pick(&stakes).unwrap_or(0);
        let stake = Ref { nation, wallet };
        let signer = self.signer(wallet);
        let held = g.stakes.get(&wallet).map_or(0, super::governor::Stake::total);
        let nation = self.near(nation);
        match self.rng.below(8) {
            0 => Op::OpenStake { nation, wallet: self.wallet() },
            1..=3 => Op::Stake { nation, signer, stake, amount: self.rng.pick(&[1, 10, 500, 0, 9_999]) },
            4 | 5 => Op::Unstake {
                nation,
                signer,
                stake,
                amount: self.rng.pick(&[1, held, held, held / 2, held + 1]),
            },
            _ => Op::CloseStake { signer, stake },
        }
    }

    /// Something about proposals: opens one, or carries one on.
    fn politics(&mut self) -> Op {
        let nation = self.nation();
        let Some(g) = self.m.governor_of(nation) else { return self.pass() };
        let live: Vec<u64> = g.proposals.iter().filter(|(_, p)| !p.over()).map(|(id, _)| *id).collect();
        let all: Vec<u64> = g.proposals.keys().copied().collect();
        let few = live.len() < 3;
        if few && self.rng.one_in(20) || all.is_empty() {
            let citizen = self.voter(nation);
            let kind = self.rng.pick(&[0, 0, 1]);
            let choices = if kind == 0 { 3 } else { 2 + self.rng.below(6) as u8 };
            let choices = if self.slip() { 1 } else { choices };
            return Op::OpenProposal {
                nation: self.near(nation),
                signer: self.signer(citizen.wallet),
                citizen,
                track: self.rng.pick(&[0, 0, 1, 1, 2, 2, 3]),
                kind,
                choices,
            };
        }
        let queued: Vec<u64> =
            live.iter().copied().filter(|id| g.proposals[id].state == state::QUEUED).collect();
        let queued = self.rng.maybe_pick(&queued).filter(|_| self.rng.one_in(3));
        let id = match queued.or_else(|| self.rng.maybe_pick(&live)).filter(|_| !self.rng.one_in(5)) {
            Some(id) => id,
            None => self.rng.pick(&all),
        };
        self.carry_motion(Motion { nation, id })
    }

    /// The next step of a proposal.
    pub(super) fn carry_motion(&mut self, of: Motion) -> Op {
        let nation = of.nation;
        let Some(p) = self.m.proposal(of) else { return self.pass() };
        if self.slip() {
            return self.against_the_state(of, p);
        }
        match p.state {
            state::DRAFT => self.draft(of, p),
            state::SUBMITTED => match p.phase(self.m.now) {
                Phase::Review => match self.rng.below(8) {
                    0..=2 => self.open_page(of, p),
                    3 if self.rng.one_in(4) => Op::Cancel { of, by: self.by(Who::Wallet(p.proposer)) },
                    _ => self.to(p.times()[0]),
                },
                Phase::Voting | Phase::Objection => match self.rng.below(12) {
                    0 if self.voted(p) || self.rng.one_in(9) => self.to(p.times()[1]),
                    1 if self.voted(p) || self.rng.one_in(9) => self.to(p.times()[2]),
                    2 => self.open_page(of, p),
                    _ if p.pages.is_empty() => self.open_page(of, p),
                    4 if p.rules.final_ballots == 1 => self.tally(of, p),
                    5 if p.rules.final_ballots == 1 => Op::Decide { of },
                    _ => self.vote(of, p),
                },
                Phase::Closed => match self.rng.below(3) {
                    0 => Op::Decide { of },
                    1 => self.tally(of, p),
                    _ if p.counted.values().all(|counted| counted.complete) => Op::Decide { of },
                    _ => self.tally(of, p),
                },
            },
            state::QUEUED if self.m.now >= p.until && !self.slip() => Op::Expire { of },
            state::QUEUED => {
                let next =
                    p.actions.iter().position(|a| a.option == p.outcome && !a.executed).unwrap_or(0) as u8;
                match self.rng.below(8) {
                    0 | 1 if self.m.now < p.from => self.to(p.from),
                    2 if self.rng.one_in(6) => self.to(p.until),
                    3 if self.rng.one_in(2) => self.enjoin(of),
                    4 if self.rng.one_in(2) => Op::Execute { of, index: self.rng.below(4) as u8 },
                    _ => Op::Execute { of, index: next },
                }
            }
            state::ENJOINED => match self.rng.below(3) {
                0 => self.to(p.enjoined_until),
                _ => {
                    let court = self.m.nation(nation).map_or(Who::Nobody, |n| n.court);
                    Op::Release { nation: self.near(nation), of, by: self.by(court) }
                }
            },
            _ => self.clear_away(of, p),
        }
    }

    /// Whether about as many ballots were cast as a proposal gets here.
    fn voted(&mut self, p: &Proposal) -> bool {
        let cast: usize = p.pages.values().map(|page| page.ballots.len()).sum();
        cast as u64 > 2 + self.rng.below(6)
    }

    /// Whether something is going on that a long wait would end.
    fn busy(&self) -> bool {
        let mut proposals = self.m.governors.iter().flatten().flat_map(|g| g.proposals.values());
        proposals.any(|p| matches!(p.state, state::SUBMITTED | state::QUEUED))
    }

    pub(super) fn to(&mut self, time: i64) -> Op {
        let edge = self.rng.pick(&[-1, 0, 0, 0, 1]);
        Op::Pass { seconds: (time - self.m.now + edge).max(0) }
    }

    /// What does not fit the state, most of the time.
    fn against_the_state(&mut self, of: Motion, p: &Proposal) -> Op {
        let guardian = self.m.governor_of(of.nation).map_or(Who::Nobody, |g| g.guardian);
        match self.rng.below(12) {
            0 => Op::Cancel { of, by: self.by(guardian) },
            1 => Op::Cancel { of, by: Who::Wallet(p.proposer) },
            2 => self.enjoin(of),
            3 => Op::Expire { of },
            4 => self.tally(of, p),
            5 => Op::Decide { of },
            6 => Op::Execute { of, index: self.rng.below(3) as u8 },
            7 => self.clear_away(of, p),
            8 => self.draft(of, p),
            9 => self.open_page(of, p),
            10 if self.rng.one_in(3) => {
                Op::Upgrade { program: self.rng.below(crate::PROGRAMS.len() as u64) as u8 }
            }
            _ => self.vote(of, p),
        }
    }

    fn enjoin(&mut self, of: Motion) -> Op {
        let court = self.m.nation(of.nation).map_or(Who::Nobody, |n| n.court);
        Op::Enjoin { nation: self.near(of.nation), of, by: self.by(court), until: self.time(self.m.now) }
    }

    fn draft(&mut self, of: Motion, p: &Proposal) -> Op {
        let citizen = Ref { nation: of.nation, wallet: p.proposer };
        match self.rng.below(9) {
            0..=4 => {
                let option = if p.kind == 0 { 1 } else { 1 + self.rng.below(u64::from(p.choices)) as u8 };
                let option = if self.slip() { 4 } else { option };
                let call = if self.slip() {
                    // What no executor signs, and what nobody need sign.
                    self.rng.pick(&[
                        Op::EndFounding { nation: of.nation },
                        Op::Decide { of },
                        Op::Renounce { nation: of.nation, signer: p.proposer, citizen },
                        Op::AssumeAuthority { nation: of.nation },
                    ])
                } else {
                    self.deed(of.nation)
                };
                Op::AddAction { of, signer: self.signer(p.proposer), option, call: Box::new(call) }
            }
            5 if self.rng.one_in(8) => Op::Cancel { of, by: Who::Wallet(p.proposer) },
            6 if self.rng.one_in(8) => Op::Expire { of },
            _ => Op::Submit { of, signer: self.signer(p.proposer), citizen },
        }
    }

    /// An action that could run now, most of the time.
    fn deed(&mut self, nation: u8) -> Op {
        let mut decided = self.m.clone();
        if let Some(n) = decided.nations[usize::from(nation)].as_mut().map(Rc::make_mut) {
            n.authority = Who::Executor(nation);
        }
        for _ in 0..4 {
            let op = self.authority(Some(nation));
            if !decided.clone().act(&op).refused() {
                return op;
            }
        }
        self.authority(Some(nation))
    }

    fn open_page(&mut self, of: Motion, p: &Proposal) -> Op {
        let mut pages = vec![];
        for chamber in [1, 2] {
            let seats = p.seats(chamber);
            if seats > 0 && (p.rules.chambers & chamber != 0 || self.slip()) {
                pages.extend((0..=page_of(chamber, seats - 1)).map(|index| (chamber, index)));
            }
        }
        if self.slip() {
            pages.push((self.rng.pick(&[1, 2, 3]), 2));
        }
        pages.retain(|key| !p.pages.contains_key(key) || self.rng.one_in(9));
        let (chamber, index) = self.rng.maybe_pick(&pages).unwrap_or((1, 0));
        Op::OpenPage { page: PageRef { of, chamber, index } }
    }

    fn tally(&mut self, of: Motion, p: &Proposal) -> Op {
        let mut pages: Vec<PageRef> = p
            .pages
            .keys()
            .filter(|key| !p.counted.get(key).is_some_and(|counted| counted.complete) || self.rng.one_in(9))
            .map(|(chamber, index)| PageRef { of, chamber: *chamber, index: *index })
            .collect();
        if self.rng.one_in(3) {
            pages.truncate(1);
        }
        if let Some(page) = pages.first().copied().filter(|_| self.slip()) {
            pages.push(page);
        }
        if self.slip() {
            let id = of.id.saturating_sub(1);
            pages.push(PageRef { of: Motion { nation: self.near(of.nation), id }, chamber: 1, index: 0 });
        }
        Op::Tally { of, pages }
    }

    fn vote(&mut self, of: Motion, p: &Proposal) -> Op {
        let choice = match self.rng.below(12) {
            0 => self.rng.below(9) as u8,
            1..=4 => 1 + self.rng.below(u64::from(p.choices)) as u8,
            _ if p.phase(self.m.now) == Phase::Objection => 2,
            _ => 1,
        };
        let chamber = match p.rules.chambers {
            1 | 2 if !self.slip() => p.rules.chambers,
            _ => self.rng.pick(&[1, 2]),
        };
        if chamber == 2 {
            return self.vote_by_stake(of, choice);
        }
        let nation = self.near(of.nation);
        let citizen = self.voter(nation);
        let serial = self.m.citizen(citizen).map_or(0, |c| c.serial);
        let index = if self.slip() { self.rng.below(2) as u32 } else { page_of(1, serial) };
        let page = PageRef { of, chamber: 1, index };
        let signer = self.signer(citizen.wallet);
        match self.rng.below(9) {
            0..=2 => self.vote_by_delegate(page, choice),
            3 | 4 => {
                let mut ballots = vec![];
                for _ in 0..=self.rng.below(2) {
                    let citizen = if ballots.is_empty() { citizen } else { self.voter(nation) };
                    ballots.push(SignedBallot {
                        citizen,
                        signer: self.signer(citizen.wallet),
                        of: if self.slip() { Motion { id: of.id + 1, ..of } } else { of },
                        choice,
                        expiry: self.m.now + self.rng.pick(&[1, 60, 60, 60, 0]),
                    });
                }
                Op::CastRelayed { page, ballots }
            }
            _ => Op::Cast { page, signer, citizen, choice },
        }
    }

    fn vote_by_stake(&mut self, of: Motion, choice: u8) -> Op {
        let stakes: Vec<u8> =
            self.m.governor_of(of.nation).map_or_else(Vec::new, |g| g.stakes.keys().copied().collect());
        let wallet = self.rng.maybe_pick(&stakes).unwrap_or(0);
        let stake = Ref { nation: self.near(of.nation), wallet };
        let index = page_of(2, self.m.stake(stake).map_or(0, |s| s.index));
        let chamber = if self.slip() { 1 } else { 2 };
        Op::CastStake { page: PageRef { of, chamber, index }, signer: self.signer(wallet), stake, choice }
    }

    /// A delegate votes for those who chose this delegate, and perhaps for one who did not.
    fn vote_by_delegate(&mut self, page: PageRef, choice: u8) -> Op {
        let nation = page.of.nation;
        let empty = std::collections::BTreeMap::new();
        let citizens = self.m.nation(nation).map_or(&empty, |n| &n.citizens);
        let chosen: Vec<u64> = citizens.values().filter_map(|c| c.delegate).collect();
        let serial = self.rng.maybe_pick(&chosen).unwrap_or_default();
        let delegate = citizens.iter().find(|(_, c)| c.serial == serial).map_or(0, |(wallet, _)| *wallet);
        let citizen = Ref { nation, wallet: delegate };
        let mut delegators: Vec<Ref> = citizens
            .iter()
            .filter(|(_, c)| c.delegate == Some(serial) || self.rng.one_in(20))
            .map(|(wallet, _)| Ref { nation, wallet: *wallet })
            .collect();
        if self.slip() {
            delegators.push(self.citizen(nation));
        }
        if let Some(first) = delegators.first().copied().filter(|_| self.slip()) {
            delegators.push(first);
        }
        delegators.truncate(8);
        Op::CastDelegated { page, signer: self.signer(delegate), citizen, choice, delegators }
    }

    /// Closes what is left of a proposal that is over.
    fn clear_away(&mut self, of: Motion, p: &Proposal) -> Op {
        if p.state == state::SUCCEEDED && self.rng.one_in(8) {
            return self.enjoin(of);
        }
        let recount_ends = p.decided_at + 7 * DAY;
        if let Some((chamber, index)) = self.rng.maybe_pick(&p.pages.keys().copied().collect::<Vec<_>>()) {
            if self.m.now < recount_ends && !self.rng.one_in(6) {
                return if self.rng.one_in(if self.busy() { 60 } else { 4 }) {
                    self.to(recount_ends)
                } else {
                    self.member()
                };
            }
            let page = PageRef { of, chamber, index };
            let of = if self.slip() { Motion { id: of.id + 1, ..of } } else { of };
            return Op::ClosePage { of, page };
        }
        let actions: Vec<u8> =
            (0..p.actions.len() as u8).filter(|index| p.actions[usize::from(*index)].exists).collect();
        if let Some(index) = self.rng.maybe_pick(&actions).filter(|_| !self.slip()) {
            let action_of = of;
            let of = if self.slip() { Motion { id: of.id + 1, ..of } } else { of };
            return Op::CloseAction { of, action_of, index };
        }
        let right = p.electorate.map_or(Who::Executor(of.nation), |e| e.forfeit_to);
        let forfeit_to = if self.slip() { Who::Executor(1 - of.nation) } else { right };
        Op::CloseProposal { of, forfeit_to }
    }
}
