use crate::error::MembershipError;
use crate::event::CitizenJoined;
use crate::state::{ADMISSION_OPEN, Citizen, Nation};
use anchor_lang::prelude::*;

/// Accounts of `join`.
#[derive(Accounts)]
pub struct Join {
    /// Pays the rent; may be the wallet.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    /// Who joins, and by signing consents to the charter.
    pub wallet: Signer,
    /// The nation.
    #[account(mut)]
    pub nation: Account<Nation>,
    /// The new citizen.
    #[account(init, payer = payer, seeds = [b"citizen", nation, wallet], bump)]
    pub citizen: Account<Citizen>,
    /// The system program.
    pub system_program: Program<System>,
}

impl Join {
    fn validate(&self, charter_hash: &[u8; 32]) -> Result<()> {
        require!(self.nation.admission == ADMISSION_OPEN, MembershipError::AdmissionNotOpen);
        require!(*charter_hash == self.nation.charter_hash, MembershipError::CharterMismatch);
        Ok(())
    }

    pub(crate) fn join(&mut self, charter_hash: &[u8; 32], bump: u8) -> Result<()> {
        self.validate(charter_hash)?;
        let now = support::now()?;
        let (nation, wallet) = (*self.nation.address(), *self.wallet.address());
        let (serial, expires_at) = self.nation.take_in(now)?;
        *self.citizen = Citizen::new(
            nation,
            wallet,
            *self.payer.address(),
            serial,
            now,
            expires_at,
            self.nation.charter_version,
            bump,
        );
        self.nation.invariant()?;
        emit!(CitizenJoined { nation, wallet, serial, expires_at });
        Ok(())
    }
}
