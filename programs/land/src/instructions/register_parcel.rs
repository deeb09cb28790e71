use crate::error::LandError;
use crate::event::ParcelChanged;
use crate::state::{CELL_RESOLUTION, Facts, Parcel, Registry};
use anchor_lang::prelude::*;
use membership::state::Nation;
use rules::cell;
use support::text;

/// Accounts of `register_parcel`.
#[derive(Accounts)]
#[instruction(cell: u64)]
pub struct RegisterParcel {
    /// Pays the rent; may be the authority.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    /// The nation's authority.
    pub authority: Signer,
    /// The nation.
    #[account(address = registry.nation @ LandError::WrongNation)]
    pub nation: Account<Nation>,
    /// The registry.
    #[account(mut)]
    pub registry: Account<Registry>,
    /// The parcel, created here.
    #[account(
        init,
        payer = payer,
        seeds = [b"parcel", registry.address().as_ref(), &cell.to_le_bytes()],
        bump
    )]
    pub parcel: Account<Parcel>,
    /// Creates the account.
    pub system_program: Program<System>,
}

/// What a parcel is said to be, as it comes in.
pub struct Description<'a> {
    pub area: u64,
    pub latitude_e7: i32,
    pub longitude_e7: i32,
    pub jurisdiction: [u8; 6],
    pub tenure: u8,
    pub steward: Address,
    pub boundary_hash: [u8; 32],
    pub title_hash: [u8; 32],
    pub boundary_uri: &'a str,
    pub title_uri: &'a str,
}

impl Description<'_> {
    /// Writes the facts where they belong, and checks them.
    pub(crate) fn write(&self, facts: &mut Facts) -> Result<()> {
        facts.area = self.area;
        facts.latitude_e7 = self.latitude_e7;
        facts.longitude_e7 = self.longitude_e7;
        facts.jurisdiction = self.jurisdiction;
        facts.tenure = self.tenure;
        facts.steward = self.steward;
        facts.boundary_hash = self.boundary_hash;
        facts.title_hash = self.title_hash;
        facts.boundary_uri = text::padded(self.boundary_uri).ok_or(LandError::TextMalformed)?;
        facts.title_uri = text::padded(self.title_uri).ok_or(LandError::TextMalformed)?;
        facts.check()
    }
}

impl RegisterParcel {
    fn validate(&self, cell: u64, now: i64) -> Result<()> {
        self.nation.check_authority(self.authority.address(), now)?;
        require!(cell::is_cell(cell, CELL_RESOLUTION), LandError::CellInvalid);
        Ok(())
    }

    pub(crate) fn register_parcel(
        &mut self,
        cell: u64,
        description: &Description<'_>,
        bump: u8,
    ) -> Result<()> {
        let now = support::now()?;
        self.validate(cell, now)?;
        // A fresh account is all zeros: what is not named here is zero.
        let parcel = &mut self.parcel;
        parcel.registry = *self.registry.address();
        parcel.nation = *self.nation.address();
        parcel.rent_payer = *self.payer.address();
        parcel.cell = cell;
        parcel.registered_at = now;
        parcel.version_since = now;
        parcel.facts_version = 1;
        parcel.version = Parcel::VERSION;
        parcel.bump = bump;
        description.write(&mut parcel.facts)?;
        self.registry.add(&parcel.facts)?;
        self.registry.invariant()?;
        parcel.invariant()?;
        emit!(ParcelChanged::of(parcel));
        Ok(())
    }
}
