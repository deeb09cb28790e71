//! Looks up everything that a court's file names, and refuses what cannot be.

use super::raw::{RawAction, RawCase, RawCourt, RawFile, RawRemedy, RawRound, RawWhat, Side};
use super::{Case, Court, FILE, Remedy, Round, Step, What, rulings};
use crate::file::{self, line_of};
use crate::recount::verdict::Verdict;
use crate::scenario::economy::{Action, Asset, CourtAction, Economy, Holder, Vote, What as Economic};
use crate::scenario::nation::Nation;
use crate::scenario::page::{FOR, Page};
use crate::scenario::steps::{self, RawMotion};
use crate::scenario::values::{Date, Span};
use crate::scenario::{Member, dev_key};
use crate::{Error, output};
use client::court::types::CourtParams;
use client::{COURT_ID, MEMBERSHIP_ID};
use sha2::{Digest, Sha256};
use std::collections::{BTreeSet, HashMap};
use std::ops::Deref;
use std::path::Path;
use toml::Spanned;

/// Appeals to a larger panel, at most.
const MAX_APPEALS: u8 = 4;
/// A phase's shortest time: ten minutes.
const MIN_PHASE: u32 = 600;
/// A phase's longest time: a year.
const MAX_PHASE: u32 = 365 * 86_400;
/// The longest time to draw: a week.
const MAX_DRAW: u32 = 7 * 86_400;
/// The longest suspension: five years.
const MAX_SUSPENSION: u32 = 5 * 365 * 86_400;
/// The longest injunction: 60 days.
const MAX_INJUNCTION: u32 = 60 * 86_400;
/// Pieces of evidence that a party may bring.
const MAX_EVIDENCE: usize = 16;

/// Reads and checks the file.
pub fn read(
    folder: &Path,
    path: &Path,
    nation: &Nation,
    citizens: &[Member],
    economy: Option<&Economy>,
) -> Result<Court, Error> {
    let text = file::text(path)?;
    let mut page = Page::new(folder, path, &text, nation, citizens);
    page.token = economy.and_then(|economy| economy.token.as_ref()).map(|t| (t.symbol.clone(), t.decimals));
    let (raw, steps) = steps::parse::<RawFile>(&text).map_err(|wrong| page.malformed(0, wrong))?;
    let (asset, params) = rules(&page, raw.court.get_ref())?;
    let court = Court { file: path.to_owned(), asset, params, cases: Vec::new(), steps: Vec::new() };
    let mut checker = Checker { page, economy, court, known: Known::default() };
    let mut last = nation.founded;
    for (number, unread) in (1..).zip(steps) {
        let (start, line) = (unread.start(), line_of(&text, unread.start()));
        let raw = checker.page.step(number, unread, last)?;
        last = *raw.at.get_ref();
        let place = format!("{FILE}, step {number}, line {line}");
        let what = checker.what(raw.what, start, &raw.at, place)?;
        checker.court.steps.push(Step { number, line, date: last, kind: raw.kind, what });
    }
    Ok(checker.court)
}

