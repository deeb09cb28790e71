//! What a claimant asks for, and what enforcing it takes.

use super::Dispute;
use crate::{
    AccountMeta, Address, GOVERNOR_ID, LAND_ID, Letting, MEMBERSHIP_ID, Money, Person, Proposal, TREASURY_ID,
    Till, World, addresses, ix,
};
use client::court::accounts::Case;
use client::land::accounts::{Lease, Parcel};
use client::treasury::accounts::{Budget, Ledger};

/// Remedies, as a case stores them.
pub mod remedy {
    #![allow(missing_docs)]
    pub const SUSPEND: u8 = 0;
    pub const REISSUE: u8 = 1;
    pub const EVICT: u8 = 2;
    pub const SPLIT_DEPOSIT: u8 = 3;
    pub const AWARD_BUDGET: u8 = 4;
    pub const AWARD_ESCROW: u8 = 5;
    pub const ENJOIN: u8 = 6;
    pub const RELEASE: u8 = 7;
    pub const PAUSE: u8 = 8;
    pub const RESUME: u8 = 9;
    pub const REINSTATE: u8 = 10;
    /// Their names, by number.
    pub const NAMES: [&str; 11] = [
        "suspend",
        "reissue",
        "evict",
        "split_deposit",
        "award_budget",
        "award_escrow",
        "enjoin",
        "release",
        "pause",
        "resume",
        "reinstate",
    ];
}

/// What a claimant asks for, and of whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Petition {
    pub remedy: u8,
    pub target: Address,
    pub respondent: Address,
    pub amount: u64,
    pub seconds: u32,
    pub beneficiary: Address,
}

impl Petition {
    /// A remedy upon a target, without amount, time or beneficiary.
    pub fn of(remedy: u8, target: Address, respondent: Address) -> Self {
        Self { remedy, target, respondent, amount: 0, seconds: 0, beneficiary: Address::default() }
    }

    /// That a citizen be suspended.
    pub fn suspend(person: &Person, seconds: u32) -> Self {
        Self { seconds, ..Self::of(remedy::SUSPEND, person.citizen, person.key()) }
    }

    /// That a citizenship whose wallet was lost be given to another wallet.
    pub fn reissue(person: &Person, new_wallet: Address) -> Self {
        Self { beneficiary: new_wallet, ..Self::of(remedy::REISSUE, person.citizen, person.key()) }
    }

    /// That a tenant be evicted.
    pub fn evict(letting: &Letting, tenant: Address) -> Self {
        Self::of(remedy::EVICT, letting.address, tenant)
    }

    /// That of a deposit's open items this much go to the landlord, and the rest to the tenant.
    pub fn split_deposit(letting: &Letting, respondent: Address, amount: u64) -> Self {
        Self { amount, ..Self::of(remedy::SPLIT_DEPOSIT, letting.address, respondent) }
    }

    /// That this much be paid from a budget of the court to a holding.
    pub fn award(budget: Address, authority: Address, to: Address, amount: u64) -> Self {
        Self { amount, beneficiary: to, ..Self::of(remedy::AWARD_BUDGET, budget, authority) }
    }

    /// That up to this much be paid of what the respondent puts in escrow.
    pub fn award_escrow(respondent: Address, amount: u64) -> Self {
        Self { amount, ..Self::of(remedy::AWARD_ESCROW, Address::default(), respondent) }
    }

    /// That a proposal be held back.
    pub fn enjoin(proposal: &Proposal, seconds: u32) -> Self {
        Self { seconds, ..Self::of(remedy::ENJOIN, proposal.address, proposal.proposer.key()) }
    }

    /// That a proposal be let go that is held back.
    pub fn release(proposal: &Proposal, respondent: Address) -> Self {
        Self::of(remedy::RELEASE, proposal.address, respondent)
    }

    /// That a stream be paused.
    pub fn pause(stream: Address, payee: Address) -> Self {
        Self::of(remedy::PAUSE, stream, payee)
    }

    /// That a stream be resumed which is paused.
    pub fn resume(stream: Address, respondent: Address) -> Self {
        Self::of(remedy::RESUME, stream, respondent)
    }

    /// That a suspension be lifted.
    pub fn reinstate(person: &Person, respondent: Address) -> Self {
        Self::of(remedy::REINSTATE, person.citizen, respondent)
    }
}

/// What a remedy calls, and with what.
#[derive(Clone, Debug)]
pub struct Enforcement {
    /// The program.
    pub program: Address,
    /// The accounts, in its order.
    pub accounts: Vec<AccountMeta>,
}

fn reads(address: Address) -> AccountMeta {
    AccountMeta::new_readonly(address, false)
}

fn writes(address: Address) -> AccountMeta {
    AccountMeta::new(address, false)
}

impl World {
    /// What the remedy of a case calls, upon its target as it was named when the case was filed.
    ///
    /// # Panics
    /// For an award from escrow, which calls nothing, and where the target is gone.
    #[track_caller]
    pub fn enforcement(&self, dispute: &Dispute) -> Enforcement {
        let case: Case = self.read(&dispute.address);
        self.enforcement_upon(dispute, case.target)
    }

    /// As [`enforcement`](Self::enforcement), upon another target of the same kind.
    #[track_caller]
    pub fn enforcement_upon(&self, dispute: &Dispute, target: Address) -> Enforcement {
        let case: Case = self.read(&dispute.address);
        let (court, nation) = (reads(case.court), reads(case.nation));
        let (program, accounts) = match case.remedy {
            remedy::SUSPEND | remedy::REINSTATE => (MEMBERSHIP_ID, vec![court, nation, writes(target)]),
            remedy::REISSUE => {
                let order = addresses::reissue(&target).0;
                let payer = AccountMeta::new(ix::payer(), true);
                let system = reads(Address::default());
                (MEMBERSHIP_ID, vec![payer, court, nation, reads(target), writes(order), system])
            }
            remedy::EVICT => {
                let lease: Lease = self.read(&target);
                let registry = self.read::<Parcel>(&lease.parcel).registry;
                (LAND_ID, vec![court, nation, writes(registry), writes(lease.parcel), writes(target)])
            }
            remedy::SPLIT_DEPOSIT => (LAND_ID, vec![court, nation, writes(target)]),
            remedy::AWARD_BUDGET => (TREASURY_ID, self.award_accounts(&case, target)),
            remedy::ENJOIN | remedy::RELEASE => (GOVERNOR_ID, vec![court, nation, writes(target)]),
            remedy::PAUSE | remedy::RESUME => (TREASURY_ID, vec![court, nation, writes(target)]),
            other => panic!("remedy {other} calls nothing"),
        };
        Enforcement { program, accounts }
    }

    fn award_accounts(&self, case: &Case, budget: Address) -> Vec<AccountMeta> {
        let ledger: Ledger = self.read(&self.read::<Budget>(&budget).ledger);
        let till = Till::of_ledger(&ledger);
        let Money { mint, program } = till.money;
        vec![
            reads(case.court),
            reads(case.nation),
            writes(till.ledger),
            writes(budget),
            reads(till.vault),
            writes(till.holding),
            writes(case.beneficiary),
            reads(mint),
            reads(program),
            reads(till.treasury),
        ]
    }
}
