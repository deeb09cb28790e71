//! What each remedy calls: a program, an instruction of it, and its accounts in its order.
//!
//! The called program checks who its court is; this one checks that nothing but what was ruled is done. Names, numbers
//! and orders are those of the called programs, and tests call every one of them.

use crate::error::CourtError;
use crate::state::{Case, NO_SERIAL, Remedy};
use crate::target::{load, open_items, since};
use alloc::vec::Vec;
use anchor_lang::prelude::*;
use governor::state::Proposal;
use land::state::Lease;
use membership::state::Citizen;
use support::call::{Role, pays, reads, signs, writes};
use treasury::state::Stream;

/// What the callee may do with an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Use {
    /// Read it.
    Read,
    /// Write it.
    Write,
    /// Take the court's signature.
    Court,
    /// Take rent from it, which signed the transaction.
    Payer,
}

use Use::{Court as COURT, Payer as PAYER, Read as READ, Write as WRITE};

/// An instruction of another program.
pub struct Callee {
    /// The program.
    pub program: &'static Address,
    /// The instruction's discriminator.
    discriminator: u8,
    /// Its accounts.
    uses: &'static [Use],
    /// Which of them is the target.
    target: usize,
    /// Which of them is who gains, where that is an account.
    beneficiary: Option<usize>,
}

/// `membership::suspend`: court, nation, citizen.
const SUSPEND: Callee = of(&membership::ID, 16, &[COURT, READ, WRITE]);
/// `membership::reinstate`: the same.
const REINSTATE: Callee = of(&membership::ID, 17, &[COURT, READ, WRITE]);
/// `membership::reissue`: payer, court, nation, citizen, reissue, system program.
const REISSUE: Callee =
    Callee { target: 3, ..of(&membership::ID, 20, &[PAYER, COURT, READ, READ, WRITE, READ]) };
/// `land::evict`: court, nation, registry, parcel, lease.
const EVICT: Callee = of(&land::ID, 13, &[COURT, READ, WRITE, WRITE, WRITE]);
/// `land::rule_deposit`: court, nation, lease.
const RULE_DEPOSIT: Callee = of(&land::ID, 18, &[COURT, READ, WRITE]);
/// `treasury::award`: court, nation, ledger, budget, vault, holding, destination, mint, token program, treasury.
const AWARD: Callee = Callee {
    target: 3,
    beneficiary: Some(6),
    ..of(&treasury::ID, 8, &[COURT, READ, WRITE, WRITE, READ, WRITE, WRITE, READ, READ, READ])
};
/// `governor::enjoin`: court, nation, proposal.
const ENJOIN: Callee = of(&governor::ID, 16, &[COURT, READ, WRITE]);
/// `governor::release`: the same.
const RELEASE: Callee = of(&governor::ID, 17, &[COURT, READ, WRITE]);
/// `treasury::pause_stream`: court, nation, stream.
const PAUSE_STREAM: Callee = of(&treasury::ID, 13, &[COURT, READ, WRITE]);
/// `treasury::resume_stream`: the same.
const RESUME_STREAM: Callee = of(&treasury::ID, 14, &[COURT, READ, WRITE]);

/// An instruction whose last account is the target.
const fn of(program: &'static Address, discriminator: u8, uses: &'static [Use]) -> Callee {
    Callee { program, discriminator, uses, target: uses.len() - 1, beneficiary: None }
}

/// What a remedy calls; nothing for an award from escrow, which the court pays by itself.
pub const fn callee(remedy: Remedy) -> Option<&'static Callee> {
    Some(match remedy {
        Remedy::Suspend => &SUSPEND,
        Remedy::Reissue => &REISSUE,
        Remedy::Evict => &EVICT,
        Remedy::SplitDeposit => &RULE_DEPOSIT,
        Remedy::AwardBudget => &AWARD,
        Remedy::AwardEscrow => return None,
        Remedy::Enjoin => &ENJOIN,
        Remedy::Release => &RELEASE,
        Remedy::Pause => &PAUSE_STREAM,
        Remedy::Resume => &RESUME_STREAM,
        Remedy::Reinstate => &REINSTATE,
    })
}

/// Data of a call: the discriminator and at most one argument.
pub struct Data {
    bytes: [u8; 33],
    len: usize,
}

impl Data {
    fn new(discriminator: u8, argument: &[u8]) -> Self {
        let mut bytes = [0; 33];
        bytes[0] = discriminator;
        let len = argument.len().min(32);
        bytes[1..=len].copy_from_slice(&argument[..len]);
        Self { bytes, len: len + 1 }
    }

    /// The bytes.
    pub fn as_slice(&self) -> &[u8] {
        &self.bytes[..self.len]
    }
}

