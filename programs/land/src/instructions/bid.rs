use crate::citizen;
use crate::error::LandError;
use crate::escrow::{self, Escrow};
use crate::event::AuctionChanged;
use crate::state::{AUCTION_BID, Auction, Bid, Lease, STATE_OFFERED};
use anchor_lang::prelude::*;
use membership::state::Citizen;
use rules::auction::Accepted;

/// Accounts of `bid`.
#[derive(Accounts)]
pub struct PlaceBid {
    /// Pays the rent of a bid that is new; may be the bidder.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    /// Who bids, and owns `source`.
    pub bidder: Signer,
    /// What is taken from: the bidder for SOL, a token account of the bidder's else.
    #[account(mut, unsafe(dup))]
    pub source: UncheckedAccount,
    /// The bidder's citizenship.
    pub citizen: Account<Citizen>,
    /// The lease.
    #[account(mut)]
    pub lease: Account<Lease>,
    /// Its auction.
    #[account(mut, constraint = auction.lease == *lease.address() @ LandError::WrongAuction)]
    pub auction: Account<Auction>,
    /// The wallet's bid. It may exist: auction and bidder are in its address and are checked again, the rent
    /// payer stays.
    #[account(init_if_needed, payer = payer, seeds = [b"bid", auction, bidder], bump)]
    pub bid: Account<Bid>,
    /// The lease's escrow.
    #[account(mut, address = lease.escrow @ LandError::WrongEscrow)]
    pub escrow: UncheckedAccount,
    /// The mint.
    #[account(address = lease.mint @ LandError::WrongMint)]
    pub mint: UncheckedAccount,
    /// The mint's program.
    pub token_program: UncheckedAccount,
    /// Creates the account, and moves SOL.
    pub system_program: Program<System>,
}

impl PlaceBid {
    /// Everything that may refuse the bid; returns the auction after it, and what the bidder has to have in
    /// escrow.
    fn validate(&self, amount: u64, now: i64) -> Result<(Accepted, u64)> {
        let (lease, auction, bid) = (&self.lease, &self.auction, &self.bid);
        // Once the auction is settled the lease is on offer no more.
        require!(lease.state == STATE_OFFERED, LandError::NotOffered);
        // The bid is the taking of the lease: settling does not look at the citizen again.
        citizen::check_in_good_standing(&self.citizen, self.bidder.address(), &lease.nation, now)?;
        require!(
            bid.version == 0 || (bid.auction == *auction.address() && bid.bidder == *self.bidder.address()),
            LandError::WrongBid
        );
        let accepted = auction.rules().bid(now, amount).map_err(LandError::from)?;
        let whole = amount.checked_add(lease.terms.deposit).ok_or(LandError::ArithmeticOverflow)?;
        Ok((accepted, whole))
    }

    pub(crate) fn bid(&mut self, amount: u64, bump: u8) -> Result<()> {
        let now = support::now()?;
        let (accepted, whole) = self.validate(amount, now)?;
        let bid = &mut self.bid;
        if bid.version == 0 {
            bid.auction = *self.auction.address();
            bid.bidder = *self.bidder.address();
            bid.rent_payer = *self.payer.address();
            bid.version = Bid::VERSION;
            bid.bump = bump;
            self.auction.open_bids =
                self.auction.open_bids.checked_add(1).ok_or(LandError::ArithmeticOverflow)?;
        }
        // What this wallet has in escrow, from a bid that was outbid or from the one that leads, counts. It is
        // always less: every bid raises, and the deposit stays the same.
        let missing = whole.checked_sub(bid.escrowed).ok_or(LandError::ArithmeticOverflow)?;
        bid.escrowed = whole;
        bid.serial = self.citizen.serial;

        let lease = &mut self.lease;
        lease.held = Escrow {
            asset: escrow::asset(&self.mint, &self.token_program)?,
            view: &self.escrow,
            owner: lease.address(),
            bump: lease.escrow_bump,
            reserve: lease.reserve,
        }
        .take(&self.source, &self.bidder, missing, lease.held)?;
        lease.auction = AUCTION_BID;
        lease.invariant()?;

        let auction = &mut self.auction;
        auction.set_rules(&accepted.auction);
        auction.leader = *self.bidder.address();
        auction.leader_serial = self.citizen.serial;
        auction.invariant()?;
        emit!(AuctionChanged::of(auction));
        Ok(())
    }
}
