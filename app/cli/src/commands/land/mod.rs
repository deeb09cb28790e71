//! Land: from surveys to leases.

mod import;
mod lease;
mod list;
mod market;

use crate::Error;
use crate::output::Output;
use clap::Subcommand;

/// The commands of `civitas land`.
#[derive(Debug, Subcommand)]
pub enum Land {
    /// Turn the polygons of a GeoJSON file into parcels that are ready to be registered on chain.
    ///
    /// Each parcel gets what the chain keeps of it: its middle, its area on the WGS84 ellipsoid, the H3
    /// cell of the middle, and the SHA-256 of its boundary in a form that anyone can compute again. Points
    /// and lines are skipped. If a feature ought to be a parcel and cannot, only what is wrong is printed,
    /// of all of them.
    Import(import::Import),
    /// List parcels, leases, auctions and campaigns, as the chain has them. A row that DIFFERS is one that
    /// `civitas audit` objects to.
    List(list::List),
    /// Rent of leases.
    #[command(subcommand)]
    Rent(lease::Rent),
    /// Leases, for their tenants.
    #[command(subcommand)]
    Lease(lease::Lease),
    /// Bid for a lease that is auctioned, as a citizen.
    Bid(market::Bid),
    /// Take a bid back that was outbid or whose auction is over.
    ReclaimBid(market::Unbid),
    /// Pledge to a campaign.
    Pledge(market::Pledge),
    /// Take a pledge back whose campaign has failed.
    ReclaimPledge(market::Unpledge),
}

impl Land {
    pub(super) fn execute(&self) -> Result<Output, Error> {
        match self {
            Self::Import(import) => import.execute(),
            Self::List(list) => list.execute(),
            Self::Rent(rent) => rent.execute(),
            Self::Lease(lease) => lease.execute(),
            Self::Bid(bid) => bid.execute(),
            Self::ReclaimBid(unbid) => unbid.execute(),
            Self::Pledge(pledge) => pledge.execute(),
            Self::ReclaimPledge(unpledge) => unpledge.execute(),
        }
    }
}
