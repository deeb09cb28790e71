//! What the court program should do: the court and what it owns here; the jury, filing, the course of a case from answer
//! to appeal, the end with all its money, and enforcement in the modules of these names.

pub mod book;
pub mod compare;
pub mod course;
mod end;
mod enforcement;
mod filing;
pub mod generate;
mod hearing;
mod jury;
pub mod lot;
pub mod marks;
mod occasions;
#[allow(missing_docs)]
pub mod op;
mod panel;
mod steps;

pub use course::{Phase, Stage};
pub use op::{Chair, CourtOp, Gain, Params, Secret};

use super::id::Id;
use super::money::{REFUSED, TAXED};
use super::op::{Nth, Place, Ref, Who};
use super::{Model, Refusals};
use crate::Address;
use client::court::accounts as layout;
use std::collections::BTreeMap;
use std::rc::Rc;

const DAY: u32 = 86_400;
/// A case is kept so long for its remedy and bounties, in seconds.
pub const RECORD: i64 = 365 * 86_400;
/// Texts from this one on are too long.
pub const NO_TEXT: u8 = 200;
/// Choices and rulings.
#[allow(missing_docs)]
pub mod choice {
    pub const CLAIMANT: u8 = 1;
    pub const RESPONDENT: u8 = 2;
    pub const REFUSE: u8 = 3;
    /// Of rulings only.
    pub const UNDECIDED: u8 = 4;
}
/// Remedies.
#[allow(missing_docs)]
pub mod remedy {
    pub const SUSPEND: u8 = 0;
    pub const REISSUE: u8 = 1;
    pub const EVICT: u8 = 2;
    pub const SPLIT: u8 = 3;
    pub const AWARD: u8 = 4;
    pub const ESCROW: u8 = 5;
    pub const ENJOIN: u8 = 6;
    pub const RELEASE: u8 = 7;
    pub const PAUSE: u8 = 8;
    pub const RESUME: u8 = 9;
    pub const REINSTATE: u8 = 10;
}

/// A party; the claimant is the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Side {
    Claimant,
    Respondent,
}

/// A court and all that belongs to it.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub struct Court {
    pub coin: u8,
    pub params: Params,
    /// What came in and did not leave.
    pub held: u64,
    pub fines: u64,
    pub reserve: u64,
    pub next_juror: u32,
    pub next_case: u64,
    pub longest_draw: u32,
    /// Those who have an account.
    pub jurors: BTreeMap<u32, Juror>,
    pub cases: BTreeMap<u64, Case>,
}

/// A juror.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub struct Juror {
    pub wallet: u8,
    pub serial: u64,
    pub rent_payer: Who,
    pub bond: u64,
    pub due: u64,
    /// What was added last, and when.
    pub added: (u64, i64),
    pub joined_at: i64,
    pub leaves_at: Option<i64>,
    /// When the citizen's new wallet took it over.
    pub claimed_at: Option<i64>,
}

/// A case.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub struct Case {
    /// Claimant and respondent: wallets, and serials of those who are citizens.
    pub parties: [(Who, Option<u64>); 2],
    pub remedy: u8,
    pub target: Option<Id>,
    pub target_serial: Option<u64>,
    pub beneficiary: Address,
    /// Of an award from a budget: kind of money, and where to.
    pub award: Option<(u8, Option<Place>)>,
    pub rent_payer: Who,
    /// The motion by which the citizens are asked.
    pub proposal: Option<u64>,
    pub statement: u8,
    pub answer: Option<u8>,
    pub amount: u64,
    /// Of a deposit, what was the landlord's already; of what shall be lifted, which it is by its time. Else 0.
    pub baseline: u64,
    pub seconds: u32,
    pub params: Params,
    pub filed_at: i64,
    pub draw_until: i64,
    pub commit_until: i64,
    pub reveal_until: i64,
    pub appeal_until: i64,
    pub final_at: i64,
    pub enforced_at: Option<i64>,
    pub stage: Stage,
    pub ruling: u8,
    /// What each party has put in escrow, until the ruling is final.
    pub escrow: [u64; 2],
    /// What is due to each after that.
    pub due: [u64; 2],
    pub rounds: Vec<Round>,
    /// All that ever were, by round and number.
    pub seats: BTreeMap<(u8, u8), Seat>,
    pub evidence: Vec<Evidence>,
}

