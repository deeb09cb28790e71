use crate::error::LandError;
use crate::escrow::{self, Escrow};
use crate::event::BidReclaimed;
use crate::owner;
use crate::state::{Auction, Bid, Lease};
use anchor_lang::prelude::*;
use membership::state::Citizen;

/// Accounts of `reclaim_bid`.
#[derive(Accounts)]
pub struct ReclaimBid {
    /// The bidder's wallet, or the bidder's present one after a reissue.
    pub owner: Signer,
    /// The bidder's citizenship, after a reissue.
    pub citizen: Option<Account<Citizen>>,
    /// The lease.
    #[account(mut)]
    pub lease: Account<Lease>,
    /// Its auction.
    #[account(mut, constraint = auction.lease == *lease.address() @ LandError::WrongAuction)]
    pub auction: Account<Auction>,
    /// The bid.
    #[account(
        mut,
        close = rent_payer,
        constraint = bid.auction == *auction.address() @ LandError::WrongBid
    )]
    pub bid: Account<Bid>,
    /// Who paid the bid's rent.
    #[account(mut, unsafe(dup), address = bid.rent_payer @ LandError::WrongRentPayer)]
    pub rent_payer: UncheckedAccount,
    /// The lease's escrow.
    #[account(mut, address = lease.escrow @ LandError::WrongEscrow)]
    pub escrow: UncheckedAccount,
    /// Where the owner wants the money: any wallet for SOL, any token account else.
    #[account(mut, unsafe(dup))]
    pub destination: UncheckedAccount,
    /// The mint.
    #[account(address = lease.mint @ LandError::WrongMint)]
    pub mint: UncheckedAccount,
    /// The mint's program.
    pub token_program: UncheckedAccount,
}

impl ReclaimBid {
    fn validate(&self, now: i64) -> Result<()> {
        let (auction, bid) = (&self.auction, &self.bid);
        owner::check(self.owner.address(), &bid.bidder, bid.serial, &auction.nation, &self.citizen)?;
        require!(!auction.binds(&bid.bidder, now), LandError::BidLeads);
        Ok(())
    }

    pub(crate) fn reclaim_bid(&mut self) -> Result<()> {
        self.validate(support::now()?)?;
        let amount = self.bid.escrowed;
        let lease = &mut self.lease;
        lease.held = Escrow {
            asset: escrow::asset(&self.mint, &self.token_program)?,
            view: &self.escrow,
            owner: lease.address(),
            bump: lease.escrow_bump,
            reserve: lease.reserve,
        }
        .pay(&self.destination, amount, lease.held)?;
        lease.invariant()?;
        self.auction.close_bid()?;
        self.auction.invariant()?;
        emit!(BidReclaimed { auction: *self.auction.address(), bidder: self.bid.bidder, amount });
        Ok(())
    }
}
