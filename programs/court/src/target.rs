//! What a remedy acts upon, when it is asked for: an account of the right kind, of this nation, in a state in which the
//! remedy could be granted, that concerns the respondent.

use crate::error::CourtError;
use crate::state::{NO_SERIAL, Remedy};
use anchor_lang::prelude::*;
use governor::state::{Proposal, STATE_ENJOINED, STATE_QUEUED, STATE_SUBMITTED, STATE_SUCCEEDED};
use land::state::Lease;
use membership::state::{Citizen, Nation};
use rules::eligibility::STATUS_ACTIVE;
use support::NOBODY;
use treasury::state::{Budget, HOLDER_COURT, Stream};

/// A remedy as it is asked for.
pub struct Claim<'a> {
    /// What is asked for.
    pub remedy: Remedy,
    /// Who asks.
    pub claimant: &'a Address,
    /// The claimant's serial, or [`NO_SERIAL`].
    pub claimant_serial: u64,
    /// Of whom.
    pub respondent: &'a Address,
    /// The nation.
    pub nation: &'a Account<Nation>,
    /// The account to act upon.
    pub target: &'a AccountView,
    /// The amount asked for.
    pub amount: u64,
    /// Who shall gain by it.
    pub beneficiary: Address,
}

/// What is found out about the target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Serial of the citizen or tenant that it is or belongs to; [`NO_SERIAL`] for none.
    pub serial: u64,
    /// The respondent's serial where the target knows it, as a lease does even when the tenant's wallet was lost;
    /// [`NO_SERIAL`] where it does not.
    pub respondent: u64,
    /// Who gains by the remedy besides the claimant.
    pub beneficiary: Address,
    /// What the target is like; see [`Case::baseline`](crate::state::Case::baseline).
    pub baseline: u64,
}

/// An account of a kind.
///
/// # Errors
/// `WrongTarget`.
pub fn load<T>(view: &AccountView) -> Result<Account<T>>
where
    Account<T>: AnchorAccount,
    T: bytemuck::Pod + SlabSchema,
{
    Ok(Account::<T>::load(*view).map_err(|_| CourtError::WrongTarget)?)
}

/// The sum of a deposit's open items.
pub fn open_items(lease: &Lease) -> u64 {
    let open = lease.items.iter().enumerate().filter(|(n, _)| lease.open >> n & 1 == 1);
    open.fold(0, |sum, (_, item)| sum.saturating_add(*item))
}

/// A point in time as a baseline. None is before 1970.
pub fn since(at: i64) -> u64 {
    u64::try_from(at).unwrap_or_default()
}

