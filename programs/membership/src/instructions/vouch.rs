use crate::error::MembershipError;
use crate::event::Vouched;
use crate::state::{ADMISSION_VOUCHED, Application, Citizen, MAX_VOUCHES, Nation};
use anchor_lang::prelude::*;
use rules::eligibility::in_good_standing;

/// Accounts of `vouch`.
#[derive(Accounts)]
pub struct Vouch {
    /// Wallet of the citizen who vouches.
    #[account(address = voucher.wallet @ MembershipError::WrongWallet)]
    pub wallet: Signer,
    /// The nation.
    pub nation: Account<Nation>,
    /// The citizen who vouches.
    #[account(constraint = voucher.nation == *nation.address() @ MembershipError::WrongNation)]
    pub voucher: Account<Citizen>,
    /// The application.
    #[account(mut, constraint = application.nation == *nation.address() @ MembershipError::WrongNation)]
    pub application: Account<Application>,
}

impl Vouch {
    fn validate(&self) -> Result<()> {
        require!(self.nation.admission == ADMISSION_VOUCHED, MembershipError::NotVouchedAdmission);
        in_good_standing(&self.voucher.standing(), support::now()?).map_err(MembershipError::from)?;
        let given = self.application.vouchers.iter().take(usize::from(self.application.vouches));
        require!(
            given.into_iter().all(|serial| *serial != self.voucher.serial),
            MembershipError::AlreadyVouched
        );
        require!(usize::from(self.application.vouches) < MAX_VOUCHES, MembershipError::VouchesFull);
        Ok(())
    }

    pub(crate) fn vouch(&mut self) -> Result<()> {
        self.validate()?;
        let serial = self.voucher.serial;
        let application = &mut self.application;
        let place = usize::from(application.vouches);
        *application.vouchers.get_mut(place).ok_or(MembershipError::VouchesFull)? = serial;
        application.vouches = application.vouches.checked_add(1).ok_or(MembershipError::VouchesFull)?;
        emit!(Vouched { nation: application.nation, wallet: application.wallet, voucher: serial });
        Ok(())
    }
}
