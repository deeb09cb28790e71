//! One file for each instruction: accounts, then the rules in `validate`, then the effect.
//!
//! A `payer` and a `rent_payer` are marked `unsafe(dup)`: they may be the same wallet as each other or as
//! a signer of the instruction. Sound, because no data of these accounts is ever read or written here:
//! only lamports move, and those live in the runtime's header that every view shares.

mod accept_authority;
mod admit;
mod amend_charter;
mod apply;
#[expect(unused_variables, reason = "an argument that only a seed uses; the derive binds it twice")]
mod appoint;
mod burn_passport;
mod close_citizen;
mod complete_reissue;
mod end_founding;
mod extend_term;
#[expect(unused_variables, reason = "an argument that only a seed uses; the derive binds it twice")]
mod found_nation;
mod issue_passport;
mod join;
mod propose_authority;
mod reinstate;
mod reissue;
mod renounce;
mod resign;
mod revoke;
mod set_admission;
mod set_court;
mod set_delegate;
mod set_tier;
mod set_treasury;
mod sign_charter;
mod suspend;
mod veto_reissue;
mod vouch;
mod withdraw_application;

pub use accept_authority::*;
pub use admit::*;
pub use amend_charter::*;
pub use apply::*;
pub use appoint::*;
pub use burn_passport::*;
pub use close_citizen::*;
pub use complete_reissue::*;
pub use end_founding::*;
pub use extend_term::*;
pub use found_nation::*;
pub use issue_passport::*;
pub use join::*;
pub use propose_authority::*;
pub use reinstate::*;
pub use reissue::*;
pub use renounce::*;
pub use resign::*;
pub use revoke::*;
pub use set_admission::*;
pub use set_court::*;
pub use set_delegate::*;
pub use set_tier::*;
pub use set_treasury::*;
pub use sign_charter::*;
pub use suspend::*;
pub use veto_reissue::*;
pub use vouch::*;
pub use withdraw_application::*;
