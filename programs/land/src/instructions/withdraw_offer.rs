use crate::error::LandError;
use crate::event::LeaseChanged;
use crate::landlord::Landlord;
use crate::state::{AUCTION_BID, Lease, Parcel, STATE_OFFERED};
use anchor_lang::prelude::*;
use membership::state::{Citizen, Nation, Office};

/// Accounts of `withdraw_offer`.
#[derive(Accounts)]
pub struct WithdrawOffer {
    /// The landlord; anyone once the offer has lapsed.
    pub signer: Signer,
    /// The nation.
    #[account(address = lease.nation @ LandError::WrongNation)]
    pub nation: Account<Nation>,
    /// The parcel.
    #[account(mut, address = lease.parcel @ LandError::WrongParcel)]
    pub parcel: Account<Parcel>,
    /// The parcel's steward office, when its holder acts.
    pub office: Option<Account<Office>>,
    /// The holder's citizenship.
    pub citizen: Option<Account<Citizen>>,
    /// The lease.
    #[account(mut)]
    pub lease: Account<Lease>,
}

impl WithdrawOffer {
    fn validate(&self, now: i64) -> Result<()> {
        require!(self.lease.state == STATE_OFFERED, LandError::NotOffered);
        require!(self.lease.auction != AUCTION_BID, LandError::BidsMade);
        if now >= self.lease.offer_expires_at {
            return Ok(());
        }
        let landlord = Landlord {
            signer: self.signer.address(),
            nation: &self.nation,
            parcel: &self.parcel,
            office: &self.office,
            citizen: &self.citizen,
        };
        landlord.check(now)
    }

    pub(crate) fn withdraw_offer(&mut self) -> Result<()> {
        let now = support::now()?;
        self.validate(now)?;
        self.lease.withdraw(now)?;
        self.parcel.free(self.lease.address())?;
        self.lease.invariant()?;
        emit!(LeaseChanged::of(&self.lease, now));
        Ok(())
    }
}
