use crate::error::GovernorError;
use crate::event::GovernorChanged;
use crate::state::Governor;
use anchor_lang::prelude::*;
use anchor_spl::token;
use anchor_spl::token_interface::{Mint, TokenAccount, TokenInterface};
use membership::state::Nation;
use support::mint;

/// Accounts of `create_stake_vault`.
#[derive(Accounts)]
pub struct CreateStakeVault {
    /// Pays the rent; may be the authority.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    /// The nation's authority.
    pub authority: Signer,
    /// The nation.
    #[account(address = governor.nation @ GovernorError::WrongNation)]
    pub nation: Account<Nation>,
    /// The governor.
    #[account(mut)]
    pub governor: Account<Governor>,
    /// The mint whose holders form the second chamber.
    pub mint: InterfaceAccount<Mint>,
    /// Holds the staked tokens; created here.
    #[account(
        init,
        payer = payer,
        seeds = [b"stake_vault", governor.address().as_ref()],
        bump,
        token::mint = mint,
        token::authority = governor,
        token::token_program = token_program
    )]
    pub vault: InterfaceAccount<TokenAccount>,
    /// The mint's program.
    pub token_program: Interface<'static, TokenInterface>,
    /// Creates the account.
    pub system_program: Program<System>,
}

/// See `governor::create_stake_vault`.
pub fn create_stake_vault(ctx: &mut Context<CreateStakeVault>) -> Result<()> {
    let accounts = &mut ctx.accounts;
    accounts.nation.check_authority(accounts.authority.address(), support::now()?)?;
    // Whoever could freeze, seize or redirect the tokens would hold the chamber.
    require!(mint::is_plain(accounts.mint.account()), GovernorError::MintRefused);
    let mint = *accounts.mint.address();
    accounts.governor.stake_mint = mint;
    emit!(GovernorChanged { governor: *accounts.governor.address(), track: u64::MAX });
    Ok(())
}
