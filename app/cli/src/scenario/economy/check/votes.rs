//! Motions and polls, and what they bring about.

use super::{Checker, Mandate, Thing};
use crate::Error;
use crate::recount::verdict::Verdict;
use crate::scenario::economy::raw::{
    RawAction, RawCreateBudget, RawCreateStream, RawFillOffice, RawRegisterParcels,
};
use crate::scenario::economy::{Acquisition, Action, Budget, Choice, Holder, Stream, Vote};
use crate::scenario::page::{FOR, TITLE_BYTES};
use crate::scenario::steps::RawMotion;
use crate::scenario::values::Date;
use crate::survey;
use client::{LAND_ID, MEMBERSHIP_ID, TREASURY_ID};
use std::collections::HashSet;
use toml::Spanned;

/// Options of a poll.
const MAX_OPTIONS: usize = 7;
/// When a motion's actions run, and whether.
struct Runs {
    step: usize,
    at: i64,
    carried: bool,
}

impl Checker<'_> {
    pub(super) fn fill_office(
        &mut self,
        raw: &RawFillOffice,
        start: usize,
        at: &Spanned<Date>,
    ) -> Result<Vote, Error> {
        let office = self.office(&raw.office)?;
        let until = raw.until.get_ref().midnight();
        let candidates = raw.candidates.get_ref();
        if !(2..=MAX_OPTIONS).contains(&candidates.len()) {
            return Err(self.wrong(&raw.candidates, format!("a poll has 2 to {MAX_OPTIONS} candidates")));
        }
        let (mut choices, mut actions, mut standing) = (Vec::new(), Vec::new(), HashSet::new());
        for (option, candidate) in (1..).zip(candidates) {
            let member = self.member(&candidate.member)?;
            if !standing.insert(member) {
                return Err(self.wrong(&candidate.member, "the member stands twice"));
            }
            choices.push(Choice {
                name: format!("member {}", self.citizens[member].name),
                votes: candidate.votes,
            });
            actions.push((option, Action::Appoint { office: office.clone(), member, until }));
        }
        let title = match &raw.title {
            Some(title) => self.fits(title, "title", 1, TITLE_BYTES)?,
            None => format!("Who shall be {office}?"),
        };
        let track = self.track(raw.track.as_ref(), start, &[("membership", MEMBERSHIP_ID)])?;
        let vote = self.vote(title, track, raw.proposer.as_ref(), true, choices, actions, start, at)?;
        if until <= vote.executes_at {
            return Err(self.wrong(&raw.until, "the term ends before it begins"));
        }
        if let Verdict::Elected(_) = vote.expected {
            let mandates = self.known.offices.entry(office).or_default();
            // Whoever is appointed later takes the office over.
            for earlier in mandates.iter_mut() {
                earlier.until = earlier.until.min(vote.executes_at);
            }
            mandates.push(Mandate { from: vote.executes_at, until });
        }
        Ok(vote)
    }

    pub(super) fn motion(
        &mut self,
        raw: RawMotion<RawAction>,
        number: usize,
        start: usize,
        at: &Spanned<Date>,
    ) -> Result<Vote, Error> {
        let mut programs = Vec::new();
        for action in raw.actions.get_ref() {
            let program = match action {
                RawAction::SetCourt(_) => ("membership", MEMBERSHIP_ID),
                RawAction::RegisterParcels(_) => ("land", LAND_ID),
                _ => ("treasury", TREASURY_ID),
            };
            if !programs.contains(&program) {
                programs.push(program);
            }
        }
        let mut vote = self.page.motion(&raw, &programs, start, at)?;
        let carried = vote.expected == Verdict::Carried;
        let runs = Runs { step: number, at: vote.executes_at, carried };
        let place = raw.actions.span().start;
        for action in raw.actions.into_inner() {
            let actions = self.actions(action, &runs, start)?;
            vote.actions.extend(actions.into_iter().map(|action| (FOR, action)));
        }
        self.page.check_actions(place, vote.actions.len())?;
        Ok(vote)
    }

    fn actions(&mut self, raw: RawAction, runs: &Runs, start: usize) -> Result<Vec<Action>, Error> {
        Ok(vec![match raw {
            RawAction::RegisterParcels(raw) => return self.parcels_to_register(&raw, start),
            RawAction::Pay(raw) => {
                Action::Pay { to: self.member(&raw.to)?, money: self.positive(&raw.amount)? }
            }
            RawAction::CreateBudget(raw) => Action::CreateBudget(self.create_budget(&raw, runs)?),
            RawAction::RevokeBudget(raw) => Action::RevokeBudget(self.budget(&raw.budget, runs.at)?),
            RawAction::CreateStream(raw) => Action::CreateStream(self.create_stream(&raw, runs)?),
            RawAction::CancelStream(raw) => Action::CancelStream(self.stream(&raw.stream, runs.at)?),
            RawAction::PauseStream(raw) => Action::PauseStream(self.stream(&raw.stream, runs.at)?),
            RawAction::ResumeStream(raw) => Action::ResumeStream(self.stream(&raw.stream, runs.at)?),
            RawAction::SetBreaker(raw) => {
                let (asset, rule) = (self.asset(&raw.money)?, self.breaker(&raw.limit, &raw.window)?);
                Action::SetBreaker { asset, rule }
            }
            RawAction::SetCourt(raw) => {
                let court = self.member(&raw.member)?;
                if runs.carried {
                    let first = self.known.court.get_or_insert(runs.at);
                    *first = runs.at.min(*first);
                }
                Action::SetCourt(court)
            }
        }])
    }

    /// Registers each parcel of a file.
    fn parcels_to_register(&self, raw: &RawRegisterParcels, start: usize) -> Result<Vec<Action>, Error> {
        let steward = self.needs_land(start)?.steward.clone();
        let survey = survey::load(&self.folder.join(raw.file.get_ref()), &survey::Options::default())?;
        let (jurisdiction, tenure) = (self.jurisdiction(&raw.jurisdiction)?, raw.tenure.number());
        let register = |parcel| {
            let steward = steward.clone();
            Action::RegisterParcel(Box::new(Acquisition { parcel, jurisdiction, tenure, steward }))
        };
        Ok(survey.parcels.into_iter().map(register).collect())
    }

    fn create_budget(&mut self, raw: &RawCreateBudget, runs: &Runs) -> Result<usize, Error> {
        let name = raw.budget.get_ref().clone();
        if self.known.budgets.contains_key(&name) {
            return Err(self.wrong(&raw.budget, format!("there is a budget `{name}` already")));
        }
        let holder = match (&raw.office, &raw.member, raw.court) {
            (Some(office), None, false) => Holder::Office(self.office(office)?),
            (None, Some(member), false) => Holder::Member(self.member(member)?),
            (None, None, true) => Holder::Court,
            _ => {
                let reason = "a budget is either an `office`'s, a `member`'s or the `court`'s";
                return Err(self.wrong(&raw.budget, reason));
            }
        };
        let per_period = self.positive(&raw.per_period)?;
        let period = raw.period.get_ref().0;
        if period == 0 {
            return Err(self.wrong(&raw.period, "a period lasts at least a second"));
        }
        let from = raw.from.as_ref().map_or(runs.at, |from| from.get_ref().midnight());
        let until = raw.until.get_ref().midnight();
        if until <= from.max(runs.at) {
            return Err(self.wrong(&raw.until, "the budget ends before it begins"));
        }
        let set_aside = raw.set_aside.as_ref();
        let budget = Budget {
            name: name.clone(),
            id: None,
            holder,
            asset: per_period.asset,
            per_period: per_period.amount,
            period,
            from,
            until,
            set_aside: set_aside.map_or(Ok(0), |at| self.amount_of(at, per_period.asset, "the budget"))?,
        };
        let index = self.economy.budgets.len();
        self.economy.budgets.push(budget);
        self.known.budgets.insert(name, Thing { index, from: runs.carried.then_some(runs.at) });
        if runs.carried {
            self.known.budgets_created.push((runs.at, runs.step, index));
        }
        Ok(index)
    }

    fn create_stream(&mut self, raw: &RawCreateStream, runs: &Runs) -> Result<usize, Error> {
        let name = raw.stream.get_ref().clone();
        if self.known.streams.contains_key(&name) {
            return Err(self.wrong(&raw.stream, format!("there is a stream `{name}` already")));
        }
        let start = raw.start.as_ref().map_or(runs.at, |start| start.get_ref().midnight());
        let end = raw.end.get_ref().midnight();
        let cliff = raw.cliff.as_ref().map_or(start, |cliff| cliff.get_ref().midnight());
        if end <= start || !(start..=end).contains(&cliff) {
            return Err(self.wrong(&raw.end, "a stream ends after it starts, and its cliff is in between"));
        }
        let (payee, total) = (self.member(&raw.to)?, self.positive(&raw.amount)?);
        let index = self.economy.streams.len();
        self.economy.streams.push(Stream { name: name.clone(), id: None, payee, total, start, cliff, end });
        self.known.streams.insert(name, Thing { index, from: runs.carried.then_some(runs.at) });
        if runs.carried {
            self.known.streams_created.push((runs.at, runs.step, index));
        }
        Ok(index)
    }
}
