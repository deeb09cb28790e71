use crate::error::MembershipError;
use crate::event::OfficeFilled;
use crate::state::{Citizen, MAX_OFFICE_TERM, Nation, Office};
use anchor_lang::prelude::*;
use rules::eligibility::in_good_standing;

/// Accounts of `appoint`.
#[derive(Accounts)]
#[instruction(title: &str)]
pub struct Appoint {
    /// Pays the rent of an office that is new; may be the authority.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    /// The nation's authority.
    pub authority: Signer,
    /// The nation.
    pub nation: Account<Nation>,
    /// Who shall hold the office.
    #[account(constraint = citizen.nation == *nation.address() @ MembershipError::WrongNation)]
    pub citizen: Account<Citizen>,
    /// The office. It may exist: nation and title are in its address and are checked again, the rent
    /// payer stays, and everything else is written anew.
    #[account(
        init_if_needed,
        payer = payer,
        seeds = [b"office", nation, Office::padded_title(title)],
        bump,
    )]
    pub office: Account<Office>,
    /// The system program.
    pub system_program: Program<System>,
}

impl Appoint {
    fn validate(&self, title: &[u8; 32], term_ends_at: i64, now: i64) -> Result<()> {
        self.nation.check_authority(self.authority.address(), now)?;
        require!(*title != [0; 32], MembershipError::TitleInvalid);
        require!(
            term_ends_at > now && term_ends_at <= now.saturating_add(MAX_OFFICE_TERM),
            MembershipError::OfficeTermOutOfRange
        );
        in_good_standing(&self.citizen.standing(), now).map_err(MembershipError::from)?;
        if self.office.version != 0 {
            require!(self.office.nation == *self.nation.address(), MembershipError::WrongNation);
            require!(self.office.title == *title, MembershipError::TitleInvalid);
        }
        Ok(())
    }

    pub(crate) fn appoint(&mut self, title: &str, term_ends_at: i64, bump: u8) -> Result<()> {
        let now = support::now()?;
        let title = Office::padded_title(title);
        self.validate(&title, term_ends_at, now)?;
        let nation = *self.nation.address();
        let rent_payer =
            if self.office.version == 0 { *self.payer.address() } else { self.office.rent_payer };
        *self.office = Office {
            nation,
            holder: self.citizen.wallet,
            rent_payer,
            serial: self.citizen.serial,
            appointed_at: now,
            term_ends_at,
            title,
            version: Office::VERSION,
            bump,
            padding: [0; 6],
            reserved: [0; 32],
        };
        emit!(OfficeFilled {
            nation,
            office: *self.office.address(),
            serial: self.citizen.serial,
            term_ends_at,
        });
        Ok(())
    }
}
