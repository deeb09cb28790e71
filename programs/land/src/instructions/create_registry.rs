use crate::state::Registry;
use anchor_lang::prelude::*;
use membership::state::Nation;

/// Accounts of `create_registry`.
#[derive(Accounts)]
pub struct CreateRegistry {
    /// Pays the rent; may be the authority.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    /// The nation's authority.
    pub authority: Signer,
    /// The nation.
    pub nation: Account<Nation>,
    /// The registry, created here.
    #[account(init, payer = payer, seeds = [b"registry", nation.address().as_ref()], bump)]
    pub registry: Account<Registry>,
    /// Creates the account.
    pub system_program: Program<System>,
}

impl CreateRegistry {
    fn validate(&self) -> Result<()> {
        self.nation.check_authority(self.authority.address(), support::now()?)
    }

    pub(crate) fn create_registry(&mut self, bump: u8) -> Result<()> {
        self.validate()?;
        self.registry.nation = *self.nation.address();
        self.registry.version = Registry::VERSION;
        self.registry.bump = bump;
        self.registry.invariant()
    }
}
