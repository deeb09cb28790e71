//! How votes should be cast, counted and decided: ballots are a map from seat to choice, and counting is counting.

use super::governor::{Ballot, Counted, Page, Phase, Proposal};
use super::op::{Motion, Op, PageRef, Ref, SignedBallot};
use super::{Model, Refusals};
use crate::state;
use std::collections::{BTreeMap, BTreeSet};

const CITIZENS_PER_PAGE: u64 = 16_384;
const STAKES_PER_PAGE: u64 = 1_024;

impl Page {
    /// Counts its ballots by hand.
    pub fn count(&self) -> Counted {
        let mut count = Counted::default();
        for ballot in self.ballots.values() {
            count.by_choice[usize::from(ballot.choice)] += ballot.weight;
            count.delegated += u64::from(!ballot.in_person);
        }
        count
    }

    fn holds(&self, seat: u64) -> bool {
        (self.first..self.first + self.capacity).contains(&seat)
    }
}

/// What becomes of a vote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    NoQuorum,
    Rejected,
    Carried(u8),
}

fn quorum(votes: &[u64; 8], electorate: u64, bps: u16) -> bool {
    let turnout: u128 = votes[1..].iter().map(|n| u128::from(*n)).sum();
    turnout > 0 && electorate > 0 && turnout * 10_000 >= u128::from(electorate) * u128::from(bps)
}

fn clears(yes: u64, no: u64, bps: u16) -> bool {
    u128::from(yes) * 10_000 > (u128::from(yes) + u128::from(no)) * u128::from(bps)
}

impl Proposal {
    /// All that has been counted of a chamber so far.
    pub fn tally(&self, chamber: u8) -> [u64; 8] {
        let mut sum = [0; 8];
        for (_, counted) in self.counted.iter().filter(|((of, _), _)| *of == chamber) {
            for (sum, n) in sum.iter_mut().zip(counted.by_choice) {
                *sum += n;
            }
        }
        sum
    }

    /// Ballots of delegates among what has been counted.
    pub fn delegated(&self) -> u64 {
        self.counted
            .iter()
            .filter(|((chamber, _), _)| *chamber == 1)
            .map(|(_, counted)| counted.delegated)
            .sum()
    }

    fn chamber_verdict(&self, chamber: u8, electorate: u64) -> Verdict {
        let votes = self.tally(chamber);
        if !quorum(&votes, electorate, self.rules.quorum) {
            return Verdict::NoQuorum;
        }
        if self.kind == 0 {
            return if clears(votes[1], votes[2], self.rules.threshold) {
                Verdict::Carried(1)
            } else {
                Verdict::Rejected
            };
        }
        let most = votes[1..].iter().copied().max().unwrap_or_default();
        let leaders: Vec<u8> = (1..=7).filter(|option| votes[usize::from(*option)] == most).collect();
        if leaders.len() == 1 { Verdict::Carried(leaders[0]) } else { Verdict::Rejected }
    }

    fn verdict_of(&self, chamber: impl Fn(u8, u64) -> Option<Verdict>) -> Option<Verdict> {
        let e = self.electorate?;
        let chambers: Vec<_> = [(1, e.citizens), (2, e.staked)]
            .into_iter()
            .filter(|(id, _)| self.rules.chambers & id != 0)
            .collect();
        let mut verdicts = vec![];
        for (id, electorate) in chambers {
            verdicts.push(chamber(id, electorate)?);
        }
        Some(match verdicts[..] {
            [one] => one,
            [a, b] if a == Verdict::NoQuorum || b == Verdict::NoQuorum => Verdict::NoQuorum,
            [a, b] if a == b => a,
            _ => Verdict::Rejected,
        })
    }

    /// What the ballots counted say.
    fn verdict(&self) -> Option<Verdict> {
        self.verdict_of(|chamber, electorate| Some(self.chamber_verdict(chamber, electorate)))
    }

