use crate::citizens;
use crate::error::CourtError;
use crate::event::CaseChanged;
use crate::party;
use crate::state::{Case, SIDE_CLAIMANT};
use anchor_lang::prelude::*;
use governor::state::Governor;
use membership::state::Citizen;
use rules::verdict;
use support::call::{pays, reads, writes};

/// Accounts of `appeal_to_citizens`.
#[derive(Accounts)]
pub struct AppealToCitizens {
    /// A party.
    pub appellant: Signer,
    /// The party's citizenship, where the wallet is another than when the case was filed.
    pub citizen: Option<Account<Citizen>>,
    /// The wallet of a citizen who can vote: the appellant, or somebody on the appellant's behalf. Pays rent and
    /// deposit of the proposal, and may cancel it before voting.
    #[account(mut, unsafe(dup))]
    pub proposer: Signer,
    /// The proposer's citizenship; the governor checks it.
    pub proposer_citizen: UncheckedAccount,
    /// The case.
    #[account(mut)]
    pub case: Account<Case>,
    /// The nation.
    #[account(address = case.nation @ CourtError::WrongNation)]
    pub nation: UncheckedAccount,
    /// The nation's governor.
    #[account(mut)]
    pub governor: UncheckedAccount,
    /// The motion, created by the governor.
    #[account(mut)]
    pub proposal: UncheckedAccount,
    /// The governor's program.
    #[account(address = governor::ID @ CourtError::WrongProgram)]
    pub governor_program: UncheckedAccount,
    /// Creates the account, and moves the deposit.
    pub system_program: Program<System>,
}

impl AppealToCitizens {
    /// Everything that may refuse it but the course of the case; returns the side that appeals.
    fn validate(&self) -> Result<u8> {
        let side = party::side(&self.case, self.appellant.address(), &self.citizen)?;
        // Dropped at once, so that nothing refers to its data during the calls.
        let governor =
            Account::<Governor>::load(*self.governor.account()).map_err(|_| CourtError::WrongNation)?;
        require!(governor.nation == self.case.nation, CourtError::WrongNation);
        Ok(side)
    }

    pub(crate) fn appeal_to_citizens(&mut self) -> Result<()> {
        let now = support::now()?;
        let side = self.validate()?;
        let case = &mut self.case;
        let trial = case.trial()?.appeal_to_citizens(now).map_err(CourtError::from)?;
        require!(case.round >= case.params.max_appeals, CourtError::AppealsLeft);
        require!(verdict::may_ask_citizens(case.ruling, side == SIDE_CLAIMANT), CourtError::RulingNotAgainst);
        case.set_trial(&trial)?;
        case.proposal = *self.proposal.address();

        let (proposer, citizen) = (pays(self.proposer.account()), reads(&self.proposer_citizen));
        let (governor, proposal) = (writes(&self.governor), writes(&self.proposal));
        let system = reads(self.system_program.account());
        let open = [proposer, citizen, governor, proposal, system];
        let submit = [proposer, citizen, reads(&self.nation), governor, proposal, system];
        // SAFETY: governor and proposal are views here; the wrapper in `validate` is gone.
        unsafe { citizens::ask(&self.case, &open, &submit)? };
        emit!(CaseChanged::of(&self.case, now)?);
        Ok(())
    }
}
