use crate::error::GovernorError;
use crate::event::GovernorChanged;
use crate::state::{Governor, MAX_GUARDIAN_SECONDS};
use anchor_lang::prelude::*;
use membership::state::Nation;

/// Accounts of `create_governor`.
#[derive(Accounts)]
pub struct CreateGovernor {
    /// Pays the rent; may be the authority.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    /// The nation's authority.
    pub authority: Signer,
    /// The nation.
    pub nation: Account<Nation>,
    /// The governor, created here.
    #[account(init, payer = payer, space = 8 + size_of::<Governor>(), seeds = [b"governor", nation.address().as_ref()], bump)]
    pub governor: Account<Governor>,
    /// The executor: signs what the nation decides. Holds no data.
    #[account(seeds = [b"executor", governor.address().as_ref()], bump)]
    pub executor: UncheckedAccount,
    /// Creates the account.
    pub system_program: Program<System>,
}

/// Checks a guardian's term: none at all for nobody, else in the future and within two years.
pub fn check_guardian(guardian: &Address, until: i64, now: i64) -> Result<()> {
    if *guardian == support::NOBODY {
        require!(until == 0, GovernorError::GuardianTermOutOfRange);
    } else {
        require!(
            until > now && until.saturating_sub(now) <= MAX_GUARDIAN_SECONDS,
            GovernorError::GuardianTermOutOfRange
        );
    }
    Ok(())
}

impl CreateGovernor {
    fn validate(&self, guardian: &Address, guardian_until: i64) -> Result<()> {
        let now = support::now()?;
        self.nation.check_authority(self.authority.address(), now)?;
        // Otherwise the founder's sunset would hand the nation to somebody the citizens do not direct.
        require!(self.nation.successor == *self.executor.address(), GovernorError::WrongSuccessor);
        check_guardian(guardian, guardian_until, now)
    }
}

/// See `governor::create_governor`.
pub fn create_governor(
    ctx: &mut Context<CreateGovernor>,
    guardian: Address,
    guardian_until: i64,
) -> Result<()> {
    ctx.accounts.validate(&guardian, guardian_until)?;
    let nation = *ctx.accounts.nation.address();
    let address = *ctx.accounts.governor.address();
    let executor = *ctx.accounts.executor.address();
    let governor = &mut ctx.accounts.governor;
    governor.nation = nation;
    governor.executor = executor;
    governor.guardian = guardian;
    governor.guardian_until = guardian_until;
    governor.version = Governor::VERSION;
    governor.bump = ctx.bumps.governor;
    governor.executor_bump = ctx.bumps.executor;
    emit!(GovernorChanged { governor: address, track: u64::MAX });
    Ok(())
}
