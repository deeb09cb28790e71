//! What the program tells the world: one small record for each change of state.

use crate::state::{Auction, Campaign, Lease, Parcel, Pledge};
use anchor_lang::prelude::*;

/// A parcel was registered, amended, retired or brought back.
#[event(bytemuck)]
#[repr(C)]
pub struct ParcelChanged {
    /// The nation.
    pub nation: Address,
    /// The parcel.
    pub parcel: Address,
    /// Its cell.
    pub cell: u64,
    /// Its area in square decimetres.
    pub area: u64,
    /// Number of the version that holds now.
    pub facts_version: u32,
    /// One of the `TENURE_` values.
    pub tenure: u8,
    /// 1 when the parcel is retired now.
    pub retired: u8,
    /// Explicit padding; zero.
    pub padding: [u8; 2],
}

/// A lease entered another state, was renewed, or has another tenant or price.
#[event(bytemuck)]
#[repr(C)]
pub struct LeaseChanged {
    /// The lease.
    pub lease: Address,
    /// The parcel.
    pub parcel: Address,
    /// The tenant, or whoever is invited; zero for nobody.
    pub tenant: Address,
    /// When, in Unix seconds.
    pub at: i64,
    /// First second after the lease; 0 while offered.
    pub ends_at: i64,
    /// The declared price of a Harberger lease.
    pub price: u64,
    /// One of the `STATE_` values.
    pub state: u8,
    /// Explicit padding; zero.
    pub padding: [u8; 7],
}

/// Rent was paid into the treasury.
#[event(bytemuck)]
#[repr(C)]
pub struct RentPaid {
    /// The lease.
    pub lease: Address,
    /// Who paid.
    pub payer: Address,
    /// How much.
    pub amount: u64,
    /// All rent paid for this lease.
    pub paid_total: u64,
    /// The first second not paid for.
    pub paid_through: i64,
}

/// A deposit moved: claimed, accepted, waived, split, released, withdrawn or collected.
#[event(bytemuck)]
#[repr(C)]
pub struct DepositChanged {
    /// The lease.
    pub lease: Address,
    /// Due to the tenant.
    pub to_tenant: u64,
    /// Of that, withdrawn.
    pub tenant_taken: u64,
    /// Due to the landlord.
    pub to_landlord: u64,
    /// Of that, collected.
    pub landlord_taken: u64,
    /// Deductions not settled: bit `n` for item `n`.
    pub open: u8,
    /// Explicit padding; zero.
    pub padding: [u8; 7],
}

/// An auction was opened, has a higher bid, or was settled.
#[event(bytemuck)]
#[repr(C)]
pub struct AuctionChanged {
    /// The auction.
    pub auction: Address,
    /// The lease.
    pub lease: Address,
    /// Who leads, or won; zero for nobody.
    pub leader: Address,
    /// The highest bid.
    pub highest: u64,
    /// First second after bidding, as it stands.
    pub closes_at: i64,
    /// Bids accepted.
    pub bids: u32,
    /// One of the `OUTCOME_` values.
    pub outcome: u8,
    /// Explicit padding; zero.
    pub padding: [u8; 3],
}

/// A bid that did not win was taken back.
#[event(bytemuck)]
#[repr(C)]
pub struct BidReclaimed {
    /// The auction.
    pub auction: Address,
    /// The wallet that bid.
    pub bidder: Address,
    /// How much, the deposit included.
    pub amount: u64,
}

/// A buyer gave notice, became the tenant, or will not.
#[event(bytemuck)]
#[repr(C)]
pub struct BuyOutChanged {
    /// The lease.
    pub lease: Address,
    /// The tenant before the sale.
    pub seller: Address,
    /// The buyer.
    pub buyer: Address,
    /// The price.
    pub price: u64,
    /// What became due to the seller, the former deposit included.
    pub to_seller: u64,
    /// Rent owed, which the treasury got.
    pub to_treasury: u64,
    /// When, in Unix seconds.
    pub at: i64,
    /// One of the values below.
    pub step: u8,
    /// Explicit padding; zero.
    pub padding: [u8; 7],
}

/// What was due to a former tenant or buyer was withdrawn.
#[event(bytemuck)]
#[repr(C)]
pub struct ClaimWithdrawn {
    /// The lease.
    pub lease: Address,
    /// The wallet it was due to.
    pub wallet: Address,
    /// How much.
    pub amount: u64,
}

