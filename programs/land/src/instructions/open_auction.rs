use crate::error::LandError;
use crate::event::AuctionChanged;
use crate::landlord::Landlord;
use crate::state::{AUCTION_OPEN, Auction, Lease, Parcel, STATE_OFFERED};
use anchor_lang::prelude::*;
use membership::state::{Citizen, Nation, Office};
use rules::auction;

/// Accounts of `open_auction`.
#[derive(Accounts)]
pub struct OpenAuction {
    /// Pays the rent; may be the landlord.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    /// The landlord.
    pub landlord: Signer,
    /// The nation.
    #[account(address = lease.nation @ LandError::WrongNation)]
    pub nation: Account<Nation>,
    /// The parcel.
    #[account(address = lease.parcel @ LandError::WrongParcel)]
    pub parcel: Account<Parcel>,
    /// The parcel's steward office, when its holder acts.
    pub office: Option<Account<Office>>,
    /// The holder's citizenship.
    pub citizen: Option<Account<Citizen>>,
    /// The lease.
    #[account(mut)]
    pub lease: Account<Lease>,
    /// The auction, created here: once, because it cannot be closed while the lease is on offer.
    #[account(init, payer = payer, seeds = [b"auction", lease], bump)]
    pub auction: Account<Auction>,
    /// Creates the account.
    pub system_program: Program<System>,
}

impl OpenAuction {
    fn validate(&self, rules: &auction::Auction, now: i64) -> Result<()> {
        let lease = &self.lease;
        let landlord = Landlord {
            signer: self.landlord.address(),
            nation: &self.nation,
            parcel: &self.parcel,
            office: &self.office,
            citizen: &self.citizen,
        };
        landlord.check(now)?;
        require!(lease.state == STATE_OFFERED, LandError::NotOffered);
        require!(lease.terms.by_auction != 0, LandError::NotByAuction);
        require!(rules.is_sound() && now < rules.closes_at, LandError::AuctionUnsound);
        // So the offer stands as long as anybody can bid, and nobody's bid waits longer than an offer may.
        require!(rules.closes_at_last <= lease.offer_expires_at, LandError::AuctionBeyondOffer);
        Ok(())
    }

    pub(crate) fn open_auction(&mut self, rules: &auction::Auction, bump: u8) -> Result<()> {
        let now = support::now()?;
        self.validate(rules, now)?;
        self.lease.auction = AUCTION_OPEN;
        self.lease.invariant()?;

        // A fresh account is all zeros: what is not named here is zero.
        let auction = &mut self.auction;
        auction.nation = self.lease.nation;
        auction.lease = *self.lease.address();
        auction.rent_payer = *self.payer.address();
        auction.reserve = rules.reserve;
        auction.raise_bps = rules.raise_bps;
        auction.extension = rules.extension;
        auction.opens_at = rules.opens_at;
        auction.closes_at = rules.closes_at;
        auction.closes_at_last = rules.closes_at_last;
        auction.version = Auction::VERSION;
        auction.bump = bump;
        auction.invariant()?;
        emit!(AuctionChanged::of(auction));
        Ok(())
    }
}
