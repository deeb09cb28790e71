//! What the governor program should do: tracks, proposals from draft to close, actions, stakes. Ballots and their
//! counting are in [`super::ballots`].

use super::op::{Motion, Op, PageRef, Ref, Rules, Who};
use super::{Model, Refusals};
use crate::{Call, state};
use client::governor::accounts as layout;
use std::collections::BTreeMap;
use std::rc::Rc;

const DAY: i64 = 86_400;

/// A governor and all that belongs to it.
#[derive(Clone)]
#[allow(missing_docs)]
pub struct Governor {
    pub guardian: Who,
    pub guardian_until: i64,
    pub has_mint: bool,
    pub next_proposal: u64,
    pub submissions: u64,
    pub next_stake: u64,
    pub tracks: [Track; 8],
    pub proposals: BTreeMap<u64, Proposal>,
    pub stakes: BTreeMap<u8, Stake>,
    /// Tokens that each wallet holds of the stake mint, unlocked.
    pub tokens: BTreeMap<u8, u64>,
}

/// A track.
#[derive(Clone, Copy, Debug, Default)]
#[allow(missing_docs)]
pub struct Track {
    pub rules: Rules,
    pub version: u32,
    /// Programs that actions may call, a bit each: 1 membership, 2 governor, 4 treasury, 8 land.
    pub programs: u8,
}

/// Tokens stay a day after the last deposit.
const MIN_STAKE: i64 = 86_400;
/// The least deposit of a track that asks for one, in lamports.
const MIN_DEPOSIT: u64 = 1_000_000;

/// A stake: deposits, oldest first, each with the submissions seen before it.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub struct Stake {
    pub index: u64,
    pub locked_until: i64,
    pub lots: Vec<(u64, u64)>,
}

impl Stake {
    /// All its tokens.
    pub fn total(&self) -> u64 {
        self.lots.iter().map(|(amount, _)| amount).sum()
    }

    /// Tokens that were there before a submission.
    pub fn weight(&self, submission: u64) -> u64 {
        self.lots.iter().filter(|(_, since)| *since < submission).map(|(amount, _)| amount).sum()
    }
}

/// A proposal.
#[derive(Clone)]
#[allow(missing_docs)]
pub struct Proposal {
    pub proposer: u8,
    pub track: u8,
    pub track_version: u32,
    pub rules: Rules,
    pub kind: u8,
    pub choices: u8,
    pub state: u8,
    pub opened_at: i64,
    /// What submission fixed.
    pub electorate: Option<Electorate>,
    pub decided_at: i64,
    pub outcome: u8,
    pub forfeit: bool,
    pub from: i64,
    pub until: i64,
    pub enjoined_state: u8,
    pub enjoined_at: i64,
    pub enjoined_until: i64,
    pub enjoined_seconds: i64,
    pub actions: Vec<Action>,
    /// Hashes of the actions that ran, chained.
    pub executed_hash: [u8; 32],
    /// Pages that exist.
    pub pages: BTreeMap<(u8, u32), Page>,
    /// Pages ever opened, with what was last counted of them.
    pub counted: BTreeMap<(u8, u32), Counted>,
}

/// What a submission fixes.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs)]
pub struct Electorate {
    pub submission: u64,
    pub at: i64,
    pub charter_version: u32,
    pub citizens: u64,
    pub seats: u64,
    pub staked: u64,
    pub stake_seats: u64,
    pub forfeit_to: Who,
}

/// An action.
#[derive(Clone)]
#[allow(missing_docs)]
pub struct Action {
    pub option: u8,
    pub ordinal: u8,
    pub op: Op,
    pub call: Call,
    pub program: usize,
    pub slot: u64,
    pub chain: [u8; 32],
    pub executed: bool,
    pub exists: bool,
}

/// A page: its ballots by seat.
#[derive(Clone, Debug, Default)]
#[allow(missing_docs)]
pub struct Page {
    pub first: u64,
    pub capacity: u64,
    pub ballots: BTreeMap<u64, Ballot>,
}

