//! Every refusal that the land program's documentation names, provoked.

mod auctions;
mod campaigns;
mod deposits;
mod leases;
mod parcels;
mod prices;
mod twists;

use civitas_tests::refusals::{check_complete, provoke};

const PROGRAM: &str = "land";

/// Errors that only an account which the program did not write can cause, or a number that nobody reaches.
const CORRUPTION: &[&str] = &[
    "RegistryInvariant",
    "ParcelInvariant",
    "LeaseInvariant",
    "AuctionInvariant",
    "CampaignInvariant",
    "ArithmeticOverflow",
];

#[test]
fn parcels() {
    provoke(PROGRAM, parcels::REFUSALS);
}

#[test]
fn leases() {
    provoke(PROGRAM, leases::REFUSALS);
}

#[test]
fn deposits() {
    provoke(PROGRAM, deposits::REFUSALS);
}

#[test]
fn auctions() {
    provoke(PROGRAM, auctions::REFUSALS);
}

#[test]
fn prices() {
    provoke(PROGRAM, prices::REFUSALS);
}

#[test]
fn campaigns() {
    provoke(PROGRAM, campaigns::REFUSALS);
}

#[test]
fn every_error_that_exists_or_is_documented_is_provoked() {
    let tables = [
        parcels::REFUSALS,
        leases::REFUSALS,
        deposits::REFUSALS,
        auctions::REFUSALS,
        prices::REFUSALS,
        campaigns::REFUSALS,
    ];
    check_complete(PROGRAM, &tables, &[], CORRUPTION);
}