/// A round.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub struct Round {
    pub payer: Side,
    pub pool: u64,
    pub costs: u64,
    pub bounty: u64,
    pub reward: u64,
    /// Seats that it shall have; 0 before evidence is closed.
    pub panel: u8,
    pub pinned: u64,
    pub frozen_at: i64,
    /// Jurors frozen.
    pub jurors: u32,
    pub attempt: u32,
    /// Slot, and who captured it.
    pub captured: Option<(u64, Who)>,
    pub ruling: u8,
}

/// A seat.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs)]
pub struct Seat {
    pub juror: u32,
    pub rent_payer: Who,
    pub attempt: u32,
    pub secret: Option<Secret>,
    /// 0 for none.
    pub choice: u8,
    pub settled: bool,
    pub exists: bool,
}

/// A piece of evidence.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs)]
pub struct Evidence {
    pub side: Side,
    pub by: Who,
    pub rent_payer: Who,
    pub text: u8,
    pub at: i64,
    pub exists: bool,
}

impl Round {
    fn new(payer: Side, pool: u64, costs: u64) -> Self {
        Self {
            payer,
            pool,
            costs,
            bounty: 0,
            reward: 0,
            panel: 0,
            pinned: 0,
            frozen_at: 0,
            jurors: 0,
            attempt: 0,
            captured: None,
            ruling: 0,
        }
    }
}

impl Case {
    /// The present round's number.
    pub fn round(&self) -> u8 {
        self.rounds.len() as u8 - 1
    }

    /// The present round.
    pub fn present(&self) -> &Round {
        &self.rounds[self.rounds.len() - 1]
    }

    fn present_mut(&mut self) -> &mut Round {
        let last = self.rounds.len() - 1;
        &mut self.rounds[last]
    }

    /// Seats of a round.
    pub fn bench(&self, round: u8) -> impl Iterator<Item = &Seat> {
        self.seats.range((round, 0)..=(round, u8::MAX)).map(|(_, seat)| seat)
    }

    /// Seats drawn in the present round.
    pub fn seated(&self) -> usize {
        self.bench(self.round()).count()
    }

    /// Of those, who have committed.
    pub fn committed(&self) -> usize {
        self.bench(self.round()).filter(|seat| seat.secret.is_some()).count()
    }

    /// Of those, who have revealed.
    pub fn revealed(&self) -> usize {
        self.bench(self.round()).filter(|seat| seat.choice != 0).count()
    }

    /// The rest of what the case holds for whomever, once its ruling is final: what is due to parties, bounties, and
    /// rewards that no juror has got yet. Before, all that was paid for it.
    pub fn holds(&self) -> u64 {
        let bounties: u64 = self.rounds.iter().map(|round| round.bounty).sum();
        if self.stage != Stage::Final {
            let paid: u64 = self.rounds.iter().map(|round| round.pool + round.costs).sum();
            return paid + bounties + self.escrow[0] + self.escrow[1];
        }
        let rewards: u64 = self.unsettled().map(|(round, seat)| self.reward(round, seat)).sum();
        self.due[0] + self.due[1] + bounties + rewards
    }

    /// Bonds that are shared among jurors, and are still in those of the losers.
    pub fn uncollected(&self) -> u64 {
        if self.stage != Stage::Final {
            return 0;
        }
        let lost = self.unsettled().filter(|(round, seat)| self.loses(seat) && self.is_earned(*round));
        lost.count() as u64 * self.params.bond
    }

    fn unsettled(&self) -> impl Iterator<Item = (u8, &Seat)> {
        self.seats.iter().filter(|(_, seat)| !seat.settled).map(|((round, _), seat)| (*round, seat))
    }