/// A ballot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Ballot {
    pub choice: u8,
    pub in_person: bool,
    pub weight: u64,
}

/// What has been counted of a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Counted {
    pub by_choice: [u64; 8],
    pub delegated: u64,
    pub complete: bool,
}

/// Where a submitted proposal stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Phase {
    Review,
    Voting,
    Objection,
    Closed,
}

impl Proposal {
    /// Opening, closing and end of objection; zeros for a draft.
    pub fn times(&self) -> [i64; 3] {
        let Some(e) = self.electorate else { return [0; 3] };
        let opens = e.at + i64::from(self.rules.review);
        let closes = opens + i64::from(self.rules.voting);
        // A poll has no choice that means "against".
        let objection = if self.kind == 0 { i64::from(self.rules.objection) } else { 0 };
        [opens, closes, closes + objection]
    }

    /// The phase, of a submitted proposal.
    pub fn phase(&self, now: i64) -> Phase {
        let [opens, closes, objection] = self.times();
        match () {
            () if now < opens => Phase::Review,
            () if now < closes => Phase::Voting,
            () if now < objection => Phase::Objection,
            () => Phase::Closed,
        }
    }

    /// Nothing more can happen to it.
    pub fn over(&self) -> bool {
        [state::SUCCEEDED, state::EXECUTED, state::DEFEATED, state::CANCELLED, state::EXPIRED]
            .contains(&self.state)
    }

    /// Actions of an option, in order.
    pub fn actions_of(&self, option: u8) -> Vec<&Action> {
        self.actions.iter().filter(|action| action.option == option).collect()
    }

    /// Actions that have run.
    pub fn executed(&self) -> usize {
        self.actions.iter().filter(|action| action.executed).count()
    }

    /// The deposit it holds.
    pub fn deposit(&self) -> u64 {
        if self.electorate.is_some() { self.rules.deposit } else { 0 }
    }

    /// Seats of a chamber.
    pub fn seats(&self, chamber: u8) -> u64 {
        match (self.electorate, chamber) {
            (Some(e), 1) => e.seats,
            (Some(e), 2) => e.stake_seats,
            _ => 0,
        }
    }
}

impl Governor {
    /// All staked tokens.
    pub fn staked(&self) -> u64 {
        self.stakes.values().map(Stake::total).sum()
    }

    /// Undecided proposals of a track.
    pub fn open(&self, track: u8) -> u64 {
        self.proposals.values().filter(|p| p.track == track && p.state == state::SUBMITTED).count() as u64
    }
}

fn sound(rules: &Rules) -> bool {
    let year = 366 * 86_400;
    rules.voting > 0
        && rules.execution > 0
        && [rules.review, rules.voting, rules.objection, rules.timelock, rules.execution, rules.tenure]
            .iter()
            .all(|time| *time <= year)
        && rules.quorum <= 10_000
        && (5_000..10_000).contains(&rules.threshold)
        && rules.max_open > 0
        && (rules.deposit == 0 || rules.deposit >= MIN_DEPOSIT)
        && (1..=3).contains(&rules.chambers)
        && rules.final_ballots <= 1
}

fn guardian_terms(guardian: Who, until: i64, now: i64) -> bool {
    if guardian == Who::Nobody { until == 0 } else { until > now && until - now <= 732 * DAY }
}

impl Model {
    /// A governor that exists.
    pub fn governor_of(&self, nation: u8) -> Option<&Governor> {
        self.governors.get(usize::from(nation))?.as_deref()
    }

    /// As [`Self::governor_of`], to change it.
    pub(super) fn governor_mut(&mut self, nation: u8) -> Option<&mut Governor> {
        self.governors.get_mut(usize::from(nation))?.as_mut().map(Rc::make_mut)
    }

    /// A proposal that exists.
    pub fn proposal(&self, of: Motion) -> Option<&Proposal> {
        self.governor_of(of.nation)?.proposals.get(&of.id)
    }

    pub(super) fn proposal_mut(&mut self, of: Motion) -> Option<&mut Proposal> {
        self.governor_mut(of.nation)?.proposals.get_mut(&of.id)
    }

