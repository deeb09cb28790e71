use crate::event::AdmissionSet;
use crate::state::Nation;
use anchor_lang::prelude::*;

/// Accounts of `set_admission`.
#[derive(Accounts)]
pub struct SetAdmission {
    /// The nation's authority.
    pub authority: Signer,
    /// The nation.
    #[account(mut)]
    pub nation: Account<Nation>,
}

impl SetAdmission {
    fn validate(&self, admission: u8, vouches_required: u8) -> Result<()> {
        self.nation.check_authority(self.authority.address(), support::now()?)?;
        // The mint is not looked at: the treasury checks what it is paid in.
        Nation::check_admission(admission, vouches_required)
    }

    pub(crate) fn set_admission(
        &mut self,
        admission: u8,
        vouches_required: u8,
        dues_mint: Address,
        dues_amount: u64,
    ) -> Result<()> {
        self.validate(admission, vouches_required)?;
        let nation = &mut self.nation;
        nation.admission = admission;
        nation.vouches_required = vouches_required;
        nation.dues_mint = dues_mint;
        nation.dues_amount = dues_amount;
        nation.invariant()?;
        emit!(AdmissionSet {
            nation: *nation.address(),
            dues_mint,
            dues_amount,
            admission,
            vouches_required,
            padding: [0; 6],
        });
        Ok(())
    }
}