    /// The side that somebody acts for: by the wallet of the filing, or the citizen's present one.
    fn side(&self, by: Who, shown: Option<(Ref, u64)>, nation: u8) -> Option<Side> {
        let acts = |(wallet, serial): (Who, Option<u64>)| {
            by == wallet
                || shown.is_some_and(|(citizen, of)| {
                    citizen.nation == nation && by == Who::Wallet(citizen.wallet) && serial == Some(of)
                })
        };
        match self.parties.map(acts) {
            [true, _] => Some(Side::Claimant),
            [_, true] => Some(Side::Respondent),
            _ => None,
        }
    }
}

impl Court {
    /// Jurors who are not leaving.
    pub fn staying(&self) -> u32 {
        self.jurors.values().filter(|juror| juror.leaves_at.is_none()).count() as u32
    }

    /// Cases in which a juror holds a seat, and what is at risk there.
    pub fn sits(&self, juror: u32) -> Vec<(u64, u64)> {
        let cases = self.cases.iter();
        cases
            .flat_map(|(id, case)| {
                let held = case.unsettled().filter(move |(_, seat)| seat.juror == juror);
                held.map(|_| (*id, case.params.bond))
            })
            .collect()
    }

    /// What a juror has at risk.
    pub fn locked(&self, juror: u32) -> u64 {
        self.sits(juror).iter().map(|(_, bond)| bond).sum()
    }

    /// The sum that is booked, by whose it is.
    pub fn booked(&self) -> u64 {
        let jurors: u64 = self.jurors.values().map(|juror| juror.bond + juror.due).sum();
        let cases: u64 = self.cases.values().map(Case::holds).sum();
        // Of one case these may be more: rewards were paid before the losers were settled with.
        let uncollected: u64 = self.cases.values().map(Case::uncollected).sum();
        jurors + cases - uncollected + self.fines
    }
}

fn sound(p: &Params) -> bool {
    let year = 365 * DAY;
    let times = [p.answer, p.evidence, p.draw, p.commit, p.reveal, p.appeal, p.unbonding];
    let price = 1..=1u64 << 52;
    price.contains(&p.fee)
        && price.contains(&p.bond)
        && times.iter().all(|time| (10 * 60..=year).contains(time))
        && p.draw <= 7 * DAY
        && u64::from(p.unbonding) >= [p.draw, p.commit, p.reveal].map(u64::from).iter().sum()
        && p.suspension <= 5 * year
        && p.injunction <= 60 * DAY
        && p.panel % 2 == 1
        && p.appeals <= 4
        && seats(p.panel, p.appeals) <= 255
        && p.padding == 0
}

/// Seats after so many appeals, each to twice as many and one.
fn seats(first: u8, appeals: u8) -> u64 {
    (0..appeals).fold(u64::from(first), |seats, _| 2 * seats + 1)
}

impl Model {
    /// A court that exists.
    pub fn court(&self, nation: u8) -> Option<&Court> {
        self.courts.get(usize::from(nation))?.as_deref()
    }

    /// A juror who has an account.
    pub fn juror(&self, nation: u8, index: u32) -> Option<&Juror> {
        self.court(nation)?.jurors.get(&index)
    }

    /// A case that exists.
    pub fn case(&self, at: Nth) -> Option<&Case> {
        self.court(at.nation)?.cases.get(&at.id)
    }

    /// Changes a court unless that is refused.
    fn sit_over(&mut self, nation: u8, no: Refusals, change: impl FnOnce(&mut Court)) -> Refusals {
        let court = self.courts.get_mut(usize::from(nation)).and_then(Option::as_mut);
        if let Some(court) = court.filter(|_| !no.refused()) {
            change(Rc::make_mut(court));
        }
        no
    }

    /// Changes a case unless that is refused.
    fn hear(&mut self, at: Nth, no: Refusals, change: impl FnOnce(&mut Case)) -> Refusals {
        self.sit_over(at.nation, no, |court| {
            if let Some(case) = court.cases.get_mut(&at.id) {
                change(case);
            }
        })
    }

    /// Whether the court takes money in from a signer's place.
    fn can_pay_court(&self, nation: u8, by: Who, from: Place, amount: u64) -> Refusals {
        let Some(court) = self.court(nation) else { return Refusals::certain() };
        self.can_take(by, from, court.coin, Id::CourtEscrow(nation), amount)
    }

