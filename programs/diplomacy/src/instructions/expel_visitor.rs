use crate::error::DiplomacyError;
use crate::event::VisaChanged;
use crate::state::{Treaty, Visa};
use anchor_lang::prelude::*;
use membership::state::Nation;
use support::NOBODY;

/// Accounts of `expel_visitor`.
#[derive(Accounts)]
#[instruction(serial: u64)]
pub struct ExpelVisitor {
    /// Pays the rent of a visa that is new; may be the authority.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    /// The host nation's authority.
    pub authority: Signer,
    /// The host nation.
    pub nation: Account<Nation>,
    /// The treaty.
    #[account(constraint = treaty.is_party(nation.address()) @ DiplomacyError::NotParty)]
    pub treaty: Account<Treaty>,
    /// The visa. Where there is none, the expulsion makes one that was never issued.
    #[account(
        init_if_needed,
        payer = payer,
        seeds = [
            b"visa",
            treaty.address().as_ref(),
            treaty.other_than(nation.address()).unwrap_or(&NOBODY).as_ref(),
            &serial.to_le_bytes(),
        ],
        bump
    )]
    pub visa: Account<Visa>,
    /// Creates the account.
    pub system_program: Program<System>,
}

impl ExpelVisitor {
    fn validate(&self, expelled: bool) -> Result<()> {
        let now = support::now()?;
        self.nation.check_authority(self.authority.address(), now)?;
        require!(self.treaty.is_in_force(now), DiplomacyError::NotInForce);
        require!(self.visa.is_expelled() != expelled, DiplomacyError::AlreadySo);
        Ok(())
    }

    pub(crate) fn expel_visitor(&mut self, serial: u64, expelled: bool, bump: u8) -> Result<()> {
        self.validate(expelled)?;
        let host = *self.nation.address();
        let home = *self.treaty.other_than(&host).ok_or(DiplomacyError::NotParty)?;
        let visa = &mut self.visa;
        if visa.version == 0 {
            // A fresh account is all zeros: nobody holds it, and the visit is over.
            visa.treaty = *self.treaty.address();
            visa.home = home;
            visa.host = host;
            visa.rent_payer = *self.payer.address();
            visa.serial = serial;
            visa.version = Visa::VERSION;
            visa.bump = bump;
        }
        visa.expelled = expelled.into();
        emit!(VisaChanged::of(visa, false));
        Ok(())
    }
}