/// The court's money and its rules.
fn rules(page: &Page<'_>, raw: &RawCourt) -> Result<(Asset, CourtParams), Error> {
    let (fee, bond) = (page.positive(&raw.fee)?, page.positive(&raw.bond)?);
    if bond.asset != fee.asset {
        return Err(page.wrong(&raw.bond, format!("the fee is in {}", page.symbol(fee.asset))));
    }
    let within = |at: &Spanned<Span>, least: u32, most: u32| {
        let seconds = at.get_ref().0;
        if (least..=most).contains(&seconds) {
            return Ok(seconds);
        }
        let (least, most) = (output::span(least), output::span(most));
        Err(page.wrong(at, format!("this must last from {least} to {most}")))
    };
    let (panel, appeals) = (*raw.panel.get_ref(), *raw.appeals.get_ref());
    if panel.is_multiple_of(2) {
        return Err(page.wrong(&raw.panel, "a panel has an odd number of seats, so that it can decide"));
    }
    if appeals > MAX_APPEALS || seats(panel, appeals.into()) > u8::MAX.into() {
        let reason = "at most four appeals, and at most 255 seats of the last panel";
        return Err(page.wrong(&raw.appeals, reason));
    }
    let (draw, commit) =
        (within(&raw.draw, MIN_PHASE, MAX_DRAW)?, within(&raw.commit, MIN_PHASE, MAX_PHASE)?);
    let (reveal, unbonding) =
        (within(&raw.reveal, MIN_PHASE, MAX_PHASE)?, within(&raw.unbonding, 1, MAX_PHASE)?);
    if unbonding < draw.saturating_add(commit).saturating_add(reveal) {
        let reason = "who leaves must stay for as long as a panel is drawn, commits and reveals";
        return Err(page.wrong(&raw.unbonding, reason));
    }
    let name = raw.citizens_track.get_ref();
    let track = page
        .nation
        .tracks
        .iter()
        .position(|track| track.name == *name)
        .ok_or_else(|| page.wrong(&raw.citizens_track, format!("there is no track `{name}`")))?;
    let params = CourtParams {
        fee: fee.amount,
        bond: bond.amount,
        answer_seconds: within(&raw.answer, MIN_PHASE, MAX_PHASE)?,
        evidence_seconds: within(&raw.evidence, MIN_PHASE, MAX_PHASE)?,
        draw_seconds: draw,
        commit_seconds: commit,
        reveal_seconds: reveal,
        appeal_seconds: within(&raw.appeal, MIN_PHASE, MAX_PHASE)?,
        unbonding_seconds: unbonding,
        max_suspension_seconds: within(&raw.longest_suspension, 0, MAX_SUSPENSION)?,
        max_injunction_seconds: within(&raw.longest_injunction, 0, MAX_INJUNCTION)?,
        panel,
        max_appeals: appeals,
        citizens_track: u8::try_from(track).unwrap_or(u8::MAX),
        padding: 0,
    };
    Ok((fee.asset, params))
}

/// Seats of a round: of each appeal twice as many and one.
fn seats(panel: u8, round: usize) -> usize {
    ((usize::from(panel) + 1) << round) - 1
}

/// What earlier steps have brought about.
#[derive(Default)]
struct Known {
    /// From when on there is a court.
    created: Option<i64>,
    /// From when on it is the nation's.
    installed: Option<i64>,
    jurors: BTreeSet<usize>,
    cases: HashMap<String, usize>,
    /// Whose wallets are reissued.
    moved: BTreeSet<usize>,
    titles: Vec<String>,
}

struct Checker<'a> {
    page: Page<'a>,
    economy: Option<&'a Economy>,
    court: Court,
    known: Known,
}

/// What can be said of any file of steps.
impl<'a> Deref for Checker<'a> {
    type Target = Page<'a>;

    fn deref(&self) -> &Page<'a> {
        &self.page
    }
}