    /// A page that exists.
    pub fn page(&self, page: PageRef) -> Option<&Page> {
        self.proposal(page.of)?.pages.get(&(page.chamber, page.index))
    }

    /// A stake that exists.
    pub fn stake(&self, at: Ref) -> Option<&Stake> {
        self.governor_of(at.nation)?.stakes.get(&at.wallet)
    }

    fn proposer(&self, nation: u8, signer: u8, citizen: Ref) -> Refusals {
        let Some(c) = self.citizen(citizen) else { return Refusals::certain() };
        let mut no = Refusals::none();
        no.when(citizen.nation != nation, "WrongNation")
            .when(citizen.wallet != signer, "NotVoter")
            .when(c.standing(self.now).refused(), "ProposerIneligible");
        no
    }

    /// Does an operation of this program.
    #[allow(clippy::too_many_lines)]
    pub(super) fn governor(&mut self, op: &Op) -> Refusals {
        let now = self.now;
        match op {
            Op::CreateGovernor { nation, by, guardian, until } => {
                let Some(n) = self.nation(*nation) else { return Refusals::certain() };
                let mut no = self.authority(*nation, *by);
                no.any_when(self.governor_of(*nation).is_some())
                    .when(n.successor != Who::Executor(*nation), "WrongSuccessor")
                    .when(!guardian_terms(*guardian, *until, now), "GuardianTermOutOfRange");
                if !no.refused() {
                    self.pay_rent(Who::Payer, layout::Governor::LEN);
                    self.governors[usize::from(*nation)] = Some(Rc::new(Governor {
                        guardian: *guardian,
                        guardian_until: *until,
                        has_mint: false,
                        next_proposal: 0,
                        submissions: 0,
                        next_stake: 0,
                        tracks: Default::default(),
                        proposals: BTreeMap::new(),
                        stakes: BTreeMap::new(),
                        tokens: (0..super::op::WALLETS).map(|wallet| (wallet, super::TOKENS)).collect(),
                    }));
                }
                no
            }
            Op::CreateStakeVault { nation, by } => {
                let mut no = self.authority(*nation, *by);
                let Some(g) = self.governor_of(*nation) else { return Refusals::certain() };
                no.any_when(g.has_mint);
                self.govern(*nation, no, |g| g.has_mint = true)
            }
            Op::SetTrack { nation, of, by, index, rules, programs } => {
                let mut no = self.authority(*nation, *by);
                let Some(g) = self.governor_of(*of) else { return Refusals::certain() };
                no.when(nation != of, "WrongNation")
                    .when(*index >= 8, "TrackUnknown")
                    .when(!sound(rules), "TrackUnsound")
                    .when(rules.chambers & 2 != 0 && !g.has_mint, "StakeMintMissing");
                self.govern(*of, no, |g| {
                    let track = &mut g.tracks[usize::from(*index)];
                    *track = Track { rules: *rules, version: track.version + 1, programs: *programs };
                })
            }
            Op::SetGuardian { nation, of, by, guardian, until } => {
                let mut no = self.authority(*nation, *by);
                no.any_when(self.governor_of(*of).is_none())
                    .when(nation != of, "WrongNation")
                    .when(!guardian_terms(*guardian, *until, now), "GuardianTermOutOfRange");
                self.govern(*of, no, |g| (g.guardian, g.guardian_until) = (*guardian, *until))
            }
            Op::AssumeAuthority { nation } => {
                if self.governor_of(*nation).is_none() {
                    return Refusals::certain();
                }
                self.accept_authority(*nation, Who::Executor(*nation))
            }
            Op::OpenProposal { nation, signer, citizen, track, kind, choices } => {
                let Some(g) = self.governor_of(*nation) else { return Refusals::certain() };
                let mut no = self.proposer(*nation, *signer, *citizen);
                let right = match kind {
                    0 => *choices == 3,
                    1 => (2..=7).contains(choices),
                    _ => false,
                };
                let rules = g.tracks.get(usize::from(*track)).filter(|track| track.version > 0).copied();
                no.when(!right, "KindUnknown").when(rules.is_none(), "TrackUnknown");
                if let Some(of) = rules.filter(|_| !no.refused()) {
                    self.pay_rent(Who::Wallet(*signer), layout::Proposal::LEN);
                    let draft = Proposal::draft(*signer, *track, of, *kind, *choices, now);
                    return self.govern(*nation, no, |g| {
                        g.proposals.insert(g.next_proposal, draft);
                        g.next_proposal += 1;
                    });
                }
                no
            }
            Op::AddAction { of, signer, option, call } => self.add_action(*of, *signer, *option, call),
            Op::Submit { of, signer, citizen } => self.submit(*of, *signer, *citizen),
            Op::Execute { of, index } => self.execute(*of, *index),
            Op::Cancel { of, by } => {
                let (Some(g), Some(p)) = (self.governor_of(of.nation), self.proposal(*of)) else {
                    return Refusals::certain();
                };
                let early =
                    p.state == state::DRAFT || (p.state == state::SUBMITTED && p.phase(now) == Phase::Review);
                let proposer = *by == Who::Wallet(p.proposer) && early;
                let guardian = *by == g.guardian && now < g.guardian_until && !p.over();
                let mut no = Refusals::none();
                no.when(!proposer && !guardian, "NotAllowedToCancel");
                self.promote(*of, no, |p| {
                    p.state = state::CANCELLED;
                    p.forfeit |= !proposer;
                    if p.decided_at == 0 {
                        p.decided_at = now;
                    }
                })
            }
            Op::Enjoin { nation, of, by, until } => {
                let (Some(n), Some(p)) = (self.nation(*nation), self.proposal(*of)) else {
                    return Refusals::certain();
                };
                let mut no = Refusals::none();
                no.when(*nation != of.nation, "WrongNation")
                    .when(n.court == Who::Nobody || n.court != *by, "NotCourt")
                    .when(![state::SUCCEEDED, state::QUEUED].contains(&p.state), "ProposalNotQueued")
                    .when(p.state == state::QUEUED && now >= p.until, "ExecutionWindowOver")
                    .when(
                        *until <= now || until - now + p.enjoined_seconds > 60 * DAY,
                        "InjunctionOutOfRange",
                    );
                self.promote(*of, no, |p| {
                    (p.enjoined_state, p.state) = (p.state, state::ENJOINED);
                    (p.enjoined_at, p.enjoined_until) = (now, *until);
                })
            }
            Op::Release { nation, of, by } => {
                let (Some(n), Some(p)) = (self.nation(*nation), self.proposal(*of)) else {
                    return Refusals::certain();
                };
                let mut no = Refusals::none();
                let court = n.court != Who::Nobody && n.court == *by;
                no.when(*nation != of.nation, "WrongNation")
                    .when(p.state != state::ENJOINED, "NotEnjoined")
                    .when(!court && now < p.enjoined_until, "InjunctionRunning");
                self.promote(*of, no, |p| {
                    let held = now.min(p.enjoined_until) - p.enjoined_at;
                    p.from += held;
                    p.until += held;
                    p.enjoined_seconds += held;
                    (p.state, p.enjoined_state, p.enjoined_at, p.enjoined_until) =
                        (p.enjoined_state, 0, 0, 0);
                })
            }
            Op::Expire { of } => {
                let Some(p) = self.proposal(*of) else { return Refusals::certain() };
                let stale = p.state == state::DRAFT && now >= p.opened_at + 30 * DAY;
                let missed = p.state == state::QUEUED && now >= p.until;
                let mut no = Refusals::none();
                no.when(!stale && !missed, "NotExpired");
                self.promote(*of, no, |p| {
                    p.state = state::EXPIRED;
                    if p.decided_at == 0 {
                        p.decided_at = now;
                    }
                })
            }
            Op::ClosePage { of, page } => {
                let (Some(p), true) = (self.proposal(*of), self.page(*page).is_some()) else {
                    return Refusals::certain();
                };
                let mut no = Refusals::none();
                no.when(page.of != *of, "PageOfAnotherProposal")
                    .when(!p.over(), "ProposalNotOver")
                    .when(now < p.decided_at + 7 * DAY, "RecountPeriod");
                self.promote(*of, no, |p| {
                    let _ = p.pages.remove(&(page.chamber, page.index));
                })
            }
            Op::CloseAction { of, action_of, index } => {
                let action = self.proposal(*action_of).and_then(|p| p.actions.get(usize::from(*index)));
                let (Some(p), Some(action)) = (self.proposal(*of), action.filter(|a| a.exists)) else {
                    return Refusals::certain();
                };
                let mut no = Refusals::none();
                no.when(of != action_of, "ActionOfAnotherProposal").when(!p.over(), "ProposalNotOver");
                let (payer, len) = (p.proposer, action.space());
                if !no.refused() {
                    self.refund_rent(Who::Wallet(payer), len);
                }
                self.promote(*of, no, |p| p.actions[usize::from(*index)].exists = false)
            }
            Op::CloseProposal { of, forfeit_to } => {
                let Some(p) = self.proposal(*of) else { return Refusals::certain() };
                let mut no = Refusals::none();
                let deposit = p.deposit();
                let forfeit = p.forfeit && deposit > 0;
                let receiver = p.electorate.map_or(Who::Nobody, |e| e.forfeit_to);
                no.when(!p.over(), "ProposalNotOver")
                    .when(!p.pages.is_empty() || p.actions.iter().any(|a| a.exists), "NotEmpty")
                    .when(forfeit && *forfeit_to != receiver, "WrongReceiver");
                let proposer = Who::Wallet(p.proposer);
                if !no.refused() {
                    self.refund_rent(proposer, layout::Proposal::LEN);
                    self.receive(if forfeit { receiver } else { proposer }, deposit);
                }
                self.govern(of.nation, no, |g| {
                    let _ = g.proposals.remove(&of.id);
                })
            }
            Op::OpenStake { nation, wallet } => {
                let Some(g) = self.governor_of(*nation) else { return Refusals::certain() };
                let mut no = Refusals::none();
                no.when(!g.has_mint, "StakeMintMissing").any_when(g.stakes.contains_key(wallet));
                if !no.refused() {
                    self.pay_rent(Who::Wallet(*wallet), layout::Stake::LEN);
                }
                self.govern(*nation, no, |g| {
                    g.stakes.insert(*wallet, Stake { index: g.next_stake, locked_until: 0, lots: vec![] });
                    g.next_stake += 1;
                })
            }
            Op::Stake { nation, signer, stake, amount } => {
                let mut no = self.move_stake(*nation, *signer, *stake, *amount);
                let held =
                    self.governor_of(*nation).and_then(|g| g.tokens.get(signer)).copied().unwrap_or_default();
                no.any_when(held < *amount);
                self.govern(*nation, no, |g| {
                    let Some(s) = g.stakes.get_mut(&stake.wallet) else { return };
                    match s.lots.last().copied() {
                        Some((held, since)) if since >= g.submissions || s.lots.len() == 4 => {
                            s.lots.pop();
                            s.lots.push((held + amount, since.max(g.submissions)));
                        }
                        _ => s.lots.push((*amount, g.submissions)),
                    }
                    s.locked_until = s.locked_until.max(now + MIN_STAKE);
                    *g.tokens.entry(*signer).or_default() -= amount;
                })
            }
            Op::Unstake { nation, signer, stake, amount } => {
                let mut no = self.move_stake(*nation, *signer, *stake, *amount);
                if let Some(s) = self.stake(*stake) {
                    no.when(now < s.locked_until, "StakeLocked").when(s.total() < *amount, "StakeTooSmall");
                }
                self.govern(*nation, no, |g| {
                    let Some(s) = g.stakes.get_mut(&stake.wallet) else { return };
                    let mut left = *amount;
                    while let Some((held, since)) = s.lots.pop() {
                        if held > left {
                            s.lots.push((held - left, since));
                            break;
                        }
                        left -= held;
                        if left == 0 {
                            break;
                        }
                    }
                    *g.tokens.entry(*signer).or_default() += amount;
                })
            }
            Op::CloseStake { signer, stake } => {
                let Some(s) = self.stake(*stake) else { return Refusals::certain() };
                let mut no = Refusals::none();
                no.when(*signer != stake.wallet, "WrongStake").when(s.total() > 0, "NotEmpty");
                if !no.refused() {
                    self.refund_rent(Who::Wallet(stake.wallet), layout::Stake::LEN);
                }
                self.govern(stake.nation, no, |g| {
                    let _ = g.stakes.remove(&stake.wallet);
                })
            }
            _ => self.ballots(op),
        }
    }

