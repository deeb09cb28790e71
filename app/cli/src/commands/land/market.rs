//! Auctions of leases and campaigns for land, for those who bid and pledge.

use crate::Error;
use crate::money::Money;
use crate::nation;
use crate::output::Output;
use crate::sending::{Desk, Sending};
use clap::Args;
use client::addresses;
use client::land::accounts::{Bid as BidAccount, Campaign, Lease, Pledge as PledgeAccount};
use client::land::instructions::{
    Bid as BidFor, BidInstructionArgs, Pledge as PledgeTo, PledgeInstructionArgs, ReclaimBid, ReclaimPledge,
};
use client::treasury::accounts::Ledger;
use solana_address::Address;

/// The money of a mint that a nation's treasury has a ledger of.
fn money(desk: &Desk<'_>, nation: &Address, mint: &Address) -> Result<Money, Error> {
    let ledger = addresses::ledger(&addresses::treasury(nation).0, mint).0;
    let book: Ledger = nation::read(&desk.rpc, &ledger)?;
    Money::at(&desk.rpc, book.mint, book.token_program)
}

/// Arguments of `civitas land bid`.
#[derive(Debug, Args)]
pub struct Bid {
    /// Lease that is auctioned, by its address: civitas land list shows them.
    lease: Address,
    /// How much; the lease's deposit comes on top with the first bid.
    amount: String,
    #[command(flatten)]
    sending: Sending,
}

impl Bid {
    pub(super) fn execute(&self) -> Result<Output, Error> {
        let desk = self.sending.open()?;
        let lease: Lease = nation::read(&desk.rpc, &self.lease)?;
        let money = money(&desk, &lease.nation, &lease.mint)?;
        let bidder = desk.wallet();
        let auction = addresses::auction(&self.lease).0;
        let bid = BidFor {
            payer: desk.payer(),
            bidder,
            source: money.of_wallet(&bidder),
            citizen: addresses::citizen(&lease.nation, &bidder).0,
            lease: self.lease,
            auction,
            bid: addresses::bid(&auction, &bidder).0,
            escrow: lease.escrow,
            mint: money.mint,
            token_program: money.program,
        };
        let amount = money.read(&self.amount)?;
        desk.send(vec![bid.instruction(BidInstructionArgs { amount })])
    }
}

/// Arguments of `civitas land reclaim-bid`.
#[derive(Debug, Args)]
pub struct Unbid {
    /// Lease that was auctioned, by its address.
    lease: Address,
    /// Where to: a wallet for SOL, a token account else. The wallet's own when not given.
    #[arg(long, value_name = "ADDRESS")]
    to: Option<Address>,
    #[command(flatten)]
    sending: Sending,
}

impl Unbid {
    pub(super) fn execute(&self) -> Result<Output, Error> {
        let desk = self.sending.open()?;
        let lease: Lease = nation::read(&desk.rpc, &self.lease)?;
        let money = money(&desk, &lease.nation, &lease.mint)?;
        let owner = desk.wallet();
        let auction = addresses::auction(&self.lease).0;
        let bid = addresses::bid(&auction, &owner).0;
        let account: BidAccount = nation::read(&desk.rpc, &bid)?;
        let reclaim = ReclaimBid {
            owner,
            // Only a bid of another wallet, before a reissue, takes the citizenship to tell whose it is.
            citizen: None,
            lease: self.lease,
            auction,
            bid,
            rent_payer: account.rent_payer,
            escrow: lease.escrow,
            destination: self.to.unwrap_or_else(|| money.of_wallet(&owner)),
            mint: money.mint,
            token_program: money.program,
        };
        desk.send(vec![reclaim.instruction()])
    }
}

/// Arguments of `civitas land pledge`.
#[derive(Debug, Args)]
pub struct Pledge {
    /// Campaign, by its address: civitas land list shows them.
    campaign: Address,
    /// How much.
    amount: String,
    #[command(flatten)]
    sending: Sending,
}

impl Pledge {
    pub(super) fn execute(&self) -> Result<Output, Error> {
        let desk = self.sending.open()?;
        let campaign: Campaign = nation::read(&desk.rpc, &self.campaign)?;
        let money = money(&desk, &campaign.nation, &campaign.mint)?;
        let pledger = desk.wallet();
        let pledge = PledgeTo {
            payer: desk.payer(),
            pledger,
            source: money.of_wallet(&pledger),
            campaign: self.campaign,
            pledge: addresses::pledge(&self.campaign, &pledger).0,
            escrow: campaign.escrow,
            mint: money.mint,
            token_program: money.program,
        };
        let amount = money.read(&self.amount)?;
        desk.send(vec![pledge.instruction(PledgeInstructionArgs { amount })])
    }
}

/// Arguments of `civitas land reclaim-pledge`.
#[derive(Debug, Args)]
pub struct Unpledge {
    /// Campaign, by its address.
    campaign: Address,
    /// Where to: a wallet for SOL, a token account else. The wallet's own when not given.
    #[arg(long, value_name = "ADDRESS")]
    to: Option<Address>,
    #[command(flatten)]
    sending: Sending,
}

impl Unpledge {
    pub(super) fn execute(&self) -> Result<Output, Error> {
        let desk = self.sending.open()?;
        let campaign: Campaign = nation::read(&desk.rpc, &self.campaign)?;
        let money = money(&desk, &campaign.nation, &campaign.mint)?;
        let pledger = desk.wallet();
        let pledge = addresses::pledge(&self.campaign, &pledger).0;
        let account: PledgeAccount = nation::read(&desk.rpc, &pledge)?;
        let reclaim = ReclaimPledge {
            pledger,
            campaign: self.campaign,
            pledge,
            rent_payer: account.rent_payer,
            escrow: campaign.escrow,
            destination: self.to.unwrap_or_else(|| money.of_wallet(&pledger)),
            mint: money.mint,
            token_program: money.program,
        };
        desk.send(vec![reclaim.instruction()])
    }
}
