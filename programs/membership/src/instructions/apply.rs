use crate::error::MembershipError;
use crate::event::Applied;
use crate::state::{ADMISSION_OPEN, Application, MAX_VOUCHES, Nation};
use anchor_lang::prelude::*;

/// Accounts of `apply`.
#[derive(Accounts)]
pub struct Apply {
    /// Pays the rent; may be the wallet.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    /// Who applies, and by signing consents to the charter.
    pub wallet: Signer,
    /// The nation.
    pub nation: Account<Nation>,
    /// The new application.
    #[account(init, payer = payer, seeds = [b"application", nation, wallet], bump)]
    pub application: Account<Application>,
    /// The system program.
    pub system_program: Program<System>,
}

impl Apply {
    fn validate(&self, charter_hash: &[u8; 32]) -> Result<()> {
        // Whether the wallet is a citizen already is not looked at: `admit` could not seat it twice.
        require!(self.nation.admission != ADMISSION_OPEN, MembershipError::AdmissionOpen);
        require!(*charter_hash == self.nation.charter_hash, MembershipError::CharterMismatch);
        Ok(())
    }

    pub(crate) fn apply(&mut self, charter_hash: &[u8; 32], bump: u8) -> Result<()> {
        self.validate(charter_hash)?;
        let (nation, wallet) = (*self.nation.address(), *self.wallet.address());
        *self.application = Application {
            nation,
            wallet,
            rent_payer: *self.payer.address(),
            applied_at: support::now()?,
            vouchers: [0; MAX_VOUCHES],
            charter_version: self.nation.charter_version,
            vouches: 0,
            version: Application::VERSION,
            bump,
            padding: 0,
            reserved: [0; 32],
        };
        emit!(Applied { nation, wallet });
        Ok(())
    }
}
