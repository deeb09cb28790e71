//! Rust client of the Civitas programs.
//!
//! [`membership`], [`governor`], [`treasury`], [`land`], [`court`] and [`diplomacy`] are generated from the IDLs in `idl/` by
//! `scripts/generate-clients`: one struct for each instruction's accounts, one for its arguments, one for each
//! account and event.
//! What an IDL cannot say is written by hand: [`addresses`], the ballots in a page ([`pages`]), how an
//! account is told from another ([`decode`]), the sentence for an error code ([`explain`]) and for an instruction
//! ([`sentence`](mod@sentence)).

mod accounts;
pub mod addresses;
pub mod dev_keys;
mod errors;
#[allow(missing_docs, clippy::all, clippy::pedantic)]
mod generated;
pub mod pages;
pub mod sentence;

pub use accounts::{DecodeError, ProgramAccount, decode, decode_with_tail};
pub use errors::{ProgramError, explain};
pub use generated::{court, diplomacy, governor, land, membership, treasury};

// Generated code names the program ids by these paths.
pub use court::programs::COURT_ID;
pub use diplomacy::programs::DIPLOMACY_ID;
pub use governor::programs::GOVERNOR_ID;
pub use land::programs::LAND_ID;
pub use membership::programs::MEMBERSHIP_ID;
pub use treasury::programs::TREASURY_ID;
