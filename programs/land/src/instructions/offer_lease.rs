use crate::error::LandError;
use crate::escrow::{self, Escrow};
use crate::event::LeaseChanged;
use crate::landlord::Landlord;
use crate::state::{Lease, LeaseTerms, MAX_OFFER_SECONDS, MAX_PASSING_SECONDS, NO_SERIAL, Parcel};
use crate::treasury;
use anchor_lang::prelude::*;
use membership::state::{Citizen, Nation, Office};
use support::mint;

/// Accounts of `offer_lease`.
#[derive(Accounts)]
pub struct OfferLease {
    /// Pays the rent of lease and escrow, and gets it back when they are closed; may be the landlord.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    /// The landlord.
    pub landlord: Signer,
    /// The nation.
    pub nation: Account<Nation>,
    /// The parcel.
    #[account(mut)]
    pub parcel: Account<Parcel>,
    /// The parcel's steward office, when its holder acts.
    pub office: Option<Account<Office>>,
    /// The holder's citizenship.
    pub citizen: Option<Account<Citizen>>,
    /// The lease, created here.
    #[account(
        init,
        payer = payer,
        seeds = [b"lease", parcel.address().as_ref(), &parcel.next_lease.to_le_bytes()],
        bump
    )]
    pub lease: Account<Lease>,
    /// Will hold the lease's money; created here.
    #[account(mut, seeds = [b"escrow", lease.address().as_ref()], bump)]
    pub escrow: UncheckedAccount,
    /// The treasury's ledger of the mint, where rent will go.
    pub ledger: UncheckedAccount,
    /// What the lease is paid in; the System program for SOL.
    pub mint: UncheckedAccount,
    /// The mint's program; the System program for SOL.
    pub token_program: UncheckedAccount,
    /// Creates the accounts.
    pub system_program: Program<System>,
}

impl OfferLease {
    fn validate(&self, terms: &LeaseTerms, tenant: &Address, expires_at: i64, now: i64) -> Result<()> {
        let landlord = Landlord {
            signer: self.landlord.address(),
            nation: &self.nation,
            parcel: &self.parcel,
            office: &self.office,
            citizen: &self.citizen,
        };
        landlord.check(now)?;
        terms.check()?;
        // Neither a steward nor a founder binds the nation for long beyond their own time.
        let passing = self.office.is_some() || self.nation.authority == self.nation.founder;
        require!(!passing || terms.longest() <= MAX_PASSING_SECONDS, LandError::LeaseTooLong);
        require!(
            expires_at > now && expires_at.saturating_sub(now) <= MAX_OFFER_SECONDS,
            LandError::OfferExpiryOutOfRange
        );
        require!(terms.by_auction == 0 || *tenant == support::NOBODY, LandError::AuctionInvites);
        treasury::check_ledger(self.ledger.account(), self.nation.address(), self.mint.address())?;
        let asset = escrow::asset(&self.mint, &self.token_program)?;
        require!(asset.is_sol() || mint::is_escrowable(self.mint.account()), LandError::MintRefused);
        Ok(())
    }

    pub(crate) fn offer_lease(
        &mut self,
        terms: &LeaseTerms,
        tenant: &Address,
        expires_at: i64,
        bumps: &OfferLeaseBumps,
    ) -> Result<()> {
        let now = support::now()?;
        self.validate(terms, tenant, expires_at, now)?;
        let parcel = &mut self.parcel;
        parcel.occupy(self.lease.address())?;
        let number = parcel.next_lease;
        parcel.next_lease = number.checked_add(1).ok_or(LandError::ArithmeticOverflow)?;
        parcel.invariant()?;

        // A fresh account is all zeros: what is not named here is zero, and the state is `STATE_OFFERED`.
        let lease = &mut self.lease;
        lease.nation = *self.nation.address();
        lease.parcel = *parcel.address();
        lease.tenant = *tenant;
        lease.tenant_serial = NO_SERIAL;
        lease.buyer_serial = NO_SERIAL;
        lease.mint = *self.mint.address();
        lease.escrow = *self.escrow.address();
        lease.rent_payer = *self.payer.address();
        lease.offer_expires_at = expires_at;
        lease.terms = *terms;
        lease.number = number;
        lease.escrow_bump = bumps.escrow;
        lease.version = Lease::VERSION;
        lease.bump = bumps.lease;
        lease.reserve = Escrow {
            asset: escrow::asset(&self.mint, &self.token_program)?,
            view: self.escrow.account(),
            owner: lease.address(),
            bump: bumps.escrow,
            reserve: 0,
        }
        .create(&self.payer)?;
        lease.invariant()?;
        emit!(LeaseChanged::of(lease, now));
        Ok(())
    }
}
