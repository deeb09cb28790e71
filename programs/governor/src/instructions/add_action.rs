#![allow(
    unused_variables,
    reason = "Anchor binds every `#[instruction]` argument, also those no constraint uses"
)]

use crate::error::GovernorError;
use crate::state::{
    Action, Governor, MAX_ACTION_ACCOUNTS, MAX_ACTION_DATA, MAX_ACTIONS, META_SIGNER, META_WRITABLE,
    Proposal, STATE_DRAFT,
};
use anchor_lang::prelude::*;
use support::loader::{self, LoaderError};

/// Accounts of `add_action`.
#[derive(Accounts)]
#[instruction(option: u8, metas: &'ix [u8], data: &'ix [u8])]
pub struct AddAction {
    /// The proposer's wallet; pays the rent.
    #[account(mut)]
    pub proposer: Signer,
    /// The proposal's governor.
    pub governor: Account<Governor>,
    /// The draft.
    #[account(mut)]
    pub proposal: Account<Proposal>,
    /// The action, created here.
    #[account(
        init,
        payer = proposer,
        space = Action::HEADER + metas.len() + data.len(),
        seeds = [b"action", proposal.address().as_ref(), &[proposal.actions]],
        bump
    )]
    pub action: Account<Action>,
    /// The program to call.
    pub program: UncheckedAccount,
    /// Its program data, when it can be upgraded.
    pub program_data: Option<UncheckedAccount>,
    /// Creates the account.
    pub system_program: Program<System>,
}

/// The error for a deployment that cannot be read.
pub fn loader_error(error: LoaderError) -> Error {
    match error {
        LoaderError::NotAProgram => GovernorError::NotAProgram.into(),
        LoaderError::WrongProgramData => GovernorError::WrongProgramData.into(),
    }
}

impl AddAction {
    /// Checks everything, and returns the deployment slot to pin.
    fn validate(&self, executor: &Address, option: u8, metas: &[u8], data: &[u8]) -> Result<u64> {
        let proposal = &self.proposal;
        require!(proposal.governor == *self.governor.address(), GovernorError::WrongNation);
        require!(proposal.proposer == *self.proposer.address(), GovernorError::NotProposer);
        require!(proposal.state == STATE_DRAFT, GovernorError::ProposalNotDraft);
        require!(proposal.actions < MAX_ACTIONS, GovernorError::TooManyActions);
        require!(proposal.carries_actions_for(option), GovernorError::OptionUnknown);
        require!(
            metas.len() % Action::META == 0
                && metas.len() <= MAX_ACTION_ACCOUNTS * Action::META
                && data.len() <= MAX_ACTION_DATA,
            GovernorError::ActionMalformed
        );
        let track = self.governor.track(proposal.track)?;
        // Under other rules the draft could never be submitted; the list of programs is one of them.
        require!(track.version == proposal.track_version, GovernorError::TrackChanged);
        require!(track.allows(self.program.address()), GovernorError::ProgramNotAllowed);
        for meta in metas.chunks_exact(Action::META) {
            let (address, flags) = meta.split_at(32);
            let flags = flags.first().copied().unwrap_or_default();
            require!(flags & !(META_SIGNER | META_WRITABLE) == 0, GovernorError::ActionMalformed);
            require!(
                flags & META_SIGNER == 0 || address == executor.as_ref(),
                GovernorError::ActionSignerNotExecutor
            );
            // Nor its own account, which `execute` holds: it could never run, and nothing after it.
            require!(
                address != proposal.address().as_ref() && address != self.action.address().as_ref(),
                GovernorError::ActionTouchesProposal
            );
        }
        loader::deployment_slot(&self.program, self.program_data.as_deref()).map_err(loader_error)
    }
}

/// See `governor::add_action`.
pub fn add_action(ctx: &mut Context<AddAction>, option: u8, metas: &[u8], data: &[u8]) -> Result<()> {
    let accounts = &mut ctx.accounts;
    let executor = accounts.governor.executor;
    let deployment_slot = accounts.validate(&executor, option, metas, data)?;

    let program = *accounts.program.address();
    let proposal_address = *accounts.proposal.address();
    let rent_payer = *accounts.proposer.address();
    let proposal = &mut accounts.proposal;
    let chain_index = usize::from(option).wrapping_sub(1);
    let chain = proposal.action_hashes.get_mut(chain_index).ok_or(GovernorError::OptionUnknown)?;
    *chain = Action::link(chain, &program, deployment_slot, metas, data);
    let chain = *chain;
    let count = proposal.option_actions.get_mut(usize::from(option)).ok_or(GovernorError::OptionUnknown)?;
    let ordinal = *count;
    *count += 1; // below MAX_ACTIONS, as all options together are
    let index = proposal.actions;
    proposal.actions += 1;
    proposal.actions_left += 1;

    let action = &mut accounts.action;
    action.proposal = proposal_address;
    action.program = program;
    action.rent_payer = rent_payer;
    action.deployment_slot = deployment_slot;
    action.chain = chain;
    action.data_len = data.len() as u16;
    action.account_count = (metas.len() / Action::META) as u8;
    action.index = index;
    action.option = option;
    action.ordinal = ordinal;
    action.version = Action::VERSION;
    action.bump = ctx.bumps.action;
    Action::write_tail(action, metas, data)?;
    accounts.proposal.invariant()
}
