//! How a nation whose authority is its executor does something: a motion that is carried through, step by step.

use super::Model;
use super::book::page_of;
use super::generate::Play;
use super::op::{Motion, Op, PageRef, Ref, Who};
use super::opening::ALL;
use crate::state;

/// A step, which can depend on when it is taken.
#[derive(Clone, Debug)]
pub(super) enum Step {
    /// Just this.
    Do(Op),
    /// Waits until voting opens.
    Opening(Motion),
    /// Waits until nothing can be said against it any more.
    Closing(Motion),
    /// Waits until it can be executed.
    Timelock(Motion),
}

impl Step {
    /// What to do now, if anything.
    pub(super) fn now(self, model: &Model) -> Option<Op> {
        let until = match self {
            Self::Do(op) => return Some(op),
            Self::Opening(of) => model.proposal(of)?.times()[0],
            Self::Closing(of) => model.proposal(of)?.times()[2],
            Self::Timelock(of) => model.proposal(of).filter(|p| p.state == state::QUEUED)?.from,
        };
        let seconds = until - model.now;
        (seconds > 0).then_some(Op::Pass { seconds })
    }
}

impl Play<'_> {
    /// Something that a nation's authority does: by itself, or if that is the executor by a motion.
    pub(super) fn decree(&mut self, nation: u8, make: impl Fn(Who, Who) -> Op) -> Op {
        let right = self.m.nation(nation).map_or(Who::Nobody, |n| n.authority);
        // Between nations hardly anything is done but by decree.
        let seldom = if self.focus.diplomacy { 2 } else { 8 };
        if right == Who::Executor(nation) && !self.planned && self.rng.one_in(seldom) {
            return self.enact(nation, make(right, right));
        }
        if self.m.nation(nation).is_some_and(|n| n.authority == n.founder && self.m.now >= n.sunset)
            && !self.rng.one_in(4)
        {
            return Op::EndFounding { nation };
        }
        let by = self.by(right);
        let payer = if self.rng.one_in(3) { by } else { Who::Payer };
        make(by, payer)
    }

    /// Opens a motion with this action, and plans the rest.
    fn enact(&mut self, nation: u8, call: Op) -> Op {
        let now = self.m.now;
        let (Some(n), Some(g)) = (self.m.nation(nation), self.m.governor_of(nation)) else { return call };
        let mut voters: Vec<(u8, u64)> = n
            .citizens
            .iter()
            .filter(|(_, c)| !c.standing(now).refused() && c.joined_at < now)
            .map(|(wallet, c)| (*wallet, c.serial))
            .collect();
        let of = Motion { nation, id: g.next_proposal };
        let track =
            g.tracks.iter().position(|t| t.rules.chambers == 1 && t.programs == ALL).unwrap_or(0) as u8;
        let Some((proposer, _)) = self.rng.maybe_pick(&voters) else { return self.pass() };
        voters.truncate(2 + self.rng.below(5) as usize);
        let citizen = Ref { nation, wallet: proposer };
        let mut steps = vec![
            Step::Do(Op::AddAction { of, signer: proposer, option: 1, call: Box::new(call) }),
            Step::Do(Op::Submit { of, signer: proposer, citizen }),
            Step::Opening(of),
        ];
        let page = |serial| PageRef { of, chamber: 1, index: page_of(1, serial) };
        let mut pages: Vec<PageRef> = voters.iter().map(|(_, serial)| page(*serial)).collect();
        pages.sort_unstable();
        pages.dedup();
        steps.extend(pages.iter().map(|page| Step::Do(Op::OpenPage { page: *page })));
        for (wallet, serial) in voters {
            let citizen = Ref { nation, wallet };
            steps.push(Step::Do(Op::Cast { page: page(serial), signer: wallet, citizen, choice: 1 }));
        }
        steps.extend([
            Step::Closing(of),
            Step::Do(Op::Tally { of, pages }),
            Step::Do(Op::Decide { of }),
            Step::Timelock(of),
            Step::Do(Op::Execute { of, index: 0 }),
        ]);
        self.plan.extend(steps);
        Op::OpenProposal { nation, signer: proposer, citizen, track, kind: 0, choices: 3 }
    }
}