    /// What they say whatever may still come: tries every way in which delegated ballots may turn, with nobody else
    /// voting or everybody voting one way.
    fn certain_verdict(&self) -> Option<Verdict> {
        if self.kind != 0 {
            return None;
        }
        self.verdict_of(|chamber, electorate| {
            let votes = self.tally(chamber);
            if !quorum(&votes, electorate, self.rules.quorum) {
                return None;
            }
            let cast: u64 = votes[1..].iter().sum();
            let (outstanding, delegated) = match chamber {
                1 => (self.seats(1).saturating_sub(cast), self.delegated()),
                _ => (electorate.saturating_sub(cast), 0),
            };
            let (yes, no) = (votes[1], votes[2]);
            let neither = cast - yes - no;
            let (mut always, mut ever) = (true, false);
            for turned in 0..=delegated {
                for more in [0, outstanding] {
                    // `turned` leave the yes side, the rest of the delegated leave those who are neither.
                    let (from_yes, from_neither) = (turned.min(yes), (delegated - turned).min(neither));
                    always &=
                        clears(yes - from_yes, no + from_yes + from_neither + more, self.rules.threshold);
                    let (from_no, from_neither) = (turned.min(no), (delegated - turned).min(neither));
                    ever |= clears(yes + from_no + from_neither + more, no - from_no, self.rules.threshold);
                }
            }
            match (always, ever) {
                (true, _) => Some(Verdict::Carried(1)),
                (_, false) => Some(Verdict::Rejected),
                _ => None,
            }
        })
    }
}

impl Model {
    /// Whether this choice may be cast now.
    fn choice(&self, p: &Proposal, choice: u8) -> Refusals {
        let mut no = Refusals::none();
        no.when(choice == 0 || choice > p.choices, "ChoiceUnknown");
        match p.phase(self.now) {
            Phase::Review => no.when(true, "VotingNotOpen"),
            Phase::Voting => &mut no,
            Phase::Objection => no.when(choice != 2, "ObjectionOnly"),
            Phase::Closed => no.when(true, "VotingClosed"),
        };
        no
    }

    /// Whether a citizen may vote on a proposal now.
    fn voter(&self, p: &Proposal, citizen: Ref) -> Refusals {
        let (Some(c), Some(e)) = (self.citizen(citizen), p.electorate) else { return Refusals::certain() };
        let mut no = Refusals::none();
        no.when(c.status != 0, "VoterNotActive")
            .when(c.tier != 2, "VoterNotCitizen")
            .when(self.now >= c.expires_at, "VoterLapsed")
            .when(self.now < c.suspended_until, "VoterSuspended")
            .when(c.charter_version < e.charter_version, "VoterCharterNotSigned")
            .when(c.joined_at > e.at - i64::from(p.rules.tenure), "VoterJoinedTooLate");
        no
    }

    /// Casting, tallying, deciding.
    pub(super) fn ballots(&mut self, op: &Op) -> Refusals {
        match op {
            Op::OpenPage { page } => self.open_page(*page),
            Op::Cast { page, signer, citizen, choice } => self.cast(*page, *signer, *citizen, *choice),
            Op::CastDelegated { page, signer, citizen, choice, delegators } => {
                self.cast_delegated(*page, *signer, *citizen, *choice, delegators)
            }
            Op::CastRelayed { page, ballots } => {
                // All or nothing.
                let mut after = self.clone();
                let no = after.cast_relayed(*page, ballots);
                if !no.refused() {
                    *self = after;
                }
                no
            }
            Op::CastStake { page, signer, stake, choice } => self.cast_stake(*page, *signer, *stake, *choice),
            Op::Tally { of, pages } => self.count(*of, pages),
            Op::Decide { of } => self.decide(*of),
            _ => unreachable!("not an operation of this program: {op:?}"),
        }
    }

