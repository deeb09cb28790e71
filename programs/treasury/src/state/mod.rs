//! One file for each account: layout, seeds, size assertion, invariant.

mod budget;
mod ledger;
mod stream;
mod treasury;

pub use budget::*;
pub use ledger::*;
pub use stream::*;
pub use treasury::*;