    fn move_stake(&self, nation: u8, signer: u8, stake: Ref, amount: u64) -> Refusals {
        let (Some(g), true) = (self.governor_of(nation), self.stake(stake).is_some()) else {
            return Refusals::certain();
        };
        let mut no = Refusals::none();
        no.when(amount == 0, "AmountZero")
            .when(stake.nation != nation || stake.wallet != signer, "WrongStake")
            .when(!g.has_mint, "StakeMintMissing")
            .any_when(!g.has_mint);
        no
    }

    fn add_action(&mut self, of: Motion, signer: u8, option: u8, inner: &Op) -> Refusals {
        let (Some(g), Some(p)) = (self.governor_of(of.nation), self.proposal(of)) else {
            return Refusals::certain();
        };
        let Some(instruction) = self.book.instructions(self, inner).pop() else { return Refusals::certain() };
        let call = Call::of(instruction);
        let track = g.tracks[usize::from(p.track)];
        let Some(program) = crate::PROGRAMS.iter().position(|(_, id)| *id == call.program) else {
            return Refusals::certain();
        };
        let executor = self.book.who(Who::Executor(of.nation));
        let itself = self.book.proposal(of);
        let mut no = Refusals::none();
        no.when(Who::Wallet(signer) != Who::Wallet(p.proposer), "NotProposer")
            .when(p.state != state::DRAFT, "ProposalNotDraft")
            .when(p.actions.len() >= 32, "TooManyActions")
            .when(if p.kind == 0 { option != 1 } else { option == 0 || option > p.choices }, "OptionUnknown")
            .when(track.version != p.track_version, "TrackChanged")
            .when(track.programs & (1 << program) == 0, "ProgramNotAllowed")
            .when(
                call.accounts.iter().any(|m| m.is_signer && m.pubkey != executor),
                "ActionSignerNotExecutor",
            )
            .when(call.accounts.iter().any(|m| m.pubkey == itself), "ActionTouchesProposal");
        if no.refused() {
            return no;
        }
        let before = p.actions_of(option);
        let slot = self.slots[program];
        let chain = call.link(before.last().map_or([0; 32], |action| action.chain), slot);
        let ordinal = before.len() as u8;
        let action = Action {
            option,
            ordinal,
            op: inner.clone(),
            call,
            program,
            slot,
            chain,
            executed: false,
            exists: true,
        };
        self.pay_rent(Who::Wallet(signer), action.space());
        self.promote(of, no, |p| p.actions.push(action))
    }

