//! One file for each instruction: accounts, then the rules in `validate`, then the effect. Instructions with the
//! same accounts share the struct of the first of them.
//!
//! A `payer` and a `rent_payer` are marked `unsafe(dup)`: they may be the same wallet as each other or as
//! a signer of the instruction. Sound, because no data of these accounts is ever read or written here: only
//! lamports move, and those live in the runtime's header that every view shares.

mod assess_stage;
mod close_visa;
mod complete_census;
mod denounce_treaty;
#[expect(unused_variables, reason = "an argument that only a seed uses; the derive binds it twice")]
mod expel_visitor;
mod issue_visa;
#[expect(unused_variables, reason = "an argument that only a seed uses; the derive binds it twice")]
mod propose_treaty;
#[expect(unused_variables, reason = "an argument that only a seed uses; the derive binds it twice")]
mod publish_census;
mod recognise;
mod register_body;
mod revoke_recognition;
mod sign_treaty;
mod withdraw_proposal;

pub use assess_stage::*;
pub use close_visa::*;
pub use complete_census::*;
pub use expel_visitor::*;
pub use issue_visa::*;
pub use propose_treaty::*;
pub use publish_census::*;
pub use recognise::*;
pub use register_body::*;
pub use revoke_recognition::*;
pub use sign_treaty::*;
pub use withdraw_proposal::*;