impl Callee {
    /// The accounts that follow, as the callee may use them.
    ///
    /// # Errors
    /// `AccountsDiffer`: too few or too many, another court, or the case among them. `WrongTarget`: not what the remedy
    /// acts upon. `TargetChanged`: not what the ruling is about any more.
    pub fn roles<'a>(
        &self,
        case: &Account<Case>,
        court: &Address,
        accounts: &'a [AccountView],
    ) -> Result<Vec<Role<'a>>> {
        require!(accounts.len() == self.uses.len(), CourtError::AccountsDiffer);
        let target = accounts.get(self.target).ok_or(CourtError::AccountsDiffer)?;
        self.check_target(case, target)?;
        if let Some(beneficiary) = self.beneficiary.and_then(|at| accounts.get(at)) {
            require!(*beneficiary.address() == case.beneficiary, CourtError::AccountsDiffer);
        }
        let mut roles = Vec::with_capacity(accounts.len());
        for (view, as_) in accounts.iter().zip(self.uses) {
            // Neither may the callee reach the case, whose state this instruction holds.
            require!(*view.address() != *case.address(), CourtError::AccountsDiffer);
            roles.push(match as_ {
                Use::Read => reads(view),
                Use::Write => writes(view),
                Use::Payer => pays(view),
                Use::Court => {
                    require!(view.address() == court, CourtError::AccountsDiffer);
                    signs(view)
                }
            });
        }
        Ok(roles)
    }

    /// Checks that an account is what the remedy acts upon. A citizen is known by the serial, which stays through a
    /// reissue, and is not the next citizenship of the same wallet's; but a lost wallet is one wallet. A lease must still
    /// be the same tenant's, and what is lifted be the suspension, injunction or pause that was complained of.
    fn check_target(&self, case: &Case, target: &AccountView) -> Result<()> {
        let remedy = case.remedy()?;
        let by_serial = matches!(remedy, Remedy::Suspend | Remedy::Reinstate);
        require!(by_serial || *target.address() == case.target, CourtError::WrongTarget);
        let unchanged = match remedy {
            Remedy::Suspend | Remedy::Reissue | Remedy::Reinstate => {
                let citizen = load::<Citizen>(target)?;
                require!(citizen.nation == case.nation, CourtError::WrongTarget);
                require!(citizen.serial == case.target_serial, CourtError::WrongTarget);
                remedy != Remedy::Reinstate || since(citizen.suspended_until) == case.baseline
            }
            Remedy::Evict | Remedy::SplitDeposit => {
                let serial = load::<Lease>(target)?.tenant_serial;
                serial == case.target_serial && serial != NO_SERIAL
            }
            Remedy::Release => since(load::<Proposal>(target)?.enjoined_at) == case.baseline,
            Remedy::Resume => since(load::<Stream>(target)?.paused_at) == case.baseline,
            Remedy::AwardBudget | Remedy::AwardEscrow | Remedy::Enjoin | Remedy::Pause => true,
        };
        require!(unchanged, CourtError::TargetChanged);
        Ok(())
    }

    /// The data of the call: what was ruled, in terms of the target as it is now.
    ///
    /// # Errors
    /// `SuspensionShorter`; `WrongTarget` where the target cannot be read.
    pub fn data(&self, case: &Case, accounts: &[AccountView], now: i64) -> Result<Data> {
        let target = accounts.get(self.target).ok_or(CourtError::AccountsDiffer)?;
        let until = now.saturating_add(i64::from(case.seconds));
        let argument: &[u8] = match case.remedy()? {
            Remedy::Suspend => {
                let citizen = load::<Citizen>(target)?;
                // Otherwise a friend could have a long suspension replaced by a short one.
                require!(until > citizen.suspended_until, CourtError::SuspensionShorter);
                &until.to_le_bytes()
            }
            Remedy::SplitDeposit => {
                let lease = load::<Lease>(target)?;
                // What the tenant has accepted since is part of it; what the landlord has waived is gone.
                let accepted = lease.to_landlord.saturating_sub(case.baseline);
                let left = case.amount.saturating_sub(accepted).min(open_items(&lease));
                &left.to_le_bytes()
            }
            Remedy::Reissue => case.beneficiary.as_ref(),
            Remedy::AwardBudget => &case.amount.to_le_bytes(),
            Remedy::Enjoin => &until.to_le_bytes(),
            _ => &[],
        };
        Ok(Data::new(self.discriminator, argument))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_remedy_has_its_place() {
        for remedy in Remedy::ALL {
            let Some(callee) = callee(remedy) else {
                assert_eq!(remedy, Remedy::AwardEscrow);
                continue;
            };
            assert_eq!(callee.uses.iter().filter(|u| **u == COURT).count(), 1, "{remedy:?}");
            assert!(callee.target < callee.uses.len());
            assert!(callee.beneficiary.is_none_or(|at| at < callee.uses.len()));
            let target = callee.uses[callee.target];
            assert_eq!(target, if remedy == Remedy::Reissue { READ } else { WRITE }, "{remedy:?}");
        }
    }

    #[test]
    fn data_is_exact() {
        assert_eq!(Data::new(7, &[]).as_slice(), [7]);
        assert_eq!(Data::new(7, &[1, 2]).as_slice(), [7, 1, 2]);
        assert_eq!(Data::new(7, &[1; 32]).as_slice().len(), 33);
    }
}
