use crate::error::DiplomacyError;
use crate::event::VisaChanged;
use crate::state::{Treaty, Visa};
use anchor_lang::prelude::*;
use membership::state::Citizen;
use rules::eligibility::in_good_standing;

/// Accounts of `issue_visa`.
#[derive(Accounts)]
pub struct IssueVisa {
    /// Pays the rent of a visa that is new; may be the citizen.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    /// The citizen's wallet.
    #[account(address = citizen.wallet @ DiplomacyError::WrongWallet)]
    pub wallet: Signer,
    /// Who wants to visit.
    pub citizen: Account<Citizen>,
    /// The treaty.
    pub treaty: Account<Treaty>,
    /// The visa. It may exist: treaty, home and serial are in its address, the rent payer and an expulsion stay,
    /// and everything else is written anew.
    #[account(
        init_if_needed,
        payer = payer,
        seeds = [
            b"visa",
            treaty.address().as_ref(),
            citizen.nation.as_ref(),
            &citizen.serial.to_le_bytes(),
        ],
        bump
    )]
    pub visa: Account<Visa>,
    /// Creates the account.
    pub system_program: Program<System>,
}

impl IssueVisa {
    fn validate(&self, until: i64, now: i64) -> Result<()> {
        in_good_standing(&self.citizen.standing(), now).map_err(DiplomacyError::from)?;
        self.treaty.check_visit(until, now)?;
        require!(until <= self.citizen.expires_at, DiplomacyError::VisitBeyondTerm);
        require!(!self.visa.is_expelled(), DiplomacyError::Expelled);
        Ok(())
    }

    pub(crate) fn issue_visa(&mut self, until: i64, bump: u8) -> Result<()> {
        let now = support::now()?;
        let host = *self.treaty.other_than(&self.citizen.nation).ok_or(DiplomacyError::NotParty)?;
        self.validate(until, now)?;
        let rent_payer = if self.visa.version == 0 { *self.payer.address() } else { self.visa.rent_payer };
        *self.visa = Visa {
            treaty: *self.treaty.address(),
            home: self.citizen.nation,
            host,
            wallet: self.citizen.wallet,
            rent_payer,
            serial: self.citizen.serial,
            from: now,
            until,
            expelled: 0,
            version: Visa::VERSION,
            bump,
            padding: [0; 5],
            reserved: [0; 32],
        };
        emit!(VisaChanged::of(&self.visa, false));
        Ok(())
    }
}
