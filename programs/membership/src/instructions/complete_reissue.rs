use crate::error::MembershipError;
use crate::event::ReissueCompleted;
use crate::state::{Citizen, Reissue};
use anchor_lang::prelude::*;
use rules::eligibility::STATUS_ACTIVE;

/// Accounts of `complete_reissue`.
#[derive(Accounts)]
pub struct CompleteReissue {
    /// Pays the new citizen account's rent; may be the new wallet.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    /// The new wallet, which must consent.
    #[account(address = reissue.new_wallet @ MembershipError::WrongWallet)]
    pub new_wallet: Signer,
    /// The citizen of the old wallet.
    #[account(mut, close = citizen_rent_payer)]
    pub citizen: Account<Citizen>,
    /// The order.
    #[account(
        mut,
        close = reissue_rent_payer,
        constraint = reissue.citizen == *citizen.address() @ MembershipError::WrongReissue,
    )]
    pub reissue: Account<Reissue>,
    /// The citizen of the new wallet.
    #[account(init, payer = payer, seeds = [b"citizen", citizen.nation, new_wallet], bump)]
    pub new_citizen: Account<Citizen>,
    /// Gets the old citizen account's rent back.
    #[account(mut, unsafe(dup), address = citizen.rent_payer @ MembershipError::WrongRentPayer)]
    pub citizen_rent_payer: UncheckedAccount,
    /// Gets the order's rent back.
    #[account(mut, unsafe(dup), address = reissue.rent_payer @ MembershipError::WrongRentPayer)]
    pub reissue_rent_payer: UncheckedAccount,
    /// The system program.
    pub system_program: Program<System>,
}

impl CompleteReissue {
    fn validate(&self) -> Result<()> {
        require!(support::now()? >= self.reissue.ready_at, MembershipError::ReissueNotReady);
        require!(self.citizen.status == STATUS_ACTIVE, MembershipError::NotActive);
        require!(self.citizen.passport == support::NOBODY, MembershipError::PassportNotBurnt);
        // The nation's account is not needed: serial, term and tier stay, so the census does too.
        Ok(())
    }

    pub(crate) fn complete_reissue(&mut self, bump: u8) -> Result<()> {
        self.validate()?;
        let wallet = *self.new_wallet.address();
        let rent_payer = *self.payer.address();
        let old = &self.citizen;
        *self.new_citizen = Citizen {
            nation: old.nation,
            wallet,
            passport: support::NOBODY,
            rent_payer,
            serial: old.serial,
            delegate: old.delegate,
            joined_at: old.joined_at,
            expires_at: old.expires_at,
            suspended_until: old.suspended_until,
            charter_version: old.charter_version,
            status: old.status,
            tier: old.tier,
            version: Citizen::VERSION,
            bump,
            passport_payer: support::NOBODY,
            reserved: old.reserved,
        };
        emit!(ReissueCompleted { nation: old.nation, wallet, serial: old.serial });
        Ok(())
    }
}