    fn submit(&mut self, of: Motion, signer: u8, citizen: Ref) -> Refusals {
        let (Some(n), Some(g), Some(p)) =
            (self.nation(of.nation), self.governor_of(of.nation), self.proposal(of))
        else {
            return Refusals::certain();
        };
        let track = g.tracks[usize::from(p.track)];
        let electorate = Electorate {
            submission: g.submissions + 1,
            at: self.now,
            charter_version: n.charter_version,
            citizens: n.census(self.now, true),
            seats: n.next_serial,
            staked: g.staked(),
            stake_seats: g.next_stake,
            forfeit_to: if n.treasury == Who::Nobody { Who::Executor(of.nation) } else { n.treasury },
        };
        let mut no = self.proposer(of.nation, signer, citizen);
        no.when(signer != p.proposer, "NotProposer")
            .when(p.state != state::DRAFT, "ProposalNotDraft")
            .when(track.version != p.track_version, "TrackChanged")
            .when(g.open(p.track) >= u64::from(track.rules.max_open), "TrackFull")
            .when(p.rules.chambers & 1 != 0 && electorate.citizens == 0, "ElectorateEmpty")
            .when(p.rules.chambers & 2 != 0 && electorate.staked == 0, "ElectorateEmpty");
        if no.refused() {
            return no;
        }
        let deposit = p.rules.deposit;
        self.spend(Who::Wallet(signer), deposit);
        if let Some(g) = self.governor_mut(of.nation) {
            g.submissions += 1;
        }
        self.promote(of, no, |p| {
            p.state = state::SUBMITTED;
            p.electorate = Some(electorate);
        })
    }

