use crate::error::LandError;
use crate::event::ParcelChanged;
use crate::state::{Parcel, ParcelVersion, Registry};
use anchor_lang::prelude::*;
use membership::state::Nation;

/// Accounts of the instructions that supersede what is known of a parcel: `amend_parcel`, `retire_parcel`.
#[derive(Accounts)]
pub struct Supersede {
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
    /// The parcel.
    #[account(mut, constraint = parcel.registry == *registry.address() @ LandError::WrongNation)]
    pub parcel: Account<Parcel>,
    /// Keeps the superseded version; created here.
    #[account(
        init,
        payer = payer,
        seeds = [b"version", parcel.address().as_ref(), &parcel.facts_version.to_le_bytes()],
        bump
    )]
    pub version: Account<ParcelVersion>,
    /// Creates the account.
    pub system_program: Program<System>,
}

impl Supersede {
    pub(super) fn validate(&self, now: i64) -> Result<()> {
        self.nation.check_authority(self.authority.address(), now)
    }

    /// Puts the present version aside, and begins the next.
    pub(super) fn supersede(&mut self, now: i64, bump: u8) -> Result<()> {
        let (parcel, version) = (&mut self.parcel, &mut self.version);
        version.parcel = *parcel.address();
        version.rent_payer = *self.payer.address();
        version.from = parcel.version_since;
        version.until = now;
        version.facts = parcel.facts;
        version.number = parcel.facts_version;
        version.retired = parcel.retired;
        version.version = ParcelVersion::VERSION;
        version.bump = bump;
        parcel.version_since = now;
        parcel.facts_version = parcel.facts_version.checked_add(1).ok_or(LandError::ArithmeticOverflow)?;
        Ok(())
    }

    pub(crate) fn retire_parcel(&mut self, bump: u8) -> Result<()> {
        let now = support::now()?;
        self.validate(now)?;
        require!(!self.parcel.is_retired(), LandError::ParcelRetired);
        require!(self.parcel.is_free(), LandError::ParcelTaken);
        self.supersede(now, bump)?;
        let parcel = &mut self.parcel;
        parcel.retired = 1;
        self.registry.remove(&parcel.facts)?;
        self.registry.invariant()?;
        parcel.invariant()?;
        emit!(ParcelChanged::of(parcel));
        Ok(())
    }
}