    fn open_page(&mut self, page: PageRef) -> Refusals {
        let Some(p) = self.proposal(page.of) else { return Refusals::certain() };
        let per_page = if page.chamber == 2 { STAKES_PER_PAGE } else { CITIZENS_PER_PAGE };
        let (first, seats) = (u64::from(page.index) * per_page, p.seats(page.chamber));
        let mut no = Refusals::none();
        no.when(p.state != state::SUBMITTED, "ProposalNotSubmitted")
            .when(!matches!(p.phase(self.now), Phase::Review | Phase::Voting), "VotingClosed")
            .when(first >= seats, "PageUnknown")
            .when(p.rules.chambers & page.chamber == 0, "ChamberNotCalled")
            .any_when(p.pages.contains_key(&(page.chamber, page.index)));
        self.promote(page.of, no, |p| {
            let fresh = Page { first, capacity: per_page.min(seats - first), ballots: BTreeMap::new() };
            p.pages.insert((page.chamber, page.index), fresh);
            p.counted.insert((page.chamber, page.index), Counted::default());
        })
    }

    fn put(&mut self, page: PageRef, seat: u64, ballot: Ballot) {
        if let Some(at) =
            self.proposal_mut(page.of).and_then(|p| p.pages.get_mut(&(page.chamber, page.index)))
        {
            at.ballots.insert(seat, ballot);
        }
    }

    fn cast(&mut self, page: PageRef, signer: u8, citizen: Ref, choice: u8) -> Refusals {
        let (Some(p), Some(at), Some(c)) = (self.proposal(page.of), self.page(page), self.citizen(citizen))
        else {
            return Refusals::certain();
        };
        let serial = c.serial;
        let mut no = self.choice(p, choice);
        let stands = p.rules.final_ballots == 1 && at.ballots.get(&serial).is_some_and(|old| old.in_person);
        no.when(signer != citizen.wallet, "NotVoter")
            .when(page.chamber != 1, "WrongChamber")
            .when(citizen.nation != page.of.nation, "WrongNation")
            .when(!at.holds(serial), "WrongPage")
            .when(stands, "BallotStands")
            .join(self.voter(p, citizen));
        if !no.refused() {
            self.put(page, serial, Ballot { choice, in_person: true, weight: 1 });
        }
        no
    }

    fn cast_delegated(
        &mut self,
        page: PageRef,
        signer: u8,
        citizen: Ref,
        choice: u8,
        delegators: &[Ref],
    ) -> Refusals {
        let (Some(p), Some(at), Some(delegate)) =
            (self.proposal(page.of), self.page(page), self.citizen(citizen))
        else {
            return Refusals::certain();
        };
        let mut no = self.choice(p, choice);
        no.when(signer != citizen.wallet, "NotVoter")
            .when(page.chamber != 1, "WrongChamber")
            .when(citizen.nation != page.of.nation, "WrongNation")
            .join(self.voter(p, citizen));
        let mut seats = BTreeSet::new();
        for delegator in delegators {
            let Some(c) = self.citizen(*delegator).filter(|_| delegator.nation == page.of.nation) else {
                no.when(true, "DelegatorMalformed");
                continue;
            };
            if c.delegate != Some(delegate.serial) || self.voter(p, *delegator).refused() {
                continue;
            }
            no.when(!at.holds(c.serial), "WrongPage");
            let stands =
                at.ballots.get(&c.serial).is_some_and(|old| old.in_person || p.rules.final_ballots == 1);
            if !stands {
                seats.insert(c.serial);
            }
        }
        no.when(seats.is_empty(), "NobodyRepresented");
        if !no.refused() {
            for seat in seats {
                self.put(page, seat, Ballot { choice, in_person: false, weight: 1 });
            }
        }
        no
    }

    fn cast_relayed(&mut self, page: PageRef, ballots: &[SignedBallot]) -> Refusals {
        let mut no = Refusals::none();
        no.when(ballots.is_empty(), "SignatureMissing");
        for ballot in ballots {
            let (Some(p), Some(at)) = (self.proposal(page.of), self.page(page)) else {
                return Refusals::certain();
            };
            let Some(c) = self.citizen(ballot.citizen) else { return Refusals::certain() };
            let serial = c.serial;
            let twice = ballots.iter().filter(|other| other.citizen == ballot.citizen).count() > 1;
            no.when(ballot.signer != ballot.citizen.wallet || twice, "MessageNotByVoter")
                .when(ballot.of != page.of, "MessageMalformed")
                .when(self.now >= ballot.expiry, "MessageExpired")
                .when(page.chamber != 1, "WrongChamber")
                .when(ballot.citizen.nation != page.of.nation, "WrongNation")
                .when(!at.holds(serial), "WrongPage")
                .when(at.ballots.get(&serial).is_some_and(|old| old.in_person), "BallotStands")
                .join(self.voter(p, ballot.citizen));
            no.join(self.choice(p, ballot.choice));
            if !no.refused() {
                self.put(page, serial, Ballot { choice: ballot.choice, in_person: true, weight: 1 });
            }
        }
        no
    }

