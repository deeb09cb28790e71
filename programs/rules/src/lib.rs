//! The rules of Civitas, without a chain.
//!
//! Everything here is arithmetic and state machines over plain numbers: no Solana types, no
//! allocation, no input or output, no panic for any input. The programs call these functions and add
//! nothing to them but accounts; property tests, fuzzers and the auditors' recount reach them directly.
//!
//! Time is in Unix seconds (`i64`). Windows are half-open: `[open, close)`.

#![cfg_attr(not(test), no_std)]
#![forbid(unsafe_code)]
#![warn(missing_docs)]

pub mod auction;
pub mod ballot;
pub mod breaker;
pub mod budget;
pub mod campaign;
pub mod cell;
pub mod census;
pub mod deposit;
pub mod eligibility;
pub mod harberger;
pub mod math;
pub mod pages;
pub mod panel;
pub mod rent;
pub mod reward;
pub mod sortition;
pub mod stage;
pub mod stake;
pub mod stream;
pub mod tally;
pub mod trial;
pub mod verdict;
pub mod window;
