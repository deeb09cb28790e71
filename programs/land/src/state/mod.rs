//! One file for each account: layout, seeds, size assertion, invariant.

mod auction;
mod bid;
mod campaign;
mod claim;
mod lease;
mod parcel;
mod parcel_version;
mod pledge;
mod registry;

pub use auction::*;
pub use bid::*;
pub use campaign::*;
pub use claim::*;
pub use lease::*;
pub use parcel::*;
pub use parcel_version::*;
pub use pledge::*;
pub use registry::*;
