use crate::error::MembershipError;
use crate::event::PassportBurnt;
use crate::state::{Citizen, Nation, Reissue};
use crate::token::{self, Destroy};
use anchor_lang::prelude::*;
use rules::eligibility::STATUS_ACTIVE;

/// Accounts of `burn_passport`.
#[derive(Accounts)]
pub struct BurnPassport {
    /// The citizen's wallet; anyone, once the citizenship has ended or its reissue is ready.
    pub caller: Signer,
    /// The nation.
    pub nation: Account<Nation>,
    /// The citizen.
    #[account(
        mut,
        constraint = citizen.nation == *nation.address() @ MembershipError::WrongNation,
        constraint = citizen.passport != support::NOBODY @ MembershipError::PassportMissing,
    )]
    pub citizen: Account<Citizen>,
    /// The citizen's reissue, for whoever relies on it.
    #[account(constraint = reissue.citizen == *citizen.address() @ MembershipError::WrongReissue)]
    pub reissue: Option<Account<Reissue>>,
    /// The passport's mint.
    #[account(mut, constraint = *passport.address() == citizen.passport @ MembershipError::WrongPassport)]
    pub passport: UncheckedAccount,
    /// The token account that holds it. Looked at only while the token exists: the holder may have
    /// burnt it already.
    #[account(mut)]
    pub holding: UncheckedAccount,
    /// Gets the mint's rent back.
    #[account(mut, unsafe(dup), address = citizen.passport_payer @ MembershipError::WrongRentPayer)]
    pub rent_payer: UncheckedAccount,
    /// Token-2022.
    pub token_program: Program<Token2022>,
}

impl BurnPassport {
    /// Checks who may do it, and returns how much there is to burn: one token or none.
    fn validate(&self) -> Result<u64> {
        let (citizen, now) = (&self.citizen, support::now()?);
        let may_burn = *self.caller.address() == citizen.wallet
            || citizen.status != STATUS_ACTIVE
            || self.reissue.as_ref().is_some_and(|reissue| now >= reissue.ready_at);
        require!(may_burn, MembershipError::PassportValid);
        let supply = token::supply(self.passport.account()).ok_or(MembershipError::WrongPassport)?;
        require!(
            supply == 0 || token::holds_the_one(self.holding.account(), self.passport.address()),
            MembershipError::WrongPassportHolder
        );
        Ok(supply)
    }

    pub(crate) fn burn_passport(&mut self) -> Result<()> {
        let supply = self.validate()?;
        let (nation, passport) = (*self.nation.address(), *self.passport.address());
        Destroy {
            nation: &self.nation,
            passport: &self.passport,
            holding: &self.holding,
            rent_payer: &self.rent_payer,
        }
        .destroy(supply, &[Nation::SEED, self.nation.slug(), &[self.nation.bump]]);
        self.citizen.passport = support::NOBODY;
        self.citizen.passport_payer = support::NOBODY;
        emit!(PassportBurnt { nation, passport, serial: self.citizen.serial });
        Ok(())
    }
}
