//! What is ruled is done, by the program it is about.

use super::{Case, Stage, choice, remedy};
use crate::model::id::Id;
use crate::model::land::LandOp;
use crate::model::op::{Motion, Nth, Op, Ref, Till, Who};
use crate::model::treasury::TreasuryOp;
use crate::model::{Model, Refusals};

/// Remedies whose accounts are alike: but for these three, court, nation and target.
pub(super) fn shape(remedy: u8) -> u8 {
    match remedy {
        remedy::REISSUE | remedy::EVICT | remedy::AWARD => remedy,
        _ => remedy::SUSPEND,
    }
}

/// The program that a remedy calls, by its place in [`crate::PROGRAMS`].
pub fn program_of(remedy: u8) -> u8 {
    match remedy {
        remedy::SUSPEND | remedy::REISSUE | remedy::REINSTATE => 0,
        remedy::ENJOIN | remedy::RELEASE => 1,
        remedy::EVICT | remedy::SPLIT => 3,
        _ => 2,
    }
}

impl Model {
    /// Enforces a ruling.
    pub(super) fn enforce(
        &mut self,
        at: Nth,
        of: u8,
        shown: u8,
        program: u8,
        target: Option<Id>,
        extra: bool,
    ) -> Refusals {
        let Some(case) = self.case(at).cloned() else { return Refusals::certain() };
        let mut no = self.named(at, of);
        no.when(case.stage != Stage::Final, "NotFinal");
        if case.stage == Stage::Final {
            no.when(case.ruling != choice::CLAIMANT, "NothingGranted")
                .when(case.enforced_at.is_some(), "AlreadyEnforced");
        }
        if no.refused() {
            return no;
        }
        no.when(program != program_of(case.remedy), "WrongProgram").when(extra, "AccountsDiffer");
        if shape(shown) != shape(case.remedy) {
            // Others in number, or in place.
            return Refusals::certain();
        }
        no.join(self.check_target(at, &case, target));
        if no.refused() {
            return no;
        }
        let Some(call) = self.remedy(at, &case, target) else { return Refusals::certain() };
        if let Op::Suspend { citizen, until, .. } = call {
            let runs = self.citizen(citizen).map_or(0, |c| c.suspended_until);
            no.when(until <= runs, "SuspensionShorter");
        }
        let mut after = self.clone();
        no.join(after.act(&call));
        if no.refused() {
            return no;
        }
        *self = after;
        let now = self.now;
        self.hear(at, no, |case| case.enforced_at = Some(now))
    }

    /// Whether the account to act upon is what was asked for: a citizen by the serial, but one wallet that was lost; a
    /// lease while it is the same tenant's; and what is lifted while it is the same that there was.
    fn check_target(&self, at: Nth, case: &Case, target: Option<Id>) -> Refusals {
        let mut no = Refusals::none();
        match case.remedy {
            remedy::SUSPEND | remedy::REISSUE | remedy::REINSTATE => {
                let right = match target {
                    Some(Id::Citizen(nation, wallet)) => {
                        let serial = self.citizen(Ref { nation, wallet }).map(|c| c.serial);
                        nation == at.nation && serial.is_some() && serial == case.target_serial
                    }
                    _ => false,
                };
                let elsewhere = case.remedy == remedy::REISSUE && target != case.target;
                no.when(!right || elsewhere, "WrongTarget");
            }
            remedy::EVICT | remedy::SPLIT => {
                let tenant = self.lease_at(target).map(|lease| lease.tenant.map(|(_, serial)| serial));
                no.when(target != case.target || tenant.is_none(), "WrongTarget");
                if !no.refused() {
                    let same = tenant.flatten().is_some() && tenant.flatten() == case.target_serial;
                    no.when(!same, "TargetChanged");
                }
            }
            _ => {
                no.when(target != case.target, "WrongTarget");
            }
        }
        if !no.refused() {
            let is = self.lifts(case, target);
            no.when(is == Some(None), "WrongTarget")
                .when(is.flatten().is_some_and(|is| is.unsigned_abs() != case.baseline), "TargetChanged");
        }
        no
    }

    /// Of a remedy that lifts something, which it is by its time, if the target is there.
    fn lifts(&self, case: &Case, target: Option<Id>) -> Option<Option<i64>> {
        match (case.remedy, target) {
            (remedy::REINSTATE, Some(Id::Citizen(nation, wallet))) => {
                Some(self.citizen(Ref { nation, wallet }).map(|c| c.suspended_until))
            }
            (remedy::RELEASE, Some(Id::Proposal(nation, id))) => {
                Some(self.proposal(Motion { nation, id }).map(|p| p.enjoined_at))
            }
            (remedy::RESUME, Some(Id::Stream(at))) => {
                Some(self.stream(at).map(|stream| stream.paused.unwrap_or(0)))
            }
            _ => None,
        }
    }

    /// The one call that was asked for.
    fn remedy(&self, at: Nth, case: &Case, target: Option<Id>) -> Option<Op> {
        let (nation, by) = (at.nation, Who::Court(at.nation));
        let until = self.now + i64::from(case.seconds);
        Some(match (case.remedy, target?) {
            (remedy::SUSPEND, Id::Citizen(of, wallet)) => {
                Op::Suspend { nation, by, citizen: Ref { nation: of, wallet }, until }
            }
            (remedy::REINSTATE, Id::Citizen(of, wallet)) => {
                Op::Reinstate { nation, by, citizen: Ref { nation: of, wallet } }
            }
            (remedy::REISSUE, Id::Citizen(of, wallet)) => {
                let to = self.whose(case)?;
                Op::Reissue { nation, by, citizen: Ref { nation: of, wallet }, to }
            }
            (remedy::EVICT, Id::Lease(lease)) => Op::Land(LandOp::Evict { nation, by, lease }),
            (remedy::SPLIT, Id::Lease(lease)) => {
                let is = self.lease(lease)?;
                let open: u64 =
                    is.items.iter().zip(&is.open).filter(|(_, open)| **open).map(|(sum, _)| sum).sum();
                // What the tenant has accepted since is part of it.
                let since = is.to_landlord - case.baseline;
                let to_landlord = case.amount.saturating_sub(since).min(open);
                Op::Land(LandOp::RuleDeposit { nation, by, lease, to_landlord })
            }
            (remedy::AWARD, Id::Budget(budget)) => {
                let (coin, to) = case.award?;
                let till = Till { nation, coin };
                Op::Treasury(TreasuryOp::Award { nation, by, till, budget, to: to?, amount: case.amount })
            }
            (remedy::ENJOIN, Id::Proposal(of, id)) => {
                Op::Enjoin { nation, of: Motion { nation: of, id }, by, until }
            }
            (remedy::RELEASE, Id::Proposal(of, id)) => {
                Op::Release { nation, of: Motion { nation: of, id }, by }
            }
            (remedy::PAUSE, Id::Stream(stream)) => {
                Op::Treasury(TreasuryOp::PauseStream { nation, by, stream })
            }
            (remedy::RESUME, Id::Stream(stream)) => {
                Op::Treasury(TreasuryOp::ResumeStream { nation, by, stream })
            }
            _ => return None,
        })
    }

    /// The wallet that gains.
    fn whose(&self, case: &Case) -> Option<Who> {
        match self.book.id(&case.beneficiary)? {
            Id::Who(wallet) => Some(Who::Wallet(wallet)),
            Id::Executor(n) => Some(Who::Executor(n)),
            Id::Treasury(n) => Some(Who::Treasury(n)),
            Id::Vault(n) => Some(Who::Vault(n)),
            Id::Court(n) => Some(Who::Court(n)),
            _ => None,
        }
    }
}