    fn execute(&mut self, of: Motion, index: u8) -> Refusals {
        let Some(p) = self.proposal(of) else { return Refusals::certain() };
        let Some(action) = p.actions.get(usize::from(index)).filter(|action| action.exists) else {
            return Refusals::certain();
        };
        let mut no = Refusals::none();
        no.when(p.state != state::QUEUED, "ProposalNotQueued")
            .when(self.now < p.from, "TimelockRunning")
            .when(self.now >= p.until, "ExecutionWindowOver")
            .when(
                action.option != p.outcome || usize::from(action.ordinal) != p.executed() || action.executed,
                "ActionOutOfOrder",
            )
            .when(action.slot != self.slots[action.program], "ProgramUpgraded");
        if no.refused() {
            return no;
        }
        let (op, chain) = (action.op.clone(), action.chain);
        // What it names was named when it was added: a number that has been taken since, a payer who is another now.
        let named = self.book.instructions(self, &op).pop().map(Call::of);
        let stale = named.is_none_or(|now| now.metas() != action.call.metas());
        let last = p.actions_of(p.outcome).len() == p.executed() + 1;
        let mut after = self.clone();
        if let Some(p) = after.proposal_mut(of) {
            p.actions[usize::from(index)].executed = true;
            p.executed_hash = chain;
            if last {
                p.state = state::EXECUTED;
            }
        }
        if stale {
            return Refusals::certain();
        }
        // All or nothing: what the action may not do, the execution may not either.
        let no = after.act(&op);
        if !no.refused() {
            *self = after;
        }
        no
    }

