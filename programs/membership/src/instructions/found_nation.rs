use crate::error::MembershipError;
use crate::event::NationFounded;
use crate::state::{MAX_FOUNDING, Nation};
use crate::token;
use anchor_lang::prelude::*;
use rules::census;
use support::text;

/// Accounts of `found_nation`.
#[derive(Accounts)]
#[instruction(slug: &str)]
pub struct FoundNation {
    /// Who founds the nation and pays for it.
    #[account(mut)]
    pub founder: Signer,
    /// The new nation.
    #[account(init, payer = founder, seeds = [b"nation", slug], bump)]
    pub nation: Account<Nation>,
    /// The group mint of its passports.
    #[account(mut, seeds = [b"passport_group", nation], bump)]
    pub passport_group: UncheckedAccount,
    /// Token-2022.
    pub token_program: Program<Token2022>,
    /// The system program.
    pub system_program: Program<System>,
}

/// What the founder chooses.
pub(crate) struct Founding<'a> {
    pub slug: &'a str,
    pub charter_hash: [u8; 32],
    pub charter_uri: &'a str,
    pub founder_sunset: i64,
    pub successor: Address,
    pub admission: u8,
    pub vouches_required: u8,
    pub term_seconds: i64,
    pub bucket_seconds: i64,
    pub dues_mint: Address,
    pub dues_amount: u64,
}

impl FoundNation {
    fn validate(&self, founding: &Founding<'_>, now: i64) -> Result<()> {
        require!(text::is_slug(founding.slug), MembershipError::SlugInvalid);
        require!(
            founding.founder_sunset > now && founding.founder_sunset <= now.saturating_add(MAX_FOUNDING),
            MembershipError::SunsetOutOfRange
        );
        // That the successor is an executor is not checked: its governor may be created later.
        require!(
            founding.successor != support::NOBODY && founding.successor != *self.founder.address(),
            MembershipError::SuccessorInvalid
        );
        Nation::check_admission(founding.admission, founding.vouches_required)?;
        census::check_term(founding.term_seconds, founding.bucket_seconds).map_err(MembershipError::from)?;
        Ok(())
    }

    pub(crate) fn found_nation(&mut self, founding: &Founding<'_>, bumps: &FoundNationBumps) -> Result<()> {
        let now = support::now()?;
        self.validate(founding, now)?;
        self.write(founding, now, bumps.nation)?;
        self.create_group(founding.slug, bumps)?;
        emit!(NationFounded {
            nation: *self.nation.address(),
            founder: *self.founder.address(),
            founder_sunset: founding.founder_sunset,
        });
        Ok(())
    }

    /// Field by field, because a nation is too long to build on the stack first. What is left out is
    /// zero: no court, no treasury, nobody proposed, nobody counted.
    fn write(&mut self, founding: &Founding<'_>, now: i64, bump: u8) -> Result<()> {
        let founder = *self.founder.address();
        let nation = &mut self.nation;
        nation.authority = founder;
        nation.founder = founder;
        nation.successor = founding.successor;
        nation.passport_group = *self.passport_group.address();
        nation.dues_mint = founding.dues_mint;
        nation.dues_amount = founding.dues_amount;
        nation.founder_sunset = founding.founder_sunset;
        nation.founded_at = now;
        nation.charter_adopted_at = now;
        nation.term_seconds = founding.term_seconds;
        nation.bucket_seconds = founding.bucket_seconds;
        nation.census_first = census::first_alive(now, founding.bucket_seconds);
        nation.charter_hash = founding.charter_hash;
        nation.charter_version = 1;
        nation.vouches_required = founding.vouches_required;
        nation.admission = founding.admission;
        nation.version = Nation::VERSION;
        nation.bump = bump;
        nation.slug = text::padded(founding.slug).ok_or(MembershipError::SlugInvalid)?;
        nation.charter_uri = text::padded(founding.charter_uri).ok_or(MembershipError::CharterUriInvalid)?;
        nation.invariant()
    }

    fn create_group(&mut self, slug: &str, bumps: &FoundNationBumps) -> Result<()> {
        let nation = *self.nation.address();
        token::create_group(
            &self.founder,
            &self.nation,
            &self.passport_group,
            &[b"passport_group", nation.as_ref(), &[bumps.passport_group]],
            &[Nation::SEED, slug.as_bytes(), &[bumps.nation]],
        )
    }
}
