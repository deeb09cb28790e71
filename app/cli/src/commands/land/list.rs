use crate::Error;
use crate::audit::{AuctionBook, CampaignBook, LeaseBook, ParcelBook, audit};
use crate::context::Source;
use crate::output::Output;
use clap::Args;
use serde::Serialize;

/// Arguments of `civitas land list`.
#[derive(Debug, Args)]
pub struct List {
    #[command(flatten)]
    source: Source,
}

#[derive(Serialize)]
struct Listed<'a> {
    parcels: &'a [ParcelBook],
    leases: &'a [LeaseBook],
    auctions: &'a [AuctionBook],
    campaigns: &'a [CampaignBook],
}

impl List {
    pub(in crate::commands) fn execute(&self) -> Result<Output, Error> {
        let books = audit(&self.source.books()?);
        let listed = Listed {
            parcels: &books.parcels,
            leases: &books.leases,
            auctions: &books.auctions,
            campaigns: &books.campaigns,
        };
        Ok(Output::new(&listed, books.land_tables()))
    }
}
