use crate::error::MembershipError;
use crate::event::OfficeResigned;
use crate::state::{Citizen, Office, VACANT};
use anchor_lang::prelude::*;

/// Accounts of `resign`.
#[derive(Accounts)]
pub struct Resign {
    /// The holder's wallet.
    #[account(address = citizen.wallet @ MembershipError::WrongWallet)]
    pub wallet: Signer,
    /// The holder.
    pub citizen: Account<Citizen>,
    /// The office.
    #[account(mut, constraint = office.nation == citizen.nation @ MembershipError::WrongNation)]
    pub office: Account<Office>,
}

impl Resign {
    fn validate(&self, now: i64) -> Result<()> {
        // Any status: whoever holds an office may lay it down.
        require!(
            self.office.serial == self.citizen.serial && now < self.office.term_ends_at,
            MembershipError::NotHolder
        );
        Ok(())
    }

    pub(crate) fn resign(&mut self) -> Result<()> {
        let now = support::now()?;
        self.validate(now)?;
        let office = &mut self.office;
        office.holder = support::NOBODY;
        office.serial = VACANT;
        office.term_ends_at = now;
        emit!(OfficeResigned {
            nation: office.nation,
            office: *office.address(),
            serial: self.citizen.serial,
        });
        Ok(())
    }
}