impl Claim<'_> {
    /// Checks what the remedy acts upon.
    ///
    /// # Errors
    /// `WrongTarget`, `WrongNation`, `TargetUnfit`, `WrongRespondent`, `RemedyMalformed`.
    pub fn check(&self, now: i64) -> Result<Finding> {
        let finding =
            Finding { serial: NO_SERIAL, respondent: NO_SERIAL, beneficiary: self.beneficiary, baseline: 0 };
        match self.remedy {
            Remedy::Suspend | Remedy::Reissue | Remedy::Reinstate => self.citizen(now, finding),
            Remedy::Evict | Remedy::SplitDeposit => self.lease(finding),
            Remedy::AwardBudget => self.budget(finding),
            Remedy::AwardEscrow => {
                // Nothing outside the court: the System program stands for it.
                require!(*self.target.address() == NOBODY, CourtError::WrongTarget);
                Ok(finding)
            }
            Remedy::Enjoin | Remedy::Release => self.proposal(finding),
            Remedy::Pause | Remedy::Resume => self.stream(now, finding),
        }
    }

    fn check_nation(&self, nation: &Address) -> Result<()> {
        require!(*nation == *self.nation.address(), CourtError::WrongNation);
        Ok(())
    }

    fn check_respondent(&self, concerned: &Address) -> Result<()> {
        require!(self.respondent == concerned, CourtError::WrongRespondent);
        Ok(())
    }

    /// Checks that the nation answers for what it ordered or owns, by its authority. If the authority itself asks for
    /// it, the person concerned must be heard.
    fn check_authority_answers(&self, concerned: &Address) -> Result<()> {
        let authority = &self.nation.authority;
        self.check_respondent(if self.claimant == authority { concerned } else { authority })
    }

    fn citizen(&self, now: i64, finding: Finding) -> Result<Finding> {
        let citizen = load::<Citizen>(self.target)?;
        self.check_nation(&citizen.nation)?;
        let finding = Finding { serial: citizen.serial, ..finding };
        if self.remedy == Remedy::Reinstate {
            require!(now < citizen.suspended_until, CourtError::TargetUnfit);
            self.check_authority_answers(&citizen.wallet)?;
            let baseline = since(citizen.suspended_until);
            return Ok(Finding { beneficiary: citizen.wallet, baseline, ..finding });
        }
        require!(citizen.status == STATUS_ACTIVE, CourtError::TargetUnfit);
        require!(self.beneficiary != citizen.wallet, CourtError::RemedyMalformed);
        self.check_respondent(&citizen.wallet)?;
        Ok(Finding { respondent: citizen.serial, ..finding })
    }

    fn lease(&self, finding: Finding) -> Result<Finding> {
        let lease = load::<Lease>(self.target)?;
        self.check_nation(&lease.nation)?;
        let finding = Finding { serial: lease.tenant_serial, baseline: lease.to_landlord, ..finding };
        if self.remedy == Remedy::Evict {
            require!(lease.is_running(), CourtError::TargetUnfit);
            self.check_respondent(&lease.tenant)?;
            return Ok(Finding { respondent: lease.tenant_serial, baseline: 0, ..finding });
        }
        require!(lease.is_over() && lease.open != 0, CourtError::TargetUnfit);
        require!(self.amount <= open_items(&lease), CourtError::RemedyMalformed);
        let by_tenant = *self.claimant == lease.tenant
            || (self.claimant_serial != NO_SERIAL && self.claimant_serial == lease.tenant_serial);
        if by_tenant {
            // The landlord is the nation; a steward is not asked, but may act through the authority.
            self.check_respondent(&self.nation.authority)?;
            return Ok(finding);
        }
        self.check_respondent(&lease.tenant)?;
        Ok(Finding { respondent: lease.tenant_serial, ..finding })
    }

    fn budget(&self, finding: Finding) -> Result<Finding> {
        let budget = load::<Budget>(self.target)?;
        self.check_nation(&budget.nation)?;
        require!(budget.holder_kind == HOLDER_COURT, CourtError::TargetUnfit);
        require!(
            budget.destination == NOBODY || budget.destination == self.beneficiary,
            CourtError::RemedyMalformed
        );
        // The nation's money, so the nation is heard.
        self.check_respondent(&self.nation.authority)?;
        Ok(finding)
    }

    fn proposal(&self, finding: Finding) -> Result<Finding> {
        let proposal = load::<Proposal>(self.target)?;
        self.check_nation(&proposal.nation)?;
        if self.remedy == Remedy::Release {
            require!(proposal.state == STATE_ENJOINED, CourtError::TargetUnfit);
            self.check_authority_answers(&proposal.proposer)?;
            let baseline = since(proposal.enjoined_at);
            return Ok(Finding { beneficiary: proposal.proposer, baseline, ..finding });
        }
        // What is not decided may be, by the time that the court has ruled.
        require!(
            matches!(proposal.state, STATE_SUBMITTED | STATE_SUCCEEDED | STATE_QUEUED),
            CourtError::TargetUnfit
        );
        self.check_respondent(&proposal.proposer)?;
        Ok(finding)
    }

    fn stream(&self, now: i64, finding: Finding) -> Result<Finding> {
        let stream = load::<Stream>(self.target)?;
        self.check_nation(&stream.nation)?;
        if self.remedy == Remedy::Resume {
            require!(stream.paused != 0, CourtError::TargetUnfit);
            self.check_authority_answers(&stream.payee)?;
            let baseline = since(stream.paused_at);
            return Ok(Finding { beneficiary: stream.payee, baseline, ..finding });
        }
        require!(stream.still_earns(now) && stream.cancelled == 0, CourtError::TargetUnfit);
        self.check_respondent(&stream.payee)?;
        Ok(finding)
    }
}
