use super::loader_error;
use crate::error::GovernorError;
use crate::event::ProposalMoved;
use crate::state::{Action, Governor, META_SIGNER, META_WRITABLE, Proposal, STATE_EXECUTED, STATE_QUEUED};
use anchor_lang::pinocchio::cpi::{CpiAccount, Seed, Signer as CpiSigner, invoke_signed_unchecked};
use anchor_lang::pinocchio::instruction::{InstructionAccount, InstructionView};
use anchor_lang::prelude::*;
use support::loader;

extern crate alloc;
use alloc::vec::Vec;

/// Accounts of `execute`. The accounts that the action names follow, in its order.
#[derive(Accounts)]
pub struct Execute {
    /// The proposal's governor. Read only here; the action may write it, as when it changes a track.
    pub governor: UncheckedAccount,
    /// The proposal.
    #[account(mut)]
    pub proposal: Account<Proposal>,
    /// The action.
    #[account(mut)]
    pub action: Account<Action>,
    /// The program to call.
    pub program: UncheckedAccount,
    /// Its program data, when it can be upgraded.
    pub program_data: Option<UncheckedAccount>,
}

impl Execute {
    /// Everything that may refuse the execution but the accounts that follow.
    fn validate(&self, now: i64) -> Result<()> {
        let (proposal, action) = (&self.proposal, &self.action);
        require!(proposal.governor == *self.governor.address(), GovernorError::WrongNation);
        require!(proposal.state == STATE_QUEUED, GovernorError::ProposalNotQueued);
        require!(now >= proposal.executes_from, GovernorError::TimelockRunning);
        require!(now < proposal.executes_until, GovernorError::ExecutionWindowOver);
        require!(action.proposal == *proposal.address(), GovernorError::ActionOfAnotherProposal);
        require!(
            action.option == proposal.outcome && action.ordinal == proposal.executed && action.executed == 0,
            GovernorError::ActionOutOfOrder
        );
        require!(action.program == *self.program.address(), GovernorError::ActionAccountsDiffer);
        let slot =
            loader::deployment_slot(&self.program, self.program_data.as_deref()).map_err(loader_error)?;
        require!(slot == action.deployment_slot, GovernorError::ProgramUpgraded);
        Ok(())
    }
}

/// The hash of the actions run so far and this one; refuses an action that is not the one voted on.
fn check_hash(proposal: &Proposal, action: &Action, metas: &[u8], data: &[u8]) -> Result<[u8; 32]> {
    let chain = Action::link(&proposal.executed_hash, &action.program, action.deployment_slot, metas, data);
    require!(chain == action.chain, GovernorError::ActionHashDiffers);
    if proposal.executed.checked_add(1) == Some(proposal.actions_to_run()) {
        let voted = proposal.action_hashes.get(usize::from(action.option).wrapping_sub(1));
        require!(voted == Some(&chain), GovernorError::ActionHashDiffers);
    }
    Ok(chain)
}

/// See `governor::execute`.
pub fn execute(ctx: &mut Context<Execute>) -> Result<()> {
    let now = support::now()?;
    ctx.accounts.validate(now)?;
    let named = ctx.remaining_accounts()?;
    let accounts = &mut ctx.accounts;
    let governor = *accounts.governor.address();
    let bump = {
        // SAFETY of the later CPI rests on this wrapper being gone by then.
        let governor = Account::<Governor>::load(*accounts.governor.account())?;
        [governor.executor_bump]
    };
    let (action, metas, data) = Action::split(&mut accounts.action)?;
    let chain = check_hash(&accounts.proposal, action, metas, data)?;
    require!(named.len() == metas.len() / Action::META, GovernorError::ActionAccountsDiffer);

    let mut instruction_accounts = Vec::with_capacity(named.len());
    let mut infos: Vec<CpiAccount> = Vec::with_capacity(named.len());
    for (view, meta) in named.iter().zip(metas.chunks_exact(Action::META)) {
        let (address, flags) = meta.split_at(32);
        require!(view.address().as_ref() == address, GovernorError::ActionAccountsDiffer);
        // Neither may the action reach its own proposal, whose state this instruction holds.
        require!(*view.address() != *accounts.proposal.address(), GovernorError::ActionTouchesProposal);
        let flags = flags.first().copied().unwrap_or_default();
        instruction_accounts.push(InstructionAccount::new(
            view.address(),
            flags & META_WRITABLE != 0,
            flags & META_SIGNER != 0,
        ));
        infos.push(CpiAccount::from(view));
    }

    // State first, call after: a call that comes back here finds the action done.
    action.executed = 1;
    let proposal = &mut accounts.proposal;
    proposal.executed_hash = chain;
    proposal.executed = proposal.executed.checked_add(1).ok_or(GovernorError::ArithmeticOverflow)?;
    if proposal.executed == proposal.actions_to_run() {
        proposal.state = STATE_EXECUTED;
    }
    proposal.invariant()?;
    emit!(ProposalMoved::of(proposal, now));

    let seeds = [Seed::from(Governor::EXECUTOR_SEED), Seed::from(governor.as_ref()), Seed::from(&bump)];
    let signer = CpiSigner::from(&seeds);
    let program = *accounts.program.address();
    let instruction = InstructionView { program_id: &program, accounts: &instruction_accounts, data };
    // SAFETY: no reference to data that the callee may change is used after the call. The proposal is not
    // among the accounts; the action is read before; the governor was read and its wrapper dropped.
    unsafe { invoke_signed_unchecked(&instruction, &infos, &[signer]) };
    Ok(())
}