    /// Takes it, as [`Self::can_pay_court`] allows.
    fn pay_court(&mut self, nation: u8, from: Place, amount: u64) {
        let Some(coin) = self.court(nation).map(|court| court.coin) else { return };
        self.take(from, coin, Id::CourtEscrow(nation), amount);
        self.sit_over(nation, Refusals::none(), |court| court.held += amount);
    }

    /// Whether the court can pay to a place.
    fn court_can_pay(&self, nation: u8, to: Place, amount: u64) -> Refusals {
        let Some(court) = self.court(nation) else { return Refusals::certain() };
        self.can_give(court.coin, Id::CourtEscrow(nation), to, amount)
    }

    /// Pays, as [`Self::court_can_pay`] allows.
    fn court_pays(&mut self, nation: u8, to: Place, amount: u64) {
        let Some(coin) = self.court(nation).map(|court| court.coin) else { return };
        self.give(coin, Id::CourtEscrow(nation), to, amount);
        self.sit_over(nation, Refusals::none(), |court| court.held -= amount);
    }

    /// The side that somebody acts for in a case, showing a citizenship perhaps.
    fn party(&self, at: Nth, by: Who, citizen: Option<Ref>) -> (Option<Side>, Refusals) {
        let mut no = Refusals::none();
        no.any_when(citizen.is_some_and(|citizen| self.citizen(citizen).is_none()));
        let shown = citizen.and_then(|at| self.citizen(at).map(|c| (at, c.serial)));
        let side = self.case(at).and_then(|case| case.side(by, shown, at.nation));
        no.when(side.is_none(), "NotParty");
        (side, no)
    }

    /// Does an operation of this program.
    pub(super) fn court_op(&mut self, op: &CourtOp) -> Refusals {
        match *op {
            CourtOp::CreateCourt { nation, by, payer, coin, params } => {
                let mut no = self.authority(nation, by);
                no.any_when(self.court(nation).is_some())
                    .when(!sound(&params), "ParamsUnsound")
                    .when([TAXED, REFUSED].contains(&coin), "MintRefused");
                if no.refused() {
                    return no;
                }
                self.create(Id::Court(nation), layout::Court::LEN, payer);
                let reserve = self.create_escrow(Id::CourtEscrow(nation), coin, payer);
                self.courts[usize::from(nation)] = Some(Rc::new(Court {
                    coin,
                    params,
                    held: 0,
                    fines: 0,
                    reserve,
                    next_juror: 0,
                    next_case: 0,
                    longest_draw: params.draw,
                    jurors: BTreeMap::new(),
                    cases: BTreeMap::new(),
                }));
                no
            }
            CourtOp::SetParameters { nation, of, by, params } => {
                let mut no = self.authority(nation, by);
                no.any_when(self.court(of).is_none())
                    .when(nation != of, "WrongNation")
                    .when(!sound(&params), "ParamsUnsound");
                self.sit_over(of, no, |court| {
                    court.params = params;
                    court.longest_draw = court.longest_draw.max(params.draw);
                })
            }
            CourtOp::JoinJury { .. }
            | CourtOp::AddBond { .. }
            | CourtOp::LeaveJury { .. }
            | CourtOp::WithdrawBond { .. }
            | CourtOp::ClaimJuror { .. }
            | CourtOp::WithdrawRewards { .. } => self.jury_op(op),
            CourtOp::File { .. } => self.file(op),
            CourtOp::Answer { .. }
            | CourtOp::SubmitEvidence { .. }
            | CourtOp::PutInEscrow { .. }
            | CourtOp::CloseEvidence { .. }
            | CourtOp::Appeal { .. }
            | CourtOp::AppealToCitizens { .. } => self.hearing_op(op),
            CourtOp::Capture { .. }
            | CourtOp::Repin { .. }
            | CourtOp::Draw { .. }
            | CourtOp::Commit { .. }
            | CourtOp::Reveal { .. }
            | CourtOp::Rule { .. } => self.panel_op(op),
            CourtOp::Enforce { case, of, remedy, program, target, extra } => {
                self.enforce(case, of, remedy, program, target, extra)
            }
            _ => self.end_op(op),
        }
    }
}
