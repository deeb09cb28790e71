//! Every instruction of every program, with the accounts it should have. A test that wants others changes
//! the result.

mod court;
mod diplomacy;
mod governor;
mod land;
mod membership;
mod treasury;

pub use court::*;
pub use diplomacy::*;
pub use governor::*;
pub use land::*;
pub use membership::*;
pub use treasury::*;
