//! One file for each account: layout, seeds, size assertion, invariant.

mod application;
mod citizen;
mod nation;
mod office;
mod reissue;

pub use application::*;
pub use citizen::*;
pub use nation::*;
pub use office::*;
pub use reissue::*;