    fn cast_stake(&mut self, page: PageRef, signer: u8, stake: Ref, choice: u8) -> Refusals {
        let (Some(p), Some(at), Some(s)) = (self.proposal(page.of), self.page(page), self.stake(stake))
        else {
            return Refusals::certain();
        };
        let Some(e) = p.electorate else { return Refusals::certain() };
        let (index, weight, end) = (s.index, s.weight(e.submission), p.times()[2]);
        let stands = p.rules.final_ballots == 1 && at.ballots.contains_key(&index);
        let mut no = self.choice(p, choice);
        no.when(page.chamber != 2, "WrongChamber")
            .when(signer != stake.wallet || stake.nation != page.of.nation, "WrongStake")
            .when(weight == 0, "NoWeight")
            .when(!at.holds(index), "WrongPage")
            .when(stands, "BallotStands");
        if !no.refused() {
            self.put(page, index, Ballot { choice, in_person: true, weight });
            if let Some(s) = self.governor_mut(stake.nation).and_then(|g| g.stakes.get_mut(&stake.wallet)) {
                s.locked_until = s.locked_until.max(end);
            }
        }
        no
    }

    fn count(&mut self, of: Motion, pages: &[PageRef]) -> Refusals {
        let Some(p) = self.proposal(of) else { return Refusals::certain() };
        let mut no = Refusals::none();
        let complete = p.phase(self.now) == Phase::Closed;
        let early =
            matches!(p.phase(self.now), Phase::Voting | Phase::Objection) && p.rules.final_ballots == 1;
        no.when(p.state != state::SUBMITTED, "ProposalNotSubmitted")
            .when(!complete && !early, "VotingNotClosed");
        let mut added = vec![];
        for page in pages {
            let Some(at) = self.page(*page) else { return Refusals::certain() };
            no.when(page.of != of, "PageOfAnotherProposal");
            let key = (page.chamber, page.index);
            if p.counted.get(&key).is_some_and(|counted| !counted.complete) {
                added.push((key, Counted { complete, ..at.count() }));
            }
        }
        no.when(added.is_empty(), "PageAlreadyTallied");
        self.promote(of, no, |p| p.counted.extend(added))
    }

    fn decide(&mut self, of: Motion) -> Refusals {
        let Some(p) = self.proposal(of) else { return Refusals::certain() };
        let mut no = Refusals::none();
        let phase = p.phase(self.now);
        no.when(p.state != state::SUBMITTED, "ProposalNotSubmitted")
            .when(phase == Phase::Review, "VotingNotOpen");
        let mut verdict = None;
        if phase == Phase::Closed {
            no.when(p.counted.values().any(|counted| !counted.complete), "TallyIncomplete");
            verdict = p.verdict();
        } else if p.rules.final_ballots == 0 {
            no.when(true, "VotingNotClosed");
        } else {
            verdict = p.certain_verdict();
            no.when(verdict.is_none(), "OutcomeOpen");
        }
        let now = self.now;
        self.promote(of, no, |p| {
            p.decided_at = now;
            match verdict {
                Some(Verdict::Carried(choice)) => {
                    p.outcome = choice;
                    p.state = if p.actions_of(choice).is_empty() { state::SUCCEEDED } else { state::QUEUED };
                    p.from = now + i64::from(p.rules.timelock);
                    p.until = p.from + i64::from(p.rules.execution);
                }
                Some(Verdict::Rejected) => p.state = state::DEFEATED,
                _ => (p.state, p.forfeit) = (state::DEFEATED, true),
            }
        })
    }
}
