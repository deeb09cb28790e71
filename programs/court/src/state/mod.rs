//! One file for each account: layout, seeds, size assertion, invariant. Parameters and remedies besides.

mod case;
mod court;
mod evidence;
mod juror;
mod params;
mod remedy;
mod seat;

pub use case::*;
pub use court::*;
pub use evidence::*;
pub use juror::*;
pub use params::*;
pub use remedy::*;
pub use seat::*;
