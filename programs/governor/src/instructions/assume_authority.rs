use crate::error::GovernorError;
use crate::state::Governor;
use anchor_lang::prelude::*;
use membership::state::Nation;

/// Accounts of `assume_authority`.
#[derive(Accounts)]
pub struct AssumeAuthority {
    /// The nation, whose authority has proposed the executor as its next.
    #[account(mut, address = governor.nation @ GovernorError::WrongNation)]
    pub nation: Account<Nation>,
    /// The governor.
    pub governor: Account<Governor>,
    /// The executor, who accepts.
    #[account(seeds = [b"executor", governor.address().as_ref()], bump = governor.executor_bump)]
    pub executor: UncheckedAccount,
    /// Holds the nation.
    #[account(address = membership::ID)]
    pub membership_program: UncheckedAccount,
}

/// See `governor::assume_authority`.
pub fn assume_authority(ctx: &mut Context<AssumeAuthority>) -> Result<()> {
    // Whether the executor is the proposed authority is for the called program to say.
    let governor = *ctx.accounts.governor.address();
    let bump = [ctx.accounts.governor.executor_bump];
    let seeds: &[&[u8]] = &[Governor::EXECUTOR_SEED, governor.as_ref(), &bump];
    let signers = [seeds];
    let accounts = &mut ctx.accounts;
    membership::cpi::accept_authority(
        CpiContext::new_with_signer(
            accounts.membership_program.address(),
            membership::cpi::accounts::AcceptAuthority {
                pending_authority: accounts.executor.cpi_handle().as_signer(),
                nation: accounts.nation.cpi_handle_mut(),
            },
            &signers,
        ),
        support::End,
    )
}
