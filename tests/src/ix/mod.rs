//! Every instruction of both programs, with the accounts it should have. A test that wants others changes
//! the result.

mod governor;
mod membership;

pub use governor::*;
pub use membership::*;
