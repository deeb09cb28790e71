use crate::error::LandError;
use crate::state::{Auction, Lease, OUTCOME_OPEN, STATE_OFFERED};
use anchor_lang::prelude::*;

/// Accounts of `close_auction`.
#[derive(Accounts)]
pub struct CloseAuction {
    /// The auction's lease, which may be closed.
    #[account(address = auction.lease @ LandError::WrongLease)]
    pub lease: UncheckedAccount,
    /// The auction.
    #[account(mut, close = rent_payer)]
    pub auction: Account<Auction>,
    /// Who paid its rent.
    #[account(mut, unsafe(dup), address = auction.rent_payer @ LandError::WrongRentPayer)]
    pub rent_payer: UncheckedAccount,
}

impl CloseAuction {
    /// Whether the lease is on offer still. One that is closed is not.
    fn is_offered(&self) -> Result<bool> {
        if !self.lease.owned_by(&crate::ID) {
            return Ok(false);
        }
        Ok(Account::<Lease>::load(*self.lease.account())?.state == STATE_OFFERED)
    }

    pub(crate) fn close_auction(&mut self) -> Result<()> {
        // An offer can be withdrawn while nobody has bid: then there is nothing to settle.
        require!(self.auction.outcome != OUTCOME_OPEN || !self.is_offered()?, LandError::AuctionRunning);
        require!(self.auction.open_bids == 0, LandError::BidsOpen);
        Ok(())
    }
}