    /// Changes a governor unless that is refused.
    pub(super) fn govern(
        &mut self,
        nation: u8,
        no: Refusals,
        change: impl FnOnce(&mut Governor),
    ) -> Refusals {
        if let Some(g) = self.governor_mut(nation).filter(|_| !no.refused()) {
            change(g);
        }
        no
    }

    /// Changes a proposal unless that is refused.
    pub(super) fn promote(
        &mut self,
        of: Motion,
        no: Refusals,
        change: impl FnOnce(&mut Proposal),
    ) -> Refusals {
        if let Some(p) = self.proposal_mut(of).filter(|_| !no.refused()) {
            change(p);
        }
        no
    }
}

impl Action {
    /// Bytes of its account.
    pub fn space(&self) -> usize {
        layout::Action::LEN + self.call.metas().len() + self.call.data.len()
    }
}

impl Proposal {
    fn draft(proposer: u8, track: u8, of: Track, kind: u8, choices: u8, now: i64) -> Self {
        Self {
            proposer,
            track,
            track_version: of.version,
            rules: of.rules,
            kind,
            choices,
            state: state::DRAFT,
            opened_at: now,
            electorate: None,
            decided_at: 0,
            outcome: 0,
            forfeit: false,
            from: 0,
            until: 0,
            enjoined_state: 0,
            enjoined_at: 0,
            enjoined_until: 0,
            enjoined_seconds: 0,
            actions: vec![],
            executed_hash: [0; 32],
            pages: BTreeMap::new(),
            counted: BTreeMap::new(),
        }
    }
}
