//! The court, for those who use it: reading cases, where a case stands, what anybody can do next, and the accounts that
//! a remedy needs. Phases and lots are those of `rules`, which the program is made of too.

mod enforcement;
mod files;
mod lot;
mod next;
mod remedy;
mod state;
mod tell;

pub use enforcement::{Call, call};
pub use files::{CaseArg, CourtFile, Filed, find_juror};
pub use lot::drawn;
pub use next::{Step, steps};
pub use remedy::Remedy;
pub use state::{Side, deadline, named_choice, named_ruling, phase, present, side, times, trial};
pub use tell::{Told, named_phase, tell};
