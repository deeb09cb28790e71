use crate::error::MembershipError;
use crate::event::CitizenJoined;
use crate::state::{ADMISSION_OPEN, ADMISSION_VOUCHED, Application, Citizen, Nation};
use anchor_lang::prelude::*;

/// Accounts of `admit`.
#[derive(Accounts)]
pub struct Admit {
    /// Pays the citizen's rent; may be the caller.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    /// The nation's authority; anyone, once enough citizens have vouched.
    pub caller: Signer,
    /// The nation.
    #[account(mut)]
    pub nation: Account<Nation>,
    /// The application.
    #[account(
        mut,
        close = rent_payer,
        constraint = application.nation == *nation.address() @ MembershipError::WrongNation,
    )]
    pub application: Account<Application>,
    /// The new citizen.
    #[account(init, payer = payer, seeds = [b"citizen", nation, application.wallet], bump)]
    pub citizen: Account<Citizen>,
    /// Gets the application's rent back.
    #[account(mut, unsafe(dup), address = application.rent_payer @ MembershipError::WrongRentPayer)]
    pub rent_payer: UncheckedAccount,
    /// The system program.
    pub system_program: Program<System>,
}

impl Admit {
    fn validate(&self, now: i64) -> Result<()> {
        let (nation, application) = (&self.nation, &self.application);
        require!(nation.admission != ADMISSION_OPEN, MembershipError::AdmissionOpen);
        // That those who vouched are still in good standing is not checked again: they were when they
        // gave their word. Nor is the charter: the citizen signed the version noted here, and voting
        // asks for a newer one by itself.
        if nation.admission == ADMISSION_VOUCHED {
            if application.vouches >= nation.vouches_required {
                return Ok(());
            }
            require!(*self.caller.address() == nation.authority, MembershipError::VouchesMissing);
        }
        nation.check_authority(self.caller.address(), now)
    }

    pub(crate) fn admit(&mut self, bump: u8) -> Result<()> {
        let now = support::now()?;
        self.validate(now)?;
        let (nation, wallet) = (*self.nation.address(), self.application.wallet);
        let (serial, expires_at) = self.nation.take_in(now)?;
        *self.citizen = Citizen::new(
            nation,
            wallet,
            *self.payer.address(),
            serial,
            now,
            expires_at,
            self.application.charter_version,
            bump,
        );
        self.nation.invariant()?;
        emit!(CitizenJoined { nation, wallet, serial, expires_at });
        Ok(())
    }
}
