use crate::error::MembershipError;
use crate::event::CitizenClosed;
use crate::state::{Citizen, Nation};
use anchor_lang::prelude::*;
use rules::eligibility::{STATUS_ACTIVE, STATUS_REVOKED};

/// Accounts of `close_citizen`.
#[derive(Accounts)]
pub struct CloseCitizen {
    /// Anyone, for a citizenship that was renounced; the nation's authority, for one it revoked.
    pub caller: Signer,
    /// The nation.
    pub nation: Account<Nation>,
    /// The citizen.
    #[account(
        mut,
        close = rent_payer,
        constraint = citizen.nation == *nation.address() @ MembershipError::WrongNation,
    )]
    pub citizen: Account<Citizen>,
    /// Where a pending reissue would be: it must not outlive the citizenship it was ordered for, or it
    /// would apply to the next one of the same wallet.
    #[account(seeds = [b"reissue", citizen], bump)]
    pub reissue: UncheckedAccount,
    /// Gets the rent back.
    #[account(mut, unsafe(dup), address = citizen.rent_payer @ MembershipError::WrongRentPayer)]
    pub rent_payer: UncheckedAccount,
}

impl CloseCitizen {
    fn validate(&self) -> Result<()> {
        let (citizen, now) = (&self.citizen, support::now()?);
        require!(citizen.status != STATUS_ACTIVE, MembershipError::StillActive);
        require!(!self.reissue.account().owned_by(&crate::ID), MembershipError::ReissuePending);
        if citizen.status == STATUS_REVOKED {
            // Closing lets the wallet join again, so for the revoked it is a pardon.
            self.nation.check_authority(self.caller.address(), now)?;
        } else {
            require!(now >= citizen.suspended_until, MembershipError::Suspended);
        }
        require!(citizen.passport == support::NOBODY, MembershipError::PassportNotBurnt);
        Ok(())
    }

    pub(crate) fn close_citizen(&mut self) -> Result<()> {
        self.validate()?;
        emit!(CitizenClosed {
            nation: *self.nation.address(),
            wallet: self.citizen.wallet,
            serial: self.citizen.serial,
        });
        Ok(())
    }
}