/// A campaign was opened or paid out.
#[event(bytemuck)]
#[repr(C)]
pub struct CampaignChanged {
    /// The campaign.
    pub campaign: Address,
    /// The registry.
    pub registry: Address,
    /// Its number within the registry.
    pub id: u64,
    /// What is needed.
    pub goal: u64,
    /// All that was pledged.
    pub pledged: u64,
    /// When, in Unix seconds.
    pub at: i64,
    /// 1 once the treasury has the money.
    pub paid_out: u8,
    /// Explicit padding; zero.
    pub padding: [u8; 7],
}

/// Somebody pledged, or took a pledge back.
#[event(bytemuck)]
#[repr(C)]
pub struct PledgeChanged {
    /// The campaign.
    pub campaign: Address,
    /// The wallet.
    pub wallet: Address,
    /// All that the wallet pledged.
    pub amount: u64,
    /// What it took back.
    pub refunded: u64,
    /// What the campaign holds now.
    pub held: u64,
}

impl AuctionChanged {
    /// The event for an auction as it is now.
    pub fn of(auction: &Account<Auction>) -> Self {
        Self {
            auction: *auction.address(),
            lease: auction.lease,
            leader: auction.leader,
            highest: auction.highest,
            closes_at: auction.closes_at,
            bids: auction.bids,
            outcome: auction.outcome,
            padding: [0; 3],
        }
    }
}

impl BuyOutChanged {
    /// A buyer gave notice.
    pub const NOTICE: u8 = 0;
    /// The buyer is the tenant.
    pub const COMPLETED: u8 = 1;
    /// The lease is over or the notice lapsed: what the buyer put up is due to the buyer.
    pub const CANCELLED: u8 = 2;

    /// The event for a lease and its buyer as they are now.
    pub fn of(lease: &Account<Lease>, step: u8, at: i64) -> Self {
        Self {
            lease: *lease.address(),
            seller: lease.tenant,
            buyer: lease.buyer,
            price: lease.price,
            to_seller: 0,
            to_treasury: 0,
            at,
            step,
            padding: [0; 7],
        }
    }
}

impl CampaignChanged {
    /// The event for a campaign as it is now.
    pub fn of(campaign: &Account<Campaign>, at: i64) -> Self {
        Self {
            campaign: *campaign.address(),
            registry: campaign.registry,
            id: campaign.id,
            goal: campaign.goal,
            pledged: campaign.pledged,
            at,
            paid_out: campaign.paid_out,
            padding: [0; 7],
        }
    }
}

impl PledgeChanged {
    /// The event for a pledge and its campaign as they are now.
    pub fn of(pledge: &Pledge, campaign: &Campaign, refunded: u64) -> Self {
        Self {
            campaign: pledge.campaign,
            wallet: pledge.wallet,
            amount: pledge.amount,
            refunded,
            held: campaign.rules().held(),
        }
    }
}

impl ParcelChanged {
    /// The event for a parcel as it is now.
    pub fn of(parcel: &Account<Parcel>) -> Self {
        Self {
            nation: parcel.nation,
            parcel: *parcel.address(),
            cell: parcel.cell,
            area: parcel.facts.area,
            facts_version: parcel.facts_version,
            tenure: parcel.facts.tenure,
            retired: u8::from(parcel.is_retired()),
            padding: [0; 2],
        }
    }
}

impl LeaseChanged {
    /// The event for a lease as it is now.
    pub fn of(lease: &Account<Lease>, at: i64) -> Self {
        Self {
            lease: *lease.address(),
            parcel: lease.parcel,
            tenant: lease.tenant,
            at,
            ends_at: lease.ends_at,
            price: lease.price,
            state: lease.state,
            padding: [0; 7],
        }
    }
}

impl DepositChanged {
    /// The event for a lease's deposit as it is now.
    pub fn of(lease: &Account<Lease>) -> Self {
        Self {
            lease: *lease.address(),
            to_tenant: lease.to_tenant,
            tenant_taken: lease.tenant_taken,
            to_landlord: lease.to_landlord,
            landlord_taken: lease.landlord_taken,
            open: lease.open,
            padding: [0; 7],
        }
    }
}
