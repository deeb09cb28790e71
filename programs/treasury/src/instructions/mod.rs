//! One file for each instruction: accounts, then the rules in `validate`, then the effect.
//!
//! Some accounts are marked `unsafe(dup)`, because they may be passed twice: a `payer` or `rent_payer` may be
//! another wallet of the instruction, a SOL `source` is the payer, a SOL `holding` is the vault, and a
//! `destination` may be whoever signs. Sound, because all of them are views: this program keeps no reference to
//! their data, and their lamports live in the runtime's header that every view shares. What would give a
//! wrong result, such as a destination that is the holding, is refused by address.

mod cancel_stream;
mod close_stream;
mod create_budget;
mod create_stream;
mod create_treasury;
mod deposit;
mod open_ledger;
mod pause_stream;
mod pay;
mod pay_dues;
mod reconcile;
mod resume_stream;
mod revoke_budget;
mod set_breaker;
mod spend;
mod withdraw_stream;

pub use cancel_stream::*;
pub use close_stream::*;
pub use create_budget::*;
pub use create_stream::*;
pub use create_treasury::*;
pub use deposit::*;
pub use open_ledger::*;
pub use pause_stream::*;
pub use pay::*;
pub use pay_dues::*;
pub use reconcile::*;
pub use resume_stream::*;
pub use revoke_budget::*;
pub use set_breaker::*;
pub use spend::*;
pub use withdraw_stream::*;
