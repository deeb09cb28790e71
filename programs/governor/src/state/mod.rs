//! One file for each account: layout, seeds, size assertion, invariant.

mod action;
mod governor;
mod page;
mod proposal;
mod stake;
mod track;

pub use action::*;
pub use governor::*;
pub use page::*;
pub use proposal::*;
pub use stake::*;
pub use track::*;
