//! One file for each account: layout, seeds, size assertion, invariant.

mod body;
mod census_report;
mod entry;
mod recognition;
mod stage;
mod treaty;
mod visa;

pub use body::*;
pub use census_report::*;
pub use entry::*;
pub use recognition::*;
pub use stage::*;
pub use treaty::*;
pub use visa::*;

/// Bytes that a URI may have.
pub const URI_LEN: usize = 96;
