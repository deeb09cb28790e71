use crate::error::LandError;
use crate::escrow::{self, Escrow};
use crate::event::{AuctionChanged, LeaseChanged};
use crate::state::{
    Auction, Bid, KIND_HARBERGER, Lease, OUTCOME_SOLD, OUTCOME_UNSOLD, Parcel, Registry, STATE_OFFERED,
};
use crate::treasury::{self, Deposit, INCOME_SALE};
use anchor_lang::prelude::*;
use rules::auction::Outcome;

/// Accounts of `settle_auction`.
#[derive(Accounts)]
pub struct SettleAuction {
    /// The registry.
    #[account(mut, constraint = registry.nation == lease.nation @ LandError::WrongNation)]
    pub registry: Account<Registry>,
    /// The parcel.
    #[account(mut, address = lease.parcel @ LandError::WrongParcel)]
    pub parcel: Account<Parcel>,
    /// The lease.
    #[account(mut)]
    pub lease: Account<Lease>,
    /// Its auction.
    #[account(mut, constraint = auction.lease == *lease.address() @ LandError::WrongAuction)]
    pub auction: Account<Auction>,
    /// The winner's bid; none when nobody wins.
    #[account(mut, close = bid_rent_payer)]
    pub bid: Option<Account<Bid>>,
    /// Who paid the rent of that bid; anybody when nobody wins.
    #[account(mut, unsafe(dup))]
    pub bid_rent_payer: UncheckedAccount,
    /// The lease's escrow.
    #[account(mut, address = lease.escrow @ LandError::WrongEscrow)]
    pub escrow: UncheckedAccount,
    /// The treasury's ledger of the mint; only looked at when there is a winner.
    #[account(mut)]
    pub ledger: UncheckedAccount,
    /// The ledger's holding.
    #[account(mut)]
    pub holding: UncheckedAccount,
    /// The mint.
    #[account(address = lease.mint @ LandError::WrongMint)]
    pub mint: UncheckedAccount,
    /// The mint's program.
    pub token_program: UncheckedAccount,
    /// The treasury.
    #[account(address = ::treasury::ID @ LandError::WrongProgram)]
    pub treasury_program: UncheckedAccount,
}

impl SettleAuction {
    /// Checks that the auction is over; returns the premium if somebody won.
    fn validate(&self, now: i64) -> Result<Option<u64>> {
        let (lease, auction) = (&self.lease, &self.auction);
        let outcome = auction.outcome_at(now)?;
        require!(lease.state == STATE_OFFERED, LandError::NotOffered);
        let premium = match outcome {
            Outcome::Open => return Err(LandError::AuctionRunning.into()),
            Outcome::Sold(premium) => premium,
            Outcome::Unsold | Outcome::Lapsed => {
                // The bid of a sale that lapsed is its bidder's to take back.
                require!(self.bid.is_none(), LandError::WrongBid);
                return Ok(None);
            }
        };
        let bid = self.bid.as_ref().ok_or(LandError::WrongBid)?;
        require!(bid.auction == *auction.address() && bid.bidder == auction.leader, LandError::WrongBid);
        require!(bid.rent_payer == *self.bid_rent_payer.address(), LandError::WrongRentPayer);
        require!(premium.checked_add(lease.terms.deposit) == Some(bid.escrowed), LandError::AuctionInvariant);
        let holding = treasury::check_ledger(&self.ledger, &lease.nation, &lease.mint)?;
        require!(holding == *self.holding.address(), LandError::WrongHolding);
        Ok(Some(premium))
    }

    pub(crate) fn settle_auction(&mut self) -> Result<()> {
        let now = support::now()?;
        match self.validate(now)? {
            Some(premium) => self.sell(premium, now)?,
            None => {
                self.lease.withdraw(now)?;
                self.parcel.free(self.lease.address())?;
                self.auction.outcome = OUTCOME_UNSOLD;
            }
        }
        self.lease.invariant()?;
        self.auction.invariant()?;
        emit!(AuctionChanged::of(&self.auction));
        emit!(LeaseChanged::of(&self.lease, now));
        Ok(())
    }

    /// The winner becomes the tenant: the bid's deposit is the lease's from now on, the premium the treasury's.
    fn sell(&mut self, premium: u64, now: i64) -> Result<()> {
        let (lease, auction) = (&mut self.lease, &mut self.auction);
        // Whoever bids on a declared price declares what they bid.
        let price = if lease.terms.kind == KIND_HARBERGER { premium } else { 0 };
        lease.activate(auction.leader, auction.leader_serial, price, now)?;
        auction.outcome = OUTCOME_SOLD;
        auction.close_bid()?;
        self.registry.lease_began()?;
        let deposit = Deposit {
            payer: &self.escrow,
            source: &self.escrow,
            ledger: &self.ledger,
            holding: &self.holding,
            mint: &self.mint,
            token_program: &self.token_program,
        };
        lease.held = Escrow {
            asset: escrow::asset(&self.mint, &self.token_program)?,
            view: &self.escrow,
            owner: lease.address(),
            bump: lease.escrow_bump,
            reserve: lease.reserve,
        }
        .deposit(&deposit, INCOME_SALE, premium, lease.held)?;
        Ok(())
    }
}