impl Checker<'_> {
    fn what(&mut self, raw: RawWhat, start: usize, at: &Spanned<Date>, place: String) -> Result<What, Error> {
        let now = at.get_ref().midnight();
        if !matches!(raw, RawWhat::Motion(_)) {
            self.needs(start, now, self.known.created, "created", "create_court")?;
        }
        Ok(match raw {
            RawWhat::Motion(raw) => What::Vote(self.motion(&raw, start, at)?),
            RawWhat::JoinJury(raw) => {
                let members = self.group(&raw.members)?;
                for member in &members {
                    if !self.known.jurors.insert(*member) {
                        let name = &self.citizens[*member].name;
                        return Err(self.wrong(&raw.members, format!("member {name} is a juror already")));
                    }
                }
                let bond = self.in_court(&raw.bond)?;
                if bond < self.court.params.bond {
                    return Err(self.wrong(&raw.bond, "less than a seat puts at risk"));
                }
                What::Join { members, bond }
            }
            RawWhat::AddBond(raw) => {
                What::AddBond { members: self.jurors(&raw.members)?, amount: self.in_court(&raw.amount)? }
            }
            RawWhat::LeaveJury(raw) => What::Leave { members: self.jurors(&raw.members)? },
            RawWhat::WithdrawBond(raw) => {
                let members = self.jurors(&raw.members)?;
                self.known.jurors.retain(|juror| !members.contains(juror));
                What::WithdrawBond { members }
            }
            RawWhat::WithdrawRewards(raw) => What::WithdrawRewards { members: self.jurors(&raw.members)? },
            RawWhat::Case(raw) => {
                self.needs(start, now, self.known.installed, "in office", "install_court")?;
                What::Case(self.case(&raw, place)?)
            }
            RawWhat::CloseCase(raw) => {
                let name = raw.case.get_ref();
                let case = self.known.cases.get(name).copied();
                What::Close(case.ok_or_else(|| self.wrong(&raw.case, format!("there is no case `{name}`")))?)
            }
            RawWhat::CollectFines(_) => {
                self.treasury(start)?;
                What::CollectFines
            }
        })
    }

    fn needs(&self, start: usize, now: i64, from: Option<i64>, how: &str, by: &str) -> Result<(), Error> {
        if from.is_some_and(|from| from <= now) {
            return Ok(());
        }
        let reason = format!("there is no court {how} on {}", output::date(now));
        Err(self.wrong_at(start, reason).hinting(format!("a motion with the action `{by}` comes first")))
    }

    /// What takes an economy.
    fn treasury(&self, start: usize) -> Result<&Economy, Error> {
        self.economy.ok_or_else(|| {
            self.wrong_at(start, "the nation has no treasury and no land")
                .hinting("economy.toml gives it what this case is about")
        })
    }

    /// An amount in the court's money, not nothing.
    fn in_court(&self, at: &Spanned<String>) -> Result<u64, Error> {
        self.positive_of(at, self.court.asset, "the court")
    }

    fn jurors(&self, at: &Spanned<crate::scenario::economy::values::Members>) -> Result<Vec<usize>, Error> {
        let members = self.group(at)?;
        match members.iter().find(|member| !self.known.jurors.contains(member)) {
            Some(stranger) => {
                let name = &self.citizens[*stranger].name;
                Err(self.wrong(at, format!("member {name} is no juror")))
            }
            None => Ok(members),
        }
    }

    fn motion(
        &mut self,
        raw: &RawMotion<RawAction>,
        start: usize,
        at: &Spanned<Date>,
    ) -> Result<Vote, Error> {
        let mut programs = Vec::new();
        for action in raw.actions.get_ref() {
            let program = match action {
                RawAction::CreateCourt(_) => ("court", COURT_ID),
                RawAction::InstallCourt(_) => ("membership", MEMBERSHIP_ID),
            };
            if !programs.contains(&program) {
                programs.push(program);
            }
        }
        let mut vote = self.page.motion(raw, &programs, start, at)?;
        let carried = vote.expected == Verdict::Carried;
        for action in raw.actions.get_ref() {
            let (action, known) = match action {
                RawAction::CreateCourt(_) => (CourtAction::Create, &mut self.known.created),
                RawAction::InstallCourt(_) => (CourtAction::Install, &mut self.known.installed),
            };
            if carried {
                let since = known.get_or_insert(vote.executes_at);
                *since = vote.executes_at.min(*since);
            }
            vote.actions.push((FOR, Action::Court(action)));
        }
        self.known.titles.push(vote.title.clone());
        Ok(vote)
    }

    fn case(&mut self, raw: &RawCase, place: String) -> Result<usize, Error> {
        let name = raw.case.get_ref().clone();
        if self.known.cases.contains_key(&name) {
            return Err(self.wrong(&raw.case, format!("there is a case `{name}` already")));
        }
        let remedy = self.remedy(&raw.remedy)?;
        let hash = |text: &str| -> [u8; 32] { Sha256::digest(text).into() };
        if let (Some(answer), true) = (&raw.answer, remedy.is_against_nation()) {
            let reason = "it is brought against the nation, which only a motion could speak for";
            return Err(self.wrong(answer, reason));
        }
        for side in [Side::Claimant, Side::Respondent] {
            let pieces = raw.evidence.iter().filter(|piece| piece.by == side).count();
            if pieces > MAX_EVIDENCE || (side == Side::Respondent && pieces > 0 && remedy.is_against_nation())
            {
                let reason = "each party brings at most 16 pieces of evidence, and the nation none";
                return Err(self.wrong(&raw.case, reason));
            }
        }
        let escrow = match &raw.escrow {
            None => [0; 2],
            Some(at) if !matches!(remedy, Remedy::AwardEscrow { .. }) => {
                return Err(self.wrong(at, "money is put in escrow where an award from it is asked for"));
            }
            Some(at) => {
                let put = |amount: &Option<Spanned<String>>| {
                    amount.as_ref().map_or(Ok(0), |amount| self.in_court(amount))
                };
                [put(&at.get_ref().claimant)?, put(&at.get_ref().respondent)?]
            }
        };
        let case = Case {
            claimant: self.member(&raw.claimant)?,
            statement: hash(&raw.statement),
            answer: raw.answer.as_ref().map(|answer| hash(answer.get_ref())),
            evidence: raw.evidence.iter().map(|piece| (piece.by, hash(&piece.text))).collect(),
            rounds: self.rounds(&raw.rounds)?,
            ruling: raw.ruling,
            name: name.clone(),
            place,
            remedy,
            escrow,
        };
        let index = self.court.cases.len();
        self.court.cases.push(case);
        self.known.cases.insert(name, index);
        Ok(index)
    }

    /// The panels, as many as the court's rules have seats for.
    fn rounds(&self, at: &Spanned<Vec<Spanned<RawRound>>>) -> Result<Vec<Round>, Error> {
        let (panel, appeals) = (self.court.params.panel, usize::from(self.court.params.max_appeals));
        let rounds = at.get_ref();
        if !(1..=appeals + 1).contains(&rounds.len()) {
            let most = output::counted(appeals as u64, "appeal");
            return Err(self.wrong(at, format!("a case has a first round and at most {most}")));
        }
        let mut read: Vec<Round> = Vec::new();
        let mut before = None;
        for (number, raw) in rounds.iter().enumerate() {
            let RawRound { by, claimant, respondent, refuse, absent } = *raw.get_ref();
            let round = Round { by, claimant, respondent, refuse, absent };
            let (due, sum) = (seats(panel, number), [claimant, respondent, refuse, absent]);
            let sum = sum.into_iter().fold(0usize, usize::saturating_add);
            if sum != due {
                let sentence = format!("round {} has a panel of {due}, and these are {sum}", number + 1);
                return Err(self.wrong(raw, sentence));
            }
            use super::Word::{Claimant, Respondent};
            let sound = match (before, by) {
                (None, None) => true,
                (None, Some(_)) | (Some(_), None) => false,
                (Some(ruling), Some(Side::Claimant)) => ruling != Claimant,
                (Some(ruling), Some(Side::Respondent)) => ruling != Respondent,
            };
            if !sound {
                let reason =
                    "an appeal says `by` whom it is: a party that the ruling before is not in favour of";
                return Err(self.wrong(raw, reason));
            }
            read.push(round);
            before = rulings(&read).last().copied();
        }
        Ok(read)
    }

    fn remedy(&mut self, at: &Spanned<RawRemedy>) -> Result<Remedy, Error> {
        let start = at.span().start;
        let CourtParams { max_suspension_seconds, max_injunction_seconds, .. } = self.court.params;
        Ok(match at.get_ref() {
            RawRemedy::Suspend(raw) => Remedy::Suspend {
                member: self.member(&raw.member)?,
                seconds: self.lasts(&raw.lasts, max_suspension_seconds)?,
            },
            RawRemedy::Reissue(raw) => {
                let member = self.member(&raw.member)?;
                let name = &self.citizens[member].name;
                let wallet = dev_key(&self.nation.seed, &format!("member {name}'s new wallet"));
                if !self.known.moved.insert(member) {
                    return Err(self.wrong(&raw.member, "nobody's wallet is reissued twice here"));
                }
                Remedy::Reissue { member, wallet: Box::new(wallet) }
            }
            RawRemedy::Evict(raw) => Remedy::Evict { lease: self.lease(&raw.lease)? },
            RawRemedy::SplitDeposit(raw) => {
                let lease = self.lease(&raw.lease)?;
                let asset = self.treasury(start)?.leases[lease].asset;
                Remedy::SplitDeposit {
                    lease,
                    to_landlord: self.amount_of(&raw.to_landlord, asset, "the lease")?,
                }
            }
            RawRemedy::Award(raw) => {
                let budgets = &self.treasury(start)?.budgets;
                let name = raw.budget.get_ref();
                let found = budgets.iter().position(|budget| budget.name == *name && budget.id.is_some());
                let budget =
                    found.ok_or_else(|| self.wrong(&raw.budget, format!("there is no budget `{name}`")))?;
                if budgets[budget].holder != Holder::Court {
                    return Err(self.wrong(&raw.budget, "it is not the court's"));
                }
                let amount = self.positive_of(&raw.amount, budgets[budget].asset, "the budget")?;
                Remedy::AwardBudget { budget, to: self.member(&raw.to)?, amount }
            }
            RawRemedy::AwardFromEscrow(raw) => {
                Remedy::AwardEscrow { member: self.member(&raw.member)?, amount: self.in_court(&raw.amount)? }
            }
            RawRemedy::Enjoin(raw) => Remedy::Enjoin {
                proposal: self.proposal(&raw.proposal)?,
                seconds: self.lasts(&raw.lasts, max_injunction_seconds)?,
            },
            RawRemedy::Release(raw) => Remedy::Release { proposal: self.proposal(&raw.proposal)? },
            RawRemedy::PauseStream(raw) => Remedy::Pause { stream: self.stream(&raw.stream)? },
            RawRemedy::ResumeStream(raw) => Remedy::Resume { stream: self.stream(&raw.stream)? },
            RawRemedy::Reinstate(raw) => Remedy::Reinstate { member: self.member(&raw.member)? },
        })
    }

    fn lasts(&self, span: &Spanned<Span>, most: u32) -> Result<u32, Error> {
        match span.get_ref().0 {
            seconds if (1..=most).contains(&seconds) => Ok(seconds),
            _ => Err(self.wrong(span, format!("the court's rules allow {} at most", output::span(most)))),
        }
    }

    fn lease(&self, at: &Spanned<String>) -> Result<usize, Error> {
        let (name, leases) = (at.get_ref(), &self.treasury(at.span().start)?.leases);
        let found = leases.iter().position(|lease| lease.name == *name);
        found.ok_or_else(|| self.wrong(at, format!("there is no lease `{name}` in economy.toml")))
    }

    fn stream(&self, at: &Spanned<String>) -> Result<usize, Error> {
        let (name, streams) = (at.get_ref(), &self.treasury(at.span().start)?.streams);
        let found = streams.iter().position(|stream| stream.name == *name && stream.id.is_some());
        found.ok_or_else(|| self.wrong(at, format!("there is no stream `{name}` in economy.toml")))
    }

    /// A motion of the economy or of this file, by its title.
    fn proposal(&self, at: &Spanned<String>) -> Result<String, Error> {
        let title = at.get_ref();
        let steps = self.economy.map_or(&[][..], |economy| &economy.steps);
        let economic = steps.iter().filter_map(|step| match &step.what {
            Economic::Vote(vote) => Some(&vote.title),
            _ => None,
        });
        match economic.chain(&self.known.titles).filter(|known| *known == title).count() {
            0 => Err(self.wrong(at, format!("there is no vote called `{title}`"))),
            1 => Ok(title.clone()),
            more => Err(self.wrong(at, format!("{more} votes are called `{title}`"))),
        }
    }
}
